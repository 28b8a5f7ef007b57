// The address of a Roost server as a person types it.
#pragma once

#include "common/Result.h"

#include <QUrl>

namespace roost::net {

// "host.example", "https://host.example:8443/roost/", "http://127.0.0.1:8080" -> the base of all addresses, without a
// slash at its end. https unless said otherwise; http only for this computer itself, because passwords travel to it.
// Validation error (details.field "server_url") for anything else.
Result<QUrl> parseServerUrl(const QString &typed);

} // namespace roost::net
