// The sync engine with a real replica on real files, against a server in memory: change one side, sync, compare.
#include "Device.h"

#include <QTest>

using namespace roost;
using namespace roost::test;
using namespace roost::sync;
using namespace Qt::StringLiterals;

class TestClientSync : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void firstSyncBringsEverything();
    void snapshotGoesOnInChunks();
    void changesOfOthersArrive();
    void deletedRowsGo();
    void editIsShownAtOnceAndThenSent();
    void editOutlivesAKill();
    void lostRepliesChangeNothing_data();
    void lostRepliesChangeNothing();
    void sameFieldOnBothSidesIsAProblem();
    void rejectedBlockIsKeptAsAProblem();
    void ownWordsAreNoConflict();
    void mineWinsWhenTheHostSaysSo();
    void theirsPutsTheProblemAway();
    void pullGoesUnderPendingEdits();
    void pullsDontWaitForTheOutbox();
    void failingEditIsQuarantined();
    void passingTroubleNeverQuarantines();
    void withdrawnAccessKeepsEditsAsProblems();
    void newEpochKeepsEdits();
    void cursorBelowFloorResyncs();
    void forkedProfileLosesNothing();
    void upgradeRequiredKeepsTheOutbox();
    void expiredAccessIsRenewed();
    void endedSessionAsksForLogin();
    void pokeBringsChangesAtOnce();
    void pollStandsBehindPokes();
    void offlineIsRetried();
    void clockThatJumpsDecidesNothing();
    void manyEditsGoInRuns();
    void stopMidwayGoesOn();

private:
    static void compare(Device &device, const FakeServer &server);
};

// Row for row: what the server has, the replica has.
void TestClientSync::compare(Device &device, const FakeServer &server)
{
    const auto listings = server.rows(u"listing"_s);
    QCOMPARE(device.reader().listings()->size(), listings.size());
    for (const QJsonObject &row : listings) {
        const auto mine = device.listing(row.value(u"id").toString());
        QCOMPARE(mine.title, row.value(u"title").toString());
        QCOMPARE(mine.basePriceMinor.value_or(-1), row.value(u"base_price_minor").toInteger(-1));
        QCOMPARE(mine.minNights, row.value(u"min_nights").toInt());
        QVERIFY(!mine.isTentative);
    }
    const auto blocks = server.rows(u"block"_s);
    QCOMPARE(device.blocks().size(), blocks.size());
    for (const replica::BlockRow &block : device.blocks()) {
        const QJsonObject theirs = blocks.value(block.id.toString());
        QCOMPARE(block.from.toString(Qt::ISODate), theirs.value(u"from_date").toString());
        QVERIFY(!block.isTentative);
    }
    QCOMPARE(*device.reader().bookingCount(), int(server.rows(u"booking"_s).size()));
    QCOMPARE(device.counts().waiting, 0);
    QCOMPARE(device.counts().answered, 0);
}

void TestClientSync::firstSyncBringsEverything()
{
    FakeServer server;
    const QString listing = server.addListing(u"Loft"_s);
    server.addBooking(listing, u"2026-05-01"_s, u"2026-05-04"_s, u"confirmed"_s);
    Device device(server);
    device.sync();
    compare(device, server);
    QCOMPARE(device.engine().status().state, SyncState::Live);
    const auto row = device.listing(listing);
    QCOMPARE(row.latitude.value(), 59.9);
    QCOMPARE(row.longitude.value(), 10.0);
    QVERIFY(row.instantBook);
    QVERIFY(!row.maxNights);
    QCOMPARE(device.reader().scopes()->first().role, u"owner"_s);
    QCOMPARE(device.reader().bookingsBetween({2026, 5, 3}, {2026, 5, 4})->size(), 1);
    QCOMPARE(device.reader().bookingsBetween({2026, 5, 4}, {2026, 5, 9})->size(), 0);
}

