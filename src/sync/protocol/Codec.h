// Messages to JSON and back. Decoding checks everything that comes from outside: Protocol error with the field's name.
#pragma once

#include "Messages.h"
#include "SyncTables.h"

namespace roost::sync {

QJsonObject encode(const HelloRequest &message);
QJsonObject encode(const HelloReply &message);
QJsonObject encode(const PushRequest &message);
QJsonObject encode(const PushReply &message);
QJsonObject encode(const Poke &message);

Result<HelloRequest> decodeHelloRequest(const QJsonObject &json);
Result<HelloReply> decodeHelloReply(const QJsonObject &json);
// Validation error for more than kMaxMutationsPerPush mutations or mids that don't count up by one.
Result<PushRequest> decodePushRequest(const QJsonObject &json);
Result<PushReply> decodePushReply(const QJsonObject &json);
Result<Poke> decodePoke(const QJsonObject &json);

// Rows come from Postgres as ready JSON text (an array of arrays), so the server joins bytes instead of encoding.
struct EncodedRows
{
    QString table;
    QByteArray rowsJson;         // with all columns that this version knows
    int schema = kSchemaVersion; // in whose shape they are sent
};
QByteArray encodePullReply(const PullReply &head, const QList<EncodedRows> &tables);
QByteArray encodeSnapshotChunk(const SnapshotChunk &head, const EncodedRows &rows);
Result<PullReply> decodePullReply(const QJsonObject &json);
Result<SnapshotChunk> decodeSnapshotChunk(const QJsonObject &json);

} // namespace roost::sync
