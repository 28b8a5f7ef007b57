// The page's layout, its search and its sorting.
#include "ListingsPage.h"

#include "client/models/BackgroundReader.h"
#include "client/models/ModelRoles.h"
#include "client/views/controls/DataTable.h"
#include "client/views/controls/EmptyState.h"
#include "client/views/controls/PageHeader.h"
#include "client/views/theme/Theme.h"

#include <QHeaderView>
#include <QLineEdit>
#include <QSortFilterProxyModel>
#include <QStackedWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace roost {

namespace {

// Every word typed must occur somewhere in the row's texts.
class ListingFilter : public QSortFilterProxyModel
{
public:
    using QSortFilterProxyModel::QSortFilterProxyModel;

    void setWords(const QString &text)
    {
        m_words = text.split(u' ', Qt::SkipEmptyParts);
        invalidateFilter();
    }

protected:
    bool filterAcceptsRow(int row, const QModelIndex &parent) const override
    {
        QString texts;
        for (const int column : {ListingsModel::Title, ListingsModel::Place, ListingsModel::Status})
            texts += sourceModel()->index(row, column, parent).data().toString() + u'\n';
        return std::all_of(m_words.begin(), m_words.end(),
                           [&texts](const QString &word) { return texts.contains(word, Qt::CaseInsensitive); });
    }

private:
    QStringList m_words;
};

} // namespace

ListingsPage::ListingsPage(BackgroundReader &reader, QWidget *parent)
    : QWidget(parent)
    , m_model(reader)
    , m_proxy(new ListingFilter(this))
    , m_header(new PageHeader(tr("Listings"), u"listingsHeader"_s, this))
    , m_search(m_header->addSearch(tr("Title or place"), u"listingsSearch"_s))
    , m_stack(new QStackedWidget(this))
    , m_table(new DataTable(u"listingsTable"_s, tr("Listings"), this))
    , m_empty(new EmptyState(u"listings"_s, u"listingsEmpty"_s, this))
{
    setObjectName(u"listingsPage"_s);
    m_proxy->setSourceModel(&m_model);
    m_proxy->setSortRole(SortRole);
    m_proxy->setSortLocaleAware(true);
    m_proxy->setSortCaseSensitivity(Qt::CaseInsensitive);
    m_table->setModel(m_proxy);
    m_table->setCellKind(ListingsModel::Title, DataTable::CellKind::Strong);
    m_table->setCellKind(ListingsModel::Place, DataTable::CellKind::Muted);
    m_table->setCellKind(ListingsModel::Status, DataTable::CellKind::Status);
    m_table->setColumnWidths({0, 0, 150, 140, 140});
    m_table->setOptionalColumns({ListingsModel::MinNights});
    m_table->horizontalHeader()->setSectionsClickable(true);
    m_table->setSortingEnabled(true);
    m_table->sortByColumn(ListingsModel::Title, Qt::AscendingOrder);
    m_stack->addWidget(m_table);
    m_stack->addWidget(m_empty);

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(spacing::kUnit);
    column->addWidget(m_header);
    auto *body = new QVBoxLayout;
    body->setContentsMargins(12, 0, 12, 0);
    body->addWidget(m_stack);
    column->addLayout(body, 1);
    setFocusProxy(m_table);

    connect(m_header, &PageHeader::searchChanged, this, [this](const QString &text) {
        static_cast<ListingFilter *>(m_proxy)->setWords(text);
        updateState();
    });
    connect(m_table, &DataTable::rowChosen, this,
            [this](const QString &id) { Q_EMIT listingChosen(ListingId::fromString(id)); });
    connect(m_empty, &EmptyState::actionRequested, m_search, &QLineEdit::clear);
    connect(&m_model, &ListingsModel::refreshed, this, &ListingsPage::updateState);
    refresh();
}

void ListingsPage::refresh()
{
    m_model.refresh();
}

void ListingsPage::updateState()
{
    const int shown = m_proxy->rowCount();
    if (m_model.rowCount() == 0) {
        m_empty->setTexts(tr("No listings yet"),
                          tr("Import your portfolio into the server, or make a listing there; it appears here by "
                             "itself."));
        m_empty->setAction({});
    } else {
        m_empty->setTexts(tr("Nothing found"), tr("No listing's title or place matches."));
        m_empty->setAction(tr("Clear the search"));
    }
    m_stack->setCurrentWidget(shown == 0 ? static_cast<QWidget *>(m_empty) : m_table);
    m_header->setCountText(shown == 0 ? QString() : QString::number(shown));
}

void ListingsPage::focusSearch()
{
    m_search->setFocus(Qt::ShortcutFocusReason);
    m_search->selectAll();
}

void ListingsPage::selectListing(const ListingId &id)
{
    m_table->selectId(id.toString());
}

void ListingsPage::clearSelection()
{
    m_table->clearSelection();
    m_table->setCurrentIndex({});
}

} // namespace roost
