// The drawing of bars from prepared pieces.
#include "BarSkins.h"

#include <QPainter>
#include <QPainterPath>

namespace roost {

using namespace Qt::StringLiterals;

namespace {

constexpr int kRadius = 5;
constexpr int kPlateWidth = 2 * kRadius + 2;
constexpr int kStripWidth = 3;
constexpr int kTile = 96;
constexpr double kLeastContrast = 5;

QColor mix(const QColor &a, const QColor &b, double share)
{
    return QColor::fromRgbF(float(a.redF() + (b.redF() - a.redF()) * share),
                            float(a.greenF() + (b.greenF() - a.greenF()) * share),
                            float(a.blueF() + (b.blueF() - a.blueF()) * share));
}

QColor withHue(const QColor &colour, int hue)
{
    return QColor::fromHsl(hue, colour.hslSaturation(), colour.lightness());
}

BarColours tinted(const BarColours &colours, int tint)
{
    constexpr int hues[BarSkins::kSourceTints] = {245, 206, 322, 24, 84};
    const int hue = hues[tint - 1];
    BarColours made{withHue(colours.fill, hue), withHue(colours.text, hue), withHue(colours.edge, hue)};
    // Hues of one lightness are not equally bright to the eye; the text must stay readable in each.
    const bool isLight = made.fill.lightness() > 127;
    while (contrastRatio(made.text, made.fill) < kLeastContrast && made.text.lightness() % 255 != 0)
        made.text.setHsl(hue, made.text.hslSaturation(),
                         std::clamp(made.text.lightness() + (isLight ? -6 : 6), 0, 255));
    return made;
}

BarTexture textureOf(BookingStatus status)
{
    switch (status) {
    case BookingStatus::Pending:
        return BarTexture::Dashed;
    case BookingStatus::Confirmed:
        return BarTexture::Strip;
    case BookingStatus::Completed:
        return BarTexture::Plain;
    default:
        return BarTexture::Struck;
    }
}

} // namespace

bool BarSkins::isImported(const QString &source)
{
    return !source.isEmpty() && source != "direct"_L1 && source != "manual"_L1 && source != "host"_L1;
}

void BarSkins::setLook(const ThemeColours &colours, qreal devicePixelRatio)
{
    m_colours = colours;
    m_devicePixelRatio = devicePixelRatio;
    m_plates.clear();
    for (int tint = 0; tint <= kSourceTints; ++tint) {
        for (int status = 0; status < kStatuses; ++status)
            m_skins[size_t(tint) * kStatuses + size_t(status)] = makeSkin(BookingStatus(status), tint);
    }
    m_skins[kBlockSkin] = {{colours.blockFill, colours.blockText, colours.blockHatch},
                           mix(colours.blockHatch, colours.blockText, 0.4),
                           BarTexture::Hatched};
    m_hatch = drawStrokes(colours.blockHatch, 6, true);
    QColor strike = colours.closed.edge;
    strike.setAlphaF(0.45f);
    m_strike = drawStrokes(strike, 12, false);
    QColor conflict = colours.conflict;
    conflict.setAlphaF(0.3f);
    m_conflict = drawStrokes(conflict, 8, false);
}

BarSkin BarSkins::makeSkin(BookingStatus status, int tint) const
{
    const bool isTinted = tint > 0 && occupiesNights(status);
    BarSkin skin{isTinted ? tinted(m_colours.imported, tint) : m_colours.bar(status), {}, textureOf(status)};
    skin.narrow = mix(skin.colours.fill, skin.colours.edge, skin.texture == BarTexture::Plain ? 0.5 : 0.7);
    return skin;
}

void BarSkins::setSources(const QStringList &sources)
{
    m_tintOfSource.clear();
    for (const QString &source : sources) {
        // From the name, so that a source keeps its tint whichever others there are.
        const uint sum = qChecksum(source.toUtf8());
        m_tintOfSource.push_back(isImported(source) ? quint8(1 + sum % kSourceTints) : quint8(0));
    }
}

const BarSkin &BarSkins::skin(const TimelineBar &bar) const
{
    if (bar.kind == BarKind::Block)
        return m_skins[kBlockSkin];
    const size_t tint = bar.source < m_tintOfSource.size() ? m_tintOfSource[bar.source] : 0;
    return m_skins[tint * kStatuses + size_t(bar.status)];
}

void BarSkins::paint(QPainter &painter, const QRect &rect, const BarSkin &skin, bool rightToLeft)
{
    if (rect.width() < kNarrow) {
        paintCompact(painter, rect, skin);
        return;
    }
    const int width = std::min(rect.width(), kPlateWidth);
    const QPixmap &ends = plate(skin, {width, rect.height()}, rightToLeft);
    if (width < kPlateWidth) {
        painter.drawPixmap(rect.topLeft(), ends);
    } else {
        const int half = kPlateWidth / 2;
        const qreal ratio = m_devicePixelRatio;
        const QRectF left(0, 0, half * ratio, rect.height() * ratio);
        painter.drawPixmap(QRectF(rect.x(), rect.y(), half, rect.height()), ends, left);
        painter.drawPixmap(QRectF(rect.right() + 1 - half, rect.y(), half, rect.height()), ends,
                           left.translated(half * ratio, 0));
        painter.fillRect(rect.adjusted(half, 0, -half, 0), skin.colours.fill);
    }
    if (skin.texture == BarTexture::Hatched)
        painter.drawTiledPixmap(rect.adjusted(1, 1, -1, -1), m_hatch);
    else if (skin.texture == BarTexture::Struck)
        painter.drawTiledPixmap(rect.adjusted(1, 1, -1, -1), m_strike);
    else if (skin.texture == BarTexture::Dashed)
        paintDashes(painter, rect, skin.colours.edge);
}

void BarSkins::paintCompact(QPainter &painter, const QRect &rect, const BarSkin &skin)
{
    if (skin.texture == BarTexture::Hatched) {
        painter.fillRect(rect.adjusted(0, rect.height() / 3, 0, -rect.height() / 3), skin.narrow);
        return;
    }
    painter.fillRect(rect, skin.narrow);
    if (skin.texture == BarTexture::Dashed || skin.texture == BarTexture::Struck) {
        const int side = rect.width() >= 4 ? 1 : 0;
        painter.fillRect(rect.adjusted(side, 2, -side, -2), skin.colours.fill);
    }
}

const QPixmap &BarSkins::plate(const BarSkin &skin, const QSize &size, bool rightToLeft)
{
    const auto index = quint32(&skin - m_skins.data());
    const quint32 key = index << 24 | quint32(rightToLeft) << 20 | quint32(size.width()) << 12 | quint32(size.height());
    auto found = m_plates.find(key);
    if (found == m_plates.end())
        found = m_plates.insert(key, drawPlate(skin, size, rightToLeft));
    return *found;
}

QPixmap BarSkins::drawPlate(const BarSkin &skin, const QSize &size, bool rightToLeft) const
{
    QPixmap pixmap(size * m_devicePixelRatio);
    pixmap.setDevicePixelRatio(m_devicePixelRatio);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    const double radius = std::min({double(kRadius), size.width() / 2.0, size.height() / 2.0});
    QPainterPath outline;
    outline.addRoundedRect(QRectF(QPointF(), QSizeF(size)), radius, radius);
    painter.fillPath(outline, skin.colours.fill);
    if (skin.texture == BarTexture::Strip) {
        painter.setClipPath(outline);
        const int strip = std::min(kStripWidth, size.width() / 2);
        painter.fillRect(rightToLeft ? size.width() - strip : 0, 0, strip, size.height(), skin.colours.edge);
    }
    return pixmap;
}

QPixmap BarSkins::drawStrokes(const QColor &colour, int distance, bool rising) const
{
    QPixmap pixmap(QSize(kTile, kTile) * m_devicePixelRatio);
    pixmap.setDevicePixelRatio(m_devicePixelRatio);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(colour, 1));
    for (int x = -kTile; x <= 2 * kTile; x += distance)
        painter.drawLine(QPointF(x, rising ? kTile : 0), QPointF(x + kTile, rising ? 0 : kTile));
    return pixmap;
}

