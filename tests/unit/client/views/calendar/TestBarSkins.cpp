// Bars are told apart without colour, and their texts can be read in light, dark and high contrast.
#include "client/views/calendar/BarSkins.h"

#include <QPainter>
#include <QTest>

using namespace roost;
using namespace Qt::StringLiterals;

class TestBarSkins : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void textsCanBeRead();
    void statusesDifferWithoutColour();
    void sourcesAreTinted();
    void tentativeBarsLookDifferent();

private:
    static QImage grey(BarSkins &skins, const TimelineBar &bar, bool tentative = false)
    {
        QImage image(80, 24, QImage::Format_RGB32);
        image.fill(Qt::white);
        QPainter painter(&image);
        // The same colours for all, so that only the texture can tell them apart.
        BarSkin skin = skins.skin(bar);
        skins.paint(painter, image.rect(), skins.skin(bar), false);
        if (tentative)
            skins.paintTentative(painter, image.rect(), skin, false);
        painter.end();
        return image.convertToFormat(QImage::Format_Grayscale8);
    }
};

void TestBarSkins::textsCanBeRead()
{
    for (const ThemeColours &colours : {ThemeColours::light(), ThemeColours::dark(), ThemeColours::highContrast(false),
                                        ThemeColours::highContrast(true)}) {
        BarSkins skins;
        skins.setLook(colours, 1);
        QStringList sources;
        for (int i = 0; i < 40; ++i)
            sources << u"channel %1"_s.arg(i);
        skins.setSources(sources);
        for (int status = 0; status < 8; ++status) {
            for (quint16 source = 0; source < 40; ++source) {
                TimelineBar bar;
                bar.status = BookingStatus(status);
                bar.source = source;
                const BarColours &look = skins.skin(bar).colours;
                QVERIFY2(contrastRatio(look.text, look.fill) >= 4.5, qPrintable(look.fill.name()));
            }
        }
        QVERIFY(contrastRatio(skins.blockSkin().colours.text, skins.blockSkin().colours.fill) >= 4.5);
    }
}

void TestBarSkins::statusesDifferWithoutColour()
{
    ThemeColours colours = ThemeColours::light();
    colours.confirmed = colours.completed = colours.pending = colours.closed = colours.imported;
    BarSkins skins;
    skins.setLook(colours, 1);
    QList<QImage> pictures;
    for (const BookingStatus status :
         {BookingStatus::Confirmed, BookingStatus::Completed, BookingStatus::Pending, BookingStatus::NoShow}) {
        TimelineBar bar;
        bar.status = status;
        pictures << grey(skins, bar);
    }
    TimelineBar block;
    block.kind = BarKind::Block;
    pictures << grey(skins, block);
    for (int a = 0; a < pictures.size(); ++a) {
        for (int b = a + 1; b < pictures.size(); ++b)
            QVERIFY(pictures[a] != pictures[b]);
    }
}

void TestBarSkins::sourcesAreTinted()
{
    BarSkins skins;
    skins.setLook(ThemeColours::light(), 1);
    skins.setSources({u"direct"_s, u"inside_airbnb"_s, u"booking.com"_s});
    TimelineBar direct;
    TimelineBar imported;
    imported.source = 1;
    QVERIFY(skins.skin(direct).colours.fill != skins.skin(imported).colours.fill);
    QVERIFY(!BarSkins::isImported(u"manual"_s));
    QVERIFY(BarSkins::isImported(u"vrbo"_s));
    const QColor tint = skins.skin(imported).colours.fill;
    skins.setSources({u"booking.com"_s, u"inside_airbnb"_s});
    QCOMPARE(skins.skin(imported).colours.fill, tint);
}

void TestBarSkins::tentativeBarsLookDifferent()
{
    BarSkins skins;
    skins.setLook(ThemeColours::light(), 1);
    QVERIFY(grey(skins, {}) != grey(skins, {}, true));
}

QTEST_MAIN(TestBarSkins)
#include "TestBarSkins.moc"
