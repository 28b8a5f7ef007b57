#include "BookingLifecycle.h"

namespace roost {

using namespace Qt::StringLiterals;

namespace {

struct StatusName
{
    BookingStatus status;
    const char *name;
};

constexpr StatusName kStatusNames[] = {
    {BookingStatus::Pending, "pending"},     {BookingStatus::Confirmed, "confirmed"},
    {BookingStatus::Completed, "completed"}, {BookingStatus::Declined, "declined"},
    {BookingStatus::Withdrawn, "withdrawn"}, {BookingStatus::Expired, "expired"},
    {BookingStatus::Cancelled, "cancelled"}, {BookingStatus::NoShow, "no_show"},
};

struct ActionName
{
    BookingAction action;
    const char *name;
};

constexpr ActionName kActionNames[] = {
    {BookingAction::Accept, "accept"},           {BookingAction::Decline, "decline"},
    {BookingAction::Withdraw, "withdraw"},       {BookingAction::Expire, "expire"},
    {BookingAction::Cancel, "cancel"},           {BookingAction::Complete, "complete"},
    {BookingAction::MarkNoShow, "mark_no_show"},
};

struct Transition
{
    BookingStatus from;
    BookingAction action;
    BookingStatus to;
    bool byGuest;
    bool byHost;
    bool byPlatform;
    bool bySystem;
};

constexpr Transition kTransitions[] = {
    {BookingStatus::Pending, BookingAction::Accept, BookingStatus::Confirmed, false, true, false, false},
    {BookingStatus::Pending, BookingAction::Decline, BookingStatus::Declined, false, true, false, true},
    {BookingStatus::Pending, BookingAction::Withdraw, BookingStatus::Withdrawn, true, false, false, false},
    {BookingStatus::Pending, BookingAction::Expire, BookingStatus::Expired, false, false, false, true},
    {BookingStatus::Confirmed, BookingAction::Cancel, BookingStatus::Cancelled, true, true, true, true},
    {BookingStatus::Confirmed, BookingAction::Complete, BookingStatus::Completed, false, false, false, true},
    {BookingStatus::Confirmed, BookingAction::MarkNoShow, BookingStatus::NoShow, false, true, false, false},
};

bool isAllowed(const Transition &transition, BookingActor actor)
{
    switch (actor) {
    case BookingActor::Guest:
        return transition.byGuest;
    case BookingActor::Host:
        return transition.byHost;
    case BookingActor::Platform:
        return transition.byPlatform;
    case BookingActor::System:
        return transition.bySystem;
    }
    return false;
}

} // namespace

QString bookingStatusName(BookingStatus status)
{
    for (const StatusName &entry : kStatusNames) {
        if (entry.status == status)
            return QString::fromLatin1(entry.name);
    }
    return {};
}

std::optional<BookingStatus> bookingStatusFromName(const QString &name)
{
    for (const StatusName &entry : kStatusNames) {
        if (name == QLatin1String(entry.name))
            return entry.status;
    }
    return std::nullopt;
}

QString bookingActionName(BookingAction action)
{
    for (const ActionName &entry : kActionNames) {
        if (entry.action == action)
            return QString::fromLatin1(entry.name);
    }
    return {};
}

std::optional<BookingAction> bookingActionFromName(const QString &name)
{
    for (const ActionName &entry : kActionNames) {
        if (name == QLatin1String(entry.name))
            return entry.action;
    }
    return std::nullopt;
}

QString bookingActorName(BookingActor actor)
{
    switch (actor) {
    case BookingActor::Guest:
        return u"guest"_s;
    case BookingActor::Host:
        return u"host"_s;
    case BookingActor::Platform:
        return u"platform"_s;
    case BookingActor::System:
        break;
    }
    return u"system"_s;
}

bool isFinal(BookingStatus status)
{
    return status != BookingStatus::Pending && status != BookingStatus::Confirmed;
}

bool occupiesNights(BookingStatus status)
{
    return status == BookingStatus::Confirmed || status == BookingStatus::Completed;
}

Result<BookingStatus> bookingAfter(BookingStatus status, BookingAction action, BookingActor actor)
{
    for (const Transition &transition : kTransitions) {
        if (transition.from == status && transition.action == action && isAllowed(transition, actor))
            return transition.to;
    }
    return fail(
        ErrorCode::InvalidTransition,
        u"A booking that is %1 can't take the step \"%2\"."_s.arg(bookingStatusName(status), bookingActionName(action)),
        {}, {{u"status"_s, bookingStatusName(status)}, {u"action"_s, bookingActionName(action)}});
}

} // namespace roost
