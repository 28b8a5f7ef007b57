#include "InsideAirbnbFiles.h"

#include "common/Csv.h"
#include "domain/ListingRules.h"

#include <QFile>

namespace roost {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kLongestShortText = 200;

// The records of a CSV file with a header, by column name.
class Table
{
public:
    Table(const QString &path, QStringList columns)
        : m_file(path)
        , m_columns(std::move(columns))
        , m_reader(m_file)
    {
    }

    Result<void> open()
    {
        if (!m_file.open(QIODevice::ReadOnly))
            return broken(u"can't be opened: "_s + m_file.errorString());
        auto header = m_reader.next();
        if (!header)
            return broken(header.error().userText);
        const QStringList names = header->value_or(QStringList());
        for (const QString &column : std::as_const(m_columns)) {
            m_positions << names.indexOf(column);
            if (m_positions.last() < 0)
                return broken(u"has no column \"%1\". Is it a file of Inside Airbnb?"_s.arg(column));
        }
        m_width = names.size();
        return {};
    }

    // False at the end.
    Result<bool> next()
    {
        auto record = m_reader.next();
        if (!record)
            return broken(record.error().userText);
        if (!*record)
            return false;
        m_record = **record;
        return true;
    }

    qint64 line() const { return m_reader.line(); }
    bool isComplete() const { return m_record.size() == m_width; }
    // By the position in the list of columns given; without the zero characters that a database can't hold.
    QString field(int column) const { return m_record.at(m_positions.at(column)).trimmed().remove(QChar(0)); }

private:
    tl::unexpected<Error> broken(const QString &what) const
    {
        return fail(ErrorCode::Validation, u"The file %1 can't be imported. It %2"_s.arg(m_file.fileName(), what));
    }

    QFile m_file;
    QStringList m_columns;
    CsvReader m_reader;
    QList<qsizetype> m_positions;
    qsizetype m_width = 0;
    QStringList m_record;
};

class Reading
{
public:
    Reading(int minorDigits, const QDate &today, ImportReport &report)
        : m_today(today)
        , m_report(report)
    {
        for (int digit = 0; digit < minorDigits; ++digit)
            m_minorFactor *= 10;
    }

    Result<void> readListings(const QString &path);
    Result<void> readReviews(const QString &path);
    QList<AirbnbHost> takeHosts() { return std::move(m_hosts); }

private:
    // The columns of listings.csv that are used.
    enum Column { Id, Name, HostId, HostName, Neighbourhood, Latitude, Longitude, RoomType, Price, MinNights, Licence };

    void addListing(const Table &table);
    AirbnbListing listingFrom(const Table &table);
    QString titleFrom(const Table &table);
    std::optional<qint64> priceFrom(const QString &text);
    int minNightsFrom(const QString &text);
    std::optional<double> degreesFrom(const QString &text, double limit);
    void addReview(const Table &table);

