// What a worker thread works with. Services take it by reference and keep nothing of it.
#pragma once

#include "common/Clock.h"
#include "common/Id.h"
#include "storage/Database.h"

namespace roost {

// Told after commits; passes the news to live connections. Thread-safe.
class ScopeNotifier
{
public:
    virtual ~ScopeNotifier() = default;
    // A transaction advanced a scope; what is taken of the tenant may be another now.
    virtual void scopeAdvanced(const QString &scope, qint64 version) = 0;
    // What is taken of the tenant may be another now, and its scope didn't move: holds.
    virtual void availabilityChanged(const TenantId &tenant) = 0;
};

struct ServerContext
{
    Database &database; // this thread's connection, as roost_app
    const Clock &clock;
    ScopeNotifier *notifier = nullptr; // may be null: nobody listens (subcommands, tests)
    // With what this installation signs what it hands out and wants back unaltered; empty: it can't (jobs).
    QByteArray signingSecret = {};
};

} // namespace roost