void TestClientSync::snapshotGoesOnInChunks()
{
    FakeServer server;
    for (int i = 0; i < 30; ++i)
        server.addListing(u"Room %1"_s.arg(i));
    server.chunkRows = 7;
    Device device(server);
    // The connection breaks in the middle of the listings, and a row changes meanwhile.
    device.network.faults[u"snapshot"_s] = {Fault::None, Fault::None, Fault::None, Fault::None, Fault::LoseReply};
    device.network.beforeCall = [&, done = false](const QString &call) mutable {
        if (call == u"snapshot" && device.network.calls[u"snapshot"_s] == 5 && !std::exchange(done, true)) {
            server.put(u"listing"_s, server.rows(u"listing"_s).firstKey(), {{u"title"_s, u"Changed"_s}});
            server.remove(u"listing"_s, server.rows(u"listing"_s).lastKey());
        }
    };
    device.sync(10);
    compare(device, server);
    // Chunks that had arrived were not fetched again: 1 tenant, 1 member, 5 listings, 5 units, the empty tables, 1
    // lost.
    const qsizetype empty = sync::syncTables(sync::ScopeKind::Tenant).size() - 4;
    QCOMPARE(device.network.calls[u"snapshot"_s], 13 + empty);
}

void TestClientSync::changesOfOthersArrive()
{
    FakeServer server;
    const QString listing = server.addListing(u"Loft"_s);
    Device device(server);
    device.sync();
    server.pageRows = 1;
    server.put(u"listing"_s, listing, {{u"title"_s, u"Attic"_s}});
    server.addListing(u"Cellar"_s);
    device.changes.clear();
    device.sync();
    compare(device, server);
    QVERIFY(!device.changes.isEmpty());
    QVERIFY(device.changes.first().rows[u"listing"_s].contains(listing));
}

void TestClientSync::deletedRowsGo()
{
    FakeServer server;
    const QString gone = server.addListing(u"Loft"_s);
    server.addListing(u"Attic"_s);
    Device device(server);
    device.sync();
    server.remove(u"listing"_s, gone);
    device.sync();
    compare(device, server);
}

void TestClientSync::editIsShownAtOnceAndThenSent()
{
    FakeServer server;
    const QString listing = server.addListing(u"Loft"_s);
    Device device(server);
    device.sync();
    device.network.isOnline = false;
    EXPECT_OK(device.edit(listing, {{u"title"_s, u"Sky loft"_s}, {u"base_price_minor"_s, 120000}}));
    EXPECT_OK(device.block(listing, u"2026-07-01"_s, u"2026-07-05"_s));
    QCOMPARE(device.listing(listing).title, u"Sky loft"_s);
    QVERIFY(device.listing(listing).isTentative);
    QVERIFY(device.blocks().first().isTentative);
    QCOMPARE(device.counts().waiting, 2);
    device.network.isOnline = true;
    device.sync();
    compare(device, server);
    QCOMPARE(server.row(u"listing"_s, listing).value(u"title").toString(), u"Sky loft"_s);
    QCOMPARE(server.applied, 2);
}

void TestClientSync::editOutlivesAKill()
{
    FakeServer server;
    const QString listing = server.addListing(u"Loft"_s);
    Device device(server);
    device.sync();
    EXPECT_OK(device.edit(listing, {{u"title"_s, u"Sky loft"_s}}));
    device.kill();
    device.boot();
    QCOMPARE(device.listing(listing).title, u"Sky loft"_s);
    device.sync();
    compare(device, server);
    QCOMPARE(server.applied, 1);
}

void TestClientSync::lostRepliesChangeNothing_data()
{
    QTest::addColumn<QString>("call");
    QTest::addColumn<int>("fault");
    for (const char *call : {"hello", "push", "pull", "snapshot"}) {
        for (const auto fault : {Fault::LoseRequest, Fault::LoseReply, Fault::Duplicate, Fault::Unauthorized}) {
            QTest::addRow("%s %d", call, int(fault)) << QString::fromLatin1(call) << int(fault);
        }
    }
}

