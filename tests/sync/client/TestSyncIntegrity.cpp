// What keeps a replica true whatever happens to it or to the server: checks of tables, servers that were restored or
// are newer, copied profiles, and the engine's economy.
#include "Device.h"

#include "storage/Database.h"

#include "sync/protocol/TableHash.h"

#include <QDir>
#include <QTest>

using namespace roost;
using namespace roost::test;
using namespace roost::sync;
using namespace Qt::StringLiterals;

class TestSyncIntegrity : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void differingTableIsFetchedAnew();
    void tableThatStaysDifferentIsLeftForADay();
    void refetchThatFailsKeepsNobodyWaiting();
    void restoredServerGetsBackWhatItForgot();
    void restoredServerWithoutTheClientGetsItAllBack();
    void replayThatConflictsIsAProblem();
    void copiedProfileReplaysNothing();
    void newerServersColumnsAreKept();
    void newerServersWordsAreShown();
    void olderServersColumnsGetDefaults();
    void reconnectWithoutNewsIsOneCall();
    void longOutboxIsPulledOnce();
    void pullsComeThroughWhenPushesGetNoAnswer();
    void fullDiskOfTheServerBlamesNoEdit();
    void goneSaysWhy();
    void pollsAreAMinuteApartWhileLive();

private:
    static constexpr qint64 kDayMs = 25 * 3'600'000;
};

namespace {

// Changes the file behind the program's back, as a fault of the disk or of a program would.
Result<void> tamper(const QString &folder, const QString &sql)
{
    ROOST_ASSIGN(const QString current, replica::Profile::currentGeneration(folder));
    ROOST_ASSIGN(const auto database, Database::openSqlite(folder + u'/' + current));
    return database->execute(sql);
}

QString readText(const QString &folder, const QString &sql)
{
    const auto current = replica::Profile::currentGeneration(folder);
    const auto database = Database::openSqlite(folder + u'/' + *current);
    auto select = (*database)->prepare(sql);
    return select && select->exec() && select->next() ? select->text(0) : QString();
}

} // namespace

void TestSyncIntegrity::differingTableIsFetchedAnew()
{
    FakeServer server;
    const QString loft = server.addListing(u"Loft"_s);
    const QString attic = server.addListing(u"Attic"_s);
    server.addBooking(loft, u"2026-05-01"_s, u"2026-05-04"_s, u"confirmed"_s);
    Device device(server);
    device.sync();
    device.sync();
    QCOMPARE(readText(device.folder(), u"SELECT count(*) FROM table_check"_s), u"0"_s);
    EXPECT_OK(tamper(device.folder(), u"UPDATE listing SET title = 'Wrong' WHERE title = 'Attic'"_s));
    EXPECT_OK(tamper(device.folder(),
                     u"INSERT INTO listing SELECT 'ghost', tenant_id, kind, 'Ghost', summary, status, "
                     "time_zone, currency, base_price_minor, min_nights, max_nights, check_in_time, "
                     "check_out_time, preparation_days, max_guests, instant_book, hold_pending, city, "
                     "neighbourhood, country, latitude, longitude, room_type, source, source_id, version, "
                     "pricing, cancellation_policy, service, rating_count, rating_mean, language, "
                     "amenities FROM listing LIMIT 1"_s));
    // An edit that waits covers its row: the server's copy is what counts.
    server.stops.insert(u"listing.edit"_s, u"BUSY"_s);
    EXPECT_OK(device.edit(loft, {{u"title"_s, u"Mine"_s}}));
    device.network.calls.clear();
    device.clock.advanceMs(kDayMs);
    device.sync();
    QCOMPARE(device.listing(attic).title, u"Attic"_s);
    QCOMPARE(device.reader().listings()->size(), 2);
    QCOMPARE(device.listing(loft).title, u"Mine"_s);
    QVERIFY(device.listing(loft).isTentative);
    // That table alone, once.
    QCOMPARE(device.network.calls[u"snapshot"_s], 1);
    QCOMPARE(readText(device.folder(), u"SELECT table_name || is_differing || mismatches FROM table_check"_s),
             u"listing01"_s);
    server.stops.clear();
    device.sync(60);
    QCOMPARE(server.row(u"listing"_s, loft).value(u"title").toString(), u"Mine"_s);
    QCOMPARE(device.counts().waiting, 0);
}

void TestSyncIntegrity::tableThatStaysDifferentIsLeftForADay()
{
    FakeServer server;
    server.addListing(u"Loft"_s);
    Device device(server);
    server.liesAbout = {u"listing"_s};
    device.sync();
    device.sync();
    const int loads = device.network.calls[u"snapshot"_s];
    for (int i = 0; i < 5; ++i) {
        server.addListing(u"Room"_s);
        device.sync(10);
    }
    QCOMPARE(device.network.calls[u"snapshot"_s], loads);
    QCOMPARE(device.engine().status().state, SyncState::Live);
    device.clock.advanceMs(kDayMs);
    device.sync(10);
    QCOMPARE(device.network.calls[u"snapshot"_s], loads + 1);
    QCOMPARE(device.reader().listings()->size(), 6);
}

