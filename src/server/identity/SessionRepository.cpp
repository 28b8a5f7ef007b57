// SQL for sessions and refresh tokens.
#include "SessionRepository.h"

namespace roost {

using namespace Qt::StringLiterals;

namespace {

QString isoTime(const QDateTime &utc)
{
    return utc.toUTC().toString(Qt::ISODateWithMs);
}

QString reasonWord(SessionEnd reason)
{
    switch (reason) {
    case SessionEnd::LogOut:
        return u"logout"_s;
    case SessionEnd::Reuse:
        return u"reuse"_s;
    case SessionEnd::PasswordChanged:
        break;
    }
    return u"password_changed"_s;
}

} // namespace

Result<void> SessionRepository::insert(const SessionId &session, const UserId &user, const QDateTime &nowUtc)
{
    ROOST_ASSIGN(Statement insert, m_database.statement(u"identity/insert_session"_s));
    insert.bind(u":id"_s, session).bind(u":user_id"_s, user).bind(u":now"_s, isoTime(nowUtc));
    return insert.exec();
}

Result<void> SessionRepository::end(const SessionId &session, SessionEnd reason, const QDateTime &nowUtc)
{
    ROOST_ASSIGN(Statement update, m_database.statement(u"identity/end_session"_s));
    update.bind(u":id"_s, session).bind(u":reason"_s, reasonWord(reason)).bind(u":now"_s, isoTime(nowUtc));
    return update.exec();
}

Result<void> SessionRepository::endAllOf(const UserId &user, const SessionId &keep, SessionEnd reason,
                                         const QDateTime &nowUtc)
{
    ROOST_ASSIGN(Statement update, m_database.statement(u"identity/end_sessions_of_user"_s));
    update.bind(u":user_id"_s, user)
        .bind(u":keep"_s, keep)
        .bind(u":reason"_s, reasonWord(reason))
        .bind(u":now"_s, isoTime(nowUtc));
    return update.exec();
}

Result<void> SessionRepository::insertToken(const QByteArray &hash, const SessionId &session, const QDateTime &nowUtc,
                                            const QDateTime &expiresAt)
{
    ROOST_ASSIGN(Statement insert, m_database.statement(u"identity/insert_refresh_token"_s));
    insert.bind(u":token_hash"_s, hash)
        .bind(u":session_id"_s, session)
        .bind(u":now"_s, isoTime(nowUtc))
        .bind(u":expires_at"_s, isoTime(expiresAt));
    return insert.exec();
}

Result<std::optional<RefreshTokenState>> SessionRepository::lockToken(const QByteArray &hash, const QDateTime &nowUtc)
{
    ROOST_ASSIGN(Statement query, m_database.statement(u"identity/lock_refresh_token"_s));
    query.bind(u":token_hash"_s, hash).bind(u":now"_s, isoTime(nowUtc));
    ROOST_TRY(query.exec());
    if (!query.next())
        return std::optional<RefreshTokenState>();
    return std::optional(RefreshTokenState{query.id<SessionId>(0), query.id<UserId>(1), query.boolean(2),
                                           query.boolean(3), query.boolean(4)});
}

Result<void> SessionRepository::markUsed(const QByteArray &hash, const QDateTime &nowUtc)
{
    ROOST_ASSIGN(Statement update, m_database.statement(u"identity/use_refresh_token"_s));
    update.bind(u":token_hash"_s, hash).bind(u":now"_s, isoTime(nowUtc));
    return update.exec();
}

Result<int> SessionRepository::deleteExpiredTokens(const QDateTime &nowUtc)
{
    ROOST_ASSIGN(Statement remove, m_database.statement(u"identity/delete_old_refresh_tokens"_s));
    remove.bind(u":now"_s, isoTime(nowUtc));
    ROOST_TRY(remove.exec());
    return remove.rowsAffected();
}

Result<SessionRepository::CallerState> SessionRepository::callerState(const SessionId &session, const UserId &user,
                                                                      const TenantId &tenant)
{
    ROOST_ASSIGN(Statement query, m_database.statement(u"identity/caller"_s));
    query.bind(u":session"_s, session).bind(u":user"_s, user).bind(u":tenant"_s, tenant);
    ROOST_TRY(query.exec());
    if (!query.next())
        return CallerState();
    return CallerState{query.boolean(0), query.text(1)};
}

} // namespace roost
