// What a guest does next is up to the dice.
#include "StormGuest.h"

#include <QJsonArray>

namespace roost::test {

using namespace Qt::StringLiterals;

namespace {

constexpr int kMostHeld = 6;
constexpr int kMostBooked = 4;

QString holdPath(const QString &id, const QString &step)
{
    return u"/api/v1/holds/%1/%2"_s.arg(id, step);
}

QString bookingPath(const QString &id, const QString &step)
{
    return u"/api/v1/bookings/%1/%2"_s.arg(id, step);
}

} // namespace

StormGuest::StormGuest(const StormWorld &world, StormClient &client, quint32 seed)
    : m_world(world)
    , m_client(client)
    , m_dice(seed * 7919 + 17)
{
}

void StormGuest::run()
{
    while (!m_client.isOver()) {
        const int what = roll(100);
        if (what < 35)
            hold();
        else if (what < 65)
            dealWithHold();
        else if (what < 78)
            book();
        else if (what < 94)
            dealWithBooking();
        else if (what < 98)
            lookAtWaitlist();
        else
            tryAnothersHold();
    }
}

QJsonObject StormGuest::stayDates()
{
    const QDate checkIn = m_world.firstNight.addDays(roll(m_world.nights));
    return {{u"check_in"_s, checkIn.toString(Qt::ISODate)},
            {u"check_out"_s, checkIn.addDays(1 + roll(3)).toString(Qt::ISODate)}};
}

QJsonObject StormGuest::stayWish()
{
    const StormListing &stay = m_world.stays[roll(static_cast<int>(m_world.stays.size()))];
    QJsonObject json = stayDates();
    json.insert(u"listing_id"_s, stay.id);
    json.insert(u"guests"_s, 1 + roll(2));
    if (stay.units > 1 && roll(4) == 0)
        json.insert(u"units"_s, 2);
    return json;
}

QJsonObject StormGuest::wish()
{
    const int kind = roll(10);
    if (kind < 3 && !m_world.sessions.isEmpty()) {
        const StormSession &session = m_world.sessions[roll(static_cast<int>(m_world.sessions.size()))];
        if (roll(3) == 0)
            return {{u"session_id"_s, session.id}, {u"places"_s, 1 + roll(4)}};
        QStringList seats;
        for (int i = 1 + roll(4); i > 0; --i)
            seats << session.seats[roll(static_cast<int>(session.seats.size()))];
        seats.removeDuplicates();
        return {{u"session_id"_s, session.id}, {u"seats"_s, QJsonArray::fromStringList(seats)}};
    }
    if (kind < 5 && !m_world.services.isEmpty()) {
        const StormService &service = m_world.services[roll(static_cast<int>(m_world.services.size()))];
        return {{u"listing_id"_s, service.listing},
                {u"starts_at"_s, service.beginnings[roll(static_cast<int>(service.beginnings.size()))]}};
    }
    return stayWish();
}

void StormGuest::hold()
{
    if (m_held.size() >= kMostHeld)
        m_held.removeFirst(); // left to expire
    const QJsonObject wanted = wish();
    const StormEntry made = m_client.post(u"hold"_s, {}, u"/api/v1/holds"_s, wanted);
    if (made.status == 201) {
        m_held << Held{made.answerId(), made.answer.value("token"_L1).toString(), wanted.contains("check_in"_L1)};
        m_lastHold = made.answerId();
    } else if (made.status == 409 && roll(6) == 0) {
        m_client.post(u"wait"_s, {}, u"/api/v1/waitlist"_s, wanted);
    }
}

void StormGuest::confirm(const Held &held)
{
    const QJsonObject token{{u"token"_s, held.token}};
    remember(m_client.post(u"confirm"_s, held.id, holdPath(held.id, u"confirm"_s), token));
}

void StormGuest::dealWithHold()
{
    if (m_held.isEmpty())
        return;
    const int which = roll(static_cast<int>(m_held.size()));
    const Held held = m_held[which];
    const QJsonObject token{{u"token"_s, held.token}};
    const int what = roll(10);
    if (what < 2) {
        m_client.post(u"extend"_s, held.id, holdPath(held.id, u"extend"_s), token);
        return;
    }
    if (what < 5)
        m_client.post(u"release"_s, held.id, holdPath(held.id, u"release"_s), token);
    else
        confirm(held);
    // Now and then it is tried again although it has ended.
    if (roll(10) > 0)
        m_held.removeAt(which);
}

void StormGuest::book()
{
    const QJsonObject wanted = wish();
    remember(m_client.post(u"book"_s, {}, u"/api/v1/bookings"_s, wanted));
}

void StormGuest::remember(const StormEntry &made)
{
    if (made.isDone() && !made.answerId().isEmpty()) {
        m_booked << Booked{made.answerId(), made.answer.value("status"_L1) == "pending"_L1,
                           made.answer.value("kind"_L1).toString(u"stay"_s) == "stay"_L1};
    }
}

void StormGuest::dealWithBooking()
{
    if (m_booked.isEmpty())
        return;
    const int which = roll(static_cast<int>(m_booked.size()));
    const Booked booked = m_booked[which];
    if (booked.isStay && roll(3) == 0) {
        m_client.post(u"change"_s, booked.id, bookingPath(booked.id, u"change"_s), stayDates());
        return;
    }
    if (m_booked.size() < kMostBooked && roll(2) == 0)
        return;
    const QString step = booked.isPending && roll(3) > 0 ? u"withdraw"_s : u"cancel"_s;
    const StormEntry ended = m_client.post(step, booked.id, bookingPath(booked.id, step));
    if (ended.isDone() || roll(3) == 0)
        m_booked.removeAt(which);
}

void StormGuest::lookAtWaitlist()
{
    const QJsonArray waiting = m_client.get(u"/api/v1/waitlist?limit=20"_s).answer.value("items"_L1).toArray();
    for (const QJsonValue &value : waiting) {
        const QJsonObject entry = value.toObject();
        if (entry.value("status"_L1) != "offered"_L1)
            continue;
        const QString id = entry.value("id"_L1).toString();
        const StormEntry claimed = m_client.post(u"claim"_s, id, u"/api/v1/waitlist/%1/claim"_s.arg(id));
        const QJsonObject hold =
            claimed.answer.value("hold"_L1).isObject() ? claimed.answer.value("hold"_L1).toObject() : claimed.answer;
        if (claimed.isDone())
            m_held << Held{hold.value("id"_L1).toString(), hold.value("token"_L1).toString(), false};
    }
}

// Somebody else's token, or none of anybody: must never do anything.
void StormGuest::tryAnothersHold()
{
    if (m_lastHold.isEmpty())
        return;
    const QJsonObject token{{u"token"_s, u"not-the-token-of-this-hold-at-all-0123456789"_s}};
    m_client.post(u"intrude"_s, m_lastHold, holdPath(m_lastHold, roll(2) ? u"confirm"_s : u"release"_s), token);
}

} // namespace roost::test
