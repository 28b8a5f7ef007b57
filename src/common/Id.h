// Typed ids: a ListingId can't be passed where a UnitId is wanted.
#pragma once

#include "Uuid.h"

#include <QHashFunctions>
#include <QString>

namespace roost {

template <class Tag>
class Id
{
public:
    Id() = default;
    explicit Id(const QUuid &uuid)
        : m_uuid(uuid)
    {
    }

    static Id create() { return Id(newUuid()); }
    // Null for text that is not a UUID.
    static Id fromString(const QString &text) { return Id(parseUuid(text)); }

    bool isNull() const { return m_uuid.isNull(); }
    QUuid uuid() const { return m_uuid; }
    QString toString() const { return uuidText(m_uuid); }

    friend bool operator==(const Id &a, const Id &b) { return a.m_uuid == b.m_uuid; }
    friend bool operator!=(const Id &a, const Id &b) { return a.m_uuid != b.m_uuid; }
    friend bool operator<(const Id &a, const Id &b) { return a.m_uuid < b.m_uuid; }
    friend size_t qHash(const Id &id, size_t seed = 0) { return ::qHash(id.m_uuid, seed); }

private:
    QUuid m_uuid;
};

using UserId = Id<struct UserTag>;
using SessionId = Id<struct SessionTag>;
using TenantId = Id<struct TenantTag>;
using MemberId = Id<struct MemberTag>;
using ListingId = Id<struct ListingTag>;
using PhotoId = Id<struct PhotoTag>;
using UnitId = Id<struct UnitTag>;
using ContactId = Id<struct ContactTag>;
using BookingId = Id<struct BookingTag>;
using BlockId = Id<struct BlockTag>;
using ClaimId = Id<struct ClaimTag>;
using HoldId = Id<struct HoldTag>;
// A showing of an experience; SessionId is a log-in.
using ExperienceSessionId = Id<struct ExperienceSessionTag>;
using SeriesId = Id<struct SeriesTag>;
using PromotionId = Id<struct PromotionTag>;
using WaitlistEntryId = Id<struct WaitlistEntryTag>;
using ReviewId = Id<struct ReviewTag>;
using PayoutId = Id<struct PayoutTag>;
using ThreadId = Id<struct ThreadTag>;
using MessageId = Id<struct MessageTag>;
using TaskId = Id<struct TaskTag>;
using ClientId = Id<struct ClientTag>;
using MutationId = Id<struct MutationTag>;
using ProblemId = Id<struct ProblemTag>;

} // namespace roost
