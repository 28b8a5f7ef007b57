// Photos of listings: photo.add, photo.edit, photo.remove.
#include "MutationEffects.h"

#include "domain/PhotoRules.h"

namespace roost::replica {

using namespace Qt::StringLiterals;

namespace {

const QString kTable = u"listing_photo"_s;

QJsonObject newPhoto(const QJsonObject &args)
{
    return {{u"id"_s, args.value(u"photo_id")},
            {u"listing_id"_s, args.value(u"listing_id")},
            {u"sha256"_s, args.value(u"sha256")},
            {u"position"_s, args.value(u"position")},
            {u"caption"_s, args.value(u"caption").toString()},
            {u"width"_s, QJsonValue::Null},
            {u"height"_s, QJsonValue::Null},
            {u"version"_s, 0}};
}

Result<void> checkNew(RowStore &rows, const QJsonObject &args)
{
    ROOST_TRY(checkPhotoChanges({{u"caption"_s, args.value(u"caption")}, {u"position"_s, args.value(u"position")}}));
    if (!isSha256(args.value(u"sha256").toString())) {
        return fail(ErrorCode::Validation, QCoreApplication::translate("Replica", "This photo can't be added."), {},
                    {{u"field"_s, u"sha256"_s}});
    }
    ROOST_ASSIGN(const auto listing, rows.load(u"listing"_s, args.value(u"listing_id").toString()));
    return listing ? Result<void>() : Result<void>(notHere(u"listing"_s));
}

} // namespace

bool isPhotoMutation(const QString &mutationName)
{
    return mutationName.startsWith(u"photo.");
}

Result<QList<RowEffect>> photoEffects(RowStore &rows, const sync::Mutation &mutation, EffectMode mode)
{
    const QString id = mutation.args.value(u"photo_id").toString();
    ROOST_ASSIGN(const auto before, rows.load(kTable, id));
    if (mutation.name == u"photo.add") {
        if (mode == EffectMode::Checked)
            ROOST_TRY(checkNew(rows, mutation.args));
        return QList<RowEffect>{{kTable, id, before, newPhoto(mutation.args)}};
    }
    if (!before)
        return mode == EffectMode::Checked ? Result<QList<RowEffect>>(notHere(kTable)) : QList<RowEffect>();
    if (mutation.name == u"photo.remove")
        return QList<RowEffect>{{kTable, id, before, std::nullopt}};
    const QJsonObject changes = mutation.args.value(u"changes").toObject();
    if (mode == EffectMode::Checked)
        ROOST_TRY(checkPhotoChanges(changes));
    QJsonObject after = *before;
    for (auto change = changes.begin(); change != changes.end(); ++change)
        after.insert(change.key(), change.value());
    return QList<RowEffect>{{kTable, id, before, after}};
}

} // namespace roost::replica
