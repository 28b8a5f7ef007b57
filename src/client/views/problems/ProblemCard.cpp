// The card's layout.
#include "ProblemCard.h"

#include "client/views/controls/Labels.h"
#include "client/views/controls/NoteBox.h"
#include "client/views/theme/Theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace roost {

ProblemCard::ProblemCard(const ProblemListRow &row, QWidget *parent)
    : QFrame(parent)
    , m_id(row.id)
    , m_heading(controls::label({}, "heading", u"problemHeading"_s, this))
    , m_explanation(controls::label({}, "muted", u"problemExplanation"_s, this))
    , m_mine(controls::label({}, "", u"problemMine"_s, this))
    , m_theirs(controls::label({}, "", u"problemTheirs"_s, this))
    , m_base(controls::label({}, "small", u"problemBase"_s, this))
    , m_error(new NoteBox(u"problemError"_s, this))
    , m_keepMine(controls::button({}, "primary", u"problemKeepMine"_s, this))
    , m_takeTheirs(controls::button({}, "", u"problemTakeTheirs"_s, this))
{
    setObjectName("problem-"_L1 + m_id.toString());
    setProperty("surface", u"card"_s);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    auto *values = new QHBoxLayout;
    values->setSpacing(spacing::kDouble);
    values->addWidget(makeValue(tr("Yours"), m_mine, u"problemMineBox"_s), 1);
    values->addWidget(makeValue(tr("On the server"), m_theirs, u"problemTheirsBox"_s), 1);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(spacing::kUnit);
    buttons->addWidget(m_keepMine);
    buttons->addWidget(m_takeTheirs);
    buttons->addStretch();
    buttons->addWidget(m_base, 0, Qt::AlignVCenter);
    m_base->setWordWrap(false);

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(spacing::kTriple, spacing::kDouble, spacing::kTriple, spacing::kDouble);
    column->setSpacing(spacing::kUnit);
    column->addWidget(m_heading);
    column->addWidget(m_explanation);
    column->addSpacing(spacing::kHalf);
    column->addLayout(values);
    column->addWidget(m_error);
    column->addSpacing(spacing::kHalf);
    column->addLayout(buttons);
    connect(m_keepMine, &QPushButton::clicked, this, [this] { Q_EMIT chosen(m_id, true); });
    connect(m_takeTheirs, &QPushButton::clicked, this, [this] { Q_EMIT chosen(m_id, false); });
    setProblem(row);
}

QWidget *ProblemCard::makeValue(const QString &heading, QLabel *value, const QString &name)
{
    auto *box = new QFrame(this);
    box->setObjectName(name);
    box->setProperty("surface", u"value"_s);
    value->setTextInteractionFlags(Qt::TextSelectableByMouse);
    value->setAccessibleName(heading);
    auto *column = new QVBoxLayout(box);
    column->setContentsMargins(spacing::kDouble, 12, spacing::kDouble, 12);
    column->setSpacing(spacing::kHalf);
    column->addWidget(controls::label(heading, "small", name + "Heading"_L1, box));
    column->addWidget(value);
    column->addStretch();
    return box;
}

void ProblemCard::setProblem(const ProblemListRow &row)
{
    const ProblemText text = ProblemTexts::describe(row);
    m_heading->setText(text.heading);
    m_explanation->setText(text.explanation);
    m_mine->setText(text.mine);
    m_theirs->setText(text.theirs);
    m_base->setText(text.base.isEmpty() ? QString() : tr("Before: %1").arg(text.base));
    m_keepMine->setText(text.keepMine);
    m_takeTheirs->setText(text.takeTheirs);
}

void ProblemCard::setBusy(bool busy)
{
    m_keepMine->setEnabled(!busy);
    m_takeTheirs->setEnabled(!busy);
}

void ProblemCard::showError(const QString &message)
{
    setBusy(false);
    m_error->setNote(NoteBox::Kind::Danger, message);
}

} // namespace roost
