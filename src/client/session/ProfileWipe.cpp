// Key first, then the files.
#include "ProfileWipe.h"

#include "ProfileKeys.h"

#include "client/replica/Profile.h"

#include <QCoreApplication>
#include <QDir>

namespace roost::session {

using namespace Qt::StringLiterals;

namespace {

Result<replica::Profile> ownedProfile(const QString &folder)
{
    ROOST_ASSIGN(const QString generation, [&folder]() -> Result<QString> {
        const auto current = replica::Profile::currentGeneration(folder);
        // A damaged profile can be wiped as well.
        return current || current.error().code == ErrorCode::StorageBroken ? Result<QString>(current.value_or(u"?"_s))
                                                                           : current;
    }());
    if (generation.isEmpty())
        return fail(ErrorCode::NotFound, u"There is no profile in %1."_s.arg(folder));
    ROOST_ASSIGN(replica::Profile profile, replica::Profile::open(folder));
    ROOST_ASSIGN(const bool owns, profile.takeOwnership());
    if (!owns) {
        return fail(
            ErrorCode::Busy,
            QCoreApplication::translate("ProfileWipe", "Another Roost program has this profile open. Close it first."));
    }
    return profile;
}

Result<void> removeFiles(const replica::Profile &profile)
{
    const QDir folder(profile.folder());
    const QStringList names =
        folder.entryList({u"replica-*"_s, u"current"_s, u"key"_s, u"key.lock"_s, u"owner.lock"_s}, QDir::Files);
    bool isGone = true;
    // The pointer first: a folder without it is no profile any more.
    isGone = !folder.exists(u"current"_s) || QFile::remove(profile.path(u"current"_s));
    for (const QString &name : names) {
        if (name != u"current")
            isGone = QFile::remove(profile.path(name)) && isGone;
    }
    if (folder.exists(u"blobs"_s))
        isGone = QDir(profile.path(u"blobs"_s)).removeRecursively() && isGone;
    if (!isGone) {
        return fail(ErrorCode::StorageFull,
                    QCoreApplication::translate("ProfileWipe", "The key is destroyed, so the data can't be read any "
                                                               "more, but not all files in %1 could be removed.")
                        .arg(profile.folder()));
    }
    QDir().rmdir(profile.folder());
    return {};
}

} // namespace

QString sessionSecretName(const QString &profileFolder)
{
    return u"session of "_s + profileFolder;
}

Result<void> wipeProfile(const QString &profileFolder, net::SecretStore &secrets)
{
    ROOST_ASSIGN(const replica::Profile profile, ownedProfile(profileFolder));
    ROOST_TRY(ProfileKeys(profile.folder(), secrets).destroy());
    secrets.remove(sessionSecretName(profile.folder()), [](const Result<void> &) {});
    return removeFiles(profile);
}

} // namespace roost::session
