// Finds the values, and reads the rest as ever.
#include "ReplySplitter.h"

#include "JsonWalker.h"

#include "common/Json.h"

namespace roost::sync {

using namespace Qt::StringLiterals;

namespace {

using Spans = QList<std::string_view>;

// The `values` of the object at which the walker stands, and of the objects in its `tables`. False when it is none.
bool findSpans(JsonWalker &walker, Spans &spans)
{
    if (!walker.take('{'))
        return false;
    while (walker.peek() == '"') {
        const std::string_view name = walker.name();
        if (name == "tables" && walker.take('[')) {
            while (walker.peek() == '{') {
                if (!findSpans(walker, spans))
                    return false;
                walker.take(',');
            }
            if (!walker.take(']'))
                return false;
        } else {
            const std::string_view value = walker.value();
            if (name.empty() || value.empty())
                return false;
            if (name == "values")
                spans << value;
        }
        walker.take(',');
    }
    return walker.take('}');
}

tl::unexpected<Error> unreadable()
{
    return fail(ErrorCode::Protocol, u"The server's answer can't be read. Ask its operator to update it."_s);
}

} // namespace

Result<SplitReply> splitReply(const QByteArray &json)
{
    QByteArray padded = json;
    padded.reserve(json.size() + JsonWalker::kPadding);
    JsonWalker walker(padded);
    Spans spans;
    if (!walker.isValid() || !findSpans(walker, spans))
        return unreadable();
    SplitReply reply;
    QByteArray head;
    const char *from = padded.constData();
    for (const std::string_view &span : std::as_const(spans)) {
        head.append(from, span.data() - from).append(QByteArray::number(reply.values.size()));
        reply.values << QByteArray(span.data(), static_cast<qsizetype>(span.size()));
        from = span.data() + span.size();
    }
    head.append(from, padded.constData() + padded.size() - from);
    const auto object = parseJsonObject(head);
    if (!object)
        return unreadable();
    reply.head = *object;
    return reply;
}

} // namespace roost::sync
