// Access tokens: JWTs (RFC 7519) signed with ES256 that say who asks for 15 minutes. Whether the session still lives is
// asked of the database at each request; the token only proves who it was given to.
#pragma once

#include "TokenKey.h"

#include "common/Clock.h"
#include "common/Id.h"

#include <mutex>

namespace roost {

constexpr int kAccessTokenSeconds = 15 * 60;

struct TokenClaims
{
    UserId user;       // sub
    SessionId session; // sid
    qint64 issuedAt = 0;
    qint64 expiresAt = 0; // seconds since 1970, UTC
};

// Thread-safe.
class AccessTokens
{
    Q_DISABLE_COPY_MOVE(AccessTokens)

public:
    AccessTokens(TokenKey key, const Clock &clock, qsizetype cachedTokens = 20000);

    Result<QString> issue(const UserId &user, const SessionId &session) const;
    // Unauthenticated, without saying why, unless this server issued the token and its time hasn't passed.
    Result<TokenClaims> verify(const QByteArray &token) const;

private:
    std::optional<TokenClaims> checkSignature(const QByteArray &token) const;
    std::optional<TokenClaims> cached(const QByteArray &digest) const;
    void remember(const QByteArray &digest, const TokenClaims &claims) const;

    TokenKey m_key;
    const Clock &m_clock;

    // An ECDSA check costs some 100 µs, so tokens that passed are kept by their SHA-256, in two generations: when the
    // young one is full it becomes the old one, and what was in the old one is forgotten.
    const qsizetype m_generationSize;
    mutable std::mutex m_mutex;
    mutable QHash<QByteArray, TokenClaims> m_young;
    mutable QHash<QByteArray, TokenClaims> m_old;
};

} // namespace roost
