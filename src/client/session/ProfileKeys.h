// Where the key of a profile's personal data is kept: in the system's keychain; where there is none, in a file of the
// user's configuration folder (mode 0600), apart from the profile, so that a copy of the profile alone can't be read.
//
// The profile's own file "key" names the key and its place; it holds nothing secret:
//   {"key": "<uuid>", "place": "keychain" | "file"}
#pragma once

#include "client/net/SecretStore.h"
#include "client/replica/FieldKey.h"

#include <optional>

namespace roost::session {

enum class KeyPlace {
    None, // there is no key that could be read
    Keychain,
    File
};

struct ProfileKey
{
    replica::FieldKey key;
    KeyPlace place = KeyPlace::None;
};

// Waits for the keychain in an event loop of its own (up to a minute, if its user has to unlock it). Use it from a
// thread with an event dispatcher.
class ProfileKeys
{
    Q_DISABLE_COPY_MOVE(ProfileKeys)

public:
    // The folder must exist for obtain(); secrets must outlive this.
    ProfileKeys(QString profileFolder, net::SecretStore &secrets);

    // The profile's key, made when there is none or when it was lost. Forbidden when the key is in the keychain and
    // that can't be opened now: then nothing is made, because the data would be given up for nothing.
    Result<ProfileKey> obtain();
    // The key if it can be read, else a null one; never makes one.
    ProfileKey find();
    // Destroys the key: what is sealed with it can't be read by anybody any more. Fails when the keychain refuses.
    Result<void> destroy();

    // The folder of keys without a keychain.
    static QString keyFolder();

private:
    // What the profile says of its key; null without one.
    struct Note
    {
        QString name;
        KeyPlace place = KeyPlace::None;
    };
    Note note() const;
    // Nothing: the place is there, and the key isn't in it.
    Result<std::optional<replica::FieldKey>> read(const Note &note);
    Result<ProfileKey> make();
    static QString keyFile(const QString &name);

    QString m_folder;
    net::SecretStore &m_secrets;
};

} // namespace roost::session
