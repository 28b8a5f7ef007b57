// Something that can be watched, and what its watchers are told.
#pragma once

#include "common/Id.h"
#include "domain/StayDates.h"
#include "server/tenancy/ServerContext.h"

#include <QMap>

#include <memory>

namespace roost {

struct LiveTopic
{
    enum class Kind { Listing, Session };

    Kind kind = Kind::Listing;
    QUuid id;
    TenantId tenant;

    friend bool operator==(const LiveTopic &a, const LiveTopic &b) { return a.kind == b.kind && a.id == b.id; }
    friend size_t qHash(const LiveTopic &topic, size_t seed = 0) { return qHashMulti(seed, topic.id, int(topic.kind)); }
};

// What is taken of a topic. Nights of a stay that aren't free, or the state of each seat.
struct LiveContent
{
    StayDates window;             // of a stay
    QList<StayDates> taken;       // of a stay: ranges that don't touch
    QMap<QString, QString> seats; // of a session: "free", "held", "taken" by id
    QDateTime nextExpiry;         // UTC; when something changes by itself; invalid: never

    // Empty: there is no such thing, or it isn't published any more. Needs no transaction.
    static Result<std::optional<LiveContent>> read(ServerContext &context, const LiveTopic &topic);
};

// One version of a topic, as it goes out. Immutable.
struct LiveState
{
    quint64 sequence = 0;
    QByteArray whole;  // a message that says all
    QByteArray change; // what differs from sequence - 1; empty: there is none

    // {"type": "state", "sequence", …}: for a stay "listing_id", "from", "to", "taken": [{"from", "to"}]; for a session
    // "session_id", "free", "held", "taken" (numbers), "seats": [{"id", "state"}].
    static QByteArray wholeOf(const LiveTopic &topic, const LiveContent &content, quint64 sequence);
    // {"type": "change", "sequence", …}: for a stay "taken" and "freed", each [{"from", "to"}]; for a session the
    // numbers and "seats" that changed. Empty when nothing did.
    static QByteArray changeOf(const LiveTopic &topic, const LiveContent &before, const LiveContent &now,
                               quint64 sequence);
};
using LiveStatePointer = std::shared_ptr<const LiveState>;

} // namespace roost
