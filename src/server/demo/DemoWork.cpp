#include "DemoWork.h"

#include "common/Json.h"
#include "domain/MessageRules.h"

#include <QTimeZone>

namespace roost {

using namespace Qt::StringLiterals;

namespace {

constexpr int kConversations = 8;
constexpr int kTasks = 12;

struct Talk
{
    QString question;
    QString answer; // empty: the host hasn't answered yet
    QString thanks;
};

const QList<Talk> &talks()
{
    static const QList<Talk> all{
        {u"Hello! We land at ten in the evening. Can we still check in?"_s,
         u"Of course. There is a key box beside the door; the code comes on the day you arrive."_s,
         u"Perfect, thank you!"_s},
        {u"Is there a cot for our daughter? She is one year old."_s,
         u"Yes, it stands in the bedroom already, with sheets."_s,
         {}},
        {u"Could we leave our bags after check-out until four?"_s, {}, {}},
        {u"Do you know a good place for breakfast near you?"_s,
         u"The bakery on the corner opens at seven. Try the cardamom buns."_s, u"We will!"_s},
        {u"Is parking included, or do we have to pay in the street?"_s, {}, {}},
    };
    return all;
}

struct Chore
{
    QString title;
    QString state;
    int daysFromToday;
    QString dueAt;
    QStringList items;
};

const QList<Chore> &chores()
{
    static const QList<Chore> all{
        {u"Clean after check-out"_s,
         u"open"_s,
         0,
         u"11:30"_s,
         {u"Change the sheets"_s, u"Fresh towels"_s, u"Empty the bins"_s, u"Check the minibar"_s}},
        {u"Meet the guests"_s, u"open"_s, 0, u"15:00"_s, {}},
        {u"Mend the tap in the bathroom"_s, u"in_progress"_s, 1, {}, {u"Order a gasket"_s, u"Turn the water off"_s}},
        {u"New batteries for the smoke alarms"_s, u"open"_s, 5, {}, {}},
        {u"Take new photos for the summer"_s, u"open"_s, 14, {}, {}},
        {u"Clean after check-out"_s, u"done"_s, -2, u"11:30"_s, {u"Change the sheets"_s, u"Fresh towels"_s}},
        {u"Repaint the balcony"_s, u"cancelled"_s, -10, {}, {}},
    };
    return all;
}

// Stays around today: booking, contact, listing, unit.
struct Stay
{
    BookingId booking;
    QString contact;
    QString listing;
    QString unit;
};

class WorkWriter
{
public:
    WorkWriter(Database &database, const UserId &owner, const QDate &today, DemoRandom &random, DemoReport &report)
        : m_database(database)
        , m_owner(owner)
        , m_today(today)
        , m_random(random)
        , m_report(report)
    {
    }

    Result<void> write()
    {
        ROOST_TRY(findStays());
        for (int number = 0; number < std::min<int>(kConversations, static_cast<int>(m_stays.size())); ++number)
            addTalk(m_stays.at(number), talks().at(number % talks().size()));
        for (int number = 0; number < kTasks && !m_stays.isEmpty(); ++number)
            addTask(m_stays.at(number % m_stays.size()), chores().at(number % chores().size()));
        ROOST_TRY(insert(u"demo/insert_threads"_s, m_threads));
        ROOST_TRY(insert(u"demo/insert_messages"_s, m_messages));
        return insert(u"demo/insert_tasks"_s, m_tasks);
    }

private:
    Result<void> findStays()
    {
        ROOST_ASSIGN(Statement find, m_database.statement(u"demo/stays_around"_s));
        find.bind(u":today"_s, m_today.toString(Qt::ISODate)).bind(u":limit"_s, kTasks);
        ROOST_TRY(find.exec());
        while (find.next())
            m_stays << Stay{find.id<BookingId>(0), find.text(1), find.text(2), find.text(3)};
        return {};
    }

