// Reads what the replica knows and adds what sync says.
#include "WorkspaceStatus.h"

#include "client/presenters/StatusPresenter.h"
#include "client/session/SyncService.h"
#include "client/views/shell/MainWindow.h"
#include "client/views/shell/NavigationRail.h"
#include "client/views/shell/StatusLine.h"
#include "client/views/shell/Workspace.h"
#include "client/views/syncing/SyncPage.h"
#include "domain/BookingLifecycle.h"

using namespace Qt::StringLiterals;

namespace roost {

namespace {

// The age of the replica is told in seconds.
constexpr int kClockMs = 1000;

StatusLine::Mood lineMood(StatusMood mood)
{
    switch (mood) {
    case StatusMood::Calm:
        return StatusLine::Mood::Calm;
    case StatusMood::Working:
        return StatusLine::Mood::Working;
    case StatusMood::Offline:
        return StatusLine::Mood::Offline;
    case StatusMood::Attention:
        return StatusLine::Mood::Attention;
    }
    Q_UNREACHABLE();
}

} // namespace

WorkspaceStatus::WorkspaceStatus(MainWindow &window, SyncPage &page, session::SyncService &sync,
                                 BackgroundReader &reader)
    : m_window(window)
    , m_page(page)
    , m_sync(sync)
    , m_reader(reader)
{
    m_clock.setInterval(kClockMs);
    connect(&m_clock, &QTimer::timeout, this, &WorkspaceStatus::showStatus);
    m_clock.start();
    connect(&m_sync, &session::SyncService::statusChanged, this, &WorkspaceStatus::showStatus);
    connect(&m_sync, &session::SyncService::progressChanged, this, &WorkspaceStatus::showStatus);
    connect(&m_sync, &session::SyncService::accountChanged, this, &WorkspaceStatus::showAccount);
    showStatus();
    refresh();
}

void WorkspaceStatus::refresh()
{
    readStanding();
    showAccount();
    countRequests();
}

void WorkspaceStatus::setOffline(bool isOffline)
{
    m_isOffline = isOffline;
    showStatus();
}

void WorkspaceStatus::showStatus()
{
    sync::SyncStatus status = m_sync.status();
    status.counts = {m_counts.waiting, m_counts.answered, m_counts.openProblems};
    if (!status.lastSyncedAt.isValid())
        status.lastSyncedAt = m_syncedAt;
    const StatusText text =
        StatusPresenter::describe(status, m_sync.progress(), m_isOffline, QDateTime::currentDateTimeUtc());
    StatusLine *line = m_window.workspace()->statusLine();
    line->setStatus(lineMood(text.mood), text.line);
    const sync::SyncProgress &progress = m_sync.progress();
    const bool isLoading = progress.phase == sync::SyncPhase::Snapshot && progress.rowsTotal > 0;
    // In thousandths, so that counts beyond 32 bits fit.
    line->setProgress(isLoading ? int(progress.rowsDone * 1000 / progress.rowsTotal) : 0, isLoading ? 1000 : 0);
    m_page.setStatus(text, status.lastError && !m_isOffline ? status.lastError->userText : QString());
    m_window.workspace()->rail()->setCount(u"problems"_s, status.counts.openProblems);
}

void WorkspaceStatus::readStanding()
{
    using Standing = std::pair<replica::ReplicaCounts, QDateTime>;
    m_reader.ask<Standing>(
        this,
        [](replica::ReplicaReader &reader) -> Result<Standing> {
            ROOST_ASSIGN(const replica::ReplicaCounts counts, reader.counts());
            ROOST_ASSIGN(const QList<replica::ScopeRow> scopes, reader.scopes());
            QDateTime latest;
            for (const replica::ScopeRow &scope : scopes)
                latest = latest.isValid() ? std::max(latest, scope.syncedAt) : scope.syncedAt;
            return Standing{counts, latest};
        },
        [this](const Standing &standing) {
            m_counts = standing.first;
            m_syncedAt = standing.second;
            showStatus();
        });
}

void WorkspaceStatus::showAccount()
{
    m_reader.ask<QList<replica::TenantRow>>(
        this, [](replica::ReplicaReader &reader) { return reader.tenants(); },
        [this](const QList<replica::TenantRow> &tenants) {
            QStringList names;
            for (const replica::TenantRow &tenant : tenants)
                names << tenant.name;
            m_page.setAccount(m_sync.account().serverUrl, m_sync.account().email, names.join(u", "_s));
            m_window.setTitleDetail(names.join(u", "_s));
        });
}

void WorkspaceStatus::countRequests()
{
    m_reader.ask<QList<replica::BookingRow>>(
        this,
        [](replica::ReplicaReader &reader) {
            return reader.bookingsWithStatus(bookingStatusName(BookingStatus::Pending));
        },
        [this](const QList<replica::BookingRow> &requests) {
            m_window.workspace()->rail()->setCount(u"reservations"_s, int(requests.size()));
        });
}

} // namespace roost
