// Reading with SQLite's own interface.
#include "ReplicaState.h"

#include "client/replica/FieldCipher.h"
#include "client/replica/Profile.h"
#include "common/Json.h"
#include "support/TestKey.h"
#include "sync/protocol/SyncTables.h"

#include <QJsonDocument>

#include <sqlite3.h>

namespace roost::sim {

using namespace Qt::StringLiterals;

namespace {

class Reading
{
    Q_DISABLE_COPY_MOVE(Reading)

public:
    explicit Reading(const QString &path)
    {
        m_isOpen = sqlite3_open_v2(path.toUtf8().constData(), &m_database, SQLITE_OPEN_READWRITE, nullptr) == SQLITE_OK;
        if (m_isOpen) {
            // A look must not tidy up.
            sqlite3_db_config(m_database, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
            m_isOpen = run("BEGIN");
        }
    }
    ~Reading() { sqlite3_close(m_database); }

    bool isOpen() const { return m_isOpen; }
    bool run(const char *sql) { return sqlite3_exec(m_database, sql, nullptr, nullptr, nullptr) == SQLITE_OK; }
    // False when the table can't be read.
    bool each(const QByteArray &sql, const std::function<void(sqlite3_stmt *)> &row)
    {
        sqlite3_stmt *statement = nullptr;
        if (sqlite3_prepare_v2(m_database, sql.constData(), -1, &statement, nullptr) != SQLITE_OK)
            return false;
        int result = SQLITE_ROW;
        while ((result = sqlite3_step(statement)) == SQLITE_ROW)
            row(statement);
        sqlite3_finalize(statement);
        return result == SQLITE_DONE;
    }
    QString error() const { return QString::fromUtf8(sqlite3_errmsg(m_database)); }

private:
    sqlite3 *m_database = nullptr;
    bool m_isOpen = false;
};

QByteArray bytes(sqlite3_stmt *row, int column)
{
    const auto *start = static_cast<const char *>(sqlite3_column_blob(row, column));
    return QByteArray(start, sqlite3_column_bytes(row, column));
}

QString text(sqlite3_stmt *row, int column)
{
    return QString::fromUtf8(bytes(row, column));
}

// Sealed values are blobs; place as in client/replica/FieldCipher.h.
QByteArray opened(sqlite3_stmt *row, int column, const QByteArray &place)
{
    static replica::FieldCipher cipher(test::fieldKey());
    const QByteArray value = bytes(row, column);
    if (sqlite3_column_type(row, column) != SQLITE_BLOB)
        return value;
    return cipher.open(value, place).value_or("(can't be opened)");
}

QByteArray number(double value)
{
    const double whole = std::floor(value);
    return whole == value && std::abs(value) < 1e15 ? QByteArray::number(static_cast<qint64>(value))
                                                    : QByteArray::number(value, 'g', 15);
}

QByteArray cell(sqlite3_stmt *row, int column)
{
    switch (sqlite3_column_type(row, column)) {
    case SQLITE_NULL:
        return QByteArray();
    case SQLITE_FLOAT:
        return number(sqlite3_column_double(row, column));
    default:
        return bytes(row, column);
    }
}

QByteArray cell(const QJsonValue &value)
{
    switch (value.type()) {
    case QJsonValue::Bool:
        return value.toBool() ? "1" : "0";
    case QJsonValue::Double:
        return number(value.toDouble());
    case QJsonValue::String:
        return value.toString().toUtf8();
    case QJsonValue::Array:
        return compactJson(value.toArray());
    case QJsonValue::Object:
        return canonicalJson(value.toObject());
    default:
        return QByteArray();
    }
}

bool readOwn(Reading &reading, ReplicaState &state)
{
    const bool hasClient =
        reading.each("SELECT client_id, next_mid, last_acked_mid FROM sync_client", [&](sqlite3_stmt *row) {
            state.client = text(row, 0);
            state.nextMid = sqlite3_column_int64(row, 1);
            state.lastAckedMid = sqlite3_column_int64(row, 2);
        });
    const bool hasCursors = reading.each("SELECT scope, epoch, version FROM cursor", [&](sqlite3_stmt *row) {
        state.cursors.insert(text(row, 0), {text(row, 1), sqlite3_column_int64(row, 2)});
    });
    const bool hasOutbox =
        reading.each("SELECT seq, mid, mutation_id, scope, name, state, args, outcome FROM outbox ORDER BY seq",
                     [&](sqlite3_stmt *row) {
                         state.outbox << StoredMutation{
                             sqlite3_column_int64(row, 0),
                             sqlite3_column_int64(row, 1),
                             text(row, 2),
                             text(row, 3),
                             text(row, 4),
                             text(row, 5),
                             QJsonDocument::fromJson(opened(row, 6, "outbox|" + bytes(row, 2) + "|args")).object(),
                             sqlite3_column_type(row, 7) != SQLITE_NULL,
                             QJsonDocument::fromJson(opened(row, 7, "outbox|" + bytes(row, 2) + "|outcome"))
                                     .object()
                                     .value(u"result")
                                     .toString() == u"rejected"};
                     });
    const bool hasProblems =
        reading.each("SELECT id, mutation_id, field, mine, theirs, state FROM problem", [&](sqlite3_stmt *row) {
            state.problems.insert(text(row, 0),
                                  {text(row, 0), text(row, 1), text(row, 2), text(row, 3), text(row, 4), text(row, 5)});
        });
    return hasClient && hasCursors && hasOutbox && hasProblems;
}

bool readRows(Reading &reading, ReplicaState &state)
{
    for (const sync::SyncTable &table : sync::syncTables(sync::ScopeKind::Tenant)) {
        const int columns = static_cast<int>(table.columns.size());
        const QString prefix = table.kind == sync::ScopeKind::Tenant ? u"t:"_s : u"u:"_s;
        const QByteArray sql = "SELECT " + table.ownerColumn().toLatin1() + ", " +
                               table.columns.join(u", "_s).toLatin1() + " FROM " + table.name.toLatin1();
        const bool isRead = reading.each(sql, [&](sqlite3_stmt *row) {
            Cells cells;
            cells.reserve(columns);
            for (int i = 0; i < columns; ++i) {
                const bool isSealed = sqlite3_column_type(row, i + 1) == SQLITE_BLOB;
                cells << (isSealed
                              ? opened(row, i + 1,
                                       table.name.toLatin1() + '|' + cells.first() + '|' + table.columns[i].toLatin1())
                              : cell(row, i + 1));
            }
            state.shown[prefix + text(row, 0)][table.name].insert(QString::fromUtf8(cells.first()), cells);
        });
        if (!isRead)
            return false;
    }
    return reading.each("SELECT scope, table_name, row_id, row_json FROM shadow", [&](sqlite3_stmt *row) {
        const sync::SyncTable *table = sync::findSyncTable(text(row, 1));
        auto &shadow = state.shadows[text(row, 0)][text(row, 1)][text(row, 2)];
        if (table && sqlite3_column_type(row, 3) != SQLITE_NULL)
            shadow = cellsOf(
                table->columns,
                QJsonDocument::fromJson(opened(row, 3, "shadow|" + bytes(row, 1) + '/' + bytes(row, 2) + "|row_json"))
                    .object());
    });
}

tl::unexpected<Error> unreadable(const QString &why)
{
    return fail(ErrorCode::StorageBroken, u"The replica can't be read: "_s + why);
}

} // namespace

Result<ReplicaState> ReplicaState::read(const QString &folder, bool isThorough)
{
    ROOST_ASSIGN(const QString generation, replica::Profile::currentGeneration(folder));
    if (generation.isEmpty())
        return unreadable(u"there is none"_s);
    Reading reading(folder + u'/' + generation);
    if (!reading.isOpen())
        return unreadable(reading.error());
    ReplicaState state;
    if (isThorough) {
        QString verdict;
        if (!reading.each("PRAGMA quick_check(1)", [&](sqlite3_stmt *row) { verdict = text(row, 0); }) ||
            verdict != u"ok")
            return unreadable(verdict);
    }
    if (!readOwn(reading, state) || !readRows(reading, state))
        return unreadable(reading.error());
    return state;
}

QMap<QString, QMap<QString, Cells>> ReplicaState::serverCopy(const QString &scope) const
{
    QMap<QString, QMap<QString, Cells>> copy = shown.value(scope);
    const auto tables = shadows.value(scope);
    for (auto table = tables.cbegin(); table != tables.cend(); ++table) {
        for (auto row = table->cbegin(); row != table->cend(); ++row) {
            if (*row)
                copy[table.key()].insert(row.key(), **row);
            else
                copy[table.key()].remove(row.key());
        }
    }
    return copy;
}

Cells cellsOf(const QStringList &columns, const QJsonObject &row)
{
    Cells cells;
    cells.reserve(columns.size());
    for (const QString &column : columns)
        cells << cell(row.value(column));
    return cells;
}

bool isSameRow(const QStringList &columns, const Cells &a, const Cells &b)
{
    if (a == b)
        return true;
    for (qsizetype i = 0; i < columns.size(); ++i) {
        if (a.value(i) == b.value(i))
            continue;
        if (!sync::isJsonColumn(columns[i]) ||
            QJsonDocument::fromJson(a.value(i)) != QJsonDocument::fromJson(b.value(i)))
            return false;
    }
    return true;
}

} // namespace roost::sim