void TestSyncIntegrity::refetchThatFailsKeepsNobodyWaiting()
{
    FakeServer server;
    const QString loft = server.addListing(u"Loft"_s);
    Device device(server);
    device.sync();
    device.sync();
    EXPECT_OK(tamper(device.folder(), u"UPDATE listing SET title = 'Wrong'"_s));
    device.clock.advanceMs(kDayMs);
    // The program ends in the middle of it: the next start does it again.
    device.network.beforeCall = [&](const QString &call) {
        if (call == u"snapshot")
            QMetaObject::invokeMethod(
                &device.engine(), [&] { device.engine().stop(); }, Qt::QueuedConnection);
    };
    server.chunkRows = 1;
    server.addListing(u"Attic"_s);
    device.sync();
    device.network.beforeCall = {};
    device.kill();
    device.boot();
    server.put(u"unit"_s, server.unitOf(loft), {{u"name"_s, u"2"_s}});
    device.sync(10);
    QCOMPARE(device.listing(loft).title, u"Loft"_s);
    QCOMPARE(device.reader().listings()->size(), 2);
}

void TestSyncIntegrity::restoredServerGetsBackWhatItForgot()
{
    FakeServer server;
    const QString listing = server.addListing(u"Loft"_s);
    Device device(server);
    device.sync();
    EXPECT_OK(device.edit(listing, {{u"title"_s, u"First"_s}}));
    device.sync();
    const FakeServer backup = server;
    EXPECT_OK(device.edit(listing, {{u"title"_s, u"Second"_s}}));
    EXPECT_OK(device.block(listing, u"2026-07-01"_s, u"2026-07-05"_s));
    device.sync();
    EXPECT_OK(device.edit(listing, {{u"title"_s, u"Third"_s}}));
    const int appliedBefore = server.applied;
    server = backup;
    server.epoch = u"epoch-2"_s;
    device.network.pushes.clear();
    device.sync(10);
    QCOMPARE(server.row(u"listing"_s, listing).value(u"title").toString(), u"Third"_s);
    QCOMPARE(server.rows(u"block"_s).size(), 1);
    QCOMPARE(server.applied - backup.applied, appliedBefore - backup.applied + 1);
    QCOMPARE(device.problems().size(), 0);
    QCOMPARE(device.counts().waiting + device.counts().answered, 0);
    // In order, behind what the restored server still knew, under the same client id.
    QCOMPARE(device.network.pushes.first().mutations.first().mid, 2);
    QCOMPARE(device.network.pushes.first().mutations.size(), 3);
    QCOMPARE(server.clients.size(), 1);
    QCOMPARE(device.listing(listing).title, u"Third"_s);
}

void TestSyncIntegrity::restoredServerWithoutTheClientGetsItAllBack()
{
    FakeServer server;
    const QString listing = server.addListing(u"Loft"_s);
    const FakeServer backup = server;
    Device device(server);
    device.sync();
    EXPECT_OK(device.edit(listing, {{u"title"_s, u"First"_s}}));
    EXPECT_OK(device.block(listing, u"2026-07-01"_s, u"2026-07-05"_s));
    device.sync();
    // Nobody noticed that it is an older copy: the client is ahead, which tells.
    server = backup;
    device.sync(10);
    QCOMPARE(server.row(u"listing"_s, listing).value(u"title").toString(), u"First"_s);
    QCOMPARE(server.rows(u"block"_s).size(), 1);
    QCOMPARE(device.blocks().size(), 1);
    QVERIFY(server.epoch != backup.epoch);
}

void TestSyncIntegrity::replayThatConflictsIsAProblem()
{
    FakeServer server;
    const QString listing = server.addListing(u"Loft"_s);
    Device device(server);
    device.sync();
    const FakeServer backup = server;
    EXPECT_OK(device.edit(listing, {{u"title"_s, u"Mine"_s}}));
    device.sync();
    server = backup;
    server.epoch = u"epoch-2"_s;
    server.put(u"listing"_s, listing, {{u"title"_s, u"Theirs"_s}});
    device.sync(10);
    QCOMPARE(device.problems().size(), 1);
    QCOMPARE(device.problems().first().mine.toString(), u"Mine"_s);
    QCOMPARE(device.listing(listing).title, u"Theirs"_s);
}

