// The calendar's toolbar: today, a page back and on, the days in view with a date picker, filter, zoom and legend. It
// shows and asks; the page moves the timeline. GUI thread.
#pragma once

#include <QDate>
#include <QWidget>

class QCalendarWidget;
class QHBoxLayout;
class QLineEdit;
class QMenu;
class QTimer;
class QToolButton;

namespace roost {

class CalendarToolbar : public QWidget
{
    Q_OBJECT

public:
    explicit CalendarToolbar(QWidget *parent = nullptr);

    void showRange(const QDate &first, const QDate &last, double days);
    QLineEdit *filter() const { return m_filter; }

Q_SIGNALS:
    void todayRequested();
    // -1 or 1 page in reading order.
    void pageRequested(int direction);
    void dateRequested(const QDate &date);
    void daysRequested(int days);
    void zoomRequested(bool closer);
    // When typing pauses.
    void filterChanged(const QString &words);

private:
    void addMoves(QHBoxLayout *row);
    void addZoom(QHBoxLayout *row);
    QMenu *makeDatePicker();
    QMenu *makeZooms();
    QMenu *makeLegend();

    QCalendarWidget *m_picker = nullptr; // first: making m_range makes it
    QToolButton *m_range;
    QToolButton *m_zoom;
    QLineEdit *m_filter;
    QTimer *m_typing;
};

} // namespace roost
