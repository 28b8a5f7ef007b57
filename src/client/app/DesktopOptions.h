// The desktop's command line.
#pragma once

#include "common/Result.h"

#include "client/views/theme/Theme.h"

#include <QStringList>

namespace roost {

struct DesktopOptions
{
    QString profileFolder; // where the replica is kept
    bool demo = false;     // go through the first door without a click
    QString demoFolder;    // where the demo's server keeps its data
    QString connectUrl;    // log in here
    QString email;         // with this account
    bool offline = false;  // start on the replica alone
    std::optional<ThemeMode> theme;
    QString page;           // to show first: "calendar", "reservations", "listings", "problems", "sync"
    QDate date;             // to scroll the calendar to; invalid: today
    QString screenshotFile; // written when the first page has settled
    QSize windowSize;       // empty: as last time
    bool exitAfterReady = false;
};

// Validation error for what can't be understood. --help and --version print and end the process.
Result<DesktopOptions> parseDesktopOptions(const QStringList &arguments);

} // namespace roost
