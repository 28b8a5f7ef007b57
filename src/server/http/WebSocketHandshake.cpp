// WebSocketHandshake: checked before the authoriser runs, so that Qt's own handshake cannot fail later.
#include "WebSocketHandshake.h"

namespace roost::http {

namespace {

constexpr int kUpgradeRequired = 426;
constexpr qsizetype kKeyBytes = 16;

} // namespace

std::optional<ParseProblem> checkHandshake(const RequestHead &head)
{
    if (head.isHttp10 || !head.wantsUpgrade || !head.headers.hasToken("Upgrade", "websocket"))
        return ParseProblem{kUpgradeRequired, "This path speaks WebSocket only."};
    if (head.headers.value("Sec-WebSocket-Version") != "13")
        return ParseProblem{kUpgradeRequired, "Only version 13 of the WebSocket protocol is spoken here."};
    const auto key = QByteArray::fromBase64Encoding(head.headers.value("Sec-WebSocket-Key").toByteArray());
    if (head.headers.count("Sec-WebSocket-Key") != 1 || !key || key.decoded.size() != kKeyBytes)
        return ParseProblem{400, "The Sec-WebSocket-Key field is malformed."};
    return std::nullopt;
}

void explainUpgrade(Response &response)
{
    response.withHeader("Upgrade", "websocket").withHeader("Sec-WebSocket-Version", "13");
}

} // namespace roost::http