void TestSyncIntegrity::copiedProfileReplaysNothing()
{
    FakeServer server;
    const QString listing = server.addListing(u"Loft"_s);
    Device device(server);
    device.sync();
    EXPECT_OK(device.edit(listing, {{u"title"_s, u"First"_s}}));
    device.sync();
    QTemporaryDir copyFolder;
    const QStringList files = QDir(device.folder()).entryList(QDir::Files);
    for (const QString &file : files)
        QVERIFY(QFile::copy(device.folder() + u'/' + file, copyFolder.filePath(file)));
    EXPECT_OK(device.edit(listing, {{u"title"_s, u"Second"_s}}));
    device.sync();
    Device copy(server, copyFolder.path());
    EXPECT_OK(copy.edit(listing, {{u"min_nights"_s, 5}}));
    copy.sync();
    QCOMPARE(server.applied, 3);
    QCOMPARE(server.clients.size(), 2);
    // Refused once, then sent under an id of its own: its edit and nothing else.
    QCOMPARE(copy.network.pushes.size(), 2);
    QCOMPARE(copy.network.pushes.last().mutations.size(), 1);
    QCOMPARE(server.row(u"listing"_s, listing).value(u"title").toString(), u"Second"_s);
}

void TestSyncIntegrity::newerServersColumnsAreKept()
{
    FakeServer server;
    server.schemaVersion = kSchemaVersion + 2;
    server.newColumns[u"listing"_s] = {u"colour"_s, u"title_short"_s};
    server.newTables = {u"robot"_s};
    const QString listing = server.addListing(u"Loft"_s);
    server.put(u"listing"_s, listing, {{u"colour"_s, u"red"_s}, {u"title_short"_s, u"L"_s}});
    const QString booking = server.addBooking(listing, u"2026-05-01"_s, u"2026-05-04"_s, u"waitlisted"_s);
    Device device(server);
    device.sync();
    device.sync();
    QCOMPARE(device.engine().status().state, SyncState::Live);
    QCOMPARE(device.listing(listing).title, u"Loft"_s);
    QCOMPARE(readText(device.folder(), u"SELECT count(*) FROM unknown_column WHERE table_name = 'listing'"_s), u"1"_s);
    // A status that this version has no word for is kept as it is.
    QCOMPARE(device.reader().booking(BookingId::fromString(booking))->value().status, u"waitlisted"_s);
    EXPECT_OK(device.edit(listing, {{u"title"_s, u"Mine"_s}}));
    device.sync();
    QCOMPARE(server.row(u"listing"_s, listing).value(u"colour").toString(), u"red"_s);
    QCOMPARE(server.row(u"listing"_s, listing).value(u"title").toString(), u"Mine"_s);
}

void TestSyncIntegrity::newerServersWordsAreShown()
{
    const auto outcome = Outcome::fromJson({{u"mid"_s, 3},
                                            {u"mutation_id"_s, MutationId::create().toString()},
                                            {u"result"_s, u"deferred"_s},
                                            {u"message"_s, u"A colleague has to agree."_s}});
    EXPECT_OK(outcome);
    QCOMPARE(outcome->kind, OutcomeKind::Rejected);
    QCOMPARE(outcome->code, u"DEFERRED"_s);
    QCOMPARE(outcome->message, u"A colleague has to agree."_s);

    FakeServer server;
    const QString listing = server.addListing(u"Loft"_s);
    Device device(server);
    device.sync();
    server.newVerdict = u"This business is being moved to another country."_s;
    device.sync();
    QCOMPARE(device.engine().status().lastError->userText, server.newVerdict);
    QCOMPARE(device.reader().listings()->size(), 1);
    server.newVerdict.clear();
    server.put(u"listing"_s, listing, {{u"title"_s, u"Attic"_s}});
    device.sync();
    QCOMPARE(device.listing(listing).title, u"Attic"_s);
}

void TestSyncIntegrity::olderServersColumnsGetDefaults()
{
    FakeServer server;
    server.schemaVersion = 1;
    const QString listing = server.addListing(u"Loft"_s);
    Device device(server);
    device.sync();
    QCOMPARE(device.engine().status().state, SyncState::Live);
    QCOMPARE(device.listing(listing).ratingCount, 0);
    // The server learns the columns: its rows are fetched anew, though none of them changed.
    server.schemaVersion = 2;
    server.put(u"listing"_s, listing, {{u"rating_count"_s, 7}});
    const int loads = device.network.calls[u"snapshot"_s];
    device.sync();
    QVERIFY(device.network.calls[u"snapshot"_s] > loads);
    QCOMPARE(device.listing(listing).ratingCount, 7);
}

