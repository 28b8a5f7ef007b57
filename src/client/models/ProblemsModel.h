// What the host has to decide: edits that the server refused or could only take in part.
#pragma once

#include "KeyedRowsModel.h"

#include "client/replica/Replica.h"

namespace roost {

class BackgroundReader;

struct ProblemListRow
{
    ProblemId id;
    replica::ProblemRow problem;
    QString listingTitle; // empty when it isn't known
    QString currency;     // of the listing

    friend bool operator==(const ProblemListRow &a, const ProblemListRow &b);
};

class ProblemsModel : public KeyedRowsModel<ProblemListRow>
{
    Q_OBJECT

public:
    // reader must outlive the model.
    explicit ProblemsModel(BackgroundReader &reader, QObject *parent = nullptr);

    void refresh();
    bool isLoaded() const { return m_isLoaded; }
    // Decided in the last replica::kDaysToUndo days, the latest first; at most 50.
    const QList<ProblemListRow> &decided() const { return m_decided; }

    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;

Q_SIGNALS:
    void refreshed();

private:
    BackgroundReader &m_reader;
    QList<ProblemListRow> m_decided;
    bool m_isLoaded = false;
};

} // namespace roost
