// Deliberate mistakes in sync, to see whether the simulator catches them (docs/sync-proof.md). In the product
// ROOST_PLANTED is the constant false; in the libraries that are compiled a second time for that test it asks which
// mistake is switched on.
#pragma once

namespace roost {

// One a line, with what it does.
#define ROOST_PLANTED_BUG_LIST(X)                                                                                      \
    /* the client's replica */                                                                                         \
    X(SkipShadowRestore, "a pull doesn't put the server's rows back before it applies its own")                        \
    X(SkipReplay, "a pull doesn't replay what is pending")                                                             \
    X(CursorBeforeRows, "the cursor moves in a transaction of its own, before the rows")                               \
    X(DropTombstones, "deleted rows stay")                                                                             \
    X(OlderOverNewer, "of several states of a row the one that came last wins, and pages are taken backwards")         \
    X(DropOutboxAtSnapshot, "a snapshot is swapped in without the outbox")                                             \
    X(DropProblemsAtSnapshot, "a snapshot is swapped in without the problems")                                         \
    X(SnapshotWithoutCatchUp, "what changed while a snapshot was loaded is not applied to it")                         \
    X(DropMergeProblems, "of fields that were merged only the server's value is kept")                                 \
    X(DropRejections, "a rejected edit vanishes without a problem")                                                    \
    X(UnsyncedCommits, "commits are not synced to the disk")                                                           \
    X(QuarantineWithoutRenumbering, "an edit that was set aside leaves a gap in the mids")                             \
    X(GoneDropsEdits, "edits in a scope that is gone vanish without a problem")                                        \
    X(EditOldGeneration, "an edit doesn't notice that a snapshot was swapped in")                                      \
    X(ReuseMids, "numbers from 1 again, under the old client id")                                                      \
    /* the client's engine */                                                                                          \
    X(AcknowledgeBeforeCommit, "what is sent counts as answered")                                                      \
    X(PublishIncompletePull, "each page of a pull is published by itself")                                             \
    X(ForgetEarlierPages, "of a pull with several pages the last one is applied")                                      \
    X(IgnoreEpoch, "a replica of another epoch goes on as if nothing had happened")                                    \
    X(IgnoreGone, "the rows of a scope without access stay")                                                           \
    X(IgnoreFork, "a client that is one of two keeps its id")                                                          \
    X(NeverWakeForEdits, "an edit waits until something else starts a cycle, and none is sent by a poll")

// Mistakes of the server; planted in the simulator's model of it, which states the same rules.
#define ROOST_PLANTED_SERVER_BUG_LIST(X)                                                                               \
    X(MidBeforeEffects, "the last mid is stored before the effects, not with them")                                    \
    X(ForgetOutcome, "outcomes are not stored with the effects")                                                       \
    X(ApplyTwice, "a repeated mutation is applied again")                                                              \
    X(OverlookFork, "a mid that isn't the next one is taken")                                                          \
    X(KeepRejectedEffects, "what a rejected mutation did before it failed stays")                                      \
    X(StampOldVersion, "rows get the version before their transaction's")                                              \
    X(LeaveNoTombstones, "deleted rows leave no tombstone")                                                            \
    X(KeepFloor, "tombstones expire, and the floor stays")                                                             \
    X(EndPullEarly, "a pull ends though rows moved on between its pages")                                              \
    X(PullWithoutOutcomes, "a pull brings the last mid without the outcomes")                                          \
    X(AnswerTheGone, "a pull answers whoever has lost access")                                                         \
    X(AcceptAhead, "a client ahead of the server is told to go on")                                                    \
    X(KeepEpoch, "a restored server keeps its epoch")

enum class PlantedBug {
    None,
#define ROOST_PLANTED_BUG_NAME(name, text) name,
    ROOST_PLANTED_BUG_LIST(ROOST_PLANTED_BUG_NAME) ROOST_PLANTED_SERVER_BUG_LIST(ROOST_PLANTED_BUG_NAME)
#undef ROOST_PLANTED_BUG_NAME
};

#ifdef ROOST_PLANTED_BUGS
// The one that is switched on. Not thread-safe.
inline PlantedBug &plantedBug()
{
    static PlantedBug bug = PlantedBug::None;
    return bug;
}
#define ROOST_PLANTED(name) (::roost::plantedBug() == ::roost::PlantedBug::name)
#else
#define ROOST_PLANTED(name) (false && ::roost::PlantedBug::name == ::roost::PlantedBug::None)
#endif

} // namespace roost
