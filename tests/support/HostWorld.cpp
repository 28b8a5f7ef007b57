#include "HostWorld.h"

#include "server/schedules/ResourceService.h"
#include "server/schedules/SessionQueries.h"
#include "server/schedules/StaffService.h"
#include "server/tenancy/TenantTransaction.h"

#include <QJsonArray>

namespace roost::test {

using namespace Qt::StringLiterals;

HostWorld::HostWorld(TestDatabase names, std::unique_ptr<Database> app, std::unique_ptr<Database> admin)
    : m_names(std::move(names))
    , m_app(std::move(app))
    , m_admin(std::move(admin))
    , m_context{*m_app, m_clock, nullptr}
{
}

Result<std::unique_ptr<HostWorld>> HostWorld::create(PostgresFixture &postgres)
{
    ROOST_ASSIGN(TestDatabase names, postgres.createDatabase());
    ROOST_ASSIGN(auto app, Database::openPostgres(names.appUrl));
    ROOST_ASSIGN(auto admin, Database::openPostgres(names.adminUrl));
    return std::unique_ptr<HostWorld>(new HostWorld(std::move(names), std::move(app), std::move(admin)));
}

Result<UserId> HostWorld::addUser(const QString &name)
{
    const UserId user = UserId::create();
    ROOST_TRY(change(u"INSERT INTO user_account (id, email, display_name) VALUES ('%1', '%2', '%3')"_s.arg(
        user.toString(), name.toLower() + u'.' + QString::number(++m_people) + u"@example.org"_s, name)));
    return user;
}

Result<Caller> HostWorld::addGuest(const QString &name)
{
    ROOST_ASSIGN(const UserId user, addUser(name));
    return Caller{user, SessionId::create(), TenantId(), std::nullopt};
}

Result<Caller> HostWorld::addHost(const QString &name, const QString &timeZone)
{
    ROOST_ASSIGN(const UserId user, addUser(name));
    const TenantId tenant = TenantId::create();
    {
        ROOST_ASSIGN(auto write, TenantTransaction::beginWrite(m_context, tenant, user));
        ROOST_ASSIGN(Statement insert, m_app->prepare(u"INSERT INTO tenant (id, name, currency, time_zone, version) "
                                                      "VALUES (:id::uuid, :name, 'NOK', :zone, 0)"_s));
        insert.bind(u":id"_s, tenant).bind(u":name"_s, name).bind(u":zone"_s, timeZone);
        ROOST_TRY(insert.exec());
        ROOST_TRY(write.commit());
    }
    return addMember(Caller{user, SessionId::create(), tenant, Role::Owner}, QString(), Role::Owner);
}

Result<Caller> HostWorld::addMember(const Caller &host, const QString &name, Role role)
{
    UserId user = host.user;
    if (!name.isEmpty()) {
        ROOST_ASSIGN(user, addUser(name));
    }
    ROOST_ASSIGN(auto write, TenantTransaction::beginWrite(m_context, host.tenant, user));
    ROOST_ASSIGN(Statement insert, m_app->prepare(u"INSERT INTO member (id, tenant_id, user_id, role, version) "
                                                  "VALUES (:id::uuid, :tenant::uuid, :user::uuid, :role, 0)"_s));
    insert.bind(u":id"_s, MemberId::create())
        .bind(u":tenant"_s, host.tenant)
        .bind(u":user"_s, user)
        .bind(u":role"_s, roleName(role));
    ROOST_TRY(insert.exec());
    ROOST_TRY(write.commit());
    return Caller{user, SessionId::create(), host.tenant, role};
}

Result<HostWorld::Home> HostWorld::addHome(const Caller &host, const QJsonObject &fields, int units)
{
    QJsonObject all{{u"title"_s, u"Cabin by the fjord"_s},
                    {u"base_price_minor"_s, 100'000},
                    {u"status"_s, u"published"_s},
                    {u"instant_book"_s, true},
                    {u"max_guests"_s, 4}};
    for (auto field = fields.begin(); field != fields.end(); ++field)
        all.insert(field.key(), field.value());
    Home home{ListingId::create(), {}};
    NewListing listing{home.listing, all, {}};
    for (int i = 0; i < units; ++i) {
        home.units << UnitId::create();
        listing.units << NewUnit{home.units.last(), u"Unit %1"_s.arg(i + 1)};
    }
    ROOST_TRY(ListingService().create(m_context, host, listing));
    return home;
}

namespace {

QJsonObject with(QJsonObject object, const QJsonObject &changes)
{
    for (auto field = changes.begin(); field != changes.end(); ++field)
        object.insert(field.key(), field.value());
    return object;
}

QJsonObject weekdayHours()
{
    const QJsonArray day{QJsonObject{{u"from"_s, u"09:00"_s}, {u"to"_s, u"17:00"_s}}};
    return {{u"time_zone"_s, u"Europe/Oslo"_s},
            {u"weekly"_s,
             QJsonObject{{u"mon"_s, day}, {u"tue"_s, day}, {u"wed"_s, day}, {u"thu"_s, day}, {u"fri"_s, day}}}};
}

} // namespace

Result<ListingId> HostWorld::addExperience(const Caller &host, const QJsonObject &fields)
{
    const QJsonObject all{{u"title"_s, u"Concert in the barn"_s},
                          {u"kind"_s, u"experience"_s},
                          {u"base_price_minor"_s, 20'000},
                          {u"status"_s, u"published"_s},
                          {u"instant_book"_s, true}};
    return ListingService().create(m_context, host, {ListingId::create(), with(all, fields), {}});
}

Result<HostWorld::Show> HostWorld::addSession(const Caller &host, const ListingId &listing, const QString &startsLocal,
                                              const QJsonObject &seatPlan)
{
    NewSession session;
    session.startsLocal = startsLocal;
    session.durationMinutes = 90;
    session.seatPlan = seatPlan;
    ROOST_ASSIGN(const CreatedSessions created, SessionService().create(m_context, host, listing, session));
    Show show{created.sessions.first(), {}};
    ROOST_ASSIGN(const QList<SessionSeat> seats, SessionQueries().seats(m_context, show.session, host.tenant));
    for (const SessionSeat &seat : seats)
        show.seats << seat.id;
    return show;
}

Result<ListingId> HostWorld::addService(const Caller &host, const QJsonObject &terms, const QJsonObject &fields)
{
    const QJsonObject all{{u"title"_s, u"Massage"_s},      {u"kind"_s, u"service"_s},
                          {u"base_price_minor"_s, 90'000}, {u"status"_s, u"published"_s},
                          {u"instant_book"_s, true},       {u"service"_s, with({{u"duration_minutes"_s, 60}}, terms)}};
    return ListingService().create(m_context, host, {ListingId::create(), with(all, fields), {}});
}

Result<UnitId> HostWorld::addStaff(const Caller &host, const QString &name, const QJsonObject &fields)
{
    return StaffService().create(m_context, host, UnitId(),
                                 with({{u"name"_s, name}, {u"hours"_s, weekdayHours()}}, fields));
}

Result<UnitId> HostWorld::addResource(const Caller &host, const QString &name, const QString &kind)
{
    return ResourceService().create(m_context, host, UnitId(), {{u"name"_s, name}, {u"kind"_s, kind}});
}

Result<QVariant> HostWorld::look(const QString &sql)
{
    ROOST_ASSIGN(Statement statement, m_admin->prepare(sql));
    ROOST_TRY(statement.exec());
    return statement.next() ? statement.value(0) : QVariant();
}

Result<void> HostWorld::change(const QString &sql)
{
    return m_admin->execute(sql);
}

} // namespace roost::test
