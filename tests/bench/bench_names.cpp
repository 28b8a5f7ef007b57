// What sealing costs with 100,000 guests: finding one by name, the whole address book, the calendar's labels; beside
// the same questions about what isn't sealed.
#include "support/CalendarProfile.h"

#include <QCoreApplication>
#include <QElapsedTimer>

#include <cstdio>

using namespace roost;
using namespace Qt::StringLiterals;

namespace {

constexpr int kGuests = 100'000;
constexpr int kRounds = 5;

void measure(const char *what, const std::function<qsizetype()> &work)
{
    qint64 best = std::numeric_limits<qint64>::max();
    qsizetype found = 0;
    for (int round = 0; round < kRounds; ++round) {
        QElapsedTimer timer;
        timer.start();
        found = work();
        best = std::min(best, timer.nsecsElapsed());
    }
    std::printf("%-44s %9.1f ms  (%lld rows)\n", what, double(best) / 1e6, static_cast<long long>(found));
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    test::CalendarProfile profile;
    const ListingId listing = profile.addListing(u"Harbour loft"_s, u"Oslo"_s);
    const UnitId unit = profile.unitsOf(listing).first().id;
    profile.run(u"BEGIN"_s);
    for (int i = 0; i < kGuests; ++i) {
        const QDate day = QDate(2020, 1, 1).addDays(i % 3000);
        profile.addBooking(listing, unit, day, day.addDays(2), u"confirmed"_s, u"Guest number %1"_s.arg(i));
    }
    profile.run(u"COMMIT"_s);
    auto &reader = profile.reader();
    const auto find = [&reader](const QString &text) {
        replica::BookingFilter filter;
        filter.text = text;
        const auto rows = reader.findBookings(filter, 50);
        return rows ? rows->size() : -1;
    };
    measure("find by name, no match: every name opened", [&] { return find(u"Solheim"_s); });
    measure("find by name, one match", [&] { return find(u"number 77777"_s); });
    measure("find by name, first page full", [&] { return find(u"guest"_s); });
    measure("all contacts, sorted by name", [&] { return reader.contacts()->size(); });
    measure("labels of the whole calendar", [&] {
        qsizetype count = 0;
        static_cast<void>(reader.visitCalendar({}, [&count](const replica::CalendarEntry &) { ++count; }));
        return count;
    });
    return 0;
}
