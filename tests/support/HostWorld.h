// Hosts and guests for tests of the server's services: a database of its own, people, tenants, listings.
#pragma once

#include "MockClock.h"
#include "PostgresFixture.h"

#include "server/listings/ListingService.h"
#include "server/schedules/SessionService.h"
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

    // A published experience at 200.00 NOK a seat, instant, unless fields say otherwise.
    Result<ListingId> addExperience(const Caller &host, const QJsonObject &fields = {});
    struct Show
    {
        ExperienceSessionId session;
        QList<UnitId> seats; // by position
    };
    // Of 90 minutes; startsLocal is on the clock of the listing's place: "2026-07-02T19:00".
    Result<Show> addSession(const Caller &host, const ListingId &listing, const QString &startsLocal,
                            const QJsonObject &seatPlan = {{QStringLiteral("places"), 10}});
    // A published service at 900.00 NOK, instant, of the terms ({"duration_minutes": 60} and what they add).
    Result<ListingId> addService(const Caller &host, const QJsonObject &terms = {}, const QJsonObject &fields = {});
    // At work from 09:00 to 17:00 on weekdays in Oslo, unless fields say otherwise.
    Result<UnitId> addStaff(const Caller &host, const QString &name, const QJsonObject &fields = {});
    Result<UnitId> addResource(const Caller &host, const QString &name, const QString &kind);

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
