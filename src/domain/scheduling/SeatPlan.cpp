#include "SeatPlan.h"

#include "JsonReader.h"

namespace roost {

using namespace Qt::StringLiterals;

namespace {

constexpr int kHighestSeatNumber = 100'000;

// A row as it was read; nothing is made for its seats yet.
struct Row
{
    QString label;
    int count = 0;
    QList<int> numbers;
    QList<int> missing;
    QList<int> accessible;
    QString tier;

    int seats() const { return static_cast<int>(numbers.isEmpty() ? count - missing.size() : numbers.size()); }
};

Row readRow(JsonReader &reader)
{
    Row row;
    reader.require(u"label"_s);
    row.label = reader.name(u"label"_s, kLongestRowLabel);
    if (reader.has(u"seats"_s) == reader.has(u"numbers"_s))
        reader.refuse(u"seats"_s, u"A row has either a number of \"seats\" or their \"numbers\"."_s);
    row.count = reader.whole(u"seats"_s, 1, kMostSeatsOfSession, 0);
    row.numbers = reader.numbers(u"numbers"_s, 1, kHighestSeatNumber, kMostSeatsOfSession);
    if (reader.has(u"missing"_s) && row.count == 0)
        reader.refuse(u"missing"_s, u"Seats can be missing only from a number of \"seats\"."_s);
    row.missing = reader.numbers(u"missing"_s, 1, row.count, kMostSeatsOfSession);
    row.accessible = reader.numbers(u"accessible"_s, 1, kHighestSeatNumber, kMostSeatsOfSession);
    row.tier = reader.name(u"tier"_s, kLongestTierName);
    if (row.seats() < 1)
        reader.refuse(u"seats"_s, u"A row has one seat at least."_s);
    for (qsizetype i = 0; i < row.accessible.size(); ++i) {
        const int number = row.accessible[i];
        const bool exists =
            row.numbers.isEmpty() ? number <= row.count && !row.missing.contains(number) : row.numbers.contains(number);
        if (!exists)
            reader.refuse(u"accessible[%1]"_s.arg(i), u"The row has no seat %1."_s.arg(number));
    }
    reader.finish();
    return row;
}

void addSeat(const Row &row, int number, const QSet<int> &accessible, int position, SeatPlan &plan)
{
    plan.seats << Seat{u"%1-%2"_s.arg(row.label).arg(number), row.label, number, row.tier,
                       accessible.contains(number),           position};
}

// The position behind the row, one seat further on so that rows never adjoin.
int addRow(const Row &row, int position, SeatPlan &plan)
{
    const QSet<int> missing(row.missing.begin(), row.missing.end());
    const QSet<int> accessible(row.accessible.begin(), row.accessible.end());
    for (const int number : row.numbers)
        addSeat(row, number, accessible, position++, plan);
    for (int number = 1; number <= row.count; ++number, ++position) {
        if (!missing.contains(number))
            addSeat(row, number, accessible, position, plan);
    }
    return position + 1;
}

QList<Row> readRows(JsonReader &reader)
{
    QList<Row> rows;
    QSet<QString> labels;
    int seats = 0;
    QList<JsonReader> readers = reader.objects(u"rows"_s, kMostSeatsOfSession);
    for (JsonReader &row : readers) {
        rows << readRow(row);
        seats += rows.last().seats();
        if (labels.contains(rows.last().label))
            row.refuse(u"label"_s, u"Two rows can't have the same label."_s);
        labels << rows.last().label;
        if (seats > kMostSeatsOfSession)
            row.refuse(u"seats"_s, u"A session has at most %1 seats."_s.arg(kMostSeatsOfSession));
        if (reader.hasFailed())
            return {};
    }
    if (rows.isEmpty())
        reader.refuse(u"rows"_s, u"A seat plan has one row at least."_s);
    return rows;
}

SeatPlan placesOf(int places, const QString &tier)
{
    SeatPlan plan;
    plan.seats.reserve(places);
    for (int number = 1; number <= places; ++number)
        plan.seats << Seat{QString::number(number), {}, number, tier, false, number - 1};
    return plan;
}

} // namespace

Result<SeatPlan> SeatPlan::fromJson(const QJsonObject &json, const QString &path)
{
    std::optional<Error> error;
    JsonReader reader(json, path, error);
    SeatPlan plan;
    if (reader.has(u"rows"_s) == reader.has(u"places"_s))
        reader.refuse({}, u"Give either the \"rows\" of seats, or a number of \"places\"."_s);
    if (reader.has(u"places"_s)) {
        const int places = reader.whole(u"places"_s, 1, kMostSeatsOfSession, 0);
        const QString tier = reader.name(u"tier"_s, kLongestTierName);
        reader.finish();
        if (!error)
            plan = placesOf(places, tier);
    } else {
        const QList<Row> rows = readRows(reader);
        reader.finish();
        int position = 0;
        for (qsizetype i = 0; i < rows.size() && !error; ++i)
            position = addRow(rows[i], position, plan);
    }
    if (error)
        return fail(*std::move(error));
    return plan;
}

} // namespace roost
