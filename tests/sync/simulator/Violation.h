// A rule that did not hold.
#pragma once

#include <QString>

namespace roost::sim {

struct Violation
{
    QString rule;   // the name of the checker's function
    QString detail; // what was seen
};

// The first one of a run is kept; what follows from it says nothing.
class Violations
{
public:
    void add(const QString &rule, const QString &detail)
    {
        if (m_first.rule.isEmpty())
            m_first = {rule, detail};
    }
    bool isEmpty() const { return m_first.rule.isEmpty(); }
    const Violation &first() const { return m_first; }

private:
    Violation m_first;
};

} // namespace roost::sim
