// Generic row access. The statements' texts are built from the fixed table descriptions of the protocol.
#include "RowStore.h"

#include "SealedColumns.h"

#include "common/Json.h"

namespace roost::replica {

using namespace Qt::StringLiterals;

namespace {

QVariant toStored(const QJsonValue &value)
{
    switch (value.type()) {
    case QJsonValue::Bool:
        return value.toBool() ? 1 : 0;
    case QJsonValue::Double: {
        const double number = value.toDouble();
        const qint64 whole = value.toInteger(std::numeric_limits<qint64>::min());
        if (whole != std::numeric_limits<qint64>::min())
            return whole;
        return number;
    }
    case QJsonValue::String:
        return value.toString();
    case QJsonValue::Array:
        return QString::fromUtf8(compactJson(value.toArray()));
    case QJsonValue::Object:
        return QString::fromUtf8(canonicalJson(value.toObject()));
    default:
        return QVariant(QMetaType::fromType<QString>());
    }
}

QJsonValue documentFrom(const QString &text)
{
    const QJsonDocument document = QJsonDocument::fromJson(text.toUtf8());
    return document.isArray() ? QJsonValue(document.array()) : QJsonValue(document.object());
}

QJsonValue fromStored(const QString &column, const QVariant &value)
{
    if (value.isNull())
        return QJsonValue::Null;
    if (sync::isBooleanColumn(column))
        return value.toInt() != 0;
    if (sync::isJsonColumn(column))
        return documentFrom(value.toString());
    switch (value.typeId()) {
    case QMetaType::Int:
    case QMetaType::LongLong:
        return value.toLongLong();
    case QMetaType::Double:
        return value.toDouble();
    default:
        return value.toString();
    }
}

QString selectSql(const sync::SyncTable &table)
{
    QStringList values;
    for (const QString &column : table.columns)
        values << openedColumn(table.name, column);
    return u"SELECT %1 FROM %2 WHERE id = ?"_s.arg(values.join(u", "_s), table.name);
}

} // namespace

QString upsertSql(const sync::SyncTable &table, const QStringList &names, const QString &into)
{
    const QStringList columns = QStringList{table.ownerColumn()} + names;
    QStringList parameters;
    QStringList values;
    for (const QString &column : columns) {
        parameters << u"? AS "_s + column;
        values << sealedColumn(table.name, column);
    }
    // Each parameter stands once: Qt's driver can't bind one that a statement uses twice by position.
    return u"INSERT OR REPLACE INTO %1 (%2) SELECT %3 FROM (SELECT %4)"_s.arg(
        into, columns.join(u", "_s), values.join(u", "_s), parameters.join(u", "_s));
}

Result<Statement *> RowStore::prepared(const QString &key, const QString &sql)
{
    auto found = m_statements.find(key);
    if (found == m_statements.end()) {
        ROOST_ASSIGN(Statement statement, m_database.prepare(sql));
        found = m_statements.emplace(key, std::move(statement)).first;
    }
    return &found->second;
}

Result<std::optional<QJsonObject>> RowStore::load(const QString &table, const QString &rowId)
{
    const sync::SyncTable *description = sync::findSyncTable(table);
    Q_ASSERT(description);
    ROOST_ASSIGN(Statement * select, prepared(u"load "_s + table, selectSql(*description)));
    select->bindAt(0, rowId);
    ROOST_TRY(select->exec());
    std::optional<QJsonObject> row;
    while (select->next()) {
        row.emplace();
        for (int i = 0; i < description->columns.size(); ++i)
            row->insert(description->columns[i], fromStored(description->columns[i], select->value(i)));
    }
    return row;
}

Result<QString> RowStore::scopeOf(const QString &table, const QString &rowId)
{
    const sync::SyncTable *description = sync::findSyncTable(table);
    Q_ASSERT(description);
    ROOST_ASSIGN(Statement * select, prepared(u"owner "_s + table, u"SELECT %1 FROM %2 WHERE id = ?"_s.arg(
                                                                       description->ownerColumn(), table)));
    select->bindAt(0, rowId);
    ROOST_TRY(select->exec());
    QString scope;
    while (select->next())
        scope = sync::scopeOf(description->kind, select->text(0));
    return scope;
}

Result<void> RowStore::save(const QString &table, const QString &scope, const QJsonObject &row)
{
    const sync::SyncTable *description = sync::findSyncTable(table);
    Q_ASSERT(description);
    ROOST_ASSIGN(Statement * insert,
                 prepared(u"save "_s + table, upsertSql(*description, description->columns, description->name)));
    insert->bindAt(0, sync::ownerOfScope(scope));
    for (int i = 0; i < description->columns.size(); ++i)
        insert->bindAt(i + 1, toStored(row.value(description->columns[i])));
    return insert->exec();
}

Result<void> RowStore::remove(const QString &table, const QString &rowId)
{
    ROOST_ASSIGN(Statement * statement, prepared(u"remove "_s + table, u"DELETE FROM %1 WHERE id = ?"_s.arg(table)));
    statement->bindAt(0, rowId);
    return statement->exec();
}

Result<void> RowStore::removeScope(const QString &scope)
{
    const auto kind = sync::scopeKindOf(scope);
    if (!kind)
        return {};
    for (const sync::SyncTable &table : sync::syncTables(*kind)) {
        ROOST_ASSIGN(Statement statement,
                     m_database.prepare(u"DELETE FROM %1 WHERE %2 = ?"_s.arg(table.name, table.ownerColumn())));
        statement.bindAt(0, sync::ownerOfScope(scope));
        ROOST_TRY(statement.exec());
    }
    return {};
}

} // namespace roost::replica
