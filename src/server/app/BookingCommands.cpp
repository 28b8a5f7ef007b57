// Bookings from the command line.
#include "BookingCommands.h"

#include "CommandContext.h"
#include "ServerSettings.h"
#include "Terminal.h"

#include "server/reservations/BookingService.h"

#include <QCommandLineParser>

namespace roost::app {

using namespace Qt::StringLiterals;

void BookingCancelCommand::addOptions(QCommandLineParser &parser) const
{
    addDataOption(parser);
    parser.addOptions({{u"code"_s, u"The booking's code, such as BK-20270110-7KXM2Q."_s, u"CODE"_s},
                       {u"reason"_s, u"Why; kept in the booking's history."_s, u"TEXT"_s}});
}

Result<void> BookingCancelCommand::run(const QCommandLineParser &parser)
{
    if (parser.value(u"code"_s).isEmpty())
        return fail(ErrorCode::Validation, u"--code is missing."_s);
    ROOST_ASSIGN(const auto context, CommandContext::open(parser));
    ServerContext server = context->server();
    ROOST_ASSIGN(const BookingDecision decision,
                 BookingService().cancelAsPlatform(server, parser.value(u"code"_s), parser.value(u"reason"_s)));
    printLine(u"%1 %2"_s.arg(decision.booking.code, bookingStatusName(decision.booking.status)));
    return {};
}

} // namespace roost::app
