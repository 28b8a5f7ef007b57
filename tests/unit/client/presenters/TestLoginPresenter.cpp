// What may be sent to which address, and what is said about the password.
#include "client/presenters/LoginPresenter.h"

#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace roost;

class TestLoginPresenter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void addresses_data();
    void addresses();
    void busyUntilAnswered();
    void refusalIsShown();
    void aWrongAddressIsNotSentTo();
    void missingKeychainIsSaid();
};

void TestLoginPresenter::addresses_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("url"); // empty: refused
    QTest::newRow("name") << u"roost.example.org"_s << u"https://roost.example.org"_s;
    QTest::newRow("blanks") << u"  roost.example.org "_s << u"https://roost.example.org"_s;
    QTest::newRow("port") << u"roost.example.org:8443"_s << u"https://roost.example.org:8443"_s;
    QTest::newRow("path") << u"https://roost.example.org/login?x=1"_s << u"https://roost.example.org"_s;
    QTest::newRow("user in address") << u"https://me@roost.example.org"_s << u"https://roost.example.org"_s;
    QTest::newRow("this computer") << u"localhost:8750"_s << u"http://localhost:8750"_s;
    QTest::newRow("loopback") << u"127.0.0.1:8750"_s << u"http://127.0.0.1:8750"_s;
    QTest::newRow("loopback, IPv6") << u"[::1]:8750"_s << u"http://[::1]:8750"_s;
    QTest::newRow("unencrypted elsewhere") << u"http://roost.example.org"_s << QString();
    QTest::newRow("looks local, is not") << u"http://localhost.example.org"_s << QString();
    QTest::newRow("another scheme") << u"ftp://roost.example.org"_s << QString();
    QTest::newRow("nothing") << u"   "_s << QString();
    QTest::newRow("blank inside") << u"roost example"_s << QString();
}

void TestLoginPresenter::addresses()
{
    QFETCH(QString, typed);
    QFETCH(QString, url);
    const Result<QString> result = LoginPresenter::serverUrlFrom(typed);
    QCOMPARE(result.has_value(), !url.isEmpty());
    if (result)
        QCOMPARE(*result, url);
    else
        QVERIFY(!result.error().userText.isEmpty());
}

void TestLoginPresenter::busyUntilAnswered()
{
    DoneFunction answer;
    int asked = 0;
    LoginActions actions;
    actions.logIn = [&](const QString &, const QString &email, const QString &, const DoneFunction &done) {
        ++asked;
        QCOMPARE(email, u"me@example.org"_s);
        answer = done;
    };
    LoginPresenter presenter(actions);
    QSignalSpy succeeded(&presenter, &LoginPresenter::succeeded);
    presenter.logIn(u"roost.example.org"_s, u" me@example.org "_s, u"secret"_s);
    presenter.logIn(u"roost.example.org"_s, u"me@example.org"_s, u"secret"_s);
    QVERIFY(presenter.isBusy());
    QCOMPARE(asked, 1);
    answer({});
    QVERIFY(!presenter.isBusy());
    QCOMPARE(succeeded.size(), 1);
}

void TestLoginPresenter::refusalIsShown()
{
    LoginActions actions;
    actions.logIn = [](const QString &, const QString &, const QString &, const DoneFunction &done) {
        done(fail(ErrorCode::WrongCredentials, u"Wrong password."_s));
    };
    LoginPresenter presenter(actions);
    QSignalSpy failed(&presenter, &LoginPresenter::failed);
    presenter.logIn(u"localhost:1"_s, u"me@example.org"_s, u"secret"_s);
    QCOMPARE(failed.size(), 1);
    QCOMPARE(failed[0][0].toString(), u"Wrong password."_s);
    QVERIFY(!presenter.isBusy());
}

void TestLoginPresenter::aWrongAddressIsNotSentTo()
{
    LoginPresenter presenter({}); // an action that was called would crash
    QSignalSpy failed(&presenter, &LoginPresenter::failed);
    presenter.logIn(u"http://roost.example.org"_s, u"me@example.org"_s, u"secret"_s);
    QCOMPARE(failed.size(), 1);
    QVERIFY(!presenter.isBusy());
}

void TestLoginPresenter::missingKeychainIsSaid()
{
    bool hasKeychain = false;
    LoginActions actions;
    actions.hasKeychain = [&] { return hasKeychain; };
    const LoginPresenter presenter(actions);
    QVERIFY(presenter.keychainNotice().contains(u"password"_s));
    hasKeychain = true;
    QVERIFY(presenter.keychainNotice().isEmpty());
}

QTEST_GUILESS_MAIN(TestLoginPresenter)
#include "TestLoginPresenter.moc"
