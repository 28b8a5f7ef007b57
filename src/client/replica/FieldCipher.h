// Seals single values with AES-256-GCM: nonce (96 bits, random), ciphertext, tag (128 bits), in this order.
//
// place is the associated data, "table|row id|column": a sealed value opens only where it was put, so values can't be
// swapped between rows or columns. Random nonces are good for 2^32 values of one key (NIST SP 800-38D, 8.3).
#pragma once

#include "FieldKey.h"

#include <openssl/evp.h>

#include <array>
#include <optional>

namespace roost::replica {

// Belongs to one thread; keeps its cipher contexts, so that a value costs no set-up.
class FieldCipher
{
    Q_DISABLE_COPY_MOVE(FieldCipher)

public:
    static constexpr int kNonceBytes = 12;
    static constexpr int kTagBytes = 16;

    explicit FieldCipher(const FieldKey &key);
    ~FieldCipher();

    // The key must not be null. Empty when the library fails.
    QByteArray seal(QByteArrayView plain, QByteArrayView place);
    // Nothing when it was sealed with another key or for another place, was changed, or is no sealed value.
    std::optional<QByteArray> open(QByteArrayView sealed, QByteArrayView place);

    const FieldKey &key() const { return m_key; }

private:
    const unsigned char *nextNonce();

    static constexpr int kNoncesDrawn = 256;

    FieldKey m_key;
    EVP_CIPHER_CTX *m_sealing = nullptr;
    EVP_CIPHER_CTX *m_opening = nullptr;
    std::array<unsigned char, kNoncesDrawn * kNonceBytes> m_nonces{};
    int m_noncesUsed = kNoncesDrawn;
};

} // namespace roost::replica
