#include "CalendarService.h"

#include "BlockRepository.h"
#include "DatesTaken.h"
#include "Waitlist.h"

#include "server/inventory/UnitClaims.h"
#include "server/listings/ListingRepository.h"
#include "server/tenancy/AuditTrail.h"
#include "server/tenancy/TenantWrite.h"

namespace roost {

using namespace Qt::StringLiterals;

namespace {

constexpr int kLongestNote = 2000;

Result<void> checkMayEdit(const Caller &caller)
{
    if (!caller.may(Permission::EditCalendar))
        return fail(ErrorCode::Forbidden, u"Only an owner or a manager can block dates. Ask one of them."_s);
    return {};
}

Result<void> checkNote(const QString &note)
{
    if (note.size() > kLongestNote || note.contains(QChar(u'\0'))) {
        return fail(ErrorCode::Validation, u"A note has %1 characters at most."_s.arg(kLongestNote), {},
                    {{u"field"_s, u"note"_s}});
    }
    return {};
}

tl::unexpected<Error> noSuchBlock()
{
    return fail(ErrorCode::NotFound, u"There is no such block. It may have been removed already."_s);
}

QJsonObject datesJson(const StayDates &dates)
{
    return {{u"from_date"_s, dates.checkIn.toString(Qt::ISODate)},
            {u"to_date"_s, dates.checkOut.toString(Qt::ISODate)}};
}

// One decision about a block, inside the tenant's transaction.
class BlockDecision
{
public:
    BlockDecision(ServerContext &context, const Caller &caller)
        : m_database(context.database)
        , m_caller(caller)
        , m_nowUtc(context.clock.nowUtc())
        , m_listings(context.database, caller.tenant)
        , m_blocks(context.database, caller.tenant)
        , m_claims(context.database, caller.tenant, m_nowUtc)
    {
    }

    BlockRepository &blocks() { return m_blocks; }
    UnitClaims &claims() { return m_claims; }

    Result<UnitId> chosenUnit(const NewBlock &block)
    {
        ROOST_ASSIGN(const QList<UnitId> units, m_listings.units(block.listing));
        if (units.isEmpty())
            return fail(ErrorCode::NotFound, u"There is no such listing. It may have been removed."_s);
        if (block.unit.isNull() && units.size() == 1)
            return units.first();
        if (block.unit.isNull()) {
            return fail(ErrorCode::Validation, u"This listing has several units. Say which one to block."_s, {},
                        {{u"field"_s, u"unit_id"_s}});
        }
        if (!units.contains(block.unit))
            return fail(ErrorCode::NotFound, u"There is no such unit in this listing."_s);
        return block.unit;
    }

    Result<void> take(const Block &block)
    {
        ROOST_ASSIGN(const auto terms, m_listings.findTerms(block.listing));
        if (!terms)
            return fail(ErrorCode::NotFound, u"There is no such listing. It may have been removed."_s);
        const InstantRange during = blockedRange(terms->clock, block.dates);
        ROOST_ASSIGN(const auto obstacle, m_claims.takeAll({{block.unit, during}}, Claimant::of(block.id)));
        if (!obstacle)
            return {};
        ROOST_ASSIGN(const QJsonArray entries, m_claims.taken(block.listing, block.unit, during));
        return datesTaken(entries);
    }

    Result<void> note(const QString &action, const Block &block)
    {
        return appendAudit(m_database, m_caller, {action, u"block"_s, block.id.uuid(), {}, {}, datesJson(block.dates)});
    }

    Result<void> make(const Block &block)
    {
        ROOST_TRY(m_blocks.insert(block, m_caller.user, m_nowUtc));
        ROOST_TRY(take(block));
        return note(u"calendar.block"_s, block);
    }

private:
    Database &m_database;
    const Caller &m_caller;
    QDateTime m_nowUtc;
    ListingRepository m_listings;
    BlockRepository m_blocks;
    UnitClaims m_claims;
};

} // namespace

Result<BlockId> CalendarService::block(ServerContext &context, const Caller &caller, const NewBlock &newBlock) const
{
    ROOST_TRY(checkMayEdit(caller));
    ROOST_TRY(checkNote(newBlock.note));
    ROOST_ASSIGN(TenantWrite write, TenantWrite::begin(context, caller.tenant, caller.user));
    BlockDecision decision(context, caller);
    Block block{
        newBlock.id.isNull() ? BlockId::create() : newBlock.id, newBlock.listing, {}, newBlock.dates, newBlock.note};
    ROOST_ASSIGN(block.unit, decision.chosenUnit(newBlock));
    ROOST_ASSIGN(const auto existing, decision.blocks().find(block.id));
    if (existing && *existing == block)
        return block.id;
    if (existing)
        return fail(ErrorCode::AlreadyExists, u"Another block has this id."_s);
    ROOST_TRY(decision.make(block));
    ROOST_TRY(write.commit());
    return block.id;
}

Result<void> CalendarService::unblock(ServerContext &context, const Caller &caller, const BlockId &id) const
{
    ROOST_TRY(checkMayEdit(caller));
    ROOST_ASSIGN(TenantWrite write, TenantWrite::begin(context, caller.tenant, caller.user));
    BlockDecision decision(context, caller);
    ROOST_ASSIGN(const auto block, decision.blocks().find(id));
    if (!block)
        return noSuchBlock();
    ROOST_ASSIGN(const auto freed, decision.claims().release(id));
    ROOST_TRY(decision.blocks().remove(id));
    ROOST_TRY(decision.note(u"calendar.unblock"_s, *block));
    ROOST_TRY(offerFreed(context, caller.tenant, freed));
    return write.commit();
}

Result<void> CalendarService::editBlock(ServerContext &context, const Caller &caller, const BlockId &id,
                                        const std::optional<StayDates> &dates, const std::optional<QString> &note) const
{
    ROOST_TRY(checkMayEdit(caller));
    ROOST_TRY(checkNote(note.value_or(QString())));
    ROOST_ASSIGN(TenantWrite write, TenantWrite::begin(context, caller.tenant, caller.user));
    BlockDecision decision(context, caller);
    ROOST_ASSIGN(const auto found, decision.blocks().find(id));
    if (!found)
        return noSuchBlock();
    Block block = *found;
    block.dates = dates.value_or(found->dates);
    block.note = note.value_or(found->note);
    if (block == *found)
        return {};
    ROOST_TRY(decision.blocks().update(block));
    ROOST_ASSIGN(const auto freed, decision.claims().release(id));
    ROOST_TRY(decision.take(block));
    ROOST_TRY(decision.note(u"calendar.edit_block"_s, block));
    ROOST_TRY(offerFreed(context, caller.tenant, freed));
    return write.commit();
}

} // namespace roost
