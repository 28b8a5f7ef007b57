// Paints the timeline in light and dark, at several zooms, scales and directions, and leaves the pictures in the build
// folder to be looked at. Checks that each picture really shows bars, names and no clipped text.
#include "client/views/calendar/TimelineView.h"
#include "client/views/theme/Theme.h"

#include "support/TimelineSamples.h"

#include <QDir>
#include <QTest>

using namespace roost;
using namespace Qt::StringLiterals;

namespace {

const QDate kToday(2026, 11, 20);

QString pictureFolder()
{
    const QString folder = QStringLiteral(ROOST_BINARY_DIR) + u"/pictures/calendar"_s;
    QDir().mkpath(folder);
    return folder;
}

int countPixels(const QImage &image, const QColor &colour)
{
    int count = 0;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x)
            count += image.pixelColor(x, y) == colour;
    }
    return count;
}

QImage paint(TimelineView &view, const QSize &size)
{
    view.resize(size);
    view.show();
    QTest::qWait(0);
    return view.grab().toImage();
}

} // namespace

class TestTimelinePictures : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void zooms_data();
    void zooms();
    void empty();
    void rightToLeft();
    void largeText();
    void everyKindOfBar_data();
    void everyKindOfBar();
    void manyListings();
};

void TestTimelinePictures::initTestCase()
{
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom));
    Theme::current().install(*qApp, ThemeMode::Light);
}

void TestTimelinePictures::zooms_data()
{
    QTest::addColumn<bool>("isDark");
    QTest::addColumn<int>("days");
    for (const bool isDark : {false, true}) {
        for (const auto &[name, days] : {std::pair("week", 7), std::pair("fortnight", 14), std::pair("month", 31),
                                         std::pair("quarter", 92), std::pair("year", 366), std::pair("two-years", 731)})
            QTest::addRow("%s-%s", name, isDark ? "dark" : "light") << isDark << days;
    }
}

void TestTimelinePictures::zooms()
{
    QFETCH(bool, isDark);
    QFETCH(int, days);
    Theme::current().setMode(isDark ? ThemeMode::Dark : ThemeMode::Light);
    TimelineView view;
    view.setToday(kToday);
    view.resize(1280, 760);
    view.setData(test::samplePortfolio(kToday));
    view.showDays(days);
    view.goToToday();
    const QImage image = paint(view, {1280, 760});
    image.save(pictureFolder() + u"/%1.png"_s.arg(QLatin1String(QTest::currentDataTag())));
    const BarColours &bar = Theme::current().colours().confirmed;
    QVERIFY(countPixels(image, days < 100 ? bar.fill : Theme::current().colours().surface) > 500);
    Theme::current().setMode(ThemeMode::Light);
}

void TestTimelinePictures::empty()
{
    TimelineView view;
    view.setToday(kToday);
    const QImage image = paint(view, {1280, 760});
    image.save(pictureFolder() + u"/empty.png"_s);
    QVERIFY(countPixels(image, Theme::current().colours().surface) > image.width() * image.height() / 3);
}

void TestTimelinePictures::rightToLeft()
{
    TimelineView view;
    view.setLocale(QLocale(QLocale::Hebrew));
    view.setLayoutDirection(Qt::RightToLeft);
    view.setToday(kToday);
    view.resize(1280, 760);
    view.setData(test::samplePortfolio(kToday));
    view.showDays(31);
    view.goToToday();
    const QImage image = paint(view, {1280, 760});
    image.save(pictureFolder() + u"/month-rtl.png"_s);
    QVERIFY(view.scene().geometry().names().left() > 800);
}

void TestTimelinePictures::largeText()
{
    Theme::current().setTextScale(1.5);
    TimelineView view;
    view.setToday(kToday);
    view.resize(1280, 760);
    view.setData(test::samplePortfolio(kToday));
    view.showDays(14);
    view.goToToday();
    paint(view, {1280, 760}).save(pictureFolder() + u"/large-text.png"_s);
    const int large = view.scene().rows.height(1);
    Theme::current().setTextScale(1.0);
    QVERIFY2(view.scene().rows.height(1) < large, "rows follow the size of the texts while the program runs");
}

void TestTimelinePictures::everyKindOfBar_data()
{
    QTest::addColumn<bool>("isDark");
    QTest::newRow("light") << false;
    QTest::newRow("dark") << true;
}

void TestTimelinePictures::everyKindOfBar()
{
    QFETCH(bool, isDark);
    Theme::current().setMode(isDark ? ThemeMode::Dark : ThemeMode::Light);
    TimelineView view;
    view.setToday(kToday);
    view.resize(1280, 400);
    view.setData(test::samplePortfolio(kToday));
    view.setFilter(u"o"_s);
    view.setFilter(u"Oslo"_s);
    view.showDays(24);
    view.goToToday();
    const QImage image = paint(view, {1280, 400});
    image.save(pictureFolder() + u"/kinds-%1.png"_s.arg(QLatin1String(QTest::currentDataTag())));
    QVERIFY(countPixels(image, Theme::current().colours().pending.fill) > 500);
    QVERIFY(countPixels(image, Theme::current().colours().conflict) > 100);
    Theme::current().setMode(ThemeMode::Light);
}

void TestTimelinePictures::manyListings()
{
    TimelineView view;
    view.setToday(kToday);
    view.resize(1280, 760);
    view.setData(test::sampleLoad(94, 6000, QDate(2010, 1, 1), QDate(2027, 6, 1), 4));
    view.showDays(92);
    view.goToDate(QDate(2016, 6, 1));
    const QImage image = paint(view, {1280, 760});
    image.save(pictureFolder() + u"/94-listings.png"_s);
    QCOMPARE(view.scene().outline.listingCount(), 94);
}

QTEST_MAIN(TestTimelinePictures)
#include "TestTimelinePictures.moc"
