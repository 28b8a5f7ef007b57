// RFC 4180 CSV as real exports have it: quoted fields with line breaks and doubled quotes, CRLF or LF, a BOM.
#pragma once

#include "Result.h"

#include <QIODevice>
#include <QStringList>

namespace roost {

// Reads one record at a time in constant memory. UTF-8. Not thread-safe.
class CsvReader
{
public:
    // device must be open for reading and outlive the reader. A field above maxFieldBytes is an error.
    explicit CsvReader(QIODevice &device, qsizetype maxFieldBytes = 1 << 20);

    // The next record's fields; an empty optional at the end. Validation error on an unterminated quote, text after a
    // closing quote, or a field that is too long; it names the line.
    Result<std::optional<QStringList>> next();

    // The line (1-based) on which the record returned last began.
    qint64 line() const { return m_recordLine; }

private:
    bool fillBuffer();
    bool peek(char &c);
    tl::unexpected<Error> broken(const QString &what) const;

    QIODevice &m_device;
    qsizetype m_maxFieldBytes;
    QByteArray m_buffer;
    qsizetype m_position = 0;
    qint64 m_line = 1;
    qint64 m_recordLine = 0;
    bool m_started = false;
};

} // namespace roost
