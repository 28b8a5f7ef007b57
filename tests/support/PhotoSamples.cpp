#include "PhotoSamples.h"

#include <QBuffer>
#include <QCryptographicHash>
#include <QImage>
#include <QRandomGenerator>
#include <QtEndian>

namespace roost::test {

namespace {

QByteArray bigEndian(quint32 number)
{
    QByteArray bytes(4, Qt::Uninitialized);
    qToBigEndian(number, bytes.data());
    return bytes;
}

QByteArray shortBigEndian(quint16 number)
{
    QByteArray bytes(2, Qt::Uninitialized);
    qToBigEndian(number, bytes.data());
    return bytes;
}

// CRC-32 of PNG (ISO 3309).
quint32 crc32(const QByteArray &bytes)
{
    quint32 crc = 0xffffffffu;
    for (const char c : bytes) {
        crc ^= static_cast<unsigned char>(c);
        for (int bit = 0; bit < 8; ++bit)
            crc = (crc >> 1) ^ ((crc & 1) ? 0xedb88320u : 0u);
    }
    return ~crc;
}

QByteArray pngChunk(const QByteArray &type, const QByteArray &data)
{
    return bigEndian(static_cast<quint32>(data.size())) + type + data + bigEndian(crc32(type + data));
}

// One entry of a TIFF directory.
QByteArray entry(quint16 tag, quint16 type, quint32 count, const QByteArray &value)
{
    return shortBigEndian(tag) + shortBigEndian(type) + bigEndian(count) + value.leftJustified(4, '\0');
}

} // namespace

QByteArray photo(const QSize &size, const char *format, quint32 seed)
{
    QRandomGenerator random(seed);
    QImage image(size, QImage::Format_RGB32);
    for (int y = 0; y < size.height(); ++y) {
        for (int x = 0; x < size.width(); ++x) {
            const int noise = static_cast<int>(random.bounded(24u));
            image.setPixel(x, y, qRgb(x * 200 / size.width() + noise, y * 200 / size.height() + noise, 90 + noise));
        }
    }
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, format, 90);
    return bytes;
}

QByteArray withExif(const QByteArray &jpeg, int orientation, const QByteArray &text)
{
    constexpr quint16 kAscii = 2;
    constexpr quint16 kShort = 3;
    constexpr quint16 kLong = 4;
    constexpr quint32 kFirstDirectory = 8;
    constexpr quint32 kEntries = 3;
    const quint32 textAt = kFirstDirectory + 2 + kEntries * 12 + 4;
    const quint32 gpsAt = textAt + static_cast<quint32>(text.size());
    QByteArray tiff = QByteArray("MM\0\x2a", 4) + bigEndian(kFirstDirectory) + shortBigEndian(kEntries);
    tiff += entry(0x010e, kAscii, static_cast<quint32>(text.size()), bigEndian(textAt)); // description
    tiff += entry(0x0112, kShort, 1, shortBigEndian(static_cast<quint16>(orientation)));
    tiff += entry(0x8825, kLong, 1, bigEndian(gpsAt));
    tiff += bigEndian(0) + text;
    tiff += shortBigEndian(1) + entry(0x0001, kAscii, 2, "N") + bigEndian(0); // latitude's hemisphere
    const QByteArray payload = QByteArray("Exif\0\0", 6) + tiff;
    const QByteArray segment = "\xff\xe1" + shortBigEndian(static_cast<quint16>(payload.size() + 2)) + payload;
    return jpeg.left(2) + segment + jpeg.mid(2);
}

QByteArray pngBomb(quint32 width, quint32 height)
{
    const QByteArray header = bigEndian(width) + bigEndian(height) + QByteArray("\x08\x02\0\0\0", 5);
    const QByteArray nothing = QByteArray::fromHex("789c030000000001"); // an empty zlib stream
    return QByteArray("\x89PNG\r\n\x1a\n", 8) + pngChunk("IHDR", header) + pngChunk("IDAT", nothing) +
           pngChunk("IEND", {});
}

QString sha256Of(const QByteArray &bytes)
{
    return QString::fromLatin1(QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex());
}

} // namespace roost::test
