// A made-up host with homes in several places: to try Roost out, and, much larger, to measure it.
#pragma once

#include "common/Result.h"
#include "server/tenancy/ServerContext.h"

#include <QDate>

#include <functional>

namespace roost {

class Currency;
class DemoRandom;
struct Caller;

struct DemoOptions
{
    QDate today; // null: the clock's day, UTC
    quint32 seed = 2026;
    int listings = 12; // homes; a lively demo has an experience and a service besides
    // Exactly this many (for load); without it two lively years with requests, blocks, and guests in the house today.
    std::optional<int> bookings;
    QString ownerEmail = QStringLiteral("demo@roost.localhost");
    QString ownerPasswordHash; // PHC string, as of PasswordHasher; empty: no one can log in yet
};

struct DemoReport
{
    bool wasAlreadyThere = false; // then nothing was done, and nothing is counted
    QString ownerEmail;
    qint64 listings = 0;
    qint64 units = 0;
    qint64 contacts = 0;
    qint64 bookings = 0;
    qint64 requests = 0; // of the bookings: those that wait for an answer
    qint64 blocks = 0;
    qint64 reviews = 0;
    qint64 payouts = 0;
    qint64 sessions = 0; // of an experience
    qint64 staff = 0;    // of a service
    qint64 conversations = 0;
    qint64 tasks = 0;

    // A few lines for a terminal.
    QString toText() const;
};

// Writes the portfolio in one transaction: all of it or nothing. The same options give the same rows, ids included. An
// account with ownerEmail means that it was done before: nothing happens then; another owner's portfolio goes beside
// it. AlreadyExists: a code is taken by a booking from elsewhere (rare; take another seed). Validation for numbers out
// of range (1 to 100,000 listings, at most 5,000 bookings for each unit). Belongs to the thread of context.database.
class DemoPortfolio
{
public:
    // Listings done, of all; called now and then.
    using ProgressCallback = std::function<void(int done, int all)>;

    DemoPortfolio(ServerContext &context, DemoOptions options)
        : m_context(context)
        , m_options(std::move(options))
    {
    }

    void onProgress(ProgressCallback callback) { m_progress = std::move(callback); }
    Result<DemoReport> create();

private:
    Result<void> checkOptions() const;
    Result<bool> isAlreadyThere();
    Result<void> write(const Caller &owner, DemoRandom &random, const Currency &currency, DemoReport &report);

    ServerContext &m_context;
    DemoOptions m_options;
    ProgressCallback m_progress;
};

} // namespace roost
