// Hosting businesses over HTTP: who sees them, who may change them, and that an owner stays.
#include "support/ApiFixture.h"
#include "support/Expect.h"

#include <QTest>

namespace roost::test {

using namespace Qt::StringLiterals;

class TestTenantApi : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { EXPECT_OK(m_postgres.start()); }
    void init()
    {
        EXPECT_OK(m_api.start(m_postgres));
        m_owner = m_api.registerUser(u"owner"_s);
        m_other = m_api.registerUser(u"other"_s);
        m_tenant = m_api.createTenant(m_owner);
        QVERIFY(!m_tenant.isEmpty());
    }
    void cleanup() { m_api.stop(); }

    void hidesTenantsOfOthers();
    void editsATenant();
    void editsSettings();
    void addsAndListsMembers();
    void letsOnlyOwnersManageMembers();
    void keepsAnOwner();
    void takesAccessAwayAtOnce();
    void hidesMoneyFromStaff();

private:
    QString path(const QString &rest = {}) const { return u"/api/v1/tenants/"_s + m_tenant + rest; }
    ApiAnswer addOther(const QString &role) const
    {
        return m_api.post(path(u"/members"_s), {{u"email"_s, m_other.email}, {u"role"_s, role}}, m_owner.accessToken);
    }
    ApiAnswer patch(const QString &where, const QJsonObject &body, const ApiUser &user) const
    {
        return m_api.send({"PATCH", where, user.accessToken, body, {}});
    }
    ApiAnswer remove(const QString &member, const ApiUser &user) const
    {
        return m_api.send({"DELETE", path(u"/members/"_s + member), user.accessToken, std::nullopt, {}});
    }
    QString memberIdOf(const ApiUser &user) const
    {
        const QJsonArray members =
            m_api.get(path(u"/members"_s), m_owner.accessToken).json().value("items"_L1).toArray();
        for (const QJsonValue &member : members) {
            if (member.toObject().value("user_id"_L1).toString() == user.id)
                return member.toObject().value("id"_L1).toString();
        }
        return {};
    }

    PostgresFixture m_postgres;
    ApiFixture m_api;
    ApiUser m_owner;
    ApiUser m_other;
    QString m_tenant;
};

void TestTenantApi::hidesTenantsOfOthers()
{
    QCOMPARE(m_api.get(path(), m_owner.accessToken).text(u"name"_s), u"Fjord Homes"_s);
    const ApiAnswer hidden = m_api.get(path(), m_other.accessToken);
    QCOMPARE(hidden.status, 404);
    const ApiAnswer absent = m_api.get(u"/api/v1/tenants/01a1fafe-44b5-7949-aaa2-df6ec128c9ce"_s, m_other.accessToken);
    QCOMPARE(absent.status, 404);
    QCOMPARE(absent.text(u"detail"_s), hidden.text(u"detail"_s));
    QVERIFY(m_api.get(u"/api/v1/tenants"_s, m_other.accessToken).json().value("items"_L1).toArray().isEmpty());
}

void TestTenantApi::editsSettings()
{
    const auto settings = [this] { return m_api.get(path(), m_owner.accessToken).json().value("settings"_L1); };
    QCOMPARE(settings()["hold_seconds"_L1].toInt(), 120);
    const auto set = [this](const QJsonObject &changes) {
        return patch(path(), {{u"settings"_s, changes}}, m_owner).status;
    };
    QCOMPARE(set({{u"hold_seconds"_s, 300}, {u"quote_minutes"_s, 60}}), 200);
    QCOMPARE(settings()["hold_seconds"_L1].toInt(), 300);
    QCOMPARE(set({{u"hold_seconds"_s, QJsonValue::Null}}), 200);
    QCOMPARE(settings()["hold_seconds"_L1].toInt(), 120);
    QCOMPARE(settings()["quote_minutes"_L1].toInt(), 60);
    QCOMPARE(set({{u"hold_seconds"_s, 9}}), 400);
    QCOMPARE(set({{u"hold_seconds"_s, 1801}}), 400);
    QCOMPARE(set({{u"hold_seconds"_s, u"60"_s}}), 400);
    QCOMPARE(set({{u"colour"_s, 1}}), 400);
    QCOMPARE(patch(path(), {{u"settings"_s, QJsonObject()}}, m_other).status, 404);
}

