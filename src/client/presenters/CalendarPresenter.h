// What the calendar does: closes nights, opens them again, and tells about the block that is looked at.
#pragma once

#include "HostEdits.h"

#include "client/replica/ReplicaReader.h"

#include <QObject>

namespace roost {

class BackgroundReader;

// GUI thread.
class CalendarPresenter : public QObject
{
    Q_OBJECT

public:
    // The block at hand, with the names that a person knows it by.
    struct OpenBlock
    {
        replica::BlockRow row;
        QString listingTitle;
        QString unitName; // empty when the listing has one unit only
    };

    // reader must outlive the presenter.
    CalendarPresenter(EditFunction edit, BackgroundReader &reader, QObject *parent = nullptr);

    // Closes the nights [from, to): blocked() or blockFailed() follows. At once on the screen, sent when it can be.
    void block(const ListingId &listing, const UnitId &unit, const QDate &from, const QDate &to, const QString &note);
    // Why these dates and this note can't be blocked, before anything is asked of the replica; empty when they can.
    static QString whyNot(const QDate &from, const QDate &to, const QString &note);

    // Reads the block; blockShown() or blockMissing() follows.
    void open(const BlockId &id);
    // Reads the open block anew, after the replica changed.
    void refresh();
    void close();
    const std::optional<OpenBlock> &openBlock() const { return m_open; }

    // Opens the nights of the open block again: unblocked() or unblockFailed() follows.
    void unblock();

Q_SIGNALS:
    void blocked(roost::BlockId id);
    void blockFailed(const QString &message);
    void blockShown();
    void blockMissing();
    void unblocked();
    void unblockFailed(const QString &message);

private:
    static Result<std::optional<OpenBlock>> load(replica::ReplicaReader &reader, const BlockId &id);

    EditFunction m_edit;
    BackgroundReader &m_reader;
    BlockId m_wanted;
    std::optional<OpenBlock> m_open;
};

} // namespace roost
