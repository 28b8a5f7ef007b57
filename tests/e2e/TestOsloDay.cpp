// A day of work on a real portfolio: the Oslo host with 94 listings, two computers of theirs, each without a network
// for a part of the day while the other one works on. In the end both are the same as the server, row for row, and the
// problems are those that had to come: no more, no fewer.
#include "support/CliClient.h"
#include "support/Expect.h"
#include "support/NetworkPlug.h"
#include "support/RestClient.h"
#include "support/SameRows.h"
#include "support/ServerProcess.h"

#include <QDate>
#include <QDir>
#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

using namespace roost;
using namespace roost::test;
using namespace Qt::StringLiterals;

namespace {

const auto kOwner = u"host-233933220@inside-airbnb.invalid"_s;
const auto kPassword = u"a-long-password-1"_s;

// "listing.edit FIELD_CONFLICT title" -> how often.
using ProblemCounts = QMap<QString, int>;

} // namespace

class TestOsloDay : public QObject
{
    Q_OBJECT

private:
    void importOslo(const QDir &oslo)
    {
        const QString data = m_folder.filePath(u"server"_s);
        EXPECT_OK(runRoostd({u"import"_s, u"inside-airbnb"_s, u"--data"_s, data, u"--listings"_s,
                             oslo.filePath(u"listings.csv"_s), u"--reviews"_s, oslo.filePath(u"reviews.csv"_s)},
                            {}, 600'000));
        EXPECT_OK(runRoostd({u"user"_s, u"password"_s, u"--data"_s, data, u"--email"_s, kOwner, u"--password-stdin"_s},
                            kPassword.toUtf8() + '\n'));
        m_server = std::make_unique<ServerProcess>(data);
        EXPECT_OK(m_server->start());
        m_host = std::make_unique<RestClient>(m_server->url());
        const RestReply session = m_host->logIn(kOwner, kPassword);
        QCOMPARE(session.status, 200);
        m_scope = u"t:"_s + session.json.value(u"tenants"_s).toArray().first()[u"id"].toString();
    }

    // One of the host's computers and its cable.
    struct Computer
    {
        Computer(const QUrl &server, const QString &folder)
            : plug(server)
            , client(folder, kPassword)
        {
        }
        NetworkPlug plug;
        CliClient client;
    };
    std::unique_ptr<Computer> computer(const QString &name)
    {
        auto made = std::make_unique<Computer>(m_server->url(), m_folder.filePath(name));
        run(made->client, {u"login"_s, made->plug.url().toString(), kOwner});
        run(made->client, {u"sync"_s});
        return made;
    }
    static void run(const CliClient &client, const QStringList &words)
    {
        const CliReply reply = client.run(words);
        QVERIFY2(reply.exitCode == 0, reply.errors.constData());
    }
    // The command for each of these listings; "%1" in a word is the listing's number.
    void each(const CliClient &client, bool isOnline, int from, int to, const QString &command,
              const QStringList &words)
    {
        for (int i = from; i < to; ++i) {
            QStringList line = isOnline ? QStringList() : QStringList{u"--offline"_s};
            line << command << m_listings.at(i);
            for (const QString &word : words)
                line << (word.contains(u"%1"_s) ? word.arg(i) : word);
            run(client, line);
        }
    }
    static ProblemCounts problemsOf(const CliClient &client)
    {
        ProblemCounts counts;
        for (const QJsonValue &problem : client.runOffline({u"problems"_s}).json.array()) {
            const QStringList words{problem[u"name"].toString(), problem[u"code"].toString(),
                                    problem[u"field"].toString()};
            ++counts[words.join(u' ').trimmed()];
        }
        return counts;
    }

    // One computer works offline, the other one with the network: different listings, and the same ones.
    void halfADay(Computer &offline, const CliClient &online, int first, const QString &who)
    {
        offline.plug.pull();
        each(offline.client, false, first, first + 15, u"edit"_s, {u"title="_s + who + u" %1"_s});
        each(offline.client, false, first, first + 5, u"edit"_s, {u"summary=Rewritten by "_s + who});
        each(offline.client, false, first + 15, first + 23, u"block"_s, {u"2035-06-01"_s, u"2035-06-05"_s});
        each(offline.client, false, first + 15, first + 20, u"price"_s,
             {u"2035-08-01"_s, u"2035-08-31"_s, u"price=1790"_s});
        each(offline.client, false, first + 23, first + 29, u"book"_s,
             {u"2035-07-01"_s, u"2035-07-04"_s, u"--name"_s, u"Kari %1"_s, u"--total"_s, u"4200"_s});

        each(online, true, first + 10, first + 18, u"edit"_s, {u"title=Meanwhile %1"_s});
        each(online, true, first + 20, first + 23, u"book"_s,
             {u"2035-06-03"_s, u"2035-06-06"_s, u"--name"_s, u"Ola %1"_s});
        each(online, true, first + 27, first + 30, u"block"_s, {u"2035-07-02"_s, u"2035-07-03"_s});
        each(online, true, first + 15, first + 20, u"price"_s, {u"2035-09-01"_s, u"2035-09-30"_s, u"price=1490"_s});

        offline.plug.plugIn();
        run(offline.client, {u"sync"_s});
        run(online, {u"sync"_s});
    }
    // What halfADay() has to bring up, on the computer that was offline.
    static ProblemCounts expectedProblems()
    {
        return {{u"listing.edit FIELD_CONFLICT title"_s, 5},
                {u"calendar.block DATES_TAKEN"_s, 3},
                {u"booking.create DATES_TAKEN"_s, 2}};
    }
    void resolveTitles(const CliClient &client, const QString &choice)
    {
        for (const QJsonValue &problem : client.runOffline({u"problems"_s}).json.array()) {
            if (problem[u"field"].toString() == u"title")
                run(client, {u"resolve"_s, problem[u"id"].toString(), choice});
        }
    }
    QStringList titlesOn(const CliClient &client, int from, int to)
    {
        QHash<QString, QString> titles;
        for (const QJsonValue &listing : client.runOffline({u"listings"_s}).json.array())
            titles.insert(listing[u"id"].toString(), listing[u"title"].toString());
        QStringList found;
        for (int i = from; i < to; ++i)
            found << titles.value(m_listings.at(i));
        return found;
    }

    QTemporaryDir m_folder;
    std::unique_ptr<ServerProcess> m_server;
    std::unique_ptr<RestClient> m_host;
    QString m_scope;
    QStringList m_listings;

private Q_SLOTS:
    void twoComputersEndAsTheServer()
    {
        const QString shared =
            qEnvironmentVariable("ROOST_SHARED_DATA", QString::fromUtf8(ROOST_SOURCE_DIR) + "/../shared/data"_L1);
        const QDir oslo(shared + "/oslo"_L1);
        if (!oslo.exists(u"listings.csv"_s))
            QSKIP("The whole export of Oslo is not here; name its folder's parent in ROOST_SHARED_DATA.");
        QVERIFY(QFile::setPermissions(m_folder.path(),
                                      QFile::permissions(m_folder.path()) | QFile::ExeOther | QFile::ReadOther));
        importOslo(oslo);
        if (QTest::currentTestFailed())
            return;
        const auto laptop = computer(u"laptop"_s);
        const auto office = computer(u"office"_s);
        for (const QJsonValue &listing : laptop->client.runOffline({u"listings"_s}).json.array())
            m_listings << listing[u"id"].toString();
        m_listings.sort();
        QCOMPARE(m_listings.size(), 94);

        halfADay(*laptop, office->client, 0, u"the laptop"_s);
        QCOMPARE(problemsOf(laptop->client), expectedProblems());
        QCOMPARE(problemsOf(office->client), ProblemCounts());
        halfADay(*office, laptop->client, 40, u"the office"_s);
        QCOMPARE(problemsOf(laptop->client), expectedProblems());
        QCOMPARE(problemsOf(office->client), expectedProblems());

        resolveTitles(laptop->client, u"--mine"_s);
        resolveTitles(office->client, u"--theirs"_s);
        for (const CliClient *client : {&laptop->client, &office->client, &laptop->client})
            run(*client, {u"sync"_s});
        for (const CliClient *client : {&laptop->client, &office->client}) {
            QCOMPARE(differences(*m_host, m_scope, *client), QStringList());
            QCOMPARE(client->runOffline({u"outbox"_s}).json.array().size(), 0);
            QCOMPARE(titlesOn(*client, 9, 12),
                     (QStringList{u"the laptop 9"_s, u"the laptop 10"_s, u"the laptop 11"_s}));
            QCOMPARE(titlesOn(*client, 49, 52),
                     (QStringList{u"the office 49"_s, u"Meanwhile 50"_s, u"Meanwhile 51"_s}));
        }
        qInfo("problems on each: 5 titles, 3 blocks, 2 bookings; %lld listings, %lld bookings, %lld day rates the same "
              "everywhere",
              static_cast<long long>(m_listings.size()),
              static_cast<long long>(replicaRows(laptop->client, u"booking"_s).size()),
              static_cast<long long>(replicaRows(laptop->client, u"day_rate"_s).size()));
    }
};

QTEST_GUILESS_MAIN(TestOsloDay)
#include "TestOsloDay.moc"
