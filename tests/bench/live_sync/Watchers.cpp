#include "Watchers.h"

#include "common/Json.h"
#include "common/Uuid.h"

#include <QNetworkReply>
#include <QUrlQuery>

namespace roost::bench {

using namespace Qt::StringLiterals;

Watcher::Watcher(const Access &access, std::atomic<int> &connected)
    : m_access(access)
    , m_connected(connected)
    , m_client(uuidText(newUuid()))
    , m_socket(QString(), QWebSocketProtocol::VersionLatest, this)
    , m_network(this)
{
    connect(&m_socket, &QWebSocket::connected, this, [this] { ++m_connected; });
    connect(&m_socket, &QWebSocket::textMessageReceived, this, [this](const QString &text) {
        const auto poke = parseJsonObject(text.toUtf8());
        if (poke && poke->value("scope"_L1).toString() == m_access.scope)
            pull(poke->value("version"_L1).toInteger());
    });
}

QNetworkRequest Watcher::request(const QString &scheme, const QString &path) const
{
    QUrl url = m_access.server;
    url.setScheme(scheme);
    url.setPath(path);
    QNetworkRequest request(url);
    request.setRawHeader("Authorization", "Bearer " + m_access.token.toLatin1());
    return request;
}

void Watcher::open()
{
    m_socket.open(request(u"ws"_s, u"/sync/v1/live"_s));
}

void Watcher::pull(qint64 version)
{
    if (m_isPulling || version <= m_access.version)
        return;
    m_isPulling = true;
    QNetworkRequest asked = request(u"http"_s, u"/sync/v1/pull"_s);
    QUrl url = asked.url();
    url.setQuery(QUrlQuery{{u"client_id"_s, m_client},
                           {u"scope"_s, m_access.scope},
                           {u"epoch"_s, m_access.epoch},
                           {u"cursor"_s, QString::number(m_access.version)},
                           {u"acked_mid"_s, u"0"_s}});
    asked.setUrl(url);
    QNetworkReply *reply = m_network.get(asked);
    connect(reply, &QNetworkReply::finished, this, [this, reply] {
        reply->deleteLater();
        m_isPulling = false;
        if (const auto pulled = parseJsonObject(reply->readAll()))
            m_access.version = std::max(m_access.version, pulled->value("cursor"_L1).toInteger());
    });
}

Watchers::Watchers(const Access &access, int count)
{
    m_thread.start();
    for (int i = 0; i < count; ++i) {
        auto *watcher = new Watcher(access, m_connected);
        watcher->moveToThread(&m_thread);
        QObject::connect(&m_thread, &QThread::finished, watcher, &QObject::deleteLater);
        QMetaObject::invokeMethod(watcher, &Watcher::open);
    }
}

Watchers::~Watchers()
{
    m_thread.quit();
    m_thread.wait();
}

} // namespace roost::bench
