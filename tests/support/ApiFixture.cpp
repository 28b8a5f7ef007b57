// Runs the server and speaks plain HTTP to it.
#include "ApiFixture.h"

#include "common/Json.h"
#include "storage/Database.h"

#include <QTcpSocket>

namespace roost::test {

using namespace Qt::StringLiterals;

namespace {

constexpr int kTimeoutMs = 20000;

ApiAnswer parseAnswer(const QByteArray &bytes)
{
    ApiAnswer answer;
    const qsizetype headEnd = bytes.indexOf("\r\n\r\n");
    if (headEnd < 0)
        return answer;
    const QList<QByteArray> lines = bytes.left(headEnd).split('\n');
    answer.status = lines.first().split(' ').value(1).toInt();
    for (const QByteArray &line : lines.mid(1)) {
        const qsizetype colon = line.indexOf(':');
        answer.headers.insert(line.left(colon).toLower(), line.mid(colon + 1).trimmed());
    }
    answer.body = bytes.mid(headEnd + 4);
    return answer;
}

} // namespace

QJsonObject ApiAnswer::json() const
{
    return QJsonDocument::fromJson(body).object();
}

QString ApiAnswer::code() const
{
    return text(u"code"_s);
}

Result<void> ApiFixture::start(PostgresFixture &postgres, const LoginThrottleLimits &throttle)
{
    stop();
    ROOST_ASSIGN(m_database, postgres.createDatabase());
    m_throttle = throttle;
    return restart();
}

Result<void> ApiFixture::restart()
{
    stop();
    app::AssemblyOptions options;
    options.openDatabase = [url = m_database.appUrl] { return Database::openPostgres(url); };
    options.keyFolder = m_keys.filePath(u"keys"_s);
    options.imageProgram = qEnvironmentVariable("ROOST_BIN_DIR") + u"/roost-images"_s;
    options.blobLimits = blobLimits;
    options.clock = &m_clock;
    options.passwordCost = {64, 1, 1};
    options.throttle = m_throttle;
    options.runJobs = false;
    options.logRequests = false;
    ROOST_ASSIGN(m_server, app::ServerAssembly::make(std::move(options)));
    return m_server->start({});
}

void ApiFixture::stop()
{
    m_server.reset();
}

ApiAnswer ApiFixture::sendRaw(const QByteArray &request) const
{
    QTcpSocket socket;
    socket.connectToHost(QHostAddress::LocalHost, m_server->port());
    if (!socket.waitForConnected(kTimeoutMs))
        return {};
    socket.write(request);
    QByteArray bytes;
    while (socket.waitForReadyRead(kTimeoutMs))
        bytes += socket.readAll();
    return parseAnswer(bytes);
}

void ApiFixture::sendAndLeave(const QByteArray &bytes) const
{
    QTcpSocket socket;
    socket.connectToHost(QHostAddress::LocalHost, m_server->port());
    if (!socket.waitForConnected(kTimeoutMs))
        return;
    socket.write(bytes);
    while (socket.bytesToWrite() > 0 && socket.waitForBytesWritten(kTimeoutMs)) {
    }
    socket.abort();
}

ApiAnswer ApiFixture::send(const ApiCall &call) const
{
    QByteArray request =
        call.method + ' ' + call.path.toUtf8() + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n";
    if (!call.token.isEmpty())
        request += "Authorization: Bearer " + call.token.toLatin1() + "\r\n";
    for (const auto &[name, value] : call.headers)
        request += name + ": " + value + "\r\n";
    if (call.body) {
        const QByteArray body = canonicalJson(*call.body);
        request +=
            "Content-Type: application/json\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body;
    } else if (!call.bytes.isEmpty()) {
        request += "Content-Length: " + QByteArray::number(call.bytes.size()) + "\r\n\r\n" + call.bytes;
    } else {
        request += "\r\n";
    }
    return sendRaw(request);
}

ApiAnswer ApiFixture::get(const QString &path, const QString &token) const
{
    return send({"GET", path, token, std::nullopt, {}});
}

ApiAnswer ApiFixture::post(const QString &path, const QJsonObject &body, const QString &token) const
{
    return send({"POST", path, token, body, {}});
}

ApiUser ApiFixture::registerUser(const QString &name) const
{
    ApiUser user;
    user.email = name + u"@example.org"_s;
    user.password = u"password of "_s + name;
    const ApiAnswer answer =
        post(u"/api/v1/auth/register"_s,
             {{u"email"_s, user.email}, {u"password"_s, user.password}, {u"display_name"_s, name}});
    user.id = answer.json().value(u"user").toObject().value(u"id").toString();
    user.accessToken = answer.text(u"access_token"_s);
    user.refreshToken = answer.text(u"refresh_token"_s);
    return user;
}

QString ApiFixture::createTenant(const ApiUser &owner, const QString &name) const
{
    return post(u"/api/v1/tenants"_s,
                {{u"name"_s, name}, {u"currency"_s, u"NOK"_s}, {u"time_zone"_s, u"Europe/Oslo"_s}}, owner.accessToken)
        .text(u"id"_s);
}

} // namespace roost::test
