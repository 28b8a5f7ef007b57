// The look keeps its promises: readable contrast in every scheme, icons that exist and tint, a style sheet that parses.
#include "client/views/theme/StyleSheet.h"
#include "client/views/theme/Theme.h"

#include <QApplication>
#include <QPushButton>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace roost;

class TestTheme : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void textIsReadable_data();
    void textIsReadable();
    void contrastFormulaMatchesKnownValues();
    void styleSheetHasNoPlaceholderLeft();
    void styleSheetFilesExist();
    void iconsTintWithTheTheme();
    void switchingModeAnnouncesIt();
};

void TestTheme::textIsReadable_data()
{
    QTest::addColumn<ThemeColours>("c");
    QTest::newRow("light") << ThemeColours::light();
    QTest::newRow("dark") << ThemeColours::dark();
    QTest::newRow("high contrast light") << ThemeColours::highContrast(false);
    QTest::newRow("high contrast dark") << ThemeColours::highContrast(true);
}

void TestTheme::textIsReadable()
{
    QFETCH(ThemeColours, c);
    const auto check = [](const char *what, const QColor &text, const QColor &ground, double least = 4.5) {
        const double ratio = contrastRatio(text, ground);
        QVERIFY2(
            ratio >= least,
            qPrintable(u"%1: %2 on %3 is %4"_s.arg(QLatin1StringView(what), text.name(), ground.name()).arg(ratio)));
    };
    for (const QColor &ground : {c.window, c.surface, c.raised, c.hover, c.selection, c.today, c.weekend}) {
        check("text", c.text, ground);
        check("muted text", c.textMuted, ground);
    }
    for (const QColor &ground : {c.window, c.surface, c.raised, c.accentSoft}) {
        check("accent", c.accent, ground);
    }
    check("on accent", c.onAccent, c.accent);
    check("on danger", c.onDanger, c.danger);
    check("danger", c.danger, c.surface);
    check("danger", c.danger, c.raised);
    check("text on danger ground", c.text, c.dangerSoft);
    check("danger on its ground", c.danger, c.dangerSoft);
    check("warning", c.warning, c.surface);
    check("warning on its ground", c.warning, c.warningSoft);
    check("text on warning ground", c.text, c.warningSoft);
    check("success", c.success, c.surface);
    check("success on its ground", c.success, c.successSoft);
    check("block", c.blockText, c.blockFill);
    check("field outline", c.fieldLine, c.surface, 3.0);
    for (const BarColours &bar : {c.pending, c.confirmed, c.completed, c.imported, c.closed})
        check("bar", bar.text, bar.fill);
}

void TestTheme::contrastFormulaMatchesKnownValues()
{
    QCOMPARE(contrastRatio(Qt::black, Qt::white), 21.0);
    QCOMPARE(contrastRatio(Qt::white, Qt::white), 1.0);
    // #767676 on white is the well-known grey that just passes.
    QVERIFY(qAbs(contrastRatio(QColor(0x76, 0x76, 0x76), Qt::white) - 4.54) < 0.01);
}

void TestTheme::styleSheetHasNoPlaceholderLeft()
{
    const QString sheet = styleSheet(ThemeColours::light(), u"Inter"_s, 1.5);
    QVERIFY(sheet.size() > 1000);
    QVERIFY(!sheet.contains(u'@'));
    QVERIFY(sheet.contains("font-size: 20px"_L1)); // 13 px at 1.5
}

void TestTheme::styleSheetFilesExist()
{
    for (const ThemeColours &colours : {ThemeColours::light(), ThemeColours::dark()}) {
        static const QRegularExpression url(u"url\\(([^)]+)\\)"_s);
        const QString sheet = styleSheet(colours, u"Inter"_s, 1.0);
        int found = 0;
        for (auto it = url.globalMatch(sheet); it.hasNext(); ++found) {
            const QString path = it.next().captured(1);
            QVERIFY2(QFile::exists(path), qPrintable(path));
        }
        QVERIFY(found > 5);
    }
}

void TestTheme::iconsTintWithTheTheme()
{
    Theme &theme = Theme::current();
    const QIcon icon = theme.icon(u"calendar"_s, &ThemeColours::accent);
    const auto strongest = [&icon] {
        const QImage image = icon.pixmap(48, 48).toImage().convertToFormat(QImage::Format_ARGB32);
        QColor found;
        for (int y = 0; y < image.height(); ++y)
            for (int x = 0; x < image.width(); ++x)
                if (image.pixelColor(x, y).alpha() > 250)
                    found = image.pixelColor(x, y);
        return found;
    };
    theme.setMode(ThemeMode::Light);
    QCOMPARE(strongest().name(), ThemeColours::light().accent.name());
    theme.setMode(ThemeMode::Dark);
    QCOMPARE(strongest().name(), ThemeColours::dark().accent.name());
}

void TestTheme::switchingModeAnnouncesIt()
{
    Theme &theme = Theme::current();
    theme.setMode(ThemeMode::Light);
    int announced = 0;
    connect(&theme, &Theme::changed, this, [&announced] { ++announced; });
    theme.setMode(ThemeMode::Dark);
    QCOMPARE(announced, 1);
    QVERIFY(theme.isDark());
    QCOMPARE(themeModeFromName(u"dark"_s), ThemeMode::Dark);
    QCOMPARE(themeModeFromName(u"mauve"_s), ThemeMode::System);
}

QTEST_MAIN(TestTheme)
#include "TestTheme.moc"
