// Delays for the sync engine, on a clock that never jumps; a simulator gives its own.
#pragma once

#include <functional>

namespace roost::sync {

class Timers
{
public:
    using Handle = int; // 0 is no timer

    virtual ~Timers() = default;
    // Calls task once, from the event loop of the engine's thread, no earlier than delayMs from now.
    virtual Handle after(int delayMs, std::function<void()> task) = 0;
    // Harmless for a timer that has fired.
    virtual void cancel(Handle timer) = 0;
};

} // namespace roost::sync
