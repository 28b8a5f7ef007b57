// Paths and folders of the stored files.
#include "BlobStorage.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <sys/stat.h>

namespace roost {

using namespace Qt::StringLiterals;

namespace {

Result<void> makePrivateFolder(const QString &folder)
{
    if (QFileInfo(folder).isDir())
        return {};
    const QString parent = QFileInfo(folder).path();
    if (!QFileInfo(parent).isDir())
        ROOST_TRY(makePrivateFolder(parent));
    if (mkdir(QFile::encodeName(folder).constData(), 0700) != 0 && errno != EEXIST) {
        return fail(errno == ENOSPC ? ErrorCode::StorageFull : ErrorCode::StorageBroken,
                    u"The server can't store files at the moment. Try again later."_s,
                    u"making a folder: errno %1"_s.arg(errno));
    }
    return syncFolder(parent);
}

} // namespace

QString BlobStorage::path(const TenantId &tenant, const QString &sha256, int longestSide) const
{
    const QString file = tenantFolder(tenant) + u'/' + sha256.left(2) + u'/' + sha256;
    return longestSide == 0 ? file : file + u".%1.jpg"_s.arg(longestSide);
}

QString BlobStorage::incomingFolder(const TenantId &tenant) const
{
    return tenantFolder(tenant) + u"/incoming"_s;
}

Result<PartFile> BlobStorage::openPart(const TenantId &tenant, const QString &sha256) const
{
    ROOST_TRY(makePrivateFolder(incomingFolder(tenant)));
    return PartFile::open(incomingFolder(tenant) + u'/' + sha256);
}

Result<void> BlobStorage::makeFolderFor(const TenantId &tenant, const QString &sha256) const
{
    return makePrivateFolder(QFileInfo(path(tenant, sha256)).path());
}

qint64 BlobStorage::arrivedBytes(const TenantId &tenant, const QString &sha256) const
{
    return QFileInfo(incomingFolder(tenant) + u'/' + sha256).size();
}

BlobStorage::Incoming BlobStorage::incoming(const TenantId &tenant, const QString &except) const
{
    Incoming sum;
    const QFileInfoList parts = QDir(incomingFolder(tenant)).entryInfoList(QDir::Files);
    for (const QFileInfo &part : parts) {
        if (part.fileName() == except)
            continue;
        ++sum.uploads;
        sum.bytes += part.size();
    }
    return sum;
}

int BlobStorage::removeStaleParts(int olderThanHours) const
{
    // The file system's own clock told when they changed.
    const QDateTime before = QDateTime::currentDateTimeUtc().addSecs(-3600LL * olderThanHours);
    int removed = 0;
    const QFileInfoList tenants = QDir(m_folder).entryInfoList(QDir::Dirs | QDir::NoDotAndDotDot);
    for (const QFileInfo &tenant : tenants) {
        const QFileInfoList parts = QDir(tenant.filePath() + u"/incoming"_s).entryInfoList(QDir::Files);
        for (const QFileInfo &part : parts) {
            if (part.lastModified() >= before)
                continue;
            auto locked = PartFile::open(part.filePath());
            if (locked && locked->clear())
                ++removed;
        }
    }
    return removed;
}

void BlobStorage::remove(const TenantId &tenant, const QString &sha256) const
{
    const QFileInfo file(path(tenant, sha256));
    const QFileInfoList files = file.dir().entryInfoList({sha256 + u'*'}, QDir::Files);
    for (const QFileInfo &each : files)
        QFile::remove(each.filePath());
}

} // namespace roost
