// A listing being edited: what the host typed, what is wrong with it, and what others changed meanwhile. What was typed
// is kept for each listing until it is saved or discarded, also while another one is shown.
#pragma once

#include "HostEdits.h"

#include "client/replica/ReplicaReader.h"

#include <QHash>
#include <QObject>

namespace roost {

class BackgroundReader;

class ListingEditorPresenter : public QObject
{
    Q_OBJECT

public:
    // reader must outlive the presenter.
    ListingEditorPresenter(EditFunction edit, BackgroundReader &reader, QObject *parent = nullptr);

    void open(const ListingId &id);
    // Reads the listing anew; drafts stay, and fields that changed underneath them are noted.
    void refresh();

    bool isOpen() const { return m_isLoaded; }
    const replica::ListingRow &listing() const { return m_shown; }

    // The value to show, by wire name: the draft, else the listing's.
    QJsonValue value(const QString &field) const;
    void setValue(const QString &field, const QJsonValue &value);
    // The price as typed; kept as it is while it can't be read.
    QString priceText() const;
    void setPriceText(const QString &text);

    bool isDirty() const;
    // Empty when all is well.
    QString errorText() const { return m_error.userText; }
    QString errorField() const;
    // A sentence for each drafted field that someone else changed meanwhile.
    QStringList changedUnderneath() const;

    // One edit with the changed fields and their base values.
    void save();
    void discard();

Q_SIGNALS:
    // Another listing, or another version of it: show all values anew.
    void shown();
    // Dirty, error or warnings changed.
    void stateChanged();
    void missing();
    void saved();

private:
    struct Draft
    {
        QJsonObject changes;
        std::optional<QString> priceText; // while it can't be read as an amount
        QJsonObject theirs;               // newer values of drafted fields
    };

    void show(const std::optional<replica::ListingRow> &row);
    void noteChangesUnderneath(const replica::ListingRow &before, const replica::ListingRow &now);
    void check();
    Draft *draft();
    const Draft *draft() const;

    EditFunction m_edit;
    BackgroundReader &m_reader;
    ListingId m_wanted;
    replica::ListingRow m_shown;
    bool m_isLoaded = false;
    QHash<ListingId, Draft> m_drafts;
    Error m_error;
};

} // namespace roost
