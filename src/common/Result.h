// Result<T>: a value or an Error. Nothing in Roost throws across a function's border.
#pragma once

#include "Error.h"

#include <tl/expected.hpp>

namespace roost {

template <class T>
class [[nodiscard]] Result : public tl::expected<T, Error>
{
public:
    using tl::expected<T, Error>::expected;
    Result(tl::expected<T, Error> &&other)
        : tl::expected<T, Error>(std::move(other))
    {
    }
};

// return fail(ErrorCode::DatesTaken, tr("…"));
inline tl::unexpected<Error> fail(ErrorCode code, QString userText, QString detail = {}, QJsonObject details = {})
{
    return tl::unexpected<Error>(Error{code, std::move(userText), std::move(detail), std::move(details)});
}

inline tl::unexpected<Error> fail(Error error)
{
    return tl::unexpected<Error>(std::move(error));
}

} // namespace roost

// Leaves the function with the error of a Result<void> (or any Result whose value isn't needed).
#define ROOST_TRY(expression)                                                                                          \
    do {                                                                                                               \
        if (auto roostTryResult = (expression); !roostTryResult)                                                       \
            return ::roost::fail(std::move(roostTryResult).error());                                                   \
    } while (false)

#define ROOST_TRY_JOIN_(a, b) a##b
#define ROOST_TRY_NAME_(line) ROOST_TRY_JOIN_(roostTry, line)
#define ROOST_ASSIGN_OR_RETURN_(temporary, declaration, expression)                                                    \
    auto temporary = (expression);                                                                                     \
    if (!temporary)                                                                                                    \
        return ::roost::fail(std::move(temporary).error());                                                            \
    declaration = std::move(*temporary)

// ROOST_ASSIGN(const Listing listing, service.find(id)); declares the variable or leaves the function with the error.
#define ROOST_ASSIGN(declaration, expression)                                                                          \
    ROOST_ASSIGN_OR_RETURN_(ROOST_TRY_NAME_(__LINE__), declaration, expression)
