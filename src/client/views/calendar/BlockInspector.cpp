// What the inspector says about a block.
#include "BlockInspector.h"

#include "client/models/DisplayText.h"
#include "client/views/controls/Labels.h"
#include "client/views/controls/NoteBox.h"
#include "client/views/theme/Theme.h"

#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace roost {

using namespace Qt::StringLiterals;

BlockInspector::BlockInspector(CalendarPresenter &presenter, QWidget *parent)
    : QWidget(parent)
    , m_presenter(presenter)
    , m_listing(controls::label({}, "strong", u"blockInspectorListing"_s, this))
    , m_unit(controls::label({}, "muted", u"blockInspectorUnit"_s, this))
    , m_dates(controls::label({}, "", u"blockInspectorDates"_s, this))
    , m_nights(controls::label({}, "muted", u"blockInspectorNights"_s, this))
    , m_noteHeading(controls::label(tr("Note"), "small", u"blockInspectorNoteHeading"_s, this))
    , m_note(controls::label({}, "", u"blockInspectorNote"_s, this))
    , m_tentative(new NoteBox(u"blockInspectorTentative"_s, this))
    , m_question(new NoteBox(u"blockInspectorQuestion"_s, this))
    , m_error(new NoteBox(u"blockInspectorError"_s, this))
    , m_remove(controls::button(tr("Open these nights again"), "", u"blockInspectorRemove"_s, this))
    , m_confirm(m_question->addButton(tr("Open the nights"), "danger", u"blockInspectorConfirm"_s))
{
    setObjectName(u"blockInspector"_s);
    QPushButton *keep = m_question->addButton(tr("Keep the block"), "", u"blockInspectorKeep"_s);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(spacing::kTriple, spacing::kUnit, spacing::kTriple, spacing::kTriple);
    column->setSpacing(spacing::kHalf);
    column->addWidget(m_listing);
    column->addWidget(m_unit);
    column->addSpacing(spacing::kUnit);
    column->addWidget(m_dates);
    column->addWidget(m_nights);
    column->addSpacing(spacing::kUnit);
    column->addWidget(m_noteHeading);
    column->addWidget(m_note);
    column->addSpacing(spacing::kUnit);
    for (QWidget *widget : std::initializer_list<QWidget *>{m_tentative, m_question, m_error})
        column->addWidget(widget);
    column->addWidget(m_remove, 0, Qt::AlignLeading);
    column->addStretch();
    connect(m_remove, &QPushButton::clicked, this, &BlockInspector::askToRemove);
    connect(keep, &QPushButton::clicked, this, &BlockInspector::endAsking);
    connect(m_confirm, &QPushButton::clicked, &presenter, &CalendarPresenter::unblock);
    connect(&presenter, &CalendarPresenter::blockShown, this, &BlockInspector::showBlock);
    connect(&presenter, &CalendarPresenter::unblockFailed, this, [this](const QString &message) {
        endAsking();
        m_error->setNote(NoteBox::Kind::Danger, message);
    });
    endAsking();
    m_error->setNote(NoteBox::Kind::Danger, {});
    m_tentative->setNote(NoteBox::Kind::Note, {});
}

void BlockInspector::showBlock()
{
    const CalendarPresenter::OpenBlock &block = *m_presenter.openBlock();
    m_listing->setText(block.listingTitle);
    m_unit->setText(block.unitName);
    m_unit->setVisible(!block.unitName.isEmpty());
    m_dates->setText(tr("%1 to %2", "dates").arg(display::date(block.row.from), display::date(block.row.to)));
    m_nights->setText(display::nights(int(block.row.from.daysTo(block.row.to))));
    m_note->setText(block.row.note);
    m_noteHeading->setVisible(!block.row.note.isEmpty());
    m_note->setVisible(!block.row.note.isEmpty());
    m_tentative->setNote(NoteBox::Kind::Note, block.row.isTentative
                                                  ? tr("Not sent yet. It reaches the server as soon as you are online.")
                                                  : QString());
    m_error->setNote(NoteBox::Kind::Danger, {});
    endAsking();
    if (std::exchange(m_asksWhenShown, false))
        askToRemove();
}

void BlockInspector::askToRemove()
{
    if (!m_presenter.openBlock()) {
        m_asksWhenShown = true;
        return;
    }
    m_question->setNote(NoteBox::Kind::Warning, tr("Guests can book these nights as soon as they are open."));
    m_remove->hide();
    m_confirm->setFocus(Qt::OtherFocusReason);
}

void BlockInspector::endAsking()
{
    m_question->setNote(NoteBox::Kind::Warning, {});
    m_remove->show();
}

} // namespace roost
