// See ModelSync.h.
#include "ModelSync.h"

#include "common/PlantedBug.h"

namespace roost::sim {

using namespace Qt::StringLiterals;
using namespace sync;

namespace {

constexpr int kRetryAfterMs = 2000;

tl::unexpected<Error> forked()
{
    return fail(ErrorCode::ClientForked, u"This replica was copied or restored."_s);
}

bool isPassing(ErrorCode code)
{
    switch (code) {
    case ErrorCode::Busy:
    case ErrorCode::Unavailable:
    case ErrorCode::Timeout:
    case ErrorCode::StorageFull:
    case ErrorCode::StorageBroken:
    case ErrorCode::Internal:
        return true;
    default:
        return false;
    }
}

using Handler = std::function<Outcome(const Act &, const Mutation &)>;

const QHash<QString, Handler> &handlers()
{
    const Handler decide = [](const Act &act, const Mutation &m) { return ModelBookings(act).decide(m); };
    const Handler actOnTask = [](const Act &act, const Mutation &m) { return ModelTasks(act).act(m); };
    static const QHash<QString, Handler> all{
        {u"listing.edit"_s, [](const Act &act, const Mutation &m) { return ModelListings(act).edit(m); }},
        {u"calendar.set_rates"_s, [](const Act &act, const Mutation &m) { return ModelListings(act).setRates(m); }},
        {u"calendar.block"_s, [](const Act &act, const Mutation &m) { return ModelBlocks(act).block(m); }},
        {u"calendar.unblock"_s, [](const Act &act, const Mutation &m) { return ModelBlocks(act).unblock(m); }},
        {u"booking.accept"_s, decide},
        {u"booking.decline"_s, decide},
        {u"booking.cancel"_s, decide},
        {u"booking.no_show"_s, decide},
        {u"booking.change"_s, [](const Act &act, const Mutation &m) { return ModelBookings(act).change(m); }},
        {u"booking.create"_s, [](const Act &act, const Mutation &m) { return ModelBookings(act).create(m); }},
        {u"contact.edit"_s, [](const Act &act, const Mutation &m) { return ModelGuests(act).editContact(m); }},
        {u"message.send"_s, [](const Act &act, const Mutation &m) { return ModelGuests(act).sendMessage(m); }},
        {u"message.mark_read"_s, [](const Act &act, const Mutation &m) { return ModelGuests(act).markRead(m); }},
        {u"review.reply"_s, [](const Act &act, const Mutation &m) { return ModelGuests(act).replyToReview(m); }},
        {u"task.create"_s, [](const Act &act, const Mutation &m) { return ModelTasks(act).create(m); }},
        {u"task.edit"_s, [](const Act &act, const Mutation &m) { return ModelTasks(act).edit(m); }},
        {u"task.complete"_s, actOnTask},
        {u"task.reopen"_s, actOnTask},
        {u"task.cancel"_s, actOnTask},
        {u"task.remove"_s, [](const Act &act, const Mutation &m) { return ModelTasks(act).remove(m); }},
    };
    return all;
}

Outcome dispatch(const Act &act, const Mutation &mutation)
{
    const Handler handler = handlers().value(mutation.name);
    return handler ? handler(act, mutation) : rejected(u"UNKNOWN_MUTATION"_s);
}

} // namespace

ModelPush::ModelPush(ModelState &state, const ModelSettings &settings, const QString &user)
    : m_state(state)
    , m_settings(settings)
    , m_user(user)
{
}

Result<PushReply> ModelPush::answer(const PushRequest &request)
{
    PushReply reply;
    const QString client = request.client.toString();
    qsizetype first = 0;
    while (first < request.mutations.size() && !reply.stopped) {
        qsizetype end = first + 1;
        while (end < request.mutations.size() && request.mutations[end].scope == request.mutations[first].scope)
            ++end;
        ROOST_TRY(run(client, request.mutations.mid(first, end - first), reply));
        first = end;
    }
    return reply;
}

// All or nothing.
Result<void> ModelPush::run(const QString &client, const QList<Mutation> &mutations, PushReply &reply)
{
    const ModelState before = m_state;
    const QString scope = mutations.first().scope;
    const bool mayWrite = m_state.mayFollow(m_user, scope);
    if (mayWrite)
        m_state.scopes[scope].advance();
    const auto record = clientOf(m_state, client, m_user, m_settings.now);
    if (!record) {
        m_state = before;
        return fail(record.error());
    }
    for (const Mutation &mutation : mutations) {
        const auto outcome = process(client, mutation);
        if (!outcome) {
            m_state = before;
            return fail(outcome.error());
        }
        if (!*outcome) {
            reply.stopped = true;
            reply.stopCode = m_stopCode;
            reply.retryAfterMs = kRetryAfterMs;
            break;
        }
        reply.outcomes << **outcome;
    }
    reply.lastMid = m_state.clients[client].lastMid;
    if (mayWrite)
        m_state.scopes[scope].commit();
    return {};
}

Result<std::optional<Outcome>> ModelPush::process(const QString &client, const Mutation &mutation)
{
    ModelClient &record = m_state.clients[client];
    const QString id = mutation.id.toString();
    if (const auto stored = m_state.outcomes.constFind(id); stored != m_state.outcomes.constEnd()) {
        if (ROOST_PLANTED(ApplyTwice))
            static_cast<void>(apply(mutation));
        if (stored->hash != mutation.hash())
            return forked();
        // Sent before under another id: it counts as this client's next one.
        if (mutation.mid == record.lastMid + 1)
            record.lastMid = mutation.mid;
        Outcome outcome = stored->outcome;
        outcome.mid = mutation.mid;
        return std::optional(outcome);
    }
    if (mutation.mid != record.lastMid + 1 && !ROOST_PLANTED(OverlookFork))
        return forked();
    if (ROOST_PLANTED(MidBeforeEffects))
        record.lastMid = mutation.mid;
    std::optional<Outcome> outcome = m_state.spent.contains(id) ? rejected(QString(kOutcomeExpired)) : apply(mutation);
    if (!outcome)
        return std::optional<Outcome>();
    outcome->mid = mutation.mid;
    outcome->mutation = mutation.id;
    if (!ROOST_PLANTED(ForgetOutcome))
        m_state.outcomes.insert(id, {client, mutation.mid, mutation.hash(), *outcome});
    record.mutations.insert(mutation.mid, id);
    record.lastMid = mutation.mid;
    return outcome;
}

std::optional<Outcome> ModelPush::apply(const Mutation &mutation)
{
    if (!m_state.mayFollow(m_user, mutation.scope))
        return rejected(u"SCOPE_GONE"_s);
    if (const auto failing = m_settings.failing.constFind(mutation.name); failing != m_settings.failing.constEnd()) {
        if (!isPassing(*failing))
            return rejected(errorCodeName(*failing));
        m_stopCode = errorCodeName(*failing);
        return std::nullopt;
    }
    ModelScope &scope = m_state.scopes[mutation.scope];
    const ModelScope before = scope;
    Outcome outcome = dispatch({scope, m_settings.now, m_user}, mutation);
    if (outcome.kind == OutcomeKind::Rejected && !ROOST_PLANTED(KeepRejectedEffects))
        scope = before;
    return outcome;
}

} // namespace roost::sim
