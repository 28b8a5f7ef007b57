// Making the account of a new server on this computer.
#pragma once

#include "SetupScreen.h"

class QPushButton;

namespace roost {

namespace Ui {
class AccountForm;
}

class LoginPresenter;
class NoteBox;

class AccountScreen : public SetupScreen
{
    Q_OBJECT

public:
    // presenter must outlive the screen.
    explicit AccountScreen(LoginPresenter &presenter, QWidget *parent = nullptr);
    ~AccountScreen() override;

    // Where the server listens, once it does; the form can be filled in before.
    void setServer(const QString &url);
    void showError(const QString &message);

Q_SIGNALS:
    void backRequested();

private:
    void submit();
    void updateState();

    LoginPresenter &m_presenter;
    std::unique_ptr<Ui::AccountForm> m_ui;
    NoteBox *m_note;
    QPushButton *m_create;
    QPushButton *m_back;
    QString m_server;
};

} // namespace roost
