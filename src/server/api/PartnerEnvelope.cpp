// One form for all outcomes of the partner API.
#include "PartnerEnvelope.h"

#include "ErrorReply.h"

#include "common/Json.h"

#include <QJsonArray>

namespace roost::api {

using namespace Qt::StringLiterals;

namespace {

bool isHeldBySomeone(const Error &error)
{
    return error.details.contains("hold_ends_at"_L1);
}

// "hold_ends_at" -> "holdEndsAt"
QString camelCase(const QString &name)
{
    QString text;
    bool isWordStart = false;
    for (const QChar c : name) {
        if (c == u'_') {
            isWordStart = true;
            continue;
        }
        text += isWordStart ? c.toUpper() : c;
        isWordStart = false;
    }
    return text;
}

QString snakeCase(const QString &name)
{
    QString text;
    for (const QChar c : name) {
        if (c.isUpper())
            text += u'_';
        text += c.toLower();
    }
    return text;
}

QJsonValue renamed(const QJsonValue &value, QString (*rename)(const QString &))
{
    if (value.isArray()) {
        QJsonArray array;
        const QJsonArray from = value.toArray();
        for (const QJsonValue &item : from)
            array << renamed(item, rename);
        return array;
    }
    if (!value.isObject())
        return value;
    QJsonObject object;
    const QJsonObject from = value.toObject();
    for (auto property = from.begin(); property != from.end(); ++property)
        object.insert(rename(property.key()), renamed(property.value(), rename));
    return object;
}

QJsonObject partnerDetails(const Error &error)
{
    QJsonObject details;
    for (auto detail = error.details.begin(); detail != error.details.end(); ++detail) {
        if (detail.key() == "field"_L1) {
            details.insert(u"field"_s, camelCase(detail.value().toString()));
            continue;
        }
        const bool isCountdown = detail.key() == "retry_after"_L1 && isHeldBySomeone(error);
        details.insert(isCountdown ? u"expiresIn"_s : camelCase(detail.key()), camelCased(detail.value()));
    }
    return details;
}

http::Response failure(int status, const QString &code, const QString &message, const QJsonObject &details)
{
    const QJsonObject error{{u"code"_s, code}, {u"message"_s, message}, {u"details"_s, details}};
    http::Response response = http::Response::json(status, canonicalJson({{u"success"_s, false}, {u"error"_s, error}}));
    if (status == 401)
        response.withHeader("WWW-Authenticate", "ApiKey");
    return response;
}

} // namespace

bool isPartnerPath(const QByteArray &path)
{
    return path.startsWith(kPartnerRoot) && (path.size() == kPartnerRoot.size() || path[kPartnerRoot.size()] == '/');
}

ApiReply partnerReply(const QJsonValue &data, const QString &message, int status)
{
    return ApiReply::json({{u"success"_s, true}, {u"data"_s, data}, {u"message"_s, message}}, status);
}

QJsonValue camelCased(const QJsonValue &value)
{
    return renamed(value, camelCase);
}

QJsonValue snakeCased(const QJsonValue &value)
{
    return renamed(value, snakeCase);
}

QString partnerCode(const Error &error)
{
    const QString state = isHeldBySomeone(error) ? u"LOCKED"_s : u"BOOKED"_s;
    switch (error.code) {
    case ErrorCode::SeatsTaken:
        return u"SEAT_ALREADY_"_s + state;
    case ErrorCode::DatesTaken:
        return u"DATES_ALREADY_"_s + state;
    case ErrorCode::SlotTaken:
        return u"SLOT_ALREADY_"_s + state;
    case ErrorCode::HoldUsed:
        return u"RESERVATION_ALREADY_CONFIRMED"_s;
    case ErrorCode::HoldAlreadyExtended:
        return u"RESERVATION_ALREADY_EXTENDED"_s;
    default:
        return errorCodeName(error.code);
    }
}

http::Response partnerErrorReply(const Error &error)
{
    const int status = httpStatus(error.code);
    http::Response response = failure(status, partnerCode(error), error.userText, partnerDetails(error));
    if (status == 429 || status == 503) {
        const int seconds = std::max(1, error.details.value("retry_after"_L1).toInt(1));
        response.withHeader("Retry-After", QByteArray::number(seconds));
    }
    return response;
}

http::Response partnerProblemReply(const http::HttpProblem &problem)
{
    return failure(problem.status, problemCode(problem.status), problem.detail, {});
}

void allowOrigin(http::Response &response, const QByteArray &origin)
{
    response.withHeader("Access-Control-Allow-Origin", origin);
    response.withHeader("Access-Control-Expose-Headers", "X-Request-Id, Retry-After");
    response.withHeader("Vary", "Origin");
}

http::Response preflightReply(const QByteArray &origin, bool isKnown)
{
    if (!isKnown)
        return partnerErrorReply({ErrorCode::OriginNotAllowed, u"No app may be used from that origin."_s, {}, {}});
    http::Response response = http::Response::noContent();
    allowOrigin(response, origin);
    response.withHeader("Access-Control-Allow-Methods", "GET, POST");
    response.withHeader("Access-Control-Allow-Headers", "content-type, x-app-id, x-api-key");
    response.withHeader("Access-Control-Max-Age", "600");
    return response;
}

} // namespace roost::api
