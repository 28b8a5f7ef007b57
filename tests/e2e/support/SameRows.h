// Rows of a synced table as text, from the server and from a client's replica, in a form in which the same rows are
// equal.
#pragma once

#include "CliClient.h"
#include "RestClient.h"

#include <QStringList>

namespace roost::test {

// A line a row, sorted.
QStringList serverRows(RestClient &host, const QString &scope, const QString &table);
QStringList replicaRows(const CliClient &client, const QString &table);

// "table: row" for each row that only one of them has, at most 20; empty when all synced tables are the same.
QStringList differences(RestClient &host, const QString &scope, const CliClient &client);
QStringList differences(const CliClient &one, const CliClient &other);

} // namespace roost::test
