// A server in memory for the client's sync tests: one tenant's listings, units, bookings and blocks with versions,
// tombstones, outcomes by mutation id, and a network whose faults a test scripts. Its rules are a few lines each and
// written anew here, so that the client isn't tested against itself.
#pragma once

#include "sync/ports/Timers.h"
#include "sync/ports/Transport.h"
#include "sync/protocol/SyncTables.h"

#include <QObject>

#include <deque>
#include <map>

namespace roost::test {

enum class Fault {
    None,
    LoseRequest,  // never arrives: Timeout
    LoseReply,    // the server acts, the client sees Timeout
    Duplicate,    // the server acts twice on the request; the reply comes twice
    Unauthorized, // the access token has run out
};

class FakeServer
{
public:
    FakeServer();

    QString tenant;
    QString scope() const { return QStringLiteral("t:") + tenant; }
    QString epoch = QStringLiteral("epoch-1");
    qint64 version = 1;

    // Sets fields of a row (made when missing) at a new version.
    void put(const QString &table, const QString &id, const QJsonObject &fields);
    void remove(const QString &table, const QString &id);
    QJsonObject row(const QString &table, const QString &id) const;
    bool has(const QString &table, const QString &id) const;
    QMap<QString, QJsonObject> rows(const QString &table) const { return m_tables.value(table); }

    // A listing with one unit; returns the listing's id.
    QString addListing(const QString &title);
    QString unitOf(const QString &listing) const;
    QString addBooking(const QString &listing, const QString &checkIn, const QString &checkOut, const QString &status);

    Result<sync::HelloReply> hello(const sync::HelloRequest &request);
    Result<sync::PushReply> push(const sync::PushRequest &request);
    Result<sync::PullReply> pull(const sync::PullRequest &request);
    Result<sync::SnapshotChunk> snapshot(const sync::SnapshotRequest &request);

    struct Client
    {
        qint64 lastMid = 0;
        QMap<qint64, QByteArray> hashes;
        QMap<qint64, QString> mutations;
    };
    QMap<QString, Client> clients;
    QMap<QString, sync::Outcome> outcomes; // by mutation id
    int applied = 0;                       // mutations that had an effect

    // Behaviour that a test switches on.
    bool isGone = false;
    bool needsUpgrade = false;
    int schemaVersion = sync::kSchemaVersion;
    QSet<QString> liesAbout;                // tables whose hash is another than that of the rows it sends
    QHash<QString, QStringList> newColumns; // of a newer server: table -> columns behind those that are known
    QStringList newTables;                  // and tables, one row each
    QString newVerdict;                     // and a verdict on the scope, with this message
    qint64 floor = 0;                       // cursors below it mean resync
    QHash<QString, QString> stops;          // mutation name -> code at which push stops
    int retryAfterMs = 0;
    QSet<QString> blobs; // the files that have arrived, by sha256
    int pageRows = 1000;
    int chunkRows = 1000;

private:
    sync::Outcome apply(const sync::Mutation &mutation);
    sync::Outcome editListing(const sync::Mutation &mutation);
    sync::Outcome block(const sync::Mutation &mutation);
    void setRates(const sync::Mutation &mutation);
    sync::Outcome decide(const sync::Mutation &mutation);
    sync::Outcome changePhoto(const sync::Mutation &mutation);
    QString stopCode(const sync::Mutation &mutation) const;
    QStringList columnsOf(const sync::SyncTable &table) const;
    QJsonArray wireRow(const sync::SyncTable &table, const QJsonObject &row) const;
    QList<sync::TableCheck> checks() const;

    QMap<QString, QMap<QString, QJsonObject>> m_tables;
    QList<sync::Tombstone> m_tombstones;
};

// The network between one client and the server: everything arrives through the event loop.
class FakeNetwork : public QObject, public sync::Transport, public sync::Authenticator
{
    Q_OBJECT

public:
    explicit FakeNetwork(FakeServer &theServer)
        : server(theServer)
    {
    }

    FakeServer &server;
    bool isOnline = true;
    QHash<QString, std::deque<Fault>> faults; // by call: "hello", "push", "pull", "snapshot"
    QHash<QString, int> calls;
    std::function<void(const QString &call)> beforeCall; // when it arrives at the server
    Result<void> renewal = {};
    int renewals = 0;
    bool liveWorks = true;
    QList<sync::PushRequest> pushes;

    void poke();
    void dropLive();

    void hello(const sync::HelloRequest &request, Callback<sync::HelloReply> done) override;
    void push(const sync::PushRequest &request, Callback<sync::PushReply> done) override;
    void pull(const sync::PullRequest &request, Callback<sync::PullReply> done) override;
    void snapshot(const sync::SnapshotRequest &request, Callback<sync::SnapshotChunk> done) override;
    void cancelAll() override { ++m_generation; }
    void openLive(sync::LiveEvents events) override;
    void closeLive() override { m_live = {}; }
    void renewAccess(std::function<void(Result<void>)> done) override;

private:
    template <class Reply>
    void carry(const QString &call, std::function<Result<Reply>()> act, Callback<Reply> done);
    Fault nextFault(const QString &call);

    sync::LiveEvents m_live;
    int m_generation = 0;
};

// Timers that fire in order as soon as the event loop is idle; a test's seconds cost nothing.
class FastTimers : public QObject, public sync::Timers
{
    Q_OBJECT

public:
    Handle after(int delayMs, std::function<void()> task) override;
    void cancel(Handle timer) override { m_tasks.remove(timer); }
    // Fires what is due within so many virtual milliseconds, as things go on meanwhile.
    void advance(int ms);
    qint64 nowMs = 0;

private:
    struct Task
    {
        qint64 dueMs;
        std::function<void()> run;
    };
    QMap<Handle, Task> m_tasks;
    Handle m_last = 0;
};

} // namespace roost::test
