// Carries calls into the worker's thread and news out of it.
#include "SyncService.h"

namespace roost::session {

using namespace Qt::StringLiterals;

SyncService::SyncService(QObject *parent)
    : QObject(parent)
    , m_anchor(new QObject)
{
    m_thread.setObjectName(u"sync"_s);
    m_anchor->moveToThread(&m_thread);
    connect(&m_thread, &QThread::finished, m_anchor, &QObject::deleteLater);
    m_thread.start();
}

SyncService::~SyncService()
{
    inWorker([this] {
        m_session.reset();
        m_secrets.reset();
        m_thread.quit();
    });
    m_thread.wait();
}

void SyncService::inWorker(std::function<void()> work)
{
    QMetaObject::invokeMethod(m_anchor, std::move(work), Qt::QueuedConnection);
}

void SyncService::here(std::function<void()> work)
{
    QMetaObject::invokeMethod(this, std::move(work), Qt::QueuedConnection);
}

SyncService::Done SyncService::answeredHere(Done done)
{
    return [this, done = std::move(done)](const Result<void> &result) {
        here([done, result] {
            if (done)
                done(result);
        });
    };
}

void SyncService::open(const QString &profileFolder, Done done)
{
    inWorker([this, profileFolder, done = answeredHere(std::move(done))] { openInWorker(profileFolder, done); });
}

void SyncService::openInWorker(const QString &profileFolder, const Done &done)
{
    m_session.reset();
    m_secrets = std::make_unique<net::KeychainStore>();
    auto opened = ClientSession::open(profileFolder, *m_secrets);
    if (!opened) {
        done(fail(opened.error()));
        return;
    }
    m_session = std::move(*opened);
    watchSession();
    takeNews();
    m_session->restore([this, done](bool) {
        m_session->startSync();
        takeNews();
        done({});
    });
}

void SyncService::watchSession()
{
    ClientSession *session = m_session.get();
    connect(session, &ClientSession::statusChanged, session, [this] { takeNews(); });
    connect(session, &ClientSession::accountChanged, session, [this] {
        takeNews();
        here([this] { Q_EMIT accountChanged(); });
    });
    connect(session, &ClientSession::progressChanged, session, [this, session] {
        here([this, progress = session->engine().progress()] {
            m_progress = progress;
            Q_EMIT progressChanged();
        });
    });
    connect(session, &ClientSession::uploadsChanged, session, [this, session] {
        here([this, progress = session->uploads().progress()] {
            m_uploads = progress;
            Q_EMIT uploadsChanged();
        });
    });
    connect(session, &ClientSession::rowsChanged, session, [this](const replica::ReplicaChange &change) {
        here([this, change] {
            Q_EMIT rowsChanged(change);
            if (change.edits)
                Q_EMIT editsChanged();
        });
    });
}

// In the worker.
void SyncService::takeNews()
{
    here([this, status = m_session->engine().status(), account = m_session->account(),
          hasKeychain = m_session->hasKeychain(), isOwner = m_session->isOwner(), key = m_session->key(),
          keyPlace = m_session->keyPlace()] {
        m_status = status;
        m_account = account;
        m_hasKeychain = hasKeychain;
        m_isOwner = isOwner;
        m_key = key;
        m_keyPlace = keyPlace;
        Q_EMIT statusChanged();
    });
}

// In the worker.
Result<void> SyncService::opened() const
{
    if (m_session)
        return {};
    return fail(ErrorCode::NotFound, tr("No profile is open."));
}

void SyncService::logIn(const Credentials &credentials, Done done)
{
    inWorker([this, credentials, done = answeredHere(std::move(done))] {
        if (const auto ready = opened(); !ready)
            done(ready);
        else
            m_session->logIn(credentials, done);
    });
}

void SyncService::registerAccount(const Credentials &credentials, const QString &tenantName, Done done)
{
    inWorker([this, credentials, tenantName, done = answeredHere(std::move(done))] {
        if (const auto ready = opened(); !ready)
            done(ready);
        else
            m_session->registerAccount(credentials, tenantName, done);
    });
}

void SyncService::logOut(Done done)
{
    inWorker([this, done = answeredHere(std::move(done))] {
        if (const auto ready = opened(); !ready)
            done(ready);
        else
            m_session->logOut(done);
    });
}

void SyncService::edit(const replica::Edit &edit, Done done)
{
    inWorker([this, edit, done = answeredHere(std::move(done))] {
        if (const auto ready = opened(); !ready) {
            done(ready);
            return;
        }
        const auto made = m_session->edit(edit);
        done(made ? Result<void>() : Result<void>(fail(made.error())));
    });
}

void SyncService::addPhoto(const ListingId &listing, const QString &file, const QString &caption, qint64 position,
                           Done done)
{
    inWorker([this, listing, file, caption, position, done = answeredHere(std::move(done))] {
        if (const auto ready = opened(); !ready) {
            done(ready);
            return;
        }
        const auto added = m_session->addPhoto(listing, file, caption, position);
        done(added ? Result<void>() : Result<void>(fail(added.error())));
    });
}

void SyncService::fetchPhoto(const TenantId &tenant, const QString &sha256, int side,
                             std::function<void(Result<QString>)> fetched)
{
    inWorker([this, tenant, sha256, side, fetched = std::move(fetched)] {
        const auto answer = [this, fetched](const Result<QString> &path) { here([fetched, path] { fetched(path); }); };
        if (const auto ready = opened(); !ready)
            answer(fail(ready.error()));
        else
            m_session->fetchPhoto(tenant, sha256, side, answer);
    });
}

void SyncService::onSession(std::function<Result<void>(ClientSession &)> work, Done done)
{
    inWorker([this, work = std::move(work), done = answeredHere(std::move(done))] {
        const auto ready = opened();
        done(ready ? work(*m_session) : ready);
    });
}

void SyncService::resolveProblem(const ProblemId &problem, const replica::Decision &decision, Done done)
{
    onSession([problem, decision](ClientSession &session) { return session.resolveProblem(problem, decision); },
              std::move(done));
}

void SyncService::undoProblem(const ProblemId &problem, Done done)
{
    onSession([problem](ClientSession &session) { return session.undoProblem(problem); }, std::move(done));
}

void SyncService::undoEdit(const MutationId &mutation, Done done)
{
    onSession([mutation](ClientSession &session) { return session.undoEdit(mutation); }, std::move(done));
}

void SyncService::syncNow()
{
    inWorker([this] {
        if (m_session)
            m_session->syncNow();
    });
}

void SyncService::setOffline(bool offline)
{
    inWorker([this, offline] {
        if (m_session)
            m_session->setOffline(offline);
    });
}

void SyncService::cancel()
{
    inWorker([this] {
        if (m_session)
            m_session->stopSync();
    });
}

} // namespace roost::session
