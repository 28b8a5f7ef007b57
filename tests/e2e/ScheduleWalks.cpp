// What a reply should be is said by the status; that it is as described is the proxy's to say.
#include "ScheduleWalks.h"

#include <QDate>

namespace roost::test {

using namespace Qt::StringLiterals;

namespace {

QString day(int fromToday)
{
    return QDate::currentDate().addDays(fromToday).toString(Qt::ISODate);
}

QJsonObject parse(const char *json)
{
    return QJsonDocument::fromJson(json).object();
}

QJsonObject tokenOf(const WalkReply &hold)
{
    return {{u"token"_s, hold.text(u"token"_s)}};
}

QString firstSeat(const WalkReply &seats, const QString &state)
{
    const QJsonArray items = seats.items();
    for (const QJsonValue &seat : items) {
        if (seat["state"_L1] == state)
            return seat["id"_L1].toString();
    }
    return {};
}

void walkStaffPages(const WalkScene &scene, const WalkReply &member)
{
    const QString path = scene.path(u"/staff/"_s + member.id());
    const WalkReply edited =
        scene.host.expect(200, {"PATCH", path, {{{u"name"_s, u"Kari N."_s}}}, {{"If-Match", member.etag}}});
    scene.host.expect(412, {"PATCH", path, {{{u"name"_s, u"Old"_s}}}, {{"If-Match", member.etag}}});
    scene.host.get(path);
    scene.host.get(scene.path(u"/staff"_s));
    const QJsonObject holiday{{u"starts_at"_s, QString(day(5) + u"T00:00:00Z"_s)},
                              {u"ends_at"_s, QString(day(6) + u"T00:00:00Z"_s)},
                              {u"note"_s, u"Dentist"_s}};
    const WalkReply absence = scene.host.post(201, path + u"/absences"_s, holiday);
    scene.host.get(path + u"/absences"_s);
    scene.host.expect(204, {"DELETE", path + u"/absences/"_s + absence.id()});
    const WalkReply other = scene.host.post(
        201, scene.path(u"/staff"_s), parse(R"({"name": "Ola", "hours": {"time_zone": "Europe/Oslo", "weekly": {}}})"));
    scene.host.expect(204, {"DELETE", scene.path(u"/staff/"_s + other.id()), std::nullopt, {{"If-Match", other.etag}}});
}

void walkResourcePages(const WalkScene &scene, const WalkReply &room)
{
    const QString path = scene.path(u"/resources/"_s + room.id());
    scene.host.expect(200, {"PATCH", path, {{{u"name"_s, u"Green room"_s}}}, {{"If-Match", room.etag}}});
    const WalkReply read = scene.host.get(path);
    scene.host.expect(304, {"GET", path, std::nullopt, {{"If-None-Match", read.etag}}});
    scene.host.get(scene.path(u"/resources"_s));
    const WalkReply other =
        scene.host.post(201, scene.path(u"/resources"_s), {{{u"name"_s, u"Table"_s}, {u"kind"_s, u"table"_s}}});
    scene.host.expect(204, {"DELETE", scene.path(u"/resources/"_s + other.id())});
}

} // namespace

void walkLinkedUnits(const WalkScene &scene)
{
    const QJsonObject house = parse(R"({"title": "House", "base_price_minor": 300000, "status": "published",
        "instant_book": true, "units": [{"name": "Whole house"}, {"name": "Blue room"}, {"name": "Red room"}]})");
    const WalkReply listing = scene.host.post(201, scene.path(u"/listings"_s), house);
    const QJsonArray units = listing.json.value("units"_L1).toArray();
    const auto unit = [&units](int index) { return units.at(index)["id"_L1].toString(); };
    const QString parts = scene.path(u"/listings/%1/units/%2/parts"_s.arg(listing.id(), unit(0)));
    scene.host.expect(200, {"PUT", parts, {{{u"parts"_s, QJsonArray{unit(1), unit(2)}}}}});
    scene.host.get(parts);
    scene.host.expect(400, {"PUT",
                            scene.path(u"/listings/%1/units/%2/parts"_s.arg(listing.id(), unit(1))),
                            {{{u"parts"_s, QJsonArray{unit(0)}}}}});
    QJsonObject wish{
        {u"listing_id"_s, listing.id()}, {u"check_in"_s, day(30)}, {u"check_out"_s, day(33)}, {u"unit_id"_s, unit(1)}};
    scene.guest.post(201, u"/api/v1/bookings"_s, wish);
    wish.insert(u"unit_id"_s, unit(0));
    scene.guest.post(409, u"/api/v1/bookings"_s, wish);
}

