// The header fields of one request: one block of bytes and where in it each name and value lies. Names are compared
// without regard to case. A value; not thread-safe while it changes.
#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <vector>

namespace roost::http {

class HeaderFields
{
public:
    struct Field
    {
        quint32 nameBegin;
        quint32 nameLength;
        quint32 valueBegin;
        quint32 valueLength;
    };

    HeaderFields() = default;
    // block: the request line and all fields as they came.
    HeaderFields(QByteArray block, std::vector<Field> fields);

    // The first field of this name; empty when there is none. Points into this object.
    QByteArrayView value(QByteArrayView name) const;
    bool contains(QByteArrayView name) const { return count(name) > 0; }
    int count(QByteArrayView name) const;
    // True when the comma-separated values of all fields of this name hold the token.
    bool hasToken(QByteArrayView name, QByteArrayView token) const;

    // The bytes of the request's head as they came, with its empty line.
    const QByteArray &block() const { return m_block; }

private:
    QByteArrayView nameOf(const Field &field) const;
    QByteArrayView valueOf(const Field &field) const;

    QByteArray m_block;
    std::vector<Field> m_fields;
};

// ASCII only.
bool equalIgnoringCase(QByteArrayView a, QByteArrayView b);

} // namespace roost::http
