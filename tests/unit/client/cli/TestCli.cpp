// roost-cli's words: options, field values, tables.
#include "support/Expect.h"

#include "client/cli/CliOptions.h"
#include "client/cli/Console.h"
#include "client/cli/FieldValues.h"

#include <QTest>

using namespace roost;
using namespace roost::cli;
using namespace Qt::StringLiterals;

class TestCli : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsOptionsOnBothSides()
    {
        const auto options =
            parseCommandLine({u"roost-cli"_s, u"--profile"_s, u"/p"_s, u"--json"_s, u"block"_s, u"Loft"_s,
                              u"2026-05-01"_s, u"2026-05-03"_s, u"--note"_s, u"paint"_s, u"--offline"_s});
        EXPECT_OK(options);
        QCOMPARE(options->command, u"block"_s);
        QCOMPARE(options->arguments.size(), 3);
        QCOMPARE(options->note, u"paint"_s);
        QCOMPARE(options->profileFolder, u"/p"_s);
        QVERIFY(options->wantsJson && options->isOffline);
    }

    void refusesWrongUse_data()
    {
        QTest::addColumn<QStringList>("words");
        QTest::newRow("nothing") << QStringList{};
        QTest::newRow("unknown command") << QStringList{u"dance"_s};
        QTest::newRow("unknown option") << QStringList{u"sync"_s, u"--fast"_s};
        QTest::newRow("too few") << QStringList{u"login"_s, u"https://host.example"_s};
        QTest::newRow("too many") << QStringList{u"sync"_s, u"now"_s};
        QTest::newRow("no choice") << QStringList{u"resolve"_s, u"abcd"_s};
        QTest::newRow("both choices") << QStringList{u"resolve"_s, u"abcd"_s, u"--mine"_s, u"--theirs"_s};
        QTest::newRow("bad date") << QStringList{u"calendar"_s, u"Loft"_s, u"--from"_s, u"tomorrow"_s};
        QTest::newRow("bad number") << QStringList{u"bookings"_s, u"--limit"_s, u"0"_s};
        QTest::newRow("sync offline") << QStringList{u"sync"_s, u"--offline"_s};
    }
    void refusesWrongUse()
    {
        QFETCH(const QStringList, words);
        EXPECT_ERROR(parseCommandLine(QStringList{u"roost-cli"_s} + words), Validation);
    }

    void helpsWithoutACommand()
    {
        const auto options = parseCommandLine({u"roost-cli"_s, u"--help"_s});
        EXPECT_OK(options);
        QVERIFY(options->wantsHelp);
        QVERIFY(helpText({}).contains(u"resolve ID --mine|--theirs"));
        QVERIFY(helpText(u"block"_s).contains(u"block LISTING FROM TO"));
    }

    void readsFieldValues()
    {
        replica::ListingRow listing;
        listing.currency = u"NOK"_s;
        const auto changes =
            parseChanges(listing, {u"title=A = B"_s, u"price=1299,50"_s, u"min_nights=3"_s, u"max_nights=none"_s,
                                   u"instant_book=off"_s, u"check_in_time=16:00"_s});
        EXPECT_OK(changes);
        QCOMPARE(*changes, QJsonObject({{u"title"_s, u"A = B"_s},
                                        {u"base_price_minor"_s, 129950},
                                        {u"min_nights"_s, 3},
                                        {u"max_nights"_s, QJsonValue::Null},
                                        {u"instant_book"_s, false},
                                        {u"check_in_time"_s, u"16:00"_s}}));
        QCOMPARE(parseChanges(listing, {u"price=none"_s})->value(u"base_price_minor"), QJsonValue(QJsonValue::Null));
        QCOMPARE(parseChanges(listing, {u"base_price_minor=5"_s})->value(u"base_price_minor"), QJsonValue(5));
        for (const QString &wrong :
             {u"title"_s, u"=x"_s, u"colour=red"_s, u"min_nights=many"_s, u"instant_book=maybe"_s, u"price=1.2.3"_s})
            EXPECT_ERROR(parseChanges(listing, {wrong}), Validation);
    }

    void alignsTables()
    {
        QCOMPARE(alignedTable({u"A"_s, u"NUMBER"_s, u"B"_s},
                              {{u"long"_s, u"7"_s, u"x"_s}, {u"s"_s, u"1234567"_s, u""_s}}, {1}),
                 u"A      NUMBER  B\nlong        7  x\ns     1234567"_s);
    }
};

QTEST_GUILESS_MAIN(TestCli)
#include "TestCli.moc"
