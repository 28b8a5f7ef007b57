// Log-in, renewal, log-out.
#include "SessionKeeper.h"

namespace roost::net {

using namespace Qt::StringLiterals;

SessionKeeper::SessionKeeper(ServerApi &api, SecretStore &secrets, QString secretKey, QObject *parent)
    : QObject(parent)
    , m_api(api)
    , m_secrets(secrets)
    , m_secretKey(std::move(secretKey))
{
}

void SessionKeeper::restore(std::function<void(bool)> done)
{
    m_secrets.read(m_secretKey, [this, done = std::move(done)](const Result<std::optional<QString>> &secret) {
        m_hasKeychain = secret.has_value();
        if (secret && *secret)
            m_refreshToken = **secret;
        done(hasSession());
    });
}

void SessionKeeper::logIn(const QString &email, const QString &password, SessionDone done)
{
    m_api.logIn(email, password, [this, done = std::move(done)](const Result<SessionInfo> &session) {
        if (!session) {
            done(fail(session.error()));
            return;
        }
        keep(*session, [session, done](const Result<void> &) { done(session); });
    });
}

void SessionKeeper::registerAccount(const QString &email, const QString &password, const QString &displayName,
                                    SessionDone done)
{
    m_api.registerAccount(email, password, displayName,
                          [this, done = std::move(done)](const Result<SessionInfo> &session) {
                              if (!session) {
                                  done(fail(session.error()));
                                  return;
                              }
                              keep(*session, [session, done](const Result<void> &) { done(session); });
                          });
}

// First into the keychain, then into use.
void SessionKeeper::keep(const SessionInfo &session, Done done)
{
    m_secrets.write(m_secretKey, session.refreshToken,
                    [this, session, done = std::move(done)](const Result<void> &written) {
                        m_hasKeychain = written.has_value();
                        m_refreshToken = session.refreshToken;
                        m_accessToken = session.accessToken;
                        done({});
                    });
}

void SessionKeeper::renewAccess(Done done)
{
    m_waiting << std::move(done);
    if (m_waiting.size() > 1)
        return;
    if (!hasSession()) {
        QMetaObject::invokeMethod(
            this,
            [this] {
                answerRenewals(
                    fail(ErrorCode::SessionEnded, tr("You are not logged in. Enter your password to sync.")));
            },
            Qt::QueuedConnection);
        return;
    }
    m_accessToken.clear();
    m_api.refresh(m_refreshToken, [this](const Result<SessionInfo> &session) { renewed(session); });
}

void SessionKeeper::renewed(const Result<SessionInfo> &session)
{
    if (session) {
        keep(*session, [this](const Result<void> &) { answerRenewals({}); });
        return;
    }
    const ErrorCode code = session.error().code;
    const bool isOver = code == ErrorCode::SessionEnded || code == ErrorCode::Unauthenticated ||
                        code == ErrorCode::WrongCredentials || code == ErrorCode::Forbidden;
    if (!isOver) {
        Error passing = session.error();
        if (passing.code == ErrorCode::Internal || passing.code == ErrorCode::Protocol)
            passing.code = ErrorCode::Unavailable;
        answerRenewals(fail(passing));
        return;
    }
    forget();
    answerRenewals(
        fail(ErrorCode::SessionEnded, tr("Your session has ended. Log in again to sync; your changes are kept.")));
}

void SessionKeeper::answerRenewals(const Result<void> &result)
{
    const auto waiting = std::exchange(m_waiting, {});
    for (const Done &done : waiting)
        done(result);
}

void SessionKeeper::logOut(Done done)
{
    if (m_accessToken.isEmpty() && hasSession()) {
        // Only an access token can end the session on the server.
        renewAccess([this, done = std::move(done)](const Result<void> &renewal) {
            if (renewal)
                endSession(done);
            else
                abandon(renewal, done);
        });
        return;
    }
    endSession(done);
}

void SessionKeeper::endSession(const Done &done)
{
    if (m_accessToken.isEmpty()) {
        QMetaObject::invokeMethod(
            this, [this, done] { abandon({}, done); }, Qt::QueuedConnection);
        return;
    }
    m_api.logOut(m_accessToken, [this, done](const Result<void> &result) { abandon(result, done); });
}

void SessionKeeper::abandon(const Result<void> &result, const Done &done)
{
    m_accessToken.clear();
    m_refreshToken.clear();
    m_secrets.remove(m_secretKey, [done, result](const Result<void> &) { done(result); });
}

void SessionKeeper::forget()
{
    m_accessToken.clear();
    m_refreshToken.clear();
    m_secrets.remove(m_secretKey, [](const Result<void> &) {});
}

} // namespace roost::net
