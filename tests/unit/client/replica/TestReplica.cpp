// The host's edits on a replica without a network: what is applied, what is refused and why, what is queued.
#include "support/Expect.h"
#include "support/MockClock.h"
#include "support/TestKey.h"

#include "client/replica/Edits.h"
#include "client/replica/Profile.h"
#include "client/replica/Replica.h"
#include "client/replica/ReplicaReader.h"
#include "client/replica/SealedColumns.h"
#include "storage/Database.h"
#include "sync/protocol/SyncTables.h"

#include <QTemporaryDir>
#include <QTest>

using namespace roost;
using namespace roost::replica;
using namespace Qt::StringLiterals;

class TestReplica : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void preparesEveryStatement();
    void editKeepsTheServersRow();
    void onlyRealChangesAreSent();
    void refusesWhatTheRulesForbid();
    void refusesUnknownRows();
    void blockNeedsFreeNights();
    void unblockTakesTheBlockAway();
    void bookingStepsFollowTheLifecycle();
    void failedEditLeavesNothing();
    void rowsAreNamedInChanges();
    void emptyPullChangesNothing();
    void olderPullIsIgnored();
    void pullOfAnotherEpochIsRefused();
    void malformedRowsAreRefusedWhole();
    void unknownColumnsAreSkipped();
    void newestStateOfARowWins();
    void quarantineNumbersTheRestAnew();
    void newIdentityKeepsOrderAndIds();
    void accountIsKept();

private:
    void insert(const QString &table, const QHash<QString, QVariant> &values);
    ListingRow listing() { return m_reader->listings()->first(); }
    UnitRow unit() { return m_reader->units()->first(); }
    BookingRow booking(const QString &code) { return **m_reader->bookingByCode(code); }
    Result<MutationId> block(const QDate &from, const QDate &to)
    {
        return m_replica->edit(blockNights(BlockId::create(), unit(), from, to));
    }
    sync::PullReply page(qint64 cursor) const
    {
        sync::PullReply reply;
        reply.epoch = u"e1"_s;
        reply.complete = true;
        reply.cursor = cursor;
        return reply;
    }
    static sync::TableRows units(const QList<QJsonArray> &rows)
    {
        sync::TableRows table{u"unit"_s, sync::findSyncTable(u"unit"_s)->columns, {}};
        for (QJsonArray row : rows) {
            row.insert(4, u"home"_s);
            table.rows << QJsonValue(row);
        }
        return table;
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Profile> m_profile;
    test::MockClock m_clock;
    std::unique_ptr<Replica> m_replica;
    std::unique_ptr<ReplicaReader> m_reader;
    QList<ReplicaChange> m_changes;
    const QString m_tenant = uuidText(newUuid());
    const QString m_listing = uuidText(newUuid());
    const QString m_unit = uuidText(newUuid());
};

void TestReplica::insert(const QString &table, const QHash<QString, QVariant> &values)
{
    const auto database = Database::openSqlite(m_profile->path(*m_profile->currentGeneration()));
    EXPECT_OK(database);
    EXPECT_OK(useKey(**database, test::fieldKey()));
    const QStringList names = values.keys();
    QStringList marks(names.size(), u"?"_s);
    auto statement =
        (*database)->prepare(u"INSERT INTO %1 (%2) VALUES (%3)"_s.arg(table, names.join(u", "_s), marks.join(u", "_s)));
    EXPECT_OK(statement);
    for (int i = 0; i < names.size(); ++i)
        statement->bindAt(i, values.value(names[i]));
    EXPECT_OK(statement->exec());
}

