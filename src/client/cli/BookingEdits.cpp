// Bookings and the prices of single days.
#include "BookingEdits.h"

#include "FieldValues.h"
#include "Lookup.h"

#include "domain/Money.h"

namespace roost::cli {

using namespace Qt::StringLiterals;
using replica::ReplicaReader;

namespace {

tl::unexpected<Error> wrong(const QString &text)
{
    return fail(ErrorCode::Validation, text);
}

Result<int> wholeNumber(const Assignment &assignment)
{
    bool isWhole = false;
    const int number = assignment.value.toInt(&isWhole);
    if (!isWhole)
        return wrong(u"%1 takes a whole number, not '%2'."_s.arg(assignment.field, assignment.value));
    return number;
}

Result<QJsonValue> bookingValue(ReplicaReader &reader, const replica::BookingRow &booking, const Assignment &assignment)
{
    if (assignment.field == u"check_in" || assignment.field == u"check_out") {
        ROOST_ASSIGN(const QDate date, dateFrom(assignment.value));
        return QJsonValue(date.toString(Qt::ISODate));
    }
    if (assignment.field == u"guests" || assignment.field == u"pets") {
        ROOST_ASSIGN(const int number, wholeNumber(assignment));
        return QJsonValue(number);
    }
    if (assignment.field != u"unit")
        return wrong(
            u"There is no field '%1'. Fields: check_in, check_out, guests, pets, unit"_s.arg(assignment.field));
    ROOST_ASSIGN(const auto unit, findUnit(reader, booking.listing, assignment.value));
    return QJsonValue(unit.id.toString());
}

Result<qint64> minorUnits(const replica::ListingRow &listing, const QString &amount)
{
    ROOST_ASSIGN(const Currency currency, Currency::fromCode(listing.currency));
    return parseMinorUnits(amount, currency);
}

Result<QJsonValue> rateValue(const replica::ListingRow &listing, const Assignment &assignment)
{
    const bool clears = assignment.value == u"none";
    if (assignment.field == u"price") {
        if (clears)
            return QJsonValue(QJsonValue::Null);
        ROOST_ASSIGN(const qint64 minor, minorUnits(listing, assignment.value));
        return QJsonValue(minor);
    }
    if (assignment.field == u"min_nights") {
        if (clears)
            return QJsonValue(QJsonValue::Null);
        ROOST_ASSIGN(const int number, wholeNumber(assignment));
        return QJsonValue(number);
    }
    return switchValue(assignment.field, assignment.value);
}

} // namespace

Result<QDate> dateFrom(const QString &text)
{
    const QDate date = QDate::fromString(text, Qt::ISODate);
    if (!date.isValid())
        return wrong(u"'%1' is no date. Write it like 2026-12-31."_s.arg(text));
    return date;
}

Result<replica::Edit> bookingDecision(ReplicaReader &reader, const CliOptions &options)
{
    ROOST_ASSIGN(const auto booking, findBooking(reader, options.arguments.first()));
    const BookingAction action =
        options.command == u"no-show" ? BookingAction::MarkNoShow : *bookingActionFromName(options.command);
    return replica::decideBooking(booking, action, options.reason);
}

Result<replica::Edit> bookingChange(ReplicaReader &reader, const CliOptions &options)
{
    ROOST_ASSIGN(const auto booking, findBooking(reader, options.arguments.first()));
    ROOST_ASSIGN(const auto words, assignments(options.arguments.mid(1), u"guests=3"_s));
    QJsonObject changes;
    for (const Assignment &word : words) {
        ROOST_ASSIGN(const QJsonValue value, bookingValue(reader, booking, word));
        changes.insert(word.field == u"unit" ? u"unit_id"_s : word.field, value);
    }
    return replica::changeBooking(booking, changes, options.overridesRules);
}

Result<replica::Edit> bookingEntry(ReplicaReader &reader, const CliOptions &options)
{
    ROOST_ASSIGN(const auto listing, findListing(reader, options.arguments[0]));
    replica::BookingEntry entry;
    entry.listing = listing.id;
    ROOST_ASSIGN(entry.checkIn, dateFrom(options.arguments[1]));
    ROOST_ASSIGN(entry.checkOut, dateFrom(options.arguments[2]));
    // Where there is but one there is no question; else the server takes the one that fits best.
    ROOST_ASSIGN(const auto units, reader.unitsOf(listing.id));
    if (!options.unit.isEmpty() || units.size() == 1) {
        ROOST_ASSIGN(const auto unit, findUnit(reader, listing.id, options.unit));
        entry.unit = unit.id;
    }
    if (!options.total.isEmpty()) {
        ROOST_ASSIGN(entry.totalMinor, minorUnits(listing, options.total));
    }
    entry.guests = std::max(1, options.guests);
    entry.pets = options.pets;
    entry.name = options.guestName;
    entry.email = options.email;
    entry.phone = options.phone;
    entry.message = options.note;
    entry.overrideRules = options.overridesRules;
    return replica::enterBooking(BookingId::create(), entry);
}

Result<replica::Edit> dayRates(ReplicaReader &reader, const CliOptions &options)
{
    ROOST_ASSIGN(const auto listing, findListing(reader, options.arguments[0]));
    ROOST_ASSIGN(const QDate from, dateFrom(options.arguments[1]));
    ROOST_ASSIGN(const QDate to, dateFrom(options.arguments[2]));
    ROOST_ASSIGN(const auto words, assignments(options.arguments.mid(3), u"min_nights=3"_s));
    QJsonObject rate;
    for (const Assignment &word : words) {
        ROOST_ASSIGN(const QJsonValue value, rateValue(listing, word));
        rate.insert(word.field == u"price" ? u"price_minor"_s : word.field, value);
    }
    return replica::setDayRates(listing.id, from, to, rate);
}

} // namespace roost::cli
