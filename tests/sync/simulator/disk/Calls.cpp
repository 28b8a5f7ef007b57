// The system calls by which a program changes its profile folder beside SQLite (the pointer file, old generations), led
// through SimDisk: the dynamic linker prefers these to the C library's, for Qt and SQLite too.
#include "SimDisk.h"

#include <cerrno>
#include <climits>
#include <dlfcn.h>
#include <unistd.h>

using roost::sim::SimDisk;

namespace {

template <class Function>
Function systemCall(const char *name)
{
    return reinterpret_cast<Function>(::dlsym(RTLD_NEXT, name));
}

QByteArray pathOf(int file)
{
    char path[PATH_MAX];
    const QByteArray link = "/proc/self/fd/" + QByteArray::number(file);
    const ssize_t size = ::readlink(link.constData(), path, sizeof(path));
    return QByteArray(path, static_cast<qsizetype>(std::max<ssize_t>(size, 0)));
}

int syncDescriptor(int file)
{
    SimDisk &disk = SimDisk::instance();
    const QByteArray path = pathOf(file);
    if (!disk.isWatched(path) && !disk.isWatched(path + '/')) {
        static const auto system = systemCall<int (*)(int)>("fsync");
        return system(file);
    }
    const bool goesOn = disk.passBoundary(disk.running(), [&](bool half) {
        if (!half)
            disk.noteSync(path);
    });
    if (!goesOn)
        errno = EIO;
    return goesOn ? 0 : -1;
}

} // namespace

extern "C" {

int fsync(int file)
{
    return syncDescriptor(file);
}

int fdatasync(int file)
{
    return syncDescriptor(file);
}

int rename(const char *from, const char *to) noexcept
{
    static const auto system = systemCall<int (*)(const char *, const char *)>("rename");
    SimDisk &disk = SimDisk::instance();
    if (!disk.isWatched(to))
        return system(from, to);
    int result = 0;
    const bool goesOn = disk.passBoundary(disk.running(), [&](bool half) {
        if (half)
            return;
        disk.noteRename(from, to);
        result = system(from, to);
    });
    if (!goesOn)
        errno = EIO;
    return goesOn ? result : -1;
}

int unlink(const char *path) noexcept
{
    static const auto system = systemCall<int (*)(const char *)>("unlink");
    SimDisk &disk = SimDisk::instance();
    if (!disk.isWatched(path))
        return system(path);
    int result = 0;
    const bool goesOn = disk.passBoundary(disk.running(), [&](bool half) {
        if (half)
            return;
        disk.noteDelete(path);
        result = system(path);
    });
    if (!goesOn)
        errno = EIO;
    return goesOn ? result : -1;
}

} // extern "C"
