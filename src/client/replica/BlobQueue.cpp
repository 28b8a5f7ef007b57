#include "BlobQueue.h"

#include "OutboxStore.h"

#include "common/Clock.h"

#include <algorithm>
#include <limits>

namespace roost::replica {

using namespace Qt::StringLiterals;

namespace {

QString fileKey(const QString &scope, const QString &sha256)
{
    return scope + u' ' + sha256;
}

QString fileOf(const sync::Mutation &mutation)
{
    return fileKey(mutation.scope, mutation.args.value(u"sha256").toString());
}

QString photoOf(const sync::Mutation &mutation)
{
    return mutation.name.startsWith(u"photo.") ? mutation.args.value(u"photo_id").toString() : QString();
}

// Whether each has to wait: the photos whose files are missing, and what else is about them.
QList<bool> heldOnes(const QList<sync::Mutation> &mutations, const QSet<QString> &waitingFiles)
{
    QSet<QString> photos;
    QList<bool> held;
    for (const sync::Mutation &mutation : mutations) {
        if (mutation.name == u"photo.add" && waitingFiles.contains(fileOf(mutation)))
            photos.insert(photoOf(mutation));
        held << photos.contains(photoOf(mutation));
    }
    return held;
}

} // namespace

Result<void> BlobQueue::expect(const sync::Mutation &photoAdd)
{
    ROOST_ASSIGN(Statement insert, m_database.statement(u"store/expect_upload"_s));
    insert.bind(u":scope"_s, photoAdd.scope)
        .bind(u":sha256"_s, photoAdd.args.value(u"sha256").toString())
        .bind(u":created_at"_s, m_clock.nowUtc().toString(Qt::ISODateWithMs));
    return insert.exec();
}

Result<void> BlobQueue::sendAgain(const sync::Mutation &photoAdd)
{
    ROOST_TRY(expect(photoAdd));
    return setState(photoAdd.scope, photoAdd.args.value(u"sha256").toString(), u"waiting"_s);
}

Result<QList<BlobUpload>> BlobQueue::list(const QString &state)
{
    ROOST_ASSIGN(Statement select, m_database.statement(u"store/uploads"_s));
    select.bind(u":state"_s, state.isNull() ? u""_s : state);
    ROOST_TRY(select.exec());
    QList<BlobUpload> uploads;
    while (select.next()) {
        uploads << BlobUpload{select.text(0),    select.text(1), select.integer(2),
                              select.integer(3), select.text(4), select.text(5)};
    }
    return uploads;
}

Result<bool> BlobQueue::noteProgress(const BlobUpload &upload)
{
    ROOST_ASSIGN(Statement note, m_database.statement(u"store/note_upload_progress"_s));
    note.bind(u":size"_s, upload.size)
        .bind(u":sent_bytes"_s, upload.sentBytes)
        .bind(u":scope"_s, upload.scope)
        .bind(u":sha256"_s, upload.sha256);
    ROOST_TRY(note.exec());
    return note.rowsAffected() == 1;
}

Result<void> BlobQueue::setState(const QString &scope, const QString &sha256, const QString &state,
                                 const QString &error)
{
    ROOST_ASSIGN(Statement set, m_database.statement(u"store/set_upload_state"_s));
    set.bind(u":state"_s, state).bind(u":error"_s, error).bind(u":scope"_s, scope).bind(u":sha256"_s, sha256);
    return set.exec();
}

Result<QSet<QString>> BlobQueue::waitingFiles()
{
    QSet<QString> files;
    ROOST_ASSIGN(const auto uploads, list(u"waiting"_s));
    for (const BlobUpload &upload : uploads)
        files.insert(fileKey(upload.scope, upload.sha256));
    return files;
}

// Those that no edit names which still has to be sent.
Result<QList<BlobUpload>> BlobQueue::unneeded()
{
    ROOST_ASSIGN(QList<BlobUpload> uploads, list());
    if (uploads.isEmpty())
        return uploads;
    QSet<QString> needed;
    ROOST_ASSIGN(const auto mutations, OutboxStore(m_database, m_clock).waiting(std::numeric_limits<int>::max()));
    for (const sync::Mutation &mutation : mutations) {
        if (mutation.name == u"photo.add")
            needed.insert(fileOf(mutation));
    }
    uploads.removeIf(
        [&needed](const BlobUpload &upload) { return needed.contains(fileKey(upload.scope, upload.sha256)); });
    return uploads;
}

// The one that is under way finds out with its next piece.
Result<void> BlobQueue::stopUnneeded()
{
    ROOST_ASSIGN(const auto uploads, unneeded());
    for (const BlobUpload &upload : uploads)
        ROOST_TRY(setState(upload.scope, upload.sha256, u"failed"_s));
    return {};
}

Result<QList<BlobUpload>> BlobQueue::forgetUnneeded()
{
    ROOST_ASSIGN(const auto forgotten, unneeded());
    for (const BlobUpload &upload : forgotten) {
        ROOST_ASSIGN(Statement forget, m_database.statement(u"store/forget_upload"_s));
        forget.bind(u":scope"_s, upload.scope).bind(u":sha256"_s, upload.sha256);
        ROOST_TRY(forget.exec());
    }
    return forgotten;
}

Result<qint64> BlobQueue::holdBack()
{
    ROOST_ASSIGN(const QSet<QString> files, waitingFiles());
    if (files.isEmpty())
        return 0;
    ROOST_ASSIGN(auto mutations, OutboxStore(m_database, m_clock).waiting(std::numeric_limits<int>::max()));
    const QList<bool> held = heldOnes(mutations, files);
    const qsizetype first = held.indexOf(true);
    if (first < 0)
        return 0;
    const qint64 firstMid = mutations[first].mid;
    QList<sync::Mutation> order;
    QList<sync::Mutation> last;
    for (qsizetype i = first; i < mutations.size(); ++i)
        (held[i] ? last : order) << mutations[i];
    if (order.isEmpty() || held.indexOf(false, first) < 0)
        return firstMid;
    const qint64 firstHeld = firstMid + order.size();
    order << last;
    ROOST_TRY(renumber(order, firstMid));
    return firstHeld;
}

Result<void> BlobQueue::renumber(const QList<sync::Mutation> &inOrder, qint64 firstMid)
{
    ROOST_ASSIGN(Statement clear, m_database.statement(u"store/clear_mids_above"_s));
    clear.bind(u":mid"_s, firstMid - 1);
    ROOST_TRY(clear.exec());
    ROOST_ASSIGN(Statement set, m_database.statement(u"store/set_mid_of_mutation"_s));
    qint64 mid = firstMid;
    for (const sync::Mutation &mutation : inOrder) {
        set.bind(u":mid"_s, mid++).bind(u":mutation_id"_s, mutation.id);
        ROOST_TRY(set.exec());
    }
    return {};
}

Result<bool> BlobQueue::withdraw(const sync::Mutation &photoRemove)
{
    ROOST_ASSIGN(const qint64 firstHeld, holdBack());
    if (firstHeld == 0)
        return false;
    ROOST_ASSIGN(const auto mutations, OutboxStore(m_database, m_clock).waiting(std::numeric_limits<int>::max()));
    QList<sync::Mutation> kept;
    bool isHeld = false;
    for (const sync::Mutation &mutation : mutations) {
        if (mutation.mid < firstHeld)
            continue;
        if (photoOf(mutation) != photoOf(photoRemove)) {
            kept << mutation;
            continue;
        }
        isHeld = true;
        ROOST_ASSIGN(Statement forget, m_database.statement(u"store/forget_mutation"_s));
        forget.bind(u":mutation_id"_s, mutation.id);
        ROOST_TRY(forget.exec());
    }
    if (!isHeld)
        return false;
    ROOST_TRY(renumber(kept, firstHeld));
    ROOST_ASSIGN(Statement next, m_database.statement(u"store/set_next_mid"_s));
    next.bind(u":next_mid"_s, firstHeld + kept.size());
    ROOST_TRY(next.exec());
    ROOST_TRY(stopUnneeded());
    return true;
}

} // namespace roost::replica
