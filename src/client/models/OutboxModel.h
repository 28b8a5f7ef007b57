// The host's edits on their way to the server, for the sync details.
#pragma once

#include "KeyedRowsModel.h"

#include "client/replica/Rows.h"

namespace roost {

class BackgroundReader;

struct OutboxListRow
{
    MutationId id;
    replica::OutboxRow edit;
    QString about; // the listing's title or the booking's code

    friend bool operator==(const OutboxListRow &a, const OutboxListRow &b);
};

class OutboxModel : public KeyedRowsModel<OutboxListRow>
{
    Q_OBJECT

public:
    enum Column { What, About, When, State, ColumnCount };

    // reader must outlive the model.
    explicit OutboxModel(BackgroundReader &reader, QObject *parent = nullptr);

    void refresh();

    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

Q_SIGNALS:
    void refreshed();

private:
    static QString editName(const QString &mutationName);
    static QString stateText(const replica::OutboxRow &edit);

    BackgroundReader &m_reader;
};

} // namespace roost
