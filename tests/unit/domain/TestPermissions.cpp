// Who may do what: the whole table of domain.md.
#include "domain/Permissions.h"

#include <QTest>

using namespace roost;
using namespace Qt::StringLiterals;

class TestPermissions : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void table_data();
    void table();
    void higherRolesLoseNothing();
    void names();
};

namespace {

constexpr Permission kAll[] = {Permission::SeeAllBookings,     Permission::CreateBookings, Permission::DecideBookings,
                               Permission::SeeListings,        Permission::EditListings,   Permission::EditCalendar,
                               Permission::SeeMoney,           Permission::ManageStaff,    Permission::ManageMembers,
                               Permission::EditPayoutSettings, Permission::FollowTenant,   Permission::AnswerGuests,
                               Permission::ManageTasks};

} // namespace

void TestPermissions::table_data()
{
    QTest::addColumn<Permission>("permission");
    QTest::addColumn<bool>("staff");
    QTest::addColumn<bool>("manager");
    QTest::newRow("create bookings") << Permission::CreateBookings << true << true;
    QTest::newRow("see listings") << Permission::SeeListings << true << true;
    QTest::newRow("see all bookings") << Permission::SeeAllBookings << false << true;
    QTest::newRow("decide bookings") << Permission::DecideBookings << false << true;
    QTest::newRow("edit listings") << Permission::EditListings << false << true;
    QTest::newRow("edit calendar") << Permission::EditCalendar << false << true;
    QTest::newRow("see money") << Permission::SeeMoney << false << true;
    QTest::newRow("manage staff") << Permission::ManageStaff << false << true;
    QTest::newRow("follow the tenant") << Permission::FollowTenant << false << true;
    QTest::newRow("answer guests") << Permission::AnswerGuests << false << true;
    QTest::newRow("manage tasks") << Permission::ManageTasks << false << true;
    QTest::newRow("manage members") << Permission::ManageMembers << false << false;
    QTest::newRow("payout settings") << Permission::EditPayoutSettings << false << false;
}

void TestPermissions::table()
{
    QFETCH(Permission, permission);
    QFETCH(bool, staff);
    QFETCH(bool, manager);
    QCOMPARE(isAllowed(Role::Staff, permission), staff);
    QCOMPARE(isAllowed(Role::Manager, permission), manager);
    QVERIFY(isAllowed(Role::Owner, permission));
}

void TestPermissions::higherRolesLoseNothing()
{
    for (const Permission permission : kAll) {
        QVERIFY(!isAllowed(Role::Staff, permission) || isAllowed(Role::Manager, permission));
        QVERIFY(!isAllowed(Role::Manager, permission) || isAllowed(Role::Owner, permission));
    }
}

void TestPermissions::names()
{
    for (const Role role : {Role::Staff, Role::Manager, Role::Owner})
        QCOMPARE(roleFromName(roleName(role)), std::optional(role));
    QVERIFY(!roleFromName(u"Owner"_s));
    QVERIFY(!roleFromName(QString()));
}

QTEST_GUILESS_MAIN(TestPermissions)
#include "TestPermissions.moc"
