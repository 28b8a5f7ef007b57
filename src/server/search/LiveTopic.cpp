#include "LiveTopic.h"

#include "common/Json.h"
#include "server/listings/ListingCalendar.h"
#include "server/schedules/SessionSeats.h"

namespace roost {

using namespace Qt::StringLiterals;

namespace {

constexpr int kDaysAhead = 365;

Result<std::optional<LiveContent>> readListing(ServerContext &context, const ListingId &id)
{
    const QDateTime nowUtc = context.clock.nowUtc();
    // The zone comes with the rows; a day of another zone at either end does no harm.
    const QDate today = nowUtc.date();
    const StayDates window{today, today.addDays(kDaysAhead)};
    ROOST_ASSIGN(const auto calendar, ListingCalendar::load(context.database, id, {}, window, nowUtc));
    if (!calendar)
        return std::optional<LiveContent>();
    return std::optional(LiveContent{window, calendar->takenNights(), {}, calendar->nextExpiry()});
}

Result<std::optional<LiveContent>> readSession(ServerContext &context, const ExperienceSessionId &id)
{
    ROOST_ASSIGN(const auto session, loadSessionWithSeats(context.database, id, {}, context.clock.nowUtc()));
    if (!session || session->status != "scheduled"_L1)
        return std::optional<LiveContent>();
    LiveContent content;
    for (const SessionSeat &seat : session->seats) {
        content.seats.insert(seat.id.toString(), seat.state);
        if (seat.holdEndsAt.isValid() && (!content.nextExpiry.isValid() || seat.holdEndsAt < content.nextExpiry))
            content.nextExpiry = seat.holdEndsAt;
    }
    return std::optional(content);
}

QJsonArray rangesJson(const QList<StayDates> &ranges)
{
    QJsonArray json;
    for (const StayDates &range : ranges) {
        json << QJsonObject{{u"from"_s, range.checkIn.toString(Qt::ISODate)},
                            {u"to"_s, range.checkOut.toString(Qt::ISODate)}};
    }
    return json;
}

bool isIn(const QList<StayDates> &ranges, const QDate &night)
{
    return std::any_of(ranges.begin(), ranges.end(),
                       [&night](const StayDates &range) { return range.contains(night); });
}

// The nights of `of` that `without` hasn't, within both windows: a night that time has passed over is no news.
QList<StayDates> nightsOnlyIn(const LiveContent &of, const LiveContent &without)
{
    QList<StayDates> ranges;
    for (const StayDates &range : of.taken) {
        for (QDate night = range.checkIn; night < range.checkOut; night = night.addDays(1)) {
            if (!of.window.contains(night) || !without.window.contains(night) || isIn(without.taken, night))
                continue;
            if (!ranges.isEmpty() && ranges.last().checkOut == night)
                ranges.last().checkOut = night.addDays(1);
            else
                ranges << StayDates{night, night.addDays(1)};
        }
    }
    return ranges;
}

void addCounts(QJsonObject &json, const LiveContent &content)
{
    QHash<QString, int> counts;
    for (const QString &state : content.seats)
        ++counts[state];
    for (const QString &state : {u"free"_s, u"held"_s, u"taken"_s})
        json.insert(state, counts.value(state));
}

QJsonObject messageOf(const LiveTopic &topic, const QString &type, quint64 sequence)
{
    const QString idName = topic.kind == LiveTopic::Kind::Listing ? u"listing_id"_s : u"session_id"_s;
    return {{u"type"_s, type},
            {u"sequence"_s, static_cast<qint64>(sequence)},
            {idName, topic.id.toString(QUuid::WithoutBraces)}};
}

QJsonObject seatJson(const QString &id, const QString &state)
{
    return {{u"id"_s, id}, {u"state"_s, state}};
}

} // namespace

Result<std::optional<LiveContent>> LiveContent::read(ServerContext &context, const LiveTopic &topic)
{
    if (topic.kind == LiveTopic::Kind::Listing)
        return readListing(context, ListingId(topic.id));
    return readSession(context, ExperienceSessionId(topic.id));
}

QByteArray LiveState::wholeOf(const LiveTopic &topic, const LiveContent &content, quint64 sequence)
{
    QJsonObject json = messageOf(topic, u"state"_s, sequence);
    if (topic.kind == LiveTopic::Kind::Listing) {
        json.insert(u"from"_s, content.window.checkIn.toString(Qt::ISODate));
        json.insert(u"to"_s, content.window.checkOut.toString(Qt::ISODate));
        json.insert(u"taken"_s, rangesJson(content.taken));
        return canonicalJson(json);
    }
    QJsonArray seats;
    for (auto seat = content.seats.begin(); seat != content.seats.end(); ++seat)
        seats << seatJson(seat.key(), seat.value());
    addCounts(json, content);
    json.insert(u"seats"_s, seats);
    return canonicalJson(json);
}

QByteArray LiveState::changeOf(const LiveTopic &topic, const LiveContent &before, const LiveContent &now,
                               quint64 sequence)
{
    QJsonObject json = messageOf(topic, u"change"_s, sequence);
    if (topic.kind == LiveTopic::Kind::Listing) {
        const QJsonArray taken = rangesJson(nightsOnlyIn(now, before));
        const QJsonArray freed = rangesJson(nightsOnlyIn(before, now));
        json.insert(u"taken"_s, taken);
        json.insert(u"freed"_s, freed);
        return taken.isEmpty() && freed.isEmpty() ? QByteArray() : canonicalJson(json);
    }
    QJsonArray seats;
    for (auto seat = now.seats.begin(); seat != now.seats.end(); ++seat) {
        if (before.seats.value(seat.key()) != seat.value())
            seats << seatJson(seat.key(), seat.value());
    }
    for (auto seat = before.seats.begin(); seat != before.seats.end(); ++seat) {
        if (!now.seats.contains(seat.key()))
            seats << seatJson(seat.key(), u"gone"_s);
    }
    addCounts(json, now);
    json.insert(u"seats"_s, seats);
    return seats.isEmpty() ? QByteArray() : canonicalJson(json);
}

} // namespace roost
