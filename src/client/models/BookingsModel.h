// Bookings as a table, read in pages while the view scrolls, so that a hundred thousand of them cost nothing until they
// are looked at.
#pragma once

#include "KeyedRowsModel.h"

#include "client/replica/Rows.h"

namespace roost {

class BackgroundReader;

// A booking with what the table says about its listing.
struct BookingListRow
{
    BookingId id;
    replica::BookingRow booking;
    QString listingTitle;

    friend bool operator==(const BookingListRow &a, const BookingListRow &b);
};

class BookingsModel : public KeyedRowsModel<BookingListRow>
{
    Q_OBJECT

public:
    enum Column { Guest, Listing, Dates, Nights, Status, Total, Code, ColumnCount };
    static constexpr int kPageSize = 200;

    // reader must outlive the model.
    explicit BookingsModel(BackgroundReader &reader, QObject *parent = nullptr);

    // Starts a new list with its first page.
    void setFilter(const replica::BookingFilter &filter);
    const replica::BookingFilter &filter() const { return m_filter; }
    // Reads what is loaded anew; rows that didn't change stay untouched.
    void refresh();
    bool isLoaded() const { return m_isLoaded; }

    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    bool canFetchMore(const QModelIndex &parent) const override;
    void fetchMore(const QModelIndex &parent) override;

Q_SIGNALS:
    void refreshed();

private:
    static QString cellText(const BookingListRow &row, int column);
    void read(int limit, int offset, void (BookingsModel::*use)(QList<BookingListRow>, int));
    void useWhole(QList<BookingListRow> rows, int asked);
    void useNextPage(QList<BookingListRow> rows, int asked);

    BackgroundReader &m_reader;
    replica::BookingFilter m_filter;
    // Answers to questions asked before the latest filter or refresh are dropped.
    quint64 m_generation = 0;
    bool m_isLoaded = false;
    bool m_isReading = false;
    bool m_hasMore = false;
};

} // namespace roost
