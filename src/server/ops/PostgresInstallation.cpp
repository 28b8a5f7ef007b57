#include "PostgresInstallation.h"

#include <QDir>
#include <QFileInfo>
#include <QProcess>
#include <QRegularExpression>
#include <QStandardPaths>

namespace roost {

using namespace Qt::StringLiterals;

namespace {

QString outputOf(const QString &program, const QString &argument)
{
    QProcess process;
    process.setStandardInputFile(QProcess::nullDevice());
    process.start(program, {argument}, QIODevice::ReadOnly);
    if (!process.waitForFinished(10000) || process.exitCode() != 0)
        return {};
    return QString::fromLocal8Bit(process.readAllStandardOutput()).trimmed();
}

QStringList versionedFolders(const QString &parent, const QString &pattern)
{
    QStringList folders;
    const QStringList names = QDir(parent).entryList({pattern}, QDir::Dirs | QDir::NoDotAndDotDot);
    for (const QString &name : names)
        folders << parent + u'/' + name + "/bin"_L1;
    return folders;
}

QStringList candidateFolders()
{
    QStringList folders = versionedFolders(u"/usr/lib/postgresql"_s, u"*"_s) +
                          versionedFolders(u"/usr"_s, u"pgsql-*"_s) +
                          versionedFolders(u"/opt/homebrew/opt"_s, u"postgresql@*"_s);
    folders += qEnvironmentVariable("PATH").split(QDir::listSeparator(), Qt::SkipEmptyParts);
    const QString pgConfig = QStandardPaths::findExecutable(u"pg_config"_s);
    if (!pgConfig.isEmpty())
        folders << outputOf(pgConfig, u"--bindir"_s);
    return folders;
}

bool isProgram(const QString &path)
{
    const QFileInfo info(path);
    return info.isFile() && info.isExecutable();
}

} // namespace

QList<PostgresInstallation> findPostgresInstallations()
{
    static const QRegularExpression version(uR"(\(PostgreSQL\) (\d+))"_s);
    QList<PostgresInstallation> found;
    QSet<QString> seen;
    const QStringList folders = candidateFolders();
    for (const QString &folder : folders) {
        if (!isProgram(folder + "/postgres"_L1) || !isProgram(folder + "/initdb"_L1))
            continue;
        // The real folder: initdb looks for its postgres beside itself, not beside a link to it.
        const QString real = QFileInfo(QFileInfo(folder + "/postgres"_L1).canonicalFilePath()).absolutePath();
        if (seen.contains(real) || !isProgram(real + "/initdb"_L1))
            continue;
        seen.insert(real);
        const auto match = version.match(outputOf(real + "/postgres"_L1, u"--version"_s));
        if (match.hasMatch())
            found << PostgresInstallation{match.captured(1).toInt(), real};
    }
    std::stable_sort(found.begin(), found.end(), [](const auto &a, const auto &b) { return a.major > b.major; });
    return found;
}

} // namespace roost
