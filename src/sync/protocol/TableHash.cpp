// MD5 of each row's text, combined by exclusive or. MD5 because Postgres has it built in and nobody is to be fooled:
// who could forge rows of a replica could forge the hash.
#include "TableHash.h"

#include <QtEndian>

#include <bit>

namespace roost::sync {

using namespace Qt::StringLiterals;

QList<int> checkedColumns(const SyncTable &table, int schemaVersion)
{
    QList<int> positions;
    for (int i = 0; i < table.columns.size(); ++i) {
        if (table.columnsSince[i] <= schemaVersion && !isJsonColumn(table.columns[i]))
            positions << i;
    }
    return positions;
}

TableHash::TableHash()
    : m_digest(QCryptographicHash::Md5)
{
    m_row.reserve(1024);
}

void TableHash::addField(const QByteArray &text)
{
    m_row += '=';
    m_row += text;
    m_row += kSeparator;
}

void TableHash::addFraction(double number)
{
    const quint64 bits = qToBigEndian(std::bit_cast<quint64>(number));
    addField(QByteArray::fromRawData(reinterpret_cast<const char *>(&bits), sizeof bits).toHex());
}

void TableHash::add(const QString &column, const QJsonValue &value)
{
    if (value.isBool())
        addBoolean(value.toBool());
    else if (value.isDouble() && isFractionColumn(column))
        addFraction(value.toDouble());
    else if (value.isDouble())
        addInteger(value.toInteger());
    else if (value.isString())
        addText(value.toString());
    else
        addNull();
}

void TableHash::endRow()
{
    m_digest.reset();
    m_digest.addData(m_row);
    const QByteArray digest = m_digest.result();
    m_high ^= qFromBigEndian<quint64>(digest.constData());
    m_low ^= qFromBigEndian<quint64>(digest.constData() + sizeof(quint64));
    m_row.resize(0);
    ++m_count;
}

TableCheck TableHash::result(const QString &table) const
{
    return {table, m_count, u"%1%2"_s.arg(m_high, 16, 16, QChar(u'0')).arg(m_low, 16, 16, QChar(u'0'))};
}

} // namespace roost::sync
