// The box's layout and its three grounds.
#include "NoteBox.h"

#include "Labels.h"

#include "client/views/theme/Theme.h"

#include <QGridLayout>
#include <QLabel>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace roost {

NoteBox::NoteBox(const QString &name, QWidget *parent)
    : QFrame(parent)
    , m_icon(new QLabel(this))
    , m_text(controls::label({}, "", name + "Text"_L1, this))
    , m_buttons(new QHBoxLayout)
{
    setObjectName(name);
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(12, 10, 12, 10);
    grid->setHorizontalSpacing(10);
    grid->setVerticalSpacing(spacing::kUnit);
    grid->addWidget(m_icon, 0, 0, Qt::AlignTop);
    grid->addWidget(m_text, 0, 1);
    grid->setColumnStretch(1, 1);
    m_buttons->setSpacing(spacing::kUnit);
    m_buttons->addStretch();
    grid->addLayout(m_buttons, 1, 1);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    connect(&Theme::current(), &Theme::changed, this, &NoteBox::paintIcon);
    hide();
}

void NoteBox::setNote(Kind kind, const QString &text)
{
    m_kind = kind;
    m_text->setText(text);
    const char *surface = kind == Kind::Note ? "note" : (kind == Kind::Warning ? "warning" : "danger");
    controls::setStyleProperty(this, "surface", QString::fromLatin1(surface));
    paintIcon();
    setVisible(!text.isEmpty());
}

QPushButton *NoteBox::addButton(const QString &text, const char *kind, const QString &name)
{
    QPushButton *result = controls::button(text, kind, name, this);
    m_buttons->addWidget(result);
    return result;
}

QString NoteBox::text() const
{
    return m_text->text();
}

void NoteBox::paintIcon()
{
    const auto colour = m_kind == Kind::Note
                            ? &ThemeColours::accent
                            : (m_kind == Kind::Warning ? &ThemeColours::warning : &ThemeColours::danger);
    const QString name = m_kind == Kind::Note ? u"info"_s : u"warning"_s;
    m_icon->setPixmap(Theme::current().icon(name, colour).pixmap(18, 18));
}

} // namespace roost
