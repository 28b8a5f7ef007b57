// One client of a storm on a connection that is opened again after each kill. Everything that it is told is logged.
#pragma once

#include "StormLog.h"
#include "StormWorld.h"

#include "support/http/RawHttpClient.h"

#include <memory>

namespace roost::test {

// Belongs to one thread. world and log outlive it.
class StormClient
{
    Q_DISABLE_COPY_MOVE(StormClient)

public:
    StormClient(const StormWorld &world, QString who, const QString &token, StormLog &log);

    bool isOver() const;
    qint64 nowMs() const;
    QString who() const { return m_who; }

    // A POST to path, logged as `what` about `about`. Waits for the server while it is away.
    StormEntry post(const QString &what, const QString &about, const QString &path, const QJsonObject &body = {});
    // Not logged.
    StormEntry get(const QString &path);

private:
    StormEntry ask(const QByteArray &method, const QString &path, const QJsonObject &body);
    bool connectAgain();

    const StormWorld &m_world;
    QString m_who;
    QByteArray m_token;
    StormLog &m_log;
    std::unique_ptr<RawHttpClient> m_client;
};

} // namespace roost::test
