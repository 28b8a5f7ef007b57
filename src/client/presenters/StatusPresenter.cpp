// The texts of the sync states.
#include "StatusPresenter.h"

#include "client/models/DisplayText.h"

#include <QLocale>

using namespace Qt::StringLiterals;

namespace roost {

using sync::SyncPhase;
using sync::SyncState;

QString StatusPresenter::stateWord(const sync::SyncStatus &status, bool isOffline)
{
    if (isOffline)
        return tr("Working offline");
    switch (status.state) {
    case SyncState::Stopped:
    case SyncState::Offline:
        return tr("Offline");
    case SyncState::Connecting:
        return tr("Connecting");
    case SyncState::Syncing:
        return tr("Syncing");
    case SyncState::Live:
        return tr("Online");
    case SyncState::LoginNeeded:
        return tr("Log in to sync");
    case SyncState::UpgradeRequired:
        return tr("Roost must be updated");
    case SyncState::Failing:
        return tr("Sync failed");
    }
    Q_UNREACHABLE();
}

void StatusPresenter::explain(const sync::SyncStatus &status, bool isOffline, StatusText *text)
{
    text->headline = stateWord(status, isOffline);
    if (isOffline) {
        text->explanation = tr("You chose to work offline. Everything works; your edits are kept and sent when you go "
                               "online again.");
        return;
    }
    switch (status.state) {
    case SyncState::Stopped:
    case SyncState::Offline:
        text->headline = tr("You are offline");
        text->explanation = tr("Everything works; your edits are kept and sent when the server can be reached again.");
        return;
    case SyncState::Connecting:
        text->explanation = tr("Reaching the server.");
        return;
    case SyncState::Syncing:
        text->explanation = tr("Exchanging changes with the server.");
        return;
    case SyncState::Live:
        text->headline = tr("Everything is up to date");
        text->explanation = tr("Changes by others appear here as they are made.");
        return;
    case SyncState::LoginNeeded:
        text->needsLogin = true;
        text->explanation = tr("Your session has ended. Log in and everything that waits is sent.");
        return;
    case SyncState::UpgradeRequired:
        text->explanation = tr("The server wants a newer version of Roost. Update it; your edits are kept until then.");
        return;
    case SyncState::Failing:
        text->explanation = tr("Roost tries again by itself. Your edits are kept.");
        return;
    }
    Q_UNREACHABLE();
}

StatusText StatusPresenter::describe(const sync::SyncStatus &status, const sync::SyncProgress &progress, bool isOffline,
                                     const QDateTime &now)
{
    StatusText text;
    explain(status, isOffline, &text);
    QStringList parts = {stateWord(status, isOffline)};
    const QString loading = isOffline ? QString() : describeProgress(progress);
    if (!loading.isEmpty())
        parts = {loading};
    parts << (status.lastSyncedAt.isValid() ? tr("synced %1").arg(display::age(status.lastSyncedAt, now))
                                            : tr("never synced"));
    if (status.counts.waiting > 0)
        parts << tr("%n edit(s) not sent", nullptr, status.counts.waiting);
    if (status.counts.openProblems > 0)
        parts << tr("%n problem(s)", nullptr, status.counts.openProblems);
    text.line = parts.join(u" · "_s);

    const bool isStuck = status.state == SyncState::LoginNeeded || status.state == SyncState::UpgradeRequired ||
                         status.state == SyncState::Failing;
    if (isOffline || status.state == SyncState::Stopped || status.state == SyncState::Offline)
        text.mood = StatusMood::Offline;
    else if (isStuck || status.counts.openProblems > 0)
        text.mood = StatusMood::Attention;
    else if (status.state != SyncState::Live)
        text.mood = StatusMood::Working;
    return text;
}

QString StatusPresenter::describeProgress(const sync::SyncProgress &progress)
{
    if (progress.phase != SyncPhase::Snapshot || progress.table.isEmpty())
        return {};
    const QHash<QString, QString> names = {
        {u"tenant"_s, tr("your business")}, {u"member"_s, tr("your team")}, {u"listing"_s, tr("listings")},
        {u"unit"_s, tr("units")},           {u"contact"_s, tr("guests")},   {u"booking"_s, tr("bookings")},
        {u"block"_s, tr("blocked nights")}, {u"review"_s, tr("reviews")},   {u"payout"_s, tr("payouts")}};
    const QString what = names.value(progress.table, progress.table);
    const QLocale locale;
    if (progress.rowsTotal <= 0)
        return tr("Loading %1: %2").arg(what, locale.toString(progress.rowsDone));
    return tr("Loading %1: %2 of %3")
        .arg(what, locale.toString(progress.rowsDone), locale.toString(progress.rowsTotal));
}

} // namespace roost
