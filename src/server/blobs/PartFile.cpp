// Plain descriptors: locks, syncing and renames are what this is about.
#include "PartFile.h"

#include <QCryptographicHash>
#include <QFile>
#include <QFileInfo>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace roost {

using namespace Qt::StringLiterals;

namespace {

constexpr int kMostReopens = 8;
constexpr qsizetype kReadBytes = 256 * 1024;

tl::unexpected<Error> diskFault(const char *what)
{
    const int fault = errno;
    const bool isFull = fault == ENOSPC || fault == EDQUOT || fault == EFBIG;
    return fail(isFull ? ErrorCode::StorageFull : ErrorCode::StorageBroken,
                u"The server can't store files at the moment. Try again later."_s,
                u"%1: errno %2"_s.arg(QLatin1StringView(what)).arg(fault));
}

// False when the file was removed or renamed between opening and locking it.
bool isStillAt(int descriptor, const QByteArray &path)
{
    struct stat opened = {};
    struct stat named = {};
    return fstat(descriptor, &opened) == 0 && stat(path.constData(), &named) == 0 && opened.st_ino == named.st_ino &&
           opened.st_dev == named.st_dev;
}

} // namespace

PartFile::PartFile(QString path, int descriptor, qint64 size)
    : m_path(std::move(path))
    , m_descriptor(descriptor)
    , m_size(size)
{
}

PartFile::PartFile(PartFile &&other) noexcept
    : m_path(std::move(other.m_path))
    , m_descriptor(std::exchange(other.m_descriptor, -1))
    , m_size(other.m_size)
{
}

PartFile::~PartFile()
{
    if (m_descriptor < 0)
        return;
    if (m_size == 0 && isStillAt(m_descriptor, QFile::encodeName(m_path)))
        unlink(QFile::encodeName(m_path).constData());
    close(m_descriptor);
}

Result<PartFile> PartFile::open(const QString &path)
{
    const QByteArray name = QFile::encodeName(path);
    for (int attempt = 0; attempt < kMostReopens; ++attempt) {
        const int descriptor = ::open(name.constData(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
        if (descriptor < 0)
            return diskFault("opening a part");
        if (flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
            close(descriptor);
            return fail(ErrorCode::Busy, u"Someone else is sending this file at the moment. Try again."_s);
        }
        if (isStillAt(descriptor, name))
            return PartFile(path, descriptor, lseek(descriptor, 0, SEEK_END));
        close(descriptor);
    }
    return fail(ErrorCode::Busy, u"Someone else is sending this file at the moment. Try again."_s);
}

Result<void> PartFile::append(QByteArrayView bytes)
{
    qint64 written = 0;
    while (written < bytes.size()) {
        const ssize_t count =
            pwrite(m_descriptor, bytes.data() + written, static_cast<size_t>(bytes.size() - written), m_size + written);
        if (count < 0 && errno == EINTR)
            continue;
        if (count <= 0) {
            auto fault = diskFault("writing a part");
            if (ftruncate(m_descriptor, m_size) != 0)
                return diskFault("shortening a part");
            return fault;
        }
        written += count;
    }
    m_size += written;
    return {};
}

Result<QByteArray> PartFile::begin(qsizetype most) const
{
    QByteArray bytes(most, Qt::Uninitialized);
    const ssize_t count = pread(m_descriptor, bytes.data(), static_cast<size_t>(most), 0);
    if (count < 0)
        return diskFault("reading a part");
    bytes.truncate(count);
    return bytes;
}

Result<QString> PartFile::sha256() const
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    QByteArray buffer(kReadBytes, Qt::Uninitialized);
    for (qint64 offset = 0; offset < m_size;) {
        const ssize_t count = pread(m_descriptor, buffer.data(), static_cast<size_t>(buffer.size()), offset);
        if (count <= 0)
            return diskFault("reading a part");
        hash.addData(QByteArrayView(buffer.constData(), count));
        offset += count;
    }
    return QString::fromLatin1(hash.result().toHex());
}

Result<void> PartFile::moveTo(const QString &path)
{
    if (fsync(m_descriptor) != 0)
        return diskFault("syncing a part");
    if (rename(QFile::encodeName(m_path).constData(), QFile::encodeName(path).constData()) != 0)
        return diskFault("renaming a part");
    m_size = 0;
    return syncFolder(QFileInfo(path).path());
}

Result<void> PartFile::takeBack(const QString &path)
{
    if (rename(QFile::encodeName(path).constData(), QFile::encodeName(m_path).constData()) != 0)
        return diskFault("taking a file back");
    ROOST_ASSIGN(PartFile renamed, open(m_path));
    std::swap(m_descriptor, renamed.m_descriptor);
    std::swap(m_size, renamed.m_size);
    // What it holds now is the old, nameless file.
    return {};
}

Result<void> PartFile::clear()
{
    if (ftruncate(m_descriptor, 0) != 0)
        return diskFault("emptying a part");
    m_size = 0;
    return {};
}

Result<void> moveDurably(const QString &from, const QString &to)
{
    const int descriptor = ::open(QFile::encodeName(from).constData(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0)
        return diskFault("opening a picture");
    const int synced = fsync(descriptor);
    close(descriptor);
    if (synced != 0 || rename(QFile::encodeName(from).constData(), QFile::encodeName(to).constData()) != 0)
        return diskFault("renaming a picture");
    return syncFolder(QFileInfo(to).path());
}

Result<void> syncFolder(const QString &folder)
{
    const int descriptor = ::open(QFile::encodeName(folder).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0)
        return diskFault("opening a folder");
    const int synced = fsync(descriptor);
    close(descriptor);
    return synced == 0 ? Result<void>() : Result<void>(diskFault("syncing a folder"));
}

} // namespace roost
