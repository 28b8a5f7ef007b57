// roostd as a program: its subcommands, exit codes, output, and what it refuses to serve from.
#include "support/Expect.h"
#include "support/PostgresFixture.h"

#include "server/ops/ServerDatabase.h"
#include "storage/Database.h"

#include <QJsonDocument>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

namespace roost::test {

using namespace Qt::StringLiterals;

namespace {

struct Run
{
    int exitCode = -1;
    QString output;
    QString errors;
};

using Environment = QMap<QString, QString>;

void prepare(QProcess &process, const QStringList &arguments, const Environment &extra)
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (auto variable = extra.begin(); variable != extra.end(); ++variable)
        environment.insert(variable.key(), variable.value());
    process.setProcessEnvironment(environment);
    process.setProgram(QStringLiteral(ROOST_BINARY_DIR) + u"/bin/roostd"_s);
    process.setArguments(arguments);
}

Run roostd(const QStringList &arguments, const QByteArray &input = {}, const Environment &environment = {})
{
    QProcess process;
    prepare(process, arguments, environment);
    process.start();
    process.write(input);
    process.closeWriteChannel();
    if (!process.waitForFinished(120000) || process.exitStatus() != QProcess::NormalExit)
        return {};
    return {process.exitCode(), QString::fromUtf8(process.readAllStandardOutput()),
            QString::fromUtf8(process.readAllStandardError())};
}

} // namespace

class TestRoostdCommands : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();

    void explainsItself();
    void tellsWrongUseFromFailure_data();
    void tellsWrongUseFromFailure();
    void managesAccounts();
    void managesPartnerApps();
    void makesBothOrNeitherOfAccountAndTenant();
    void makesADemoOnce();
    void saysWhereItListensAndStopsWhenTold();
    void readsItsConfigurationFile();
    void keepsAnotherServerOutOfItsFolder();
    void servesFromAnExternalDatabase();
    void refusesRolesThatGoRoundRowSecurity();
    void refusesOtherSchemas();
    void migratesAnExternalDatabase();

private:
    QString data(const QString &name) const { return m_folder.filePath(name); }
    Run serveOn(const QUrl &url) const
    {
        return roostd({u"serve"_s, u"--data"_s, data(u"external"_s), u"--listen"_s, u"127.0.0.1:0"_s}, {},
                      {{u"ROOST_DATABASE_URL"_s, QString::fromLatin1(url.toEncoded())}});
    }
    // The line that it prints when ready; empty when it ended instead.
    static QString startServing(QProcess &process)
    {
        process.start();
        while (!process.canReadLine()) {
            if (!process.waitForReadyRead(60000))
                return {};
        }
        return QString::fromUtf8(process.readLine()).trimmed();
    }

    QTemporaryDir m_folder;
    PostgresFixture m_postgres;
};

void TestRoostdCommands::initTestCase()
{
    QVERIFY(m_folder.isValid());
    // Postgres runs under another account when this is root.
    QVERIFY(QFile::setPermissions(m_folder.path(), QFile::Permissions(0x7755)));
    EXPECT_OK(m_postgres.start());
}

void TestRoostdCommands::explainsItself()
{
    const Run help = roostd({u"--help"_s});
    QCOMPARE(help.exitCode, 0);
    for (const QString &command : {u"serve"_s, u"migrate"_s, u"user create"_s, u"user password"_s, u"user list"_s,
                                   u"import inside-airbnb"_s, u"demo"_s, u"openapi"_s}) {
        QVERIFY(help.output.contains(command));
        const Run detail = roostd(command.split(u' ') + QStringList{u"--help"_s});
        QCOMPARE(detail.exitCode, 0);
        QVERIFY2(detail.output.startsWith(u"Usage: roostd "_s + command + u" [options]"_s), qPrintable(detail.output));
        QCOMPARE(detail.output.contains(u"--data <DIR>"_s), command != "openapi"_L1);
    }
    QVERIFY(roostd({u"--version"_s}).output.startsWith(u"roostd "_s));
}

