#include "PhotoLoading.h"

#include <QImageReader>
#include <QPointer>
#include <QThreadPool>

namespace roost {

namespace {

constexpr qint64 kMostPixels = 50'000'000; // as the server has it
constexpr int kAllocationMb = 256;

QImage readPicture(const QString &path, int longestSide)
{
    QImageReader::setAllocationLimit(kAllocationMb);
    QImageReader reader(path);
    reader.setDecideFormatFromContent(true);
    reader.setAutoTransform(true);
    const QByteArray format = reader.format();
    const QSize size = reader.size();
    if ((format != "jpeg" && format != "png" && format != "webp") || size.isEmpty() ||
        qint64(size.width()) * size.height() > kMostPixels)
        return {};
    if (std::max(size.width(), size.height()) > longestSide)
        reader.setScaledSize(size.scaled(longestSide, longestSide, Qt::KeepAspectRatio).expandedTo({1, 1}));
    return reader.read();
}

} // namespace

void loadPicture(QObject *receiver, const QString &path, int longestSide, std::function<void(const QImage &)> loaded)
{
    // Made here, in receiver's thread: it outlives receiver, and tells in the same thread whether that is gone.
    auto *mailbox = new QObject;
    QThreadPool::globalInstance()->start(
        [mailbox, path, longestSide, loaded = std::move(loaded), receiver = QPointer<QObject>(receiver)] {
            QMetaObject::invokeMethod(
                mailbox,
                [mailbox, image = readPicture(path, longestSide), loaded, receiver] {
                    if (receiver)
                        loaded(image);
                    mailbox->deleteLater();
                },
                Qt::QueuedConnection);
        });
}

} // namespace roost
