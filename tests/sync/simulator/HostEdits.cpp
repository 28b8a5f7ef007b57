// Edits by choice numbers.
#include "HostEdits.h"

#include "client/replica/Edits.h"

namespace roost::sim {

using namespace Qt::StringLiterals;

namespace {

using Outcome = std::optional<Result<MutationId>>;

// Rows come in an order that may follow from ids alone.
template <class Row>
std::optional<Row> choose(const Result<QList<Row>> &rows, quint64 choice)
{
    if (!rows || rows->isEmpty())
        return std::nullopt;
    QList<Row> sorted = *rows;
    std::sort(sorted.begin(), sorted.end(), [](const Row &a, const Row &b) { return a.id < b.id; });
    return sorted[static_cast<qsizetype>(choice % static_cast<quint64>(sorted.size()))];
}

QDate dayOf(const QDate &today, quint64 choice)
{
    return today.addDays(1 + static_cast<qint64>(choice % 16));
}

Outcome editListing(Program &program, const Step &step)
{
    const auto listing = choose(program.reader().listings(), step.a);
    if (!listing)
        return std::nullopt;
    const qint64 value = static_cast<qint64>(step.c);
    const QList<QJsonObject> changes{
        {{u"title"_s, u"Title %1"_s.arg(value)}},
        {{u"base_price_minor"_s, 50'000 + value}},
        {{u"min_nights"_s, 1 + value % 3}},
        {{u"summary"_s, u"Summary %1"_s.arg(value)}, {u"max_guests"_s, 2 + value % 5}},
        {{u"title"_s, u"Title %1"_s.arg(value)}, {u"instant_book"_s, value % 2 == 0}},
        {{u"amenities"_s, QJsonArray{u"wifi"_s, u"sauna"_s}}},
    };
    return program.replica().edit(
        replica::editListing(*listing, changes[static_cast<qsizetype>(step.b % static_cast<quint64>(changes.size()))]));
}

Outcome blockNights(Program &program, const Step &step, const QDate &today)
{
    const auto unit = choose(program.reader().units(), step.a);
    if (!unit)
        return std::nullopt;
    const QDate from = dayOf(today, step.b);
    return program.replica().edit(replica::blockNights(
        BlockId::create(), *unit, from, from.addDays(1 + static_cast<qint64>(step.c % 3)), u"note %1"_s.arg(step.c)));
}

Outcome removeBlock(Program &program, const Step &step, const QDate &today)
{
    const auto block = choose(program.reader().blocksBetween(today, today.addDays(40)), step.a);
    if (!block)
        return std::nullopt;
    return program.replica().edit(replica::removeBlock(*block));
}

Outcome setRates(Program &program, const Step &step, const QDate &today)
{
    const auto listing = choose(program.reader().listings(), step.a);
    if (!listing)
        return std::nullopt;
    const qint64 value = static_cast<qint64>(step.c);
    const QJsonObject rate = step.c % 4 == 0   ? QJsonObject{{u"price_minor"_s, QJsonValue::Null}}
                             : step.c % 4 == 1 ? QJsonObject{{u"closed_to_arrival"_s, value % 8 < 4}}
                                               : QJsonObject{{u"price_minor"_s, 40'000 + value}};
    const QDate from = dayOf(today, step.b);
    return program.replica().edit(
        replica::setDayRates(listing->id, from, from.addDays(1 + static_cast<qint64>(step.b % 3)), rate));
}

Outcome decideBooking(Program &program, const Step &step)
{
    const auto booking = choose(program.reader().bookings(100), step.a);
    if (!booking)
        return std::nullopt;
    constexpr BookingAction kActions[] = {BookingAction::Accept, BookingAction::Decline, BookingAction::Cancel,
                                          BookingAction::MarkNoShow};
    return program.replica().edit(replica::decideBooking(*booking, kActions[step.b % 4], u"because"_s));
}

Outcome changeBooking(Program &program, const Step &step, const QDate &today)
{
    const auto booking = choose(program.reader().bookings(100), step.a);
    if (!booking)
        return std::nullopt;
    QJsonObject changes{{u"guests"_s, 1 + static_cast<qint64>(step.c % 4)}};
    if (step.b % 2 == 0) {
        const QDate from = dayOf(today, step.c);
        changes = {{u"check_in"_s, from.toString(Qt::ISODate)},
                   {u"check_out"_s, from.addDays(1 + static_cast<qint64>(step.b % 3)).toString(Qt::ISODate)}};
    }
    return program.replica().edit(replica::changeBooking(*booking, changes, true));
}

Outcome enterBooking(Program &program, const Step &step, const QDate &today)
{
    const auto unit = choose(program.reader().units(), step.a);
    if (!unit)
        return std::nullopt;
    replica::BookingEntry entry;
    entry.listing = unit->listing;
    entry.unit = step.c % 3 == 0 ? UnitId() : unit->id;
    entry.checkIn = dayOf(today, step.b);
    entry.checkOut = entry.checkIn.addDays(1 + static_cast<qint64>(step.c % 3));
    entry.name = u"Guest %1"_s.arg(step.c);
    entry.overrideRules = true;
    return program.replica().edit(replica::enterBooking(BookingId::create(), entry));
}

} // namespace

std::optional<Result<MutationId>> performEdit(Program &program, const Step &step, const QDate &today)
{
    switch (step.kind) {
    case StepKind::EditListing:
        return editListing(program, step);
    case StepKind::BlockNights:
        return blockNights(program, step, today);
    case StepKind::RemoveBlock:
        return removeBlock(program, step, today);
    case StepKind::SetRates:
        return setRates(program, step, today);
    case StepKind::DecideBooking:
        return decideBooking(program, step);
    case StepKind::ChangeBooking:
        return changeBooking(program, step, today);
    case StepKind::EnterBooking:
        return enterBooking(program, step, today);
    default:
        return std::nullopt;
    }
}

std::optional<Result<void>> resolveProblem(Program &program, const Step &step)
{
    const auto problem = choose(program.reader().openProblems(), step.a);
    if (!problem)
        return std::nullopt;
    return program.replica().resolveProblem(problem->id, step.b % 2 == 0 ? replica::ProblemChoice::Mine
                                                                         : replica::ProblemChoice::Theirs);
}

} // namespace roost::sim
