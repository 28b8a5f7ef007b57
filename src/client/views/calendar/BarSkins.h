// How bars look: a colour and a texture for each status, so that they are told apart without colour too, and a tint for
// each source. Rounded ends and hatchings are drawn once into pixmaps; a frame only copies them. GUI thread.
#pragma once

#include "client/models/TimelineData.h"
#include "client/views/theme/ThemeColours.h"

#include <QHash>
#include <QPixmap>

class QPainter;

namespace roost {

enum class BarTexture : quint8 {
    Strip,   // confirmed: a strong leading edge
    Plain,   // completed
    Dashed,  // a request: dashed outline
    Struck,  // no show: sparse strokes
    Hatched, // blocked
};

struct BarSkin
{
    BarColours colours;
    QColor narrow; // the whole bar where it is only a few pixels wide
    BarTexture texture = BarTexture::Plain;
};

class BarSkins
{
public:
    static constexpr int kNarrow = 6; // below this width a bar is a plain rectangle
    static constexpr int kSourceTints = 5;

    // Drops everything drawn so far.
    void setLook(const ThemeColours &colours, qreal devicePixelRatio);
    void setSources(const QStringList &sources);

    const BarSkin &skin(const TimelineBar &bar) const;
    const BarSkin &blockSkin() const { return m_skins[kBlockSkin]; }

    void paint(QPainter &painter, const QRect &rect, const BarSkin &skin, bool rightToLeft);
    // For zooms at which a day has a few pixels: plain, but a block is low and a request hollow.
    static void paintCompact(QPainter &painter, const QRect &rect, const BarSkin &skin);
    // The dotted edge and the mark of an edit that the server has not confirmed yet.
    void paintTentative(QPainter &painter, const QRect &rect, const BarSkin &skin, bool rightToLeft) const;
    // A see-through band of strokes in the warning colour, for nights that are in conflict.
    void paintConflict(QPainter &painter, const QRect &rect);

    // Entries of other channels, as opposed to bookings made here.
    static bool isImported(const QString &source);

private:
    static constexpr int kStatuses = 8;
    static constexpr size_t kBlockSkin = size_t(kStatuses) * (1 + kSourceTints);

    BarSkin makeSkin(BookingStatus status, int tint) const;
    const QPixmap &plate(const BarSkin &skin, const QSize &size, bool rightToLeft);
    QPixmap drawPlate(const BarSkin &skin, const QSize &size, bool rightToLeft) const;
    QPixmap drawStrokes(const QColor &colour, int distance, bool rising) const;
    void paintDashes(QPainter &painter, const QRect &rect, const QColor &colour) const;

    ThemeColours m_colours;
    qreal m_devicePixelRatio = 1;
    std::array<BarSkin, kBlockSkin + 1> m_skins;
    std::vector<quint8> m_tintOfSource;
    QHash<quint32, QPixmap> m_plates;
    QPixmap m_hatch;
    QPixmap m_strike;
    QPixmap m_conflict;
};

} // namespace roost
