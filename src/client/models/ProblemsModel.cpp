// Open problems with their listings' titles.
#include "ProblemsModel.h"

#include "BackgroundReader.h"
#include "ModelRoles.h"

namespace roost {

namespace {

Result<QList<ProblemListRow>> readProblems(replica::ReplicaReader &reader)
{
    ROOST_ASSIGN(const QList<replica::ProblemRow> problems, reader.openProblems());
    QList<ProblemListRow> rows;
    for (const replica::ProblemRow &problem : problems) {
        ProblemListRow row{problem.id, problem, {}, {}};
        if (!problem.listing.isNull()) {
            ROOST_ASSIGN(const std::optional<replica::ListingRow> listing, reader.listing(problem.listing));
            row.listingTitle = listing ? listing->title : QString();
            row.currency = listing ? listing->currency : QString();
        }
        rows.append(row);
    }
    return rows;
}

} // namespace

bool operator==(const ProblemListRow &a, const ProblemListRow &b)
{
    return a.id == b.id && a.listingTitle == b.listingTitle && a.problem.state == b.problem.state &&
           a.problem.theirs == b.problem.theirs && a.problem.mine == b.problem.mine;
}

ProblemsModel::ProblemsModel(BackgroundReader &reader, QObject *parent)
    : KeyedRowsModel(parent)
    , m_reader(reader)
{
}

void ProblemsModel::refresh()
{
    m_reader.ask<QList<ProblemListRow>>(this, readProblems, [this](QList<ProblemListRow> rows) {
        m_isLoaded = true;
        replaceRows(std::move(rows));
        Q_EMIT refreshed();
    });
}

int ProblemsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : 1;
}

QVariant ProblemsModel::data(const QModelIndex &index, int role) const
{
    const ProblemListRow *row = rowAt(index);
    if (!row)
        return {};
    if (role == Qt::DisplayRole)
        return row->listingTitle.isEmpty() ? row->problem.name : row->listingTitle;
    if (role == IdRole)
        return row->id.toString();
    return {};
}

} // namespace roost