void TestRoostdCommands::tellsWrongUseFromFailure_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<int>("exitCode");
    const QString folder = data(u"usage"_s);
    QTest::newRow("nothing") << QStringList{} << 2;
    QTest::newRow("unknown command") << QStringList{u"fly"_s} << 2;
    QTest::newRow("half a command") << QStringList{u"user"_s} << 2;
    QTest::newRow("no data folder") << QStringList{u"serve"_s} << 2;
    QTest::newRow("unknown option") << QStringList{u"serve"_s, u"--data"_s, folder, u"--fast"_s} << 2;
    QTest::newRow("one word too many") << QStringList{u"migrate"_s, u"--data"_s, folder, u"now"_s} << 2;
    QTest::newRow("bad address") << QStringList{u"serve"_s, u"--data"_s, folder, u"--listen"_s, u"8080"_s} << 2;
    QTest::newRow("bad workers") << QStringList{u"serve"_s, u"--data"_s, folder, u"--workers"_s, u"0"_s} << 2;
    QTest::newRow("bad limit") << QStringList{u"serve"_s, u"--data"_s, folder, u"--limit"_s, u"speed=1"_s} << 2;
    QTest::newRow("half of TLS") << QStringList{u"serve"_s, u"--data"_s, folder, u"--tls-cert"_s, u"a.pem"_s} << 2;
    QTest::newRow("no files") << QStringList{u"import"_s, u"inside-airbnb"_s, u"--data"_s, folder} << 2;
    QTest::newRow("no such folder") << QStringList{u"migrate"_s, u"--data"_s, u"/proc/none"_s} << 2;
    QTest::newRow("no such user") << QStringList{u"user"_s,    u"password"_s,           u"--data"_s,          folder,
                                                 u"--email"_s, u"nobody@example.org"_s, u"--password-stdin"_s}
                                  << 1;
}

void TestRoostdCommands::tellsWrongUseFromFailure()
{
    QFETCH(QStringList, arguments);
    QFETCH(int, exitCode);
    const Run run = roostd(arguments, "a long password\n");
    QCOMPARE(run.exitCode, exitCode);
    if (!arguments.isEmpty())
        QVERIFY2(run.errors.contains(u"roostd: "_s), qPrintable(run.errors));
}

void TestRoostdCommands::managesAccounts()
{
    const QStringList where{u"--data"_s, data(u"accounts"_s)};
    const QStringList who{u"--email"_s, u"Kari@Example.org"_s};
    const QStringList create =
        QStringList{u"user"_s, u"create"_s} + where + who +
        QStringList{u"--name"_s,     u"Kari"_s, u"--password-stdin"_s, u"--tenant"_s,   u"Fjord"_s,
                    u"--currency"_s, u"NOK"_s,  u"--zone"_s,           u"Europe/Oslo"_s};
    const Run created = roostd(create, "correct horse\n");
    QCOMPARE(created.exitCode, 0);
    QVERIFY(created.output.contains(u"kari@example.org"_s));
    QVERIFY(created.output.contains(u"Fjord"_s));
    QVERIFY(!(created.output + created.errors).contains(u"correct horse"_s));
    QCOMPARE(roostd(create, "correct horse\n").exitCode, 1);

    const Run list = roostd(QStringList{u"user"_s, u"list"_s} + where);
    QCOMPARE(list.exitCode, 0);
    QCOMPARE(list.output.trimmed().split(u'\t').mid(1), (QStringList{u"kari@example.org"_s, u"Kari"_s, u"active"_s}));

    const QStringList password = QStringList{u"user"_s, u"password"_s} + where + who;
    QCOMPARE(roostd(password + QStringList{u"--password-stdin"_s}, "short\n").exitCode, 2);
    QCOMPARE(roostd(password + QStringList{u"--password-stdin"_s}, "battery staple\n").exitCode, 0);
    // There is no terminal here, and nothing may be taken for a password by accident.
    QCOMPARE(roostd(password, "battery staple\n").exitCode, 2);
}

