// Decodes and encodes changes and entries of bookings.
#include "BookingChangeController.h"

#include "ApiServer.h"
#include "BookingReplies.h"

#include "server/reservations/BookingChanges.h"
#include "server/reservations/HostEntries.h"
#include "server/reservations/MoveProposals.h"

namespace roost::api {

using namespace Qt::StringLiterals;

namespace {

using Change = Result<BookingChangeOutcome> (BookingChanges::*)(ServerContext &, const Caller &, const BookingId &,
                                                                const BookingChange &) const;

// Everything in the body but what is said about the change itself.
QJsonObject wishIn(const QJsonObject &body)
{
    QJsonObject wish = body;
    for (const QString &field : {u"id"_s, u"revision"_s, u"reason"_s, u"override_rules"_s, u"agreed_total"_s,
                                 u"contact"_s, u"message"_s, u"make_room"_s})
        wish.remove(field);
    return wish;
}

template <class Agreed>
void readAgreedTotal(const QJsonObject &body, Agreed &agreed)
{
    const QJsonValue total = body.value("agreed_total"_L1);
    if (!total.isObject())
        return;
    agreed.agreedTotalMinor = total["amount_minor"_L1].toInteger();
    agreed.agreedCurrency = total["currency"_L1].toString();
}

BookingChange changeIn(const ApiRequest &request)
{
    BookingChange change;
    change.wish = wishIn(request.body);
    change.expectedRevision = expectedRevision(request);
    change.reason = reasonOf(request);
    change.overridesRules = request.body.value("override_rules"_L1).toBool();
    readAgreedTotal(request.body, change);
    return change;
}

ApiHandler preview(Change preview)
{
    return [preview](const ApiRequest &request, ServerContext &context) -> Result<ApiReply> {
        const auto id = request.pathId<BookingId>("booking_id");
        ROOST_ASSIGN(const auto outcome, (BookingChanges().*preview)(context, request.caller, id, changeIn(request)));
        return ApiReply::json(outcome.toJson());
    };
}

QByteArray compact(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

Result<ApiReply> changeAsGuest(const ApiRequest &request, ServerContext &context)
{
    const auto id = request.pathId<BookingId>("booking_id");
    ROOST_ASSIGN(const auto outcome, BookingChanges().changeAsGuest(context, request.caller, id, changeIn(request)));
    ROOST_ASSIGN(const ApiReply booking, readOwnBooking(request, context, id));
    return ApiReply::raw("{\"booking\":" + booking.body + ",\"change\":" + compact(outcome.toJson()) + '}');
}

Result<ApiReply> changeAsHost(const ApiRequest &request, ServerContext &context)
{
    const auto id = request.pathId<BookingId>("booking_id");
    ROOST_ASSIGN(const auto outcome, BookingChanges().changeAsHost(context, request.caller, id, changeIn(request)));
    ROOST_ASSIGN(const ApiReply booking, readTenantsBooking(request, context, id));
    return ApiReply::raw("{\"booking\":" + booking.body + ",\"change\":" + compact(outcome.toJson()) +
                         ",\"declined\":" + idsJson(outcome.declined) + '}');
}

Result<ApiReply> enter(const ApiRequest &request, ServerContext &context)
{
    const QJsonObject &body = request.body;
    const QJsonObject contact = body.value("contact"_L1).toObject();
    HostEntry entry;
    entry.id = BookingId::fromString(body.value("id"_L1).toString());
    ROOST_ASSIGN(entry.wish, Wish::fromJson(wishIn(body)));
    entry.contact = ContactId::fromString(contact.value("id"_L1).toString());
    entry.name = contact.value("name"_L1).toString();
    entry.email = contact.value("email"_L1).toString();
    entry.phone = contact.value("phone"_L1).toString();
    entry.message = body.value("message"_L1).toString();
    entry.overridesRules = body.value("override_rules"_L1).toBool();
    entry.makesRoom = body.value("make_room"_L1).toBool();
    readAgreedTotal(body, entry);
    ROOST_ASSIGN(const BookingDecision made, HostEntries().enter(context, request.caller, entry));
    ROOST_ASSIGN(const QByteArray booking, tenantsBooking(context, request.caller, made.booking.id));
    return ApiReply::created(
        "{\"booking\":" + booking + ",\"declined\":" + idsJson(made.declined) + '}',
        u"/api/v1/tenants/%1/bookings/%2"_s.arg(request.caller.tenant.toString(), made.booking.id.toString()));
}

Result<ApiReply> proposeMoves(const ApiRequest &request, ServerContext &context)
{
    ROOST_ASSIGN(const QJsonObject moves, movesFor(context, request.caller, request.pathId<BookingId>("booking_id")));
    return ApiReply::json(moves);
}

} // namespace

void registerBookingChangeController(ApiServer &server)
{
    server.handle(u"previewMyChange"_s, preview(&BookingChanges::previewAsGuest));
    server.handle(u"changeMyBooking"_s, changeAsGuest);
    server.handle(u"previewChange"_s, preview(&BookingChanges::previewAsHost));
    server.handle(u"changeBooking"_s, changeAsHost);
    server.handle(u"moveBooking"_s, changeAsHost);
    server.handle(u"enterBooking"_s, enter);
    server.handle(u"proposeMoves"_s, proposeMoves);
}

} // namespace roost::api
