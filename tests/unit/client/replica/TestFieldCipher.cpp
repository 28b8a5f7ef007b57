// Sealed values: what a known vector says, what tampering does, what a place is for.
#include "client/replica/FieldCipher.h"

#include <QSet>
#include <QTest>

using namespace roost::replica;
using namespace Qt::StringLiterals;

namespace {

FieldKey keyOf(char byte)
{
    return FieldKey::fromBytes(QByteArray(FieldKey::kBytes, byte));
}

} // namespace

class TestFieldCipher : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // Test case 16 of "The Galois/Counter Mode of Operation (GCM)", McGrew and Viega, as in NIST's validation of GCM.
    void opensTheKnownVector()
    {
        FieldCipher cipher(FieldKey::fromBytes(
            QByteArray::fromHex("feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308")));
        const QByteArray nonce = QByteArray::fromHex("cafebabefacedbaddecaf888");
        const QByteArray text = QByteArray::fromHex("522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa"
                                                    "8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662");
        const QByteArray tag = QByteArray::fromHex("76fc6ece0f4e1768cddf8853bb2d551b");
        const auto plain =
            cipher.open(nonce + text + tag, QByteArray::fromHex("feedfacedeadbeeffeedfacedeadbeefabaddad2"));
        QVERIFY(plain);
        QCOMPARE(plain->toHex(), QByteArray("d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72"
                                            "1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39"));
    }

    void bringsBackWhatWasSealed_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("a name") << QByteArray("Anna-Lena Straßburger");
        QTest::newRow("one letter") << QByteArray("x");
        QTest::newRow("nothing") << QByteArray("");
        QTest::newRow("long") << QByteArray(100'000, 'n');
    }
    void bringsBackWhatWasSealed()
    {
        QFETCH(QByteArray, text);
        FieldCipher cipher(keyOf('a'));
        const QByteArray sealed = cipher.seal(text, "contact|1|name");
        QCOMPARE(sealed.size(), text.size() + FieldCipher::kNonceBytes + FieldCipher::kTagBytes);
        QCOMPARE(cipher.open(sealed, "contact|1|name"), text);
        if (text.size() > 1)
            QVERIFY(!sealed.contains(text));
        // Another cipher with the same key, as after a restart.
        QCOMPARE(FieldCipher(keyOf('a')).open(sealed, "contact|1|name"), text);
    }

    void everyChangedByteShows()
    {
        FieldCipher cipher(keyOf('a'));
        const QByteArray sealed = cipher.seal("Ingrid", "contact|1|name");
        for (qsizetype i = 0; i < sealed.size(); ++i) {
            QByteArray changed = sealed;
            changed[i] = static_cast<char>(changed[i] ^ 1);
            QVERIFY2(!cipher.open(changed, "contact|1|name"), QByteArray::number(i).constData());
        }
        for (qsizetype size = 0; size < sealed.size(); ++size)
            QVERIFY(!cipher.open(sealed.left(size), "contact|1|name"));
        QCOMPARE(cipher.open(sealed, "contact|1|name"), QByteArray("Ingrid"));
    }

    void opensOnlyWithItsKeyAndInItsPlace()
    {
        FieldCipher cipher(keyOf('a'));
        const QByteArray sealed = cipher.seal("Ingrid", "contact|1|name");
        QVERIFY(!FieldCipher(keyOf('b')).open(sealed, "contact|1|name"));
        QVERIFY(!cipher.open(sealed, "contact|2|name"));
        QVERIFY(!cipher.open(sealed, "contact|1|email"));
        QVERIFY(!cipher.open(sealed, ""));
        QVERIFY(!FieldCipher(FieldKey()).open(sealed, "contact|1|name"));
    }

    void neverTheSameTwice()
    {
        FieldCipher cipher(keyOf('a'));
        QSet<QByteArray> nonces;
        for (int i = 0; i < 5000; ++i)
            nonces << cipher.seal("Ingrid", "contact|1|name").left(FieldCipher::kNonceBytes);
        QCOMPARE(nonces.size(), 5000);
    }

    void keysHaveTheirSizeAndFingerprint()
    {
        QVERIFY(FieldKey().isNull());
        QVERIFY(FieldKey::fromBytes(QByteArray(FieldKey::kBytes - 1, 'a')).isNull());
        QVERIFY(FieldKey::fromBytes(QByteArray(FieldKey::kBytes + 1, 'a')).isNull());
        QVERIFY(FieldKey::create().fingerprint() != FieldKey::create().fingerprint());
        QCOMPARE(keyOf('a').fingerprint(), keyOf('a').fingerprint());
        QVERIFY(!keyOf('a').fingerprint().contains(u"6161"_s));
        QVERIFY(FieldKey().fingerprint().isEmpty());
    }

    void sealing()
    {
        FieldCipher cipher(keyOf('a'));
        const QByteArray sealed = cipher.seal("Anna-Lena", "contact|0f0e0d0c-0b0a-4000-8000-000000000001|name");
        QBENCHMARK
        {
            static_cast<void>(cipher.seal("Anna-Lena", "contact|0f0e0d0c-0b0a-4000-8000-000000000001|name"));
        }
        QVERIFY(!sealed.isEmpty());
    }
};

QTEST_APPLESS_MAIN(TestFieldCipher)
#include "TestFieldCipher.moc"
