// What the status line says: the truth about sync in one line, and in a sentence or two for the sync details.
#pragma once

#include "sync/engine/SyncStatus.h"

#include <QObject>

namespace roost {

enum class StatusMood { Calm, Working, Offline, Attention };

struct StatusText
{
    StatusMood mood = StatusMood::Calm;
    QString line;        // "Offline · synced 12 s ago · 3 edits not sent · 1 problem"
    QString headline;    // "You are offline"
    QString explanation; // what that means and what to do
    bool needsLogin = false;
};

class StatusPresenter : public QObject
{
    Q_OBJECT

public:
    // isOffline: the host chose to work offline. now is UTC.
    static StatusText describe(const sync::SyncStatus &status, const sync::SyncProgress &progress, bool isOffline,
                               const QDateTime &now);
    // What is loaded at the moment: "Loading bookings: 1,200 of 3,400"; empty when nothing is.
    static QString describeProgress(const sync::SyncProgress &progress);

private:
    static QString stateWord(const sync::SyncStatus &status, bool isOffline);
    static void explain(const sync::SyncStatus &status, bool isOffline, StatusText *text);
};

} // namespace roost