void TestRoostdCommands::managesPartnerApps()
{
    const QStringList where{u"--data"_s, data(u"apps"_s)};
    const auto app = [&where](const QString &action, const QStringList &options) {
        return roostd(QStringList{u"app"_s, action} + where + options);
    };
    const Run created = roostd(QStringList{u"user"_s, u"create"_s} + where +
                                   QStringList{u"--email"_s, u"kari@example.org"_s, u"--name"_s, u"Kari"_s,
                                               u"--password-stdin"_s, u"--tenant"_s, u"Fjord"_s},
                               "correct horse\n");
    const QString tenant = created.output.section(u"tenant "_s, 1).section(u' ', 0, 0);
    const QStringList asked{u"--tenant"_s, tenant, u"--name"_s, u"City Tickets"_s, u"--kind"_s, u"experience"_s};
    const Run registered = app(u"register"_s, asked + QStringList{u"--origin"_s, u"https://tickets.example"_s});
    QCOMPARE(registered.exitCode, 0);
    const QString id = registered.output.section(u' ', 1, 1);
    QVERIFY2(id.startsWith(u"city-tickets-"_s), qPrintable(registered.output));
    const QString key = registered.output.section(u"key "_s, 1).section(u' ', 1).trimmed();
    QVERIFY(key.startsWith(u"rpk_"_s));
    QCOMPARE(app(u"register"_s, asked + QStringList{u"--origin"_s, u"https://tickets.example/shop"_s}).exitCode, 2);
    QCOMPARE(app(u"register"_s, asked.mid(2)).exitCode, 2);
    QCOMPARE(app(u"register"_s, QStringList{u"--tenant"_s, uuidText(newUuid())} + asked.mid(2)).exitCode, 1);

    const auto validKeys = [&app] { return app(u"list"_s, {}).output.count(u"  key "_s); };
    QCOMPARE(validKeys(), 1);
    QVERIFY(!app(u"list"_s, {}).output.contains(key));
    for (int i = 0; i < 3; ++i) {
        QCOMPARE(app(u"rotate"_s, {u"--app"_s, id}).exitCode, 0);
        QCOMPARE(validKeys(), 2);
    }
    QCOMPARE(app(u"revoke"_s, {u"--app"_s, id}).exitCode, 2);
    const QString newest = app(u"list"_s, {}).output.section(u"  key "_s, 1, 1).section(u'\t', 0, 0);
    QCOMPARE(app(u"revoke"_s, {u"--app"_s, id, u"--key"_s, newest}).exitCode, 0);
    QCOMPARE(app(u"revoke"_s, {u"--app"_s, id, u"--key"_s, newest}).exitCode, 1);
    QCOMPARE(app(u"revoke"_s, {u"--app"_s, id, u"--all"_s}).exitCode, 0);
    QCOMPARE(validKeys(), 0);

    QCOMPARE(app(u"disable"_s, {u"--app"_s, id}).exitCode, 0);
    QVERIFY(app(u"list"_s, {}).output.contains(u"\toff\t"_s));
    QCOMPARE(app(u"enable"_s, {u"--app"_s, id}).exitCode, 0);
    QVERIFY(app(u"list"_s, {}).output.contains(u"\tactive\t"_s));
    QCOMPARE(app(u"enable"_s, {u"--app"_s, u"nobody"_s}).exitCode, 1);
}

void TestRoostdCommands::makesBothOrNeitherOfAccountAndTenant()
{
    const QStringList where{u"--data"_s, data(u"accounts"_s)};
    const Run refused =
        roostd(QStringList{u"user"_s, u"create"_s, u"--email"_s, u"ola@example.org"_s, u"--name"_s, u"Ola"_s,
                           u"--password-stdin"_s, u"--tenant"_s, u"Dale"_s, u"--currency"_s, u"KRONER"_s} +
                   where,
               "correct horse\n");
    QCOMPARE(refused.exitCode, 2);
    QVERIFY(!roostd(QStringList{u"user"_s, u"list"_s} + where).output.contains(u"ola@example.org"_s));
}

void TestRoostdCommands::makesADemoOnce()
{
    const QStringList demo{u"demo"_s,       u"--data"_s, data(u"demo"_s), u"--listings"_s, u"2"_s,
                           u"--bookings"_s, u"20"_s,     u"--seed"_s,     u"7"_s};
    const Run made = roostd(demo);
    QCOMPARE(made.exitCode, 0);
    QVERIFY(made.output.contains(u"20 bookings"_s));
    QVERIFY(QRegularExpression(u"^password [A-Za-z0-9_-]{16}$"_s, QRegularExpression::MultilineOption)
                .match(made.output)
                .hasMatch());
    const Run again = roostd(demo);
    QCOMPARE(again.exitCode, 0);
    QVERIFY(!again.output.contains(QRegularExpression(u"^password "_s, QRegularExpression::MultilineOption)));
}

