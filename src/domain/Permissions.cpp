#include "Permissions.h"

namespace roost {

QString roleName(Role role)
{
    switch (role) {
    case Role::Staff:
        return QStringLiteral("staff");
    case Role::Manager:
        return QStringLiteral("manager");
    case Role::Owner:
        break;
    }
    return QStringLiteral("owner");
}

std::optional<Role> roleFromName(const QString &name)
{
    for (const Role role : {Role::Staff, Role::Manager, Role::Owner}) {
        if (name == roleName(role))
            return role;
    }
    return std::nullopt;
}

bool isAllowed(Role role, Permission permission)
{
    switch (permission) {
    case Permission::SeeListings:
    case Permission::CreateBookings:
        return true;
    case Permission::ManageMembers:
    case Permission::EditPayoutSettings:
        return role == Role::Owner;
    case Permission::SeeAllBookings:
    case Permission::DecideBookings:
    case Permission::EditListings:
    case Permission::EditCalendar:
    case Permission::SeeMoney:
    case Permission::ManageStaff:
    case Permission::FollowTenant:
    case Permission::AnswerGuests:
    case Permission::ManageTasks:
        return role != Role::Staff;
    }
    return false;
}

} // namespace roost
