// roostd user create | password | list: accounts, by whoever runs the server.
#pragma once

#include "Subcommand.h"

namespace roost::app {

class UserCreateCommand : public Subcommand
{
public:
    QString name() const override { return QStringLiteral("user create"); }
    QString summary() const override { return QStringLiteral("Make an account, with a business to own if you like."); }
    void addOptions(QCommandLineParser &parser) const override;
    Result<void> run(const QCommandLineParser &parser) override;
};

class UserPasswordCommand : public Subcommand
{
public:
    QString name() const override { return QStringLiteral("user password"); }
    QString summary() const override { return QStringLiteral("Set an account's password and end its sessions."); }
    void addOptions(QCommandLineParser &parser) const override;
    Result<void> run(const QCommandLineParser &parser) override;
};

class UserListCommand : public Subcommand
{
public:
    QString name() const override { return QStringLiteral("user list"); }
    QString summary() const override { return QStringLiteral("List the accounts."); }
    void addOptions(QCommandLineParser &parser) const override;
    Result<void> run(const QCommandLineParser &parser) override;
};

} // namespace roost::app
