// Opens and tries connections.
#include "ApiWorkerContext.h"

namespace roost::api {

Result<Database *> ApiWorkerContext::database()
{
    const auto now = std::chrono::steady_clock::now();
    if (m_database && now - m_lastUse >= m_idleLimit && !m_database->execute(QStringLiteral("SELECT 1")))
        m_database.reset();
    m_lastUse = now;
    if (!m_database) {
        ROOST_ASSIGN(m_database, m_open());
    }
    return m_database.get();
}

} // namespace roost::api
