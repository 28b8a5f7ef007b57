// Title row of a page.
#include "PageHeader.h"

#include "Labels.h"

#include "client/views/theme/Theme.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QTimer>

using namespace Qt::StringLiterals;

namespace roost {

PageHeader::PageHeader(const QString &title, const QString &name, QWidget *parent)
    : QWidget(parent)
    , m_row(new QHBoxLayout(this))
    , m_count(controls::label({}, "muted", name + "Count"_L1, this))
{
    setObjectName(name);
    QLabel *heading = controls::label(title, "title", name + "Title"_L1, this);
    heading->setWordWrap(false);
    m_count->setWordWrap(false);
    m_row->setContentsMargins(spacing::kTriple, spacing::kDouble, spacing::kTriple, spacing::kUnit);
    m_row->setSpacing(spacing::kUnit);
    m_row->addWidget(heading);
    m_row->addSpacing(spacing::kHalf);
    m_count->setContentsMargins(0, 6, 0, 0);
    m_row->addWidget(m_count, 0, Qt::AlignVCenter);
    m_row->addStretch();
}

void PageHeader::setCountText(const QString &text)
{
    m_count->setText(text);
}

QLineEdit *PageHeader::addSearch(const QString &placeholder, const QString &name)
{
    auto *field = new QLineEdit(this);
    field->setObjectName(name);
    field->setPlaceholderText(placeholder);
    field->setAccessibleName(placeholder);
    field->setClearButtonEnabled(true);
    field->setFixedWidth(280);
    field->addAction(Theme::current().icon(u"search"_s, &ThemeColours::textMuted), QLineEdit::LeadingPosition);
    auto *pause = new QTimer(field);
    pause->setSingleShot(true);
    pause->setInterval(150);
    connect(field, &QLineEdit::textChanged, pause, qOverload<>(&QTimer::start));
    connect(pause, &QTimer::timeout, this, [this, field] { Q_EMIT searchChanged(field->text().trimmed()); });
    m_row->addWidget(field);
    return field;
}

void PageHeader::addWidget(QWidget *widget)
{
    m_row->addWidget(widget);
}

} // namespace roost
