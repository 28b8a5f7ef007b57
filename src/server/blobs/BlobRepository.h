// The rows of blob. Inside a TenantTransaction of the tenant.
#pragma once

#include "common/Id.h"
#include "domain/Permissions.h"
#include "storage/Database.h"

#include <QDateTime>

namespace roost {

struct StoredBlob
{
    QString sha256;
    qint64 size = 0;
    QByteArray mediaType;
    int width = 0; // 0 for what is no photo
    int height = 0;
};

class BlobRepository
{
public:
    BlobRepository(Database &database, const TenantId &tenant)
        : m_database(database)
        , m_tenant(tenant)
    {
    }

    Result<std::optional<StoredBlob>> find(const QString &sha256);
    // Nothing happens when it is there.
    Result<void> insert(const StoredBlob &blob, const UserId &createdBy, const QDateTime &nowUtc);
    Result<qint64> storedBytes();
    Result<std::optional<Role>> roleOf(const UserId &user);

    // Blobs that came before then and that nothing uses.
    Result<QStringList> unused(const QDateTime &before);
    // False when something uses it by now.
    Result<bool> removeUnused(const QString &sha256);

private:
    Database &m_database;
    TenantId m_tenant;
};

// The tenant whose published listing shows this photo; null when none does. Needs no tenant.
Result<TenantId> tenantOfPublicPhoto(Database &database, const QString &sha256);
Result<QList<TenantId>> tenantsWithUnusedBlobs(Database &database, const QDateTime &before);

} // namespace roost
