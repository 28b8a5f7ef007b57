// Sets the stage of a storm: a host with stays of one and of several units, on request and at once, a house with rooms
// that are let alone too; evenings with seats, massages by a few people in fewer rooms; and guests.
#pragma once

#include "StormWorld.h"

#include <QUrl>

namespace roost::test {

// Over the API, and in the database of dataFolder what the API has no word for.
Result<StormWorld> setStormStage(const QUrl &server, const QString &dataFolder, int guests);

} // namespace roost::test
