// See ModelServer.h.
#include "ModelServer.h"

#include "WorldContent.h"

#include "common/PlantedBug.h"
#include "common/Uuid.h"

namespace roost::sim {

using namespace Qt::StringLiterals;
using namespace sync;

namespace {

QString newId()
{
    return uuidText(newUuid());
}

tl::unexpected<Error> noSuch()
{
    return fail(ErrorCode::NotFound, u"There is no such thing."_s);
}

QJsonObject newListing(int listing)
{
    QJsonObject row = listingFields(listing);
    const QJsonObject others{{u"kind"_s, u"stay"_s},
                             {u"time_zone"_s, u"Europe/Oslo"_s},
                             {u"currency"_s, u"NOK"_s},
                             {u"check_in_time"_s, u"15:00"_s},
                             {u"check_out_time"_s, u"11:00"_s},
                             {u"city"_s, u""_s},
                             {u"neighbourhood"_s, u""_s},
                             {u"country"_s, u""_s},
                             {u"room_type"_s, u""_s},
                             {u"pricing"_s, QJsonObject()},
                             {u"cancellation_policy"_s, QJsonObject{{u"preset"_s, u"flexible"_s}}},
                             {u"rating_count"_s, 0},
                             {u"language"_s, u""_s},
                             {u"amenities"_s, QJsonArray()}};
    for (auto field = others.begin(); field != others.end(); ++field)
        row.insert(field.key(), *field);
    return row;
}

void addListing(ModelScope &scope, int listing, int units)
{
    const QString id = newId();
    scope.put(u"listing"_s, id, newListing(listing));
    for (int unit = 0; unit < units; ++unit) {
        scope.put(u"unit"_s, newId(),
                  {{u"listing_id"_s, id}, {u"name"_s, unitName(unit)}, {u"position"_s, unit}, {u"kind"_s, u"home"_s}});
    }
}

// The mean of a listing's ratings, in hundredths.
void updateRating(ModelScope &scope, const QString &listing)
{
    int count = 0;
    double sum = 0;
    for (const QJsonObject &review : scope.rows(u"review"_s)) {
        if (review.value("listing_id"_L1) != listing)
            continue;
        ++count;
        sum += review.value("rating"_L1).toDouble();
    }
    const double mean = std::round(sum / count * 100) / 100;
    const QJsonObject had = scope.row(u"listing"_s, listing);
    if (had.value("rating_count"_L1) != count || had.value("rating_mean"_L1) != mean)
        scope.put(u"listing"_s, listing, {{u"rating_count"_s, count}, {u"rating_mean"_s, mean}});
}

} // namespace

template <class Change>
auto ModelServer::write(const QString &scope, Change change) -> decltype(change(std::declval<ModelScope &>()))
{
    const ModelScope before = m_state.scopes.value(scope);
    ModelScope &now = m_state.scopes[scope];
    now.advance();
    auto done = change(now);
    if (done)
        now.commit();
    else
        now = before;
    return done;
}

Result<void> ModelServer::build(const WorldPlan &plan)
{
    m_state.epoch = newId();
    for (int user = 0; user < plan.users; ++user)
        m_users << newId();
    for (int guest = 0; guest < kGuests; ++guest)
        m_guests << newId();
    for (int tenant = 0; tenant < plan.tenants; ++tenant) {
        m_tenants << newId();
        ROOST_TRY(write(scopeOf(tenant), [&](ModelScope &scope) -> Result<void> {
            scope.put(u"tenant"_s, m_tenants.at(tenant),
                      {{u"name"_s, tenantName(tenant)},
                       {u"currency"_s, u"NOK"_s},
                       {u"time_zone"_s, u"Europe/Oslo"_s},
                       {u"locale"_s, u"en"_s}});
            return {};
        }));
    }
    for (const WorldPlan::Membership &membership : plan.memberships)
        ROOST_TRY(grant(membership.user, membership.tenant, membership.role));
    for (int tenant = 0; tenant < plan.tenants; ++tenant) {
        for (int listing = 0; listing < plan.listingsPerTenant; ++listing) {
            ROOST_TRY(write(scopeOf(tenant), [&](ModelScope &scope) -> Result<void> {
                addListing(scope, listing, plan.unitsPerListing);
                return {};
            }));
        }
    }
    return {};
}

Result<HelloReply> ModelServer::hello(int user, const HelloRequest &request)
{
    return ModelHello(m_state, m_settings, m_users.at(user)).answer(request);
}

Result<PushReply> ModelServer::push(int user, const PushRequest &request)
{
    return ModelPush(m_state, m_settings, m_users.at(user)).answer(request);
}

Result<PullReply> ModelServer::pull(int user, const PullRequest &request)
{
    return ModelPull(m_state, m_settings, m_users.at(user)).answer(request);
}

Result<SnapshotChunk> ModelServer::snapshot(int user, const SnapshotRequest &request)
{
    return ModelPull(m_state, m_settings, m_users.at(user)).chunk(request);
}

QStringList ModelServer::followedScopes(int user)
{
    QStringList followed = m_state.scopes.keys();
    followed.removeIf([this, user](const QString &scope) { return !m_state.mayFollow(m_users.at(user), scope); });
    return followed;
}

Result<QString> ModelServer::guestBooks(int tenant, const GuestStay &stay)
{
    const int guest = m_guestBookings++ % kGuests;
    const StayWanted wanted{stay.listingId, stay.unitId, stay.checkIn, stay.checkOut, stay.guests, 0};
    return write(scopeOf(tenant), [&](ModelScope &scope) {
        return ModelBookings({scope, m_settings.now, {}}).book(m_guests.at(guest), guestName(guest), wanted);
    });
}

Result<void> ModelServer::guestCancels(int tenant, const QString &bookingId)
{
    return write(scopeOf(tenant), [&](ModelScope &scope) {
        return ModelBookings({scope, m_settings.now, {}}).cancelAsGuest(bookingId);
    });
}

Result<QString> ModelServer::guestReviews(int tenant, const QString &bookingId, int rating, const QString &comment)
{
    return write(scopeOf(tenant), [&](ModelScope &scope) -> Result<QString> {
        const QJsonObject booking = scope.row(u"booking"_s, bookingId);
        if (booking.isEmpty())
            return noSuch();
        for (const QJsonObject &review : scope.rows(u"review"_s)) {
            if (review.value("booking_id"_L1) == bookingId)
                return fail(ErrorCode::AlreadyExists, u"This stay was reviewed."_s);
        }
        const QString id = newId();
        scope.put(u"review"_s, id,
                  {{u"listing_id"_s, booking.value("listing_id"_L1)},
                   {u"booking_id"_s, bookingId},
                   {u"author"_s, u"Guest"_s},
                   {u"rating"_s, rating},
                   {u"comment"_s, comment},
                   {u"reviewed_on"_s, textOf(m_settings.now.date())}});
        updateRating(scope, booking.value("listing_id"_L1).toString());
        return id;
    });
}

// What REST does is what the mutation of that name does.
Result<void> ModelServer::asMutation(int user, int tenant, const QString &name, const QJsonObject &args)
{
    const QString scope = scopeOf(tenant);
    if (!m_state.mayFollow(m_users.at(user), scope))
        return fail(ErrorCode::Forbidden, u"You can't change this."_s);
    const Mutation mutation{0, MutationId(), scope, name, kSchemaVersion, args, {}};
    return write(scope, [&](ModelScope &rows) -> Result<void> {
        const Act act{rows, m_settings.now, m_users.at(user)};
        const Outcome outcome = name == u"listing.edit"     ? ModelListings(act).edit(mutation)
                                : name == u"calendar.block" ? ModelBlocks(act).block(mutation)
                                                            : ModelBlocks(act).unblock(mutation);
        if (outcome.kind == OutcomeKind::Rejected)
            return fail(errorCodeFromName(outcome.code), outcome.message);
        return {};
    });
}

Result<void> ModelServer::webEditsListing(int user, int tenant, const QString &listingId, const QJsonObject &changes)
{
    const qint64 before = version(scopeOf(tenant));
    const ModelState kept = m_state;
    ROOST_TRY(asMutation(user, tenant, u"listing.edit"_s, {{u"listing_id"_s, listingId}, {u"changes"_s, changes}}));
    // An edit that changes nothing is none.
    if (m_state.scopes[scopeOf(tenant)].row(u"listing"_s, listingId).value("version"_L1).toInteger() <= before)
        m_state = kept;
    return {};
}

Result<QString> ModelServer::webBlocks(int user, int tenant, const QString &unitId, const QDate &from, const QDate &to)
{
    const QString id = newId();
    const QJsonValue listing = m_state.scopes[scopeOf(tenant)].row(u"unit"_s, unitId).value("listing_id"_L1);
    ROOST_TRY(asMutation(user, tenant, u"calendar.block"_s,
                         {{u"block_id"_s, id},
                          {u"listing_id"_s, listing},
                          {u"unit_id"_s, unitId},
                          {u"from_date"_s, textOf(from)},
                          {u"to_date"_s, textOf(to)},
                          {u"note"_s, u""_s}}));
    return id;
}

Result<void> ModelServer::webUnblocks(int user, int tenant, const QString &blockId)
{
    if (!m_state.scopes[scopeOf(tenant)].has(u"block"_s, blockId))
        return noSuch();
    return asMutation(user, tenant, u"calendar.unblock"_s, {{u"block_id"_s, blockId}});
}

Result<void> ModelServer::revoke(int user, int tenant)
{
    return write(scopeOf(tenant), [&](ModelScope &scope) -> Result<void> {
        const Table members = scope.rows(u"member"_s);
        for (auto member = members.begin(); member != members.end(); ++member) {
            if (member->value("user_id"_L1) != m_users.at(user))
                continue;
            scope.remove(u"member"_s, member.key());
            return {};
        }
        return noSuch();
    });
}

Result<void> ModelServer::grant(int user, int tenant, const QString &role)
{
    return write(scopeOf(tenant), [&](ModelScope &scope) -> Result<void> {
        if (!m_state.roleOf(m_users.at(user), scopeOf(tenant)).isEmpty())
            return fail(ErrorCode::AlreadyExists, u"This user is a member."_s);
        scope.put(u"member"_s, newId(), {{u"user_id"_s, m_users.at(user)}, {u"role"_s, role}});
        return {};
    });
}

Result<int> ModelServer::savePoint()
{
    m_savePoints << m_state;
    return static_cast<int>(m_savePoints.size()) - 1;
}

Result<void> ModelServer::restoreTo(int savePoint, bool detected)
{
    m_state = m_savePoints.at(savePoint);
    if (detected && !ROOST_PLANTED(KeepEpoch))
        m_state.epoch = newId();
    return {};
}

Result<void> ModelServer::expireHistory(const QString &scope)
{
    m_state.scopes[scope].forgetRemovals();
    return {};
}

Result<void> ModelServer::expireClients(const QDateTime &notSeenSince)
{
    for (auto client = m_state.clients.begin(); client != m_state.clients.end();) {
        if (client->seenAt >= notSeenSince) {
            ++client;
            continue;
        }
        for (const QString &mutation : std::as_const(client->mutations)) {
            m_state.outcomes.remove(mutation);
            m_state.spent.insert(mutation);
        }
        client = m_state.clients.erase(client);
    }
    return {};
}

void ModelServer::setFailing(const QString &mutationName, std::optional<ErrorCode> error)
{
    if (error)
        m_settings.failing.insert(mutationName, *error);
    else
        m_settings.failing.remove(mutationName);
}

qint64 ModelServer::version(const QString &scope)
{
    const auto found = m_state.scopes.constFind(scope);
    return found == m_state.scopes.constEnd() ? 0 : found->version();
}

Rows ModelServer::rows(const QString &scope)
{
    const auto found = m_state.scopes.constFind(scope);
    return found == m_state.scopes.constEnd() ? Rows() : found->tables();
}

std::optional<Rows> ModelServer::rowsAt(const QString &scope, qint64 version) const
{
    const auto found = m_state.scopes.constFind(scope);
    const QMap<QString, Table> *tables = found == m_state.scopes.constEnd() ? nullptr : found->tablesAt(version);
    return tables ? std::optional<Rows>(*tables) : std::nullopt;
}

} // namespace roost::sim