void TestRoostdCommands::saysWhereItListensAndStopsWhenTold()
{
    for (const int signal : {SIGTERM, SIGINT}) {
        QProcess process;
        prepare(process, {u"serve"_s, u"--data"_s, data(u"serve"_s), u"--listen"_s, u"127.0.0.1:0"_s}, {});
        const QString line = startServing(process);
        QVERIFY2(QRegularExpression(u"^listening on http://127\\.0\\.0\\.1:[1-9][0-9]*$"_s).match(line).hasMatch(),
                 qPrintable(line));
        ::kill(static_cast<pid_t>(process.processId()), signal);
        QVERIFY(process.waitForFinished(30000));
        QCOMPARE(process.exitStatus(), QProcess::NormalExit);
        QCOMPARE(process.exitCode(), 0);
        QCOMPARE(process.readAllStandardOutput(), QByteArray());
        const QList<QByteArray> lines = process.readAllStandardError().trimmed().split('\n');
        for (const QByteArray &logLine : lines)
            QVERIFY2(QJsonDocument::fromJson(logLine).object().contains("event"_L1), logLine.constData());
        // Its Postgres is gone with it.
        QVERIFY(!QFile::exists(data(u"serve/postgres/postmaster.pid"_s)));
    }
}

void TestRoostdCommands::readsItsConfigurationFile()
{
    const QString folder = data(u"configured"_s);
    QVERIFY(QDir().mkpath(folder));
    const auto configure = [&folder](const QByteArray &json) {
        QFile file(folder + u"/roostd.json"_s);
        return file.open(QIODevice::WriteOnly) && file.write(json) == json.size();
    };
    QVERIFY(configure(R"({"listen": "[::1]:0", "workers": 2, "limits": {"body_bytes": 1000}})"));
    QProcess process;
    prepare(process, {u"serve"_s, u"--data"_s, folder}, {});
    QVERIFY(startServing(process).startsWith(u"listening on http://[::1]:"_s));
    process.terminate();
    QVERIFY(process.waitForFinished(30000));

    QVERIFY(configure(R"({"lisden": "127.0.0.1:0"})"));
    const Run misspelt = roostd({u"serve"_s, u"--data"_s, folder});
    QCOMPARE(misspelt.exitCode, 2);
    QVERIFY(misspelt.errors.contains(u"lisden"_s));
    QVERIFY(configure("{"));
    QCOMPARE(roostd({u"serve"_s, u"--data"_s, folder}).exitCode, 2);
}

void TestRoostdCommands::keepsAnotherServerOutOfItsFolder()
{
    const QStringList serve{u"serve"_s, u"--data"_s, data(u"serve"_s), u"--listen"_s, u"127.0.0.1:0"_s};
    QProcess process;
    prepare(process, serve, {});
    QVERIFY(!startServing(process).isEmpty());
    const Run second = roostd(serve);
    QCOMPARE(second.exitCode, 1);
    QVERIFY2(second.errors.contains(QString::number(process.processId())), qPrintable(second.errors));
    // Subcommands join the one that runs.
    QCOMPARE(roostd({u"user"_s, u"list"_s, u"--data"_s, data(u"serve"_s)}).exitCode, 0);
    process.terminate();
    QVERIFY(process.waitForFinished(30000));
    QCOMPARE(process.exitCode(), 0);
}

void TestRoostdCommands::servesFromAnExternalDatabase()
{
    const auto database = m_postgres.createDatabase();
    EXPECT_OK(database);
    QProcess process;
    prepare(process, {u"serve"_s, u"--data"_s, data(u"external"_s), u"--listen"_s, u"127.0.0.1:0"_s},
            {{u"ROOST_DATABASE_URL"_s, QString::fromLatin1(database->appUrl.toEncoded())}});
    QVERIFY(startServing(process).startsWith(u"listening on "_s));
    process.terminate();
    QVERIFY(process.waitForFinished(30000));
    QCOMPARE(process.exitCode(), 0);
    QVERIFY(!QFile::exists(data(u"external/postgres"_s)));
    QVERIFY(QFile::exists(data(u"external/keys/access-token.jwk"_s)));
}

