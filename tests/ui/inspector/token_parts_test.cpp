// Where the parts of tokens stand, and how they are told apart.
#include "ui/inspector/token_parts.h"

#include "tests/support/test_program.h"
#include "ui/inspector/token_editor.h"
#include "ui/inspector/token_highlighter.h"

#include <QTest>
#include <QTextBlock>
#include <QTextLayout>

using namespace tessera;

namespace {

/// "H0-3 P4-7": first letter of the part, where it begins, where it ends.
QString written(const QList<TokenSpan>& spans)
{
    const QString letters = QStringLiteral("HPSKICT");
    QStringList parts;
    for (const TokenSpan& span : spans)
        parts << QStringLiteral("%1%2-%3")
                     .arg(letters[int(span.part)])
                     .arg(span.start)
                     .arg(span.start + span.length);
    return parts.join(u' ');
}

/// The parts of each line of an editor as the highlighter coloured it: a letter for each character, '.' for
/// none. What looks the same has one letter: a ciphertext is P as a payload, a tag S as a signature.
QStringList coloured(const TokenEditor& editor)
{
    QStringList lines;
    for (QTextBlock block = editor.document()->begin(); block.isValid(); block = block.next()) {
        QString line(block.length() - 1, u'.');
        for (const QTextLayout::FormatRange& range : block.layout()->formats())
            for (int i = range.start; i < range.start + range.length; ++i)
                for (int part = 6; part >= 0; --part)
                    if (range.format == tokenFormat(TokenPart(part)))
                        line[i] = QStringLiteral("HPSKICT")[part];
        lines << line;
    }
    return lines;
}

} // namespace

class TokenPartsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void spans_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("spans");
        const auto row = [](const char* name, const char* text, const char* spans) {
            QTest::newRow(name) << QString::fromLatin1(text) << QString::fromLatin1(spans);
        };
        row("signed", "eyJh.pay.sig", "H0-4 P5-8 S9-12");
        row("encrypted", "eyJh.key.iv.text.tag", "H0-4 K5-8 I9-11 C12-16 T17-20");
        row("unsigned: the last part is empty", "eyJh.pay.", "H0-4 P5-8");
        row("being typed: header", "eyJ", "H0-3");
        row("being typed: payload", "eyJh.p", "H0-4 P5-6");
        row("direct encryption: no key", "eyJh..iv.text.tag", "H0-4 I6-8 C9-13 T14-17");
        row("broken into lines", " eyJh.p\nay.sig ", "H1-5 P6-10 S11-14");
        row("inside a header", "Authorization: Bearer eyJh.pay.sig\r\nHost: x", "H22-26 P27-30 S31-34");
        row("inside a cookie", "id=eyJh.pay.sig; Path=/", "H3-7 P8-11 S12-15");
        row("in quotes", "\"eyJh.pay.sig\"", "H1-5 P6-9 S10-13");
        row("two of them", "eyJa.b.c;eyJd.e.f", "H0-4 P5-6 S7-8 H9-13 P14-15 S16-17");
        row("A128 six parts are nothing", "eyJh.a.b.c.d.e", "");
        row("no token", "hello.world.again", "");
        row("empty", "", "");
    }

    void spans()
    {
        QFETCH(QString, text);
        QTEST(written(tokenSpans(text)), "spans");
    }

    /// As many again take as much longer, not four times as much: counted in looks, not in seconds.
    void aThousandTokensAreFound()
    {
        const QString text = QStringLiteral("eyJh.pay.sig ").repeated(1000) + u';';
        QCOMPARE(tokenSpans(text).size(), 3000);
    }

    void theEditorIsColoured()
    {
        TokenEditor editor(QStringLiteral("Token"));
        editor.setWholeText(QStringLiteral("eyJh.pay.sig"));
        QCoreApplication::processEvents();
        QCOMPARE(coloured(editor), QStringList{QStringLiteral("HHHH.PPP.SSS")});
    }

    /// Two dots more, far below: the lines above mean something else now.
    void earlierLinesFollowLaterOnes()
    {
        TokenEditor editor(QStringLiteral("Token"));
        editor.setWholeText(QStringLiteral("eyJh.ab\ncd.ef"));
        QCoreApplication::processEvents();
        QCOMPARE(coloured(editor), (QStringList{QStringLiteral("HHHH.PP"), QStringLiteral("PP.SS")}));
        editor.moveCursor(QTextCursor::End);
        editor.insertPlainText(QStringLiteral(".gh.ij"));
        QCoreApplication::processEvents();
        QCOMPARE(coloured(editor), (QStringList{QStringLiteral("HHHH.KK"), QStringLiteral("KK.II.PP.SS")}));
    }

    void formatsDifferWithoutColour()
    {
        QCOMPARE(tokenFormat(TokenPart::Header).underlineStyle(), QTextCharFormat::SingleUnderline);
        QCOMPARE(tokenFormat(TokenPart::Payload).underlineStyle(), QTextCharFormat::NoUnderline);
        QCOMPARE(tokenFormat(TokenPart::Signature).underlineStyle(), QTextCharFormat::DotLine);
    }
};

TESSERA_TEST(TokenPartsTest)
#include "token_parts_test.moc"
