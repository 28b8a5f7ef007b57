// The colours' values, and the contrast formula of WCAG 2.1 that their test holds them to.
#include "ThemeColours.h"

#include <cmath>

namespace roost {

namespace {

QColor rgb(unsigned value)
{
    return QColor::fromRgb(value);
}

double linearChannel(double channel)
{
    return channel <= 0.03928 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
}

double luminance(const QColor &colour)
{
    return 0.2126 * linearChannel(colour.redF()) + 0.7152 * linearChannel(colour.greenF()) +
           0.0722 * linearChannel(colour.blueF());
}

} // namespace

const BarColours &ThemeColours::bar(BookingStatus status) const
{
    switch (status) {
    case BookingStatus::Pending:
        return pending;
    case BookingStatus::Confirmed:
        return confirmed;
    case BookingStatus::Completed:
        return completed;
    case BookingStatus::Declined:
    case BookingStatus::Withdrawn:
    case BookingStatus::Expired:
    case BookingStatus::Cancelled:
    case BookingStatus::NoShow:
        return closed;
    }
    Q_UNREACHABLE();
}

ThemeColours ThemeColours::light()
{
    ThemeColours c;
    c.window = rgb(0xf6f6f3);
    c.surface = rgb(0xffffff);
    c.raised = rgb(0xfbfbf9);
    c.hover = rgb(0xeeeeea);
    c.pressed = rgb(0xe4e4df);
    c.selection = rgb(0xe0efee);
    c.line = rgb(0xe4e4df);
    c.fieldLine = rgb(0x8b9195);
    c.text = rgb(0x1d2326);
    c.textMuted = rgb(0x5a6368);
    c.accent = rgb(0x0e6b6b);
    c.accentHover = rgb(0x0a5757);
    c.onAccent = rgb(0xffffff);
    c.accentSoft = rgb(0xe0efee);
    c.danger = rgb(0xb3261e);
    c.dangerSoft = rgb(0xfbeae8);
    c.onDanger = rgb(0xffffff);
    c.warning = rgb(0x855000);
    c.warningSoft = rgb(0xfdf1da);
    c.success = rgb(0x246a38);
    c.successSoft = rgb(0xe4f3e7);
    c.today = rgb(0xe8f3f2);
    c.todayLine = rgb(0x0e6b6b);
    c.weekend = rgb(0xf7f7f4);
    c.blockFill = rgb(0xf0f0ec);
    c.blockHatch = rgb(0xcfcfc8);
    c.blockText = rgb(0x545c61);
    c.conflict = rgb(0xb3261e);
    c.pending = {rgb(0xfdebc8), rgb(0x5c3900), rgb(0xc07a08)};
    c.confirmed = {rgb(0xc9e6e2), rgb(0x083f3f), rgb(0x0e6b6b)};
    c.completed = {rgb(0xe5e8e9), rgb(0x434b50), rgb(0x98a1a6)};
    c.imported = {rgb(0xe4e2f5), rgb(0x38327a), rgb(0x6b63c0)};
    c.closed = {rgb(0xf5e4e2), rgb(0x77231c), rgb(0xc58a84)};
    return c;
}

ThemeColours ThemeColours::dark()
{
    ThemeColours c;
    c.isDark = true;
    c.window = rgb(0x15181a);
    c.surface = rgb(0x1c2022);
    c.raised = rgb(0x212628);
    c.hover = rgb(0x282d30);
    c.pressed = rgb(0x30363a);
    c.selection = rgb(0x1f3b3a);
    c.line = rgb(0x30363a);
    c.fieldLine = rgb(0x6f787d);
    c.text = rgb(0xe8ebec);
    c.textMuted = rgb(0xa3acb1);
    c.accent = rgb(0x5fc4bc);
    c.accentHover = rgb(0x7ad3cc);
    c.onAccent = rgb(0x062c2a);
    c.accentSoft = rgb(0x1f3b3a);
    c.danger = rgb(0xff9086);
    c.dangerSoft = rgb(0x402522);
    c.onDanger = rgb(0x3a0704);
    c.warning = rgb(0xf0b64c);
    c.warningSoft = rgb(0x3b2f19);
    c.success = rgb(0x82cf94);
    c.successSoft = rgb(0x203624);
    c.today = rgb(0x1e2f30);
    c.todayLine = rgb(0x5fc4bc);
    c.weekend = rgb(0x191d1f);
    c.blockFill = rgb(0x262b2e);
    c.blockHatch = rgb(0x3f474b);
    c.blockText = rgb(0xb3bbbf);
    c.conflict = rgb(0xff9086);
    c.pending = {rgb(0x4a3812), rgb(0xfbdc9c), rgb(0xe0a030)};
    c.confirmed = {rgb(0x1d4c4a), rgb(0xc9f0ec), rgb(0x5fc4bc)};
    c.completed = {rgb(0x33393d), rgb(0xc6cdd1), rgb(0x727c82)};
    c.imported = {rgb(0x35325c), rgb(0xd9d6fb), rgb(0x938be0)};
    c.closed = {rgb(0x43282a), rgb(0xf6c6c1), rgb(0x9c5d58)};
    return c;
}

ThemeColours ThemeColours::highContrast(bool isDark)
{
    ThemeColours c = isDark ? dark() : light();
    const QColor paper = isDark ? QColor(Qt::black) : QColor(Qt::white);
    const QColor ink = isDark ? QColor(Qt::white) : QColor(Qt::black);
    c.window = c.surface = c.raised = c.weekend = paper;
    c.text = c.textMuted = c.line = c.fieldLine = c.blockText = c.blockHatch = ink;
    c.accent = isDark ? rgb(0x7ff0e6) : rgb(0x004a4a);
    c.onAccent = paper;
    c.danger = c.conflict = isDark ? rgb(0xffb0a8) : rgb(0x8a0f08);
    c.warning = isDark ? rgb(0xffd27a) : rgb(0x5a3500);
    c.success = isDark ? rgb(0xa6efb6) : rgb(0x0d4a20);
    for (BarColours *bar : {&c.pending, &c.confirmed, &c.completed, &c.imported, &c.closed})
        bar->text = bar->edge = ink;
    return c;
}

double contrastRatio(const QColor &a, const QColor &b)
{
    const double lighter = std::max(luminance(a), luminance(b));
    const double darker = std::min(luminance(a), luminance(b));
    return (lighter + 0.05) / (darker + 0.05);
}

} // namespace roost
