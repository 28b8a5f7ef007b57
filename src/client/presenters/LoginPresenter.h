// Logging in to a server, or making an account on one: what was typed, what is wrong with it, how it went.
#pragma once

#include "HostEdits.h"

#include <QObject>

namespace roost {

// What the running client does for it (session::SyncService).
struct LoginActions
{
    std::function<void(const QString &serverUrl, const QString &email, const QString &password, DoneFunction)> logIn;
    std::function<void(const QString &serverUrl, const QString &name, const QString &email, const QString &password,
                       const QString &businessName, DoneFunction)>
        registerAccount;
    std::function<bool()> hasKeychain;
};

class LoginPresenter : public QObject
{
    Q_OBJECT

public:
    explicit LoginPresenter(LoginActions actions, QObject *parent = nullptr);

    // "localhost:8750" -> "http://localhost:8750", "roost.example" -> "https://roost.example"; Validation error for
    // what is no address, and for http to another computer.
    static Result<QString> serverUrlFrom(const QString &typed);

    bool isBusy() const { return m_isBusy; }
    // Whether what is typed is worth sending.
    static bool isComplete(const QString &server, const QString &email, const QString &password);

    void logIn(const QString &server, const QString &email, const QString &password);
    // With a business of this name.
    void registerAccount(const QString &server, const QString &name, const QString &email, const QString &password,
                         const QString &businessName);

    // What to say about where the password goes; empty when there is a keychain.
    QString keychainNotice() const;

Q_SIGNALS:
    void busyChanged();
    void succeeded();
    void failed(const QString &message);

private:
    bool begin(const QString &server, QString *url);
    void finish(const Result<void> &result);

    LoginActions m_actions;
    bool m_isBusy = false;
};

} // namespace roost
