// No number is believed before it was held against the others.
#include "ByteRanges.h"

namespace roost::api {

namespace {

// 18 digits fit a qint64 whatever they are.
std::optional<qint64> decimal(QByteArrayView text)
{
    const bool isPlain = !text.isEmpty() && text.size() <= 18 &&
                         std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
    return isPlain ? std::optional(text.toLongLong()) : std::nullopt;
}

} // namespace

std::optional<ContentRange> parseContentRange(QByteArrayView value)
{
    constexpr QByteArrayView kUnit = "bytes ";
    if (!value.startsWith(kUnit))
        return std::nullopt;
    value = value.sliced(kUnit.size());
    const qsizetype slash = value.indexOf('/');
    if (slash < 0)
        return std::nullopt;
    const auto total = decimal(value.sliced(slash + 1));
    const QByteArrayView range = value.first(slash);
    if (!total)
        return std::nullopt;
    if (range == QByteArrayView("*"))
        return ContentRange{true, 0, 0, *total};
    const qsizetype dash = range.indexOf('-');
    if (dash < 0)
        return std::nullopt;
    const auto first = decimal(range.first(dash));
    const auto last = decimal(range.sliced(dash + 1));
    if (!first || !last || *last < *first || *last >= *total)
        return std::nullopt;
    return ContentRange{false, *first, *last - *first + 1, *total};
}

RangeChoice chooseRange(QByteArrayView value, qint64 total)
{
    constexpr QByteArrayView kUnit = "bytes=";
    const qsizetype dash = value.indexOf('-');
    if (!value.startsWith(kUnit) || dash < 0)
        return {};
    const QByteArrayView from = value.sliced(kUnit.size(), std::max<qsizetype>(0, dash - kUnit.size())).trimmed();
    const QByteArrayView to = value.sliced(dash + 1).trimmed();
    const auto first = decimal(from);
    const auto last = decimal(to);
    if ((!from.isEmpty() && !first) || (!to.isEmpty() && !last) || (!first && !last) ||
        (first && last && *last < *first))
        return {};
    if (!first) {
        const qint64 size = std::min(*last, total);
        return size == 0 ? RangeChoice{RangeChoice::Kind::NotSatisfiable, {}}
                         : RangeChoice{RangeChoice::Kind::Part, {total - size, size}};
    }
    if (*first >= total)
        return {RangeChoice::Kind::NotSatisfiable, {}};
    const qint64 end = last ? std::min(*last, total - 1) : total - 1;
    return {RangeChoice::Kind::Part, {*first, end - *first + 1}};
}

} // namespace roost::api
