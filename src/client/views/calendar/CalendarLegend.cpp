// Samples beside their meaning.
#include "CalendarLegend.h"

#include "client/views/theme/Theme.h"

#include <QPainter>

namespace roost {

using namespace Qt::StringLiterals;

namespace {

constexpr int kRow = 32;
constexpr int kMargin = 16;
constexpr int kSample = 56;

TimelineBar sample(BookingStatus status, quint16 source = 0, bool isTentative = false)
{
    TimelineBar bar;
    bar.status = status;
    bar.source = source;
    bar.tentative = isTentative;
    return bar;
}

} // namespace

CalendarLegend::CalendarLegend(QWidget *parent)
    : QWidget(parent)
{
    setObjectName(u"calendarLegend"_s);
    TimelineBar block = sample(BookingStatus::Confirmed);
    block.kind = BarKind::Block;
    m_entries = {
        {sample(BookingStatus::Confirmed), tr("Confirmed")},
        {sample(BookingStatus::Completed), tr("Completed")},
        {sample(BookingStatus::Pending), tr("Request, waiting for your answer")},
        {sample(BookingStatus::Confirmed, 1), tr("From another channel, tinted by its source")},
        {block, tr("Blocked by you")},
        {sample(BookingStatus::NoShow), tr("Did not arrive")},
        {sample(BookingStatus::Confirmed, 0, true), tr("Changed here, not sent yet")},
        {sample(BookingStatus::Confirmed), tr("Needs your decision"), true},
    };
    QStringList texts;
    for (const Entry &entry : m_entries)
        texts << entry.text;
    setAccessibleName(tr("Legend"));
    setAccessibleDescription(texts.join(u", "_s));
    m_skins.setSources({u"direct"_s, u"channel"_s});
    refreshLook();
    connect(&Theme::current(), &Theme::changed, this, &CalendarLegend::refreshLook);
}

void CalendarLegend::refreshLook()
{
    m_skins.setLook(Theme::current().colours(), devicePixelRatioF());
    updateGeometry();
    update();
}

QSize CalendarLegend::sizeHint() const
{
    const QFontMetrics metrics(Theme::current().font());
    int widest = 0;
    for (const Entry &entry : m_entries)
        widest = std::max(widest, metrics.horizontalAdvance(entry.text));
    return {2 * kMargin + kSample + 12 + widest, 2 * 8 + kRow * int(m_entries.size())};
}

void CalendarLegend::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), Theme::current().colours().raised);
    painter.setFont(Theme::current().font());
    int y = 8;
    for (const Entry &entry : m_entries) {
        const int x = isRightToLeft() ? width() - kMargin - kSample : kMargin;
        const QRect bar(x, y + 5, kSample, 22);
        const BarSkin &skin = m_skins.skin(entry.bar);
        m_skins.paint(painter, bar, skin, isRightToLeft());
        if (entry.bar.tentative)
            m_skins.paintTentative(painter, bar, skin, isRightToLeft());
        if (entry.isConflict)
            m_skins.paintConflict(painter, bar.adjusted(12, -3, -12, 3));
        painter.setPen(Theme::current().colours().text);
        const int textX = isRightToLeft() ? kMargin : kMargin + kSample + 12;
        painter.drawText(QRect(textX, y, width() - 2 * kMargin - kSample - 12, kRow),
                         int(Qt::AlignVCenter | Qt::AlignLeading | Qt::TextSingleLine), entry.text);
        y += kRow;
    }
}

} // namespace roost
