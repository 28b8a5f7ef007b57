// The server as a model in memory: quick enough for thousands of seeds, and simple enough to be read. It is checked
// against the real services by TestModelAgainstPostgres.
#pragma once

#include "ModelSync.h"

namespace roost::sim {

class ModelServer : public SimServer
{
public:
    Result<void> build(const WorldPlan &plan) override;
    UserId userId(int user) const override { return UserId::fromString(m_users.at(user)); }
    QString tenantId(int tenant) const override { return m_tenants.at(tenant); }
    void setNow(const QDateTime &now) override { m_settings.now = now; }

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
    void setSchemaVersion(int version) override { m_settings.schemaVersion = version; }
    void setFailing(const QString &mutationName, std::optional<ErrorCode> error) override;
    void setPageRows(int rows) override { m_settings.pageRows = rows; }

    QString epoch() override { return m_state.epoch; }
    QString epochOf(const QString &scope) override { return m_state.epochOf(scope); }
    QStringList scopes() override { return m_state.scopes.keys(); }
    qint64 version(const QString &scope) override;
    Rows rows(const QString &scope) override;

    // The rows as they were at a version of the present history; nothing for a version that it doesn't have.
    std::optional<Rows> rowsAt(const QString &scope, qint64 version) const;

    // Equal for two servers that will answer alike from now on.
    QByteArray digest() const;

private:
    // One transaction of a tenant: advances its scope, and takes everything back unless change succeeds.
    template <class Change>
    auto write(const QString &scope, Change change) -> decltype(change(std::declval<ModelScope &>()));
    Result<void> asMutation(int user, int tenant, const QString &name, const QJsonObject &args);
    QString scopeOf(int tenant) const { return QLatin1String("t:") + m_tenants.at(tenant); }

    ModelState m_state;
    ModelSettings m_settings;
    QStringList m_users;
    QStringList m_tenants;
    QStringList m_guests;
    int m_guestBookings = 0;
    QList<ModelState> m_savePoints;
};

} // namespace roost::sim
