// Calls on their way, and the live connection.
#include "SimNetwork.h"

namespace roost::sim {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kTimeoutMs = 30'000;
constexpr qint64 kStraggleMs = 70'000;

} // namespace

template <class Reply>
struct SimNetwork::Call
{
    QString name;
    std::function<Result<Reply>()> act;
    Callback<Reply> done;
    int connection = 0;
    bool losesReply = false;
    bool isTruncated = false;
    bool hasExpired = false;
};

SimNetwork::SimNetwork(Schedule &schedule, ServerWatch &server, NetworkSite site)
    : m_schedule(schedule)
    , m_server(server)
    , m_site(std::move(site))
{
}

SimNetwork::~SimNetwork()
{
    *m_isAlive = false;
}

void SimNetwork::later(qint64 delayMs, std::function<void()> task)
{
    m_schedule.after(delayMs, [isAlive = m_isAlive, task = std::move(task)] {
        if (*isAlive)
            task();
    });
}

bool SimNetwork::strikes(int percent)
{
    const bool does = percent > 0 && m_site.random->chance(percent);
    m_disturbed += does ? 1 : 0;
    return does;
}

qint64 SimNetwork::delay()
{
    return strikes(m_site.mood->straggles) ? kStraggleMs : 1 + m_site.random->below(m_site.mood->mostDelayMs);
}

template <class Reply>
void SimNetwork::carry(const QString &name, std::function<Result<Reply>()> act, Callback<Reply> done)
{
    ++m_calls;
    const NetworkMood &mood = *m_site.mood;
    auto call = std::make_shared<Call<Reply>>(Call<Reply>{name, std::move(act), std::move(done), m_connection});
    if (mood.isCut) {
        answer<Reply>(call, fail(ErrorCode::Offline, u"The network is cut."_s), 5);
        return;
    }
    call->losesReply = strikes(mood.losesReply);
    call->isTruncated = strikes(mood.truncates);
    call->hasExpired = strikes(mood.expires);
    if (strikes(mood.losesRequest)) {
        answer<Reply>(call, fail(ErrorCode::Timeout, u"Lost."_s), kTimeoutMs);
        return;
    }
    // A request that is on its way arrives, whatever becomes of its program.
    m_schedule.after(delay(), [this, isAlive = m_isAlive, call] {
        if (*isAlive)
            arrive(call, false);
        else
            static_cast<void>(call->act());
    });
    if (strikes(mood.repeats))
        later(delay(), [this, call] { arrive(call, true); });
}

template <class Reply>
void SimNetwork::arrive(const std::shared_ptr<Call<Reply>> &call, bool isRepetition)
{
    if (call->hasExpired) {
        answer<Reply>(call, fail(ErrorCode::Unauthenticated, u"The token has run out."_s), delay());
        return;
    }
    Result<Reply> reply = call->act();
    m_site.note(u"%1%2 -> %3"_s.arg(call->name, isRepetition ? u" again"_s : QString(),
                                    reply ? u"ok"_s : errorCodeName(reply.error().code)));
    if (call->losesReply && !isRepetition)
        answer<Reply>(call, fail(ErrorCode::Timeout, u"Lost."_s), kTimeoutMs);
    else if (call->isTruncated)
        answer<Reply>(call, fail(m_site.random->chance(50) ? ErrorCode::Offline : ErrorCode::Protocol, u"Cut off."_s),
                      delay());
    else
        answer<Reply>(call, std::move(reply), delay());
}

template <class Reply>
void SimNetwork::answer(const std::shared_ptr<Call<Reply>> &call, Result<Reply> reply, qint64 delayMs)
{
    later(delayMs, [this, call, reply = std::move(reply)] {
        if (call->connection == m_connection)
            m_site.enter([&] { call->done(reply); });
        else
            m_site.enter([&] { call->done(fail(ErrorCode::Offline, u"The connection broke."_s)); });
    });
}

void SimNetwork::hello(const sync::HelloRequest &request, Callback<sync::HelloReply> done)
{
    const auto act = [&server = m_server, user = m_site.user, request] {
        auto reply = server.hello(user, request);
        if (reply) {
            // As the codec fills it in.
            const int theirs = reply->schemaVersion > 0 ? reply->schemaVersion : sync::kSchemaVersion;
            for (sync::ScopeState &scope : reply->scopes)
                scope.schemaVersion = sync::commonSchema(theirs);
        }
        return reply;
    };
    carry<sync::HelloReply>(u"hello"_s, act, std::move(done));
}

void SimNetwork::push(const sync::PushRequest &request, Callback<sync::PushReply> done)
{
    carry<sync::PushReply>(
        u"push"_s, [&server = m_server, user = m_site.user, request] { return server.push(user, request); },
        std::move(done));
}

void SimNetwork::pull(const sync::PullRequest &request, Callback<sync::PullReply> done)
{
    carry<sync::PullReply>(
        u"pull"_s, [&server = m_server, user = m_site.user, request] { return server.pull(user, request); },
        std::move(done));
}

void SimNetwork::snapshot(const sync::SnapshotRequest &request, Callback<sync::SnapshotChunk> done)
{
    carry<sync::SnapshotChunk>(
        u"snapshot "_s + request.table,
        [&server = m_server, user = m_site.user, request] { return server.snapshot(user, request); }, std::move(done));
}

void SimNetwork::renewAccess(std::function<void(Result<void>)> done)
{
    const Result<void> result = m_site.mood->isCut ? Result<void>(fail(ErrorCode::Offline, u"Cut."_s)) : Result<void>();
    later(delay(), [this, done = std::move(done), result] { m_site.enter([&] { done(result); }); });
}

void SimNetwork::openLive(sync::LiveEvents events)
{
    m_live = std::move(events);
    m_isLiveOpen = false;
    const int number = ++m_liveNumber;
    later(delay(), [this, number] {
        if (number != m_liveNumber)
            return;
        if (m_site.mood->isCut || strikes(m_site.mood->losesRequest)) {
            dropLive();
            return;
        }
        m_isLiveOpen = true;
        m_liveScopes = m_server.server().followedScopes(m_site.user);
        const auto opened = m_live.opened;
        m_site.enter(opened);
        // The server's first messages tell what each scope has.
        for (const QString &scope : std::as_const(m_liveScopes))
            poke(scope, m_server.server().version(scope));
    });
}

void SimNetwork::closeLive()
{
    ++m_liveNumber;
    m_isLiveOpen = false;
    m_live = {};
}

void SimNetwork::dropLive()
{
    if (!m_live.closed)
        return;
    ++m_liveNumber;
    m_isLiveOpen = false;
    const auto closed = std::exchange(m_live, {}).closed;
    m_site.enter(closed);
}

void SimNetwork::poke(const QString &scope, qint64 version)
{
    if (!m_isLiveOpen || !m_liveScopes.contains(scope) || strikes(m_site.mood->losesPoke))
        return;
    const int times = strikes(m_site.mood->repeatsPoke) ? 2 : 1;
    for (int i = 0; i < times; ++i) {
        later(delay(), [this, number = m_liveNumber, scope, version] {
            if (number != m_liveNumber || !m_live.poked)
                return;
            const auto poked = m_live.poked;
            m_site.enter([&] { poked({scope, version}); });
        });
    }
}

void SimNetwork::cut()
{
    ++m_connection;
    dropLive();
}

} // namespace roost::sim
