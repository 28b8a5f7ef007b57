// Reads a picture from a file, small, in a thread of the pool: a photo of twenty megabytes never makes the window wait,
// and one that was made to break a decoder is refused.
#pragma once

#include <QImage>

#include <functional>

class QObject;

namespace roost {

// loaded runs in receiver's thread, unless receiver is gone by then; a null image: the file can't be shown.
// longestSide in pixels.
void loadPicture(QObject *receiver, const QString &path, int longestSide, std::function<void(const QImage &)> loaded);

} // namespace roost
