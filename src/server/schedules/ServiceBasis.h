// A service with everything that decides when it can be given: terms, staff, resources, and what they are taken with.
#pragma once

#include "common/Id.h"
#include "domain/Money.h"
#include "domain/scheduling/Slots.h"
#include "server/inventory/OwnClaims.h"
#include "storage/Database.h"

namespace roost {

// A claim or an absence.
struct Occupied
{
    InstantRange during;
    QDateTime holdEndsAt; // valid: it is a hold
};

struct ServiceUnit
{
    UnitId id;
    QString name;
    QString resourceKind; // of a resource
    QList<Occupied> occupied;

    TakenTimes taken() const;
    bool isFree(const InstantRange &range) const;
    // When the last hold in the range ends, if holds are all that is in it; else invalid.
    QDateTime holdsIn(const InstantRange &range) const;
};

struct ServiceStaff
{
    ServiceUnit unit;
    int position = 0;
    WorkingHours hours;
    qint64 bookedMinutes = 0;
    QDateTime lastBooked;
};

struct ServiceBasis
{
    ListingId listing;
    TenantId tenant;
    QString title;
    bool isPublished = false;
    QString timeZone;
    Currency currency;
    std::optional<Money> basePrice;
    bool instantBook = false;
    bool holdsPending = false;
    ServiceTerms terms;
    QList<ServiceStaff> staff; // active and skilled, by position
    QList<ServiceUnit> resources;

    // The resources that are free in the range, as many as the service needs; empty optional: too few.
    std::optional<QList<ServiceUnit>> freeResources(const InstantRange &range) const;
};

struct ServiceQuestion
{
    QList<ListingId> listings; // empty: all
    TenantId tenant;           // null: published ones
    InstantRange window;       // what is taken in it comes along
    UnitId staff;              // null: anyone
    QDateTime loadAt;          // valid: with bookedMinutes of its week, and lastBooked
    QDateTime nowUtc;
    OwnClaims own;
};

// By listing. One round trip.
Result<QList<ServiceBasis>> loadServices(Database &database, const ServiceQuestion &question);

} // namespace roost
