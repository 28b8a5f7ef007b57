// The rows of session and refresh_token. A refresh token is known by its SHA-256 alone.
#pragma once

#include "common/Id.h"
#include "storage/Database.h"

namespace roost {

enum class SessionEnd { LogOut, Reuse, PasswordChanged };

struct RefreshTokenState
{
    SessionId session;
    UserId user;
    bool sessionEnded = false;
    bool used = false;
    bool expired = false;
};

class SessionRepository
{
public:
    explicit SessionRepository(Database &database)
        : m_database(database)
    {
    }

    Result<void> insert(const SessionId &session, const UserId &user, const QDateTime &nowUtc);
    // Nothing happens when it has ended already.
    Result<void> end(const SessionId &session, SessionEnd reason, const QDateTime &nowUtc);
    // All of the user's sessions but `keep`, which may be null.
    Result<void> endAllOf(const UserId &user, const SessionId &keep, SessionEnd reason, const QDateTime &nowUtc);

    Result<void> insertToken(const QByteArray &hash, const SessionId &session, const QDateTime &nowUtc,
                             const QDateTime &expiresAt);
    // Locks the token and its session for this transaction.
    Result<std::optional<RefreshTokenState>> lockToken(const QByteArray &hash, const QDateTime &nowUtc);
    Result<void> markUsed(const QByteArray &hash, const QDateTime &nowUtc);
    // Returns how many were forgotten.
    Result<int> deleteExpiredTokens(const QDateTime &nowUtc);

    // Whether the session still lives, and the role of its user in `tenant` (empty: none; "" for a null tenant).
    struct CallerState
    {
        bool isAlive = false;
        QString role;
    };
    Result<CallerState> callerState(const SessionId &session, const UserId &user, const TenantId &tenant);

private:
    Database &m_database;
};

} // namespace roost
