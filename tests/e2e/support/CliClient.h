// A host's client as a process: roost-cli on a profile folder of the test's.
#pragma once

#include "client/replica/FieldKey.h"

#include <QJsonDocument>
#include <QProcess>
#include <QUrl>

namespace roost::test {

struct CliReply
{
    int exitCode = -1; // -1: killed or not started
    QJsonDocument json;
    QByteArray errors;
};

class CliClient
{
public:
    CliClient(QString profileFolder, QString password)
        : m_profile(std::move(profileFolder))
        , m_password(std::move(password))
    {
    }

    // Runs `roost-cli --profile … --json ARGUMENTS` to its end.
    CliReply run(const QStringList &arguments, int timeoutMs = 60'000) const;
    CliReply runOffline(const QStringList &arguments) const
    {
        return run(QStringList{QStringLiteral("--offline")} + arguments);
    }
    // Starts it and returns at once, so that it can be killed.
    std::unique_ptr<QProcess> start(const QStringList &arguments) const;

    QString profileFolder() const { return m_profile; }
    // Its user's configuration, where the key of personal data is kept for want of a keychain.
    QString configFolder() const { return m_profile + QStringLiteral("-config"); }
    replica::FieldKey key() const;
    // The rows of a table of the replica as it lies on the disk, personal data opened, ordered by id, without the
    // columns that aren't shared.
    QList<QVariantList> rows(const QString &table) const;

private:
    QString m_profile;
    QString m_password;
};

} // namespace roost::test
