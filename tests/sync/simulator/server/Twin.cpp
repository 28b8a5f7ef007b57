// See Twin.h.
#include "Twin.h"

#include "Gathered.h"

#include "common/Json.h"

namespace roost::sim {

using namespace Qt::StringLiterals;
using namespace sync;

namespace {

// What a model need not know: codes are random, prices and refunds are the domain's, tested by itself.
bool isCompared(const QString &table, const QString &column)
{
    static const QSet<QString> others{u"booking.code"_s, u"booking.quote"_s, u"booking.policy"_s, u"booking.refund"_s,
                                      u"listing.cancellation_policy"_s};
    return !others.contains(table + u'.' + column);
}

QJsonValue translated(const QJsonValue &value, const std::function<QString(const QString &)> &id)
{
    if (value.isString())
        return id(value.toString());
    if (value.isArray()) {
        QJsonArray array;
        for (const QJsonValue &each : value.toArray())
            array << translated(each, id);
        return array;
    }
    if (value.isObject()) {
        QJsonObject object;
        const QJsonObject from = value.toObject();
        for (auto each = from.begin(); each != from.end(); ++each)
            object.insert(id(each.key()), translated(*each, id));
        return object;
    }
    return value;
}

QString textOf(const QJsonValue &value)
{
    return QString::fromUtf8(QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact));
}

QJsonValue outcomeOf(const Outcome &outcome)
{
    QJsonObject json = outcome.toJson();
    json.remove(u"message"_s);
    json.remove(u"theirs"_s);
    return json;
}

QJsonObject helloJson(const HelloReply &reply)
{
    QJsonObject scopes;
    for (const ScopeState &scope : reply.scopes) {
        scopes.insert(scope.scope,
                      QJsonArray{static_cast<int>(scope.verdict), scope.epoch, scope.version, scope.name, scope.role});
    }
    return {{u"verdict"_s, static_cast<int>(reply.verdict)}, {u"last_mid"_s, reply.lastMid}, {u"scopes"_s, scopes}};
}

QJsonObject pushJson(const PushReply &reply)
{
    QJsonArray outcomes;
    for (const Outcome &outcome : reply.outcomes)
        outcomes << outcomeOf(outcome);
    return {{u"outcomes"_s, outcomes}, {u"last_mid"_s, reply.lastMid}, {u"stopped"_s, reply.stopCode}};
}

QJsonObject endOfPull(const PullReply &reply)
{
    QJsonArray outcomes;
    for (const Outcome &outcome : reply.outcomes)
        outcomes << outcomeOf(outcome);
    return {{u"outcomes"_s, outcomes}, {u"last_mid"_s, reply.lastMid}, {u"cursor"_s, reply.cursor}};
}

void gather(Gathered &gathered, const Result<PullReply> &page)
{
    if (page)
        gathered.add(*page);
}

template <class Reply, class Json>
QJsonValue answer(const Result<Reply> &reply, Json json)
{
    return reply ? QJsonValue(json(*reply)) : QJsonValue(errorCodeName(reply.error().code));
}

QJsonObject rowsJson(const Rows &rows)
{
    QJsonObject json;
    for (auto table = rows.begin(); table != rows.end(); ++table) {
        for (auto row = table->begin(); row != table->end(); ++row)
            json.insert(table.key() + u'/' + row.key(), *row);
    }
    return json;
}

} // namespace

void IdPairs::pair(const QString &first, const QString &second)
{
    m_second.insert(first, second);
    m_first.insert(second, first);
}

QJsonValue IdPairs::toSecond(const QJsonValue &value) const
{
    return translated(value, [this](const QString &id) { return toSecond(id); });
}

QJsonValue IdPairs::toFirst(const QJsonValue &value) const
{
    return translated(value, [this](const QString &id) { return toFirst(id); });
}

Twin::Twin(SimServer &first, SimServer &second)
    : m_first(first)
    , m_second(second)
{
}

void Twin::note(const QString &what, const QJsonValue &first, const QJsonValue &second)
{
    m_differences << u"%1:\n  %2\n  %3"_s.arg(what, textOf(first), textOf(second));
}

void Twin::expectSame(const QString &what, const QJsonValue &first, const QJsonValue &second)
{
    const QJsonValue other = m_ids.toFirst(second);
    if (first != other)
        note(what, first, other);
}

