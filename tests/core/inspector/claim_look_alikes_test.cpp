// Letters of more than one script, twins and what nobody sees. Code points are given in hexadecimal.
#include "core/inspector/claim_look_alikes.h"
#include "tests/support/test_program.h"

#include <QTest>

Q_DECLARE_METATYPE(tessera::LookAlike)

namespace tessera::test {

class ClaimLookAlikesTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void lookAlikes_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<LookAlike>("kind");
        const auto row = [](const char* name, const char* utf8, LookAlike kind) {
            QTest::newRow(name) << QString::fromUtf8(utf8) << kind;
        };
        row("empty", "", LookAlike::None);
        row("ASCII", "https://accounts.example.com", LookAlike::None);
        row("accents", "https://m\xc3\xbcnchen.example", LookAlike::None);
        row("A198 Cyrillic a in Latin", "https://\xd0\xb0pple.example", LookAlike::MixedScripts);
        row("A198 Greek o in Latin", "g\xce\xbfogle", LookAlike::MixedScripts);
        row("A198 Armenian o in Latin", "g\xd5\xb8ogle", LookAlike::MixedScripts);
        row("Russian word", "\xd0\xbf\xd0\xbe\xd1\x87\xd1\x82\xd0\xb0", LookAlike::None);
        row("Russian word and Latin domain", "\xd0\xbf\xd0\xbe\xd1\x87\xd1\x82\xd0\xb0.example",
            LookAlike::None);
        row("A076 Cyrillic that reads as Latin", "\xd1\x81\xd0\xbe\xd1\x81\xd0\xb0.example",
            LookAlike::WholeScript);
        row("A198 full width", "\xef\xbd\x81pple", LookAlike::Compatibility);
        row("A198 ligature",
            "of\xef\xac\x81"
            "ce",
            LookAlike::Compatibility);
        row("composed otherwise is the same", "mu\xcc\x88nchen", LookAlike::None);
        row("Chinese", "\xe4\xbe\x8b\xe5\xad\x90", LookAlike::None);
    }
    void lookAlikes()
    {
        QFETCH(QString, text);
        QTEST(lookAlikeIn(text), "kind");
    }

    void hidden_data()
    {
        QTest::addColumn<uint>("code");
        QTest::addColumn<bool>("hidden");
        QTest::newRow("A283 right to left override") << 0x202Eu << true;
        QTest::newRow("A283 isolate") << 0x2066u << true;
        QTest::newRow("A283 zero width space") << 0x200Bu << true;
        QTest::newRow("A283 tag") << 0xE0041u << true;
        QTest::newRow("A283 NUL") << 0u << true;
        QTest::newRow("A283 line separator") << 0x2028u << true;
        QTest::newRow("letter") << 0x41u << false;
        QTest::newRow("blank") << 0x20u << false;
        QTest::newRow("accent") << 0x301u << false;
        QTest::newRow("face") << 0x1F600u << false;
    }
    void hidden()
    {
        QFETCH(uint, code);
        const char32_t character = code;
        QTEST(hasHiddenCharacters(u'a' + QString::fromUcs4(&character, 1) + u'b'), "hidden");
    }

    void punycode_data() // RFC 3492; A076
    {
        QTest::addColumn<QString>("decoded");
        const auto row = [](const char* host, const char* utf8) {
            QTest::newRow(host) << QString::fromUtf8(utf8);
        };
        row("", "");
        row("id.example", "id.example");
        row("xn--mnchen-3ya.example", "m\xc3\xbcnchen.example");
        row("XN--mnchen-3YA.example", "m\xc3\xbcnchen.example");
        row("xn--pple-43d.example", "\xd0\xb0pple.example");
        row("www.xn--e1afmkfd.xn--p1ai",
            "www.\xd0\xbf\xd1\x80\xd0\xb8\xd0\xbc\xd0\xb5\xd1\x80.\xd1\x80\xd1\x84");
        row("xn--fsqu00a.example", "\xe4\xbe\x8b\xe5\xad\x90.example");
        row("xn--bcher-kva", "b\xc3\xbc"
                             "cher");
        row("xn--a!b.example", "xn--a!b.example");
        row("xn--99999999.example", "xn--99999999.example");
        row("xn--mnchen-3.example", "xn--mnchen-3.example");
    }
    void punycode() { QTEST(decodedHost(QString::fromLatin1(QTest::currentDataTag())), "decoded"); }

    void halfACharacter()
    {
        const QString lone = QString(QChar(0xD835)) + u'a';
        QCOMPARE(lookAlikeIn(lone), LookAlike::None);
        QVERIFY(!hasHiddenCharacters(QStringView(lone).sliced(1)));
    }
};

} // namespace tessera::test

TESSERA_TEST(tessera::test::ClaimLookAlikesTest)
#include "claim_look_alikes_test.moc"
