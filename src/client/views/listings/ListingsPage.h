// Listings: a table with a search. Announces which one was chosen.
#pragma once

#include "client/models/ListingsModel.h"

#include <QWidget>

class QLineEdit;
class QSortFilterProxyModel;
class QStackedWidget;

namespace roost {

class DataTable;
class EmptyState;
class PageHeader;

class ListingsPage : public QWidget
{
    Q_OBJECT

public:
    // reader must outlive the page.
    explicit ListingsPage(BackgroundReader &reader, QWidget *parent = nullptr);

    void refresh();
    void focusSearch();
    void selectListing(const ListingId &id);
    void clearSelection();

Q_SIGNALS:
    void listingChosen(roost::ListingId id);

private:
    void updateState();

    ListingsModel m_model;
    QSortFilterProxyModel *m_proxy;
    PageHeader *m_header;
    QLineEdit *m_search;
    QStackedWidget *m_stack;
    DataTable *m_table;
    EmptyState *m_empty;
};

} // namespace roost