void Twin::expectSame(const QString &what, const Result<void> &first, const Result<void> &second)
{
    const auto code = [](const Result<void> &result) {
        return result ? u"done"_s : errorCodeName(result.error().code);
    };
    expectSame(what, QJsonValue(code(first)), QJsonValue(code(second)));
}

void Twin::pairMade(const QString &what, const Made &first, const Made &second)
{
    if (first && second)
        m_ids.pair(*first, *second);
    const auto done = [](const Made &made) { return made ? Result<void>() : Result<void>(fail(made.error())); };
    expectSame(what, done(first), done(second));
}

void Twin::pairEpochs()
{
    if (!m_ids.knowsFirst(m_first.epoch()))
        m_ids.pair(m_first.epoch(), m_second.epoch());
    expectSame(u"epoch"_s, m_first.epoch(), m_second.epoch());
}

void Twin::build(const WorldPlan &plan)
{
    expectSame(u"build"_s, m_first.build(plan), m_second.build(plan));
    for (int user = 0; user < plan.users; ++user)
        m_ids.pair(m_first.userId(user).toString(), m_second.userId(user).toString());
    for (int tenant = 0; tenant < plan.tenants; ++tenant) {
        m_ids.pair(m_first.tenantId(tenant), m_second.tenantId(tenant));
        m_ids.pair(u"t:"_s + m_first.tenantId(tenant), u"t:"_s + m_second.tenantId(tenant));
    }
    pairEpochs();
}

void Twin::setNow(const QDateTime &now)
{
    m_first.setNow(now);
    m_second.setNow(now);
}

void Twin::setPageRows(int rows)
{
    m_first.setPageRows(rows);
    m_second.setPageRows(rows);
}

void Twin::hello(int user, const HelloRequest &request)
{
    HelloRequest other = request;
    for (ScopePosition &position : other.scopes)
        position = {m_ids.toSecond(position.scope), m_ids.toSecond(position.epoch), position.cursor, 0};
    const auto first = m_first.hello(user, request);
    const auto second = m_second.hello(user, other);
    for (const QString &scope : m_first.scopes()) {
        const QString epoch = m_first.epochOf(scope);
        if (!m_ids.knowsFirst(epoch))
            m_ids.pair(epoch, m_second.epochOf(m_ids.toSecond(scope)));
    }
    expectSame(u"hello"_s, answer(first, helloJson), answer(second, helloJson));
}

Result<PushReply> Twin::push(int user, const PushRequest &request)
{
    PushRequest other = request;
    for (Mutation &mutation : other.mutations) {
        mutation.scope = m_ids.toSecond(mutation.scope);
        mutation.args = m_ids.toSecond(QJsonValue(mutation.args)).toObject();
        mutation.base = m_ids.toSecond(QJsonValue(mutation.base)).toObject();
    }
    auto reply = m_first.push(user, request);
    expectSame(u"push"_s, answer(reply, pushJson), answer(m_second.push(user, other), pushJson));
    return reply;
}

PullRequest Twin::toSecond(const PullRequest &request) const
{
    PullRequest other = request;
    other.scope = m_ids.toSecond(request.scope);
    other.epoch = m_ids.toSecond(request.epoch);
    return other;
}

Result<PullReply> Twin::pull(int user, const PullRequest &request, const std::function<void()> &between)
{
    PullRequest mine = request;
    PullRequest other = toSecond(request);
    constexpr int kMostPages = 1000;
    // Rows come in the shape that the client's hello asked for.
    hello(user, {request.client, kProtocolVersion, kSchemaVersion, 0, {}});
    std::optional<Result<PullReply>> first;
    std::optional<Result<PullReply>> second;
    auto &gathered = m_gathered[request.client.toString() + request.scope];
    if (request.cursor == 0)
        gathered = {};
    // The one that is ready first waits, so that both see the same things done meanwhile.
    for (int page = 0; page < kMostPages; ++page) {
        if (!first || (*first && !(*first)->complete))
            gather(gathered.first, *(first = m_first.pull(user, mine)));
        if (!second || (*second && !(*second)->complete))
            gather(gathered.second, *(second = m_second.pull(user, other)));
        const bool isFirstOver = !*first || (*first)->complete;
        const bool isSecondOver = !*second || (*second)->complete;
        if (isFirstOver && isSecondOver)
            break;
        mine.page = isFirstOver ? QString() : (*first)->nextPage;
        other.page = isSecondOver ? QString() : (*second)->nextPage;
        if (page < 4 && isFirstOver == isSecondOver)
            between();
    }
    expectSame(u"pull"_s, answer(*first, endOfPull), answer(*second, endOfPull));
    if (!*first || !*second)
        gathered = {};
    else
        compareGathered(u"pulled rows"_s, gathered, request.scope);
    return *first;
}

