// The key that signs access tokens: an EC P-256 key pair as a JWK (RFC 7517) in a file that only its owner may read.
#pragma once

#include "common/Result.h"

#include <cjose/cjose.h>

namespace roost {

// Movable. Reading it from several threads is safe.
class TokenKey
{
    Q_DISABLE_COPY(TokenKey)

public:
    // Reads folder/access-token.jwk; makes folder (0700) and file (0600) when they are missing. Forbidden when others
    // than the owner may read or write the file, or it belongs to someone else; StorageBroken when it holds no such
    // key.
    static Result<TokenKey> loadOrCreate(const QString &folder);

    TokenKey(TokenKey &&) noexcept = default;
    TokenKey &operator=(TokenKey &&) noexcept = default;

    cjose_jwk_t *jwk() const { return m_jwk.get(); }
    const QByteArray &keyId() const { return m_keyId; }
    // 32 bytes that only holders of the key can compute, others for each purpose. Empty when the
    // key has no private part.
    QByteArray secretFor(const QByteArray &purpose) const;

private:
    struct Release
    {
        void operator()(cjose_jwk_t *jwk) const { cjose_jwk_release(jwk); }
    };
    using Jwk = std::unique_ptr<cjose_jwk_t, Release>;

    TokenKey(Jwk jwk, QByteArray keyId);
    static Result<TokenKey> load(const QString &path);
    static Result<void> create(const QString &path);

    Jwk m_jwk;
    QByteArray m_keyId;
};

} // namespace roost
