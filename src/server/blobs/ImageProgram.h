// Runs roost-images for one photo: decoding happens in a process of its own, limited in memory and time.
#pragma once

#include "common/Result.h"

#include <QSize>

#include <semaphore>

namespace roost {

// Thread-safe; blocks the caller's thread.
class ImageProgram
{
    Q_DISABLE_COPY_MOVE(ImageProgram)

public:
    // program: the path of roost-images; empty: beside the running program.
    explicit ImageProgram(const QString &program);

    // Makes both pictures of the photo; its size, upright. ImageRefused (details.reason); Busy when too many photos
    // are being worked on for too long; Unavailable when the program can't be run.
    Result<QSize> reduce(const QString &original, const QString &smallPath, const QString &largePath);

private:
    static constexpr int kAtOnce = 2;

    const QString m_program;
    std::counting_semaphore<kAtOnce> m_places{kAtOnce};
};

} // namespace roost
