// Texts laid out and drawn once for the timeline: shaping, eliding and blending glyph by glyph cost far more than
// copying a small picture. GUI thread.
#pragma once

#include <QCache>
#include <QColor>
#include <QFont>
#include <QPixmap>
#include <QStaticText>

class QPainter;

namespace roost {

enum class TimelineFont : quint8 { Body, Strong, Small, SmallStrong };

// A text in one font, elided to one width, and its pictures in the colours that it was painted in.
struct TimelineText
{
    QString shown;
    QStaticText text;
    int width = 0;
    int height = 0;
    bool isElided = false;
};

class TimelineTextCache
{
public:
    static constexpr int kUnlimited = std::numeric_limits<int>::max();

    // Drops everything.
    void setFonts(const std::array<QFont, 4> &fonts, qreal devicePixelRatio);
    const QFont &font(TimelineFont font) const { return m_fonts[size_t(font)]; }

    // The text, elided at its end where it is wider than maxWidth. Valid until the next call.
    const TimelineText &get(const QString &text, TimelineFont font, int maxWidth = kUnlimited);
    // text from get(), with its top left corner at this place.
    void paint(QPainter &painter, const QPoint &place, const TimelineText &text, TimelineFont font,
               const QColor &colour);

private:
    struct Key
    {
        QString text;
        int width;
        TimelineFont font;
        friend bool operator==(const Key &, const Key &) = default;
        friend size_t qHash(const Key &key, size_t seed = 0)
        {
            return qHashMulti(seed, key.text, key.width, quint8(key.font));
        }
    };
    struct PictureKey
    {
        QString shown;
        QRgb colour;
        TimelineFont font;
        friend bool operator==(const PictureKey &, const PictureKey &) = default;
        friend size_t qHash(const PictureKey &key, size_t seed = 0)
        {
            return qHashMulti(seed, key.shown, key.colour, quint8(key.font));
        }
    };
    static constexpr int kMostTexts = 20000;
    static constexpr int kMostPictureBytes = 24 << 20;

    TimelineText *layOut(const Key &key, const QString &text);
    QPixmap *drawPicture(const PictureKey &key, const TimelineText &text);

    std::array<QFont, 4> m_fonts;
    qreal m_devicePixelRatio = 1;
    QCache<Key, TimelineText> m_texts{kMostTexts};
    QCache<PictureKey, QPixmap> m_pictures{kMostPictureBytes};
};

} // namespace roost
