// The named colours of Roost's look: one accent, neutral surfaces, and colour only where it means something.
#pragma once

#include "domain/BookingLifecycle.h"

#include <QColor>

namespace roost {

// A booking's bar in the calendar and its chip in lists. Text on fill has a contrast of at least 4.5:1.
struct BarColours
{
    QColor fill;
    QColor text;
    QColor edge; // the strong colour: outline, left edge, dot
};

// Plain values; GUI thread not needed. Text colours have at least 4.5:1 on window, surface and their soft grounds.
struct ThemeColours
{
    bool isDark = false;

    QColor window;      // behind everything: rail, status line, page margins
    QColor surface;     // pages, tables, fields
    QColor raised;      // inspector, pop-ups, headers that stay in place
    QColor hover;       // under the pointer
    QColor pressed;     // held down
    QColor selection;   // a selected row; text stays text
    QColor line;        // hairlines between things
    QColor fieldLine;   // outlines of fields and check boxes: at least 3:1 on surface
    QColor text;        // what is read
    QColor textMuted;   // labels, secondary facts
    QColor accent;      // what can be done: primary buttons, links, focus
    QColor accentHover; // a primary button under the pointer
    QColor onAccent;    // text on accent
    QColor accentSoft;  // quiet ground of what is current
    QColor danger;
    QColor dangerSoft;
    QColor onDanger; // text on danger
    QColor warning;
    QColor warningSoft;
    QColor success;
    QColor successSoft;

    // Calendar
    QColor today;      // the column of today
    QColor todayLine;  // the line that marks now
    QColor weekend;    // columns of weekends
    QColor blockFill;  // ground of a block
    QColor blockHatch; // its hatching
    QColor blockText;
    QColor conflict; // overlapping bands and marks of problems

    BarColours pending;
    BarColours confirmed;
    BarColours completed;
    BarColours imported; // from another channel's calendar
    BarColours closed;   // declined, withdrawn, expired, cancelled, no show

    const BarColours &bar(BookingStatus status) const;

    static ThemeColours light();
    static ThemeColours dark();
    // The same with black or white text, stronger lines and fuller colours (7:1 and more for text).
    static ThemeColours highContrast(bool isDark);
};

// WCAG 2.1 contrast ratio of two opaque colours, 1 to 21.
double contrastRatio(const QColor &a, const QColor &b);

} // namespace roost
