// The API description as `roostd openapi` prints it, before the linters that those who build on it use: Redocly's and
// Spectral's recommended rules, without an error and without a warning.
#include "support/ApiTools.h"
#include "support/Expect.h"
#include "support/ServerProcess.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

namespace roost::test {

using namespace Qt::StringLiterals;

class TestApiDescription : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void passesRedoclysRules();
    void passesSpectralsRules();
    void isFoundWrongWhenItIs();

private:
    QString configuration(const QString &name) const
    {
        return QStringLiteral(ROOST_SOURCE_DIR) + u"/tests/e2e/openapi/"_s + name;
    }
    ToolRun redocly(const QString &file) const
    {
        return runTool(m_redocly,
                       {u"lint"_s, u"--config"_s, configuration(u"redocly.yaml"_s), u"--format"_s, u"json"_s, file});
    }
    ToolRun spectral(const QString &file) const
    {
        return runTool(m_spectral, {u"lint"_s, u"--ruleset"_s, configuration(u".spectral.yaml"_s), u"--fail-severity"_s,
                                    u"warn"_s, u"--format"_s, u"json"_s, u"--quiet"_s, file});
    }

    QTemporaryDir m_folder;
    QString m_file;
    QString m_redocly;
    QString m_spectral;
};

void TestApiDescription::initTestCase()
{
    const auto redocly = apiTool(u"redocly"_s);
    const auto spectral = apiTool(u"spectral"_s);
    if (!redocly || !spectral)
        QSKIP(qPrintable((redocly ? spectral : redocly).error().userText));
    m_redocly = *redocly;
    m_spectral = *spectral;
    const auto description = runRoostd({u"openapi"_s});
    EXPECT_OK(description);
    m_file = m_folder.filePath(u"roost.json"_s);
    QFile file(m_file);
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(description->toUtf8()) > 0);
}

void TestApiDescription::passesRedoclysRules()
{
    const ToolRun run = redocly(m_file);
    const QJsonObject found = QJsonDocument::fromJson(run.output).object();
    QVERIFY2(found.contains("totals"_L1), run.errors + run.output);
    const QJsonObject totals = found.value("totals"_L1).toObject();
    QVERIFY2(totals.value("errors"_L1) == 0 && totals.value("warnings"_L1) == 0, run.output.left(20'000));
    QCOMPARE(run.exitCode, 0);
}

void TestApiDescription::passesSpectralsRules()
{
    const ToolRun run = spectral(m_file);
    const QJsonDocument found = QJsonDocument::fromJson(run.output);
    QVERIFY2(found.isArray(), run.errors + run.output);
    QVERIFY2(found.array().isEmpty(), run.output.left(20'000));
    QCOMPARE(run.exitCode, 0);
}

// So that a linter that doesn't look is noticed.
void TestApiDescription::isFoundWrongWhenItIs()
{
    QFile file(m_file);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QByteArray text = file.readAll();
    text.replace("\"#/components/schemas/Session\"", "\"#/components/schemas/Sesion\"");
    const QString wrong = m_folder.filePath(u"wrong.json"_s);
    QFile other(wrong);
    QVERIFY(other.open(QIODevice::WriteOnly) && other.write(text) == text.size());
    other.close();
    QVERIFY(redocly(wrong).exitCode != 0);
    QVERIFY(spectral(wrong).exitCode != 0);
}

} // namespace roost::test

QTEST_GUILESS_MAIN(roost::test::TestApiDescription)
#include "TestApiDescription.moc"
