// See PostgresServer.h: what is there first, what guests, hosts on the web and operators do.
#include "PostgresServer.h"

#include "WorldContent.h"

#include "server/listings/ListingService.h"
#include "server/reservations/BookingService.h"
#include "server/reservations/CalendarService.h"
#include "server/sync/Epoch.h"
#include "server/tenancy/TenantTransaction.h"

namespace roost::sim {

using namespace Qt::StringLiterals;

namespace {

// What the audit trail calls what a mutation does.
QString auditName(const QString &mutation)
{
    static const QHash<QString, QString> names{{u"calendar.set_rates"_s, u"listing.set_day_rates"_s},
                                               {u"booking.no_show"_s, u"booking.mark_no_show"_s},
                                               {u"booking.create"_s, u"booking.request"_s}};
    return names.value(mutation, mutation);
}

// Of those that a simulator asks for.
QString sqlStateOf(ErrorCode code)
{
    return code == ErrorCode::StorageFull ? u"53100"_s : u"55P03"_s;
}

} // namespace

Result<void> PostgresServer::addUsers(int users)
{
    const auto add = [this](const QString &name) -> Result<UserId> {
        const UserId user = UserId::create();
        ROOST_TRY(m_admin->execute(
            u"INSERT INTO user_account (id, email, display_name) VALUES ('%1', '%2@example.org', '%3')"_s.arg(
                user.toString(), name.toLower(), name)));
        return user;
    };
    for (int user = 0; user < users; ++user) {
        ROOST_ASSIGN(const UserId id, add(u"User%1"_s.arg(user + 1)));
        m_users << id;
    }
    for (int guest = 0; guest < kGuests; ++guest) {
        ROOST_ASSIGN(const UserId id, add(guestName(guest)));
        m_guests << id;
    }
    return {};
}

Result<void> PostgresServer::addTenant(const TenantId &tenant, const QString &name)
{
    ROOST_ASSIGN(auto write, TenantTransaction::beginWrite(*m_context, tenant, m_users.first()));
    ROOST_ASSIGN(Statement insert, m_app->prepare(u"INSERT INTO tenant (id, name, currency, time_zone, version) "
                                                  "VALUES (:id::uuid, :name, 'NOK', 'Europe/Oslo', 0)"_s));
    insert.bind(u":id"_s, tenant).bind(u":name"_s, name);
    ROOST_TRY(insert.exec());
    return write.commit();
}

Result<void> PostgresServer::addListing(const TenantId &tenant, int listing, int units)
{
    NewListing made{ListingId(), listingFields(listing), {}};
    for (int unit = 0; unit < units; ++unit)
        made.units << NewUnit{UnitId(), unitName(unit)};
    ROOST_TRY(ListingService().create(*m_context, {m_users.first(), SessionId(), tenant, Role::Owner}, made));
    return {};
}

Result<void> PostgresServer::build(const WorldPlan &plan)
{
    ROOST_TRY(addUsers(plan.users));
    for (int tenant = 0; tenant < plan.tenants; ++tenant) {
        m_tenants << TenantId::create();
        ROOST_TRY(addTenant(m_tenants.last(), tenantName(tenant)));
    }
    for (const WorldPlan::Membership &membership : plan.memberships)
        ROOST_TRY(grant(membership.user, membership.tenant, membership.role));
    for (const TenantId &tenant : std::as_const(m_tenants)) {
        for (int listing = 0; listing < plan.listingsPerTenant; ++listing)
            ROOST_TRY(addListing(tenant, listing, plan.unitsPerListing));
    }
    return {};
}

Result<Caller> PostgresServer::callerIn(int user, int tenant)
{
    ROOST_ASSIGN(const QVariant role, look(u"SELECT role FROM member WHERE tenant_id = '%1' AND user_id = '%2'"_s.arg(
                                          m_tenants.at(tenant).toString(), m_users.at(user).toString())));
    return Caller{m_users.at(user), SessionId::create(), m_tenants.at(tenant), roleFromName(role.toString())};
}

Result<QString> PostgresServer::guestBooks(int, const GuestStay &stay)
{
    const UserId guest = m_guests.at(m_guestBookings++ % kGuests);
    QJsonObject wish{{u"listing_id"_s, stay.listingId},
                     {u"check_in"_s, stay.checkIn.toString(Qt::ISODate)},
                     {u"check_out"_s, stay.checkOut.toString(Qt::ISODate)},
                     {u"guests"_s, stay.guests}};
    if (!stay.unitId.isEmpty())
        wish.insert(u"unit_id"_s, stay.unitId);
    BookingRequest request;
    ROOST_ASSIGN(request.wish, Wish::fromJson(wish));
    ROOST_ASSIGN(const BookingDecision decision,
                 BookingService().book(*m_context, {guest, SessionId::create(), TenantId(), std::nullopt}, request));
    return decision.booking.id.toString();
}

Result<void> PostgresServer::guestCancels(int, const QString &bookingId)
{
    ROOST_ASSIGN(const QVariant guest,
                 look(u"SELECT coalesce(guest_user_id::text, '') FROM booking WHERE id = '%1'"_s.arg(bookingId)));
    ROOST_ASSIGN(const QVariant status, look(u"SELECT status FROM booking WHERE id = '%1'"_s.arg(bookingId)));
    const Caller caller{UserId::fromString(guest.toString()), SessionId::create(), TenantId(), std::nullopt};
    const BookingId id = BookingId::fromString(bookingId);
    const auto ended = status.toString() == u"pending" ? BookingService().withdraw(*m_context, caller, id)
                                                       : BookingService().cancelAsGuest(*m_context, caller, id);
    if (!ended)
        return fail(ended.error());
    return {};
}

Result<QString> PostgresServer::guestReviews(int tenant, const QString &bookingId, int rating, const QString &comment)
{
    const ReviewId id = ReviewId::create();
    ROOST_ASSIGN(auto write, TenantTransaction::beginWrite(*m_context, m_tenants.at(tenant), m_guests.first()));
    ROOST_ASSIGN(Statement insert,
                 m_app->prepare(u"INSERT INTO review (id, tenant_id, listing_id, booking_id, author, rating, comment, "
                                "reviewed_on, version) SELECT :id::uuid, tenant_id, listing_id, id, 'Guest', "
                                ":rating::smallint, :comment::text, :day::date, 0 FROM booking "
                                "WHERE id = :booking::uuid AND tenant_id = roost_tenant()"_s));
    insert.bind(u":id"_s, id)
        .bind(u":rating"_s, rating)
        .bind(u":comment"_s, comment)
        .bind(u":day"_s, m_clock.nowUtc().date().toString(Qt::ISODate))
        .bind(u":booking"_s, bookingId);
    ROOST_TRY(insert.exec());
    if (insert.rowsAffected() != 1)
        return fail(ErrorCode::NotFound, u"There is no such booking."_s);
    ROOST_TRY(write.commit());
    return id.toString();
}

Result<void> PostgresServer::webEditsListing(int user, int tenant, const QString &listingId, const QJsonObject &changes)
{
    ROOST_ASSIGN(const Caller caller, callerIn(user, tenant));
    ROOST_TRY(ListingService().edit(*m_context, caller, ListingId::fromString(listingId), changes));
    return {};
}

Result<QString> PostgresServer::webBlocks(int user, int tenant, const QString &unitId, const QDate &from,
                                          const QDate &to)
{
    ROOST_ASSIGN(const Caller caller, callerIn(user, tenant));
    ROOST_ASSIGN(const QVariant listing, look(u"SELECT listing_id FROM unit WHERE id = '%1'"_s.arg(unitId)));
    ROOST_ASSIGN(const StayDates dates, StayDates::create(from, to));
    ROOST_ASSIGN(const BlockId block,
                 CalendarService().block(*m_context, caller,
                                         {BlockId::create(), ListingId::fromString(listing.toString()),
                                          UnitId::fromString(unitId), dates, u""_s}));
    return block.toString();
}

Result<void> PostgresServer::webUnblocks(int user, int tenant, const QString &blockId)
{
    ROOST_ASSIGN(const Caller caller, callerIn(user, tenant));
    return CalendarService().unblock(*m_context, caller, BlockId::fromString(blockId));
}

Result<void> PostgresServer::revoke(int user, int tenant)
{
    ROOST_ASSIGN(auto write, TenantTransaction::beginWrite(*m_context, m_tenants.at(tenant), m_users.at(user)));
    ROOST_ASSIGN(Statement remove, m_app->prepare(u"DELETE FROM member WHERE tenant_id = roost_tenant() AND "
                                                  "user_id = :user::uuid"_s));
    remove.bind(u":user"_s, m_users.at(user));
    ROOST_TRY(remove.exec());
    if (remove.rowsAffected() != 1)
        return fail(ErrorCode::NotFound, u"This user is no member."_s);
    return write.commit();
}

Result<void> PostgresServer::grant(int user, int tenant, const QString &role)
{
    ROOST_ASSIGN(auto write, TenantTransaction::beginWrite(*m_context, m_tenants.at(tenant), m_users.at(user)));
    ROOST_ASSIGN(Statement insert, m_app->prepare(u"INSERT INTO member (id, tenant_id, user_id, role, version) "
                                                  "VALUES (:id::uuid, roost_tenant(), :user::uuid, :role, 0)"_s));
    insert.bind(u":id"_s, MemberId::create()).bind(u":user"_s, m_users.at(user)).bind(u":role"_s, role);
    ROOST_TRY(insert.exec());
    return write.commit();
}

Result<void> PostgresServer::copyDatabase(const QString &from, const QString &to)
{
    close();
    ROOST_ASSIGN(const auto admin, Database::openPostgres(m_postgres.server().adminUrl()));
    ROOST_TRY(admin->execute(u"DROP DATABASE IF EXISTS %1 WITH (FORCE)"_s.arg(to)));
    ROOST_TRY(admin->execute(u"CREATE DATABASE %1 TEMPLATE %2 OWNER roost_owner"_s.arg(to, from)));
    return open();
}

Result<int> PostgresServer::savePoint()
{
    ROOST_TRY(copyDatabase(m_names.name, u"%1_save_%2"_s.arg(m_names.name).arg(m_savePoints)));
    return m_savePoints++;
}

Result<void> PostgresServer::restoreTo(int savePoint, bool detected)
{
    ROOST_TRY(copyDatabase(u"%1_save_%2"_s.arg(m_names.name).arg(savePoint), m_names.name));
    if (!detected)
        return {};
    // A cluster that was recovered to a point in time is on another timeline than the one that the epoch began with.
    ROOST_TRY(m_admin->execute(u"UPDATE server_epoch SET timeline = timeline + 1"_s));
    ROOST_TRY(ensureEpoch(*m_app));
    return {};
}

Result<void> PostgresServer::expireHistory(const QString &scope)
{
    ROOST_TRY(m_admin->execute(u"DELETE FROM sync_tombstone WHERE tenant_id = '%1'"_s.arg(scope.mid(2))));
    return m_admin->execute(u"UPDATE sync_scope SET floor = version WHERE scope = '%1'"_s.arg(scope));
}

Result<void> PostgresServer::expireClients(const QDateTime &notSeenSince)
{
    const QString before = notSeenSince.toUTC().toString(Qt::ISODateWithMs);
    ROOST_TRY(m_admin->execute(
        u"INSERT INTO sync_spent_mutation (mutation_id, user_id) SELECT mutation_id, user_id FROM sync_outcome "
        "JOIN sync_client USING (client_id) WHERE seen_at < '%1' ON CONFLICT DO NOTHING"_s.arg(before)));
    return m_admin->execute(u"DELETE FROM sync_client WHERE seen_at < '%1'"_s.arg(before));
}

void PostgresServer::setFailing(const QString &mutationName, std::optional<ErrorCode> error)
{
    const QString name = auditName(mutationName);
    const QString trigger = u"fail_"_s + QString(name).replace(u'.', u'_');
    QString script = u"DROP TRIGGER IF EXISTS %1 ON audit_entry;"_s.arg(trigger);
    if (error) {
        script += u"CREATE OR REPLACE FUNCTION %1() RETURNS trigger LANGUAGE plpgsql AS "
                  "$$ BEGIN RAISE EXCEPTION 'simulated' USING ERRCODE = '%2'; END $$;"
                  "CREATE TRIGGER %1 BEFORE INSERT ON audit_entry FOR EACH ROW WHEN (NEW.action = '%3') "
                  "EXECUTE FUNCTION %1();"_s.arg(trigger, sqlStateOf(*error), name);
    }
    const auto done = m_admin->execute(script);
    Q_ASSERT(done);
}

} // namespace roost::sim
