#include "Error.h"

namespace roost {

namespace {

struct CodeName
{
    ErrorCode code;
    const char *name;
};

constexpr CodeName kCodeNames[] = {
    {ErrorCode::Validation, "VALIDATION_ERROR"},
    {ErrorCode::NotFound, "NOT_FOUND"},
    {ErrorCode::MethodNotAllowed, "METHOD_NOT_ALLOWED"},
    {ErrorCode::TooLarge, "TOO_LARGE"},
    {ErrorCode::TooManyRequests, "TOO_MANY_REQUESTS"},
    {ErrorCode::UnsupportedMedia, "UNSUPPORTED_MEDIA_TYPE"},
    {ErrorCode::RangeNotSatisfiable, "RANGE_NOT_SATISFIABLE"},
    {ErrorCode::ImageRefused, "IMAGE_REFUSED"},
    {ErrorCode::Unauthenticated, "UNAUTHENTICATED"},
    {ErrorCode::WrongCredentials, "WRONG_CREDENTIALS"},
    {ErrorCode::SessionEnded, "SESSION_ENDED"},
    {ErrorCode::Forbidden, "FORBIDDEN"},
    {ErrorCode::EmailTaken, "EMAIL_TAKEN"},
    {ErrorCode::InvalidApiKey, "INVALID_API_KEY"},
    {ErrorCode::AppInactive, "APP_INACTIVE"},
    {ErrorCode::OriginNotAllowed, "ORIGIN_NOT_ALLOWED"},
    {ErrorCode::KindNotAllowed, "KIND_NOT_ALLOWED"},
    {ErrorCode::DatesTaken, "DATES_TAKEN"},
    {ErrorCode::SeatsTaken, "SEATS_TAKEN"},
    {ErrorCode::SlotTaken, "SLOT_TAKEN"},
    {ErrorCode::BookingChanged, "BOOKING_CHANGED"},
    {ErrorCode::InvalidTransition, "INVALID_TRANSITION"},
    {ErrorCode::ListingChanged, "LISTING_CHANGED"},
    {ErrorCode::ListingUnavailable, "LISTING_UNAVAILABLE"},
    {ErrorCode::StayRuleBroken, "STAY_RULE_BROKEN"},
    {ErrorCode::IdempotencyKeyReused, "IDEMPOTENCY_KEY_REUSED"},
    {ErrorCode::AlreadyExists, "ALREADY_EXISTS"},
    {ErrorCode::HoldExpired, "HOLD_EXPIRED"},
    {ErrorCode::HoldUsed, "HOLD_USED"},
    {ErrorCode::HoldAlreadyExtended, "HOLD_ALREADY_EXTENDED"},
    {ErrorCode::PromotionInvalid, "PROMOTION_INVALID"},
    {ErrorCode::PriceChanged, "PRICE_CHANGED"},
    {ErrorCode::PreconditionFailed, "PRECONDITION_FAILED"},
    {ErrorCode::HashMismatch, "HASH_MISMATCH"},
    {ErrorCode::QuotaExceeded, "QUOTA_EXCEEDED"},
    {ErrorCode::ChangedMeanwhile, "CHANGED_MEANWHILE"},
    {ErrorCode::ClientForked, "CLIENT_FORKED"},
    {ErrorCode::EpochChanged, "EPOCH_CHANGED"},
    {ErrorCode::ResyncNeeded, "RESYNC_NEEDED"},
    {ErrorCode::ScopeGone, "SCOPE_GONE"},
    {ErrorCode::UpgradeRequired, "UPGRADE_REQUIRED"},
    {ErrorCode::UnknownMutation, "UNKNOWN_MUTATION"},
    {ErrorCode::BlobMissing, "BLOB_MISSING"},
    {ErrorCode::Busy, "BUSY"},
    {ErrorCode::Unavailable, "UNAVAILABLE"},
    {ErrorCode::Offline, "OFFLINE"},
    {ErrorCode::Timeout, "TIMEOUT"},
    {ErrorCode::StorageFull, "STORAGE_FULL"},
    {ErrorCode::StorageBroken, "STORAGE_BROKEN"},
    {ErrorCode::Protocol, "PROTOCOL_ERROR"},
    {ErrorCode::Cancelled, "CANCELLED"},
    {ErrorCode::Internal, "INTERNAL_ERROR"},
};

} // namespace

QString errorCodeName(ErrorCode code)
{
    for (const CodeName &entry : kCodeNames) {
        if (entry.code == code)
            return QString::fromLatin1(entry.name);
    }
    return QStringLiteral("INTERNAL_ERROR");
}

ErrorCode errorCodeFromName(const QString &name)
{
    for (const CodeName &entry : kCodeNames) {
        if (name == QLatin1String(entry.name))
            return entry.code;
    }
    return ErrorCode::Internal;
}

} // namespace roost
