// Every check of the validator and every note that is told has words.
#include "ui/text/flow_check_words.h"

#include "tests/support/test_program.h"

#include <QDirIterator>
#include <QFile>
#include <QRegularExpression>
#include <QTest>

using namespace tessera;

namespace {

QString textOf(const QString& name)
{
    QFile file(name);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

} // namespace

class FlowCheckWordsTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyRuleHasWords()
    {
        const QString text = textOf(QStringLiteral(TESSERA_SOURCE_DIR "/core/oidc/id_token_validation.cpp"));
        static const QRegularExpression rule(QStringLiteral("Rule\\{u\"([a-z_]+)\""));
        int found = 0;
        for (auto it = rule.globalMatch(text); it.hasNext(); ++found) {
            const QString name = it.next().captured(1);
            QVERIFY2(flowCheckWords(name, FlowVerdict::Failed) != name + QStringLiteral(" failed"),
                     qPrintable(name));
        }
        QVERIFY(found >= 12);
    }

    void everyNoteHasWords()
    {
        static const QRegularExpression note(QStringLiteral("u\"(note\\.[a-z_]+)\""));
        int found = 0;
        QDirIterator files(QStringLiteral(TESSERA_SOURCE_DIR "/core"), {QStringLiteral("*.cpp")}, QDir::Files,
                           QDirIterator::Subdirectories);
        while (files.hasNext()) {
            const QString text = textOf(files.next());
            for (auto it = note.globalMatch(text); it.hasNext(); ++found) {
                const QString code = it.next().captured(1);
                QVERIFY2(flowNoteWords(code).endsWith(u'.'), qPrintable(code));
            }
        }
        QVERIFY(found >= 10);
    }

    void verdicts()
    {
        const QString nonce = QStringLiteral("nonce");
        QCOMPARE(flowCheckWords(nonce, FlowVerdict::Passed), QStringLiteral("nonce matches"));
        QCOMPARE(flowCheckWords(nonce, FlowVerdict::Failed), QStringLiteral("the nonce differs"));
        QCOMPARE(flowCheckWords(nonce, FlowVerdict::NotChecked), QStringLiteral("nonce was not checked"));
        QCOMPARE(flowCheckWords(QStringLiteral("new"), FlowVerdict::Passed), QStringLiteral("new passed"));
        QCOMPARE(flowCheckName(QStringLiteral("id_token_iss")), QStringLiteral("iss"));
        QCOMPARE(flowCheckName(QStringLiteral("pkce")), QStringLiteral("PKCE"));
        QCOMPARE(flowNoteWords(QStringLiteral("note.new\n")), QStringLiteral("note.new\\u{000a}"));
    }
};

TESSERA_TEST(FlowCheckWordsTest)
#include "flow_check_words_test.moc"
