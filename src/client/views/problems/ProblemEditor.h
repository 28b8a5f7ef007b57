// A small form over what a refused change says, shown in its card.
#pragma once

#include "client/presenters/ProblemFields.h"

#include <QWidget>

class QFormLayout;

namespace roost {

class ProblemEditor : public QWidget
{
    Q_OBJECT

public:
    explicit ProblemEditor(QWidget *parent = nullptr);

    void setFields(const QList<ProblemField> &fields, const QString &currency);
    bool isEmpty() const { return m_fields.isEmpty(); }
    void focusFirst();
    // Puts the inputs between two widgets in the order of the Tab key.
    void setTabPlace(QWidget *before, QWidget *after);
    // What the host typed, of the fields that differ; Validation, with text for the host, for what is no such value.
    Result<QJsonObject> changedValues() const;

private:
    QWidget *makeInput(const ProblemField &field);
    Result<QJsonValue> valueOf(const ProblemField &field, const QWidget &input) const;

    QList<ProblemField> m_fields;
    QList<QWidget *> m_inputs;
    QString m_currency;
    QFormLayout *m_form;
};

} // namespace roost
