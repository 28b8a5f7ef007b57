// What hosts write to guests offline, and what they note to be done, applied by the server; with somebody else in
// between.
#include "server/sync/MutationDispatcher.h"

#include "domain/MessageRules.h"
#include "server/messaging/MessagingService.h"
#include "server/reservations/BookingService.h"
#include "server/tenancy/TenantTransaction.h"
#include "support/Expect.h"
#include "support/HostWorld.h"

#include <QJsonArray>
#include <QTest>

using namespace roost;
using namespace roost::sync;
using namespace roost::test;
using namespace Qt::StringLiterals;

class TestGuestMutations : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { EXPECT_OK(m_postgres.start()); }
    void init();

    void messageOpensTheThreadOfItsBooking();
    void messageSentTwiceIsOne();
    void messagesOfTwoStandInTheOrderOfArrival();
    void messageAboutABookingThatIsGoneIsRejected();
    void readMarksOnlyGoUp();
    void replyMeetsAnotherReply();
    void contactIsMergedFieldByField();
    void taskIsMergedFieldByFieldAndItemByItem();
    void taskStates_data();
    void taskStates();
    void taskThatChangedIsNotRemoved();
    void taskOfWhatIsGoneIsRejected();
    void staffDoTheirOwnTasksAlone();
    void wrongShapesAreRejected_data();
    void wrongShapesAreRejected();

private:
    Outcome apply(const QString &name, const QJsonObject &args, const QJsonObject &base = {})
    {
        return applyAs(m_host, name, args, base);
    }
    Outcome applyAs(const Caller &caller, const QString &name, const QJsonObject &args, const QJsonObject &base = {});
    Outcome send(const QString &place, const QString &id, const QString &text)
    {
        return apply(u"message.send"_s,
                     {{u"message_id"_s, MessageId::create().toString()}, {place, id}, {u"text"_s, text}});
    }
    QString makeTask(const QJsonObject &fields);
    QString text(const QString &sql) { return m_world->look(sql)->toString(); }

    PostgresFixture m_postgres;
    std::unique_ptr<HostWorld> m_world;
    Caller m_host;
    Caller m_guest;
    HostWorld::Home m_home;
    BookingId m_booking;
};

void TestGuestMutations::init()
{
    auto world = HostWorld::create(m_postgres);
    EXPECT_OK(world);
    m_world = std::move(*world);
    m_host = *m_world->addHost(u"Solveig"_s);
    m_guest = *m_world->addGuest(u"Ravi"_s);
    m_home = *m_world->addHome(m_host);
    BookingRequest request;
    request.wish.what = StayWish{m_home.listing, {{2026, 7, 1}, {2026, 7, 4}}, 1, 0, 1, {}};
    const auto made = BookingService().book(m_world->context(), m_guest, request);
    EXPECT_OK(made);
    m_booking = made->booking.id;
}

Outcome TestGuestMutations::applyAs(const Caller &caller, const QString &name, const QJsonObject &args,
                                    const QJsonObject &base)
{
    auto write = TenantTransaction::beginWrite(m_world->context(), caller.tenant, caller.user);
    const Mutation mutation{1, MutationId::create(), tenantScope(caller.tenant), name, 3, args, base};
    const auto outcome = applyMutation(m_world->context(), caller, mutation);
    if (!write || !outcome || !write->commit()) {
        Outcome failed;
        failed.kind = OutcomeKind::Rejected;
        failed.code = outcome ? u"not committed"_s : QString::fromUtf8(describe(outcome));
        return failed;
    }
    return *outcome;
}

QString TestGuestMutations::makeTask(const QJsonObject &fields)
{
    QJsonObject args = fields;
    const QString id = TaskId::create().toString();
    args.insert(u"task_id"_s, id);
    const Outcome outcome = apply(u"task.create"_s, args);
    return outcome.code.isEmpty() ? id : outcome.code;
}

