// Many processes after the same units, seats and appointments at once, for a minute and more, over HTTP, while roostd
// is killed again and again. Then the database is held against every invariant of the domain, and every answer that a
// client was given against the database and against the other answers.
//
// ROOST_STORM_SECONDS (60) says for how long, ROOST_STORM_KILLS (5) how often roostd is killed, ROOST_STORM_PROCESSES
// (4) and ROOST_STORM_GUESTS (6, in each process) who takes part.
#include "e2e/storm/StormChecker.h"
#include "e2e/storm/StormStage.h"
#include "e2e/storm/StormWorker.h"
#include "e2e/support/Invariants.h"
#include "e2e/support/ServerProcess.h"
#include "server/ops/EmbeddedPostgres.h"
#include "storage/Transaction.h"
#include "support/Expect.h"

#include <QElapsedTimer>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

namespace roost::test {

using namespace Qt::StringLiterals;

namespace {

int setting(const char *name, int otherwise)
{
    const int given = qEnvironmentVariableIntValue(name);
    return given > 0 ? given : otherwise;
}

} // namespace

class TestReservationStorm : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void blows();
    void leavesEveryInvariantWhole();
    void answeredAsItShould();
    void toldTheTruthAboutBookings();
    void bookedForNobodyElse();
    void gaveNothingToTwo();
    void refusedForAReason();
    void noticesWhatIsWrong_data();
    void noticesWhatIsWrong();
    void noticesLies();

private:
    void startWorkers();
    bool waitForWorkers(int milliseconds);
    void report();
    qint64 look(const QString &sql);
    void checkNothing(const QStringList &lies);

    QTemporaryDir m_folder;
    std::unique_ptr<ServerProcess> m_server;
    StormWorld m_world;
    std::vector<std::unique_ptr<QProcess>> m_workers;
    std::unique_ptr<StormChecker> m_checker;
    std::unique_ptr<EmbeddedPostgres> m_postgres;
    std::unique_ptr<Database> m_database;
    int m_kills = 0;
    qint64 m_tookMs = 0;
};

void TestReservationStorm::initTestCase()
{
    QVERIFY(QDir(m_folder.path()).mkdir(u"answers"_s));
    m_server = std::make_unique<ServerProcess>(m_folder.filePath(u"data"_s));
    EXPECT_OK(m_server->start({u"--workers"_s, u"8"_s, u"--limit"_s, u"connections_per_address=2000"_s}));
    const int guests = setting("ROOST_STORM_PROCESSES", 4) * setting("ROOST_STORM_GUESTS", 6);
    auto world = setStormStage(m_server->url(), m_server->dataFolder(), guests);
    EXPECT_OK(world);
    m_world = *std::move(world);
}

void TestReservationStorm::cleanupTestCase()
{
    m_database.reset();
    m_postgres.reset();
    if (m_server)
        QCOMPARE(m_server->stop(), 0);
}

void TestReservationStorm::startWorkers()
{
    const int count = setting("ROOST_STORM_PROCESSES", 4);
    for (int i = 0; i < count; ++i) {
        auto worker = std::make_unique<QProcess>();
        worker->setProcessChannelMode(QProcess::ForwardedChannels);
        worker->start(QCoreApplication::applicationFilePath(),
                      {u"--worker"_s, m_folder.filePath(u"world.json"_s), m_folder.filePath(u"answers"_s),
                       QString::number(i), QString::number(count)});
        m_workers.push_back(std::move(worker));
    }
}

bool TestReservationStorm::waitForWorkers(int milliseconds)
{
    QElapsedTimer timer;
    timer.start();
    for (const auto &worker : m_workers) {
        const int left = static_cast<int>(std::max<qint64>(0, milliseconds - timer.elapsed()));
        if (worker->state() != QProcess::NotRunning && !worker->waitForFinished(left))
            return false;
    }
    return true;
}

