// Real processes on real files, killed with -9: what was reported as saved is there, whole, and in order.
#include "Device.h"

#include "support/TestKey.h"

#include <QProcess>
#include <QRandomGenerator>
#include <QTest>

#include "common/Clock.h"

#include <csignal>
#include <sys/resource.h>

using namespace roost;
using namespace roost::test;
using namespace Qt::StringLiterals;

class TestReplicaDurability : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void killedEditsAreWholeOrNotThere();
    void noEditIsLostInASwap();
    void killedSwapsLeaveAGoodReplica();
    void twoProcessesEditOneProfile();
    void fullDiskLeavesTheReplicaAsItWas();
    void damagedFilesAreReported();

private:
    // A profile with the server's rows, and those rows as files for the worker.
    QString prepare(FakeServer &server, const QString &folder, const QString &rowsFolder);
    std::unique_ptr<QProcess> startWorker(const QStringList &arguments, const QString &rowsFolder = {});
    static QStringList reported(QProcess &worker, const QByteArray &word);
    static void compareOutbox(Device &device, const QStringList &reportedIds, int mostUnreported);
};

QString TestReplicaDurability::prepare(FakeServer &server, const QString &folder, const QString &rowsFolder)
{
    const QString listing = server.addListing(u"Loft"_s);
    for (int i = 0; i < 200; ++i)
        server.addListing(u"Room %1"_s.arg(i));
    Device device(server, folder);
    device.sync();
    for (const sync::SyncTable &table : sync::syncTables(sync::ScopeKind::Tenant)) {
        QFile file(rowsFolder + u'/' + table.name);
        if (!file.open(QIODevice::WriteOnly))
            return {};
        file.write(QJsonDocument(server.snapshot({server.scope(), table.name, {}})->rows.rows).toJson());
    }
    return listing;
}

std::unique_ptr<QProcess> TestReplicaDurability::startWorker(const QStringList &arguments, const QString &rowsFolder)
{
    auto worker = std::make_unique<QProcess>();
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"ROOST_TEST_ROWS"_s, rowsFolder);
    worker->setProcessEnvironment(environment);
    worker->start(QStringLiteral(ROOST_BINARY_DIR) + u"/tests/bin/ReplicaWorker"_s, arguments);
    worker->waitForStarted();
    return worker;
}

QStringList TestReplicaDurability::reported(QProcess &worker, const QByteArray &word)
{
    QStringList values;
    for (const QByteArray &line : worker.readAllStandardOutput().split('\n')) {
        if (line.startsWith("failed"))
            qWarning("%s", line.constData());
        if (line.startsWith(word + ' '))
            values << QString::fromUtf8(line.mid(word.size() + 1));
    }
    return values;
}

// Everything that was reported is in the outbox, in that order, with numbers without gaps; the row shows the last edit.
void TestReplicaDurability::compareOutbox(Device &device, const QStringList &reportedIds, int mostUnreported)
{
    const auto waiting = device.replica().waitingMutations(1'000'000);
    EXPECT_OK(waiting);
    QStringList ids;
    qint64 mid = 0;
    for (const sync::Mutation &mutation : *waiting) {
        QCOMPARE(mutation.mid, ++mid);
        ids << mutation.id.toString();
    }
    QVERIFY(!ids.isEmpty());
    QVERIFY2(ids.size() <= reportedIds.size() + mostUnreported,
             qPrintable(u"%1 saved, %2 reported"_s.arg(ids.size()).arg(reportedIds.size())));
    qsizetype at = -1;
    for (const QString &id : reportedIds) {
        const qsizetype found = ids.indexOf(id);
        QVERIFY2(found >= 0, "an edit that was reported as saved is gone");
        QVERIFY(reportedIds.size() < ids.size() || found > at);
        at = found;
    }
    const auto &last = waiting->last();
    const auto row = device.listing(last.args.value(u"listing_id").toString());
    QCOMPARE(row.title, last.args.value(u"changes").toObject().value(u"title").toString());
    QVERIFY(row.isTentative);
}

