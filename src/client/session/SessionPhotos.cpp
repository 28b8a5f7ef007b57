// A session's photos: added, sent, looked at.
#include "ClientSession.h"

#include "client/replica/Edits.h"

namespace roost::session {

using namespace Qt::StringLiterals;

void ClientSession::watchUploads()
{
    m_uploads = std::make_unique<BlobUploads>(*m_replica, m_cache, m_blobClient, m_keeper, m_timers);
    connect(m_uploads.get(), &BlobUploads::progressChanged, this, &ClientSession::uploadsChanged);
    connect(m_uploads.get(), &BlobUploads::uploaded, this, [this] { m_engine->editsWaiting(); });
    connect(m_uploads.get(), &BlobUploads::refused, this, [this] { m_engine->editsWaiting(); });
}

void ClientSession::startUploads()
{
    if (m_wantsSync && isOwner() && !m_isOfflineChosen && !m_account.serverUrl.isEmpty() && m_keeper.hasSession())
        m_uploads->start();
}

void ClientSession::stopUploads()
{
    m_uploads->stop();
    m_blobClient.cancelAll();
}

Result<MutationId> ClientSession::addPhoto(const ListingId &listing, const QString &file, const QString &caption,
                                           qint64 position)
{
    ROOST_ASSIGN(const QString sha256, m_cache.addOutgoing(file));
    return edit(replica::addPhoto(PhotoId::create(), listing, sha256, caption, position));
}

void ClientSession::fetchPhoto(const TenantId &tenant, const QString &sha256, int side, const PhotoDone &done)
{
    const auto answer = [this, done](const Result<QString> &found) {
        QMetaObject::invokeMethod(
            this, [done, found] { done(found); }, Qt::QueuedConnection);
    };
    // The host's own photo needs no picture from the server to be shown.
    QString path = m_cache.find(sha256, side);
    if (path.isEmpty())
        path = m_cache.find(sha256, 0);
    if (!path.isEmpty() || m_isOfflineChosen || m_account.serverUrl.isEmpty()) {
        answer(path.isEmpty() ? Result<QString>(fail(ErrorCode::Offline, tr("This photo isn't on this computer yet.")))
                              : path);
        return;
    }
    m_photoFetcher.get(
        u"t:"_s + tenant.toString(), sha256, side, [this, sha256, side, done](const Result<QByteArray> &bytes) {
            if (!bytes) {
                done(fail(bytes.error()));
                return;
            }
            const auto stored = m_cache.store(sha256, side, *bytes);
            m_cache.trim();
            done(stored ? Result<QString>(m_cache.find(sha256, side)) : Result<QString>(fail(stored.error())));
        });
}

} // namespace roost::session
