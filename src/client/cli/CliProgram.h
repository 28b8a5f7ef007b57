// roost-cli without its main: from words to an exit code.
#pragma once

#include <QStringList>

namespace roost::cli {

// words begins with the program's name. Needs a QCoreApplication.
int runCli(const QStringList &words);

} // namespace roost::cli
