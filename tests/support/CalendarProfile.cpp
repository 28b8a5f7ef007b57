// Rows written with plain statements, beside the replica's own connection.
#include "CalendarProfile.h"

#include "support/TestKey.h"

#include "client/replica/SealedColumns.h"
#include "storage/Database.h"

#include <QDebug>

namespace roost::test {

using namespace Qt::StringLiterals;

CalendarProfile::CalendarProfile()
    : m_profile(std::make_unique<replica::Profile>(std::move(*replica::Profile::open(m_folder.path()))))
{
    m_replica = std::move(*replica::Replica::open(*m_profile, m_clock, test::fieldKey()));
    m_replica->onChange([this](const replica::ReplicaChange &change) {
        m_changes.everything |= change.everything;
        m_changes.edits |= change.edits;
        for (auto table = change.rows.begin(); table != change.rows.end(); ++table)
            m_changes.rows[table.key()] |= table.value();
    });
    m_reader = std::move(*replica::ReplicaReader::open(m_folder.path(), test::fieldKey()));
    m_database = std::move(*Database::openSqlite(m_profile->path(*m_profile->currentGeneration())));
    if (!replica::useKey(*m_database, test::fieldKey()))
        qFatal("no key");
    insert(u"tenant"_s, {{u"id"_s, m_tenant.toString()},
                         {u"tenant_id"_s, m_tenant.toString()},
                         {u"name"_s, u"Fjord Homes"_s},
                         {u"currency"_s, u"NOK"_s},
                         {u"time_zone"_s, u"Europe/Oslo"_s},
                         {u"locale"_s, u"en"_s},
                         {u"version"_s, 1}});
}

CalendarProfile::~CalendarProfile() = default;

replica::ReplicaChange CalendarProfile::takeChanges()
{
    return std::exchange(m_changes, {});
}

ListingId CalendarProfile::addListing(const QString &title, const QString &city, int units)
{
    const ListingId id = ListingId::create();
    insert(u"listing"_s, {{u"id"_s, id.toString()},
                          {u"tenant_id"_s, m_tenant.toString()},
                          {u"kind"_s, u"stay"_s},
                          {u"title"_s, title},
                          {u"summary"_s, u""_s},
                          {u"status"_s, u"published"_s},
                          {u"time_zone"_s, u"Europe/Oslo"_s},
                          {u"currency"_s, u"NOK"_s},
                          {u"base_price_minor"_s, 129900},
                          {u"min_nights"_s, 2},
                          {u"check_in_time"_s, u"15:00"_s},
                          {u"check_out_time"_s, u"11:00"_s},
                          {u"preparation_days"_s, 0},
                          {u"max_guests"_s, 4},
                          {u"instant_book"_s, 0},
                          {u"hold_pending"_s, 0},
                          {u"city"_s, city},
                          {u"neighbourhood"_s, u""_s},
                          {u"country"_s, u"NO"_s},
                          {u"room_type"_s, u"home"_s},
                          {u"version"_s, 1}});
    for (int position = 0; position < units; ++position)
        insert(u"unit"_s, {{u"id"_s, UnitId::create().toString()},
                           {u"tenant_id"_s, m_tenant.toString()},
                           {u"listing_id"_s, id.toString()},
                           {u"name"_s, u"Room %1"_s.arg(position + 1)},
                           {u"position"_s, position},
                           {u"version"_s, 1}});
    return id;
}

QList<replica::UnitRow> CalendarProfile::unitsOf(const ListingId &listing)
{
    return *m_reader->unitsOf(listing);
}

BookingId CalendarProfile::addBooking(const ListingId &listing, const UnitId &unit, const QDate &from, const QDate &to,
                                      const QString &status, const QString &guest, const QString &source)
{
    const BookingId id = BookingId::create();
    const ContactId contact = ContactId::create();
    if (!guest.isEmpty())
        insert(u"contact"_s, {{u"id"_s, contact.toString()},
                              {u"tenant_id"_s, m_tenant.toString()},
                              {u"name"_s, guest},
                              {u"email"_s, u""_s},
                              {u"phone"_s, u""_s},
                              {u"notes"_s, u""_s},
                              {u"version"_s, 1}});
    insert(u"booking"_s, {{u"id"_s, id.toString()},
                          {u"tenant_id"_s, m_tenant.toString()},
                          {u"code"_s, u"BK-20260101-%1"_s.arg(++m_counter, 6, 10, QLatin1Char('0'))},
                          {u"listing_id"_s, listing.toString()},
                          {u"unit_id"_s, unit.isNull() ? QVariant() : QVariant(unit.toString())},
                          {u"contact_id"_s, guest.isEmpty() ? QVariant() : QVariant(contact.toString())},
                          {u"status"_s, status},
                          {u"check_in"_s, from.toString(Qt::ISODate)},
                          {u"check_out"_s, to.toString(Qt::ISODate)},
                          {u"guests"_s, 2},
                          {u"currency"_s, u"NOK"_s},
                          {u"source"_s, source.isEmpty() ? u"direct"_s : source},
                          {u"message"_s, u""_s},
                          {u"requested_at"_s, u"2026-01-01T10:00:00Z"_s},
                          {u"revision"_s, 1},
                          {u"version"_s, 1}});
    return id;
}

BlockId CalendarProfile::addBlock(const ListingId &listing, const UnitId &unit, const QDate &from, const QDate &to,
                                  const QString &note)
{
    const BlockId id = BlockId::create();
    insert(u"block"_s, {{u"id"_s, id.toString()},
                        {u"tenant_id"_s, m_tenant.toString()},
                        {u"listing_id"_s, listing.toString()},
                        {u"unit_id"_s, unit.toString()},
                        {u"from_date"_s, from.toString(Qt::ISODate)},
                        {u"to_date"_s, to.toString(Qt::ISODate)},
                        {u"note"_s, note.isNull() ? u""_s : note},
                        {u"source"_s, u"host"_s},
                        {u"version"_s, 1}});
    return id;
}

void CalendarProfile::addProblem(const ListingId &listing, const UnitId &unit, const QDate &from, const QDate &to)
{
    const QString args = uR"({"listing_id": "%1", "unit_id": "%2", "from_date": "%3", "to_date": "%4"})"_s.arg(
        listing.toString(), unit.toString(), from.toString(Qt::ISODate), to.toString(Qt::ISODate));
    insert(u"problem"_s, {{u"id"_s, ProblemId::create().toString()},
                          {u"created_at"_s, u"2026-01-01T10:00:00Z"_s},
                          {u"scope"_s, u"t:"_s + m_tenant.toString()},
                          {u"mutation_id"_s, MutationId::create().toString()},
                          {u"name"_s, u"calendar.block"_s},
                          {u"code"_s, u"DATES_TAKEN"_s},
                          {u"message"_s, u"These nights were booked meanwhile."_s},
                          {u"table_name"_s, u"block"_s},
                          {u"row_id"_s, BlockId::create().toString()},
                          {u"field"_s, u""_s},
                          {u"args"_s, args},
                          {u"state"_s, u"open"_s}});
}

void CalendarProfile::run(const QString &sql)
{
    const auto done = m_database->execute(sql);
    if (!done)
        qFatal("%s: %s", qPrintable(sql), qPrintable(done.error().detail));
}

void CalendarProfile::insert(const QString &table, const QVariantMap &values)
{
    QStringList places;
    for (const QString &column : values.keys())
        places << u":%1 AS %1"_s.arg(column);
    QStringList stored;
    for (const QString &column : values.keys())
        stored << replica::sealedColumn(table, column);
    // A problem's own columns, which aren't synced, are sealed too.
    if (table == u"problem")
        stored[values.keys().indexOf(u"args"_s)] = u"roost_seal(args, 'problem', id, 'args')"_s;
    auto statement = m_database->prepare(u"INSERT INTO %1 (%2) SELECT %3 FROM (SELECT %4)"_s.arg(
        table, QStringList(values.keys()).join(u", "_s), stored.join(u", "_s), places.join(u", "_s)));
    if (!statement)
        qFatal("%s: %s", qPrintable(table), qPrintable(statement.error().detail));
    for (auto value = values.begin(); value != values.end(); ++value)
        statement->bind(u':' + value.key(), value.value());
    if (const auto done = statement->exec(); !done)
        qFatal("%s: %s", qPrintable(table), qPrintable(done.error().detail));
}

} // namespace roost::test
