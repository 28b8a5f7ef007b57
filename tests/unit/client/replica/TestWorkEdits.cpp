// What a host sees of messages, replies, guests and tasks that were written here, before the server has answered.
#include "client/replica/Edits.h"
#include "domain/MessageRules.h"
#include "support/CalendarProfile.h"
#include "support/Expect.h"

#include <QTest>

using namespace roost;
using namespace roost::replica;
using namespace Qt::StringLiterals;

class TestWorkEdits : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

    void firstMessageOpensItsThread();
    void answersStandBehindWhatIsThere();
    void unreadMessagesAreCountedAndMarked();
    void impossibleMessagesAreRefused();
    void replyIsShown();
    void contactIsChanged();
    void taskIsMadeEditedAndDone();
    void onlyItemsThatChangeAreSent();
    void impossibleTasksAreRefused();
    void cancelledTaskIsNotDone();
    void ratesCarryWhatWasShown();

private:
    ReplicaReader &reader() { return m_profile->reader(); }
    Result<MutationId> edit(const Edit &edit) { return m_profile->replica().edit(edit); }
    OutboxRow lastSent() { return reader().outbox()->last(); }
    TaskRow task(const TaskId &id) { return **reader().task(id); }
    TaskId makeTask(const QJsonObject &fields)
    {
        const TaskId id = TaskId::create();
        return edit(createTask(id, reader().tenants()->first().id, fields)) ? id : TaskId();
    }
    void addGuestMessage(int position, const QString &text);

    std::unique_ptr<test::CalendarProfile> m_profile;
    ListingId m_listing;
    BookingId m_booking;
    QString m_thread;
};

void TestWorkEdits::init()
{
    m_profile = std::make_unique<test::CalendarProfile>();
    m_listing = m_profile->addListing(u"Home"_s, u"Oslo"_s);
    m_booking = m_profile->addBooking(m_listing, m_profile->unitsOf(m_listing).first().id, {2026, 7, 1}, {2026, 7, 4},
                                      u"confirmed"_s, u"Ida"_s);
    m_thread = threadOfBooking(m_booking).toString();
}

// As a sync would have brought it; the thread is there already.
void TestWorkEdits::addGuestMessage(int position, const QString &text)
{
    m_profile->run(u"INSERT INTO message (id, tenant_id, thread_id, position, author, text, sent_at, version) VALUES "
                   "('%1', '%2', '%3', %4, 'guest', roost_seal('%5', 'message', '%1', 'text'), "
                   "'2026-01-01T10:00:00.000Z', 1)"_s
                       .arg(MessageId::create().toString(), reader().tenants()->first().id.toString(), m_thread)
                       .arg(position)
                       .arg(text));
    m_profile->run(u"UPDATE thread SET message_count = %1"_s.arg(position));
}

void TestWorkEdits::firstMessageOpensItsThread()
{
    EXPECT_OK(edit(writeAbout(MessageId::create(), m_booking, u"Welcome!"_s)));
    const auto threads = reader().threads(10);
    EXPECT_OK(threads);
    QCOMPARE(threads->size(), 1);
    QCOMPARE(threads->first().id.toString(), m_thread);
    QCOMPARE(threads->first().guestName, u"Ida"_s);
    QCOMPARE(threads->first().lastText, u"Welcome!"_s);
    QCOMPARE(threads->first().unread, 0);
    QVERIFY(threads->first().isTentative);
    const auto messages = reader().messages(threads->first().id, 10);
    QCOMPARE(messages->size(), 1);
    QCOMPARE(messages->first().author, u"host"_s);
    QVERIFY(messages->first().sentAt.isValid());
    QCOMPARE(lastSent().name, u"message.send"_s);
    QCOMPARE(lastSent().args.value(u"booking_id").toString(), m_booking.toString());
}

void TestWorkEdits::answersStandBehindWhatIsThere()
{
    EXPECT_OK(edit(writeAbout(MessageId::create(), m_booking, u"one"_s)));
    EXPECT_OK(edit(answer(MessageId::create(), ThreadId::fromString(m_thread), u"two"_s)));
    const auto messages = reader().messages(ThreadId::fromString(m_thread), 10);
    QCOMPARE(messages->size(), 2);
    QCOMPARE(messages->last().text, u"two"_s);
    QCOMPARE(messages->last().position, 2);
    QCOMPARE(reader().messages(ThreadId::fromString(m_thread), 1)->first().text, u"two"_s);
}

