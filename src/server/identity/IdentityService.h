// Accounts and sessions: register, log in, refresh, log out, change the password.
#pragma once

#include "AccessTokens.h"
#include "AccountRepository.h"
#include "LoginThrottle.h"
#include "PasswordHasher.h"

#include "server/tenancy/Caller.h"
#include "server/tenancy/ServerContext.h"

namespace roost {

// How long a desktop may stay offline before it has to log in anew.
constexpr int kRefreshTokenDays = 90;

// What a client gets when it logs in, and anew at each refresh.
struct SessionTokens
{
    QString accessToken;
    int expiresInSeconds = kAccessTokenSeconds;
    QString refreshToken; // 256 bits of randomness; works once
    SessionId session;
    Account account;
};

struct NewAccount
{
    QString email;
    QString password;
    QString displayName;
};

// Shared by all workers; thread-safe. Holds no connection: each call uses the context's.
class IdentityService
{
public:
    // tokens must outlive the service.
    IdentityService(const AccessTokens &tokens, PasswordHashCost cost = {}, LoginThrottleLimits limits = {});

    // The account alone, without a session (subcommands). Validation, EmailTaken.
    Result<Account> createAccount(ServerContext &context, const NewAccount &typed) const;
    // createAccount, then a session.
    Result<SessionTokens> registerAccount(ServerContext &context, const NewAccount &typed) const;

    // address: where the request came from. WrongCredentials, equal in text and time for an unknown email, an account
    // without a password, a disabled one, and a wrong password; TooManyRequests.
    Result<SessionTokens> logIn(ServerContext &context, const QString &email, const QString &password,
                                const QString &address);

    // The refresh token works once. SessionEnded when it is unknown, has run out, was used before or its session has
    // ended; one that was used before also ends its session, for then somebody else has a copy.
    Result<SessionTokens> refresh(ServerContext &context, const QString &refreshToken) const;

    // At once: the session's access tokens are refused from now on.
    Result<void> logOut(ServerContext &context, const Caller &caller) const;

    // Ends all other sessions of the user. Forbidden when `current` is wrong (the session itself is fine), Validation,
    // TooManyRequests.
    Result<void> changePassword(ServerContext &context, const Caller &caller, const QString &current,
                                const QString &wanted, const QString &address);
    // Without the old one, by whoever runs the server; ends all sessions. NotFound, Validation.
    Result<void> resetPassword(ServerContext &context, const QString &email, const QString &wanted) const;

    // NotFound when there is none.
    Result<Account> account(ServerContext &context, const UserId &user) const;
    // Validation when it is no address at all.
    Result<std::optional<Account>> accountByEmail(ServerContext &context, const QString &email) const;

private:
    Result<SessionTokens> startSession(ServerContext &context, Account account) const;
    Result<SessionTokens> giveTokens(ServerContext &context, const SessionId &session, Account account) const;
    void rehashIfNeeded(ServerContext &context, const Account &account, const QString &password) const;

    const AccessTokens &m_tokens;
    PasswordHasher m_hasher;
    LoginThrottle m_throttle;
};

} // namespace roost
