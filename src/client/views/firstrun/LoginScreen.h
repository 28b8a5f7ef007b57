// Logging in to a server, at first or again; with a replica here already, working offline is always a way on.
#pragma once

#include "SetupScreen.h"

#include "client/presenters/LoginPresenter.h"

class QPushButton;

namespace roost {

namespace Ui {
class LoginForm;
}

class NoteBox;

class LoginScreen : public SetupScreen
{
    Q_OBJECT

public:
    // presenter must outlive the screen.
    explicit LoginScreen(LoginPresenter &presenter, QWidget *parent = nullptr);
    ~LoginScreen() override;

    // What is known already; the cursor goes to the first empty field.
    void fill(const QString &server, const QString &email);
    // A replica is here: offers to work offline, and fixes server and account.
    void setReturning(bool isReturning);
    void submit(const QString &password);

Q_SIGNALS:
    void offlineRequested();
    void backRequested();

private:
    void submit();
    void updateState();

    LoginPresenter &m_presenter;
    std::unique_ptr<Ui::LoginForm> m_ui;
    NoteBox *m_error;
    NoteBox *m_keychain;
    QPushButton *m_login;
    QPushButton *m_offline;
    QPushButton *m_back;
};

} // namespace roost
