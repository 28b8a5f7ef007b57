// Reading Inside Airbnb's files: the messy rows of the real ones, and rows that are worse.
#include "support/Expect.h"

#include "server/importing/InsideAirbnbFiles.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

using namespace roost;
using namespace Qt::StringLiterals;

namespace {

const QByteArray kHeader = "id,name,host_id,host_name,neighbourhood_group,neighbourhood,latitude,longitude,room_type,"
                           "price,minimum_nights,number_of_reviews,last_review,reviews_per_month,"
                           "calculated_host_listings_count,availability_365,number_of_reviews_ltm,license\n";

} // namespace

class TestInsideAirbnbFiles : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsTheExcerpt()
    {
        const QString folder = QString::fromUtf8(ROOST_SOURCE_DIR) + "/tests/data/oslo-excerpt"_L1;
        ImportReport report;
        const auto files = InsideAirbnbFiles::read(folder + "/listings.csv"_L1, folder + "/reviews.csv"_L1, 2,
                                                   QDate(2024, 6, 30), report);
        EXPECT_OK(files);
        QCOMPARE(report.listingRows, 29);
        QCOMPARE(report.reviewRows, 648);
        QCOMPARE(files->hosts.size(), 26);
        QVERIFY(report.skippedRows.isEmpty());
        QCOMPARE(report.notes.value(u"listings without a price are unpublished"_s), 8);
        QCOMPARE(report.notes.value(u"line breaks in titles became blanks"_s), 3);

        const AirbnbListing villa = find(*files, u"3392847"_s);
        QCOMPARE(villa.title, u"Quiet, Modern and Spacious Villa. 4 bedrooms."_s);
        QCOMPARE(villa.priceMinor, 270000);
        QCOMPARE(villa.minNights, 3);
        QCOMPARE(villa.reviewDays.size(), 16);
        QCOMPARE(find(*files, u"22731476"_s).title, u"Comfy Apt Next to Royal Palace - Walk \"Everywhere\""_s);
        QCOMPARE(find(*files, u"50635715"_s).title, u"Sentral og fin selveierleilighet med ute terrasse\U0001F3E0"_s);
        QCOMPARE(find(*files, u"7267591"_s).minNights, 500);
        QVERIFY(!find(*files, u"929021202864028946"_s).priceMinor);
    }

    void reportsWhatItCanNotUse()
    {
        write(u"listings.csv"_s, kHeader +
                                     "1,Home,10,Ada,,Sentrum,59.9,10.7,Private room,500,2,0,,,1,0,0,\n"
                                     "1,Again,10,Ada,,Sentrum,59.9,10.7,Private room,500,2,0,,,1,0,0,\n"
                                     "x,Home,10,Ada,,Sentrum,59.9,10.7,Private room,500,2,0,,,1,0,0,\n"
                                     "2,Short row\n"
                                     "3,,11,,,Sentrum,north,10.7,Private room,12.50,many,0,,,1,0,0,\n"
                                     "4," +
                                     QByteArray(300, 'x') +
                                     ",11,,,Sentrum,99,10.7,Private room,99999999999999,9000,0,,,1,0,0,\n");
        write(u"reviews.csv"_s, "listing_id,date\n1,2024-06-01\n9,2024-06-01\n1,2024-02-30\n1,2024-07-01\n1\n");
        ImportReport report;
        const auto files = read(report);
        EXPECT_OK(files);
        QCOMPARE(report.listingRows, 6);
        QCOMPARE(report.skippedCount(ImportFile::Listings), 3);
        QCOMPARE(report.reviewRows, 5);
        QCOMPARE(report.skippedReviews,
                 (QMap<QString, qint64>{{u"its listing was not imported"_s, 1},
                                        {u"its date can't be read"_s, 1},
                                        {u"its date lies in the future"_s, 1},
                                        {u"the row has not as many fields as the header"_s, 1}}));
        QCOMPARE(report.skippedRows.first().line, 3);
        QCOMPARE(files->hosts.last().name, u"Host 11"_s);
        const AirbnbListing odd = find(*files, u"3"_s);
        QCOMPARE(odd.title, u"Listing 3"_s);
        QVERIFY(!odd.latitude && !odd.priceMinor);
        QCOMPARE(odd.minNights, 1);
        const AirbnbListing large = find(*files, u"4"_s);
        QCOMPARE(large.title.size(), 200);
        QVERIFY(!large.priceMinor && !large.latitude);
        QCOMPARE(large.minNights, 730);
        QVERIFY(report.toText().contains("6 rows = 0 imported + 0 already there + 3 skipped"_L1));
    }

    void refusesOtherFiles()
    {
        ImportReport report;
        QFile::remove(m_folder.filePath(u"listings.csv"_s));
        EXPECT_ERROR(read(report), Validation);
        write(u"listings.csv"_s, "name,price\nHome,5\n");
        write(u"reviews.csv"_s, "listing_id,date\n");
        EXPECT_ERROR(read(report), Validation);
        write(u"listings.csv"_s, kHeader + "1,\"Never closed,10\n");
        EXPECT_ERROR(read(report), Validation);
    }

private:
    void write(const QString &name, const QByteArray &content)
    {
        QFile file(m_folder.filePath(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(content);
    }

    Result<InsideAirbnbFiles> read(ImportReport &report) const
    {
        return InsideAirbnbFiles::read(m_folder.filePath(u"listings.csv"_s), m_folder.filePath(u"reviews.csv"_s), 2,
                                       QDate(2024, 6, 30), report);
    }

    static AirbnbListing find(const InsideAirbnbFiles &files, const QString &id)
    {
        for (const AirbnbHost &host : files.hosts) {
            for (const AirbnbListing &listing : host.listings) {
                if (listing.id == id)
                    return listing;
            }
        }
        return {};
    }

    QTemporaryDir m_folder;
};

QTEST_GUILESS_MAIN(TestInsideAirbnbFiles)
#include "TestInsideAirbnbFiles.moc"
