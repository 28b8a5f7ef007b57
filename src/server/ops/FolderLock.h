// Keeps a second roostd out of a data folder: a file that is locked (flock) for as long as its owner lives.
#pragma once

#include "common/Result.h"

#include <QString>

namespace roost {

// Movable; the lock ends with the object or with the process, however that ends. Not inherited by child processes.
class FolderLock
{
    Q_DISABLE_COPY(FolderLock)

public:
    // Creates folder/roostd.lock when it is missing. Busy when another process holds it; the message names that
    // process.
    static Result<FolderLock> acquire(const QString &folder);

    FolderLock(FolderLock &&other) noexcept;
    FolderLock &operator=(FolderLock &&other) noexcept;
    ~FolderLock();

private:
    explicit FolderLock(int descriptor)
        : m_descriptor(descriptor)
    {
    }

    int m_descriptor = -1;
};

} // namespace roost