QString walkSessions(const WalkScene &scene)
{
    const QJsonObject show = parse(R"({"kind": "experience", "title": "Concert on the quay", "status": "published",
        "instant_book": true, "base_price_minor": 30000, "pricing": {"tiers": {"stalls": 45000}}})");
    const WalkReply listing = scene.host.post(201, scene.path(u"/listings"_s), show);
    QJsonObject series = parse(R"({"duration_minutes": 90, "recurrence": {"rrule": "FREQ=WEEKLY;COUNT=3"},
        "seat_plan": {"rows": [{"label": "A", "seats": 6, "tier": "stalls", "accessible": [1]}, {"label": "B", "seats": 4}]}})");
    series.insert(u"starts_local"_s, QString(day(20) + u"T19:00"_s));
    const QString sessions = scene.path(u"/listings/%1/sessions"_s.arg(listing.id()));
    scene.host.post(201, sessions, series);
    const QJsonArray made = scene.host.get(sessions).items();
    const auto session = [&made](int index) { return made.at(index)["id"_L1].toString(); };
    const auto own = [&](int index) { return scene.path(u"/sessions/"_s + session(index)); };

    scene.anyone.get(u"/api/v1/listings/%1/sessions?limit=2"_s.arg(listing.id()));
    scene.anyone.get(u"/api/v1/sessions/"_s + session(0));
    const QString seats = u"/api/v1/sessions/%1/seats"_s.arg(session(0));
    const QString seat = firstSeat(scene.anyone.get(seats), u"free"_s);
    const QJsonObject wish{{u"session_id"_s, session(0)}, {u"seats"_s, QJsonArray{seat}}};
    scene.anyone.post(200, u"/api/v1/quotes"_s, wish);
    const WalkReply hold = scene.guest.post(201, u"/api/v1/holds"_s, wish);
    scene.host.post(409, u"/api/v1/holds"_s, wish);
    scene.anyone.get(seats);
    scene.guest.post(201, u"/api/v1/holds/%1/confirm"_s.arg(hold.id()), tokenOf(hold));
    scene.guest.post(201, u"/api/v1/bookings"_s,
                     {{{u"session_id"_s, session(0)}, {u"places"_s, 4}, {u"tier"_s, u"stalls"_s}}});

    const WalkReply read = scene.host.get(own(1));
    const QJsonObject later{{u"starts_local"_s, QString(day(27) + u"T20:00"_s)}};
    scene.host.expect(200, {"PATCH", own(1), later, {{"If-Match", read.etag}}});
    scene.host.expect(412, {"PATCH", own(1), later, {{"If-Match", read.etag}}});
    scene.host.expect(204, {"DELETE", own(2)});
    scene.host.expect(409, {"DELETE", own(0)});
    scene.host.post(200, own(0) + u"/cancel"_s, {{{u"reason"_s, u"The quay is flooded"_s}}});
    scene.anyone.get(u"/api/v1/search/sessions?from=%1&to=%2&places=2"_s.arg(day(1), day(40)));
    return session(1);
}

