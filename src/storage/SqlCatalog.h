// The SQL statements of the program: one statement a file, found by name ("reservations/claim_nights").
#pragma once

#include <QHash>
#include <QReadWriteLock>
#include <QString>

namespace roost {

enum class SqlDialect { Sqlite, Postgres };

// Thread-safe; shared by all connections of a dialect.
class SqlCatalog
{
public:
    // root: the folder in the resources, e.g. ":/sql/postgres/queries".
    explicit SqlCatalog(QString root);

    // The catalogue compiled into the program for this dialect.
    static const SqlCatalog &of(SqlDialect dialect);

    // The statement's text. A name without a file is a programmer's mistake: it ends the program with a message.
    QString text(const QString &name) const;
    // All names, sorted; a test prepares each of them.
    QStringList names() const;

private:
    QString m_root;
    mutable QReadWriteLock m_lock;
    mutable QHash<QString, QString> m_texts;
};

} // namespace roost
