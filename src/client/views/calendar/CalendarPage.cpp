// How toolbar, timeline, popover and presenter work together.
#include "CalendarPage.h"

#include "BlockInspector.h"
#include "BlockPopover.h"
#include "CalendarToolbar.h"

#include "client/models/DisplayText.h"
#include "client/models/TimelineModel.h"
#include "client/views/controls/EmptyState.h"

#include <QLineEdit>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace roost {

using namespace Qt::StringLiterals;

CalendarPage::CalendarPage(TimelineModel &model, CalendarPresenter &presenter, QWidget *parent)
    : QWidget(parent)
    , m_model(model)
    , m_presenter(presenter)
    , m_toolbar(new CalendarToolbar(this))
    , m_stack(new QStackedWidget(this))
    , m_timeline(new TimelineView)
    , m_empty(new EmptyState(u"calendar"_s, u"calendarEmpty"_s))
    , m_popover(new BlockPopover(m_timeline->viewport()))
    , m_inspector(new BlockInspector(presenter, this))
{
    setObjectName(u"calendarPage"_s);
    setProperty("surface", u"page"_s);
    setAttribute(Qt::WA_StyledBackground);
    m_inspector->hide();
    m_empty->setTexts(
        tr("No listings yet"),
        tr("Your homes and their bookings appear here, day by day, as soon as there is a first listing."));
    m_stack->addWidget(m_timeline);
    m_stack->addWidget(m_empty);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_toolbar);
    column->addWidget(m_stack, 1);
    setFocusProxy(m_timeline);
    connectToolbar();
    connectTimeline();
    connectPresenter();
    connect(&model, &TimelineModel::changed, this, &CalendarPage::showData);
    showData();
    showRange();
}

void CalendarPage::connectToolbar()
{
    connect(m_toolbar, &CalendarToolbar::todayRequested, m_timeline, &TimelineView::goToToday);
    connect(m_toolbar, &CalendarToolbar::pageRequested, m_timeline, &TimelineView::turnPage);
    connect(m_toolbar, &CalendarToolbar::dateRequested, m_timeline, &TimelineView::goToDate);
    connect(m_toolbar, &CalendarToolbar::daysRequested, m_timeline, &TimelineView::showDays);
    connect(m_toolbar, &CalendarToolbar::zoomRequested, m_timeline,
            [this](bool closer) { closer ? m_timeline->zoomIn() : m_timeline->zoomOut(); });
    connect(m_toolbar, &CalendarToolbar::filterChanged, m_timeline, &TimelineView::setFilter);
}

void CalendarPage::connectTimeline()
{
    connect(m_timeline, &TimelineView::cameraMoved, this, &CalendarPage::showRange);
    connect(m_timeline, &TimelineView::bookingActivated, this, [this](const BookingId &id) {
        m_presenter.close();
        Q_EMIT bookingActivated(id);
    });
    connect(m_timeline, &TimelineView::blockActivated, this, [this](const BlockId &id) {
        m_presenter.open(id);
        Q_EMIT blockActivated(id);
    });
    connect(m_timeline, &TimelineView::unblockRequested, this, [this](const BlockId &id) {
        m_presenter.open(id);
        Q_EMIT blockActivated(id);
        if (m_inspector)
            m_inspector->askToRemove();
    });
    connect(m_timeline, &TimelineView::selectionCleared, this, [this] {
        closePopover();
        m_presenter.close();
        Q_EMIT selectionCleared();
    });
    connect(m_timeline, &TimelineView::nightsChosen, this, &CalendarPage::openPopover);
    connect(m_popover, &BlockPopover::nightsChanged, m_timeline, [this](const ChosenNights &nights) {
        m_timeline->markNights(nights);
        showRange();
    });
    connect(m_timeline, &TimelineView::nightsLetGo, this, &CalendarPage::closePopover);
    connect(m_popover, &BlockPopover::cancelled, this, &CalendarPage::closePopover);
    connect(m_popover, &BlockPopover::blockRequested, this, &CalendarPage::requestBlock);
}

void CalendarPage::connectPresenter()
{
    connect(&m_presenter, &CalendarPresenter::blocked, this, &CalendarPage::blockWasMade);
    connect(&m_presenter, &CalendarPresenter::blockFailed, m_popover, &BlockPopover::setError);
    const auto letGo = [this] {
        m_timeline->clearSelection();
        Q_EMIT selectionCleared();
    };
    connect(&m_presenter, &CalendarPresenter::blockMissing, this, letGo);
    connect(&m_presenter, &CalendarPresenter::unblocked, this, [this, letGo] {
        letGo();
        Q_EMIT notice(tr("The nights are open again."));
    });
}

void CalendarPage::showData()
{
    m_timeline->setData(m_model.data());
    const bool isEmpty = m_model.isLoaded() && m_model.data()->listings.empty();
    m_stack->setCurrentWidget(isEmpty ? static_cast<QWidget *>(m_empty) : m_timeline);
    m_presenter.refresh();
    if (!m_justMade.isNull() && !m_timeline->rectOfBar(m_justMade.uuid()).isNull())
        m_timeline->selectBar(std::exchange(m_justMade, {}).uuid());
}

void CalendarPage::showRange()
{
    m_toolbar->showRange(m_timeline->firstVisibleDate(), m_timeline->lastVisibleDate(), m_timeline->daysInView());
    // The popover stays with its nights, also when a sync brings other rows while the host types.
    const TimelineCells &marked = m_timeline->scene().draggedCells;
    if (m_popover->isVisible() && marked.isValid())
        m_popover->place(cellsRect(m_timeline->scene(), marked));
}

void CalendarPage::openPopover(const ChosenNights &nights, const QRect &anchor)
{
    m_popover->ask(nights, anchor);
}

void CalendarPage::closePopover()
{
    if (m_popover->isHidden())
        return;
    m_popover->hide();
    m_timeline->clearMark();
    m_timeline->setFocus(Qt::PopupFocusReason);
}

void CalendarPage::requestBlock()
{
    const ChosenNights nights = m_popover->nights();
    m_presenter.block(nights.listing, nights.unit, nights.from, nights.to, m_popover->note());
}

void CalendarPage::blockWasMade(const BlockId &id)
{
    m_justMade = id;
    const ChosenNights nights = m_popover->nights();
    closePopover();
    Q_EMIT notice(tr("Blocked %1.").arg(display::nights(int(nights.from.daysTo(nights.to)))));
}

void CalendarPage::showBar(const QUuid &id)
{
    m_timeline->selectBar(id);
}

void CalendarPage::goToDate(const QDate &date)
{
    m_timeline->goToDate(date);
}

void CalendarPage::goToToday()
{
    m_timeline->goToToday();
}

void CalendarPage::focusFilter()
{
    m_toolbar->filter()->setFocus(Qt::ShortcutFocusReason);
    m_toolbar->filter()->selectAll();
}

} // namespace roost
