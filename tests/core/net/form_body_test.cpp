// Forms out and in: N003, A042, finding F10.
#include "core/net/form_body.h"
#include "tests/support/test_program.h"

#include <QTest>

namespace tessera::test {

class FormBodyTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void encodes_data();
    void encodes();
    void encodesFields();
    void decodes_data();
    void decodes();
    void refuses_data();
    void refuses();
    void countsFields();
    void findsSingleField();
    void roundTrips();
};

void FormBodyTest::encodes_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QByteArray>("encoded");
    QTest::newRow("unreserved stays") << QStringLiteral("AZaz09-._~") << QByteArray("AZaz09-._~");
    QTest::newRow("N003 percent") << QStringLiteral("%") << QByteArray("%25");
    QTest::newRow("N003 plus") << QStringLiteral("r+1/=") << QByteArray("r%2B1%2F%3D");
    QTest::newRow("N003 space") << QStringLiteral("a b") << QByteArray("a%20b");
    QTest::newRow("N003 u umlaut") << QStringLiteral(u"\u00fc") << QByteArray("%C3%BC");
    QTest::newRow("outside the first plane") << QStringLiteral(u"\U0001F511") << QByteArray("%F0%9F%94%91");
    QTest::newRow("line end") << QStringLiteral("a\r\nb") << QByteArray("a%0D%0Ab");
    QTest::newRow("separators") << QStringLiteral("a&b=c#d?e;f:g") << QByteArray("a%26b%3Dc%23d%3Fe%3Bf%3Ag");
    QTest::newRow("marks RFC 3986 reserves") << QStringLiteral("!*'()") << QByteArray("%21%2A%27%28%29");
    QTest::newRow("empty") << QString() << QByteArray();
}

void FormBodyTest::encodes()
{
    QFETCH(QString, text);
    QTEST(percentEncode(text), "encoded");
}

void FormBodyTest::encodesFields()
{
    QCOMPARE(encodeForm({{QStringLiteral("grant_type"), QStringLiteral("a b")},
                         {QStringLiteral("x=y"), QStringLiteral("1&2")},
                         {QStringLiteral("empty"), QString()}}),
             QByteArray("grant_type=a%20b&x%3Dy=1%262&empty="));
    QCOMPARE(encodeForm({}), QByteArray());
}

void FormBodyTest::decodes_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QStringList>("fields"); // name, value, name, value…
    const auto row = [](const char* name, const QByteArray& text, const QStringList& fields) {
        QTest::newRow(name) << text << fields;
    };
    const auto q = [](const char* text) { return QString::fromUtf8(text); };
    row("plain", "code=abc&state=x", {q("code"), q("abc"), q("state"), q("x")});
    row("empty", "", {});
    row("A042 plus is a space", "a=1+2", {q("a"), q("1 2")});
    row("A042 %2B is a plus", "a=1%2B2", {q("a"), q("1+2")});
    row("A042 double encoding is undone once", "a=%2526", {q("a"), q("%26")});
    row("F10 encoded separators inject nothing", "code=a%26state%3Dx", {q("code"), q("a&state=x")});
    row("encoded name", "st%61te=1", {q("state"), q("1")});
    row("hex in either case", "a=%c3%BC", {q("a"), q("\xc3\xbc")});
    row("raw UTF-8", "a=\xc3\xbc", {q("a"), q("\xc3\xbc")});
    row("byte order mark kept", "a=%EF%BB%BFx", {q("a"), QString(QChar(0xfeff)) + u'x'});
    row("value with equals", "a=b=c", {q("a"), q("b=c")});
    row("no equals", "a", {q("a"), q("")});
    row("no name", "=a", {q(""), q("a")});
    row("empty parts", "&&a=1&&b=2&", {q("a"), q("1"), q("b"), q("2")});
    row("repetitions and order kept", "b=1&a=2&b=3", {q("b"), q("1"), q("a"), q("2"), q("b"), q("3")});
    row("semicolon separates nothing", "a=1;b=2", {q("a"), q("1;b=2")});
}