void Twin::snapshot(int user, const ClientId &client, const QString &scope, const std::function<void()> &between)
{
    hello(user, {client, kProtocolVersion, kSchemaVersion, 0, {}});
    const auto load = [&](SimServer &server, const QString &at) -> Result<bool> {
        Gathered gathered;
        qint64 start = -1;
        QString epoch;
        int steps = 0;
        for (const SyncTable &table : syncTables(ScopeKind::Tenant)) {
            QString after;
            for (bool done = false; !done; ++steps) {
                ROOST_ASSIGN(const SnapshotChunk chunk, server.snapshot(user, {at, table.name, after, client}));
                gathered.add(chunk.rows);
                start = start < 0 ? chunk.version : start;
                epoch = chunk.epoch;
                done = chunk.done;
                after = chunk.after;
                if (steps % 5 == 2)
                    between();
            }
        }
        PullRequest request{client, at, epoch, start, 0, {}};
        for (bool complete = false; !complete;) {
            ROOST_ASSIGN(const PullReply page, server.pull(user, request));
            gathered.add(page);
            complete = page.complete;
            request.page = page.nextPage;
        }
        expectRows(u"loaded rows"_s, gathered, server, at);
        return true;
    };
    const auto first = load(m_first, scope);
    const auto second = load(m_second, m_ids.toSecond(scope));
    const auto loaded = [](const auto &rows) { return rows ? Result<void>() : Result<void>(fail(rows.error())); };
    expectSame(u"snapshot"_s, loaded(first), loaded(second));
}

// What was put together, while others wrote, is exactly what is there.
void Twin::expectRows(const QString &what, const Gathered &gathered, SimServer &server, const QString &scope)
{
    const QJsonObject here = rowsJson(gathered.rows());
    const QJsonObject there = rowsJson(server.rows(scope));
    if (here != there)
        note(what, here, there);
}

void Twin::compareGathered(const QString &what, const std::pair<Gathered, Gathered> &gathered, const QString &scope)
{
    expectRows(what, gathered.first, m_first, scope);
    expectRows(what, gathered.second, m_second, m_ids.toSecond(scope));
}

void Twin::guestBooks(int tenant, const GuestStay &stay)
{
    GuestStay other = stay;
    other.listingId = m_ids.toSecond(stay.listingId);
    other.unitId = m_ids.toSecond(stay.unitId);
    pairMade(u"guest books"_s, m_first.guestBooks(tenant, stay), m_second.guestBooks(tenant, other));
}

void Twin::guestCancels(int tenant, const QString &bookingId)
{
    expectSame(u"guest cancels"_s, m_first.guestCancels(tenant, bookingId),
               m_second.guestCancels(tenant, m_ids.toSecond(bookingId)));
}

void Twin::guestReviews(int tenant, const QString &bookingId, int rating, const QString &comment)
{
    pairMade(u"guest reviews"_s, m_first.guestReviews(tenant, bookingId, rating, comment),
             m_second.guestReviews(tenant, m_ids.toSecond(bookingId), rating, comment));
}

void Twin::webEditsListing(int user, int tenant, const QString &listingId, const QJsonObject &changes)
{
    expectSame(u"web edits listing"_s, m_first.webEditsListing(user, tenant, listingId, changes),
               m_second.webEditsListing(user, tenant, m_ids.toSecond(listingId), changes));
}

void Twin::webBlocks(int user, int tenant, const QString &unitId, const QDate &from, const QDate &to)
{
    pairMade(u"web blocks"_s, m_first.webBlocks(user, tenant, unitId, from, to),
             m_second.webBlocks(user, tenant, m_ids.toSecond(unitId), from, to));
}

void Twin::webUnblocks(int user, int tenant, const QString &blockId)
{
    expectSame(u"web unblocks"_s, m_first.webUnblocks(user, tenant, blockId),
               m_second.webUnblocks(user, tenant, m_ids.toSecond(blockId)));
}

void Twin::revoke(int user, int tenant)
{
    expectSame(u"revoke"_s, m_first.revoke(user, tenant), m_second.revoke(user, tenant));
}

void Twin::grant(int user, int tenant, const QString &role)
{
    expectSame(u"grant"_s, m_first.grant(user, tenant, role), m_second.grant(user, tenant, role));
}

