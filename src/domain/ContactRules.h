// What a contact's fields may hold: name, email, phone, notes.
#pragma once

#include "common/Result.h"

#include <QJsonObject>

namespace roost {

// Validation (details.field) for no change, a field that a contact doesn't have, a value that isn't text, an empty name
// and what is too long.
Result<void> checkContactChanges(const QJsonObject &changes);

} // namespace roost
