// The rules of AccountRules.h.
#include "AccountRules.h"

#include <QRegularExpression>
#include <QUrl>

namespace roost {

using namespace Qt::StringLiterals;

namespace {

tl::unexpected<Error> invalid(const QString &field, const QString &userText)
{
    return fail(ErrorCode::Validation, userText, {}, {{u"field"_s, field}});
}

bool isLocalPart(const QString &text)
{
    static const QRegularExpression allowed(u"\\A[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}\\z"_s);
    return allowed.match(text).hasMatch() && !text.startsWith(u'.') && !text.endsWith(u'.') && !text.contains(u".."_s);
}

bool isDomain(const QString &ascii)
{
    static const QRegularExpression allowed(
        u"\\A(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\\z"_s);
    return ascii.size() <= 253 && allowed.match(ascii).hasMatch();
}

} // namespace

Result<QString> normalisedEmail(const QString &typed)
{
    const QString trimmed = typed.trimmed();
    const qsizetype at = trimmed.lastIndexOf(u'@');
    const QString local = trimmed.left(std::max<qsizetype>(at, 0));
    const QString domain = QString::fromLatin1(QUrl::toAce(trimmed.mid(at + 1))).toLower();
    if (at < 1 || !isLocalPart(local) || !isDomain(domain) || local.size() + 1 + domain.size() > 254)
        return invalid(u"email"_s, u"This is not an email address. It should look like name@example.com."_s);
    return QString(local.toLower() + u'@' + domain);
}

Result<void> checkNewPassword(const QString &password)
{
    if (password.size() < kMinPasswordLength) {
        return invalid(u"password"_s,
                       u"The password is too short. Use at least %1 characters."_s.arg(kMinPasswordLength));
    }
    if (password.size() > kMaxPasswordLength) {
        return invalid(u"password"_s,
                       u"The password is too long. Use at most %1 characters."_s.arg(kMaxPasswordLength));
    }
    return {};
}

Result<QString> normalisedDisplayName(const QString &typed)
{
    const QString name = typed.trimmed();
    const bool hasControl =
        std::any_of(name.begin(), name.end(), [](QChar c) { return c.category() == QChar::Other_Control; });
    if (name.isEmpty() || name.size() > 200 || hasControl)
        return invalid(u"display_name"_s, u"Give a name of 1 to 200 characters on one line."_s);
    return name;
}

} // namespace roost
