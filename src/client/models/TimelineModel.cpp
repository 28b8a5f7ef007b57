// One loading at a time.
#include "TimelineModel.h"

#include "BackgroundReader.h"

#include "common/Log.h"

namespace roost {

using namespace Qt::StringLiterals;

TimelineModel::TimelineModel(BackgroundReader &reader, QObject *parent)
    : QObject(parent)
    , m_reader(reader)
{
}

void TimelineModel::refresh()
{
    replica::ReplicaChange change;
    change.everything = true;
    apply(change);
}

void TimelineModel::apply(const replica::ReplicaChange &change)
{
    if (change.isEmpty())
        return;
    m_pending.everything |= change.everything;
    m_pending.edits |= change.edits;
    for (auto table = change.rows.begin(); table != change.rows.end(); ++table)
        m_pending.rows[table.key()] |= table.value();
    if (!m_isLoading)
        load();
}

void TimelineModel::load()
{
    m_isLoading = true;
    const replica::ReplicaChange change = std::exchange(m_pending, {});
    // A failure is answered with nothing, so that the next change is tried again.
    m_reader.ask<std::optional<LoadedTimeline>>(
        this,
        [previous = m_loaded, change](replica::ReplicaReader &reader) -> Result<std::optional<LoadedTimeline>> {
            auto loaded = TimelineLoader(reader).loadChanged(previous, change);
            if (loaded)
                return std::optional(std::move(*loaded));
            logEvent(LogLevel::Warning, u"calendar.load"_s, {{u"code"_s, errorCodeName(loaded.error().code)}});
            return std::optional<LoadedTimeline>();
        },
        [this](std::optional<LoadedTimeline> loaded) {
            m_isLoading = false;
            if (loaded) {
                m_loaded = std::move(*loaded);
                m_data = m_loaded.data;
                Q_EMIT changed();
            }
            if (!m_pending.isEmpty())
                load();
        });
}

} // namespace roost
