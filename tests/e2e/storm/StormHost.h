// The host in a storm: accepts requests (and so declines their rivals), declines,
// changes and cancels some.
#pragma once

#include "StormClient.h"

#include <random>

namespace roost::test {

class StormHost
{
    Q_DISABLE_COPY_MOVE(StormHost)

public:
    StormHost(const StormWorld &world, StormClient &client, quint32 seed);
    void run();

private:
    void answerRequests();
    void changeOrCancelOne();
    QString path(const QString &rest) const;

    const StormWorld &m_world;
    StormClient &m_client;
    std::mt19937 m_dice;
};

} // namespace roost::test
