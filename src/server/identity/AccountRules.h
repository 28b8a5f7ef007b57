// What an email address, a password and a name must be like to be taken for an account.
#pragma once

#include "common/Result.h"

namespace roost {

constexpr int kMinPasswordLength = 10;
constexpr int kMaxPasswordLength = 1000;

// Trimmed, in lower case, the domain as ASCII ("Kari@Exämple.no " -> "kari@xn--exmple-cua.no"): how it is stored and
// looked up. Validation error (details.field = "email") unless it looks like an address: something before one '@', and
// a domain with a dot.
Result<QString> normalisedEmail(const QString &typed);

// Validation error (details.field = "password") when too short or too long. Length alone is asked for, as NIST SP
// 800-63B recommends.
Result<void> checkNewPassword(const QString &password);

// Trimmed. Validation error (details.field = "display_name") when empty, too long, or with control characters.
Result<QString> normalisedDisplayName(const QString &typed);

} // namespace roost
