// Makes small pictures of a photo from outside: decoded within limits, turned upright, encoded anew as JPEG, so that
// nothing of the original but its pixels goes on (no EXIF, no place, no colour profile, no comments, no trailing
// bytes).
//
// Runs in a process of its own (roost-images), which may crash or run out of memory without harm. Needs no
// QGuiApplication.
#pragma once

#include "common/Result.h"

#include <QSize>
#include <QString>

namespace roost::images {

struct ImageLimits
{
    qint64 pixels = 50'000'000; // checked before anything is decoded; phones make 50 megapixels
    int side = 30'000;
    int allocationMb = 256; // of what a decoder may take for one picture
};

// Longest sides of the pictures made, in pixels. A photo that is smaller is not made larger.
constexpr int kSmallSide = 320;
constexpr int kLargeSide = 1280;

struct ReducedImage
{
    QSize size;        // of the original, upright
    QByteArray format; // "jpeg", "png" or "webp", as its content says
};

// Writes original's pictures to smallPath and largePath. ImageRefused: details.reason is "TOO_MANY_PIXELS",
// "NOT_A_PHOTO" (no jpeg, png or webp) or "DAMAGED". StorageFull when a picture can't be written.
Result<ReducedImage> reduceImage(const QString &original, const QString &smallPath, const QString &largePath,
                                 const ImageLimits &limits = {});

} // namespace roost::images
