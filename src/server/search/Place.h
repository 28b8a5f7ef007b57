// Where, and which words: what all searches have in common.
#pragma once

#include "common/Result.h"
#include "storage/Statement.h"

#include <QStringList>

namespace roost {

struct GeoPoint
{
    double latitude = 0;
    double longitude = 0;

    // "59.91,10.75": degrees, north and east positive. Validation (details.field: "near") for anything else.
    static Result<GeoPoint> parse(const QString &text);
};

struct Place
{
    QString name; // "Oslo" or "Grünerløkka, Oslo": each part is the beginning of a city's or neighbourhood's name
    std::optional<GeoPoint> near;
    std::optional<double> radiusKm;
    QString words;    // and "phrases", or, -without
    QString language; // of the words, ISO 639-1; empty: any

    QStringList nameParts() const;
    bool isAnywhere() const { return nameParts().isEmpty() && !radiusKm && words.isEmpty(); }
    // Validation, details.field names the parameter: "place", "near", "radius_km", "q", "q_language".
    Result<void> check() const;
    // :latitude, :longitude, :radius_km, :q, :q_language, :places
    void bindTo(Statement &statement) const;
};

} // namespace roost
