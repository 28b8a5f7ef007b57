// The makers of sample timelines; random but the same each time.
#include "TimelineSamples.h"

#include <QLocale>
#include <QRandomGenerator>

namespace roost::test {

using namespace Qt::StringLiterals;

namespace {

const QStringList kSources{u"direct"_s, u"inside_airbnb"_s, u"booking.com"_s, u"vrbo"_s};

const QStringList kGuests{
    u"Ingrid Solberg"_s,        u"Tom Becker"_s,  u"Aïcha Benali"_s,   u"José Luis García"_s,
    u"Mei-Ling Chen"_s,         u"נועה לוי"_s,    u"Olivia Brown"_s,   u"محمد العلي"_s,
    u"Henrik Dahl-Jørgensen"_s, u"Sofia Rossi"_s, u"Piotr Nowak"_s,    u"Kateřina Dvořáková"_s,
    u"Liam O’Connor"_s,         u"Yuki Tanaka"_s, u"Anna Lindqvist"_s, u"Bartholomäus Schöngruber-Wagenknecht"_s};

QUuid nextId()
{
    static quint64 counter = 0;
    ++counter;
    return QUuid::fromRfc4122(QByteArray(8, '\0') + QByteArray::number(counter).rightJustified(8, '0'));
}

// Fills the years around today with stays, denser in the past than in the future.
void addStays(TimelineLane::Builder &lane, const QDate &today, QRandomGenerator &random, int fullness)
{
    QDate at = today.addDays(-365 - random.bounded(10));
    while (at < today.addDays(300)) {
        const int chance = at < today.addDays(40) ? fullness : fullness * 2 / 3;
        if (random.bounded(100) >= chance) {
            at = at.addDays(1 + random.bounded(5));
            continue;
        }
        const QDate leave = at.addDays(1 + random.bounded(3) + random.bounded(5));
        TimelineBar bar = bookingBar(at, leave, leave <= today ? BookingStatus::Completed : BookingStatus::Confirmed);
        bar.source = random.bounded(10) < 7 ? 0 : quint16(1 + random.bounded(3));
        bar.guests = quint16(1 + random.bounded(5));
        lane.add(bar, kGuests[random.bounded(int(kGuests.size()))]);
        at = leave;
        if (random.bounded(100) < 45)
            at = at.addDays(1 + random.bounded(4));
    }
}

std::shared_ptr<TimelineListing> emptyListing(const QString &title, const QString &city)
{
    auto listing = std::make_shared<TimelineListing>();
    listing->id = ListingId(nextId());
    listing->title = title;
    listing->city = city;
    listing->currency = u"NOK"_s;
    listing->unassigned = TimelineLane::Builder().build();
    return listing;
}

void addUnit(TimelineListing &listing, const QString &name, TimelineLane::Builder &lane)
{
    listing.units.push_back({UnitId(nextId()), name, lane.build(), {}});
}

// What stands out, on nights after all stays so that it is where the test looks for it.
void addSpecials(TimelineLane::Builder &lane, const QDate &today, int index)
{
    const QDate base = today.addDays(2);
    TimelineBar block = blockBar(base.addDays(11), base.addDays(15));
    TimelineBar request = bookingBar(base.addDays(4), base.addDays(8), BookingStatus::Pending);
    TimelineBar rival = bookingBar(base.addDays(6), base.addDays(10), BookingStatus::Pending);
    switch (index) {
    case 0:
        lane.add(bookingBar(today.addDays(-3), today.addDays(2)), u"Ingrid Solberg"_s);
        lane.add(bookingBar(today.addDays(2), today.addDays(6)), u"נועה לוי"_s);
        lane.add(block, u"Own stay"_s);
        break;
    case 1:
        lane.add(request, u"Tom Becker"_s);
        lane.add(rival, u"Mei-Ling Chen"_s);
        block.tentative = true;
        lane.add(block, u"Painting the kitchen"_s);
        break;
    case 2:
        lane.add(bookingBar(base, base.addDays(6)), u"Sofia Rossi"_s);
        lane.add(bookingBar(base.addDays(4), base.addDays(9)), u"Imported stay"_s);
        break;
    case 3:
        lane.add(bookingBar(today.addDays(-6), today.addDays(-2), BookingStatus::NoShow), u"Piotr Nowak"_s);
        lane.add(block, {});
        break;
    }
}

} // namespace

qint32 day(const QDate &date)
{
    return qint32(date.toJulianDay());
}

TimelineBar bookingBar(const QDate &from, const QDate &to, BookingStatus status)
{
    TimelineBar bar;
    bar.id = nextId();
    bar.days = {day(from), day(to)};
    bar.status = status;
    return bar;
}

TimelineBar blockBar(const QDate &from, const QDate &to)
{
    TimelineBar bar = bookingBar(from, to);
    bar.kind = BarKind::Block;
    return bar;
}

std::shared_ptr<TimelineListing> sampleListing(const QString &title, const QString &city,
                                               const std::vector<std::pair<TimelineBar, QString>> &bars)
{
    auto listing = emptyListing(title, city);
    TimelineLane::Builder lane;
    for (const auto &[bar, label] : bars)
        lane.add(bar, label);
    addUnit(*listing, title, lane);
    return listing;
}

std::shared_ptr<const TimelineData> samplePortfolio(const QDate &today)
{
    struct Home
    {
        QString title, city, neighbourhood;
        qint64 price;
    };
    const Home homes[] = {
        {u"Loft by the opera"_s, u"Oslo"_s, u"Bjørvika"_s, 189000},
        {u"Quiet two-room flat in Grünerløkka"_s, u"Oslo"_s, u"Grünerløkka"_s, 129900},
        {u"Harbour studio"_s, u"Oslo"_s, u"Aker Brygge"_s, 145000},
        {u"Wooden house with garden"_s, u"Bergen"_s, u"Nordnes"_s, 210000},
        {u"Attic with a view of the fjord and the mountains beyond"_s, u"Bergen"_s, u"Sandviken"_s, 118000},
        {u"Guesthouse Lindgren"_s, u"Göteborg"_s, u"Haga"_s, 95000},
        {u"Ferienwohnung am Landwehrkanal mit Dachterrasse"_s, u"Berlin"_s, u"Kreuzberg"_s, 109000},
        {u"Altbau in Prenzlauer Berg"_s, u"Berlin"_s, u"Prenzlauer Berg"_s, 99000},
        {u"Piso luminoso en Gràcia"_s, u"Barcelona"_s, u"Gràcia"_s, 132000},
        {u"Casa del mar"_s, u"Barcelona"_s, u"Barceloneta"_s, 175000},
        {u"Ático con terraza"_s, u"Barcelona"_s, u"Eixample"_s, 225000},
        {u"Sea cabin"_s, u"Bergen"_s, u"Askøy"_s, 0},
    };
    auto data = std::make_shared<TimelineData>();
    data->sources = kSources;
    QRandomGenerator random(7);
    int index = 0;
    for (const Home &home : homes) {
        auto listing = emptyListing(home.title, home.city);
        listing->neighbourhood = home.neighbourhood;
        listing->minNights = 1 + index % 3;
        if (home.price > 0)
            listing->basePriceMinor = home.price;
        listing->published = home.price > 0;
        listing->tentative = index == 4;
        for (int unit = 0; unit < (index == 5 ? 4 : 1); ++unit) {
            TimelineLane::Builder lane;
            if (index < 4)
                addSpecials(lane, today, index);
            else
                addStays(lane, today, random, home.price > 0 ? 60 + index * 3 : 0);
            addUnit(*listing, index == 5 ? u"Room %1"_s.arg(unit + 1) : listing->title, lane);
        }
        if (index == 6)
            listing->units[0].problems.push_back({ProblemId(nextId()),
                                                  {day(today.addDays(9)), day(today.addDays(12))},
                                                  u"These nights were booked while you were offline."_s});
        data->listings.push_back(listing);
        ++index;
    }
    data->finish(QLocale(QLocale::English));
    return data;
}

std::shared_ptr<const TimelineData> sampleLoad(int listings, int bookings, const QDate &from, const QDate &to,
                                               int cities)
{
    auto data = std::make_shared<TimelineData>();
    data->sources = kSources;
    QRandomGenerator random(11);
    const int each = bookings / listings;
    const double step = double(from.daysTo(to)) / std::max(1, each);
    const QDate today = from.addDays(from.daysTo(to) / 2);
    for (int i = 0; i < listings; ++i) {
        auto listing = emptyListing(u"Listing %1 by the river"_s.arg(i + 1), u"City %1"_s.arg(i % cities + 1));
        listing->basePriceMinor = 90000 + 100 * random.bounded(1500);
        listing->minNights = 1 + random.bounded(3);
        TimelineLane::Builder lane;
        for (int n = 0; n < each; ++n) {
            const QDate in = from.addDays(qint64(n * step) + random.bounded(2));
            const QDate out = in.addDays(1 + random.bounded(std::clamp(int(step) - 1, 1, 9)));
            const bool isBlock = random.bounded(20) == 0;
            const BookingStatus status = out < today               ? BookingStatus::Completed
                                         : random.bounded(15) == 0 ? BookingStatus::Pending
                                                                   : BookingStatus::Confirmed;
            TimelineBar bar = isBlock ? blockBar(in, out) : bookingBar(in, out, status);
            bar.source = quint16(random.bounded(4));
            lane.add(bar, kGuests[random.bounded(int(kGuests.size()))]);
        }
        addUnit(*listing, listing->title, lane);
        data->listings.push_back(listing);
    }
    data->finish(QLocale(QLocale::English));
    return data;
}

} // namespace roost::test
