// What the tests of bad input share: a server with a host's stay, people to send as, and the check that a refusal
// leaves no trace in any table.
#pragma once

#include "support/ApiFixture.h"

#include <QMap>

namespace roost::test {

constexpr const char *kInvalid = "VALIDATION_ERROR";

// Paths and bodies name rows as $tenant, $stay, … (BadInputWorld::name), and days from today as $day+30.
struct BadCase
{
    const char *name;
    QByteArray who; // "host", "guest", "other"; empty: nobody
    QByteArray method;
    QByteArray path;
    QByteArray body; // JSON, or nothing
    int status;
    const char *code;
    const char *word; // details.field, rule and reason
};

// The rows of a data function.
void addBadCases(const QList<BadCase> &cases);

class BadInputWorld
{
public:
    // With $tenant, $stay (instant, 4 guests, where today begins first), $draft (unpublished), $nobody (no row's id),
    // $yesterday and $today (at the stay).
    Result<void> start();

    MockClock &clock() { return m_api.clock(); }
    void name(const QByteArray &word, const QString &value) { m_names.insert(word, value.toLatin1()); }
    bool knows(const QByteArray &word) const { return !m_names.value(word).isEmpty(); }
    ApiAnswer send(const QByteArray &who, const QByteArray &method, const QByteArray &path,
                   const QByteArray &body = {}) const;
    // POST by the host to a path below the tenant; the answer's id gets the name. Internal unless it was made.
    Result<void> make(const QByteArray &word, const QByteArray &path, const QByteArray &body);
    // Empty when the case of the current data row is refused as it says and nothing has changed; else what is wrong.
    QString wrongWithRefusal() const;

private:
    QByteArray withNames(QByteArray text) const;

    PostgresFixture m_postgres;
    ApiFixture m_api;
    QHash<QByteArray, ApiUser> m_people;
    QMap<QByteArray, QByteArray> m_names;
};

} // namespace roost::test
