// Labelled facts under one another: the label muted at the left, the value at the right, long values wrapped.
#pragma once

#include <QWidget>

class QGridLayout;
class QLabel;

namespace roost {

class FactsGrid : public QWidget
{
    Q_OBJECT

public:
    explicit FactsGrid(QWidget *parent = nullptr);

    // The value's label is named name. An empty value hides the row.
    void addFact(const QString &name, const QString &label);
    void setFact(const QString &name, const QString &value);
    QString fact(const QString &name) const;

private:
    struct Fact
    {
        QLabel *label;
        QLabel *value;
    };

    QGridLayout *m_grid;
    QHash<QString, Fact> m_facts;
};

} // namespace roost
