// Collects the demo's rows and writes them in sets, in the transaction that its caller has begun.
#pragma once

#include "common/Result.h"
#include "storage/Database.h"

#include <QJsonArray>
#include <QJsonObject>

namespace roost {

class DemoRows
{
public:
    explicit DemoRows(Database &database)
        : m_database(database)
    {
    }

    // Row objects with the columns of resources/sql/postgres/queries/demo/insert_<table>.sql.
    void addListing(const QJsonObject &row) { m_listings << row; }
    void addContact(const QJsonObject &row) { m_contacts << row; }
    void addBooking(const QJsonObject &row) { m_bookings << row; }
    void addBlock(const QJsonObject &row) { m_blocks << row; }
    void addReview(const QJsonObject &row) { m_reviews << row; }
    void addPayout(const QJsonObject &row) { m_payouts << row; }

    // Writes when much has come together.
    Result<void> flushIfLarge();
    // What others refer to goes first.
    Result<void> flush();

private:
    Result<void> insert(const QString &statementName, QJsonArray &rows);

    Database &m_database;
    QJsonArray m_listings;
    QJsonArray m_contacts;
    QJsonArray m_bookings;
    QJsonArray m_blocks;
    QJsonArray m_reviews;
    QJsonArray m_payouts;
};

} // namespace roost
