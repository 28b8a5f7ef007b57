#include "MutationHandlers.h"

namespace roost {

using namespace Qt::StringLiterals;
using namespace sync;

Result<QUuid> uuidArgument(const Mutation &mutation, const QString &name)
{
    const QUuid id = parseUuid(mutation.args.value(name).toString());
    if (id.isNull()) {
        return fail(ErrorCode::Validation, QCoreApplication::translate("sync", "\"%1\" must be an id.").arg(name), {},
                    {{u"field"_s, name}});
    }
    return id;
}

Result<QUuid> uuidArgumentOrNull(const Mutation &mutation, const QString &name)
{
    const QJsonValue value = mutation.args.value(name);
    return value.isUndefined() || value.isNull() ? QUuid() : uuidArgument(mutation, name);
}

Outcome mergedWith(const QList<MergeConflict> &conflicts, ErrorCode code)
{
    Outcome outcome;
    outcome.conflicts = conflicts;
    if (!conflicts.isEmpty()) {
        outcome.kind = OutcomeKind::Merged;
        outcome.code = errorCodeName(code);
        outcome.message = QCoreApplication::translate("sync", "Someone else changed this meanwhile.");
    }
    return outcome;
}

bool isGone(const Error &error)
{
    return error.code == ErrorCode::NotFound;
}

} // namespace roost
