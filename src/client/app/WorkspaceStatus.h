// What the window says about sync and account: status line, sync page, counts on the rail, title.
#pragma once

#include "client/models/BackgroundReader.h"

#include <QTimer>

namespace roost::session {
class SyncService;
}

namespace roost {

class MainWindow;
class SyncPage;

class WorkspaceStatus : public QObject
{
    Q_OBJECT

public:
    // All must outlive it.
    WorkspaceStatus(MainWindow &window, SyncPage &page, session::SyncService &sync, BackgroundReader &reader);

    // The replica changed.
    void refresh();
    // The host chose to work offline.
    void setOffline(bool isOffline);

private:
    void showStatus();
    void showAccount();
    void countRequests();
    void readStanding();

    MainWindow &m_window;
    SyncPage &m_page;
    session::SyncService &m_sync;
    BackgroundReader &m_reader;
    QTimer m_clock;
    // What the replica itself says: known before, and without, any sync.
    replica::ReplicaCounts m_counts;
    QDateTime m_syncedAt;
    bool m_isOffline = false;
};

} // namespace roost
