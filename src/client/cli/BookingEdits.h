// From the words of accept, decline, cancel, no-show, change, book and price to the edit that they mean.
#pragma once

#include "CliOptions.h"

#include "client/replica/Edits.h"
#include "client/replica/ReplicaReader.h"

namespace roost::cli {

// All: Validation naming the word that isn't understood, NotFound for a code or a listing that isn't there.
Result<QDate> dateFrom(const QString &text);
Result<replica::Edit> bookingDecision(replica::ReplicaReader &reader, const CliOptions &options);
Result<replica::Edit> bookingChange(replica::ReplicaReader &reader, const CliOptions &options);
Result<replica::Edit> bookingEntry(replica::ReplicaReader &reader, const CliOptions &options);
Result<replica::Edit> dayRates(replica::ReplicaReader &reader, const CliOptions &options);

} // namespace roost::cli
