// Texts laid out once for the timeline: shaping and eliding cost far more than drawing. GUI thread.
#pragma once

#include <QCache>
#include <QFont>
#include <QStaticText>

namespace roost {

enum class TimelineFont : quint8 { Body, Strong, Small, SmallStrong };

struct TimelineText
{
    QStaticText text;
    int width = 0;
    int height = 0;
    bool isElided = false;
};

class TimelineTextCache
{
public:
    static constexpr int kUnlimited = std::numeric_limits<int>::max();

    void setFonts(const std::array<QFont, 4> &fonts);
    const QFont &font(TimelineFont font) const { return m_fonts[size_t(font)]; }

    // The text, elided at its end where it is wider than maxWidth. Valid until the next call.
    const TimelineText &get(const QString &text, TimelineFont font, int maxWidth = kUnlimited);

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
    TimelineText *layOut(const Key &key, const QString &text);

    std::array<QFont, 4> m_fonts;
    QCache<Key, TimelineText> m_texts{20000};
};

} // namespace roost
