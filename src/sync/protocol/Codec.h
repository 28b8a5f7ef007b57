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

// Rows come as ready JSON text (an array of arrays), so the server joins bytes instead of encoding.
struct EncodedRows
{
    QString table;
    QByteArray rowsJson;         // an array for each row, with all columns that this version knows; empty: none
    int schema = kSchemaVersion; // in whose shape they are sent
    bool byColumn = false;       // rowsJson is an array for each of that shape's columns
};
QByteArray encodePullReply(const PullReply &head, const QList<EncodedRows> &tables);
QByteArray encodeSnapshotChunk(const SnapshotChunk &head, const EncodedRows &rows);
// From the bytes, because there may be many.
Result<PullReply> decodePullReply(const QByteArray &bytes);
Result<SnapshotChunk> decodeSnapshotChunk(const QByteArray &bytes);

} // namespace roost::sync
