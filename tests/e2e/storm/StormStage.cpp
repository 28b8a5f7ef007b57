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
        const QJsonArray made_units = made.json.value("units"_L1).toArray();
        for (const QJsonValue &unit : made_units)
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
