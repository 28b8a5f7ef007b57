// The files that have to reach the server before the edits that name them (docs/sync.md, "Blobs").
//
// A photo's edit is numbered like any other. While its file is not on the server yet, it and what else is about the
// same photo are numbered behind everything that can be sent: nothing waits for a photo but its own edits. That is
// safe, because mutations are sent in the order of their numbers, so what stands at or behind one that was never sent
// was never sent either, and because a photo's edits have to do with no other row.
#pragma once

#include "common/Result.h"
#include "sync/protocol/Mutation.h"

namespace roost {
class Clock;
class Database;
} // namespace roost

namespace roost::replica {

// A file that is to be sent, or was.
struct BlobUpload
{
    QString scope;
    QString sha256;
    qint64 size = 0; // 0: not known yet
    qint64 sentBytes = 0;
    QString state; // "waiting", "sent", "failed"
    QString error; // of one that failed, for the host
};

// Works inside the caller's transaction.
class BlobQueue
{
public:
    BlobQueue(Database &database, const Clock &clock)
        : m_database(database)
        , m_clock(clock)
    {
    }

    // The file of this photo.add has to be sent, unless it was sent already.
    Result<void> expect(const sync::Mutation &photoAdd);
    // The server doesn't have it, whatever was known.
    Result<void> sendAgain(const sync::Mutation &photoAdd);
    // Oldest first; state empty: all.
    Result<QList<BlobUpload>> list(const QString &state = {});
    // False: nobody wants it sent any more.
    Result<bool> noteProgress(const BlobUpload &upload);
    Result<void> setState(const QString &scope, const QString &sha256, const QString &state, const QString &error = {});
    // Forgets what no pending edit names any more; returns it.
    Result<QList<BlobUpload>> forgetUnneeded();

    // The mid of the first mutation that is held back; 0: none is. Those that can be sent are numbered before it.
    Result<qint64> holdBack();
    // The pending edits of a photo that was never sent go, with its file: the host has removed it again. False: it was
    // sent, so that the removal has to be sent too.
    Result<bool> withdraw(const sync::Mutation &photoRemove);

private:
    Result<void> renumber(const QList<sync::Mutation> &inOrder, qint64 firstMid);
    Result<QSet<QString>> waitingFiles();
    Result<QList<BlobUpload>> unneeded();
    Result<void> stopUnneeded();

    Database &m_database;
    const Clock &m_clock;
};

} // namespace roost::replica
