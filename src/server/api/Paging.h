// Cursor paging, the same for every list: `limit` (default 50, at most 200) and an opaque `cursor`; the reply is
// {"items": [...], "next_cursor": "..." or null}.
//
//   ROOST_ASSIGN(const Page page, pageOf(request, {KeyPart::Date, KeyPart::Uuid})); // sorted by check_in, id
//   ROOST_ASSIGN(const QList<JsonRow> rows, listBookings(context, request.caller, page.window()));
//   return PageWriter(page).add(rows).reply();
#pragma once

#include "ApiReply.h"
#include "ApiRequest.h"

#include "server/tenancy/JsonRows.h"

#include <QStringList>

namespace roost::api {

constexpr int kDefaultPageSize = 50;
constexpr int kMaxPageSize = 200;

// What a part of the sort key is; a cursor whose part is something else never reaches the database.
enum class KeyPart { Text, Uuid, Date, Integer };

struct Page
{
    int limit = kDefaultPageSize;
    QStringList after; // the sort key of the last row that the client has; empty for the first page

    // A part of the key as a value to bind: null on the first page.
    QVariant key(int index) const;
    // For a service: one row more than the page shows, so that PageWriter knows whether there is a next page.
    RowWindow window() const { return {limit + 1, after}; }
};

// Validation error when the cursor is not one that a list with such a sort key gave out. A cursor holds nothing that
// its owner may not see, so it is encoded, not signed.
Result<Page> pageOf(const ApiRequest &request, const QList<KeyPart> &keyParts);

QString encodeCursor(const QStringList &key);

// Collects rows that are JSON text already. Ask the database for limit + 1 rows: one more than shown tells that there
// is a next page.
class PageWriter
{
public:
    explicit PageWriter(const Page &page);

    void add(const QByteArray &rowJson, const QStringList &key);
    PageWriter &add(const QList<JsonRow> &rows);
    ApiReply reply() const;

private:
    int m_limit;
    int m_count = 0;
    QByteArray m_items;
    QStringList m_lastKey;
    bool m_hasMore = false;
};

} // namespace roost::api
