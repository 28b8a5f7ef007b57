// The parts of TestApiThroughProxy that walk through linked units, experiences, services, and changes of bookings.
#pragma once

#include "support/ProxyWalk.h"

namespace roost::test {

struct WalkScene
{
    Walker &host;
    Walker &guest;
    Walker &anyone;
    QString tenant; // its id

    QString path(const QString &rest) const { return QStringLiteral("/api/v1/tenants/") + tenant + rest; }
};

// A house and its two rooms.
void walkLinkedUnits(const WalkScene &scene);
// A series of sessions with a seat plan; seats held, booked, moved. The id of a session that is still to come.
QString walkSessions(const WalkScene &scene);
// Staff, their absences, a room, slots; an appointment booked and moved.
void walkServices(const WalkScene &scene);
// Stays in two identical units: entered by the host, changed by guest and host, moved.
void walkChanges(const WalkScene &scene);

} // namespace roost::test
