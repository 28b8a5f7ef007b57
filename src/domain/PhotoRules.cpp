#include "PhotoRules.h"

#include <QCoreApplication>

namespace roost {

using namespace Qt::StringLiterals;

namespace {

tl::unexpected<Error> invalid(const QString &field, const QString &userText)
{
    return fail(ErrorCode::Validation, userText, {}, {{u"field"_s, field}});
}

Result<void> checkCaption(const QJsonValue &value)
{
    const QString caption = value.toString();
    if (!value.isString() || caption.size() > kLongestCaption || caption.contains(QChar(u'\0'))) {
        return invalid(
            u"caption"_s,
            QCoreApplication::translate("domain", "A caption has %1 characters at most.").arg(kLongestCaption));
    }
    return {};
}

Result<void> checkPosition(const QJsonValue &value)
{
    const qint64 position = value.toInteger(-1); // a fraction is refused
    if (!value.isDouble() || position < 0 || position > kLargestPhotoPosition)
        return invalid(u"position"_s, QCoreApplication::translate("domain", "There is no such place for a photo."));
    return {};
}

} // namespace

std::optional<qint64> photoPositionBetween(std::optional<qint64> before, std::optional<qint64> behind)
{
    if (!behind)
        return std::min(before.value_or(0) + kPhotoSpacing, kLargestPhotoPosition);
    const qint64 least = before.value_or(-1);
    const qint64 middle = least + (*behind - least) / 2;
    return middle > least && middle < *behind ? std::optional(middle) : std::nullopt;
}

bool isSha256(const QString &text)
{
    return text.size() == 64 && std::all_of(text.begin(), text.end(), [](QChar c) {
               return (c >= u'0' && c <= u'9') || (c >= u'a' && c <= u'f');
           });
}

Result<void> checkPhotoChanges(const QJsonObject &changes)
{
    if (changes.isEmpty()) {
        return invalid({}, QCoreApplication::translate("domain", "Nothing was changed, so there is nothing to save."));
    }
    for (auto change = changes.begin(); change != changes.end(); ++change) {
        if (change.key() == u"caption")
            ROOST_TRY(checkCaption(*change));
        else if (change.key() == u"position")
            ROOST_TRY(checkPosition(*change));
        else
            return invalid(change.key().left(100),
                           QCoreApplication::translate("domain", "This of a photo can't be changed."));
    }
    return {};
}

} // namespace roost
