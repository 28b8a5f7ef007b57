// Everything is of one host, so that all of it meets.
#include "StormStage.h"

#include "e2e/support/RestClient.h"
#include "server/ops/EmbeddedPostgres.h"
#include "storage/Database.h"

#include <QJsonArray>

namespace roost::test {

using namespace Qt::StringLiterals;

namespace {

const QString kPassword = u"correct horse battery"_s;

tl::unexpected<Error> failed(const QString &what, const RestReply &reply)
{
    return fail(ErrorCode::Internal,
                u"%1 failed: %2 %3"_s.arg(what)
                    .arg(reply.status)
                    .arg(QString::fromUtf8(QJsonDocument(reply.json).toJson(QJsonDocument::Compact))));
}

class Stage
{
public:
    Stage(const QUrl &server, QString dataFolder)
        : m_host(server)
        , m_server(server)
        , m_data(std::move(dataFolder))
    {
    }

    Result<StormWorld> set(int guests)
    {
        m_world.port = m_server.port();
        m_world.firstNight = QDate::currentDate().addDays(40);
        ROOST_TRY(makeHost());
        ROOST_TRY(makeStays());
        ROOST_TRY(makeSessions());
        ROOST_TRY(makeService());
        ROOST_TRY(makeGuests(guests));
        ROOST_TRY(settle());
        return m_world;
    }

private:
    Result<void> makeHost()
    {
        const RestReply account = m_host.registerAccount(u"host@example.org"_s, kPassword);
        if (account.status != 201)
            return failed(u"registering the host"_s, account);
        m_world.hostToken = account.json.value("access_token"_L1).toString();
        const RestReply tenant =
            m_host.post(u"/api/v1/tenants"_s,
                        {{u"name"_s, u"Storm"_s}, {u"currency"_s, u"NOK"_s}, {u"time_zone"_s, u"Europe/Oslo"_s}});
        if (tenant.status != 201)
            return failed(u"making the business"_s, tenant);
        m_world.tenant = tenant.json.value("id"_L1).toString();
        return {};
    }

