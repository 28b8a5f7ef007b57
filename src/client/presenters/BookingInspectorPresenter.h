// One booking as the inspector shows it, and what the host may do with it.
#pragma once

#include "HostEdits.h"

#include "client/replica/ReplicaReader.h"
#include "domain/BookingLifecycle.h"

#include <QObject>

namespace roost {

class BackgroundReader;

class BookingInspectorPresenter : public QObject
{
    Q_OBJECT

public:
    // reader must outlive the presenter.
    BookingInspectorPresenter(EditFunction edit, BackgroundReader &reader, QObject *parent = nullptr);

    // Shows this booking as soon as it is read.
    void open(const BookingId &id);
    // Reads it anew; missing() when it is gone.
    void refresh();
    void close();

    bool isOpen() const { return m_isLoaded; }
    const replica::BookingRow &booking() const { return m_booking; }

    QString guestName() const;
    QString contactText() const; // email and phone, a line each
    QString listingTitle() const { return m_listingTitle; }
    QString unitName() const { return m_unitName; } // empty when the listing has one unit only
    QString checkInText() const;
    QString checkOutText() const;
    QString nightsText() const;
    QString totalText() const;
    QStringList history() const; // oldest first, "20 Nov 2026 10:12 · Requested"
    // "Not sent yet" when the shown state waits for the server; empty otherwise.
    QString tentativeText() const;

    bool canDo(BookingAction action) const;
    // The question before an action that can't be undone; empty: do it at once.
    QString confirmationFor(BookingAction action) const;
    // Applies at once, is sent when it can be.
    void perform(BookingAction action);

Q_SIGNALS:
    void changed();
    void missing();
    void done(const QString &message);
    void failed(const QString &message);

private:
    struct Loaded
    {
        std::optional<replica::BookingRow> booking;
        replica::ContactRow contact;
        QString listingTitle;
        QString unitName;
        QString checkInTime;
        QString checkOutTime;
    };

    static Result<Loaded> load(replica::ReplicaReader &reader, const BookingId &id);
    void show(const Loaded &loaded);

    EditFunction m_edit;
    BackgroundReader &m_reader;
    BookingId m_wanted;
    replica::BookingRow m_booking;
    replica::ContactRow m_contact;
    QString m_listingTitle;
    QString m_unitName;
    QString m_checkInTime;
    QString m_checkOutTime;
    bool m_isLoaded = false;
};

} // namespace roost
