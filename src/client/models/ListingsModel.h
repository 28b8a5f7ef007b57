// The host's listings as a table: title, place, status, price, minimum nights.
#pragma once

#include "KeyedRowsModel.h"

#include "client/replica/Rows.h"

namespace roost {

class BackgroundReader;

class ListingsModel : public KeyedRowsModel<replica::ListingRow>
{
    Q_OBJECT

public:
    enum Column { Title, Place, Status, Price, MinNights, ColumnCount };

    // reader must outlive the model.
    explicit ListingsModel(BackgroundReader &reader, QObject *parent = nullptr);

    // Reads anew; rows that didn't change stay untouched.
    void refresh();
    const replica::ListingRow *find(const ListingId &id) const;
    // Whether the first reading has been shown.
    bool isLoaded() const { return m_isLoaded; }

    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

Q_SIGNALS:
    void refreshed();

private:
    static QString cellText(const replica::ListingRow &row, int column);
    static QVariant sortKey(const replica::ListingRow &row, int column);

    BackgroundReader &m_reader;
    bool m_isLoaded = false;
};

} // namespace roost
