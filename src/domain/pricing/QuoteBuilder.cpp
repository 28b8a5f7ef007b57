#include "QuoteBuilder.h"

namespace roost {

using namespace Qt::StringLiterals;

namespace {

Error tooLarge()
{
    return {
        ErrorCode::Validation, u"This price is too large to be exact. Ask for fewer or for a shorter time."_s, {}, {}};
}

bool isExact(qint64 minor)
{
    return minor >= -QuoteBuilder::kLargestMinor && minor <= QuoteBuilder::kLargestMinor;
}

} // namespace

QuoteBuilder::QuoteBuilder(const Currency &currency)
{
    m_quote.total = Money{0, currency};
    if (currency.isNull())
        fail({ErrorCode::Validation, u"The listing has no currency."_s, {}, {}});
}

void QuoteBuilder::fail(const Error &error)
{
    if (!m_error)
        m_error = error;
}

void QuoteBuilder::add(const QuoteLine &line)
{
    qint64 sum = 0;
    if (!isExact(line.amount.minor) || qAddOverflow(m_quote.total.minor, line.amount.minor, &sum) || !isExact(sum))
        return fail(tooLarge());
    m_quote.lines << line;
    m_quote.total.minor = sum;
}

void QuoteBuilder::addCounted(const QString &kind, const QString &text, qint64 quantity, qint64 unitMinor)
{
    qint64 product = 0;
    if (qMulOverflow(quantity, unitMinor, &product))
        return fail(tooLarge());
    if (quantity > 0)
        add({kind, text, {product, m_quote.total.currency}, quantity, unitMinor});
}

void QuoteBuilder::addAmount(const QString &kind, const QString &text, qint64 minor)
{
    if (minor != 0)
        add({kind, text, {minor, m_quote.total.currency}, 0, 0});
}

void QuoteBuilder::addAmount(const QString &kind, const QString &text, const Result<qint64> &minor)
{
    if (!minor)
        return fail(minor.error());
    addAmount(kind, text, *minor);
}

void QuoteBuilder::addIncludedTax(const QString &text, const Result<qint64> &minor)
{
    if (!minor)
        return fail(minor.error());
    if (*minor != 0)
        m_quote.includedTaxes << IncludedTax{text, {*minor, m_quote.total.currency}};
}

Result<Quote> QuoteBuilder::finish()
{
    if (m_error)
        return roost::fail(*std::move(m_error));
    return std::move(m_quote);
}

} // namespace roost
