// Blocks through the replica's edits.
#include "CalendarPresenter.h"

#include "client/models/BackgroundReader.h"
#include "client/replica/Edits.h"
#include "domain/StayDates.h"

#include <QPointer>

namespace roost {

using namespace Qt::StringLiterals;

namespace {

constexpr int kLongestNote = 2000; // as in the server's schema

} // namespace

CalendarPresenter::CalendarPresenter(EditFunction edit, BackgroundReader &reader, QObject *parent)
    : QObject(parent)
    , m_edit(std::move(edit))
    , m_reader(reader)
{
}

QString CalendarPresenter::whyNot(const QDate &from, const QDate &to, const QString &note)
{
    if (!from.isValid() || !to.isValid() || from >= to)
        return tr("The last day must be after the first one.");
    if (from.daysTo(to) > StayDates::kMaxNights)
        return tr("Block at most %1 nights at once.").arg(StayDates::kMaxNights);
    if (note.size() > kLongestNote)
        return tr("The note has more than %1 characters; shorten it.").arg(kLongestNote);
    return {};
}

void CalendarPresenter::block(const ListingId &listing, const UnitId &unit, const QDate &from, const QDate &to,
                              const QString &note)
{
    if (const QString reason = whyNot(from, to, note); !reason.isEmpty()) {
        Q_EMIT blockFailed(reason);
        return;
    }
    replica::UnitRow row;
    row.id = unit;
    row.listing = listing;
    const BlockId id = BlockId::create();
    m_edit(replica::blockNights(id, row, from, to, note.trimmed()),
           [self = QPointer(this), id](const Result<void> &result) {
               if (!self)
                   return;
               if (result)
                   Q_EMIT self->blocked(id);
               else
                   Q_EMIT self->blockFailed(result.error().userText);
           });
}

void CalendarPresenter::open(const BlockId &id)
{
    m_wanted = id;
    m_open.reset();
    refresh();
}

void CalendarPresenter::refresh()
{
    if (m_wanted.isNull())
        return;
    m_reader.ask<std::optional<OpenBlock>>(
        this, [id = m_wanted](replica::ReplicaReader &reader) { return load(reader, id); },
        [this, id = m_wanted](std::optional<OpenBlock> loaded) {
            if (id != m_wanted)
                return;
            m_open = std::move(loaded);
            if (m_open)
                Q_EMIT blockShown();
            else
                Q_EMIT blockMissing();
        });
}

void CalendarPresenter::close()
{
    m_wanted = {};
    m_open.reset();
}

Result<std::optional<CalendarPresenter::OpenBlock>> CalendarPresenter::load(replica::ReplicaReader &reader,
                                                                            const BlockId &id)
{
    ROOST_ASSIGN(const std::optional<replica::BlockRow> block, reader.block(id));
    if (!block)
        return std::optional<OpenBlock>();
    OpenBlock loaded{*block, {}, {}};
    ROOST_ASSIGN(const std::optional<replica::ListingRow> listing, reader.listing(block->listing));
    if (listing)
        loaded.listingTitle = listing->title;
    ROOST_ASSIGN(const QList<replica::UnitRow> units, reader.unitsOf(block->listing));
    for (const replica::UnitRow &unit : units) {
        if (units.size() > 1 && unit.id == block->unit)
            loaded.unitName = unit.name;
    }
    return std::optional(loaded);
}

void CalendarPresenter::unblock()
{
    if (!m_open)
        return;
    m_edit(replica::removeBlock(m_open->row), [self = QPointer(this)](const Result<void> &result) {
        if (!self)
            return;
        if (!result) {
            Q_EMIT self->unblockFailed(result.error().userText);
            return;
        }
        self->close();
        Q_EMIT self->unblocked();
    });
}

} // namespace roost
