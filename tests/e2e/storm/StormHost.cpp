// Looks at what is there, then decides by the dice.
#include "StormHost.h"

#include <QJsonArray>

namespace roost::test {

using namespace Qt::StringLiterals;

StormHost::StormHost(const StormWorld &world, StormClient &client, quint32 seed)
    : m_world(world)
    , m_client(client)
    , m_dice(seed + 4242)
{
}

QString StormHost::path(const QString &rest) const
{
    return u"/api/v1/tenants/%1/bookings%2"_s.arg(m_world.tenant, rest);
}

void StormHost::run()
{
    while (!m_client.isOver()) {
        answerRequests();
        changeOrCancelOne();
    }
}

void StormHost::answerRequests()
{
    const QJsonArray pending = m_client.get(path(u"?status=pending&limit=20"_s)).answer.value("items"_L1).toArray();
    for (const QJsonValue &value : pending) {
        const QString id = value.toObject().value("id"_L1).toString();
        const quint32 what = m_dice() % 10;
        if (what < 5)
            m_client.post(u"accept"_s, id, path(u"/%1/accept"_s.arg(id)));
        else if (what < 7)
            m_client.post(u"decline"_s, id, path(u"/%1/decline"_s.arg(id)));
    }
}

void StormHost::changeOrCancelOne()
{
    const QJsonArray booked = m_client.get(path(u"?status=confirmed&limit=50"_s)).answer.value("items"_L1).toArray();
    if (booked.isEmpty())
        return;
    const QJsonObject booking = booked.at(m_dice() % static_cast<quint32>(booked.size())).toObject();
    const QString id = booking.value("id"_L1).toString();
    if (booking.value("kind"_L1) == "stay"_L1 && m_dice() % 2 == 0) {
        const QDate checkIn = m_world.firstNight.addDays(m_dice() % static_cast<quint32>(m_world.nights));
        m_client.post(u"change"_s, id, path(u"/%1/change"_s.arg(id)),
                      {{u"check_in"_s, checkIn.toString(Qt::ISODate)},
                       {u"check_out"_s, checkIn.addDays(1 + m_dice() % 3).toString(Qt::ISODate)}});
        return;
    }
    m_client.post(u"host-cancel"_s, id, path(u"/%1/cancel"_s.arg(id)));
}

} // namespace roost::test
