// A profile's folder on disk: which replica file is in use, and which process syncs it.
//
//   current           the name of the replica file in use; replaced atomically, synced to disk
//   replica-0001.db   a generation of the replica. A snapshot is loaded into the next generation and swapped in; file
//                     names are never used twice, so a write-ahead log can't meet a file that it doesn't belong to
//   owner.lock        held (flock) by the one process that syncs; the kernel drops it with the process
#pragma once

#include "common/Result.h"

#include <QString>

namespace roost::replica {

// Cheap; holds the lock while it lives if it got it. Belongs to one thread.
class Profile
{
    Q_DISABLE_COPY(Profile)

public:
    // Makes the folder (mode 0700) if it is missing. StorageFull when it can't be made or written.
    static Result<Profile> open(const QString &folder);
    // The profile's folder when none is named: $XDG_DATA_HOME/roost/default.
    static QString defaultFolder();

    Profile(Profile &&other) noexcept;
    Profile &operator=(Profile &&other) noexcept;
    ~Profile();

    const QString &folder() const { return m_folder; }
    // Where a file of this folder is.
    QString path(const QString &fileName) const;

    // The file in use; empty for a new profile. StorageBroken when the pointer names no file.
    Result<QString> currentGeneration() const;
    static Result<QString> currentGeneration(const QString &folder);
    // Points at another generation: durable when it returns.
    Result<void> switchTo(const QString &generation) const;
    static QString generationName(int number);
    // 0 for a name that isn't one of ours.
    static int generationNumber(const QString &name);
    // All replica files in the folder, lowest number first.
    QStringList generations() const;
    // Removes a generation with its log.
    void removeGeneration(const QString &generation) const;

    // True when this process now owns sync (or did already); false when another process does.
    Result<bool> takeOwnership();
    void releaseOwnership();
    bool isOwner() const { return m_lockFile >= 0; }

private:
    explicit Profile(QString folder);

    QString m_folder;
    int m_lockFile = -1;
};

} // namespace roost::replica
