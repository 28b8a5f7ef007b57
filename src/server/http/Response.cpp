// Response: how a reply is made and turned into bytes.
#include "Response.h"

#include "HeaderFields.h"

namespace roost::http {

namespace {

constexpr int kFirstFinal = 200;
constexpr int kLast = 599;
constexpr int kNoContent = 204;
constexpr int kNotModified = 304;

bool isTokenCharacter(char c)
{
    static constexpr QByteArrayView kMarks = "!#$%&'*+-.^_`|~";
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || kMarks.contains(c);
}

bool isValueCharacter(char c)
{
    const auto byte = static_cast<unsigned char>(c);
    return byte == '\t' || (byte >= 0x20 && byte != 0x7f);
}

// The server owns these; a handler's own would contradict what is really sent.
bool isServersOwn(QByteArrayView name)
{
    for (const QByteArrayView own :
         {QByteArrayView("Content-Length"), QByteArrayView("Connection"), QByteArrayView("Transfer-Encoding"),
          QByteArrayView("Date"), QByteArrayView("X-Request-Id")}) {
        if (equalIgnoringCase(name, own))
            return true;
    }
    return false;
}

Response typed(int status, QByteArray body, QByteArray contentType)
{
    Response response;
    response.status = status;
    response.body = std::move(body);
    response.headers.append({"Content-Type", std::move(contentType)});
    return response;
}

} // namespace

Response Response::json(int status, QByteArray body)
{
    return typed(status, std::move(body), "application/json");
}

Response Response::problem(int status, QByteArray body)
{
    return typed(status, std::move(body), "application/problem+json");
}

Response Response::text(int status, QByteArray body)
{
    return typed(status, std::move(body), "text/plain; charset=utf-8");
}

Response Response::noContent()
{
    Response response;
    response.status = kNoContent;
    return response;
}

Response &Response::withHeader(QByteArray name, QByteArray value)
{
    headers.append({std::move(name), std::move(value)});
    return *this;
}

QByteArray Response::header(QByteArrayView name) const
{
    for (const auto &[fieldName, value] : headers) {
        if (equalIgnoringCase(fieldName, name))
            return value;
    }
    return {};
}

const char *reasonPhrase(int status)
{
    struct Phrase
    {
        int status;
        const char *text;
    };
    static constexpr Phrase kPhrases[] = {
        {200, "OK"},
        {201, "Created"},
        {202, "Accepted"},
        {204, "No Content"},
        {206, "Partial Content"},
        {301, "Moved Permanently"},
        {302, "Found"},
        {303, "See Other"},
        {304, "Not Modified"},
        {307, "Temporary Redirect"},
        {308, "Permanent Redirect"},
        {400, "Bad Request"},
        {401, "Unauthorized"},
        {402, "Payment Required"},
        {403, "Forbidden"},
        {404, "Not Found"},
        {405, "Method Not Allowed"},
        {406, "Not Acceptable"},
        {408, "Request Timeout"},
        {409, "Conflict"},
        {410, "Gone"},
        {411, "Length Required"},
        {412, "Precondition Failed"},
        {413, "Content Too Large"},
        {414, "URI Too Long"},
        {415, "Unsupported Media Type"},
        {416, "Range Not Satisfiable"},
        {417, "Expectation Failed"},
        {421, "Misdirected Request"},
        {422, "Unprocessable Content"},
        {426, "Upgrade Required"},
        {428, "Precondition Required"},
        {429, "Too Many Requests"},
        {431, "Request Header Fields Too Large"},
        {500, "Internal Server Error"},
        {501, "Not Implemented"},
        {502, "Bad Gateway"},
        {503, "Service Unavailable"},
        {504, "Gateway Timeout"},
        {505, "HTTP Version Not Supported"},
        {507, "Insufficient Storage"},
    };
    for (const Phrase &phrase : kPhrases) {
        if (phrase.status == status)
            return phrase.text;
    }
    return "Unknown";
}

bool isLegal(const Response &response)
{
    if (response.status < kFirstFinal || response.status > kLast)
        return false;
    return std::all_of(response.headers.begin(), response.headers.end(), [](const auto &field) {
        return !field.first.isEmpty() && std::all_of(field.first.begin(), field.first.end(), isTokenCharacter) &&
               std::all_of(field.second.begin(), field.second.end(), isValueCharacter);
    });
}

void appendReply(QByteArray &out, const Response &response, const ReplyFraming &framing)
{
    out.append("HTTP/1.1 ").append(QByteArray::number(response.status)).append(' ');
    out.append(reasonPhrase(response.status)).append("\r\nDate: ").append(framing.date);
    for (const auto &[name, value] : response.headers) {
        if (!isServersOwn(name))
            out.append("\r\n").append(name).append(": ").append(value);
    }
    out.append("\r\nX-Request-Id: ").append(framing.requestId);
    const bool mayHaveBody = response.status != kNoContent && response.status != kNotModified;
    const bool isLengthKnown = framing.isHead && response.lengthForHead >= 0;
    const qint64 length = isLengthKnown ? response.lengthForHead : response.body.size();
    if (mayHaveBody)
        out.append("\r\nContent-Length: ").append(QByteArray::number(length));
    if (!framing.keepAlive)
        out.append("\r\nConnection: close");
    else if (framing.isHttp10)
        out.append("\r\nConnection: keep-alive");
    out.append("\r\n\r\n");
    if (mayHaveBody && !framing.isHead)
        out.append(response.body);
}

} // namespace roost::http
