// What is taken for an email address, a password and a name.
#include "support/Expect.h"

#include "server/identity/AccountRules.h"

#include <QTest>

namespace roost::test {

using namespace Qt::StringLiterals;

class TestAccountRules : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void normalisesEmails_data();
    void normalisesEmails();
    void refusesWhatIsNoEmail_data();
    void refusesWhatIsNoEmail();
    void wantsLongPasswordsOnly();
    void trimsNames();
};

void TestAccountRules::normalisesEmails_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("normalised");
    QTest::newRow("plain") << u"kari@example.no"_s << u"kari@example.no"_s;
    QTest::newRow("capitals and space") << u" Kari.Nordmann@Example.NO\n"_s << u"kari.nordmann@example.no"_s;
    QTest::newRow("tag") << u"kari+roost@mail.example.no"_s << u"kari+roost@mail.example.no"_s;
    QTest::newRow("international domain") << u"kari@exämple.no"_s << u"kari@xn--exmple-cua.no"_s;
}

void TestAccountRules::normalisesEmails()
{
    QFETCH(QString, typed);
    QFETCH(QString, normalised);
    const auto email = normalisedEmail(typed);
    EXPECT_OK(email);
    QCOMPARE(*email, normalised);
}

void TestAccountRules::refusesWhatIsNoEmail_data()
{
    QTest::addColumn<QString>("typed");
    for (const QString &typed :
         {u""_s, u"@"_s, u"kari"_s, u"kari@"_s, u"@example.no"_s, u"kari@example"_s, u"a@b@example.no"_s,
          u"ka ri@example.no"_s, u".kari@example.no"_s, u"ka..ri@example.no"_s, u"kari@-example.no"_s,
          u"kari@example..no"_s, u"kari@example.no\nx"_s, u"kåri@example.no"_s,
          QString(QString(65, u'k') + u"@example.no"_s), QString(u"k@"_s + QString(250, u'e') + u".no"_s)})
        QTest::newRow(qPrintable(typed.left(30).toHtmlEscaped())) << typed;
}

void TestAccountRules::refusesWhatIsNoEmail()
{
    QFETCH(QString, typed);
    EXPECT_ERROR(normalisedEmail(typed), Validation);
}

void TestAccountRules::wantsLongPasswordsOnly()
{
    EXPECT_ERROR(checkNewPassword(QString(9, u'a')), Validation);
    EXPECT_OK(checkNewPassword(QString(10, u'a')));
    EXPECT_OK(checkNewPassword(QString(1000, u'a')));
    EXPECT_ERROR(checkNewPassword(QString(1001, u'a')), Validation);
}

void TestAccountRules::trimsNames()
{
    QCOMPARE(normalisedDisplayName(u"  Kari Nordmann "_s).value_or(QString()), u"Kari Nordmann"_s);
    EXPECT_ERROR(normalisedDisplayName(u" \t "_s), Validation);
    EXPECT_ERROR(normalisedDisplayName(u"Kari\nNordmann"_s), Validation);
    EXPECT_ERROR(normalisedDisplayName(QString(201, u'k')), Validation);
}

} // namespace roost::test

QTEST_GUILESS_MAIN(roost::test::TestAccountRules)
#include "TestAccountRules.moc"
