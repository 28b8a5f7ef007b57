// One file at a time, one piece at a time.
#include "BlobUploads.h"

#include "client/replica/Replica.h"
#include "sync/engine/Failures.h"

#include <QRandomGenerator>

namespace roost::session {

using namespace Qt::StringLiterals;

namespace {

constexpr int kFirstPauseMs = 1'000;
constexpr int kMostPauseMs = 60'000;
constexpr int kMostRenewals = 2;
constexpr int kMostMismatches = 3;

// What no repetition mends. All else is tried again, ever more slowly.
bool isFinal(ErrorCode code)
{
    switch (code) {
    case ErrorCode::ImageRefused:
    case ErrorCode::UnsupportedMedia:
    case ErrorCode::TooLarge:
    case ErrorCode::QuotaExceeded:
    case ErrorCode::Forbidden:
    case ErrorCode::NotFound:
    case ErrorCode::Validation:
        return true;
    default:
        return false;
    }
}

} // namespace

BlobUploads::BlobUploads(replica::Replica &replica, const blobs::BlobCache &cache, blobs::BlobTransport &transport,
                         sync::Authenticator &authenticator, sync::Timers &timers, QObject *parent)
    : QObject(parent)
    , m_replica(replica)
    , m_cache(cache)
    , m_transport(transport)
    , m_authenticator(authenticator)
    , m_timers(timers)
{
}

BlobUploads::~BlobUploads()
{
    stop();
}

void BlobUploads::start()
{
    if (m_isRunning && m_file.isOpen())
        return;
    m_isRunning = true;
    m_failures = 0;
    m_renewals = 0;
    m_timers.cancel(std::exchange(m_timer, 0));
    next();
}

void BlobUploads::stop()
{
    m_isRunning = false;
    ++m_generation;
    m_timers.cancel(std::exchange(m_timer, 0));
    m_file.close();
}

void BlobUploads::setProgress(const UploadProgress &progress)
{
    m_progress = progress;
    Q_EMIT progressChanged();
}

void BlobUploads::next()
{
    if (!m_isRunning)
        return;
    ++m_generation;
    m_file.close();
    tidy();
    const auto waiting = m_replica.waitingUploads();
    if (!waiting) {
        retryLater(waiting.error());
        return;
    }
    if (waiting->isEmpty()) {
        m_trouble.reset();
        if (m_progress.waiting > 0)
            setProgress({});
        return;
    }
    m_upload = waiting->first();
    if (!openFile())
        return;
    m_piece = kSmallPiece;
    setProgress({static_cast<int>(waiting->size()), 0, m_file.size()});
    // A small file costs one round trip, a large one first a question.
    send(m_file.size() <= kSmallPiece ? 0 : -1);
}

// False: it is gone from this computer, and its edits were made problems.
bool BlobUploads::openFile()
{
    if (m_cache.outgoing(m_upload.sha256).isEmpty())
        m_cache.keepForSending(m_upload.sha256);
    m_file.setFileName(m_cache.outgoing(m_upload.sha256));
    if (m_file.open(QIODevice::ReadOnly) && m_file.size() > 0)
        return true;
    refuseFile({ErrorCode::NotFound, tr("The photo's file is gone from this computer. Add it again."), {}, {}});
    return false;
}

// from -1: asks how far it is.
void BlobUploads::send(qint64 from)
{
    blobs::BlobPiece piece{m_upload.scope, m_upload.sha256, std::max<qint64>(from, 0), m_file.size()};
    if (from >= 0) {
        m_file.seek(from);
        piece.bytes = m_file.read(m_piece);
    }
    m_transport.put(piece, [this, generation = m_generation](const Result<blobs::BlobArrival> &arrival) {
        if (generation == m_generation)
            answered(arrival);
    });
}

void BlobUploads::answered(const Result<blobs::BlobArrival> &arrival)
{
    if (!arrival) {
        failed(arrival.error());
        return;
    }
    if (arrival->isComplete) {
        finishFile();
        return;
    }
    if (arrival->received > m_progress.sentBytes) {
        m_failures = 0;
        m_trouble.reset();
        m_piece = std::min(m_piece * 2, kLargePiece);
    }
    m_upload.size = m_file.size();
    m_upload.sentBytes = std::clamp<qint64>(arrival->received, 0, m_file.size());
    const auto isWanted = m_replica.noteUploadProgress(m_upload);
    if (!isWanted || !*isWanted) {
        isWanted ? next() : retryLater(isWanted.error());
        return;
    }
    setProgress({m_progress.waiting, m_upload.sentBytes, m_file.size()});
    // All of it is there and yet it isn't complete: the server is still at it, and the question finishes it.
    send(m_upload.sentBytes == m_file.size() ? -1 : m_upload.sentBytes);
}

void BlobUploads::failed(const Error &error)
{
    m_piece = kSmallPiece;
    const bool isMismatch = error.code == ErrorCode::HashMismatch && m_failures >= kMostMismatches;
    if (error.code == ErrorCode::Unauthenticated && m_renewals < kMostRenewals)
        renewAccess();
    else if (error.code == ErrorCode::RangeNotSatisfiable && m_failures < kMostMismatches && ++m_failures > 0)
        send(-1);
    else if (isFinal(error.code) || isMismatch)
        refuseFile(error);
    else
        retryLater(error);
}

void BlobUploads::finishFile()
{
    if (const auto done = m_replica.uploadDone(m_upload); !done) {
        retryLater(done.error());
        return;
    }
    m_failures = 0;
    m_trouble.reset();
    Q_EMIT uploaded();
    next();
}

void BlobUploads::refuseFile(const Error &error)
{
    if (const auto noted = m_replica.uploadFailed(m_upload, error); !noted) {
        retryLater(noted.error());
        return;
    }
    Q_EMIT refused();
    next();
}

void BlobUploads::renewAccess()
{
    ++m_renewals;
    m_authenticator.renewAccess([this, generation = m_generation](const Result<void> &renewed) {
        if (generation != m_generation)
            return;
        if (renewed)
            send(-1);
        else
            retryLater(renewed.error());
    });
}

void BlobUploads::retryLater(const Error &error)
{
    ++m_generation;
    m_file.close();
    m_trouble = error;
    Q_EMIT progressChanged();
    const int pause =
        sync::backoffMs(m_failures++, kFirstPauseMs, kMostPauseMs, QRandomGenerator::system()->generateDouble());
    m_timers.cancel(m_timer);
    m_timer = m_timers.after(std::max(pause, sync::retryAfterMs(error)), [this] {
        m_timer = 0;
        m_renewals = 0;
        next();
    });
}

// What no edit waits for any more: sent and acknowledged, or taken back by the host.
void BlobUploads::tidy()
{
    const auto forgotten = m_replica.forgetUploads();
    if (!forgotten || forgotten->isEmpty())
        return;
    for (const replica::BlobUpload &upload : *forgotten)
        m_cache.release(upload.sha256);
    m_cache.trim();
}

} // namespace roost::session
