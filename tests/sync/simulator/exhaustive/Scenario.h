// What two hosts type in a small world, every interleaving of which is tried.
#pragma once

#include "Plan.h"

namespace roost::sim {

struct Scenario
{
    QString name;
    QList<Step> before;           // on the server, before anybody types: guests' requests
    QList<Step> editsOf[2];       // of each device, in this order
    QList<Step> ofOperators;      // each at any moment
    bool isCopiedProfile = false; // the second device is a copy of the first
};

// The ones that the check runs first.
QList<Scenario> scenarios();

} // namespace roost::sim
