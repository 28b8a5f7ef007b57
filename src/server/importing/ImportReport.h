// What an import did with every row of its files; can be printed.
#pragma once

#include <QList>
#include <QMap>
#include <QString>

namespace roost {

enum class ImportFile { Listings, Reviews };

struct SkippedRow
{
    ImportFile file = ImportFile::Listings;
    qint64 line = 0; // where the record begins, from 1
    QString reason;
};

struct ImportReport
{
    // The rows read, without the header: imported + already there + skipped.
    qint64 listingRows = 0;
    qint64 reviewRows = 0;

    qint64 tenantsImported = 0;
    qint64 tenantsAlreadyThere = 0;
    qint64 listingsImported = 0;
    qint64 listingsAlreadyThere = 0;
    qint64 staysImported = 0;
    qint64 staysAlreadyThere = 0;

    qint64 skippedCount(ImportFile file) const;

    QMap<QString, qint64> skippedListings; // by reason
    QMap<QString, qint64> skippedReviews;
    QMap<QString, qint64> notes; // rows that were imported, but not quite as they stand in the file

    // The first kMostSkippedRows of them.
    static constexpr int kMostSkippedRows = 1000;
    QList<SkippedRow> skippedRows;

    void skip(ImportFile file, qint64 line, const QString &reason);
    void note(const QString &what) { ++notes[what]; }

    // Several lines for a terminal.
    QString toText() const;
};

} // namespace roost
