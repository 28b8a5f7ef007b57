// The disk under the simulator's programs: an SQLite VFS over the system's own that counts what a program writes, lets
// it die at any of these moments, runs full, and remembers what was written since the last sync, so that a power cut
// can take it back. fsync, rename and unlink of the program go through it too (disk/Calls.cpp).
//
// One for the test program; used from one thread.
#pragma once

#include "../Random.h"

#include <QByteArray>
#include <QHash>
#include <QList>
#include <QSet>
#include <QString>

namespace roost::sim {

// How a write is left behind by a program that dies in it.
enum class LastWrite {
    Missing, // it dies before
    Torn,    // half of it arrives
    Done,    // it dies behind
};

// What one running program does to the disk. Its owner keeps it alive until its files are closed.
struct DiskProgram
{
    bool isDead = false;   // all that it still does fails
    qint64 boundaries = 0; // writes, truncations, syncs, deletions and renames so far
    qint64 diesAt = 0;     // at this one; 0: never
    LastWrite lastWrite = LastWrite::Missing;
};

class SimDisk
{
    Q_DISABLE_COPY_MOVE(SimDisk)

public:
    // Registers the VFS as the default at the first call. Before the first database is opened.
    static SimDisk &instance();

    // Who runs now: files that are opened belong to it. Null: somebody who only looks and has no faults.
    void setRunning(DiskProgram *program) { m_running = program; }
    DiskProgram *running() const { return m_running; }

    // Files below this folder are watched.
    void watch(const QString &folder);
    void unwatch(const QString &folder);
    // Nothing can be added to files of this folder.
    void setFull(const QString &folder, bool isFull);
    // Everything that was not synced may be lost: each write for itself, in any order, also in part. All files of the
    // folder are closed.
    void losePower(const QString &folder, Random &random);

    // ---- for the VFS and the calls ----
    // True when the program may go on with a change; false when it is dead. apply: does it, in part if told so.
    bool passBoundary(DiskProgram *program, const std::function<void(bool half)> &apply);
    bool isWatched(const QByteArray &path) const;
    bool isFull(const QByteArray &path) const;
    void noteWrite(const QByteArray &path, qint64 offset, const QByteArray &before, const QByteArray &data,
                   qint64 sizeBefore);
    void noteTruncate(const QByteArray &path, qint64 size, const QByteArray &cutOff);
    void noteSync(const QByteArray &path);
    void noteDelete(const QByteArray &path);
    void noteRename(const QByteArray &from, const QByteArray &to);

private:
    struct Change
    {
        qint64 offset = 0;
        QByteArray before; // what lay there, as far as the file went
        QByteArray data;   // empty: the file was cut off at offset
        qint64 sizeBefore = 0;
        bool isTruncate = false;
    };
    struct Rename
    {
        QByteArray target;
        QByteArray oldContent;
        bool hadOld = false;
    };

    SimDisk();
    void loseWrites(const QByteArray &path, const QList<Change> &changes, Random &random);
    static QByteArray folderOf(const QByteArray &path);

    DiskProgram *m_running = nullptr;
    QSet<QByteArray> m_folders;
    QSet<QByteArray> m_full;
    QHash<QByteArray, QList<Change>> m_unsynced;
    QList<Rename> m_renames;
};

} // namespace roost::sim
