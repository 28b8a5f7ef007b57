#include "ImportReport.h"

#include <numeric>

namespace roost {

using namespace Qt::StringLiterals;

namespace {

QString reasonLines(const QString &heading, const QMap<QString, qint64> &counts)
{
    if (counts.isEmpty())
        return {};
    QString text = heading + u'\n';
    for (auto count = counts.begin(); count != counts.end(); ++count)
        text += u"  %1  %2\n"_s.arg(count.value(), 8).arg(count.key());
    return text;
}

} // namespace

qint64 ImportReport::skippedCount(ImportFile file) const
{
    const auto &counts = file == ImportFile::Listings ? skippedListings : skippedReviews;
    return std::accumulate(counts.begin(), counts.end(), Q_INT64_C(0));
}

void ImportReport::skip(ImportFile file, qint64 line, const QString &reason)
{
    ++(file == ImportFile::Listings ? skippedListings : skippedReviews)[reason];
    if (skippedRows.size() < kMostSkippedRows)
        skippedRows << SkippedRow{file, line, reason};
}

QString ImportReport::toText() const
{
    QString text = u"Hosts:    %1 imported, %2 already there\n"_s.arg(tenantsImported).arg(tenantsAlreadyThere);
    text += u"Listings: %1 rows = %2 imported + %3 already there + %4 skipped\n"_s.arg(listingRows)
                .arg(listingsImported)
                .arg(listingsAlreadyThere)
                .arg(skippedCount(ImportFile::Listings));
    text += u"Reviews:  %1 rows = %2 imported as past stays + %3 already there + %4 skipped\n"_s.arg(reviewRows)
                .arg(staysImported)
                .arg(staysAlreadyThere)
                .arg(skippedCount(ImportFile::Reviews));
    text += reasonLines(u"Skipped listings:"_s, skippedListings);
    text += reasonLines(u"Skipped reviews:"_s, skippedReviews);
    text += reasonLines(u"Notes:"_s, notes);
    return text;
}

} // namespace roost
