// A host's day without a network, with real processes and files: what was typed survives kill -9, arrives when the plug
// is in again, and a guest's booking made meanwhile wins where it has to.
#include "support/CliClient.h"
#include "support/Expect.h"
#include "support/NetworkPlug.h"
#include "support/ProfileBytes.h"
#include "support/RestClient.h"
#include "support/SameRows.h"
#include "support/ServerProcess.h"

#include <QDate>
#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

using namespace roost;
using namespace roost::test;
using namespace Qt::StringLiterals;

namespace {

constexpr char kEmail[] = "solberg@example.org";
constexpr char kPassword[] = "a-long-password-1";

QString email()
{
    return QString::fromLatin1(kEmail);
}

QString password()
{
    return QString::fromLatin1(kPassword);
}

QString day(int daysFromNow)
{
    return QDate::currentDate().addDays(daysFromNow).toString(Qt::ISODate);
}

#define RUN_OK(reply)                                                                                                  \
    do {                                                                                                               \
        const CliReply &runReply = (reply);                                                                            \
        QVERIFY2(runReply.exitCode == 0, runReply.errors.constData());                                                 \
    } while (false)

} // namespace

class TestOfflineDay : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<CliClient> client(const QString &name)
    {
        return std::make_unique<CliClient>(m_folder->filePath(name), password());
    }
    QString makeListing(const QString &title)
    {
        const RestReply made =
            m_host->post(u"/api/v1/tenants/%1/listings"_s.arg(m_tenant), {{u"title"_s, title},
                                                                          {u"base_price_minor"_s, 100000},
                                                                          {u"instant_book"_s, true},
                                                                          {u"status"_s, u"published"_s}});
        return made.json.value(u"id").toString();
    }
    QString scope() const { return u"t:"_s + m_tenant; }
    void compareEverywhere(const QList<const CliClient *> &clients)
    {
        for (const CliClient *one : clients)
            QCOMPARE(differences(*m_host, scope(), *one), QStringList());
    }
    QJsonObject listingOf(const CliClient &one, const QString &id)
    {
        const QJsonArray listings = one.runOffline({u"listings"_s}).json.array();
        for (const QJsonValue &listing : listings) {
            if (listing.toObject().value(u"id") == id)
                return listing.toObject();
        }
        return {};
    }
    // Syncs again and again until it succeeds: the server may be away for a while.
    void syncUntilDone(const CliClient &one)
    {
        CliReply reply;
        for (int attempt = 0; attempt < 20 && reply.exitCode != 0; ++attempt)
            reply = one.run({u"sync"_s});
        RUN_OK(reply);
    }

    void checkProblems(const CliClient &one)
    {
        const QJsonArray problems = one.runOffline({u"problems"_s}).json.array();
        QCOMPARE(problems.size(), 2);
        QJsonObject title;
        QJsonObject block;
        for (const QJsonValue &problem : problems)
            (problem.toObject().value(u"field") == u"title"_s ? title : block) = problem.toObject();
        QCOMPARE(title.value(u"mine").toString(), u"Cabin with a sauna"_s);
        QCOMPARE(title.value(u"theirs").toString(), u"Cabin by the sea"_s);
        QCOMPARE(block.value(u"code").toString(), u"DATES_TAKEN"_s);
        const QByteArray both = QJsonDocument(block).toJson();
        QVERIFY(both.contains(day(30).toUtf8()) && both.contains(day(37).toUtf8()));
        QVERIFY(both.contains(day(32).toUtf8()) && both.contains(day(34).toUtf8()));
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<ServerProcess> m_server;
    std::unique_ptr<NetworkPlug> m_plug;
    std::unique_ptr<RestClient> m_host;
    QString m_tenant;

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        QVERIFY(QFile::setPermissions(m_folder->path(),
                                      QFile::permissions(m_folder->path()) | QFile::ExeOther | QFile::ReadOther));
        m_server = std::make_unique<ServerProcess>(m_folder->filePath(u"server"_s));
        EXPECT_OK(runRoostd({u"user"_s, u"create"_s, u"--data"_s, m_server->dataFolder(), u"--email"_s, email(),
                             u"--name"_s, u"Solberg"_s, u"--tenant"_s, u"Solberg"_s, u"--currency"_s, u"NOK"_s,
                             u"--zone"_s, u"Europe/Oslo"_s, u"--password-stdin"_s},
                            password().toUtf8() + '\n'));
        EXPECT_OK(m_server->start());
        m_plug = std::make_unique<NetworkPlug>(m_server->url());
        m_host = std::make_unique<RestClient>(m_server->url());
        const RestReply session = m_host->logIn(email(), password());
        QCOMPARE(session.status, 200);
        m_tenant = session.json.value(u"tenants").toArray().first().toObject().value(u"id").toString();
    }

    void cleanup()
    {
        m_host.reset();
        m_plug.reset();
        m_server.reset();
        m_folder.reset();
    }

    void everythingTypedOfflineArrivesOrIsShown()
    {
        const QString cabin = makeListing(u"Cabin by the fjord"_s);
        makeListing(u"Loft in town"_s);
        const auto a = client(u"a"_s);
        const auto b = client(u"b"_s);
        RUN_OK(a->run({u"login"_s, m_plug->url().toString(), email()}));
        RUN_OK(a->run({u"sync"_s}));
        RUN_OK(b->run({u"login"_s, m_server->url().toString(), email()}));
        RUN_OK(b->run({u"sync"_s}));
        compareEverywhere({a.get(), b.get()});

        m_plug->pull();
        RUN_OK(a->runOffline({u"edit"_s, cabin, u"base_price_minor=123400"_s, u"title=Cabin with a sauna"_s}));
        RUN_OK(a->runOffline({u"block"_s, cabin, day(10), day(14), u"--note"_s, u"Roof"_s}));
        // Saved, and trying to reach the server, when the machine dies.
        const auto killed = a->start({u"block"_s, cabin, day(30), day(37), u"--note"_s, u"Family"_s});
        QTRY_COMPARE_WITH_TIMEOUT(a->rows(u"block"_s).size(), 2, 20'000);
        killed->kill();
        QVERIFY(killed->waitForFinished());

        RUN_OK(b->run({u"edit"_s, cabin, u"title=Cabin by the sea"_s}));
        RestClient guest(m_server->url());
        QCOMPARE(guest.registerAccount(u"guest@example.org"_s, password()).status, 201);
        const RestReply booked = guest.post(
            u"/api/v1/bookings"_s,
            {{u"listing_id"_s, cabin}, {u"check_in"_s, day(32)}, {u"check_out"_s, day(34)}, {u"guests"_s, 2}});
        QCOMPARE(booked.status, 201);

        // Restarted without a network: everything is there.
        const QJsonObject offline = listingOf(*a, cabin);
        QCOMPARE(offline.value(u"title").toString(), u"Cabin with a sauna"_s);
        QCOMPARE(offline.value(u"base_price_minor").toInteger(), 123400);
        QVERIFY(offline.value(u"tentative").toBool());
        QCOMPARE(a->runOffline({u"outbox"_s}).json.array().size(), 3);

        m_plug->plugIn();
        RUN_OK(a->run({u"sync"_s}));
        const QJsonObject after = listingOf(*a, cabin);
        QCOMPARE(after.value(u"base_price_minor").toInteger(), 123400);
        QCOMPARE(after.value(u"title").toString(), u"Cabin by the sea"_s);
        QVERIFY(!after.value(u"tentative").toBool());
        QCOMPARE(a->runOffline({u"outbox"_s}).json.array().size(), 0);
        checkProblems(*a);
        QCOMPARE(a->rows(u"block"_s).size(), 1);
        QCOMPARE(a->rows(u"booking"_s).size(), 1);

        RUN_OK(b->run({u"sync"_s}));
        compareEverywhere({a.get(), b.get()});
        RUN_OK(a->run({u"sync"_s}));
        QCOMPARE(a->runOffline({u"problems"_s}).json.array().size(), 2);
    }

    // Changed, entered and priced without a network; a change over somebody else's and a sold night are told.
    void bookingsAndPricesMadeOfflineArrive()
    {
        const QString cabin = makeListing(u"Cabin by the fjord"_s);
        RestClient guest(m_server->url());
        QCOMPARE(guest.registerAccount(u"guest@example.org"_s, password()).status, 201);
        const auto book = [&](int from, int to) {
            return guest.post(u"/api/v1/bookings"_s,
                              {{u"listing_id"_s, cabin}, {u"check_in"_s, day(from)}, {u"check_out"_s, day(to)}});
        };
        const QJsonObject first = book(10, 12).json;
        const QJsonObject second = book(20, 22).json;
        const auto a = client(u"a"_s);
        RUN_OK(a->run({u"login"_s, m_plug->url().toString(), email()}));
        RUN_OK(a->run({u"sync"_s}));

        m_plug->pull();
        const QString code = first.value(u"code").toString();
        RUN_OK(a->runOffline({u"change"_s, code, u"check_out="_s + day(14), u"guests=1"_s}));
        RUN_OK(a->runOffline({u"change"_s, second.value(u"code").toString(), u"check_out="_s + day(23)}));
        RUN_OK(a->runOffline({u"price"_s, cabin, day(40), day(43), u"price=1500"_s, u"min_nights=2"_s}));
        RUN_OK(a->runOffline({u"book"_s, cabin, day(50), day(52), u"--name"_s, u"Kari Nordmann"_s, u"--total"_s,
                              u"1750"_s, u"--note"_s, u"Phoned"_s}));
        RUN_OK(a->runOffline({u"book"_s, cabin, day(60), day(62), u"--name"_s, u"Ola Nordmann"_s}));
        QCOMPARE(a->runOffline({u"prices"_s, cabin, u"--from"_s, day(39), u"--to"_s, day(50)}).json.array().size(), 3);
        QCOMPARE(a->rows(u"booking"_s).size(), 4);
        // What is known here to be taken can't be entered.
        QVERIFY(a->runOffline({u"book"_s, cabin, day(51), day(53), u"--name"_s, u"Per"_s}).exitCode != 0);

        // Meanwhile the second guest leaves earlier, and somebody books what Ola was promised.
        QCOMPARE(
            guest.post(u"/api/v1/bookings/%1/change"_s.arg(second.value(u"id").toString()), {{u"check_out"_s, day(21)}})
                .status,
            200);
        QCOMPARE(book(61, 63).status, 201);
        m_plug->plugIn();
        RUN_OK(a->run({u"sync"_s}));

        const QJsonObject changed = guest.get(u"/api/v1/bookings/"_s + first.value(u"id").toString()).json;
        QCOMPARE(changed.value(u"check_out").toString(), day(14));
        QCOMPARE(changed.value(u"guests").toInt(), 1);
        QCOMPARE(changed.value(u"total")[u"amount_minor"].toInteger(), 400000);
        QHash<QString, QString> problems;
        for (const QJsonValue &problem : a->runOffline({u"problems"_s}).json.array())
            problems.insert(problem[u"name"].toString(), problem[u"code"].toString());
        QCOMPARE(problems, (QHash<QString, QString>{{u"booking.change"_s, u"BOOKING_CHANGED"_s},
                                                    {u"booking.create"_s, u"DATES_TAKEN"_s}}));
        QCOMPARE(serverRows(*m_host, scope(), u"day_rate"_s).size(), 3);
        // Both guests' three and Kari's.
        QCOMPARE(serverRows(*m_host, scope(), u"booking"_s).size(), 4);
        compareEverywhere({a.get()});
    }

    void aProblemIsDecidedFromTheTerminal()
    {
        const QString cabin = makeListing(u"Cabin"_s);
        const auto a = client(u"a"_s);
        RUN_OK(a->run({u"login"_s, m_plug->url().toString(), email()}));
        RUN_OK(a->run({u"sync"_s}));
        RUN_OK(a->runOffline({u"edit"_s, cabin, u"title=Mine"_s}));
        QCOMPARE(
            m_host->patch(u"/api/v1/tenants/%1/listings/%2"_s.arg(m_tenant, cabin), {{u"title"_s, u"Theirs"_s}}).status,
            200);
        RUN_OK(a->run({u"sync"_s}));
        const QJsonArray problems = a->runOffline({u"problems"_s}).json.array();
        QCOMPARE(problems.size(), 1);
        RUN_OK(a->run({u"resolve"_s, problems.first().toObject().value(u"id").toString(), u"--mine"_s}));
        QCOMPARE(m_host->get(u"/api/v1/listings/"_s + cabin).json.value(u"title").toString(), u"Mine"_s);
        QVERIFY(a->runOffline({u"problems"_s}).json.array().isEmpty());
    }

    void decisionsAreTakenBackFromTheTerminal()
    {
        const QString cabin = makeListing(u"Cabin"_s);
        const auto a = client(u"a"_s);
        const auto title = [&] { return m_host->get(u"/api/v1/listings/"_s + cabin).json.value(u"title").toString(); };
        RUN_OK(a->run({u"login"_s, m_plug->url().toString(), email()}));
        RUN_OK(a->run({u"sync"_s}));
        // An edit that wasn't sent is taken out.
        RUN_OK(a->runOffline({u"edit"_s, cabin, u"title=A slip"_s}));
        const QString slip =
            a->runOffline({u"outbox"_s}).json.array().first().toObject().value(u"mutation_id").toString();
        RUN_OK(a->runOffline({u"outbox"_s, u"undo"_s, slip}));
        QVERIFY(a->runOffline({u"outbox"_s}).json.array().isEmpty());
        RUN_OK(a->runOffline({u"edit"_s, cabin, u"title=Mine"_s}));
        QCOMPARE(
            m_host->patch(u"/api/v1/tenants/%1/listings/%2"_s.arg(m_tenant, cabin), {{u"title"_s, u"Theirs"_s}}).status,
            200);
        RUN_OK(a->run({u"sync"_s}));
        const QString id = a->runOffline({u"problems"_s}).json.array().first().toObject().value(u"id").toString();
        const QJsonObject shown = a->runOffline({u"problem"_s, u"show"_s, id}).json.object();
        QCOMPARE(shown.value(u"mine").toString(), u"Mine"_s);
        QCOMPARE(shown.value(u"theirs").toString(), u"Theirs"_s);
        RUN_OK(a->run({u"problem"_s, u"resolve"_s, id, u"--edit"_s, u"title=Both"_s}));
        QCOMPARE(title(), u"Both"_s);
        QVERIFY(a->runOffline({u"problems"_s}).json.array().isEmpty());
        const QJsonObject decided = a->runOffline({u"problems"_s, u"--all"_s}).json.array().first().toObject();
        QCOMPARE(decided.value(u"state").toString(), u"edited"_s);
        QCOMPARE(decided.value(u"undoable").toBool(), true);
        RUN_OK(a->run({u"problem"_s, u"undo"_s, id}));
        QCOMPARE(title(), u"Theirs"_s);
        RUN_OK(a->run({u"problem"_s, u"resolve"_s, id, u"--theirs"_s}));
        QVERIFY(a->runOffline({u"problems"_s}).json.array().isEmpty());
        QVERIFY(a->run({u"problem"_s, u"resolve"_s, id, u"--mine"_s}).exitCode != 0);
        compareEverywhere({a.get()});
    }

    void aWipedProfileIsUnreadable()
    {
        const QString cabin = makeListing(u"Cabin"_s);
        const auto a = client(u"a"_s);
        RUN_OK(a->run({u"login"_s, m_plug->url().toString(), email()}));
        RUN_OK(a->run({u"sync"_s}));
        RUN_OK(a->run({u"book"_s, cabin, day(20), day(23), u"--name"_s, u"Ragnhild Gåsvik"_s, u"--email"_s,
                       u"gaasvik@example.org"_s}));
        const QStringList words{u"Ragnhild"_s, u"gaasvik@example.org"_s};
        QCOMPARE(a->rows(u"contact"_s).size(), 1);
        QCOMPARE(wordsFoundIn(a->profileFolder(), words), QStringList());
        RUN_OK(a->runOffline({u"edit"_s, cabin, u"title=Not sent"_s}));
        QCOMPARE(a->runOffline({u"profile"_s}).json.object().value(u"key").toString(), u"file"_s);
        // A copy that somebody made, which still has its key.
        const CliClient copy(m_folder->filePath(u"copy"_s), password());
        QVERIFY(QDir().mkpath(copy.profileFolder()));
        for (const QString &name : QDir(a->profileFolder()).entryList(QDir::Files))
            QVERIFY(QFile::copy(a->profileFolder() + u'/' + name, copy.profileFolder() + u'/' + name));

        QVERIFY(a->run({u"profile"_s, u"wipe"_s}).exitCode != 0);
        RUN_OK(a->run({u"profile"_s, u"wipe"_s, u"--discard-changes"_s}));
        QVERIFY(!QFile::exists(a->profileFolder()));
        QVERIFY(QDir(a->configFolder() + u"/roost/keys"_s).isEmpty());
        const QJsonArray bookings = copy.runOffline({u"bookings"_s}).json.array();
        QCOMPARE(bookings.size(), 1);
        QCOMPARE(bookings.first().toObject().value(u"guest").toString(), u"(can't be read)"_s);
        QCOMPARE(wordsFoundIn(copy.profileFolder(), words), QStringList());
    }

    // The server dies with kill -9 when the first so many bytes of the push have reached it, again and again.
    void serverKilledInTheMiddleOfPush()
    {
        const QString cabin = makeListing(u"Cabin"_s);
        const auto a = client(u"a"_s);
        RUN_OK(a->run({u"login"_s, m_plug->url().toString(), email()}));
        RUN_OK(a->run({u"sync"_s}));
        constexpr int kBlocks = 40;
        for (int i = 0; i < kBlocks; ++i)
            RUN_OK(a->runOffline({u"block"_s, cabin, day(10 + 3 * i), day(12 + 3 * i)}));
        RUN_OK(a->runOffline({u"edit"_s, cabin, u"title=After the storm"_s}));

        for (const qint64 bytes : {800, 2'500, 6'000, 12'000}) {
            m_plug->pullAfterBytesToServer(bytes);
            const auto syncing = a->start({u"sync"_s});
            QTRY_VERIFY_WITH_TIMEOUT(m_plug->isPulled() || syncing->state() == QProcess::NotRunning, 30'000);
            m_server->kill();
            syncing->kill();
            syncing->waitForFinished();
            EXPECT_OK(m_server->start());
            m_plug->plugIn();
        }
        syncUntilDone(*a);
        QVERIFY(a->runOffline({u"problems"_s}).json.array().isEmpty());
        QCOMPARE(serverRows(*m_host, scope(), u"block"_s).size(), kBlocks);
        QCOMPARE(m_host->get(u"/api/v1/listings/"_s + cabin).json.value(u"title").toString(), u"After the storm"_s);
        compareEverywhere({a.get()});
    }

    // The replies to a push are lost, so the client doesn't know that it was done: sent again, done once.
    void repliesLostInTheMiddleOfPush()
    {
        const QString cabin = makeListing(u"Cabin"_s);
        const auto a = client(u"a"_s);
        RUN_OK(a->run({u"login"_s, m_plug->url().toString(), email()}));
        RUN_OK(a->run({u"sync"_s}));
        for (int i = 0; i < 10; ++i)
            RUN_OK(a->runOffline({u"block"_s, cabin, day(10 + 3 * i), day(12 + 3 * i)}));
        // Log-in and hello come through, what follows them does not.
        for (const qint64 bytes : {1'000, 1'400, 1'800, 2'200, 3'000}) {
            m_plug->pullAfterBytesFromServer(bytes);
            const auto syncing = a->start({u"sync"_s});
            QTRY_VERIFY_WITH_TIMEOUT(m_plug->isPulled() || syncing->state() == QProcess::NotRunning, 30'000);
            syncing->kill();
            syncing->waitForFinished();
            m_plug->plugIn();
        }
        syncUntilDone(*a);
        QVERIFY(a->runOffline({u"problems"_s}).json.array().isEmpty());
        QCOMPARE(serverRows(*m_host, scope(), u"block"_s).size(), 10);
        compareEverywhere({a.get()});
    }

    // A first sync of some 6 MB, during which the server is killed several times: it goes on where it stopped.
    void serverKilledInTheMiddleOfSnapshot()
    {
        m_server->stop();
        const QString data = m_folder->filePath(u"big"_s);
        EXPECT_OK(runRoostd({u"demo"_s, u"--data"_s, data, u"--listings"_s, u"60"_s, u"--bookings"_s, u"15000"_s,
                             u"--seed"_s, u"3"_s, u"--password-stdin"_s},
                            password().toUtf8() + '\n'));
        m_server = std::make_unique<ServerProcess>(data);
        EXPECT_OK(m_server->start());
        m_plug = std::make_unique<NetworkPlug>(m_server->url());
        const QString owner = u"demo@roost.localhost"_s;

        const auto calm = client(u"calm"_s);
        RUN_OK(calm->run({u"login"_s, m_plug->url().toString(), owner}));
        const qint64 before = m_plug->bytesFromServer();
        RUN_OK(calm->run({u"sync"_s}));
        const qint64 undisturbed = m_plug->bytesFromServer() - before;

        const auto a = client(u"a"_s);
        RUN_OK(a->run({u"login"_s, m_plug->url().toString(), owner}));
        const qint64 start = m_plug->bytesFromServer();
        constexpr int kKills = 4;
        for (int kill = 0; kill < kKills; ++kill) {
            m_plug->pullAfterBytesFromServer(undisturbed / (kKills + 1));
            const auto syncing = a->start({u"sync"_s});
            QTRY_VERIFY_WITH_TIMEOUT(m_plug->isPulled() || syncing->state() == QProcess::NotRunning, 60'000);
            m_server->kill();
            syncing->kill();
            syncing->waitForFinished();
            EXPECT_OK(m_server->start());
            m_plug->plugIn();
        }
        syncUntilDone(*a);
        const qint64 disturbed = m_plug->bytesFromServer() - start;
        qInfo("bytes: undisturbed %lld, with %d kills %lld", undisturbed, kKills, disturbed);
        // A cut costs the chunk that was under way.
        QVERIFY(disturbed < 2 * undisturbed);
        QCOMPARE(differences(*a, *calm), QStringList());
        QVERIFY(a->rows(u"booking"_s).size() >= 15'000);
    }
};

QTEST_GUILESS_MAIN(TestOfflineDay)
#include "TestOfflineDay.moc"
