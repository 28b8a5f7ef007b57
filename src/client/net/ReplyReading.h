// From a finished network reply to a JSON object or an Error.
#pragma once

#include "common/Result.h"

class QNetworkReply;

namespace roost::net {

Result<QJsonObject> readReply(QNetworkReply &reply);

} // namespace roost::net