void TestGuestMutations::messageOpensTheThreadOfItsBooking()
{
    QCOMPARE(send(u"booking_id"_s, m_booking.toString(), u"Welcome!"_s).code, QString());
    QCOMPARE(text(u"SELECT concat_ws(' ', id, message_count, host_read, guest_read) FROM thread"_s),
             threadOfBooking(m_booking).toString() + u" 1 1 0"_s);
    QCOMPARE(text(u"SELECT concat_ws(' ', author, position, text) FROM message"_s), u"host 1 Welcome!"_s);
    // The guest finds it there, and answers.
    const auto answered = MessagingService().sendAsGuest(m_world->context(), m_guest, m_booking, {}, u"Thank you"_s);
    EXPECT_OK(answered);
    QCOMPARE(send(u"thread_id"_s, threadOfBooking(m_booking).toString(), u"See you"_s).code, QString());
    // The host hasn't seen the guest's answer when writing: it stays unread.
    QCOMPARE(text(u"SELECT concat_ws(' ', message_count, host_read) FROM thread"_s), u"3 1"_s);
}

void TestGuestMutations::messageSentTwiceIsOne()
{
    const QString id = MessageId::create().toString();
    QJsonObject args{{u"message_id"_s, id}, {u"booking_id"_s, m_booking.toString()}, {u"text"_s, u"Welcome!"_s}};
    QCOMPARE(apply(u"message.send"_s, args).code, QString());
    QCOMPARE(apply(u"message.send"_s, args).code, QString());
    QCOMPARE(text(u"SELECT count(*) FROM message"_s), u"1"_s);
    args.insert(u"text"_s, u"Something else"_s);
    QCOMPARE(apply(u"message.send"_s, args).code, u"ALREADY_EXISTS"_s);
    QCOMPARE(text(u"SELECT message_count FROM thread"_s), u"1"_s);
}

void TestGuestMutations::messagesOfTwoStandInTheOrderOfArrival()
{
    const Caller manager = *m_world->addMember(m_host, u"Mona"_s, Role::Manager);
    QCOMPARE(send(u"booking_id"_s, m_booking.toString(), u"one"_s).code, QString());
    QCOMPARE(applyAs(manager, u"message.send"_s,
                     {{u"message_id"_s, MessageId::create().toString()},
                      {u"booking_id"_s, m_booking.toString()},
                      {u"text"_s, u"two"_s}})
                 .code,
             QString());
    QCOMPARE(text(u"SELECT string_agg(text, ' ' ORDER BY position) FROM message"_s), u"one two"_s);
    QCOMPARE(text(u"SELECT count(*) FROM thread"_s), u"1"_s);
}

void TestGuestMutations::messageAboutABookingThatIsGoneIsRejected()
{
    QCOMPARE(send(u"booking_id"_s, BookingId::create().toString(), u"Hello?"_s).code, u"NOT_FOUND"_s);
    QCOMPARE(send(u"thread_id"_s, ThreadId::create().toString(), u"Hello?"_s).code, u"NOT_FOUND"_s);
    QCOMPARE(text(u"SELECT count(*) FROM thread"_s), u"0"_s);
}

void TestGuestMutations::readMarksOnlyGoUp()
{
    QStringList ids;
    for (const QString &words : {u"one"_s, u"two"_s}) {
        const auto sent = MessagingService().sendAsGuest(m_world->context(), m_guest, m_booking, {}, words);
        EXPECT_OK(sent);
        ids << sent->toString();
    }
    const QString thread = threadOfBooking(m_booking).toString();
    const auto mark = [&](const QString &message) {
        return apply(u"message.mark_read"_s, {{u"thread_id"_s, thread}, {u"up_to_message_id"_s, message}}).code;
    };
    QCOMPARE(mark(ids[1]), QString());
    QCOMPARE(mark(ids[0]), QString());
    QCOMPARE(text(u"SELECT host_read FROM thread"_s), u"2"_s);
    QCOMPARE(mark(MessageId::create().toString()), QString()); // gone: nothing to decide
}

