// Photos of listings as text and files.
#include "PhotoCommands.h"

#include "Console.h"
#include "Lookup.h"

#include "client/replica/Edits.h"
#include "domain/PhotoRules.h"

#include <QFile>
#include <QFileInfo>

namespace roost::cli {

using namespace Qt::StringLiterals;

namespace {

constexpr int kFetchMs = 60'000;

using replica::ReplicaReader;

tl::unexpected<Error> wrongUse()
{
    return fail(ErrorCode::Validation, u"Usage: roost-cli photo add LISTING FILE | list LISTING | remove PHOTO | "
                                       "get PHOTO FILE"_s);
}

Result<replica::PhotoRow> findPhoto(ReplicaReader &reader, const QString &typed)
{
    ROOST_ASSIGN(const auto photo, reader.photo(PhotoId::fromString(typed)));
    if (!photo)
        return fail(ErrorCode::NotFound, u"There is no photo '%1'. See: roost-cli photo list LISTING"_s.arg(typed));
    return *photo;
}

QString stateText(const replica::PhotoRow &photo)
{
    if (photo.upload == u"waiting")
        return u"photo not sent"_s;
    if (photo.upload == u"failed")
        return u"photo refused"_s;
    return photo.isTentative ? u"not sent"_s : QString();
}

QJsonObject toJson(const replica::PhotoRow &photo)
{
    return {{u"id"_s, photo.id.toString()}, {u"listing_id"_s, photo.listing.toString()},
            {u"sha256"_s, photo.sha256},    {u"position"_s, photo.position},
            {u"caption"_s, photo.caption},  {u"width"_s, photo.width},
            {u"height"_s, photo.height},    {u"tentative"_s, photo.isTentative},
            {u"upload"_s, photo.upload}};
}

Result<void> listPhotos(const CliOptions &options)
{
    ROOST_ASSIGN(const auto connection, Connection::open(options.profileFolder));
    ROOST_ASSIGN(const auto reader, connection->openReader());
    ROOST_ASSIGN(const auto listing, findListing(*reader, options.arguments.value(1)));
    ROOST_ASSIGN(const auto photos, reader->photosOf(listing.id));
    QJsonArray array;
    QList<QStringList> rows;
    for (const auto &photo : photos) {
        array << toJson(photo);
        const QString size = photo.width > 0 ? u"%1 x %2"_s.arg(photo.width).arg(photo.height) : QString();
        rows << QStringList{photo.id.toString(), size, photo.caption, stateText(photo)};
    }
    if (options.wantsJson)
        printJson(array);
    else
        printLine(alignedTable({u"ID"_s, u"SIZE"_s, u"CAPTION"_s, u""_s}, rows, {}));
    return {};
}

Result<void> copyTo(const QString &from, const QString &to)
{
    if (QFileInfo::exists(to))
        return fail(ErrorCode::Validation, u"%1 exists already. Choose another name."_s.arg(to));
    if (!QFile::copy(from, to))
        return fail(ErrorCode::StorageFull, u"%1 could not be written."_s.arg(to));
    return {};
}

Result<void> getPhoto(const CliOptions &options)
{
    ROOST_ASSIGN(const auto connection, Connection::open(options.profileFolder));
    ROOST_ASSIGN(const auto reader, connection->openReader());
    ROOST_ASSIGN(const auto photo, findPhoto(*reader, options.arguments.value(1)));
    auto &session = connection->session();
    if (options.isOffline)
        session.setOffline(true);
    else if (session.isOwner())
        ROOST_TRY(connection->connectToServer());
    auto answer = std::make_shared<std::optional<Result<QString>>>();
    session.fetchPhoto(photo.tenant, photo.sha256, 0, [answer](const Result<QString> &found) { *answer = found; });
    if (!connection->waitUntil([answer] { return answer->has_value(); },
                               options.timeoutMs > 0 ? options.timeoutMs : kFetchMs))
        return fail(ErrorCode::Timeout, u"The server didn't answer in time. Try again."_s);
    ROOST_TRY(**answer);
    ROOST_TRY(copyTo(***answer, options.arguments.value(2)));
    if (options.wantsJson)
        printJson(toJson(photo));
    else
        printLine(u"Written to %1."_s.arg(options.arguments.value(2)));
    return {};
}

Result<qint64> positionBehind(ReplicaReader &reader, const ListingId &listing)
{
    ROOST_ASSIGN(const auto photos, reader.photosOf(listing));
    return (photos.isEmpty() ? 0 : photos.last().position) + kPhotoSpacing;
}

} // namespace

bool isPhotoReadCommand(const CliOptions &options)
{
    const QString what = options.arguments.value(0);
    return options.command == u"photo" && what != u"add" && what != u"remove";
}

Result<void> runPhotoReadCommand(const CliOptions &options)
{
    if (options.arguments.first() == u"list" && options.arguments.size() == 2)
        return listPhotos(options);
    if (options.arguments.first() == u"get" && options.arguments.size() == 3)
        return getPhoto(options);
    return wrongUse();
}

Result<MutationId> savePhotoChange(Connection &connection, ReplicaReader &reader, const CliOptions &options)
{
    auto &session = connection.session();
    if (options.arguments.first() == u"remove" && options.arguments.size() == 2) {
        ROOST_ASSIGN(const auto photo, findPhoto(reader, options.arguments[1]));
        return session.edit(replica::removePhoto(photo));
    }
    if (options.arguments.first() != u"add" || options.arguments.size() != 3)
        return wrongUse();
    ROOST_ASSIGN(const auto listing, findListing(reader, options.arguments[1]));
    ROOST_ASSIGN(const qint64 position, positionBehind(reader, listing.id));
    return session.addPhoto(listing.id, options.arguments[2], options.note, position);
}

void showUploads(Connection &connection, QObject *context)
{
    auto &session = connection.session();
    QObject::connect(&session, &session::ClientSession::uploadsChanged, context, [&session] {
        const auto &progress = session.uploads().progress();
        if (progress.waiting == 0)
            printProgress({});
        else
            printProgress(u"%1 photos to send: %2 of %3 kB"_s.arg(progress.waiting)
                              .arg(progress.sentBytes / 1024)
                              .arg(progress.totalBytes / 1024));
    });
}

} // namespace roost::cli
