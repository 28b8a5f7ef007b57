// What the host has to decide, one card a problem; below, what was decided lately, with a way back.
#pragma once

#include "client/models/ProblemsModel.h"
#include "client/presenters/HostEdits.h"

#include <QHash>
#include <QWidget>

class QVBoxLayout;

namespace roost {

class DecidedProblems;
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
    void decide(const ProblemId &id, const replica::Decision &decision);
    void undo(const ProblemId &id);

    ResolveFunction m_resolve;
    UndoProblemFunction m_undo;
    ProblemsModel m_model;
    PageHeader *m_header;
    QVBoxLayout *m_cardColumn;
    QWidget *m_cardHost;
    EmptyState *m_empty;
    DecidedProblems *m_decided;
    QHash<ProblemId, ProblemCard *> m_cards;
};

} // namespace roost
