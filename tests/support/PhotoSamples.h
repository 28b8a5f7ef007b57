// Photos for tests: made here, so that what is in them is known byte for byte.
#pragma once

#include <QByteArray>
#include <QSize>

namespace roost::test {

// A JPEG (or "png", "webp") with a gradient and some noise of its seed.
QByteArray photo(const QSize &size, const char *format = "jpeg", quint32 seed = 1);

// What a phone writes into a JPEG: orientation (1 to 8, EXIF 2.32, tag 0x0112), a GPS position, and a text.
QByteArray withExif(const QByteArray &jpeg, int orientation, const QByteArray &text);

// The head of a PNG that claims so many pixels, and hardly any bytes behind it.
QByteArray pngBomb(quint32 width, quint32 height);

// Lower-case hexadecimal digits.
QString sha256Of(const QByteArray &bytes);

} // namespace roost::test
