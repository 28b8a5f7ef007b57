// A profile at work: replica, sync engine, network and keychain put together. The desktop runs one in a worker thread
// (SyncService), roost-cli one in its main thread.
#pragma once

#include "BlobUploads.h"
#include "ProfileKeys.h"
#include "ProfileLink.h"

#include "client/net/BlobClient.h"
#include "client/net/HttpTransport.h"
#include "client/net/SessionKeeper.h"
#include "client/replica/Profile.h"
#include "client/replica/Replica.h"
#include "common/Clock.h"
#include "sync/engine/QtTimers.h"
#include "sync/engine/SyncEngine.h"

namespace roost::session {

// How a person logs in or registers.
struct Credentials
{
    QString serverUrl; // "https://host.example", "http://127.0.0.1:8080"
    QString email;
    QString password;
    QString name; // when registering
};

// Belongs to one thread; callbacks and signals come there. Nothing blocks on the network.
class ClientSession : public QObject
{
    Q_OBJECT

public:
    using Done = std::function<void(Result<void>)>;

    // Opens or makes the profile and its key; may wait for the keychain. UpgradeRequired, StorageBroken, StorageFull;
    // Forbidden when the key is in a keychain that can't be opened. secrets outlive the session.
    static Result<std::unique_ptr<ClientSession>> open(const QString &profileFolder, net::SecretStore &secrets);
    ~ClientSession() override;

    replica::Replica &replica() { return *m_replica; }
    const sync::SyncEngine &engine() const { return *m_engine; }
    const replica::AccountRow &account() const { return m_account; }
    const QString &folder() const { return m_profile.folder(); }
    // What personal data is sealed with, for readers of the replica; and where that is kept.
    const replica::FieldKey &key() const { return m_key.key; }
    KeyPlace keyPlace() const { return m_key.place; }
    // Another process syncs this profile; this one reads and edits, and asks it to send.
    bool isOwner() const { return m_profile.isOwner(); }
    bool hasKeychain() const { return m_keeper.hasKeychain(); }
    bool isLoggedIn() const { return m_keeper.hasSession(); }

    // Takes up the session of an earlier start; done: whether there is one. Doesn't start to sync.
    void restore(std::function<void(bool)> done);
    // Busy when another process owns the profile.
    void logIn(const Credentials &credentials, Done done);
    void registerAccount(const Credentials &credentials, const QString &tenantName, Done done);
    void logOut(Done done);

    Result<MutationId> edit(const replica::Edit &edit);
    // As replica::Replica.
    Result<void> resolveProblem(const ProblemId &problem, const replica::Decision &decision);
    Result<void> undoProblem(const ProblemId &problem);
    Result<void> undoEdit(const MutationId &mutation);

    // Puts the file among those to be sent and adds it to the listing, in one go. position: PhotoRules.h.
    Result<MutationId> addPhoto(const ListingId &listing, const QString &file, const QString &caption, qint64 position);
    // A photo's file (side 0) or picture: where it lies here, else fetched from the server. Offline when it can't be.
    using PhotoDone = std::function<void(Result<QString>)>;
    void fetchPhoto(const TenantId &tenant, const QString &sha256, int side, const PhotoDone &done);
    const BlobUploads &uploads() const { return *m_uploads; }

    void startSync();
    // Gives up what is under way; the next sync goes on there.
    void stopSync();
    // At once, also after stopSync(); but not while offline was chosen.
    void syncNow();
    void setOffline(bool offline);

Q_SIGNALS:
    void uploadsChanged();
    void statusChanged();
    void progressChanged();
    void rowsChanged(const roost::replica::ReplicaChange &change);
    void accountChanged();
    void cycleFinished(bool succeeded);

private:
    ClientSession(replica::Profile profile, ProfileKey key, net::SecretStore &secrets);
    Result<void> openReplica();
    Result<void> useServer(const QString &serverUrl);
    // The server of the account, or none.
    void useAccountsServer();
    Result<void> mayLogIn() const;
    void finishLogIn(const Result<net::SessionInfo> &session, const Done &done);
    Result<void> adopt(const net::SessionInfo &session);
    void makeTenant(const QString &name, const net::SessionInfo &session, const Done &done);
    Result<void> sendIf(const Result<void> &changed);
    void takeOverOrJoin();
    void changed(const replica::ReplicaChange &change);
    void watchUploads();
    void startUploads();
    void stopUploads();

    replica::Profile m_profile;
    ProfileKey m_key;
    SystemClock m_clock;
    std::unique_ptr<replica::Replica> m_replica;
    replica::AccountRow m_account;
    net::ServerApi m_api;
    net::SessionKeeper m_keeper;
    net::HttpTransport m_transport;
    net::BlobClient m_blobClient;   // for what is sent
    net::BlobClient m_photoFetcher; // for what is looked at
    blobs::BlobCache m_cache;
    sync::QtTimers m_timers;
    std::unique_ptr<sync::SyncEngine> m_engine;
    std::unique_ptr<BlobUploads> m_uploads;
    ProfileLink m_link;
    bool m_wantsSync = false;
    bool m_isOfflineChosen = false;
};

} // namespace roost::session
