#include "SyncTables.h"

#include <QSet>

namespace roost::sync {

using namespace Qt::StringLiterals;

namespace {

SyncTable table(const QString &name, const char *columns)
{
    return {name, QString::fromLatin1(columns).split(u' ')};
}

} // namespace

const QList<SyncTable> &syncTables()
{
    static const QList<SyncTable> tables{
        table(u"tenant"_s, "id name currency time_zone locale version"),
        table(u"member"_s, "id user_id role version"),
        table(
            u"listing"_s,
            "id kind title summary status time_zone currency base_price_minor min_nights max_nights check_in_time "
            "check_out_time preparation_days max_guests instant_book hold_pending city neighbourhood country latitude "
            "longitude room_type source source_id pricing cancellation_policy service rating_count rating_mean "
            "language amenities version"),
        table(u"unit"_s, "id listing_id name position kind version"),
        table(u"experience_session"_s, "id listing_id series_id starts_at ends_at time_zone status places version"),
        table(u"day_rate"_s, "id listing_id date price_minor min_nights closed_to_arrival closed_to_departure version"),
        table(u"contact"_s, "id name email phone notes version"),
        table(u"booking"_s,
              "id code listing_id unit_id contact_id status check_in check_out guests total_minor currency source "
              "message requested_at expires_at decided_at revision kind starts_at ends_at time_zone pets items quote "
              "policy refund ended_by version"),
        table(u"block"_s, "id listing_id unit_id from_date to_date note source version"),
        table(u"review"_s, "id listing_id booking_id author rating comment reply reviewed_on version"),
        table(u"payout"_s, "id amount_minor currency status period_from period_to paid_on reference version"),
    };
    return tables;
}

bool isJsonColumn(const QString &column)
{
    static const QSet<QString> names{
        u"items"_s,    u"quote"_s, u"policy"_s, u"refund"_s, u"pricing"_s, u"service"_s, u"cancellation_policy"_s,
        u"amenities"_s};
    return names.contains(column);
}

bool isBooleanColumn(const QString &column)
{
    static const QSet<QString> names{u"instant_book"_s, u"hold_pending"_s, u"closed_to_arrival"_s,
                                     u"closed_to_departure"_s};
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

QString syncTableAfter(const QString &name)
{
    const auto &tables = syncTables();
    for (qsizetype i = 0; i + 1 < tables.size(); ++i) {
        if (tables[i].name == name)
            return tables[i + 1].name;
    }
    return u""_s;
}

} // namespace roost::sync
