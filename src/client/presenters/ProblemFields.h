// What of a refused change can be changed before it is sent again: the fields of its form.
#pragma once

#include "client/models/ProblemsModel.h"

#include <QCoreApplication>

namespace roost {

struct ProblemField
{
    enum class Kind { Line, Text, Number, Amount, Date, Switch };

    QString name; // on the wire
    QString label;
    Kind kind = Kind::Line;
    QJsonValue value; // as the host had it
};

class ProblemFields
{
    Q_DECLARE_TR_FUNCTIONS(roost::ProblemFields)

public:
    // Empty for a problem whose change can only be sent as it is or dropped.
    static QList<ProblemField> of(const ProblemListRow &row);

private:
    static ProblemField field(const QString &name, const QJsonValue &value);
    static QString label(const QString &name);
};

} // namespace roost
