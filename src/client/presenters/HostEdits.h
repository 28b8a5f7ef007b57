// How presenters change things: functions that the program's wiring binds to the running client. They apply at once on
// this computer and call back from the event loop; what was refused comes back as an Error with text for the host.
#pragma once

#include "client/replica/Replica.h"

#include <functional>

namespace roost {

using DoneFunction = std::function<void(const Result<void> &)>;
// session::SyncService::edit
using EditFunction = std::function<void(const replica::Edit &, DoneFunction)>;
// session::SyncService::addPhoto: copies a file and adds it to a listing at a position.
using AddPhotoFunction =
    std::function<void(const ListingId &, const QString &file, qint64 position, const DoneFunction &)>;
// session::SyncService::fetchPhoto: where a photo's picture lies on this computer, fetched if need be.
using PhotoFetched = std::function<void(const Result<QString> &)>;
using FetchPhotoFunction = std::function<void(const TenantId &, const QString &sha256, int side, const PhotoFetched &)>;
// session::SyncService::resolveProblem
using ResolveFunction = std::function<void(const ProblemId &, const replica::Decision &, DoneFunction)>;
// session::SyncService::undoProblem
using UndoProblemFunction = std::function<void(const ProblemId &, DoneFunction)>;
// session::SyncService::undoEdit
using UndoEditFunction = std::function<void(const MutationId &, DoneFunction)>;

} // namespace roost
