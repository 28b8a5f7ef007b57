// The embedded Postgres as a host meets it: first start, restarts, kills, a second server, foreign versions.
#include "support/Expect.h"
#include "support/PostgresFixture.h"

#include "server/ops/EmbeddedPostgres.h"
#include "server/ops/ServerDatabase.h"
#include "storage/Database.h"

#include <QDir>
#include <QFileInfo>
#include <QSignalSpy>
#include <QTest>

#include <csignal>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace roost;
using namespace Qt::StringLiterals;

namespace {

Result<QString> askOrFail(const QUrl &url, const QString &sql)
{
    ROOST_ASSIGN(const auto database, Database::openPostgres(url));
    ROOST_ASSIGN(Statement statement, database->prepare(sql));
    ROOST_TRY(statement.exec());
    return statement.next() ? statement.text(0) : QString();
}

// The first value of the first row, or what went wrong, which no test expects.
QString ask(const QUrl &url, const QString &sql)
{
    const auto answer = askOrFail(url, sql);
    return answer ? *answer : QString::fromUtf8(test::describe(answer));
}

Result<void> run(const QUrl &url, const QString &sql)
{
    ROOST_ASSIGN(const auto database, Database::openPostgres(url));
    return database->execute(sql);
}

unsigned modeOf(const QString &path)
{
    struct stat info = {};
    return stat(QFile::encodeName(path).constData(), &info) == 0 ? info.st_mode & 07777U : 0U;
}

} // namespace

