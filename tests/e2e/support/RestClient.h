// A small blocking REST client for tests: JSON in, JSON out, over real HTTP.
#pragma once

#include <QJsonObject>
#include <QNetworkAccessManager>
#include <QUrl>

namespace roost::test {

struct RestReply
{
    int status = 0; // 0: no reply at all
    QJsonObject json;
    QString code() const { return json.value(QLatin1String("code")).toString(); }
};

class RestClient
{
public:
    explicit RestClient(const QUrl &server)
        : m_server(server)
    {
    }

    // Makes the account and keeps its access token for the requests that follow.
    RestReply registerAccount(const QString &email, const QString &password);
    RestReply logIn(const QString &email, const QString &password);

    RestReply get(const QString &path);
    RestReply post(const QString &path, const QJsonObject &body = {});
    RestReply patch(const QString &path, const QJsonObject &body);
    RestReply remove(const QString &path);

private:
    RestReply send(const QByteArray &method, const QString &path, const QByteArray &body);
    RestReply keepToken(const RestReply &reply);

    QUrl m_server;
    QString m_accessToken;
    QNetworkAccessManager m_network;
};

} // namespace roost::test
