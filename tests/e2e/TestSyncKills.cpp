// kill -9 of the client or the server at random moments of snapshot, push and pull, again and again, on the real
// programs: nothing is lost, nothing is done twice, and little is sent twice.
//
// A round is a new computer of the host: first sync, edits made offline and sent, changes of others fetched; four kills
// in each. ROOST_SYNC_KILLS says how many kills in all (8), ROOST_SYNC_KILLS_SEED where the moments come from. A long
// run needs QTEST_FUNCTION_TIMEOUT (ms), too.
#include "support/CliClient.h"
#include "support/Expect.h"
#include "support/NetworkPlug.h"
#include "support/RestClient.h"
#include "support/SameRows.h"
#include "support/ServerProcess.h"

#include <QDate>
#include <QJsonArray>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>

using namespace roost;
using namespace roost::test;
using namespace Qt::StringLiterals;

namespace {

constexpr int kKillsARound = 4;
constexpr int kBlocksARound = 6;
const auto kOwner = u"demo@roost.localhost"_s;
const auto kPassword = u"a-long-password-1"_s;

int fromEnvironment(const char *name, int otherwise)
{
    bool isNumber = false;
    const int value = qEnvironmentVariableIntValue(name, &isNumber);
    return isNumber ? value : otherwise;
}

// What passed over the wire in each part of a round.
struct PartBytes
{
    qint64 snapshot = 0;
    qint64 push = 0;
    qint64 pull = 0;

    qint64 all() const { return snapshot + push + pull; }
};

} // namespace

class TestSyncKills : public QObject
{
    Q_OBJECT

private:
    void makePortfolio()
    {
        EXPECT_OK(runRoostd({u"demo"_s, u"--data"_s, m_folder.filePath(u"server"_s), u"--listings"_s, u"100"_s,
                             u"--bookings"_s, u"60000"_s, u"--seed"_s, u"3"_s, u"--password-stdin"_s},
                            kPassword.toUtf8() + '\n'));
        m_server = std::make_unique<ServerProcess>(m_folder.filePath(u"server"_s));
        EXPECT_OK(m_server->start());
        m_plug = std::make_unique<NetworkPlug>(m_server->url());
        m_host = std::make_unique<RestClient>(m_server->url());
        const RestReply session = m_host->logIn(kOwner, kPassword);
        QCOMPARE(session.status, 200);
        m_tenant = session.json.value(u"tenants"_s).toArray().first().toObject().value(u"id"_s).toString();
    }
    std::unique_ptr<CliClient> computer(const QString &name, const QUrl &url)
    {
        auto made = std::make_unique<CliClient>(m_folder.filePath(name), kPassword);
        if (made->run({u"login"_s, url.toString(), kOwner}).exitCode != 0)
            qFatal("no log-in");
        return made;
    }
    void syncUntilDone(const CliClient &one)
    {
        CliReply reply;
        for (int attempt = 0; attempt < 20 && reply.exitCode != 0; ++attempt)
            reply = one.run({u"sync"_s});
        QVERIFY2(reply.exitCode == 0, reply.errors.constData());
    }

