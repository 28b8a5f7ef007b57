// The replica's part in sending files.
#include "MutationApplier.h"
#include "OutboxStore.h"
#include "Replica.h"

#include <limits>

namespace roost::replica {

using namespace Qt::StringLiterals;

Result<QList<BlobUpload>> Replica::waitingUploads()
{
    QList<BlobUpload> uploads;
    const auto looked = write([&](Database &database, ReplicaChange &) -> Result<void> {
        ROOST_ASSIGN(uploads, BlobQueue(database, m_clock).list(u"waiting"_s));
        return {};
    });
    ROOST_TRY(looked);
    return uploads;
}

Result<bool> Replica::noteUploadProgress(const BlobUpload &upload)
{
    bool isWanted = false;
    const auto noted = write([&](Database &database, ReplicaChange &) -> Result<void> {
        ROOST_ASSIGN(isWanted, BlobQueue(database, m_clock).noteProgress(upload));
        return {};
    });
    ROOST_TRY(noted);
    return isWanted;
}

Result<void> Replica::uploadDone(const BlobUpload &upload)
{
    return write([&](Database &database, ReplicaChange &change) {
        change.edits = true;
        return BlobQueue(database, m_clock).setState(upload.scope, upload.sha256, u"sent"_s);
    });
}

Result<void> Replica::uploadFailed(const BlobUpload &upload, const Error &error)
{
    return write([&](Database &database, ReplicaChange &change) -> Result<void> {
        change.edits = true;
        OutboxStore outbox(database, m_clock);
        ROOST_ASSIGN(const auto mutations, outbox.waiting(std::numeric_limits<int>::max()));
        ROOST_TRY(BlobQueue(database, m_clock).setState(upload.scope, upload.sha256, u"failed"_s, error.userText));
        return rebase(database, upload.scope, change, [&]() -> Result<void> {
            for (const sync::Mutation &mutation : mutations) {
                const bool names = mutation.name == u"photo.add" && mutation.scope == upload.scope &&
                                   mutation.args.value(u"sha256").toString() == upload.sha256;
                if (names)
                    ROOST_TRY(outbox.quarantine(mutation, errorCodeName(error.code), error.userText));
            }
            return {};
        });
    });
}

Result<QList<BlobUpload>> Replica::forgetUploads()
{
    QList<BlobUpload> forgotten;
    ROOST_ASSIGN(const auto known, BlobQueue(*m_database, m_clock).list());
    if (known.isEmpty())
        return forgotten;
    const auto written = write([&](Database &database, ReplicaChange &) -> Result<void> {
        ROOST_ASSIGN(forgotten, BlobQueue(database, m_clock).forgetUnneeded());
        return {};
    });
    ROOST_TRY(written);
    return forgotten;
}

Result<bool> Replica::withdrawPhoto(Database &database, const sync::Mutation &mutation, ReplicaChange &change)
{
    if (mutation.name != u"photo.remove")
        return false;
    ROOST_ASSIGN(const bool isWithdrawn, BlobQueue(database, m_clock).withdraw(mutation));
    if (isWithdrawn)
        ROOST_TRY(rebase(database, mutation.scope, change, [] { return Result<void>(); }));
    return isWithdrawn;
}

} // namespace roost::replica
