// To and from JSON.
#include "StormWorld.h"

#include "common/Json.h"

#include <QFile>
#include <QJsonArray>

namespace roost::test {

using namespace Qt::StringLiterals;

namespace {

QStringList texts(const QJsonValue &array)
{
    return array.toVariant().toStringList();
}

template <class T, class Make>
QList<T> listOf(const QJsonValue &array, Make make)
{
    QList<T> list;
    const QJsonArray from = array.toArray();
    for (const QJsonValue &value : from)
        list << make(value.toObject());
    return list;
}

template <class T, class Make>
QJsonArray arrayOf(const QList<T> &list, Make make)
{
    QJsonArray array;
    for (const T &item : list)
        array << QJsonObject(make(item));
    return array;
}

} // namespace

QJsonObject StormWorld::toJson() const
{
    QJsonObject linked;
    for (auto part = parts.begin(); part != parts.end(); ++part)
        linked.insert(part.key(), QJsonArray::fromStringList(part.value()));
    return {
        {u"port"_s, port},
        {u"ends_at"_s, endsAtMs},
        {u"tenant"_s, tenant},
        {u"host_token"_s, hostToken},
        {u"parts"_s, linked},
        {u"first_night"_s, firstNight.toString(Qt::ISODate)},
        {u"nights"_s, nights},
        {u"guests"_s, arrayOf(guests,
                              [](const StormUser &user) {
                                  return QJsonObject{{u"id"_s, user.id}, {u"token"_s, user.token}};
                              })},
        {u"stays"_s, arrayOf(stays,
                             [](const StormListing &stay) {
                                 return QJsonObject{{u"id"_s, stay.id},
                                                    {u"title"_s, stay.title},
                                                    {u"units"_s, stay.units},
                                                    {u"instant"_s, stay.isInstant}};
                             })},
        {u"sessions"_s,
         arrayOf(sessions,
                 [](const StormSession &session) {
                     return QJsonObject{{u"id"_s, session.id}, {u"seats"_s, QJsonArray::fromStringList(session.seats)}};
                 })},
        {u"services"_s, arrayOf(services, [](const StormService &service) {
             return QJsonObject{{u"listing"_s, service.listing},
                                {u"beginnings"_s, QJsonArray::fromStringList(service.beginnings)}};
         })}};
}

StormWorld StormWorld::fromJson(const QJsonObject &json)
{
    StormWorld world;
    world.port = json.value("port"_L1).toInt();
    world.endsAtMs = json.value("ends_at"_L1).toInteger();
    world.tenant = json.value("tenant"_L1).toString();
    world.hostToken = json.value("host_token"_L1).toString();
    world.firstNight = QDate::fromString(json.value("first_night"_L1).toString(), Qt::ISODate);
    world.nights = json.value("nights"_L1).toInt();
    const QJsonObject linked = json.value("parts"_L1).toObject();
    for (auto part = linked.begin(); part != linked.end(); ++part)
        world.parts.insert(part.key(), texts(part.value()));
    world.guests = listOf<StormUser>(json.value("guests"_L1), [](const QJsonObject &user) {
        return StormUser{user.value("id"_L1).toString(), user.value("token"_L1).toString()};
    });
    world.stays = listOf<StormListing>(json.value("stays"_L1), [](const QJsonObject &stay) {
        return StormListing{stay.value("id"_L1).toString(), stay.value("title"_L1).toString(),
                            stay.value("units"_L1).toInt(), stay.value("instant"_L1).toBool()};
    });
    world.sessions = listOf<StormSession>(json.value("sessions"_L1), [](const QJsonObject &session) {
        return StormSession{session.value("id"_L1).toString(), texts(session.value("seats"_L1))};
    });
    world.services = listOf<StormService>(json.value("services"_L1), [](const QJsonObject &service) {
        return StormService{service.value("listing"_L1).toString(), texts(service.value("beginnings"_L1))};
    });
    return world;
}

Result<void> StormWorld::save(const QString &path) const
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(canonicalJson(toJson())) < 0)
        return fail(ErrorCode::StorageFull, u"%1 can't be written"_s.arg(path));
    return {};
}

Result<StormWorld> StormWorld::load(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorCode::NotFound, u"%1 can't be read"_s.arg(path));
    ROOST_ASSIGN(const QJsonObject json, parseJsonObject(file.readAll()));
    return fromJson(json);
}

} // namespace roost::test
