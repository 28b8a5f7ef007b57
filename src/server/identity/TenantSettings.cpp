#include "TenantSettings.h"

#include <array>

namespace roost {

using namespace Qt::StringLiterals;

namespace {

struct Setting
{
    QString name;
    int TenantSettings::*value;
    int least;
    int most;
};

const std::array<Setting, 3> &allSettings()
{
    static const std::array<Setting, 3> list{
        Setting{u"hold_seconds"_s, &TenantSettings::holdSeconds, 10, 1800},
        Setting{u"quote_minutes"_s, &TenantSettings::quoteMinutes, 1, 1440},
        Setting{u"waitlist_minutes"_s, &TenantSettings::waitlistMinutes, 1, 1440},
    };
    return list;
}

} // namespace

TenantSettings TenantSettings::fromStored(const QJsonObject &stored)
{
    TenantSettings settings;
    for (const Setting &setting : allSettings())
        settings.*setting.value = stored.value(setting.name).toInt(settings.*setting.value);
    return settings;
}

QJsonObject TenantSettings::toJson() const
{
    QJsonObject json;
    for (const Setting &setting : allSettings())
        json.insert(setting.name, this->*setting.value);
    return json;
}

Result<void> checkTenantSettings(const QJsonObject &changes)
{
    for (auto change = changes.begin(); change != changes.end(); ++change) {
        const QJsonObject field{{u"field"_s, u"settings."_s + change.key().left(100)}};
        const auto setting = std::find_if(allSettings().begin(), allSettings().end(),
                                          [&change](const Setting &s) { return s.name == change.key(); });
        if (setting == allSettings().end())
            return fail(ErrorCode::Validation, u"There is no setting \"%1\"."_s.arg(change.key().left(100)), {}, field);
        const qint64 value = change->toInteger(-1);
        if (!change->isNull() && (value < setting->least || value > setting->most)) {
            return fail(
                ErrorCode::Validation,
                u"\"%1\" is a whole number from %2 to %3."_s.arg(setting->name).arg(setting->least).arg(setting->most),
                {}, field);
        }
    }
    return {};
}

} // namespace roost
