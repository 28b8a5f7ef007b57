// Prices that were promised: a quote goes out with a token, and who brings the token back in time gets that price. The
// server keeps nothing: the token holds the quote and what it is for, under HMAC-SHA256 (RFC 2104) with a secret that
// all servers of an installation share.
#pragma once

#include "domain/pricing/Quote.h"

namespace roost {

struct PromisedQuote
{
    Quote quote; // validUntil: when the promise ends
    QJsonObject policy;
};

class QuoteTokens
{
public:
    // secret: ServerContext::signingSecret.
    explicit QuoteTokens(const QByteArray &secret);

    // wish: what the quote is for, without a token. Internal without a secret.
    Result<QString> issue(const QJsonObject &wish, const PromisedQuote &promised) const;
    // Validation (details.field "quote_token"): not a token of this server, altered, or for something else. An old one
    // is returned like any other: see quote.validUntil.
    Result<PromisedQuote> open(const QString &token, const QJsonObject &wish) const;

private:
    QByteArray signature(const QByteArray &payload) const;

    QByteArray m_secret;
};

} // namespace roost