void Twin::savePoint()
{
    const auto first = m_first.savePoint();
    const auto second = m_second.savePoint();
    expectSame(u"save point"_s, first ? *first : -1, second ? *second : -1);
}

void Twin::restoreTo(int savePoint, bool detected)
{
    expectSame(u"restore"_s, m_first.restoreTo(savePoint, detected), m_second.restoreTo(savePoint, detected));
    pairEpochs();
}

void Twin::expireHistory(const QString &scope)
{
    expectSame(u"expire history"_s, m_first.expireHistory(scope), m_second.expireHistory(m_ids.toSecond(scope)));
}

void Twin::expireClients(const QDateTime &notSeenSince)
{
    expectSame(u"expire clients"_s, m_first.expireClients(notSeenSince), m_second.expireClients(notSeenSince));
}

void Twin::setFailing(const QString &mutationName, std::optional<ErrorCode> error)
{
    m_first.setFailing(mutationName, error);
    m_second.setFailing(mutationName, error);
}

QJsonObject Twin::asFirst(const QString &table, const QJsonObject &row) const
{
    QJsonObject compared;
    for (auto cell = row.begin(); cell != row.end(); ++cell) {
        if (isCompared(table, cell.key()))
            compared.insert(cell.key(), m_ids.toFirst(*cell));
    }
    return compared;
}

// New rows of both, whose ids aren't known yet, are paired by what they hold.
void Twin::pairRows(const QString &table, const QMap<QString, QJsonObject> &first,
                    const QMap<QString, QJsonObject> &second)
{
    QMultiMap<QByteArray, QString> newFirst;
    QMultiMap<QByteArray, QString> newSecond;
    const auto contents = [this, &table](QJsonObject row) {
        row = asFirst(table, row);
        row.remove(u"id"_s);
        return canonicalJson(row);
    };
    for (auto row = first.begin(); row != first.end(); ++row) {
        if (!m_ids.knowsFirst(row.key()))
            newFirst.insert(contents(*row), row.key());
    }
    for (auto row = second.begin(); row != second.end(); ++row) {
        if (!m_ids.knowsSecond(row.key()) && !first.contains(row.key()))
            newSecond.insert(contents(*row), row.key());
    }
    // An id that a client made is the same in both.
    for (auto row = second.begin(); row != second.end(); ++row)
        newFirst.removeIf([&row](const auto &entry) { return entry.value() == row.key(); });
    for (auto a = newFirst.begin(), b = newSecond.begin(); a != newFirst.end() && b != newSecond.end(); ++a, ++b)
        m_ids.pair(*a, *b);
}

void Twin::compareRows(const QString &scope)
{
    const Rows first = m_first.rows(scope);
    const Rows second = m_second.rows(m_ids.toSecond(scope));
    for (const SyncTable &table : syncTables(ScopeKind::Tenant)) {
        const auto mine = first.value(table.name);
        const auto others = second.value(table.name);
        pairRows(table.name, mine, others);
        QMap<QString, QJsonObject> theirs;
        for (const QJsonObject &row : others) {
            const QJsonObject translatedRow = asFirst(table.name, row);
            theirs.insert(translatedRow.value("id"_L1).toString(), translatedRow);
        }
        for (auto row = mine.begin(); row != mine.end(); ++row) {
            const QJsonObject here = asFirst(table.name, *row);
            const QJsonObject there = theirs.take(row.key());
            for (const QString &column : table.columns) {
                if (here.value(column) != there.value(column))
                    note(table.name + u'.' + column + u" of "_s + row.key(), here.value(column), there.value(column));
            }
        }
        for (const QJsonObject &row : theirs)
            note(table.name + u" only in the second"_s, QJsonValue(), row);
    }
}

void Twin::compare(int users)
{
    const QStringList scopes = m_first.scopes();
    for (const QString &scope : scopes) {
        expectSame(u"version"_s, m_first.version(scope), m_second.version(m_ids.toSecond(scope)));
        compareRows(scope);
    }
    for (int user = 0; user < users; ++user) {
        QStringList first = m_first.followedScopes(user);
        QStringList second;
        for (const QString &scope : m_second.followedScopes(user))
            second << m_ids.toFirst(scope);
        first.sort();
        second.sort();
        expectSame(u"followed scopes"_s, QJsonArray::fromStringList(first), QJsonArray::fromStringList(second));
    }
}

} // namespace roost::sim
