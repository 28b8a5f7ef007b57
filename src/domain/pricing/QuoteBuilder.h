// Collects the lines of a quote. A line that leaves the exact range fails the whole quote; what is added afterwards is
// ignored, so that the pricing code reads straight through and asks once at the end.
#pragma once

#include "Quote.h"

namespace roost {

class QuoteBuilder
{
public:
    // Sums and lines have at most 2^53 minor units: exact in every JSON reader.
    static constexpr qint64 kLargestMinor = Q_INT64_C(9007199254740992);

    explicit QuoteBuilder(const Currency &currency);

    // quantity equal amounts. A line of quantity 0 isn't written.
    void addCounted(const QString &kind, const QString &text, qint64 quantity, qint64 unitMinor);
    // One amount; nothing is written for 0.
    void addAmount(const QString &kind, const QString &text, qint64 minor);
    void addAmount(const QString &kind, const QString &text, const Result<qint64> &minor);
    void addIncludedTax(const QString &text, const Result<qint64> &minor);
    void setDeposit(const QuoteDeposit &deposit) { m_quote.deposit = deposit; }
    void setPromoCode(const QString &code) { m_quote.promoCode = code; }
    void fail(const Error &error);

    qint64 total() const { return m_quote.total.minor; }
    const Quote &soFar() const { return m_quote; }
    bool hasFailed() const { return m_error.has_value(); }
    QString text(qint64 minor) const { return moneyText({minor, m_quote.total.currency}); }

    Result<Quote> finish();

private:
    void add(const QuoteLine &line);

    Quote m_quote;
    std::optional<Error> m_error;
};

} // namespace roost
