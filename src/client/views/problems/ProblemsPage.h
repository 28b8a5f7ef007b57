// What the host has to decide, one card a problem.
#pragma once

#include "client/models/ProblemsModel.h"
#include "client/presenters/HostEdits.h"

#include <QHash>
#include <QWidget>

class QStackedWidget;
class QVBoxLayout;

namespace roost {

class EmptyState;
class PageHeader;
class ProblemCard;

class ProblemsPage : public QWidget
{
    Q_OBJECT

public:
    // reader must outlive the page.
    ProblemsPage(ResolveFunction resolve, UndoProblemFunction undo, BackgroundReader &reader,
                 QWidget *parent = nullptr);

    void refresh();

private:
    void rebuild();
    ProblemCard *cardFor(const ProblemListRow &row);
    void decide(const ProblemId &id, bool mine);

    ResolveFunction m_resolve;
    UndoProblemFunction m_undo;
    ProblemsModel m_model;
    PageHeader *m_header;
    QStackedWidget *m_stack;
    QVBoxLayout *m_cardColumn;
    QWidget *m_cardHost;
    EmptyState *m_empty;
    QHash<ProblemId, ProblemCard *> m_cards;
};

} // namespace roost
