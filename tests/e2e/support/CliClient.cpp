#include "CliClient.h"

#include "client/replica/SealedColumns.h"
#include "storage/Database.h"
#include "sync/protocol/SyncTables.h"

namespace roost::test {

using namespace Qt::StringLiterals;

std::unique_ptr<QProcess> CliClient::start(const QStringList &arguments) const
{
    auto process = std::make_unique<QProcess>();
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"ROOST_PASSWORD"_s, m_password);
    environment.remove(u"DBUS_SESSION_BUS_ADDRESS"_s);
    environment.remove(u"XDG_RUNTIME_DIR"_s);
    environment.insert(u"XDG_CONFIG_HOME"_s, configFolder());
    process->setProcessEnvironment(environment);
    process->start(qEnvironmentVariable("ROOST_BIN_DIR", QString::fromUtf8(ROOST_BINARY_DIR) + u"/bin"_s) +
                       u"/roost-cli"_s,
                   QStringList{u"--profile"_s, m_profile, u"--json"_s} + arguments);
    return process;
}

CliReply CliClient::run(const QStringList &arguments, int timeoutMs) const
{
    const auto process = start(arguments);
    CliReply reply;
    if (!process->waitForFinished(timeoutMs)) {
        process->kill();
        process->waitForFinished();
    } else if (process->exitStatus() == QProcess::NormalExit) {
        reply.exitCode = process->exitCode();
    }
    reply.json = QJsonDocument::fromJson(process->readAllStandardOutput());
    reply.errors = process->readAllStandardError();
    return reply;
}

replica::FieldKey CliClient::key() const
{
    QFile note(m_profile + u"/key"_s);
    if (!note.open(QIODevice::ReadOnly))
        return {};
    const QString name = QJsonDocument::fromJson(note.readAll()).object().value(u"key").toString();
    QFile key(configFolder() + u"/roost/keys/%1.key"_s.arg(name));
    return key.open(QIODevice::ReadOnly) ? replica::FieldKey::fromBytes(QByteArray::fromBase64(key.readAll().trimmed()))
                                         : replica::FieldKey();
}

QList<QVariantList> CliClient::rows(const QString &table) const
{
    QFile pointer(m_profile + u"/current"_s);
    if (!pointer.open(QIODevice::ReadOnly))
        return {};
    SqliteOptions options;
    options.readOnly = true;
    auto database = Database::openSqlite(m_profile + u'/' + QString::fromUtf8(pointer.readAll()).trimmed(), options);
    if (!database || !replica::useKey(**database, key()))
        return {};
    const QStringList columns = sync::findSyncTable(table)->columns;
    QStringList values;
    for (const QString &column : columns)
        values << replica::openedColumn(table, column);
    auto statement = (*database)->prepare(u"SELECT %1 FROM %2 ORDER BY id"_s.arg(values.join(u", "_s), table));
    if (!statement || !statement->exec())
        return {};
    QList<QVariantList> rows;
    while (statement->next()) {
        QVariantList row;
        for (int column = 0; column < columns.size(); ++column)
            row << statement->value(column);
        rows << row;
    }
    return rows;
}

} // namespace roost::test
