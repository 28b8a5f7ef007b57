// The server as the simulator sees it: the protocol as it is spoken by one user, what happens on the server meanwhile
// (guests, hosts on the web, operators), and a look at its rows. Two things implement it: a model in memory, fast
// enough for thousands of seeds, and the real services on a real Postgres.
//
// Everything is called from one thread, one call at a time; a call's effects are committed when it returns. Ids that an
// implementation makes come from newUuid(), which the simulator has seeded.
#pragma once

#include "sync/ports/Transport.h"
#include "sync/protocol/SyncTables.h"

#include <QDateTime>

namespace roost::sim {

// table -> id -> row, with the values as they go over the wire and all of the table's columns, "version" among them.
using Rows = QMap<QString, QMap<QString, QJsonObject>>;

// What is there before the first step. Users and tenants are named by their index.
struct WorldPlan
{
    struct Membership
    {
        int user = 0;
        int tenant = 0;
        QString role; // "owner", "manager", "staff"
    };
    int users = 2;
    int tenants = 1;
    QList<Membership> memberships;
    int listingsPerTenant = 2;
    int unitsPerListing = 2;
    QDate today; // in the server's zone; stays are planned around it
};

// A guest books through the public API.
struct GuestStay
{
    QString listingId;
    QString unitId; // empty: the server chooses
    QDate checkIn;
    QDate checkOut;
    int guests = 1;
};

class SimServer
{
public:
    virtual ~SimServer() = default;

    // Once, first.
    virtual Result<void> build(const WorldPlan &plan) = 0;
    virtual UserId userId(int user) const = 0;
    virtual QString tenantId(int tenant) const = 0;
    // The server's clock, which never goes back.
    virtual void setNow(const QDateTime &now) = 0;

    // ---- the protocol, as a user ----
    virtual Result<sync::HelloReply> hello(int user, const sync::HelloRequest &request) = 0;
    virtual Result<sync::PushReply> push(int user, const sync::PushRequest &request) = 0;
    virtual Result<sync::PullReply> pull(int user, const sync::PullRequest &request) = 0;
    virtual Result<sync::SnapshotChunk> snapshot(int user, const sync::SnapshotRequest &request) = 0;
    // The scopes whose pokes the user's live connection gets.
    virtual QStringList followedScopes(int user) = 0;

    // ---- what others do there; an error (taken, not allowed, not there) changes nothing ----
    // The new booking's id.
    virtual Result<QString> guestBooks(int tenant, const GuestStay &stay) = 0;
    virtual Result<void> guestCancels(int tenant, const QString &bookingId) = 0;
    // A review of a stay; its id.
    virtual Result<QString> guestReviews(int tenant, const QString &bookingId, int rating, const QString &comment) = 0;
    // Through REST, as a host in a browser.
    virtual Result<void> webEditsListing(int user, int tenant, const QString &listingId,
                                         const QJsonObject &changes) = 0;
    virtual Result<QString> webBlocks(int user, int tenant, const QString &unitId, const QDate &from,
                                      const QDate &to) = 0;
    virtual Result<void> webUnblocks(int user, int tenant, const QString &blockId) = 0;

    // ---- what operators do ----
    virtual Result<void> revoke(int user, int tenant) = 0;
    virtual Result<void> grant(int user, int tenant, const QString &role) = 0;
    // Keeps the state as a backup; its number.
    virtual Result<int> savePoint() = 0;
    // All data as it was, with outcomes and client records. detected: with a new epoch, as roostd restore makes it;
    // else the same epoch, as a snapshot of the machine that was put back behind roostd's back.
    virtual Result<void> restoreTo(int savePoint, bool detected) = 0;
    // The retention job: forgets the scope's tombstones (and whatever else expires) and raises its floor to the present
    // version.
    virtual Result<void> expireHistory(const QString &scope) = 0;
    // Forgets the records of clients that didn't say hello since then.
    virtual Result<void> expireClients(const QDateTime &notSeenSince) = 0;
    // The server's program of another schema version: kSchemaVersion or an older one.
    virtual void setSchemaVersion(int version) = 0;
    // Mutations of this name fail with this error, nothing done, until the name is given again without one: passing
    // ones (Busy, Unavailable) stop the push, others are answered as the real server answers a fault of its own.
    virtual void setFailing(const QString &mutationName, std::optional<ErrorCode> error) = 0;
    // Rows in a page of a pull and in a chunk of a snapshot; small, so that there are several.
    virtual void setPageRows(int rows) = 0;

    // ---- a look at it; changes nothing ----
    virtual QString epoch() = 0;
    // The one that the scope is in: the server's, unless the scope began one of its own since.
    virtual QString epochOf(const QString &scope) = 0;
    virtual QStringList scopes() = 0;
    // 0 for a scope that isn't there.
    virtual qint64 version(const QString &scope) = 0;
    virtual Rows rows(const QString &scope) = 0;
};

} // namespace roost::sim
