// Runs the files.
#include "Invariants.h"

#include "storage/Transaction.h"

#include <QDir>

namespace roost::test {

using namespace Qt::StringLiterals;

namespace {

constexpr int kMostRows = 20;

Result<QStringList> rowsOf(Database &database, const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorCode::Internal, u"%1 can't be read"_s.arg(path));
    ROOST_ASSIGN(Statement query, database.prepare(QString::fromUtf8(file.readAll())));
    ROOST_TRY(query.exec());
    QStringList rows;
    while (query.next() && rows.size() < kMostRows)
        rows << QFileInfo(path).baseName() + u": "_s + query.text(0);
    return rows;
}

} // namespace

Result<QStringList> brokenInvariants(Database &database)
{
    const QDir folder(QStringLiteral(ROOST_SOURCE_DIR) + u"/tests/e2e/support/invariants"_s);
    const QStringList names = folder.entryList({u"*.sql"_s}, QDir::Files, QDir::Name);
    if (names.isEmpty())
        return fail(ErrorCode::Internal, u"there are no invariants in %1"_s.arg(folder.path()));
    ROOST_ASSIGN(Transaction transaction, Transaction::begin(database, TransactionMode::ReadSnapshot));
    ROOST_TRY(database.execute(u"SET LOCAL enable_indexscan = off; SET LOCAL enable_indexonlyscan = off; "
                               "SET LOCAL enable_bitmapscan = off"_s));
    QStringList broken;
    for (const QString &name : names) {
        ROOST_ASSIGN(const QStringList rows, rowsOf(database, folder.filePath(name)));
        broken += rows;
    }
    ROOST_TRY(transaction.commit());
    return broken;
}

} // namespace roost::test