void TestReplica::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_profile = std::make_unique<Profile>(std::move(*Profile::open(m_folder->path())));
    m_replica = std::move(*Replica::open(*m_profile, m_clock, test::fieldKey()));
    m_replica->onChange([this](const ReplicaChange &change) { m_changes << change; });
    insert(u"listing"_s, {{u"id"_s, m_listing},
                          {u"tenant_id"_s, m_tenant},
                          {u"kind"_s, u"stay"_s},
                          {u"title"_s, u"Loft"_s},
                          {u"summary"_s, u""_s},
                          {u"status"_s, u"published"_s},
                          {u"time_zone"_s, u"UTC"_s},
                          {u"currency"_s, u"NOK"_s},
                          {u"base_price_minor"_s, 1000},
                          {u"min_nights"_s, 2},
                          {u"check_in_time"_s, u"15:00"_s},
                          {u"check_out_time"_s, u"11:00"_s},
                          {u"preparation_days"_s, 0},
                          {u"max_guests"_s, 4},
                          {u"instant_book"_s, 1},
                          {u"hold_pending"_s, 0},
                          {u"city"_s, u"Oslo"_s},
                          {u"neighbourhood"_s, u""_s},
                          {u"country"_s, u"NO"_s},
                          {u"room_type"_s, u""_s},
                          {u"version"_s, 1}});
    insert(u"unit"_s, {{u"id"_s, m_unit},
                       {u"tenant_id"_s, m_tenant},
                       {u"listing_id"_s, m_listing},
                       {u"name"_s, u"1"_s},
                       {u"position"_s, 0},
                       {u"version"_s, 1}});
    int day = 1;
    for (const QString &status : {u"confirmed"_s, u"pending"_s, u"cancelled"_s}) {
        insert(u"booking"_s, {{u"id"_s, uuidText(newUuid())},
                              {u"tenant_id"_s, m_tenant},
                              {u"code"_s, u"BK-"_s + status},
                              {u"listing_id"_s, m_listing},
                              {u"unit_id"_s, m_unit},
                              {u"status"_s, status},
                              {u"check_in"_s, u"2026-05-%1"_s.arg(day, 2, 10, QChar(u'0'))},
                              {u"check_out"_s, u"2026-05-%1"_s.arg(day + 5, 2, 10, QChar(u'0'))},
                              {u"guests"_s, 2},
                              {u"currency"_s, u"NOK"_s},
                              {u"source"_s, u"direct"_s},
                              {u"message"_s, u""_s},
                              {u"requested_at"_s, u"2026-01-01T00:00:00.000Z"_s},
                              {u"revision"_s, 1},
                              {u"version"_s, 1}});
        day += 5;
    }
    insert(u"cursor"_s, {{u"scope"_s, QString(u"t:"_s + m_tenant)},
                         {u"epoch"_s, u"e1"_s},
                         {u"version"_s, 1},
                         {u"name"_s, u"Fjord"_s},
                         {u"role"_s, u"owner"_s}});
    m_reader = std::move(*ReplicaReader::open(m_folder->path(), test::fieldKey()));
    m_changes.clear();
}

void TestReplica::cleanup()
{
    m_reader.reset();
    m_replica.reset();
    m_profile.reset();
}

void TestReplica::preparesEveryStatement()
{
    const auto database = Database::openSqlite(m_profile->path(*m_profile->currentGeneration()));
    EXPECT_OK(database);
    EXPECT_OK(useKey(**database, test::fieldKey()));
    const QStringList names = SqlCatalog::of(SqlDialect::Sqlite).names();
    QVERIFY(names.size() > 50);
    for (const QString &name : names)
        EXPECT_OK((*database)->statement(name));
}

void TestReplica::editKeepsTheServersRow()
{
    EXPECT_OK(m_replica->edit(editListing(listing(), {{u"title"_s, u"Attic"_s}, {u"instant_book"_s, false}})));
    EXPECT_OK(m_replica->edit(editListing(listing(), {{u"title"_s, u"Sky"_s}})));
    QCOMPARE(listing().title, u"Sky"_s);
    QVERIFY(!listing().instantBook);
    QVERIFY(listing().isTentative);
    const auto outbox = *m_reader->outbox();
    QCOMPARE(outbox.size(), 2);
    QCOMPARE(outbox[0].base.value(u"title").toString(), u"Loft"_s);
    QCOMPARE(outbox[0].base.value(u"instant_book"), QJsonValue(true));
    QCOMPARE(outbox[1].base.value(u"title").toString(), u"Attic"_s);
    // A pull without news puts the server's row back and the edits on top again.
    EXPECT_OK(m_replica->applyPull(u"t:"_s + m_tenant, {page(1)}));
    QCOMPARE(listing().title, u"Sky"_s);
    QVERIFY(listing().isTentative);
}

void TestReplica::onlyRealChangesAreSent()
{
    const Edit edit =
        editListing(listing(), {{u"title"_s, u"Loft"_s}, {u"min_nights"_s, 3}, {u"instant_book"_s, true}});
    QCOMPARE(edit.args.value(u"changes").toObject(), QJsonObject({{u"min_nights"_s, 3}}));
    QCOMPARE(edit.base, QJsonObject({{u"min_nights"_s, 2}}));
    EXPECT_ERROR(m_replica->edit(editListing(listing(), {{u"title"_s, u"Loft"_s}})), Validation);
}

