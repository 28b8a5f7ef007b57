// The form and its buttons; what they do is the presenter's.
#include "LoginScreen.h"

#include "ui_LoginForm.h"

#include "client/views/controls/Labels.h"
#include "client/views/controls/NoteBox.h"
#include "client/views/theme/Theme.h"

#include <QPushButton>

using namespace Qt::StringLiterals;

namespace roost {

LoginScreen::LoginScreen(LoginPresenter &presenter, QWidget *parent)
    : SetupScreen(u"loginScreen"_s, {}, {}, parent)
    , m_presenter(presenter)
    , m_ui(std::make_unique<Ui::LoginForm>())
    , m_error(new NoteBox(u"loginError"_s, this))
    , m_keychain(new NoteBox(u"loginKeychain"_s, this))
    , m_login(controls::button(tr("Log in"), "primary", u"loginSubmit"_s, this))
    , m_offline(controls::button(tr("Work offline"), "", u"loginOffline"_s, this))
    , m_back(controls::button(tr("Back"), "quiet", u"loginBack"_s, this))
{
    auto *form = new QWidget(this);
    m_ui->setupUi(form);
    column()->addWidget(form);
    column()->addWidget(m_error);
    column()->addWidget(m_keychain);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(spacing::kUnit);
    buttons->addWidget(m_login);
    buttons->addWidget(m_offline);
    buttons->addStretch();
    buttons->addWidget(m_back);
    column()->addSpacing(spacing::kUnit);
    column()->addLayout(buttons);
    setReturning(false);

    for (QLineEdit *field : {m_ui->loginServer, m_ui->loginEmail, m_ui->loginPassword}) {
        connect(field, &QLineEdit::textChanged, this, &LoginScreen::updateState);
        connect(field, &QLineEdit::returnPressed, this, qOverload<>(&LoginScreen::submit));
    }
    connect(m_login, &QPushButton::clicked, this, qOverload<>(&LoginScreen::submit));
    connect(m_offline, &QPushButton::clicked, this, &LoginScreen::offlineRequested);
    connect(m_back, &QPushButton::clicked, this, &LoginScreen::backRequested);
    connect(&m_presenter, &LoginPresenter::busyChanged, this, &LoginScreen::updateState);
    connect(&m_presenter, &LoginPresenter::succeeded, m_ui->loginPassword, &QLineEdit::clear);
    connect(&m_presenter, &LoginPresenter::failed, this,
            [this](const QString &message) { m_error->setNote(NoteBox::Kind::Danger, message); });
    updateState();
}

LoginScreen::~LoginScreen() = default;

void LoginScreen::fill(const QString &server, const QString &email)
{
    m_ui->loginServer->setText(server);
    m_ui->loginEmail->setText(email);
    m_error->setNote(NoteBox::Kind::Danger, {});
    m_keychain->setNote(NoteBox::Kind::Note, m_presenter.keychainNotice());
    QLineEdit *first = m_ui->loginPassword;
    if (email.isEmpty())
        first = m_ui->loginEmail;
    if (server.isEmpty())
        first = m_ui->loginServer;
    setFocusProxy(first);
    first->setFocus();
}

void LoginScreen::setReturning(bool isReturning)
{
    setTexts(isReturning ? tr("Welcome back") : tr("Connect to a server"),
             isReturning ? tr("Log in to send your edits and get what is new. Everything you had is here in any case.")
                         : tr("Type the address of the server and your account on it."));
    m_offline->setVisible(isReturning);
    m_back->setVisible(!isReturning);
    m_ui->loginServer->setReadOnly(isReturning);
    m_ui->loginEmail->setReadOnly(isReturning);
}

void LoginScreen::submit(const QString &password)
{
    m_ui->loginPassword->setText(password);
    submit();
}

void LoginScreen::submit()
{
    if (!m_login->isEnabled())
        return;
    m_error->setNote(NoteBox::Kind::Danger, {});
    m_presenter.logIn(m_ui->loginServer->text(), m_ui->loginEmail->text(), m_ui->loginPassword->text());
}

void LoginScreen::updateState()
{
    const bool isBusy = m_presenter.isBusy();
    m_login->setText(isBusy ? tr("Logging in …") : tr("Log in"));
    m_login->setEnabled(!isBusy && LoginPresenter::isComplete(m_ui->loginServer->text(), m_ui->loginEmail->text(),
                                                              m_ui->loginPassword->text()));
}

} // namespace roost
