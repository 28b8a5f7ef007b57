// The key that a profile's personal data is sealed with: 256 random bits, wiped from memory with its last copy.
#pragma once

#include <QByteArray>
#include <QString>

#include <memory>

namespace roost::replica {

// Cheap to copy; may be shared between threads. A null key opens nothing and seals nothing.
class FieldKey
{
public:
    static constexpr int kBytes = 32;

    FieldKey() = default;
    static FieldKey create();
    // Null unless there are exactly kBytes.
    static FieldKey fromBytes(const QByteArray &bytes);

    bool isNull() const { return !m_bytes; }
    // kBytes of them; not for a null key.
    const unsigned char *data() const;
    // Says which key a file was written with, and nothing about the key. Empty for a null key.
    QString fingerprint() const;

private:
    class Bytes;
    std::shared_ptr<const Bytes> m_bytes;
};

} // namespace roost::replica
