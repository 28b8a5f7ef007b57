// A whole server on a free port over a fresh database, and a client for it.
//
//   void init() { EXPECT_OK(m_api.start(m_postgres)); }
//   const ApiAnswer answer = m_api.get(u"/api/v1/me"_s, kari.accessToken);
//   PostgresFixture m_postgres;
//   ApiFixture m_api;
#pragma once

#include "MockClock.h"
#include "PostgresFixture.h"

#include "server/app/ServerAssembly.h"

#include <QJsonObject>

namespace roost::test {

struct ApiAnswer
{
    int status = 0;                        // 0: no answer
    QHash<QByteArray, QByteArray> headers; // names in lower case
    QByteArray body;

    QJsonObject json() const;
    QString code() const; // of a problem
    QString text(const QString &name) const { return json().value(name).toString(); }
};

struct ApiCall
{
    QByteArray method = "GET";
    QString path; // with the query
    QString token;
    std::optional<QJsonObject> body;
    QList<QPair<QByteArray, QByteArray>> headers;
    QByteArray bytes = {}; // a body that is no JSON
};

struct ApiUser
{
    QString id;
    QString email;
    QString password;
    QString accessToken;
    QString refreshToken;
};

class ApiFixture
{
public:
    // A new database in the cluster and a new server. Passwords are hashed cheaply.
    Result<void> start(PostgresFixture &postgres, const LoginThrottleLimits &throttle = {});
    void stop();
    // Another server over the same database and folder.
    Result<void> restart();
    // Where the server keeps its keys and files.
    QString folder() const { return m_keys.path(); }

    // Of the next start().
    BlobLimits blobLimits;

    // Blocking, on a connection of its own; any thread.
    ApiAnswer send(const ApiCall &call) const;
    ApiAnswer sendRaw(const QByteArray &request) const;
    // Sends so much and cuts the connection.
    void sendAndLeave(const QByteArray &bytes) const;
    ApiAnswer get(const QString &path, const QString &token = {}) const;
    ApiAnswer post(const QString &path, const QJsonObject &body, const QString &token = {}) const;

    // "kari" -> kari@example.org, registered and logged in.
    ApiUser registerUser(const QString &name) const;
    // Its id.
    QString createTenant(const ApiUser &owner, const QString &name = QStringLiteral("Fjord Homes")) const;

    const TestDatabase &database() const { return m_database; }
    app::ServerAssembly &server() { return *m_server; }
    // Starts at the real time, for the database's own clock goes on.
    MockClock &clock() { return m_clock; }

private:
    MockClock m_clock{QDateTime::currentDateTimeUtc()};
    QTemporaryDir m_keys;
    LoginThrottleLimits m_throttle;
    TestDatabase m_database;
    std::unique_ptr<app::ServerAssembly> m_server;
};

} // namespace roost::test
