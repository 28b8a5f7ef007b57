// The rows of idempotency_key.
#include "IdempotencyStore.h"

#include "common/Json.h"
#include "common/Secrets.h"
#include "server/tenancy/TenantTransaction.h"
#include "storage/Transaction.h"

namespace roost::api {

using namespace Qt::StringLiterals;

namespace {

QByteArray requestHash(const ApiRequest &request)
{
    return sha256(request.http.method + ' ' + request.http.path + '?' + request.http.rawQuery + '\n' +
                  canonicalJson(request.body));
}

struct Key
{
    UserId user;
    QString key;
    QByteArray hash;
};

// True when this request is the first with its key.
Result<bool> claimKey(Database &database, const Key &key)
{
    ROOST_ASSIGN(Statement insert, database.statement(u"api/claim_idempotency_key"_s));
    insert.bind(u":user_id"_s, key.user).bind(u":key"_s, key.key).bind(u":request_hash"_s, key.hash);
    ROOST_TRY(insert.exec());
    return insert.next();
}

constexpr auto kLocation = "Location";

QString locationOf(const ApiReply &reply)
{
    for (const auto &[name, value] : reply.headers) {
        if (name == kLocation)
            return QString::fromUtf8(value);
    }
    return {};
}

Result<ApiReply> storedReply(Database &database, const Key &key)
{
    ROOST_ASSIGN(Statement query, database.statement(u"api/find_idempotency_key"_s));
    query.bind(u":user_id"_s, key.user).bind(u":key"_s, key.key);
    ROOST_TRY(query.exec());
    if (!query.next() || query.isNull(1))
        return fail(ErrorCode::Busy, u"The same request is still being worked on. Try again in a moment."_s);
    if (query.bytes(0) != key.hash) {
        return fail(ErrorCode::IdempotencyKeyReused,
                    u"This Idempotency-Key was used for another request. Use a new key for each request."_s);
    }
    ApiReply reply = ApiReply::raw(query.text(2).toUtf8(), static_cast<int>(query.integer(1)));
    if (!query.isNull(3))
        reply.headers.append({kLocation, query.text(3).toUtf8()});
    reply.headers.append({QByteArrayLiteral("Idempotency-Replayed"), QByteArrayLiteral("true")});
    return reply;
}

// What the handler's transactions would have announced themselves, had they been the outermost.
struct AdvancedScope
{
    TenantId tenant;
    qint64 version = 0;
};

Result<AdvancedScope> storeReply(Database &database, const Key &key, const ApiReply &reply)
{
    ROOST_ASSIGN(Statement update, database.statement(u"api/store_idempotent_reply"_s));
    update.bind(u":user_id"_s, key.user)
        .bind(u":key"_s, key.key)
        .bind(u":status"_s, reply.status)
        .bind(u":response"_s, QString::fromUtf8(reply.body))
        .bind(u":location"_s, locationOf(reply));
    ROOST_TRY(update.exec());
    if (!update.next())
        return fail(ErrorCode::Busy, u"The same request is still being worked on. Try again in a moment."_s);
    return AdvancedScope{update.id<TenantId>(0), update.integer(1)};
}

} // namespace

Result<ApiReply> runOnce(const ApiHandler &handler, const ApiRequest &request, ServerContext &context)
{
    const Key key{request.caller.user, QString::fromLatin1(request.http.header("idempotency-key")),
                  requestHash(request)};
    ROOST_ASSIGN(Transaction transaction, Transaction::begin(context.database));
    ROOST_ASSIGN(const bool isFirst, claimKey(context.database, key));
    if (!isFirst)
        return storedReply(context.database, key);
    ROOST_ASSIGN(ApiReply reply, handler(request, context));
    ROOST_ASSIGN(const AdvancedScope advanced, storeReply(context.database, key, reply));
    ROOST_TRY(transaction.commit());
    if (!context.notifier || advanced.tenant.isNull())
        return reply;
    if (advanced.version > 0)
        context.notifier->scopeAdvanced(tenantScope(advanced.tenant), advanced.version);
    else
        context.notifier->availabilityChanged(advanced.tenant);
    return reply;
}

Result<int> deleteOldIdempotencyKeys(Database &database)
{
    ROOST_ASSIGN(Statement remove, database.statement(u"api/delete_old_idempotency_keys"_s));
    ROOST_TRY(remove.exec());
    return remove.rowsAffected();
}

} // namespace roost::api
