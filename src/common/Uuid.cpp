#include "Uuid.h"

#include <QRandomGenerator>

namespace roost {

namespace {

std::function<QUuid()> &uuidSource()
{
    static std::function<QUuid()> source;
    return source;
}

} // namespace

void setUuidSource(std::function<QUuid()> source)
{
    uuidSource() = std::move(source);
}

QUuid newUuid()
{
    if (uuidSource())
        return uuidSource()();
    const quint64 unixMs = static_cast<quint64>(QDateTime::currentMSecsSinceEpoch());
    quint64 random[2];
    QRandomGenerator::system()->fillRange(random);
    QUuid id;
    id.data1 = static_cast<uint>(unixMs >> 16);
    id.data2 = static_cast<ushort>(unixMs & 0xFFFF);
    id.data3 = static_cast<ushort>(0x7000 | (random[0] & 0x0FFF));
    for (int i = 0; i < 8; ++i)
        id.data4[i] = static_cast<uchar>(random[1] >> (8 * i));
    id.data4[0] = static_cast<uchar>(0x80 | (id.data4[0] & 0x3F));
    return id;
}

QDateTime momentOf(const QUuid &id)
{
    if ((id.data3 & 0xF000) != 0x7000)
        return {};
    return QDateTime::fromMSecsSinceEpoch((static_cast<qint64>(id.data1) << 16) | id.data2, Qt::UTC);
}

QUuid parseUuid(const QString &text)
{
    if (text.size() != 36 && text.size() != 38)
        return {};
    return QUuid::fromString(text);
}

QString uuidText(const QUuid &id)
{
    return id.toString(QUuid::WithoutBraces);
}

} // namespace roost
