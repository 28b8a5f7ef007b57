// What kind of file these bytes are, by the bytes alone: names and headers from outside are not believed.
#pragma once

#include <QByteArray>

namespace roost {

// As many bytes as mediaTypeOf() looks at.
constexpr qsizetype kSniffedBytes = 16;

// "image/jpeg", "image/png", "image/webp" or "application/pdf"; empty for anything else, which is not stored.
QByteArray mediaTypeOf(QByteArrayView begin);
bool isPhotoType(QByteArrayView mediaType);

} // namespace roost
