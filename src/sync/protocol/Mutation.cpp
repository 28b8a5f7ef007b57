#include "Mutation.h"

#include "common/Json.h"
#include "common/Secrets.h"

namespace roost::sync {

using namespace Qt::StringLiterals;

namespace {

QString kindName(OutcomeKind kind)
{
    switch (kind) {
    case OutcomeKind::Applied:
        return u"applied"_s;
    case OutcomeKind::Merged:
        return u"merged"_s;
    case OutcomeKind::Rejected:
        break;
    }
    return u"rejected"_s;
}

QJsonObject conflictJson(const FieldConflict &conflict)
{
    return {{u"field"_s, conflict.field},
            {u"base"_s, conflict.base},
            {u"mine"_s, conflict.mine},
            {u"theirs"_s, conflict.theirs}};
}

FieldConflict conflictFromJson(const QJsonObject &json)
{
    return {json.value(u"field").toString(), json.value(u"base"), json.value(u"mine"), json.value(u"theirs")};
}

} // namespace

QByteArray Mutation::hash() const
{
    QJsonObject content = toJson();
    content.remove(u"mid"_s);
    return sha256(canonicalJson(content));
}

QJsonObject Mutation::toJson() const
{
    return {{u"mid"_s, mid},
            {u"id"_s, id.toString()},
            {u"scope"_s, scope},
            {u"name"_s, name},
            {u"schema_version"_s, schemaVersion},
            {u"args"_s, args},
            {u"base"_s, base}};
}

Result<Mutation> Mutation::fromJson(const QJsonObject &json)
{
    Mutation mutation;
    ROOST_ASSIGN(mutation.mid, jsonInteger(json, u"mid"_s));
    ROOST_ASSIGN(const QString id, jsonString(json, u"id"_s));
    mutation.id = MutationId::fromString(id);
    ROOST_ASSIGN(mutation.scope, jsonString(json, u"scope"_s));
    ROOST_ASSIGN(mutation.name, jsonString(json, u"name"_s));
    ROOST_ASSIGN(const qint64 schemaVersion, jsonInteger(json, u"schema_version"_s));
    mutation.schemaVersion = static_cast<int>(schemaVersion);
    ROOST_ASSIGN(mutation.args, jsonObject(json, u"args"_s));
    ROOST_ASSIGN(mutation.base, jsonObject(json, u"base"_s));
    if (mutation.mid < 1 || mutation.id.isNull())
        return fail(ErrorCode::Protocol, u"A mutation needs a number from 1 and an id."_s);
    return mutation;
}

QJsonObject Outcome::toJson() const
{
    QJsonArray conflictArray;
    for (const FieldConflict &conflict : conflicts)
        conflictArray << conflictJson(conflict);
    return {{u"mid"_s, mid},
            {u"mutation_id"_s, mutation.toString()},
            {u"result"_s, kindName(kind)},
            {u"code"_s, code},
            {u"message"_s, message},
            {u"conflicts"_s, conflictArray},
            {u"theirs"_s, theirs}};
}

Result<Outcome> Outcome::fromJson(const QJsonObject &json)
{
    Outcome outcome;
    ROOST_ASSIGN(outcome.mid, jsonInteger(json, u"mid"_s));
    ROOST_ASSIGN(const QString id, jsonString(json, u"mutation_id"_s));
    outcome.mutation = MutationId::fromString(id);
    ROOST_ASSIGN(const QString kind, jsonString(json, u"result"_s));
    // A result that only a newer version knows: the host is shown what the server says about it, and decides.
    outcome.kind = kind == u"applied"  ? OutcomeKind::Applied
                   : kind == u"merged" ? OutcomeKind::Merged
                                       : OutcomeKind::Rejected;
    outcome.code = json.value(u"code").toString();
    if (outcome.kind == OutcomeKind::Rejected && outcome.code.isEmpty())
        outcome.code = kind.toUpper();
    outcome.message = json.value(u"message").toString();
    const QJsonArray conflicts = json.value(u"conflicts").toArray();
    for (const QJsonValue &conflict : conflicts)
        outcome.conflicts << conflictFromJson(conflict.toObject());
    outcome.theirs = json.value(u"theirs").toObject();
    return outcome;
}

} // namespace roost::sync
