// One computer of the host in a test: a profile on disk, its replica, the engine and a scripted network.
#pragma once

#include "FakeServer.h"

#include "client/replica/Edits.h"
#include "client/replica/Profile.h"
#include "client/replica/Replica.h"
#include "client/replica/ReplicaReader.h"
#include "support/Expect.h"
#include "support/MockClock.h"
#include "support/TestKey.h"
#include "sync/engine/SyncEngine.h"

#include <QTemporaryDir>

namespace roost::test {

class Device
{
public:
    // folder: of an existing profile, or empty for a new one.
    explicit Device(FakeServer &server, const QString &folder = {}, const replica::FieldKey &key = fieldKey())
        : network(server)
        , m_folder(folder.isEmpty() ? m_temporary.filePath(QStringLiteral("profile")) : folder)
    {
        boot(key);
    }

    // As when the program is started.
    void boot(const replica::FieldKey &key = fieldKey())
    {
        m_profile = std::make_unique<replica::Profile>(std::move(*replica::Profile::open(m_folder)));
        owns = *m_profile->takeOwnership();
        m_replica = std::move(*replica::Replica::open(*m_profile, clock, key));
        m_replica->onChange([this](const replica::ReplicaChange &change) { changes << change; });
        m_engine = std::make_unique<sync::SyncEngine>(*m_replica, network, network, timers, clock,
                                                      sync::SyncOptions{.random = [] { return 0.5; }});
        m_reader = std::move(*replica::ReplicaReader::open(m_folder, key));
    }
    // As when it is killed: nothing is tidied up, except what the kernel does.
    void kill()
    {
        m_engine.reset();
        m_reader.reset();
        m_replica.reset();
        m_profile.reset();
    }

    // Syncs for so many virtual seconds.
    void sync(int seconds = 2)
    {
        m_engine->start();
        m_engine->syncNow();
        timers.advance(seconds * 1000);
    }

    replica::Replica &replica() { return *m_replica; }
    replica::ReplicaReader &reader() { return *m_reader; }
    sync::SyncEngine &engine() { return *m_engine; }
    const QString &folder() const { return m_folder; }

    Result<MutationId> edit(const QString &listingId, const QJsonObject &fields)
    {
        const auto shown = m_reader->listing(ListingId::fromString(listingId));
        if (!shown || !*shown)
            return fail(ErrorCode::NotFound, QStringLiteral("no such listing"));
        return m_replica->edit(replica::editListing(**shown, fields));
    }
    Result<MutationId> block(const QString &listingId, const QString &from, const QString &to)
    {
        const auto units = m_reader->unitsOf(ListingId::fromString(listingId));
        if (!units || units->isEmpty())
            return fail(ErrorCode::NotFound, QStringLiteral("no unit"));
        return m_replica->edit(replica::blockNights(BlockId::create(), units->first(),
                                                    QDate::fromString(from, Qt::ISODate),
                                                    QDate::fromString(to, Qt::ISODate)));
    }
    replica::ListingRow listing(const QString &id) { return **m_reader->listing(ListingId::fromString(id)); }
    QList<replica::BlockRow> blocks() { return *m_reader->blocksBetween({2000, 1, 1}, {2100, 1, 1}); }
    QList<replica::ProblemRow> problems() { return *m_reader->openProblems(); }
    replica::ReplicaCounts counts() { return *m_reader->counts(); }

    MockClock clock;
    FastTimers timers;
    FakeNetwork network;
    QList<replica::ReplicaChange> changes;
    bool owns = false;

private:
    QTemporaryDir m_temporary;
    QString m_folder;
    std::unique_ptr<replica::Profile> m_profile;
    std::unique_ptr<replica::Replica> m_replica;
    std::unique_ptr<replica::ReplicaReader> m_reader;
    std::unique_ptr<sync::SyncEngine> m_engine;
};

} // namespace roost::test
