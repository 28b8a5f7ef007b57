// Checks on Result<T> that say in the test's output what the error was.
#pragma once

#include "common/Result.h"

#include <QTest>

namespace roost::test {

template <class T>
QByteArray describe(const Result<T> &result)
{
    if (result)
        return "succeeded";
    const Error &error = result.error();
    return (errorCodeName(error.code) + QStringLiteral(": ") + error.userText + QStringLiteral(" [") + error.detail +
            u']')
        .toUtf8();
}

} // namespace roost::test

// EXPECT_OK(service.confirm(id));
#define EXPECT_OK(expression)                                                                                          \
    do {                                                                                                               \
        const auto &expectResult = (expression);                                                                       \
        QVERIFY2(expectResult, roost::test::describe(expectResult).constData());                                       \
    } while (false)

// EXPECT_ERROR(service.confirm(id), DatesTaken);
#define EXPECT_ERROR(expression, errorCode)                                                                            \
    do {                                                                                                               \
        const auto &expectResult = (expression);                                                                       \
        QVERIFY2(!expectResult, "succeeded, though it should fail with " #errorCode);                                  \
        QVERIFY2(expectResult.error().code == roost::ErrorCode::errorCode,                                             \
                 roost::test::describe(expectResult).constData());                                                     \
    } while (false)
