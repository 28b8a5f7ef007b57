// Layout on first use.
#include "TimelineTextCache.h"

#include <QFontMetrics>

namespace roost {

void TimelineTextCache::setFonts(const std::array<QFont, 4> &fonts)
{
    m_fonts = fonts;
    m_texts.clear();
}

const TimelineText &TimelineTextCache::get(const QString &text, TimelineFont font, int maxWidth)
{
    const Key whole{text, kUnlimited, font};
    TimelineText *found = m_texts.object(whole);
    if (!found)
        found = layOut(whole, text);
    if (found->width <= maxWidth)
        return *found;
    // Widths in steps of 8 pixels, so that scrolling a bar under the edge doesn't lay it out anew for each pixel.
    const Key cut{text, std::max(0, maxWidth / 8 * 8), font};
    found = m_texts.object(cut);
    if (!found)
        found = layOut(cut, QFontMetrics(m_fonts[size_t(font)]).elidedText(text, Qt::ElideRight, cut.width));
    return *found;
}

TimelineText *TimelineTextCache::layOut(const Key &key, const QString &text)
{
    auto *made = new TimelineText;
    made->text.setTextFormat(Qt::PlainText);
    made->text.setText(text);
    made->text.prepare({}, m_fonts[size_t(key.font)]);
    made->width = int(std::ceil(made->text.size().width()));
    made->height = int(std::ceil(made->text.size().height()));
    made->isElided = key.width != kUnlimited;
    m_texts.insert(key, made);
    return made;
}

} // namespace roost