void TestWorkEdits::unreadMessagesAreCountedAndMarked()
{
    EXPECT_OK(edit(writeAbout(MessageId::create(), m_booking, u"Welcome!"_s)));
    addGuestMessage(2, u"Thank you"_s);
    addGuestMessage(3, u"When can we come?"_s);
    const ThreadId thread = ThreadId::fromString(m_thread);
    QCOMPARE((*reader().thread(thread))->unread, 2);
    QCOMPARE(reader().threads(10, 0, true)->size(), 1);
    // What the host writes now doesn't read for them what came meanwhile.
    EXPECT_OK(edit(answer(MessageId::create(), thread, u"One moment"_s)));
    QCOMPARE((*reader().thread(thread))->unread, 2);
    const auto messages = reader().messages(thread, 10);
    EXPECT_OK(edit(markRead(messages->at(1))));
    QCOMPARE((*reader().thread(thread))->unread, 1);
    EXPECT_OK(edit(markRead(messages->last())));
    EXPECT_OK(edit(markRead(messages->first())));
    QCOMPARE((*reader().thread(thread))->unread, 0);
    QCOMPARE(reader().threads(10, 0, true)->size(), 0);
}

void TestWorkEdits::impossibleMessagesAreRefused()
{
    EXPECT_ERROR(edit(writeAbout(MessageId::create(), m_booking, u" "_s)), Validation);
    EXPECT_ERROR(edit(writeAbout(MessageId::create(), m_booking, QString(10'001, u'x'))), Validation);
    EXPECT_ERROR(edit(writeAbout(MessageId::create(), BookingId::create(), u"Hello?"_s)), NotFound);
    EXPECT_ERROR(edit(answer(MessageId::create(), ThreadId::create(), u"Hello?"_s)), NotFound);
    QVERIFY(reader().outbox()->isEmpty());
}

void TestWorkEdits::replyIsShown()
{
    const ReviewId id = ReviewId::create();
    m_profile->run(u"INSERT INTO review (id, tenant_id, listing_id, author, comment, reviewed_on, version) VALUES "
                   "('%1', '%2', '%3', 'Ida', 'Nice', '2026-01-01', 1)"_s.arg(
                       id.toString(), reader().tenants()->first().id.toString(), m_listing.toString()));
    EXPECT_OK(edit(replyToReview(**reader().review(id), u"Thank you"_s)));
    QCOMPARE((*reader().review(id))->reply, u"Thank you"_s);
    QVERIFY(lastSent().base.value(u"reply").isNull());
    EXPECT_OK(edit(replyToReview(**reader().review(id), u"Many thanks"_s)));
    QCOMPARE(lastSent().base.value(u"reply").toString(), u"Thank you"_s);
    EXPECT_ERROR(edit(replyToReview(**reader().review(id), QString())), Validation);
}

void TestWorkEdits::contactIsChanged()
{
    const ContactRow ida = reader().contacts()->first();
    EXPECT_OK(edit(editContact(ida, {{u"phone"_s, u"+47 1"_s}, {u"name"_s, u"Ida"_s}})));
    QCOMPARE((*reader().contact(ida.id))->phone, u"+47 1"_s);
    QCOMPARE(lastSent().args.value(u"changes").toObject(), (QJsonObject{{u"phone"_s, u"+47 1"_s}}));
    QCOMPARE(lastSent().base, (QJsonObject{{u"phone"_s, u""_s}}));
    EXPECT_ERROR(edit(editContact(ida, {{u"name"_s, u" "_s}})), Validation);
    EXPECT_ERROR(edit(editContact(ida, {})), Validation);
}

void TestWorkEdits::taskIsMadeEditedAndDone()
{
    const TaskId id = makeTask({{u"title"_s, u"Clean"_s}, {u"listing_id"_s, m_listing.toString()}});
    QVERIFY(!id.isNull());
    QCOMPARE(task(id).state, u"open"_s);
    QVERIFY(task(id).isTentative);
    QVERIFY(task(id).createdAt.isValid());
    EXPECT_OK(edit(
        editTask(task(id), {{u"due_on"_s, u"2026-07-04"_s}, {u"due_at"_s, u"11:00"_s}, {u"title"_s, u"Clean"_s}})));
    QCOMPARE(task(id).dueOn, QDate(2026, 7, 4));
    QCOMPARE(lastSent().args.value(u"changes").toObject().size(), 2);
    EXPECT_OK(edit(actOnTask(task(id), TaskAction::Complete)));
    QCOMPARE(task(id).state, u"done"_s);
    // The server counts alike, so that removing it is no surprise to it.
    EXPECT_OK(edit(removeTask(task(id))));
    QCOMPARE(lastSent().base.value(u"revision").toInt(), 3);
    QVERIFY(!*reader().task(id));
}

void TestWorkEdits::onlyItemsThatChangeAreSent()
{
    const auto item = [](const QString &id, const QString &text, bool done) {
        return QJsonObject{{u"id"_s, id}, {u"text"_s, text}, {u"done"_s, done}};
    };
    const QString soap = MessageId::create().toString();
    const QString towels = MessageId::create().toString();
    const QString keys = MessageId::create().toString();
    const TaskId id =
        makeTask({{u"title"_s, u"Clean"_s},
                  {u"checklist"_s, QJsonArray{item(soap, u"Soap"_s, false), item(keys, u"Keys"_s, false)}}});
    const QJsonArray wanted{item(soap, u"Soap"_s, true), item(towels, u"Towels"_s, false)};
    EXPECT_OK(edit(editTask(task(id), {}, wanted)));
    QCOMPARE(task(id).checklist, wanted);
    const QJsonObject sent = lastSent().args.value(u"checklist").toObject();
    QCOMPARE(sent.size(), 3);
    QVERIFY(sent.value(keys).isNull());
    QVERIFY(lastSent().base.value(u"checklist").toObject().value(towels).isNull());
    EXPECT_ERROR(edit(editTask(task(id), {}, wanted)), Validation); // nothing changes
}

void TestWorkEdits::impossibleTasksAreRefused()
{
    QVERIFY(makeTask({{u"title"_s, u" "_s}}).isNull());
    QVERIFY(makeTask({{u"title"_s, u"Clean"_s}, {u"due_at"_s, u"11:00"_s}}).isNull());
    QVERIFY(makeTask({{u"title"_s, u"Clean"_s}, {u"due_on"_s, u"tomorrow"_s}}).isNull());
    QVERIFY(makeTask({{u"title"_s, u"Clean"_s}, {u"checklist"_s, QJsonArray{QJsonObject()}}}).isNull());
    const TaskId id = makeTask({{u"title"_s, u"Clean"_s}});
    EXPECT_ERROR(edit(editTask(task(id), {{u"state"_s, u"done"_s}})), Validation);
    QCOMPARE(reader().outbox()->size(), 1);
}

void TestWorkEdits::cancelledTaskIsNotDone()
{
    const TaskId id = makeTask({{u"title"_s, u"Clean"_s}});
    EXPECT_OK(edit(actOnTask(task(id), TaskAction::Cancel)));
    EXPECT_ERROR(edit(actOnTask(task(id), TaskAction::Complete)), InvalidTransition);
    EXPECT_OK(edit(actOnTask(task(id), TaskAction::Reopen)));
    QCOMPARE(task(id).state, u"open"_s);
    QCOMPARE(reader().tasks({{u"open"_s}, {}, {}, {}}, 10)->size(), 1);
    QCOMPARE(reader().tasks({{u"done"_s}, {}, {}, {}}, 10)->size(), 0);
}

void TestWorkEdits::ratesCarryWhatWasShown()
{
    EXPECT_OK(edit(setDayRates(m_listing, {2026, 7, 1}, {2026, 7, 2}, {{u"price_minor"_s, 100}})));
    QCOMPARE(lastSent().base, (QJsonObject{{u"days"_s, QJsonObject()}}));
    EXPECT_OK(edit(setDayRates(m_listing, {2026, 7, 1}, {2026, 7, 3}, {{u"price_minor"_s, 200}})));
    QCOMPARE(lastSent().base.value(u"days").toObject(),
             (QJsonObject{{u"2026-07-01"_s, QJsonObject{{u"price_minor"_s, 100}}}}));
}

QTEST_GUILESS_MAIN(TestWorkEdits)
#include "TestWorkEdits.moc"
