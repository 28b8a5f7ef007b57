// Who asks: from the bearer token to a Caller whose session lives and whose role in the named tenant is known.
#pragma once

#include "Operation.h"

#include "server/http/Request.h"
#include "server/identity/AccessTokens.h"
#include "server/tenancy/Caller.h"
#include "storage/Database.h"

namespace roost::api {

// Thread-safe.
class Authenticator
{
public:
    explicit Authenticator(const AccessTokens &tokens)
        : m_tokens(tokens)
    {
    }

    // Partner apps are nobody here: PartnerGate knows them.
    // Unauthenticated: no token where one is needed, or one that isn't ours or has run out. SessionEnded: logged out.
    // NotFound: the path names a tenant that the user is not a member of, or that doesn't exist; the same for both.
    // Forbidden: the role does not allow it. Parameters must have been validated.
    Result<Caller> identify(const Operation &operation, const http::Request &request, Database &database) const;

private:
    const AccessTokens &m_tokens;
};

} // namespace roost::api
