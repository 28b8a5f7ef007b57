// Which statuses and dates each view shows, and in which order.
#include "BookingViews.h"

#include "domain/BookingLifecycle.h"

using namespace Qt::StringLiterals;

namespace roost {

const QList<BookingView> &BookingViews::all()
{
    static const QList<BookingView> views = {BookingView::Upcoming, BookingView::Requests,  BookingView::InHouse,
                                             BookingView::Past,     BookingView::Cancelled, BookingView::All};
    return views;
}

QString BookingViews::name(BookingView view)
{
    switch (view) {
    case BookingView::Upcoming:
        return u"upcoming"_s;
    case BookingView::Requests:
        return u"requests"_s;
    case BookingView::InHouse:
        return u"inHouse"_s;
    case BookingView::Past:
        return u"past"_s;
    case BookingView::Cancelled:
        return u"cancelled"_s;
    case BookingView::All:
        return u"all"_s;
    }
    Q_UNREACHABLE();
}

QString BookingViews::title(BookingView view)
{
    switch (view) {
    case BookingView::Upcoming:
        return tr("Upcoming");
    case BookingView::Requests:
        return tr("Requests");
    case BookingView::InHouse:
        return tr("Staying now");
    case BookingView::Past:
        return tr("Past");
    case BookingView::Cancelled:
        return tr("Cancelled");
    case BookingView::All:
        return tr("All");
    }
    Q_UNREACHABLE();
}

replica::BookingFilter BookingViews::filter(BookingView view, const QDate &today, const QString &text)
{
    const QString pending = bookingStatusName(BookingStatus::Pending);
    const QString confirmed = bookingStatusName(BookingStatus::Confirmed);
    const QString completed = bookingStatusName(BookingStatus::Completed);
    replica::BookingFilter filter;
    filter.text = text;
    switch (view) {
    case BookingView::Upcoming:
        filter.statuses = {pending, confirmed};
        filter.arrivesFrom = today;
        filter.soonestFirst = true;
        break;
    case BookingView::Requests:
        filter.statuses = {pending};
        filter.soonestFirst = true;
        break;
    case BookingView::InHouse:
        filter.statuses = {confirmed, completed};
        filter.arrivesBefore = today.addDays(1);
        filter.leavesFrom = today;
        filter.soonestFirst = true;
        break;
    case BookingView::Past:
        filter.statuses = {confirmed, completed};
        filter.leavesBefore = today;
        break;
    case BookingView::Cancelled:
        for (const BookingStatus status : {BookingStatus::Declined, BookingStatus::Withdrawn, BookingStatus::Expired,
                                           BookingStatus::Cancelled, BookingStatus::NoShow})
            filter.statuses << bookingStatusName(status);
        break;
    case BookingView::All:
        break;
    }
    return filter;
}

QString BookingViews::emptyHeading(BookingView view, bool isSearching)
{
    if (isSearching)
        return tr("Nothing found");
    switch (view) {
    case BookingView::Upcoming:
        return tr("No upcoming stays");
    case BookingView::Requests:
        return tr("No requests waiting");
    case BookingView::InHouse:
        return tr("Nobody is staying today");
    case BookingView::Past:
        return tr("No past stays");
    case BookingView::Cancelled:
        return tr("Nothing was cancelled");
    case BookingView::All:
        return tr("No reservations yet");
    }
    Q_UNREACHABLE();
}

QString BookingViews::emptyExplanation(BookingView view, bool isSearching)
{
    if (isSearching)
        return tr("No guest, code or listing here matches. Clear the search or look under All.");
    switch (view) {
    case BookingView::Upcoming:
    case BookingView::All:
        return tr("Publish a listing with a price, and bookings appear here as guests make them.");
    case BookingView::Requests:
        return tr("You have answered everyone. New requests appear here and in the calendar.");
    case BookingView::InHouse:
    case BookingView::Past:
    case BookingView::Cancelled:
        return tr("Look under Upcoming for what comes next.");
    }
    Q_UNREACHABLE();
}

} // namespace roost
