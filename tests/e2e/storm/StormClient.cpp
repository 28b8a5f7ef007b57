// Requests over a raw connection.
#include "StormClient.h"

#include "common/Json.h"

#include <QDateTime>
#include <QThread>

namespace roost::test {

using namespace Qt::StringLiterals;

namespace {

constexpr int kReplyTimeoutMs = 30'000;
constexpr int kTimeToComeBackMs = 60'000;

} // namespace

StormClient::StormClient(const StormWorld &world, QString who, const QString &token, StormLog &log)
    : m_world(world)
    , m_who(std::move(who))
    , m_token(token.toLatin1())
    , m_log(log)
{
}

qint64 StormClient::nowMs() const
{
    return QDateTime::currentMSecsSinceEpoch();
}

bool StormClient::isOver() const
{
    return nowMs() >= m_world.endsAtMs;
}

bool StormClient::connectAgain()
{
    const qint64 latest = nowMs() + kTimeToComeBackMs;
    while (!m_client || !m_client->isConnected()) {
        m_client = std::make_unique<RawHttpClient>(static_cast<quint16>(m_world.port));
        // Nothing tells when a killed server listens again; a refused connection is asked for anew after a moment.
        if (!m_client->isConnected()) {
            if (nowMs() > latest)
                return false;
            QThread::msleep(10);
        }
    }
    return true;
}

StormEntry StormClient::ask(const QByteArray &method, const QString &path, const QJsonObject &body)
{
    StormEntry entry;
    entry.who = m_who;
    entry.asked = body;
    if (!connectAgain())
        return entry;
    const QByteArray json = method == "POST" ? canonicalJson(body) : QByteArray();
    const QByteArray content =
        json.isEmpty()
            ? QByteArray()
            : "Content-Type: application/json\r\nContent-Length: " + QByteArray::number(json.size()) + "\r\n";
    entry.askedAtMs = nowMs();
    const bool sent =
        m_client->send(method + ' ' + path.toUtf8() + " HTTP/1.1\r\nHost: storm\r\nAuthorization: Bearer " + m_token +
                       "\r\n" + content + "\r\n" + json);
    const auto reply = sent ? m_client->read(false, kReplyTimeoutMs) : std::nullopt;
    entry.answeredAtMs = nowMs();
    if (!reply) {
        m_client.reset();
        return entry;
    }
    if (reply->headers.value("connection").toLower() == "close")
        m_client.reset();
    entry.status = reply->status;
    entry.answer = QJsonDocument::fromJson(reply->body).object();
    return entry;
}

StormEntry StormClient::post(const QString &what, const QString &about, const QString &path, const QJsonObject &body)
{
    StormEntry entry = ask("POST", path, body);
    entry.what = what;
    entry.about = about;
    m_log.append(entry);
    return entry;
}

StormEntry StormClient::get(const QString &path)
{
    return ask("GET", path, {});
}

} // namespace roost::test
