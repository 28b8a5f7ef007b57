// The ways to look at reservations, as filters over the replica.
#pragma once

#include "client/replica/Rows.h"

#include <QCoreApplication>

namespace roost {

enum class BookingView { Upcoming, Requests, InHouse, Past, Cancelled, All };

class BookingViews
{
    Q_DECLARE_TR_FUNCTIONS(roost::BookingViews)

public:
    static const QList<BookingView> &all();
    // "upcoming", …: for object names and the command line.
    static QString name(BookingView view);
    static QString title(BookingView view);
    static replica::BookingFilter filter(BookingView view, const QDate &today, const QString &text);
    // What the page says when nothing matches.
    static QString emptyHeading(BookingView view, bool isSearching);
    static QString emptyExplanation(BookingView view, bool isSearching);
};

} // namespace roost
