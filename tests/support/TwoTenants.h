// Two hosts with full portfolios on one server, to try each one's doors with the other's ids.
#pragma once

#include "ApiFixture.h"

#include "storage/Database.h"

namespace roost::test {

struct HostFixture
{
    // For calls of the partner API.
    QList<QPair<QByteArray, QByteArray>> partnerHeaders() const { return {{"x-app-id", app}, {"x-api-key", appKey}}; }

    ApiUser user;
    QString tenant;
    QByteArray app; // a partner app of every kind
    QByteArray appKey;
};

class TwoTenants
{
public:
    // A new database and server; both portfolios have rows in every tenant's table.
    Result<void> start(PostgresFixture &postgres);

    ApiFixture &api() { return m_api; }
    const HostFixture &mallory() const { return m_mallory; } // who tries
    const HostFixture &alice() const { return m_alice; }     // whose rows are tried
    // As the superuser, who sees everything.
    Database &admin() { return *m_admin; }

    // The tables of the public schema with a column tenant_id, sorted.
    Result<QStringList> tenantTables();
    // The id of one of the tenant's rows in the table `name` ("listing", "booking", …; or as paths call it: "staff");
    // listings and what hangs on them are those of an unpublished one, which no guest may see. Empty when there is
    // none.
    Result<QString> idIn(const QString &name, const QString &tenant);
    // A digest of every row of the tenant, in all tables.
    Result<QString> digestOf(const QString &tenant);
    // Texts that nobody but the tenant may see: contacts, titles of unpublished listings, notes of blocks.
    Result<QStringList> secretsOf(const QString &tenant);

private:
    Result<HostFixture> makeHost(const QString &name, quint32 seed);
    Result<void> fillRemainingTables();
    Result<void> addRowsOfReservations(const HostFixture &host);

    ApiFixture m_api;
    std::unique_ptr<Database> m_admin;
    HostFixture m_mallory;
    HostFixture m_alice;
};

// The first column of each row of a query without parameters.
Result<QStringList> columnOf(Database &database, const QString &sql);

} // namespace roost::test
