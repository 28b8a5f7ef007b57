// One input for each field.
#include "ProblemEditor.h"

#include "client/models/DisplayText.h"
#include "client/views/theme/Theme.h"
#include "domain/Money.h"

#include <QCheckBox>
#include <QDateEdit>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QSpinBox>

using namespace Qt::StringLiterals;

namespace roost {

namespace {

constexpr int kTextHeight = 84;
constexpr int kWidestInput = 360;
constexpr int kLargestNumber = 1000;

} // namespace

ProblemEditor::ProblemEditor(QWidget *parent)
    : QWidget(parent)
    , m_form(new QFormLayout(this))
{
    setObjectName(u"problemEditor"_s);
    m_form->setContentsMargins(0, spacing::kUnit, 0, 0);
    m_form->setHorizontalSpacing(spacing::kDouble);
    m_form->setVerticalSpacing(spacing::kUnit);
    m_form->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
}

void ProblemEditor::setFields(const QList<ProblemField> &fields, const QString &currency)
{
    m_fields = fields;
    m_currency = currency;
    m_inputs.clear();
    while (m_form->rowCount() > 0)
        m_form->removeRow(0);
    for (const ProblemField &field : fields) {
        QWidget *input = makeInput(field);
        input->setObjectName("problemField-"_L1 + field.name);
        input->setAccessibleName(field.label);
        input->setMaximumWidth(kWidestInput);
        m_form->addRow(field.label, input);
        m_inputs << input;
    }
}

void ProblemEditor::focusFirst()
{
    if (!m_inputs.isEmpty())
        m_inputs.first()->setFocus(Qt::TabFocusReason);
}

void ProblemEditor::setTabPlace(QWidget *before, QWidget *after)
{
    for (QWidget *input : std::as_const(m_inputs)) {
        setTabOrder(before, input);
        before = input;
    }
    setTabOrder(before, after);
}

QWidget *ProblemEditor::makeInput(const ProblemField &field)
{
    switch (field.kind) {
    case ProblemField::Kind::Text: {
        auto *text = new QPlainTextEdit(field.value.toString(), this);
        text->setTabChangesFocus(true);
        text->setFixedHeight(kTextHeight);
        return text;
    }
    case ProblemField::Kind::Date: {
        auto *date = new QDateEdit(QDate::fromString(field.value.toString(), Qt::ISODate), this);
        date->setCalendarPopup(true);
        return date;
    }
    case ProblemField::Kind::Number: {
        auto *number = new QSpinBox(this);
        number->setRange(0, kLargestNumber);
        number->setValue(field.value.toInt());
        return number;
    }
    case ProblemField::Kind::Switch: {
        auto *box = new QCheckBox(this);
        box->setChecked(field.value.toBool());
        return box;
    }
    case ProblemField::Kind::Amount: {
        const auto minor = field.value.isDouble() ? std::optional(field.value.toInteger()) : std::nullopt;
        auto *amount = new QLineEdit(display::amountToEdit(minor, m_currency), this);
        amount->setPlaceholderText(m_currency);
        return amount;
    }
    default:
        return new QLineEdit(field.value.toString(), this);
    }
}

Result<QJsonValue> ProblemEditor::valueOf(const ProblemField &field, const QWidget &input) const
{
    switch (field.kind) {
    case ProblemField::Kind::Text:
        return QJsonValue(static_cast<const QPlainTextEdit &>(input).toPlainText());
    case ProblemField::Kind::Date:
        return QJsonValue(static_cast<const QDateEdit &>(input).date().toString(Qt::ISODate));
    case ProblemField::Kind::Number:
        return QJsonValue(static_cast<const QSpinBox &>(input).value());
    case ProblemField::Kind::Switch:
        return QJsonValue(static_cast<const QCheckBox &>(input).isChecked());
    case ProblemField::Kind::Amount: {
        const QString text = static_cast<const QLineEdit &>(input).text().trimmed();
        if (text.isEmpty())
            return QJsonValue(QJsonValue::Null);
        ROOST_ASSIGN(const Currency currency, Currency::fromCode(m_currency));
        ROOST_ASSIGN(const qint64 minor, parseMinorUnits(text, currency));
        return QJsonValue(minor);
    }
    default:
        return QJsonValue(static_cast<const QLineEdit &>(input).text());
    }
}

Result<QJsonObject> ProblemEditor::changedValues() const
{
    QJsonObject values;
    for (qsizetype i = 0; i < m_fields.size(); ++i) {
        ROOST_ASSIGN(const QJsonValue value, valueOf(m_fields[i], *m_inputs[i]));
        if (value != m_fields[i].value)
            values.insert(m_fields[i].name, value);
    }
    if (values.isEmpty())
        return fail(ErrorCode::Validation, tr("Nothing was changed yet. To send the same again, keep yours."));
    return values;
}

} // namespace roost
