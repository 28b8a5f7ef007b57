// Brings a database to the program's schema: numbered, append-only scripts, each in one transaction with its version
// row.
#pragma once

#include "Database.h"

namespace roost {

struct Migration
{
    int version = 0;
    QString name;
    QString script;
};

class Migrator
{
public:
    // The scripts compiled into the program for this dialect (":/sql/<dialect>/migrations/0001_name.sql"), in order.
    static QList<Migration> builtIn(SqlDialect dialect);

    explicit Migrator(Database &database, QList<Migration> migrations);

    // Applies what is missing and returns how many that were. UpgradeRequired when the database is newer than this
    // program; nothing is changed then. Safe when two processes run it at once.
    Result<int> migrate();
    // 0 for an empty database.
    Result<int> currentVersion();

private:
    Result<void> ensureTable();
    Result<void> apply(const Migration &migration);

    Database &m_database;
    QList<Migration> m_migrations;
};

} // namespace roost
