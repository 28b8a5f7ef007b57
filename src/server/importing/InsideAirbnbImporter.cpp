#include "InsideAirbnbImporter.h"

#include "AirbnbRows.h"
#include "PastStays.h"

#include "domain/Money.h"
#include "server/tenancy/TenantTransaction.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace roost {

using namespace Qt::StringLiterals;

namespace {

// What a listing gets that no file tells: the times of the schema.
const QTime kCheckInTime(15, 0);
const QTime kCheckOutTime(11, 0);
constexpr int kMostAttempts = 3;

QSet<QString> textSet(const QJsonArray &values)
{
    QSet<QString> set;
    set.reserve(values.size());
    for (const QJsonValue &value : values)
        set.insert(value.toString());
    return set;
}

} // namespace

InsideAirbnbImporter::InsideAirbnbImporter(ServerContext &context, InsideAirbnbOptions options)
    : m_context(context)
    , m_options(std::move(options))
{
}

InsideAirbnbImporter::~InsideAirbnbImporter() = default;

QString InsideAirbnbImporter::ownerEmail(const QString &hostId)
{
    return "host-"_L1 + hostId + "@inside-airbnb.invalid"_L1;
}

Result<ImportReport> InsideAirbnbImporter::run()
{
    m_report = {};
    ROOST_ASSIGN(const Currency currency, Currency::fromCode(m_options.currency));
    ROOST_ASSIGN(StayClock clock, StayClock::create(m_options.timeZone, kCheckInTime, kCheckOutTime, 0));
    ROOST_ASSIGN(InsideAirbnbFiles files,
                 InsideAirbnbFiles::read(m_options.listingsPath, m_options.reviewsPath, currency.minorDigits(),
                                         clock.today(m_context.clock.nowUtc()), m_report));
    // All importers take tenants in the same order, so that two at once wait for each other and never in a circle.
    std::sort(files.hosts.begin(), files.hosts.end(),
              [](const AirbnbHost &a, const AirbnbHost &b) { return airbnb::tenantId(a.id) < airbnb::tenantId(b.id); });
    m_rows = std::make_unique<AirbnbRows>(std::move(clock));
    for (qsizetype from = 0, to = 0; from < files.hosts.size(); from = to) {
        to = endOfBatch(files.hosts, from);
        Result<void> written;
        for (int attempt = 0; attempt < kMostAttempts; ++attempt) {
            written = writeBatch(files.hosts, from, to, attempt);
            // A code that a booking from elsewhere has, or another importer that was faster: look and try again.
            if (written || written.error().code != ErrorCode::AlreadyExists)
                break;
        }
        ROOST_TRY(written);
        if (m_progress)
            m_progress({to, files.hosts.size(), m_report.staysImported});
    }
    return m_report;
}

qsizetype InsideAirbnbImporter::endOfBatch(const QList<AirbnbHost> &hosts, qsizetype from) const
{
    qsizetype rows = 0;
    qsizetype end = from;
    while (end < hosts.size() && rows < m_options.rowsPerCommit) {
        for (const AirbnbListing &listing : hosts.at(end).listings)
            rows += 2 + listing.reviewDays.size();
        ++end;
    }
    return end;
}

Result<QSet<QString>> InsideAirbnbImporter::knownOwners()
{
    ROOST_ASSIGN(Statement statement, m_context.database.statement(u"importing/known_owners"_s));
    ROOST_TRY(statement.exec());
    QSet<QString> emails;
    while (statement.next())
        emails.insert(statement.text(0));
    return emails;
}

Result<void> InsideAirbnbImporter::writeBatch(const QList<AirbnbHost> &hosts, qsizetype from, qsizetype to, int attempt)
{
    if (from == 0 || attempt > 0) {
        ROOST_ASSIGN(m_knownOwners, knownOwners());
    }
    const ImportReport before = m_report;
    m_advanced.clear();
    Result<void> written = [&]() -> Result<void> {
        ROOST_ASSIGN(Transaction transaction, Transaction::begin(m_context.database));
        for (qsizetype at = from; at < to; ++at)
            ROOST_TRY(writeHost(hosts.at(at), attempt));
        return transaction.commit();
    }();
    if (!written) {
        m_report = before;
        return written;
    }
    for (const Advanced &advanced : std::as_const(m_advanced)) {
        if (m_context.notifier)
            m_context.notifier->scopeAdvanced(advanced.scope, advanced.version);
    }
    return {};
}

Result<void> InsideAirbnbImporter::writeHost(const AirbnbHost &host, int attempt)
{
    const bool isKnown = m_knownOwners.contains(ownerEmail(host.id));
    ROOST_TRY(enterTenant(host));
    Existing existing;
    if (isKnown) {
        ROOST_ASSIGN(existing, existingRows());
    }
    ++(isKnown ? m_report.tenantsAlreadyThere : m_report.tenantsImported);
    const QJsonArray listings = missingListings(host, existing);
    const QJsonArray stays = missingStays(host, existing, isKnown, attempt);
    if (isKnown && listings.isEmpty() && stays.isEmpty())
        return {};
    ROOST_ASSIGN(Statement advance, m_context.database.statement(u"tenancy/advance_scope"_s));
    ROOST_TRY(advance.exec());
    if (advance.next())
        m_advanced << Advanced{"t:"_L1 + airbnb::tenantId(host.id), advance.integer(0)};
    return insert(host, listings, stays);
}

