// A worker thread's database connection, opened anew after it was lost. One that nobody used for a while is tried
// first: when Postgres was restarted meanwhile, no request should fail for it.
#pragma once

#include "server/http/WorkerContext.h"
#include "storage/Database.h"

namespace roost::api {

using DatabaseOpener = std::function<Result<std::unique_ptr<Database>>()>;

class ApiWorkerContext : public http::WorkerContext
{
public:
    explicit ApiWorkerContext(DatabaseOpener open, std::chrono::milliseconds idleLimit = std::chrono::seconds(5))
        : m_open(std::move(open))
        , m_idleLimit(idleLimit)
    {
    }

    // The open connection; opens one when there is none. Unavailable.
    Result<Database *> database();
    // After an error that may have broken it; the next database() opens another.
    void dropConnection() { m_database.reset(); }

private:
    const DatabaseOpener m_open;
    const std::chrono::milliseconds m_idleLimit;
    std::chrono::steady_clock::time_point m_lastUse;
    std::unique_ptr<Database> m_database;
};

} // namespace roost::api
