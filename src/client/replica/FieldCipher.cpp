// AES-256-GCM over OpenSSL's EVP.
#include "FieldCipher.h"

#include <openssl/rand.h>

#include <cstring>

namespace roost::replica {

namespace {

const unsigned char *bytesOf(QByteArrayView view)
{
    return reinterpret_cast<const unsigned char *>(view.data());
}

int sizeOf(QByteArrayView view)
{
    return static_cast<int>(view.size());
}

} // namespace

FieldCipher::FieldCipher(const FieldKey &key)
    : m_key(key)
{
    if (key.isNull())
        return;
    m_sealing = EVP_CIPHER_CTX_new();
    m_opening = EVP_CIPHER_CTX_new();
    const bool isReady = m_sealing && m_opening &&
                         EVP_EncryptInit_ex(m_sealing, EVP_aes_256_gcm(), nullptr, key.data(), nullptr) == 1 &&
                         EVP_DecryptInit_ex(m_opening, EVP_aes_256_gcm(), nullptr, key.data(), nullptr) == 1;
    if (!isReady)
        qFatal("AES-256-GCM is not available");
}

FieldCipher::~FieldCipher()
{
    EVP_CIPHER_CTX_free(m_sealing);
    EVP_CIPHER_CTX_free(m_opening);
}

// Many at once: the random generator costs more for each call than for each byte.
const unsigned char *FieldCipher::nextNonce()
{
    if (m_noncesUsed == kNoncesDrawn) {
        if (RAND_bytes(m_nonces.data(), static_cast<int>(m_nonces.size())) != 1)
            qFatal("The system gives no random bytes");
        m_noncesUsed = 0;
    }
    return m_nonces.data() + kNonceBytes * m_noncesUsed++;
}

QByteArray FieldCipher::seal(QByteArrayView plain, QByteArrayView place)
{
    Q_ASSERT(m_sealing);
    QByteArray sealed(kNonceBytes + plain.size() + kTagBytes, Qt::Uninitialized);
    auto *nonce = reinterpret_cast<unsigned char *>(sealed.data());
    std::memcpy(nonce, nextNonce(), kNonceBytes);
    unsigned char *text = nonce + kNonceBytes;
    int length = 0;
    const bool isSealed = EVP_EncryptInit_ex(m_sealing, nullptr, nullptr, nullptr, nonce) == 1 &&
                          EVP_EncryptUpdate(m_sealing, nullptr, &length, bytesOf(place), sizeOf(place)) == 1 &&
                          EVP_EncryptUpdate(m_sealing, text, &length, bytesOf(plain), sizeOf(plain)) == 1 &&
                          EVP_EncryptFinal_ex(m_sealing, text + plain.size(), &length) == 1 &&
                          EVP_CIPHER_CTX_ctrl(m_sealing, EVP_CTRL_GCM_GET_TAG, kTagBytes, text + plain.size()) == 1;
    return isSealed ? sealed : QByteArray();
}

std::optional<QByteArray> FieldCipher::open(QByteArrayView sealed, QByteArrayView place)
{
    const qsizetype size = sealed.size() - kNonceBytes - kTagBytes;
    if (!m_opening || size < 0)
        return std::nullopt;
    const unsigned char *nonce = bytesOf(sealed);
    const unsigned char *text = nonce + kNonceBytes;
    QByteArray plain(size, Qt::Uninitialized);
    auto *out = reinterpret_cast<unsigned char *>(plain.data());
    std::array<unsigned char, kTagBytes> tag;
    std::memcpy(tag.data(), text + size, kTagBytes);
    int length = 0;
    const bool isGenuine = EVP_DecryptInit_ex(m_opening, nullptr, nullptr, nullptr, nonce) == 1 &&
                           EVP_DecryptUpdate(m_opening, nullptr, &length, bytesOf(place), sizeOf(place)) == 1 &&
                           EVP_DecryptUpdate(m_opening, out, &length, text, static_cast<int>(size)) == 1 &&
                           EVP_CIPHER_CTX_ctrl(m_opening, EVP_CTRL_GCM_SET_TAG, kTagBytes, tag.data()) == 1 &&
                           EVP_DecryptFinal_ex(m_opening, out + size, &length) == 1;
    if (!isGenuine)
        return std::nullopt;
    return plain;
}

} // namespace roost::replica
