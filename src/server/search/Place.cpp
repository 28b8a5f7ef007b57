#include "Place.h"

#include "common/Json.h"

namespace roost {

using namespace Qt::StringLiterals;

namespace {

constexpr int kMostPlaceParts = 4;
constexpr qsizetype kLongestWords = 200;
constexpr double kWidestKm = 20'040; // half around the earth

tl::unexpected<Error> wrong(const QString &field, const QString &text)
{
    return fail(ErrorCode::Validation, text, {}, {{u"field"_s, field}});
}

QString orNull(const QString &text)
{
    return text.isEmpty() ? QString() : text;
}

} // namespace

Result<GeoPoint> GeoPoint::parse(const QString &text)
{
    const QStringList parts = text.split(u',');
    bool isLatitude = false;
    bool isLongitude = false;
    const double latitude = parts.value(0).trimmed().toDouble(&isLatitude);
    const double longitude = parts.value(1).trimmed().toDouble(&isLongitude);
    // Written so that "nan" fails too.
    const bool isOnEarth = latitude >= -90 && latitude <= 90 && longitude >= -180 && longitude <= 180;
    if (parts.size() != 2 || !isLatitude || !isLongitude || !isOnEarth)
        return wrong(u"near"_s, u"A point is its latitude and longitude in degrees, for example 59.91,10.75."_s);
    return GeoPoint{latitude, longitude};
}

QStringList Place::nameParts() const
{
    QStringList parts;
    for (const QString &part : name.split(u',')) {
        if (!part.trimmed().isEmpty())
            parts << part.simplified();
    }
    return parts;
}

Result<void> Place::check() const
{
    if (radiusKm && !near)
        return wrong(u"near"_s, u"A radius needs a point: \"near=59.91,10.75\"."_s);
    if (radiusKm && !(*radiusKm > 0 && *radiusKm <= kWidestKm))
        return wrong(u"radius_km"_s, u"\"radius_km\" is more than 0 and at most %1."_s.arg(kWidestKm));
    const QStringList parts = nameParts();
    if (!name.isEmpty() && parts.isEmpty())
        return wrong(u"place"_s, u"Name a city or a neighbourhood, or both with a comma between them."_s);
    if (parts.size() > kMostPlaceParts || name.contains(QChar::Null))
        return wrong(u"place"_s, u"A place has at most %1 parts."_s.arg(kMostPlaceParts));
    const bool hasWord = std::any_of(words.begin(), words.end(), [](QChar c) { return c.isLetterOrNumber(); });
    if (!words.isEmpty() && (!hasWord || words.size() > kLongestWords || words.contains(QChar::Null)))
        return wrong(u"q"_s, u"Type words to look for, of %1 characters at most."_s.arg(kLongestWords));
    if (words.isEmpty() && !language.isEmpty())
        return wrong(u"q_language"_s, u"A language needs words to look for in \"q\"."_s);
    const bool isCode = language.size() == 2 &&
                        std::all_of(language.begin(), language.end(), [](QChar c) { return c >= u'a' && c <= u'z'; });
    if (!language.isEmpty() && !isCode)
        return wrong(u"q_language"_s, u"A language is its ISO 639-1 code, for example no."_s);
    return {};
}

void Place::bindTo(Statement &statement) const
{
    statement.bind(u":latitude"_s, near ? std::optional(near->latitude) : std::nullopt)
        .bind(u":longitude"_s, near ? std::optional(near->longitude) : std::nullopt)
        .bind(u":radius_km"_s, radiusKm)
        .bind(u":q"_s, orNull(words))
        .bind(u":q_language"_s, orNull(language))
        .bind(u":places"_s, QString::fromUtf8(compactJson(QJsonArray::fromStringList(nameParts()))));
}

} // namespace roost
