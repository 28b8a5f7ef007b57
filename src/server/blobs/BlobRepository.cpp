#include "BlobRepository.h"

namespace roost {

using namespace Qt::StringLiterals;

namespace {

QVariant sideOrNull(int side)
{
    return side > 0 ? QVariant(side) : QVariant(QMetaType::fromType<int>());
}

} // namespace

Result<std::optional<StoredBlob>> BlobRepository::find(const QString &sha256)
{
    ROOST_ASSIGN(Statement find, m_database.statement(u"blobs/find"_s));
    find.bind(u":tenant_id"_s, m_tenant).bind(u":sha256"_s, sha256);
    ROOST_TRY(find.exec());
    if (!find.next())
        return std::optional<StoredBlob>();
    return std::optional(StoredBlob{find.text(0), find.integer(1), find.text(2).toLatin1(),
                                    static_cast<int>(find.integer(3)), static_cast<int>(find.integer(4))});
}

Result<void> BlobRepository::insert(const StoredBlob &blob, const UserId &createdBy, const QDateTime &nowUtc)
{
    ROOST_ASSIGN(Statement insert, m_database.statement(u"blobs/insert"_s));
    insert.bind(u":tenant_id"_s, m_tenant)
        .bind(u":sha256"_s, blob.sha256)
        .bind(u":size"_s, blob.size)
        .bind(u":media_type"_s, QString::fromLatin1(blob.mediaType))
        .bind(u":width"_s, sideOrNull(blob.width))
        .bind(u":height"_s, sideOrNull(blob.height))
        .bind(u":created_by"_s, createdBy)
        .bind(u":now"_s, nowUtc.toString(Qt::ISODateWithMs));
    return insert.exec();
}

Result<qint64> BlobRepository::storedBytes()
{
    ROOST_ASSIGN(Statement sum, m_database.statement(u"blobs/stored_bytes"_s));
    sum.bind(u":tenant_id"_s, m_tenant);
    ROOST_TRY(sum.exec());
    return sum.next() ? sum.integer(0) : 0;
}

Result<std::optional<Role>> BlobRepository::roleOf(const UserId &user)
{
    ROOST_ASSIGN(Statement find, m_database.statement(u"blobs/member_role"_s));
    find.bind(u":tenant_id"_s, m_tenant).bind(u":user_id"_s, user);
    ROOST_TRY(find.exec());
    return find.next() ? roleFromName(find.text(0)) : std::nullopt;
}

Result<QStringList> BlobRepository::unused(const QDateTime &before)
{
    ROOST_ASSIGN(Statement find, m_database.statement(u"blobs/unused"_s));
    find.bind(u":tenant_id"_s, m_tenant).bind(u":before"_s, before.toString(Qt::ISODateWithMs));
    ROOST_TRY(find.exec());
    QStringList found;
    while (find.next())
        found << find.text(0);
    return found;
}

Result<bool> BlobRepository::removeUnused(const QString &sha256)
{
    ROOST_ASSIGN(Statement remove, m_database.statement(u"blobs/delete_unused"_s));
    remove.bind(u":tenant_id"_s, m_tenant).bind(u":sha256"_s, sha256);
    ROOST_TRY(remove.exec());
    return remove.rowsAffected() == 1;
}

Result<TenantId> tenantOfPublicPhoto(Database &database, const QString &sha256)
{
    ROOST_ASSIGN(Statement find, database.statement(u"blobs/tenant_of_public_photo"_s));
    find.bind(u":sha256"_s, sha256);
    ROOST_TRY(find.exec());
    return find.next() ? find.id<TenantId>(0) : TenantId();
}

Result<QList<TenantId>> tenantsWithUnusedBlobs(Database &database, const QDateTime &before)
{
    ROOST_ASSIGN(Statement find, database.statement(u"blobs/tenants_with_unused"_s));
    find.bind(u":before"_s, before.toString(Qt::ISODateWithMs));
    ROOST_TRY(find.exec());
    QList<TenantId> tenants;
    while (find.next())
        tenants << find.id<TenantId>(0);
    return tenants;
}

} // namespace roost
