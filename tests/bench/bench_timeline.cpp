// How long a frame of the timeline takes: median and 99th percentile of scrolling, zooming and dragging over a big
// portfolio, at a laptop's size and at a high-density one, and whether more listings make it slower. Prints a table;
// never fails on time.
//
//   bench_timeline [listings bookings]
#include "client/views/calendar/TimelineView.h"
#include "client/views/theme/Theme.h"

#include "client/models/TimelineLoader.h"
#include "client/replica/Edits.h"
#include "support/CalendarProfile.h"
#include "support/TimelineSamples.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QMouseEvent>
#include <QPainter>
#include <QScrollBar>
#include <QTextStream>

#include <ctime>

using namespace roost;
using namespace Qt::StringLiterals;

namespace {

const QDate kFrom(2026, 1, 1);
const QDate kTo(2028, 1, 1);
constexpr int kFrames = 240;

// Milliseconds. cpu leaves out the time in which other programs had the processor.
struct Times
{
    double median = 0;
    double p99 = 0;
    double cpuMedian = 0;
};

double cpuMilliseconds()
{
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return double(now.tv_sec) * 1e3 + double(now.tv_nsec) / 1e6;
}

Times measure(QWidget &widget, const std::function<void(int)> &step)
{
    std::vector<double> milliseconds;
    std::vector<double> cpu;
    for (int frame = 0; frame < kFrames; ++frame) {
        QElapsedTimer timer;
        timer.start();
        const double cpuBefore = cpuMilliseconds();
        step(frame);
        widget.repaint();
        cpu.push_back(cpuMilliseconds() - cpuBefore);
        milliseconds.push_back(double(timer.nsecsElapsed()) / 1e6);
    }
    std::sort(milliseconds.begin(), milliseconds.end());
    std::sort(cpu.begin(), cpu.end());
    return {milliseconds[milliseconds.size() / 2], milliseconds[milliseconds.size() * 99 / 100], cpu[cpu.size() / 2]};
}

void print(QTextStream &out, const QString &what, const Times &times)
{
    out << what.leftJustified(46)
        << u"%1 ms   %2 ms   %3 ms"_s.arg(times.median, 7, 'f', 2)
               .arg(times.p99, 7, 'f', 2)
               .arg(times.cpuMedian, 7, 'f', 2)
        << Qt::endl;
}

void sendMouse(TimelineView &view, QEvent::Type type, const QPoint &at)
{
    const bool isMove = type == QEvent::MouseMove;
    QMouseEvent event(type, at, view.viewport()->mapToGlobal(at), isMove ? Qt::NoButton : Qt::LeftButton,
                      Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(view.viewport(), &event);
}

void benchZoom(QTextStream &out, TimelineView &view, const QString &name, double days)
{
    view.showDays(days);
    view.goToDate(kFrom.addDays(40));
    QScrollBar *down = view.verticalScrollBar();
    QScrollBar *along = view.horizontalScrollBar();
    down->setValue(0);
    print(out, name + u": scroll down"_s,
          measure(*view.viewport(), [&](int frame) { down->setValue(frame * 37 % std::max(1, down->maximum())); }));
    const int start = along->value();
    print(out, name + u": scroll along"_s,
          measure(*view.viewport(), [&](int frame) { along->setValue(start + frame * 11); }));
}

void benchView(QTextStream &out, const std::shared_ptr<const TimelineData> &data, const QSize &size)
{
    TimelineView view;
    view.setToday(kFrom.addDays(60));
    view.resize(size);
    view.setData(data);
    view.show();
    QCoreApplication::processEvents();
    out << Qt::endl
        << u"%1 x %2 at scale %3, %4 listings"_s.arg(size.width())
               .arg(size.height())
               .arg(view.devicePixelRatioF())
               .arg(data->listings.size())
        << Qt::endl;
    out << u"frame"_s.leftJustified(46) << u"  median       p99          median CPU"_s << Qt::endl;
    for (const auto &[name, days] :
         {std::pair(u"week"_s, 7.0), {u"month"_s, 31.0}, {u"quarter"_s, 92.0}, {u"two years"_s, 731.0}})
        benchZoom(out, view, name, days);
    view.showDays(31);
    print(out, u"zoom, from a month to two years and back"_s,
          measure(*view.viewport(), [&](int frame) { frame % 120 < 60 ? view.zoomOut() : view.zoomIn(); }));
    view.showDays(31);
    view.goToDate(kTo.addDays(40));
    const QPoint from = view.scene().geometry().body().topLeft() + QPoint(80, 60);
    sendMouse(view, QEvent::MouseButtonPress, from);
    print(out, u"drag over free nights"_s, measure(*view.viewport(), [&](int frame) {
              sendMouse(view, QEvent::MouseMove, from + QPoint(20 + frame * 3 % 800, 0));
          }));
    sendMouse(view, QEvent::MouseButtonRelease, from + QPoint(200, 0));
}

void benchLoad(QTextStream &out, int listings, int bookings)
{
    QElapsedTimer timer;
    timer.start();
    const auto data = test::sampleLoad(listings, bookings, kFrom, kTo, 8);
    out << u"made %1 listings with %2 bookings in memory in %3 ms"_s.arg(listings).arg(bookings).arg(timer.elapsed())
        << Qt::endl;
    timer.restart();
    const TimelineOutline outline(data, {}, {});
    out << u"rows and occupancy from a snapshot: %1 ms"_s.arg(double(timer.nsecsElapsed()) / 1e6, 0, 'f', 2)
        << Qt::endl;
    benchView(out, data, {1280, 800});
    benchView(out, data, {2560, 1440});
}

// A portfolio in a replica on disk, read as the program does in the background.
void benchReplica(QTextStream &out, int listings, int bookings)
{
    test::CalendarProfile profile;
    profile.run(u"BEGIN"_s);
    for (int i = 0; i < listings; ++i) {
        const ListingId listing = profile.addListing(u"Listing %1"_s.arg(i), u"City %1"_s.arg(i % 8), 1);
        const UnitId unit = UnitId::create();
        for (int n = 0; n < bookings / listings; ++n) {
            const QDate from = kFrom.addDays(n * 7);
            profile.addBooking(listing, unit, from, from.addDays(5), u"confirmed"_s, n % 2 ? u"Ida Berg"_s : QString());
        }
        // The unit's id must be known before the rows are committed and can be read back.
        profile.run(u"UPDATE unit SET id = '%1' WHERE listing_id = '%2'"_s.arg(unit.toString(), listing.toString()));
    }
    profile.run(u"COMMIT"_s);
    QElapsedTimer timer;
    timer.start();
    auto loaded = TimelineLoader(profile.reader()).loadAll();
    if (!loaded) {
        out << loaded.error().userText << Qt::endl;
        return;
    }
    out << u"loaded from a replica on disk, in its thread: %1 ms"_s.arg(timer.elapsed()) << Qt::endl;
    const auto unit = profile.unitsOf(loaded->data->listings[0]->id).first();
    if (!profile.replica().edit(replica::blockNights(BlockId::create(), unit, kFrom.addDays(5), kFrom.addDays(7))))
        out << u"the edit was refused"_s << Qt::endl;
    timer.restart();
    const auto refreshed = TimelineLoader(profile.reader()).loadChanged(*loaded, profile.takeChanges());
    out << u"refreshed after an edit, in its thread: %1 ms"_s.arg(timer.elapsed()) << Qt::endl;
}

} // namespace

int main(int argc, char **argv)
{
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    Theme::current().install(application, ThemeMode::Light);
    QTextStream out(stdout);
    const QStringList arguments = QCoreApplication::arguments();
    const int listings = arguments.size() > 2 ? arguments[1].toInt() : 1000;
    const int bookings = arguments.size() > 2 ? arguments[2].toInt() : 100000;
    benchReplica(out, std::max(1, listings), std::max(1, bookings));
    benchLoad(out, std::max(1, listings), std::max(1, bookings));
    out << Qt::endl << u"the same zoom (a month, scrolling down) with more listings"_s << Qt::endl;
    for (const int count : {10, 100, 1000, 10000}) {
        TimelineView view;
        view.setToday(kFrom.addDays(60));
        view.resize(1280, 800);
        view.setData(test::sampleLoad(count, count * 100, kFrom, kTo, 8));
        view.show();
        QCoreApplication::processEvents();
        view.showDays(31);
        QScrollBar *down = view.verticalScrollBar();
        print(out, u"%1 listings"_s.arg(count),
              measure(*view.viewport(), [&](int frame) { down->setValue(frame * 37 % std::max(1, down->maximum())); }));
    }
    return 0;
}
