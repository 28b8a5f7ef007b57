// A table in Roost's manner: whole rows, hairlines, one selection, the row under the pointer marked, cells painted by
// kind. Enter or a click announces the row's id.
#pragma once

#include <QTableView>

namespace roost {

class DataTable : public QTableView
{
    Q_OBJECT

public:
    enum class CellKind { Text, Strong, Muted, Status, Figure };

    DataTable(const QString &name, const QString &accessibleName, QWidget *parent = nullptr);

    void setCellKind(int column, CellKind kind) { m_kinds.insert(column, kind); }
    CellKind cellKind(int column) const { return m_kinds.value(column, CellKind::Text); }
    // Widths in device-independent pixels; 0 takes an equal share of what is left.
    void setColumnWidths(const QList<int> &widths);
    // Columns that are hidden, the first one first, while the others would get too little room.
    void setOptionalColumns(const QList<int> &columns) { m_optional = columns; }
    int hoveredRow() const { return m_hoveredRow; }

    // The id (IdRole) of the current row; empty when there is none.
    QString currentId() const;
    // Selects the row with this id; false when it isn't loaded.
    bool selectId(const QString &id);

Q_SIGNALS:
    // The host chose a row, by pointer or keyboard; not emitted for changes of the model.
    void rowChosen(const QString &id);

protected:
    void mouseMoveEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void setHoveredRow(int row);
    void shareWidth();
    void followTheme();

    QHash<int, CellKind> m_kinds;
    QList<int> m_widths;
    QList<int> m_optional;
    int m_hoveredRow = -1;
};

} // namespace roost
