// Two columns of labels.
#include "FactsGrid.h"

#include "Labels.h"

#include "client/views/theme/Theme.h"

#include <QGridLayout>
#include <QLabel>

using namespace Qt::StringLiterals;

namespace roost {

FactsGrid::FactsGrid(QWidget *parent)
    : QWidget(parent)
    , m_grid(new QGridLayout(this))
{
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setHorizontalSpacing(spacing::kDouble);
    m_grid->setVerticalSpacing(spacing::kUnit);
    m_grid->setColumnMinimumWidth(0, 96);
    m_grid->setColumnStretch(1, 1);
}

void FactsGrid::addFact(const QString &name, const QString &label)
{
    const int row = m_grid->rowCount();
    Fact fact{controls::label(label, "muted", name + "Label"_L1, this), controls::label({}, "", name, this)};
    fact.label->setWordWrap(false);
    fact.value->setTextInteractionFlags(Qt::TextSelectableByMouse);
    fact.value->setAccessibleName(label);
    m_grid->addWidget(fact.label, row, 0, Qt::AlignTop);
    m_grid->addWidget(fact.value, row, 1, Qt::AlignTop);
    m_facts.insert(name, fact);
}

void FactsGrid::setFact(const QString &name, const QString &value)
{
    const Fact fact = m_facts.value(name);
    Q_ASSERT(fact.value);
    fact.value->setText(value);
    fact.label->setVisible(!value.isEmpty());
    fact.value->setVisible(!value.isEmpty());
}

QString FactsGrid::fact(const QString &name) const
{
    const Fact fact = m_facts.value(name);
    return fact.value ? fact.value->text() : QString();
}

} // namespace roost
