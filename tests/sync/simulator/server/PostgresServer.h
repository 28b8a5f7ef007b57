// The server of the simulator as it is: the real services on a real Postgres, called as the HTTP layer calls them.
// Slower than the model by four orders of magnitude.
#pragma once

#include "SimServer.h"

#include "server/tenancy/Caller.h"
#include "server/tenancy/ServerContext.h"
#include "support/MockClock.h"
#include "support/PostgresFixture.h"

namespace roost::sim {

// A database of its own in the fixture's cluster, which must outlive it; a backup is a copy of that database.
class PostgresServer : public SimServer
{
    Q_DISABLE_COPY_MOVE(PostgresServer)

public:
    static Result<std::unique_ptr<PostgresServer>> create(test::PostgresFixture &postgres);
    ~PostgresServer() override;

    Result<void> build(const WorldPlan &plan) override;
    UserId userId(int user) const override { return m_users.at(user); }
    QString tenantId(int tenant) const override { return m_tenants.at(tenant).toString(); }
    void setNow(const QDateTime &now) override { m_clock.set(now.toUTC()); }

    Result<sync::HelloReply> hello(int user, const sync::HelloRequest &request) override;
    Result<sync::PushReply> push(int user, const sync::PushRequest &request) override;
    Result<sync::PullReply> pull(int user, const sync::PullRequest &request) override;
    Result<sync::SnapshotChunk> snapshot(int user, const sync::SnapshotRequest &request) override;
    QStringList followedScopes(int user) override;

    Result<QString> guestBooks(int tenant, const GuestStay &stay) override;
    Result<void> guestCancels(int tenant, const QString &bookingId) override;
    Result<QString> guestReviews(int tenant, const QString &bookingId, int rating, const QString &comment) override;
    Result<void> webEditsListing(int user, int tenant, const QString &listingId, const QJsonObject &changes) override;
    Result<QString> webBlocks(int user, int tenant, const QString &unitId, const QDate &from, const QDate &to) override;
    Result<void> webUnblocks(int user, int tenant, const QString &blockId) override;

    Result<void> revoke(int user, int tenant) override;
    Result<void> grant(int user, int tenant, const QString &role) override;
    Result<int> savePoint() override;
    Result<void> restoreTo(int savePoint, bool detected) override;
    Result<void> expireHistory(const QString &scope) override;
    Result<void> expireClients(const QDateTime &notSeenSince) override;
    // The real server is of one version.
    void setSchemaVersion(int) override {}
    // By a trigger on what every mutation of that name writes; a mutation that changes nothing doesn't fail.
    void setFailing(const QString &mutationName, std::optional<ErrorCode> error) override;
    void setPageRows(int rows) override { m_pageRows = rows; }

    QString epoch() override;
    QString epochOf(const QString &scope) override;
    QStringList scopes() override;
    qint64 version(const QString &scope) override;
    Rows rows(const QString &scope) override;

private:
    PostgresServer(test::PostgresFixture &postgres, test::TestDatabase names);
    Result<void> open();
    void close();
    // Ends every connection and makes one database a copy of another.
    Result<void> copyDatabase(const QString &from, const QString &to);
    Result<void> addUsers(int users);
    Result<void> addTenant(const TenantId &tenant, const QString &name);
    Result<void> addListing(const TenantId &tenant, int listing, int units);
    Result<void> noteSeen(const ClientId &client);
    // As what the user is in that tenant now.
    Result<Caller> callerIn(int user, int tenant);
    Caller caller(int user) const { return {m_users.at(user), SessionId::create(), TenantId(), std::nullopt}; }
    // The first column of the first row, seen by the superuser.
    Result<QVariant> look(const QString &sql);
    Result<void> readRows(const sync::SyncTable &table, const QString &scope, Rows &rows);

    test::PostgresFixture &m_postgres;
    const test::TestDatabase m_names;
    test::MockClock m_clock;
    std::unique_ptr<Database> m_app;
    std::unique_ptr<Database> m_admin;
    std::unique_ptr<ServerContext> m_context;
    QList<UserId> m_users;
    QList<UserId> m_guests;
    QList<TenantId> m_tenants;
    int m_guestBookings = 0;
    int m_savePoints = 0;
    int m_pageRows = 5000;
};

} // namespace roost::sim
