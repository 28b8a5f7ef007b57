#include "SqlCatalog.h"

#include <QDirIterator>
#include <QFile>

namespace roost {

namespace {

// Qt looks for :names in comments too, and takes an apostrophe there for the beginning of a string.
QString withoutComments(const QString &sql)
{
    QStringList lines = sql.split(u'\n');
    lines.removeIf([](const QString &line) { return line.trimmed().startsWith(QStringLiteral("--")); });
    return lines.join(u'\n');
}

} // namespace

SqlCatalog::SqlCatalog(QString root)
    : m_root(std::move(root))
{
}

const SqlCatalog &SqlCatalog::of(SqlDialect dialect)
{
    static const SqlCatalog sqlite(QStringLiteral(":/sql/sqlite/queries"));
    static const SqlCatalog postgres(QStringLiteral(":/sql/postgres/queries"));
    return dialect == SqlDialect::Sqlite ? sqlite : postgres;
}

QString SqlCatalog::text(const QString &name) const
{
    {
        QReadLocker locker(&m_lock);
        const auto found = m_texts.constFind(name);
        if (found != m_texts.constEnd())
            return *found;
    }
    QFile file(m_root + u'/' + name + QStringLiteral(".sql"));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("There is no SQL statement %s", qPrintable(file.fileName()));
    const QString text = withoutComments(QString::fromUtf8(file.readAll()));
    QWriteLocker locker(&m_lock);
    m_texts.insert(name, text);
    return text;
}

QStringList SqlCatalog::names() const
{
    QStringList names;
    QDirIterator files(m_root, {QStringLiteral("*.sql")}, QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        const QString path = files.next();
        names << path.mid(m_root.size() + 1).chopped(4);
    }
    names.sort();
    return names;
}

} // namespace roost
