// What the timeline's painters share: texts and lines on whole pixels, in both reading directions.
#pragma once

#include "TimelineScene.h"

#include <QPainter>

namespace roost {

enum class TextPlace : quint8 { Leading, Centre, Trailing };

// One line, vertically in the middle of rect, elided to its width. Returns the width that it took.
int paintText(QPainter &painter, TimelineScene &scene, const QRect &rect, const QString &text, TimelineFont font,
              const QColor &colour, TextPlace place = TextPlace::Leading);

// a where share is 0, b where it is 1.
QColor blend(const QColor &a, const QColor &b, double share);

// A month's start and name's extent, clipped to what is visible; used by header and grid.
qint32 firstOfMonth(qint32 day);
qint32 firstOfNextMonth(qint32 day);
qint32 firstOfYear(qint32 day);

// The colour of the lines between months; those between days are fainter.
QColor monthLine(const ThemeColours &colours);
QColor dayLine(const ThemeColours &colours);

} // namespace roost
