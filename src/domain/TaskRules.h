// What a task's fields may hold, and how its checklist is changed item by item. Pure; server and client alike.
//
// Fields: title, notes, due_on ("2027-07-02" or null), due_at ("14:30" or null; needs due_on), listing_id, booking_id,
// unit_id, assignee_id, staff_id (UUID or null), state ("open", "in_progress"). Checklist: [{"id", "text", "done"}].
#pragma once

#include "common/Result.h"

#include <QJsonArray>
#include <QJsonObject>

namespace roost {

inline constexpr int kMostChecklistItems = 100;

// Names of the fields that refer to other rows: listing_id, booking_id, …
const QStringList &taskReferences();
// All fields that an edit may change, but the checklist.
const QStringList &taskFields();

// Validation (details.field) for a field that a task doesn't have and a value that it can't have. fields: what is
// changed, or all of a new task.
Result<void> checkTaskFields(const QJsonObject &fields);
// As a whole, after a change: a title, and no time of day without a date.
Result<void> checkTask(const QJsonObject &task);
// Validation (details.field "checklist") unless it is one.
Result<void> checkChecklist(const QJsonArray &checklist);

// {item id: {"text", "done"}}, the form in which items are merged (FieldMerge.h).
QJsonObject checklistItems(const QJsonArray &checklist);
// Items of changes replace those of the same id where they stand; null removes; new ones go to the end.
QJsonArray withItems(const QJsonArray &checklist, const QJsonObject &changes);

} // namespace roost
