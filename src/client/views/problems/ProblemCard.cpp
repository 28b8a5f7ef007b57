// The card's layout and its choices.
#include "ProblemCard.h"

#include "ProblemEditor.h"

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
    , m_mineEffect(controls::label({}, "small", u"problemMineEffect"_s, this))
    , m_theirsEffect(controls::label({}, "small", u"problemTheirsEffect"_s, this))
    , m_base(controls::label({}, "small", u"problemBase"_s, this))
    , m_offers(new QWidget(this))
    , m_offerColumn(new QVBoxLayout(m_offers))
    , m_editor(new ProblemEditor(this))
    , m_error(new NoteBox(u"problemError"_s, this))
    , m_keepMine(controls::button({}, "primary", u"problemKeepMine"_s, this))
    , m_takeTheirs(controls::button({}, "", u"problemTakeTheirs"_s, this))
    , m_edit(controls::button(tr("Edit…"), "quiet", u"problemEdit"_s, this))
    , m_send(controls::button(tr("Send this"), "primary", u"problemSendEdited"_s, this))
    , m_cancel(controls::button(tr("Back"), "quiet", u"problemCancelEdit"_s, this))
{
    setObjectName("problem-"_L1 + m_id.toString());
    setProperty("surface", u"card"_s);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    auto *values = new QHBoxLayout;
    values->setSpacing(spacing::kDouble);
    values->addWidget(makeValue(tr("Yours"), m_mine, m_mineEffect, u"problemMineBox"_s), 1);
    values->addWidget(makeValue(tr("On the server"), m_theirs, m_theirsEffect, u"problemTheirsBox"_s), 1);
    m_offerColumn->setContentsMargins(0, spacing::kUnit, 0, 0);
    m_offerColumn->setSpacing(spacing::kHalf);

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(spacing::kTriple, spacing::kDouble, spacing::kTriple, spacing::kDouble);
    column->setSpacing(spacing::kUnit);
    column->addWidget(m_heading);
    column->addWidget(m_explanation);
    column->addSpacing(spacing::kHalf);
    column->addLayout(values);
    column->addWidget(m_offers);
    column->addWidget(m_editor);
    column->addWidget(m_error);
    column->addSpacing(spacing::kHalf);
    column->addWidget(makeButtons());
    setProblem(row);
    openEditor(false);
}

QWidget *ProblemCard::makeButtons()
{
    auto *bar = new QWidget(this);
    auto *buttons = new QHBoxLayout(bar);
    buttons->setContentsMargins(0, 0, 0, 0);
    buttons->setSpacing(spacing::kUnit);
    for (QPushButton *button : {m_keepMine, m_takeTheirs, m_edit, m_send, m_cancel})
        buttons->addWidget(button);
    buttons->addStretch();
    buttons->addWidget(m_base, 0, Qt::AlignVCenter);
    m_base->setWordWrap(false);
    connect(m_keepMine, &QPushButton::clicked, this, [this] { Q_EMIT decided(m_id, replica::ProblemChoice::Mine); });
    connect(m_takeTheirs, &QPushButton::clicked, this,
            [this] { Q_EMIT decided(m_id, replica::ProblemChoice::Theirs); });
    connect(m_edit, &QPushButton::clicked, this, [this] { openEditor(true); });
    connect(m_cancel, &QPushButton::clicked, this, [this] { openEditor(false); });
    connect(m_send, &QPushButton::clicked, this, &ProblemCard::sendEdited);
    return bar;
}

QWidget *ProblemCard::makeValue(const QString &heading, QLabel *value, QLabel *effect, const QString &name)
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
    column->addWidget(effect);
    return box;
}

void ProblemCard::makeOffers(const QList<OfferText> &offers)
{
    qDeleteAll(m_offers->findChildren<QWidget *>(QString(), Qt::FindDirectChildrenOnly));
    m_offers->setVisible(!offers.isEmpty());
    if (offers.isEmpty())
        return;
    m_offerColumn->addWidget(controls::label(tr("Instead, you could"), "small", u"problemOffersHeading"_s, m_offers));
    QWidget *before = m_theirs;
    for (int i = 0; i < offers.size(); ++i) {
        auto *line = new QWidget(m_offers);
        auto *row = new QHBoxLayout(line);
        row->setContentsMargins(0, 0, 0, 0);
        row->setSpacing(spacing::kDouble);
        auto *take = controls::button(offers[i].action, "", u"problemOffer-%1"_s.arg(i), line);
        take->setAccessibleName(offers[i].action + u": "_s + offers[i].text);
        row->addWidget(controls::label(offers[i].text, "", u"problemOfferText-%1"_s.arg(i), line), 1);
        row->addWidget(take);
        connect(take, &QPushButton::clicked, this, [this, i] { Q_EMIT decided(m_id, replica::Decision::taking(i)); });
        m_offerColumn->addWidget(line);
        setTabOrder(before, take);
        before = take;
    }
}

void ProblemCard::setProblem(const ProblemListRow &row)
{
    const replica::ProblemRow &before = m_row.problem;
    const bool isSame = m_row.id == row.id && before.mine == row.problem.mine && before.theirs == row.problem.theirs;
    m_row = row;
    const ProblemText text = ProblemTexts::describe(row);
    m_heading->setText(text.heading);
    m_explanation->setText(text.explanation);
    m_mine->setText(text.mine);
    m_theirs->setText(text.theirs);
    m_mineEffect->setText(text.mineEffect);
    m_theirsEffect->setText(text.theirsEffect);
    m_base->setText(text.base.isEmpty() ? QString() : tr("Before: %1").arg(text.base));
    m_keepMine->setText(text.keepMine);
    m_takeTheirs->setText(text.takeTheirs);
    m_keepMine->setAccessibleDescription(text.mineEffect);
    m_takeTheirs->setAccessibleDescription(text.theirsEffect);
    // What the host is typing at the moment stays.
    if (isSame)
        return;
    makeOffers(ProblemTexts::offers(row));
    m_editor->setFields(ProblemFields::of(row), row.currency);
    m_editor->setTabPlace(m_edit, m_send);
    setTabOrder(m_send, m_cancel);
    openEditor(false);
}

void ProblemCard::openEditor(bool open)
{
    m_editor->setVisible(open);
    m_send->setVisible(open);
    m_cancel->setVisible(open);
    m_keepMine->setVisible(!open && !m_keepMine->text().isEmpty());
    m_takeTheirs->setVisible(!open);
    m_edit->setVisible(!open && !m_editor->isEmpty());
    m_error->setNote(NoteBox::Kind::Danger, {});
    if (open)
        m_editor->focusFirst();
}

void ProblemCard::sendEdited()
{
    const auto values = m_editor->changedValues();
    if (!values) {
        showError(values.error().userText);
        return;
    }
    Q_EMIT decided(m_id, replica::Decision::edited(*values));
}

void ProblemCard::setBusy(bool busy)
{
    const auto buttons = findChildren<QPushButton *>();
    for (QPushButton *button : buttons)
        button->setEnabled(!busy);
}

void ProblemCard::showError(const QString &message)
{
    setBusy(false);
    m_error->setNote(NoteBox::Kind::Danger, message);
}

} // namespace roost