void TestReplicaDurability::killedEditsAreWholeOrNotThere()
{
    FakeServer server;
    QTemporaryDir folder;
    QTemporaryDir rows;
    const QString listing = prepare(server, folder.path(), rows.path());
    QStringList saved;
    for (int round = 0; round < 12; ++round) {
        const auto worker = startWorker({u"edit"_s, folder.path(), listing, QString::number(round)});
        QVERIFY(worker->waitForReadyRead(20'000));
        worker->waitForReadyRead(QRandomGenerator::global()->bounded(1, 40));
        ::kill(static_cast<pid_t>(worker->processId()), SIGKILL);
        QVERIFY(worker->waitForFinished());
        saved << reported(*worker, "done");
        Device device(server, folder.path());
        compareOutbox(device, saved, round + 1);
    }
    Device device(server, folder.path());
    const int waiting = device.counts().waiting;
    device.sync(60);
    QCOMPARE(device.counts().waiting, 0);
    QCOMPARE(server.applied, waiting);
    QCOMPARE(device.problems().size(), 0);
}

void TestReplicaDurability::noEditIsLostInASwap()
{
    FakeServer server;
    QTemporaryDir folder;
    QTemporaryDir rows;
    const QString listing = prepare(server, folder.path(), rows.path());
    const auto swapper = startWorker({u"resync"_s, folder.path()}, rows.path());
    const auto editor = startWorker({u"edit"_s, folder.path(), listing, u"a"_s});
    int swaps = 0;
    for (int i = 0; i < 400 && swaps < 15; ++i) {
        swapper->waitForReadyRead(100);
        swaps += static_cast<int>(reported(*swapper, "swapped").size());
    }
    editor->kill();
    QVERIFY(editor->waitForFinished());
    swapper->kill();
    QVERIFY(swapper->waitForFinished());
    QVERIFY2(swaps >= 15, qPrintable(QString::number(swaps)));
    const QStringList saved = reported(*editor, "done");
    QVERIFY2(saved.size() > 20, qPrintable(QString::number(saved.size())));
    Device device(server, folder.path());
    compareOutbox(device, saved, 1);
    QCOMPARE(device.reader().listings()->size(), 201);
}

void TestReplicaDurability::killedSwapsLeaveAGoodReplica()
{
    FakeServer server;
    QTemporaryDir folder;
    QTemporaryDir rows;
    const QString listing = prepare(server, folder.path(), rows.path());
    {
        Device device(server, folder.path());
        EXPECT_OK(device.edit(listing, {{u"title"_s, u"Typed"_s}}));
    }
    for (int round = 0; round < 25; ++round) {
        const auto worker = startWorker({u"resync"_s, folder.path()}, rows.path());
        QVERIFY(worker->waitForStarted());
        worker->waitForFinished(QRandomGenerator::global()->bounded(15, 120));
        ::kill(static_cast<pid_t>(worker->processId()), SIGKILL);
        QVERIFY(worker->waitForFinished());
        reported(*worker, "swapped");
        Device device(server, folder.path());
        QCOMPARE(device.reader().listings()->size(), 201);
        QCOMPARE(device.listing(listing).title, u"Typed"_s);
        QCOMPARE(device.counts().waiting, 1);
        QVERIFY(QDir(folder.path()).entryList({u"replica-*.db"_s}).size() <= 2);
    }
    Device device(server, folder.path());
    device.sync();
    QCOMPARE(server.row(u"listing"_s, listing).value(u"title").toString(), u"Typed"_s);
    QCOMPARE(server.applied, 1);
}

void TestReplicaDurability::twoProcessesEditOneProfile()
{
    FakeServer server;
    QTemporaryDir folder;
    QTemporaryDir rows;
    const QString listing = prepare(server, folder.path(), rows.path());
    Device device(server, folder.path());
    QVERIFY(device.owns);
    Device second(server, folder.path());
    QVERIFY(!second.owns);
    const auto one = startWorker({u"edit"_s, folder.path(), listing, u"one"_s});
    // Another listing: of two who type into the same field at once, one is asked.
    const QString other = server.addListing(u"Attic"_s);
    device.sync(1);
    const auto two = startWorker({u"edit"_s, folder.path(), other, u"two"_s});
    QVERIFY(one->waitForReadyRead(20'000));
    QVERIFY(two->waitForReadyRead(20'000));
    // Meanwhile the owner syncs.
    device.sync(1);
    EXPECT_OK(second.edit(listing, {{u"min_nights"_s, 9}}));
    one->waitForReadyRead(200);
    one->kill();
    two->kill();
    QVERIFY(one->waitForFinished() && two->waitForFinished());
    const QStringList saved = reported(*one, "done") + reported(*two, "done");
    QVERIFY(saved.size() > 2);
    device.sync(120);
    QCOMPARE(device.counts().waiting, 0);
    QCOMPARE(device.problems().size(), 0);
    for (const QString &id : saved)
        QVERIFY2(server.outcomes.contains(id), "an edit that was reported as saved never arrived");
    QCOMPARE(server.row(u"listing"_s, listing).value(u"min_nights").toInt(), 9);
}

void TestReplicaDurability::fullDiskLeavesTheReplicaAsItWas()
{
    FakeServer server;
    const QString listing = server.addListing(u"Loft"_s);
    Device device(server);
    device.sync();
    const auto generation = replica::Profile::currentGeneration(device.folder());
    EXPECT_OK(generation);
    // A limit on file size makes each write behind it fail, as a full disk does.
    rlimit before = {};
    getrlimit(RLIMIT_FSIZE, &before);
    const auto ignored = std::signal(SIGXFSZ, SIG_IGN);
    rlimit tight = before;
    tight.rlim_cur = static_cast<rlim_t>(QFileInfo(device.folder() + u'/' + *generation).size());
    setrlimit(RLIMIT_FSIZE, &tight);
    Result<MutationId> made = MutationId();
    int saved = 0;
    for (; made && saved < 2000; ++saved)
        made = device.edit(listing, {{u"title"_s, u"Title %1"_s.arg(saved)}});
    setrlimit(RLIMIT_FSIZE, &before);
    std::signal(SIGXFSZ, ignored);
    EXPECT_ERROR(made, StorageFull);
    QCOMPARE(device.counts().waiting, saved - 1);
    EXPECT_OK(device.edit(listing, {{u"title"_s, u"There is room again"_s}}));
    device.sync(60);
    QCOMPARE(device.counts().waiting, 0);
    QCOMPARE(server.row(u"listing"_s, listing).value(u"title").toString(), u"There is room again"_s);
}

void TestReplicaDurability::damagedFilesAreReported()
{
    FakeServer server;
    server.addListing(u"Loft"_s);
    QTemporaryDir folder;
    {
        Device device(server, folder.path());
        device.sync();
    }
    const auto profile = replica::Profile::open(folder.path());
    EXPECT_OK(profile);
    const QString generation = *profile->currentGeneration();
    QFile file(profile->path(generation));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(QByteArray(20'000, 'x'));
    file.close();
    const SystemClock clock;
    EXPECT_ERROR(replica::Replica::open(*profile, clock, test::fieldKey()), StorageBroken);
    file.remove();
    EXPECT_ERROR(replica::Replica::open(*profile, clock, test::fieldKey()), StorageBroken);
}

QTEST_GUILESS_MAIN(TestReplicaDurability)
#include "TestReplicaDurability.moc"
