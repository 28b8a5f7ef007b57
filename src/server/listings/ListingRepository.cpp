#include "ListingRepository.h"

#include "common/Json.h"

namespace roost {

using namespace Qt::StringLiterals;

namespace {

QString jsonText(const QJsonObject &object)
{
    return QString::fromUtf8(canonicalJson(object));
}

Result<StayTerms> termsOf(const Statement &row)
{
    StayTerms terms;
    terms.title = row.text(0);
    terms.isPublished = row.text(1) == u"published";
    ROOST_ASSIGN(terms.clock,
                 StayClock::create(row.text(2), QTime::fromString(row.text(3), u"HH:mm"_s),
                                   QTime::fromString(row.text(4), u"HH:mm"_s), static_cast<int>(row.integer(5))));
    terms.rules.minNights = static_cast<int>(row.integer(6));
    if (!row.isNull(7))
        terms.rules.maxNights = static_cast<int>(row.integer(7));
    terms.rules.maxGuests = static_cast<int>(row.integer(8));
    ROOST_ASSIGN(terms.currency, Currency::fromCode(row.text(10)));
    if (!row.isNull(9))
        terms.basePrice = Money{row.integer(9), terms.currency};
    terms.instantBook = row.boolean(11);
    terms.holdsPending = row.boolean(12);
    terms.kind = row.text(13);
    return terms;
}

} // namespace

ListingRepository::ListingRepository(Database &database, const TenantId &tenant)
    : m_database(database)
    , m_tenant(tenant)
{
}

Result<void> ListingRepository::insert(const ListingId &id, const QJsonObject &fields, const QDateTime &nowUtc)
{
    ROOST_ASSIGN(Statement insert, m_database.statement(u"listings/insert"_s));
    insert.bind(u":id"_s, id)
        .bind(u":tenant_id"_s, m_tenant)
        .bind(u":fields"_s, jsonText(fields))
        .bind(u":now"_s, nowUtc.toString(Qt::ISODateWithMs));
    return insert.exec();
}

Result<std::optional<EditableListing>> ListingRepository::findEditable(const ListingId &id)
{
    ROOST_ASSIGN(Statement find, m_database.statement(u"listings/editable"_s));
    find.bind(u":id"_s, id).bind(u":tenant_id"_s, m_tenant);
    ROOST_TRY(find.exec());
    if (!find.next())
        return std::optional<EditableListing>();
    EditableListing listing;
    ROOST_ASSIGN(listing.fields, parseJsonObject(find.bytes(0)));
    listing.fields.remove(u"version"_s);
    listing.fields.remove(u"time_zone"_s);
    listing.fields.remove(u"kind"_s);
    listing.version = find.integer(1);
    listing.timeZone = find.text(2);
    listing.kind = find.text(3);
    return std::optional(listing);
}

Result<void> ListingRepository::update(const ListingId &id, const QJsonObject &fields, const QDateTime &nowUtc)
{
    ROOST_ASSIGN(Statement update, m_database.statement(u"listings/update"_s));
    update.bind(u":id"_s, id)
        .bind(u":tenant_id"_s, m_tenant)
        .bind(u":fields"_s, jsonText(fields))
        .bind(u":now"_s, nowUtc.toString(Qt::ISODateWithMs));
    return update.exec();
}

Result<std::optional<StayTerms>> ListingRepository::findTerms(const ListingId &id)
{
    ROOST_ASSIGN(Statement find, m_database.statement(u"listings/stay_terms"_s));
    find.bind(u":id"_s, id).bind(u":tenant_id"_s, m_tenant);
    ROOST_TRY(find.exec());
    if (!find.next())
        return std::optional<StayTerms>();
    ROOST_ASSIGN(StayTerms terms, termsOf(find));
    return std::optional(std::move(terms));
}

Result<std::optional<QByteArray>> ListingRepository::read(const ListingId &id)
{
    ROOST_ASSIGN(Statement read, m_database.statement(u"listings/read"_s));
    read.bind(u":id"_s, id).bind(u":tenant_id"_s, m_tenant);
    ROOST_TRY(read.exec());
    return read.next() ? std::optional(read.text(0).toUtf8()) : std::nullopt;
}

Result<QList<JsonRow>> ListingRepository::list(const RowWindow &window)
{
    ROOST_ASSIGN(Statement list, m_database.statement(u"listings/list"_s));
    list.bind(u":tenant_id"_s, m_tenant)
        .bind(u":after"_s, uuidText(parseUuid(window.after.value(0))))
        .bind(u":limit"_s, window.limit);
    ROOST_TRY(list.exec());
    QList<JsonRow> rows;
    while (list.next())
        rows << JsonRow{list.text(0).toUtf8(), {list.text(1)}};
    return rows;
}

Result<bool> ListingRepository::insertUnit(const ListingId &listing, const UnitId &unit, const QString &name)
{
    ROOST_ASSIGN(Statement insert, m_database.statement(u"listings/insert_unit"_s));
    insert.bind(u":id"_s, unit).bind(u":listing_id"_s, listing).bind(u":tenant_id"_s, m_tenant).bind(u":name"_s, name);
    ROOST_TRY(insert.exec());
    return insert.rowsAffected() == 1;
}

Result<bool> ListingRepository::renameUnit(const ListingId &listing, const UnitId &unit, const QString &name)
{
    ROOST_ASSIGN(Statement rename, m_database.statement(u"listings/rename_unit"_s));
    rename.bind(u":id"_s, unit).bind(u":listing_id"_s, listing).bind(u":tenant_id"_s, m_tenant).bind(u":name"_s, name);
    ROOST_TRY(rename.exec());
    return rename.rowsAffected() == 1;
}

Result<std::optional<UnitUse>> ListingRepository::findUnitUse(const ListingId &listing, const UnitId &unit)
{
    ROOST_ASSIGN(Statement find, m_database.statement(u"listings/unit_use"_s));
    find.bind(u":id"_s, unit).bind(u":listing_id"_s, listing).bind(u":tenant_id"_s, m_tenant);
    ROOST_TRY(find.exec());
    if (!find.next())
        return std::optional<UnitUse>();
    return std::optional(UnitUse{static_cast<int>(find.integer(0)), find.boolean(1)});
}

Result<void> ListingRepository::removeUnit(const UnitId &unit)
{
    ROOST_ASSIGN(Statement remove, m_database.statement(u"listings/delete_unit"_s));
    remove.bind(u":id"_s, unit).bind(u":tenant_id"_s, m_tenant);
    return remove.exec();
}

Result<QList<UnitId>> ListingRepository::units(const ListingId &listing)
{
    ROOST_ASSIGN(Statement find, m_database.statement(u"listings/units"_s));
    find.bind(u":listing_id"_s, listing).bind(u":tenant_id"_s, m_tenant);
    ROOST_TRY(find.exec());
    QList<UnitId> units;
    while (find.next())
        units << find.id<UnitId>(0);
    return units;
}

} // namespace roost
