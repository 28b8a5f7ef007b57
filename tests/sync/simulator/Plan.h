// What happens in one run, as data: made from a seed before the run, so that steps can be left out and the rest be
// played again.
#pragma once

#include "Random.h"

#include "common/Result.h"
#include "server/SimServer.h"

#include <QList>
#include <QString>

namespace roost::sim {

enum class StepKind {
    // A host at a device.
    EditListing,
    BlockNights,
    RemoveBlock,
    SetRates,
    DecideBooking,
    ChangeBooking,
    EnterBooking,
    EditContact,
    SendMessage,
    MarkRead,
    ReplyReview,
    CreateTask,
    EditTask,
    ActOnTask,
    RemoveTask,
    ResolveProblem,
    SyncNow,
    // Others, on the server.
    GuestBooks,
    GuestCancels,
    GuestReviews,
    WebEdits,
    WebBlocks,
    WebUnblocks,
    WebBurst, // several edits, as fast as pages are pulled
    // The network of a device.
    Disturb, // loses, repeats and delays from now on
    Calm,
    Cut, // for a while
    DropLive,
    // A device.
    Restart,
    Kill,     // when the program has written so many times more
    CutPower, // the same, and what was not synced may be lost
    FillDisk, // for a while
    OpenWindow,
    CloseWindow,
    CopyProfile,
    JumpClock,
    // Operators.
    Revoke,
    Grant,
    ExpireHistory,
    ExpireClients,
    SaveBackup,
    Restore,
    RestoreSilently,
    FailMutations, // of a name, for a while
};
constexpr int kStepKinds = static_cast<int>(StepKind::FailMutations) + 1;

// "edit_listing"; empty for a number that is none.
QString stepName(StepKind kind);
bool isFault(StepKind kind);

// The names of all mutations.
const QStringList &mutationNames();

struct Step
{
    qint64 afterMs = 0; // since the step before
    StepKind kind = StepKind::SyncNow;
    int actor = 0;               // a device or a user, as the kind asks; modulo how many there are
    quint64 a = 0, b = 0, c = 0; // choices among what is there when the step comes

    QString toText() const;
};

struct Plan
{
    quint64 seed = 0; // of the world and of the network's moods
    QList<Step> steps;

    // One line: "seed 7; 1200 edit_listing 0 1 2 3; …".
    QString toText() const;
    // Validation error for a text that isn't one.
    static Result<Plan> fromText(const QString &text);
    static Plan fromSeed(quint64 seed, int steps);
};

// The users, tenants and devices of a seed.
struct WorldShape
{
    WorldPlan server;
    QList<int> userOfDevice;
    int pageRows = 5;
};
WorldShape shapeOf(quint64 seed);

} // namespace roost::sim
