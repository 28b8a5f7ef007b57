#include "FolderLock.h"

#include <QFile>

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

namespace roost {

using namespace Qt::StringLiterals;

namespace {

QByteArray readOwner(int descriptor)
{
    char text[32] = {};
    const ssize_t length = pread(descriptor, text, sizeof(text) - 1, 0);
    return length > 0 ? QByteArray(text, length).trimmed() : QByteArray();
}

void writeOwner(int descriptor)
{
    const QByteArray text = QByteArray::number(static_cast<qint64>(getpid())) + '\n';
    // Only the message for others depends on the content; the lock itself does not.
    if (ftruncate(descriptor, 0) == 0)
        static_cast<void>(pwrite(descriptor, text.constData(), static_cast<size_t>(text.size()), 0) == 0);
}

} // namespace

Result<FolderLock> FolderLock::acquire(const QString &folder)
{
    const QByteArray path = QFile::encodeName(folder + "/roostd.lock"_L1);
    const int descriptor = open(path.constData(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (descriptor < 0) {
        const ErrorCode code = errno == ENOSPC ? ErrorCode::StorageFull : ErrorCode::Unavailable;
        return fail(code,
                    u"The folder %1 can't be written (%2). Choose another with --data, or put its rights right."_s.arg(
                        folder, QString::fromLocal8Bit(std::strerror(errno))));
    }
    FolderLock lock(descriptor);
    if (flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
        return fail(ErrorCode::Busy,
                    u"Another roostd (process %1) works in the folder %2. Stop it first, or choose "
                    "another folder with --data."_s.arg(QString::fromLatin1(readOwner(descriptor)), folder));
    }
    writeOwner(descriptor);
    return lock;
}

FolderLock::FolderLock(FolderLock &&other) noexcept
    : m_descriptor(std::exchange(other.m_descriptor, -1))
{
}

FolderLock &FolderLock::operator=(FolderLock &&other) noexcept
{
    std::swap(m_descriptor, other.m_descriptor);
    return *this;
}

FolderLock::~FolderLock()
{
    if (m_descriptor >= 0)
        close(m_descriptor);
}

} // namespace roost
