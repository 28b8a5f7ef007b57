// A client as a source of requests: mutations made of what it saw last, numbered as an outbox numbers them.
#pragma once

#include "SimServer.h"

#include <QRandomGenerator>

namespace roost::sim {

class TraceClient
{
public:
    TraceClient(int user, ClientId id, QRandomGenerator &random);

    int user() const { return m_user; }
    ClientId id() const { return m_id; }
    void see(const QString &scope, const Rows &rows) { m_seen.insert(scope, rows); }
    // The next mutations of this scope, of random kinds.
    sync::PushRequest nextPush(const QString &scope, const QDate &today);
    void answered(const sync::PushReply &reply);
    // A mutation of the last push again, with another content.
    std::optional<sync::PushRequest> changedRepetition() const;
    const sync::PushRequest &lastPush() const { return m_last; }
    // Under a new id, all that it ever pushed counts up from 1 again.
    void fork()
    {
        m_id = ClientId::create();
        m_nextMid = 1;
    }
    qint64 nextMid() const { return m_nextMid; }
    qint64 acked = 0;
    QMap<QString, sync::ScopePosition> positions;

private:
    struct Content
    {
        QString name;
        QJsonObject args;
        QJsonObject base = {};
    };
    Content content(const QDate &today);
    Content listingEdit();
    Content setRates(const QDate &today);
    Content block(const QDate &today);
    Content unblock();
    Content decision();
    Content bookingChange();
    Content bookingCreate(const QDate &today);
    Content contactEdit();
    Content message();
    Content readMark();
    Content reviewReply();
    Content newTask(const QDate &today);
    Content taskEdit();
    Content taskAct();
    QJsonObject someRow(const QString &table);
    QJsonValue someId(const QString &table);
    int below(int most) { return static_cast<int>(m_random.bounded(most)); }
    QString day(const QDate &today, int from, int most);

    const int m_user;
    ClientId m_id;
    QRandomGenerator &m_random;
    qint64 m_nextMid = 1;
    QMap<QString, Rows> m_seen;
    Rows m_rows; // of the scope that the mutation is for
    sync::PushRequest m_last;
};

} // namespace roost::sim
