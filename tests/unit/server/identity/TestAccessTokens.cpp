// Signed access tokens and the key that signs them.
#include "support/Expect.h"
#include "support/MockClock.h"

#include "common/Secrets.h"
#include "server/identity/AccessTokens.h"

#include <QFileInfo>
#include <QJsonDocument>
#include <QTemporaryDir>
#include <QTest>

namespace roost::test {

using namespace Qt::StringLiterals;

class TestAccessTokens : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tellsWhoItWasGivenTo();
    void carriesTheClaims();
    void runsOut();
    void refusesChangedTokens();
    void refusesOtherKeysAndAlgorithms();
    void refusesGarbage();
    void makesThePrivateKeyFile();
    void keepsTheKey();
    void refusesAKeyThatOthersCanRead();
    void refusesABrokenKey();
    void staysRightWhenTheCacheIsFull();

private:
    static QByteArray base64(const QByteArray &bytes)
    {
        return bytes.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
    }
    static QJsonObject part(const QString &token, int index)
    {
        return QJsonDocument::fromJson(
                   QByteArray::fromBase64(token.section(u'.', index, index).toLatin1(), QByteArray::Base64UrlEncoding))
            .object();
    }
    TokenKey key(const QString &folder = u"keys"_s) { return *TokenKey::loadOrCreate(m_folder.filePath(folder)); }
    QString keyFile() const { return m_folder.filePath(u"keys/access-token.jwk"_s); }

    QTemporaryDir m_folder;
    MockClock m_clock;
    const UserId m_user = UserId::create();
    const SessionId m_session = SessionId::create();
};

void TestAccessTokens::tellsWhoItWasGivenTo()
{
    const AccessTokens tokens(key(), m_clock);
    const auto token = tokens.issue(m_user, m_session);
    EXPECT_OK(token);
    for (int round = 0; round < 2; ++round) { // checked, then remembered
        const auto claims = tokens.verify(token->toLatin1());
        EXPECT_OK(claims);
        QCOMPARE(claims->user, m_user);
        QCOMPARE(claims->session, m_session);
        QCOMPARE(claims->expiresAt - claims->issuedAt, 900);
    }
}

void TestAccessTokens::carriesTheClaims()
{
    const AccessTokens tokens(key(), m_clock);
    const QString token = tokens.issue(m_user, m_session).value();
    const QJsonObject header = part(token, 0);
    QCOMPARE(header.value("alg"_L1).toString(), u"ES256"_s);
    QVERIFY(!header.value("kid"_L1).toString().isEmpty());
    const QJsonObject claims = part(token, 1);
    QCOMPARE(claims.keys(), (QStringList{u"exp"_s, u"iat"_s, u"iss"_s, u"jti"_s, u"sid"_s, u"sub"_s}));
    QVERIFY(part(tokens.issue(m_user, m_session).value(), 1).value("jti"_L1) != claims.value("jti"_L1));
}

void TestAccessTokens::runsOut()
{
    MockClock clock;
    const AccessTokens tokens(key(), clock);
    const QByteArray token = tokens.issue(m_user, m_session).value().toLatin1();
    clock.advanceMs(899 * 1000);
    EXPECT_OK(tokens.verify(token));
    clock.advanceMs(1000);
    EXPECT_ERROR(tokens.verify(token), Unauthenticated);
}

void TestAccessTokens::refusesChangedTokens()
{
    const AccessTokens tokens(key(), m_clock);
    const QString token = tokens.issue(m_user, m_session).value();
    QJsonObject claims = part(token, 1);
    claims.insert("sub"_L1, UserId::create().toString());
    const QByteArray forged = token.section(u'.', 0, 0).toLatin1() + '.' +
                              base64(QJsonDocument(claims).toJson(QJsonDocument::Compact)) + '.' +
                              token.section(u'.', 2).toLatin1();
    EXPECT_ERROR(tokens.verify(forged), Unauthenticated);
    EXPECT_ERROR(tokens.verify(token.section(u'.', 0, 1).toLatin1() + '.'), Unauthenticated);
    EXPECT_ERROR(tokens.verify(token.section(u'.', 0, 1).toLatin1()), Unauthenticated);
    EXPECT_OK(tokens.verify(token.toLatin1()));
}

