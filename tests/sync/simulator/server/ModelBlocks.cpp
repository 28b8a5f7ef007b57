// See ModelRules.h.
#include "ModelRules.h"

namespace roost::sim {

using namespace Qt::StringLiterals;
using namespace sync;

namespace {

bool hasDates(const QJsonObject &block, const QJsonObject &dates)
{
    return block.value("from_date"_L1) == dates.value("from_date"_L1) &&
           block.value("to_date"_L1) == dates.value("to_date"_L1);
}

// Blocks alone cover all of the range.
bool isClosed(const QList<Claim> &claims, const QString &unit, const QDate &from, const QDate &to)
{
    QDate open = from;
    for (bool moves = true; moves && open < to;) {
        moves = false;
        for (const Claim &claim : claims) {
            const bool isBlock = claim.unit == unit && claim.state == Claim::State::Blocked;
            if (isBlock && claim.from <= open && claim.to > open) {
                open = claim.to;
                moves = true;
            }
        }
    }
    return open >= to;
}

} // namespace

ModelBlocks::ModelBlocks(const Act &act)
    : m_act(act)
{
}

Outcome ModelBlocks::block(const Mutation &mutation)
{
    const QString id = mutation.args.value("block_id"_L1).toString();
    const QString listing = mutation.args.value("listing_id"_L1).toString();
    const QString unit = mutation.args.value("unit_id"_L1).toString();
    const QDate from = dateOf(mutation.args.value("from_date"_L1));
    const QDate to = dateOf(mutation.args.value("to_date"_L1));
    if (!from.isValid() || !to.isValid() || to <= from)
        return rejected(u"VALIDATION_ERROR"_s);
    ModelStays stays(m_act.scope, m_act.now);
    if (!stays.unitsOf(listing).contains(unit))
        return rejected(u"NOT_FOUND"_s);
    QJsonObject row{{u"listing_id"_s, listing},
                    {u"unit_id"_s, unit},
                    {u"from_date"_s, textOf(from)},
                    {u"to_date"_s, textOf(to)},
                    {u"note"_s, mutation.args.value("note"_L1).toString()},
                    {u"source"_s, u"host"_s}};
    const QJsonObject existing = m_act.scope.row(u"block"_s, id);
    if (!existing.isEmpty()) {
        row.insert(u"id"_s, id);
        row.insert(u"version"_s, existing.value("version"_L1));
        return row == existing ? applied() : rejected(u"ALREADY_EXISTS"_s);
    }
    if (row.value("note"_L1).toString().isEmpty() && isClosed(m_act.scope.claims, unit, from, to))
        return applied();
    m_act.scope.put(u"block"_s, id, row);
    if (!stays.take({unit, from, to, Claim::State::Blocked, id}))
        return rejected(u"DATES_TAKEN"_s);
    return applied();
}

Outcome ModelBlocks::unblock(const Mutation &mutation)
{
    const QString id = mutation.args.value("block_id"_L1).toString();
    const QJsonObject block = m_act.scope.row(u"block"_s, id);
    if (block.isEmpty())
        return applied();
    if (mutation.base.contains("from_date"_L1) && !hasDates(block, mutation.base)) {
        return rejected(u"CHANGED_MEANWHILE"_s, {{u"from_date"_s, block.value("from_date"_L1)},
                                                 {u"to_date"_s, block.value("to_date"_L1)},
                                                 {u"note"_s, block.value("note"_L1)}});
    }
    ModelStays(m_act.scope, m_act.now).release(id);
    m_act.scope.remove(u"block"_s, id);
    return applied();
}

} // namespace roost::sim
