// Ids, beginnings of ids, parts of titles, codes.
#include "Lookup.h"

#include "domain/BookingCode.h"

namespace roost::cli {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kShortestIdPart = 4;
constexpr qsizetype kMostNamed = 10;
constexpr int kMostSearched = 100'000;

template <class Row>
Result<Row> theOne(const QList<Row> &found, const QString &typed, const QString &what,
                   const std::function<QString(const Row &)> &describe)
{
    if (found.size() == 1)
        return found.first();
    if (found.isEmpty())
        return fail(ErrorCode::NotFound, u"There is no %1 '%2' on this computer."_s.arg(what, typed));
    QStringList names;
    for (qsizetype i = 0; i < std::min(found.size(), kMostNamed); ++i)
        names << u"  "_s + describe(found[i]);
    return fail(ErrorCode::Validation,
                u"'%1' fits %2 %3s. Be more exact:\n%4"_s.arg(typed).arg(found.size()).arg(what, names.join(u'\n')));
}

template <class Row>
QList<Row> byText(const QList<Row> &rows, const QString &typed, QString Row::*text)
{
    QList<Row> found;
    for (const Row &row : rows) {
        if ((row.*text).contains(typed, Qt::CaseInsensitive))
            found << row;
    }
    return found;
}

template <class Row>
QList<Row> byId(const QList<Row> &rows, const QString &typed)
{
    if (typed.size() < kShortestIdPart)
        return {};
    QList<Row> found;
    for (const Row &row : rows) {
        if (row.id.toString().startsWith(typed, Qt::CaseInsensitive))
            found << row;
    }
    return found;
}

} // namespace

Result<replica::ListingRow> findListing(replica::ReplicaReader &reader, const QString &typed)
{
    ROOST_ASSIGN(const auto listings, reader.listings());
    auto found = byId(listings, typed);
    if (found.isEmpty()) {
        for (const auto &listing : listings) {
            if (listing.title.compare(typed, Qt::CaseInsensitive) == 0)
                found << listing;
        }
    }
    if (found.isEmpty()) {
        for (const auto &listing : listings) {
            if (listing.title.contains(typed, Qt::CaseInsensitive))
                found << listing;
        }
    }
    return theOne<replica::ListingRow>(found, typed, u"listing"_s,
                                       [](const auto &row) { return row.id.toString() + u"  "_s + row.title; });
}

Result<replica::UnitRow> findUnit(replica::ReplicaReader &reader, const ListingId &listing, const QString &typed)
{
    ROOST_ASSIGN(auto units, reader.unitsOf(listing));
    if (!typed.isEmpty()) {
        units.removeIf([&typed](const replica::UnitRow &unit) {
            return unit.name.compare(typed, Qt::CaseInsensitive) != 0 && unit.id.toString() != typed.toLower();
        });
    }
    if (typed.isEmpty() && units.size() > 1) {
        QStringList names;
        for (const auto &unit : std::as_const(units))
            names << unit.name;
        return fail(
            ErrorCode::Validation,
            u"This listing has %1 units; name one with --unit: %2"_s.arg(units.size()).arg(names.join(u", "_s)));
    }
    return theOne<replica::UnitRow>(units, typed, u"unit"_s, [](const auto &row) { return row.name; });
}

Result<replica::BlockRow> findBlock(replica::ReplicaReader &reader, const QString &typed)
{
    ROOST_ASSIGN(const auto blocks, reader.blocksBetween({1900, 1, 1}, {9999, 1, 1}));
    return theOne<replica::BlockRow>(byId(blocks, typed), typed, u"block"_s, [](const auto &row) {
        return u"%1  %2 to %3"_s.arg(row.id.toString(), row.from.toString(Qt::ISODate), row.to.toString(Qt::ISODate));
    });
}

Result<replica::BookingRow> findBooking(replica::ReplicaReader &reader, const QString &typedCode)
{
    const QString code = normalisedBookingCode(typedCode);
    ROOST_ASSIGN(const auto booking, reader.bookingByCode(code.isEmpty() ? typedCode : code));
    if (!booking)
        return fail(ErrorCode::NotFound, u"There is no booking '%1' on this computer."_s.arg(typedCode));
    return *booking;
}

Result<replica::TaskRow> findTask(replica::ReplicaReader &reader, const QString &typed)
{
    ROOST_ASSIGN(const auto tasks, reader.tasks({}, kMostSearched));
    auto found = byId(tasks, typed);
    if (found.isEmpty())
        found = byText(tasks, typed, &replica::TaskRow::title);
    return theOne<replica::TaskRow>(found, typed, u"task"_s,
                                    [](const auto &row) { return row.id.toString() + u"  "_s + row.title; });
}

Result<replica::ContactRow> findContact(replica::ReplicaReader &reader, const QString &typed)
{
    ROOST_ASSIGN(const auto contacts, reader.contacts());
    auto found = byId(contacts, typed);
    if (found.isEmpty())
        found = byText(contacts, typed, &replica::ContactRow::name);
    return theOne<replica::ContactRow>(found, typed, u"guest"_s,
                                       [](const auto &row) { return row.id.toString() + u"  "_s + row.name; });
}

Result<replica::ReviewRow> findReview(replica::ReplicaReader &reader, const QString &typed)
{
    ROOST_ASSIGN(const auto reviews, reader.reviews(kMostSearched));
    return theOne<replica::ReviewRow>(byId(reviews, typed), typed, u"review"_s,
                                      [](const auto &row) { return row.id.toString() + u"  "_s + row.author; });
}

Result<replica::TripRow> findTrip(replica::ReplicaReader &reader, const QString &typedCode)
{
    const QString code = normalisedBookingCode(typedCode);
    ROOST_ASSIGN(const auto trip, reader.tripByCode(code.isEmpty() ? typedCode : code));
    if (!trip)
        return fail(ErrorCode::NotFound, u"There is no trip '%1' on this computer."_s.arg(typedCode));
    return *trip;
}

Result<replica::ProblemRow> findProblem(replica::ReplicaReader &reader, const QString &typed)
{
    ROOST_ASSIGN(auto problems, reader.openProblems());
    ROOST_ASSIGN(const auto decided, reader.decidedProblems({}));
    problems += decided;
    return theOne<replica::ProblemRow>(byId(problems, typed), typed, u"problem"_s, [](const auto &row) {
        return row.id.toString() + u"  "_s + row.name + u' ' + row.field;
    });
}

} // namespace roost::cli
