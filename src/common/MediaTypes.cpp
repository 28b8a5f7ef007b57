// Signatures: JPEG (ITU T.81, B.1.1.3), PNG (RFC 2083, 3.1), WebP (RFC 9649, 2.4), PDF (ISO 32000-1, 7.5.2).
#include "MediaTypes.h"

namespace roost {

QByteArray mediaTypeOf(QByteArrayView begin)
{
    if (begin.startsWith(QByteArrayView("\xff\xd8\xff", 3)))
        return "image/jpeg";
    if (begin.startsWith(QByteArrayView("\x89PNG\r\n\x1a\n", 8)))
        return "image/png";
    if (begin.size() >= 12 && begin.startsWith("RIFF") && begin.sliced(8, 4) == QByteArrayView("WEBP"))
        return "image/webp";
    if (begin.startsWith("%PDF-"))
        return "application/pdf";
    return {};
}

bool isPhotoType(QByteArrayView mediaType)
{
    return mediaType.startsWith("image/");
}

} // namespace roost