void TestSyncIntegrity::reconnectWithoutNewsIsOneCall()
{
    FakeServer server;
    server.addListing(u"Loft"_s);
    Device device(server);
    device.sync();
    device.sync();
    device.network.isOnline = false;
    device.network.dropLive();
    device.timers.advance(200'000);
    QCOMPARE(device.engine().status().state, SyncState::Offline);
    device.network.isOnline = true;
    device.network.calls.clear();
    device.engine().syncNow();
    device.timers.advance(5000);
    QCOMPARE(device.engine().status().state, SyncState::Live);
    QCOMPARE(device.network.calls, (QHash<QString, int>{{u"hello"_s, 1}}));
}

void TestSyncIntegrity::longOutboxIsPulledOnce()
{
    FakeServer server;
    const QString listing = server.addListing(u"Loft"_s);
    Device device(server);
    device.sync();
    device.sync();
    for (int i = 0; i < 450; ++i)
        EXPECT_OK(device.edit(listing, {{u"title"_s, u"Title %1"_s.arg(i)}}));
    QList<std::pair<qint64, qint64>> counts;
    QObject::connect(&device.engine(), &SyncEngine::progressChanged, &device.engine(), [&] {
        const SyncProgress &progress = device.engine().progress();
        if (progress.phase == SyncPhase::Push && progress.rowsTotal > 0)
            counts << std::pair(progress.rowsDone, progress.rowsTotal);
    });
    device.network.calls.clear();
    device.sync(20);
    QCOMPARE(device.network.calls[u"push"_s], 5);
    QCOMPARE(device.network.calls[u"pull"_s], 1);
    QCOMPARE(device.counts().waiting + device.counts().answered, 0);
    QCOMPARE(counts.first(), (std::pair<qint64, qint64>(0, 450)));
    QCOMPARE(counts[2], (std::pair<qint64, qint64>(200, 450)));
}

void TestSyncIntegrity::pullsComeThroughWhenPushesGetNoAnswer()
{
    FakeServer server;
    const QString listing = server.addListing(u"Loft"_s);
    Device device(server);
    device.sync();
    device.network.faults[u"push"_s] = std::deque<Fault>(8, Fault::LoseRequest);
    for (int i = 0; i < 30; ++i)
        EXPECT_OK(device.edit(listing, {{u"title"_s, u"Title %1"_s.arg(i)}}));
    const QString attic = server.addListing(u"Attic"_s);
    device.sync(3);
    QCOMPARE(device.listing(attic).title, u"Attic"_s);
    QCOMPARE(device.counts().waiting, 30);
    device.sync(600);
    QCOMPARE(device.counts().waiting, 0);
    QCOMPARE(server.row(u"listing"_s, listing).value(u"title").toString(), u"Title 29"_s);
    // Smaller runs after each that got no answer.
    QVERIFY(device.network.pushes[1].mutations.size() < 100);
    QCOMPARE(device.problems().size(), 0);
}

void TestSyncIntegrity::fullDiskOfTheServerBlamesNoEdit()
{
    FakeServer server;
    const QString listing = server.addListing(u"Loft"_s);
    Device device(server);
    device.sync();
    server.stops.insert(u"listing.edit"_s, u"STORAGE_FULL"_s);
    EXPECT_OK(device.edit(listing, {{u"title"_s, u"Mine"_s}}));
    device.sync(900);
    QCOMPARE(device.problems().size(), 0);
    QCOMPARE(device.counts().waiting, 1);
    server.stops.clear();
    device.sync(60);
    QCOMPARE(server.row(u"listing"_s, listing).value(u"title").toString(), u"Mine"_s);
}

void TestSyncIntegrity::goneSaysWhy()
{
    FakeServer server;
    const QString listing = server.addListing(u"Loft"_s);
    Device device(server);
    device.sync();
    device.network.isOnline = false;
    EXPECT_OK(device.edit(listing, {{u"title"_s, u"Mine"_s}}));
    server.isGone = true;
    server.stops.insert(u"listing.edit"_s, u"BUSY"_s);
    device.network.isOnline = true;
    device.sync(10);
    QCOMPARE(device.problems().size(), 1);
    QCOMPARE(device.problems().first().message, u"Ada has closed this business."_s);
}

void TestSyncIntegrity::pollsAreAMinuteApartWhileLive()
{
    FakeServer server;
    server.addListing(u"Loft"_s);
    Device device(server);
    device.sync();
    device.sync();
    device.network.calls.clear();
    device.timers.advance(59'000);
    QCOMPARE(device.network.calls, (QHash<QString, int>()));
    device.timers.advance(600'000);
    // One call each: no pull of what has not moved on.
    QVERIFY(device.network.calls[u"hello"_s] >= 8);
    QVERIFY(device.network.calls[u"hello"_s] <= 11);
    QCOMPARE(device.network.calls[u"pull"_s], 0);
}

QTEST_GUILESS_MAIN(TestSyncIntegrity)
#include "TestSyncIntegrity.moc"
