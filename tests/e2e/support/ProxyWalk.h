// A person who uses the API through a validating proxy, and a list of what the proxy objected to.
#pragma once

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QNetworkAccessManager>
#include <QSet>
#include <QUrl>

namespace roost::test {

struct WalkReply
{
    int status = 0; // 0: no reply at all
    QJsonObject json;
    QByteArray etag;

    QString text(const QString &name) const { return json.value(name).toString(); }
    QString id() const { return text(QStringLiteral("id")); }
    QJsonArray items() const { return json.value(QLatin1String("items")).toArray(); }
};

struct WalkStep
{
    QByteArray method = "GET";
    QString path;
    std::optional<QJsonObject> body = std::nullopt;
    QList<QPair<QByteArray, QByteArray>> headers = {};
};

// What all walkers of a test share.
class WalkRecord
{
public:
    // description: the document, for the names of operations.
    explicit WalkRecord(const QJsonObject &description);

    void visit(const QByteArray &method, const QString &path);
    void object(const QString &what) { m_objections << what; }

    // "GET /api/v1/me: 500 …" for each reply that was not the server's own, or not the expected one; forgets them.
    QStringList takeObjections() { return std::exchange(m_objections, {}); }
    // Operations of REST (no WebSockets) that nobody has asked for.
    QStringList unvisited() const;

private:
    struct Path
    {
        QByteArray method;
        QStringList parts;
        QString operation;
    };
    QList<Path> m_paths;
    QSet<QString> m_visited;
    QStringList m_objections;
};

class Walker
{
public:
    Walker(const QUrl &proxy, WalkRecord &record)
        : m_proxy(proxy)
        , m_record(&record)
    {
    }

    void setToken(const QString &token) { m_token = token.toLatin1(); }
    // Objects unless the server itself answers with this status.
    WalkReply expect(int status, const WalkStep &step);
    WalkReply get(const QString &path) { return expect(200, {"GET", path}); }
    WalkReply post(int status, const QString &path, const std::optional<QJsonObject> &body = std::nullopt)
    {
        return expect(status, {"POST", path, body});
    }

private:
    QUrl m_proxy;
    WalkRecord *m_record;
    QByteArray m_token;
    QNetworkAccessManager m_network;
};

} // namespace roost::test
