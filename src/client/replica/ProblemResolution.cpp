// The host's decision on a problem, and taking it back.
#include "MutationApplier.h"
#include "OutboxStore.h"
#include "ProblemAnswers.h"
#include "RowReading.h"

#include "common/Clock.h"
#include "common/Json.h"

namespace roost::replica {

using namespace Qt::StringLiterals;

namespace {

Result<ProblemRow> openProblem(Database &database, const ProblemId &id)
{
    ROOST_ASSIGN(Statement select, database.statement(u"replica/problem"_s));
    select.bind(u":id"_s, id);
    ROOST_TRY(select.exec());
    if (!select.next() || readProblem(select).state != u"open") {
        return fail(ErrorCode::NotFound, QCoreApplication::translate("Replica", "This problem was decided already."));
    }
    return readProblem(select);
}

QString stateAfter(ProblemChoice choice)
{
    switch (choice) {
    case ProblemChoice::Mine:
        return u"kept_mine"_s;
    case ProblemChoice::Edited:
        return u"edited"_s;
    case ProblemChoice::Offer:
        return u"took_offer"_s;
    default:
        return u"took_theirs"_s;
    }
}

tl::unexpected<Error> tooLate(const QString &text)
{
    return fail(ErrorCode::Validation, text);
}

Result<std::optional<QJsonObject>> targetRow(RowStore &rows, const Edit &edit)
{
    const MutationTarget target = targetOf(edit.name, edit.args);
    if (target.table.isEmpty())
        return std::optional<QJsonObject>();
    return rows.load(target.table, target.rowId);
}

QString textOf(const QJsonArray &array)
{
    return array.isEmpty() ? QString() : QString::fromUtf8(compactJson(array));
}

} // namespace

// A change that was set aside goes on under its own id: the server may have it, and must not do it twice.
Result<bool> Replica::release(Database &database, const ProblemRow &problem, const Decision &decision,
                              ReplicaChange &change)
{
    if (decision.choice != ProblemChoice::Mine || !problem.field.isEmpty() || problem.args.isEmpty())
        return false;
    OutboxStore outbox(database, m_clock);
    ROOST_ASSIGN(const auto progress, outbox.progressOf(problem.mutation.toString()));
    if (!progress.isQuarantined)
        return false;
    ROOST_ASSIGN(const auto mutation, outbox.find(problem.mutation));
    RowStore rows(database);
    MutationApplier applier(database, rows, change);
    // Of a scope that is gone nothing goes on.
    if (mutation->name != u"task.create")
        ROOST_TRY(applier.scopeOf(mutation->name, mutation->args));
    ROOST_TRY(applier.applyChecked(*mutation));
    ROOST_TRY(outbox.release(problem.mutation));
    return true;
}

Result<Replica::Answer> Replica::answer(Database &database, const ProblemRow &problem, const Decision &decision,
                                        ReplicaChange &change)
{
    RowStore rows(database);
    ROOST_ASSIGN(const auto before, targetRow(rows, {problem.name, problem.args, {}}));
    ROOST_ASSIGN(const bool isReleased, release(database, problem, decision, change));
    if (isReleased) {
        ROOST_ASSIGN(const auto mutation, OutboxStore(database, m_clock).find(problem.mutation));
        return Answer{{problem.mutation.toString()}, toJson(reverseOf(*mutation, before))};
    }
    ROOST_ASSIGN(const auto edits, answersTo(rows, problem, decision));
    Answer answer;
    QList<Edit> reverse;
    bool isReversible = true;
    for (const Edit &edit : edits) {
        ROOST_ASSIGN(const auto row, targetRow(rows, edit));
        sync::Mutation mutation = mutationFor(edit);
        // What is made new may be about no row that says whose it is.
        if (edit.name == u"task.create")
            mutation.scope = problem.scope;
        ROOST_TRY(enqueue(database, mutation, change));
        answer.mutations << mutation.id.toString();
        const QList<Edit> back = reverseOf(mutation, row);
        isReversible = isReversible && !back.isEmpty();
        reverse = back + reverse;
    }
    if (isReversible)
        answer.reverse = toJson(reverse);
    return answer;
}

Result<void> Replica::resolveProblem(const ProblemId &problem, const Decision &decision)
{
    return write([&](Database &database, ReplicaChange &change) -> Result<void> {
        ROOST_ASSIGN(const ProblemRow row, openProblem(database, problem));
        change.edits = true;
        ROOST_ASSIGN(const Answer sent, answer(database, row, decision, change));
        ROOST_ASSIGN(Statement close, database.statement(u"store/close_problem"_s));
        close.bind(u":state"_s, stateAfter(decision.choice))
            .bind(u":at"_s, m_clock.nowUtc().toString(Qt::ISODateWithMs))
            .bind(u":answer_ids"_s, textOf(QJsonArray::fromStringList(sent.mutations)))
            .bind(u":reverse"_s, textOf(sent.reverse))
            .bind(u":id"_s, problem);
        return close.exec();
    });
}

Result<void> Replica::takeOut(Database &database, const MutationId &mutation, ReplicaChange &change)
{
    OutboxStore outbox(database, m_clock);
    ROOST_ASSIGN(const auto found, outbox.find(mutation));
    Q_ASSERT(found);
    return rebase(database, found->scope, change, [&] { return outbox.removeUnsent(*found); });
}

Result<void> Replica::takeAnswersBack(Database &database, const QStringList &answers, const QJsonArray &reverse,
                                      ReplicaChange &change)
{
    OutboxStore outbox(database, m_clock);
    QStringList unsent;
    bool hadEffect = false;
    for (const QString &id : answers) {
        ROOST_ASSIGN(const auto progress, outbox.progressOf(id));
        if (progress.isWaiting && !progress.isSent)
            unsent.prepend(id);
        else
            hadEffect = hadEffect || (!progress.isRejected && !progress.isQuarantined);
    }
    for (const QString &id : std::as_const(unsent))
        ROOST_TRY(takeOut(database, MutationId::fromString(id), change));
    if (!hadEffect)
        return {};
    if (reverse.isEmpty() || !unsent.isEmpty()) {
        return tooLate(QCoreApplication::translate(
            "Replica", "This was sent to the server, and nothing takes it back. Change what it changed instead."));
    }
    RowStore rows(database);
    const QList<Edit> edits = editsFromJson(reverse);
    for (Edit edit : edits) {
        ROOST_TRY(baseOnNow(rows, edit));
        sync::Mutation mutation = mutationFor(edit);
        ROOST_TRY(enqueue(database, mutation, change));
    }
    return {};
}

Result<void> Replica::undoProblem(const ProblemId &problem)
{
    return write([&](Database &database, ReplicaChange &change) -> Result<void> {
        QStringList answers;
        QJsonArray reverse;
        {
            ROOST_ASSIGN(Statement select, database.statement(u"store/problem_decision"_s));
            select.bind(u":id"_s, problem);
            ROOST_TRY(select.exec());
            if (!select.next() || select.text(0) == u"open") {
                return fail(ErrorCode::NotFound,
                            QCoreApplication::translate("Replica", "This problem isn't decided, or not any more."));
            }
            if (select.timestamp(1).addDays(kDaysToUndo) < m_clock.nowUtc()) {
                return tooLate(QCoreApplication::translate("Replica", "This was decided more than %n days ago.",
                                                           nullptr, kDaysToUndo));
            }
            answers = QJsonDocument::fromJson(select.text(2).toUtf8()).toVariant().toStringList();
            reverse = QJsonDocument::fromJson(select.text(3).toUtf8()).array();
        }
        change.edits = true;
        ROOST_TRY(takeAnswersBack(database, answers, reverse, change));
        ROOST_ASSIGN(Statement reopen, database.statement(u"store/reopen_problem"_s));
        reopen.bind(u":id"_s, problem);
        return reopen.exec();
    });
}

Result<void> Replica::undoEdit(const MutationId &mutation)
{
    return write([&](Database &database, ReplicaChange &change) -> Result<void> {
        ROOST_ASSIGN(const auto progress, OutboxStore(database, m_clock).progressOf(mutation.toString()));
        if (!progress.isKnown)
            return fail(ErrorCode::NotFound, QCoreApplication::translate("Replica", "There is no such change."));
        if (!progress.isWaiting || progress.isSent) {
            return tooLate(QCoreApplication::translate(
                "Replica", "This change was sent already. Change it back where it was made."));
        }
        change.edits = true;
        ROOST_TRY(takeOut(database, mutation, change));
        ROOST_ASSIGN(Statement reopen, database.statement(u"store/reopen_problem_of_answer"_s));
        reopen.bind(u":mutation_id"_s, mutation);
        return reopen.exec();
    });
}

} // namespace roost::replica
