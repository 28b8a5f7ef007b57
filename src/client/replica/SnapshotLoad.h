// A snapshot on its way into a side file, the profile's next generation: rows without indexes and without waiting for
// the disk, where it stands in the same transactions, so that a killed program goes on where it stopped.
#pragma once

#include "Replica.h"

#include "storage/Database.h"
#include "sync/protocol/SyncTables.h"

namespace roost::replica {

// Belongs to the replica's thread; only the profile's owner may use it.
class SnapshotLoad
{
    Q_DISABLE_COPY_MOVE(SnapshotLoad)

public:
    // Goes on with a load of the same scope, epoch and key, else removes what is there and starts anew.
    static Result<std::unique_ptr<SnapshotLoad>> open(const Profile &profile, const FieldKey &key, const QString &scope,
                                                      const QString &epoch);

    // The schema version that the server speaks: tables that it doesn't know are not loaded.
    void setSchema(int schemaVersion) { m_schema = schemaVersion; }
    const QString &generation() const { return m_generation; }
    const QString &scope() const { return m_scope; }
    const QString &epoch() const { return m_epoch; }
    Database &database() { return *m_database; }

    Result<sync::SnapshotPosition> position();
    Result<sync::SnapshotPosition> append(const sync::SnapshotChunk &chunk);
    // After the last chunk: indexes, a check of the file, everything on disk. May be repeated.
    Result<void> complete();

private:
    SnapshotLoad(const Profile &profile, FieldKey key, QString generation);
    Result<void> openFile();
    // False when the file is of another load.
    Result<bool> resume(const QString &scope, const QString &epoch);
    Result<void> start(const QString &scope, const QString &epoch);
    Result<void> dropIndexes();
    Result<void> makeIndexes();
    Result<void> makeIndex(const QString &definition);
    Result<void> checkFile();
    Result<void> syncFile();

    const Profile &m_profile;
    const FieldKey m_key;
    QString m_generation;
    QString m_scope;
    QString m_epoch;
    int m_schema = sync::kSchemaVersion;
    bool m_isResumed = false; // by a program that began later: the power may have been cut in between
    std::unique_ptr<Database> m_database;
};

} // namespace roost::replica