void TestGuestMutations::replyMeetsAnotherReply()
{
    const QString review = ReviewId::create().toString();
    EXPECT_OK(m_world->change(u"SELECT set_config('roost.version', '1', false); INSERT INTO review (id, tenant_id, "
                              "listing_id, comment, reviewed_on, version) VALUES ('%1', '%2', '%3', 'Nice', "
                              "'2026-02-01', 0)"_s.arg(review, m_host.tenant.toString(), m_home.listing.toString())));
    const auto reply = [&](const QString &words, const QJsonValue &seen) {
        return apply(u"review.reply"_s, {{u"review_id"_s, review}, {u"text"_s, words}}, {{u"reply"_s, seen}});
    };
    QVERIFY(reply(u"Thank you"_s, QJsonValue::Null).kind == OutcomeKind::Applied);
    const Outcome second = reply(u"Many thanks"_s, QJsonValue::Null);
    QVERIFY(second.kind == OutcomeKind::Merged);
    QCOMPARE(second.conflicts.size(), 1);
    QCOMPARE(second.conflicts[0].field, u"reply"_s);
    QCOMPARE(second.conflicts[0].mine.toString(), u"Many thanks"_s);
    QCOMPARE(second.conflicts[0].theirs.toString(), u"Thank you"_s);
    QCOMPARE(text(u"SELECT reply FROM review"_s), u"Thank you"_s);
    QVERIFY(reply(u"Many thanks"_s, u"Thank you"_s).kind == OutcomeKind::Applied);
    QVERIFY(reply(u"Many thanks"_s, QJsonValue::Null).kind == OutcomeKind::Applied); // so already
    QCOMPARE(text(u"SELECT reply FROM review"_s), u"Many thanks"_s);
}

void TestGuestMutations::contactIsMergedFieldByField()
{
    const QString contact = text(u"SELECT id FROM contact"_s);
    const auto edit = [&](const QJsonObject &changes, const QJsonObject &base) {
        return apply(u"contact.edit"_s, {{u"contact_id"_s, contact}, {u"changes"_s, changes}}, base);
    };
    QVERIFY(edit({{u"phone"_s, u"1"_s}}, {{u"phone"_s, u""_s}}).kind == OutcomeKind::Applied);
    const Outcome outcome =
        edit({{u"phone"_s, u"2"_s}, {u"notes"_s, u"Bicycle"_s}}, {{u"phone"_s, u""_s}, {u"notes"_s, u""_s}});
    QVERIFY(outcome.kind == OutcomeKind::Merged);
    QCOMPARE(outcome.conflicts.size(), 1);
    QCOMPARE(outcome.conflicts[0].field, u"phone"_s);
    QCOMPARE(outcome.conflicts[0].theirs.toString(), u"1"_s);
    QCOMPARE(text(u"SELECT phone || notes FROM contact"_s), u"1Bicycle"_s);
    QCOMPARE(edit({{u"name"_s, u" "_s}}, {}).code, u"VALIDATION_ERROR"_s);
}

void TestGuestMutations::taskIsMergedFieldByFieldAndItemByItem()
{
    const QString soap = MessageId::create().toString();
    const QString towels = MessageId::create().toString();
    const auto item = [](const QString &words, bool done) {
        return QJsonObject{{u"text"_s, words}, {u"done"_s, done}};
    };
    const QString task = makeTask(
        {{u"title"_s, u"Clean"_s},
         {u"due_on"_s, u"2026-07-04"_s},
         {u"checklist"_s, QJsonArray{QJsonObject{{u"id"_s, soap}, {u"text"_s, u"Soap"_s}, {u"done"_s, false}}}}});
    const auto edit = [&](const QJsonObject &args, const QJsonObject &base) {
        QJsonObject all = args;
        all.insert(u"task_id"_s, task);
        return apply(u"task.edit"_s, all, base);
    };
    QVERIFY(edit({{u"changes"_s, QJsonObject{{u"title"_s, u"Clean all"_s}}},
                  {u"checklist"_s, QJsonObject{{soap, item(u"Soap"_s, true)}, {towels, item(u"Towels"_s, false)}}}},
                 {{u"title"_s, u"Clean"_s},
                  {u"checklist"_s, QJsonObject{{soap, item(u"Soap"_s, false)}, {towels, QJsonValue::Null}}}})
                .kind == OutcomeKind::Applied);
    const Outcome outcome = edit({{u"changes"_s, QJsonObject{{u"title"_s, u"Clean up"_s}, {u"due_at"_s, u"11:00"_s}}},
                                  {u"checklist"_s, QJsonObject{{soap, item(u"Liquid soap"_s, false)}}}},
                                 {{u"title"_s, u"Clean"_s},
                                  {u"due_at"_s, QJsonValue::Null},
                                  {u"checklist"_s, QJsonObject{{soap, item(u"Soap"_s, false)}}}});
    QVERIFY(outcome.kind == OutcomeKind::Merged);
    QCOMPARE(outcome.conflicts.size(), 2);
    QCOMPARE(outcome.conflicts[0].field, u"title"_s);
    QCOMPARE(outcome.conflicts[1].field, u"checklist."_s + soap);
    QCOMPARE(outcome.conflicts[1].theirs.toObject(), item(u"Soap"_s, true));
    QCOMPARE(text(u"SELECT concat_ws(' ', title, due_at, revision) FROM task"_s), u"Clean all 11:00:00 3"_s);
    QCOMPARE(text(u"SELECT string_agg(item->>'text', ' ') FROM task, jsonb_array_elements(checklist) AS item"_s),
             u"Soap Towels"_s);
}

