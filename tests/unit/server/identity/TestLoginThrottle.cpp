// How many wrong guesses are allowed.
#include "support/Expect.h"

#include "server/identity/LoginThrottle.h"

#include <QTest>

#include <thread>

namespace roost::test {

using namespace Qt::StringLiterals;

class TestLoginThrottle : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void allowsSoManyGuesses();
    void forgetsAfterTheWindow();
    void startsAnewAfterASuccess();
    void keepsAddressesApart();
    void limitsAnAddressOverAllAccounts();
    void remembersNoMoreThanItMay();
    void countsGuessesInParallel();

private:
    const QDateTime m_now{QDate(2026, 3, 1), QTime(12, 0), Qt::UTC};
};

void TestLoginThrottle::allowsSoManyGuesses()
{
    LoginThrottle throttle({3, 100, 60, 1000});
    for (int i = 0; i < 3; ++i)
        EXPECT_OK(throttle.attempt(u"a"_s, u"1.2.3.4"_s, m_now.addSecs(i)));
    const auto refused = throttle.attempt(u"a"_s, u"1.2.3.4"_s, m_now.addSecs(10));
    EXPECT_ERROR(refused, TooManyRequests);
    QCOMPARE(refused.error().details.value("retry_after"_L1).toInt(), 50);
}

void TestLoginThrottle::forgetsAfterTheWindow()
{
    LoginThrottle throttle({1, 100, 60, 1000});
    EXPECT_OK(throttle.attempt(u"a"_s, u"1.2.3.4"_s, m_now));
    EXPECT_ERROR(throttle.attempt(u"a"_s, u"1.2.3.4"_s, m_now.addSecs(59)), TooManyRequests);
    EXPECT_OK(throttle.attempt(u"a"_s, u"1.2.3.4"_s, m_now.addSecs(60)));
}

void TestLoginThrottle::startsAnewAfterASuccess()
{
    LoginThrottle throttle({2, 100, 60, 1000});
    EXPECT_OK(throttle.attempt(u"a"_s, u"1.2.3.4"_s, m_now));
    EXPECT_OK(throttle.attempt(u"a"_s, u"1.2.3.4"_s, m_now));
    throttle.succeeded(u"a"_s, u"1.2.3.4"_s);
    EXPECT_OK(throttle.attempt(u"a"_s, u"1.2.3.4"_s, m_now));
}

void TestLoginThrottle::keepsAddressesApart()
{
    LoginThrottle throttle({1, 100, 60, 1000});
    EXPECT_OK(throttle.attempt(u"a"_s, u"1.2.3.4"_s, m_now));
    EXPECT_ERROR(throttle.attempt(u"a"_s, u"1.2.3.4"_s, m_now), TooManyRequests);
    // A stranger must not be able to lock the owner of an account out.
    EXPECT_OK(throttle.attempt(u"a"_s, u"5.6.7.8"_s, m_now));
}

void TestLoginThrottle::limitsAnAddressOverAllAccounts()
{
    LoginThrottle throttle({10, 5, 60, 1000});
    for (int i = 0; i < 5; ++i)
        EXPECT_OK(throttle.attempt(QString::number(i), u"1.2.3.4"_s, m_now));
    EXPECT_ERROR(throttle.attempt(u"new"_s, u"1.2.3.4"_s, m_now), TooManyRequests);
    throttle.succeeded(u"3"_s, u"1.2.3.4"_s);
    EXPECT_OK(throttle.attempt(u"new"_s, u"1.2.3.4"_s, m_now));
}

void TestLoginThrottle::remembersNoMoreThanItMay()
{
    LoginThrottle throttle({1, 1, 60, 10});
    for (int i = 0; i < 1000; ++i)
        EXPECT_OK(throttle.attempt(u"a"_s, QString::number(i), m_now));
    // The newest is still remembered.
    EXPECT_ERROR(throttle.attempt(u"a"_s, u"999"_s, m_now), TooManyRequests);
}

void TestLoginThrottle::countsGuessesInParallel()
{
    LoginThrottle throttle({5, 1000, 60, 1000});
    std::atomic<int> allowed{0};
    std::vector<std::thread> threads;
    for (int i = 0; i < 8; ++i) {
        threads.emplace_back([&] {
            for (int guess = 0; guess < 10; ++guess)
                allowed += throttle.attempt(u"a"_s, u"1.2.3.4"_s, m_now).has_value() ? 1 : 0;
        });
    }
    for (std::thread &thread : threads)
        thread.join();
    QCOMPARE(allowed.load(), 5);
}

} // namespace roost::test

QTEST_GUILESS_MAIN(roost::test::TestLoginThrottle)
#include "TestLoginThrottle.moc"
