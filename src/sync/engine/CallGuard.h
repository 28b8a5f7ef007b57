// One network call at a time: lets the reply to the latest call through once, and nothing else (a late or repeated
// reply, or one after the call was given up or its owner is gone).
#pragma once

#include "sync/ports/Transport.h"

namespace roost::sync {

class CallGuard
{
    Q_DISABLE_COPY_MOVE(CallGuard)

public:
    CallGuard() = default;
    ~CallGuard() { giveUp(); }

    template <class Reply>
    Transport::Callback<Reply> expect(std::function<void(Result<Reply>)> done)
    {
        const quint64 call = ++*m_latest;
        return [latest = m_latest, call, done = std::move(done)](Result<Reply> reply) {
            if (*latest != call)
                return;
            ++*latest;
            done(std::move(reply));
        };
    }

    void giveUp() { ++*m_latest; }

private:
    std::shared_ptr<quint64> m_latest = std::make_shared<quint64>(0);
};

} // namespace roost::sync
