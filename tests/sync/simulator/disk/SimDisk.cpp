// What is on the disk for good, and what a power cut may take back.
#include "SimDisk.h"

#include "Vfs.h"

#include <QDir>
#include <QFile>

#include <fcntl.h>
#include <unistd.h>

namespace roost::sim {

namespace {

constexpr qint64 kSector = 512;

} // namespace

SimDisk &SimDisk::instance()
{
    static SimDisk disk;
    return disk;
}

SimDisk::SimDisk()
{
    registerVfs(*this);
}

QByteArray SimDisk::folderOf(const QByteArray &path)
{
    return path.left(path.lastIndexOf('/'));
}

void SimDisk::watch(const QString &folder)
{
    m_folders.insert(QFile::encodeName(folder));
}

void SimDisk::unwatch(const QString &folder)
{
    const QByteArray name = QFile::encodeName(folder);
    m_folders.remove(name);
    m_full.remove(name);
    m_unsynced.removeIf([&name](const auto &entry) { return folderOf(entry.key()) == name; });
    m_renames.removeIf([&name](const Rename &rename) { return folderOf(rename.target) == name; });
}

void SimDisk::setFull(const QString &folder, bool isFull)
{
    if (isFull)
        m_full.insert(QFile::encodeName(folder));
    else
        m_full.remove(QFile::encodeName(folder));
}

bool SimDisk::isWatched(const QByteArray &path) const
{
    return m_folders.contains(folderOf(path));
}

bool SimDisk::isFull(const QByteArray &path) const
{
    return !m_full.isEmpty() && m_full.contains(folderOf(path));
}

bool SimDisk::passBoundary(DiskProgram *program, const std::function<void(bool half)> &apply)
{
    if (!program) {
        apply(false);
        return true;
    }
    if (program->isDead)
        return false;
    ++program->boundaries;
    if (program->diesAt == 0 || program->boundaries < program->diesAt) {
        apply(false);
        return true;
    }
    program->isDead = true;
    if (program->lastWrite != LastWrite::Missing)
        apply(program->lastWrite == LastWrite::Torn);
    return false;
}

void SimDisk::noteWrite(const QByteArray &path, qint64 offset, const QByteArray &before, const QByteArray &data,
                        qint64 sizeBefore)
{
    m_unsynced[path] << Change{offset, before, data, sizeBefore, false};
}

void SimDisk::noteTruncate(const QByteArray &path, qint64 size, const QByteArray &cutOff)
{
    m_unsynced[path] << Change{size, cutOff, {}, size + cutOff.size(), true};
}

void SimDisk::noteSync(const QByteArray &path)
{
    m_unsynced.remove(path);
    // A folder that is synced holds its files' names for good.
    m_renames.removeIf([&path](const Rename &rename) { return folderOf(rename.target) == path; });
}

void SimDisk::noteDelete(const QByteArray &path)
{
    m_unsynced.remove(path);
}

void SimDisk::noteRename(const QByteArray &from, const QByteArray &to)
{
    QFile old(QFile::decodeName(to));
    const bool hadOld = old.open(QIODevice::ReadOnly);
    m_renames << Rename{to, hadOld ? old.readAll() : QByteArray(), hadOld};
    m_unsynced.remove(to);
    if (m_unsynced.contains(from))
        m_unsynced.insert(to, m_unsynced.take(from));
}

void SimDisk::losePower(const QString &folder, Random &random)
{
    const QByteArray name = QFile::encodeName(folder);
    QList<QByteArray> paths = m_unsynced.keys();
    std::sort(paths.begin(), paths.end());
    for (const QByteArray &path : std::as_const(paths)) {
        if (folderOf(path) == name)
            loseWrites(path, m_unsynced.take(path), random);
    }
    for (qsizetype i = m_renames.size() - 1; i >= 0; --i) {
        const Rename rename = m_renames[i];
        if (folderOf(rename.target) != name)
            continue;
        m_renames.removeAt(i);
        if (random.chance(50))
            continue;
        QFile file(QFile::decodeName(rename.target));
        file.remove();
        if (rename.hadOld && file.open(QIODevice::WriteOnly))
            file.write(rename.oldContent);
    }
    // The index of the log lies in memory.
    QDir dir(folder);
    const QStringList indexes = dir.entryList({QStringLiteral("*-shm")}, QDir::Files);
    for (const QString &index : indexes)
        dir.remove(index);
}

void SimDisk::loseWrites(const QByteArray &path, const QList<Change> &changes, Random &random)
{
    const int file = ::open(path.constData(), O_RDWR | O_CLOEXEC);
    if (file < 0)
        return;
    const auto put = [file](qint64 offset, const QByteArray &data, qint64 size) {
        return size == 0 || ::pwrite(file, data.constData(), static_cast<size_t>(size), offset) == size;
    };
    bool isWritten = true;
    for (qsizetype i = changes.size() - 1; i >= 0; --i) {
        isWritten = put(changes[i].offset, changes[i].before, changes[i].before.size()) && isWritten;
        isWritten = ::ftruncate(file, changes[i].sizeBefore) == 0 && isWritten;
    }
    const qint64 kept = random.below(100);
    for (const Change &change : changes) {
        const bool survives = random.below(100) < kept;
        if (change.isTruncate && survives)
            isWritten = ::ftruncate(file, change.offset) == 0 && isWritten;
        if (change.isTruncate || (!survives && random.chance(70)))
            continue;
        const qint64 sectors = change.data.size() / kSector + 1;
        const qint64 size = survives ? change.data.size() : random.below(sectors) * kSector;
        isWritten = put(change.offset, change.data, std::min<qint64>(size, change.data.size())) && isWritten;
    }
    ::close(file);
    Q_ASSERT(isWritten);
}

} // namespace roost::sim
