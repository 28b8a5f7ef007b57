// Router: a tree of path parts. The literal child is tried before the parameter, with a step back if it leads nowhere.
#include "Router.h"

#include <QStringDecoder>
#include <QVarLengthArray>

namespace roost::http {

struct Router::Node
{
    std::vector<std::pair<QByteArray, std::unique_ptr<Node>>> literals;
    std::unique_ptr<Node> parameter;
    QByteArrayList parameterNames; // of the routes that end here
    std::vector<const Route *> routes;

    Node *literal(QByteArrayView part) const
    {
        for (const auto &[name, child] : literals) {
            if (part == name)
                return child.get();
        }
        return nullptr;
    }
};

namespace {

constexpr QByteArrayView kKnownMethods[] = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"};
constexpr int kMaxParts = 32;

using Parts = QVarLengthArray<QByteArrayView, 12>;

bool split(QByteArrayView path, Parts &parts)
{
    if (path.isEmpty() || path.front() != '/')
        return false;
    QByteArrayView rest = path.sliced(1);
    while (parts.size() < kMaxParts) {
        const qsizetype slash = rest.indexOf('/');
        parts.append(slash < 0 ? rest : rest.first(slash));
        if (slash < 0)
            return true;
        rest = rest.sliced(slash + 1);
    }
    return false;
}

bool isParameter(QByteArrayView part)
{
    return part.size() > 2 && part.front() == '{' && part.back() == '}';
}

int hexValue(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    const char lower = static_cast<char>(c | 0x20);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

bool percentDecode(QByteArrayView part, QByteArray &decoded)
{
    decoded.reserve(part.size());
    for (qsizetype i = 0; i < part.size(); ++i) {
        if (part[i] != '%') {
            decoded.append(part[i]);
            continue;
        }
        if (i + 2 >= part.size() || hexValue(part[i + 1]) < 0 || hexValue(part[i + 2]) < 0)
            return false;
        decoded.append(static_cast<char>(hexValue(part[i + 1]) * 16 + hexValue(part[i + 2])));
        i += 2;
    }
    return true;
}

QByteArray allowedMethods(const std::vector<const Route *> &routes)
{
    QByteArrayList methods;
    for (const Route *route : routes) {
        if (!methods.contains(route->method))
            methods.append(route->method);
        if (route->method == "GET" && !route->isWebSocket() && !methods.contains("HEAD"))
            methods.append("HEAD");
    }
    if (!methods.contains("OPTIONS"))
        methods.append("OPTIONS");
    return methods.join(", ");
}

const Route *routeFor(const std::vector<const Route *> &routes, const QByteArray &method)
{
    const auto withMethod = [&](QByteArrayView wanted) -> const Route * {
        for (const Route *route : routes) {
            if (wanted == route->method)
                return route;
        }
        return nullptr;
    };
    if (const Route *route = withMethod(method))
        return route;
    if (method != "HEAD")
        return nullptr;
    const Route *get = withMethod("GET");
    return get && !get->isWebSocket() ? get : nullptr;
}

} // namespace

std::optional<QString> decodePathPart(QByteArrayView part)
{
    QByteArray decoded;
    if (!percentDecode(part, decoded) || decoded == "." || decoded == "..")
        return std::nullopt;
    const bool hasForbidden = std::any_of(decoded.begin(), decoded.end(), [](char c) {
        return static_cast<unsigned char>(c) < 0x20 || c == 0x7f || c == '/';
    });
    if (hasForbidden)
        return std::nullopt;
    QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    const QString text = decoder.decode(decoded);
    return decoder.hasError() ? std::nullopt : std::make_optional(text);
}

WebSocketDecision WebSocketDecision::accept(QVariant authorised)
{
    return {true, std::move(authorised), {}};
}

WebSocketDecision WebSocketDecision::refuse(Response refusal)
{
    return {false, {}, std::move(refusal)};
}

Router::Router()
    : m_root(std::make_unique<Node>())
{
}

Router::~Router() = default;

void Router::add(const QByteArray &method, const QByteArray &pattern, Handler handler, RouteOptions options)
{
    insert(std::make_unique<Route>(Route{method, pattern, options, std::move(handler), {}, {}, {}}));
}

void Router::addInline(const QByteArray &method, const QByteArray &pattern, InlineHandler handler, RouteOptions options)
{
    insert(std::make_unique<Route>(Route{method, pattern, options, {}, std::move(handler), {}, {}}));
}

void Router::addWebSocket(const QByteArray &pattern, WebSocketAuthoriser authoriser, WebSocketConnected connected)
{
    insert(std::make_unique<Route>(
        Route{"GET", pattern, {.maxBodyBytes = 0}, {}, {}, std::move(authoriser), std::move(connected)}));
}

void Router::insert(std::unique_ptr<Route> route)
{
    Parts parts;
    [[maybe_unused]] const bool isPath = split(route->pattern, parts);
    Q_ASSERT_X(isPath, "Router", "a pattern starts with '/'");
    Node *node = m_root.get();
    QByteArrayList names;
    for (const QByteArrayView part : parts) {
        if (isParameter(part)) {
            names.append(part.sliced(1, part.size() - 2).toByteArray());
            if (!node->parameter)
                node->parameter = std::make_unique<Node>();
            node = node->parameter.get();
        } else if (Node *child = node->literal(part)) {
            node = child;
        } else {
            node->literals.emplace_back(part.toByteArray(), std::make_unique<Node>());
            node = node->literals.back().second.get();
        }
    }
    Q_ASSERT_X(node->routes.empty() || node->parameterNames == names, "Router",
               "two patterns for one path must name its parameters alike");
    Q_ASSERT_X(!std::any_of(node->routes.begin(), node->routes.end(),
                            [&](const Route *other) { return other->method == route->method; }),
               "Router", "added twice");
    node->parameterNames = names;
    node->routes.push_back(route.get());
    m_routes.push_back(std::move(route));
}

RouteMatch Router::find(const QByteArray &method, QByteArrayView path) const
{
    RouteMatch match;
    if (std::find(std::begin(kKnownMethods), std::end(kKnownMethods), QByteArrayView(method)) ==
        std::end(kKnownMethods)) {
        match.status = 501;
        return match;
    }
    Parts parts;
    if (!split(path, parts))
        return match;

    QVarLengthArray<QByteArrayView, 8> values;
    const auto descend = [&](const auto &self, const Node *node, qsizetype depth) -> const Node * {
        if (depth == parts.size())
            return node->routes.empty() ? nullptr : node;
        if (const Node *child = node->literal(parts[depth])) {
            if (const Node *found = self(self, child, depth + 1))
                return found;
        }
        if (!node->parameter || parts[depth].isEmpty())
            return nullptr;
        values.append(parts[depth]);
        if (const Node *found = self(self, node->parameter.get(), depth + 1))
            return found;
        values.removeLast();
        return nullptr;
    };
    const Node *node = descend(descend, m_root.get(), 0);
    if (!node)
        return match;

    for (qsizetype i = 0; i < values.size(); ++i) {
        std::optional<QString> value = decodePathPart(values[i]);
        if (!value) {
            match.status = 400;
            return match;
        }
        match.parameters.append({node->parameterNames.at(i), std::move(*value)});
    }
    match.route = routeFor(node->routes, method);
    match.status = match.route ? 0 : 405;
    if (!match.route)
        match.allowed = allowedMethods(node->routes);
    return match;
}

QList<const Route *> Router::routes() const
{
    QList<const Route *> all;
    for (const auto &route : m_routes)
        all.append(route.get());
    return all;
}

} // namespace roost::http
