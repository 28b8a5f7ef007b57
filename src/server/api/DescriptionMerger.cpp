// Merges two levels deep: path and method, kind of component and name.
#include "DescriptionMerger.h"

#include "common/Json.h"

#include <QHash>

namespace roost::api {

using namespace Qt::StringLiterals;

namespace {

constexpr QLatin1StringView kBaseName = "roost.json"_L1;

tl::unexpected<Error> broken(const QString &what)
{
    return fail(ErrorCode::Internal, u"The API description is broken: %1"_s.arg(what));
}

class Merger
{
public:
    Result<void> addBase(const DescriptionFile &file);
    Result<void> addSubject(const DescriptionFile &file);
    QJsonObject document() const { return m_document; }

private:
    Result<QJsonObject> parse(const DescriptionFile &file) const;
    // One of the two places, "paths" or "components": both are objects of objects.
    Result<void> mergePlace(const QString &place, const QJsonObject &from, const QString &fileName);

    QJsonObject m_document;
    QHash<QString, QString> m_definedIn; // "paths /api/v1/me get" -> file
};

Result<QJsonObject> Merger::parse(const DescriptionFile &file) const
{
    auto parsed = parseJsonObject(file.json);
    if (!parsed)
        return broken(u"%1 is no JSON object"_s.arg(file.name));
    return parsed;
}

Result<void> Merger::addBase(const DescriptionFile &file)
{
    ROOST_ASSIGN(m_document, parse(file));
    const QJsonObject paths = m_document.take("paths"_L1).toObject();
    const QJsonObject components = m_document.take("components"_L1).toObject();
    ROOST_TRY(mergePlace(u"paths"_s, paths, file.name));
    return mergePlace(u"components"_s, components, file.name);
}

Result<void> Merger::addSubject(const DescriptionFile &file)
{
    ROOST_ASSIGN(const QJsonObject subject, parse(file));
    for (auto place = subject.begin(); place != subject.end(); ++place) {
        if (place.key() != "paths"_L1 && place.key() != "components"_L1)
            return broken(u"%1 has '%2', which belongs into %3"_s.arg(file.name, place.key(), kBaseName));
        ROOST_TRY(mergePlace(place.key(), place.value().toObject(), file.name));
    }
    return {};
}

Result<void> Merger::mergePlace(const QString &place, const QJsonObject &from, const QString &fileName)
{
    QJsonObject merged = m_document.value(place).toObject();
    for (auto group = from.begin(); group != from.end(); ++group) {
        QJsonObject members = merged.value(group.key()).toObject();
        const QJsonObject added = group.value().toObject();
        for (auto member = added.begin(); member != added.end(); ++member) {
            const QString key = u"%1 %2 %3"_s.arg(place, group.key(), member.key());
            if (m_definedIn.contains(key))
                return broken(u"'%1' is both in %2 and in %3"_s.arg(key, m_definedIn.value(key), fileName));
            m_definedIn.insert(key, fileName);
            members.insert(member.key(), member.value());
        }
        merged.insert(group.key(), members);
    }
    m_document.insert(place, merged);
    return {};
}

} // namespace

Result<QJsonObject> mergeDescription(const QList<DescriptionFile> &files)
{
    QList<DescriptionFile> sorted = files;
    std::sort(sorted.begin(), sorted.end(),
              [](const DescriptionFile &a, const DescriptionFile &b) { return a.name < b.name; });
    const auto base =
        std::find_if(sorted.begin(), sorted.end(), [](const DescriptionFile &file) { return file.name == kBaseName; });
    if (base == sorted.end())
        return broken(u"it has no %1"_s.arg(kBaseName));
    Merger merger;
    ROOST_TRY(merger.addBase(*base));
    for (auto file = sorted.begin(); file != sorted.end(); ++file) {
        if (file != base)
            ROOST_TRY(merger.addSubject(*file));
    }
    return merger.document();
}

} // namespace roost::api
