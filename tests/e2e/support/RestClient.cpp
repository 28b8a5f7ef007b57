#include "RestClient.h"

#include "common/Json.h"
#include "common/Uuid.h"

#include <QEventLoop>
#include <QNetworkReply>

namespace roost::test {

using namespace Qt::StringLiterals;

RestReply RestClient::registerAccount(const QString &email, const QString &password)
{
    return keepToken(post(u"/api/v1/auth/register"_s,
                          {{u"email"_s, email}, {u"password"_s, password}, {u"display_name"_s, u"Guest"_s}}));
}

RestReply RestClient::logIn(const QString &email, const QString &password)
{
    return keepToken(post(u"/api/v1/auth/login"_s, {{u"email"_s, email}, {u"password"_s, password}}));
}

RestReply RestClient::get(const QString &path)
{
    return send("GET", path, {});
}

RestReply RestClient::post(const QString &path, const QJsonObject &body)
{
    return send("POST", path, canonicalJson(body));
}

RestReply RestClient::patch(const QString &path, const QJsonObject &body)
{
    return send("PATCH", path, canonicalJson(body));
}

RestReply RestClient::remove(const QString &path)
{
    return send("DELETE", path, {});
}

RestReply RestClient::send(const QByteArray &method, const QString &path, const QByteArray &body)
{
    QNetworkRequest request(m_server.resolved(QUrl(path)));
    request.setTransferTimeout(30'000);
    if (!body.isEmpty())
        request.setHeader(QNetworkRequest::ContentTypeHeader, u"application/json"_s);
    if (!m_accessToken.isEmpty())
        request.setRawHeader("Authorization", "Bearer " + m_accessToken.toLatin1());
    if (method == "POST")
        request.setRawHeader("Idempotency-Key", uuidText(newUuid()).toLatin1());
    QNetworkReply *reply = m_network.sendCustomRequest(request, method, body);
    QEventLoop loop;
    QObject::connect(reply, &QNetworkReply::finished, &loop, &QEventLoop::quit);
    loop.exec();
    reply->deleteLater();
    return {reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt(),
            QJsonDocument::fromJson(reply->readAll()).object()};
}

RestReply RestClient::keepToken(const RestReply &reply)
{
    m_accessToken = reply.json.value(u"access_token").toString();
    return reply;
}

} // namespace roost::test
