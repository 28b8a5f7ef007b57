// ddmin over the steps, then over the pauses between them.
#include "Shrinker.h"

namespace roost::sim {

namespace {

class Shrinking
{
public:
    Shrinking(const Plan &failing, const std::function<bool(const Plan &)> &fails, int mostRuns)
        : m_best(failing)
        , m_fails(fails)
        , m_runsLeft(mostRuns)
    {
    }

    Plan run()
    {
        leaveOutSteps();
        leaveOutPauses();
        return m_best;
    }

private:
    // What follows a step that is left out comes as late as before, so that it meets the same state.
    static Plan without(const Plan &plan, qsizetype from, qsizetype count)
    {
        Plan shorter{plan.seed, plan.steps};
        qint64 pause = 0;
        for (qsizetype i = from; i < from + count; ++i)
            pause += plan.steps[i].afterMs;
        shorter.steps.remove(from, count);
        if (from < shorter.steps.size())
            shorter.steps[from].afterMs += pause;
        return shorter;
    }

    bool take(const Plan &plan)
    {
        if (m_runsLeft-- <= 0 || !m_fails(plan))
            return false;
        m_best = plan;
        return true;
    }

    void leaveOutSteps()
    {
        for (qsizetype size = std::max<qsizetype>(m_best.steps.size() / 2, 1); size >= 1; size /= 2) {
            bool isShorter = true;
            while (isShorter && m_runsLeft > 0) {
                isShorter = false;
                // From the end: what comes last matters least to what comes before.
                for (qsizetype from = m_best.steps.size() - size; from >= 0; from -= size)
                    isShorter = take(without(m_best, from, size)) || isShorter;
                if (size > 1)
                    break;
            }
        }
    }

    void leaveOutPauses()
    {
        for (qsizetype i = 0; i < m_best.steps.size(); ++i) {
            for (const qint64 pause : {qint64(0), m_best.steps[i].afterMs / 2}) {
                Plan quicker = m_best;
                quicker.steps[i].afterMs = pause;
                if (m_best.steps[i].afterMs > 0 && take(quicker))
                    break;
            }
        }
    }

    Plan m_best;
    const std::function<bool(const Plan &)> &m_fails;
    int m_runsLeft;
};

} // namespace

Plan shrink(const Plan &failing, const std::function<bool(const Plan &)> &fails, int mostRuns)
{
    return Shrinking(failing, fails, mostRuns).run();
}

} // namespace roost::sim
