// Reads within limits, writes anew.
#include "ImageReduction.h"

#include <QColorSpace>
#include <QImageReader>
#include <QImageWriter>
#include <QPainter>

namespace roost::images {

using namespace Qt::StringLiterals;

namespace {

constexpr int kQuality = 82;

tl::unexpected<Error> refused(const QString &reason, const QString &userText)
{
    return fail(ErrorCode::ImageRefused, userText, u"image refused: "_s + reason, {{u"reason"_s, reason}});
}

tl::unexpected<Error> damaged()
{
    return refused(u"DAMAGED"_s, u"This photo can't be read: the file is damaged. Choose another."_s);
}

Result<void> checkSize(const QSize &size, const ImageLimits &limits)
{
    if (size.width() < 1 || size.height() < 1)
        return damaged();
    const qint64 pixels = qint64(size.width()) * size.height();
    if (size.width() > limits.side || size.height() > limits.side || pixels > limits.pixels) {
        return refused(u"TOO_MANY_PIXELS"_s,
                       u"This photo has too many pixels: %1 million at most. Make it smaller and add it again."_s.arg(
                           limits.pixels / 1'000'000));
    }
    return {};
}

QSize fitted(const QSize &size, int longestSide)
{
    if (std::max(size.width(), size.height()) <= longestSide)
        return size;
    return size.scaled(longestSide, longestSide, Qt::KeepAspectRatio).expandedTo({1, 1});
}

// A fresh picture: texts, profiles and transparency stay behind.
QImage plainPixels(const QImage &from)
{
    QImage source = from;
    if (source.colorSpace().isValid() && source.colorSpace() != QColorSpace(QColorSpace::SRgb))
        source.convertToColorSpace(QColorSpace(QColorSpace::SRgb));
    QImage plain(source.size(), QImage::Format_RGB32);
    plain.fill(Qt::white);
    QPainter(&plain).drawImage(0, 0, source);
    return plain;
}

Result<void> writeJpeg(const QImage &image, const QString &path)
{
    QImageWriter writer(path, "jpeg");
    writer.setQuality(kQuality);
    writer.setOptimizedWrite(true);
    writer.setProgressiveScanWrite(true);
    if (!writer.write(image)) {
        return fail(ErrorCode::StorageFull, u"The photo's preview could not be stored. Try again later."_s,
                    u"writing a picture failed: error %1"_s.arg(writer.error()));
    }
    return {};
}

} // namespace

Result<ReducedImage> reduceImage(const QString &original, const QString &smallPath, const QString &largePath,
                                 const ImageLimits &limits)
{
    QImageReader::setAllocationLimit(limits.allocationMb);
    QImageReader reader(original);
    reader.setDecideFormatFromContent(true);
    reader.setAutoTransform(true);
    const QByteArray format = reader.format();
    if (format != "jpeg" && format != "png" && format != "webp")
        return refused(u"NOT_A_PHOTO"_s, u"This is no photo that Roost knows. Choose a JPEG, PNG or WebP file."_s);
    const QSize size = reader.size();
    ROOST_TRY(checkSize(size, limits));
    const bool isTurned = reader.transformation().testFlag(QImageIOHandler::TransformationRotate90);
    // Lets the decoder of JPEG work at the smaller size from the start.
    reader.setScaledSize(fitted(size, kLargeSide));
    const QImage decoded = reader.read();
    if (decoded.isNull())
        return damaged();
    const QImage large = plainPixels(decoded);
    ROOST_TRY(writeJpeg(large, largePath));
    const QImage small =
        large.scaled(fitted(large.size(), kSmallSide), Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
    ROOST_TRY(writeJpeg(small, smallPath));
    return ReducedImage{isTurned ? size.transposed() : size, format};
}

} // namespace roost::images
