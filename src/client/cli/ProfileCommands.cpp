// Where a profile lies and what keeps it, and its end.
#include "ProfileCommands.h"

#include "Connection.h"
#include "Console.h"

#include "client/session/ProfileWipe.h"

namespace roost::cli {

using namespace Qt::StringLiterals;

namespace {

QString placeName(session::KeyPlace place)
{
    switch (place) {
    case session::KeyPlace::Keychain:
        return u"keychain"_s;
    case session::KeyPlace::File:
        return u"file"_s;
    default:
        return u"none"_s;
    }
}

Result<void> showProfile(const CliOptions &options)
{
    net::KeychainStore secrets;
    const auto key = session::ProfileKeys(options.profileFolder, secrets).find();
    ROOST_ASSIGN(const auto reader, replica::ReplicaReader::open(options.profileFolder, key.key));
    ROOST_ASSIGN(const auto account, reader->account());
    if (options.wantsJson) {
        printJson(QJsonObject{
            {u"profile"_s, options.profileFolder}, {u"email"_s, account.email}, {u"key"_s, placeName(key.place)}});
        return {};
    }
    printLine(u"Profile        %1"_s.arg(options.profileFolder));
    printLine(u"Account        %1"_s.arg(account.email.isEmpty() ? u"not logged in"_s : account.email));
    switch (key.place) {
    case session::KeyPlace::Keychain:
        printLine(u"Personal data  encrypted; the key is in the keychain"_s);
        break;
    case session::KeyPlace::File:
        printLine(
            u"Personal data  encrypted; there was no keychain, so the key is in a file that only you may read, in "_s +
            session::ProfileKeys::keyFolder());
        break;
    default:
        printLine(u"Personal data  can't be read: the key is gone, or its keychain is closed"_s);
    }
    return {};
}

// Without the number nobody can say what would be lost.
Result<int> unsentChanges(const CliOptions &options)
{
    net::KeychainStore secrets;
    const auto reader = replica::ReplicaReader::open(options.profileFolder,
                                                     session::ProfileKeys(options.profileFolder, secrets).find().key);
    if (!reader)
        return fail(reader.error());
    ROOST_ASSIGN(const auto counts, (*reader)->counts());
    return counts.waiting + counts.openProblems;
}

Result<void> wipe(const CliOptions &options)
{
    if (!options.discardsChanges) {
        ROOST_ASSIGN(const int unsent, unsentChanges(options));
        if (unsent > 0) {
            return fail(ErrorCode::Validation,
                        u"%1 changes were not sent or need a decision, and would be lost. Sync first, or say "
                        "--discard-changes."_s.arg(unsent));
        }
    }
    net::KeychainStore secrets;
    ROOST_TRY(session::wipeProfile(options.profileFolder, secrets));
    if (options.wantsJson)
        printJson(QJsonObject{{u"wiped"_s, options.profileFolder}});
    else
        printLine(u"Wiped %1: the key is destroyed and the files are removed."_s.arg(options.profileFolder));
    return {};
}

} // namespace

bool isProfileCommand(const QString &command)
{
    return command == u"profile";
}

Result<void> runProfileCommand(const CliOptions &options)
{
    const QString action = options.arguments.value(0, u"show"_s);
    if (action == u"show")
        return showProfile(options);
    if (action == u"wipe")
        return wipe(options);
    return fail(ErrorCode::Validation, u"Usage: roost-cli profile show|wipe"_s);
}

} // namespace roost::cli
