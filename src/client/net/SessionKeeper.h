// One user's session with the server: the access token in memory, the refresh token in the keychain.
//
// A refresh token is good once. The one that replaces it is in the keychain before the new access token is used. If the
// server's answer to a renewal is lost, the old token is spent and the server ends the session when it sees it again:
// then the user is asked for the password, which is the price of noticing stolen tokens.
#pragma once

#include "SecretStore.h"
#include "ServerApi.h"

#include "sync/ports/Transport.h"

namespace roost::net {

// Belongs to one thread.
class SessionKeeper : public QObject, public sync::Authenticator
{
    Q_OBJECT

public:
    using Done = std::function<void(Result<void>)>;
    using SessionDone = std::function<void(Result<SessionInfo>)>;

    // secretKey: under which the refresh token is kept; one for each profile, since two that share a token would end
    // each other's session.
    SessionKeeper(ServerApi &api, SecretStore &secrets, QString secretKey, QObject *parent = nullptr);

    // Looks for the session of an earlier start. done: whether there is one.
    void restore(std::function<void(bool)> done);
    void logIn(const QString &email, const QString &password, SessionDone done);
    void registerAccount(const QString &email, const QString &password, const QString &displayName, SessionDone done);
    // Forgets the session here, whatever the server says; done tells whether the server was told.
    void logOut(Done done);

    // SessionEnded when there is no session (any more).
    void renewAccess(Done done) override;

    const QString &accessToken() const { return m_accessToken; }
    bool hasSession() const { return !m_refreshToken.isEmpty(); }
    // False once the keychain has failed: the session lasts as long as the program.
    bool hasKeychain() const { return m_hasKeychain; }

private:
    void keep(const SessionInfo &session, Done done);
    void renewed(const Result<SessionInfo> &session);
    void answerRenewals(const Result<void> &result);
    void endSession(const Done &done);
    void abandon(const Result<void> &result, const Done &done);
    void forget();

    ServerApi &m_api;
    SecretStore &m_secrets;
    QString m_secretKey;
    QString m_accessToken;
    QString m_refreshToken;
    bool m_hasKeychain = true;
    QList<Done> m_waiting; // for the renewal that is under way
};

} // namespace roost::net