class TestEmbeddedPostgres : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }
    void cleanup() { m_folder.reset(); }

    void firstStartMakesAPrivateDurableCluster()
    {
        const auto postgres = EmbeddedPostgres::start(data());
        EXPECT_OK(postgres);
        const QUrl admin = (*postgres)->adminUrl();
        QCOMPARE(ask(admin, u"SELECT current_setting('listen_addresses')"_s), QString());
        QCOMPARE(ask(admin, u"SELECT current_setting('data_checksums')"_s), u"on"_s);
        QCOMPARE(ask(admin, u"SELECT current_setting('fsync')"_s), u"on"_s);
        QCOMPARE(ask(admin, u"SELECT current_setting('synchronous_commit')"_s), u"on"_s);
        QCOMPARE(ask(admin, u"SELECT current_setting('full_page_writes')"_s), u"on"_s);
        QCOMPARE(ask(admin, u"SELECT current_setting('server_encoding')"_s), u"UTF8"_s);
        QCOMPARE(modeOf(data() + "/postgres"_L1), 0700U);
        QCOMPARE(modeOf(data() + "/run"_L1), 0700U);
        QCOMPARE(modeOf(data() + "/postgres.log"_L1), 0600U);
        QVERIFY(!(*postgres)->isJoined());
    }

    void rolesHaveNoMoreThanTheirRights()
    {
        const auto postgres = start();
        EXPECT_OK(postgres);
        EXPECT_OK(prepareDatabase((*postgres)->ownerUrl()));
        QCOMPARE(prepareDatabase((*postgres)->ownerUrl()).value(), 0);
        const QString rights = u"SELECT string_agg(rolname || rolsuper || rolbypassrls || rolcanlogin, ' ' ORDER BY "
                               "rolname) FROM pg_roles WHERE rolname LIKE 'roost%'"_s;
        QCOMPARE(ask((*postgres)->appUrl(), rights), u"roost_appfalsefalsetrue roost_ownerfalsefalsetrue"_s);
        QCOMPARE(ask((*postgres)->appUrl(), u"SELECT count(*) FROM pg_class WHERE relowner = 'roost_app'::regrole"_s),
                 u"0"_s);
        EXPECT_ERROR(run((*postgres)->appUrl(), u"CREATE TABLE mine (id integer)"_s), Forbidden);
    }

    void stoppedAndStartedAgainKeepsTheData()
    {
        {
            const auto postgres = startDurable();
            EXPECT_OK(postgres);
            EXPECT_OK(run((*postgres)->ownerUrl(), u"CREATE TABLE kept AS SELECT 7 AS answer"_s));
            const qint64 pid = (*postgres)->processId();
            (*postgres)->stop();
            QVERIFY(kill(static_cast<pid_t>(pid), 0) != 0);
            QVERIFY(!QFileInfo::exists(data() + "/postgres/postmaster.pid"_L1));
        }
        const auto postgres = startDurable();
        EXPECT_OK(postgres);
        QCOMPARE(ask((*postgres)->ownerUrl(), u"SELECT answer FROM kept"_s), u"7"_s);
    }

    void killedPostmasterIsStartedAgainInPlace()
    {
        const auto postgres = startDurable();
        EXPECT_OK(postgres);
        EXPECT_OK(run((*postgres)->ownerUrl(), u"CREATE TABLE kept AS SELECT 7 AS answer"_s));
        const qint64 pid = (*postgres)->processId();
        kill(static_cast<pid_t>(pid), SIGKILL);
        QTRY_VERIFY_WITH_TIMEOUT((*postgres)->processId() != 0 && (*postgres)->processId() != pid &&
                                     ask((*postgres)->ownerUrl(), u"SELECT answer FROM kept"_s) == u"7"_s,
                                 30000);
        QCOMPARE(ask((*postgres)->ownerUrl(), u"SELECT answer FROM kept"_s), u"7"_s);
    }

    void killedServerTakesItsPostgresAlongAndTheNextOneRecovers()
    {
        const pid_t child = startInChild();
        QVERIFY(child > 0);
        kill(child, SIGKILL);
        waitpid(child, nullptr, 0);
        const auto postgres = startDurable();
        EXPECT_OK(postgres);
        QCOMPARE(ask((*postgres)->ownerUrl(), u"SELECT answer FROM kept"_s), u"7"_s);
    }

    void killedWithItsPostmasterRecovers()
    {
        const pid_t child = startInChild();
        QVERIFY(child > 0);
        const PostgresCluster cluster(data() + "/postgres"_L1, ServiceAccount::choose().value());
        const auto running = cluster.runningPostmaster();
        QVERIFY(running);
        kill(static_cast<pid_t>(running->pid), SIGKILL);
        kill(child, SIGKILL);
        waitpid(child, nullptr, 0);
        const auto postgres = startDurable();
        EXPECT_OK(postgres);
        QCOMPARE(ask((*postgres)->ownerUrl(), u"SELECT answer FROM kept"_s), u"7"_s);
    }

    void anotherProgramWithTheOldPidIsLeftAlone()
    {
        EXPECT_OK(start());
        const pid_t other = fork();
        if (other == 0) {
            for (;;)
                pause();
        }
        QFile file(data() + "/postgres/postmaster.pid"_L1);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(QByteArray::number(static_cast<qint64>(other)) + "\n/nowhere\n0\n5432\n/nowhere\n\n\nready\n");
        file.close();
        EXPECT_OK(start());
        QCOMPARE(waitpid(other, nullptr, WNOHANG), 0);
        kill(other, SIGKILL);
        waitpid(other, nullptr, 0);
    }

    void secondServerIsRefusedAndASubcommandJoins()
    {
        const pid_t child = startInChild();
        QVERIFY(child > 0);
        const auto second = start();
        EXPECT_ERROR(second, Busy);
        QVERIFY2(second.error().userText.contains(u"process %1"_s.arg(child)), qPrintable(second.error().userText));

        EmbeddedPostgresOptions options = hasty(false);
        options.use = EmbeddedPostgresOptions::Use::JoinOrOwn;
        {
            const auto joined = EmbeddedPostgres::start(data(), options);
            EXPECT_OK(joined);
            QVERIFY((*joined)->isJoined());
            QCOMPARE(ask((*joined)->ownerUrl(), u"SELECT answer FROM kept"_s), u"7"_s);
        }
        QCOMPARE(kill(child, 0), 0);
        QVERIFY(PostgresCluster(data() + "/postgres"_L1, ServiceAccount::choose().value()).runningPostmaster());
        kill(child, SIGKILL);
        waitpid(child, nullptr, 0);
        const auto own = EmbeddedPostgres::start(data(), options);
        EXPECT_OK(own);
        QVERIFY(!(*own)->isJoined());
    }

    void subcommandsAtOnceShareAFirstStart()
    {
        // Several processes begin in an empty folder; each must end up with the same database.
        QList<pid_t> children;
        for (int i = 0; i < 3; ++i) {
            const pid_t child = fork();
            if (child == 0) {
                EmbeddedPostgresOptions options = hasty(false);
                options.use = EmbeddedPostgresOptions::Use::JoinOrOwn;
                const auto postgres = EmbeddedPostgres::start(data(), options);
                _exit(postgres ? 0 : 1);
            }
            children << child;
        }
        for (const pid_t child : std::as_const(children)) {
            int status = -1;
            QCOMPARE(waitpid(child, &status, 0), child);
            QVERIFY(WIFEXITED(status) && WEXITSTATUS(status) == 0);
        }
        EXPECT_OK(start());
    }

    void isTriedAgainWhenItCanNotComeBack()
    {
        const auto postgres = start();
        EXPECT_OK(postgres);
        QSignalSpy lost(postgres->get(), &EmbeddedPostgres::lost);
        const QString config = data() + "/postgres/postgresql.conf"_L1;
        QVERIFY(QFile::rename(config, config + ".away"_L1));
        kill(static_cast<pid_t>((*postgres)->processId()), SIGKILL);
        QVERIFY(lost.wait(30000));
        QVERIFY(QFile::rename(config + ".away"_L1, config));
        QTRY_VERIFY_WITH_TIMEOUT(ask((*postgres)->appUrl(), u"SELECT 1"_s) == u"1"_s, 30000);
    }

    void anotherMajorVersionIsRefused()
    {
        EXPECT_OK(start());
        QFile file(data() + "/postgres/PG_VERSION"_L1);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("9\n");
        file.close();
        const auto postgres = start();
        EXPECT_ERROR(postgres, UpgradeRequired);
        QVERIFY2(postgres.error().userText.contains("PostgreSQL 9"_L1), qPrintable(postgres.error().userText));
    }

    void halfDoneInitdbIsDoneAnew()
    {
        QVERIFY(QDir().mkpath(data() + "/postgres.unfinished/base/1"_L1));
        QFile file(data() + "/postgres.unfinished/PG_VERSION"_L1);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("15\n");
        file.close();
        EXPECT_OK(start());
        QVERIFY(!QFileInfo::exists(data() + "/postgres.unfinished"_L1));
    }

    void longPathsPutTheSocketElsewhere()
    {
        const QString longData = data() + u'/' + QString(90, u'x') + "/with a blank & 100%"_L1;
        const auto postgres = start(longData);
        EXPECT_OK(postgres);
        QCOMPARE(ask((*postgres)->appUrl(), u"SELECT 1"_s), u"1"_s);
        const QString socketFolder =
            ask((*postgres)->adminUrl(), u"SELECT current_setting('unix_socket_directories')"_s);
        QVERIFY(!socketFolder.startsWith(data()));
        QCOMPARE(modeOf(socketFolder), 0700U);
        (*postgres)->stop();
        QVERIFY(!QFileInfo::exists(socketFolder));
    }

    void foldersAboveMayBeClosedToOthers()
    {
        const QString closed = data() + "/closed"_L1;
        QVERIFY(QDir().mkpath(closed));
        QCOMPARE(chmod(QFile::encodeName(closed).constData(), 0700), 0);
        const auto postgres = start(closed + "/data"_L1);
        EXPECT_OK(postgres);
        EXPECT_OK(run((*postgres)->ownerUrl(), u"CREATE TABLE kept AS SELECT 7 AS answer"_s));
        QCOMPARE(modeOf(closed), 0700U);
        EXPECT_OK(run((*postgres)->adminUrl(), u"CHECKPOINT"_s));
    }

    void socketFolderOfSomeoneElseIsRefused()
    {
        EXPECT_OK(start());
        QVERIFY(QDir().mkpath(data() + "/run"_L1));
        QCOMPARE(chmod(QFile::encodeName(data() + "/run"_L1).constData(), 0755), 0);
        EXPECT_ERROR(start(), Forbidden);
    }

    void fullDiskIsSaid()
    {
        const Error error =
            postgresProgramError(u"The database did not start."_s,
                                 u"FATAL:  could not write lock file \"postmaster.pid\": No space left on device\n"_s);
        QCOMPARE(error.code, ErrorCode::StorageFull);
        QVERIFY(error.userText.contains("free some space"_L1));
    }

    void fixtureGivesSeparateMigratedDatabases()
    {
        test::PostgresFixture fixture;
        EXPECT_OK(fixture.start());
        const auto one = fixture.createDatabase();
        const auto two = fixture.createDatabase();
        EXPECT_OK(one);
        EXPECT_OK(two);
        EXPECT_OK(run(one->ownerUrl, u"CREATE TABLE kept AS SELECT 7 AS answer"_s));
        EXPECT_ERROR(run(two->ownerUrl, u"SELECT answer FROM kept"_s), Internal);
        QCOMPARE(ask(two->appUrl, u"SELECT count(*) FROM listing"_s), u"0"_s);
        EXPECT_OK(fixture.dropDatabase(*two));
    }