void TestAccessTokens::refusesOtherKeysAndAlgorithms()
{
    const AccessTokens tokens(key(), m_clock);
    const AccessTokens others(key(u"others"_s), m_clock);
    const QString foreign = others.issue(m_user, m_session).value();
    EXPECT_ERROR(tokens.verify(foreign.toLatin1()), Unauthenticated);

    const QByteArray payload = tokens.issue(m_user, m_session).value().section(u'.', 1, 1).toLatin1();
    const QString keyId = part(tokens.issue(m_user, m_session).value(), 0).value("kid"_L1).toString();
    const QByteArray none = base64(R"({"alg":"none","kid":")" + keyId.toLatin1() + "\"}") + '.' + payload + '.';
    EXPECT_ERROR(tokens.verify(none), Unauthenticated);
    const QByteArray hmac =
        base64(R"({"alg":"HS256","kid":")" + keyId.toLatin1() + "\"}") + '.' + payload + '.' + base64(sha256("x"));
    EXPECT_ERROR(tokens.verify(hmac), Unauthenticated);
}

void TestAccessTokens::refusesGarbage()
{
    const AccessTokens tokens(key(), m_clock);
    for (const QByteArray &token : {QByteArray(), QByteArray("x"), QByteArray("a.b.c"), QByteArray("...."),
                                    QByteArray(100000, 'a'), QByteArray("\0.\0.\0", 5)})
        EXPECT_ERROR(tokens.verify(token), Unauthenticated);
}

void TestAccessTokens::makesThePrivateKeyFile()
{
    key();
    const auto owner = QFile::ReadOwner | QFile::WriteOwner | QFile::ReadUser | QFile::WriteUser;
    QCOMPARE(QFileInfo(keyFile()).permissions(), owner);
    QVERIFY(!(QFileInfo(m_folder.filePath(u"keys"_s)).permissions() & (QFile::ReadOther | QFile::ReadGroup)));
}

void TestAccessTokens::keepsTheKey()
{
    const QString token = AccessTokens(key(), m_clock).issue(m_user, m_session).value();
    EXPECT_OK(AccessTokens(key(), m_clock).verify(token.toLatin1()));
}

void TestAccessTokens::refusesAKeyThatOthersCanRead()
{
    key();
    const auto before = QFile::permissions(keyFile());
    for (const auto extra : {QFile::ReadGroup, QFile::ReadOther, QFile::WriteOther}) {
        QVERIFY(QFile::setPermissions(keyFile(), before | extra));
        EXPECT_ERROR(TokenKey::loadOrCreate(m_folder.filePath(u"keys"_s)), Forbidden);
    }
    QVERIFY(QFile::setPermissions(keyFile(), before));
    EXPECT_OK(TokenKey::loadOrCreate(m_folder.filePath(u"keys"_s)));
}

void TestAccessTokens::refusesABrokenKey()
{
    const QString folder = m_folder.filePath(u"broken"_s);
    QVERIFY(QDir().mkpath(folder));
    for (const QByteArray &content :
         {QByteArray(), QByteArray("{}"), QByteArray("not JSON"),
          QByteArray(R"({"kty":"oct","k":"AyM1SysPpbyDfgZld3umj1qzKObwVMko","kid":"a"})")}) {
        EXPECT_OK(writePrivateFile(folder + u"/access-token.jwk"_s, content));
        EXPECT_ERROR(TokenKey::loadOrCreate(folder), StorageBroken);
    }
}

void TestAccessTokens::staysRightWhenTheCacheIsFull()
{
    const AccessTokens tokens(key(), m_clock, 4);
    QList<QPair<QByteArray, UserId>> issued;
    for (int i = 0; i < 20; ++i) {
        const UserId user = UserId::create();
        issued.append({tokens.issue(user, m_session).value().toLatin1(), user});
    }
    for (int round = 0; round < 3; ++round) {
        for (const auto &[token, user] : std::as_const(issued)) {
            const auto claims = tokens.verify(token);
            EXPECT_OK(claims);
            QCOMPARE(claims->user, user);
        }
    }
}

} // namespace roost::test

QTEST_GUILESS_MAIN(roost::test::TestAccessTokens)
#include "TestAccessTokens.moc"
