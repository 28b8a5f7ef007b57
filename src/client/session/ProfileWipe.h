// Puts an end to a profile on this computer: first its key, with which a copy of the files made earlier is unreadable
// too, then the kept session, then the files.
#pragma once

#include "client/net/SecretStore.h"

namespace roost::session {

// Under which name the keychain keeps a profile's session (net::SessionKeeper).
QString sessionSecretName(const QString &profileFolder);

// Removes what Roost put into the folder, and the folder when it is empty then. Needs an event dispatcher
// (ProfileKeys). NotFound when there is no profile, Busy when a Roost program syncs it, Forbidden when the keychain
// can't be opened: then nothing is removed. Changes that were not sent are gone: ask before.
Result<void> wipeProfile(const QString &profileFolder, net::SecretStore &secrets);

} // namespace roost::session
