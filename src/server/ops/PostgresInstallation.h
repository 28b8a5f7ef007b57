// The Postgres programs that are installed on this computer.
#pragma once

#include <QList>
#include <QString>

namespace roost {

struct PostgresInstallation
{
    int major = 0;
    QString binFolder; // holds postgres and initdb

    QString program(const QString &name) const { return binFolder + u'/' + name; }
};

// The oldest major version that Roost runs on.
inline constexpr int kOldestPostgres = 15;

// Every usable installation, newest first: the distributions' usual folders, PATH, and what pg_config names. A folder
// counts when it holds both programs and its postgres tells its version; too old ones are listed as well.
// Runs `postgres --version` in each: some milliseconds a folder.
QList<PostgresInstallation> findPostgresInstallations();

} // namespace roost
