// Selection, hovering and column widths of the table; RowDelegate paints it.
#include "DataTable.h"

#include "RowDelegate.h"

#include "client/models/ModelRoles.h"
#include "client/views/theme/Theme.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QMouseEvent>

#include <numeric>

namespace roost {

namespace {

// Below this a shared column is too narrow to be read, and optional ones make room.
constexpr int kLeastShare = 190;
constexpr int kLeastColumn = 96;

} // namespace

DataTable::DataTable(const QString &name, const QString &accessibleName, QWidget *parent)
    : QTableView(parent)
{
    setObjectName(name);
    setAccessibleName(accessibleName);
    setItemDelegate(new RowDelegate(this));
    setSelectionBehavior(SelectRows);
    setSelectionMode(SingleSelection);
    setShowGrid(false);
    setWordWrap(false);
    setMouseTracking(true);
    setTabKeyNavigation(false);
    setHorizontalScrollMode(ScrollPerPixel);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    verticalHeader()->hide();
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    horizontalHeader()->setSectionsClickable(false);
    horizontalHeader()->setMinimumSectionSize(24);
    connect(&Theme::current(), &Theme::changed, this, &DataTable::followTheme);
    followTheme();
    connect(this, &QTableView::clicked, this, [this] { Q_EMIT rowChosen(currentId()); });
}

void DataTable::setColumnWidths(const QList<int> &widths)
{
    m_widths = widths;
    for (int column = 0; column < widths.size(); ++column)
        horizontalHeader()->setSectionResizeMode(column, QHeaderView::Fixed);
    shareWidth();
}

void DataTable::followTheme()
{
    verticalHeader()->setDefaultSectionSize(Theme::current().scaled(spacing::kRowHeight + spacing::kHalf));
    shareWidth();
    viewport()->update();
}

void DataTable::shareWidth()
{
    const auto scaled = [](int pixels) { return Theme::current().scaled(pixels); };
    int fixedTotal = scaled(std::accumulate(m_widths.begin(), m_widths.end(), 0));
    const int sharing = std::max(1, static_cast<int>(m_widths.count(0)));
    for (const int column : std::as_const(m_optional)) {
        const bool isCramped = (viewport()->width() - fixedTotal) / sharing < scaled(kLeastShare);
        setColumnHidden(column, isCramped);
        if (isCramped)
            fixedTotal -= scaled(m_widths.at(column));
    }
    const int share = std::max(scaled(kLeastColumn), (viewport()->width() - fixedTotal) / sharing);
    for (int column = 0; column < m_widths.size(); ++column)
        setColumnWidth(column, m_widths.at(column) > 0 ? scaled(m_widths.at(column)) : share);
}

QString DataTable::currentId() const
{
    return currentIndex().data(IdRole).toString();
}

bool DataTable::selectId(const QString &id)
{
    for (int row = 0; model() && row < model()->rowCount(); ++row) {
        const QModelIndex index = model()->index(row, 0);
        if (index.data(IdRole).toString() != id)
            continue;
        setCurrentIndex(index);
        scrollTo(index);
        return true;
    }
    return false;
}

void DataTable::mouseMoveEvent(QMouseEvent *event)
{
    QTableView::mouseMoveEvent(event);
    setHoveredRow(indexAt(event->position().toPoint()).row());
}

void DataTable::leaveEvent(QEvent *event)
{
    QTableView::leaveEvent(event);
    setHoveredRow(-1);
}

void DataTable::keyPressEvent(QKeyEvent *event)
{
    const int before = currentIndex().row();
    QTableView::keyPressEvent(event);
    const bool isConfirmation = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (currentIndex().isValid() && (isConfirmation || currentIndex().row() != before))
        Q_EMIT rowChosen(currentId());
}

void DataTable::resizeEvent(QResizeEvent *event)
{
    QTableView::resizeEvent(event);
    shareWidth();
}

void DataTable::setHoveredRow(int row)
{
    if (row == m_hoveredRow)
        return;
    m_hoveredRow = row;
    viewport()->update();
}

} // namespace roost
