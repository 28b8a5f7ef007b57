// A client session for the length of one command: logs in as far as it can, waits for what the command needs.
#pragma once

#include "client/replica/ReplicaReader.h"
#include "client/session/ClientSession.h"

namespace roost::cli {

// The profile's replica, with its key where that can be had; says on standard error when personal data can't be read.
// NotFound when there is no profile.
Result<std::unique_ptr<replica::ReplicaReader>> openReader(const QString &profileFolder);

class Connection
{
public:
    static Result<std::unique_ptr<Connection>> open(const QString &profileFolder);
    // Ends a session that no keychain keeps.
    ~Connection();

    session::ClientSession &session() { return *m_session; }
    Result<std::unique_ptr<replica::ReplicaReader>> openReader() const;

    // Takes up the stored session, else logs in with the password from the environment or the terminal. Unauthenticated
    // when there is neither.
    Result<void> connectToServer();
    Result<void> logIn(const session::Credentials &credentials);
    Result<void> logOut();

    // Runs the event loop until isDone (asked again whenever something changed), or until the time is up; 0: no limit.
    bool waitUntil(const std::function<bool()> &isDone, int timeoutMs);

private:
    Connection() = default;
    Result<void> await(const std::function<void(session::ClientSession::Done)> &start);

    net::KeychainStore m_secrets;
    std::unique_ptr<session::ClientSession> m_session;
    bool m_loggedInHere = false;
};

} // namespace roost::cli
