// Keeps one card for each open problem; a refresh touches only what changed.
#include "ProblemsPage.h"

#include "DecidedProblems.h"
#include "ProblemCard.h"

#include "client/models/BackgroundReader.h"
#include "client/views/controls/EmptyState.h"
#include "client/views/controls/PageHeader.h"
#include "client/views/theme/Theme.h"

#include <QScrollArea>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace roost {

namespace {

constexpr int kWidestCards = 880;

} // namespace

ProblemsPage::ProblemsPage(ResolveFunction resolve, UndoProblemFunction undo, BackgroundReader &reader, QWidget *parent)
    : QWidget(parent)
    , m_resolve(std::move(resolve))
    , m_undo(std::move(undo))
    , m_model(reader)
    , m_header(new PageHeader(tr("Problems"), u"problemsHeader"_s, this))
    , m_cardHost(new QWidget)
    , m_empty(new EmptyState(u"check"_s, u"problemsEmpty"_s, m_cardHost))
    , m_decided(new DecidedProblems(m_cardHost))
{
    setObjectName(u"problemsPage"_s);
    m_empty->setTexts(tr("Nothing to decide"),
                      tr("When an edit that you made offline meets a change by someone else, both are kept and you "
                         "choose here."));
    m_cardHost->setProperty("surface", u"clear"_s);
    m_cardHost->setMaximumWidth(kWidestCards + 2 * spacing::kTriple);
    m_cardColumn = new QVBoxLayout(m_cardHost);
    m_cardColumn->setContentsMargins(spacing::kTriple, 0, spacing::kTriple, spacing::kTriple);
    m_cardColumn->setSpacing(spacing::kDouble);
    m_cardColumn->addWidget(m_empty, 1);
    m_cardColumn->addWidget(m_decided);
    m_cardColumn->addStretch();
    m_decided->hide();
    m_empty->hide();
    auto *scroll = new QScrollArea(this);
    scroll->setObjectName(u"problemsScroll"_s);
    scroll->setWidgetResizable(true);
    scroll->setWidget(m_cardHost);

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(spacing::kUnit);
    column->addWidget(m_header);
    column->addWidget(scroll, 1);
    connect(m_decided, &DecidedProblems::undoRequested, this, &ProblemsPage::undo);
    connect(&m_model, &ProblemsModel::refreshed, this, &ProblemsPage::rebuild);
    refresh();
}

void ProblemsPage::refresh()
{
    m_model.refresh();
}

void ProblemsPage::rebuild()
{
    QHash<ProblemId, ProblemCard *> before = std::exchange(m_cards, {});
    int at = 0;
    for (const ProblemListRow &row : m_model.rows()) {
        ProblemCard *card = before.take(row.id);
        if (card)
            card->setProblem(row);
        else
            card = cardFor(row);
        m_cardColumn->insertWidget(at++, card);
        m_cards.insert(row.id, card);
    }
    for (ProblemCard *decided : std::as_const(before))
        decided->deleteLater();
    m_header->setCountText(m_cards.isEmpty() ? QString() : tr("%n to decide", nullptr, int(m_cards.size())));
    m_empty->setVisible(m_cards.isEmpty());
    m_decided->setProblems(m_model.decided());
}

ProblemCard *ProblemsPage::cardFor(const ProblemListRow &row)
{
    auto *card = new ProblemCard(row, m_cardHost);
    connect(card, &ProblemCard::decided, this, &ProblemsPage::decide);
    return card;
}

void ProblemsPage::decide(const ProblemId &id, const replica::Decision &decision)
{
    if (ProblemCard *card = m_cards.value(id))
        card->setBusy(true);
    m_resolve(id, decision, [this, id](const Result<void> &result) {
        ProblemCard *card = m_cards.value(id);
        if (!result && card)
            card->showError(result.error().userText);
        refresh();
    });
}

void ProblemsPage::undo(const ProblemId &id)
{
    m_undo(id, [this](const Result<void> &result) {
        if (!result)
            m_decided->showError(result.error().userText);
        else
            refresh();
    });
}

} // namespace roost
