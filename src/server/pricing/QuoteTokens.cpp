#include "QuoteTokens.h"

#include "common/Json.h"
#include "common/Secrets.h"

#include <QMessageAuthenticationCode>

namespace roost {

using namespace Qt::StringLiterals;

namespace {

constexpr auto kBase64 = QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals;
constexpr auto kStrictBase64 = QByteArray::Base64UrlEncoding | QByteArray::AbortOnBase64DecodingErrors;

QString fingerprint(const QJsonObject &wish)
{
    return QString::fromLatin1(sha256(canonicalJson(wish)).toHex());
}

tl::unexpected<Error> notAToken()
{
    return fail(ErrorCode::Validation, u"This quote isn't for what you ask. Ask for a new quote."_s, {},
                {{u"field"_s, u"quote_token"_s}});
}

} // namespace

QuoteTokens::QuoteTokens(const QByteArray &secret)
    : m_secret(secret)
{
}

QByteArray QuoteTokens::signature(const QByteArray &payload) const
{
    return QMessageAuthenticationCode::hash(payload, m_secret, QCryptographicHash::Sha256);
}

Result<QString> QuoteTokens::issue(const QJsonObject &wish, const PromisedQuote &promised) const
{
    if (m_secret.isEmpty())
        return fail(ErrorCode::Internal, u"Quotes can't be promised here."_s, u"no signing secret"_s);
    const QJsonObject content{{u"v"_s, 1},
                              {u"for"_s, fingerprint(wish)},
                              {u"quote"_s, promised.quote.toJson()},
                              {u"policy"_s, promised.policy}};
    const QByteArray payload = qCompress(canonicalJson(content));
    return QString::fromLatin1(payload.toBase64(kBase64) + '.' + signature(payload).toBase64(kBase64));
}

Result<PromisedQuote> QuoteTokens::open(const QString &token, const QJsonObject &wish) const
{
    const QList<QByteArray> parts = token.toLatin1().split('.');
    if (parts.size() != 2 || m_secret.isEmpty())
        return notAToken();
    const auto payload = QByteArray::fromBase64Encoding(parts.first(), kStrictBase64);
    const auto signedWith = QByteArray::fromBase64Encoding(parts.last(), kStrictBase64);
    // Nothing of the payload is looked at, least of all unpacked, before it is known to be ours.
    if (!payload || !signedWith || !equalInConstantTime(*signedWith, signature(*payload)))
        return notAToken();
    ROOST_ASSIGN(const QJsonObject content, parseJsonObject(qUncompress(*payload)));
    if (content.value(u"for").toString() != fingerprint(wish))
        return notAToken();
    PromisedQuote promised;
    ROOST_ASSIGN(promised.quote, Quote::fromJson(content.value(u"quote").toObject()));
    promised.policy = content.value(u"policy").toObject();
    return promised;
}

} // namespace roost
