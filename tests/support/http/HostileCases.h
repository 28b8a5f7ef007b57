// Requests that a server must refuse, each with the status of the refusal and with something behind it that must never
// be answered. For the HTTP layer's own test and for the one against the real roostd.
#pragma once

#include <QByteArray>

#include <vector>

namespace roost::test {

struct HostileCase
{
    const char *name;
    QByteArray bytes;
    int status; // and then the connection is closed
};

// getPath answers GET; postPath takes a POST with a body of the default limit (1 MiB). The header limit is the default,
// too.
std::vector<HostileCase> hostileCases(const QByteArray &getPath, const QByteArray &postPath);

} // namespace roost::test
