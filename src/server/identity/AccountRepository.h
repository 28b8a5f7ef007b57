// The rows of user_account. Each call works inside the caller's transaction, or alone when there is none.
#pragma once

#include "common/Id.h"
#include "storage/Database.h"

namespace roost {

struct Account
{
    UserId id;
    QString email; // normalised
    QString displayName;
    QString passwordHash; // PHC string; empty: cannot log in with a password
    bool isDisabled = false;
};

class AccountRepository
{
public:
    explicit AccountRepository(Database &database)
        : m_database(database)
    {
    }

    Result<std::optional<Account>> find(const UserId &id);
    Result<std::optional<Account>> findByEmail(const QString &normalisedEmail);
    // By email.
    Result<QList<Account>> all();
    // EmailTaken.
    Result<void> insert(const Account &account);
    Result<void> setPasswordHash(const UserId &id, const QString &passwordHash);

private:
    Result<std::optional<Account>> first(Statement &query);

    Database &m_database;
};

} // namespace roost
