// What a server's database needs before it can be used: roles, the database itself, the schema.
#pragma once

#include "common/Result.h"

#include <QUrl>

namespace roost {

// Makes the roles roost_owner and roost_app and the database roost in a cluster, as its superuser, as far as they are
// missing; takes back rights that the roles must not have. Safe when two processes do it at once.
Result<void> setUpCluster(const QUrl &adminUrl);

// Brings the schema to this program's version, as the role that owns it; returns how many migrations that took.
// UpgradeRequired when a newer Roost wrote the data.
Result<int> prepareDatabase(const QUrl &ownerUrl);

} // namespace roost
