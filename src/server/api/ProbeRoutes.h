// What is answered without an account and outside the description: is the process alive, can it work, what can it do.
#pragma once

#include "ApiDescription.h"

#include "common/Clock.h"
#include "server/http/Router.h"
#include "storage/Database.h"

namespace roost::api {

// GET /healthz (the process answers), /readyz (the database answers and has this program's schema; else 503) and
// /openapi.json. clock must outlive the router.
void addProbeRoutes(http::Router &router, const ApiDescription &description, const Clock &clock);

// Unavailable, UpgradeRequired (the database is older or newer than this program; the text says what to do).
Result<void> checkSchemaVersion(Database &database);

} // namespace roost::api
