// Key material and its end.
#include "FieldKey.h"

#include "common/Secrets.h"

#include <openssl/crypto.h>
#include <openssl/rand.h>

#include <algorithm>
#include <array>

namespace roost::replica {

namespace {

constexpr int kFingerprintBytes = 16;

} // namespace

class FieldKey::Bytes
{
    Q_DISABLE_COPY_MOVE(Bytes)

public:
    Bytes() = default;
    ~Bytes() { OPENSSL_cleanse(m_data.data(), m_data.size()); }

    std::array<unsigned char, kBytes> m_data{};
};

FieldKey FieldKey::create()
{
    const auto bytes = std::make_shared<Bytes>();
    if (RAND_priv_bytes(bytes->m_data.data(), kBytes) != 1)
        qFatal("The system gives no random bytes");
    FieldKey key;
    key.m_bytes = bytes;
    return key;
}

FieldKey FieldKey::fromBytes(const QByteArray &source)
{
    if (source.size() != kBytes)
        return {};
    const auto bytes = std::make_shared<Bytes>();
    std::copy(source.cbegin(), source.cend(), bytes->m_data.begin());
    FieldKey key;
    key.m_bytes = bytes;
    return key;
}

const unsigned char *FieldKey::data() const
{
    Q_ASSERT(m_bytes);
    return m_bytes->m_data.data();
}

QString FieldKey::fingerprint() const
{
    if (isNull())
        return {};
    const QByteArray material =
        QByteArrayLiteral("roost replica key") + QByteArray(reinterpret_cast<const char *>(data()), kBytes);
    return QString::fromLatin1(sha256(material).left(kFingerprintBytes).toHex());
}

} // namespace roost::replica
