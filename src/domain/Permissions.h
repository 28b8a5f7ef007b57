// Who may do what inside a tenant (domain.md, "Who"). The server enforces it; the client hides what isn't allowed.
#pragma once

#include <QString>

#include <optional>

namespace roost {

enum class Role { Staff, Manager, Owner };
enum class Permission {
    SeeAllBookings,
    CreateBookings,
    DecideBookings,
    SeeListings,
    EditListings,
    EditCalendar,
    SeeMoney,
    ManageStaff,
    ManageMembers,
    EditPayoutSettings,
    FollowTenant, // sync the whole tenant to a desktop
    AnswerGuests, // messages, replies to reviews, contacts
    ManageTasks,  // all of the tenant's; everybody sees and does their own
};

// "staff", "manager", "owner".
QString roleName(Role role);
std::optional<Role> roleFromName(const QString &name);

bool isAllowed(Role role, Permission permission);

} // namespace roost
