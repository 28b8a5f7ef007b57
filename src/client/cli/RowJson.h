// Rows of the replica as JSON, with the names of the API.
#pragma once

#include "client/replica/Rows.h"

namespace roost::cli {

QJsonObject toJson(const replica::ListingRow &row);
QJsonObject toJson(const replica::BookingRow &row);
QJsonObject toJson(const replica::TripRow &row);
QJsonObject toJson(const replica::AssignmentRow &row);
QJsonObject toJson(const replica::BlockRow &row);
QJsonObject toJson(const replica::DayRateRow &row);
QJsonObject toJson(const replica::ThreadRow &row);
QJsonObject toJson(const replica::MessageRow &row);
QJsonObject toJson(const replica::TaskRow &row);
QJsonObject toJson(const replica::ReviewRow &row);
QJsonObject toJson(const replica::ContactRow &row);
QJsonObject toJson(const replica::ProblemRow &row);
QJsonObject toJson(const replica::OutboxRow &row);

// "1,299.00 NOK"; empty without an amount.
QString moneyText(const std::optional<qint64> &minor, const QString &currency);

} // namespace roost::cli
