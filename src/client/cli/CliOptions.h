// The command line of roost-cli.
#pragma once

#include "common/Result.h"

#include <QDate>
#include <QStringList>

namespace roost::cli {

enum ExitCode { kSuccess = 0, kFailure = 1, kUsage = 2 };

struct CliOptions
{
    QString command;
    QStringList arguments;
    QString profileFolder;
    bool isOffline = false;
    bool wantsJson = false;
    bool wantsHelp = false;
    int timeoutMs = 0; // 0: the command's own
    // Of single commands
    QDate from;
    QDate to;
    QString unit;
    QString note;
    QString status;
    QString listing;
    QString reason;
    QString guestName; // of a new contact
    QString email;
    QString phone;
    QString total;  // "1299.50", in the listing's currency
    int guests = 0; // 0: not said
    int pets = 0;
    int limit = 0;
    bool wantsAll = false;
    bool discardsChanges = false;
    bool editsMine = false;
    int offer = 0; // counted from 1; 0: none
    bool keepsMine = false;
    bool takesTheirs = false;
    bool overridesRules = false;
};

// Options may stand before and behind the command. Validation error for anything that isn't understood.
Result<CliOptions> parseCommandLine(const QStringList &words);
// What --help prints; about one command when it is known.
QString helpText(const QString &command);

} // namespace roost::cli
