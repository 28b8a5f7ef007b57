// The way of a request from an I/O thread to a worker, and of its reply back.
#pragma once

#include "Router.h"
#include "ServerCore.h"

#include <mutex>

namespace roost::http {

struct WorkerReply
{
    quint64 connectionId = 0;
    Response response;
    // Set when a WebSocket was accepted.
    std::unique_ptr<Request> webSocketRequest;
    QVariant authorised;
};

// Replies on their way to one I/O thread; shared by that thread and the work items, which may outlive it. Thread-safe.
class ReplyChannel
{
    Q_DISABLE_COPY_MOVE(ReplyChannel)

public:
    // receiver's `receive` is called on receiver's thread, once for as many replies as have come by then.
    ReplyChannel(QObject *receiver, std::function<void()> receive);

    // Drops the reply if the channel is closed.
    void post(WorkerReply reply);
    std::vector<WorkerReply> takeAll();
    // From the receiver's thread: nothing is posted to it after this.
    void close();

private:
    std::mutex m_mutex;
    QObject *m_receiver;
    std::function<void()> m_receive;
    std::vector<WorkerReply> m_replies;
};

// Runs the route's handler or authoriser for the request and posts the outcome.
std::unique_ptr<WorkItem> makeHandlerWork(ServerCore &core, const Route &route, std::unique_ptr<Request> request,
                                          quint64 connectionId, std::shared_ptr<ReplyChannel> replies);

// Calls what makes a reply; an exception that escapes it becomes a 500.
Response guarded(const ServerCore &core, const Request &request, const std::function<Response()> &makeReply);

} // namespace roost::http