void TestRoostdCommands::refusesRolesThatGoRoundRowSecurity()
{
    const auto database = m_postgres.createDatabase();
    EXPECT_OK(database);
    const Run super = serveOn(database->adminUrl);
    QCOMPARE(super.exitCode, 1);
    QVERIFY2(super.errors.contains(u"superuser"_s) && super.errors.contains(u"roost_app"_s), qPrintable(super.errors));
    const Run owner = serveOn(database->ownerUrl);
    QCOMPARE(owner.exitCode, 1);
    QVERIFY2(owner.errors.contains(u"owns tables"_s), qPrintable(owner.errors));

    const auto admin = Database::openPostgres(database->adminUrl);
    EXPECT_OK(admin);
    EXPECT_OK((*admin)->execute(u"CREATE ROLE sneaky LOGIN BYPASSRLS; CREATE ROLE heir LOGIN IN ROLE roost_owner"_s));
    QUrl url = database->appUrl;
    url.setUserName(u"sneaky"_s);
    EXPECT_OK((*admin)->execute(u"GRANT CONNECT ON DATABASE %1 TO sneaky, heir"_s.arg(database->name)));
    QVERIFY(serveOn(url).errors.contains(u"BYPASSRLS"_s));
    // One that may become the owner is no better than the owner.
    url.setUserName(u"heir"_s);
    QVERIFY(serveOn(url).errors.contains(u"owns tables"_s));
}

void TestRoostdCommands::refusesOtherSchemas()
{
    const auto database = m_postgres.createDatabase();
    EXPECT_OK(database);
    const auto owner = Database::openPostgres(database->ownerUrl);
    EXPECT_OK(owner);
    EXPECT_OK((*owner)->execute(u"INSERT INTO schema_migration VALUES (9999, 'later', 'now')"_s));
    const Run newer = serveOn(database->appUrl);
    QCOMPARE(newer.exitCode, 1);
    QVERIFY2(newer.errors.contains(u"9999"_s), qPrintable(newer.errors));
    EXPECT_OK((*owner)->execute(u"DELETE FROM schema_migration WHERE version > 3"_s));
    const Run older = serveOn(database->appUrl);
    QCOMPARE(older.exitCode, 1);
    QVERIFY2(older.errors.contains(u"roostd migrate"_s), qPrintable(older.errors));
}

void TestRoostdCommands::migratesAnExternalDatabase()
{
    const auto admin = Database::openPostgres(m_postgres.server().adminUrl());
    EXPECT_OK(admin);
    EXPECT_OK((*admin)->execute(u"CREATE DATABASE fresh OWNER roost_owner"_s));
    EXPECT_OK((*admin)->execute(u"GRANT CONNECT ON DATABASE fresh TO roost_app"_s));
    const QUrl app = m_postgres.server().url(u"roost_app"_s, u"fresh"_s);
    const Run tooEarly = serveOn(app);
    QCOMPARE(tooEarly.exitCode, 1);
    QVERIFY2(tooEarly.errors.contains(u"roostd migrate"_s), qPrintable(tooEarly.errors));

    const QStringList migrate{u"migrate"_s, u"--data"_s, data(u"external"_s)};
    QCOMPARE(roostd(migrate, {}, {{u"ROOST_DATABASE_URL"_s, QString::fromLatin1(app.toEncoded())}}).exitCode, 2);
    const Environment asOwner{{u"ROOST_OWNER_DATABASE_URL"_s,
                               QString::fromLatin1(m_postgres.server().url(u"roost_owner"_s, u"fresh"_s).toEncoded())}};
    const Run migrated = roostd(migrate, {}, asOwner);
    QCOMPARE(migrated.exitCode, 0);
    QVERIFY(migrated.output.startsWith(u"Applied "_s));
    QVERIFY(roostd(migrate, {}, asOwner).output.contains(u"up to date"_s));
    QCOMPARE(roostd({u"user"_s, u"list"_s, u"--data"_s, data(u"external"_s)}, {},
                    {{u"ROOST_DATABASE_URL"_s, QString::fromLatin1(app.toEncoded())}})
                 .exitCode,
             0);
}

} // namespace roost::test

QTEST_GUILESS_MAIN(roost::test::TestRoostdCommands)
#include "TestRoostdCommands.moc"
