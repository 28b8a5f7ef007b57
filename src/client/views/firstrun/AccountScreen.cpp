// The form and its buttons.
#include "AccountScreen.h"

#include "ui_AccountForm.h"

#include "client/presenters/LoginPresenter.h"
#include "client/views/controls/Labels.h"
#include "client/views/controls/NoteBox.h"
#include "client/views/theme/Theme.h"

#include <QPushButton>

using namespace Qt::StringLiterals;

namespace roost {

namespace {

constexpr int kShortestPassword = 10;

} // namespace

AccountScreen::AccountScreen(LoginPresenter &presenter, QWidget *parent)
    : SetupScreen(u"accountScreen"_s, tr("Run Roost on this computer"),
                  tr("Your account on your own server. You can let other computers and people in later."), parent)
    , m_presenter(presenter)
    , m_ui(std::make_unique<Ui::AccountForm>())
    , m_note(new NoteBox(u"accountNote"_s, this))
    , m_create(controls::button({}, "primary", u"accountCreate"_s, this))
    , m_back(controls::button(tr("Back"), "quiet", u"accountBack"_s, this))
{
    auto *form = new QWidget(this);
    m_ui->setupUi(form);
    column()->addWidget(form);
    column()->addWidget(m_note);
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(m_create);
    buttons->addStretch();
    buttons->addWidget(m_back);
    column()->addSpacing(spacing::kUnit);
    column()->addLayout(buttons);
    setFocusProxy(m_ui->accountName);
    for (QLineEdit *field :
         {m_ui->accountName, m_ui->accountBusiness, m_ui->accountEmailField, m_ui->accountPassword}) {
        connect(field, &QLineEdit::textChanged, this, &AccountScreen::updateState);
        connect(field, &QLineEdit::returnPressed, this, &AccountScreen::submit);
    }
    connect(m_create, &QPushButton::clicked, this, &AccountScreen::submit);
    connect(m_back, &QPushButton::clicked, this, &AccountScreen::backRequested);
    connect(&m_presenter, &LoginPresenter::busyChanged, this, &AccountScreen::updateState);
    connect(&m_presenter, &LoginPresenter::failed, this, &AccountScreen::showError);
    updateState();
}

AccountScreen::~AccountScreen() = default;

void AccountScreen::setServer(const QString &url)
{
    m_server = url;
    updateState();
}

void AccountScreen::showError(const QString &message)
{
    m_note->setNote(NoteBox::Kind::Danger, message);
}

void AccountScreen::submit()
{
    if (!m_create->isEnabled())
        return;
    m_note->setNote(NoteBox::Kind::Danger, {});
    m_presenter.registerAccount(m_server, m_ui->accountName->text(), m_ui->accountEmailField->text(),
                                m_ui->accountPassword->text(), m_ui->accountBusiness->text());
}

void AccountScreen::updateState()
{
    const bool isComplete =
        !m_ui->accountName->text().trimmed().isEmpty() && !m_ui->accountBusiness->text().trimmed().isEmpty() &&
        m_ui->accountEmailField->text().contains(u'@') && m_ui->accountPassword->text().size() >= kShortestPassword;
    m_create->setEnabled(isComplete && !m_server.isEmpty() && !m_presenter.isBusy());
    if (m_server.isEmpty())
        m_create->setText(tr("Starting the server …"));
    else
        m_create->setText(m_presenter.isBusy() ? tr("Making your account …") : tr("Create account"));
}

} // namespace roost
