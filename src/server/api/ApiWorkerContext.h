// A worker thread's database connection, opened anew after it was lost.
#pragma once

#include "server/http/WorkerContext.h"
#include "storage/Database.h"

namespace roost::api {

using DatabaseOpener = std::function<Result<std::unique_ptr<Database>>()>;

class ApiWorkerContext : public http::WorkerContext
{
public:
    explicit ApiWorkerContext(DatabaseOpener open)
        : m_open(std::move(open))
    {
    }

    // The open connection; opens one when there is none. Unavailable.
    Result<Database *> database()
    {
        if (!m_database) {
            ROOST_ASSIGN(m_database, m_open());
        }
        return m_database.get();
    }
    // After an error that may have broken it; the next database() opens another.
    void dropConnection() { m_database.reset(); }

private:
    DatabaseOpener m_open;
    std::unique_ptr<Database> m_database;
};

} // namespace roost::api
