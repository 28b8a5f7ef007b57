// The host's decision on a problem.
#include "OutboxStore.h"
#include "RowReading.h"
#include "RowStore.h"

#include "common/Clock.h"

namespace roost::replica {

using namespace Qt::StringLiterals;

namespace {

// What to send when the host keeps theirs: over the server's value for a field, else the same once more, based on
// what is there now.
Result<Edit> again(Database &database, const ProblemRow &problem)
{
    if (problem.args.isEmpty()) {
        return fail(ErrorCode::Validation,
                    QCoreApplication::translate("Replica", "What this change said can't be read any more. Make it "
                                                           "again if it is needed, and put this away."));
    }
    Edit edit{problem.name, problem.args, {}};
    if (!problem.field.isEmpty()) {
        edit.args.insert(u"changes"_s, QJsonObject{{problem.field, problem.mine}});
        edit.base = {{problem.field, problem.theirs}};
        return edit;
    }
    RowStore rows(database);
    const auto copyBase = [&edit](const QJsonObject &row, const QStringList &fields) {
        for (const QString &field : fields)
            edit.base.insert(field, row.value(field));
    };
    ROOST_ASSIGN(const auto row, rows.load(problem.table, problem.rowId));
    if (!row)
        return edit;
    if (problem.name == u"listing.edit" || problem.name == u"booking.change")
        copyBase(*row, problem.args.value(u"changes").toObject().keys());
    else if (problem.name == u"calendar.unblock")
        copyBase(*row, {u"from_date"_s, u"to_date"_s});
    else if (problem.table == u"booking" || problem.table == u"trip")
        copyBase(*row, {u"status"_s});
    return edit;
}

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

} // namespace

Result<void> Replica::resolveProblem(const ProblemId &problem, ProblemChoice choice)
{
    return write([&](Database &database, ReplicaChange &change) -> Result<void> {
        ROOST_ASSIGN(const ProblemRow row, openProblem(database, problem));
        change.edits = true;
        if (choice == ProblemChoice::Mine) {
            ROOST_ASSIGN(const Edit edit, again(database, row));
            sync::Mutation mutation = mutationFor(edit);
            ROOST_TRY(enqueue(database, mutation, change));
        }
        ROOST_ASSIGN(Statement close, database.statement(u"store/close_problem"_s));
        close.bind(u":state"_s, choice == ProblemChoice::Mine ? u"kept_mine"_s : u"took_theirs"_s)
            .bind(u":at"_s, m_clock.nowUtc().toString(Qt::ISODateWithMs))
            .bind(u":id"_s, problem);
        return close.exec();
    });
}

} // namespace roost::replica
