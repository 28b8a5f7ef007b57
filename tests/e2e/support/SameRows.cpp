#include "SameRows.h"

#include "common/Uuid.h"
#include "sync/protocol/SyncTables.h"

#include <QJsonArray>

namespace roost::test {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kMostTold = 20;

QString cellText(const QJsonValue &cell)
{
    // SQLite has no booleans.
    if (cell.isBool())
        return QString::number(cell.toBool());
    if (cell.isObject())
        return QString::fromUtf8(QJsonDocument(cell.toObject()).toJson(QJsonDocument::Compact));
    if (cell.isArray())
        return QString::fromUtf8(QJsonDocument(cell.toArray()).toJson(QJsonDocument::Compact));
    return cell.toVariant().toString();
}

void compare(const QString &table, const QStringList &one, const QStringList &other, QStringList &told)
{
    if (one == other)
        return;
    const QSet<QString> ours(one.begin(), one.end());
    const QSet<QString> theirs(other.begin(), other.end());
    for (const QString &row : (ours - theirs) + (theirs - ours)) {
        if (told.size() < kMostTold)
            told << table + u": "_s + (ours.contains(row) ? u"only in the first: "_s : u"only in the second: "_s) + row;
    }
}

// Rows come in the shape that the session's client told to understand.
void sayHello(RestClient &host)
{
    host.post(u"/sync/v1/hello"_s, {{u"client_id"_s, uuidText(newUuid())},
                                    {u"protocol"_s, sync::kProtocolVersion},
                                    {u"schema_version"_s, sync::kSchemaVersion},
                                    {u"last_acked_mid"_s, 0},
                                    {u"scopes"_s, QJsonArray()}});
}

} // namespace

QStringList serverRows(RestClient &host, const QString &scope, const QString &table)
{
    sayHello(host);
    QStringList lines;
    QString after;
    do {
        const QString path = u"/sync/v1/snapshot?scope=%1&table=%2"_s.arg(scope, table);
        const RestReply chunk = host.get(after.isEmpty() ? path : path + u"&after="_s + after);
        if (chunk.status != 200)
            return {u"no snapshot: %1"_s.arg(chunk.status)};
        for (const QJsonValue &row : chunk.json.value(u"rows"_s).toArray()) {
            QStringList cells;
            for (const QJsonValue &cell : row.toArray())
                cells << cellText(cell);
            lines << cells.join(u'|');
        }
        after = QString::fromLatin1(QUrl::toPercentEncoding(chunk.json.value(u"after"_s).toString()));
    } while (!after.isEmpty());
    // Postgres' order of rows is another.
    lines.sort();
    return lines;
}

QStringList replicaRows(const CliClient &client, const QString &table)
{
    QStringList lines;
    for (const QVariantList &row : client.rows(table)) {
        QStringList cells;
        for (const QVariant &cell : row)
            cells << cell.toString();
        lines << cells.join(u'|');
    }
    lines.sort();
    return lines;
}

QStringList differences(RestClient &host, const QString &scope, const CliClient &client)
{
    QStringList told;
    for (const sync::SyncTable &table : sync::syncTables(sync::ScopeKind::Tenant))
        compare(table.name, serverRows(host, scope, table.name), replicaRows(client, table.name), told);
    return told;
}

QStringList differences(const CliClient &one, const CliClient &other)
{
    QStringList told;
    for (const sync::SyncTable &table : sync::syncTables(sync::ScopeKind::Tenant))
        compare(table.name, replicaRows(one, table.name), replicaRows(other, table.name), told);
    return told;
}

} // namespace roost::test
