#include "DemoWriter.h"

#include "DemoPeople.h"
#include "DemoTerms.h"
#include "DemoTexts.h"

#include "domain/BookingCode.h"
#include "domain/pricing/QuoteEngine.h"

namespace roost {

using namespace Qt::StringLiterals;

namespace {

// Of ten bookings so many come from guests who were there before.
constexpr int kReturningPercent = 18;
constexpr int kReturningPercentUnderLoad = 80;
constexpr int kReviewedPercent = 58;
constexpr int kFeePercent = 3;
constexpr int kRequestAnswerDays = 7;

const DemoListing &homeFor(int listingNumber)
{
    return demoListings().at(listingNumber % demoListings().size());
}

} // namespace

int demoUnitCount(int listings)
{
    int units = 0;
    for (int number = 0; number < listings; ++number)
        units += std::max<int>(1, static_cast<int>(homeFor(number).units.size()));
    return units;
}

DemoWriter::DemoWriter(Database &database, const DemoOptions &options, const Currency &currency, DemoRandom &random,
                       DemoReport &report)
    : m_options(options)
    , m_currency(currency)
    , m_random(random)
    , m_report(report)
    , m_rows(database)
    , m_unitsInAll(demoUnitCount(options.listings))
{
}

Result<void> DemoWriter::writeListing(int listingNumber)
{
    ROOST_ASSIGN(const Place place, addListing(listingNumber));
    for (qsizetype unit = 0; unit < place.unitIds.size(); ++unit) {
        const QString &unitId = place.unitIds.at(unit);
        const DemoCalendar calendar = m_options.bookings
                                          ? demoCalendarOf(m_random, place.home, m_options.today, bookingsOfNextUnit())
                                          : demoCalendar(m_random, place.home, m_options.today, m_unitNumber);
        ++m_unitNumber;
        ROOST_TRY(addCalendar(place, unitId, calendar));
        if (unit == 0 && !m_options.bookings)
            ROOST_TRY(addRequests(place, listingNumber, calendar));
    }
    return m_rows.flushIfLarge();
}

int DemoWriter::bookingsOfNextUnit()
{
    return *m_options.bookings / m_unitsInAll + (m_unitNumber < *m_options.bookings % m_unitsInAll ? 1 : 0);
}

Result<DemoWriter::Place> DemoWriter::addListing(int listingNumber)
{
    Place place;
    place.home = homeFor(listingNumber);
    place.id = newId();
    const int round = listingNumber / static_cast<int>(demoListings().size());
    if (round > 0)
        place.home.title += u" · %1"_s.arg(round + 1);
    ROOST_ASSIGN(place.clock,
                 StayClock::create(place.home.timeZone, place.home.checkInTime, place.home.checkOutTime, 0));
    place.unitNames = place.home.units.isEmpty() ? QStringList{place.home.title} : place.home.units;
    QJsonArray units;
    for (const QString &name : std::as_const(place.unitNames)) {
        place.unitIds << newId();
        units << QJsonObject{{u"id"_s, place.unitIds.last()}, {u"name"_s, name}, {u"position"_s, units.size()}};
    }
    const DemoListing &home = place.home;
    ROOST_ASSIGN(const Money price, (Money{home.pricePerNight, m_currency}.times(100)));
    const QJsonObject plan = demoRatePlan(home, m_options.today);
    place.prices.currency = m_currency;
    place.prices.basePriceMinor = price.minor;
    ROOST_ASSIGN(place.prices.plan, RatePlan::fromJson(plan));
    ROOST_ASSIGN(place.prices.policy, CancellationPolicy::fromJson(demoCancellationPolicy(home)));
    m_rows.addListing({
        {u"id"_s, place.id},
        {u"title"_s, home.title},
        {u"summary"_s, home.summary},
        {u"city"_s, home.city},
        {u"neighbourhood"_s, home.neighbourhood},
        {u"country"_s, home.country},
        {u"time_zone"_s, home.timeZone},
        {u"latitude"_s, home.latitude + round * 0.0007},
        {u"longitude"_s, home.longitude - round * 0.0005},
        {u"room_type"_s, home.roomType},
        {u"currency"_s, m_currency.code()},
        {u"base_price_minor"_s, price.minor},
        {u"min_nights"_s, home.minNights},
        {u"max_guests"_s, home.maxGuests},
        {u"instant_book"_s, home.instantBook},
        {u"check_in_time"_s, home.checkInTime.toString(u"HH:mm"_s)},
        {u"check_out_time"_s, home.checkOutTime.toString(u"HH:mm"_s)},
        {u"language"_s, u"en"_s},
        {u"amenities"_s, demoAmenities(home)},
        {u"pricing"_s, plan},
        {u"cancellation_policy"_s, demoCancellationPolicy(home)},
        {u"units"_s, units},
    });
    ++m_report.listings;
    m_report.units += units.size();
    return place;
}

Result<void> DemoWriter::addCalendar(const Place &place, const QString &unitId, const DemoCalendar &calendar)
{
    for (const DemoStay &stay : calendar.stays)
        ROOST_TRY(addStay(place, unitId, stay, demoBookingMessage(m_random)));
    for (const StayDates &dates : calendar.blocks)
        addBlock(place, unitId, dates);
    return {};
}

Result<void> DemoWriter::addRequests(const Place &place, int listingNumber, const DemoCalendar &calendar)
{
    // On every other listing someone waits for an answer; on the first two ask for the same nights.
    if (listingNumber % 2 == 1)
        return {};
    const int nights = std::max(place.home.minNights, 3);
    const StayDates dates = demoFreeNights(calendar, m_options.today.addDays(6 + 3 * listingNumber), nights);
    const DemoStay request{dates, BookingStatus::Pending, m_options.today.addDays(-1)};
    const int messageNumber = listingNumber / 2;
    ROOST_TRY(addStay(place, {}, request, demoRequestMessage(messageNumber)));
    if (listingNumber > 0)
        return {};
    const DemoStay rival{
        {dates.checkIn.addDays(1), dates.checkOut.addDays(1)}, BookingStatus::Pending, m_options.today.addDays(-1)};
    return addStay(place, {}, rival, demoRequestMessage(messageNumber + 6));
}

Result<void> DemoWriter::addStay(const Place &place, const QString &unitId, const DemoStay &stay,
                                 const QString &message)
{
    static const QStringList sources{u"direct"_s, u"manual"_s, u"airbnb"_s, u"booking.com"_s};
    const QString id = newId();
    const auto [contactId, contactName] = guestFor();
    const int guests = m_random.between(1, place.home.maxGuests);
    ROOST_ASSIGN(const Quote quote, quoteStay(place.prices, {stay.dates, guests}, {stay.requestedOn}));
    const bool takesNights = occupiesNights(stay.status);
    const bool isRequest = stay.status == BookingStatus::Pending;
    const InstantRange range = place.clock.occupied(stay.dates);
    const QString requestedAt = hourOf(stay.requestedOn);
    const auto onlyIf = [](bool wanted, const QString &text) { return wanted ? QJsonValue(text) : QJsonValue(); };
    m_rows.addBooking({
        {u"id"_s, id},
        {u"code"_s, freeCode(stay.requestedOn)},
        {u"listing_id"_s, place.id},
        {u"unit_id"_s, onlyIf(takesNights, unitId)},
        {u"contact_id"_s, contactId},
        {u"status"_s, bookingStatusName(stay.status)},
        {u"check_in"_s, stay.dates.checkIn.toString(Qt::ISODate)},
        {u"check_out"_s, stay.dates.checkOut.toString(Qt::ISODate)},
        {u"guests"_s, guests},
        {u"total_minor"_s, quote.total.minor},
        {u"currency"_s, m_currency.code()},
        {u"quote"_s, quote.toJson()},
        {u"policy"_s, demoCancellationPolicy(place.home)},
        {u"items"_s, takesNights ? itemsOf(place, unitId) : QJsonArray()},
        {u"source"_s, isRequest ? u"direct"_s : sources.at(m_random.weighted({45, 10, 27, 18}))},
        {u"message"_s, message},
        {u"requested_at"_s, requestedAt},
        {u"expires_at"_s, onlyIf(isRequest, hourOf(m_options.today.addDays(kRequestAnswerDays)))},
        {u"decided_at"_s, onlyIf(!isRequest, requestedAt)},
        {u"occupied_from"_s, onlyIf(takesNights, range.from.toString(Qt::ISODate))},
        {u"occupied_to"_s, onlyIf(takesNights, range.to.toString(Qt::ISODate))},
    });
    ++m_report.bookings;
    m_report.requests += isRequest ? 1 : 0;
    if (stay.status == BookingStatus::Completed) {
        const QDate month(stay.dates.checkOut.year(), stay.dates.checkOut.month(), 1);
        m_earnedMinor[month] += quote.total.minor;
        if (m_random.chance(kReviewedPercent))
            addReview(place, id, contactName, stay.dates.checkOut);
    }
    return {};
}

QJsonArray DemoWriter::itemsOf(const Place &place, const QString &unitId)
{
    return {QJsonObject{{u"unit_id"_s, unitId},
                        {u"name"_s, place.unitNames.value(place.unitIds.indexOf(unitId))},
                        {u"role"_s, u"unit"_s}}};
}

QString DemoWriter::freeCode(const QDate &requestedOn)
{
    for (;;) {
        const QString code = bookingCodeOf(requestedOn, m_random.number());
        if (m_codes.contains(code))
            continue;
        m_codes.insert(code);
        return code;
    }
}

std::pair<QString, QString> DemoWriter::guestFor()
{
    const int returning = m_options.bookings ? kReturningPercentUnderLoad : kReturningPercent;
    if (!m_guests.isEmpty() && m_random.chance(returning))
        return m_random.pick(m_guests);
    const DemoGuest guest = demoGuest(m_random, static_cast<int>(m_guests.size()) + 1);
    const std::pair<QString, QString> entry{newId(), guest.name};
    m_rows.addContact({{u"id"_s, entry.first},
                       {u"name"_s, guest.name},
                       {u"email"_s, guest.email},
                       {u"phone"_s, guest.phone},
                       {u"notes"_s, guest.notes}});
    m_guests << entry;
    ++m_report.contacts;
    return entry;
}

void DemoWriter::addBlock(const Place &place, const QString &unitId, const StayDates &dates)
{
    const InstantRange range = place.clock.occupied(dates);
    m_rows.addBlock({{u"id"_s, newId()},
                     {u"listing_id"_s, place.id},
                     {u"unit_id"_s, unitId},
                     {u"from_date"_s, dates.checkIn.toString(Qt::ISODate)},
                     {u"to_date"_s, dates.checkOut.toString(Qt::ISODate)},
                     {u"note"_s, demoBlockNote(m_random)},
                     {u"occupied_from"_s, range.from.toString(Qt::ISODate)},
                     {u"occupied_to"_s, range.to.toString(Qt::ISODate)}});
    ++m_report.blocks;
}

void DemoWriter::addReview(const Place &place, const QString &bookingId, const QString &author, const QDate &checkOut)
{
    const QDate day = checkOut.addDays(m_random.between(1, 9));
    if (day > m_options.today)
        return;
    const int rating = demoRating(m_random);
    const QString comment = demoReviewComment(m_random, rating);
    const bool isAnswered = m_random.chance(rating <= 3 ? 85 : 40);
    m_rows.addReview({{u"id"_s, newId()},
                      {u"listing_id"_s, place.id},
                      {u"booking_id"_s, bookingId},
                      {u"author"_s, author},
                      {u"rating"_s, rating},
                      {u"comment"_s, comment},
                      {u"reply"_s, isAnswered ? QJsonValue(demoReviewReply(m_random, rating)) : QJsonValue()},
                      {u"reviewed_on"_s, day.toString(Qt::ISODate)}});
    ++m_report.reviews;
}

QString DemoWriter::hourOf(const QDate &date)
{
    const int hour = m_random.between(7, 21);
    const int minute = m_random.between(0, 59);
    return QDateTime(date, QTime(hour, minute), Qt::UTC).toString(Qt::ISODate);
}

Result<void> DemoWriter::finish()
{
    for (auto month = m_earnedMinor.begin(); month != m_earnedMinor.end(); ++month)
        addPayout(month.key(), month.value());
    return m_rows.flush();
}

void DemoWriter::addPayout(const QDate &month, qint64 earnedMinor)
{
    const QDate nextMonth = month.addMonths(1);
    const QDate paidOn = nextMonth.addDays(4);
    const bool isPaid = paidOn <= m_options.today;
    m_rows.addPayout({{u"id"_s, newId()},
                      {u"amount_minor"_s, earnedMinor - earnedMinor * kFeePercent / 100},
                      {u"currency"_s, m_currency.code()},
                      {u"status"_s, isPaid ? u"paid"_s : u"scheduled"_s},
                      {u"period_from"_s, month.toString(Qt::ISODate)},
                      {u"period_to"_s, nextMonth.addDays(-1).toString(Qt::ISODate)},
                      {u"paid_on"_s, isPaid ? QJsonValue(paidOn.toString(Qt::ISODate)) : QJsonValue()},
                      {u"reference"_s, "PO-"_L1 + month.toString(u"yyyy-MM"_s)}});
    ++m_report.payouts;
}

} // namespace roost
