// ErrorCode to HTTP status, and the bytes of a problem.
#include "ErrorReply.h"

#include "common/Json.h"

namespace roost::api {

using namespace Qt::StringLiterals;

int httpStatus(ErrorCode code)
{
    switch (code) {
    case ErrorCode::Validation:
    case ErrorCode::Protocol:
        return 400;
    case ErrorCode::Unauthenticated:
    case ErrorCode::WrongCredentials:
    case ErrorCode::SessionEnded:
    case ErrorCode::InvalidApiKey:
        return 401;
    case ErrorCode::Forbidden:
    case ErrorCode::AppInactive:
    case ErrorCode::OriginNotAllowed:
    case ErrorCode::KindNotAllowed:
        return 403;
    case ErrorCode::NotFound:
    case ErrorCode::ScopeGone:
        return 404;
    case ErrorCode::MethodNotAllowed:
        return 405;
    case ErrorCode::EmailTaken:
    case ErrorCode::DatesTaken:
    case ErrorCode::SeatsTaken:
    case ErrorCode::SlotTaken:
    case ErrorCode::HoldUsed:
    case ErrorCode::HoldAlreadyExtended:
    case ErrorCode::PriceChanged:
    case ErrorCode::BookingChanged:
    case ErrorCode::InvalidTransition:
    case ErrorCode::ListingChanged:
    case ErrorCode::ListingUnavailable:
    case ErrorCode::ChangedMeanwhile:
    case ErrorCode::AlreadyExists:
    case ErrorCode::ClientForked:
    case ErrorCode::EpochChanged:
    case ErrorCode::Busy:
    case ErrorCode::Cancelled:
        return 409;
    case ErrorCode::HoldExpired:
    case ErrorCode::ResyncNeeded:
        return 410;
    case ErrorCode::PreconditionFailed:
        return 412;
    case ErrorCode::TooLarge:
    case ErrorCode::QuotaExceeded:
        return 413;
    case ErrorCode::UnsupportedMedia:
        return 415;
    case ErrorCode::RangeNotSatisfiable:
        return 416;
    case ErrorCode::StayRuleBroken:
    case ErrorCode::PromotionInvalid:
    case ErrorCode::IdempotencyKeyReused:
    case ErrorCode::UnknownMutation:
    case ErrorCode::BlobMissing:
    case ErrorCode::HashMismatch:
    case ErrorCode::ImageRefused:
        return 422;
    case ErrorCode::UpgradeRequired:
        return 426;
    case ErrorCode::TooManyRequests:
        return 429;
    case ErrorCode::Unavailable:
    case ErrorCode::Offline:
        return 503;
    case ErrorCode::Timeout:
        return 504;
    case ErrorCode::StorageFull:
        return 507;
    case ErrorCode::StorageBroken:
    case ErrorCode::Internal:
        break;
    }
    return 500;
}

QString problemCode(int httpStatus)
{
    switch (httpStatus) {
    case 404:
        return errorCodeName(ErrorCode::NotFound);
    case 405:
        return errorCodeName(ErrorCode::MethodNotAllowed);
    case 408:
        return errorCodeName(ErrorCode::Timeout);
    case 413:
    case 431:
        return errorCodeName(ErrorCode::TooLarge);
    case 503:
        return errorCodeName(ErrorCode::Unavailable);
    case 500:
        return errorCodeName(ErrorCode::Internal);
    default:
        return errorCodeName(ErrorCode::Protocol);
    }
}

namespace {

http::Response problem(int status, const QString &code, const QString &detail, const QJsonObject &details,
                       const QByteArray &requestId, const Clock &clock)
{
    const QJsonObject body{
        {u"type"_s, u"about:blank"_s},
        {u"title"_s, QString::fromLatin1(http::reasonPhrase(status))},
        {u"status"_s, status},
        {u"detail"_s, detail},
        {u"code"_s, code},
        {u"details"_s, details},
        {u"request_id"_s, QString::fromLatin1(requestId)},
        {u"timestamp"_s, clock.nowUtc().toString(Qt::ISODateWithMs)},
    };
    return http::Response::problem(status, canonicalJson(body));
}

} // namespace

http::Response errorReply(const Error &error, const QByteArray &requestId, const Clock &clock)
{
    const int status = httpStatus(error.code);
    http::Response reply = problem(status, errorCodeName(error.code), error.userText, error.details, requestId, clock);
    if (status == 401)
        reply.withHeader("WWW-Authenticate", "Bearer");
    if (status == 429 || status == 503) {
        const int seconds = std::max(1, error.details.value("retry_after"_L1).toInt(1));
        reply.withHeader("Retry-After", QByteArray::number(seconds));
    }
    return reply;
}

http::Response problemReply(int status, const QString &code, const QString &detail, const QByteArray &requestId,
                            const Clock &clock)
{
    return problem(status, code, detail, {}, requestId, clock);
}

} // namespace roost::api
