// One request after the other; a reply of the proxy's own is known by its problem type.
#include "ProxyWalk.h"

#include "common/Json.h"

#include <QEventLoop>
#include <QNetworkReply>

namespace roost::test {

using namespace Qt::StringLiterals;

namespace {

constexpr int kTimeoutMs = 30'000;

bool fits(const QStringList &pattern, const QStringList &path)
{
    if (pattern.size() != path.size())
        return false;
    for (qsizetype i = 0; i < path.size(); ++i) {
        if (!pattern.at(i).startsWith(u'{') && pattern.at(i) != path.at(i))
            return false;
    }
    return true;
}

} // namespace

WalkRecord::WalkRecord(const QJsonObject &description)
{
    const QJsonObject paths = description.value("paths"_L1).toObject();
    for (auto path = paths.begin(); path != paths.end(); ++path) {
        // Bytes of files: TestBlobApi.
        if (path.key().startsWith("/blobs/"_L1))
            continue;
        const QJsonObject item = path.value().toObject();
        for (const char *method : {"get", "post", "put", "patch", "delete"}) {
            const QJsonObject operation = item.value(QLatin1StringView(method)).toObject();
            if (!operation.isEmpty() && !operation.value("x-roost-websocket"_L1).toBool())
                m_paths << Path{QByteArray(method).toUpper(), path.key().split(u'/'),
                                operation.value("operationId"_L1).toString()};
        }
    }
}

void WalkRecord::visit(const QByteArray &method, const QString &path)
{
    const QStringList parts = path.section(u'?', 0, 0).split(u'/');
    for (const Path &candidate : m_paths) {
        if (candidate.method == method && fits(candidate.parts, parts))
            m_visited << candidate.operation;
    }
}

QStringList WalkRecord::unvisited() const
{
    QStringList missing;
    for (const Path &path : m_paths) {
        if (!m_visited.contains(path.operation))
            missing << path.operation;
    }
    return missing;
}

WalkReply Walker::expect(int status, const WalkStep &step)
{
    QNetworkRequest request(m_proxy.resolved(QUrl(step.path)));
    request.setTransferTimeout(kTimeoutMs);
    if (step.body)
        request.setHeader(QNetworkRequest::ContentTypeHeader, u"application/json"_s);
    // The proxy reads the replies, and not every coding that Qt would take.
    request.setRawHeader("Accept-Encoding", "identity");
    if (!m_token.isEmpty())
        request.setRawHeader("Authorization", "Bearer " + m_token);
    for (const auto &[name, value] : step.headers)
        request.setRawHeader(name, value);
    QNetworkReply *reply =
        m_network.sendCustomRequest(request, step.method, step.body ? canonicalJson(*step.body) : QByteArray());
    QEventLoop loop;
    QObject::connect(reply, &QNetworkReply::finished, &loop, &QEventLoop::quit);
    loop.exec();
    reply->deleteLater();
    const QByteArray content = reply->readAll();
    const WalkReply answer{reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt(),
                           QJsonDocument::fromJson(content).object(), reply->rawHeader("ETag")};
    const bool isProxys = answer.text(u"type"_s).contains("stoplight.io"_L1) || reply->hasRawHeader("sl-violations");
    if (answer.status != status || isProxys) {
        m_record->object(u"%1 %2: %3 %4"_s.arg(QString::fromLatin1(step.method), step.path)
                             .arg(answer.status)
                             .arg(QString::fromUtf8(content.left(1500))));
    }
    m_record->visit(step.method, step.path);
    return answer;
}

} // namespace roost::test
