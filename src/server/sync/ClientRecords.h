// What the server remembers of a client: its last mid, and the outcome of each of its mutations.
#pragma once

#include "server/tenancy/Caller.h"
#include "storage/Database.h"
#include "sync/protocol/Messages.h"

namespace roost {

// All inside a TenantTransaction of the client's user: row security hides the clients of others.

// The record's last mid; makes the record at first sight, and locks it until the transaction ends. ClientForked when
// the id belongs to another user.
Result<qint64> registerClient(Database &database, const ClientId &client);

// What hello tells and learns.
struct Greeting
{
    qint64 lastMid = 0;
    qint64 outcomeFloor = 0; // outcomes up to this mid have expired
    bool isNew = false;      // there was no record
};
// As registerClient; remembers what the client says of itself.
Result<Greeting> greetClient(Database &database, const Caller &caller, const sync::HelloRequest &request);
// Drops a record that nothing was stored with.
Result<void> forgetClient(Database &database, const ClientId &client);
// The schema version in whose shape the client gets rows. client may be null: then that of the session's last hello.
Result<int> clientSchema(Database &database, const Caller &caller, const ClientId &client);

// The last mid, 0 for a client without a record.
Result<qint64> clientLastMid(Database &database, const ClientId &client);

struct StoredOutcome
{
    sync::Outcome outcome;
    QByteArray hash;
    bool isExpired = false;      // known to have been answered, but no longer how: no hash, no outcome
    bool isSameMutation = false; // false: another mutation was stored under the same client and mid
};
Result<std::optional<StoredOutcome>> findOutcome(Database &database, const ClientId &client,
                                                 const sync::Mutation &mutation);
Result<void> storeOutcome(Database &database, const ClientId &client, const sync::Mutation &mutation,
                          const sync::Outcome &outcome);
Result<void> storeLastMid(Database &database, const ClientId &client, qint64 lastMid);

// At most 1,000, ascending.
Result<QList<sync::Outcome>> outcomesAfter(Database &database, const ClientId &client, qint64 mid);

} // namespace roost
