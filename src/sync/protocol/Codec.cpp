#include "Codec.h"

#include "ReplySplitter.h"

#include "common/Json.h"

namespace roost::sync {

using namespace Qt::StringLiterals;

namespace {

struct VerdictName
{
    ScopeVerdict verdict;
    const char *name;
};

constexpr VerdictName kScopeVerdicts[] = {
    {ScopeVerdict::Ok, "ok"},
    {ScopeVerdict::Resync, "resync"},
    {ScopeVerdict::EpochChanged, "epoch_changed"},
    {ScopeVerdict::Gone, "gone"},
};

QString verdictName(ScopeVerdict verdict)
{
    for (const VerdictName &entry : kScopeVerdicts) {
        if (entry.verdict == verdict)
            return QString::fromLatin1(entry.name);
    }
    return {};
}

ScopeVerdict verdictFromName(const QString &name)
{
    for (const VerdictName &entry : kScopeVerdicts) {
        if (name == QLatin1String(entry.name))
            return entry.verdict;
    }
    return ScopeVerdict::Unknown;
}

QString helloVerdictName(HelloVerdict verdict)
{
    switch (verdict) {
    case HelloVerdict::Ok:
        return u"ok"_s;
    case HelloVerdict::UpgradeRequired:
        return u"upgrade_required"_s;
    case HelloVerdict::ClientForked:
        break;
    }
    return u"client_forked"_s;
}

// A word that this version doesn't know is a newer server's: nothing is done before an upgrade.
HelloVerdict helloVerdictFromName(const QString &name)
{
    for (const HelloVerdict verdict : {HelloVerdict::Ok, HelloVerdict::ClientForked}) {
        if (name == helloVerdictName(verdict))
            return verdict;
    }
    return HelloVerdict::UpgradeRequired;
}

Result<ClientId> decodeClientId(const QJsonObject &json)
{
    ROOST_ASSIGN(const QString text, jsonString(json, u"client_id"_s));
    const ClientId client = ClientId::fromString(text);
    if (client.isNull())
        return fail(ErrorCode::Protocol, u"The client id must be a UUID."_s, {}, {{u"field"_s, u"client_id"_s}});
    return client;
}

Result<ScopeState> decodeScopeState(const QJsonObject &json)
{
    ScopeState state;
    ROOST_ASSIGN(state.scope, jsonString(json, u"scope"_s));
    ROOST_ASSIGN(const QString verdict, jsonString(json, u"verdict"_s));
    state.verdict = verdictFromName(verdict);
    state.epoch = json.value(u"epoch").toString();
    state.version = json.value(u"version").toInteger();
    state.name = json.value(u"name").toString();
    state.role = json.value(u"role").toString();
    state.reason = json.value(u"reason").toString();
    state.message = json.value(u"message").toString();
    return state;
}

QByteArray quoted(const QString &text)
{
    const QByteArray array = compactJson(QJsonArray{text});
    return array.mid(1, array.size() - 2);
}

// Rows of all columns in the shape of an older peer.
QByteArray projected(const QByteArray &rowsJson, const SyncTable &table, int schema)
{
    const QJsonArray rows = QJsonDocument::fromJson(rowsJson).array();
    QJsonArray narrowed;
    for (const QJsonValue &value : rows) {
        const QJsonArray row = value.toArray();
        QJsonArray cells;
        for (qsizetype i = 0; i < table.columns.size(); ++i) {
            if (table.columnsSince[i] <= schema)
                cells << row.at(i);
        }
        narrowed << cells;
    }
    return compactJson(narrowed);
}

// Appends `"table":…,"columns":[…],` and `"rows":…` or `"values":…`
void appendRows(QByteArray &out, const EncodedRows &rows)
{
    const SyncTable *table = findSyncTable(rows.table);
    Q_ASSERT(table);
    const QStringList columns = table->columnsAt(rows.schema);
    const bool isWhole = columns.size() == table->columns.size() || rows.rowsJson.isEmpty() || rows.byColumn;
    const QByteArray json = isWhole ? rows.rowsJson : projected(rows.rowsJson, *table, rows.schema);
    out += "\"table\":" + quoted(rows.table) + ",\"columns\":" + compactJson(QJsonArray::fromStringList(columns)) +
           (rows.byColumn && !json.isEmpty() ? ",\"values\":" : ",\"rows\":") +
           (json.isEmpty() ? QByteArray("[]") : json);
}

// values: those of the tables that came by column; in json stands their place in it.
Result<TableRows> decodeTableRows(const QJsonObject &json, const QList<QByteArray> &values)
{
    TableRows rows;
    ROOST_ASSIGN(rows.table, jsonString(json, u"table"_s));
    ROOST_ASSIGN(const QJsonArray columns, jsonArray(json, u"columns"_s));
    for (const QJsonValue &column : columns)
        rows.columns << column.toString();
    if (json.contains(u"values")) {
        rows.values = values.value(json.value(u"values").toInt(-1));
        return rows;
    }
    ROOST_ASSIGN(rows.rows, jsonArray(json, u"rows"_s));
    return rows;
}

Result<QList<Outcome>> decodeOutcomes(const QJsonObject &json)
{
    ROOST_ASSIGN(const QJsonArray array, jsonArray(json, u"outcomes"_s));
    QList<Outcome> outcomes;
    for (const QJsonValue &value : array) {
        ROOST_ASSIGN(const Outcome outcome, Outcome::fromJson(value.toObject()));
        outcomes << outcome;
    }
    return outcomes;
}

QJsonArray checksJson(const QList<TableCheck> &checks)
{
    QJsonArray array;
    for (const TableCheck &check : checks)
        array << QJsonArray{check.table, check.count, check.hash};
    return array;
}

QJsonArray outcomesJson(const QList<Outcome> &outcomes)
{
    QJsonArray array;
    for (const Outcome &outcome : outcomes)
        array << outcome.toJson();
    return array;
}

} // namespace

QJsonObject encode(const HelloRequest &message)
{
    QJsonArray scopes;
    for (const ScopePosition &position : message.scopes) {
        scopes << QJsonObject{
            {u"scope"_s, position.scope}, {u"epoch"_s, position.epoch}, {u"cursor"_s, position.cursor}};
    }
    return {{u"client_id"_s, message.client.toString()},
            {u"protocol"_s, message.protocolVersion},
            {u"schema_version"_s, message.schemaVersion},
            {u"last_acked_mid"_s, message.lastAckedMid},
            {u"scopes"_s, scopes}};
}

Result<HelloRequest> decodeHelloRequest(const QJsonObject &json)
{
    HelloRequest message;
    ROOST_ASSIGN(message.client, decodeClientId(json));
    ROOST_ASSIGN(const qint64 protocol, jsonInteger(json, u"protocol"_s));
    message.protocolVersion = static_cast<int>(protocol);
    ROOST_ASSIGN(const qint64 schema, jsonInteger(json, u"schema_version"_s));
    message.schemaVersion = static_cast<int>(schema);
    ROOST_ASSIGN(message.lastAckedMid, jsonInteger(json, u"last_acked_mid"_s));
    ROOST_ASSIGN(const QJsonArray scopes, jsonArray(json, u"scopes"_s));
    for (const QJsonValue &value : scopes) {
        const QJsonObject object = value.toObject();
        ScopePosition position;
        ROOST_ASSIGN(position.scope, jsonString(object, u"scope"_s));
        ROOST_ASSIGN(position.epoch, jsonString(object, u"epoch"_s));
        ROOST_ASSIGN(position.cursor, jsonInteger(object, u"cursor"_s));
        message.scopes << position;
    }
    return message;
}

QJsonObject encode(const HelloReply &message)
{
    QJsonArray scopes;
    for (const ScopeState &state : message.scopes) {
        QJsonObject json{{u"scope"_s, state.scope}, {u"verdict"_s, verdictName(state.verdict)},
                         {u"epoch"_s, state.epoch}, {u"version"_s, state.version},
                         {u"name"_s, state.name},   {u"role"_s, state.role}};
        if (!state.reason.isEmpty())
            json.insert(u"reason"_s, state.reason);
        if (!state.message.isEmpty())
            json.insert(u"message"_s, state.message);
        scopes << json;
    }
    return {{u"verdict"_s, helloVerdictName(message.verdict)},
            {u"schema_version"_s, message.schemaVersion},
            {u"last_mid"_s, message.lastMid},
            {u"scopes"_s, scopes}};
}

Result<HelloReply> decodeHelloReply(const QJsonObject &json)
{
    HelloReply message;
    ROOST_ASSIGN(const QString verdict, jsonString(json, u"verdict"_s));
    message.verdict = helloVerdictFromName(verdict);
    message.schemaVersion = json.value(u"schema_version").toInt();
    ROOST_ASSIGN(message.lastMid, jsonInteger(json, u"last_mid"_s));
    ROOST_ASSIGN(const QJsonArray scopes, jsonArray(json, u"scopes"_s));
    for (const QJsonValue &value : scopes) {
        ROOST_ASSIGN(ScopeState state, decodeScopeState(value.toObject()));
        state.schemaVersion = commonSchema(message.schemaVersion > 0 ? message.schemaVersion : kSchemaVersion);
        message.scopes << state;
    }
    return message;
}

QJsonObject encode(const PushRequest &message)
{
    QJsonArray mutations;
    for (const Mutation &mutation : message.mutations)
        mutations << mutation.toJson();
    return {{u"client_id"_s, message.client.toString()}, {u"mutations"_s, mutations}};
}

Result<PushRequest> decodePushRequest(const QJsonObject &json)
{
    PushRequest message;
    ROOST_ASSIGN(message.client, decodeClientId(json));
    ROOST_ASSIGN(const QJsonArray mutations, jsonArray(json, u"mutations"_s));
    if (mutations.size() > kMaxMutationsPerPush)
        return fail(ErrorCode::Validation, u"Send %1 mutations at most at once."_s.arg(kMaxMutationsPerPush));
    for (const QJsonValue &value : mutations) {
        ROOST_ASSIGN(const Mutation mutation, Mutation::fromJson(value.toObject()));
        if (!message.mutations.isEmpty() && mutation.mid != message.mutations.last().mid + 1)
            return fail(ErrorCode::Validation, u"The numbers of mutations must count up by one."_s);
        message.mutations << mutation;
    }
    return message;
}

QJsonObject encode(const PushReply &message)
{
    QJsonObject json{{u"outcomes"_s, outcomesJson(message.outcomes)}, {u"last_mid"_s, message.lastMid}};
    if (message.stopped)
        json.insert(u"stopped"_s,
                    QJsonObject{{u"code"_s, message.stopCode}, {u"retry_after_ms"_s, message.retryAfterMs}});
    return json;
}

Result<PushReply> decodePushReply(const QJsonObject &json)
{
    PushReply message;
    ROOST_ASSIGN(message.outcomes, decodeOutcomes(json));
    ROOST_ASSIGN(message.lastMid, jsonInteger(json, u"last_mid"_s));
    if (json.contains(u"stopped")) {
        const QJsonObject stopped = json.value(u"stopped").toObject();
        message.stopped = true;
        message.stopCode = stopped.value(u"code").toString();
        message.retryAfterMs = stopped.value(u"retry_after_ms").toInt();
    }
    return message;
}

QJsonObject encode(const Poke &message)
{
    return {{u"scope"_s, message.scope}, {u"version"_s, message.version}};
}

Result<Poke> decodePoke(const QJsonObject &json)
{
    Poke poke;
    ROOST_ASSIGN(poke.scope, jsonString(json, u"scope"_s));
    ROOST_ASSIGN(poke.version, jsonInteger(json, u"version"_s));
    return poke;
}

QByteArray encodePullReply(const PullReply &head, const QList<EncodedRows> &tables)
{
    QByteArray out = "{\"epoch\":" + quoted(head.epoch) + ",\"tables\":[";
    for (qsizetype i = 0; i < tables.size(); ++i) {
        out += i > 0 ? ",{" : "{";
        appendRows(out, tables[i]);
        out += '}';
    }
    QJsonArray tombstones;
    for (const Tombstone &tombstone : head.tombstones)
        tombstones << QJsonArray{tombstone.table, tombstone.rowId, tombstone.version};
    out += "],\"tombstones\":" + compactJson(tombstones) + ",\"outcomes\":" + compactJson(outcomesJson(head.outcomes));
    out += ",\"last_mid\":" + QByteArray::number(head.lastMid) + ",\"complete\":" + (head.complete ? "true" : "false");
    out += ",\"cursor\":" + QByteArray::number(head.cursor) + ",\"next_page\":" + quoted(head.nextPage);
    if (!head.checks.isEmpty())
        out += ",\"checks\":" + compactJson(checksJson(head.checks));
    return out + '}';
}

Result<PullReply> decodePullReply(const QByteArray &bytes)
{
    ROOST_ASSIGN(const SplitReply reply, splitReply(bytes));
    const QJsonObject &json = reply.head;
    PullReply message;
    ROOST_ASSIGN(message.epoch, jsonString(json, u"epoch"_s));
    ROOST_ASSIGN(const QJsonArray tables, jsonArray(json, u"tables"_s));
    for (const QJsonValue &value : tables) {
        ROOST_ASSIGN(const TableRows rows, decodeTableRows(value.toObject(), reply.values));
        message.tables << rows;
    }
    ROOST_ASSIGN(const QJsonArray tombstones, jsonArray(json, u"tombstones"_s));
    for (const QJsonValue &value : tombstones) {
        const QJsonArray parts = value.toArray();
        message.tombstones << Tombstone{parts.at(0).toString(), parts.at(1).toString(), parts.at(2).toInteger()};
    }
    ROOST_ASSIGN(message.outcomes, decodeOutcomes(json));
    ROOST_ASSIGN(message.lastMid, jsonInteger(json, u"last_mid"_s));
    message.complete = json.value(u"complete").toBool();
    ROOST_ASSIGN(message.cursor, jsonInteger(json, u"cursor"_s));
    message.nextPage = json.value(u"next_page").toString();
    const QJsonArray checks = json.value(u"checks").toArray();
    for (const QJsonValue &value : checks) {
        const QJsonArray parts = value.toArray();
        message.checks << TableCheck{parts.at(0).toString(), parts.at(1).toInteger(), parts.at(2).toString()};
    }
    return message;
}

QByteArray encodeSnapshotChunk(const SnapshotChunk &head, const EncodedRows &rows)
{
    QByteArray out = "{\"epoch\":" + quoted(head.epoch) + ",\"version\":" + QByteArray::number(head.version) + ',';
    appendRows(out, rows);
    out += ",\"after\":" + quoted(head.after) + ",\"done\":" + (head.done ? "true" : "false");
    out += ",\"total_rows\":" + QByteArray::number(head.totalRows) + '}';
    return out;
}

Result<SnapshotChunk> decodeSnapshotChunk(const QByteArray &bytes)
{
    ROOST_ASSIGN(const SplitReply reply, splitReply(bytes));
    const QJsonObject &json = reply.head;
    SnapshotChunk chunk;
    ROOST_ASSIGN(chunk.epoch, jsonString(json, u"epoch"_s));
    ROOST_ASSIGN(chunk.version, jsonInteger(json, u"version"_s));
    ROOST_ASSIGN(chunk.rows, decodeTableRows(json, reply.values));
    chunk.after = json.value(u"after").toString();
    chunk.done = json.value(u"done").toBool();
    chunk.totalRows = json.value(u"total_rows").toInteger();
    return chunk;
}

} // namespace roost::sync
