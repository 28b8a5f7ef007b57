// From what a person types to the row that they mean.
#pragma once

#include "client/replica/ReplicaReader.h"

namespace roost::cli {

// NotFound when nothing fits, Validation (the text names the candidates) when several do.
Result<replica::ListingRow> findListing(replica::ReplicaReader &reader, const QString &typed);
// By name; with nothing typed the listing's only unit.
Result<replica::UnitRow> findUnit(replica::ReplicaReader &reader, const ListingId &listing, const QString &typed);
Result<replica::BlockRow> findBlock(replica::ReplicaReader &reader, const QString &typed);
Result<replica::BookingRow> findBooking(replica::ReplicaReader &reader, const QString &typedCode);
// By a beginning of the id, or a part of the title or name.
Result<replica::TaskRow> findTask(replica::ReplicaReader &reader, const QString &typed);
Result<replica::ContactRow> findContact(replica::ReplicaReader &reader, const QString &typed);
Result<replica::ReviewRow> findReview(replica::ReplicaReader &reader, const QString &typed);
Result<replica::TripRow> findTrip(replica::ReplicaReader &reader, const QString &typedCode);
Result<replica::ProblemRow> findProblem(replica::ReplicaReader &reader, const QString &typed);

} // namespace roost::cli
