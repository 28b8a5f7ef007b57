// An empty replica to start from.
#include "Template.h"

#include "client/replica/Profile.h"
#include "client/replica/Replica.h"
#include "common/Clock.h"
#include "common/Uuid.h"
#include "support/TestKey.h"

#include <QDir>
#include <QTemporaryDir>

#include <sqlite3.h>

namespace roost::sim {

using namespace Qt::StringLiterals;

namespace {

void forgetIdentity(const QString &file)
{
    sqlite3 *database = nullptr;
    sqlite3_open(file.toUtf8().constData(), &database);
    sqlite3_exec(database, "DELETE FROM sync_client", nullptr, nullptr, nullptr);
    sqlite3_close(database);
}

QString makeProfile(const QString &folder)
{
    const SystemClock clock;
    auto profile = replica::Profile::open(folder);
    Q_ASSERT(profile);
    QString generation;
    {
        const auto opened = replica::Replica::open(*profile, clock, test::fieldKey());
        Q_ASSERT(opened);
        generation = *profile->currentGeneration();
    }
    forgetIdentity(profile->path(generation));
    return folder;
}

} // namespace

const QString &emptyProfile()
{
    static const QTemporaryDir temporary(u"/dev/shm/roost-simulator-XXXXXX"_s);
    static const QString folder = makeProfile(temporary.filePath(u"profile"_s));
    return folder;
}

void copyFolder(const QString &from, const QString &to)
{
    QDir().mkpath(to);
    const QStringList files = QDir(from).entryList(QDir::Files);
    for (const QString &file : files) {
        if (file != u"owner.lock")
            QFile::copy(from + u'/' + file, to + u'/' + file);
    }
}

} // namespace roost::sim
