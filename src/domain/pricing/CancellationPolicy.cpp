#include "CancellationPolicy.h"

#include "RuleReader.h"

#include <algorithm>

namespace roost {

using namespace Qt::StringLiterals;

namespace {

const QString kCustom = u"custom"_s;
constexpr int kMostSteps = 20;
constexpr int kMostDays = 1095;
constexpr Percent kAll = Percent::whole(100);
constexpr Percent kHalf = Percent::whole(50);
constexpr Percent kNothing{};

PolicyStep days(int amount, Percent nights)
{
    // A stay that never began needs no cleaning, so its fees come back.
    return {amount, true, nights, kAll, nights};
}

struct Preset
{
    QString name;
    QList<PolicyStep> steps;
};

const QList<Preset> &presets()
{
    static const QList<Preset> list{{u"flexible"_s, {days(1, kAll), days(0, kNothing)}},
                                    {u"moderate"_s, {days(5, kAll), days(1, kHalf), days(0, kNothing)}},
                                    {u"firm"_s, {days(30, kAll), days(7, kHalf), days(0, kNothing)}},
                                    {u"strict"_s, {days(60, kAll), days(14, kHalf), days(0, kNothing)}},
                                    {u"non_refundable"_s, {}}};
    return list;
}

int nominalHours(const PolicyStep &step)
{
    return step.amount * (step.inDays ? 24 : 1);
}

PolicyStep readStep(RuleReader &reader)
{
    PolicyStep step;
    reader.requireOneOf(u"days"_s, u"hours"_s);
    reader.require(u"nights"_s);
    step.inDays = reader.has(u"days"_s);
    step.amount = static_cast<int>(
        reader.whole(u"days"_s, 0, kMostDays).value_or(reader.whole(u"hours"_s, 0, kMostDays * 24).value_or(0)));
    step.nights = reader.percent(u"nights"_s, kNothing, kAll).value_or(kNothing);
    step.fees = reader.percent(u"fees"_s, kNothing, kAll).value_or(step.nights);
    step.taxes = reader.percent(u"taxes"_s, kNothing, kAll).value_or(step.nights);
    reader.finish();
    return step;
}

QList<PolicyStep> readSteps(RuleReader &policy)
{
    QList<PolicyStep> steps;
    for (RuleReader &reader : policy.objects(u"steps"_s, kMostSteps)) {
        const PolicyStep step = readStep(reader);
        for (const PolicyStep &other : std::as_const(steps)) {
            const bool isLater = nominalHours(step) < nominalHours(other);
            const PolicyStep &early = isLater ? other : step;
            const PolicyStep &late = isLater ? step : other;
            const QString field = reader.has(u"days"_s) ? u"days"_s : u"hours"_s;
            if (nominalHours(step) == nominalHours(other))
                reader.refuse(field, u"Two steps begin at the same time."_s);
            if (late.nights > early.nights || late.fees > early.fees || late.taxes > early.taxes)
                reader.refuse(field, u"Cancelling later can't give more back than cancelling earlier."_s);
        }
        steps << step;
    }
    std::sort(steps.begin(), steps.end(),
              [](const PolicyStep &a, const PolicyStep &b) { return nominalHours(a) > nominalHours(b); });
    return steps;
}

QJsonArray stepsJson(const QList<PolicyStep> &steps)
{
    QJsonArray array;
    for (const PolicyStep &step : steps) {
        array << QJsonObject{{step.inDays ? u"days"_s : u"hours"_s, step.amount},
                             {u"nights"_s, step.nights.toJson()},
                             {u"fees"_s, step.fees.toJson()},
                             {u"taxes"_s, step.taxes.toJson()}};
    }
    return array;
}

} // namespace

QDateTime PolicyStep::deadline(const QDateTime &startUtc, const QTimeZone &zone) const
{
    if (!inDays)
        return startUtc.addSecs(-3600LL * amount);
    return startUtc.toTimeZone(zone).addDays(-amount).toUTC();
}

CancellationPolicy::CancellationPolicy()
    : steps(presets().first().steps)
{
}

const QStringList &CancellationPolicy::presetNames()
{
    static const QStringList names = [] {
        QStringList list;
        for (const Preset &each : presets())
            list << each.name;
        return list;
    }();
    return names;
}

CancellationPolicy CancellationPolicy::fromPreset(const QString &name)
{
    CancellationPolicy policy;
    const qsizetype index = presetNames().indexOf(name);
    Q_ASSERT(index >= 0);
    policy.preset = name;
    policy.steps = presets().value(index).steps;
    return policy;
}

Result<CancellationPolicy> CancellationPolicy::fromJson(const QJsonObject &json)
{
    std::optional<Error> error;
    RuleReader reader(json, u"cancellation_policy"_s, error);
    if (!reader.has(u"preset"_s) || json.value(u"preset") == kCustom)
        reader.require(u"steps"_s);
    const QString preset = reader.word(u"preset"_s, presetNames() + QStringList{kCustom}).value_or(kCustom);
    CancellationPolicy policy;
    policy.steps = readSteps(reader);
    if (!reader.has(u"steps"_s) && preset != kCustom)
        policy.steps = fromPreset(preset).steps;
    policy.preset = preset;
    reader.finish();
    if (error)
        return fail(*std::move(error));
    return policy;
}

QJsonObject CancellationPolicy::toJson() const
{
    return preset == kCustom ? QJsonObject{{u"steps"_s, stepsJson(steps)}} : QJsonObject{{u"preset"_s, preset}};
}

QJsonObject CancellationPolicy::snapshot() const
{
    return {{u"preset"_s, preset}, {u"steps"_s, stepsJson(steps)}};
}

} // namespace roost
