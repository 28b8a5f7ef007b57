// See Explorer.h.
#include "Explorer.h"

#include <QElapsedTimer>

namespace roost::sim {

using namespace Qt::StringLiterals;

namespace {

struct Node
{
    QList<Action> actions;
    int next = 0;

    const Action &chosen() const { return actions.at(next - 1); }
};

class Search
{
public:
    Search(const Scenario &scenario, const ExploreOptions &options)
        : m_start(scenario)
        , m_options(options)
    {
        m_timer.start();
    }

    Exploration run()
    {
        m_path.push_back({SmallWorld(m_start).actions(), 0});
        while (!m_result.violation && leaveWhatIsDone()) {
            if (m_options.mostMs > 0 && m_timer.elapsed() > m_options.mostMs) {
                m_result.isWhole = false;
                break;
            }
            ++m_result.runs;
            descend();
        }
        m_result.states = m_seen.size();
        return m_result;
    }

private:
    bool leaveWhatIsDone()
    {
        while (!m_path.empty() && m_path.back().next >= m_path.back().actions.size())
            m_path.pop_back();
        return !m_path.empty();
    }

    // Before the last step of the path.
    bool hasFault() const
    {
        return std::any_of(m_path.begin(), m_path.end() - 1,
                           [](const Node &node) { return node.chosen().fault != SmallFault::None; });
    }

    bool meetsFaults(const QByteArray &situation)
    {
        if (m_options.faults != Faults::OncePerStep)
            return m_options.faults == Faults::Everywhere;
        if (m_situations.contains(situation))
            return false;
        m_situations.insert(situation);
        return true;
    }

    // Plays the path again, then goes on with what was not tried, until the state is known or over.
    void descend()
    {
        SmallWorld world(m_start);
        for (size_t i = 0; i + 1 < m_path.size(); ++i)
            world.perform(m_path[i].chosen(), i + 2 < m_path.size());
        for (;;) {
            Node &node = m_path.back();
            const Action action = node.actions.at(node.next++);
            const QByteArray situation = world.situation(action);
            const SmallWorld::Done done = world.perform(action, false);
            count(action, done);
            if (!world.violations().isEmpty()) {
                tell(world.violations().first());
                return;
            }
            if (action.fault == SmallFault::None && !hasFault() && meetsFaults(situation))
                addFaults(node, action, done);
            const QByteArray digest = world.digest();
            if (!done.struck || m_seen.contains(digest))
                return;
            m_seen.insert(digest);
            const QList<Action> actions = world.actions();
            if (actions.isEmpty()) {
                ++m_result.ends;
                world.checkEnd();
                if (!world.violations().isEmpty())
                    tell(world.violations().first());
                return;
            }
            const bool isFollowedOnce =
                m_options.faults == Faults::OncePerStep && (action.fault != SmallFault::None || hasFault());
            m_path.push_back({isFollowedOnce ? actions.mid(0, 1) : actions, 0});
        }
    }

    void count(const Action &action, const SmallWorld::Done &done)
    {
        ++m_result.steps;
        if (!done.struck)
            return;
        const bool isClients = action.fault == SmallFault::Dies || action.fault == SmallFault::LosesPower;
        m_result.crashPoints += isClients ? 1 : 0;
        m_result.lostMessages += !isClients && action.fault != SmallFault::None ? 1 : 0;
    }

    // The same step once more with each fault that it can meet.
    static void addFaults(Node &node, const Action &action, const SmallWorld::Done &done)
    {
        if (action.kind == Action::Kind::Operator)
            return;
        for (const SmallFault fault : {SmallFault::LosesRequest, SmallFault::LosesReply}) {
            Action with = action;
            with.fault = fault;
            node.actions << with;
        }
        for (qint64 write = 1; write <= done.writes; ++write) {
            Action with = action;
            with.atWrite = write;
            with.fault = SmallFault::Dies;
            for (const LastWrite last : {LastWrite::Missing, LastWrite::Torn}) {
                with.lastWrite = last;
                node.actions << with;
            }
            with.fault = SmallFault::LosesPower;
            with.lastWrite = LastWrite::Done;
            node.actions << with;
        }
    }

    void tell(const Violation &violation)
    {
        m_result.violation = violation;
        for (const Node &node : m_path)
            m_result.schedule << node.chosen().toText();
    }

    const SmallStart m_start;
    const ExploreOptions m_options;
    std::vector<Node> m_path;
    QSet<QByteArray> m_seen;
    QSet<QByteArray> m_situations;
    Exploration m_result;
    QElapsedTimer m_timer;
};

} // namespace

void Exploration::add(const Exploration &other)
{
    runs += other.runs;
    steps += other.steps;
    states += other.states;
    ends += other.ends;
    crashPoints += other.crashPoints;
    lostMessages += other.lostMessages;
    isWhole = isWhole && other.isWhole;
    if (!violation) {
        violation = other.violation;
        schedule = other.schedule;
    }
}

QString Exploration::toText() const
{
    return u"%1 schedules, %2 steps, %3 states, %4 ends, %5 crash points of clients, %6 messages lost%7: %8"_s.arg(runs)
        .arg(steps)
        .arg(states)
        .arg(ends)
        .arg(crashPoints)
        .arg(lostMessages)
        .arg(isWhole ? QString() : u" (stopped by the clock)"_s)
        .arg(violation ? violation->rule + u": "_s + violation->detail : u"no violation"_s);
}

Exploration explore(const Scenario &scenario, const ExploreOptions &options)
{
    return Search(scenario, options).run();
}

} // namespace roost::sim
