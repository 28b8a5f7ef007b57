// What the model of the server keeps: the rows of each scope with their versions, the claims behind them, the records
// of clients. Plain values: a copy is a backup.
#pragma once

#include "SimServer.h"

namespace roost::sim {

using Table = QMap<QString, QJsonObject>; // by id

// A unit is taken in these days. Of stays, the days of preparation belong to it.
struct Claim
{
    enum class State { Booked, Held, Blocked };

    QString unit;
    QDate from;
    QDate to; // the first day that is free again
    State state = State::Booked;
    QString owner;        // the booking or the block
    QDateTime until = {}; // of a held one

    bool isLive(const QDateTime &now) const { return state != State::Held || until > now; }
    bool overlaps(const QDate &otherFrom, const QDate &otherTo) const { return from < otherTo && otherFrom < to; }
};

// One scope's rows. Writes happen between advance() and the next one, and get its version.
class ModelScope
{
public:
    qint64 version() const { return m_version; }
    void advance() { ++m_version; }

    const Table &rows(const QString &table) const;
    // Empty: there is none.
    QJsonObject row(const QString &table, const QString &id) const { return rows(table).value(id); }
    bool has(const QString &table, const QString &id) const { return rows(table).contains(id); }
    // The fields that are named change; a new row has null in all others.
    void put(const QString &table, const QString &id, const QJsonObject &fields);
    void remove(const QString &table, const QString &id);
    // Remembers the state of this version, for rowsAt().
    void commit() { m_history.insert(m_version, m_tables); }
    // The rows as of this version; null when the scope never had it.
    const QMap<QString, Table> *tablesAt(qint64 version) const;
    const QMap<QString, Table> &tables() const { return m_tables; }

    struct Removal
    {
        qint64 version;
        QString table;
        QString id;
        friend bool operator==(const Removal &, const Removal &) = default;
        friend bool operator<(const Removal &a, const Removal &b)
        {
            return std::tie(a.version, a.table, a.id) < std::tie(b.version, b.table, b.id);
        }
    };
    // By version, table, id.
    const QList<Removal> &removals() const { return m_removals; }
    void forgetRemovals();

    qint64 floor = 0;
    QList<Claim> claims;
    // The eldest first; of two contacts with one address, bookings go to the elder.
    QStringList contactsByAge;
    // What a guest asked for when the booking was made: the unit that was named, if one was.
    QMap<QString, QString> wishedUnits;
    // Which user a contact is.
    QMap<QString, QString> contactOfGuest;

private:
    qint64 m_version = 0;
    QMap<QString, Table> m_tables;
    QMap<qint64, QMap<QString, Table>> m_history;
    QList<Removal> m_removals;
};

struct ModelClient
{
    QString user;
    qint64 lastMid = 0;
    QDateTime seenAt;
    int schemaVersion = 2; // as its last hello said; who never said it is taken for the last version that didn't
    QMap<qint64, QString> mutations; // mid -> mutation id, of those first sent by this client
};

struct StoredOutcome
{
    QString client;
    qint64 mid = 0;
    QByteArray hash;
    sync::Outcome outcome;
};

// Everything that a backup holds.
struct ModelState
{
    QString epoch;
    QMap<QString, ModelScope> scopes;
    QMap<QString, ModelClient> clients;
    QMap<QString, StoredOutcome> outcomes;                // by mutation id
    QSet<QString> spent;                                  // ids of mutations whose outcomes have expired
    QMap<QString, std::pair<QString, QString>> restarted; // scope -> the server's epoch then, and its own since

    QString epochOf(const QString &scope) const
    {
        const auto own = restarted.value(scope);
        return own.first == epoch && !epoch.isEmpty() ? own.second : epoch;
    }

    // "owner", "manager" or "staff"; empty: no member.
    QString roleOf(const QString &user, const QString &scope) const;
    // Whether the user may follow the tenant's scope.
    bool mayFollow(const QString &user, const QString &scope) const;
};

} // namespace roost::sim
