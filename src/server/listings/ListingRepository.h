// The rows of listing and unit. Inside a TenantTransaction of the tenant; rules and permissions are the services' part.
#pragma once

#include "ListingService.h"

#include "server/inventory/StayTerms.h"

namespace roost {

struct EditableListing
{
    QJsonObject fields; // the editable ones, as on the wire
    qint64 version = 0;
    QString timeZone;
    QString kind;
};

struct UnitUse
{
    int otherUnits = 0;
    bool wasBooked = false;
};

class ListingRepository
{
public:
    ListingRepository(Database &database, const TenantId &tenant);

    // fields must be complete: every editable one, and what the tenant doesn't give.
    Result<void> insert(const ListingId &id, const QJsonObject &fields, const QDateTime &nowUtc);
    // Locks the row until the transaction ends.
    Result<std::optional<EditableListing>> findEditable(const ListingId &id);
    // fields: every editable one.
    Result<void> update(const ListingId &id, const QJsonObject &fields, const QDateTime &nowUtc);
    Result<std::optional<StayTerms>> findTerms(const ListingId &id);

    Result<std::optional<QByteArray>> read(const ListingId &id);
    Result<QList<JsonRow>> list(const RowWindow &window);

    // These return whether there was such a listing or unit.
    Result<bool> insertUnit(const ListingId &listing, const UnitId &unit, const QString &name);
    Result<bool> renameUnit(const ListingId &listing, const UnitId &unit, const QString &name);
    Result<std::optional<UnitUse>> findUnitUse(const ListingId &listing, const UnitId &unit);
    Result<void> removeUnit(const UnitId &unit);
    // In their order; empty when there is no such listing.
    Result<QList<UnitId>> units(const ListingId &listing);

private:
    Database &m_database;
    TenantId m_tenant;
};

} // namespace roost
