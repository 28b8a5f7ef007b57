// roostd app register | list | rotate | revoke | enable | disable: partner apps and their keys, by whoever runs the
// server (docs/partner-api.md).
#pragma once

#include "Subcommand.h"

namespace roost::app {

class AppRegisterCommand : public Subcommand
{
public:
    QString name() const override { return QStringLiteral("app register"); }
    QString summary() const override { return QStringLiteral("Let another front end sell a business's seats."); }
    void addOptions(QCommandLineParser &parser) const override;
    Result<void> run(const QCommandLineParser &parser) override;
};

class AppListCommand : public Subcommand
{
public:
    QString name() const override { return QStringLiteral("app list"); }
    QString summary() const override { return QStringLiteral("List the partner apps and their valid keys."); }
    void addOptions(QCommandLineParser &parser) const override;
    Result<void> run(const QCommandLineParser &parser) override;
};

class AppRotateCommand : public Subcommand
{
public:
    QString name() const override { return QStringLiteral("app rotate"); }
    QString summary() const override
    {
        return QStringLiteral("Give an app another key; the newest one before it stays valid.");
    }
    void addOptions(QCommandLineParser &parser) const override;
    Result<void> run(const QCommandLineParser &parser) override;
};

class AppRevokeCommand : public Subcommand
{
public:
    QString name() const override { return QStringLiteral("app revoke"); }
    QString summary() const override { return QStringLiteral("Make a key of an app, or all of them, worthless."); }
    void addOptions(QCommandLineParser &parser) const override;
    Result<void> run(const QCommandLineParser &parser) override;
};

// app enable and app disable.
class AppSwitchCommand : public Subcommand
{
public:
    explicit AppSwitchCommand(bool turnsOn)
        : m_turnsOn(turnsOn)
    {
    }
    QString name() const override { return m_turnsOn ? QStringLiteral("app enable") : QStringLiteral("app disable"); }
    QString summary() const override
    {
        return m_turnsOn ? QStringLiteral("Switch a partner app on again.")
                         : QStringLiteral("Switch a partner app off.");
    }
    void addOptions(QCommandLineParser &parser) const override;
    Result<void> run(const QCommandLineParser &parser) override;

private:
    const bool m_turnsOn;
};

} // namespace roost::app
