// The small form over the timeline.
#include "BlockPopover.h"

#include "client/models/DisplayText.h"
#include "client/views/controls/Labels.h"
#include "client/views/theme/Theme.h"

#include <QDateEdit>
#include <QGridLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace roost {

using namespace Qt::StringLiterals;

namespace {

constexpr int kWidth = 320;

QDateEdit *dateEdit(const QString &name, QWidget *parent)
{
    auto *edit = new QDateEdit(parent);
    edit->setObjectName(name);
    edit->setDisplayFormat(
        edit->locale().dateFormat(QLocale::ShortFormat).replace(u"yyyy"_s, u"yy"_s).replace(u"yy"_s, u"yyyy"_s));
    return edit;
}

} // namespace

BlockPopover::BlockPopover(QWidget *host)
    : QFrame(host)
    , m_title(controls::label({}, "strong", u"blockTitle"_s, this))
    , m_count(controls::label({}, "muted", u"blockNights"_s, this))
    , m_from(dateEdit(u"blockFrom"_s, this))
    , m_to(dateEdit(u"blockTo"_s, this))
    , m_note(new QLineEdit(this))
    , m_error(controls::label({}, "danger", u"blockError"_s, this))
    , m_block(controls::button(tr("Block"), "primary", u"blockButton"_s, this))
{
    setObjectName(u"blockPopover"_s);
    setProperty("surface", u"popover"_s);
    setAccessibleName(tr("Block nights"));
    setFixedWidth(kWidth);
    m_note->setObjectName(u"blockNote"_s);
    m_note->setPlaceholderText(tr("Note, for you alone (optional)"));
    m_note->setAccessibleName(tr("Note"));
    QPushButton *cancel = controls::button(tr("Cancel"), "quiet", u"blockCancel"_s, this);
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(m_count, 1);
    buttons->addWidget(cancel);
    buttons->addWidget(m_block);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(spacing::kDouble, spacing::kDouble, spacing::kDouble, spacing::kDouble);
    column->setSpacing(spacing::kUnit);
    column->addWidget(m_title);
    column->addWidget(makeDates());
    column->addWidget(m_note);
    column->addWidget(m_error);
    column->addLayout(buttons);
    connect(m_from, &QDateEdit::dateChanged, this, &BlockPopover::datesEdited);
    connect(m_to, &QDateEdit::dateChanged, this, &BlockPopover::datesEdited);
    connect(m_note, &QLineEdit::returnPressed, this, &BlockPopover::blockRequested);
    connect(m_block, &QPushButton::clicked, this, &BlockPopover::blockRequested);
    connect(cancel, &QPushButton::clicked, this, &BlockPopover::cancelled);
    hide();
}

QWidget *BlockPopover::makeDates()
{
    auto *dates = new QWidget(this);
    auto *grid = new QGridLayout(dates);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(spacing::kUnit);
    grid->setVerticalSpacing(2);
    QLabel *from = controls::label(tr("First night"), "small", {}, dates);
    QLabel *to = controls::label(tr("Free again on"), "small", {}, dates);
    from->setBuddy(m_from);
    to->setBuddy(m_to);
    m_from->setAccessibleName(from->text());
    m_to->setAccessibleName(to->text());
    grid->addWidget(from, 0, 0);
    grid->addWidget(to, 0, 1);
    grid->addWidget(m_from, 1, 0);
    grid->addWidget(m_to, 1, 1);
    return dates;
}

void BlockPopover::ask(const ChosenNights &nights, const QRect &anchor)
{
    m_nights = nights;
    {
        const QSignalBlocker blockFrom(m_from);
        const QSignalBlocker blockTo(m_to);
        m_from->setDate(nights.from);
        m_to->setDate(nights.to);
    }
    m_title->setText(nights.title);
    m_note->clear();
    setError({});
    datesEdited();
    place(anchor);
    show();
    raise();
    m_note->setFocus(Qt::PopupFocusReason);
}

void BlockPopover::setError(const QString &message)
{
    m_error->setText(message);
    m_error->setVisible(!message.isEmpty());
    adjustSize();
}

ChosenNights BlockPopover::nights() const
{
    ChosenNights nights = m_nights;
    nights.from = m_from->date();
    nights.to = m_to->date();
    return nights;
}

QString BlockPopover::note() const
{
    return m_note->text();
}

void BlockPopover::datesEdited()
{
    const int count = int(m_from->date().daysTo(m_to->date()));
    m_count->setText(count > 0 ? display::nights(count) : QString());
    m_block->setEnabled(count > 0);
    if (isVisible()) {
        setError({});
        Q_EMIT nightsChanged(nights());
    }
}

void BlockPopover::place(const QRect &anchor)
{
    adjustSize();
    const QRect room = parentWidget()->rect().adjusted(8, 8, -8, -8);
    int y = anchor.bottom() + 8;
    if (y + height() > room.bottom())
        y = std::max(room.top(), anchor.top() - 8 - height());
    const int wanted = isRightToLeft() ? anchor.right() - width() : anchor.left();
    move(std::clamp(wanted, room.left(), std::max(room.left(), room.right() - width())), y);
}

void BlockPopover::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        Q_EMIT cancelled();
    else
        QFrame::keyPressEvent(event);
}

} // namespace roost
