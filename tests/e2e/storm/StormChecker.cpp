// Bookings and refusals against the rows that are left.
#include "StormChecker.h"

#include <QDateTime>
#include <QSet>

namespace roost::test {

using namespace Qt::StringLiterals;

namespace {

constexpr int kMostLines = 30;
// The server reads its clock before it writes and the client after it has read; both are of this machine.
constexpr qint64 kSlackMs = 1'000;

bool makesBooking(const StormEntry &entry)
{
    return entry.what == "book"_L1 || entry.what == "confirm"_L1;
}

bool endsBooking(const StormEntry &entry)
{
    static const QSet<QString> endings{u"cancel"_s, u"withdraw"_s, u"decline"_s, u"host-cancel"_s};
    return endings.contains(entry.what);
}

QString stateAfter(const QString &what)
{
    if (what == "withdraw"_L1)
        return u"withdrawn"_s;
    return what == "decline"_L1 ? u"declined"_s : u"cancelled"_s;
}

QString thing(const QJsonObject &wish)
{
    const QString session = wish.value("session_id"_L1).toString();
    return session.isEmpty() ? wish.value("listing_id"_L1).toString() : session;
}

QString line(const StormEntry &entry, const QString &text)
{
    return u"%1 %2 at %3 was answered %4 %5: %6"_s
        .arg(entry.what, entry.about.isEmpty() ? entry.answerId() : entry.about)
        .arg(entry.askedAtMs)
        .arg(entry.status)
        .arg(entry.code(), text);
}

bool isExpected(const StormEntry &entry)
{
    if (entry.what == "intrude"_L1)
        return entry.status == 404;
    // The dice may ask for what is so already, or for what only the host may do.
    if (entry.what == "change"_L1 && (entry.status == 400 || entry.code() == "FORBIDDEN"_L1))
        return true;
    static const QSet<int> statuses{200, 201, 204, 404, 409, 410, 422, 429};
    return statuses.contains(entry.status);
}

} // namespace

StormChecker::StormChecker(const StormWorld &world, QList<StormEntry> entries)
    : m_world(world)
    , m_entries(std::move(entries))
{
    for (qsizetype i = 0; i < m_entries.size(); ++i) {
        m_entriesAbout[m_entries[i].about] << i;
        if (m_entries[i].what == "hold"_L1 || m_entries[i].what == "claim"_L1)
            m_holdsOf[m_entries[i].who] << i;
    }
}

Result<void> StormChecker::load(Database &database)
{
    m_bookings.clear();
    m_holds.clear();
    ROOST_ASSIGN(Statement bookings,
                 database.prepare(u"SELECT id::text, status, guest_user_id::text, listing_id::text, "
                                  "coalesce(session_id, listing_id)::text, total_minor FROM booking"_s));
    ROOST_TRY(bookings.exec());
    while (bookings.next()) {
        m_bookings.insert(bookings.text(0), {bookings.text(1), bookings.text(2), bookings.text(3), bookings.text(4),
                                             bookings.integer(5)});
    }
    ROOST_ASSIGN(Statement holds,
                 database.prepare(u"SELECT id::text, booking_id::text, coalesce(session_id, listing_id)::text, "
                                  "(extract(epoch FROM created_at) * 1000)::bigint, "
                                  "(extract(epoch FROM coalesce(ended_at, expires_at)) * 1000)::bigint FROM hold"_s));
    ROOST_TRY(holds.exec());
    while (holds.next())
        m_holds.insert(holds.text(0), {holds.text(1), holds.text(2), holds.integer(3), holds.integer(4)});
    return {};
}

QStringList StormChecker::unexpectedAnswers() const
{
    QStringList found;
    for (const StormEntry &entry : m_entries) {
        if (entry.isAnswered() && !isExpected(entry) && found.size() < kMostLines)
            found << line(entry, entry.answer.value("detail"_L1).toString());
    }
    return found;
}

// Everything that was asked about a booking, in the order of asking.
QHash<QString, QList<StormEntry>> StormChecker::byBooking() const
{
    QHash<QString, QList<StormEntry>> steps;
    for (const StormEntry &entry : m_entries) {
        if (endsBooking(entry) || entry.what == "accept"_L1 || entry.what == "change"_L1)
            steps[entry.about] << entry;
    }
    return steps;
}

QStringList StormChecker::untrueBookings() const
{
    const auto steps = byBooking();
    QStringList lies;
    for (const StormEntry &made : m_entries) {
        if (!makesBooking(made) || !made.isDone() || lies.size() >= kMostLines)
            continue;
        const auto row = m_bookings.constFind(made.answerId());
        if (row == m_bookings.constEnd()) {
            lies << line(made, u"there is no such booking"_s);
            continue;
        }
        lies += checkEnding(made.answerId(), made, steps.value(made.answerId()));
        const qint64 told = made.answer.value("total"_L1).toObject().value("amount_minor"_L1).toInteger(-1);
        const QList<StormEntry> own = steps.value(made.answerId());
        const bool wasChanged = std::any_of(own.begin(), own.end(), [](const StormEntry &step) {
            return step.what == "change"_L1 && (step.isDone() || !step.isAnswered());
        });
        if (!wasChanged && told != row->totalMinor)
            lies << line(made, u"it was said to cost %1, it costs %2"_s.arg(told).arg(row->totalMinor));
    }
    return lies;
}

QStringList StormChecker::checkEnding(const QString &booking, const StormEntry &made,
                                      const QList<StormEntry> &steps) const
{
    const QString status = m_bookings.value(booking).status;
    QStringList ended;
    bool mayHaveEnded = false;
    bool wasAccepted = made.answer.value("status"_L1) == "confirmed"_L1;
    for (const StormEntry &step : steps) {
        if (endsBooking(step) && step.isDone())
            ended << stateAfter(step.what);
        mayHaveEnded |= endsBooking(step) && !step.isAnswered();
        wasAccepted |= step.what == "accept"_L1 && step.isDone();
    }
    if (ended.size() > 1)
        return {line(made, u"it was ended twice, as %1"_s.arg(ended.join(u" and "_s)))};
    if (!ended.isEmpty() && ended.first() != status)
        return {line(made, u"it was said to be %1, it is %2"_s.arg(ended.first(), status))};
    if (ended.isEmpty() && !mayHaveEnded && wasAccepted && status != "confirmed"_L1)
        return {line(made, u"nobody ended it, it is %1"_s.arg(status))};
    return {};
}

QStringList StormChecker::bookingsNobodyWasToldOf() const
{
    QSet<QString> told;
    QSet<QString> cutOffHolds;
    QSet<QString> cutOffWishes; // who and what
    for (const StormEntry &entry : m_entries) {
        if (!makesBooking(entry))
            continue;
        if (entry.isDone())
            told.insert(entry.answerId());
        else if (entry.status == 409 && entry.code() == "HOLD_USED"_L1)
            told.insert(entry.answer.value("details"_L1).toObject().value("booking_id"_L1).toString());
        else if (!entry.isAnswered() && entry.what == "confirm"_L1)
            cutOffHolds.insert(entry.about);
        else if (!entry.isAnswered())
            cutOffWishes.insert(entry.who + thing(entry.asked));
    }
    for (auto hold = m_holds.begin(); hold != m_holds.end(); ++hold) {
        if (cutOffHolds.contains(hold.key()))
            told.insert(hold->booking);
    }
    QStringList lies;
    for (auto booking = m_bookings.begin(); booking != m_bookings.end(); ++booking) {
        if (!told.contains(booking.key()) && !cutOffWishes.contains(booking->guest + booking->wish))
            lies << u"booking %1 (%2): nobody was told of it"_s.arg(booking.key(), booking->status);
    }
    return lies.mid(0, kMostLines);
}

QStringList StormChecker::groundlessRefusals() const
{
    // Whatever holds or bookings of the things that share units are in the way, they are in the database: holds are
    // kept, and bookings stay.
    QHash<QString, QList<std::pair<qint64, qint64>>> lives;
    for (auto hold = m_holds.begin(); hold != m_holds.end(); ++hold)
        lives[hold->listing] << std::pair(hold->createdMs, hold->endedMs);
    QSet<QString> booked;
    for (auto booking = m_bookings.begin(); booking != m_bookings.end(); ++booking)
        booked << booking->wish;
    QStringList lies;
    for (const StormEntry &entry : m_entries) {
        if (!entry.code().endsWith("_TAKEN"_L1) || (entry.what != "hold"_L1 && entry.what != "book"_L1))
            continue;
        const QList<std::pair<qint64, qint64>> ofThing = lives.value(thing(entry.asked));
        const bool isLinked = std::any_of(m_world.stays.begin(), m_world.stays.end(), [&](const StormListing &stay) {
            return stay.id == thing(entry.asked) && stay.title.startsWith("linked"_L1);
        });
        const bool hasReason = std::any_of(ofThing.begin(), ofThing.end(), [&entry](const auto &life) {
            return life.first <= entry.answeredAtMs + kSlackMs && life.second >= entry.askedAtMs - kSlackMs;
        });
        if (!hasReason && !isLinked && !booked.contains(thing(entry.asked)))
            lies << line(entry, u"nobody had anything of it"_s);
    }
    return lies.mid(0, kMostLines);
}

int StormChecker::count(const QString &what, bool doneOnly) const
{
    return static_cast<int>(std::count_if(m_entries.begin(), m_entries.end(), [&](const StormEntry &entry) {
        return (what.isEmpty() || entry.what == what) && (!doneOnly || entry.isDone());
    }));
}

int StormChecker::conflicts() const
{
    return static_cast<int>(std::count_if(m_entries.begin(), m_entries.end(), [](const StormEntry &entry) {
        return entry.status == 409 && entry.code().endsWith("_TAKEN"_L1);
    }));
}

int StormChecker::cutOff() const
{
    return static_cast<int>(
        std::count_if(m_entries.begin(), m_entries.end(), [](const StormEntry &entry) { return !entry.isAnswered(); }));
}

int StormChecker::expiredAnswers() const
{
    return static_cast<int>(std::count_if(m_entries.begin(), m_entries.end(),
                                          [](const StormEntry &entry) { return entry.code() == "HOLD_EXPIRED"_L1; }));
}

} // namespace roost::test
