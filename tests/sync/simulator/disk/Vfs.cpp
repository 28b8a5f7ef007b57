// SQLite's files, each over one of the system's VFS. https://www.sqlite.org/vfs.html
#include "Vfs.h"

#include "SimDisk.h"

#include <sqlite3.h>

namespace roost::sim {

namespace {

SimDisk *theDisk = nullptr;
sqlite3_vfs *theSystem = nullptr;

struct SimFile
{
    sqlite3_file base;
    DiskProgram *program;
    QByteArray *path; // null: not watched
    sqlite3_file *real() { return reinterpret_cast<sqlite3_file *>(this + 1); }
};

SimFile *simFile(sqlite3_file *file)
{
    return reinterpret_cast<SimFile *>(file);
}

bool isDead(const SimFile *file)
{
    return file->program && file->program->isDead;
}

int closeFile(sqlite3_file *file)
{
    SimFile *own = simFile(file);
    delete std::exchange(own->path, nullptr);
    return own->real()->pMethods->xClose(own->real());
}

int readFile(sqlite3_file *file, void *to, int amount, sqlite3_int64 offset)
{
    SimFile *own = simFile(file);
    return isDead(own) ? SQLITE_IOERR_READ : own->real()->pMethods->xRead(own->real(), to, amount, offset);
}

qint64 sizeOf(SimFile *own)
{
    sqlite3_int64 size = 0;
    own->real()->pMethods->xFileSize(own->real(), &size);
    return size;
}

QByteArray bytesAt(SimFile *own, qint64 offset, qint64 amount)
{
    const qint64 there = std::clamp<qint64>(sizeOf(own) - offset, 0, amount);
    QByteArray bytes(there, '\0');
    if (there > 0)
        own->real()->pMethods->xRead(own->real(), bytes.data(), static_cast<int>(there), offset);
    return bytes;
}

int writeFile(sqlite3_file *file, const void *from, int amount, sqlite3_int64 offset)
{
    SimFile *own = simFile(file);
    if (!own->path)
        return own->real()->pMethods->xWrite(own->real(), from, amount, offset);
    if (!isDead(own) && theDisk->isFull(*own->path) && offset + amount > sizeOf(own))
        return SQLITE_FULL;
    int result = SQLITE_OK;
    const bool goesOn = theDisk->passBoundary(own->program, [&](bool half) {
        const int size = half ? amount / 2 : amount;
        const QByteArray data(static_cast<const char *>(from), size);
        theDisk->noteWrite(*own->path, offset, bytesAt(own, offset, size), data, sizeOf(own));
        result = own->real()->pMethods->xWrite(own->real(), from, size, offset);
    });
    return goesOn ? result : SQLITE_IOERR_WRITE;
}

int truncateFile(sqlite3_file *file, sqlite3_int64 size)
{
    SimFile *own = simFile(file);
    if (!own->path)
        return own->real()->pMethods->xTruncate(own->real(), size);
    int result = SQLITE_OK;
    const bool goesOn = theDisk->passBoundary(own->program, [&](bool) {
        theDisk->noteTruncate(*own->path, size, bytesAt(own, size, std::max<qint64>(sizeOf(own) - size, 0)));
        result = own->real()->pMethods->xTruncate(own->real(), size);
    });
    return goesOn ? result : SQLITE_IOERR_TRUNCATE;
}

int syncFile(sqlite3_file *file, int flags)
{
    SimFile *own = simFile(file);
    if (!own->path)
        return own->real()->pMethods->xSync(own->real(), flags);
    const bool goesOn = theDisk->passBoundary(own->program, [&](bool half) {
        if (!half)
            theDisk->noteSync(*own->path);
    });
    return goesOn ? SQLITE_OK : SQLITE_IOERR_FSYNC;
}

int fileSize(sqlite3_file *file, sqlite3_int64 *size)
{
    SimFile *own = simFile(file);
    return isDead(own) ? SQLITE_IOERR_FSTAT : own->real()->pMethods->xFileSize(own->real(), size);
}

int lockFile(sqlite3_file *file, int level)
{
    SimFile *own = simFile(file);
    return isDead(own) ? SQLITE_IOERR_LOCK : own->real()->pMethods->xLock(own->real(), level);
}

int unlockFile(sqlite3_file *file, int level)
{
    return simFile(file)->real()->pMethods->xUnlock(simFile(file)->real(), level);
}

int checkReserved(sqlite3_file *file, int *result)
{
    return simFile(file)->real()->pMethods->xCheckReservedLock(simFile(file)->real(), result);
}

int controlFile(sqlite3_file *file, int operation, void *argument)
{
    // What is asked of the file beforehand (its size, its chunks) needs no promise.
    if (operation == SQLITE_FCNTL_SIZE_HINT)
        return SQLITE_OK;
    return simFile(file)->real()->pMethods->xFileControl(simFile(file)->real(), operation, argument);
}

int sectorSize(sqlite3_file *file)
{
    return simFile(file)->real()->pMethods->xSectorSize(simFile(file)->real());
}

int deviceCharacteristics(sqlite3_file *)
{
    // Nothing: writes may be torn and come in any order.
    return 0;
}

int shmMap(sqlite3_file *file, int region, int size, int extend, void volatile **to)
{
    SimFile *own = simFile(file);
    return isDead(own) ? SQLITE_IOERR_SHMMAP : own->real()->pMethods->xShmMap(own->real(), region, size, extend, to);
}

int shmLock(sqlite3_file *file, int offset, int count, int flags)
{
    SimFile *own = simFile(file);
    if (isDead(own) && (flags & SQLITE_SHM_LOCK))
        return SQLITE_IOERR_SHMLOCK;
    return own->real()->pMethods->xShmLock(own->real(), offset, count, flags);
}

void shmBarrier(sqlite3_file *file)
{
    simFile(file)->real()->pMethods->xShmBarrier(simFile(file)->real());
}

int shmUnmap(sqlite3_file *file, int remove)
{
    SimFile *own = simFile(file);
    return own->real()->pMethods->xShmUnmap(own->real(), isDead(own) ? 0 : remove);
}

const sqlite3_io_methods kMethods{
    2,          closeFile,     readFile,    writeFile,  truncateFile,          syncFile, fileSize, lockFile,
    unlockFile, checkReserved, controlFile, sectorSize, deviceCharacteristics, shmMap,   shmLock,  shmBarrier,
    shmUnmap,   nullptr,       nullptr};

int openFile(sqlite3_vfs *, sqlite3_filename name, sqlite3_file *file, int flags, int *outFlags)
{
    SimFile *own = simFile(file);
    own->base.pMethods = nullptr;
    own->path = nullptr;
    own->program = theDisk->running();
    if (isDead(own))
        return SQLITE_CANTOPEN;
    const int result = theSystem->xOpen(theSystem, name, own->real(), flags, outFlags);
    if (result != SQLITE_OK)
        return result;
    if (name && theDisk->isWatched(name))
        own->path = new QByteArray(name);
    own->base.pMethods = &kMethods;
    return SQLITE_OK;
}

int deleteFile(sqlite3_vfs *, const char *name, int)
{
    // Through unlink(), which disk/Calls.cpp watches; the folder needs no sync of its own here.
    return theSystem->xDelete(theSystem, name, 0);
}

} // namespace

void registerVfs(SimDisk &disk)
{
    theDisk = &disk;
    theSystem = sqlite3_vfs_find(nullptr);
    static sqlite3_vfs vfs = *theSystem;
    vfs.zName = "roost-simulator";
    vfs.szOsFile = static_cast<int>(sizeof(SimFile)) + theSystem->szOsFile;
    vfs.pNext = nullptr;
    vfs.xOpen = openFile;
    vfs.xDelete = deleteFile;
    sqlite3_vfs_register(&vfs, 1);
}

} // namespace roost::sim
