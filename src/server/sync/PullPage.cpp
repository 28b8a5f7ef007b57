#include "PullPage.h"

#include "common/Uuid.h"

#include <QStringList>

namespace roost {

using namespace Qt::StringLiterals;

PullPage PullPage::startOfPass(qint64 from, qint64 passVersion)
{
    PullPage page;
    page.from = from;
    page.passVersion = passVersion;
    return page;
}

void PullPage::startTable(int index)
{
    table = index;
    afterVersion = 0;
    afterId = QUuid();
    afterTable.clear();
}

QString PullPage::toToken() const
{
    return QStringList{QString::number(from),  QString::number(passVersion),
                       QString::number(table), QString::number(afterVersion),
                       uuidText(afterId),      afterTable}
        .join(u'.');
}

Result<PullPage> PullPage::fromToken(const QString &token)
{
    const QStringList parts = token.split(u'.');
    PullPage page;
    bool areNumbers = parts.size() == 6;
    for (int i = 0; areNumbers && i < 4; ++i)
        parts[i].toLongLong(&areNumbers);
    if (!areNumbers || parts[5].size() > 63)
        return fail(ErrorCode::Validation, u"The page token is not one of this server's. Pull again without it."_s);
    page.from = parts[0].toLongLong();
    page.passVersion = parts[1].toLongLong();
    page.table = parts[2].toInt();
    page.afterVersion = parts[3].toLongLong();
    page.afterId = parseUuid(parts[4]);
    page.afterTable = parts[5];
    page.isFirstOfPass = false;
    return page;
}

} // namespace roost
