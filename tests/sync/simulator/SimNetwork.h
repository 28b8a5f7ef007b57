// The network between one program and the server: everything arrives through the schedule, as the mood of the device's
// connection has it.
#pragma once

#include "Random.h"
#include "Schedule.h"
#include "ServerWatch.h"

namespace roost::sim {

// Of a device; in percent and virtual milliseconds.
struct NetworkMood
{
    bool isCut = false;
    int losesRequest = 0;
    int losesReply = 0;
    int repeats = 0;   // the request arrives twice
    int truncates = 0; // the reply breaks off
    int expires = 0;   // the access token has run out
    int losesPoke = 0;
    int repeatsPoke = 0;
    int mostDelayMs = 40;
    int straggles = 0; // takes more than a minute

    bool isCalm() const { return losesRequest + losesReply + repeats + truncates + expires + straggles == 0; }
};

// What the network needs of its program.
struct NetworkSite
{
    int user = 0;
    const NetworkMood *mood = nullptr;
    Random *random = nullptr;
    std::function<void(const std::function<void()> &)> enter; // runs something as the program, if it still lives
    std::function<void(const QString &)> note;                // for the trace
};

class SimNetwork : public sync::Transport, public sync::Authenticator
{
    Q_DISABLE_COPY_MOVE(SimNetwork)

public:
    SimNetwork(Schedule &schedule, ServerWatch &server, NetworkSite site);
    ~SimNetwork() override;

    void hello(const sync::HelloRequest &request, Callback<sync::HelloReply> done) override;
    void push(const sync::PushRequest &request, Callback<sync::PushReply> done) override;
    void pull(const sync::PullRequest &request, Callback<sync::PullReply> done) override;
    void snapshot(const sync::SnapshotRequest &request, Callback<sync::SnapshotChunk> done) override;
    // What is under way is answered nevertheless: the engine has to ignore it.
    void cancelAll() override {}
    void openLive(sync::LiveEvents events) override;
    void closeLive() override;
    void renewAccess(std::function<void(Result<void>)> done) override;

    // The server tells all its live connections.
    void poke(const QString &scope, qint64 version);
    void dropLive();
    // All replies that are under way are lost.
    void cut();
    qint64 calls() const { return m_calls; }
    // How often the replies were disturbed.
    qint64 disturbed() const { return m_disturbed; }

private:
    template <class Reply>
    struct Call;
    template <class Reply>
    void carry(const QString &name, std::function<Result<Reply>()> act, Callback<Reply> done);
    template <class Reply>
    void arrive(const std::shared_ptr<Call<Reply>> &call, bool isRepetition);
    template <class Reply>
    void answer(const std::shared_ptr<Call<Reply>> &call, Result<Reply> reply, qint64 delayMs);
    // Something that happens to this network, unless it is gone by then.
    void later(qint64 delayMs, std::function<void()> task);
    bool strikes(int percent);
    qint64 delay();

    Schedule &m_schedule;
    ServerWatch &m_server;
    NetworkSite m_site;
    std::shared_ptr<bool> m_isAlive = std::make_shared<bool>(true);
    int m_connection = 0; // counts cuts
    int m_liveNumber = 0; // of the live connection that is wanted
    bool m_isLiveOpen = false;
    sync::LiveEvents m_live;
    QStringList m_liveScopes;
    qint64 m_calls = 0;
    qint64 m_disturbed = 0;
};

} // namespace roost::sim
