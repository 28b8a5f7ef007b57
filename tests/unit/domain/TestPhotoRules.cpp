// What a photo may be, and places between two others.
#include "support/Expect.h"

#include "domain/PhotoRules.h"

#include <QTest>

namespace roost::test {

using namespace Qt::StringLiterals;

class TestPhotoRules : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsPlacesBetween();
    void checksChanges();
    void knowsHashes();
};

void TestPhotoRules::findsPlacesBetween()
{
    QCOMPARE(photoPositionBetween({}, {}), std::optional<qint64>(kPhotoSpacing));
    QCOMPARE(photoPositionBetween(1024, {}), std::optional<qint64>(2048));
    QCOMPARE(photoPositionBetween(1024, 2048), std::optional<qint64>(1536));
    QCOMPARE(photoPositionBetween({}, 0), std::nullopt);
    QCOMPARE(photoPositionBetween(5, 6), std::nullopt);
    QCOMPARE(photoPositionBetween(6, 5), std::nullopt);
    // In front of all, again and again, until there is no room.
    std::optional<qint64> first = 1024;
    int times = 0;
    for (; first && times < 100; ++times) {
        const auto before = photoPositionBetween({}, first);
        QVERIFY(!before || (*before >= 0 && *before < *first));
        first = before;
    }
    QVERIFY(times > 5 && times < 20);
}

void TestPhotoRules::checksChanges()
{
    EXPECT_OK(checkPhotoChanges({{u"caption"_s, u"The fjord"_s}, {u"position"_s, 0}}));
    EXPECT_ERROR(checkPhotoChanges({}), Validation);
    EXPECT_ERROR(checkPhotoChanges({{u"caption"_s, QString(501, u'x')}}), Validation);
    EXPECT_ERROR(checkPhotoChanges({{u"caption"_s, 5}}), Validation);
    EXPECT_ERROR(checkPhotoChanges({{u"position"_s, -1}}), Validation);
    EXPECT_ERROR(checkPhotoChanges({{u"position"_s, 1.5}}), Validation);
    EXPECT_ERROR(checkPhotoChanges({{u"sha256"_s, u"x"_s}}), Validation);
}

void TestPhotoRules::knowsHashes()
{
    QVERIFY(isSha256(QString(64, u'a')));
    QVERIFY(!isSha256(QString(63, u'a')));
    QVERIFY(!isSha256(QString(64, u'A')));
    QVERIFY(!isSha256(u"../"_s + QString(61, u'a')));
}

} // namespace roost::test

QTEST_GUILESS_MAIN(roost::test::TestPhotoRules)
#include "TestPhotoRules.moc"
