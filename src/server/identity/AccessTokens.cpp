// Issues and checks JWTs with cjose.
#include "AccessTokens.h"

#include "common/Json.h"
#include "common/Secrets.h"

#include <cstdlib>

namespace roost {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kMaxTokenBytes = 2048;
constexpr auto kIssuer = "roostd"_L1;

struct ReleaseHeader
{
    void operator()(cjose_header_t *header) const { cjose_header_release(header); }
};
struct ReleaseJws
{
    void operator()(cjose_jws_t *jws) const { cjose_jws_release(jws); }
};
using Header = std::unique_ptr<cjose_header_t, ReleaseHeader>;
using Jws = std::unique_ptr<cjose_jws_t, ReleaseJws>;

tl::unexpected<Error> notSigned(const cjose_err &error)
{
    return fail(ErrorCode::Internal, u"Logging in failed on our side. Try again in a moment."_s,
                u"cjose: %1"_s.arg(QString::fromLatin1(error.message ? error.message : "unknown")));
}

tl::unexpected<Error> unauthenticated()
{
    return fail(ErrorCode::Unauthenticated, u"The access token is not valid or has run out. Refresh it or log in."_s);
}

std::optional<TokenClaims> readClaims(const QByteArray &payload)
{
    const QJsonObject json = QJsonDocument::fromJson(payload).object();
    TokenClaims claims;
    claims.user = UserId::fromString(json.value("sub"_L1).toString());
    claims.session = SessionId::fromString(json.value("sid"_L1).toString());
    claims.issuedAt = json.value("iat"_L1).toInteger();
    claims.expiresAt = json.value("exp"_L1).toInteger();
    if (json.value("iss"_L1).toString() != kIssuer || claims.user.isNull() || claims.session.isNull())
        return std::nullopt;
    return claims;
}

} // namespace

AccessTokens::AccessTokens(TokenKey key, const Clock &clock, qsizetype cachedTokens)
    : m_key(std::move(key))
    , m_clock(clock)
    , m_generationSize(std::max<qsizetype>(1, cachedTokens / 2))
{
}

Result<QString> AccessTokens::issue(const UserId &user, const SessionId &session) const
{
    const qint64 now = m_clock.nowUtc().toSecsSinceEpoch();
    const QByteArray payload = canonicalJson({{u"iss"_s, kIssuer},
                                              {u"sub"_s, user.toString()},
                                              {u"sid"_s, session.toString()},
                                              {u"iat"_s, now},
                                              {u"exp"_s, now + kAccessTokenSeconds},
                                              {u"jti"_s, randomToken(12)}});
    cjose_err error = {};
    const Header header(cjose_header_new(&error));
    if (!header || !cjose_header_set(header.get(), CJOSE_HDR_ALG, CJOSE_HDR_ALG_ES256, &error) ||
        !cjose_header_set(header.get(), CJOSE_HDR_KID, m_key.keyId().constData(), &error))
        return notSigned(error);
    const Jws jws(cjose_jws_sign(m_key.jwk(), header.get(), reinterpret_cast<const uint8_t *>(payload.constData()),
                                 static_cast<size_t>(payload.size()), &error));
    const char *compact = nullptr; // belongs to the jws
    if (!jws || !cjose_jws_export(jws.get(), &compact, &error))
        return notSigned(error);
    return QString::fromLatin1(compact);
}

Result<TokenClaims> AccessTokens::verify(const QByteArray &token) const
{
    if (token.isEmpty() || token.size() > kMaxTokenBytes)
        return unauthenticated();
    const QByteArray digest = sha256(token);
    std::optional<TokenClaims> claims = cached(digest);
    if (!claims) {
        claims = checkSignature(token);
        if (!claims)
            return unauthenticated();
        remember(digest, *claims);
    }
    if (m_clock.nowUtc().toSecsSinceEpoch() >= claims->expiresAt)
        return unauthenticated();
    return *claims;
}

std::optional<TokenClaims> AccessTokens::checkSignature(const QByteArray &token) const
{
    cjose_err error = {};
    const Jws jws(cjose_jws_import(token.constData(), static_cast<size_t>(token.size()), &error));
    if (!jws)
        return std::nullopt;
    // The algorithm is ours to choose, not the token's.
    cjose_header_t *header = cjose_jws_get_protected(jws.get());
    const char *algorithm = header ? cjose_header_get(header, CJOSE_HDR_ALG, &error) : nullptr;
    const char *keyId = header ? cjose_header_get(header, CJOSE_HDR_KID, &error) : nullptr;
    if (!algorithm || qstrcmp(algorithm, CJOSE_HDR_ALG_ES256) != 0 || !keyId || m_key.keyId() != keyId)
        return std::nullopt;
    if (!cjose_jws_verify(jws.get(), m_key.jwk(), &error))
        return std::nullopt;
    uint8_t *payload = nullptr; // belongs to the jws
    size_t length = 0;
    if (!cjose_jws_get_plaintext(jws.get(), &payload, &length, &error))
        return std::nullopt;
    return readClaims(QByteArray(reinterpret_cast<const char *>(payload), static_cast<qsizetype>(length)));
}

std::optional<TokenClaims> AccessTokens::cached(const QByteArray &digest) const
{
    const std::lock_guard lock(m_mutex);
    const auto young = m_young.constFind(digest);
    if (young != m_young.constEnd())
        return *young;
    const auto old = m_old.constFind(digest);
    if (old == m_old.constEnd())
        return std::nullopt;
    const TokenClaims claims = *old;
    m_young.insert(digest, claims);
    return claims;
}

void AccessTokens::remember(const QByteArray &digest, const TokenClaims &claims) const
{
    const std::lock_guard lock(m_mutex);
    if (m_young.size() >= m_generationSize)
        m_old = std::exchange(m_young, {});
    m_young.insert(digest, claims);
}

} // namespace roost
