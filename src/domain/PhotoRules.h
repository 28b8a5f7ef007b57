// What a photo of a listing may be: the same on the client and the server.
#pragma once

#include "common/Result.h"

#include <QJsonObject>

#include <optional>

namespace roost {

constexpr int kMostPhotosOfListing = 100;
constexpr int kLongestCaption = 500;
// Photos stand in the order of their positions, equal ones in that of their ids. New ones leave room between them.
constexpr qint64 kPhotoSpacing = 1024;
constexpr qint64 kLargestPhotoPosition = 1LL << 50;

// A place between two others, either of which may be missing (the beginning, the end). Empty: there is no room left, so
// all have to be numbered anew.
std::optional<qint64> photoPositionBetween(std::optional<qint64> before, std::optional<qint64> behind);

// 64 lower-case hexadecimal digits.
bool isSha256(const QString &text);

// changes: caption (text), position (whole number from 0). Validation, details.field. Nothing to change is an error
// too.
Result<void> checkPhotoChanges(const QJsonObject &changes);

} // namespace roost
