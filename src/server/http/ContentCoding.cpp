// Negotiates, compresses, and keeps the reply's fields true.
#include "ContentCoding.h"

namespace roost::http {

namespace {

// Below this the fields that tell of it eat up what is won.
constexpr qsizetype kMinBytes = 860;

constexpr ContentCoding kCodings[] = {ContentCoding::Zstd, ContentCoding::Gzip};

// "gzip;q=0.5" -> 500; the weight is 1 unless told.
int weightOf(QByteArrayView parameters)
{
    const qsizetype at = parameters.toByteArray().toLower().indexOf("q=");
    if (at < 0)
        return 1000;
    bool isNumber = false;
    const double weight = parameters.sliced(at + 2).trimmed().toDouble(&isNumber);
    return isNumber && weight >= 0 && weight <= 1 ? static_cast<int>(weight * 1000) : 0;
}

bool isText(const QByteArray &contentType)
{
    return contentType.startsWith("application/json") || contentType.startsWith("application/problem+json") ||
           contentType.startsWith("text/") || contentType.startsWith("image/svg");
}

bool mayBeCompressed(const Response &response)
{
    return response.status >= 200 && response.status < 300 && response.status != 206 &&
           response.header("Content-Encoding").isEmpty() && isText(response.header("Content-Type"));
}

void replaceHeader(Response &response, QByteArrayView name, const QByteArray &value)
{
    for (auto &[fieldName, fieldValue] : response.headers) {
        if (equalIgnoringCase(fieldName, name))
            fieldValue = value;
    }
}

QByteArray withCoding(QByteArray entityTag, ContentCoding coding)
{
    entityTag.chop(1);
    return entityTag + '-' + codingName(coding) + '"';
}

// The client asked with the tag of a compressed reply.
void answerWithItsTag(Response &response, const Request &request)
{
    const QByteArray tag = response.header("ETag");
    const QByteArray known = request.header("If-None-Match");
    if (tag.isEmpty() || known.contains(tag))
        return;
    for (const ContentCoding coding : kCodings) {
        if (known.contains(withCoding(tag, coding)))
            replaceHeader(response, "ETag", withCoding(tag, coding));
    }
}

void vary(Response &response)
{
    const QByteArray fields = response.header("Vary");
    if (fields.isEmpty())
        response.withHeader("Vary", "Accept-Encoding");
    else
        replaceHeader(response, "Vary", fields + ", Accept-Encoding");
}

} // namespace

ContentCoding acceptedCoding(QByteArrayView acceptEncoding)
{
    ContentCoding best = ContentCoding::Identity;
    int bestWeight = 0;
    const QByteArrayList items = acceptEncoding.toByteArray().split(',');
    for (const QByteArray &item : items) {
        const qsizetype end = item.indexOf(';');
        const QByteArray name = (end < 0 ? item : item.first(end)).trimmed();
        const auto coding = codingFromName(name);
        if (!coding || *coding == ContentCoding::Identity)
            continue;
        const int weight = end < 0 ? 1000 : weightOf(QByteArrayView(item).sliced(end + 1));
        if (weight > bestWeight || (weight == bestWeight && weight > 0 && *coding == ContentCoding::Zstd)) {
            best = *coding;
            bestWeight = weight;
        }
    }
    return best;
}

void compress(Response &response, const Request &request)
{
    if (request.method != "GET" && request.method != "HEAD")
        return;
    if (response.status == 304) {
        answerWithItsTag(response, request);
        vary(response);
        return;
    }
    if (response.body.size() < kMinBytes || !mayBeCompressed(response))
        return;
    vary(response);
    const ContentCoding coding = acceptedCoding(request.headers.value("accept-encoding"));
    if (coding == ContentCoding::Identity)
        return;
    QByteArray body = compressed(response.body, coding);
    if (body.size() >= response.body.size())
        return;
    response.body = std::move(body);
    response.withHeader("Content-Encoding", codingName(coding));
    const QByteArray tag = response.header("ETag");
    if (tag.endsWith('"') && !tag.startsWith("W/"))
        replaceHeader(response, "ETag", withCoding(tag, coding));
}

QByteArray withoutCoding(const QByteArray &entityTag)
{
    for (const ContentCoding coding : kCodings) {
        const QByteArray ending = '-' + codingName(coding) + '"';
        if (entityTag.endsWith(ending))
            return entityTag.chopped(ending.size()) + '"';
    }
    return entityTag;
}

} // namespace roost::http
