// Two servers that are told the same and must answer the same. Their ids differ, so each id of the one is paired with
// one of the other when it is first seen; traces are written in the first one's ids.
#pragma once

#include "Gathered.h"

namespace roost::sim {

// Which id of the first server is which of the second.
class IdPairs
{
public:
    void pair(const QString &first, const QString &second);
    bool knowsFirst(const QString &first) const { return m_second.contains(first); }
    bool knowsSecond(const QString &second) const { return m_first.contains(second); }
    // Unknown ids stay as they are; so does everything else.
    QString toSecond(const QString &first) const { return m_second.value(first, first); }
    QString toFirst(const QString &second) const { return m_first.value(second, second); }
    QJsonValue toSecond(const QJsonValue &value) const;
    QJsonValue toFirst(const QJsonValue &value) const;

private:
    QHash<QString, QString> m_second;
    QHash<QString, QString> m_first;
};

class Twin
{
public:
    Twin(SimServer &first, SimServer &second);

    // Everything that the two did or said differently.
    const QStringList &differences() const { return m_differences; }
    SimServer &first() { return m_first; }

    void build(const WorldPlan &plan);
    void setNow(const QDateTime &now);
    void setPageRows(int rows);
    void hello(int user, const sync::HelloRequest &request);
    // The first one's reply.
    Result<sync::PushReply> push(int user, const sync::PushRequest &request);
    // Pulls to the end, page by page, with something done between two pages; whether each one ends with exactly its
    // rows is compared with them. from: rows of that version; they are brought forward.
    Result<sync::PullReply> pull(int user, const sync::PullRequest &request, const std::function<void()> &between);
    // Loads the scope table by table, and catches up.
    void snapshot(int user, const ClientId &client, const QString &scope, const std::function<void()> &between);
    void guestBooks(int tenant, const GuestStay &stay);
    void guestCancels(int tenant, const QString &bookingId);
    void guestReviews(int tenant, const QString &bookingId, int rating, const QString &comment);
    void webEditsListing(int user, int tenant, const QString &listingId, const QJsonObject &changes);
    void webBlocks(int user, int tenant, const QString &unitId, const QDate &from, const QDate &to);
    void webUnblocks(int user, int tenant, const QString &blockId);
    void revoke(int user, int tenant);
    void grant(int user, int tenant, const QString &role);
    void savePoint();
    void restoreTo(int savePoint, bool detected);
    void expireHistory(const QString &scope);
    void expireClients(const QDateTime &notSeenSince);
    void setFailing(const QString &mutationName, std::optional<ErrorCode> error);

    // All rows, versions and followed scopes of both.
    void compare(int users);

private:
    using Made = Result<QString>;
    void note(const QString &what, const QJsonValue &first, const QJsonValue &second);
    void expectSame(const QString &what, const QJsonValue &first, const QJsonValue &second);
    void expectSame(const QString &what, const Result<void> &first, const Result<void> &second);
    void pairMade(const QString &what, const Made &first, const Made &second);
    void pairEpochs();
    void pairRows(const QString &table, const QMap<QString, QJsonObject> &first,
                  const QMap<QString, QJsonObject> &second);
    void compareRows(const QString &scope);
    QJsonObject asFirst(const QString &table, const QJsonObject &row) const;
    void expectRows(const QString &what, const Gathered &gathered, SimServer &server, const QString &scope);
    void compareGathered(const QString &what, const std::pair<Gathered, Gathered> &gathered, const QString &scope);
    sync::PullRequest toSecond(const sync::PullRequest &request) const;

    SimServer &m_first;
    SimServer &m_second;
    IdPairs m_ids;
    QStringList m_differences;
    QMap<QString, std::pair<Gathered, Gathered>> m_gathered; // by client and scope: what its pulls added up to
};

} // namespace roost::sim
