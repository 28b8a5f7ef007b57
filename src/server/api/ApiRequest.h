// A request as a controller sees it: who asks, and parameters and body that fit the API description already.
#pragma once

#include "Operation.h"

#include "common/Id.h"
#include "common/Result.h"
#include "server/http/Request.h"
#include "server/partners/PartnerApp.h"
#include "server/tenancy/Caller.h"

#include <QUrlQuery>

namespace roost::api {

// A value of one worker; valid while the handler runs.
struct ApiRequest
{
    const http::Request &http;
    const Operation &operation;
    // user and session are null for a visitor; tenant and role are set when the path has {tenant_id}, and then the
    // user is a member of it.
    Caller caller;
    QJsonObject body; // empty when the operation has none
    // Who asks in the partner API; caller then works for its tenant, as no user.
    std::optional<PartnerApp> partner = std::nullopt;
    // Taken apart once: a search reads two dozen parameters.
    QUrlQuery query = http.query();

    // Null when the text is no UUID, which the description's `format: uuid` has ruled out.
    template <class AnyId>
    AnyId pathId(QByteArrayView name) const
    {
        return AnyId::fromString(http.pathParameter(name));
    }
    // The query's value, else the default in the description, else empty.
    QString queryText(const QString &name) const;
    bool hasQuery(const QString &name) const;
    qint64 queryInteger(const QString &name, qint64 otherwise = 0) const;
    QDate queryDate(const QString &name) const; // invalid when absent
};

} // namespace roost::api