void TestClientSync::lostRepliesChangeNothing()
{
    QFETCH(const QString, call);
    QFETCH(const int, fault);
    FakeServer server;
    const QString listing = server.addListing(u"Loft"_s);
    Device device(server);
    device.network.faults[call] = {Fault(fault), Fault::None, Fault(fault)};
    device.sync(10);
    EXPECT_OK(device.edit(listing, {{u"title"_s, u"Sky loft"_s}}));
    EXPECT_OK(device.block(listing, u"2026-07-01"_s, u"2026-07-05"_s));
    device.network.faults[call] = {Fault(fault), Fault::None, Fault(fault)};
    device.sync(20);
    compare(device, server);
    QCOMPARE(server.applied, 2);
    QCOMPARE(device.problems().size(), 0);
}

void TestClientSync::sameFieldOnBothSidesIsAProblem()
{
    FakeServer server;
    const QString listing = server.addListing(u"Loft"_s);
    Device device(server);
    device.sync();
    EXPECT_OK(device.edit(listing, {{u"title"_s, u"Mine"_s}, {u"min_nights"_s, 3}}));
    server.put(u"listing"_s, listing, {{u"title"_s, u"Theirs"_s}});
    // The outcome is told twice: by push and by pull.
    device.network.faults[u"push"_s] = {Fault::Duplicate};
    device.sync();
    compare(device, server);
    QCOMPARE(device.listing(listing).title, u"Theirs"_s);
    QCOMPARE(device.listing(listing).minNights, 3);
    QCOMPARE(device.problems().size(), 1);
    const auto problem = device.problems().first();
    QCOMPARE(problem.field, u"title"_s);
    QCOMPARE(problem.base.toString(), u"Loft"_s);
    QCOMPARE(problem.mine.toString(), u"Mine"_s);
    QCOMPARE(problem.theirs.toString(), u"Theirs"_s);
    QCOMPARE(problem.listing.toString(), listing);
}

void TestClientSync::rejectedBlockIsKeptAsAProblem()
{
    FakeServer server;
    const QString listing = server.addListing(u"Loft"_s);
    Device device(server);
    device.sync();
    EXPECT_OK(device.block(listing, u"2026-07-01"_s, u"2026-07-05"_s));
    EXPECT_OK(device.block(listing, u"2026-08-01"_s, u"2026-08-05"_s));
    server.addBooking(listing, u"2026-07-03"_s, u"2026-07-06"_s, u"confirmed"_s);
    device.sync();
    compare(device, server);
    QCOMPARE(device.blocks().size(), 1);
    QCOMPARE(device.problems().size(), 1);
    const auto problem = device.problems().first();
    QCOMPARE(problem.code, u"DATES_TAKEN"_s);
    QCOMPARE(problem.args.value(u"from_date").toString(), u"2026-07-01"_s);
    QCOMPARE(problem.listing.toString(), listing);
    // To insist while the booking is known is refused at once, and the problem stays.
    EXPECT_ERROR(device.replica().resolveProblem(problem.id, replica::ProblemChoice::Mine), DatesTaken);
    QCOMPARE(device.problems().size(), 1);
    // And nights that are known to be taken can't be blocked in the first place.
    EXPECT_ERROR(device.block(listing, u"2026-07-05"_s, u"2026-07-07"_s), DatesTaken);
    EXPECT_ERROR(device.block(listing, u"2026-08-04"_s, u"2026-08-07"_s), DatesTaken);
    EXPECT_OK(device.block(listing, u"2026-07-06"_s, u"2026-07-07"_s));
}

