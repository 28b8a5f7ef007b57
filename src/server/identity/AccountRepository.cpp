// SQL for accounts.
#include "AccountRepository.h"

namespace roost {

using namespace Qt::StringLiterals;

namespace {

Account readAccount(const Statement &row)
{
    return {row.id<UserId>(0), row.text(1), row.text(2), row.text(3), row.boolean(4)};
}

} // namespace

Result<std::optional<Account>> AccountRepository::first(Statement &query)
{
    ROOST_TRY(query.exec());
    if (!query.next())
        return std::optional<Account>();
    return std::optional(readAccount(query));
}

Result<std::optional<Account>> AccountRepository::find(const UserId &id)
{
    ROOST_ASSIGN(Statement query, m_database.statement(u"identity/find_account"_s));
    query.bind(u":id"_s, id);
    return first(query);
}

Result<std::optional<Account>> AccountRepository::findByEmail(const QString &normalisedEmail)
{
    ROOST_ASSIGN(Statement query, m_database.statement(u"identity/find_account_by_email"_s));
    query.bind(u":email"_s, normalisedEmail);
    return first(query);
}

Result<QList<Account>> AccountRepository::all()
{
    ROOST_ASSIGN(Statement query, m_database.statement(u"identity/list_accounts"_s));
    ROOST_TRY(query.exec());
    QList<Account> accounts;
    while (query.next())
        accounts << readAccount(query);
    return accounts;
}

Result<void> AccountRepository::insert(const Account &account)
{
    ROOST_ASSIGN(Statement insert, m_database.statement(u"identity/insert_account"_s));
    insert.bind(u":id"_s, account.id)
        .bind(u":email"_s, account.email)
        .bind(u":display_name"_s, account.displayName)
        .bind(u":password_hash"_s, account.passwordHash);
    auto inserted = insert.exec();
    if (!inserted && inserted.error().code == ErrorCode::AlreadyExists) {
        return fail(ErrorCode::EmailTaken, u"There is an account with this email address already. Log in with it."_s,
                    {}, {{u"field"_s, u"email"_s}});
    }
    return inserted;
}

Result<void> AccountRepository::setPasswordHash(const UserId &id, const QString &passwordHash)
{
    ROOST_ASSIGN(Statement update, m_database.statement(u"identity/set_password_hash"_s));
    update.bind(u":id"_s, id).bind(u":password_hash"_s, passwordHash);
    return update.exec();
}

} // namespace roost
