// Parsing and help.
#include "CliOptions.h"

#include "client/replica/Profile.h"

#include <QCommandLineParser>

namespace roost::cli {

using namespace Qt::StringLiterals;

namespace {

struct CommandHelp
{
    const char *name;
    const char *usage;
    const char *text;
    int fewest; // arguments
    int most;
};

constexpr CommandHelp kCommands[] = {
    {"login", "login URL EMAIL", "Log in; the password is asked for, or taken from ROOST_PASSWORD.", 2, 2},
    {"sync", "sync", "Send what waits and fetch what changed.", 0, 0},
    {"listings", "listings", "List the listings.", 0, 0},
    {"calendar", "calendar LISTING [--from DATE --to DATE]", "Bookings and blocks of a listing.", 1, 1},
    {"bookings", "bookings [--status S] [--listing L] [--from DATE --to DATE] [--limit N]",
     "List bookings, newest first.", 0, 0},
    {"edit", "edit LISTING FIELD=VALUE...",
     "Change a listing: title, summary, price, min_nights, max_nights, check_in_time,\n"
     "      check_out_time, max_guests, instant_book, hold_pending, status, language,\n"
     "      amenities with commas between them; pricing,\n"
     "      cancellation_policy and service as JSON.",
     2, 20},
    {"block", "block LISTING FROM TO [--unit NAME] [--note TEXT]", "Close the nights from FROM up to TO.", 3, 3},
    {"unblock", "unblock BLOCK", "Open the nights of a block again.", 1, 1},
    {"prices", "prices LISTING [--from DATE --to DATE]", "What is set for single days.", 1, 1},
    {"price", "price LISTING FROM TO FIELD=VALUE...",
     "Set single days from FROM up to TO: price, min_nights (\"none\" clears),\n"
     "      closed_to_arrival, closed_to_departure.",
     4, 7},
    {"book",
     "book LISTING FROM TO --name NAME [--email E --phone P --unit U --guests N --pets N --total AMOUNT\n"
     "       --note TEXT --override-rules]",
     "Enter a booking that was made on the phone or in a mail.", 3, 3},
    {"change", "change CODE FIELD=VALUE... [--override-rules]",
     "Change a stay: check_in, check_out, guests, pets, unit (its name).", 2, 6},
    {"photo", "photo add LISTING FILE [--note CAPTION] | list LISTING | remove PHOTO | get PHOTO FILE",
     "Photos of a listing. A photo is kept here at once and sent with the next sync.", 2, 3},
    {"accept", "accept CODE [--reason TEXT]", "Accept a booking request.", 1, 1},
    {"decline", "decline CODE [--reason TEXT]", "Decline a booking request.", 1, 1},
    {"cancel", "cancel CODE [--reason TEXT]", "Cancel a confirmed booking.", 1, 1},
    {"no-show", "no-show CODE [--reason TEXT]", "Note that the guest did not come.", 1, 1},
    {"messages", "messages [CODE] [--limit N]", "Conversations with guests, or what was written about a booking.", 0,
     1},
    {"message", "message send CODE TEXT, message read CODE",
     "Write to the guest of a booking; note that what they wrote has been read.", 2, 3},
    {"reviews", "reviews [--listing L] [--limit N]", "What guests said.", 0, 0},
    {"review", "review reply REVIEW TEXT", "Reply to a review, or change the reply.", 3, 3},
    {"contacts", "contacts [NAME]", "Guests, or those whose name has this in it.", 0, 1},
    {"contact", "contact edit CONTACT FIELD=VALUE...", "Change a guest: name, email, phone, notes.", 3, 6},
    {"tasks", "tasks [--listing L] [--limit N] [--all]", "What is to be done; with what is done already.", 0, 0},
    {"task",
     "task add TITLE [--listing L] [FIELD=VALUE...], task edit TASK FIELD=VALUE...,\n"
     "       task done TASK, task reopen TASK, task cancel TASK, task remove TASK",
     "Note what is to be done, and do it. FIELD: title, notes, due_on, due_at (\"none\" clears), state\n"
     "      (open, in_progress), item (a new one for the checklist), tick (a part of an item that is done).",
     2, 30},
    {"trips", "trips", "Your own bookings as a guest.", 0, 0},
    {"trip", "trip cancel CODE [--reason TEXT]", "Withdraw a request or cancel a booking of your own.", 2, 2},
    {"assignments", "assignments", "What you have to do as a member of staff.", 0, 0},
    {"outbox", "outbox [--all] | outbox undo ID",
     "Changes that wait for the server; undo takes one out that was not sent yet.", 0, 2},
    {"problems", "problems [--all]", "Changes that need your decision; with --all also those decided lately.", 0, 0},
    {"problem",
     "problem show ID | problem resolve ID --mine|--theirs|--offer N|--edit FIELD=VALUE... | problem undo ID",
     "One problem: both values and what the server offers; decide it: keep yours, take\n"
     "      theirs, take an offer, or send yours with other values; take a decision back\n"
     "      (for 14 days).",
     2, 20},
    {"resolve", "resolve ID --mine|--theirs|--offer N|--edit FIELD=VALUE...", "Short for problem resolve.", 1, 20},
    {"status", "status", "Account, age of the data, what waits.", 0, 0},
    {"profile", "profile show|wipe [--discard-changes]",
     "Where this computer's data lies and what keeps it; wipe destroys the key of the\n"
     "      personal data and removes the files. What is on the server stays.",
     0, 1},
    {"logout", "logout", "End the session; data and changes stay.", 0, 0},
};

const CommandHelp *find(const QString &name)
{
    for (const CommandHelp &entry : kCommands) {
        if (name == QLatin1String(entry.name))
            return &entry;
    }
    return nullptr;
}

tl::unexpected<Error> wrongUse(const QString &text)
{
    return fail(ErrorCode::Validation, text);
}

const QList<QCommandLineOption> &options()
{
    static const QList<QCommandLineOption> all{
        QCommandLineOption(u"profile"_s, {}, u"DIR"_s),
        QCommandLineOption(u"timeout"_s, {}, u"SECONDS"_s),
        QCommandLineOption(u"offline"_s),
        QCommandLineOption(u"json"_s),
        QCommandLineOption(QStringList{u"h"_s, u"help"_s}),
        QCommandLineOption(u"from"_s, {}, u"DATE"_s),
        QCommandLineOption(u"to"_s, {}, u"DATE"_s),
        QCommandLineOption(u"unit"_s, {}, u"NAME"_s),
        QCommandLineOption(u"note"_s, {}, u"TEXT"_s),
        QCommandLineOption(u"status"_s, {}, u"STATUS"_s),
        QCommandLineOption(u"listing"_s, {}, u"LISTING"_s),
        QCommandLineOption(u"limit"_s, {}, u"N"_s),
        QCommandLineOption(u"reason"_s, {}, u"TEXT"_s),
        QCommandLineOption(u"name"_s, {}, u"NAME"_s),
        QCommandLineOption(u"email"_s, {}, u"ADDRESS"_s),
        QCommandLineOption(u"phone"_s, {}, u"NUMBER"_s),
        QCommandLineOption(u"total"_s, {}, u"AMOUNT"_s),
        QCommandLineOption(u"guests"_s, {}, u"N"_s),
        QCommandLineOption(u"pets"_s, {}, u"N"_s),
        QCommandLineOption(u"override-rules"_s),
        QCommandLineOption(u"all"_s),
        QCommandLineOption(u"discard-changes"_s),
        QCommandLineOption(u"edit"_s),
        QCommandLineOption(u"offer"_s, {}, u"N"_s),
        QCommandLineOption(u"mine"_s),
        QCommandLineOption(u"theirs"_s),
    };
    return all;
}

Result<QDate> dateOption(const QCommandLineParser &parser, const QString &name)
{
    if (!parser.isSet(name))
        return QDate();
    const QDate date = QDate::fromString(parser.value(name), Qt::ISODate);
    if (!date.isValid())
        return wrongUse(u"--%1 takes a date like 2026-12-31."_s.arg(name));
    return date;
}

Result<int> numberOption(const QCommandLineParser &parser, const QString &name)
{
    if (!parser.isSet(name))
        return 0;
    bool isNumber = false;
    const int number = parser.value(name).toInt(&isNumber);
    if (!isNumber || number < 1 || number > 1'000'000)
        return wrongUse(u"--%1 takes a number from 1."_s.arg(name));
    return number;
}

// Commands of two words.
Result<void> checkAct(const CliOptions &options)
{
    static const QHash<QString, QStringList> acts{
        {u"message"_s, {u"send"_s, u"read"_s}},
        {u"review"_s, {u"reply"_s}},
        {u"contact"_s, {u"edit"_s}},
        {u"task"_s, {u"add"_s, u"edit"_s, u"done"_s, u"reopen"_s, u"cancel"_s, u"remove"_s}}};
    const auto known = acts.find(options.command);
    if (known == acts.end())
        return {};
    const bool lacksText =
        options.command == u"message" && options.arguments.size() != (options.arguments.first() == u"send" ? 3 : 2);
    if (lacksText || !known->contains(options.arguments.first()))
        return wrongUse(u"Usage: roost-cli %1"_s.arg(QLatin1String(find(options.command)->usage)));
    return {};
}

// Exactly one of the ways to decide a problem.
Result<void> checkDecision(const CliOptions &options)
{
    const bool isShort = options.command == u"resolve";
    if (!isShort && options.command != u"problem")
        return {};
    const QString action = isShort ? u"resolve"_s : options.arguments.value(0);
    const qsizetype values = options.arguments.size() - (isShort ? 1 : 2);
    const int ways =
        int(options.keepsMine) + int(options.takesTheirs) + int(options.editsMine) + int(options.offer > 0);
    if (action == u"resolve") {
        if (ways != 1 || (values > 0) != options.editsMine)
            return wrongUse(u"Say one of --mine, --theirs, --offer N, or --edit with FIELD=VALUE."_s);
        return {};
    }
    if ((action != u"show" && action != u"undo") || ways > 0 || values != 0)
        return wrongUse(u"Usage: roost-cli problem show|resolve|undo ID"_s);
    return {};
}

Result<void> checkCommand(const CliOptions &options)
{
    const CommandHelp *command = find(options.command);
    if (!command)
        return wrongUse(u"There is no command '%1'. See: roost-cli --help"_s.arg(options.command));
    if (options.arguments.size() < command->fewest || options.arguments.size() > command->most)
        return wrongUse(u"Usage: roost-cli %1"_s.arg(QLatin1String(command->usage)));
    if (options.command == u"book" && options.guestName.trimmed().isEmpty())
        return wrongUse(u"Say with --name whom the booking is for."_s);
    ROOST_TRY(checkAct(options));
    ROOST_TRY(checkDecision(options));
    if (options.command == u"outbox" && !options.arguments.isEmpty() &&
        (options.arguments.size() != 2 || options.arguments[0] != u"undo"))
        return wrongUse(u"Usage: roost-cli outbox undo ID"_s);
    if (options.isOffline && (options.command == u"login" || options.command == u"sync"))
        return wrongUse(u"%1 needs the network, so --offline makes no sense here."_s.arg(options.command));
    return {};
}

} // namespace

Result<CliOptions> parseCommandLine(const QStringList &words)
{
    QCommandLineParser parser;
    parser.addOptions(options());
    if (!parser.parse(words))
        return wrongUse(parser.errorText() + u". See: roost-cli --help"_s);
    CliOptions parsed;
    parsed.arguments = parser.positionalArguments();
    parsed.wantsHelp = parser.isSet(u"help"_s);
    if (!parsed.arguments.isEmpty())
        parsed.command = parsed.arguments.takeFirst();
    parsed.profileFolder = parser.isSet(u"profile"_s) ? parser.value(u"profile"_s) : replica::Profile::defaultFolder();
    parsed.isOffline = parser.isSet(u"offline"_s);
    parsed.wantsJson = parser.isSet(u"json"_s);
    parsed.unit = parser.value(u"unit"_s);
    parsed.note = parser.value(u"note"_s);
    parsed.status = parser.value(u"status"_s);
    parsed.listing = parser.value(u"listing"_s);
    parsed.reason = parser.value(u"reason"_s);
    parsed.guestName = parser.value(u"name"_s);
    parsed.email = parser.value(u"email"_s);
    parsed.phone = parser.value(u"phone"_s);
    parsed.total = parser.value(u"total"_s);
    parsed.overridesRules = parser.isSet(u"override-rules"_s);
    parsed.wantsAll = parser.isSet(u"all"_s);
    parsed.discardsChanges = parser.isSet(u"discard-changes"_s);
    parsed.editsMine = parser.isSet(u"edit"_s);
    parsed.keepsMine = parser.isSet(u"mine"_s);
    parsed.takesTheirs = parser.isSet(u"theirs"_s);
    ROOST_ASSIGN(parsed.from, dateOption(parser, u"from"_s));
    ROOST_ASSIGN(parsed.to, dateOption(parser, u"to"_s));
    ROOST_ASSIGN(parsed.limit, numberOption(parser, u"limit"_s));
    ROOST_ASSIGN(parsed.guests, numberOption(parser, u"guests"_s));
    ROOST_ASSIGN(parsed.pets, numberOption(parser, u"pets"_s));
    ROOST_ASSIGN(parsed.offer, numberOption(parser, u"offer"_s));
    ROOST_ASSIGN(const int seconds, numberOption(parser, u"timeout"_s));
    parsed.timeoutMs = std::min(seconds, 86'400) * 1000;
    if (!parsed.wantsHelp) {
        if (parsed.command.isEmpty())
            return wrongUse(u"What should be done? See: roost-cli --help"_s);
        ROOST_TRY(checkCommand(parsed));
    }
    return parsed;
}

QString helpText(const QString &command)
{
    if (const CommandHelp *entry = find(command)) {
        return u"Usage: roost-cli %1\n\n      %2\n"_s.arg(QLatin1String(entry->usage), QLatin1String(entry->text));
    }
    QString text = u"Roost without a window: read and change what this computer holds, and sync it.\n\n"
                   "Usage: roost-cli COMMAND [options]\n\nCommands:\n"_s;
    for (const CommandHelp &entry : kCommands)
        text += u"  %1\n      %2\n"_s.arg(QLatin1String(entry.usage), QLatin1String(entry.text));
    text += u"\nOptions of all commands:\n"
            "  --profile DIR      the folder with the data (default: %1)\n"
            "  --offline          don't use the network; changes wait in the outbox\n"
            "  --json             print JSON\n"
            "  --timeout SECONDS  how long to wait for the server\n\n"
            "LISTING is an id, the beginning of one, or a part of a title, if it is unique.\n"
            "A change is saved on this computer first and then sent; it is not lost when the server can't be reached.\n"
            "Without a keychain the password is read from ROOST_PASSWORD or asked for.\n"
            "Exit codes: 0 done (for a change: saved), 1 failed, 2 used wrongly.\n"_s.arg(
                replica::Profile::defaultFolder());
    return text;
}

} // namespace roost::cli