    Result<QStringList> addStay(const QString &title, int units, bool isInstant, bool holdsPending)
    {
        QJsonArray names;
        for (int i = 0; i < units; ++i)
            names << QJsonObject{{u"name"_s, u"%1 %2"_s.arg(title).arg(i + 1)}};
        const RestReply made =
            m_host.post(u"/api/v1/tenants/%1/listings"_s.arg(m_world.tenant), {{u"title"_s, title},
                                                                               {u"base_price_minor"_s, 100'000},
                                                                               {u"status"_s, u"published"_s},
                                                                               {u"instant_book"_s, isInstant},
                                                                               {u"hold_pending"_s, holdsPending},
                                                                               {u"max_guests"_s, 4},
                                                                               {u"units"_s, names}});
        if (made.status != 201)
            return failed(u"making a stay"_s, made);
        m_world.stays << StormListing{made.json.value("id"_L1).toString(), title, units, isInstant};
        QStringList ids;
        const QJsonArray unitArray = made.json.value("units"_L1).toArray();
        for (const QJsonValue &unit : unitArray)
            ids << unit.toObject().value("id"_L1).toString();
        return ids;
    }

    Result<void> makeStays()
    {
        ROOST_TRY(addStay(u"cabin"_s, 1, true, false));
        ROOST_TRY(addStay(u"double room"_s, 4, true, false));
        ROOST_TRY(addStay(u"attic on request"_s, 1, false, false));
        ROOST_TRY(addStay(u"loft on request"_s, 2, false, true));
        ROOST_ASSIGN(const QStringList house, addStay(u"linked house"_s, 1, true, false));
        ROOST_ASSIGN(const QStringList rooms, addStay(u"linked rooms"_s, 3, true, false));
        m_world.parts.insert(house.value(0), rooms);
        return {};
    }

    Result<RestReply> make(const QString &path, const QJsonObject &body)
    {
        const RestReply made = m_host.post(u"/api/v1/tenants/%1/%2"_s.arg(m_world.tenant, path), body);
        if (made.status != 201)
            return failed(u"making "_s + path, made);
        return made;
    }

    // Two evenings with a seat plan, one with places alone.
    Result<void> makeSessions()
    {
        ROOST_ASSIGN(const RestReply listing, make(u"listings"_s, {{u"title"_s, u"concert"_s},
                                                                   {u"kind"_s, u"experience"_s},
                                                                   {u"base_price_minor"_s, 45'000},
                                                                   {u"status"_s, u"published"_s},
                                                                   {u"instant_book"_s, true}}));
        const QJsonArray rows{
            QJsonObject{
                {u"label"_s, u"A"_s}, {u"seats"_s, 8}, {u"tier"_s, u"stalls"_s}, {u"accessible"_s, QJsonArray{1}}},
            QJsonObject{{u"label"_s, u"B"_s}, {u"seats"_s, 6}, {u"tier"_s, u"balcony"_s}}};
        for (const QJsonObject &plan :
             {QJsonObject{{u"rows"_s, rows}}, QJsonObject{{u"rows"_s, rows}}, QJsonObject{{u"places"_s, 12}}}) {
            const QDate day = m_world.firstNight.addDays(m_world.sessions.size());
            ROOST_ASSIGN(const RestReply made,
                         make(u"listings/%1/sessions"_s.arg(listing.json.value("id"_L1).toString()),
                              {{u"starts_local"_s, QString(day.toString(Qt::ISODate) + u"T19:00"_s)},
                               {u"duration_minutes"_s, 90},
                               {u"seat_plan"_s, plan}}));
            StormSession session{made.json.value("first"_L1).toObject().value("id"_L1).toString(), {}};
            const QJsonArray seats =
                m_host.get(u"/api/v1/sessions/%1/seats"_s.arg(session.id)).json.value("items"_L1).toArray();
            for (const QJsonValue &seat : seats)
                session.seats << seat.toObject().value("id"_L1).toString();
            if (session.seats.isEmpty())
                return fail(ErrorCode::Internal, u"a session has no seats"_s);
            m_world.sessions << session;
        }
        return {};
    }

    // Massages by two people in one room, with time to air it.
    Result<void> makeService()
    {
        const QJsonArray hours{QJsonObject{{u"from"_s, u"09:00"_s}, {u"to"_s, u"17:00"_s}}};
        QJsonObject weekly;
        for (const QString &day : {u"mon"_s, u"tue"_s, u"wed"_s, u"thu"_s, u"fri"_s, u"sat"_s, u"sun"_s})
            weekly.insert(day, hours);
        for (const QString &name : {u"Kari"_s, u"Ola"_s, u"Ravi"_s}) {
            ROOST_TRY(
                make(u"staff"_s, {{u"name"_s, name},
                                  {u"hours"_s, QJsonObject{{u"time_zone"_s, u"Europe/Oslo"_s}, {u"weekly"_s, weekly}}},
                                  {u"skills"_s, QJsonArray{u"massage"_s}}}));
        }
        for (const QString &name : {u"Blue room"_s, u"Red room"_s})
            ROOST_TRY(make(u"resources"_s, {{u"name"_s, name}, {u"kind"_s, u"room"_s}}));
        const QJsonObject terms{{u"duration_minutes"_s, 90},
                                {u"buffer_before_minutes"_s, 10},
                                {u"buffer_after_minutes"_s, 15},
                                {u"slot_step_minutes"_s, 30},
                                {u"skills"_s, QJsonArray{u"massage"_s}},
                                {u"resources"_s, QJsonArray{QJsonObject{{u"kind"_s, u"room"_s}, {u"count"_s, 1}}}}};
        ROOST_ASSIGN(const RestReply listing, make(u"listings"_s, {{u"title"_s, u"massage"_s},
                                                                   {u"kind"_s, u"service"_s},
                                                                   {u"base_price_minor"_s, 90'000},
                                                                   {u"status"_s, u"published"_s},
                                                                   {u"instant_book"_s, true},
                                                                   {u"service"_s, terms}}));
        const QString id = listing.json.value("id"_L1).toString();
        const RestReply found = m_host.get(u"/api/v1/listings/%1/slots?from=%2&to=%3"_s.arg(
            id, m_world.firstNight.toString(Qt::ISODate), m_world.firstNight.addDays(2).toString(Qt::ISODate)));
        StormService service{id, {}};
        const QJsonArray items = found.json.value("items"_L1).toArray();
        for (const QJsonValue &slot : items)
            service.beginnings << slot.toObject().value("starts_at"_L1).toString();
        if (service.beginnings.isEmpty())
            return failed(u"finding slots"_s, found);
        m_world.services << service;
        return {};
    }

    Result<void> makeGuests(int count)
    {
        for (int i = 0; i < count; ++i) {
            RestClient guest(m_server);
            const RestReply account = guest.registerAccount(u"guest%1@example.org"_s.arg(i), kPassword);
            if (account.status != 201)
                return failed(u"registering a guest"_s, account);
            m_world.guests << StormUser{account.json.value("user"_L1).toObject().value("id"_L1).toString(),
                                        account.json.value("access_token"_L1).toString()};
        }
        return {};
    }

    // Holds of ten seconds, so that many expire; and the links.
    Result<void> settle()
    {
        ROOST_ASSIGN(const auto postgres,
                     EmbeddedPostgres::start(m_data, {.use = EmbeddedPostgresOptions::Use::JoinOrOwn}));
        ROOST_ASSIGN(const auto database, Database::openPostgres(postgres->adminUrl(u"roost"_s)));
        ROOST_TRY(database->execute(u"SET session_replication_role = replica"_s));
        ROOST_TRY(database->execute(
            u"UPDATE tenant SET settings = settings || '{\"hold_seconds\": 10, \"waitlist_minutes\": 1}'"_s));
        for (auto whole = m_world.parts.begin(); whole != m_world.parts.end(); ++whole) {
            for (const QString &part : whole.value()) {
                ROOST_TRY(database->execute(u"INSERT INTO unit_link (tenant_id, whole_unit_id, part_unit_id) "
                                            "VALUES ('%1', '%2', '%3')"_s.arg(m_world.tenant, whole.key(), part)));
            }
        }
        return {};
    }

    RestClient m_host;
    QUrl m_server;
    QString m_data;
    StormWorld m_world;
};

} // namespace

Result<StormWorld> setStormStage(const QUrl &server, const QString &dataFolder, int guests)
{
    return Stage(server, dataFolder).set(guests);
}

} // namespace roost::test
