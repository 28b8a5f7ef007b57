#include "DemoPortfolio.h"

#include "DemoSchedules.h"
#include "DemoWork.h"
#include "DemoWriter.h"

#include "common/Secrets.h"
#include "server/tenancy/TenantTransaction.h"

#include <QtEndian>

namespace roost {

using namespace Qt::StringLiterals;

namespace {

constexpr int kMostListings = 100'000;
constexpr int kMostBookingsOfAUnit = 5'000;

// Portfolios of several owners in one database must not share ids.
quint32 seedFor(const DemoOptions &options)
{
    return options.seed ^ qFromBigEndian<quint32>(sha256(options.ownerEmail.toUtf8()).constData());
}

} // namespace

QString DemoReport::toText() const
{
    if (wasAlreadyThere) {
        return u"There is a demo portfolio already; nothing was changed. Log in as %1, or use another data folder for "
               "a new one.\n"_s.arg(ownerEmail);
    }
    return u"Made %1 listings with %2 units, %10 sessions and %11 staff, %3 bookings (%4 wait for an answer), %5 "
           "blocks, %6 contacts, %7 reviews, %8 payouts, %12 conversations and %13 tasks. Log in as %9.\n"_s
               .arg(listings)
               .arg(units)
               .arg(bookings)
               .arg(requests)
               .arg(blocks)
               .arg(contacts)
               .arg(reviews)
               .arg(payouts)
               .arg(ownerEmail)
               .arg(sessions)
               .arg(staff)
               .arg(conversations)
               .arg(tasks);
}

Result<void> DemoPortfolio::checkOptions() const
{
    if (m_options.listings < 1 || m_options.listings > kMostListings)
        return fail(ErrorCode::Validation, u"A demo has 1 to %1 listings."_s.arg(kMostListings));
    const qint64 most = static_cast<qint64>(demoUnitCount(m_options.listings)) * kMostBookingsOfAUnit;
    if (m_options.bookings && (*m_options.bookings < 0 || *m_options.bookings > most)) {
        return fail(ErrorCode::Validation, u"%1 listings take 0 to %2 bookings."_s.arg(m_options.listings).arg(most));
    }
    return {};
}

Result<bool> DemoPortfolio::isAlreadyThere()
{
    ROOST_ASSIGN(Statement statement, m_context.database.statement(u"demo/account_exists"_s));
    statement.bind(u":email"_s, m_options.ownerEmail);
    ROOST_TRY(statement.exec());
    return statement.next() && statement.boolean(0);
}

Result<DemoReport> DemoPortfolio::create()
{
    if (!m_options.today.isValid())
        m_options.today = m_context.clock.nowUtc().date();
    ROOST_TRY(checkOptions());
    DemoReport report;
    report.ownerEmail = m_options.ownerEmail;
    ROOST_ASSIGN(report.wasAlreadyThere, isAlreadyThere());
    if (report.wasAlreadyThere)
        return report;

    DemoRandom random(seedFor(m_options));
    const TenantId tenant(random.uuid());
    const UserId owner(random.uuid());
    ROOST_ASSIGN(const Currency currency, Currency::fromCode(u"EUR"_s));
    ROOST_ASSIGN(TenantTransaction transaction, TenantTransaction::beginWrite(m_context, tenant, owner));
    {
        ROOST_ASSIGN(Statement insert, m_context.database.statement(u"demo/insert_owner"_s));
        insert.bind(u":user_id"_s, owner)
            .bind(u":email"_s, m_options.ownerEmail)
            .bind(u":password_hash"_s, m_options.ownerPasswordHash.isEmpty() ? QString() : m_options.ownerPasswordHash)
            .bind(u":tenant_id"_s, tenant)
            .bind(u":member_id"_s, MemberId(random.uuid()))
            .bind(u":currency"_s, currency.code());
        ROOST_TRY(insert.exec());
    }
    ROOST_TRY(write({owner, {}, tenant, Role::Owner}, random, currency, report));
    ROOST_TRY(transaction.commit());
    return report;
}

Result<void> DemoPortfolio::write(const Caller &owner, DemoRandom &random, const Currency &currency, DemoReport &report)
{
    DemoWriter writer(m_context.database, m_options, currency, random, report);
    for (int number = 0; number < m_options.listings; ++number) {
        ROOST_TRY(writer.writeListing(number));
        if (m_progress)
            m_progress(number + 1, m_options.listings);
    }
    ROOST_TRY(writer.finish());
    if (m_options.bookings)
        return {};
    ROOST_TRY(writeDemoSchedules(m_context, owner, m_options.today, random, report));
    return writeDemoWork(m_context.database, owner.user, m_options.today, random, report);
}

} // namespace roost
