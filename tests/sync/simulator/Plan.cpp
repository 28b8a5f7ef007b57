// Plans from seeds and from text.
#include "Plan.h"

#include <QStringList>

namespace roost::sim {

using namespace Qt::StringLiterals;

namespace {

struct KindInfo
{
    StepKind kind;
    const char *name;
    bool isFault;
    int weight;
};

constexpr KindInfo kKinds[] = {
    {StepKind::EditListing, "edit_listing", false, 16},
    {StepKind::BlockNights, "block_nights", false, 10},
    {StepKind::RemoveBlock, "remove_block", false, 6},
    {StepKind::SetRates, "set_rates", false, 6},
    {StepKind::DecideBooking, "decide_booking", false, 8},
    {StepKind::ChangeBooking, "change_booking", false, 5},
    {StepKind::EnterBooking, "enter_booking", false, 8},
    {StepKind::EditContact, "edit_contact", false, 4},
    {StepKind::SendMessage, "send_message", false, 5},
    {StepKind::MarkRead, "mark_read", false, 2},
    {StepKind::ReplyReview, "reply_review", false, 3},
    {StepKind::CreateTask, "create_task", false, 4},
    {StepKind::EditTask, "edit_task", false, 4},
    {StepKind::ActOnTask, "act_on_task", false, 4},
    {StepKind::RemoveTask, "remove_task", false, 1},
    {StepKind::ResolveProblem, "resolve_problem", false, 5},
    {StepKind::SyncNow, "sync_now", false, 2},
    {StepKind::GuestBooks, "guest_books", false, 8},
    {StepKind::GuestCancels, "guest_cancels", false, 3},
    {StepKind::GuestReviews, "guest_reviews", false, 2},
    {StepKind::WebEdits, "web_edits", false, 8},
    {StepKind::WebBlocks, "web_blocks", false, 3},
    {StepKind::WebUnblocks, "web_unblocks", false, 4},
    {StepKind::WebBurst, "web_burst", false, 5},
    {StepKind::Disturb, "disturb", true, 8},
    {StepKind::Calm, "calm", false, 3},
    {StepKind::Cut, "cut", true, 8},
    {StepKind::DropLive, "drop_live", true, 3},
    {StepKind::Restart, "restart", true, 4},
    {StepKind::Kill, "kill", true, 12},
    {StepKind::CutPower, "cut_power", true, 8},
    {StepKind::FillDisk, "fill_disk", true, 4},
    {StepKind::OpenWindow, "open_window", true, 5},
    {StepKind::CloseWindow, "close_window", true, 2},
    {StepKind::CopyProfile, "copy_profile", true, 2},
    {StepKind::JumpClock, "jump_clock", true, 3},
    {StepKind::Revoke, "revoke", true, 3},
    {StepKind::Grant, "grant", true, 3},
    {StepKind::ExpireHistory, "expire_history", true, 5},
    {StepKind::ExpireClients, "expire_clients", true, 2},
    {StepKind::SaveBackup, "save_backup", true, 3},
    {StepKind::Restore, "restore", true, 4},
    {StepKind::RestoreSilently, "restore_silently", true, 3},
    {StepKind::FailMutations, "fail_mutations", true, 4},
};
static_assert(std::size(kKinds) == kStepKinds);

std::optional<StepKind> kindFromName(const QString &name)
{
    for (const KindInfo &info : kKinds) {
        if (name == QLatin1StringView(info.name))
            return info.kind;
    }
    return std::nullopt;
}

// Each seed has its own selection of faults, so that rare ones meet often enough where they occur.
QList<KindInfo> kindsOfSeed(Random &random)
{
    QList<KindInfo> kinds;
    for (const KindInfo &info : kKinds) {
        if (!info.isFault || random.chance(45))
            kinds << info;
    }
    return kinds;
}

StepKind draw(const QList<KindInfo> &kinds, Random &random)
{
    int total = 0;
    for (const KindInfo &info : kinds)
        total += info.weight;
    qint64 number = random.below(total);
    for (const KindInfo &info : kinds) {
        number -= info.weight;
        if (number < 0)
            return info.kind;
    }
    return StepKind::SyncNow;
}

qint64 drawPause(Random &random)
{
    const qint64 kind = random.below(100);
    if (kind < 45)
        return random.below(400);
    if (kind < 90)
        return random.between(400, 8000);
    return random.between(8000, 150'000);
}

tl::unexpected<Error> notAPlan(const QString &part)
{
    return fail(ErrorCode::Validation, u"This is not a trace: %1"_s.arg(part));
}

Result<Step> stepFromText(const QString &text)
{
    const QStringList words = text.simplified().split(u' ');
    const auto kind = words.size() == 6 ? kindFromName(words[1]) : std::nullopt;
    if (!kind)
        return notAPlan(text);
    Step step;
    step.afterMs = words[0].toLongLong();
    step.kind = *kind;
    step.actor = words[2].toInt();
    step.a = words[3].toULongLong();
    step.b = words[4].toULongLong();
    step.c = words[5].toULongLong();
    return step;
}

} // namespace

QString stepName(StepKind kind)
{
    return QString::fromLatin1(kKinds[static_cast<int>(kind)].name);
}

const QStringList &mutationNames()
{
    static const QStringList names{
        u"listing.edit"_s,    u"calendar.block"_s, u"calendar.unblock"_s,  u"calendar.set_rates"_s, u"booking.accept"_s,
        u"booking.decline"_s, u"booking.cancel"_s, u"booking.no_show"_s,   u"booking.change"_s,     u"booking.create"_s,
        u"contact.edit"_s,    u"message.send"_s,   u"message.mark_read"_s, u"review.reply"_s,       u"task.create"_s,
        u"task.edit"_s,       u"task.complete"_s,  u"task.reopen"_s,       u"task.cancel"_s,        u"task.remove"_s};
    return names;
}

bool isFault(StepKind kind)
{
    return kKinds[static_cast<int>(kind)].isFault;
}

QString Step::toText() const
{
    return u"%1 %2 %3 %4 %5 %6"_s.arg(afterMs).arg(stepName(kind)).arg(actor).arg(a).arg(b).arg(c);
}

QString Plan::toText() const
{
    QStringList parts{u"seed %1"_s.arg(seed)};
    for (const Step &step : steps)
        parts << step.toText();
    return parts.join(u"; "_s);
}

Result<Plan> Plan::fromText(const QString &text)
{
    QStringList parts = text.split(u';', Qt::SkipEmptyParts);
    for (QString &part : parts)
        part = part.simplified();
    parts.removeAll(QString());
    if (parts.isEmpty() || !parts.first().startsWith(u"seed "))
        return notAPlan(u"it starts with the seed"_s);
    Plan plan;
    plan.seed = parts.takeFirst().mid(5).toULongLong();
    for (const QString &part : std::as_const(parts)) {
        ROOST_ASSIGN(const Step step, stepFromText(part));
        plan.steps << step;
    }
    return plan;
}

Plan Plan::fromSeed(quint64 seed, int steps)
{
    Random random(seed * 2 + 1);
    const QList<KindInfo> kinds = kindsOfSeed(random);
    Plan plan{seed, {}};
    for (int i = 0; i < steps; ++i) {
        Step step;
        step.afterMs = drawPause(random);
        step.kind = draw(kinds, random);
        step.actor = static_cast<int>(random.below(12));
        // Small, because they are read by people.
        step.a = static_cast<quint64>(random.below(1000));
        step.b = static_cast<quint64>(random.below(1000));
        step.c = static_cast<quint64>(random.below(1000));
        plan.steps << step;
    }
    return plan;
}

WorldShape shapeOf(quint64 seed)
{
    Random random(seed * 2);
    WorldShape shape;
    WorldPlan &server = shape.server;
    server.today = QDate(2026, 3, 1);
    server.users = 2;
    server.tenants = random.chance(40) ? 2 : 1;
    server.listingsPerTenant = static_cast<int>(random.between(1, 2));
    server.unitsPerListing = static_cast<int>(random.between(1, 2));
    server.memberships << WorldPlan::Membership{0, 0, u"owner"_s} << WorldPlan::Membership{1, 0, u"manager"_s};
    if (server.tenants == 2)
        server.memberships << WorldPlan::Membership{1, 1, u"owner"_s};
    const qint64 devices = random.between(2, 3);
    for (qint64 device = 0; device < devices; ++device)
        shape.userOfDevice << static_cast<int>(device % server.users);
    const qint64 pages = random.below(100);
    shape.pageRows = pages < 30 ? 1 : pages < 60 ? static_cast<int>(random.between(2, 6)) : 100;
    return shape;
}

} // namespace roost::sim
