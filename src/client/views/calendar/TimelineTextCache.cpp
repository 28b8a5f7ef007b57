// Layout and drawing on first use.
#include "TimelineTextCache.h"

#include <QFontMetrics>
#include <QPainter>

#include <cmath>

namespace roost {

void TimelineTextCache::setFonts(const std::array<QFont, 4> &fonts, qreal devicePixelRatio)
{
    m_fonts = fonts;
    m_devicePixelRatio = devicePixelRatio;
    m_texts.clear();
    m_pictures.clear();
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
    made->shown = text;
    made->text.setTextFormat(Qt::PlainText);
    made->text.setText(text);
    made->text.prepare({}, m_fonts[size_t(key.font)]);
    made->width = int(std::ceil(made->text.size().width()));
    made->height = int(std::ceil(made->text.size().height()));
    made->isElided = key.width != kUnlimited;
    m_texts.insert(key, made);
    return made;
}

void TimelineTextCache::paint(QPainter &painter, const QPoint &place, const TimelineText &text, TimelineFont font,
                              const QColor &colour)
{
    if (m_devicePixelRatio != std::floor(m_devicePixelRatio)) {
        // At a fractional scale a picture could lie between pixels and blur; glyphs are placed by the font engine.
        painter.setFont(m_fonts[size_t(font)]);
        painter.setPen(colour);
        painter.drawStaticText(place, text.text);
        return;
    }
    const PictureKey key{text.shown, colour.rgba(), font};
    QPixmap *picture = m_pictures.object(key);
    if (!picture)
        picture = drawPicture(key, text);
    painter.drawPixmap(place, *picture);
}

QPixmap *TimelineTextCache::drawPicture(const PictureKey &key, const TimelineText &text)
{
    // A pixel more, for a last glyph that reaches out of its advance.
    const QSize size = QSize(text.width + 1, text.height) * m_devicePixelRatio;
    auto *picture = new QPixmap(size);
    picture->setDevicePixelRatio(m_devicePixelRatio);
    picture->fill(Qt::transparent);
    QPainter painter(picture);
    painter.setFont(m_fonts[size_t(key.font)]);
    painter.setPen(QColor::fromRgba(key.colour));
    painter.drawStaticText(0, 0, text.text);
    painter.end();
    m_pictures.insert(key, picture, std::max(1, size.width() * size.height() * 4));
    return picture;
}

} // namespace roost
