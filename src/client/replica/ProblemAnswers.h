// What is sent when the host has decided a problem, and what takes an edit back. Pure but for reading rows.
#pragma once

#include "Replica.h"
#include "RowStore.h"

namespace roost::replica {

// The edits that carry a decision out, in order; none when the host takes what the server has. Errors, with text for
// the host: Validation for a value that can't be set here, an offer that isn't there, or a problem that can't be read
// any more.
Result<QList<Edit>> answersTo(RowStore &rows, const ProblemRow &problem, const Decision &decision);

// What takes an edit back once it was sent, in order; empty when nothing does (a message, an answer to a request).
// before: the edit's row (targetOf) as it was.
QList<Edit> reverseOf(const sync::Mutation &mutation, const std::optional<QJsonObject> &before);

// Fills in the base that the edit needs from the rows as they are now, where it has none.
Result<void> baseOnNow(RowStore &rows, Edit &edit);

QJsonArray toJson(const QList<Edit> &edits);
QList<Edit> editsFromJson(const QJsonArray &json);

} // namespace roost::replica
