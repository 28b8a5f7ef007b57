// Range and Content-Range (RFC 9110, 14.2 and 14.4), read strictly: one range of bytes, plain decimal numbers.
#pragma once

#include <QByteArray>

#include <optional>

namespace roost::api {

// What a request's body is of a whole.
struct ContentRange
{
    bool isQuestion = false; // "bytes */total"
    qint64 from = 0;
    qint64 size = 0;
    qint64 total = 0;
};

// "bytes a-b/total" or "bytes */total". Empty for anything else, also where the numbers contradict each other or don't
// fit.
std::optional<ContentRange> parseContentRange(QByteArrayView value);

struct ByteRange
{
    qint64 from = 0;
    qint64 size = 0;
};

struct RangeChoice
{
    enum class Kind {
        Whole,         // no range, several, or nothing understood: the whole is sent
        Part,          // range holds which
        NotSatisfiable // nothing of it is there
    };
    Kind kind = Kind::Whole;
    ByteRange range;
};

// Of a thing of `total` bytes. An empty value means no range.
RangeChoice chooseRange(QByteArrayView value, qint64 total);

} // namespace roost::api
