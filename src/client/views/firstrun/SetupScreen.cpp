// Centres the column.
#include "SetupScreen.h"

#include "client/views/controls/Labels.h"
#include "client/views/theme/Theme.h"

#include <QHBoxLayout>
#include <QLabel>

using namespace Qt::StringLiterals;

namespace roost {

namespace {

constexpr int kColumnWidth = 520;

} // namespace

SetupScreen::SetupScreen(const QString &name, const QString &heading, const QString &explanation, QWidget *parent)
    : QWidget(parent)
    , m_heading(controls::label(heading, "title", name + "Heading"_L1, this))
    , m_explanation(controls::label(explanation, "muted", name + "Explanation"_L1, this))
{
    setObjectName(name);
    setAttribute(Qt::WA_StyledBackground);
    setProperty("surface", u"page"_s);
    auto *middle = new QWidget(this);
    middle->setFixedWidth(kColumnWidth);
    m_column = new QVBoxLayout(middle);
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(spacing::kUnit);
    m_column->addWidget(m_heading);
    m_column->addWidget(m_explanation);
    m_column->addSpacing(spacing::kDouble);
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(spacing::kPage, spacing::kPage, spacing::kPage, spacing::kPage);
    // An alignment would take the size hint's height, which knows nothing of wrapped text.
    auto *row = new QHBoxLayout;
    row->addStretch();
    row->addWidget(middle);
    row->addStretch();
    outer->addStretch(2);
    outer->addLayout(row);
    outer->addStretch(3);
}

void SetupScreen::setTexts(const QString &heading, const QString &explanation)
{
    m_heading->setText(heading);
    m_explanation->setText(explanation);
    m_explanation->setVisible(!explanation.isEmpty());
}

} // namespace roost
