// Names, places and dates of the portfolio are fixed, so that pictures of it can be compared.
#include "PortfolioReplica.h"

#include "support/TestKey.h"

#include "sync/protocol/SyncTables.h"

using namespace Qt::StringLiterals;

namespace roost {

namespace {

const QString kTenant = u"0f0e0d0c-0b0a-4000-8000-000000000001"_s;
const QString kScope = u"t:"_s + kTenant;
const QString kEpoch = u"0f0e0d0c-0b0a-4000-8000-0000000000ff"_s;

struct Home
{
    const char *title;
    const char *place;
    const char *city;
    const char *country;
    const char *currency;
    int priceMinor;
};

constexpr Home kHomes[] = {
    {"Harbour loft with a view", "Aker Brygge", "Oslo", "NO", "NOK", 189000},
    {"Quiet studio by the park", "Frogner", "Oslo", "NO", "NOK", 98000},
    {"Timber house above the fjord", "Fløyen", "Bergen", "NO", "NOK", 245000},
    {"Garden flat in the old town", "Gamla stan", "Stockholm", "SE", "SEK", 165000},
    {"Attic under the stars", "Vesterbro", "København", "DK", "DKK", 112500},
    {"Courtyard apartment, ground floor", "Kreuzberg", "Berlin", "DE", "EUR", 11900},
    {"Fisherman's cottage", "Alfama", "Lisboa", "PT", "EUR", 13500},
    {"Whole villa with pool and olive grove near the sea", "Sóller", "Mallorca", "ES", "EUR", 38000},
};

constexpr const char *kGuests[] = {"Ingrid Solheim", "Mateus Ferreira", "Anna-Lena Straßburger", "Yusuf Demir",
                                   "Siobhán Murphy", "Nguyễn Thị Hồng", "Oskar Lindqvist",       "Chiara De Luca",
                                   "Priya Raman",    "Tomasz Wójcik"};

const Home &home(int number)
{
    return kHomes[number % int(std::size(kHomes))];
}

QString text(const char *utf8)
{
    return QString::fromUtf8(utf8);
}

QJsonArray inOrder(const QString &table, const QJsonObject &row)
{
    QJsonArray values;
    for (const QString &column : sync::findSyncTable(table)->columns)
        values.append(row.contains(column) ? row[column] : QJsonValue(QJsonValue::Null));
    return values;
}

QString instant(const QDate &date)
{
    return QDateTime(date, QTime(9, 30), Qt::UTC).toString(Qt::ISODateWithMs);
}

sync::SnapshotChunk chunk(const QString &table, const QJsonArray &rows, qint64 version)
{
    sync::SnapshotChunk made;
    made.epoch = kEpoch;
    made.version = version;
    made.rows = {table, sync::findSyncTable(table)->columns, rows};
    made.done = true;
    made.totalRows = rows.size();
    return made;
}

} // namespace

bool PortfolioReplica::fill(const Size &size)
{
    auto profile = replica::Profile::open(m_folder.path());
    if (!profile)
        return false;
    m_profile = std::move(*profile);
    auto opened = replica::Replica::open(*m_profile, m_clock, test::fieldKey());
    if (!opened)
        return false;
    m_replica = std::move(*opened);
    const sync::ScopeState scope{kScope,    sync::ScopeVerdict::Resync, kEpoch,
                                 m_version, u"Northern Homes"_s,        u"owner"_s};
    if (!m_replica->setAccount(u"https://roost.example.org"_s, UserId::create(), u"ingrid@example.org"_s) ||
        !m_replica->describeScope(scope) || !m_replica->beginSnapshot(kScope, kEpoch))
        return false;
    for (const sync::SnapshotChunk &part : chunks(size))
        if (const auto stored = m_replica->appendSnapshot(part); !stored) {
            qWarning("%s %s", qPrintable(stored.error().userText), qPrintable(stored.error().detail));
            return false;
        }
    sync::PullReply caughtUp;
    caughtUp.epoch = kEpoch;
    caughtUp.complete = true;
    caughtUp.cursor = m_version;
    const auto published = m_replica->publishSnapshot({caughtUp});
    if (!published)
        qWarning("%s %s", qPrintable(published.error().userText), qPrintable(published.error().detail));
    return published.has_value();
}

QList<sync::SnapshotChunk> PortfolioReplica::chunks(const Size &size)
{
    QJsonArray listings;
    QJsonArray units;
    QJsonArray contacts;
    QJsonArray bookings;
    QJsonArray blocks;
    for (int i = 0; i < size.listings; ++i) {
        m_listings << ListingId::create();
        m_units << UnitId::create();
        m_listingRows.insert(m_listings.last(), listingRow(i));
        listings.append(m_listingRows[m_listings.last()]);
        units.append(inOrder(u"unit"_s, {{u"id"_s, m_units.last().toString()},
                                         {u"listing_id"_s, m_listings.last().toString()},
                                         {u"name"_s, text(home(i).title)},
                                         {u"position"_s, 0},
                                         {u"version"_s, 1}}));
    }
    for (const char *name : kGuests) {
        m_contacts << ContactId::create();
        contacts.append(
            inOrder(u"contact"_s, {{u"id"_s, m_contacts.last().toString()},
                                   {u"name"_s, text(name)},
                                   {u"email"_s, text(name).section(u' ', 0, 0).toLower() + u"@example.org"_s},
                                   {u"phone"_s, u"+47 912 00 000"_s},
                                   {u"notes"_s, u""_s},
                                   {u"version"_s, 1}}));
    }
    for (int i = 0; i < size.bookings && size.listings > 0; ++i) {
        m_bookings << BookingId::create();
        bookings.append(bookingRow(i, size));
    }
    if (size.listings > 0) {
        const QDate today = QDate::currentDate();
        blocks.append(inOrder(u"block"_s, {{u"id"_s, BlockId::create().toString()},
                                           {u"listing_id"_s, m_listings.first().toString()},
                                           {u"unit_id"_s, m_units.first().toString()},
                                           {u"from_date"_s, today.addDays(40).toString(Qt::ISODate)},
                                           {u"to_date"_s, today.addDays(44).toString(Qt::ISODate)},
                                           {u"note"_s, u"Painting the hallway"_s},
                                           {u"source"_s, u"host"_s},
                                           {u"version"_s, 1}}));
    }
    const QJsonArray tenant{inOrder(u"tenant"_s, {{u"id"_s, kTenant},
                                                  {u"name"_s, u"Northern Homes"_s},
                                                  {u"currency"_s, u"NOK"_s},
                                                  {u"time_zone"_s, u"Europe/Oslo"_s},
                                                  {u"locale"_s, u"en"_s},
                                                  {u"version"_s, 1}})};
    QList<sync::SnapshotChunk> made;
    for (const sync::SyncTable &table : sync::syncTables(sync::ScopeKind::Tenant)) {
        const QHash<QString, QJsonArray> rows = {{u"tenant"_s, tenant},    {u"listing"_s, listings},
                                                 {u"unit"_s, units},       {u"contact"_s, contacts},
                                                 {u"booking"_s, bookings}, {u"block"_s, blocks}};
        made << chunk(table.name, rows.value(table.name), m_version);
    }
    return made;
}

QJsonArray PortfolioReplica::listingRow(int number) const
{
    const Home &place = home(number);
    const int round = number / int(std::size(kHomes));
    const QString title = round == 0 ? text(place.title) : u"%1, no. %2"_s.arg(text(place.title)).arg(round + 1);
    const bool isPublished = number % 6 != 4;
    return inOrder(u"listing"_s, {{u"id"_s, m_listings.at(number).toString()},
                                  {u"kind"_s, u"stay"_s},
                                  {u"title"_s, title},
                                  {u"summary"_s, u"Bright and calm, two minutes from the tram. Fast internet, a real "
                                                 u"desk, and coffee in the cupboard."_s},
                                  {u"status"_s, isPublished ? u"published"_s : u"unpublished"_s},
                                  {u"time_zone"_s, u"Europe/Oslo"_s},
                                  {u"currency"_s, text(place.currency)},
                                  {u"base_price_minor"_s, place.priceMinor},
                                  {u"min_nights"_s, 2 + number % 3},
                                  {u"check_in_time"_s, u"15:00"_s},
                                  {u"check_out_time"_s, u"11:00"_s},
                                  {u"preparation_days"_s, 0},
                                  {u"max_guests"_s, 2 + number % 5},
                                  {u"instant_book"_s, number % 2 == 0},
                                  {u"hold_pending"_s, true},
                                  {u"city"_s, text(place.city)},
                                  {u"neighbourhood"_s, text(place.place)},
                                  {u"country"_s, text(place.country)},
                                  {u"room_type"_s, u"Entire home"_s},
                                  {u"version"_s, 1}});
}

QJsonArray PortfolioReplica::bookingRow(int number, const Size &size) const
{
    // One stay a listing each fortnight: the oldest in the past, the latest in the months to come.
    const int lane = number % size.listings;
    const int slot = number / size.listings;
    const int slots = std::max(1, size.bookings / size.listings);
    const QDate checkIn = QDate::currentDate().addDays(lane % 5 - 2 + (slot - slots / 2) * 14);
    const int nights = 2 + (number * 7) % 6;
    const bool isPast = checkIn.addDays(nights) <= QDate::currentDate();
    QString status = isPast ? u"completed"_s : u"confirmed"_s;
    if (!isPast && number % 7 == 3)
        status = u"pending"_s;
    else if (number % 11 == 5)
        status = u"cancelled"_s;
    const Home &place = home(lane);
    QJsonObject row{{u"id"_s, m_bookings.at(number).toString()},
                    {u"code"_s, u"BK-%1-K%2"_s.arg(checkIn.addDays(-20).toString(u"yyyyMMdd"_s),
                                                   QString::number(number + 10000).rightJustified(5, u'2'))},
                    {u"listing_id"_s, m_listings.at(lane).toString()},
                    {u"contact_id"_s, m_contacts.at(number % m_contacts.size()).toString()},
                    {u"status"_s, status},
                    {u"check_in"_s, checkIn.toString(Qt::ISODate)},
                    {u"check_out"_s, checkIn.addDays(nights).toString(Qt::ISODate)},
                    {u"guests"_s, 1 + number % 4},
                    {u"total_minor"_s, place.priceMinor * nights},
                    {u"currency"_s, text(place.currency)},
                    {u"source"_s, u"direct"_s},
                    {u"message"_s, number % 3 == 0
                                       ? u"Hello! We arrive by train in the early evening. Is there a place "
                                         u"for two bicycles?"_s
                                       : u""_s},
                    {u"requested_at"_s, instant(checkIn.addDays(-20))},
                    {u"revision"_s, 1},
                    {u"version"_s, 1}};
    if (status == "pending"_L1)
        row[u"expires_at"_s] = instant(QDate::currentDate().addDays(1));
    else
        row[u"decided_at"_s] = instant(checkIn.addDays(-19));
    if (status != "pending"_L1)
        row[u"unit_id"_s] = m_units.at(lane).toString();
    return inOrder(u"booking"_s, row);
}

EditFunction PortfolioReplica::editFunction()
{
    return [this](const replica::Edit &edit, const DoneFunction &done) {
        const auto result = m_replica->edit(edit);
        QMetaObject::invokeMethod(
            this,
            [this, done, result] {
                Q_EMIT rowsChanged();
                done(result ? Result<void>() : Result<void>(fail(result.error())));
            },
            Qt::QueuedConnection);
    };
}

ResolveFunction PortfolioReplica::resolveFunction()
{
    return [this](const ProblemId &problem, const replica::Decision &decision, const DoneFunction &done) {
        answerLater(m_replica->resolveProblem(problem, decision), done);
    };
}

UndoProblemFunction PortfolioReplica::undoFunction()
{
    return [this](const ProblemId &problem, const DoneFunction &done) {
        answerLater(m_replica->undoProblem(problem), done);
    };
}

void PortfolioReplica::answerLater(const Result<void> &result, const DoneFunction &done)
{
    QMetaObject::invokeMethod(
        this,
        [this, done, result] {
            Q_EMIT rowsChanged();
            done(result);
        },
        Qt::QueuedConnection);
}

sync::Outcome PortfolioReplica::outcomeOfLatest() const
{
    sync::Outcome outcome;
    const auto waiting = m_replica->waitingMutations(100);
    if (waiting && !waiting->isEmpty()) {
        outcome.mid = waiting->last().mid;
        outcome.mutation = waiting->last().id;
    }
    return outcome;
}

bool PortfolioReplica::refuseField(const QString &field, const QJsonValue &base, const QJsonValue &mine,
                                   const QJsonValue &theirs)
{
    sync::Outcome outcome = outcomeOfLatest();
    outcome.kind = sync::OutcomeKind::Merged;
    outcome.conflicts = {{field, base, mine, theirs}};
    return store(outcome);
}

bool PortfolioReplica::refuse(const QString &code, const QString &message, const QJsonObject &theirs)
{
    sync::Outcome outcome = outcomeOfLatest();
    outcome.kind = sync::OutcomeKind::Rejected;
    outcome.code = code;
    outcome.message = message;
    outcome.theirs = theirs;
    return store(outcome);
}

bool PortfolioReplica::store(const sync::Outcome &outcome)
{
    if (outcome.mid == 0 || !m_replica->storeOutcomes({outcome}))
        return false;
    sync::PullReply page;
    page.epoch = kEpoch;
    page.complete = true;
    page.cursor = m_version;
    page.outcomes = {outcome};
    page.lastMid = outcome.mid;
    const bool isPulled = m_replica->applyPull(kScope, {page}).has_value();
    Q_EMIT rowsChanged();
    return isPulled;
}

bool PortfolioReplica::changeElsewhere(const ListingId &listing, const QString &field, const QJsonValue &value)
{
    const QStringList columns = sync::findSyncTable(u"listing"_s)->columns;
    QJsonArray &row = m_listingRows[listing];
    row[columns.indexOf(field)] = value;
    row[columns.indexOf(u"version"_s)] = ++m_version;
    sync::PullReply page;
    page.epoch = kEpoch;
    page.complete = true;
    page.cursor = m_version;
    page.tables = {{u"listing"_s, columns, {row}}};
    const bool isPulled = m_replica->applyPull(kScope, {page}).has_value();
    Q_EMIT rowsChanged();
    return isPulled;
}

} // namespace roost
