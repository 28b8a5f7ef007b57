// /blobs over HTTP: pieces of a file to the server, files and pictures from it.
#pragma once

#include "client/blobs/BlobTransport.h"

#include <QNetworkAccessManager>
#include <QUrl>

#include <functional>

class QNetworkReply;

namespace roost::net {

class SessionKeeper;

// Belongs to one thread; callbacks come there, later. session outlives it.
class BlobClient : public QObject, public blobs::BlobTransport
{
    Q_OBJECT

public:
    explicit BlobClient(const SessionKeeper &session, QObject *parent = nullptr);
    ~BlobClient() override;

    void setServer(const QUrl &base) { m_base = base; }

    void put(const blobs::BlobPiece &piece, Done<blobs::BlobArrival> done) override;
    void get(const QString &scope, const QString &sha256, int side, Done<QByteArray> done) override;
    void cancelAll() override;

private:
    QNetworkRequest requestFor(const QString &scope, const QString &sha256, int side) const;
    void track(QNetworkReply *reply, std::function<void(QNetworkReply &)> finished);
    void getFrom(const QString &scope, const QString &sha256, qint64 from, const QByteArray &before,
                 const Done<QByteArray> &done);

    const SessionKeeper &m_session;
    QNetworkAccessManager m_network;
    QUrl m_base;
    QSet<QNetworkReply *> m_replies;
};

} // namespace roost::net
