// From the columns of a finder's statement to a row struct, by position.
#pragma once

#include "Rows.h"

#include "storage/Statement.h"

namespace roost::replica {

TenantRow readTenant(const Statement &statement);
ListingRow readListing(const Statement &statement);
UnitRow readUnit(const Statement &statement);
PhotoRow readPhoto(const Statement &statement);
BookingRow readBooking(const Statement &statement);
TripRow readTrip(const Statement &statement);
AssignmentRow readAssignment(const Statement &statement);
SessionRow readSession(const Statement &statement);
DayRateRow readDayRate(const Statement &statement);
BlockRow readBlock(const Statement &statement);
CalendarEntry readCalendarEntry(const Statement &statement, bool isBlock);
ContactRow readContact(const Statement &statement);
ThreadRow readThread(const Statement &statement);
MessageRow readMessage(const Statement &statement);
TaskRow readTask(const Statement &statement);
ReviewRow readReview(const Statement &statement);
PayoutRow readPayout(const Statement &statement);
ProblemRow readProblem(const Statement &statement);
OutboxRow readOutbox(const Statement &statement);
ScopeRow readScope(const Statement &statement);
TableCheckRow readTableCheck(const Statement &statement);

// Any JSON value as text and back; a missing value is SQL NULL and QJsonValue::Undefined.
QString jsonValueText(const QJsonValue &value);
QJsonValue jsonValueFromText(const QString &text);

} // namespace roost::replica
