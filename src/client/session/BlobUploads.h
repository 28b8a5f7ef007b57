// Sends the files that wait (client/replica/BlobQueue.h), one after the other, in pieces, beside the sync of rows: a
// pull never waits for a photo. What the server has is asked for first, so that after a cut, or a kill of either side,
// one piece at most is sent twice.
#pragma once

#include "client/blobs/BlobCache.h"
#include "client/blobs/BlobTransport.h"
#include "client/replica/BlobQueue.h"

#include "sync/ports/Timers.h"
#include "sync/ports/Transport.h"

#include <QFile>
#include <QObject>

namespace roost::replica {
class Replica;
}

namespace roost::session {

struct UploadProgress
{
    int waiting = 0;      // files, with the one under way
    qint64 sentBytes = 0; // of the one under way
    qint64 totalBytes = 0;
};

// Lives in the thread of the replica; all it is given outlives it.
class BlobUploads : public QObject
{
    Q_OBJECT

public:
    BlobUploads(replica::Replica &replica, const blobs::BlobCache &cache, blobs::BlobTransport &transport,
                sync::Authenticator &authenticator, sync::Timers &timers, QObject *parent = nullptr);
    ~BlobUploads() override;

    // Begins, or looks again at once for what waits. Cheap when nothing does.
    void start();
    // Gives up what is under way; the next start goes on there.
    void stop();

    const UploadProgress &progress() const { return m_progress; }
    bool isIdle() const { return m_progress.waiting == 0; }
    // Why nothing can be sent at the moment.
    const std::optional<Error> &trouble() const { return m_trouble; }

    // Of one piece. It grows to the larger while all goes well.
    static constexpr qint64 kSmallPiece = 256 * 1024;
    static constexpr qint64 kLargePiece = 1024 * 1024;

Q_SIGNALS:
    void progressChanged();
    // A file is on the server: its edits can be sent.
    void uploaded();
    // The server will not take it: a problem says so.
    void refused();

private:
    void next();
    bool openFile();
    void send(qint64 from);
    void answered(const Result<blobs::BlobArrival> &arrival);
    void failed(const Error &error);
    void finishFile();
    void refuseFile(const Error &error);
    void renewAccess();
    void retryLater(const Error &error);
    void tidy();
    void setProgress(const UploadProgress &progress);

    replica::Replica &m_replica;
    const blobs::BlobCache &m_cache;
    blobs::BlobTransport &m_transport;
    sync::Authenticator &m_authenticator;
    sync::Timers &m_timers;
    replica::BlobUpload m_upload; // under way when m_file is open
    QFile m_file;
    UploadProgress m_progress;
    std::optional<Error> m_trouble;
    qint64 m_piece = kSmallPiece;
    int m_failures = 0; // in a row
    int m_renewals = 0;
    int m_generation = 0; // callbacks of an earlier one are for nobody
    sync::Timers::Handle m_timer = 0;
    bool m_isRunning = false;
};

} // namespace roost::session
