// Profile folders that are copied.
#pragma once

#include <QString>

namespace roost::sim {

// The folder of a profile that was just made, without an identity: made once, because its migrations take longer than
// all else in a run.
const QString &emptyProfile();
// All files but the lock.
void copyFolder(const QString &from, const QString &to);

} // namespace roost::sim
