// Hosts and guests for tests of the server's services: a database of its own, people, tenants, listings.
#pragma once

#include "MockClock.h"
#include "PostgresFixture.h"

#include "server/listings/ListingService.h"
#include "server/tenancy/Caller.h"
#include "server/tenancy/ServerContext.h"

namespace roost::test {

class HostWorld
{
    Q_DISABLE_COPY_MOVE(HostWorld)

public:
    static Result<std::unique_ptr<HostWorld>> create(PostgresFixture &postgres);

    ServerContext &context() { return m_context; }
    MockClock &clock() { return m_clock; } // noon UTC on 1 March 2026 until it is moved
    const TestDatabase &database() const { return m_names; }

    Result<UserId> addUser(const QString &name);
    // A guest without any tenant.
    Result<Caller> addGuest(const QString &name);
    // A tenant and its owner.
    Result<Caller> addHost(const QString &name, const QString &timeZone = QStringLiteral("Europe/Oslo"));
    // Another member of the host's tenant.
    Result<Caller> addMember(const Caller &host, const QString &name, Role role);

    struct Home
    {
        ListingId listing;
        QList<UnitId> units;
    };
    // Published at 1000.00 NOK a night, instant, unless fields say otherwise.
    Result<Home> addHome(const Caller &host, const QJsonObject &fields = {}, int units = 1);

    // The first column of the first row, seen by the superuser: what is really there.
    Result<QVariant> look(const QString &sql);
    Result<void> change(const QString &sql);

private:
    HostWorld(TestDatabase names, std::unique_ptr<Database> app, std::unique_ptr<Database> admin);

    TestDatabase m_names;
    std::unique_ptr<Database> m_app;
    std::unique_ptr<Database> m_admin;
    MockClock m_clock;
    ServerContext m_context;
    int m_people = 0;
};

} // namespace roost::test