void TestReplica::refusesWhatTheRulesForbid()
{
    const auto refused = m_replica->edit(editListing(listing(), {{u"min_nights"_s, 0}}));
    EXPECT_ERROR(refused, Validation);
    QCOMPARE(refused.error().details.value(u"field").toString(), u"min_nights"_s);
    EXPECT_ERROR(m_replica->edit(editListing(listing(), {{u"title"_s, u""_s}})), Validation);
    EXPECT_ERROR(m_replica->edit(editListing(listing(), {{u"city"_s, u"Bergen"_s}})), Validation);
    EXPECT_ERROR(m_replica->edit({u"listing.burn"_s, {{u"listing_id"_s, m_listing}}, {}}), UnknownMutation);
    EXPECT_ERROR(block({2026, 6, 5}, {2026, 6, 5}), Validation);
    EXPECT_ERROR(
        m_replica->edit(blockNights(BlockId::create(), unit(), {2026, 6, 1}, {2026, 6, 2}, QString(2001, u'x'))),
        Validation);
}

void TestReplica::refusesUnknownRows()
{
    ListingRow other = listing();
    other.id = ListingId::create();
    EXPECT_ERROR(m_replica->edit(editListing(other, {{u"title"_s, u"x"_s}})), NotFound);
    UnitRow wrongUnit = unit();
    wrongUnit.id = UnitId::create();
    EXPECT_ERROR(m_replica->edit(blockNights(BlockId::create(), wrongUnit, {2026, 6, 1}, {2026, 6, 2})), NotFound);
    BlockRow noBlock;
    noBlock.id = BlockId::create();
    EXPECT_ERROR(m_replica->edit(removeBlock(noBlock)), NotFound);
}

void TestReplica::blockNeedsFreeNights()
{
    const auto taken = block({2026, 5, 5}, {2026, 5, 8});
    EXPECT_ERROR(taken, DatesTaken);
    const QJsonObject first = taken.error().details.value(u"taken").toArray().first().toObject();
    QCOMPARE(first.value(u"code").toString(), u"BK-confirmed"_s);
    // From the check-out day on it is free; requests and cancelled bookings keep no nights.
    EXPECT_OK(block({2026, 5, 6}, {2026, 5, 14}));
    EXPECT_ERROR(block({2026, 5, 13}, {2026, 5, 15}), DatesTaken);
    EXPECT_OK(block({2026, 5, 14}, {2026, 5, 15}));
    QCOMPARE(m_reader->blocksBetween({2026, 5, 1}, {2026, 6, 1})->size(), 2);
    QVERIFY(m_reader->blocksBetween({2026, 5, 1}, {2026, 6, 1})->first().isTentative);
}

void TestReplica::unblockTakesTheBlockAway()
{
    EXPECT_OK(block({2026, 6, 1}, {2026, 6, 3}));
    EXPECT_OK(m_replica->edit(removeBlock(m_reader->blocksBetween({2026, 6, 1}, {2026, 6, 2})->first())));
    QVERIFY(m_reader->blocksBetween({2026, 6, 1}, {2026, 6, 2})->isEmpty());
    QCOMPARE(m_reader->outbox()->size(), 2);
    EXPECT_OK(block({2026, 6, 1}, {2026, 6, 3}));
}

void TestReplica::bookingStepsFollowTheLifecycle()
{
    EXPECT_OK(m_replica->edit(decideBooking(booking(u"BK-pending"_s), BookingAction::Accept)));
    QCOMPARE(booking(u"BK-pending"_s).status, u"confirmed"_s);
    QVERIFY(booking(u"BK-pending"_s).isTentative);
    EXPECT_ERROR(m_replica->edit(decideBooking(booking(u"BK-pending"_s), BookingAction::Decline)), InvalidTransition);
    EXPECT_OK(m_replica->edit(decideBooking(booking(u"BK-confirmed"_s), BookingAction::Cancel)));
    EXPECT_ERROR(m_replica->edit(decideBooking(booking(u"BK-cancelled"_s), BookingAction::Accept)), InvalidTransition);
    QCOMPARE(m_reader->outbox()->size(), 2);
    QCOMPARE(m_reader->outbox()->first().base.value(u"status").toString(), u"pending"_s);
}

