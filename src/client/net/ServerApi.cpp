// Requests of /api/v1/auth and /api/v1/tenants.
#include "ServerApi.h"

#include "common/Json.h"

namespace roost::net {

using namespace Qt::StringLiterals;

namespace {

Result<SessionInfo> readSession(const QJsonObject &json)
{
    SessionInfo session;
    ROOST_ASSIGN(session.accessToken, jsonString(json, u"access_token"_s));
    ROOST_ASSIGN(session.refreshToken, jsonString(json, u"refresh_token"_s));
    session.accessSeconds = json.value(u"expires_in").toInt();
    ROOST_ASSIGN(const QJsonObject user, jsonObject(json, u"user"_s));
    session.user = UserId::fromString(user.value(u"id").toString());
    session.email = user.value(u"email").toString();
    session.displayName = user.value(u"display_name").toString();
    const QJsonArray tenants = json.value(u"tenants").toArray();
    for (const QJsonValue &value : tenants) {
        const QJsonObject tenant = value.toObject();
        session.tenants << TenantInfo{TenantId::fromString(tenant.value(u"id").toString()),
                                      tenant.value(u"name").toString(), tenant.value(u"role").toString()};
    }
    if (session.user.isNull()) {
        return fail(ErrorCode::Protocol,
                    QCoreApplication::translate("net", "The server's answer to the log-in makes no "
                                                       "sense. Ask its operator to update it."));
    }
    return session;
}

} // namespace

ServerApi::ServerApi(QObject *parent)
    : QObject(parent)
{
    m_client.setParent(this);
}

void ServerApi::openSession(const QString &path, const QJsonObject &body, SessionDone done)
{
    m_client.call({.verb = "POST", .path = path, .body = body},
                  [done = std::move(done)](const Result<QJsonObject> &reply) {
                      if (reply)
                          done(readSession(*reply));
                      else
                          done(fail(reply.error()));
                  });
}

void ServerApi::logIn(const QString &email, const QString &password, SessionDone done)
{
    openSession(u"/api/v1/auth/login"_s, {{u"email"_s, email}, {u"password"_s, password}}, std::move(done));
}

void ServerApi::registerAccount(const QString &email, const QString &password, const QString &displayName,
                                SessionDone done)
{
    openSession(u"/api/v1/auth/register"_s,
                {{u"email"_s, email}, {u"password"_s, password}, {u"display_name"_s, displayName}}, std::move(done));
}

void ServerApi::refresh(const QString &refreshToken, SessionDone done)
{
    openSession(u"/api/v1/auth/refresh"_s, {{u"refresh_token"_s, refreshToken}}, std::move(done));
}

void ServerApi::logOut(const QString &accessToken, Done done)
{
    m_client.call({.verb = "POST", .path = u"/api/v1/auth/logout"_s, .accessToken = accessToken},
                  [done = std::move(done)](const Result<QJsonObject> &reply) {
                      done(reply ? Result<void>() : Result<void>(fail(reply.error())));
                  });
}

void ServerApi::createTenant(const QString &accessToken, const QString &name, const QString &currency,
                             const QString &timeZone, const QString &locale, const QByteArray &idempotencyKey,
                             Done done)
{
    const QJsonObject body{
        {u"name"_s, name}, {u"currency"_s, currency}, {u"time_zone"_s, timeZone}, {u"locale"_s, locale}};
    m_client.call({.verb = "POST",
                   .path = u"/api/v1/tenants"_s,
                   .body = body,
                   .accessToken = accessToken,
                   .idempotencyKey = idempotencyKey},
                  [done = std::move(done)](const Result<QJsonObject> &reply) {
                      done(reply ? Result<void>() : Result<void>(fail(reply.error())));
                  });
}

} // namespace roost::net
