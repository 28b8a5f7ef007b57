// The command line, and what a profile remembers of its server.
#include "client/app/DesktopOptions.h"
#include "client/app/LocalServerRecord.h"

#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace roost;

class TestDesktopOptions : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { qunsetenv("ROOST_THEME"); }
    void theDemoHasAProfileOfItsOwn();
    void themeFromTheEnvironment();
    void wrongOptionsAreRefused();
    void recordIsKept();
    void aBrokenRecordIsNone();
};

void TestDesktopOptions::theDemoHasAProfileOfItsOwn()
{
    const auto demo = parseDesktopOptions({u"roost"_s, u"--demo"_s, u"--data"_s, u"/tmp/there"_s});
    QVERIFY(demo && demo->demo);
    QCOMPARE(demo->demoFolder, u"/tmp/there"_s);
    QCOMPARE(demo->profileFolder, u"/tmp/there/desktop"_s);
    const auto usual = parseDesktopOptions({u"roost"_s});
    QVERIFY(usual && !usual->demo);
    QVERIFY(usual->profileFolder != demo->profileFolder);
    const auto named = parseDesktopOptions({u"roost"_s, u"--demo"_s, u"--profile"_s, u"/tmp/here"_s});
    QVERIFY(named);
    QCOMPARE(named->profileFolder, u"/tmp/here"_s);
}

void TestDesktopOptions::themeFromTheEnvironment()
{
    QVERIFY(!parseDesktopOptions({u"roost"_s})->theme);
    qputenv("ROOST_THEME", "dark");
    QCOMPARE(*parseDesktopOptions({u"roost"_s})->theme, ThemeMode::Dark);
    QCOMPARE(*parseDesktopOptions({u"roost"_s, u"--theme"_s, u"light"_s})->theme, ThemeMode::Light);
}

void TestDesktopOptions::wrongOptionsAreRefused()
{
    QVERIFY(!parseDesktopOptions({u"roost"_s, u"--no-such-option"_s}));
    QVERIFY(!parseDesktopOptions({u"roost"_s, u"--size"_s, u"big"_s}));
    QCOMPARE(parseDesktopOptions({u"roost"_s, u"--size"_s, u"1280x800"_s})->windowSize, QSize(1280, 800));
}

void TestDesktopOptions::recordIsKept()
{
    const QTemporaryDir folder;
    QVERIFY(!LocalServerRecord::load(folder.path()));
    LocalServerRecord{u"/somewhere"_s, 41234, true}.save(folder.path());
    const auto loaded = LocalServerRecord::load(folder.path());
    QVERIFY(loaded && loaded->isDemo);
    QCOMPARE(loaded->dataFolder, u"/somewhere"_s);
    QCOMPARE(loaded->port, quint16(41234));
}

void TestDesktopOptions::aBrokenRecordIsNone()
{
    const QTemporaryDir folder;
    QFile file(folder.filePath(u"local-server.json"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("{\"data\": 5");
    file.close();
    QVERIFY(!LocalServerRecord::load(folder.path()));
}

QTEST_GUILESS_MAIN(TestDesktopOptions)
#include "TestDesktopOptions.moc"
