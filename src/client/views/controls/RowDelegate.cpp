// Everything is painted here rather than by the style sheet: a row is one thing, not a line of boxes.
#include "RowDelegate.h"

#include "DataTable.h"

#include "client/models/ModelRoles.h"
#include "client/views/theme/Theme.h"

#include <QPainter>

using namespace Qt::StringLiterals;

namespace roost {

namespace {

constexpr int kSideMargin = 12;
constexpr int kMarkSize = 16;

} // namespace

const BarColours &statusColours(const QString &statusName)
{
    const ThemeColours &colours = Theme::current().colours();
    if (const auto status = bookingStatusFromName(statusName))
        return colours.bar(*status);
    return statusName == "published"_L1 ? colours.confirmed : colours.completed;
}

QRect paintStatusMark(QPainter *painter, const QRect &place, const QString &statusName, const QString &text)
{
    const BarColours &colours = statusColours(statusName);
    const int textWidth = painter->fontMetrics().horizontalAdvance(text);
    const int height = Theme::current().scaled(22);
    const QRect mark(place.left(), place.center().y() - height / 2 + 1, std::min(textWidth + 30, place.width()),
                     height);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    painter->setBrush(colours.fill);
    painter->drawRoundedRect(mark, height / 2.0, height / 2.0);
    painter->setBrush(colours.edge);
    painter->drawEllipse(QPointF(mark.left() + 12, mark.center().y() + 0.5), 3.5, 3.5);
    painter->setPen(colours.text);
    painter->drawText(mark.adjusted(20, 0, -8, 0), Qt::AlignVCenter | Qt::AlignLeft, text);
    painter->restore();
    return mark;
}

RowDelegate::RowDelegate(DataTable *table)
    : QStyledItemDelegate(table)
    , m_table(table)
{
}

void RowDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    painter->save();
    paintGround(painter, option, index);
    const QRect place = option.rect.adjusted(kSideMargin, 0, -kSideMargin, 0);
    if (m_table->cellKind(index.column()) == DataTable::CellKind::Status)
        paintStatus(painter, place, index);
    else
        paintText(painter, place, index);
    painter->restore();
}

void RowDelegate::paintGround(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const ThemeColours &colours = Theme::current().colours();
    const bool isSelected = option.state.testFlag(QStyle::State_Selected);
    if (isSelected)
        painter->fillRect(option.rect, colours.selection);
    else if (index.row() == m_table->hoveredRow())
        painter->fillRect(option.rect, colours.hover);
    if (isSelected && index.column() == 0 && m_table->hasFocus())
        painter->fillRect(QRect(option.rect.topLeft(), QSize(3, option.rect.height())), colours.accent);
    painter->setPen(colours.line);
    painter->drawLine(option.rect.bottomLeft(), option.rect.bottomRight());
}

void RowDelegate::paintText(QPainter *painter, const QRect &place, const QModelIndex &index) const
{
    const Theme &theme = Theme::current();
    const DataTable::CellKind kind = m_table->cellKind(index.column());
    painter->setFont(theme.font(kind == DataTable::CellKind::Strong ? TextRole::Strong : TextRole::Body));
    painter->setPen(kind == DataTable::CellKind::Muted ? theme.colours().textMuted : theme.colours().text);
    QRect textPlace = place;
    const bool isMarked = index.column() == 0 && index.data(TentativeRole).toBool();
    if (isMarked)
        textPlace.setRight(place.right() - kMarkSize - spacing::kHalf);
    const QString text = painter->fontMetrics().elidedText(index.data().toString(), Qt::ElideRight, textPlace.width());
    const auto alignment = static_cast<Qt::Alignment>(index.data(Qt::TextAlignmentRole).toInt());
    QRect painted;
    painter->drawText(textPlace, static_cast<int>(alignment | Qt::AlignVCenter) | Qt::TextSingleLine, text, &painted);
    if (isMarked) {
        const QRect mark(painted.right() + spacing::kHalf + 2, place.center().y() - kMarkSize / 2, kMarkSize,
                         kMarkSize);
        theme.icon(u"unsent"_s, &ThemeColours::warning).paint(painter, mark);
    }
}

void RowDelegate::paintStatus(QPainter *painter, const QRect &place, const QModelIndex &index) const
{
    painter->setFont(Theme::current().font(TextRole::Small));
    paintStatusMark(painter, place, index.data(StatusNameRole).toString(), index.data().toString());
}

} // namespace roost