void FormBodyTest::decodes()
{
    QFETCH(QByteArray, text);
    QFETCH(QStringList, fields);
    const auto decoded = decodeForm(text);
    QVERIFY(decoded);
    QStringList flat;
    for (const FormField& field : *decoded)
        flat << field.name << field.value;
    QCOMPARE(flat, fields);
}

void FormBodyTest::refuses_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("A042 %2 at the end") << QByteArray("a=%2");
    QTest::newRow("A042 % at the end") << QByteArray("a=%");
    QTest::newRow("A042 cut by the separator") << QByteArray("a=%2&b=1");
    QTest::newRow("A042 %zz") << QByteArray("a=%zz");
    QTest::newRow("A042 half hex") << QByteArray("a=%2g");
    QTest::newRow("A042 sign in hex") << QByteArray("a=%+1");
    QTest::newRow("A042 %00") << QByteArray("a=x%00y");
    QTest::newRow("A042 raw NUL") << QByteArray("a=x\0y", 5);
    QTest::newRow("A042 %u0041") << QByteArray("a=%u0041");
    QTest::newRow("A042 overlong slash") << QByteArray("a=%C0%AF");
    QTest::newRow("A042 overlong three bytes") << QByteArray("a=%E0%80%AF");
    QTest::newRow("A042 encoded surrogate") << QByteArray("a=%ED%A0%80");
    QTest::newRow("A042 beyond Unicode") << QByteArray("a=%F4%90%80%80");
    QTest::newRow("A042 cut UTF-8") << QByteArray("a=%C3");
    QTest::newRow("A042 lone continuation") << QByteArray("a=%80");
    QTest::newRow("A042 Latin-1 bytes") << QByteArray("a=\xfc");
    QTest::newRow("A042 in the name") << QByteArray("%zz=1");
}

void FormBodyTest::refuses()
{
    QFETCH(QByteArray, text);
    const auto decoded = decodeForm("first=1&" + text);
    QVERIFY(!decoded);
    QCOMPARE(decoded.error().kind, ErrorKind::Malformed);
    QCOMPARE(decoded.error().code, QStringLiteral("form.encoding"));
    QCOMPARE(decoded.error().detail, QStringLiteral("field 2"));
}

void FormBodyTest::countsFields()
{
    QByteArray text;
    for (int i = 0; i < 64; ++i)
        text += "a=1&";
    QVERIFY(decodeForm(text));
    const auto tooMany = decodeForm(text + "a=1");
    QVERIFY(!tooMany);
    QCOMPARE(tooMany.error().code, QStringLiteral("form.too_many_fields"));
    QVERIFY(!decodeForm("a=1&b=2", 1));
}

void FormBodyTest::findsSingleField()
{
    const FormFields fields{{QStringLiteral("code"), QStringLiteral("1")},
                            {QStringLiteral("state"), QStringLiteral("2")},
                            {QStringLiteral("state"), QStringLiteral("2")},
                            {QStringLiteral("empty"), QString()}};
    QCOMPARE(singleField(fields, u"code").value(), std::optional(QStringLiteral("1")));
    QCOMPARE(singleField(fields, u"empty").value(), std::optional(QString()));
    QCOMPARE(singleField(fields, u"absent").value(), std::optional<QString>());
    QCOMPARE(singleField(fields, u"Code").value(), std::optional<QString>()); // A043
    const auto repeated = singleField(fields, u"state");                      // N080
    QVERIFY(!repeated);
    QCOMPARE(repeated.error().code, QStringLiteral("form.repeated"));
    QCOMPARE(repeated.error().detail, QStringLiteral("state"));
}

void FormBodyTest::roundTrips()
{
    FormFields fields;
    for (char16_t c = 1; c < 0x250; ++c)
        if (fields.size() < 64 || c % 16 == 0)
            fields += FormField{QString(QChar(c)), QString(3, QChar(c)) + QStringLiteral("&=+% ")};
    const auto decoded = decodeForm(encodeForm(fields), 1000);
    QVERIFY(decoded);
    QCOMPARE(*decoded, fields);
}

} // namespace tessera::test

TESSERA_TEST(tessera::test::FormBodyTest)
#include "form_body_test.moc"
