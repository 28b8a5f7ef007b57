#include "ContactRules.h"

#include <QHash>

namespace roost {

using namespace Qt::StringLiterals;

namespace {

tl::unexpected<Error> wrong(const QString &field, const QString &text)
{
    return fail(ErrorCode::Validation, text, {}, {{u"field"_s, field}});
}

} // namespace

Result<void> checkContactChanges(const QJsonObject &changes)
{
    static const QHash<QString, int> longest{
        {u"name"_s, 200}, {u"email"_s, 254}, {u"phone"_s, 50}, {u"notes"_s, 10'000}};
    if (changes.isEmpty())
        return wrong(u"changes"_s, u"Nothing was changed, so there is nothing to save."_s);
    for (auto change = changes.begin(); change != changes.end(); ++change) {
        if (!longest.contains(change.key()))
            return wrong(change.key(), u"A contact has no field \"%1\"."_s.arg(change.key().left(100)));
        const QString text = change.value().toString();
        const int most = longest.value(change.key());
        if (!change.value().isString() || text.size() > most || text.contains(QChar(u'\0')))
            return wrong(change.key(), u"This text has %1 characters at most."_s.arg(most));
    }
    if (changes.contains(u"name") && changes.value(u"name").toString().trimmed().isEmpty())
        return wrong(u"name"_s, u"A contact has a name."_s);
    return {};
}

} // namespace roost
