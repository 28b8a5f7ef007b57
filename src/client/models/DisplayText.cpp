// Formats by QLocale; texts in the translation context "Display".
#include "DisplayText.h"

#include "domain/Money.h"

#include <QCoreApplication>
#include <QLocale>
#include <QTimeZone>

using namespace Qt::StringLiterals;

namespace roost::display {

namespace {

QString text(const char *source, int n = -1)
{
    return QCoreApplication::translate("Display", source, nullptr, n);
}

QString twoParts(qint64 minor, int digits, const QLocale &locale)
{
    qint64 unit = 1;
    for (int i = 0; i < digits; ++i)
        unit *= 10;
    const qint64 whole = minor / unit;
    const qint64 rest = std::abs(minor % unit);
    QString result = locale.toString(whole);
    if (minor < 0 && whole == 0)
        result.prepend(locale.negativeSign());
    if (rest != 0)
        result += locale.decimalPoint() + QString::number(rest).rightJustified(digits, u'0');
    return result;
}

} // namespace

QString bookingStatus(const QString &statusName)
{
    const std::optional<BookingStatus> status = bookingStatusFromName(statusName);
    if (!status)
        return statusName;
    switch (*status) {
    case BookingStatus::Pending:
        return text(QT_TRANSLATE_NOOP("Display", "Request"));
    case BookingStatus::Confirmed:
        return text(QT_TRANSLATE_NOOP("Display", "Confirmed"));
    case BookingStatus::Completed:
        return text(QT_TRANSLATE_NOOP("Display", "Completed"));
    case BookingStatus::Declined:
        return text(QT_TRANSLATE_NOOP("Display", "Declined"));
    case BookingStatus::Withdrawn:
        return text(QT_TRANSLATE_NOOP("Display", "Withdrawn"));
    case BookingStatus::Expired:
        return text(QT_TRANSLATE_NOOP("Display", "Expired"));
    case BookingStatus::Cancelled:
        return text(QT_TRANSLATE_NOOP("Display", "Cancelled"));
    case BookingStatus::NoShow:
        return text(QT_TRANSLATE_NOOP("Display", "No show"));
    }
    Q_UNREACHABLE();
}

QString listingStatus(const QString &statusName)
{
    if (statusName == "published"_L1)
        return text(QT_TRANSLATE_NOOP("Display", "Published"));
    if (statusName == "unpublished"_L1)
        return text(QT_TRANSLATE_NOOP("Display", "Not published"));
    if (statusName == "archived"_L1)
        return text(QT_TRANSLATE_NOOP("Display", "Archived"));
    return statusName;
}

QString money(std::optional<qint64> minor, const QString &currencyCode)
{
    const auto currency = Currency::fromCode(currencyCode);
    if (!minor || !currency)
        return u"–"_s;
    return twoParts(*minor, currency->minorDigits(), QLocale()) + u'\u00a0' + currencyCode;
}

QString amountToEdit(std::optional<qint64> minor, const QString &currencyCode)
{
    const auto currency = Currency::fromCode(currencyCode);
    if (!minor || !currency)
        return {};
    QLocale plain;
    plain.setNumberOptions(QLocale::OmitGroupSeparator);
    return twoParts(*minor, currency->minorDigits(), plain);
}

QString date(const QDate &date)
{
    return QLocale().toString(date, text(QT_TRANSLATE_NOOP("Display", "ddd d MMM yyyy")));
}

QString dateRange(const QDate &from, const QDate &to)
{
    const QLocale locale;
    const QString whole = text(QT_TRANSLATE_NOOP("Display", "d MMM yyyy"));
    const QString upTo = locale.toString(to, whole);
    if (from.year() != to.year())
        return locale.toString(from, whole) + u" – "_s + upTo;
    if (from.month() != to.month())
        return locale.toString(from, text(QT_TRANSLATE_NOOP("Display", "d MMM"))) + u" – "_s + upTo;
    return locale.toString(from, u"d"_s) + u"–"_s + upTo;
}

QString timeRange(const QDateTime &fromUtc, const QDateTime &toUtc, const QString &ianaZone)
{
    const QTimeZone zone(ianaZone.toLatin1());
    const auto local = [&zone](const QDateTime &utc) {
        return zone.isValid() ? utc.toTimeZone(zone) : utc.toLocalTime();
    };
    const QLocale locale;
    QString time = locale.timeFormat(QLocale::ShortFormat);
    time.remove(u":ss"_s);
    const QDateTime from = local(fromUtc);
    const QDateTime to = local(toUtc);
    const QString start = locale.toString(from.date(), text(QT_TRANSLATE_NOOP("Display", "d MMM yyyy"))) + u' ' +
                          locale.toString(from.time(), time);
    return to.isValid() ? start + u"–"_s + locale.toString(to.time(), time) : start;
}

QString dateTime(const QDateTime &utc)
{
    if (!utc.isValid())
        return u"–"_s;
    const QLocale locale;
    const QDateTime local = utc.toLocalTime();
    QString time = locale.timeFormat(QLocale::ShortFormat);
    time.remove(u":ss"_s);
    return locale.toString(local.date(), text(QT_TRANSLATE_NOOP("Display", "d MMM yyyy"))) + u' ' +
           locale.toString(local.time(), time);
}

QString nights(int count)
{
    return count == 1 ? text(QT_TRANSLATE_NOOP("Display", "1 night"))
                      : text(QT_TRANSLATE_NOOP("Display", "%1 nights")).arg(count);
}

QString guests(int count)
{
    return count == 1 ? text(QT_TRANSLATE_NOOP("Display", "1 guest"))
                      : text(QT_TRANSLATE_NOOP("Display", "%1 guests")).arg(count);
}

QString age(const QDateTime &since, const QDateTime &now)
{
    const qint64 seconds = std::max<qint64>(0, since.secsTo(now));
    if (seconds < 5)
        return text(QT_TRANSLATE_NOOP("Display", "just now"));
    if (seconds < 60)
        return text(QT_TRANSLATE_NOOP("Display", "%1 s ago")).arg(seconds);
    if (seconds < 3600)
        return text(QT_TRANSLATE_NOOP("Display", "%1 min ago")).arg(seconds / 60);
    if (seconds < 48 * 3600)
        return text(QT_TRANSLATE_NOOP("Display", "%1 h ago")).arg(seconds / 3600);
    return text(QT_TRANSLATE_NOOP("Display", "%1 days ago")).arg(seconds / 86400);
}

QString fieldName(const QString &wireName)
{
    static const QHash<QString, const char *> names = {
        {u"title"_s, QT_TRANSLATE_NOOP("Display", "Title")},
        {u"summary"_s, QT_TRANSLATE_NOOP("Display", "Description")},
        {u"base_price_minor"_s, QT_TRANSLATE_NOOP("Display", "Price per night")},
        {u"min_nights"_s, QT_TRANSLATE_NOOP("Display", "Minimum nights")},
        {u"max_nights"_s, QT_TRANSLATE_NOOP("Display", "Maximum nights")},
        {u"check_in_time"_s, QT_TRANSLATE_NOOP("Display", "Check-in from")},
        {u"check_out_time"_s, QT_TRANSLATE_NOOP("Display", "Check-out until")},
        {u"max_guests"_s, QT_TRANSLATE_NOOP("Display", "Maximum guests")},
        {u"instant_book"_s, QT_TRANSLATE_NOOP("Display", "Instant booking")},
        {u"hold_pending"_s, QT_TRANSLATE_NOOP("Display", "Requests hold their dates")},
        {u"preparation_days"_s, QT_TRANSLATE_NOOP("Display", "Preparation days")},
        {u"pricing"_s, QT_TRANSLATE_NOOP("Display", "Rate plan")},
        {u"cancellation_policy"_s, QT_TRANSLATE_NOOP("Display", "Cancellation policy")},
        {u"service"_s, QT_TRANSLATE_NOOP("Display", "Appointments")},
        {u"language"_s, QT_TRANSLATE_NOOP("Display", "Language")},
        {u"amenities"_s, QT_TRANSLATE_NOOP("Display", "Amenities")},
        {u"status"_s, QT_TRANSLATE_NOOP("Display", "Status")}};
    const char *source = names.value(wireName);
    return source ? text(source) : wireName;
}

} // namespace roost::display
