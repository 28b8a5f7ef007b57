// What went wrong, for the person, for the log and for the wire. One switch (server/api) maps ErrorCode to HTTP.
#pragma once

#include <QJsonObject>
#include <QString>

namespace roost {

// Stable: errorCodeName() of each value is part of the API ("DATES_TAKEN"). Add at the end of a group, never rename.
enum class ErrorCode {
    // The request
    Validation,
    NotFound,
    MethodNotAllowed,
    TooLarge,
    TooManyRequests,
    UnsupportedMedia,
    RangeNotSatisfiable,
    ImageRefused,
    // Who asks
    Unauthenticated,
    WrongCredentials,
    SessionEnded,
    Forbidden,
    EmailTaken,
    InvalidApiKey,
    AppInactive,
    OriginNotAllowed,
    KindNotAllowed,
    // The state of things
    DatesTaken,
    SeatsTaken,
    SlotTaken,
    BookingChanged,
    InvalidTransition,
    ListingChanged,
    ListingUnavailable,
    StayRuleBroken,
    IdempotencyKeyReused,
    AlreadyExists,
    HoldExpired,
    HoldUsed,
    HoldAlreadyExtended,
    PromotionInvalid,
    PriceChanged,
    PreconditionFailed,
    HashMismatch,
    QuotaExceeded,
    ChangedMeanwhile,
    // Sync
    ClientForked,
    EpochChanged,
    ResyncNeeded,
    ScopeGone,
    UpgradeRequired,
    UnknownMutation,
    BlobMissing,
    // The machinery
    Busy,
    Unavailable,
    Offline,
    Timeout,
    StorageFull,
    StorageBroken,
    Protocol,
    Cancelled,
    Internal,
};

// The stable upper-case word of a code, e.g. "DATES_TAKEN".
QString errorCodeName(ErrorCode code);
// The inverse; Internal for a word this version does not know.
ErrorCode errorCodeFromName(const QString &name);

struct Error
{
    ErrorCode code = ErrorCode::Internal;
    QString userText;    // may be shown to a person; says what to do next
    QString detail;      // for the log only; never holds personal data, tokens or bound values
    QJsonObject details; // structured, sent to the client: {"field": "check_in"}, {"from": …, "to": …}
};

} // namespace roost
