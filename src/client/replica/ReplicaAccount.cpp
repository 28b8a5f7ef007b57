// The replica's account: whose data this is.
#include "OutboxStore.h"
#include "RowReading.h"
#include "RowStore.h"

#include "sync/protocol/SyncTables.h"

namespace roost::replica {

using namespace Qt::StringLiterals;

namespace {

Result<void> empty(Database &database)
{
    QStringList tables{u"outbox"_s,      u"problem"_s,     u"shadow"_s,      u"cursor"_s,
                       u"sync_client"_s, u"blob_upload"_s, u"table_check"_s, u"unknown_column"_s};
    const auto cleared = [&database](const QString &table) { return database.execute(u"DELETE FROM "_s + table); };
    for (const sync::SyncTable &table : sync::syncTables())
        tables << table.name;
    for (const QString &table : std::as_const(tables))
        ROOST_TRY(cleared(table));
    return {};
}

} // namespace

Result<AccountRow> Replica::account()
{
    ROOST_ASSIGN(Statement query, m_database->statement(u"replica/account"_s));
    ROOST_TRY(query.exec());
    if (!query.next())
        return AccountRow{};
    return AccountRow{query.id<ClientId>(0), query.text(1), query.id<UserId>(2), query.text(3)};
}

Result<void> Replica::setAccount(const QString &serverUrl, const UserId &user, const QString &email, bool discardEdits)
{
    return write([&](Database &database, ReplicaChange &change) -> Result<void> {
        ROOST_ASSIGN(const AccountRow before, account());
        if (!before.user.isNull() && before.user != user) {
            ROOST_ASSIGN(const sync::EditCounts counts, editCounts());
            if (!discardEdits && counts.waiting + counts.openProblems > 0) {
                return fail(ErrorCode::Validation,
                            QCoreApplication::translate(
                                "Replica",
                                "This profile holds changes of %1 that were not sent or need a decision. Log "
                                "in as %1 first, or use another profile.")
                                .arg(before.email));
            }
            ROOST_TRY(empty(database));
            ROOST_TRY(OutboxStore(database, m_clock).ensureClient());
            change.everything = true;
            change.edits = true;
        }
        ROOST_ASSIGN(Statement save, database.statement(u"store/set_account"_s));
        save.bind(u":server_url"_s, serverUrl).bind(u":user_id"_s, user).bind(u":user_email"_s, email);
        return save.exec();
    });
}

} // namespace roost::replica
