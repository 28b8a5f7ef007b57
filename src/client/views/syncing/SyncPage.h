// Sync details: how it stands, what is on its way, what went wrong last; sync now, work offline, log in.
#pragma once

#include "client/models/OutboxModel.h"

#include <QWidget>

class QCheckBox;
class QLabel;
class QPushButton;
class QStackedWidget;

namespace roost {

class DataTable;
class EmptyState;
class FactsGrid;
class NoteBox;
struct StatusText;

class SyncPage : public QWidget
{
    Q_OBJECT

public:
    // reader must outlive the page.
    explicit SyncPage(BackgroundReader &reader, QWidget *parent = nullptr);

    void refresh();
    // error: the last one, for the host; empty for none.
    void setStatus(const StatusText &status, const QString &error);
    void setAccount(const QString &server, const QString &email, const QString &businesses);
    void setOffline(bool isOffline);

Q_SIGNALS:
    void syncRequested();
    void offlineToggled(bool isOffline);
    void loginRequested();

private:
    QWidget *makeHead();
    void updateState();

    OutboxModel m_model;
    QLabel *m_headline;
    QLabel *m_explanation;
    NoteBox *m_error;
    FactsGrid *m_account;
    QPushButton *m_sync;
    QPushButton *m_login;
    QCheckBox *m_offline;
    QStackedWidget *m_stack;
    DataTable *m_table;
    EmptyState *m_empty;
};

} // namespace roost
