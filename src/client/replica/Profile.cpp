// The profile folder: pointer file, generations, ownership.
#include "Profile.h"

#include "common/Secrets.h"

#include <QStandardPaths>

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

namespace roost::replica {

using namespace Qt::StringLiterals;

namespace {

constexpr QLatin1StringView kPointerFile("current");
constexpr QLatin1StringView kLockFile("owner.lock");

tl::unexpected<Error> cannotWrite(const QString &folder)
{
    return fail(ErrorCode::StorageFull,
                u"The folder %1 can't be written. Free some space or check its permissions."_s.arg(folder));
}

// A rename is durable only when the folder that holds the name is synced.
bool syncFolder(const QString &folder)
{
    const int descriptor = ::open(QFile::encodeName(folder).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0)
        return false;
    const bool synced = ::fsync(descriptor) == 0;
    ::close(descriptor);
    return synced;
}

} // namespace

Profile::Profile(QString folder)
    : m_folder(std::move(folder))
{
}

Profile::Profile(Profile &&other) noexcept
    : m_folder(std::move(other.m_folder))
    , m_lockFile(std::exchange(other.m_lockFile, -1))
{
}

Profile &Profile::operator=(Profile &&other) noexcept
{
    if (this != &other) {
        releaseOwnership();
        m_folder = std::move(other.m_folder);
        m_lockFile = std::exchange(other.m_lockFile, -1);
    }
    return *this;
}

Profile::~Profile()
{
    releaseOwnership();
}

Result<Profile> Profile::open(const QString &folder)
{
    const QString absolute = QDir(folder).absolutePath();
    if (!QDir(absolute).exists()) {
        if (!QDir().mkpath(absolute))
            return cannotWrite(absolute);
        QFile::setPermissions(absolute, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    }
    return Profile(absolute);
}

QString Profile::defaultFolder()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) + u"/roost/default"_s;
}

QString Profile::path(const QString &fileName) const
{
    return m_folder + u'/' + fileName;
}

Result<QString> Profile::currentGeneration() const
{
    return currentGeneration(m_folder);
}

Result<QString> Profile::currentGeneration(const QString &folder)
{
    QFile pointer(folder + u'/' + kPointerFile);
    if (!pointer.open(QIODevice::ReadOnly)) {
        if (!pointer.exists())
            return QString();
        return cannotWrite(folder);
    }
    const QString name = QString::fromLatin1(pointer.read(64)).trimmed();
    if (generationNumber(name) == 0 || !QFile::exists(folder + u'/' + name)) {
        return fail(ErrorCode::StorageBroken,
                    u"The profile in %1 is damaged: its data file is missing. Restore the folder from a backup, or "
                    "remove it and sync anew."_s.arg(folder));
    }
    return name;
}

Result<void> Profile::switchTo(const QString &generation) const
{
    ROOST_TRY(writePrivateFile(path(kPointerFile), generation.toLatin1() + '\n'));
    if (!syncFolder(m_folder))
        return cannotWrite(m_folder);
    return {};
}

QString Profile::generationName(int number)
{
    return u"replica-%1.db"_s.arg(number, 4, 10, QChar(u'0'));
}

int Profile::generationNumber(const QString &name)
{
    if (!name.startsWith(u"replica-") || !name.endsWith(u".db"))
        return 0;
    return name.mid(8, name.size() - 11).toInt();
}

QStringList Profile::generations() const
{
    QStringList names = QDir(m_folder).entryList({u"replica-*.db"_s}, QDir::Files);
    names.removeIf([](const QString &name) { return generationNumber(name) == 0; });
    std::sort(names.begin(), names.end(),
              [](const QString &a, const QString &b) { return generationNumber(a) < generationNumber(b); });
    return names;
}

void Profile::removeGeneration(const QString &generation) const
{
    // The file itself first: without its log it might be an older state, which must not be taken for a good one.
    for (const QString &suffix : {QString(), u"-wal"_s, u"-shm"_s})
        QFile::remove(path(generation) + suffix);
}

Result<bool> Profile::takeOwnership()
{
    if (isOwner())
        return true;
    const int descriptor = ::open(QFile::encodeName(path(kLockFile)).constData(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (descriptor < 0)
        return cannotWrite(m_folder);
    if (::flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
        ::close(descriptor);
        return false;
    }
    m_lockFile = descriptor;
    return true;
}

void Profile::releaseOwnership()
{
    if (m_lockFile >= 0)
        ::close(std::exchange(m_lockFile, -1));
}

} // namespace roost::replica