    QDate m_today;
    ImportReport &m_report;
    qint64 m_minorFactor = 1;
    QList<AirbnbHost> m_hosts;
    QHash<QString, qsizetype> m_hostPositions;
    QHash<QString, std::pair<qsizetype, qsizetype>> m_listingPositions;
};

bool isNumber(const QString &text)
{
    return !text.isEmpty() && text.size() <= 40 &&
           std::all_of(text.begin(), text.end(), [](QChar c) { return c >= u'0' && c <= u'9'; });
}

Result<void> Reading::readListings(const QString &path)
{
    Table table(path, {u"id"_s, u"name"_s, u"host_id"_s, u"host_name"_s, u"neighbourhood"_s, u"latitude"_s,
                       u"longitude"_s, u"room_type"_s, u"price"_s, u"minimum_nights"_s, u"license"_s});
    ROOST_TRY(table.open());
    for (;;) {
        ROOST_ASSIGN(const bool more, table.next());
        if (!more)
            return {};
        ++m_report.listingRows;
        addListing(table);
    }
}

void Reading::addListing(const Table &table)
{
    const auto skip = [&](const QString &reason) { m_report.skip(ImportFile::Listings, table.line(), reason); };
    if (!table.isComplete())
        return skip(u"the row has not as many fields as the header"_s);
    const QString id = table.field(Id);
    const QString hostId = table.field(HostId);
    if (!isNumber(id) || !isNumber(hostId))
        return skip(u"the id of the listing or of its host is not a number"_s);
    if (m_listingPositions.contains(id))
        return skip(u"a listing with this id came before"_s);
    auto host = m_hostPositions.constFind(hostId);
    if (host == m_hostPositions.constEnd()) {
        const QString name = table.field(HostName).left(kLongestShortText);
        m_hosts << AirbnbHost{hostId, name.isEmpty() ? "Host "_L1 + hostId : name, {}};
        host = m_hostPositions.insert(hostId, m_hosts.size() - 1);
    }
    AirbnbHost &owner = m_hosts[*host];
    owner.listings << listingFrom(table);
    m_listingPositions.insert(id, {*host, owner.listings.size() - 1});
}

AirbnbListing Reading::listingFrom(const Table &table)
{
    AirbnbListing listing;
    listing.line = table.line();
    listing.id = table.field(Id);
    listing.title = titleFrom(table);
    listing.neighbourhood = table.field(Neighbourhood).left(kLongestShortText);
    listing.latitude = degreesFrom(table.field(Latitude), 90);
    listing.longitude = degreesFrom(table.field(Longitude), 180);
    listing.roomType = table.field(RoomType).left(kLongestShortText);
    listing.priceMinor = priceFrom(table.field(Price));
    listing.minNights = minNightsFrom(table.field(MinNights));
    listing.licence = table.field(Licence).left(kLongestShortText);
    return listing;
}

QString Reading::titleFrom(const Table &table)
{
    const QString written = table.field(Name);
    const QString title = written.simplified();
    if (written.contains(u'\n') || written.contains(u'\r'))
        m_report.note(u"line breaks in titles became blanks"_s);
    if (title.isEmpty()) {
        m_report.note(u"listings without a title are called by their id"_s);
        return "Listing "_L1 + table.field(Id);
    }
    if (title.size() <= kLongestListingTitle)
        return title;
    m_report.note(u"titles were shortened to %1 characters"_s.arg(kLongestListingTitle));
    QString shortened = title.left(kLongestListingTitle - 1);
    if (shortened.back().isHighSurrogate())
        shortened.chop(1);
    return shortened + QChar(0x2026);
}

std::optional<qint64> Reading::priceFrom(const QString &text)
{
    if (text.isEmpty()) {
        m_report.note(u"listings without a price are unpublished"_s);
        return std::nullopt;
    }
    bool good = isNumber(text);
    const qint64 price = good ? text.toLongLong(&good) : 0;
    if (!good || price <= 0 || price > kLargestListingPriceMinor / m_minorFactor) {
        m_report.note(u"listings with a price that is not a whole amount are unpublished, without a price"_s);
        return std::nullopt;
    }
    return price * m_minorFactor;
}

int Reading::minNightsFrom(const QString &text)
{
    bool good = false;
    const int nights = text.toInt(&good);
    if (!good || nights < 1) {
        m_report.note(u"minimum stays that can't be read are taken as 1 night"_s);
        return 1;
    }
    if (nights > kMostListingNights) {
        m_report.note(u"minimum stays were cut to %1 nights"_s.arg(kMostListingNights));
        return kMostListingNights;
    }
    return nights;
}

std::optional<double> Reading::degreesFrom(const QString &text, double limit)
{
    bool good = false;
    const double degrees = text.toDouble(&good);
    if (good && std::abs(degrees) <= limit)
        return degrees;
    m_report.note(u"coordinates that can't be read are left out"_s);
    return std::nullopt;
}

Result<void> Reading::readReviews(const QString &path)
{
    Table table(path, {u"listing_id"_s, u"date"_s});
    ROOST_TRY(table.open());
    for (;;) {
        ROOST_ASSIGN(const bool more, table.next());
        if (!more)
            return {};
        ++m_report.reviewRows;
        addReview(table);
    }
}

void Reading::addReview(const Table &table)
{
    const auto skip = [&](const QString &reason) { m_report.skip(ImportFile::Reviews, table.line(), reason); };
    if (!table.isComplete())
        return skip(u"the row has not as many fields as the header"_s);
    const auto position = m_listingPositions.constFind(table.field(0));
    if (position == m_listingPositions.constEnd())
        return skip(u"its listing was not imported"_s);
    const QDate day = QDate::fromString(table.field(1), Qt::ISODate);
    // The range in which StayDates are dates.
    if (!day.isValid() || day.year() < 1901 || day.year() > 2200)
        return skip(u"its date can't be read"_s);
    if (day > m_today)
        return skip(u"its date lies in the future"_s);
    AirbnbListing &listing = m_hosts[position->first].listings[position->second];
    listing.reviewDays << day;
    listing.reviewLines << table.line();
}

} // namespace

Result<InsideAirbnbFiles> InsideAirbnbFiles::read(const QString &listingsPath, const QString &reviewsPath,
                                                  int minorDigits, const QDate &today, ImportReport &report)
{
    Reading reading(minorDigits, today, report);
    ROOST_TRY(reading.readListings(listingsPath));
    ROOST_TRY(reading.readReviews(reviewsPath));
    return InsideAirbnbFiles{reading.takeHosts()};
}

} // namespace roost