void TestGuestMutations::taskStates_data()
{
    QTest::addColumn<QString>("meanwhile");
    QTest::addColumn<QString>("action");
    QTest::addColumn<QString>("seen");
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("state");
    QTest::newRow("complete") << u"open"_s << u"complete"_s << u"open"_s << QString() << u"done"_s;
    QTest::newRow("complete what is done") << u"done"_s << u"complete"_s << u"open"_s << QString() << u"done"_s;
    QTest::newRow("complete what was cancelled")
        << u"cancelled"_s << u"complete"_s << u"open"_s << u"INVALID_TRANSITION"_s << u"cancelled"_s;
    QTest::newRow("reopen") << u"done"_s << u"reopen"_s << u"done"_s << QString() << u"open"_s;
    QTest::newRow("reopen what was cancelled meanwhile")
        << u"cancelled"_s << u"reopen"_s << u"done"_s << u"INVALID_TRANSITION"_s << u"cancelled"_s;
    QTest::newRow("reopen what was known to be cancelled")
        << u"cancelled"_s << u"reopen"_s << u"cancelled"_s << QString() << u"open"_s;
    QTest::newRow("cancel") << u"in_progress"_s << u"cancel"_s << u"open"_s << QString() << u"cancelled"_s;
    QTest::newRow("cancel what is done") << u"done"_s << u"cancel"_s << u"open"_s << u"INVALID_TRANSITION"_s
                                         << u"done"_s;
}

void TestGuestMutations::taskStates()
{
    QFETCH(QString, meanwhile);
    QFETCH(QString, action);
    QFETCH(QString, seen);
    QFETCH(QString, code);
    QFETCH(QString, state);
    const QString task = makeTask({{u"title"_s, u"Clean"_s}});
    EXPECT_OK(m_world->change(u"SELECT set_config('roost.version', '1', false); UPDATE task SET state = '%1', "
                              "completed_at = CASE WHEN '%1' = 'done' THEN now() END"_s.arg(meanwhile)));
    const Outcome outcome = apply(u"task."_s + action, {{u"task_id"_s, task}}, {{u"state"_s, seen}});
    QCOMPARE(outcome.code, code);
    QCOMPARE(text(u"SELECT state FROM task"_s), state);
    if (!code.isEmpty())
        QCOMPARE(outcome.theirs.value(u"state").toString(), state);
}

void TestGuestMutations::taskThatChangedIsNotRemoved()
{
    const QString task = makeTask({{u"title"_s, u"Clean"_s}});
    QCOMPARE(apply(u"task.complete"_s, {{u"task_id"_s, task}}, {{u"state"_s, u"open"_s}}).code, QString());
    const Outcome outcome = apply(u"task.remove"_s, {{u"task_id"_s, task}}, {{u"revision"_s, 1}});
    QCOMPARE(outcome.code, u"CHANGED_MEANWHILE"_s);
    QCOMPARE(outcome.theirs.value(u"state").toString(), u"done"_s);
    QCOMPARE(apply(u"task.remove"_s, {{u"task_id"_s, task}}, {{u"revision"_s, 2}}).code, QString());
    QCOMPARE(apply(u"task.remove"_s, {{u"task_id"_s, task}}, {{u"revision"_s, 2}}).code, QString());
    QCOMPARE(apply(u"task.edit"_s, {{u"task_id"_s, task}, {u"changes"_s, QJsonObject{{u"notes"_s, u"x"_s}}}}).code,
             u"NOT_FOUND"_s);
    QCOMPARE(text(u"SELECT count(*) FROM sync_tombstone WHERE table_name = 'task'"_s), u"1"_s);
}

