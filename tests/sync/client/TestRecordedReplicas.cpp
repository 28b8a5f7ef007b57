// Replicas as the shipped versions left them (tests/data/replicas): with edits that wait, a problem, and a snapshot
// that was cut. Today's program opens them, sends their outbox and ends with what the server has.
#include "Device.h"

#include "storage/Transaction.h"

#include <QDir>
#include <QTest>

using namespace roost;
using namespace roost::test;
using namespace Qt::StringLiterals;

class TestRecordedReplicas : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void outboxIsSentAndRowsAreTheServers_data();
    void outboxIsSentAndRowsAreTheServers();
};

namespace {

QString id(int number)
{
    return u"0190f3c4-0000-7000-8000-%1"_s.arg(number, 12, 10, QChar(u'0'));
}

// Makes a file of the dump, as the older program wrote it.
Result<void> restore(const QString &dump, const QString &path)
{
    QFile file(dump);
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorCode::NotFound, u"no dump "_s + dump);
    ROOST_ASSIGN(const auto database, Database::openSqlite(path));
    ROOST_ASSIGN(Transaction transaction, Transaction::begin(*database));
    ROOST_TRY(database->executeScript(QString::fromUtf8(file.readAll())));
    return transaction.commit();
}

// The server that the replicas followed, as it is now: another host has changed the cellar meanwhile.
void fill(FakeServer &server)
{
    server.remove(u"tenant"_s, server.tenant);
    server.tenant = id(1);
    server.put(u"tenant"_s, server.tenant,
               {{u"name"_s, u"Fjord Homes"_s},
                {u"currency"_s, u"NOK"_s},
                {u"time_zone"_s, u"Europe/Oslo"_s},
                {u"locale"_s, u"en"_s}});
    const QString model = server.addListing(u"Loft"_s);
    QJsonObject fields = server.row(u"listing"_s, model);
    server.put(u"listing"_s, id(11), fields);
    fields.insert(u"title"_s, u"Cellar with a window"_s);
    server.put(u"listing"_s, id(12), fields);
    server.remove(u"unit"_s, server.unitOf(model));
    server.remove(u"listing"_s, model);
    server.put(u"unit"_s, id(21), {{u"listing_id"_s, id(11)}, {u"name"_s, u"1"_s}, {u"position"_s, 0}});
    server.put(u"unit"_s, id(22), {{u"listing_id"_s, id(12)}, {u"name"_s, u"1"_s}, {u"position"_s, 0}});
    const QString booking = server.addBooking(id(11), u"2026-05-01"_s, u"2026-05-04"_s, u"pending"_s);
    server.put(u"booking"_s, id(41), server.row(u"booking"_s, booking));
    server.remove(u"booking"_s, booking);
    // What it knows of the client: seven edits, the last of them acknowledged.
    server.clients[u"0190f3c4-0000-7000-8000-00000000c001"_s].lastMid = 7;
}

} // namespace

void TestRecordedReplicas::outboxIsSentAndRowsAreTheServers_data()
{
    QTest::addColumn<int>("version");
    QTest::addColumn<int>("waiting");
    QTest::newRow("schema version 1") << 1 << 3;
    QTest::newRow("schema version 2") << 2 << 4;
}

void TestRecordedReplicas::outboxIsSentAndRowsAreTheServers()
{
    QFETCH(int, version);
    QFETCH(int, waiting);
    const QString dumps = QStringLiteral(ROOST_SOURCE_DIR "/tests/data/replicas/v%1/").arg(version);
    QTemporaryDir folder;
    EXPECT_OK(restore(dumps + u"replica-0001.sql"_s, folder.filePath(u"replica-0001.db"_s)));
    EXPECT_OK(restore(dumps + u"replica-0002.sql"_s, folder.filePath(u"replica-0002.db"_s)));
    QFile current(folder.filePath(u"current"_s));
    QVERIFY(current.open(QIODevice::WriteOnly));
    current.write("replica-0001.db\n");
    current.close();

    FakeServer server;
    fill(server);
    Device device(server, folder.path());
    // Before there is a network: what the host had is there, also what waits.
    QCOMPARE(device.counts().waiting, waiting);
    QCOMPARE(device.problems().size(), 1);
    QCOMPARE(device.problems().first().code, u"DATES_TAKEN"_s);
    QCOMPARE(device.listing(id(11)).title, u"Sky loft"_s);
    QVERIFY(device.listing(id(11)).isTentative);
    QCOMPARE(device.blocks().size(), 1);
    QCOMPARE(device.reader().contact(ContactId::fromString(id(31)))->value().email, u"kari@example.org"_s);

    device.sync(20);
    QCOMPARE(device.counts().waiting + device.counts().answered, 0);
    QCOMPARE(server.applied, waiting);
    QCOMPARE(server.clients.size(), 1);
    QCOMPARE(server.row(u"listing"_s, id(11)).value(u"title").toString(), u"Sky loft"_s);
    QCOMPARE(server.row(u"booking"_s, id(41)).value(u"status").toString(), u"confirmed"_s);
    QVERIFY(server.has(u"block"_s, id(51)));
    QCOMPARE(device.listing(id(12)).title, u"Cellar with a window"_s);
    QVERIFY(!device.listing(id(11)).isTentative);
    QCOMPARE(device.problems().size(), 1);
    // Row for row: a check finds nothing.
    device.sync();
    QCOMPARE(*device.reader().bookingCount(), 1);
    QCOMPARE(device.reader().tableChecks()->size(), 0);
    QCOMPARE(device.network.calls[u"snapshot"_s], int(sync::syncTables(sync::ScopeKind::Tenant).size()));
}

QTEST_GUILESS_MAIN(TestRecordedReplicas)
#include "TestRecordedReplicas.moc"
