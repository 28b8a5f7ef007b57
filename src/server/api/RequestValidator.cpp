// Parameters are text on the wire; they are read as their schema's type, then checked like a body.
#include "RequestValidator.h"

#include "common/Json.h"

namespace roost::api {

using namespace Qt::StringLiterals;

namespace {

tl::unexpected<Error> invalid(const QString &field, const QString &userText)
{
    return fail(ErrorCode::Validation, userText, {}, {{u"field"_s, field}});
}

QJsonValue typedValue(const QString &text, const QJsonObject &schema)
{
    const QString type = schema.value("type"_L1).toString();
    bool isNumber = false;
    if (type == "integer"_L1) {
        const qint64 number = text.toLongLong(&isNumber);
        return isNumber ? QJsonValue(number) : QJsonValue(text);
    }
    if (type == "number"_L1) {
        const double number = text.toDouble(&isNumber);
        return isNumber ? QJsonValue(number) : QJsonValue(text);
    }
    if (type == "boolean"_L1 && (text == "true"_L1 || text == "false"_L1))
        return text == "true"_L1;
    return text;
}

std::optional<QString> parameterText(const Parameter &parameter, const http::Request &request, const QUrlQuery &query)
{
    switch (parameter.place) {
    case Parameter::Place::Path:
        return request.pathParameter(parameter.name.toLatin1());
    case Parameter::Place::Query:
        if (query.hasQueryItem(parameter.name))
            return query.queryItemValue(parameter.name, QUrl::FullyDecoded);
        break;
    case Parameter::Place::Header:
        if (request.headers.contains(parameter.name.toLatin1()))
            return QString::fromLatin1(request.header(parameter.name.toLatin1()));
        break;
    }
    return std::nullopt;
}

bool isJson(const QByteArray &contentType)
{
    const QByteArray type = contentType.split(';').first().trimmed().toLower();
    return type == "application/json";
}

// Names the parameter: the checker itself knows it as the whole value only.
Result<void> checkNamed(const SchemaChecker &checker, const QJsonValue &value, const QString &name)
{
    auto checked = checker.check(value);
    if (checked)
        return checked;
    Error error = std::move(checked).error();
    if (error.code == ErrorCode::Validation) {
        error.userText.replace(u"The request "_s, u"The parameter %1 "_s.arg(name));
        error.details.insert("field"_L1, name);
    }
    return fail(std::move(error));
}

} // namespace

Result<RequestValidator> RequestValidator::compile(const Operation &operation)
{
    RequestValidator validator(operation);
    for (const Parameter &parameter : operation.parameters) {
        ROOST_ASSIGN(SchemaChecker checker, SchemaChecker::compile(parameter.schema));
        validator.m_parameterCheckers << std::move(checker);
    }
    if (operation.hasBody) {
        ROOST_ASSIGN(SchemaChecker checker, SchemaChecker::compile(operation.bodySchema));
        validator.m_bodyChecker = std::move(checker);
    }
    return validator;
}

Result<void> RequestValidator::checkParameters(const http::Request &request) const
{
    const QUrlQuery query = request.query();
    if (!query.isEmpty())
        ROOST_TRY(checkQueryNames(query));
    for (qsizetype i = 0; i < m_operation->parameters.size(); ++i) {
        const Parameter &parameter = m_operation->parameters.at(i);
        const std::optional<QString> text = parameterText(parameter, request, query);
        if (text)
            ROOST_TRY(checkNamed(m_parameterCheckers.at(i), typedValue(*text, parameter.schema), parameter.name));
        else if (parameter.required)
            return invalid(parameter.name, u"The parameter %1 is missing."_s.arg(parameter.name));
    }
    return {};
}

Result<void> RequestValidator::checkQueryNames(const QUrlQuery &query) const
{
    QSet<QString> seen;
    const auto items = query.queryItems(QUrl::FullyDecoded);
    for (const auto &[name, value] : items) {
        const bool isKnown =
            std::any_of(m_operation->parameters.begin(), m_operation->parameters.end(),
                        [&wanted = name](const Parameter &parameter) {
                            return parameter.place == Parameter::Place::Query && parameter.name == wanted;
                        });
        if (!isKnown)
            return invalid(name.left(100), u"There is no parameter %1 here."_s.arg(name.left(100)));
        if (seen.contains(name))
            return invalid(name, u"The parameter %1 is given twice."_s.arg(name));
        seen.insert(name);
    }
    return {};
}

Result<QJsonObject> RequestValidator::readBody(const http::Request &request) const
{
    if (!m_bodyChecker)
        return QJsonObject();
    if (request.body.isEmpty()) {
        if (m_operation->bodyRequired)
            return invalid({}, u"The request needs a JSON body."_s);
        return QJsonObject();
    }
    if (!isJson(request.header("content-type"))) {
        return fail(ErrorCode::UnsupportedMedia,
                    u"The body must be JSON: send it with Content-Type: application/json."_s);
    }
    ROOST_ASSIGN(QJsonObject body, parseJsonObject(request.body));
    ROOST_TRY(m_bodyChecker->check(body));
    return body;
}

} // namespace roost::api
