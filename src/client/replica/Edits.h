// Builds the host's edits: the names, arguments and base values of sync/protocol/Mutation.h, from what the screen
// shows.
#pragma once

#include "Replica.h"

#include "domain/BookingLifecycle.h"
#include "domain/TaskState.h"

namespace roost::replica {

// changes: wire names of domain/ListingRules.h with their new values; shown: the listing as the host saw it. Fields
// that are already so are left out.
Edit editListing(const ListingRow &shown, const QJsonObject &changes);
// The value of an editable field of a listing as on the wire; Undefined for another field.
QJsonValue listingFieldValue(const ListingRow &listing, const QString &field);

// Closes the nights [from, to) of a unit.
Edit blockNights(const BlockId &newBlock, const UnitRow &unit, const QDate &from, const QDate &to,
                 const QString &note = {});
Edit removeBlock(const BlockRow &shown);

// Accept, Decline, Cancel or MarkNoShow. reason: in the host's words, kept in the booking's history; may be empty.
Edit decideBooking(const BookingRow &shown, BookingAction action, const QString &reason = {});
// The guest withdraws a request or cancels a booking of their own.
Edit cancelTrip(const TripRow &shown, const QString &reason = {});
// Another time, another unit of the listing or other people for a stay: check_in, check_out, guests, pets, unit_id with
// their new values; what is already so is left out. overrideRules: the host waives the listing's rules on stays.
Edit changeBooking(const BookingRow &shown, const QJsonObject &changes, bool overrideRules = false);

// A booking that the host took on the phone or in a mail.
struct BookingEntry
{
    ListingId listing;
    UnitId unit; // null: the server chooses
    QDate checkIn;
    QDate checkOut;
    int guests = 1;
    int pets = 0;
    ContactId contact;                // null: a new one, from the fields below
    QString name, email, phone;       // of a new contact
    std::optional<qint64> totalMinor; // as agreed; empty: the price that the listing asks
    QString message;
    bool overrideRules = false;
};
Edit enterBooking(const BookingId &newBooking, const BookingEntry &entry);

// Adds a photo, whose file lies in the client's store of blobs already. position: where it stands among the others.
Edit addPhoto(const PhotoId &newPhoto, const ListingId &listing, const QString &sha256, const QString &caption,
              qint64 position);
// changes: caption, position.
Edit editPhoto(const PhotoRow &shown, const QJsonObject &changes);
Edit removePhoto(const PhotoRow &shown);

// Sets what rate names for the days [from, to): price_minor, min_nights, closed_to_arrival, closed_to_departure; null
// clears a number. What is there is what this computer shows when the edit is made.
Edit setDayRates(const ListingId &listing, const QDate &from, const QDate &to, const QJsonObject &rate);

// fields: name, email, phone, notes with their new values; what is already so is left out.
Edit editContact(const ContactRow &shown, const QJsonObject &fields);

// To the guest of a booking, in the booking's thread; it is made with its first message.
Edit writeAbout(const MessageId &newMessage, const BookingId &booking, const QString &text);
// In a thread that is there.
Edit answer(const MessageId &newMessage, const ThreadId &thread, const QString &text);
// To a contact, outside of any booking.
Edit writeTo(const MessageId &newMessage, const ContactId &contact, const QString &text);
// Everything up to this message has been read.
Edit markRead(const MessageRow &upTo);

// The reply to a review, or another wording of it.
Edit replyToReview(const ReviewRow &shown, const QString &text);

// fields: title and others of domain/TaskRules.h, with checklist as in TaskRow. Belongs to the tenant.
Edit createTask(const TaskId &newTask, const TenantId &tenant, const QJsonObject &fields);
// changes: fields of domain/TaskRules.h; what is already so is left out. checklist: as it is to be, if it changes.
Edit editTask(const TaskRow &shown, const QJsonObject &changes,
              const std::optional<QJsonArray> &checklist = std::nullopt);
Edit actOnTask(const TaskRow &shown, TaskAction action);
Edit removeTask(const TaskRow &shown);

} // namespace roost::replica
