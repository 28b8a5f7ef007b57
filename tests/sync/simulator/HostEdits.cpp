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

Outcome editContact(Program &program, const Step &step)
{
    const auto contact = choose(program.reader().contacts(), step.a);
    if (!contact)
        return std::nullopt;
    const QString field = step.b % 2 == 0 ? u"notes"_s : u"phone"_s;
    return program.replica().edit(replica::editContact(*contact, {{field, u"+47 %1"_s.arg(step.c)}}));
}

Outcome sendMessage(Program &program, const Step &step)
{
    const QString text = u"Hello %1"_s.arg(step.c);
    const auto thread = choose(program.reader().threads(100), step.a);
    if (thread && step.b % 3 == 0)
        return program.replica().edit(replica::answer(MessageId::create(), thread->id, text));
    const auto booking = choose(program.reader().bookings(100), step.a);
    if (!booking)
        return std::nullopt;
    return program.replica().edit(replica::writeAbout(MessageId::create(), booking->id, text));
}

Outcome markRead(Program &program, const Step &step)
{
    const auto thread = choose(program.reader().threads(100), step.a);
    const auto message = thread ? choose(program.reader().messages(thread->id, 100), step.b) : std::nullopt;
    if (!message)
        return std::nullopt;
    return program.replica().edit(replica::markRead(*message));
}

Outcome replyToReview(Program &program, const Step &step)
{
    const auto review = choose(program.reader().reviews(100), step.a);
    if (!review)
        return std::nullopt;
    return program.replica().edit(replica::replyToReview(*review, u"Thank you %1"_s.arg(step.c)));
}

Outcome workOnTask(Program &program, const Step &step)
{
    const auto task = choose(program.reader().tasks({}, 100), step.a);
    if (!task)
        return std::nullopt;
    constexpr TaskAction kActions[] = {TaskAction::Complete, TaskAction::Reopen, TaskAction::Cancel};
    if (step.kind == StepKind::ActOnTask)
        return program.replica().edit(replica::actOnTask(*task, kActions[step.b % 3]));
    if (step.kind == StepKind::RemoveTask)
        return program.replica().edit(replica::removeTask(*task));
    const QString field = step.b % 2 == 0 ? u"title"_s : u"notes"_s;
    return program.replica().edit(replica::editTask(*task, {{field, u"Clean %1"_s.arg(step.c)}}));
}

Outcome createTask(Program &program, const Step &step)
{
    const auto tenant = choose(program.reader().tenants(), step.a);
    if (!tenant)
        return std::nullopt;
    return program.replica().edit(
        replica::createTask(TaskId::create(), tenant->id, {{u"title"_s, u"Task %1"_s.arg(step.c)}}));
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
    case StepKind::EditContact:
        return editContact(program, step);
    case StepKind::SendMessage:
        return sendMessage(program, step);
    case StepKind::MarkRead:
        return markRead(program, step);
    case StepKind::ReplyReview:
        return replyToReview(program, step);
    case StepKind::CreateTask:
        return createTask(program, step);
    case StepKind::EditTask:
    case StepKind::ActOnTask:
    case StepKind::RemoveTask:
        return workOnTask(program, step);
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