void TestReservationStorm::blows()
{
    const int seconds = setting("ROOST_STORM_SECONDS", 60);
    const int kills = setting("ROOST_STORM_KILLS", 5);
    m_world.endsAtMs = QDateTime::currentMSecsSinceEpoch() + seconds * 1000;
    EXPECT_OK(m_world.save(m_folder.filePath(u"world.json"_s)));
    QElapsedTimer timer;
    timer.start();
    startWorkers();
    for (int kill = 1; kill <= kills; ++kill) {
        const qint64 next = seconds * 1000 * kill / (kills + 1);
        QVERIFY2(!waitForWorkers(static_cast<int>(std::max<qint64>(0, next - timer.elapsed()))),
                 "the clients ended before their time");
        m_server->kill();
        EXPECT_OK(m_server->start({u"--workers"_s, u"8"_s, u"--limit"_s, u"connections_per_address=2000"_s}));
        ++m_kills;
    }
    QVERIFY(waitForWorkers((seconds + 120) * 1000));
    m_tookMs = timer.elapsed();
    for (const auto &worker : m_workers)
        QVERIFY(worker->exitStatus() == QProcess::NormalExit && worker->exitCode() == 0);

    auto postgres = EmbeddedPostgres::start(m_server->dataFolder(), {.use = EmbeddedPostgresOptions::Use::JoinOrOwn});
    EXPECT_OK(postgres);
    m_postgres = std::move(*postgres);
    auto database = Database::openPostgres(m_postgres->adminUrl(u"roost"_s));
    EXPECT_OK(database);
    m_database = std::move(*database);
    m_checker = std::make_unique<StormChecker>(m_world, StormLog::readFolder(m_folder.filePath(u"answers"_s)));
    EXPECT_OK(m_checker->load(*m_database));
    report();
    // A storm that never reached what it should try proves nothing.
    QVERIFY(m_checker->count(u"confirm"_s, true) > 20);
    QVERIFY(m_checker->conflicts() > 20);
    QVERIFY(m_checker->count(u"cancel"_s, true) > 5);
}

void TestReservationStorm::report()
{
    const auto done = [this](const char *what) { return m_checker->count(QString::fromLatin1(what), true); };
    qInfo("%lld s, %zu processes, %lld guests: %d operations, %d conflicts, %d answers HOLD_EXPIRED, %d kills, %d "
          "requests cut off",
          m_tookMs / 1000, m_workers.size(), static_cast<long long>(m_world.guests.size()), m_checker->count({}, false),
          m_checker->conflicts(), m_checker->expiredAnswers(), m_kills, m_checker->cutOff());
    qInfo("done: %d holds, %d confirmed, %d extended, %d released, %d booked at once, %d changed, %d cancelled by "
          "guests and %d by "
          "the host, %d withdrawn, %d accepted, %d declined, %d waiting, %d offers taken",
          done("hold"), done("confirm"), done("extend"), done("release"), done("book"), done("change"), done("cancel"),
          done("host-cancel"), done("withdraw"), done("accept"), done("decline"), done("wait"), done("claim"));
    qInfo("database: %lld bookings; units were given in %lld answers", m_checker->bookings(), m_checker->grantsTold());
}

void TestReservationStorm::checkNothing(const QStringList &lies)
{
    for (const QString &lie : lies)
        qWarning("%s", qPrintable(lie));
    if (!lies.isEmpty()) {
        m_folder.setAutoRemove(false);
        qWarning("the data and the answers are kept in %s", qPrintable(m_folder.path()));
    }
    QCOMPARE(lies.size(), 0);
}

qint64 TestReservationStorm::look(const QString &sql)
{
    auto statement = m_database->prepare(sql);
    if (!statement || !statement->exec() || !statement->next())
        return -1;
    return statement->integer(0);
}

