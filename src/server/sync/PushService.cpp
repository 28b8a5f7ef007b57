#include "PushService.h"

#include "ClientRecords.h"
#include "MutationDispatcher.h"
#include "TripMutations.h"

#include "common/Log.h"
#include "server/tenancy/TenantTransaction.h"
#include "sync/protocol/Scopes.h"

namespace roost {

using namespace Qt::StringLiterals;
using namespace sync;

namespace {

constexpr int kRetryAfterMs = 2000;

// One transaction's worth: mutations of one scope, of a user's scope a single one.
class Run
{
public:
    Run(ServerContext &context, const Caller &caller, const ClientId &client, PushReply &reply)
        : m_context(context)
        , m_caller(caller)
        , m_client(client)
        , m_reply(reply)
    {
    }

    Result<void> process(const QList<Mutation> &mutations)
    {
        m_scope = mutations.first().scope;
        ROOST_ASSIGN(auto transaction,
                     scopeKindOf(m_scope) == ScopeKind::User ? beginAsUser(mutations.first()) : beginAsMember());
        // Also keeps other pushes of this client waiting.
        ROOST_ASSIGN(m_lastMid, registerClient(m_context.database, m_client));
        QList<Outcome> outcomes;
        for (const Mutation &mutation : mutations) {
            auto outcome = processOne(mutation);
            if (!outcome && outcome.error().code == ErrorCode::ClientForked)
                return fail(outcome.error());
            if (!outcome) {
                stop(outcome.error());
                break;
            }
            outcomes << *outcome;
        }
        ROOST_TRY(storeLastMid(m_context.database, m_client, m_lastMid));
        ROOST_TRY(transaction.commit());
        m_reply.outcomes << outcomes;
        m_reply.lastMid = m_lastMid;
        return {};
    }

private:
    // Only a member may make the tenant's version advance; the mutations of others are answered without touching it.
    Result<TenantTransaction> beginAsMember()
    {
        m_caller.tenant = tenantOfScope(m_scope);
        {
            ROOST_ASSIGN(auto look, TenantTransaction::beginRead(m_context, m_caller.tenant, m_caller.user));
            ROOST_TRY(readRole());
        }
        if (!m_caller.role)
            return TenantTransaction::beginForUser(m_context, m_caller.user);
        ROOST_ASSIGN(auto transaction, TenantTransaction::beginWrite(m_context, m_caller.tenant, m_caller.user));
        ROOST_TRY(readRole());
        m_hasAccess = m_caller.role.has_value();
        return transaction;
    }

    // What a user changes are rows of a tenant, whose scope has to be locked before the user's own.
    Result<TenantTransaction> beginAsUser(const Mutation &mutation)
    {
        m_caller.role.reset();
        m_hasAccess = userOfScope(m_scope) == m_caller.user;
        m_caller.tenant = TenantId();
        if (m_hasAccess) {
            ROOST_ASSIGN(m_caller.tenant, tenantOfTripMutation(m_context, m_caller, mutation));
        }
        return m_caller.tenant.isNull() ? TenantTransaction::beginForUser(m_context, m_caller.user)
                                        : TenantTransaction::beginWrite(m_context, m_caller.tenant, m_caller.user);
    }

    Result<void> readRole()
    {
        ROOST_ASSIGN(Statement statement, m_context.database.statement(u"sync/scope_access"_s));
        ROOST_TRY(statement.exec());
        m_caller.role = statement.next() ? roleFromName(statement.text(2)) : std::nullopt;
        return {};
    }

    Result<Outcome> processOne(const Mutation &mutation)
    {
        ROOST_ASSIGN(const auto stored, findOutcome(m_context.database, m_client, mutation));
        if (stored && !stored->isExpired)
            return repeated(mutation, *stored);
        if (mutation.mid != m_lastMid + 1)
            return forked();
        Outcome outcome;
        if (stored) {
            outcome = expired(mutation);
        } else if (m_hasAccess) {
            ROOST_ASSIGN(outcome, applyMutation(m_context, m_caller, mutation));
        } else {
            outcome = withoutAccess(mutation);
        }
        ROOST_TRY(storeOutcome(m_context.database, m_client, mutation, outcome));
        m_lastMid = mutation.mid;
        return outcome;
    }

    Result<Outcome> repeated(const Mutation &mutation, const StoredOutcome &stored)
    {
        if (!stored.isSameMutation || stored.hash != mutation.hash())
            return forked();
        // Sent before under another client id: it counts as this client's next one.
        if (mutation.mid == m_lastMid + 1)
            m_lastMid = mutation.mid;
        Outcome outcome = stored.outcome;
        outcome.mid = mutation.mid;
        return outcome;
    }

    static tl::unexpected<Error> forked()
    {
        return fail(
            ErrorCode::ClientForked,
            QCoreApplication::translate("sync", "This replica was copied or restored. It goes on under a new id."));
    }

    static Outcome rejected(const Mutation &mutation, const QString &code, const QString &message)
    {
        Outcome outcome;
        outcome.mid = mutation.mid;
        outcome.mutation = mutation.id;
        outcome.kind = OutcomeKind::Rejected;
        outcome.code = code;
        outcome.message = message;
        return outcome;
    }

    static Outcome withoutAccess(const Mutation &mutation)
    {
        return rejected(mutation, errorCodeName(ErrorCode::ScopeGone),
                        QCoreApplication::translate("sync", "You no longer have access to this host's data."));
    }

    // It may have been applied long ago. Only the host can tell whether that is still wanted.
    static Outcome expired(const Mutation &mutation)
    {
        return rejected(mutation, kOutcomeExpired,
                        QCoreApplication::translate("sync",
                                                    "This change has reached the server before, too long ago to "
                                                    "know what became of it. Send it again if it is missing."));
    }

    void stop(const Error &error)
    {
        logEvent(LogLevel::Warning, u"sync.push_stopped"_s,
                 {{u"code"_s, errorCodeName(error.code)}, {u"detail"_s, error.detail}});
        m_reply.stopped = true;
        m_reply.stopCode = errorCodeName(error.code);
        m_reply.retryAfterMs = kRetryAfterMs;
    }

    ServerContext &m_context;
    Caller m_caller;
    const ClientId m_client;
    PushReply &m_reply;
    QString m_scope;
    bool m_hasAccess = false;
    qint64 m_lastMid = 0;
};

// Where the run that begins with mutations[first] ends. Those of a tenant follow each other in one transaction; those
// of a user may be about any tenant's bookings.
qsizetype endOfRun(const QList<Mutation> &mutations, qsizetype first)
{
    const QString &scope = mutations[first].scope;
    qsizetype end = first + 1;
    while (scopeKindOf(scope) != ScopeKind::User && end < mutations.size() && mutations[end].scope == scope)
        ++end;
    return end;
}

} // namespace

Result<PushReply> push(ServerContext &context, const Caller &caller, const PushRequest &request)
{
    PushReply reply;
    qsizetype first = 0;
    while (first < request.mutations.size() && !reply.stopped) {
        const qsizetype end = endOfRun(request.mutations, first);
        ROOST_TRY(Run(context, caller, request.client, reply).process(request.mutations.mid(first, end - first)));
        first = end;
    }
    return reply;
}

} // namespace roost
