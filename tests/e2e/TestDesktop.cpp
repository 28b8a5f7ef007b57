// The desktop program from the inside, with the real roostd and its real Postgres: the first door, edits online and
// offline, a restart without a network.
#include "client/app/DesktopApp.h"
#include "client/app/Translations.h"

#include <QApplication>
#include <QCheckBox>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QProcess>
#include <QPushButton>
#include <QStandardPaths>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

using namespace Qt::StringLiterals;
using namespace roost;

namespace {

constexpr int kFirstSyncMs = 120'000;
constexpr int kSyncMs = 30'000;

template <class Widget>
Widget *shown(const char *name)
{
    for (QWidget *window : QApplication::topLevelWidgets())
        for (Widget *widget : window->findChildren<Widget *>(QString::fromLatin1(name)))
            if (widget->isVisible())
                return widget;
    return nullptr;
}

void click(const char *name)
{
    auto *button = shown<QAbstractButton>(name);
    QVERIFY2(button, name);
    QTest::mouseClick(button, Qt::LeftButton);
}

QString statusText()
{
    const auto *status = shown<QPushButton>("statusText");
    return status ? status->text() : QString();
}

int rows(const char *name)
{
    const auto *table = shown<QTableView>(name);
    return table ? table->model()->rowCount() : -1;
}

} // namespace

class TestDesktop : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void theFirstDoorLeadsToTheDemo();
    void anEditIsSent();
    void anOfflineEditWaitsAndIsSentLater();
    void aKilledServerComesBack();
    void aRestartWithoutANetworkHasEverything();
    void theSecondDoorMakesAServerAndAnAccount();
    void theThirdDoorRefusesAWrongPassword();
    void cleanupTestCase();

private:
    DesktopOptions options() const;
    void start(const DesktopOptions &options);
    void stop();
    void editPrice(const QString &price);
    QList<qint64> servers() const;

    QTemporaryDir m_folder;
    std::unique_ptr<DesktopApp> m_app;
};

void TestDesktop::initTestCase()
{
    QStandardPaths::setTestModeEnabled(true);
    installTranslations(*qApp);
    // Started by root, Postgres runs as another user, who must be able to reach its folder.
    QVERIFY(QFile::setPermissions(m_folder.path(), QFile::Permissions(0x7755)));
    qputenv("PATH", QByteArray(ROOST_BINARY_DIR "/bin:") + qgetenv("PATH"));
    QVERIFY(!LocalServer::findProgram().isEmpty());
}

DesktopOptions TestDesktop::options() const
{
    DesktopOptions made;
    made.profileFolder = m_folder.filePath(u"profile"_s);
    made.demoFolder = m_folder.filePath(u"demo"_s);
    made.theme = ThemeMode::Light;
    return made;
}

void TestDesktop::start(const DesktopOptions &options)
{
    DesktopApp::installTheme(options);
    m_app = std::make_unique<DesktopApp>(options);
    m_app->start();
}

void TestDesktop::stop()
{
    m_app.reset();
}

void TestDesktop::theFirstDoorLeadsToTheDemo()
{
    start(options());
    QTRY_VERIFY(shown<QPushButton>("doorTry"));
    click("doorTry");
    QTRY_VERIFY_WITH_TIMEOUT(shown<QWidget>("calendarPage") || shown<QWidget>("workspace"), kFirstSyncMs);
    click("railListings");
    QTRY_COMPARE(rows("listingsTable"), 14);
    QTRY_VERIFY_WITH_TIMEOUT(statusText().startsWith(u"Online"_s), kSyncMs);
    click("railReservations");
    QTRY_VERIFY(rows("reservationsTable") > 50);
}

// The servers of this test's folders.
QList<qint64> TestDesktop::servers() const
{
    QProcess search;
    search.start(u"pgrep"_s, {u"-f"_s, u"roostd serve --data "_s + m_folder.path()});
    search.waitForFinished();
    QList<qint64> found;
    for (const QByteArray &line : search.readAllStandardOutput().split('\n'))
        if (!line.isEmpty())
            found << line.toLongLong();
    return found;
}

void TestDesktop::editPrice(const QString &price)
{
    click("railListings");
    auto *table = shown<QTableView>("listingsTable");
    QVERIFY(table);
    QTest::mouseClick(table->viewport(), Qt::LeftButton, {}, table->visualRect(table->model()->index(0, 0)).center());
    QTRY_VERIFY(shown<QLineEdit>("listingPrice") && !shown<QLineEdit>("listingTitle")->text().isEmpty());
    auto *field = shown<QLineEdit>("listingPrice");
    field->selectAll();
    QTest::keyClicks(field, price);
    click("listingSave");
    QTRY_VERIFY(!shown<QPushButton>("listingSave")->isEnabled());
}

void TestDesktop::anEditIsSent()
{
    editPrice(u"321"_s);
    QTRY_VERIFY_WITH_TIMEOUT(
        shown<QTableView>("listingsTable")->model()->index(0, 3).data().toString().contains(u"321"_s), kSyncMs);
    QTRY_VERIFY_WITH_TIMEOUT(!statusText().contains(u"not sent"_s) && statusText().startsWith(u"Online"_s), kSyncMs);
    QTRY_VERIFY_WITH_TIMEOUT(!shown<QWidget>("listingTentative"), kSyncMs);
}

