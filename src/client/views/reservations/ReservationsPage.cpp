// The page's layout and its filter.
#include "ReservationsPage.h"

#include "client/models/BackgroundReader.h"
#include "client/views/controls/DataTable.h"
#include "client/views/controls/EmptyState.h"
#include "client/views/controls/PageHeader.h"
#include "client/views/theme/Theme.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QStackedWidget>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace roost {

ReservationsPage::ReservationsPage(BackgroundReader &reader, QWidget *parent)
    : QWidget(parent)
    , m_model(reader)
    , m_header(new PageHeader(tr("Reservations"), u"reservationsHeader"_s, this))
    , m_search(m_header->addSearch(tr("Guest, code or listing"), u"reservationsSearch"_s))
    , m_views(new QButtonGroup(this))
    , m_stack(new QStackedWidget(this))
    , m_table(new DataTable(u"reservationsTable"_s, tr("Reservations"), this))
    , m_empty(new EmptyState(u"bookings"_s, u"reservationsEmpty"_s, this))
{
    setObjectName(u"reservationsPage"_s);
    m_table->setModel(&m_model);
    m_table->setCellKind(BookingsModel::Guest, DataTable::CellKind::Strong);
    m_table->setCellKind(BookingsModel::Status, DataTable::CellKind::Status);
    m_table->setCellKind(BookingsModel::Code, DataTable::CellKind::Muted);
    m_table->setColumnWidths({0, 0, 184, 80, 128, 124, 180});
    m_table->setOptionalColumns({BookingsModel::Code, BookingsModel::Nights});
    m_stack->addWidget(m_table);
    m_stack->addWidget(m_empty);

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_header);
    column->addWidget(makeViews());
    auto *body = new QVBoxLayout;
    body->setContentsMargins(12, 0, 12, 0);
    body->addWidget(m_stack);
    column->addLayout(body, 1);
    setFocusProxy(m_table);

    connect(m_header, &PageHeader::searchChanged, this, [this](const QString &text) {
        m_text = text;
        applyFilter();
    });
    connect(m_table, &DataTable::rowChosen, this, [this](const QString &id) {
        m_selected = BookingId::fromString(id);
        Q_EMIT bookingChosen(m_selected);
    });
    connect(m_empty, &EmptyState::actionRequested, this, [this] {
        m_search->clear();
        showView(BookingView::All);
    });
    connect(&m_model, &BookingsModel::refreshed, this, &ReservationsPage::updateState);
    applyFilter();
}

QWidget *ReservationsPage::makeViews()
{
    auto *bar = new QWidget(this);
    auto *row = new QHBoxLayout(bar);
    row->setContentsMargins(spacing::kTriple, 0, spacing::kTriple, spacing::kDouble);
    row->setSpacing(spacing::kUnit);
    for (const BookingView view : BookingViews::all()) {
        auto *button = new QToolButton(bar);
        const QString name = BookingViews::name(view);
        button->setObjectName("view"_L1 + name.left(1).toUpper() + name.mid(1));
        button->setProperty("kind", u"segment"_s);
        button->setText(BookingViews::title(view));
        button->setCheckable(true);
        button->setChecked(view == m_view);
        button->setFocusPolicy(Qt::TabFocus);
        m_views->addButton(button, static_cast<int>(view));
        row->addWidget(button);
    }
    row->addStretch();
    connect(m_views, &QButtonGroup::idClicked, this, [this](int id) { showView(static_cast<BookingView>(id)); });
    return bar;
}

void ReservationsPage::showView(BookingView view)
{
    m_view = view;
    m_views->button(static_cast<int>(view))->setChecked(true);
    applyFilter();
}

void ReservationsPage::applyFilter()
{
    m_model.setFilter(BookingViews::filter(m_view, QDate::currentDate(), m_text));
}

void ReservationsPage::refresh()
{
    m_model.refresh();
}

void ReservationsPage::updateState()
{
    const bool isEmpty = m_model.rowCount() == 0;
    const bool isSearching = !m_text.isEmpty();
    m_empty->setTexts(BookingViews::emptyHeading(m_view, isSearching),
                      BookingViews::emptyExplanation(m_view, isSearching));
    m_empty->setAction(m_view == BookingView::All && !isSearching ? QString() : tr("Show all reservations"));
    m_stack->setCurrentWidget(isEmpty ? static_cast<QWidget *>(m_empty) : m_table);
    const bool hasMore = m_model.canFetchMore({});
    m_header->setCountText(
        isEmpty ? QString()
                : (hasMore ? tr("more than %1").arg(m_model.rowCount()) : QString::number(m_model.rowCount())));
    // When the chosen booking leaves the view, Qt moves on to its neighbour, which nobody chose.
    if (!m_selected.isNull() && m_table->currentId() != m_selected.toString() &&
        !m_table->selectId(m_selected.toString())) {
        m_table->clearSelection();
        m_table->setCurrentIndex({});
    }
}

void ReservationsPage::focusSearch()
{
    m_search->setFocus(Qt::ShortcutFocusReason);
    m_search->selectAll();
}

void ReservationsPage::selectBooking(const BookingId &id)
{
    m_selected = id;
    m_table->selectId(id.toString());
}

void ReservationsPage::clearSelection()
{
    m_selected = {};
    m_table->clearSelection();
    m_table->setCurrentIndex({});
}

} // namespace roost
