// The files of a profile by content hash, in the profile's folder:
//
//   blobs/outgoing/<sha256>             still to be sent; never thrown away
//   blobs/cache/ab/<sha256>             as the host added it
//   blobs/cache/ab/<sha256>.320.jpg     pictures, from the server
//   blobs/cache/ab/<sha256>.1280.jpg
//
// The cache is bounded: what was looked at longest ago goes first. Files appear whole, by a rename. A cheap value;
// any thread and any process.
#pragma once

#include "common/Result.h"

namespace roost::blobs {

constexpr qint64 kMostPhotoBytes = 25 * 1024 * 1024; // as the server has it
constexpr qint64 kDefaultCacheBytes = 512LL * 1024 * 1024;
constexpr int kSmallSide = 320;
constexpr int kLargeSide = 1280;

class BlobCache
{
public:
    explicit BlobCache(const QString &profileFolder, qint64 mostBytes = kDefaultCacheBytes)
        : m_folder(profileFolder + QStringLiteral("/blobs"))
        , m_mostBytes(mostBytes)
    {
    }

    // Copies a photo to the outgoing files, synced to disk; its SHA-256. Validation: it is no photo that the server
    // takes, or too large; NotFound: it can't be read; StorageFull.
    Result<QString> addOutgoing(const QString &file) const;
    // The file to send; empty: it is gone.
    QString outgoing(const QString &sha256) const;
    // It was sent, or nobody wants it sent any more: an ordinary file of the cache from now on.
    void release(const QString &sha256) const;
    // The other way round: the server has lost it. Nothing happens when it isn't here.
    void keepForSending(const QString &sha256) const;

    // side: 0 for the file as it was added, else the longest side of a picture. Empty when it isn't here. Finding it
    // counts as looking at it.
    QString find(const QString &sha256, int side) const;
    // Keeps a picture, or a file, from the server. Protocol: an original whose bytes are not those of its name.
    Result<void> store(const QString &sha256, int side, const QByteArray &bytes) const;
    // Throws away what is too much.
    void trim() const;

private:
    QString outgoingPath(const QString &sha256) const;
    QString cachePath(const QString &sha256, int side) const;

    QString m_folder;
    qint64 m_mostBytes;
};

} // namespace roost::blobs
