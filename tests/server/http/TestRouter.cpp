// Router: which route a method and a path lead to, and which paths lead nowhere.
#include "server/http/Router.h"

#include <QTest>

using namespace roost::http;
using namespace Qt::StringLiterals;

class TestRouter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_router = std::make_unique<Router>();
        const auto handler = [](const Request &, WorkerContext &) { return Response::noContent(); };
        m_router->add("GET", "/api/v1/listings", handler);
        m_router->add("POST", "/api/v1/listings", handler, {.maxBodyBytes = 5});
        m_router->add("GET", "/api/v1/listings/{listing_id}", handler);
        m_router->add("GET", "/api/v1/listings/mine", handler);
        m_router->add("GET", "/api/v1/listings/{listing_id}/units/{unit_id}", handler);
        m_router->add("GET", "/api/v1/listings/mine/drafts", handler);
        m_router->addWebSocket(
            "/live", [](const Request &, WorkerContext &) { return WebSocketDecision::accept(); },
            [](QWebSocket *, const Request &, const QVariant &) {});
    }

    void findsRoutes_data()
    {
        QTest::addColumn<QByteArray>("method");
        QTest::addColumn<QByteArray>("path");
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("pattern");
        const auto row = [](const char *name, const char *method, QByteArray path, int status, const char *pattern) {
            QTest::newRow(name) << QByteArray(method) << path << status << QByteArray(pattern);
        };
        row("literal", "GET", "/api/v1/listings", 0, "/api/v1/listings");
        row("parameter", "GET", "/api/v1/listings/7", 0, "/api/v1/listings/{listing_id}");
        row("literal wins", "GET", "/api/v1/listings/mine", 0, "/api/v1/listings/mine");
        row("two parameters", "GET", "/api/v1/listings/7/units/8", 0, "/api/v1/listings/{listing_id}/units/{unit_id}");
        row("steps back from a literal", "GET", "/api/v1/listings/mine/units/8", 0,
            "/api/v1/listings/{listing_id}/units/{unit_id}");
        row("HEAD falls to GET", "HEAD", "/api/v1/listings", 0, "/api/v1/listings");
        row("no HEAD of a WebSocket", "HEAD", "/live", 405, "");
        row("wrong method", "DELETE", "/api/v1/listings", 405, "");
        row("unknown method", "BREW", "/api/v1/listings", 501, "");
        row("methods have a case", "get", "/api/v1/listings", 501, "");
        row("unknown path", "GET", "/api/v2/listings", 404, "");
        row("inner node", "GET", "/api/v1", 404, "");
        row("trailing slash", "GET", "/api/v1/listings/", 404, "");
        row("double slash", "GET", "//api/v1/listings", 404, "");
        row("no slash", "GET", "api", 404, "");
        row("encoded slash", "GET", "/api/v1/listings/a%2Fb", 400, "");
        row("encoded slash, lower case", "GET", "/api/v1/listings/a%2fb", 400, "");
        row("NUL", "GET", "/api/v1/listings/a%00", 400, "");
        row("control character", "GET", "/api/v1/listings/a%0d", 400, "");
        row("parent", "GET", "/api/v1/listings/..", 400, "");
        row("encoded parent", "GET", "/api/v1/listings/%2e%2E", 400, "");
        row("broken escape", "GET", "/api/v1/listings/a%2", 400, "");
        row("broken escape digits", "GET", "/api/v1/listings/a%zz", 400, "");
        row("invalid UTF-8", "GET", "/api/v1/listings/%ff", 400, "");
        row("overlong slash", "GET", "/api/v1/listings/%c0%af", 400, "");
        row("very deep", "GET", QByteArray("/a").repeated(1000), 404, "");
    }

    void findsRoutes()
    {
        QFETCH(QByteArray, method);
        QFETCH(QByteArray, path);
        QFETCH(int, status);
        QFETCH(QByteArray, pattern);
        const RouteMatch match = m_router->find(method, path);
        QCOMPARE(match.status, status);
        QCOMPARE(match.route != nullptr, status == 0);
        if (match.route)
            QCOMPARE(match.route->pattern, pattern);
    }

    void decodesParameters()
    {
        const RouteMatch match = m_router->find("GET", "/api/v1/listings/caf%C3%A9%20%2B/units/8");
        QCOMPARE(match.parameters.size(), 2);
        QCOMPARE(match.parameters.at(0).name, "listing_id");
        QCOMPARE(match.parameters.at(0).value, u"café +"_s);
        QCOMPARE(match.parameters.at(1).value, u"8"_s);
    }

    void stepsBackWithoutLeftovers()
    {
        const RouteMatch match = m_router->find("GET", "/api/v1/listings/mine/units/8");
        QCOMPARE(match.parameters.size(), 2);
        QCOMPARE(match.parameters.at(0).value, u"mine"_s);
    }

    void namesAllowedMethods()
    {
        QCOMPARE(m_router->find("PUT", "/api/v1/listings").allowed, "GET, HEAD, POST, OPTIONS");
        QCOMPARE(m_router->find("PUT", "/live").allowed, "GET, OPTIONS");
    }

    void listsRoutesInOrder()
    {
        const QList<const Route *> routes = m_router->routes();
        QCOMPARE(routes.size(), 7);
        QCOMPARE(routes.at(1)->method, "POST");
        QCOMPARE(routes.at(1)->options.maxBodyBytes, 5);
        QVERIFY(routes.last()->isWebSocket());
    }

    void readsQueryAsForms()
    {
        Request request;
        request.rawQuery = "q=two+words&from=2026-01-02T00%3A00%2B01:00";
        QCOMPARE(request.query().queryItemValue(u"q"_s, QUrl::FullyDecoded), u"two words"_s);
        QCOMPARE(request.query().queryItemValue(u"from"_s, QUrl::FullyDecoded), u"2026-01-02T00:00+01:00"_s);
    }

    void takesOnlySaneRequestIds()
    {
        QCOMPARE(requestIdFor("abc-1.2_3"), "abc-1.2_3");
        for (const QByteArray &insane : {QByteArray(), QByteArray("a b"), QByteArray("a\nb"), QByteArray(65, 'a')}) {
            const QByteArray made = requestIdFor(insane);
            QVERIFY(made != insane);
            QCOMPARE(made.size(), 32);
        }
        QVERIFY(requestIdFor({}) != requestIdFor({}));
    }

private:
    std::unique_ptr<Router> m_router;
};

QTEST_GUILESS_MAIN(TestRouter)
#include "TestRouter.moc"
