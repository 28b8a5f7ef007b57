// Properties checked by rapidcheck inside Qt Test: a failure shows the shrunk example and the seed to repeat it.
#pragma once

#include <QTest>

#include <rapidcheck.h>

// CHECK_PROPERTY([] { const int n = *rc::gen::arbitrary<int>(); RC_ASSERT(n == n); });
#define CHECK_PROPERTY(...)                                                                                            \
    do {                                                                                                               \
        const rc::detail::TestResult propertyResult = rc::detail::checkTestable(__VA_ARGS__);                          \
        std::ostringstream propertyText;                                                                               \
        rc::detail::printResultMessage(propertyResult, propertyText);                                                  \
        QVERIFY2(propertyResult.is<rc::detail::SuccessResult>(), propertyText.str().c_str());                          \
    } while (false)
