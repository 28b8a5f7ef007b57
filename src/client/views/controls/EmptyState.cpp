// A centred column of icon, heading, explanation and button.
#include "EmptyState.h"

#include "Labels.h"

#include "client/views/theme/Theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace roost {

EmptyState::EmptyState(const QString &icon, const QString &name, QWidget *parent)
    : QWidget(parent)
    , m_heading(controls::label({}, "heading", name + "Heading"_L1, this))
    , m_explanation(controls::label({}, "muted", name + "Explanation"_L1, this))
    , m_action(controls::button({}, "", name + "Action"_L1, this))
{
    setObjectName(name);
    auto *picture = new QLabel(this);
    picture->setAlignment(Qt::AlignCenter);
    const auto paintIcon = [picture, icon] {
        picture->setPixmap(Theme::current().icon(icon, &ThemeColours::fieldLine).pixmap(40, 40));
    };
    paintIcon();
    connect(&Theme::current(), &Theme::changed, picture, paintIcon);
    m_heading->setAlignment(Qt::AlignCenter);
    m_explanation->setAlignment(Qt::AlignHCenter | Qt::AlignTop);
    m_explanation->setFixedWidth(400);
    m_action->hide();
    connect(m_action, &QPushButton::clicked, this, &EmptyState::actionRequested);

    auto *column = new QVBoxLayout(this);
    column->setSpacing(spacing::kUnit);
    column->addStretch(2);
    column->addWidget(picture);
    column->addWidget(m_heading);
    // An alignment would take the size hint's height, which knows nothing of wrapped text.
    auto *row = new QHBoxLayout;
    row->addStretch();
    row->addWidget(m_explanation);
    row->addStretch();
    column->addLayout(row);
    column->addSpacing(spacing::kUnit);
    column->addWidget(m_action, 0, Qt::AlignHCenter);
    column->addStretch(3);
}

void EmptyState::setTexts(const QString &heading, const QString &explanation)
{
    m_heading->setText(heading);
    m_explanation->setText(explanation);
}

void EmptyState::setAction(const QString &text)
{
    m_action->setText(text);
    m_action->setVisible(!text.isEmpty());
}

} // namespace roost
