// Keys of partner apps, and the form of origins.
#include "server/partners/PartnerAppService.h"
#include "server/partners/PartnerKeys.h"

#include <QTest>

namespace roost::test {

using namespace Qt::StringLiterals;

class TestPartnerKeys : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void makesKeysOf32RandomBytes();
    void knowsAKeyByItsHash();
    void readsOrigins_data();
    void readsOrigins();
};

void TestPartnerKeys::makesKeysOf32RandomBytes()
{
    const QByteArray key = newPartnerKey();
    QVERIFY(key.startsWith("rpk_"));
    QCOMPARE(QByteArray::fromBase64(key.mid(4), QByteArray::Base64UrlEncoding).size(), 32);
    QVERIFY(newPartnerKey() != key);
    QCOMPARE(partnerKeyHash(key).size(), 32);
}

void TestPartnerKeys::knowsAKeyByItsHash()
{
    const QByteArray first = newPartnerKey();
    const QByteArray second = newPartnerKey();
    const QList<QByteArray> both{partnerKeyHash(first), partnerKeyHash(second)};
    QVERIFY(isPartnerKey(first, both));
    QVERIFY(isPartnerKey(second, both));
    QVERIFY(!isPartnerKey(newPartnerKey(), both));
    QVERIFY(!isPartnerKey({}, both));
    QVERIFY(!isPartnerKey(first, {}));
    // A hash is not a key.
    QVERIFY(!isPartnerKey(both.first(), both));
}

void TestPartnerKeys::readsOrigins_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("origin"); // empty: refused
    QTest::newRow("https") << u"https://tickets.example"_s << u"https://tickets.example"_s;
    QTest::newRow("port") << u"http://localhost:5173"_s << u"http://localhost:5173"_s;
    QTest::newRow("upper case") << u"https://Tickets.Example"_s << u"https://tickets.example"_s;
    QTest::newRow("path") << u"https://tickets.example/shop"_s << QString();
    QTest::newRow("slash") << u"https://tickets.example/"_s << QString();
    QTest::newRow("user") << u"https://me@tickets.example"_s << QString();
    QTest::newRow("scheme") << u"ftp://tickets.example"_s << QString();
    QTest::newRow("star") << u"*"_s << QString();
    QTest::newRow("null") << u"null"_s << QString();
    QTest::newRow("nothing") << QString() << QString();
}

void TestPartnerKeys::readsOrigins()
{
    QFETCH(QString, typed);
    QFETCH(QString, origin);
    const auto checked = checkedOrigin(typed);
    QCOMPARE(checked.value_or(QString()), origin);
    if (!checked)
        QCOMPARE(checked.error().code, ErrorCode::Validation);
}

} // namespace roost::test

QTEST_GUILESS_MAIN(roost::test::TestPartnerKeys)
#include "TestPartnerKeys.moc"
