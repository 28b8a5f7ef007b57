#include "ServiceTerms.h"

#include "JsonReader.h"

namespace roost {

using namespace Qt::StringLiterals;

namespace {

constexpr int kLongestBufferMinutes = 12 * 60;
constexpr int kShortestMinutes = 5;
constexpr int kLongestLeadMinutes = 365 * 24 * 60;
constexpr int kLongestWindowDays = 730;
constexpr int kMostGuests = 1000;
constexpr int kMostResourceNeeds = 20;
constexpr int kMostOfOneResource = 100;

QList<ResourceNeed> readResources(JsonReader &reader)
{
    QList<ResourceNeed> needs;
    QList<JsonReader> readers = reader.objects(u"resources"_s, kMostResourceNeeds);
    for (JsonReader &need : readers) {
        need.require(u"kind"_s);
        needs << ResourceNeed{need.name(u"kind"_s, kLongestResourceKind),
                              need.whole(u"count"_s, 1, kMostOfOneResource, 1)};
        const auto isSame = [&needs](const ResourceNeed &other) { return other.kind == needs.last().kind; };
        if (std::count_if(needs.begin(), needs.end(), isSame) > 1)
            need.refuse(u"kind"_s, u"This kind is there twice. Give it a count instead."_s);
        need.finish();
    }
    return needs;
}

tl::unexpected<Error> brokenRule(const QString &rule, const QString &text)
{
    return fail(ErrorCode::StayRuleBroken, text, {}, {{u"rule"_s, rule}});
}

} // namespace

Result<ServiceTerms> ServiceTerms::fromJson(const QJsonObject &json, const QString &path)
{
    std::optional<Error> error;
    JsonReader reader(json, path, error);
    ServiceTerms terms;
    reader.require(u"duration_minutes"_s);
    terms.durationMinutes = reader.whole(u"duration_minutes"_s, kShortestMinutes, kLongestAppointmentMinutes, 60);
    terms.bufferBeforeMinutes = reader.whole(u"buffer_before_minutes"_s, 0, kLongestBufferMinutes, 0);
    terms.bufferAfterMinutes = reader.whole(u"buffer_after_minutes"_s, 0, kLongestBufferMinutes, 0);
    terms.slotStepMinutes =
        reader.whole(u"slot_step_minutes"_s, kShortestMinutes, kLongestAppointmentMinutes, terms.durationMinutes);
    terms.skills = reader.names(u"skills"_s, kLongestSkillName, kMostSkills);
    terms.resources = readResources(reader);
    terms.leadTimeMinutes = reader.whole(u"lead_time_minutes"_s, 0, kLongestLeadMinutes, 0);
    terms.bookingWindowDays = reader.whole(u"booking_window_days"_s, 1, kLongestWindowDays, 365);
    terms.maxGuests = reader.whole(u"max_guests"_s, 1, kMostGuests, 1);
    reader.finish();
    if (error)
        return fail(*std::move(error));
    return terms;
}

QJsonObject ServiceTerms::toJson() const
{
    QJsonArray needs;
    for (const ResourceNeed &need : resources)
        needs << QJsonObject{{u"kind"_s, need.kind}, {u"count"_s, need.count}};
    return {{u"duration_minutes"_s, durationMinutes},
            {u"buffer_before_minutes"_s, bufferBeforeMinutes},
            {u"buffer_after_minutes"_s, bufferAfterMinutes},
            {u"slot_step_minutes"_s, slotStepMinutes},
            {u"skills"_s, QJsonArray::fromStringList(skills)},
            {u"resources"_s, needs},
            {u"lead_time_minutes"_s, leadTimeMinutes},
            {u"booking_window_days"_s, bookingWindowDays},
            {u"max_guests"_s, maxGuests}};
}

InstantRange ServiceTerms::appointment(const QDateTime &startsAt) const
{
    return {startsAt, startsAt.addSecs(durationMinutes * 60)};
}

InstantRange ServiceTerms::occupied(const QDateTime &startsAt) const
{
    return {startsAt.addSecs(-bufferBeforeMinutes * 60), startsAt.addSecs((durationMinutes + bufferAfterMinutes) * 60)};
}

Result<void> ServiceTerms::check(const QDateTime &startsAt, int guests, const QDateTime &nowUtc) const
{
    if (startsAt <= nowUtc)
        return brokenRule(u"past"_s, u"This time has passed. Choose another."_s);
    if (startsAt < nowUtc.addSecs(leadTimeMinutes * 60))
        return brokenRule(u"lead_time"_s, u"This has to be booked %1 minutes before."_s.arg(leadTimeMinutes));
    if (startsAt > nowUtc.addDays(bookingWindowDays))
        return brokenRule(u"booking_window"_s, u"This can be booked %1 days ahead."_s.arg(bookingWindowDays));
    if (guests < 1 || guests > maxGuests)
        return brokenRule(u"max_guests"_s, u"An appointment is for 1 to %1 people."_s.arg(maxGuests));
    return {};
}

} // namespace roost