void TestReplica::failedEditLeavesNothing()
{
    EXPECT_ERROR(block({2026, 5, 1}, {2026, 5, 3}), DatesTaken);
    EXPECT_ERROR(m_replica->edit(editListing(listing(), {{u"min_nights"_s, -1}, {u"title"_s, u"x"_s}})), Validation);
    QCOMPARE(listing().title, u"Loft"_s);
    QVERIFY(!listing().isTentative);
    QVERIFY(m_reader->outbox(true)->isEmpty());
    QVERIFY(m_changes.isEmpty());
    EXPECT_OK(block({2026, 7, 1}, {2026, 7, 3}));
    QCOMPARE(m_replica->waitingMutations(10)->first().mid, 1);
}

void TestReplica::rowsAreNamedInChanges()
{
    EXPECT_OK(m_replica->edit(editListing(listing(), {{u"title"_s, u"Attic"_s}})));
    QCOMPARE(m_changes.size(), 1);
    QVERIFY(!m_changes.first().everything);
    QVERIFY(m_changes.first().edits);
    QCOMPARE(m_changes.first().rows.value(u"listing"_s), QSet<QString>({m_listing}));
}

void TestReplica::emptyPullChangesNothing()
{
    EXPECT_OK(m_replica->applyPull(u"t:"_s + m_tenant, {page(1)}));
    QVERIFY(m_changes.isEmpty());
}

void TestReplica::olderPullIsIgnored()
{
    const QString scope = u"t:"_s + m_tenant;
    sync::PullReply newer = page(9);
    newer.tables << units({{m_unit, m_listing, u"new"_s, 0, 9}});
    EXPECT_OK(m_replica->applyPull(scope, {newer}));
    sync::PullReply older = page(5);
    older.tables << units({{m_unit, m_listing, u"old"_s, 0, 5}});
    EXPECT_OK(m_replica->applyPull(scope, {older}));
    QCOMPARE(unit().name, u"new"_s);
    QCOMPARE(m_replica->position()->scopes.first().cursor, 9);
}

void TestReplica::pullOfAnotherEpochIsRefused()
{
    sync::PullReply other = page(9);
    other.epoch = u"e2"_s;
    EXPECT_ERROR(m_replica->applyPull(u"t:"_s + m_tenant, {other}), EpochChanged);
    EXPECT_ERROR(m_replica->applyPull(u"t:"_s + uuidText(newUuid()), {page(9)}), EpochChanged);
}

void TestReplica::malformedRowsAreRefusedWhole()
{
    const QString scope = u"t:"_s + m_tenant;
    sync::PullReply reply = page(9);
    reply.tables << units({{m_unit, m_listing, u"new"_s, 0, 9}});
    reply.tables << sync::TableRows{u"unit"_s, {u"id"_s, u"version"_s}, {QJsonArray{m_unit, 9}}};
    EXPECT_ERROR(m_replica->applyPull(scope, {reply}), Protocol);
    QCOMPARE(unit().name, u"1"_s);
    QCOMPARE(m_replica->position()->scopes.first().cursor, 1);
    // A table that isn't known is a newer server's; the rest of its rows are as good as ever.
    reply.tables.last() = {u"secret"_s, {u"id"_s, u"version"_s}, {}};
    EXPECT_OK(m_replica->applyPull(scope, {reply}));
    QCOMPARE(unit().name, u"new"_s);
    QCOMPARE(m_replica->position()->scopes.first().cursor, 9);
}

void TestReplica::unknownColumnsAreSkipped()
{
    sync::PullReply reply = page(2);
    reply.tables << sync::TableRows{
        u"unit"_s,
        {u"colour"_s, u"version"_s, u"id"_s, u"name"_s, u"listing_id"_s, u"position"_s, u"kind"_s},
        {QJsonValue(QJsonArray{u"red"_s, 2, m_unit, u"new"_s, m_listing, 3, u"home"_s})}};
    EXPECT_OK(m_replica->applyPull(u"t:"_s + m_tenant, {reply}));
    QCOMPARE(unit().name, u"new"_s);
    QCOMPARE(unit().position, 3);
}

