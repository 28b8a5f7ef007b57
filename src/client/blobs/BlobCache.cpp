// Files and their times of last use.
#include "BlobCache.h"

#include "common/MediaTypes.h"
#include "common/Secrets.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QFileInfo>

namespace roost::blobs {

using namespace Qt::StringLiterals;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("blobs", text);
}

Result<void> makeFolder(const QString &folder)
{
    if (QDir().mkpath(folder))
        return {};
    return fail(ErrorCode::StorageFull, tr("The photo can't be stored on this computer. Free some space."));
}

Result<QByteArray> readPhoto(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorCode::NotFound, tr("%1 can't be read.").arg(QFileInfo(path).fileName()));
    if (file.size() > kMostPhotoBytes) {
        return fail(ErrorCode::Validation, tr("%1 is too large: a photo has %2 MB at most.")
                                               .arg(QFileInfo(path).fileName())
                                               .arg(kMostPhotoBytes / (1024 * 1024)));
    }
    const QByteArray bytes = file.readAll();
    if (!isPhotoType(mediaTypeOf(bytes.first(std::min(bytes.size(), kSniffedBytes))))) {
        return fail(
            ErrorCode::Validation,
            tr("%1 is no photo that Roost knows. Choose a JPEG, PNG or WebP file.").arg(QFileInfo(path).fileName()));
    }
    return bytes;
}

} // namespace

QString BlobCache::outgoingPath(const QString &sha256) const
{
    return m_folder + u"/outgoing/"_s + sha256;
}

QString BlobCache::cachePath(const QString &sha256, int side) const
{
    const QString file = m_folder + u"/cache/"_s + sha256.left(2) + u'/' + sha256;
    return side == 0 ? file : file + u".%1.jpg"_s.arg(side);
}

Result<QString> BlobCache::addOutgoing(const QString &file) const
{
    ROOST_ASSIGN(const QByteArray bytes, readPhoto(file));
    const QString sha256 = QString::fromLatin1(roost::sha256(bytes).toHex());
    const QString path = outgoingPath(sha256);
    if (QFile::exists(path))
        return sha256;
    ROOST_TRY(makeFolder(QFileInfo(path).path()));
    ROOST_TRY(writePrivateFile(path, bytes));
    return sha256;
}

QString BlobCache::outgoing(const QString &sha256) const
{
    const QString path = outgoingPath(sha256);
    return QFile::exists(path) ? path : QString();
}

void BlobCache::release(const QString &sha256) const
{
    const QString to = cachePath(sha256, 0);
    if (!makeFolder(QFileInfo(to).path()))
        return;
    if (QFile::exists(to))
        QFile::remove(outgoingPath(sha256));
    else
        QFile::rename(outgoingPath(sha256), to);
}

void BlobCache::keepForSending(const QString &sha256) const
{
    const QString to = outgoingPath(sha256);
    if (!QFile::exists(to) && makeFolder(QFileInfo(to).path()))
        QFile::rename(cachePath(sha256, 0), to);
}

QString BlobCache::find(const QString &sha256, int side) const
{
    if (side == 0 && QFile::exists(outgoingPath(sha256)))
        return outgoingPath(sha256);
    const QString path = cachePath(sha256, side);
    QFile file(path);
    if (!file.open(QIODevice::ReadWrite | QIODevice::ExistingOnly))
        return {};
    file.setFileTime(QDateTime::currentDateTimeUtc(), QFileDevice::FileModificationTime);
    return path;
}

Result<void> BlobCache::store(const QString &sha256, int side, const QByteArray &bytes) const
{
    if (side == 0 && roost::sha256(bytes).toHex() != sha256.toLatin1())
        return fail(ErrorCode::Protocol, tr("The photo arrived damaged. Try again."));
    const QString path = cachePath(sha256, side);
    ROOST_TRY(makeFolder(QFileInfo(path).path()));
    return writePrivateFile(path, bytes);
}

void BlobCache::trim() const
{
    QFileInfoList files;
    qint64 bytes = 0;
    QDirIterator all(m_folder + u"/cache"_s, QDir::Files, QDirIterator::Subdirectories);
    while (all.hasNext()) {
        all.next();
        files << all.fileInfo();
        bytes += all.fileInfo().size();
    }
    if (bytes <= m_mostBytes)
        return;
    std::sort(files.begin(), files.end(),
              [](const QFileInfo &a, const QFileInfo &b) { return a.lastModified() < b.lastModified(); });
    for (const QFileInfo &file : std::as_const(files)) {
        if (bytes <= m_mostBytes)
            return;
        if (QFile::remove(file.filePath()))
            bytes -= file.size();
    }
}

} // namespace roost::blobs
