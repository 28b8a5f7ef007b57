// The rules of accounts and sessions. Hashing a password never happens inside a transaction: it is slow on purpose.
#include "IdentityService.h"

#include "AccountRules.h"
#include "SessionRepository.h"

#include "common/Log.h"
#include "common/Secrets.h"
#include "storage/Transaction.h"

namespace roost {

using namespace Qt::StringLiterals;

namespace {

constexpr int kRefreshTokenBytes = 32;

tl::unexpected<Error> wrongCredentials()
{
    return fail(ErrorCode::WrongCredentials, u"The email address or the password is wrong."_s);
}

tl::unexpected<Error> sessionEnded()
{
    return fail(ErrorCode::SessionEnded, u"You have been logged out. Log in again; nothing that you typed is lost."_s);
}

QByteArray tokenHash(const QString &token)
{
    return sha256(token.toUtf8());
}

} // namespace

IdentityService::IdentityService(const AccessTokens &tokens, PasswordHashCost cost, LoginThrottleLimits limits)
    : m_tokens(tokens)
    , m_hasher(cost)
    , m_throttle(limits)
{
}

Result<Account> IdentityService::createAccount(ServerContext &context, const NewAccount &typed) const
{
    Account account;
    account.id = UserId::create();
    ROOST_ASSIGN(account.email, normalisedEmail(typed.email));
    ROOST_ASSIGN(account.displayName, normalisedDisplayName(typed.displayName));
    ROOST_TRY(checkNewPassword(typed.password));
    ROOST_ASSIGN(account.passwordHash, m_hasher.hash(typed.password));
    ROOST_TRY(AccountRepository(context.database).insert(account));
    return account;
}

Result<SessionTokens> IdentityService::registerAccount(ServerContext &context, const NewAccount &typed) const
{
    ROOST_ASSIGN(Account account, createAccount(context, typed));
    return startSession(context, std::move(account));
}

Result<SessionTokens> IdentityService::logIn(ServerContext &context, const QString &email, const QString &password,
                                             const QString &address)
{
    // What is not an address is looked up all the same, so that it takes as long.
    const QString wanted = normalisedEmail(email).value_or(email.trimmed().toLower());
    ROOST_TRY(m_throttle.attempt(wanted, address, context.clock.nowUtc()));
    ROOST_ASSIGN(const std::optional<Account> found, AccountRepository(context.database).findByEmail(wanted));
    const bool isRight = m_hasher.isRight(password, found ? found->passwordHash : QString());
    if (!isRight || !found || found->isDisabled)
        return wrongCredentials();
    m_throttle.succeeded(wanted, address);
    rehashIfNeeded(context, *found, password);
    return startSession(context, *found);
}

void IdentityService::rehashIfNeeded(ServerContext &context, const Account &account, const QString &password) const
{
    if (!m_hasher.needsRehash(account.passwordHash))
        return;
    // Failing changes nothing for the user: the old hash still works and the next log-in tries again.
    const auto hash = m_hasher.hash(password);
    if (!hash || !AccountRepository(context.database).setPasswordHash(account.id, *hash))
        logEvent(LogLevel::Warning, u"identity.rehash_failed"_s);
}

Result<SessionTokens> IdentityService::startSession(ServerContext &context, Account account) const
{
    ROOST_ASSIGN(Transaction transaction, Transaction::begin(context.database));
    const SessionId session = SessionId::create();
    ROOST_TRY(SessionRepository(context.database).insert(session, account.id, context.clock.nowUtc()));
    ROOST_ASSIGN(SessionTokens tokens, giveTokens(context, session, std::move(account)));
    ROOST_TRY(transaction.commit());
    return tokens;
}

Result<SessionTokens> IdentityService::giveTokens(ServerContext &context, const SessionId &session,
                                                  Account account) const
{
    SessionTokens tokens;
    tokens.session = session;
    tokens.refreshToken = randomToken(kRefreshTokenBytes);
    const QDateTime now = context.clock.nowUtc();
    ROOST_TRY(SessionRepository(context.database)
                  .insertToken(tokenHash(tokens.refreshToken), session, now, now.addDays(kRefreshTokenDays)));
    ROOST_ASSIGN(tokens.accessToken, m_tokens.issue(account.id, session));
    tokens.account = std::move(account);
    return tokens;
}

Result<SessionTokens> IdentityService::refresh(ServerContext &context, const QString &refreshToken) const
{
    const QDateTime now = context.clock.nowUtc();
    const QByteArray hash = tokenHash(refreshToken);
    SessionRepository sessions(context.database);
    ROOST_ASSIGN(Transaction transaction, Transaction::begin(context.database));
    ROOST_ASSIGN(const std::optional<RefreshTokenState> state, sessions.lockToken(hash, now));
    if (!state || state->sessionEnded || state->expired)
        return sessionEnded();
    if (state->used) {
        ROOST_TRY(sessions.end(state->session, SessionEnd::Reuse, now));
        ROOST_TRY(transaction.commit());
        logEvent(LogLevel::Warning, u"identity.refresh_token_reused"_s, {{u"session"_s, state->session.toString()}});
        return sessionEnded();
    }
    ROOST_ASSIGN(std::optional<Account> found, AccountRepository(context.database).find(state->user));
    if (!found || found->isDisabled)
        return sessionEnded();
    ROOST_TRY(sessions.markUsed(hash, now));
    ROOST_ASSIGN(SessionTokens tokens, giveTokens(context, state->session, std::move(*found)));
    ROOST_TRY(transaction.commit());
    return tokens;
}

Result<void> IdentityService::logOut(ServerContext &context, const Caller &caller) const
{
    return SessionRepository(context.database).end(caller.session, SessionEnd::LogOut, context.clock.nowUtc());
}

Result<void> IdentityService::changePassword(ServerContext &context, const Caller &caller, const QString &current,
                                             const QString &wanted, const QString &address)
{
    ROOST_TRY(checkNewPassword(wanted));
    ROOST_ASSIGN(const Account found, account(context, caller.user));
    ROOST_TRY(m_throttle.attempt(found.email, address, context.clock.nowUtc()));
    if (!m_hasher.isRight(current, found.passwordHash)) {
        return fail(ErrorCode::Forbidden, u"The current password is wrong."_s, {},
                    {{u"field"_s, u"current_password"_s}});
    }
    m_throttle.succeeded(found.email, address);
    ROOST_ASSIGN(const QString hash, m_hasher.hash(wanted));
    ROOST_ASSIGN(Transaction transaction, Transaction::begin(context.database));
    ROOST_TRY(AccountRepository(context.database).setPasswordHash(found.id, hash));
    ROOST_TRY(SessionRepository(context.database)
                  .endAllOf(found.id, caller.session, SessionEnd::PasswordChanged, context.clock.nowUtc()));
    return transaction.commit();
}

Result<void> IdentityService::resetPassword(ServerContext &context, const QString &email, const QString &wanted) const
{
    ROOST_TRY(checkNewPassword(wanted));
    ROOST_ASSIGN(const std::optional<Account> found, accountByEmail(context, email));
    if (!found)
        return fail(ErrorCode::NotFound, u"There is no account with this email address."_s);
    ROOST_ASSIGN(const QString hash, m_hasher.hash(wanted));
    ROOST_ASSIGN(Transaction transaction, Transaction::begin(context.database));
    ROOST_TRY(AccountRepository(context.database).setPasswordHash(found->id, hash));
    ROOST_TRY(SessionRepository(context.database)
                  .endAllOf(found->id, SessionId(), SessionEnd::PasswordChanged, context.clock.nowUtc()));
    return transaction.commit();
}

Result<Account> IdentityService::account(ServerContext &context, const UserId &user) const
{
    ROOST_ASSIGN(const std::optional<Account> found, AccountRepository(context.database).find(user));
    if (!found)
        return fail(ErrorCode::NotFound, u"This account is gone."_s);
    return *found;
}

Result<std::optional<Account>> IdentityService::accountByEmail(ServerContext &context, const QString &email) const
{
    ROOST_ASSIGN(const QString wanted, normalisedEmail(email));
    return AccountRepository(context.database).findByEmail(wanted);
}

} // namespace roost
