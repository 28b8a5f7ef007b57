// Waiting, in a program without a window.
#include "Connection.h"

#include "Console.h"

#include <QEventLoop>

namespace roost::cli {

using namespace Qt::StringLiterals;

namespace {

constexpr int kLookAgainMs = 200;
constexpr int kLogOutMs = 3000;
constexpr int kKeychainMs = 60'000;

} // namespace

Result<std::unique_ptr<replica::ReplicaReader>> openReader(const QString &profileFolder)
{
    net::KeychainStore secrets;
    const auto key = session::ProfileKeys(profileFolder, secrets).find();
    auto reader = replica::ReplicaReader::open(profileFolder, key.key);
    if (reader && key.place == session::KeyPlace::None) {
        printNote(u"Personal data can't be read: its key is gone, or the keychain is closed. A sync fetches the data "
                  "anew if the key is gone."_s);
    }
    return reader;
}

Result<std::unique_ptr<replica::ReplicaReader>> Connection::openReader() const
{
    return replica::ReplicaReader::open(m_session->folder(), m_session->key());
}

Result<std::unique_ptr<Connection>> Connection::open(const QString &profileFolder)
{
    std::unique_ptr<Connection> connection(new Connection);
    ROOST_ASSIGN(connection->m_session, session::ClientSession::open(profileFolder, connection->m_secrets));
    return connection;
}

Connection::~Connection()
{
    if (!m_session || !m_loggedInHere || m_session->hasKeychain())
        return;
    bool isOut = false;
    m_session->logOut([&isOut](const Result<void> &) { isOut = true; });
    waitUntil([&isOut] { return isOut; }, kLogOutMs);
}

bool Connection::waitUntil(const std::function<bool()> &isDone, int timeoutMs)
{
    if (isDone())
        return true;
    QEventLoop loop;
    QTimer limit;
    QTimer again;
    bool done = false;
    const auto look = [&] {
        if (!done && isDone()) {
            done = true;
            loop.quit();
        }
    };
    QObject context;
    QObject::connect(m_session.get(), &session::ClientSession::rowsChanged, &context, look, Qt::QueuedConnection);
    QObject::connect(m_session.get(), &session::ClientSession::cycleFinished, &context, look, Qt::QueuedConnection);
    QObject::connect(&again, &QTimer::timeout, &context, look);
    QObject::connect(&limit, &QTimer::timeout, &loop, &QEventLoop::quit);
    again.start(kLookAgainMs);
    if (timeoutMs > 0)
        limit.start(timeoutMs);
    loop.exec();
    return done;
}

Result<void> Connection::await(const std::function<void(session::ClientSession::Done)> &start)
{
    auto answer = std::make_shared<std::optional<Result<void>>>();
    start([answer](const Result<void> &result) { *answer = result; });
    waitUntil([answer] { return answer->has_value(); }, 0);
    return **answer;
}

Result<void> Connection::connectToServer()
{
    auto hasSession = std::make_shared<std::optional<bool>>();
    m_session->restore([hasSession](bool found) { *hasSession = found; });
    waitUntil([hasSession] { return hasSession->has_value(); }, kKeychainMs);
    if (hasSession->value_or(false))
        return {};
    const auto &account = m_session->account();
    if (account.serverUrl.isEmpty())
        return fail(ErrorCode::Unauthenticated, u"Log in first: roost-cli login URL EMAIL"_s);
    const QString password = readPassword(u"Password of %1: "_s.arg(account.email));
    if (password.isEmpty()) {
        return fail(ErrorCode::Unauthenticated,
                    u"There is no session and no password. Set ROOST_PASSWORD or run this in a terminal."_s);
    }
    return logIn({account.serverUrl, account.email, password, {}});
}

Result<void> Connection::logIn(const session::Credentials &credentials)
{
    ROOST_TRY(await([&](session::ClientSession::Done done) { m_session->logIn(credentials, std::move(done)); }));
    m_loggedInHere = true;
    return {};
}

Result<void> Connection::logOut()
{
    m_loggedInHere = false;
    return await([&](session::ClientSession::Done done) { m_session->logOut(std::move(done)); });
}

} // namespace roost::cli
