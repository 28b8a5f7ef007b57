// A replica that an earlier Roost made, with edits that were never sent: opened by this one, its edits are kept and
// sent, and its rows are fetched anew.
#include "Device.h"
#include "OlderReplica.h"

#include <QDir>
#include <QTest>

using namespace roost;
using namespace roost::test;
using namespace Qt::StringLiterals;

class TestReplicaUpgrade : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void unsentEditsSurvive();
    void halfLoadedSnapshotStartsAnew();
};

namespace {

void downgradeAll(const QString &folder)
{
    const QFileInfoList files = QDir(folder).entryInfoList({u"replica-*.db"_s});
    QVERIFY(!files.isEmpty());
    for (const QFileInfo &file : files)
        EXPECT_OK(downgrade(file.filePath()));
}

} // namespace

void TestReplicaUpgrade::unsentEditsSurvive()
{
    FakeServer server;
    const QString listing = server.addListing(u"Loft"_s);
    const QString booking = server.addBooking(listing, u"2026-05-01"_s, u"2026-05-04"_s, u"confirmed"_s);
    Device device(server);
    device.sync();
    device.network.isOnline = false;
    EXPECT_OK(device.edit(listing, {{u"title"_s, u"Sky loft"_s}}));
    EXPECT_OK(device.block(listing, u"2026-07-01"_s, u"2026-07-05"_s));
    device.kill();
    downgradeAll(device.folder());

    device.boot();
    QCOMPARE(device.counts().waiting, 2);
    QCOMPARE(device.listing(listing).title, u"Sky loft"_s);
    QVERIFY(device.listing(listing).isTentative);
    QVERIFY(device.blocks().first().isTentative);
    // A third edit, on rows that have not been fetched anew yet.
    EXPECT_OK(device.edit(listing, {{u"min_nights"_s, 3}}));

    // Nothing about the booking changes on the server: what the old schema lacked comes all the same.
    server.put(u"booking"_s, booking, {{u"kind"_s, u"experience"_s}, {u"pets"_s, 2}});
    device.network.isOnline = true;
    device.sync(10);
    QCOMPARE(server.applied, 3);
    QCOMPARE(server.row(u"listing"_s, listing).value(u"title").toString(), u"Sky loft"_s);
    QCOMPARE(device.counts().waiting + device.counts().answered + device.counts().openProblems, 0);
    QVERIFY(!device.listing(listing).isTentative);
    QCOMPARE(device.listing(listing).minNights, 3);
    QVERIFY(device.network.calls[u"snapshot"_s] > 9);
}

void TestReplicaUpgrade::halfLoadedSnapshotStartsAnew()
{
    FakeServer server;
    for (int i = 0; i < 20; ++i)
        server.addListing(u"Room %1"_s.arg(i));
    server.chunkRows = 7;
    Device device(server);
    device.network.faults[u"snapshot"_s] = {Fault::None, Fault::None, Fault::None, Fault::LoseReply};
    device.network.beforeCall = [&device](const QString &call) {
        if (call == u"snapshot" && device.network.calls[u"snapshot"_s] == 4)
            device.network.isOnline = false;
    };
    device.sync(1);
    QCOMPARE(QDir(device.folder()).entryList({u"replica-*.db"_s}).size(), 2);
    device.kill();
    downgradeAll(device.folder());

    device.network.beforeCall = {};
    device.network.faults.clear();
    device.network.isOnline = true;
    const int before = device.network.calls[u"snapshot"_s];
    device.boot();
    device.sync(10);
    QCOMPARE(device.reader().listings()->size(), 20);
    // Each table is asked for once more, also those that had been loaded.
    QVERIFY(device.network.calls[u"snapshot"_s] - before >= 9);
}

QTEST_GUILESS_MAIN(TestReplicaUpgrade)
#include "TestReplicaUpgrade.moc"