void BarSkins::paintDashes(QPainter &painter, const QRect &rect, const QColor &colour) const
{
    // Solid pieces instead of a dashed pen: sharp at every position, and much cheaper.
    constexpr int dash = 4;
    constexpr int gap = 3;
    const int right = rect.right();
    for (int x = rect.left() + 3; x < right - 2; x += dash + gap) {
        const int length = std::min(dash, right - 1 - x);
        painter.fillRect(x, rect.top(), length, 1, colour);
        painter.fillRect(x, rect.bottom(), length, 1, colour);
    }
    for (int y = rect.top() + 3; y < rect.bottom() - 2; y += dash + gap) {
        const int length = std::min(dash, rect.bottom() - 1 - y);
        painter.fillRect(rect.left(), y, 1, length, colour);
        painter.fillRect(right, y, 1, length, colour);
    }
}

void BarSkins::paintTentative(QPainter &painter, const QRect &rect, const BarSkin &skin, bool rightToLeft) const
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const QColor ink = skin.texture == BarTexture::Hatched ? m_colours.textMuted : skin.colours.text;
    painter.setBrush(Qt::NoBrush);
    QPen dots(ink, 1.5, Qt::CustomDashLine, Qt::FlatCap);
    dots.setDashPattern({1, 1.5});
    painter.setPen(dots);
    painter.drawRoundedRect(QRectF(rect).adjusted(0.75, 0.75, -0.75, -0.75), kRadius, kRadius);
    if (rect.width() >= 24) {
        const int x = rightToLeft ? rect.left() + 8 : rect.right() - 7;
        painter.setPen(Qt::NoPen);
        painter.setBrush(m_colours.warning);
        painter.drawEllipse(QPointF(x, rect.center().y() + 0.5), 3, 3);
    }
    painter.restore();
}

void BarSkins::paintConflict(QPainter &painter, const QRect &rect)
{
    QColor wash = m_colours.dangerSoft;
    wash.setAlphaF(0.85f);
    painter.fillRect(rect, wash);
    painter.drawTiledPixmap(rect, m_conflict);
    painter.fillRect(rect.x(), rect.y(), rect.width(), 2, m_colours.conflict);
    painter.fillRect(rect.x(), rect.bottom() - 1, rect.width(), 2, m_colours.conflict);
}

} // namespace roost