private:
    QString data() const { return m_folder->path(); }

    // With little patience. Only what survives a kill must be durable, and that takes time.
    static EmbeddedPostgresOptions hasty(bool durable)
    {
        EmbeddedPostgresOptions options;
        options.durable = durable;
        options.recoveryPauseMs = 300;
        return options;
    }
    static Result<std::unique_ptr<EmbeddedPostgres>> start(const QString &folder)
    {
        return EmbeddedPostgres::start(folder, hasty(false));
    }
    Result<std::unique_ptr<EmbeddedPostgres>> start() const { return start(data()); }
    Result<std::unique_ptr<EmbeddedPostgres>> startDurable() const
    {
        return EmbeddedPostgres::start(data(), hasty(true));
    }

    // Runs a server in a process of its own until it is killed; returns when its database holds the table kept.
    pid_t startInChild() const
    {
        int ends[2] = {};
        if (pipe(ends) != 0)
            return -1;
        const pid_t child = fork();
        if (child == 0) {
            const auto postgres = startDurable();
            const bool good =
                postgres && run((*postgres)->ownerUrl(), u"CREATE TABLE kept AS SELECT 7 AS answer"_s).has_value();
            static_cast<void>(write(ends[1], good ? "y" : "n", 1) == 1);
            for (;;)
                pause();
        }
        close(ends[1]);
        char answer = 'n';
        const bool good = read(ends[0], &answer, 1) == 1 && answer == 'y';
        close(ends[0]);
        if (!good)
            kill(child, SIGKILL);
        return good ? child : -1;
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

QTEST_GUILESS_MAIN(TestEmbeddedPostgres)
#include "TestEmbeddedPostgres.moc"
