#include "Csv.h"

namespace roost {

CsvReader::CsvReader(QIODevice &device, qsizetype maxFieldBytes)
    : m_device(device)
    , m_maxFieldBytes(maxFieldBytes)
{
}

bool CsvReader::fillBuffer()
{
    m_buffer = m_device.read(64 * 1024);
    m_position = 0;
    if (!m_started) {
        m_started = true;
        if (m_buffer.startsWith("\xEF\xBB\xBF"))
            m_position = 3;
    }
    return m_position < m_buffer.size();
}

bool CsvReader::peek(char &c)
{
    if (m_position >= m_buffer.size() && !fillBuffer())
        return false;
    c = m_buffer.at(m_position);
    return true;
}

tl::unexpected<Error> CsvReader::broken(const QString &what) const
{
    return fail(ErrorCode::Validation,
                QStringLiteral("The CSV record that starts on line %1 %2.").arg(m_recordLine).arg(what));
}

Result<std::optional<QStringList>> CsvReader::next()
{
    enum class State { FieldStart, Plain, Quoted, QuoteInQuoted };
    State state = State::FieldStart;
    QStringList fields;
    QByteArray field;
    char c = 0;
    m_recordLine = m_line;
    if (!peek(c))
        return std::optional<QStringList>();
    while (peek(c)) {
        ++m_position;
        if (c == '\n')
            ++m_line;
        if (state == State::Quoted) {
            if (c == '"')
                state = State::QuoteInQuoted;
            else
                field += c;
        } else if (c == ',' || c == '\n') {
            if (c == '\n' && state != State::QuoteInQuoted && field.endsWith('\r'))
                field.chop(1);
            fields << QString::fromUtf8(field);
            field.clear();
            state = State::FieldStart;
            if (c == '\n')
                return std::optional<QStringList>(fields);
        } else if (state == State::QuoteInQuoted) {
            if (c == '"') {
                field += c;
                state = State::Quoted;
            } else if (c != '\r') {
                return broken(QStringLiteral("has text behind a closing quote"));
            }
        } else if (c == '"' && state == State::FieldStart) {
            state = State::Quoted;
        } else {
            field += c;
            state = State::Plain;
        }
        if (field.size() > m_maxFieldBytes)
            return broken(QStringLiteral("has a field of over %1 bytes").arg(m_maxFieldBytes));
    }
    if (state == State::Quoted)
        return broken(QStringLiteral("has a quote that is never closed"));
    fields << QString::fromUtf8(field);
    return std::optional<QStringList>(fields);
}

} // namespace roost