Result<void> InsideAirbnbImporter::enterTenant(const AirbnbHost &host)
{
    ROOST_ASSIGN(Statement enter, m_context.database.statement(u"importing/enter_tenant"_s));
    enter.bind(u":tenant"_s, airbnb::tenantId(host.id)).bind(u":user"_s, airbnb::userId(host.id));
    return enter.exec();
}

Result<InsideAirbnbImporter::Existing> InsideAirbnbImporter::existingRows()
{
    ROOST_ASSIGN(Statement statement, m_context.database.statement(u"importing/existing_rows"_s));
    ROOST_TRY(statement.exec());
    Existing existing;
    if (statement.next()) {
        const QJsonObject rows = QJsonDocument::fromJson(statement.text(0).toUtf8()).object();
        existing = {textSet(rows.value(u"listings").toArray()), textSet(rows.value(u"units").toArray()),
                    textSet(rows.value(u"bookings").toArray())};
    }
    return existing;
}

QJsonArray InsideAirbnbImporter::missingListings(const AirbnbHost &host, const Existing &existing)
{
    QJsonArray missing;
    for (const AirbnbListing &listing : host.listings) {
        if (existing.listings.contains(listing.id))
            ++m_report.listingsAlreadyThere;
        else
            missing << m_rows->listing(listing);
    }
    m_report.listingsImported += missing.size();
    return missing;
}

QJsonArray InsideAirbnbImporter::missingStays(const AirbnbHost &host, const Existing &existing, bool isKnown,
                                              int attempt)
{
    QJsonArray missing;
    for (const AirbnbListing &listing : host.listings) {
        const auto skip = [&](qint64 line, const QString &reason) { m_report.skip(ImportFile::Reviews, line, reason); };
        if (isKnown && existing.listings.contains(listing.id) && !existing.units.contains(airbnb::unitId(listing.id))) {
            for (const qint64 line : listing.reviewLines)
                skip(line, u"the host has removed its listing's unit"_s);
            continue;
        }
        const PastStays past = pastStaysFor(listing.reviewDays, listing.minNights);
        for (const qsizetype index : past.repeated)
            skip(listing.reviewLines.at(index), u"another stay of its listing ends on that day"_s);
        for (const StayDates &dates : past.stays) {
            if (existing.bookings.contains(airbnb::bookingId(listing.id, dates.checkOut)))
                ++m_report.staysAlreadyThere;
            else
                missing << m_rows->stay(listing, dates, attempt);
        }
    }
    return missing;
}

Result<void> InsideAirbnbImporter::insert(const AirbnbHost &host, const QJsonArray &listings, const QJsonArray &stays)
{
    const QJsonObject payload{
        {u"user_id"_s, airbnb::userId(host.id)},
        {u"email"_s, ownerEmail(host.id)},
        {u"tenant_id"_s, airbnb::tenantId(host.id)},
        {u"member_id"_s, airbnb::memberId(host.id)},
        {u"host_id"_s, host.id},
        {u"host_name"_s, host.name},
        {u"currency"_s, m_options.currency},
        {u"time_zone"_s, m_options.timeZone},
        {u"city"_s, m_options.city},
        {u"country"_s, m_options.country},
        {u"check_in_time"_s, kCheckInTime.toString(u"HH:mm"_s)},
        {u"check_out_time"_s, kCheckOutTime.toString(u"HH:mm"_s)},
        {u"imported_at"_s, m_context.clock.nowUtc().toString(Qt::ISODateWithMs)},
        {u"listings"_s, listings},
        {u"stays"_s, stays},
    };
    ROOST_ASSIGN(Statement statement, m_context.database.statement(u"importing/insert_host"_s));
    statement.bind(u":payload"_s, QString::fromUtf8(QJsonDocument(payload).toJson(QJsonDocument::Compact)));
    ROOST_TRY(statement.exec());
    if (!statement.next())
        return {};
    m_report.staysImported += statement.integer(0);
    reportTaken(host, textSet(QJsonDocument::fromJson(statement.text(1).toUtf8()).array()));
    return {};
}

void InsideAirbnbImporter::reportTaken(const AirbnbHost &host, const QSet<QString> &bookingIds)
{
    if (bookingIds.isEmpty())
        return;
    for (const AirbnbListing &listing : host.listings) {
        // Of the reviews of a day only the first stands for a stay; the others are reported already.
        QSet<QDate> days;
        for (qsizetype i = 0; i < listing.reviewDays.size(); ++i) {
            const QDate day = listing.reviewDays.at(i);
            if (!days.contains(day) && bookingIds.contains(airbnb::bookingId(listing.id, day)))
                m_report.skip(ImportFile::Reviews, listing.reviewLines.at(i),
                              u"another booking or a block has its nights"_s);
            days.insert(day);
        }
    }
}

} // namespace roost