void TestReplica::newestStateOfARowWins()
{
    const QString gone = uuidText(newUuid());
    const QString back = uuidText(newUuid());
    sync::PullReply first = page(0);
    first.complete = false;
    first.tables << units({{m_unit, m_listing, u"newest"_s, 0, 9}, {gone, m_listing, u"gone"_s, 1, 4}});
    first.tombstones << sync::Tombstone{u"unit"_s, back, 3};
    sync::PullReply last = page(9);
    last.tables << units({{m_unit, m_listing, u"older"_s, 0, 5}, {back, m_listing, u"back"_s, 2, 6}});
    last.tombstones << sync::Tombstone{u"unit"_s, gone, 8};
    EXPECT_OK(m_replica->applyPull(u"t:"_s + m_tenant, {first, last}));
    QStringList names;
    const auto rows = *m_reader->units();
    for (const UnitRow &row : rows)
        names << row.name;
    QCOMPARE(names, QStringList({u"newest"_s, u"back"_s}));
}

void TestReplica::quarantineNumbersTheRestAnew()
{
    const auto first = block({2026, 7, 1}, {2026, 7, 2});
    const auto second = block({2026, 7, 2}, {2026, 7, 3});
    const auto third = block({2026, 7, 3}, {2026, 7, 4});
    EXPECT_OK(first);
    EXPECT_OK(second);
    EXPECT_OK(third);
    QCOMPARE(*m_replica->noteFailure(*second, u"INTERNAL_ERROR"_s), 1);
    QCOMPARE(*m_replica->noteFailure(*second, u"INTERNAL_ERROR"_s), 2);
    QCOMPARE(*m_replica->noteFailure(*second, u"FORBIDDEN"_s), 1);
    EXPECT_OK(m_replica->quarantine(*second, u"FORBIDDEN"_s, u"not allowed"_s));
    EXPECT_OK(m_replica->quarantine(*second, u"FORBIDDEN"_s, u"not allowed"_s));
    const auto waiting = *m_replica->waitingMutations(10);
    QCOMPARE(waiting.size(), 2);
    QCOMPARE(waiting[0].id, *first);
    QCOMPARE(waiting[0].mid, 1);
    QCOMPARE(waiting[1].id, *third);
    QCOMPARE(waiting[1].mid, 2);
    QCOMPARE(m_replica->position()->nextMid, 3);
    QCOMPARE(m_reader->blocksBetween({2026, 7, 1}, {2026, 7, 9})->size(), 2);
    QCOMPARE(m_reader->openProblems()->size(), 1);
    QCOMPARE(m_reader->openProblems()->first().message, u"not allowed"_s);
}

void TestReplica::newIdentityKeepsOrderAndIds()
{
    QList<MutationId> ids;
    for (int i = 1; i <= 4; ++i)
        ids << *block({2026, 7, i}, {2026, 7, i + 1});
    sync::Outcome outcome;
    outcome.mid = 1;
    outcome.mutation = ids[0];
    EXPECT_OK(m_replica->storeOutcomes({outcome}));
    QCOMPARE(m_replica->position()->lastAckedMid, 1);
    sync::PullReply reply = page(2);
    reply.lastMid = 1;
    EXPECT_OK(m_replica->applyPull(u"t:"_s + m_tenant, {reply}));
    const ClientId before = m_replica->position()->client;
    EXPECT_OK(m_replica->takeNewIdentity(false));
    const auto position = *m_replica->position();
    QVERIFY(position.client != before);
    QCOMPARE(position.lastAckedMid, 0);
    QCOMPARE(position.nextMid, 4);
    const auto waiting = *m_replica->waitingMutations(10);
    QCOMPARE(waiting.size(), 3);
    for (int i = 0; i < 3; ++i) {
        QCOMPARE(waiting[i].mid, i + 1);
        QCOMPARE(waiting[i].id, ids[i + 1]);
    }
}

void TestReplica::accountIsKept()
{
    const UserId user = UserId::create();
    EXPECT_OK(m_replica->setAccount(u"https://host.example"_s, user, u"kari@example.org"_s));
    EXPECT_OK(block({2026, 7, 1}, {2026, 7, 2}));
    EXPECT_ERROR(m_replica->setAccount(u"https://host.example"_s, UserId::create(), u"ola@example.org"_s), Validation);
    EXPECT_OK(m_replica->setAccount(u"https://other.example"_s, user, u"kari@example.org"_s));
    QCOMPARE(m_reader->account()->serverUrl, u"https://other.example"_s);
    QCOMPARE(m_reader->counts()->waiting, 1);
    EXPECT_OK(m_replica->setAccount(u"https://host.example"_s, UserId::create(), u"ola@example.org"_s, true));
    QVERIFY(m_reader->listings()->isEmpty());
    QCOMPARE(m_reader->counts()->waiting, 0);
}

QTEST_GUILESS_MAIN(TestReplica)
#include "TestReplica.moc"