    QString newId() { return uuidText(m_random.uuid()); }
    QString moment(int daysAgo, int minutes) const
    {
        return QDateTime(m_today.addDays(-daysAgo), QTime(8, 0), Qt::UTC).addSecs(minutes * 60).toString(Qt::ISODate);
    }

    void addTalk(const Stay &stay, const Talk &talk)
    {
        const QString thread = threadOfBooking(stay.booking).toString();
        const int daysAgo = m_random.between(1, 6);
        int position = 0;
        int minutes = m_random.between(0, 300);
        const auto say = [&](const QString &author, const QString &text) {
            if (text.isEmpty())
                return;
            minutes += m_random.between(5, 90);
            m_messages << QJsonObject{
                {u"id"_s, newId()},
                {u"thread_id"_s, thread},
                {u"position"_s, ++position},
                {u"author"_s, author},
                {u"author_user_id"_s, author == u"host" ? QJsonValue(m_owner.toString()) : QJsonValue()},
                {u"text"_s, text},
                {u"sent_at"_s, moment(daysAgo, minutes)}};
        };
        say(u"guest"_s, talk.question);
        say(u"host"_s, talk.answer);
        const int answered = position;
        say(u"guest"_s, talk.thanks);
        m_threads << QJsonObject{{u"id"_s, thread},
                                 {u"booking_id"_s, stay.booking.toString()},
                                 {u"contact_id"_s, stay.contact.isEmpty() ? QJsonValue() : QJsonValue(stay.contact)},
                                 {u"message_count"_s, position},
                                 {u"host_read"_s, talk.answer.isEmpty() ? 0 : answered},
                                 {u"guest_read"_s, position},
                                 {u"last_message_at"_s, moment(daysAgo, minutes)}};
        ++m_report.conversations;
    }

    void addTask(const Stay &stay, const Chore &chore)
    {
        const bool isDone = chore.state == u"done";
        QJsonArray checklist;
        for (const QString &text : chore.items) {
            const bool isTicked = isDone || (chore.state == u"in_progress" && checklist.isEmpty());
            checklist << QJsonObject{{u"id"_s, newId()}, {u"text"_s, text}, {u"done"_s, isTicked}};
        }
        m_tasks << QJsonObject{
            {u"id"_s, newId()},
            {u"title"_s, chore.title},
            {u"due_on"_s, m_today.addDays(chore.daysFromToday).toString(Qt::ISODate)},
            {u"due_at"_s, chore.dueAt.isEmpty() ? QJsonValue() : QJsonValue(chore.dueAt)},
            {u"listing_id"_s, stay.listing},
            {u"booking_id"_s, chore.dueAt.isEmpty() ? QJsonValue() : QJsonValue(stay.booking.toString())},
            {u"unit_id"_s, stay.unit.isEmpty() ? QJsonValue() : QJsonValue(stay.unit)},
            {u"state"_s, chore.state},
            {u"checklist"_s, checklist},
            {u"created_by"_s, m_owner.toString()},
            {u"created_at"_s, moment(12, 0)},
            {u"completed_at"_s, isDone ? QJsonValue(moment(2, 200)) : QJsonValue()}};
        ++m_report.tasks;
    }

    Result<void> insert(const QString &statementName, const QJsonArray &rows)
    {
        if (rows.isEmpty())
            return {};
        ROOST_ASSIGN(Statement statement, m_database.statement(statementName));
        statement.bind(u":rows"_s, QString::fromUtf8(compactJson(rows)));
        return statement.exec();
    }

    Database &m_database;
    const UserId m_owner;
    const QDate m_today;
    DemoRandom &m_random;
    DemoReport &m_report;
    QList<Stay> m_stays;
    QJsonArray m_threads;
    QJsonArray m_messages;
    QJsonArray m_tasks;
};

} // namespace

Result<void> writeDemoWork(Database &database, const UserId &owner, const QDate &today, DemoRandom &random,
                           DemoReport &report)
{
    return WorkWriter(database, owner, today, random, report).write();
}

} // namespace roost
