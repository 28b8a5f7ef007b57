// Paints the cells of a DataTable: ground, hairline, text by kind, status marks, and the mark of what isn't sent yet.
#pragma once

#include <QStyledItemDelegate>

namespace roost {

class DataTable;
struct BarColours;

class RowDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    explicit RowDelegate(DataTable *table);

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    void paintGround(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const;
    void paintText(QPainter *painter, const QRect &place, const QModelIndex &index) const;
    void paintStatus(QPainter *painter, const QRect &place, const QModelIndex &index) const;

    DataTable *m_table;
};

// The colours of a status mark: a booking's or a listing's status by name.
const BarColours &statusColours(const QString &statusName);
// A rounded mark with a dot and text, left-aligned in place; returns where it was painted.
QRect paintStatusMark(QPainter *painter, const QRect &place, const QString &statusName, const QString &text);

} // namespace roost