void TestClientSync::ownWordsAreNoConflict()
{
    FakeServer server;
    const QString listing = server.addListing(u"Loft"_s);
    Device device(server);
    device.sync();
    // Three edits from a screen that still shows the first title; the second was sent meanwhile.
    const auto shown = device.listing(listing);
    EXPECT_OK(device.replica().edit(replica::editListing(shown, {{u"title"_s, u"One"_s}})));
    EXPECT_OK(device.replica().edit(replica::editListing(shown, {{u"title"_s, u"Two"_s}})));
    device.sync();
    EXPECT_OK(device.replica().edit(replica::editListing(shown, {{u"title"_s, u"Three"_s}})));
    device.sync();
    compare(device, server);
    QCOMPARE(device.problems().size(), 0);
    QCOMPARE(server.row(u"listing"_s, listing).value(u"title").toString(), u"Three"_s);
    // But what somebody else wrote in between is a conflict.
    server.put(u"listing"_s, listing, {{u"title"_s, u"Theirs"_s}});
    device.sync();
    EXPECT_OK(device.replica().edit(replica::editListing(shown, {{u"title"_s, u"Four"_s}})));
    device.sync();
    QCOMPARE(device.problems().size(), 1);
    QCOMPARE(device.listing(listing).title, u"Theirs"_s);
}

void TestClientSync::mineWinsWhenTheHostSaysSo()
{
    FakeServer server;
    const QString listing = server.addListing(u"Loft"_s);
    Device device(server);
    device.sync();
    EXPECT_OK(device.edit(listing, {{u"title"_s, u"Mine"_s}}));
    server.put(u"listing"_s, listing, {{u"title"_s, u"Theirs"_s}});
    device.sync();
    const auto problem = device.problems().first();
    EXPECT_OK(device.replica().resolveProblem(problem.id, replica::ProblemChoice::Mine));
    EXPECT_ERROR(device.replica().resolveProblem(problem.id, replica::ProblemChoice::Mine), NotFound);
    QCOMPARE(device.listing(listing).title, u"Mine"_s);
    device.sync();
    compare(device, server);
    QCOMPARE(server.row(u"listing"_s, listing).value(u"title").toString(), u"Mine"_s);
    QCOMPARE(device.problems().size(), 0);
}

void TestClientSync::theirsPutsTheProblemAway()
{
    FakeServer server;
    const QString listing = server.addListing(u"Loft"_s);
    Device device(server);
    device.sync();
    EXPECT_OK(device.edit(listing, {{u"title"_s, u"Mine"_s}}));
    server.put(u"listing"_s, listing, {{u"title"_s, u"Theirs"_s}});
    device.sync();
    EXPECT_OK(device.replica().resolveProblem(device.problems().first().id, replica::ProblemChoice::Theirs));
    QCOMPARE(device.problems().size(), 0);
    device.sync();
    compare(device, server);
    QCOMPARE(device.listing(listing).title, u"Theirs"_s);
}

void TestClientSync::pullGoesUnderPendingEdits()
{
    FakeServer server;
    const QString listing = server.addListing(u"Loft"_s);
    Device device(server);
    device.sync();
    server.stops.insert(u"listing.edit"_s, u"BUSY"_s);
    EXPECT_OK(device.edit(listing, {{u"title"_s, u"Mine"_s}}));
    server.put(u"listing"_s, listing, {{u"min_nights"_s, 7}});
    device.sync();
    // Their change and mine are both seen; mine still waits.
    QCOMPARE(device.listing(listing).title, u"Mine"_s);
    QCOMPARE(device.listing(listing).minNights, 7);
    QVERIFY(device.listing(listing).isTentative);
    server.stops.clear();
    device.sync(60);
    compare(device, server);
    QCOMPARE(server.row(u"listing"_s, listing).value(u"title").toString(), u"Mine"_s);
}

