#include "SyncTables.h"

#include <QSet>

namespace roost::sync {

using namespace Qt::StringLiterals;

namespace {

// columns: names separated by spaces; "name@3" came with schema version 3, the others with the table.
SyncTable table(const QString &name, int since, const char *columns, ScopeKind kind = ScopeKind::Tenant)
{
    SyncTable made{name, {}, since, {}, kind};
    const QStringList words = QString::fromLatin1(columns).split(u' ');
    for (const QString &word : words) {
        made.columns << word.section(u'@', 0, 0);
        made.columnsSince << std::max(since, word.section(u'@', 1).toInt());
    }
    return made;
}

QList<SyncTable> tablesOf(ScopeKind kind)
{
    QList<SyncTable> tables;
    for (const SyncTable &entry : syncTables()) {
        if (entry.kind == kind)
            tables << entry;
    }
    return tables;
}

} // namespace

QStringList SyncTable::columnsAt(int schemaVersion) const
{
    QStringList known;
    for (qsizetype i = 0; i < columns.size(); ++i) {
        if (columnsSince[i] <= schemaVersion)
            known << columns[i];
    }
    return known;
}

int SyncTable::sinceOf(const QString &column) const
{
    return columnsSince.value(columns.indexOf(column), since);
}

bool isAcceptedSchema(int schemaVersion)
{
    return std::abs(schemaVersion - kSchemaVersion) <= kSchemaTolerance;
}

int commonSchema(int peersSchemaVersion)
{
    return std::min(peersSchemaVersion, kSchemaVersion);
}

const QList<SyncTable> &syncTables()
{
    static const QList<SyncTable> tables{
        table(u"tenant"_s, 1, "id name currency time_zone locale version"),
        table(u"member"_s, 1, "id user_id role version"),
        table(u"listing"_s, 1,
              "id kind title summary status time_zone currency base_price_minor min_nights max_nights check_in_time "
              "check_out_time preparation_days max_guests instant_book hold_pending city neighbourhood country "
              "latitude longitude room_type source source_id pricing@2 cancellation_policy@2 service@2 "
              "rating_count@2 rating_mean@2 language@2 amenities@2 version"),
        table(u"unit"_s, 1, "id listing_id name position kind@2 version"),
        table(u"experience_session"_s, 2, "id listing_id series_id starts_at ends_at time_zone status places version"),
        table(u"day_rate"_s, 2,
              "id listing_id date price_minor min_nights closed_to_arrival closed_to_departure version"),
        table(u"listing_photo"_s, 3, "id listing_id sha256 position caption width height version"),
        table(u"contact"_s, 1, "id name email phone notes version"),
        table(u"booking"_s, 1,
              "id code listing_id unit_id contact_id status check_in check_out guests total_minor currency source "
              "message requested_at expires_at decided_at revision kind@2 starts_at@2 ends_at@2 time_zone@2 pets@2 "
              "items@2 quote@2 policy@2 refund@2 ended_by@2 version"),
        table(u"block"_s, 1, "id listing_id unit_id from_date to_date note source version"),
        table(u"review"_s, 1, "id listing_id booking_id author rating comment reply reviewed_on version"),
        table(u"thread"_s, 3, "id booking_id contact_id message_count last_message_at host_read guest_read version"),
        table(u"message"_s, 3, "id thread_id position author author_user_id text sent_at version"),
        table(u"task"_s, 3,
              "id title notes due_on due_at listing_id booking_id unit_id assignee_id staff_id state checklist "
              "created_at completed_at revision version"),
        table(u"payout"_s, 1, "id amount_minor currency status period_from period_to paid_on reference version"),
        table(
            u"trip"_s, 3,
            "id code host_id host_name listing_id title city neighbourhood country latitude longitude kind status "
            "check_in check_out check_in_time check_out_time starts_at ends_at time_zone guests pets items total_minor "
            "currency quote policy refund ended_by message requested_at expires_at decided_at revision version",
            ScopeKind::User),
        table(u"assignment"_s, 3,
              "id source_id kind staff_id host_id host_name code title status starts_at ends_at time_zone city "
              "neighbourhood guests guest_name guest_phone note revision version",
              ScopeKind::User),
    };
    return tables;
}

const QList<SyncTable> &syncTables(ScopeKind kind)
{
    static const QList<SyncTable> ofTenants = tablesOf(ScopeKind::Tenant);
    static const QList<SyncTable> ofUsers = tablesOf(ScopeKind::User);
    return kind == ScopeKind::Tenant ? ofTenants : ofUsers;
}

QString SyncTable::ownerColumn() const
{
    return kind == ScopeKind::Tenant ? u"tenant_id"_s : u"user_id"_s;
}

bool isJsonColumn(const QString &column)
{
    static const QSet<QString> names{
        u"items"_s,     u"quote"_s,    u"policy"_s, u"refund"_s, u"pricing"_s, u"service"_s, u"cancellation_policy"_s,
        u"amenities"_s, u"checklist"_s};
    return names.contains(column);
}

bool isBooleanColumn(const QString &column)
{
    static const QSet<QString> names{u"instant_book"_s, u"hold_pending"_s, u"closed_to_arrival"_s,
                                     u"closed_to_departure"_s};
    return names.contains(column);
}

bool isPersonalColumn(const QString &table, const QString &column)
{
    static const QHash<QString, QSet<QString>> columns{
        {u"contact"_s, {u"name"_s, u"email"_s, u"phone"_s, u"notes"_s}},
        {u"booking"_s, {u"message"_s}},
        {u"message"_s, {u"text"_s}},
        {u"payout"_s, {u"reference"_s}},
        {u"trip"_s, {u"message"_s}},
        {u"assignment"_s, {u"guest_name"_s, u"guest_phone"_s, u"note"_s}},
    };
    const auto found = columns.constFind(table);
    return found != columns.constEnd() && found->contains(column);
}

bool isFractionColumn(const QString &column)
{
    static const QSet<QString> names{u"latitude"_s, u"longitude"_s, u"rating_mean"_s};
    return names.contains(column);
}

const SyncTable *findSyncTable(const QString &name)
{
    for (const SyncTable &entry : syncTables()) {
        if (entry.name == name)
            return &entry;
    }
    return nullptr;
}

QString syncTableAfter(const QString &name, int schemaVersion)
{
    const SyncTable *table = findSyncTable(name);
    if (!table)
        return u""_s;
    bool isBehind = false;
    for (const SyncTable &entry : syncTables(table->kind)) {
        if (isBehind && entry.since <= schemaVersion)
            return entry.name;
        isBehind = isBehind || entry.name == name;
    }
    return u""_s;
}

} // namespace roost::sync
