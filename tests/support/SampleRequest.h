// Makes a valid request for any operation of the API description, so that a new endpoint is tested without being named.
#pragma once

#include "server/api/Operation.h"

#include "ApiFixture.h"

namespace roost::test {

// "listing" -> the id to use for listing_id, wherever it stands; "tenant" for tenant_id and in scopes.
using IdSource = std::function<QString(const QString &entity)>;

// Path with every parameter filled, every query parameter that is required or names an id, a body with every property
// that can be made up. Empty when a parameter is of a kind that this function does not know: teach it.
std::optional<ApiCall> sampleRequest(const api::Operation &operation, const IdSource &ids);

} // namespace roost::test
