// Labels inside of a button; the button itself takes the clicks and the focus.
#include "DoorButton.h"

#include "client/views/controls/Labels.h"
#include "client/views/theme/Theme.h"

#include <QHBoxLayout>
#include <QLabel>

using namespace Qt::StringLiterals;

namespace roost {

DoorButton::DoorButton(const QString &icon, const QString &heading, const QString &explanation, const QString &name,
                       QWidget *parent)
    : QPushButton(parent)
{
    setObjectName(name);
    setAccessibleName(heading);
    setAccessibleDescription(explanation);
    setProperty("kind", u"door"_s);
    setCursor(Qt::PointingHandCursor);
    setAutoDefault(true);
    auto *picture = new QLabel(this);
    picture->setFixedWidth(48);
    picture->setAlignment(Qt::AlignCenter);
    const auto paintIcon = [picture, icon] {
        picture->setPixmap(Theme::current().icon(icon, &ThemeColours::accent).pixmap(28, 28));
    };
    paintIcon();
    connect(&Theme::current(), &Theme::changed, picture, paintIcon);
    auto *texts = new QVBoxLayout;
    texts->setSpacing(2);
    texts->addStretch();
    texts->addWidget(controls::label(heading, "heading", name + "Heading"_L1, this));
    texts->addWidget(controls::label(explanation, "muted", name + "Explanation"_L1, this));
    texts->addStretch();
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(spacing::kDouble, spacing::kUnit, spacing::kTriple, spacing::kUnit);
    row->setSpacing(spacing::kDouble);
    row->addWidget(picture);
    row->addLayout(texts, 1);
    for (QLabel *label : findChildren<QLabel *>())
        label->setAttribute(Qt::WA_TransparentForMouseEvents);
}

} // namespace roost
