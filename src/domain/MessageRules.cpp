#include "MessageRules.h"

namespace roost {

using namespace Qt::StringLiterals;

namespace {

ThreadId threadOf(const QUuid &id)
{
    return ThreadId(QUuid::createUuidV5(id, u"thread"_s));
}

} // namespace

ThreadId threadOfBooking(const BookingId &booking)
{
    return threadOf(booking.uuid());
}

ThreadId threadOfContact(const ContactId &contact)
{
    return threadOf(contact.uuid());
}

Result<void> checkMessageText(const QString &text)
{
    if (!text.trimmed().isEmpty() && text.size() <= kLongestMessage && !text.contains(QChar(u'\0')))
        return {};
    return fail(ErrorCode::Validation, u"Write something, %1 characters at most."_s.arg(kLongestMessage), {},
                {{u"field"_s, u"text"_s}});
}

} // namespace roost
