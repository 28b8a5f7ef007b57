// Real clients on real profiles against a server that runs already; prints one line of JSON.
//
//   bench_live_sync drain URL EMAIL COUNT            COUNT edits made offline, then sent: seconds until the server's
//   rows
//                                                    are back and nothing waits
//   bench_live_sync delay URL EMAIL COUNT CONNECTED  COUNT edits on one client: ms until another one has published
//   each,
//                                                    with so many connected to the same host
//   bench_live_sync reconnect URL EMAIL COUNT        COUNT times back to a server on which nothing changed: ms each
//
// The password is in ROOST_PASSWORD. COUNT edits go round the host's listings.
#include "Watchers.h"

#include "client/replica/Edits.h"
#include "client/replica/ReplicaReader.h"
#include "client/session/ClientSession.h"
#include "common/Json.h"
#include "sync/client/MemoryKeychain.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QTemporaryDir>
#include <QTimer>

#include <cstdio>

namespace roost::bench {

using namespace Qt::StringLiterals;

namespace {

constexpr int kPatienceMs = 120'000;

[[noreturn]] void giveUp(const QString &what)
{
    qFatal("bench_live_sync: %s", qPrintable(what));
}

// One computer of the host: a profile of its own, logged in and in step.
class Computer
{
public:
    Computer(const QString &url, const QString &email)
    {
        auto opened = session::ClientSession::open(m_folder.filePath(u"profile"_s), m_keychain);
        if (!opened)
            giveUp(opened.error().detail);
        m_session = std::move(*opened);
        m_session->logIn({url, email, qEnvironmentVariable("ROOST_PASSWORD"), {}}, [](const Result<void> &done) {
            if (!done)
                giveUp(done.error().userText);
        });
        m_session->startSync();
        waitUntil([this] { return m_session->engine().status().state == sync::SyncState::Live; });
        auto reader = replica::ReplicaReader::open(m_session->folder(), m_session->key());
        if (!reader)
            giveUp(reader.error().detail);
        m_reader = std::move(*reader);
    }

    session::ClientSession &session() { return *m_session; }
    QList<replica::ListingRow> listings() { return *m_reader->listings(); }

    void edit(const replica::ListingRow &shown, const QString &title)
    {
        const auto edited = m_session->edit(replica::editListing(shown, {{u"title"_s, title}}));
        if (!edited)
            giveUp(edited.error().userText);
    }
    bool isInStep()
    {
        const sync::SyncStatus &status = m_session->engine().status();
        return status.state == sync::SyncState::Live && status.counts.waiting == 0 && status.counts.answered == 0;
    }
    // Looks whenever something happened in the session.
    void waitUntil(const std::function<bool()> &isSo)
    {
        QEventLoop loop;
        const auto look = [&] {
            if (isSo())
                loop.quit();
        };
        QObject::connect(m_session.get(), &session::ClientSession::statusChanged, &loop, look, Qt::QueuedConnection);
        QObject::connect(m_session.get(), &session::ClientSession::rowsChanged, &loop, look, Qt::QueuedConnection);
        QTimer::singleShot(kPatienceMs, &loop, [] { giveUp(u"It takes too long."_s); });
        QTimer::singleShot(0, &loop, look);
        loop.exec();
    }

private:
    QTemporaryDir m_folder;
    test::MemoryKeychain m_keychain;
    std::unique_ptr<session::ClientSession> m_session;
    std::unique_ptr<replica::ReplicaReader> m_reader;
};

QString accessToken(const QString &url, const QString &email)
{
    net::ServerApi api;
    api.setServer(QUrl(url));
    QString token;
    QEventLoop loop;
    api.logIn(email, qEnvironmentVariable("ROOST_PASSWORD"), [&](const Result<net::SessionInfo> &session) {
        if (!session)
            giveUp(session.error().userText);
        token = session->accessToken;
        loop.quit();
    });
    loop.exec();
    return token;
}

QJsonObject drain(const QString &url, const QString &email, int count)
{
    Computer computer(url, email);
    computer.session().setOffline(true);
    const auto listings = computer.listings();
    for (int i = 0; i < count; ++i)
        computer.edit(listings.at(i % listings.size()), u"Drained %1"_s.arg(i));
    QElapsedTimer timer;
    timer.start();
    computer.session().setOffline(false);
    computer.session().startSync();
    computer.waitUntil([&] { return computer.isInStep(); });
    return {{u"seconds"_s, static_cast<double>(timer.nsecsElapsed()) / 1e9}, {u"mutations"_s, count}};
}

QJsonObject delay(const QString &url, const QString &email, int count, int connected)
{
    Computer writer(url, email);
    Computer reader(url, email);
    const auto position = writer.session().replica().position();
    const auto &scope = position->scopes.first();
    Watchers watchers({QUrl(url), accessToken(url, email), scope.scope, scope.epoch, scope.cursor},
                      std::max(0, connected - 2));
    QTimer look;
    QObject::connect(&look, &QTimer::timeout, &writer.session(), &session::ClientSession::statusChanged);
    look.start(50);
    writer.waitUntil([&] { return watchers.connected() >= connected - 2; });
    look.stop();
    const auto listings = writer.listings();
    QJsonArray delays;
    for (int i = 0; i < count; ++i) {
        const replica::ListingRow &listing = listings.at(i % listings.size());
        bool isShown = false;
        const auto watching = QObject::connect(&reader.session(), &session::ClientSession::rowsChanged,
                                               &reader.session(), [&](const replica::ReplicaChange &change) {
                                                   isShown |=
                                                       change.rows.value(u"listing"_s).contains(listing.id.toString());
                                               });
        QElapsedTimer timer;
        timer.start();
        writer.edit(listing, u"Live %1"_s.arg(i));
        reader.waitUntil([&] { return isShown; });
        delays << static_cast<double>(timer.nsecsElapsed()) / 1e6;
        QObject::disconnect(watching);
        writer.waitUntil([&] { return writer.isInStep(); });
    }
    return {{u"delays"_s, delays}, {u"connected"_s, watchers.connected() + 2}};
}

QJsonObject reconnect(const QString &url, const QString &email, int count)
{
    Computer computer(url, email);
    QJsonArray times;
    for (int i = 0; i < count; ++i) {
        computer.session().setOffline(true);
        computer.waitUntil([&] { return computer.session().engine().status().state == sync::SyncState::Stopped; });
        QElapsedTimer timer;
        timer.start();
        computer.session().setOffline(false);
        computer.session().startSync();
        computer.waitUntil([&] { return computer.isInStep(); });
        times << static_cast<double>(timer.nsecsElapsed()) / 1e6;
    }
    return {{u"times"_s, times}};
}

} // namespace

} // namespace roost::bench

int main(int argc, char *argv[])
{
    using namespace roost;
    using namespace Qt::StringLiterals;
    QCoreApplication application(argc, argv);
    const QStringList words = QCoreApplication::arguments().mid(1);
    if (words.size() < 4)
        qFatal("See the head of main.cpp for what to say.");
    const int count = words.at(3).toInt();
    QJsonObject result;
    if (words.at(0) == u"drain")
        result = bench::drain(words.at(1), words.at(2), count);
    else if (words.at(0) == u"delay")
        result = bench::delay(words.at(1), words.at(2), count, words.value(4, u"2"_s).toInt());
    else
        result = bench::reconnect(words.at(1), words.at(2), count);
    std::puts(canonicalJson(result).constData());
    return 0;
}
