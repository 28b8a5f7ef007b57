// The whole table of transitions, and what follows from it for any sequence of steps.
#include "domain/BookingLifecycle.h"

#include "domain/BookingCode.h"
#include "support/Expect.h"
#include "support/Properties.h"

#include <QRegularExpression>
#include <QSet>

using namespace roost;
using namespace Qt::StringLiterals;

class TestBookingLifecycle : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void namesAreTheirOwnInverse();
    void exactlyTheseTransitionsExist();
    void refusalSaysWhatWasTried();
    void finalStatesStayFinal();
    void codesAreReadable();
    void codesAreNormalised();
};

namespace {

constexpr BookingStatus kStatuses[] = {BookingStatus::Pending,   BookingStatus::Confirmed, BookingStatus::Completed,
                                       BookingStatus::Declined,  BookingStatus::Withdrawn, BookingStatus::Expired,
                                       BookingStatus::Cancelled, BookingStatus::NoShow};
constexpr BookingAction kActions[] = {BookingAction::Accept,    BookingAction::Decline, BookingAction::Withdraw,
                                      BookingAction::Expire,    BookingAction::Cancel,  BookingAction::Complete,
                                      BookingAction::MarkNoShow};
constexpr BookingActor kActors[] = {BookingActor::Guest, BookingActor::Host, BookingActor::Platform,
                                    BookingActor::System};

} // namespace

void TestBookingLifecycle::namesAreTheirOwnInverse()
{
    QSet<QString> names;
    for (const BookingStatus status : kStatuses) {
        names << bookingStatusName(status);
        QCOMPARE(bookingStatusFromName(bookingStatusName(status)), std::optional(status));
    }
    QCOMPARE(names.size(), 8);
    names.clear();
    for (const BookingAction action : kActions) {
        names << bookingActionName(action);
        QCOMPARE(bookingActionFromName(bookingActionName(action)), std::optional(action));
    }
    QCOMPARE(names.size(), 7);
    QVERIFY(!bookingStatusFromName(u"Pending"_s));
    QVERIFY(!bookingStatusFromName(QString()));
    QVERIFY(!bookingActionFromName(u"no_show"_s));
}

void TestBookingLifecycle::exactlyTheseTransitionsExist()
{
    QStringList possible;
    for (const BookingStatus status : kStatuses) {
        for (const BookingAction action : kActions) {
            for (const BookingActor actor : kActors) {
                const auto after = bookingAfter(status, action, actor);
                if (after)
                    possible << bookingStatusName(status) + u' ' + bookingActionName(action) + u' ' +
                                    bookingActorName(actor) + u" > "_s + bookingStatusName(*after);
            }
        }
    }
    QCOMPARE(possible, (QStringList{
                           u"pending accept host > confirmed"_s,
                           u"pending decline host > declined"_s,
                           u"pending decline system > declined"_s,
                           u"pending withdraw guest > withdrawn"_s,
                           u"pending expire system > expired"_s,
                           u"confirmed cancel guest > cancelled"_s,
                           u"confirmed cancel host > cancelled"_s,
                           u"confirmed cancel platform > cancelled"_s,
                           u"confirmed cancel system > cancelled"_s,
                           u"confirmed complete system > completed"_s,
                           u"confirmed mark_no_show host > no_show"_s,
                       }));
}

void TestBookingLifecycle::refusalSaysWhatWasTried()
{
    const auto refused = bookingAfter(BookingStatus::Cancelled, BookingAction::Accept, BookingActor::Host);
    EXPECT_ERROR(refused, InvalidTransition);
    QCOMPARE(refused.error().details.value(u"status").toString(), u"cancelled"_s);
    QCOMPARE(refused.error().details.value(u"action").toString(), u"accept"_s);
}

void TestBookingLifecycle::finalStatesStayFinal()
{
    CHECK_PROPERTY([] {
        BookingStatus status = BookingStatus::Pending;
        bool wasFinal = false;
        for (int step = 0; step < 20; ++step) {
            const auto action = kActions[*rc::gen::inRange<size_t>(0, std::size(kActions))];
            const auto actor = kActors[*rc::gen::inRange<size_t>(0, std::size(kActors))];
            const auto after = bookingAfter(status, action, actor);
            RC_ASSERT(!(wasFinal && after));
            if (after) {
                RC_ASSERT(*after != status);
                RC_ASSERT(*after != BookingStatus::Pending);
                status = *after;
            }
            wasFinal = isFinal(status);
            if (occupiesNights(status))
                RC_ASSERT(status == BookingStatus::Confirmed || status == BookingStatus::Completed);
        }
    });
}

void TestBookingLifecycle::codesAreReadable()
{
    const QRegularExpression form(u"^BK-20280229-[34679ACDEFGHJKMNPQRTWXY]{6}$"_s);
    QSet<QString> codes;
    for (int i = 0; i < 2000; ++i) {
        const QString code = newBookingCode({2028, 2, 29});
        QVERIFY2(form.match(code).hasMatch(), qPrintable(code));
        QCOMPARE(normalisedBookingCode(code), code);
        codes << code;
    }
    // 148 million are possible: more than a couple of the same would be no accident.
    QVERIFY(codes.size() >= 1998);
}

void TestBookingLifecycle::codesAreNormalised()
{
    QCOMPARE(normalisedBookingCode(u" bk 20260301 3467ac "_s), u"BK-20260301-3467AC"_s);
    QCOMPARE(normalisedBookingCode(u"BK202603013467AC"_s), u"BK-20260301-3467AC"_s);
    QVERIFY(normalisedBookingCode(u"BK-2026-3467AC"_s).isEmpty());
    QVERIFY(normalisedBookingCode(u"XX-20260301-3467AC"_s).isEmpty());
    QVERIFY(normalisedBookingCode(QString()).isEmpty());
}

QTEST_GUILESS_MAIN(TestBookingLifecycle)
#include "TestBookingLifecycle.moc"