void walkChanges(const WalkScene &scene)
{
    const QJsonObject rooms = parse(R"({"title": "Rooms", "base_price_minor": 90000, "status": "published",
        "instant_book": true, "units": [{"name": "1"}, {"name": "2"}]})");
    const WalkReply listing = scene.host.post(201, scene.path(u"/listings"_s), rooms);
    const QString other = listing.json.value("units"_L1).toArray().at(1)["id"_L1].toString();
    const QJsonObject wish{{u"listing_id"_s, listing.id()}, {u"check_in"_s, day(50)}, {u"check_out"_s, day(53)}};
    const WalkReply booking = scene.guest.post(201, u"/api/v1/bookings"_s, wish);
    const QString own = u"/api/v1/bookings/"_s + booking.id();
    const QJsonObject longer{{u"check_out"_s, day(55)}};
    scene.guest.post(200, own + u"/change-preview"_s, longer);
    scene.guest.post(200, own + u"/change"_s, longer);
    scene.guest.post(409, own + u"/change"_s, {{{u"check_out"_s, day(56)}, {u"revision"_s, 1}}});

    const QString hosts = scene.path(u"/bookings/"_s + booking.id());
    scene.host.post(200, hosts + u"/change-preview"_s, {{{u"guests"_s, 2}, {u"reason"_s, u"A friend comes along"_s}}});
    scene.host.post(200, hosts + u"/change"_s, {{{u"guests"_s, 2}, {u"reason"_s, u"A friend comes along"_s}}});
    scene.host.post(200, hosts + u"/move"_s, {{{u"unit_id"_s, other}, {u"reason"_s, u"Quieter"_s}}});
    QJsonObject entry = wish;
    entry.insert(u"contact"_s, QJsonObject{{u"name"_s, u"Nina Dahl"_s}, {u"email"_s, u"nina@example.org"_s}});
    const WalkReply entered = scene.host.post(201, scene.path(u"/bookings"_s), entry);
    scene.host.post(409, scene.path(u"/bookings"_s), entry);
    scene.host.get(scene.path(u"/bookings/%1/moves"_s.arg(entered.json["booking"_L1]["id"_L1].toString())));
    scene.host.get(hosts + u"/history"_s);
}

void walkServices(const WalkScene &scene)
{
    const WalkReply member =
        scene.host.post(201, scene.path(u"/staff"_s), parse(R"({"name": "Kari", "skills": ["massage"],
        "hours": {"time_zone": "Africa/Abidjan", "weekly": {
            "mon": [{"from": "09:00", "to": "20:00"}], "tue": [{"from": "09:00", "to": "20:00"}],
            "wed": [{"from": "09:00", "to": "20:00"}], "thu": [{"from": "09:00", "to": "20:00"}],
            "fri": [{"from": "09:00", "to": "20:00"}], "sat": [{"from": "09:00", "to": "20:00"}]}}})"));
    const WalkReply room =
        scene.host.post(201, scene.path(u"/resources"_s), {{{u"name"_s, u"Blue room"_s}, {u"kind"_s, u"room"_s}}});
    walkStaffPages(scene, member);
    walkResourcePages(scene, room);
    const QJsonObject massage = parse(R"({"kind": "service", "title": "Massage", "status": "published",
        "instant_book": true, "base_price_minor": 120000,
        "service": {"duration_minutes": 90, "buffer_after_minutes": 15, "slot_step_minutes": 30, "skills": ["massage"],
                    "resources": [{"kind": "room", "count": 1}]}})");
    const WalkReply listing = scene.host.post(201, scene.path(u"/listings"_s), massage);
    const QString slots = u"/api/v1/listings/%1/slots?from=%2&to=%3&after=10:00"_s.arg(listing.id(), day(8), day(14));
    const QJsonArray free = scene.anyone.get(slots).items();
    const auto wish = [&](int index) {
        return QJsonObject{{u"listing_id"_s, listing.id()}, {u"starts_at"_s, free.at(index)["starts_at"_L1]}};
    };
    scene.anyone.post(200, u"/api/v1/quotes"_s, wish(0));
    const WalkReply hold = scene.guest.post(201, u"/api/v1/holds"_s, wish(0));
    scene.host.post(409, u"/api/v1/holds"_s, wish(1));
    scene.guest.post(201, u"/api/v1/holds/%1/confirm"_s.arg(hold.id()), tokenOf(hold));
    scene.anyone.get(u"/api/v1/search/slots?from=%1&to=%2&weekday=thu&after=17:00"_s.arg(day(8), day(15)));
}

} // namespace roost::test
