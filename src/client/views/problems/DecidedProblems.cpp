// Lines of heading, decision and Undo.
#include "DecidedProblems.h"

#include "client/models/DisplayText.h"
#include "client/presenters/ProblemTexts.h"
#include "client/views/controls/Labels.h"
#include "client/views/controls/NoteBox.h"
#include "client/views/theme/Theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace roost {

DecidedProblems::DecidedProblems(QWidget *parent)
    : QWidget(parent)
    , m_lines(nullptr)
    , m_lineHost(new QWidget(this))
    , m_error(new NoteBox(u"decidedError"_s, this))
{
    setObjectName(u"decidedProblems"_s);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    m_lines = new QVBoxLayout(m_lineHost);
    m_lines->setContentsMargins(0, 0, 0, 0);
    m_lines->setSpacing(spacing::kUnit);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, spacing::kUnit, 0, 0);
    column->setSpacing(spacing::kUnit);
    column->addWidget(controls::label(tr("Decided in the last two weeks"), "heading", u"decidedHeading"_s, this));
    column->addWidget(m_error);
    column->addWidget(m_lineHost);
}

void DecidedProblems::setProblems(const QList<ProblemListRow> &rows)
{
    qDeleteAll(m_lineHost->findChildren<QWidget *>(QString(), Qt::FindDirectChildrenOnly));
    for (const ProblemListRow &row : rows)
        m_lines->addWidget(makeLine(row));
    m_error->setNote(NoteBox::Kind::Danger, {});
    setVisible(!rows.isEmpty());
}

QWidget *DecidedProblems::makeLine(const ProblemListRow &row)
{
    auto *line = new QWidget(m_lineHost);
    line->setObjectName("decided-"_L1 + row.id.toString());
    auto *texts = new QVBoxLayout;
    texts->setSpacing(2);
    const QString heading = ProblemTexts::describe(row).heading;
    texts->addWidget(controls::label(heading, "", u"decidedWhat"_s, line));
    texts->addWidget(controls::label(ProblemTexts::decision(row), "small", u"decidedHow"_s, line));
    auto *layout = new QHBoxLayout(line);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(spacing::kDouble);
    layout->addLayout(texts, 1);
    auto *undo = controls::button(tr("Undo"), "quiet", u"decidedUndo"_s, line);
    undo->setAccessibleName(tr("Undo: %1").arg(heading));
    undo->setVisible(row.problem.isUndoable);
    layout->addWidget(undo, 0, Qt::AlignTop);
    connect(undo, &QPushButton::clicked, this, [this, id = row.id, undo] {
        undo->setEnabled(false);
        Q_EMIT undoRequested(id);
    });
    return line;
}

void DecidedProblems::showError(const QString &message)
{
    m_error->setNote(NoteBox::Kind::Danger, message);
    const auto buttons = findChildren<QPushButton *>(u"decidedUndo"_s);
    for (QPushButton *button : buttons)
        button->setEnabled(true);
}

} // namespace roost
