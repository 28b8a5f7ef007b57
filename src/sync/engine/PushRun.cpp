// One run of the outbox.
#include "PushRun.h"

#include "common/PlantedBug.h"

#include "Failures.h"

namespace roost::sync {

using namespace Qt::StringLiterals;

namespace {

constexpr int kFirstPauseMs = 1000;
constexpr int kMostPauseMs = 60'000;

// Errors that the engine itself has an answer to.
bool isForEngine(ErrorCode code)
{
    return code == ErrorCode::Offline || needsHello(code) || code == ErrorCode::Unauthenticated ||
           code == ErrorCode::SessionEnded || code == ErrorCode::UpgradeRequired || code == ErrorCode::ClientForked ||
           code == ErrorCode::Cancelled;
}

// Says something against the mutation, and not only about the server's state.
bool blamesMutation(ErrorCode code)
{
    return !isPassing(code) && code != ErrorCode::StorageFull && code != ErrorCode::StorageBroken;
}

} // namespace

PushRun::PushRun(ReplicaStore &store, Transport &transport, std::function<double()> random)
    : m_store(store)
    , m_transport(transport)
    , m_random(std::move(random))
{
}

void PushRun::start(Done done)
{
    m_done = std::move(done);
    const auto position = m_store.position();
    const auto waiting = m_store.waitingMutations(m_most);
    if (!position || !waiting) {
        const Done finished = std::move(m_done);
        finished(fail(position ? waiting.error() : position.error()));
        return;
    }
    m_sent = *waiting;
    if (m_sent.isEmpty()) {
        const Done finished = std::move(m_done);
        finished(PushResult{});
        return;
    }
    if (ROOST_PLANTED(AcknowledgeBeforeCommit)) {
        QList<Outcome> imagined;
        for (const Mutation &mutation : std::as_const(m_sent))
            imagined << Outcome{mutation.mid, mutation.id, OutcomeKind::Applied, {}, {}, {}, {}};
        static_cast<void>(m_store.storeOutcomes(imagined));
    }
    m_transport.push({position->client, m_sent},
                     m_guard.expect<PushReply>([this](auto reply) { received(std::move(reply)); }));
}

void PushRun::received(Result<PushReply> reply)
{
    const Done done = std::move(m_done);
    if (reply)
        done(accepted(*reply));
    else if (isForEngine(reply.error().code))
        done(fail(std::move(reply).error()));
    else
        done(refused(reply.error()));
}

Result<PushResult> PushRun::accepted(const PushReply &reply)
{
    ROOST_TRY(m_store.storeOutcomes(reply.outcomes));
    PushResult result;
    QSet<MutationId> answered;
    for (const Outcome &outcome : reply.outcomes)
        answered.insert(outcome.mutation);
    const Mutation *unanswered = nullptr;
    for (const Mutation &mutation : std::as_const(m_sent)) {
        if (answered.contains(mutation.id))
            result.scopes.insert(mutation.scope);
        else if (!unanswered)
            unanswered = &mutation;
    }
    m_unanswered = 0;
    result.sent = static_cast<int>(answered.size());
    if (!unanswered) {
        m_most = std::min(2 * m_most, kMaxMutationsPerPush);
        ROOST_ASSIGN(const auto more, m_store.waitingMutations(1));
        result.moreWaiting = !more.isEmpty();
        return result;
    }
    const ErrorCode code = reply.stopped ? errorCodeFromName(reply.stopCode) : ErrorCode::Protocol;
    const Error error{code,
                      u"The server can't take a change at the moment; it is tried again."_s,
                      u"push stopped: "_s + reply.stopCode,
                      {{u"retry_after_ms"_s, reply.retryAfterMs}}};
    ROOST_ASSIGN(const PushResult failed, failedOn(*unanswered, error));
    result.pauseMs = failed.pauseMs;
    result.moreWaiting = failed.moreWaiting;
    result.trouble = failed.trouble;
    return result;
}

Result<PushResult> PushRun::refused(const Error &error)
{
    if (meansOffline(error.code)) {
        m_most = std::max(1, m_most / 2);
        PushResult result;
        result.trouble = error;
        result.pauseMs =
            std::max(retryAfterMs(error), backoffMs(m_unanswered++, kFirstPauseMs, kMostPauseMs, m_random()));
        return result;
    }
    if (m_sent.size() == 1 || !blamesMutation(error.code))
        return failedOn(m_sent.first(), error);
    m_most = 1;
    PushResult result;
    result.trouble = error;
    result.pauseMs = std::max(retryAfterMs(error), backoffMs(0, kFirstPauseMs, kMostPauseMs, m_random()));
    return result;
}

Result<PushResult> PushRun::failedOn(const Mutation &mutation, const Error &error)
{
    PushResult result;
    result.trouble = error;
    int failures = 1;
    if (blamesMutation(error.code)) {
        ROOST_ASSIGN(failures, m_store.noteFailure(mutation.id, errorCodeName(error.code)));
        if (failures >= kMostFailures) {
            ROOST_TRY(m_store.quarantine(mutation.id, errorCodeName(error.code), error.userText));
            result.moreWaiting = true;
            return result;
        }
    }
    result.pauseMs = std::max(retryAfterMs(error), backoffMs(failures - 1, kFirstPauseMs, kMostPauseMs, m_random()));
    return result;
}

} // namespace roost::sync
