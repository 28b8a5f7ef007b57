// A named intent of the host, numbered within its client, and what the server made of it.
//
// Names and their arguments in schema version 3 (dates ISO 8601, ids UUID text). docs/sync.md says what is merged how:
//   listing.edit      args {listing_id, changes {field: value}}       base {field: value the host saw}
//   calendar.block    args {block_id, listing_id, unit_id, from_date, to_date, note}   base {}
//   calendar.unblock  args {block_id}                                 base {from_date, to_date}
//   calendar.set_rates args {listing_id, from_date, to_date, rate {price_minor, min_nights, closed_to_arrival,
//                           closed_to_departure}: those that change; null clears}
//                                                                     base {days {date: {field: value the host saw}}}
//   booking.accept, .decline, .cancel, .no_show
//                     args {booking_id, reason?}                      base {status}
//   booking.change    args {booking_id, changes {check_in, check_out, guests, pets, unit_id}, override_rules?}
//                                                                     base {field: value the host saw}
//   booking.create    args {booking_id, listing_id, unit_id, check_in, check_out, guests, pets, contact {id} or {id,
//                           name, email, phone}, total_minor, message, override_rules?, make_room?}   base {}
//   trip.cancel       args {booking_id, reason?}   base {status}      by the guest, in their own scope
//   contact.edit      args {contact_id, changes {name, email, phone, notes}}   base {field: value the host saw}
//   message.send      args {message_id, thread_id | booking_id | contact_id, text}   base {}
//   message.mark_read args {thread_id, up_to_message_id}              base {}
//   review.reply      args {review_id, text}                          base {reply}
//   task.create       args {task_id, title, notes?, due_on?, due_at?, listing_id?, booking_id?, unit_id?, assignee_id?,
//                           staff_id?, checklist?}                    base {}
//   task.edit         args {task_id, changes {field: value}, checklist? {item id: {text, done, position} | null}}
//                                                                     base {field: value, checklist? {item id: …}}
//   task.complete, .reopen, .cancel   args {task_id}                  base {state}
//   task.remove       args {task_id}                                  base {revision}
#pragma once

#include "common/Id.h"
#include "common/Result.h"
#include "domain/FieldMerge.h"

#include <QJsonObject>

namespace roost::sync {

struct Mutation
{
    qint64 mid = 0; // counts up from 1 within the client, without gaps
    MutationId id;
    QString scope; // "t:<tenant>" or "u:<user>": of what the mutation is about
    QString name;
    int schemaVersion = 1;
    QJsonObject args;
    QJsonObject base;

    // SHA-256 over everything but the mid: same mid and same hash is a repetition, another hash a fork.
    QByteArray hash() const;
    QJsonObject toJson() const;
    static Result<Mutation> fromJson(const QJsonObject &json);
};

// A field on which two people disagreed; values as JSON, as in the row.
using FieldConflict = MergeConflict;

enum class OutcomeKind {
    Applied,  // all of it
    Merged,   // some fields; the others are in conflicts, with the server's value kept
    Rejected, // nothing; code says why
};

struct Outcome
{
    qint64 mid = 0;
    MutationId mutation;
    OutcomeKind kind = OutcomeKind::Applied;
    QString code;    // "DATES_TAKEN", … when rejected
    QString message; // for the host
    QList<FieldConflict> conflicts;
    // When rejected: what the server has, e.g. {"taken": [{"check_in", "check_out", "code"}], "offers": [{"kind", …}]}
    QJsonObject theirs;

    QJsonObject toJson() const;
    static Result<Outcome> fromJson(const QJsonObject &json);
};

} // namespace roost::sync
