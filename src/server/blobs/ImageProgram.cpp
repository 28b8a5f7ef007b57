// Starts the program with an empty environment and reads its one line.
#include "ImageProgram.h"

#include "common/Json.h"

#include <QCoreApplication>
#include <QProcess>

namespace roost {

using namespace Qt::StringLiterals;

namespace {

constexpr auto kWaitForPlace = std::chrono::seconds(10);
constexpr int kTimeoutMs = 30'000;

tl::unexpected<Error> crashed()
{
    return fail(ErrorCode::ImageRefused, u"This photo can't be read: the file is damaged. Choose another."_s,
                u"roost-images ended without an answer"_s, {{u"reason"_s, u"DAMAGED"_s}});
}

Result<QByteArray> run(const QString &program, const QStringList &arguments)
{
    QProcess process;
    // The server's own environment may hold the database's password.
    process.setProcessEnvironment(QProcessEnvironment());
    process.setStandardErrorFile(QProcess::nullDevice());
    process.start(program, arguments, QIODevice::ReadOnly);
    if (!process.waitForStarted(kTimeoutMs)) {
        return fail(ErrorCode::Unavailable, u"The server can't take photos at the moment. Try again later."_s,
                    u"roost-images could not be started"_s);
    }
    if (!process.waitForFinished(kTimeoutMs)) {
        process.kill();
        process.waitForFinished();
        return crashed();
    }
    if (process.exitStatus() != QProcess::NormalExit)
        return crashed();
    return process.readAllStandardOutput();
}

} // namespace

ImageProgram::ImageProgram(const QString &program)
    : m_program(program.isEmpty() ? QCoreApplication::applicationDirPath() + u"/roost-images"_s : program)
{
}

Result<QSize> ImageProgram::reduce(const QString &original, const QString &smallPath, const QString &largePath)
{
    if (!m_places.try_acquire_for(kWaitForPlace))
        return fail(ErrorCode::Busy, u"Many photos are arriving at once. Try again in a moment."_s);
    const auto output = run(m_program, {original, smallPath, largePath});
    m_places.release();
    ROOST_TRY(output);
    const auto answer = parseJsonObject(*output);
    if (!answer)
        return crashed();
    if (answer->contains(u"code"_s)) {
        return fail(errorCodeFromName(answer->value(u"code"_s).toString()), answer->value(u"message"_s).toString(),
                    answer->value(u"detail"_s).toString(), answer->value(u"details"_s).toObject());
    }
    return QSize(answer->value(u"width"_s).toInt(), answer->value(u"height"_s).toInt());
}

} // namespace roost
