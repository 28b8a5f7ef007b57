// Sessions of an experience, made by the server's own service for a host whose account and business exist already.
#pragma once

#include "common/Clock.h"
#include "storage/Database.h"

#include <QJsonObject>
#include <QStringList>

namespace roost::test {

struct MadeSession
{
    QString id;
    QStringList seats; // ids, by position
};

struct SessionOwner
{
    QString tenant;
    QString user;
};

// database: as roost_app. startsLocal: "2027-07-02T19:00" at the listing's place; it lasts two hours.
Result<MadeSession> makeSession(Database &database, const Clock &clock, const SessionOwner &owner,
                                const QString &listing, const QString &startsLocal, const QJsonObject &seatPlan);

} // namespace roost::test
