// What mutations do, restated from docs/sync.md ("Merging"). One class a subject; each works on a scope whose version
// was advanced, and may leave it half changed when it rejects: the caller puts the scope back.
#pragma once

#include "ModelStays.h"

namespace roost::sim {

// Whose mutation, when, on what.
struct Act
{
    ModelScope &scope;
    QDateTime now;
    QString user;
};

sync::Outcome applied();
sync::Outcome rejected(const QString &code, const QJsonObject &theirs = {});

// For each field of mine: equal to theirs → nothing; theirs as in base, or base says nothing → apply; else a conflict.
struct Merged
{
    QJsonObject apply;
    QList<sync::FieldConflict> conflicts;
};
Merged mergeFields(const QJsonObject &theirs, const QJsonObject &base, const QJsonObject &mine);
// Applied, or merged with this code if there are conflicts.
sync::Outcome mergedOutcome(const QList<sync::FieldConflict> &conflicts, const QString &code);

// Listings and the rates of their days.
class ModelListings
{
public:
    explicit ModelListings(const Act &act);
    sync::Outcome edit(const sync::Mutation &mutation);
    sync::Outcome setRates(const sync::Mutation &mutation);

private:
    void setRate(const QString &listing, const QDate &day, const QJsonObject &rate);
    QJsonObject rateOf(const QString &listing, const QDate &day) const;
    Act m_act;
};

class ModelBlocks
{
public:
    explicit ModelBlocks(const Act &act);
    sync::Outcome block(const sync::Mutation &mutation);
    sync::Outcome unblock(const sync::Mutation &mutation);

private:
    Act m_act;
};

// What guests ask for and hosts decide.
class ModelBookings
{
public:
    explicit ModelBookings(const Act &act);

    // booking.accept, .decline, .cancel, .no_show
    sync::Outcome decide(const sync::Mutation &mutation);
    sync::Outcome change(const sync::Mutation &mutation);
    sync::Outcome create(const sync::Mutation &mutation);
    // By REST: the id; errors as ModelStays::plan().
    Result<QString> book(const QString &guest, const QString &guestName, const StayWanted &stay);
    Result<void> cancelAsGuest(const QString &booking);

private:
    sync::Outcome accept(const QString &id, const QJsonObject &booking);
    sync::Outcome end(const QString &id, const QJsonObject &booking, const QString &status, const QString &by);
    void declineRivals(const QString &id);
    StayWanted wishOf(const QString &id) const;
    void insert(const QString &id, const StayWanted &stay, const StayPlan &plan, const QString &status, bool takes,
                const QJsonObject &more);
    QString contactFor(const QJsonObject &contact);
    QString newContact(const QJsonObject &fields);
    QJsonArray itemsFor(const QString &unit) const;
    sync::Outcome refusal(const Error &error) const;

    Act m_act;
    ModelStays m_stays;
};

// What hosts write to guests and note about them.
class ModelGuests
{
public:
    explicit ModelGuests(const Act &act);
    sync::Outcome editContact(const sync::Mutation &mutation);
    sync::Outcome sendMessage(const sync::Mutation &mutation);
    sync::Outcome markRead(const sync::Mutation &mutation);
    sync::Outcome replyToReview(const sync::Mutation &mutation);

private:
    QString threadFor(const QJsonObject &args);
    Act m_act;
};

class ModelTasks
{
public:
    explicit ModelTasks(const Act &act);
    sync::Outcome create(const sync::Mutation &mutation);
    sync::Outcome edit(const sync::Mutation &mutation);
    // task.complete, .reopen, .cancel
    sync::Outcome act(const sync::Mutation &mutation);
    sync::Outcome remove(const sync::Mutation &mutation);

private:
    bool refersToWhatIsThere(const QJsonObject &fields) const;
    Act m_act;
};

} // namespace roost::sim
