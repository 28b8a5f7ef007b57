// Cursor paging, the same for every list: `limit` (default 50, at most 200) and an opaque `cursor`; the reply is
// {"items": [...], "next_cursor": "..." or null}.
//
//   ROOST_ASSIGN(const Page page, pageOf(request, 2));       // the list is sorted by two columns, e.g. check_in, id
//   bind(":after_1", page.key(0)).bind(":after_2", page.key(1)).bind(":limit", page.limit + 1)
//   PageWriter writer(page); while (rows.next()) writer.add(rows.bytes(0), {rows.text(1), rows.text(2)});
//   return writer.reply();
#pragma once

#include "ApiReply.h"
#include "ApiRequest.h"

#include <QStringList>

namespace roost::api {

constexpr int kDefaultPageSize = 50;
constexpr int kMaxPageSize = 200;

struct Page
{
    int limit = kDefaultPageSize;
    QStringList after; // the sort key of the last row that the client has; empty for the first page

    // A part of the key as a value to bind: null on the first page.
    QVariant key(int index) const;
};

// Validation error when the cursor is not one that a list with keyParts sort columns gave out. A cursor holds nothing
// that its owner may not see, so it is encoded, not signed; the parts must be bound with a cast that fails safely.
Result<Page> pageOf(const ApiRequest &request, int keyParts);

QString encodeCursor(const QStringList &key);

// Collects rows that are JSON text already. Ask the database for limit + 1 rows: one more than shown tells that there
// is a next page.
class PageWriter
{
public:
    explicit PageWriter(const Page &page);

    void add(const QByteArray &rowJson, const QStringList &key);
    ApiReply reply() const;

private:
    int m_limit;
    int m_count = 0;
    QByteArray m_items;
    QStringList m_lastKey;
    bool m_hasMore = false;
};

} // namespace roost::api