    // Kills one of the two, the cable with it, once so many bytes have come from the server (or gone to it).
    void syncAndKill(const CliClient &one, bool isCountedToServer, qint64 bytes)
    {
        if (isCountedToServer)
            m_plug->pullAfterBytesToServer(bytes);
        else
            m_plug->pullAfterBytesFromServer(bytes);
        const auto syncing = one.start({u"sync"_s});
        QTRY_VERIFY_WITH_TIMEOUT(m_plug->isPulled() || syncing->state() == QProcess::NotRunning, 60'000);
        const bool isServersTurn = m_random.bounded(2) == 0;
        if (isServersTurn)
            m_server->kill();
        syncing->kill();
        syncing->waitForFinished();
        if (isServersTurn)
            EXPECT_OK(m_server->start());
        m_plug->plugIn();
        ++m_kills;
    }
    qint64 somewhereIn(qint64 bytes) { return m_random.bounded(std::max<qint64>(bytes, 2)); }

    // Edits without a network: nights that no other round closes, and prices.
    void editOffline(const CliClient &one)
    {
        const QString listing = m_listing;
        for (int i = 0; i < kBlocksARound; ++i) {
            const QDate from = m_nextFree;
            m_nextFree = m_nextFree.addDays(2);
            const CliReply done = one.runOffline(
                {u"block"_s, listing, from.toString(Qt::ISODate), from.addDays(1).toString(Qt::ISODate)});
            QVERIFY2(done.exitCode == 0, done.errors.constData());
        }
        m_blocks += kBlocksARound;
        const CliReply priced =
            one.runOffline({u"price"_s, listing, m_nextFree.toString(Qt::ISODate),
                            m_nextFree.addDays(60).toString(Qt::ISODate), u"price=%1"_s.arg(1000 + m_blocks)});
        QVERIFY2(priced.exitCode == 0, priced.errors.constData());
    }
    // What others do meanwhile: a year's prices of another listing.
    void changeElsewhere(const CliClient &other)
    {
        const QDate from = QDate::currentDate().addDays(1);
        const CliReply priced = other.run({u"price"_s, m_otherListing, from.toString(Qt::ISODate),
                                           from.addDays(360).toString(Qt::ISODate), u"price=%1"_s.arg(++m_price)});
        QVERIFY2(priced.exitCode == 0, priced.errors.constData());
    }
    void pickListings(const CliClient &calm)
    {
        const QJsonArray listings = calm.runOffline({u"listings"_s}).json.array();
        QVERIFY(listings.size() >= 2);
        m_listing = listings.at(0)[u"id"].toString();
        m_otherListing = listings.at(1)[u"id"].toString();
    }

    // One round without a kill, measured part by part.
    PartBytes calmRound(const CliClient &one, const CliClient &other)
    {
        PartBytes bytes;
        const auto measured = [&](qint64 &part) {
            const qint64 before = m_plug->bytes();
            syncUntilDone(one);
            part = m_plug->bytes() - before;
        };
        measured(bytes.snapshot);
        editOffline(one);
        measured(bytes.push);
        changeElsewhere(other);
        measured(bytes.pull);
        return bytes;
    }
    void killedRound(const CliClient &one, const CliClient &other, const PartBytes &calm)
    {
        syncAndKill(one, false, somewhereIn(calm.snapshot / 2));
        syncAndKill(one, false, somewhereIn(calm.snapshot / 2));
        syncUntilDone(one);
        editOffline(one);
        syncAndKill(one, true, somewhereIn(calm.push / 2));
        syncUntilDone(one);
        changeElsewhere(other);
        syncAndKill(one, false, somewhereIn(calm.pull));
        syncUntilDone(one);
    }
    qsizetype blocksOf(const CliClient &one)
    {
        return one.runOffline({u"calendar"_s, m_listing, u"--from"_s, u"2035-01-01"_s, u"--to"_s, u"2055-01-01"_s})
            .json[u"blocks"]
            .toArray()
            .size();
    }
    void checkRules(const CliClient &one, const CliClient &other)
    {
        syncUntilDone(other);
        syncUntilDone(one);
        QCOMPARE(differences(one, other), QStringList());
        QCOMPARE(one.runOffline({u"outbox"_s}).json.array().size(), 0);
        QCOMPARE(one.runOffline({u"problems"_s}).json.array().size(), 0);
        QCOMPARE(blocksOf(one), m_blocks);
    }

    QTemporaryDir m_folder;
    std::unique_ptr<ServerProcess> m_server;
    std::unique_ptr<NetworkPlug> m_plug;
    std::unique_ptr<RestClient> m_host;
    QRandomGenerator m_random{static_cast<quint32>(fromEnvironment("ROOST_SYNC_KILLS_SEED", 1))};
    QString m_tenant;
    QString m_listing;
    QString m_otherListing;
    QDate m_nextFree = QDate(2035, 1, 1); // the demo has no bookings so far ahead
    int m_blocks = 0;
    int m_price = 2000;
    int m_kills = 0;

private Q_SLOTS:
    void everyKillCostsLittleAndLosesNothing()
    {
        QVERIFY(QFile::setPermissions(m_folder.path(),
                                      QFile::permissions(m_folder.path()) | QFile::ExeOther | QFile::ReadOther));
        makePortfolio();
        const auto other = computer(u"other"_s, m_server->url());
        syncUntilDone(*other);
        pickListings(*other);
        const auto calm = computer(u"calm"_s, m_plug->url());
        const PartBytes undisturbed = calmRound(*calm, *other);
        checkRules(*calm, *other);

        const int rounds = std::max(1, fromEnvironment("ROOST_SYNC_KILLS", 8) / kKillsARound);
        qint64 disturbed = 0;
        for (int round = 0; round < rounds; ++round) {
            const auto one = computer(u"computer%1"_s.arg(round), m_plug->url());
            const qint64 before = m_plug->bytes();
            killedRound(*one, *other, undisturbed);
            disturbed += m_plug->bytes() - before;
            checkRules(*one, *other);
            if (QTest::currentTestFailed())
                return;
            QDir(one->profileFolder()).removeRecursively();
        }
        const double ratio = static_cast<double>(disturbed) / static_cast<double>(undisturbed.all() * rounds);
        qInfo("%d kills in %d rounds: bytes %lld, undisturbed %lld a round (snapshot %lld, push %lld, pull %lld), "
              "ratio %.3f",
              m_kills, rounds, disturbed, undisturbed.all(), undisturbed.snapshot, undisturbed.push, undisturbed.pull,
              ratio);
        QVERIFY2(ratio <= 1.1, "The kills made more be sent again than they may.");
    }
};

QTEST_GUILESS_MAIN(TestSyncKills)
#include "TestSyncKills.moc"
