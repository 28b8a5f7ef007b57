// What sending and fetching files needs of the network. Asynchronous, as sync::Transport: each callback comes later,
// from the event loop of the caller's thread, and none after cancelAll().
#pragma once

#include "common/Result.h"

#include <QByteArray>

#include <functional>

namespace roost::blobs {

// A piece of a file; without bytes: how far is it?
struct BlobPiece
{
    QString scope;
    QString sha256;
    qint64 from = 0;
    qint64 total = 0;
    QByteArray bytes = {};
};

// What the server has of it.
struct BlobArrival
{
    bool isComplete = false;
    qint64 received = 0;
};

class BlobTransport
{
public:
    template <class T>
    using Done = std::function<void(Result<T>)>;

    virtual ~BlobTransport() = default;

    // The server's Error (docs/sync.md, "Blobs"), Unauthenticated, Offline, Timeout, Unavailable, Protocol.
    virtual void put(const BlobPiece &piece, Done<BlobArrival> done) = 0;
    // side: 0 for the file as it was added, else the longest side of a picture.
    virtual void get(const QString &scope, const QString &sha256, int side, Done<QByteArray> done) = 0;
    virtual void cancelAll() = 0;
};

} // namespace roost::blobs