void TestDesktop::anOfflineEditWaitsAndIsSentLater()
{
    click("railSync");
    click("syncOffline");
    QTRY_VERIFY(statusText().startsWith(u"Working offline"_s));
    editPrice(u"333"_s);
    QTRY_VERIFY(statusText().contains(u"1 edit not sent"_s));
    QVERIFY(shown<QWidget>("listingTentative"));
    click("railSync");
    QTRY_COMPARE(rows("outboxTable"), 1);
    click("syncOffline");
    QTRY_VERIFY_WITH_TIMEOUT(statusText().startsWith(u"Online"_s) && !statusText().contains(u"not sent"_s), kSyncMs);
    QTRY_VERIFY(!shown<QTableView>("outboxTable"));
}

void TestDesktop::aKilledServerComesBack()
{
    const QList<qint64> before = servers();
    // Between fork and exec a child of the server has its name too; the server itself is the oldest.
    QVERIFY(!before.isEmpty());
    QCOMPARE(::kill(static_cast<pid_t>(before.first()), SIGKILL), 0);
    QTRY_VERIFY_WITH_TIMEOUT(!servers().isEmpty() && !servers().contains(before.first()), kSyncMs);
    editPrice(u"334"_s);
    QTRY_VERIFY_WITH_TIMEOUT(statusText().startsWith(u"Online"_s) && !statusText().contains(u"not sent"_s),
                             kFirstSyncMs);
    editPrice(u"333"_s);
    QTRY_VERIFY_WITH_TIMEOUT(statusText().startsWith(u"Online"_s) && !statusText().contains(u"not sent"_s), kSyncMs);
}

void TestDesktop::aRestartWithoutANetworkHasEverything()
{
    stop();
    QVERIFY(servers().isEmpty());
    DesktopOptions again = options();
    again.offline = true;
    again.page = u"listings"_s;
    start(again);
    QTRY_COMPARE(rows("listingsTable"), 14);
    QVERIFY(shown<QTableView>("listingsTable")->model()->index(0, 3).data().toString().contains(u"333"_s));
    QTRY_VERIFY(statusText().startsWith(u"Working offline · synced"_s));
    editPrice(u"345"_s);
    QTRY_VERIFY(statusText().contains(u"1 edit not sent"_s));
}

void TestDesktop::theSecondDoorMakesAServerAndAnAccount()
{
    stop();
    DesktopOptions fresh = options();
    fresh.profileFolder = m_folder.filePath(u"own"_s);
    start(fresh);
    QTRY_VERIFY(shown<QPushButton>("doorRunHere"));
    click("doorRunHere");
    QTRY_VERIFY(shown<QLineEdit>("accountName"));
    QTest::keyClicks(shown<QLineEdit>("accountName"), u"Ingrid Solheim"_s);
    QTest::keyClicks(shown<QLineEdit>("accountBusiness"), u"Northern Homes"_s);
    QTest::keyClicks(shown<QLineEdit>("accountEmailField"), u"ingrid@example.org"_s);
    QTest::keyClicks(shown<QLineEdit>("accountPassword"), u"a long enough password"_s);
    QTRY_VERIFY_WITH_TIMEOUT(shown<QPushButton>("accountCreate")->isEnabled(), kFirstSyncMs);
    click("accountCreate");
    QTRY_VERIFY_WITH_TIMEOUT(shown<QWidget>("workspace"), kFirstSyncMs);
    click("railListings");
    QTRY_VERIFY(shown<QLabel>("listingsEmptyHeading"));
    QTRY_VERIFY_WITH_TIMEOUT(statusText().startsWith(u"Online"_s), kSyncMs);
    click("railSync");
    QTRY_COMPARE(shown<QLabel>("accountBusinesses")->text(), u"Northern Homes"_s);
}

void TestDesktop::theThirdDoorRefusesAWrongPassword()
{
    stop();
    LocalServer server(LocalServer::findProgram(), m_folder.filePath(u"own/server"_s));
    server.serve(0);
    QTRY_VERIFY_WITH_TIMEOUT(!server.url().isEmpty(), kFirstSyncMs);
    DesktopOptions fresh = options();
    fresh.profileFolder = m_folder.filePath(u"other"_s);
    start(fresh);
    QTRY_VERIFY(shown<QPushButton>("doorConnect"));
    click("doorConnect");
    QTRY_VERIFY(shown<QLineEdit>("loginServer"));
    QTest::keyClicks(shown<QLineEdit>("loginServer"), server.url());
    QTest::keyClicks(shown<QLineEdit>("loginEmail"), u"ingrid@example.org"_s);
    QTest::keyClicks(shown<QLineEdit>("loginPassword"), u"not her password"_s);
    click("loginSubmit");
    QTRY_VERIFY_WITH_TIMEOUT(shown<QLabel>("loginErrorText"), kSyncMs);
    QVERIFY(!shown<QLabel>("loginErrorText")->text().isEmpty());
    shown<QLineEdit>("loginPassword")->clear();
    QTest::keyClicks(shown<QLineEdit>("loginPassword"), u"a long enough password"_s);
    click("loginSubmit");
    QTRY_VERIFY_WITH_TIMEOUT(shown<QWidget>("workspace"), kFirstSyncMs);
    stop();
}

void TestDesktop::cleanupTestCase()
{
    stop();
}

QTEST_MAIN(TestDesktop)
#include "TestDesktop.moc"
