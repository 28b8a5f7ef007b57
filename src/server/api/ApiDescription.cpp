// Reads the OpenAPI document into operations.
#include "ApiDescription.h"

#include "DescriptionMerger.h"
#include "SchemaResolver.h"

#include "common/Json.h"

#include <QDir>
#include <QJsonArray>

namespace roost::api {

using namespace Qt::StringLiterals;

namespace {

constexpr std::pair<QLatin1StringView, Permission> kPermissionWords[] = {
    {"see_all_bookings"_L1, Permission::SeeAllBookings},
    {"create_bookings"_L1, Permission::CreateBookings},
    {"decide_bookings"_L1, Permission::DecideBookings},
    {"see_listings"_L1, Permission::SeeListings},
    {"edit_listings"_L1, Permission::EditListings},
    {"edit_calendar"_L1, Permission::EditCalendar},
    {"see_money"_L1, Permission::SeeMoney},
    {"manage_staff"_L1, Permission::ManageStaff},
    {"manage_members"_L1, Permission::ManageMembers},
    {"edit_payout_settings"_L1, Permission::EditPayoutSettings},
    {"follow_tenant"_L1, Permission::FollowTenant},
    {"answer_guests"_L1, Permission::AnswerGuests},
    {"manage_tasks"_L1, Permission::ManageTasks},
};

tl::unexpected<Error> broken(const QString &what)
{
    return fail(ErrorCode::Internal, u"The API description is broken: %1"_s.arg(what));
}

Access readAccess(const QJsonObject &operation, const QJsonArray &byDefault)
{
    const QJsonArray security =
        operation.contains("security"_L1) ? operation.value("security"_L1).toArray() : byDefault;
    if (security.isEmpty())
        return Access::Open;
    if (security.first().toObject().contains("partnerKey"_L1))
        return Access::Partner;
    return security.contains(QJsonObject()) ? Access::Optional : Access::SignedIn;
}

Result<Parameter> readParameter(const QJsonObject &json)
{
    Parameter parameter;
    parameter.name = json.value("name"_L1).toString();
    parameter.required = json.value("required"_L1).toBool();
    parameter.schema = json.value("schema"_L1).toObject();
    const QString place = json.value("in"_L1).toString();
    if (place == "path"_L1)
        parameter.place = Parameter::Place::Path;
    else if (place == "query"_L1)
        parameter.place = Parameter::Place::Query;
    else if (place == "header"_L1)
        parameter.place = Parameter::Place::Header;
    else
        return broken(u"parameter %1 is in '%2'"_s.arg(parameter.name, place));
    return parameter;
}

Result<void> readParameters(const SchemaResolver &resolver, const QJsonArray &from, Operation &operation)
{
    for (const QJsonValue &value : from) {
        ROOST_ASSIGN(const QJsonObject resolved, resolver.resolveObject(value));
        ROOST_ASSIGN(const Parameter parameter, readParameter(resolved));
        if (parameter.place == Parameter::Place::Header && parameter.name == "Idempotency-Key"_L1)
            operation.takesIdempotencyKey = true;
        if (parameter.place == Parameter::Place::Header && parameter.name == "If-Match"_L1)
            operation.takesIfMatch = true;
        if (parameter.place == Parameter::Place::Header && parameter.name == "If-None-Match"_L1)
            operation.takesIfNoneMatch = true;
        operation.parameters << parameter;
    }
    return {};
}

Result<void> readBody(const SchemaResolver &resolver, const QJsonObject &json, Operation &operation)
{
    if (!json.contains("requestBody"_L1))
        return {};
    ROOST_ASSIGN(const QJsonObject body, resolver.resolveObject(json.value("requestBody"_L1)));
    const QJsonObject types = body.value("content"_L1).toObject();
    // Bytes that the controller itself looks at.
    if (types.contains("application/octet-stream"_L1))
        return {};
    const QJsonObject content = types.value("application/json"_L1).toObject();
    if (content.isEmpty())
        return broken(u"%1 has a body that is not application/json"_s.arg(operation.id));
    operation.hasBody = true;
    operation.bodyRequired = body.value("required"_L1).toBool();
    operation.bodySchema = content.value("schema"_L1).toObject();
    return {};
}

Result<void> readReplies(const SchemaResolver &resolver, const QJsonObject &json, Operation &operation)
{
    const QJsonObject responses = json.value("responses"_L1).toObject();
    for (const QString &status : {u"200"_s, u"201"_s}) {
        ROOST_ASSIGN(const QJsonObject reply, resolver.resolveObject(responses.value(status)));
        if (reply.value("headers"_L1).toObject().contains("ETag"_L1))
            operation.tagsReplies = true;
        const QJsonObject content = reply.value("content"_L1).toObject().value("application/json"_L1).toObject();
        if (operation.replySchema.isEmpty())
            operation.replySchema = content.value("schema"_L1).toObject();
    }
    return {};
}

Result<void> checkPathParameters(const Operation &operation)
{
    const QStringList parts = QString::fromLatin1(operation.pattern).split(u'/');
    for (const QString &part : parts) {
        if (!part.startsWith(u'{'))
            continue;
        const QString name = part.mid(1, part.size() - 2);
        const bool isDescribed =
            std::any_of(operation.parameters.begin(), operation.parameters.end(), [&name](const Parameter &parameter) {
                return parameter.place == Parameter::Place::Path && parameter.name == name;
            });
        if (!isDescribed)
            return broken(u"%1 does not describe the path parameter %2"_s.arg(operation.id, name));
    }
    return {};
}

Result<Operation> readOperation(const SchemaResolver &resolver, const QString &path, const QString &method,
                                const QJsonObject &json, const QJsonObject &pathItem, const QJsonArray &security)
{
    Operation operation;
    operation.id = json.value("operationId"_L1).toString();
    operation.method = method.toUpper().toLatin1();
    operation.pattern = path.toLatin1();
    if (operation.id.isEmpty())
        return broken(u"%1 %2 has no operationId"_s.arg(method, path));
    operation.access = readAccess(json, security);
    operation.isWebSocket = json.value("x-roost-websocket"_L1).toBool();
    operation.maxBodyBytes = json.value("x-max-body-bytes"_L1).toInteger(-1);
    const QString permission = json.value("x-roost-permission"_L1).toString();
    operation.permission = permissionFromWord(permission);
    if (!permission.isEmpty() && !operation.permission)
        return broken(u"%1 asks for the unknown permission %2"_s.arg(operation.id, permission));
    ROOST_TRY(readParameters(resolver, pathItem.value("parameters"_L1).toArray(), operation));
    ROOST_TRY(readParameters(resolver, json.value("parameters"_L1).toArray(), operation));
    ROOST_TRY(readBody(resolver, json, operation));
    ROOST_TRY(readReplies(resolver, json, operation));
    ROOST_TRY(checkPathParameters(operation));
    return operation;
}

} // namespace

std::optional<Permission> permissionFromWord(const QString &word)
{
    for (const auto &[name, permission] : kPermissionWords) {
        if (word == name)
            return permission;
    }
    return std::nullopt;
}

Result<ApiDescription> ApiDescription::builtIn()
{
    const QDir folder(u":/openapi"_s);
    QList<DescriptionFile> files;
    const QStringList names = folder.entryList({u"*.json"_s}, QDir::Files, QDir::Name);
    for (const QString &name : names) {
        QFile file(folder.filePath(name));
        if (!file.open(QIODevice::ReadOnly))
            return broken(u"%1 is not part of this program"_s.arg(name));
        files << DescriptionFile{name, file.readAll()};
    }
    ROOST_ASSIGN(const QJsonObject document, mergeDescription(files));
    return read(document);
}

Result<ApiDescription> ApiDescription::parse(const QByteArray &json)
{
    ROOST_ASSIGN(const QJsonObject document, parseJsonObject(json));
    return read(document);
}

Result<ApiDescription> ApiDescription::read(const QJsonObject &document)
{
    const SchemaResolver resolver(document);
    const QJsonArray security = document.value("security"_L1).toArray();
    ApiDescription description;
    description.m_json = canonicalJson(document);
    const QJsonObject paths = document.value("paths"_L1).toObject();
    for (auto path = paths.begin(); path != paths.end(); ++path) {
        const QJsonObject pathItem = path.value().toObject();
        for (const QString &method : {u"get"_s, u"post"_s, u"put"_s, u"patch"_s, u"delete"_s}) {
            if (!pathItem.contains(method))
                continue;
            ROOST_ASSIGN(Operation operation, readOperation(resolver, path.key(), method,
                                                            pathItem.value(method).toObject(), pathItem, security));
            if (description.find(operation.id))
                return broken(u"two operations are called %1"_s.arg(operation.id));
            description.m_operations << std::move(operation);
        }
    }
    return description;
}

const Operation *ApiDescription::find(const QString &operationId) const
{
    for (const Operation &operation : m_operations) {
        if (operation.id == operationId)
            return &operation;
    }
    return nullptr;
}

} // namespace roost::api
