// Page by page; a change of epoch between pages makes what was received worthless.
#include "PullRun.h"

#include "common/PlantedBug.h"

namespace roost::sync {

using namespace Qt::StringLiterals;

namespace {

// More than any real pull has: a server that never completes must not fill the memory.
constexpr qsizetype kMostPages = 10'000;

} // namespace

PullRun::PullRun(Transport &transport, PullRequest start, Done done)
    : m_transport(transport)
    , m_request(std::move(start))
    , m_done(std::move(done))
{
}

void PullRun::start()
{
    askForPage();
}

void PullRun::askForPage()
{
    m_transport.pull(m_request,
                     m_guard.expect<PullReply>([this](Result<PullReply> reply) { received(std::move(reply)); }));
}

void PullRun::received(Result<PullReply> reply)
{
    if (!reply) {
        finish(fail(std::move(reply).error()));
        return;
    }
    if (reply->epoch != m_request.epoch) {
        finish(fail(ErrorCode::EpochChanged, u"The server's data was replaced; it is fetched anew."_s));
        return;
    }
    const bool complete = reply->complete;
    const bool stuck = !complete && (reply->nextPage.isEmpty() || reply->nextPage == m_request.page);
    if (stuck || m_pages.size() >= kMostPages) {
        finish(fail(ErrorCode::Protocol, u"The server's answer makes no sense. Ask its operator to update it."_s,
                    u"pull without an end"_s));
        return;
    }
    m_request.page = reply->nextPage;
    if (ROOST_PLANTED(PublishIncompletePull) && !complete)
        reply->cursor = m_request.cursor;
    if (ROOST_PLANTED(ForgetEarlierPages))
        m_pages.clear();
    m_pages << std::move(*reply);
    if (complete || ROOST_PLANTED(PublishIncompletePull))
        finish(std::move(m_pages));
    else
        askForPage();
}

void PullRun::finish(Result<QList<PullReply>> result)
{
    const Done done = std::move(m_done);
    done(std::move(result));
}

} // namespace roost::sync
