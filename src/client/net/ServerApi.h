// The part of the REST API that the desktop itself uses: accounts and sessions.
#pragma once

#include "JsonClient.h"

#include "common/Id.h"

namespace roost::net {

struct TenantInfo
{
    TenantId id;
    QString name;
    QString role;
};

// What a log-in, a registration or a renewal answers. Tokens never go into a log.
struct SessionInfo
{
    QString accessToken;
    int accessSeconds = 0;
    QString refreshToken;
    UserId user;
    QString email;
    QString displayName;
    QList<TenantInfo> tenants;
};

class ServerApi : public QObject
{
    Q_OBJECT

public:
    using SessionDone = std::function<void(Result<SessionInfo>)>;
    using Done = std::function<void(Result<void>)>;

    explicit ServerApi(QObject *parent = nullptr);

    void setServer(const QUrl &base) { m_client.setServer(base); }
    const QUrl &server() const { return m_client.server(); }

    // WrongCredentials, TooManyRequests.
    void logIn(const QString &email, const QString &password, SessionDone done);
    // EmailTaken, Validation.
    void registerAccount(const QString &email, const QString &password, const QString &displayName, SessionDone done);
    // SessionEnded when the token was used before or the session is over.
    void refresh(const QString &refreshToken, SessionDone done);
    void logOut(const QString &accessToken, Done done);
    // A hosting business with its owner logged in. Sent again with the same key it makes no second one.
    void createTenant(const QString &accessToken, const QString &name, const QString &currency, const QString &timeZone,
                      const QString &locale, const QByteArray &idempotencyKey, Done done);
    void cancelAll() { m_client.cancelAll(); }

private:
    void openSession(const QString &path, const QJsonObject &body, SessionDone done);

    JsonClient m_client;
};

} // namespace roost::net
