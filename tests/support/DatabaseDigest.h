// The whole content of a database, to show that something changed nothing.
#pragma once

#include "common/Result.h"

#include <QMap>
#include <QUrl>

namespace roost::test {

// Table -> number and digest of its rows, over all tables of the schema `public`. url: as the superuser.
Result<QMap<QString, QString>> databaseDigest(const QUrl &adminUrl);

// "listing: 3 rows …, now 4 rows …" for each table that differs; empty when none does.
QString differences(const QMap<QString, QString> &before, const QMap<QString, QString> &after);

} // namespace roost::test
