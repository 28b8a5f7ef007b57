// See Scenario.h. What the numbers choose is in HostEdits.cpp and SmallWorld.cpp.
#include "Scenario.h"

namespace roost::sim {

using namespace Qt::StringLiterals;

namespace {

Step step(StepKind kind, quint64 a = 0, quint64 b = 0, quint64 c = 0)
{
    return {0, kind, 0, a, b, c};
}

} // namespace

QList<Scenario> scenarios()
{
    const Step request = step(StepKind::GuestBooks);
    return {
        {u"one edit each"_s,
         {},
         {{step(StepKind::EditListing, 0, 0, 1)}, {step(StepKind::EditListing, 0, 0, 3)}},
         {},
         false},
        {u"the same field"_s,
         {},
         {{step(StepKind::EditListing, 0, 0, 1), step(StepKind::EditListing, 0, 1, 2)},
          {step(StepKind::EditListing, 0, 0, 3)}},
         {},
         false},
        {u"block against block"_s,
         {},
         {{step(StepKind::BlockNights, 0, 2, 2), step(StepKind::RemoveBlock)}, {step(StepKind::BlockNights, 0, 3, 2)}},
         {},
         false},
        {u"accept against cancel"_s,
         {request},
         {{step(StepKind::DecideBooking, 0, 0), step(StepKind::DecideBooking, 0, 2)},
          {step(StepKind::DecideBooking, 0, 1)}},
         {},
         false},
        {u"two prices of a day"_s,
         {},
         {{step(StepKind::SetRates, 0, 1, 2)}, {step(StepKind::SetRates, 0, 1, 3), step(StepKind::SetRates, 0, 2, 4)}},
         {},
         false},
        {u"a booking against a block"_s,
         {},
         {{step(StepKind::EnterBooking, 0, 2, 1), step(StepKind::EditListing, 0, 0, 1)},
          {step(StepKind::BlockNights, 0, 2, 1)}},
         {},
         false},
        {u"a copied profile"_s,
         {},
         {{step(StepKind::EditListing, 0, 0, 1), step(StepKind::EditListing, 0, 1, 2)},
          {step(StepKind::EditListing, 0, 3, 3)}},
         {},
         true},
        {u"a member leaves"_s,
         {},
         {{step(StepKind::EditListing, 0, 0, 1)}, {step(StepKind::EditListing, 0, 1, 2), step(StepKind::BlockNights)}},
         {step(StepKind::Revoke)},
         false},
        {u"the server goes back"_s,
         {},
         {{step(StepKind::EditListing, 0, 0, 1), step(StepKind::BlockNights)}, {step(StepKind::EditListing, 0, 1, 2)}},
         {step(StepKind::Restore)},
         false},
    };
}

} // namespace roost::sim
