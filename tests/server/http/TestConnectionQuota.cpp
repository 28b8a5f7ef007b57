// ConnectionQuota: who counts as one peer, and that places come back.
#include "server/http/ConnectionQuota.h"

#include <QTest>

using namespace roost::http;
using namespace Qt::StringLiterals;

class TestConnectionQuota : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void countsByAddress_data()
    {
        QTest::addColumn<QString>("first");
        QTest::addColumn<QString>("second");
        QTest::addColumn<bool>("isSamePeer");
        QTest::newRow("same IPv4") << u"192.0.2.1"_s << u"192.0.2.1"_s << true;
        QTest::newRow("other IPv4") << u"192.0.2.1"_s << u"192.0.2.2"_s << false;
        QTest::newRow("IPv4 in IPv6") << u"192.0.2.1"_s << u"::ffff:192.0.2.1"_s << true;
        QTest::newRow("same IPv6 network") << u"2001:db8:0:1::1"_s << u"2001:db8:0:1:ffff::2"_s << true;
        QTest::newRow("other IPv6 network") << u"2001:db8:0:1::1"_s << u"2001:db8:0:2::1"_s << false;
    }

    void countsByAddress()
    {
        QFETCH(QString, first);
        QFETCH(QString, second);
        QFETCH(bool, isSamePeer);
        ConnectionQuota quota(10, 1);
        const auto place = quota.take(QHostAddress(first));
        QVERIFY(place != nullptr);
        QCOMPARE(quota.take(QHostAddress(second)) == nullptr, isSamePeer);
    }

    void givesPlacesBack()
    {
        ConnectionQuota quota(2, 2);
        const QHostAddress address(u"192.0.2.1"_s);
        auto first = quota.take(address);
        const auto second = quota.take(address);
        QCOMPARE(quota.open(), 2);
        QVERIFY(!quota.take(QHostAddress(u"192.0.2.9"_s))); // in all
        first.reset();
        QCOMPARE(quota.open(), 1);
        QVERIFY(quota.take(address) != nullptr);
    }
};

QTEST_GUILESS_MAIN(TestConnectionQuota)
#include "TestConnectionQuota.moc"
