// Renders the SVG's strokes as a mask and fills it with the wanted colour.
#include "TintedIconEngine.h"

#include "Theme.h"

#include <QPainter>
#include <QPixmapCache>
#include <QSvgRenderer>

using namespace Qt::StringLiterals;

namespace roost {

TintedIconEngine::TintedIconEngine(QString name, QColor ThemeColours::*colour)
    : m_name(std::move(name))
    , m_colour(colour)
{
}

QColor TintedIconEngine::tint(QIcon::Mode mode, QIcon::State state) const
{
    const ThemeColours &colours = Theme::current().colours();
    if (mode == QIcon::Disabled)
        return colours.fieldLine;
    if (state == QIcon::On)
        return colours.accent;
    return colours.*m_colour;
}

void TintedIconEngine::paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State state)
{
    const qreal ratio = painter->device()->devicePixelRatioF();
    QPixmap drawn = pixmap(rect.size() * ratio, mode, state);
    drawn.setDevicePixelRatio(ratio);
    painter->drawPixmap(rect.topLeft(), drawn);
}

QPixmap TintedIconEngine::pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state)
{
    const QColor colour = tint(mode, state);
    const QString key = u"roost/%1/%2/%3x%4"_s.arg(m_name, colour.name()).arg(size.width()).arg(size.height());
    QPixmap result;
    if (QPixmapCache::find(key, &result))
        return result;
    result = QPixmap(size);
    result.fill(Qt::transparent);
    QPainter painter(&result);
    QSvgRenderer renderer(u":/icons/%1.svg"_s.arg(m_name));
    renderer.setAspectRatioMode(Qt::KeepAspectRatio);
    renderer.render(&painter, QRectF(QPointF(), size));
    painter.setCompositionMode(QPainter::CompositionMode_SourceIn);
    painter.fillRect(result.rect(), colour);
    painter.end();
    QPixmapCache::insert(key, result);
    return result;
}

QIconEngine *TintedIconEngine::clone() const
{
    return new TintedIconEngine(m_name, m_colour);
}

} // namespace roost
