// Open problems with their listings' titles.
#include "ProblemsModel.h"

#include "BackgroundReader.h"
#include "ModelRoles.h"

namespace roost {

namespace {

constexpr qsizetype kMostDecided = 50;

struct Problems
{
    QList<ProblemListRow> open;
    QList<ProblemListRow> decided;
};

Result<QList<ProblemListRow>> withListings(replica::ReplicaReader &reader, const QList<replica::ProblemRow> &problems)
{
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

Result<Problems> readProblems(replica::ReplicaReader &reader)
{
    Problems problems;
    ROOST_ASSIGN(const auto open, reader.openProblems());
    ROOST_ASSIGN(problems.open, withListings(reader, open));
    const QDateTime since = QDateTime::currentDateTimeUtc().addDays(-replica::kDaysToUndo);
    ROOST_ASSIGN(const auto decided, reader.decidedProblems(since));
    ROOST_ASSIGN(problems.decided, withListings(reader, decided.mid(0, kMostDecided)));
    return problems;
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
    m_reader.ask<Problems>(this, readProblems, [this](Problems problems) {
        m_isLoaded = true;
        m_decided = std::move(problems.decided);
        replaceRows(std::move(problems.open));
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
