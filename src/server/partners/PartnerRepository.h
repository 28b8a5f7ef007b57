// The rows of partner_app and partner_key.
#pragma once

#include "PartnerApp.h"

#include "storage/Database.h"

namespace roost {

struct PartnerCredentials
{
    PartnerApp app;
    QList<QByteArray> keyHashes; // of its valid keys
};

struct PartnerOverview
{
    PartnerApp app;
    QList<PartnerKeyInfo> keys; // the valid ones, the newest first
};

struct PartnerSession
{
    TenantId tenant;
    bool isTaken = false;
    QDateTime holdEndsAt; // UTC; valid when all that is in the way are holds
};

class PartnerRepository
{
public:
    explicit PartnerRepository(Database &database)
        : m_database(database)
    {
    }

    // Need no transaction: they look across tenants.
    Result<std::optional<PartnerCredentials>> find(const QString &app);
    Result<QList<PartnerOverview>> all();
    // Whether some active app may be used from this origin.
    Result<bool> isOriginKnown(const QString &origin);

    // A published session, and whether seats of it are somebody else's than the holder's just now. Empty: none such.
    Result<std::optional<PartnerSession>> session(const ExperienceSessionId &session, const QStringList &seats,
                                                  const QString &holder, const QDateTime &nowUtc);

    // Inside a TenantTransaction of the app's tenant.
    Result<bool> tenantExists(const TenantId &tenant);
    // AlreadyExists: the id is used.
    Result<void> insert(const PartnerApp &app);
    Result<void> insertKey(const QString &app, const PartnerKeyId &key, const QByteArray &hash);
    // All but the two newest.
    Result<void> revokeOlderKeys(const QString &app);
    // Null: all of them. How many were valid.
    Result<int> revokeKeys(const QString &app, const PartnerKeyId &key);
    // False: it was so already.
    Result<bool> setActive(const QString &app, bool isActive);

private:
    Database &m_database;
};

} // namespace roost
