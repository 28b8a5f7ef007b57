// Prices and rules of single days, as they are seen before the server has answered.
#include "MutationEffects.h"

#include "domain/StayDates.h"
#include "domain/pricing/DayRates.h"

#include <QUuid>

namespace roost::replica {

using namespace Qt::StringLiterals;

namespace {

const QStringList &rateFields()
{
    static const QStringList fields = DayRate().toJson().keys();
    return fields;
}

// Until the server has given the day's row an id: always the same one, so that two edits of a day meet.
QString idBeforeSync(const QString &listingId, const QDate &date)
{
    return QUuid::createUuidV5(QUuid::fromString(listingId), date.toString(Qt::ISODate)).toString(QUuid::WithoutBraces);
}

Result<QHash<QDate, QString>> knownDays(Database &database, const QString &listingId, const StayDates &days)
{
    ROOST_ASSIGN(Statement select, database.statement(u"store/day_rate_ids"_s));
    select.bind(u":listing_id"_s, listingId)
        .bind(u":since"_s, days.checkIn.toString(Qt::ISODate))
        .bind(u":until"_s, days.checkOut.toString(Qt::ISODate));
    ROOST_TRY(select.exec());
    QHash<QDate, QString> ids;
    while (select.next())
        ids.insert(select.date(0), select.text(1));
    return ids;
}

QJsonObject freshRow(const QString &id, const QString &listingId, const QDate &date)
{
    QJsonObject row = DayRate().toJson();
    row.insert(u"id"_s, id);
    row.insert(u"listing_id"_s, listingId);
    row.insert(u"date"_s, date.toString(Qt::ISODate));
    row.insert(u"version"_s, 0);
    return row;
}

// Nothing: the day says nothing any more.
Result<std::optional<QJsonObject>> withRate(QJsonObject row, const QJsonObject &changes)
{
    QJsonObject rate;
    for (const QString &field : rateFields())
        rate.insert(field, changes.contains(field) ? changes.value(field) : row.value(field));
    ROOST_ASSIGN(const DayRate after, DayRate::fromJson(rate, u"rate"_s));
    if (after.isEmpty())
        return std::optional<QJsonObject>();
    const QJsonObject cells = after.toJson();
    for (auto cell = cells.begin(); cell != cells.end(); ++cell)
        row.insert(cell.key(), cell.value());
    return std::optional(row);
}

} // namespace

Result<QJsonObject> dayRateBase(Database &database, RowStore &rows, const QJsonObject &args)
{
    const auto days = StayDates::parse(args.value(u"from_date").toString(), args.value(u"to_date").toString());
    QJsonObject seen;
    if (!days)
        return QJsonObject{{u"days"_s, seen}};
    const QStringList fields = args.value(u"rate").toObject().keys();
    ROOST_ASSIGN(const auto known, knownDays(database, args.value(u"listing_id").toString(), *days));
    for (auto day = known.begin(); day != known.end(); ++day) {
        ROOST_ASSIGN(const auto row, rows.load(u"day_rate"_s, day.value()));
        QJsonObject rate;
        for (const QString &field : fields) {
            if (row && rateFields().contains(field))
                rate.insert(field, row->value(field));
        }
        seen.insert(day.key().toString(Qt::ISODate), rate);
    }
    return QJsonObject{{u"days"_s, seen}};
}

Result<QList<RowEffect>> dayRateEffects(Database &database, RowStore &rows, const sync::Mutation &mutation,
                                        EffectMode mode)
{
    const QString listingId = mutation.args.value(u"listing_id").toString();
    const auto days =
        StayDates::parse(mutation.args.value(u"from_date").toString(), mutation.args.value(u"to_date").toString());
    ROOST_ASSIGN(const auto listing, rows.load(u"listing"_s, listingId));
    if (mode == EffectMode::Checked) {
        if (!listing)
            return notHere(u"listing"_s);
        ROOST_TRY(days);
    }
    if (!listing || !days)
        return QList<RowEffect>();
    const QJsonObject changes = mutation.args.value(u"rate").toObject();
    ROOST_ASSIGN(const auto known, knownDays(database, listingId, *days));
    QList<RowEffect> effects;
    for (QDate day = days->checkIn; day < days->checkOut; day = day.addDays(1)) {
        RowEffect effect{u"day_rate"_s, known.value(day, idBeforeSync(listingId, day)), {}, {}};
        ROOST_ASSIGN(effect.before, rows.load(effect.table, effect.rowId));
        const auto after = withRate(effect.before.value_or(freshRow(effect.rowId, listingId, day)), changes);
        if (!after && mode == EffectMode::Checked)
            return fail(after.error());
        if (!after)
            return QList<RowEffect>();
        effect.after = *after;
        if (effect.before || effect.after)
            effects << effect;
    }
    return effects;
}

} // namespace roost::replica
