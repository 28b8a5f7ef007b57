// What a storm blows over: the listings, sessions and services that many guests are after, and who they are. Made by
// the test, read by its worker processes from a file.
#pragma once

#include "common/Result.h"

#include <QDate>
#include <QJsonObject>
#include <QStringList>

namespace roost::test {

struct StormUser
{
    QString id;
    QString token;
};

struct StormListing
{
    QString id;
    QString title;
    int units = 1;
    bool isInstant = true;
};

struct StormSession
{
    QString id;
    QStringList seats;
};

struct StormService
{
    QString listing;
    QStringList beginnings; // RFC 3339
};

struct StormWorld
{
    int port = 0;
    qint64 endsAtMs = 0; // since 1970
    QString tenant;
    QString hostToken;
    QList<StormUser> guests;
    QList<StormListing> stays;
    QList<StormSession> sessions;
    QList<StormService> services;
    QHash<QString, QStringList> parts; // of linked units
    QDate firstNight;
    int nights = 14; // that stays are spread over

    QJsonObject toJson() const;
    static StormWorld fromJson(const QJsonObject &json);
    Result<void> save(const QString &path) const;
    static Result<StormWorld> load(const QString &path);
};

} // namespace roost::test
