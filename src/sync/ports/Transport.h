// What the sync engine needs of the network. Asynchronous: nothing blocks, each callback comes later, from the event
// loop of the engine's thread. A callback that comes twice, or after cancelAll(), is ignored by the engine.
//
// Errors that matter to the engine: Unauthenticated (the access token is no longer good), UpgradeRequired,
// EpochChanged, ResyncNeeded, ScopeGone, ClientForked; Offline, Timeout, Unavailable, Busy, TooManyRequests are
// passing. Error::details may hold "retry_after_ms".
#pragma once

#include "sync/protocol/Messages.h"

#include <functional>

namespace roost::sync {

struct PullRequest
{
    ClientId client;
    QString scope;
    QString epoch;
    qint64 cursor = 0;
    qint64 ackedMid = 0;
    QString page;       // empty for the first
    bool check = false; // count and hash each table on the complete page
};

struct SnapshotRequest
{
    QString scope;
    QString table;
    QString after;        // empty for the first
    ClientId client = {}; // so that the server knows the shape of the rows that this client understands
};

// What the live connection tells.
struct LiveEvents
{
    std::function<void()> opened;
    std::function<void(const Poke &)> poked; // at first once for each scope, with the version that it has
    std::function<void()> closed;            // once, also when it could not be opened; not after closeLive()
};

class Transport
{
public:
    template <class Reply>
    using Callback = std::function<void(Result<Reply>)>;

    virtual ~Transport() = default;

    virtual void hello(const HelloRequest &request, Callback<HelloReply> done) = 0;
    virtual void push(const PushRequest &request, Callback<PushReply> done) = 0;
    virtual void pull(const PullRequest &request, Callback<PullReply> done) = 0;
    virtual void snapshot(const SnapshotRequest &request, Callback<SnapshotChunk> done) = 0;
    // Gives up what is under way.
    virtual void cancelAll() = 0;

    virtual void openLive(LiveEvents events) = 0;
    virtual void closeLive() = 0;
};

// Who renews the access. done: nothing on success; Offline and the like when it is to be tried again; any other error
// means that the user has to log in.
class Authenticator
{
public:
    virtual ~Authenticator() = default;
    virtual void renewAccess(std::function<void(Result<void>)> done) = 0;
};

} // namespace roost::sync
