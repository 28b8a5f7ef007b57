// Worked examples for the docs: calls of a real server, kept as JSON files and as tables in docs/pricing.md. Compares
// them with what is stored, or stores them.
#pragma once

#include "support/ApiFixture.h"

namespace roost::test {

class ExampleWriter
{
public:
    // name: of docs/examples/<name>.json.
    explicit ExampleWriter(const QString &name)
        : m_name(name)
    {
    }

    // What was asked and answered. What a host sets up is answered with its status alone: the rest has no part in the
    // price. Whatever differs from run to run gets
    // a name instead: ids in the order in which they turn up, and the signed token of a quote.
    void add(const QString &title, const ApiCall &call, const ApiAnswer &answer);

    // Empty when docs/examples and docs/pricing.md hold exactly this; else what differs. With ROOST_WRITE_EXAMPLES in
    // the environment they are written instead.
    QString finish() const;

private:
    QJsonValue named(const QJsonValue &value);
    QString nameOf(const QString &text);
    QByteArray json() const;
    QString tables() const;

    QString m_name;
    QJsonArray m_steps;
    QHash<QString, QString> m_ids;
};

} // namespace roost::test
