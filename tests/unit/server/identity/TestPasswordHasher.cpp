// Argon2id hashes in PHC strings.
#include "support/Expect.h"

#include "server/identity/PasswordHasher.h"

#include <QTest>

namespace roost::test {

using namespace Qt::StringLiterals;

class TestPasswordHasher : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void usesTheRecommendedCost();
    void knowsTheRightPassword();
    void saltsEachHash();
    void takesNoHashForAnAnswer();
    void tellsWhenToHashAnew();
    void readsOlderHashes();
    void treatsEqualCharactersAlike();

private:
    const PasswordHasher m_cheap{{64, 1, 1}};
};

void TestPasswordHasher::usesTheRecommendedCost()
{
    const auto hash = PasswordHasher().hash(u"correct horse"_s);
    EXPECT_OK(hash);
    QVERIFY2(hash->startsWith(u"$argon2id$v=19$m=19456,t=2,p=1$"_s), qPrintable(*hash));
    QVERIFY(PasswordHasher().isRight(u"correct horse"_s, *hash));
}

void TestPasswordHasher::knowsTheRightPassword()
{
    const auto hash = m_cheap.hash(u"correct horse"_s);
    EXPECT_OK(hash);
    QVERIFY(m_cheap.isRight(u"correct horse"_s, *hash));
    QVERIFY(!m_cheap.isRight(u"correct horse "_s, *hash));
    QVERIFY(!m_cheap.isRight(QString(), *hash));
}

void TestPasswordHasher::saltsEachHash()
{
    QVERIFY(m_cheap.hash(u"correct horse"_s).value() != m_cheap.hash(u"correct horse"_s).value());
}

void TestPasswordHasher::takesNoHashForAnAnswer()
{
    QVERIFY(!m_cheap.isRight(u"anything"_s, QString()));
    QVERIFY(!m_cheap.isRight(QString(), QString()));
    QVERIFY(!m_cheap.isRight(u"anything"_s, u"$argon2id$broken"_s));
    QVERIFY(!m_cheap.isRight(u"plain"_s, u"plain"_s));
}

void TestPasswordHasher::tellsWhenToHashAnew()
{
    const QString hash = m_cheap.hash(u"correct horse"_s).value();
    QVERIFY(!m_cheap.needsRehash(hash));
    QVERIFY(PasswordHasher({128, 1, 1}).needsRehash(hash));
    QVERIFY(PasswordHasher({64, 2, 1}).needsRehash(hash));
}

void TestPasswordHasher::readsOlderHashes()
{
    const QString hash = m_cheap.hash(u"correct horse"_s).value();
    QVERIFY(PasswordHasher({128, 2, 1}).isRight(u"correct horse"_s, hash));
}

// "å" typed as one character, or as "a" with a ring, as some systems do.
void TestPasswordHasher::treatsEqualCharactersAlike()
{
    const QString hash = m_cheap.hash(u"bl\u00e5b\u00e6rsyltet\u00f8y"_s).value();
    QVERIFY(m_cheap.isRight(u"bla\u030ab\u00e6rsyltet\u00f8y"_s, hash));
}

} // namespace roost::test

QTEST_GUILESS_MAIN(roost::test::TestPasswordHasher)
#include "TestPasswordHasher.moc"