void TestTenantApi::editsATenant()
{
    const ApiAnswer edited =
        patch(path(), {{u"name"_s, u"  Dale Homes "_s}, {u"time_zone"_s, u"Europe/Berlin"_s}}, m_owner);
    QCOMPARE(edited.status, 200);
    QCOMPARE(edited.text(u"name"_s), u"Dale Homes"_s);
    QCOMPARE(edited.text(u"time_zone"_s), u"Europe/Berlin"_s);
    QCOMPARE(edited.text(u"locale"_s), u"en"_s);
    QCOMPARE(patch(path(), {{u"locale"_s, u"nb-NO"_s}}, m_owner).text(u"locale"_s), u"nb-NO"_s);
    QCOMPARE(patch(path(), {{u"time_zone"_s, u"Nowhere/There"_s}}, m_owner).status, 400);
    QCOMPARE(patch(path(), {}, m_owner).status, 400);
    QCOMPARE(addOther(u"manager"_s).status, 201);
    QCOMPARE(patch(path(), {{u"name"_s, u"Mine"_s}}, m_other).status, 403);
}

void TestTenantApi::addsAndListsMembers()
{
    const ApiAnswer added = addOther(u"staff"_s);
    QCOMPARE(added.status, 201);
    QCOMPARE(added.text(u"email"_s), m_other.email);
    QCOMPARE(added.text(u"role"_s), u"staff"_s);
    QCOMPARE(addOther(u"staff"_s).code(), u"ALREADY_EXISTS"_s);
    QCOMPARE(m_api
                 .post(path(u"/members"_s), {{u"email"_s, u"nobody@example.org"_s}, {u"role"_s, u"staff"_s}},
                       m_owner.accessToken)
                 .status,
             404);
    QCOMPARE(m_api.post(path(u"/members"_s), {{u"email"_s, m_other.email}, {u"role"_s, u"boss"_s}}, m_owner.accessToken)
                 .status,
             400);
    const QJsonArray members = m_api.get(path(u"/members"_s), m_owner.accessToken).json().value("items"_L1).toArray();
    QCOMPARE(members.size(), 2);
    QCOMPARE(members.at(0).toObject().value("email"_L1).toString(), m_other.email);
    QCOMPARE(members.at(1).toObject().value("role"_L1).toString(), u"owner"_s);
    QCOMPARE(m_api.get(path(), m_other.accessToken).text(u"role"_s), u"staff"_s);
}

void TestTenantApi::letsOnlyOwnersManageMembers()
{
    const QString member = addOther(u"manager"_s).text(u"id"_s);
    m_api.registerUser(u"third"_s);
    QCOMPARE(m_api.get(path(u"/members"_s), m_other.accessToken).status, 200);
    QCOMPARE(m_api
                 .post(path(u"/members"_s), {{u"email"_s, u"third@example.org"_s}, {u"role"_s, u"staff"_s}},
                       m_other.accessToken)
                 .code(),
             u"FORBIDDEN"_s);
    QCOMPARE(patch(path(u"/members/"_s + member), {{u"role"_s, u"owner"_s}}, m_other).status, 403);
    QCOMPARE(remove(member, m_other).status, 403);
    QCOMPARE(patch(path(u"/members/"_s + member), {{u"role"_s, u"staff"_s}}, m_owner).text(u"role"_s), u"staff"_s);
    QCOMPARE(m_api.get(path(u"/members"_s), m_other.accessToken).status, 403);
}

void TestTenantApi::keepsAnOwner()
{
    const QString member = addOther(u"manager"_s).text(u"id"_s);
    const QString ownMember = memberIdOf(m_owner);
    QCOMPARE(remove(ownMember, m_owner).status, 403);
    QCOMPARE(patch(path(u"/members/"_s + ownMember), {{u"role"_s, u"staff"_s}}, m_owner).status, 403);
    QCOMPARE(patch(path(u"/members/"_s + member), {{u"role"_s, u"owner"_s}}, m_owner).status, 200);
    QCOMPARE(remove(ownMember, m_other).status, 204);
    QCOMPARE(m_api.get(path(), m_owner.accessToken).status, 404);
    QCOMPARE(remove(member, m_other).status, 403);
}

void TestTenantApi::takesAccessAwayAtOnce()
{
    const QString member = addOther(u"manager"_s).text(u"id"_s);
    QCOMPARE(m_api.get(path(), m_other.accessToken).status, 200);
    QCOMPARE(remove(member, m_owner).status, 204);
    QCOMPARE(m_api.get(path(), m_other.accessToken).status, 404);
    QCOMPARE(remove(member, m_owner).status, 404);
}

void TestTenantApi::hidesMoneyFromStaff()
{
    QCOMPARE(addOther(u"staff"_s).status, 201);
    QCOMPARE(m_api.get(path(u"/payouts"_s), m_owner.accessToken).status, 200);
    QCOMPARE(m_api.get(path(u"/payouts"_s), m_other.accessToken).status, 403);
    QCOMPARE(m_api.get(path(u"/reviews"_s), m_other.accessToken).status, 403);
}

} // namespace roost::test

QTEST_GUILESS_MAIN(roost::test::TestTenantApi)
#include "TestTenantApi.moc"
