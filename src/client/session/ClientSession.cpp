// Puts the parts of a running client together.
#include "ClientSession.h"

#include "ProfileWipe.h"

#include "client/net/ServerAddress.h"

#include <QLocale>
#include <QTimeZone>

namespace roost::session {

using namespace Qt::StringLiterals;

namespace {

constexpr int kRejoinMs = 500;

QString ownCurrency()
{
    const QString code = QLocale::system().currencySymbol(QLocale::CurrencyIsoCode);
    return code.isEmpty() ? u"EUR"_s : code;
}

} // namespace

ClientSession::ClientSession(replica::Profile profile, ProfileKey key, net::SecretStore &secrets)
    : m_profile(std::move(profile))
    , m_key(std::move(key))
    , m_keeper(m_api, secrets, sessionSecretName(m_profile.folder()))
    , m_transport(m_keeper)
    , m_blobClient(m_keeper)
    , m_photoFetcher(m_keeper)
    , m_cache(m_profile.folder())
    , m_link(m_profile.folder())
{
}

ClientSession::~ClientSession()
{
    // The engine's last words are for nobody.
    m_uploads.reset();
    if (m_engine)
        m_engine->disconnect(this);
}

Result<std::unique_ptr<ClientSession>> ClientSession::open(const QString &profileFolder, net::SecretStore &secrets)
{
    ROOST_ASSIGN(replica::Profile profile, replica::Profile::open(profileFolder));
    ROOST_ASSIGN(ProfileKey key, ProfileKeys(profile.folder(), secrets).obtain());
    std::unique_ptr<ClientSession> session(new ClientSession(std::move(profile), std::move(key), secrets));
    ROOST_TRY(session->openReplica());
    return session;
}

Result<void> ClientSession::openReplica()
{
    ROOST_TRY(m_profile.takeOwnership());
    ROOST_ASSIGN(m_replica, replica::Replica::open(m_profile, m_clock, m_key.key));
    m_replica->onChange([this](const replica::ReplicaChange &change) { changed(change); });
    ROOST_ASSIGN(m_account, m_replica->account());
    useAccountsServer();
    m_engine = std::make_unique<sync::SyncEngine>(*m_replica, m_transport, m_keeper, m_timers, m_clock);
    watchUploads();
    connect(m_engine.get(), &sync::SyncEngine::statusChanged, this, &ClientSession::statusChanged);
    connect(m_engine.get(), &sync::SyncEngine::progressChanged, this, &ClientSession::progressChanged);
    connect(m_engine.get(), &sync::SyncEngine::cycleFinished, this, &ClientSession::cycleFinished);
    connect(&m_link, &ProfileLink::ownerIsGone, this, [this] { takeOverOrJoin(); });
    connect(&m_link, &ProfileLink::syncAskedFor, this, &ClientSession::syncNow);
    connect(&m_link, &ProfileLink::changedElsewhere, this, [this] {
        Q_EMIT rowsChanged({.everything = true, .rows = {}, .edits = true});
        m_engine->editsWaiting();
        startUploads();
    });
    if (isOwner())
        m_link.listen();
    else
        m_link.join();
    return {};
}

void ClientSession::takeOverOrJoin()
{
    const auto owns = m_profile.takeOwnership();
    if (!owns || !*owns) {
        QTimer::singleShot(kRejoinMs, this, [this] { m_link.join(); });
        return;
    }
    m_link.listen();
    if (const auto account = m_replica->account())
        m_account = *account;
    useAccountsServer();
    restore([this](bool) {
        if (m_wantsSync)
            startSync();
    });
}

void ClientSession::changed(const replica::ReplicaChange &change)
{
    m_link.announceChange();
    Q_EMIT rowsChanged(change);
}

Result<void> ClientSession::useServer(const QString &serverUrl)
{
    ROOST_ASSIGN(const QUrl url, net::parseServerUrl(serverUrl));
    m_api.setServer(url);
    m_transport.setServer(url);
    m_blobClient.setServer(url);
    m_photoFetcher.setServer(url);
    return {};
}

void ClientSession::useAccountsServer()
{
    // An account without a server has never logged in: there is nothing to use.
    static_cast<void>(useServer(m_account.serverUrl));
}

void ClientSession::restore(std::function<void(bool)> done)
{
    if (!isOwner() || m_account.serverUrl.isEmpty()) {
        QMetaObject::invokeMethod(
            this, [done] { done(false); }, Qt::QueuedConnection);
        return;
    }
    m_keeper.restore(std::move(done));
}

Result<void> ClientSession::mayLogIn() const
{
    if (isOwner())
        return {};
    return fail(ErrorCode::Busy, tr("Another Roost program has this profile open. Log in there, or close it."));
}

void ClientSession::logIn(const Credentials &credentials, Done done)
{
    auto ready = mayLogIn();
    if (ready)
        ready = useServer(credentials.serverUrl);
    if (!ready) {
        QMetaObject::invokeMethod(
            this, [done, ready] { done(ready); }, Qt::QueuedConnection);
        return;
    }
    stopUploads();
    m_engine->stop();
    m_keeper.logIn(credentials.email, credentials.password,
                   [this, done](const Result<net::SessionInfo> &session) { finishLogIn(session, done); });
}

void ClientSession::registerAccount(const Credentials &credentials, const QString &tenantName, Done done)
{
    auto ready = mayLogIn();
    if (ready)
        ready = useServer(credentials.serverUrl);
    if (!ready) {
        QMetaObject::invokeMethod(
            this, [done, ready] { done(ready); }, Qt::QueuedConnection);
        return;
    }
    stopUploads();
    m_engine->stop();
    m_keeper.registerAccount(credentials.email, credentials.password, credentials.name,
                             [this, tenantName, done](const Result<net::SessionInfo> &session) {
                                 if (session && !tenantName.isEmpty())
                                     makeTenant(tenantName, *session, done);
                                 else
                                     finishLogIn(session, done);
                             });
}

void ClientSession::finishLogIn(const Result<net::SessionInfo> &session, const Done &done)
{
    if (!session) {
        useAccountsServer();
        if (m_wantsSync)
            startSync();
        done(fail(session.error()));
        return;
    }
    if (const auto adopted = adopt(*session); !adopted) {
        // A session that this profile can't use is not left open.
        m_keeper.logOut([](const Result<void> &) {});
        useAccountsServer();
        done(adopted);
        return;
    }
    Q_EMIT accountChanged();
    if (m_wantsSync)
        startSync();
    done({});
}

Result<void> ClientSession::adopt(const net::SessionInfo &session)
{
    ROOST_TRY(m_replica->setAccount(m_api.server().toString(), session.user, session.email));
    ROOST_ASSIGN(m_account, m_replica->account());
    return {};
}

// Before the first sync, so that this brings the business too. The account stays when it could not be made.
void ClientSession::makeTenant(const QString &name, const net::SessionInfo &session, const Done &done)
{
    const QString locale = QLocale::system().name().section(u'_', 0, 0);
    m_api.createTenant(
        m_keeper.accessToken(), name, ownCurrency(), QString::fromLatin1(QTimeZone::systemTimeZoneId()),
        locale.size() == 2 ? locale : u"en"_s, uuidText(newUuid()).toLatin1(),
        [this, session, done](const Result<void> &made) {
            finishLogIn(session, [made, done](const Result<void> &loggedIn) { done(loggedIn ? made : loggedIn); });
        });
}

void ClientSession::logOut(Done done)
{
    stopUploads();
    m_engine->stop();
    m_keeper.logOut([this, done = std::move(done)](const Result<void> &result) {
        Q_EMIT accountChanged();
        done(result);
    });
}

Result<MutationId> ClientSession::edit(const replica::Edit &edit)
{
    const auto made = m_replica->edit(edit);
    if (made) {
        m_engine->editsWaiting();
        startUploads();
    }
    return made;
}

Result<void> ClientSession::sendIf(const Result<void> &changed)
{
    if (changed) {
        m_engine->editsWaiting();
        startUploads();
    }
    return changed;
}

Result<void> ClientSession::resolveProblem(const ProblemId &problem, const replica::Decision &decision)
{
    return sendIf(m_replica->resolveProblem(problem, decision));
}

Result<void> ClientSession::undoProblem(const ProblemId &problem)
{
    return sendIf(m_replica->undoProblem(problem));
}

Result<void> ClientSession::undoEdit(const MutationId &mutation)
{
    return sendIf(m_replica->undoEdit(mutation));
}

void ClientSession::startSync()
{
    m_wantsSync = true;
    if (isOwner() && !m_isOfflineChosen && !m_account.serverUrl.isEmpty())
        m_engine->start();
    startUploads();
}

void ClientSession::stopSync()
{
    m_wantsSync = false;
    stopUploads();
    m_engine->stop();
}

void ClientSession::syncNow()
{
    if (!isOwner()) {
        m_link.askForSync();
        return;
    }
    startSync();
    m_engine->syncNow();
}

void ClientSession::setOffline(bool offline)
{
    m_isOfflineChosen = offline;
    if (offline) {
        stopUploads();
        m_engine->stop();
    } else {
        startSync();
    }
}

} // namespace roost::session
