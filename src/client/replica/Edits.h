// Builds the host's edits: the names, arguments and base values of sync/protocol/Mutation.h, from what the screen
// shows.
#pragma once

#include "Replica.h"

#include "domain/BookingLifecycle.h"

namespace roost::replica {

// changes: wire names of domain/ListingRules.h with their new values; shown: the listing as the host saw it. Fields
// that are already so are left out.
Edit editListing(const ListingRow &shown, const QJsonObject &changes);
// The value of an editable field of a listing as on the wire; Undefined for another field.
QJsonValue listingFieldValue(const ListingRow &listing, const QString &field);

// Closes the nights [from, to) of a unit.
Edit blockNights(const BlockId &newBlock, const UnitRow &unit, const QDate &from, const QDate &to,
                 const QString &note = {});
Edit removeBlock(const BlockRow &shown);

// Accept, Decline or Cancel.
Edit decideBooking(const BookingRow &shown, BookingAction action);

} // namespace roost::replica
