// An upload that is under way: the bytes that have arrived so far, in a file that one process at a time may write.
#pragma once

#include "common/Result.h"

#include <QByteArrayView>

namespace roost {

// Holds an exclusive lock (flock) on the file while it lives; the kernel drops it with the process. Only the holder
// changes anything about this blob on disk, be it another thread, another roostd or the tidying.
class PartFile
{
    Q_DISABLE_COPY(PartFile)

public:
    // Makes the file (mode 0600) if it is missing. Busy: someone else holds it. StorageFull, StorageBroken.
    static Result<PartFile> open(const QString &path);

    PartFile(PartFile &&other) noexcept;
    PartFile &operator=(PartFile &&) = delete;
    // An empty file is removed: nothing was ever sent.
    ~PartFile();

    qint64 size() const { return m_size; }
    // StorageFull: nothing of these bytes is kept.
    Result<void> append(QByteArrayView bytes);
    Result<QByteArray> begin(qsizetype most) const;
    // Of everything, as lower-case hexadecimal digits.
    Result<QString> sha256() const;
    // Synced to disk and renamed to path, durably; afterwards the part is empty.
    Result<void> moveTo(const QString &path);
    // The other way round: takes a file that was moved to path, but never told of in the database, for the part.
    Result<void> takeBack(const QString &path);
    // Throws away what has arrived.
    Result<void> clear();
    const QString &path() const { return m_path; }

private:
    PartFile(QString path, int descriptor, qint64 size);

    QString m_path;
    int m_descriptor = -1;
    qint64 m_size = 0;
};

// Syncs a file and renames it.
Result<void> moveDurably(const QString &from, const QString &to);
// Syncs a folder, so that a rename in it survives a power cut.
Result<void> syncFolder(const QString &folder);

} // namespace roost
