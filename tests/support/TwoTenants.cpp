// Portfolios of the demo, one unpublished listing each.
#include "TwoTenants.h"

#include "server/demo/DemoPortfolio.h"
#include "server/partners/PartnerAppService.h"

namespace roost::test {

using namespace Qt::StringLiterals;

Result<QStringList> columnOf(Database &database, const QString &sql)
{
    ROOST_ASSIGN(Statement query, database.prepare(sql));
    ROOST_TRY(query.exec());
    QStringList values;
    while (query.next())
        values << query.text(0);
    return values;
}

Result<void> TwoTenants::start(PostgresFixture &postgres)
{
    ROOST_TRY(m_api.start(postgres));
    ROOST_ASSIGN(m_admin, Database::openPostgres(m_api.database().adminUrl));
    ROOST_ASSIGN(m_mallory, makeHost(u"mallory"_s, 1));
    ROOST_ASSIGN(m_alice, makeHost(u"alice"_s, 2));
    return fillRemainingTables();
}

Result<HostFixture> TwoTenants::makeHost(const QString &name, quint32 seed)
{
    HostFixture host;
    host.user.email = name + u"@example.org"_s;
    host.user.password = u"password of "_s + name;
    DemoOptions options;
    options.listings = 3;
    options.seed = seed;
    options.ownerEmail = host.user.email;
    ROOST_ASSIGN(options.ownerPasswordHash, PasswordHasher({64, 1, 1}).hash(host.user.password));
    ROOST_ASSIGN(const auto database, Database::openPostgres(m_api.database().appUrl));
    ServerContext context{*database, m_api.clock(), nullptr};
    ROOST_ASSIGN([[maybe_unused]] const DemoReport report, DemoPortfolio(context, options).create());

    const ApiAnswer session =
        m_api.post(u"/api/v1/auth/login"_s, {{u"email"_s, host.user.email}, {u"password"_s, host.user.password}});
    host.user.id = session.json().value("user"_L1).toObject().value("id"_L1).toString();
    host.user.accessToken = session.text(u"access_token"_s);
    host.tenant = session.json().value("tenants"_L1).toArray().first().toObject().value("id"_L1).toString();
    ROOST_ASSIGN(
        const IssuedPartnerKey issued,
        PartnerAppService().registerApp(
            context, {TenantId::fromString(host.tenant), name, {}, {u"stay"_s, u"experience"_s, u"service"_s}}));
    host.app = issued.app.id.toLatin1();
    host.appKey = issued.key;
    return host;
}

// What the demo leaves empty: an unpublished listing with a block of its own, a deleted row, an audited act.
Result<void> TwoTenants::fillRemainingTables()
{
    for (const HostFixture &host : {m_mallory, m_alice}) {
        const QString tenant = u"/api/v1/tenants/"_s + host.tenant;
        const QString secret = u"secret of "_s + host.user.email;
        const QString listing =
            m_api.post(tenant + u"/listings"_s, {{u"title"_s, secret}}, host.user.accessToken).text(u"id"_s);
        QStringList blocks;
        for (const QString &day : {u"2027-03-01"_s, u"2027-04-01"_s}) {
            const QJsonObject block{{u"listing_id"_s, listing},
                                    {u"from_date"_s, day},
                                    {u"to_date"_s, QString(day.left(8) + u"05"_s)},
                                    {u"note"_s, secret}};
            blocks << m_api.post(tenant + u"/blocks"_s, block, host.user.accessToken).text(u"id"_s);
        }
        const ApiAnswer removed =
            m_api.send({"DELETE", tenant + u"/blocks/"_s + blocks.last(), host.user.accessToken, std::nullopt, {}});
        if (removed.status != 204)
            return fail(ErrorCode::Internal, u"The portfolios could not be made."_s, QString::fromUtf8(removed.body));
        ROOST_TRY(addRowsOfReservations(host));
    }
    return {};
}

// What guests and partner apps make, of the tenant's unpublished listing.
Result<void> TwoTenants::addRowsOfReservations(const HostFixture &host)
{
    const QStringList inserts{
        u"INSERT INTO unit_link (tenant_id, whole_unit_id, part_unit_id) SELECT tenant_id, min(id::text)::uuid, "
        "max(id::text)::uuid FROM unit WHERE tenant_id = '%1' GROUP BY tenant_id"_s,
        u"INSERT INTO hold (id, tenant_id, listing_id, holder, token_hash, wish, plan, quote, policy, expires_at) "
        "SELECT gen_random_uuid(), tenant_id, id, 'app:secret:1', '\\x00', '{}', '{}', '{}', '{}', now() FROM listing "
        "WHERE tenant_id = '%1' AND status <> 'published' LIMIT 1"_s,
        u"INSERT INTO waitlist_entry (id, tenant_id, listing_id, user_id, wish, during, asked_at) SELECT "
        u"gen_random_uuid(), "
        "listing.tenant_id, listing.id, '%2', '{}', tstzrange(now(), now() + interval '1 day'), now() FROM listing "
        "WHERE tenant_id = '%1' AND status <> 'published' LIMIT 1"_s,
        u"INSERT INTO day_rate (id, tenant_id, listing_id, date, price_minor, version) SELECT gen_random_uuid(), "
        "tenant_id, id, '2027-07-02', 666, set_config('roost.version', version::text, true)::bigint FROM listing "
        "WHERE tenant_id = '%1' AND status <> 'published' LIMIT 1"_s,
        u"INSERT INTO blob (tenant_id, sha256, size, media_type, width, height) "
        "VALUES ('%1', repeat(md5('%1'), 2), 10, 'image/jpeg', 4, 3); SELECT set_config('roost.version', '1', true); "
        "INSERT INTO listing_photo (id, tenant_id, listing_id, sha256, position, caption, width, height, version) "
        "SELECT gen_random_uuid(), tenant_id, id, repeat(md5('%1'), 2), 0, 'Secret', 4, 3, 0 FROM listing "
        "WHERE tenant_id = '%1' AND status <> 'published' LIMIT 1"_s,
        u"INSERT INTO promotion (id, tenant_id, code, terms) VALUES (gen_random_uuid(), '%1', 'SECRET', "
        "'{\"code\": \"SECRET\", \"percent\": 10, \"active\": true}')"_s,
        u"INSERT INTO promotion_use (id, tenant_id, promotion_id, booking_id) SELECT gen_random_uuid(), '%1', "
        "promotion.id, booking.id FROM promotion JOIN booking USING (tenant_id) WHERE tenant_id = '%1' LIMIT 1"_s,
        u"SELECT set_config('roost.version', '1', true); "
        "INSERT INTO session_series (id, tenant_id, listing_id, first_local, time_zone, duration_minutes, rrule, "
        "seat_plan, version) SELECT gen_random_uuid(), tenant_id, id, '2027-07-02 19:00', 'Europe/Oslo', 60, "
        "'FREQ=DAILY;COUNT=1', '{\"places\": 1}', 0 FROM listing WHERE tenant_id = '%1' AND status <> 'published' "
        "LIMIT 1; "
        "INSERT INTO experience_session (id, tenant_id, listing_id, starts_at, ends_at, time_zone, seat_plan, version) "
        "SELECT gen_random_uuid(), tenant_id, id, '2027-07-02 17:00Z', '2027-07-02 18:00Z', 'Europe/Oslo', "
        "'{\"places\": 1}', 0 FROM listing WHERE tenant_id = '%1' AND status <> 'published' LIMIT 1"_s,
        u"SELECT set_config('roost.version', '1', true); "
        "INSERT INTO unit (id, tenant_id, kind, name, position, version) VALUES "
        "(gen_random_uuid(), '%1', 'staff', 'Secret therapist', 0, 0), "
        "(gen_random_uuid(), '%1', 'resource', 'Secret room', 0, 0); "
        "INSERT INTO staff_member (id, tenant_id, hours, version) SELECT id, tenant_id, "
        "'{\"time_zone\": \"UTC\", \"weekly\": {}}', 0 FROM unit WHERE tenant_id = '%1' AND name = 'Secret therapist'; "
        "INSERT INTO staff_absence (id, tenant_id, staff_id, starts_at, ends_at, note, version) SELECT "
        "gen_random_uuid(), tenant_id, id, '2027-07-02 17:00Z', '2027-07-02 18:00Z', 'Secret', 0 FROM staff_member "
        "WHERE tenant_id = '%1'; "
        "INSERT INTO resource (id, tenant_id, resource_kind, version) SELECT id, tenant_id, 'room', 0 FROM unit "
        "WHERE tenant_id = '%1' AND name = 'Secret room'"_s,
        u"SELECT set_config('roost.version', '1', true); "
        "INSERT INTO thread (id, tenant_id, booking_id, contact_id, message_count, last_message_at, version) SELECT "
        "gen_random_uuid(), tenant_id, id, contact_id, 1, now(), 0 FROM booking WHERE tenant_id = '%1' AND NOT EXISTS "
        "(SELECT FROM thread WHERE thread.booking_id = booking.id) LIMIT 1; "
        "INSERT INTO message (id, tenant_id, thread_id, position, author, author_user_id, text, sent_at, version) "
        "SELECT gen_random_uuid(), tenant_id, id, message_count, 'guest', '%2', 'secret message of %2', now(), 0 FROM "
        "thread "
        "WHERE tenant_id = '%1' ORDER BY last_message_at DESC LIMIT 1; "
        "INSERT INTO task (id, tenant_id, title, created_at, version) VALUES (gen_random_uuid(), '%1', 'secret task of "
        "%2', "
        "now(), 0)"_s,
    };
    for (const QString &insert : inserts)
        ROOST_TRY(m_admin->execute(QString(insert).replace(u"%1"_s, host.tenant).replace(u"%2"_s, host.user.id)));
    return {};
}

Result<QStringList> TwoTenants::tenantTables()
{
    return columnOf(*m_admin, u"SELECT relname::text FROM pg_class JOIN pg_attribute ON attrelid = pg_class.oid "
                              "WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') "
                              "AND attname = 'tenant_id' AND NOT attisdropped ORDER BY relname"_s);
}

Result<QString> TwoTenants::idIn(const QString &name, const QString &tenant)
{
    // What paths call them; a plain session is a log-in.
    static const QHash<QString, QString> tables{
        {u"session"_s, u"experience_session"_s}, {u"series"_s, u"session_series"_s}, {u"staff"_s, u"staff_member"_s},
        {u"absence"_s, u"staff_absence"_s},      {u"entry"_s, u"waitlist_entry"_s},  {u"entity"_s, u"listing"_s},
        {u"up_to_message"_s, u"message"_s},      {u"assignee"_s, u"member"_s},       {u"reservation"_s, u"hold"_s}};
    // People belong to tenants as members.
    if (name == "user"_L1) {
        ROOST_ASSIGN(const QStringList users,
                     columnOf(*m_admin, u"SELECT user_id::text FROM member WHERE tenant_id = '%1'"_s.arg(tenant)));
        return users.value(0);
    }
    const QString table = tables.value(name, name);
    if (table == "blob"_L1) {
        ROOST_ASSIGN(const QStringList hashes,
                     columnOf(*m_admin, u"SELECT sha256 FROM blob WHERE tenant_id = '%1'"_s.arg(tenant)));
        return hashes.value(0);
    }
    QString order = u"id"_s;
    if (table == "listing"_L1)
        order = u"status = 'published', id"_s;
    else if (QStringList{u"unit"_s, u"block"_s, u"experience_session"_s, u"session_series"_s}.contains(table))
        order = u"(SELECT status = 'published' FROM listing WHERE listing.id = listing_id), id"_s;
    ROOST_ASSIGN(const QStringList ids,
                 columnOf(*m_admin, u"SELECT id::text FROM %1 WHERE tenant_id = '%2' ORDER BY %3 LIMIT 1"_s.arg(
                                        table, tenant, order)));
    return ids.value(0);
}

Result<QString> TwoTenants::digestOf(const QString &tenant)
{
    ROOST_ASSIGN(const QStringList tables, tenantTables());
    QString digests;
    for (const QString &table : tables) {
        ROOST_ASSIGN(const QStringList digest,
                     columnOf(*m_admin, u"SELECT md5(string_agg(t::text, '|' ORDER BY t::text)) FROM %1 AS t "
                                        "WHERE tenant_id = '%2'"_s.arg(table, tenant)));
        digests += table + u'=' + digest.value(0) + u' ';
    }
    return digests;
}

Result<QStringList> TwoTenants::secretsOf(const QString &tenant)
{
    return columnOf(*m_admin, u"SELECT name FROM contact WHERE tenant_id = '%1' AND name <> '' "
                              "UNION SELECT email FROM contact WHERE tenant_id = '%1' AND email <> '' "
                              "UNION SELECT title FROM listing WHERE tenant_id = '%1' AND status <> 'published' "
                              "UNION SELECT note FROM block WHERE tenant_id = '%1' AND note LIKE 'secret%' "
                              "UNION SELECT text FROM message WHERE tenant_id = '%1' AND text LIKE 'secret%' "
                              "UNION SELECT title FROM task WHERE tenant_id = '%1' AND title LIKE 'secret%' "
                              "UNION SELECT code FROM booking WHERE tenant_id = '%1'"_s.replace(u"%1"_s, tenant));
}

} // namespace roost::test
