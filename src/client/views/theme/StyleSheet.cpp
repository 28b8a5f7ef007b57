// Replaces @name by a colour, and @12px by a scaled size, in one pass over the file.
#include "StyleSheet.h"

#include <QFile>
#include <QHash>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace roost {

namespace {

QHash<QString, QString> placeholders(const ThemeColours &c)
{
    return {
        {u"window"_s, c.window.name()},
        {u"surface"_s, c.surface.name()},
        {u"raised"_s, c.raised.name()},
        {u"hover"_s, c.hover.name()},
        {u"pressed"_s, c.pressed.name()},
        {u"selection"_s, c.selection.name()},
        {u"line"_s, c.line.name()},
        {u"fieldLine"_s, c.fieldLine.name()},
        {u"text"_s, c.text.name()},
        {u"textMuted"_s, c.textMuted.name()},
        {u"accent"_s, c.accent.name()},
        {u"accentHover"_s, c.accentHover.name()},
        {u"onAccent"_s, c.onAccent.name()},
        {u"accentSoft"_s, c.accentSoft.name()},
        {u"danger"_s, c.danger.name()},
        {u"dangerSoft"_s, c.dangerSoft.name()},
        {u"onDanger"_s, c.onDanger.name()},
        {u"warning"_s, c.warning.name()},
        {u"warningSoft"_s, c.warningSoft.name()},
        {u"success"_s, c.success.name()},
        {u"successSoft"_s, c.successSoft.name()},
        {u"scheme"_s, c.isDark ? u"dark"_s : u"light"_s},
    };
}

} // namespace

QString styleSheet(const ThemeColours &colours, const QString &fontFamily, double textScale)
{
    QFile file(u":/themes/roost.qss"_s);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const QString source = QString::fromUtf8(file.readAll());
    static const QRegularExpression mark(u"@(?:(\\d+)px|(\\w+))"_s);
    QHash<QString, QString> values = placeholders(colours);
    values.insert(u"fontFamily"_s, fontFamily);
    QString sheet;
    qsizetype copied = 0;
    for (auto it = mark.globalMatch(source); it.hasNext();) {
        const QRegularExpressionMatch match = it.next();
        sheet += QStringView(source).mid(copied, match.capturedStart() - copied);
        copied = match.capturedEnd();
        if (match.hasCaptured(1)) {
            sheet += QString::number(qRound(match.captured(1).toInt() * textScale)) + "px"_L1;
            continue;
        }
        Q_ASSERT_X(values.contains(match.captured(2)), "styleSheet", qPrintable(match.captured(2)));
        sheet += values.value(match.captured(2));
    }
    sheet += QStringView(source).mid(copied);
    return sheet;
}

} // namespace roost