void TestReservationStorm::leavesEveryInvariantWhole()
{
    QVERIFY(m_database);
    // roostd still runs: it sweeps what has expired, and then nothing is left of any ended hold.
    QTRY_COMPARE_WITH_TIMEOUT(
        look(u"SELECT count(*) FROM claim JOIN hold ON hold.id = claim.hold_id "
             "WHERE hold.ended_at IS NOT NULL OR hold.expires_at < now() - interval '10 seconds'"_s),
        0, 60'000);
    const auto broken = brokenInvariants(*m_database);
    EXPECT_OK(broken);
    checkNothing(*broken);
}

void TestReservationStorm::answeredAsItShould()
{
    QVERIFY(m_checker);
    checkNothing(m_checker->unexpectedAnswers());
}

void TestReservationStorm::toldTheTruthAboutBookings()
{
    QVERIFY(m_checker);
    checkNothing(m_checker->untrueBookings());
}

void TestReservationStorm::bookedForNobodyElse()
{
    QVERIFY(m_checker);
    checkNothing(m_checker->bookingsNobodyWasToldOf());
}

void TestReservationStorm::gaveNothingToTwo()
{
    QVERIFY(m_checker);
    checkNothing(m_checker->sharedUnits());
}

void TestReservationStorm::refusedForAReason()
{
    QVERIFY(m_checker);
    checkNothing(m_checker->groundlessRefusals());
}

// The checks themselves: each kind of damage must be found.
void TestReservationStorm::noticesWhatIsWrong_data()
{
    QTest::addColumn<QString>("invariant");
    QTest::addColumn<QString>("damage");
    const auto confirmed = [](const QString &change) {
        return change.arg(u"(SELECT id FROM booking WHERE status = 'confirmed' ORDER BY id LIMIT 1)"_s);
    };
    QTest::newRow("overlap")
        << u"claims_never_overlap"_s
        << u"ALTER TABLE claim DROP CONSTRAINT claim_never_overlaps; INSERT INTO claim (id, tenant_id, "
           "unit_id, during, state, booking_id) SELECT gen_random_uuid(), tenant_id, unit_id, during, "
           "state, booking_id FROM claim WHERE state = 'booked' LIMIT 1"_s;
    QTest::newRow("booking without its claims")
        << u"confirmed_bookings_have_their_claims"_s << confirmed(u"DELETE FROM claim WHERE booking_id = %1"_s);
    QTest::newRow("claims of an ended booking")
        << u"ended_bookings_have_no_claims"_s << confirmed(u"UPDATE booking SET status = 'cancelled' WHERE id = %1"_s);
    QTest::newRow("claim over another time")
        << u"claims_cover_what_is_booked"_s
        << confirmed(
               u"UPDATE booking SET check_out = check_out + 400, check_in = check_in + 400, starts_at = starts_at + "
               "interval '400 days', ends_at = ends_at + interval '400 days' WHERE id = %1"_s);
    QTest::newRow("missing step") << u"bookings_have_their_history"_s
                                  << confirmed(u"DELETE FROM audit_entry WHERE entity_id = %1"_s);
    QTest::newRow("another price") << u"bookings_keep_their_price"_s
                                   << confirmed(u"UPDATE booking SET total_minor = total_minor + 1 WHERE id = %1"_s);
    QTest::newRow("hold without its booking")
        << u"holds_are_whole"_s << u"UPDATE hold SET booking_id = NULL WHERE end_reason = 'confirmed'"_s;
    QTest::newRow("version ahead") << u"versions_are_within_their_scope"_s
                                   << u"UPDATE sync_scope SET version = version - 1"_s;
}

void TestReservationStorm::noticesWhatIsWrong()
{
    QFETCH(QString, invariant);
    QFETCH(QString, damage);
    QVERIFY(m_database);
    // Undone when it goes out of scope.
    const auto transaction = Transaction::begin(*m_database);
    EXPECT_OK(transaction);
    EXPECT_OK(m_database->execute(u"SET LOCAL session_replication_role = replica; "_s + damage));
    const auto broken = brokenInvariants(*m_database);
    EXPECT_OK(broken);
    const bool isNoticed = std::any_of(broken->begin(), broken->end(),
                                       [&invariant](const QString &row) { return row.startsWith(invariant); });
    QVERIFY2(isNoticed, qPrintable(broken->join(u'\n')));
}

void TestReservationStorm::noticesLies()
{
    QVERIFY(m_checker);
    QList<StormEntry> entries = m_checker->entries();
    const auto told = std::find_if(entries.begin(), entries.end(),
                                   [](const StormEntry &entry) { return entry.what == "hold"_L1 && entry.isDone(); });
    QSet<QString> touched; // whose price may have changed since
    for (const StormEntry &entry : std::as_const(entries))
        touched.insert(entry.about);
    const auto booked = std::find_if(entries.begin(), entries.end(), [&touched](const StormEntry &entry) {
        return entry.what == "confirm"_L1 && entry.isDone() && !touched.contains(entry.answerId());
    });
    QVERIFY(told != entries.end() && booked != entries.end());
    StormEntry twice = *told;
    twice.who = u"somebody else"_s;
    twice.answer.insert(u"id"_s, uuidText(newUuid()));
    StormEntry invented = *booked;
    invented.answer.insert(u"id"_s, uuidText(newUuid()));
    booked->answer.insert(u"total"_s, QJsonObject{{u"amount_minor"_s, 1}, {u"currency"_s, u"NOK"_s}});
    entries << twice << invented;
    StormChecker checker(m_world, entries);
    EXPECT_OK(checker.load(*m_database));
    QCOMPARE(checker.sharedUnits().isEmpty(), false);
    QVERIFY(checker.untrueBookings().size() >= 2);
    StormChecker deaf(m_world, {});
    EXPECT_OK(deaf.load(*m_database));
    QCOMPARE(deaf.bookingsNobodyWasToldOf().isEmpty(), false);
}

} // namespace roost::test

// The same program is a process of clients when it is told so.
int main(int argc, char **argv)
{
    using namespace roost::test;
    QCoreApplication application(argc, argv);
    const QStringList arguments = application.arguments();
    if (arguments.value(1) == QLatin1String("--worker")) {
        const auto world = StormWorld::load(arguments.value(2));
        return world
                   ? runStormWorker(*world, arguments.value(3), arguments.value(4).toInt(), arguments.value(5).toInt())
                   : 1;
    }
    TestReservationStorm test;
    return QTest::qExec(&test, argc, argv);
}
#include "TestReservationStorm.moc"
