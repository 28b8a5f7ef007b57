// Where the bytes lie: DATA/blobs, which several roostd may share (a network file system has to know flock and rename).
//
//   <tenant>/ab/abcd….           the file as it was sent, named by its SHA-256
//   <tenant>/ab/abcd….320.jpg    pictures made of a photo
//   <tenant>/ab/abcd….1280.jpg
//   <tenant>/incoming/abcd…      what has arrived of an upload
//
// Every tenant has files of its own, also where two have the same: so nobody learns, by asking or by how fast an upload
// goes, what another one stores. Folders are 0700. Thread-safe.
#pragma once

#include "PartFile.h"

#include "common/Id.h"

#include <QStringList>

namespace roost {

class BlobStorage
{
public:
    // The folder is made when the first file comes.
    explicit BlobStorage(QString folder)
        : m_folder(std::move(folder))
    {
    }

    const QString &folder() const { return m_folder; }
    // longestSide: 0 for the file as it was sent. sha256: 64 lower-case hexadecimal digits, checked by the caller.
    QString path(const TenantId &tenant, const QString &sha256, int longestSide = 0) const;
    // Busy, StorageFull, StorageBroken.
    Result<PartFile> openPart(const TenantId &tenant, const QString &sha256) const;
    // Makes the folder that path() names.
    Result<void> makeFolderFor(const TenantId &tenant, const QString &sha256) const;

    // What has arrived of a blob, without locking it; 0 when there is none.
    qint64 arrivedBytes(const TenantId &tenant, const QString &sha256) const;
    struct Incoming
    {
        int uploads = 0;
        qint64 bytes = 0;
    };
    // Unfinished uploads of the tenant, but for that of `except`.
    Incoming incoming(const TenantId &tenant, const QString &except) const;
    // Removes unfinished uploads that nothing was added to for so long; how many.
    int removeStaleParts(int olderThanHours) const;
    void remove(const TenantId &tenant, const QString &sha256) const;

private:
    QString tenantFolder(const TenantId &tenant) const { return m_folder + u'/' + tenant.toString(); }
    QString incomingFolder(const TenantId &tenant) const;

    QString m_folder;
};

} // namespace roost
