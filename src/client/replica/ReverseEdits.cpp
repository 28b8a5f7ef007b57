// What takes an edit back once the server has it.
#include "ProblemAnswers.h"

namespace roost::replica {

using namespace Qt::StringLiterals;

namespace {

// Back to what the host saw; the value that was set is the base, so that whoever changed it since is asked about.
Edit backwards(const sync::Mutation &mutation)
{
    Edit edit{mutation.name, mutation.args, {}};
    const QJsonObject changes = mutation.args.value(u"changes").toObject();
    QJsonObject before;
    for (auto change = changes.begin(); change != changes.end(); ++change) {
        before.insert(change.key(), mutation.base.value(change.key()));
        edit.base.insert(change.key(), change.value());
    }
    edit.args.insert(u"changes"_s, before);
    if (mutation.args.contains(u"checklist")) {
        edit.args.insert(u"checklist"_s, mutation.base.value(u"checklist"));
        edit.base.insert(u"checklist"_s, mutation.args.value(u"checklist"));
    }
    // What was there before may stay, whatever the listing's rules say by now.
    if (mutation.name == u"booking.change")
        edit.args.insert(u"override_rules"_s, true);
    return edit;
}

QList<Edit> ratesBackwards(const sync::Mutation &mutation)
{
    const QJsonObject rate = mutation.args.value(u"rate").toObject();
    const QJsonObject seen = mutation.base.value(u"days").toObject();
    const QDate end = QDate::fromString(mutation.args.value(u"to_date").toString(), Qt::ISODate);
    QList<Edit> edits;
    for (QDate day = QDate::fromString(mutation.args.value(u"from_date").toString(), Qt::ISODate);
         day.isValid() && day < end; day = day.addDays(1)) {
        const QString date = day.toString(Qt::ISODate);
        QJsonObject before;
        for (auto field = rate.begin(); field != rate.end(); ++field) {
            const QJsonValue value = seen.value(date).toObject().value(field.key());
            // A switch that was never set is off; a number that was never set is cleared.
            before.insert(field.key(), !value.isUndefined()     ? value
                                       : field.value().isBool() ? QJsonValue(false)
                                                                : QJsonValue(QJsonValue::Null));
        }
        const bool goesOn = !edits.isEmpty() && edits.last().args.value(u"rate").toObject() == before;
        if (!goesOn) {
            edits << Edit{
                u"calendar.set_rates"_s,
                {{u"listing_id"_s, mutation.args.value(u"listing_id")}, {u"from_date"_s, date}, {u"rate"_s, before}},
                {{u"days"_s, QJsonObject()}}};
        }
        QJsonObject days = edits.last().base.value(u"days").toObject();
        days.insert(date, rate);
        edits.last().base.insert(u"days"_s, days);
        edits.last().args.insert(u"to_date"_s, day.addDays(1).toString(Qt::ISODate));
    }
    return edits;
}

QList<Edit> blockAgain(const QJsonObject &block)
{
    QJsonObject args{{u"block_id"_s, uuidText(newUuid())}};
    for (const QString &field : {u"listing_id"_s, u"unit_id"_s, u"from_date"_s, u"to_date"_s, u"note"_s})
        args.insert(field, block.value(field));
    return {{u"calendar.block"_s, args, {}}};
}

QList<Edit> only(const QString &name, const QString &id, const sync::Mutation &mutation)
{
    return {{name, {{id, mutation.args.value(id)}}, {}}};
}

} // namespace

QList<Edit> reverseOf(const sync::Mutation &mutation, const std::optional<QJsonObject> &before)
{
    if (mutation.args.contains(u"changes"))
        return {backwards(mutation)};
    if (mutation.name == u"calendar.set_rates")
        return ratesBackwards(mutation);
    if (mutation.name == u"calendar.block")
        return only(u"calendar.unblock"_s, u"block_id"_s, mutation);
    if (mutation.name == u"calendar.unblock")
        return before ? blockAgain(*before) : QList<Edit>();
    if (mutation.name == u"booking.create")
        return only(u"booking.cancel"_s, u"booking_id"_s, mutation);
    if (mutation.name == u"task.create")
        return only(u"task.cancel"_s, u"task_id"_s, mutation);
    if (mutation.name == u"task.complete" || mutation.name == u"task.cancel")
        return only(u"task.reopen"_s, u"task_id"_s, mutation);
    if (mutation.name == u"task.reopen")
        return only(u"task.complete"_s, u"task_id"_s, mutation);
    const QString reply = mutation.base.value(u"reply").toString();
    if (mutation.name == u"review.reply" && !reply.isEmpty()) {
        return {{mutation.name,
                 {{u"review_id"_s, mutation.args.value(u"review_id")}, {u"text"_s, reply}},
                 {{u"reply"_s, mutation.args.value(u"text")}}}};
    }
    return {};
}

} // namespace roost::replica
