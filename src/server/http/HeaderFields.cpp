// HeaderFields: a request has a dozen fields of which three or four are asked for, so looking through them in turn
// beats building a hash.
#include "HeaderFields.h"

namespace roost::http {

bool equalIgnoringCase(QByteArrayView a, QByteArrayView b)
{
    return a.size() == b.size() && a.compare(b, Qt::CaseInsensitive) == 0;
}

HeaderFields::HeaderFields(QByteArray block, std::vector<Field> fields)
    : m_block(std::move(block))
    , m_fields(std::move(fields))
{
}

QByteArrayView HeaderFields::nameOf(const Field &field) const
{
    return QByteArrayView(m_block).sliced(field.nameBegin, field.nameLength);
}

QByteArrayView HeaderFields::valueOf(const Field &field) const
{
    return QByteArrayView(m_block).sliced(field.valueBegin, field.valueLength);
}

QByteArrayView HeaderFields::value(QByteArrayView name) const
{
    for (const Field &field : m_fields) {
        if (equalIgnoringCase(nameOf(field), name))
            return valueOf(field);
    }
    return {};
}

int HeaderFields::count(QByteArrayView name) const
{
    return static_cast<int>(std::count_if(m_fields.begin(), m_fields.end(),
                                          [&](const Field &field) { return equalIgnoringCase(nameOf(field), name); }));
}

bool HeaderFields::hasToken(QByteArrayView name, QByteArrayView token) const
{
    for (const Field &field : m_fields) {
        if (!equalIgnoringCase(nameOf(field), name))
            continue;
        QByteArrayView rest = valueOf(field);
        while (!rest.isEmpty()) {
            const qsizetype comma = rest.indexOf(',');
            const QByteArrayView part = comma < 0 ? rest : rest.first(comma);
            if (equalIgnoringCase(part.trimmed(), token))
                return true;
            rest = comma < 0 ? QByteArrayView() : rest.sliced(comma + 1);
        }
    }
    return false;
}

} // namespace roost::http
