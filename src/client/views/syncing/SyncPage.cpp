// The page's layout.
#include "SyncPage.h"

#include "client/models/BackgroundReader.h"
#include "client/presenters/StatusPresenter.h"
#include "client/views/controls/DataTable.h"
#include "client/views/controls/EmptyState.h"
#include "client/views/controls/FactsGrid.h"
#include "client/views/controls/Labels.h"
#include "client/views/controls/NoteBox.h"
#include "client/views/controls/PageHeader.h"
#include "client/views/theme/Theme.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QStackedWidget>

using namespace Qt::StringLiterals;

namespace roost {

SyncPage::SyncPage(BackgroundReader &reader, QWidget *parent)
    : QWidget(parent)
    , m_model(reader)
    , m_headline(controls::label({}, "heading", u"syncHeadline"_s, this))
    , m_explanation(controls::label({}, "muted", u"syncExplanation"_s, this))
    , m_error(new NoteBox(u"syncError"_s, this))
    , m_account(new FactsGrid(this))
    , m_sync(controls::button(tr("Sync now"), "primary", u"syncNow"_s, this))
    , m_login(controls::button(tr("Log in"), "", u"syncLogin"_s, this))
    , m_offline(new QCheckBox(tr("Work offline"), this))
    , m_stack(new QStackedWidget(this))
    , m_table(new DataTable(u"outboxTable"_s, tr("Edits on their way"), this))
    , m_empty(new EmptyState(u"check"_s, u"outboxEmpty"_s, this))
{
    setObjectName(u"syncPage"_s);
    m_sync->setToolTip(tr("Sync now (F5)"));
    m_offline->setObjectName(u"syncOffline"_s);
    m_login->hide();
    m_account->addFact(u"accountServer"_s, tr("Server"));
    m_account->addFact(u"accountEmail"_s, tr("Logged in as"));
    m_account->addFact(u"accountBusinesses"_s, tr("Business"));
    m_empty->setTexts(tr("Everything has been sent"), tr("Edits that you make offline wait here until they are sent."));
    m_table->setModel(&m_model);
    m_table->setCellKind(OutboxModel::What, DataTable::CellKind::Strong);
    m_table->setCellKind(OutboxModel::When, DataTable::CellKind::Muted);
    m_table->setColumnWidths({190, 0, 170, 240});
    m_stack->addWidget(m_table);
    m_stack->addWidget(m_empty);

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(spacing::kUnit);
    column->addWidget(new PageHeader(tr("Sync"), u"syncHeader"_s, this));
    column->addWidget(makeHead());
    auto *body = new QVBoxLayout;
    body->setContentsMargins(12, 0, 12, 0);
    body->addWidget(m_stack);
    column->addLayout(body, 1);
    connect(m_sync, &QPushButton::clicked, this, &SyncPage::syncRequested);
    connect(m_login, &QPushButton::clicked, this, &SyncPage::loginRequested);
    connect(m_offline, &QCheckBox::clicked, this, &SyncPage::offlineToggled);
    connect(&m_model, &OutboxModel::refreshed, this, &SyncPage::updateState);
    refresh();
}

QWidget *SyncPage::makeHead()
{
    auto *head = new QWidget(this);
    auto *column = new QVBoxLayout(head);
    column->setContentsMargins(spacing::kTriple, 0, spacing::kTriple, spacing::kUnit);
    column->setSpacing(spacing::kUnit);
    column->addWidget(m_headline);
    column->addWidget(m_explanation);
    column->addWidget(m_error);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(spacing::kDouble);
    buttons->addWidget(m_sync);
    buttons->addWidget(m_login);
    buttons->addWidget(m_offline);
    buttons->addStretch();
    column->addSpacing(spacing::kHalf);
    column->addLayout(buttons);
    column->addSpacing(spacing::kUnit);
    column->addWidget(m_account);
    column->addSpacing(spacing::kDouble);
    column->addWidget(controls::label(tr("Edits on their way"), "heading", u"outboxHeading"_s, head));
    return head;
}

void SyncPage::refresh()
{
    m_model.refresh();
}

void SyncPage::updateState()
{
    m_stack->setCurrentWidget(m_model.rowCount() == 0 ? static_cast<QWidget *>(m_empty) : m_table);
}

void SyncPage::setStatus(const StatusText &status, const QString &error)
{
    m_headline->setText(status.headline);
    m_explanation->setText(status.explanation);
    if (m_error->text() != error)
        m_error->setNote(NoteBox::Kind::Warning, error);
    m_login->setVisible(status.needsLogin);
}

void SyncPage::setAccount(const QString &server, const QString &email, const QString &businesses)
{
    m_account->setFact(u"accountServer"_s, server);
    m_account->setFact(u"accountEmail"_s, email);
    m_account->setFact(u"accountBusinesses"_s, businesses);
}

void SyncPage::setOffline(bool isOffline)
{
    m_offline->setChecked(isOffline);
    m_sync->setEnabled(!isOffline);
}

} // namespace roost
