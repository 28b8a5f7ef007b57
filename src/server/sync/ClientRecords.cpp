#include "ClientRecords.h"

#include "common/Json.h"
#include "sync/protocol/SyncTables.h"

namespace roost {

using namespace Qt::StringLiterals;

namespace {

Result<qint64> queryMid(Database &database, const QString &statementName, const ClientId &client)
{
    ROOST_ASSIGN(Statement statement, database.statement(statementName));
    statement.bind(u":client_id"_s, client);
    ROOST_TRY(statement.exec());
    return statement.next() ? statement.integer(0) : 0;
}

Result<sync::Outcome> parseOutcome(const QString &text)
{
    ROOST_ASSIGN(const QJsonObject json, parseJsonObject(text.toUtf8()));
    return sync::Outcome::fromJson(json);
}

tl::unexpected<Error> belongsToAnother(const Error &error)
{
    if (error.code != ErrorCode::Forbidden)
        return fail(error);
    return fail(ErrorCode::ClientForked, u"This client id belongs to another account."_s);
}

} // namespace

Result<qint64> registerClient(Database &database, const ClientId &client)
{
    auto lastMid = queryMid(database, u"sync/register_client"_s, client);
    if (!lastMid)
        return belongsToAnother(lastMid.error());
    return lastMid;
}

Result<Greeting> greetClient(Database &database, const Caller &caller, const sync::HelloRequest &request)
{
    ROOST_ASSIGN(Statement statement, database.statement(u"sync/greet_client"_s));
    statement.bind(u":client_id"_s, request.client)
        .bind(u":schema_version"_s, request.schemaVersion)
        .bind(u":session_id"_s, caller.session)
        .bind(u":acked_mid"_s, request.lastAckedMid);
    if (const auto greeted = statement.exec(); !greeted)
        return belongsToAnother(greeted.error());
    if (!statement.next())
        return fail(ErrorCode::Internal, u"The client could not be registered."_s);
    return Greeting{statement.integer(0), statement.integer(1), statement.boolean(2)};
}

Result<void> forgetClient(Database &database, const ClientId &client)
{
    ROOST_ASSIGN(Statement statement, database.statement(u"sync/forget_client"_s));
    statement.bind(u":client_id"_s, client);
    return statement.exec();
}

Result<int> clientSchema(Database &database, const Caller &caller, const ClientId &client)
{
    ROOST_ASSIGN(Statement statement, database.statement(u"sync/client_schema"_s));
    statement.bind(u":client_id"_s, client).bind(u":session_id"_s, caller.session);
    ROOST_TRY(statement.exec());
    constexpr int kLastThatDidNotTell = 2;
    const int version = statement.next() ? static_cast<int>(statement.integer(0)) : kLastThatDidNotTell;
    return sync::commonSchema(version);
}

Result<qint64> clientLastMid(Database &database, const ClientId &client)
{
    return queryMid(database, u"sync/client_last_mid"_s, client);
}

Result<std::optional<StoredOutcome>> findOutcome(Database &database, const ClientId &client,
                                                 const sync::Mutation &mutation)
{
    ROOST_ASSIGN(Statement statement, database.statement(u"sync/stored_outcome"_s));
    statement.bind(u":mutation_id"_s, mutation.id).bind(u":client_id"_s, client).bind(u":mid"_s, mutation.mid);
    ROOST_TRY(statement.exec());
    if (!statement.next())
        return std::optional<StoredOutcome>();
    StoredOutcome stored;
    stored.isSameMutation = statement.boolean(0);
    stored.isExpired = statement.isNull(2);
    if (stored.isExpired)
        return std::optional<StoredOutcome>(stored);
    stored.hash = QByteArray::fromHex(statement.text(1).toLatin1());
    ROOST_ASSIGN(stored.outcome, parseOutcome(statement.text(2)));
    return std::optional<StoredOutcome>(stored);
}

Result<void> storeOutcome(Database &database, const ClientId &client, const sync::Mutation &mutation,
                          const sync::Outcome &outcome)
{
    ROOST_ASSIGN(Statement statement, database.statement(u"sync/store_outcome"_s));
    statement.bind(u":mutation_id"_s, mutation.id)
        .bind(u":client_id"_s, client)
        .bind(u":mid"_s, mutation.mid)
        .bind(u":hash"_s, QString::fromLatin1(mutation.hash().toHex()))
        .bind(u":outcome"_s, QString::fromUtf8(canonicalJson(outcome.toJson())));
    return statement.exec();
}

Result<void> storeLastMid(Database &database, const ClientId &client, qint64 lastMid)
{
    ROOST_ASSIGN(Statement statement, database.statement(u"sync/store_last_mid"_s));
    statement.bind(u":client_id"_s, client).bind(u":last_mid"_s, lastMid);
    return statement.exec();
}

Result<QList<sync::Outcome>> outcomesAfter(Database &database, const ClientId &client, qint64 mid)
{
    ROOST_ASSIGN(Statement statement, database.statement(u"sync/outcomes_after"_s));
    statement.bind(u":client_id"_s, client).bind(u":mid"_s, mid);
    ROOST_TRY(statement.exec());
    QList<sync::Outcome> outcomes;
    while (statement.next()) {
        ROOST_ASSIGN(const sync::Outcome outcome, parseOutcome(statement.text(0)));
        outcomes << outcome;
    }
    return outcomes;
}

} // namespace roost
