// What a worker thread keeps for its handlers, e.g. its own database connection. Made, used and destroyed on the
// worker.
#pragma once

#include "common/Result.h"

#include <functional>
#include <memory>

namespace roost::http {

class WorkerContext
{
    Q_DISABLE_COPY_MOVE(WorkerContext)

public:
    WorkerContext() = default;
    virtual ~WorkerContext() = default;
};

// Called once on each worker thread while the server starts; an error stops the start.
using WorkerContextFactory = std::function<Result<std::unique_ptr<WorkerContext>>()>;

} // namespace roost::http
