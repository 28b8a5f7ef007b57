// Errors on the wire.
#include "support/MockClock.h"

#include "server/api/ErrorReply.h"

#include <QJsonDocument>
#include <QTest>

namespace roost::test {

using namespace Qt::StringLiterals;
using namespace roost::api;

class TestErrorReply : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void writesProblems();
    void asksToWait();
    void hasAStatusForEachCode();

private:
    MockClock m_clock;
};

void TestErrorReply::writesProblems()
{
    const Error error{ErrorCode::DatesTaken,
                      u"These dates are taken. Choose others."_s,
                      u"internal"_s,
                      {{u"field"_s, u"check_in"_s}}};
    const http::Response reply = errorReply(error, "r-1", m_clock);
    QCOMPARE(reply.status, 409);
    QCOMPARE(reply.header("Content-Type"), "application/problem+json");
    const QJsonObject expected{{u"type"_s, u"about:blank"_s},
                               {u"title"_s, u"Conflict"_s},
                               {u"status"_s, 409},
                               {u"detail"_s, error.userText},
                               {u"code"_s, u"DATES_TAKEN"_s},
                               {u"details"_s, error.details},
                               {u"request_id"_s, u"r-1"_s},
                               {u"timestamp"_s, u"2026-03-01T12:00:00.000Z"_s}};
    QCOMPARE(QJsonDocument::fromJson(reply.body).object(), expected);
}

void TestErrorReply::asksToWait()
{
    const Error throttled{ErrorCode::TooManyRequests, u"Wait."_s, {}, {{u"retry_after"_s, 42}}};
    QCOMPARE(errorReply(throttled, "r", m_clock).header("Retry-After"), "42");
    QCOMPARE(errorReply({ErrorCode::Unavailable, {}, {}, {}}, "r", m_clock).header("Retry-After"), "1");
    QCOMPARE(errorReply({ErrorCode::NotFound, {}, {}, {}}, "r", m_clock).header("Retry-After"), "");
}

void TestErrorReply::hasAStatusForEachCode()
{
    for (int code = 0; code <= static_cast<int>(ErrorCode::Internal); ++code) {
        const int status = httpStatus(static_cast<ErrorCode>(code));
        QVERIFY(status >= 400 && status < 600);
        QVERIFY(qstrcmp(http::reasonPhrase(status), "Unknown") != 0);
    }
    QCOMPARE(httpStatus(ErrorCode::Internal), 500);
}

} // namespace roost::test

QTEST_GUILESS_MAIN(roost::test::TestErrorReply)
#include "TestErrorReply.moc"
