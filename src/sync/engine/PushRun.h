// Sends one run of waiting mutations and deals with what the server made of it.
#pragma once

#include "CallGuard.h"

#include "sync/ports/ReplicaStore.h"

namespace roost::sync {

struct PushResult
{
    int sent = 0;             // and answered
    bool moreWaiting = false; // another run can follow at once
    QSet<QString> scopes;     // that the answered mutations changed
    int pauseMs = 0;          // send nothing for so long
    std::optional<Error> trouble;
};

// How often a mutation may fail in a row with the same error of the server before it is set aside.
constexpr int kMostFailures = 5;

// Remembers between runs how careful to be. done is called once a start(), never from within it unless there is nothing
// to send.
class PushRun
{
    Q_DISABLE_COPY_MOVE(PushRun)

public:
    using Done = std::function<void(Result<PushResult>)>;

    PushRun(ReplicaStore &store, Transport &transport, std::function<double()> random);
    // An error means that the network, the session, the protocol or the disk needs the engine's care; all else is in
    // the result, because pulls must not wait for it. So is a push that got no answer in time: the next run is smaller.
    void start(Done done);
    void giveUp() { m_guard.giveUp(); }

private:
    void received(Result<PushReply> reply);
    Result<PushResult> accepted(const PushReply &reply);
    Result<PushResult> refused(const Error &error);
    // The server could not take this mutation now.
    Result<PushResult> failedOn(const Mutation &mutation, const Error &error);

    ReplicaStore &m_store;
    Transport &m_transport;
    std::function<double()> m_random;
    Done m_done;
    QList<Mutation> m_sent;
    int m_most = kMaxMutationsPerPush; // in one run: less after one that was refused, to find out which mutation it is
    int m_unanswered = 0;              // runs in a row
    CallGuard m_guard;
};

} // namespace roost::sync
