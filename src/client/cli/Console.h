// What roost-cli prints: results on standard output, everything else on standard error.
#pragma once

#include "common/Result.h"

#include <QJsonArray>
#include <QStringList>

namespace roost::cli {

// Columns as wide as their widest cell; the last one is not padded. rightAligned: indexes of columns with numbers.
QString alignedTable(const QStringList &header, const QList<QStringList> &rows, const QSet<int> &rightAligned = {});

void printLine(const QString &line);
void printJson(const QJsonObject &object);
void printJson(const QJsonArray &array);
void printNote(const QString &line);
// As text on standard error; with --json also as {"error": {…}} on standard output.
void printError(const Error &error, bool asJson);
// Overwrites the line before; nothing when standard error is no terminal.
void printProgress(const QString &line);

// From ROOST_PASSWORD, else asked for without echo; empty when nobody can be asked.
QString readPassword(const QString &prompt);

} // namespace roost::cli
