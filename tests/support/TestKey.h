// One key for the replicas of all tests.
#pragma once

#include "client/replica/FieldKey.h"

namespace roost::test {

inline replica::FieldKey fieldKey()
{
    return replica::FieldKey::fromBytes(QByteArray(replica::FieldKey::kBytes, 'k'));
}

} // namespace roost::test
