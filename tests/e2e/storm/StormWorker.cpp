// One thread a client, each with its own dice.
#include "StormWorker.h"

#include "StormClient.h"
#include "StormGuest.h"
#include "StormHost.h"

#include <thread>

namespace roost::test {

using namespace Qt::StringLiterals;

int runStormWorker(const StormWorld &world, const QString &logFolder, int worker, int workers)
{
    std::vector<std::jthread> clients;
    for (int guest = worker; guest < world.guests.size(); guest += workers) {
        clients.emplace_back([&world, logFolder, guest] {
            const StormUser &user = world.guests[guest];
            StormLog log(logFolder + u"/guest%1.log"_s.arg(guest));
            StormClient client(world, user.id, user.token, log);
            StormGuest(world, client, static_cast<quint32>(guest)).run();
        });
    }
    clients.emplace_back([&world, logFolder, worker] {
        StormLog log(logFolder + u"/host%1.log"_s.arg(worker));
        StormClient client(world, u"host"_s, world.hostToken, log);
        StormHost(world, client, static_cast<quint32>(worker)).run();
    });
    return 0;
}

} // namespace roost::test
