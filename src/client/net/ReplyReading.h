// From a finished network reply to a JSON object or an Error.
#pragma once

#include "common/Result.h"

class QNetworkReply;

namespace roost::net {

Result<QJsonObject> readReply(QNetworkReply &reply);
// The same for a reply whose body is no JSON.
Result<QByteArray> readBytes(QNetworkReply &reply);

} // namespace roost::net
