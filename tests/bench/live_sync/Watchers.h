// Other windows of the same host that are connected while a delay is measured: each holds a live socket, and pulls what
// it is told of, as a desktop does. They keep no replica, so that the machine's disk isn't what is measured.
#pragma once

#include <QNetworkAccessManager>
#include <QThread>
#include <QUrl>
#include <QWebSocket>

#include <atomic>

namespace roost::bench {

struct Access
{
    QUrl server;
    QString token;
    QString scope;
    QString epoch;
    qint64 version = 0;
};

class Watcher : public QObject
{
    Q_OBJECT

public:
    Watcher(const Access &access, std::atomic<int> &connected);
    void open();

private:
    void pull(qint64 version);
    QNetworkRequest request(const QString &scheme, const QString &path) const;

    Access m_access;
    std::atomic<int> &m_connected;
    QString m_client;
    QWebSocket m_socket;
    QNetworkAccessManager m_network;
    bool m_isPulling = false;
};

// They live on a thread of their own, all of them.
class Watchers
{
    Q_DISABLE_COPY_MOVE(Watchers)

public:
    Watchers(const Access &access, int count);
    ~Watchers();

    int connected() const { return m_connected; }

private:
    QThread m_thread;
    std::atomic<int> m_connected{0};
};

} // namespace roost::bench
