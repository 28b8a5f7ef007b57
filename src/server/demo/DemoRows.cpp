#include "DemoRows.h"

#include "common/Json.h"

namespace roost {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kRowsAtOnce = 2000;

}

Result<void> DemoRows::flushIfLarge()
{
    if (m_bookings.size() + m_contacts.size() + m_listings.size() < kRowsAtOnce)
        return {};
    return flush();
}

Result<void> DemoRows::flush()
{
    ROOST_TRY(insert(u"demo/insert_listings"_s, m_listings));
    ROOST_TRY(insert(u"demo/insert_contacts"_s, m_contacts));
    ROOST_TRY(insert(u"demo/insert_bookings"_s, m_bookings));
    ROOST_TRY(insert(u"demo/insert_blocks"_s, m_blocks));
    ROOST_TRY(insert(u"demo/insert_reviews"_s, m_reviews));
    return insert(u"demo/insert_payouts"_s, m_payouts);
}

Result<void> DemoRows::insert(const QString &statementName, QJsonArray &rows)
{
    if (rows.isEmpty())
        return {};
    ROOST_ASSIGN(Statement statement, m_database.statement(statementName));
    statement.bind(u":rows"_s, QString::fromUtf8(compactJson(rows)));
    rows = {};
    return statement.exec();
}

} // namespace roost
