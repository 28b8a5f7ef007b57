#include "HostWorld.h"

#include "server/tenancy/TenantTransaction.h"

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
