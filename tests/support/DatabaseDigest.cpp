// Postgres reads all tables in one statement, as XML.
#include "DatabaseDigest.h"

#include "storage/Database.h"

namespace roost::test {

using namespace Qt::StringLiterals;

Result<QMap<QString, QString>> databaseDigest(const QUrl &adminUrl)
{
    ROOST_ASSIGN(const auto database, Database::openPostgres(adminUrl));
    ROOST_ASSIGN(
        Statement query,
        database->prepare(
            u"SELECT relname::text, "
            "xpath('/row/c/text()', query_to_xml(format("
            "'SELECT count(*) || '' rows '' || coalesce(md5(string_agg(t::text, ''|'' ORDER BY t::text)), '''') "
            "AS c FROM public.%I AS t', relname), false, true, ''))::text "
            "FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')"_s));
    ROOST_TRY(query.exec());
    QMap<QString, QString> digest;
    while (query.next())
        digest.insert(query.text(0), query.text(1));
    return digest;
}

QString differences(const QMap<QString, QString> &before, const QMap<QString, QString> &after)
{
    QStringList changed;
    for (auto table = after.begin(); table != after.end(); ++table) {
        if (before.value(table.key()) != table.value())
            changed << u"%1: %2, now %3"_s.arg(table.key(), before.value(table.key()), table.value());
    }
    return changed.join(u"; "_s);
}

} // namespace roost::test
