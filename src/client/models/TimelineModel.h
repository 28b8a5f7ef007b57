// The calendar's data: loads snapshots from the replica in the background and hands them over whole, so that the window
// never waits. Changes that come while one is being made are collected into the next.
#pragma once

#include "TimelineLoader.h"

#include <QObject>

namespace roost {

class BackgroundReader;

// GUI thread.
class TimelineModel : public QObject
{
    Q_OBJECT

public:
    // reader must outlive the model.
    explicit TimelineModel(BackgroundReader &reader, QObject *parent = nullptr);

    // Never null; empty until the first one is loaded.
    std::shared_ptr<const TimelineData> data() const { return m_data; }
    bool isLoaded() const { return m_loaded.data != nullptr; }

    // Reads everything anew.
    void refresh();
    // Reads what this change touched.
    void apply(const replica::ReplicaChange &change);

Q_SIGNALS:
    void changed();

private:
    void load();

    BackgroundReader &m_reader;
    std::shared_ptr<const TimelineData> m_data = std::make_shared<TimelineData>();
    LoadedTimeline m_loaded;
    replica::ReplicaChange m_pending;
    bool m_isLoading = false;
};

} // namespace roost
