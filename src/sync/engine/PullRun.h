// Pulls the pages of one scope until the state is complete.
#pragma once

#include "CallGuard.h"

namespace roost::sync {

// Calls done once, then may be deleted by it. Deleting it earlier gives the run up.
class PullRun
{
    Q_DISABLE_COPY_MOVE(PullRun)

public:
    using Done = std::function<void(Result<QList<PullReply>>)>;

    // start.page is empty.
    PullRun(Transport &transport, PullRequest start, Done done);
    void start();

private:
    void askForPage();
    void received(Result<PullReply> reply);
    void finish(Result<QList<PullReply>> result);

    Transport &m_transport;
    PullRequest m_request;
    Done m_done;
    QList<PullReply> m_pages;
    CallGuard m_guard;
};

} // namespace roost::sync