void TestGuestMutations::taskOfWhatIsGoneIsRejected()
{
    QCOMPARE(makeTask({{u"title"_s, u"Clean"_s}, {u"listing_id"_s, ListingId::create().toString()}}), u"NOT_FOUND"_s);
    QCOMPARE(makeTask({{u"title"_s, u""_s}}), u"VALIDATION_ERROR"_s);
    QCOMPARE(makeTask({{u"title"_s, u"Clean"_s}, {u"due_at"_s, u"11:00"_s}}), u"VALIDATION_ERROR"_s);
}

void TestGuestMutations::staffDoTheirOwnTasksAlone()
{
    const Caller cleaner = *m_world->addMember(m_host, u"Cleo"_s, Role::Staff);
    const QString member = text(u"SELECT id FROM member WHERE user_id = '%1'"_s.arg(cleaner.user.toString()));
    const QString own = makeTask({{u"title"_s, u"Clean"_s}, {u"assignee_id"_s, member}});
    const QString others = makeTask({{u"title"_s, u"Paint"_s}});
    const auto done = [&](const QString &task) {
        return applyAs(cleaner, u"task.complete"_s, {{u"task_id"_s, task}}, {{u"state"_s, u"open"_s}}).code;
    };
    QCOMPARE(done(own), QString());
    QCOMPARE(done(others), u"NOT_FOUND"_s);
    QCOMPARE(
        applyAs(cleaner, u"task.edit"_s, {{u"task_id"_s, own}, {u"changes"_s, QJsonObject{{u"title"_s, u"Rest"_s}}}})
            .code,
        u"FORBIDDEN"_s);
    QCOMPARE(applyAs(cleaner, u"task.remove"_s, {{u"task_id"_s, own}}).code, u"FORBIDDEN"_s);
    QCOMPARE(applyAs(cleaner, u"message.send"_s,
                     {{u"message_id"_s, MessageId::create().toString()},
                      {u"booking_id"_s, m_booking.toString()},
                      {u"text"_s, u"Hi"_s}})
                 .code,
             u"FORBIDDEN"_s);
}

void TestGuestMutations::wrongShapesAreRejected_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QJsonObject>("args");
    const QString id = MessageId::create().toString();
    for (const QString &name : {u"message.send"_s, u"message.mark_read"_s, u"review.reply"_s, u"contact.edit"_s,
                                u"task.create"_s, u"task.edit"_s, u"task.complete"_s, u"task.remove"_s})
        QTest::newRow(qPrintable(name + u" of nothing"_s)) << name << QJsonObject();
    QTest::newRow("message to nowhere") << u"message.send"_s
                                        << QJsonObject{{u"message_id"_s, id}, {u"text"_s, u"Hello"_s}};
    QTest::newRow("message to two places")
        << u"message.send"_s
        << QJsonObject{{u"message_id"_s, id}, {u"text"_s, u"x"_s}, {u"thread_id"_s, id}, {u"booking_id"_s, id}};
    QTest::newRow("empty message") << u"message.send"_s
                                   << QJsonObject{{u"message_id"_s, id}, {u"text"_s, u" "_s}, {u"booking_id"_s, id}};
    QTest::newRow("long message") << u"message.send"_s
                                  << QJsonObject{{u"message_id"_s, id},
                                                 {u"text"_s, QString(10'001, u'x')},
                                                 {u"booking_id"_s, id}};
    QTest::newRow("checklist without ids")
        << u"task.create"_s
        << QJsonObject{{u"task_id"_s, id},
                       {u"title"_s, u"x"_s},
                       {u"checklist"_s, QJsonArray{QJsonObject{{u"text"_s, u"x"_s}, {u"done"_s, false}}}}};
    QTest::newRow("state that is an act")
        << u"task.edit"_s << QJsonObject{{u"task_id"_s, id}, {u"changes"_s, QJsonObject{{u"state"_s, u"done"_s}}}};
}

void TestGuestMutations::wrongShapesAreRejected()
{
    QFETCH(QString, name);
    QFETCH(QJsonObject, args);
    const Outcome outcome = apply(name, args);
    QVERIFY(outcome.kind == OutcomeKind::Rejected);
    QVERIFY2(QStringList({u"VALIDATION_ERROR"_s, u"PROTOCOL_ERROR"_s}).contains(outcome.code),
             qPrintable(outcome.code));
}

QTEST_GUILESS_MAIN(TestGuestMutations)
#include "TestGuestMutations.moc"
