// The client without a window: replica, sync engine and network in a worker thread of their own. The desktop talks to
// this; its own thread reads through a ReplicaReader and never waits.
#pragma once

#include "ClientSession.h"

#include <QThread>

namespace roost::session {

// Lives in the caller's thread; callbacks and signals arrive there, from its event loop. Owns its worker; destruction
// stops it (what is under way is given up, nothing is lost).
class SyncService : public QObject
{
    Q_OBJECT

public:
    using Done = std::function<void(Result<void>)>;

    explicit SyncService(QObject *parent = nullptr);
    ~SyncService() override;

    // Opens (or makes) the profile. Until done was called with success nothing else may be called. When a session is
    // stored in the keychain, sync starts at once; without a network the replica can be used all the same.
    void open(const QString &profileFolder, Done done);

    // Logs in and starts to sync. WrongCredentials, Offline, …; Validation when edits of another account still wait.
    void logIn(const Credentials &credentials, Done done);
    // Makes an account (and with tenantName a hosting business in it), then as logIn. EmailTaken, Validation.
    void registerAccount(const Credentials &credentials, const QString &tenantName, Done done);
    // Ends the session on the server, if it can be reached, and forgets it here. The replica and its edits stay.
    void logOut(Done done);

    // Applies the edit to the replica at once (milliseconds) and sends it when it can be sent. done as Replica::edit.
    void edit(const replica::Edit &edit, Done done);
    // As ClientSession. fetched: where the file lies.
    void addPhoto(const ListingId &listing, const QString &file, const QString &caption, qint64 position, Done done);
    void fetchPhoto(const TenantId &tenant, const QString &sha256, int side,
                    std::function<void(Result<QString>)> fetched);
    void resolveProblem(const ProblemId &problem, const replica::Decision &decision, Done done);
    void undoProblem(const ProblemId &problem, Done done);
    void undoEdit(const MutationId &mutation, Done done);
    void syncNow();
    // Works on the replica alone until set back.
    void setOffline(bool offline);
    // Stops a sync that is under way; the next one goes on where it stopped.
    void cancel();

    // The latest news, cheap.
    const sync::SyncStatus &status() const { return m_status; }
    const sync::SyncProgress &progress() const { return m_progress; }
    const UploadProgress &uploads() const { return m_uploads; }
    // False where the system keeps no secrets: then the password is asked for at each start, and the window says so.
    bool hasKeychain() const { return m_hasKeychain; }
    // What personal data is sealed with, for readers of the profile's replica; and where that is kept.
    const replica::FieldKey &key() const { return m_key; }
    KeyPlace keyPlace() const { return m_keyPlace; }
    // serverUrl is empty for a profile that has never logged in.
    const replica::AccountRow &account() const { return m_account; }
    // False while another process (a second window) syncs this profile: status() then says Stopped.
    bool isOwner() const { return m_isOwner; }

Q_SIGNALS:
    void statusChanged();
    void progressChanged();
    void uploadsChanged();
    // Coalesced: one signal for each transaction; readers are up to date when it comes.
    void rowsChanged(const roost::replica::ReplicaChange &change);
    // The outbox, the problems or what is tentative changed.
    void editsChanged();
    void accountChanged();

private:
    // Runs work in the worker's thread.
    void inWorker(std::function<void()> work);
    // Runs work in the service's thread; from the worker.
    void here(std::function<void()> work);
    Done answeredHere(Done done);
    void openInWorker(const QString &profileFolder, const Done &done);
    void watchSession();
    void takeNews();
    Result<void> opened() const;
    // Runs work on the open session in the worker; done has its result.
    void onSession(std::function<Result<void>(ClientSession &)> work, Done done);

    QThread m_thread;
    QObject *m_anchor; // lives in the worker's thread, so that calls can be posted there
    // The worker's thread alone touches these two.
    std::unique_ptr<net::KeychainStore> m_secrets;
    std::unique_ptr<ClientSession> m_session;

    sync::SyncStatus m_status;
    sync::SyncProgress m_progress;
    UploadProgress m_uploads;
    replica::AccountRow m_account;
    replica::FieldKey m_key;
    KeyPlace m_keyPlace = KeyPlace::None;
    bool m_hasKeychain = true;
    bool m_isOwner = false;
};

} // namespace roost::session
