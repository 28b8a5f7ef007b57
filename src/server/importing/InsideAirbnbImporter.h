// Brings a city of Inside Airbnb (listings.csv, reviews.csv) in: for each host a tenant with an owner's account, for
// each listing a unit, for each review date a past stay. What the files do not tell (guests, prices of stays, ratings,
// comments) is not made up. Data of Inside Airbnb is under CC BY 4.0: credit "Inside Airbnb" wherever it is shown.
#pragma once

#include "ImportReport.h"
#include "InsideAirbnbFiles.h"

#include "common/Result.h"
#include "server/tenancy/ServerContext.h"

#include <QSet>

#include <functional>

namespace roost {

class AirbnbRows;

struct InsideAirbnbOptions
{
    QString listingsPath;
    QString reviewsPath;
    // Of the city; the files don't tell them.
    QString currency = QStringLiteral("NOK");
    QString timeZone = QStringLiteral("Europe/Oslo");
    QString city = QStringLiteral("Oslo");
    QString country = QStringLiteral("NO");
    // A transaction takes hosts until it has this many rows.
    int rowsPerCommit = 4000;
};

struct ImportProgress
{
    qint64 hostsDone = 0;
    qint64 hosts = 0;
    qint64 staysImported = 0;
};

// Everything that it makes has an id that follows from the ids in the files, so running it again (after it was killed,
// or with a newer file) adds what is missing and touches nothing that is there. The rows of a host are written in one
// transaction, under that tenant's row security. Belongs to the thread of context.database.
class InsideAirbnbImporter
{
public:
    using ProgressCallback = std::function<void(const ImportProgress &)>;

    InsideAirbnbImporter(ServerContext &context, InsideAirbnbOptions options);
    ~InsideAirbnbImporter();

    // Called after each commit.
    void onProgress(ProgressCallback callback) { m_progress = std::move(callback); }

    // Validation: a file can't be used (nothing was written). Other errors are the database's; what was committed
    // before stays, and running it again continues.
    Result<ImportReport> run();

    // "host-<host id>@inside-airbnb.invalid"; it has no password until `roostd user password` sets one.
    static QString ownerEmail(const QString &hostId);

private:
    struct Existing
    {
        QSet<QString> listings; // source ids
        QSet<QString> units;    // ids
        QSet<QString> bookings; // ids
    };
    struct Advanced
    {
        QString scope;
        qint64 version;
    };

    Result<QSet<QString>> knownOwners();
    qsizetype endOfBatch(const QList<AirbnbHost> &hosts, qsizetype from) const;
    Result<void> writeBatch(const QList<AirbnbHost> &hosts, qsizetype from, qsizetype to, int attempt);
    Result<void> writeHost(const AirbnbHost &host, int attempt);
    Result<void> enterTenant(const AirbnbHost &host);
    Result<Existing> existingRows();
    QJsonArray missingListings(const AirbnbHost &host, const Existing &existing);
    QJsonArray missingStays(const AirbnbHost &host, const Existing &existing, bool isKnown, int attempt);
    Result<void> insert(const AirbnbHost &host, const QJsonArray &listings, const QJsonArray &stays);
    void reportTaken(const AirbnbHost &host, const QSet<QString> &bookingIds);

    ServerContext &m_context;
    InsideAirbnbOptions m_options;
    ProgressCallback m_progress;
    std::unique_ptr<AirbnbRows> m_rows;
    QSet<QString> m_knownOwners; // their emails
    ImportReport m_report;
    QList<Advanced> m_advanced; // in the transaction under way
};

} // namespace roost
