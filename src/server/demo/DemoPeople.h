// Made-up guests with names from many places.
#pragma once

#include "DemoRandom.h"

#include <QString>

namespace roost {

struct DemoGuest
{
    QString name;
    QString email; // at example.com and the like (RFC 2606): never a real mailbox
    QString phone;
    QString notes; // mostly empty
};

// number: makes the address unique.
DemoGuest demoGuest(DemoRandom &random, int number);

} // namespace roost