void TestClientSync::pullsDontWaitForTheOutbox()
{
    FakeServer server;
    const QString listing = server.addListing(u"Loft"_s);
    Device device(server);
    device.sync();
    server.stops.insert(u"calendar.block"_s, u"BUSY"_s);
    server.retryAfterMs = 600'000;
    EXPECT_OK(device.block(listing, u"2026-07-01"_s, u"2026-07-05"_s));
    device.sync(1);
    server.addListing(u"Attic"_s);
    device.network.poke();
    device.timers.advance(1000);
    QCOMPARE(device.reader().listings()->size(), 2);
    QCOMPARE(device.counts().waiting, 1);
    // What the server asked for is kept: one attempt in ten minutes.
    const int pushes = device.network.calls[u"push"_s];
    device.timers.advance(500'000);
    QCOMPARE(device.network.calls[u"push"_s], pushes);
    server.stops.clear();
    device.timers.advance(120'000);
    compare(device, server);
}

void TestClientSync::failingEditIsQuarantined()
{
    FakeServer server;
    const QString listing = server.addListing(u"Loft"_s);
    Device device(server);
    device.sync();
    server.stops.insert(u"calendar.block"_s, u"INTERNAL_ERROR"_s);
    EXPECT_OK(device.edit(listing, {{u"title"_s, u"Sky loft"_s}}));
    EXPECT_OK(device.block(listing, u"2026-07-01"_s, u"2026-07-05"_s));
    EXPECT_OK(device.edit(listing, {{u"min_nights"_s, 5}}));
    device.sync(120);
    compare(device, server);
    QCOMPARE(server.row(u"listing"_s, listing).value(u"min_nights").toInt(), 5);
    QCOMPARE(device.blocks().size(), 0);
    QCOMPARE(device.problems().size(), 1);
    QCOMPARE(device.problems().first().code, u"INTERNAL_ERROR"_s);
    server.stops.clear();
    EXPECT_OK(device.replica().resolveProblem(device.problems().first().id, replica::ProblemChoice::Mine));
    device.sync(5);
    compare(device, server);
    QCOMPARE(server.rows(u"block"_s).size(), 1);
}

void TestClientSync::passingTroubleNeverQuarantines()
{
    FakeServer server;
    const QString listing = server.addListing(u"Loft"_s);
    Device device(server);
    device.sync();
    server.stops.insert(u"calendar.block"_s, u"BUSY"_s);
    EXPECT_OK(device.block(listing, u"2026-07-01"_s, u"2026-07-05"_s));
    device.sync(600);
    QCOMPARE(device.counts().waiting, 1);
    QCOMPARE(device.problems().size(), 0);
}

void TestClientSync::withdrawnAccessKeepsEditsAsProblems()
{
    FakeServer server;
    const QString listing = server.addListing(u"Loft"_s);
    Device device(server);
    device.sync();
    EXPECT_OK(device.edit(listing, {{u"title"_s, u"Mine"_s}}));
    server.isGone = true;
    device.network.beforeCall = [&](const QString &call) {
        if (call == u"push")
            server.stops.insert(u"listing.edit"_s, u"BUSY"_s);
    };
    device.sync(30);
    QCOMPARE(device.reader().listings()->size(), 0);
    QCOMPARE(device.problems().size(), 1);
    QCOMPARE(device.problems().first().code, u"SCOPE_GONE"_s);
    QCOMPARE(device.problems().first().mine.toObject().value(u"title").toString(), u"Mine"_s);
    QCOMPARE(device.counts().waiting, 0);
}

void TestClientSync::newEpochKeepsEdits()
{
    FakeServer server;
    const QString listing = server.addListing(u"Loft"_s);
    Device device(server);
    device.sync();
    EXPECT_OK(device.edit(listing, {{u"title"_s, u"Before"_s}}));
    device.sync();
    EXPECT_OK(device.block(listing, u"2026-07-01"_s, u"2026-07-05"_s));
    // Restored from a backup: another epoch, an older version, and it has never heard of this client.
    server.epoch = u"epoch-2"_s;
    server.clients.clear();
    server.outcomes.clear();
    server.put(u"listing"_s, listing, {{u"title"_s, u"Loft"_s}});
    device.sync(10);
    compare(device, server);
    QCOMPARE(server.rows(u"block"_s).size(), 1);
    // What the server had acknowledged and forgot was sent again.
    QCOMPARE(device.listing(listing).title, u"Before"_s);
    // The file of the old epoch goes with the next start.
    device.kill();
    device.boot();
    QCOMPARE(QDir(device.folder()).entryList({u"replica-*.db"_s}).size(), 1);
    compare(device, server);
}

void TestClientSync::cursorBelowFloorResyncs()
{
    FakeServer server;
    const QString listing = server.addListing(u"Loft"_s);
    Device device(server);
    device.sync();
    EXPECT_OK(device.edit(listing, {{u"title"_s, u"Mine"_s}}));
    server.addListing(u"Attic"_s);
    server.floor = server.version;
    server.stops.insert(u"listing.edit"_s, u"BUSY"_s);
    device.sync(1);
    QCOMPARE(device.reader().listings()->size(), 2);
    QCOMPARE(device.listing(listing).title, u"Mine"_s);
    QVERIFY(device.listing(listing).isTentative);
    server.stops.clear();
    device.sync(60);
    compare(device, server);
}

void TestClientSync::forkedProfileLosesNothing()
{
    FakeServer server;
    const QString listing = server.addListing(u"Loft"_s);
    Device device(server);
    device.sync();
    EXPECT_OK(device.edit(listing, {{u"summary"_s, u"written before the copy"_s}}));
    QTemporaryDir copyFolder;
    const QStringList files = QDir(device.folder()).entryList(QDir::Files);
    for (const QString &file : files)
        QVERIFY(QFile::copy(device.folder() + u'/' + file, copyFolder.filePath(file)));
    Device copy(server, copyFolder.path());
    EXPECT_OK(device.edit(listing, {{u"title"_s, u"From the original"_s}}));
    EXPECT_OK(copy.edit(listing, {{u"min_nights"_s, 6}}));
    EXPECT_OK(copy.block(listing, u"2026-07-01"_s, u"2026-07-05"_s));
    device.sync();
    copy.sync();
    device.sync();
    compare(device, server);
    compare(copy, server);
    QCOMPARE(server.applied, 4);
    QCOMPARE(server.clients.size(), 2);
    QCOMPARE(server.row(u"listing"_s, listing).value(u"min_nights").toInt(), 6);
    QCOMPARE(device.problems().size() + copy.problems().size(), 0);
}

void TestClientSync::upgradeRequiredKeepsTheOutbox()
{
    FakeServer server;
    const QString listing = server.addListing(u"Loft"_s);
    Device device(server);
    device.sync();
    server.needsUpgrade = true;
    EXPECT_OK(device.edit(listing, {{u"title"_s, u"Mine"_s}}));
    device.engine().stop();
    device.sync();
    QCOMPARE(device.engine().status().state, SyncState::UpgradeRequired);
    QCOMPARE(device.counts().waiting, 1);
    const int calls = device.network.calls[u"hello"_s];
    device.timers.advance(600'000);
    QCOMPARE(device.network.calls[u"hello"_s], calls);
}

void TestClientSync::expiredAccessIsRenewed()
{
    FakeServer server;
    server.addListing(u"Loft"_s);
    Device device(server);
    device.network.faults[u"hello"_s] = {Fault::Unauthorized};
    device.sync();
    compare(device, server);
    QCOMPARE(device.network.renewals, 1);
}

void TestClientSync::endedSessionAsksForLogin()
{
    FakeServer server;
    const QString listing = server.addListing(u"Loft"_s);
    Device device(server);
    device.sync();
    EXPECT_OK(device.edit(listing, {{u"title"_s, u"Mine"_s}}));
    device.network.renewal = fail(ErrorCode::SessionEnded, u"ended"_s);
    device.network.faults[u"push"_s] = {Fault::Unauthorized};
    device.sync(30);
    QCOMPARE(device.engine().status().state, SyncState::LoginNeeded);
    QCOMPARE(device.counts().waiting, 1);
    QCOMPARE(device.network.renewals, 1);
    device.network.renewal = {};
    device.sync();
    compare(device, server);
}

void TestClientSync::pokeBringsChangesAtOnce()
{
    FakeServer server;
    server.addListing(u"Loft"_s);
    Device device(server);
    device.sync();
    server.addListing(u"Attic"_s);
    device.network.poke();
    device.timers.advance(10);
    compare(device, server);
    // A poke about what is known already asks nothing.
    const int pulls = device.network.calls[u"pull"_s];
    device.network.poke();
    device.timers.advance(10);
    QCOMPARE(device.network.calls[u"pull"_s], pulls);
}

void TestClientSync::pollStandsBehindPokes()
{
    FakeServer server;
    server.addListing(u"Loft"_s);
    Device device(server);
    device.sync();
    const int pulls = device.network.calls[u"pull"_s];
    server.addListing(u"Attic"_s);
    device.timers.advance(50'000);
    QCOMPARE(device.network.calls[u"pull"_s], pulls);
    device.timers.advance(20'000);
    compare(device, server);
}

void TestClientSync::offlineIsRetried()
{
    FakeServer server;
    server.addListing(u"Loft"_s);
    Device device(server);
    device.network.isOnline = false;
    device.sync(300);
    QCOMPARE(device.engine().status().state, SyncState::Offline);
    const int calls = device.network.calls[u"hello"_s];
    QVERIFY2(calls >= 8 && calls <= 15, qPrintable(QString::number(calls)));
    device.network.isOnline = true;
    device.timers.advance(61'000);
    compare(device, server);
    // A connection that drops is noticed and taken up again.
    device.network.isOnline = false;
    device.network.dropLive();
    device.timers.advance(3000);
    QCOMPARE(device.engine().status().state, SyncState::Offline);
    device.network.isOnline = true;
    device.timers.advance(61'000);
    QCOMPARE(device.engine().status().state, SyncState::Live);
}

void TestClientSync::clockThatJumpsDecidesNothing()
{
    FakeServer server;
    const QString listing = server.addListing(u"Loft"_s);
    Device device(server);
    device.sync();
    device.clock.set(QDateTime({1990, 1, 1}, {0, 0}, Qt::UTC));
    EXPECT_OK(device.edit(listing, {{u"title"_s, u"First"_s}}));
    device.clock.set(QDateTime({2090, 1, 1}, {0, 0}, Qt::UTC));
    EXPECT_OK(device.edit(listing, {{u"title"_s, u"Second"_s}}));
    device.clock.set(QDateTime({1980, 1, 1}, {0, 0}, Qt::UTC));
    device.sync();
    compare(device, server);
    QCOMPARE(server.row(u"listing"_s, listing).value(u"title").toString(), u"Second"_s);
    QCOMPARE(device.problems().size(), 0);
}

void TestClientSync::manyEditsGoInRuns()
{
    FakeServer server;
    const QString listing = server.addListing(u"Loft"_s);
    Device device(server);
    device.sync();
    for (int i = 0; i < 250; ++i)
        EXPECT_OK(device.edit(listing, {{u"title"_s, u"Title %1"_s.arg(i)}}));
    device.network.pushes.clear();
    device.sync(20);
    compare(device, server);
    QCOMPARE(device.network.pushes.size(), 3);
    QCOMPARE(device.network.pushes.first().mutations.size(), 100);
    QCOMPARE(server.row(u"listing"_s, listing).value(u"title").toString(), u"Title 249"_s);
}

void TestClientSync::stopMidwayGoesOn()
{
    FakeServer server;
    for (int i = 0; i < 40; ++i)
        server.addListing(u"Room %1"_s.arg(i));
    server.chunkRows = 5;
    Device device(server);
    device.network.beforeCall = [&](const QString &) {
        if (device.network.calls[u"snapshot"_s] == 6)
            QMetaObject::invokeMethod(
                &device.engine(), [&] { device.engine().stop(); }, Qt::QueuedConnection);
    };
    device.sync(5);
    QCOMPARE(device.engine().status().state, SyncState::Stopped);
    QCOMPARE(device.reader().listings()->size(), 0);
    device.network.beforeCall = {};
    device.kill();
    device.boot();
    device.sync(5);
    compare(device, server);
    QVERIFY(device.network.calls[u"snapshot"_s] <=
            20 + static_cast<int>(sync::syncTables(sync::ScopeKind::Tenant).size()) - 4);
}

QTEST_GUILESS_MAIN(TestClientSync)
#include "TestClientSync.moc"
