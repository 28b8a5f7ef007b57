// roost-images ORIGINAL SMALL LARGE: reduces one photo and prints what came of it as JSON, an error too. Run by roostd
// for each photo that arrives. Limits itself before it reads a byte: a photo from outside may be made to break
// decoders.
#include "server/images/ImageReduction.h"

#include "common/Json.h"

#include <QCoreApplication>

#include <cstdio>
#include <sys/resource.h>

using namespace Qt::StringLiterals;

namespace {

constexpr rlim_t kMostMemory = 1536ull * 1024 * 1024;
constexpr rlim_t kMostSeconds = 20;
constexpr rlim_t kMostFileBytes = 16ull * 1024 * 1024;
constexpr int kRefused = 2;

bool limitTo(decltype(RLIMIT_AS) resource, rlim_t most)
{
    const rlimit limit{most, most};
    return setrlimit(resource, &limit) == 0;
}

bool limitProcess()
{
    return limitTo(RLIMIT_AS, kMostMemory) && limitTo(RLIMIT_CPU, kMostSeconds) &&
           limitTo(RLIMIT_FSIZE, kMostFileBytes) && limitTo(RLIMIT_CORE, 0);
}

void print(const QJsonObject &answer)
{
    const QByteArray line = roost::canonicalJson(answer) + '\n';
    std::fwrite(line.constData(), 1, static_cast<size_t>(line.size()), stdout);
}

} // namespace

int main(int argc, char *argv[])
{
    if (argc != 4 || !limitProcess())
        return 1;
    const QCoreApplication app(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    const auto reduced = roost::images::reduceImage(arguments.at(1), arguments.at(2), arguments.at(3));
    if (!reduced) {
        const roost::Error &error = reduced.error();
        print({{u"code"_s, roost::errorCodeName(error.code)},
               {u"message"_s, error.userText},
               {u"detail"_s, error.detail},
               {u"details"_s, error.details}});
        return kRefused;
    }
    print({{u"width"_s, reduced->size.width()},
           {u"height"_s, reduced->size.height()},
           {u"format"_s, QString::fromLatin1(reduced->format)}});
    return 0;
}
