// Buttons and menus above the timeline.
#include "CalendarToolbar.h"

#include "CalendarLegend.h"

#include "client/models/DisplayText.h"
#include "client/views/controls/Labels.h"
#include "client/views/theme/Theme.h"

#include <QCalendarWidget>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QTimer>
#include <QToolButton>
#include <QWidgetAction>

#include <cmath>

namespace roost {

using namespace Qt::StringLiterals;

namespace {

constexpr int kTypingPauseMs = 180;

struct Zoom
{
    const char *name;
    int days;
};

constexpr Zoom kZooms[] = {
    {QT_TRANSLATE_NOOP("roost::CalendarToolbar", "Week"), 7},
    {QT_TRANSLATE_NOOP("roost::CalendarToolbar", "Two weeks"), 14},
    {QT_TRANSLATE_NOOP("roost::CalendarToolbar", "Month"), 31},
    {QT_TRANSLATE_NOOP("roost::CalendarToolbar", "Quarter"), 92},
    {QT_TRANSLATE_NOOP("roost::CalendarToolbar", "Year"), 366},
    {QT_TRANSLATE_NOOP("roost::CalendarToolbar", "Two years"), 731},
};

QToolButton *menuButton(const QString &name, QMenu *menu, QWidget *parent)
{
    auto *button = new QToolButton(parent);
    button->setObjectName(name);
    button->setMenu(menu);
    button->setPopupMode(QToolButton::InstantPopup);
    button->setIcon(Theme::current().icon(u"chevron-down"_s));
    button->setIconSize({14, 14});
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    button->setMinimumHeight(spacing::kControlHeight);
    // The sign that it opens stands behind the text.
    button->setLayoutDirection(parent->isRightToLeft() ? Qt::LeftToRight : Qt::RightToLeft);
    return button;
}

QMenu *menuWith(QWidget *content, QWidget *parent)
{
    auto *menu = new QMenu(parent);
    auto *action = new QWidgetAction(menu);
    action->setDefaultWidget(content);
    menu->addAction(action);
    return menu;
}

} // namespace

CalendarToolbar::CalendarToolbar(QWidget *parent)
    : QWidget(parent)
    , m_range(menuButton(u"calendarRange"_s, makeDatePicker(), this))
    , m_zoom(menuButton(u"calendarZoom"_s, makeZooms(), this))
    , m_filter(new QLineEdit(this))
    , m_typing(new QTimer(this))
{
    setObjectName(u"calendarToolbar"_s);
    m_range->setFont(Theme::current().font(TextRole::Strong));
    m_range->setToolTip(tr("Go to a date"));
    m_filter->setObjectName(u"calendarFilter"_s);
    m_filter->setPlaceholderText(tr("Filter by title or city"));
    m_filter->setAccessibleName(tr("Filter by title or city"));
    m_filter->setClearButtonEnabled(true);
    m_filter->setMinimumWidth(120);
    m_filter->setMaximumWidth(240);
    m_filter->addAction(Theme::current().icon(u"search"_s), QLineEdit::LeadingPosition);
    m_typing->setSingleShot(true);
    m_typing->setInterval(kTypingPauseMs);
    connect(m_filter, &QLineEdit::textChanged, m_typing, qOverload<>(&QTimer::start));
    connect(m_typing, &QTimer::timeout, this, [this] { Q_EMIT filterChanged(m_filter->text()); });
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(spacing::kDouble, spacing::kUnit, spacing::kDouble, spacing::kUnit);
    row->setSpacing(spacing::kHalf);
    addMoves(row);
    row->addStretch(1);
    row->addWidget(m_filter, 2);
    row->addSpacing(spacing::kUnit);
    addZoom(row);
}

void CalendarToolbar::addMoves(QHBoxLayout *row)
{
    QPushButton *today = controls::button(tr("Today"), "", u"calendarToday"_s, this);
    today->setToolTip(tr("Go to today (T)"));
    connect(today, &QPushButton::clicked, this, &CalendarToolbar::todayRequested);
    row->addWidget(today);
    const QString back = isRightToLeft() ? u"chevron-right"_s : u"chevron-left"_s;
    const QString on = isRightToLeft() ? u"chevron-left"_s : u"chevron-right"_s;
    QToolButton *earlier = controls::iconButton(back, tr("Earlier"), u"calendarEarlier"_s, this);
    QToolButton *later = controls::iconButton(on, tr("Later"), u"calendarLater"_s, this);
    connect(earlier, &QToolButton::clicked, this, [this] { Q_EMIT pageRequested(-1); });
    connect(later, &QToolButton::clicked, this, [this] { Q_EMIT pageRequested(1); });
    row->addSpacing(spacing::kHalf);
    row->addWidget(earlier);
    row->addWidget(later);
    row->addWidget(m_range);
}

void CalendarToolbar::addZoom(QHBoxLayout *row)
{
    QToolButton *wider = controls::iconButton(u"minus"_s, tr("Show more days (-)"), u"calendarZoomOut"_s, this);
    QToolButton *closer = controls::iconButton(u"plus"_s, tr("Show fewer days (+)"), u"calendarZoomIn"_s, this);
    connect(wider, &QToolButton::clicked, this, [this] { Q_EMIT zoomRequested(false); });
    connect(closer, &QToolButton::clicked, this, [this] { Q_EMIT zoomRequested(true); });
    QToolButton *legend = controls::iconButton(u"info"_s, tr("Legend"), u"calendarLegendButton"_s, this);
    legend->setMenu(makeLegend());
    legend->setPopupMode(QToolButton::InstantPopup);
    m_zoom->setToolTip(tr("How many days are in view"));
    for (QWidget *widget : std::initializer_list<QWidget *>{wider, m_zoom, closer, legend})
        row->addWidget(widget);
}

QMenu *CalendarToolbar::makeDatePicker()
{
    m_picker = new QCalendarWidget;
    m_picker->setObjectName(u"calendarDatePicker"_s);
    m_picker->setVerticalHeaderFormat(QCalendarWidget::ISOWeekNumbers);
    QMenu *menu = menuWith(m_picker, this);
    const auto choose = [this, menu](const QDate &date) {
        menu->close();
        Q_EMIT dateRequested(date);
    };
    connect(m_picker, &QCalendarWidget::clicked, this, choose);
    connect(m_picker, &QCalendarWidget::activated, this, choose);
    return menu;
}

QMenu *CalendarToolbar::makeZooms()
{
    auto *menu = new QMenu(this);
    for (const Zoom &zoom : kZooms)
        connect(menu->addAction(tr(zoom.name)), &QAction::triggered, this,
                [this, days = zoom.days] { Q_EMIT daysRequested(days); });
    return menu;
}

QMenu *CalendarToolbar::makeLegend()
{
    return menuWith(new CalendarLegend, this);
}

void CalendarToolbar::showRange(const QDate &first, const QDate &last, double days)
{
    m_range->setText(display::dateRange(first, last));
    // Where the zoom lies between two names it has the nearer one.
    const Zoom *nearest = kZooms;
    for (const Zoom &zoom : kZooms) {
        if (std::abs(std::log(zoom.days / days)) < std::abs(std::log(nearest->days / days)))
            nearest = &zoom;
    }
    m_zoom->setText(tr(nearest->name));
    const QSignalBlocker blocker(m_picker);
    m_picker->setSelectedDate(first.addDays(first.daysTo(last) / 2));
}

} // namespace roost
