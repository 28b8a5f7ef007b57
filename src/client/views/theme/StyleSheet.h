// The application's style sheet: resources/themes/roost.qss with its @placeholders filled in from the colours.
#pragma once

#include "ThemeColours.h"

#include <QString>

namespace roost {

// textScale multiplies the font sizes. A placeholder without a value is a programmer's mistake and asserts.
QString styleSheet(const ThemeColours &colours, const QString &fontFamily, double textScale);

} // namespace roost
