// From a finished network reply to its body, a JSON object, or an Error.
#pragma once

#include "common/Result.h"

class QNetworkReply;

namespace roost::net {

// The body as the server wrote it, whatever it was compressed with on the way; Qt must have left it as it came (the
// request tells Accept-Encoding).
Result<QByteArray> readBytes(QNetworkReply &reply);
// Its object; an empty one for no body.
Result<QJsonObject> readReply(QNetworkReply &reply);
Result<QJsonObject> readObject(const QByteArray &body);

} // namespace roost::net
