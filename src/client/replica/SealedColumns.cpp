// SQLite functions over FieldCipher.
#include "SealedColumns.h"

#include "FieldCipher.h"

#include "sync/protocol/SyncTables.h"

#include <QCoreApplication>
#include <QSqlDriver>

#include <sqlite3.h>

namespace roost::replica {

using namespace Qt::StringLiterals;

namespace {

constexpr int kArguments = 4;
constexpr int kPlaceArguments = 3;

// What the functions of one connection share.
struct Functions
{
    explicit Functions(const FieldKey &key)
        : cipher(key)
        , unreadable(QCoreApplication::translate("Replica", "(can't be read)").toUtf8())
    {
    }

    FieldCipher cipher;
    QByteArray unreadable;
    QByteArray place;
};

Functions &functionsOf(sqlite3_context *context)
{
    return **static_cast<std::shared_ptr<Functions> *>(sqlite3_user_data(context));
}

QByteArrayView bytesOf(sqlite3_value *value)
{
    const auto *data = static_cast<const char *>(sqlite3_value_blob(value));
    return {data, data ? sqlite3_value_bytes(value) : 0};
}

// "table|row id|column", in a buffer that is used again.
QByteArrayView placeOf(Functions &functions, sqlite3_value **arguments)
{
    functions.place.resize(0);
    for (int i = 1; i <= kPlaceArguments; ++i) {
        if (i > 1)
            functions.place += '|';
        functions.place += bytesOf(arguments[i]);
    }
    return functions.place;
}

void give(sqlite3_context *context, const QByteArray &text)
{
    sqlite3_result_text(context, text.constData(), static_cast<int>(text.size()), SQLITE_TRANSIENT);
}

bool staysAsItIs(sqlite3_value *value)
{
    return sqlite3_value_type(value) == SQLITE_NULL || sqlite3_value_bytes(value) == 0;
}

void seal(sqlite3_context *context, int, sqlite3_value **arguments)
{
    if (staysAsItIs(arguments[0])) {
        sqlite3_result_value(context, arguments[0]);
        return;
    }
    Functions &functions = functionsOf(context);
    if (functions.cipher.key().isNull() || sqlite3_value_type(arguments[0]) == SQLITE_BLOB) {
        sqlite3_result_error(context, "there is no key, or the value is sealed already", -1);
        return;
    }
    const QByteArray sealed = functions.cipher.seal(bytesOf(arguments[0]), placeOf(functions, arguments));
    if (sealed.isEmpty())
        sqlite3_result_error(context, "sealing failed", -1);
    else
        sqlite3_result_blob(context, sealed.constData(), static_cast<int>(sealed.size()), SQLITE_TRANSIENT);
}

// Plain text in a sealed column is nothing that this program wrote: it counts as unreadable.
std::optional<QByteArray> opened(sqlite3_context *context, sqlite3_value **arguments)
{
    if (sqlite3_value_type(arguments[0]) != SQLITE_BLOB)
        return std::nullopt;
    Functions &functions = functionsOf(context);
    return functions.cipher.open(bytesOf(arguments[0]), placeOf(functions, arguments));
}

void open(sqlite3_context *context, int, sqlite3_value **arguments)
{
    if (staysAsItIs(arguments[0]))
        sqlite3_result_value(context, arguments[0]);
    else if (const auto text = opened(context, arguments))
        give(context, *text);
    else
        sqlite3_result_null(context);
}

void show(sqlite3_context *context, int, sqlite3_value **arguments)
{
    if (staysAsItIs(arguments[0]))
        sqlite3_result_value(context, arguments[0]);
    else if (const auto text = opened(context, arguments))
        give(context, *text);
    else
        give(context, functionsOf(context).unreadable);
}

void keyFingerprint(sqlite3_context *context, int, sqlite3_value **)
{
    give(context, functionsOf(context).cipher.key().fingerprint().toLatin1());
}

QUtf8StringView textOf(sqlite3_value *value)
{
    const auto *data = reinterpret_cast<const char *>(sqlite3_value_text(value));
    return {data, data ? sqlite3_value_bytes(value) : 0};
}

void contains(sqlite3_context *context, int, sqlite3_value **arguments)
{
    const QString text = textOf(arguments[0]).toString();
    sqlite3_result_int(context, text.contains(textOf(arguments[1]).toString(), Qt::CaseInsensitive) ? 1 : 0);
}

using Function = void (*)(sqlite3_context *, int, sqlite3_value **);

bool add(sqlite3 *connection, const char *name, int arguments, int flags, Function function,
         const std::shared_ptr<Functions> &functions)
{
    // SQLite deletes the copy with the connection, also when this fails.
    return sqlite3_create_function_v2(connection, name, arguments, SQLITE_UTF8 | SQLITE_DIRECTONLY | flags,
                                      new std::shared_ptr<Functions>(functions), function, nullptr, nullptr,
                                      [](void *copy) { delete static_cast<std::shared_ptr<Functions> *>(copy); }) ==
           SQLITE_OK;
}

} // namespace

Result<void> useKey(Database &database, const FieldKey &key)
{
    const QVariant handle = database.connection().driver()->handle();
    sqlite3 *connection = *static_cast<sqlite3 *const *>(handle.constData());
    const auto functions = std::make_shared<Functions>(key);
    const bool isReady = add(connection, "roost_seal", kArguments, 0, seal, functions) &&
                         add(connection, "roost_open", kArguments, SQLITE_DETERMINISTIC, open, functions) &&
                         add(connection, "roost_show", kArguments, SQLITE_DETERMINISTIC, show, functions) &&
                         add(connection, "roost_key", 0, 0, keyFingerprint, functions) &&
                         add(connection, "roost_contains", 2, SQLITE_DETERMINISTIC, contains, functions);
    if (!isReady)
        return fail(ErrorCode::Internal, u"The data can't be opened on this system."_s, u"sqlite functions"_s);
    return {};
}

QString openedColumn(const QString &table, const QString &column)
{
    if (!sync::isPersonalColumn(table, column))
        return column;
    return u"roost_open(%2, '%1', id, '%2')"_s.arg(table, column);
}

QString sealedColumn(const QString &table, const QString &column)
{
    if (!sync::isPersonalColumn(table, column))
        return column;
    return u"roost_seal(%2, '%1', id, '%2')"_s.arg(table, column);
}

} // namespace roost::replica
