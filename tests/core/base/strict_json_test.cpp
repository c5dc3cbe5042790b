// Strict JSON (finding F4): what RFC 8259 allows is read, everything else is refused. Rows named n_ must be
// refused and rows named y_ accepted, after the custom of JSON test suites; i_ is where RFC 8259 leaves it to
// us.
#include "core/base/strict_json.h"
#include "tests/support/test_program.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QtTest>

#include <algorithm>
#include <ctime>
#include <limits>

namespace tessera::test {
namespace {

void columns()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("code");
}

void row(const char* name, const QByteArray& text, const char* code)
{
    QTest::newRow(name) << text << QString::fromLatin1(code);
}

/// A value as the only member of an object.
void value(const char* name, const QByteArray& json, const char* code)
{
    row(name, "{\"a\":" + json + "}", code);
}

QByteArray utf16(const QString& text)
{
    return QByteArray(reinterpret_cast<const char*>(text.utf16()), text.size() * 2);
}

QByteArray nested(int depth, char open, char close)
{
    return "{\"a\":" + QByteArray(depth - 1, open) + QByteArray(depth - 1, close) + '}';
}

QByteArray nestedObjects(int depth)
{
    return QByteArray("{\"a\":").repeated(depth) + '1' + QByteArray(depth, '}');
}

constexpr char kOk[] = "ok";
constexpr char kSyntax[] = "json.syntax";
constexpr char kEncoding[] = "json.encoding";
constexpr char kNotAnObject[] = "json.not_an_object";
constexpr char kDuplicate[] = "json.duplicate_name";

} // namespace

class StrictJsonTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void numbers_data()
    {
        columns();
        value("y_number_zero", "0", kOk);
        value("y_number_minus_zero", "-0", kOk);
        value("y_number_int", "123", kOk);
        value("y_number_negative", "-123", kOk);
        value("y_number_fraction", "123.456789", kOk);
        value("y_number_zero_fraction", "0.5", kOk);
        value("y_number_exponent", "1e2", kOk);
        value("y_number_exponent_capital", "1E2", kOk);
        value("y_number_exponent_plus", "1e+2", kOk);
        value("y_number_exponent_minus", "1e-2", kOk);
        value("y_number_zero_exponent", "0e1", kOk);
        value("y_number_fraction_exponent", "123.456e78", kOk);
        value("y_number_2_53", "9007199254740993", kOk);
        value("y_number_leading_zero_exponent", "1e007", kOk);
        value("i_number_very_small", "1e-400", "json.number_range");
        value("i_number_too_large", "1e400", "json.number_range");
        value("i_number_too_large_negative", "-1e400", "json.number_range");
        value("i_number_400_digits", QByteArray(400, '9'), "json.number_range");
        value("n_number_leading_zero", "012", kSyntax);
        value("n_number_minus_leading_zero", "-012", kSyntax);
        value("n_number_double_zero", "00", kSyntax);
        value("n_number_plus", "+1", kSyntax);
        value("n_number_minus_alone", "-", kSyntax);
        value("n_number_minus_minus", "--1", kSyntax);
        value("n_number_minus_space", "- 1", kSyntax);
        value("n_number_starts_with_point", ".5", kSyntax);
        value("n_number_minus_point", "-.5", kSyntax);
        value("n_number_ends_with_point", "2.", kSyntax);
        value("n_number_point_exponent", "2.e3", kSyntax);
        value("n_number_two_points", "1.2.3", kSyntax);
        value("n_number_exponent_empty", "1e", kSyntax);
        value("n_number_exponent_sign_only", "1e+", kSyntax);
        value("n_number_exponent_twice", "1e2e3", kSyntax);
        value("n_number_exponent_fraction", "1e2.5", kSyntax);
        value("n_number_hex", "0x1F", kSyntax);
        value("n_number_octal", "0o17", kSyntax);
        value("n_number_letter", "1a", kSyntax);
        value("n_number_underscore", "1_000", kSyntax);
        value("n_number_space", "1 000", kSyntax);
        value("n_number_comma", "1,5", kSyntax);
        value("n_number_nan", "NaN", kSyntax);
        value("n_number_minus_nan", "-NaN", kSyntax);
        value("n_number_infinity", "Infinity", kSyntax);
        value("n_number_minus_infinity", "-Infinity", kSyntax);
        value("n_number_inf", "inf", kSyntax);
        value("n_number_fullwidth_digit", "\xEF\xBC\x91", kSyntax);
        value("n_number_expression", "1+2", kSyntax);
    }
    void numbers() { judge(); }

    void strings_data()
    {
        columns();
        value("y_string_empty", R"("")", kOk);
        value("y_string_plain", R"("asd")", kOk);
        value("y_string_escapes", "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"", kOk);
        value("y_string_unicode_escape", R"("\u00e9\u00E9")", kOk);
        value("y_string_escaped_nul", R"("\u0000")", kOk);
        value("y_string_escaped_control", R"("\u0012")", kOk);
        value("y_string_surrogate_pair", R"("\ud83d\ude00")", kOk);
        value("y_string_two_pairs", R"("\ud83d\ude00\ud83d\ude00")", kOk);
        value("y_string_utf8", "\"\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80\"", kOk);
        value("y_string_del", "\"\x7F\"", kOk);
        value("y_string_line_separator", "\"\xE2\x80\xA8\"", kOk);
        value("y_string_noncharacter", R"("\uFFFE")", kOk);
        value("y_string_escaped_bom", R"("\uFEFF")", kOk);
        value("y_string_bom_inside", "\"\xEF\xBB\xBF\"", kOk);
        value("y_string_escaped_backslash_u", R"("\\u12")", kOk);
        value("n_string_raw_newline", "\"a\nb\"", kSyntax);
        value("n_string_raw_tab", "\"a\tb\"", kSyntax);
        value("n_string_raw_nul", QByteArray("\"a\0b\"", 5), kSyntax);
        value("n_string_raw_1f", "\"\x1F\"", kSyntax);
        value("n_string_escape_x", R"("\x41")", kSyntax);
        value("n_string_escape_a", R"("\a")", kSyntax);
        value("n_string_escape_v", R"("\v")", kSyntax);
        value("n_string_escape_zero", R"("\0")", kSyntax);
        value("n_string_escape_quote_single", "\"\\'\"", kSyntax);
        value("n_string_escape_capital_U", R"("\U0041")", kSyntax);
        value("n_string_escape_space", R"("\ ")", kSyntax);
        value("n_string_escape_newline", "\"\\\n\"", kSyntax);
        value("n_string_escape_utf8", "\"\\\xC3\xA9\"", kSyntax);
        value("n_string_escape_nul", QByteArray("\"\\\0\"", 4), kSyntax);
        value("n_string_unicode_three_digits", R"("\u00e")", kSyntax);
        value("n_string_unicode_not_hex", R"("\u00eg")", kSyntax);
        value("n_string_unicode_sign", R"("\u+0e9")", kSyntax);
        value("n_string_unicode_empty", R"("\u")", kSyntax);
        value("n_string_single_quotes", "'a'", kSyntax);
        value("n_string_no_quotes", "a", kSyntax);
        row("n_string_unclosed", "{\"a\":\"b", kSyntax);
        row("n_string_unclosed_escape", "{\"a\":\"\\", kSyntax);
        row("n_string_unclosed_unicode", "{\"a\":\"\\u00", kSyntax);
        row("n_string_escaped_quote_unclosed", R"({"a":"\"})", kSyntax);
        value("n_surrogate_high_alone", R"("\ud83d")", kEncoding);
        value("n_surrogate_low_alone", R"("\ude00")", kEncoding);
        value("n_surrogate_high_then_text", R"("\ud83dabc")", kEncoding);
        value("n_surrogate_high_then_escape", R"("\ud83d\n")", kEncoding);
        value("n_surrogate_high_twice", R"("\ud83d\ud83d")", kEncoding);
        value("n_surrogate_swapped", R"("\ude00\ud83d")", kEncoding);
        value("n_surrogate_high_then_bad_hex", R"("\ud83d\uzzzz")", kEncoding);
        value("n_surrogate_high_then_bmp", R"("\ud83d\u0041")", kEncoding);
        row("n_surrogate_in_name", R"({"\ud83d":1})", kEncoding);
    }
    void strings() { judge(); }

    void encodings_data()
    {
        columns();
        row("n_bom_utf8", "\xEF\xBB\xBF{}", kEncoding);
        row("n_bom_alone", "\xEF\xBB\xBF", kEncoding);
        row("n_bom_twice", "\xEF\xBB\xBF\xEF\xBB\xBF{}", kEncoding);
        row("n_bom_after_space", " \xEF\xBB\xBF{}", kNotAnObject);
        row("n_bom_utf16le", QByteArray("\xFF\xFE") + utf16(QStringLiteral("{}")), kEncoding);
        row("n_bom_utf16be", QByteArray("\xFE\xFF\0{\0}", 6), kEncoding);
        row("n_utf16le", utf16(QStringLiteral("{\"a\":1}")), kSyntax);
        row("n_utf16be", QByteArray("\0{\0}", 4), kNotAnObject);
        value("n_utf8_ff", "\"\xFF\"", kEncoding);
        value("n_utf8_continuation_alone", "\"\x80\"", kEncoding);
        value("n_utf8_cut_two", "\"\xC3\"", kEncoding);
        value("n_utf8_cut_three", "\"\xE2\x82\"", kEncoding);
        value("n_utf8_cut_four", "\"\xF0\x9F\x98\"", kEncoding);
        value("n_utf8_overlong_slash", "\"\xC0\xAF\"", kEncoding);
        value("n_utf8_overlong_nul", "\"\xC0\x80\"", kEncoding);
        value("n_utf8_overlong_three", "\"\xE0\x80\xAF\"", kEncoding);
        value("n_utf8_surrogate", "\"\xED\xA0\x80\"", kEncoding);
        value("n_utf8_surrogate_pair", "\"\xED\xA0\xBD\xED\xB8\x80\"", kEncoding);
        value("n_utf8_beyond_unicode", "\"\xF4\x90\x80\x80\"", kEncoding);
        value("n_latin1", "\"\xE9\"", kEncoding);
        row("n_utf8_bad_outside_a_string", "{}\xFF", kEncoding);
        row("n_utf8_cut_at_the_end", "{\"a\":\"\xC3", kEncoding);
    }
    void encodings() { judge(); }

    void structure_data()
    {
        columns();
        row("y_object_empty", "{}", kOk);
        row("y_object_space_everywhere", " \t\r\n{ \"a\" : [ 1 , 2 ] , \"b\" : { } } \n", kOk);
        row("y_object_empty_name", R"({"":1})", kOk);
        row("y_object_names_differ_in_case", R"({"alg":1,"Alg":2})", kOk);
        row("y_object_same_name_at_other_depth", R"({"a":{"a":1},"b":{"a":1}})", kOk);
        row("y_object_same_name_in_array_of_objects", R"({"k":[{"a":1},{"a":1}]})", kOk);
        row("y_object_words", R"({"a":true,"b":false,"c":null})", kOk);
        row("y_array_nested", R"({"a":[[],[[]],{}]})", kOk);
        row("n_empty", "", kNotAnObject);
        row("n_space", " ", kNotAnObject);
        row("n_array", "[]", kNotAnObject);
        row("n_string", R"("a")", kNotAnObject);
        row("n_number", "1", kNotAnObject);
        row("n_null", "null", kNotAnObject);
        row("n_html", "<html>", kNotAnObject);
        row("n_nul", QByteArray(1, '\0'), kNotAnObject);
        row("n_object_unclosed", "{", kSyntax);
        row("n_object_unclosed_after_name", R"({"a")", kSyntax);
        row("n_object_unclosed_after_colon", R"({"a":)", kSyntax);
        row("n_object_unclosed_after_value", R"({"a":1)", kSyntax);
        row("n_object_unclosed_after_comma", R"({"a":1,)", kSyntax);
        row("n_object_trailing_comma", R"({"a":1,})", kSyntax);
        row("n_object_leading_comma", R"({,"a":1})", kSyntax);
        row("n_object_two_commas", R"({"a":1,,"b":2})", kSyntax);
        row("n_object_no_comma", R"({"a":1 "b":2})", kSyntax);
        row("n_object_no_colon", R"({"a" 1})", kSyntax);
        row("n_object_two_colons", R"({"a"::1})", kSyntax);
        row("n_object_equals", R"({"a"=1})", kSyntax);
        row("n_object_no_value", R"({"a":})", kSyntax);
        row("n_object_name_without_quotes", "{a:1}", kSyntax);
        row("n_object_name_in_single_quotes", "{'a':1}", kSyntax);
        row("n_object_name_number", "{1:1}", kSyntax);
        row("n_object_name_null", "{null:1}", kSyntax);
        row("n_object_closed_with_bracket", R"({"a":1])", kSyntax);
        row("n_array_unclosed", R"({"a":[1)", kSyntax);
        row("n_array_trailing_comma", R"({"a":[1,]})", kSyntax);
        row("n_array_leading_comma", R"({"a":[,1]})", kSyntax);
        row("n_array_two_commas", R"({"a":[1,,2]})", kSyntax);
        row("n_array_no_comma", R"({"a":[1 2]})", kSyntax);
        row("n_array_closed_with_brace", R"({"a":[1}})", kSyntax);
        row("n_array_colon", R"({"a":[1:2]})", kSyntax);
        row("n_word_capital", R"({"a":True})", kSyntax);
        row("n_word_cut", R"({"a":tru})", kSyntax);
        row("n_word_cut_at_the_end", R"({"a":nul)", kSyntax);
        row("n_word_longer", R"({"a":trueish})", kSyntax);
        row("n_word_undefined", R"({"a":undefined})", kSyntax);
        row("n_comment_block", "{/* a */}", kSyntax);
        row("n_comment_line", "{\"a\":1} \x2F/ b", kSyntax);
        row("n_comment_hash", "{\"a\":1} # b", kSyntax);
        row("n_space_no_break", "{\xC2\xA0}", kSyntax);
        row("n_space_form_feed", "{\f}", kSyntax);
        row("n_space_vertical_tab", "{\v}", kSyntax);
        row("n_trailing_object", "{}{}", kSyntax);
        row("n_trailing_brace", "{}}", kSyntax);
        row("n_trailing_comma", "{},", kSyntax);
        row("n_trailing_text", "{}x", kSyntax);
        row("n_trailing_nul", QByteArray("{}\0", 3), kSyntax);
        row("n_trailing_record_separator", "{}\x1E", kSyntax);
    }
    void structure() { judge(); }

    void duplicates_data()
    {
        columns();
        row("A124 n_duplicate", R"({"alg":"RS256","alg":"none"})", kDuplicate);
        row("A124 n_duplicate_same_value", R"({"a":1,"a":1})", kDuplicate);
        row("A124 n_duplicate_not_neighbours", R"({"a":1,"b":2,"a":3})", kDuplicate);
        row("A124 n_duplicate_escaped", R"({"alg":1,"\u0061lg":2})", kDuplicate);
        row("A124 n_duplicate_escaped_capital_hex", R"({"j":1,"\u006A":2})", kDuplicate);
        row("A124 n_duplicate_escaped_solidus", R"({"a/b":1,"a\/b":2})", kDuplicate);
        row("A124 n_duplicate_both_escaped", R"({"\u0061":1,"\u0061":2})", kDuplicate);
        row("A124 n_duplicate_pair_escaped", "{\"\xF0\x9F\x98\x80\":1,\"\\ud83d\\ude00\":2}", kDuplicate);
        row("A124 n_duplicate_empty_name", R"({"":1,"":2})", kDuplicate);
        row("A124 n_duplicate_nul_name", R"({"\u0000":1,"\u0000":2})", kDuplicate);
        row("A124 n_duplicate_deep", R"({"a":{"b":[{"c":1,"c":2}]}})", kDuplicate);
        row("A124 n_duplicate_mark_escaped", "{\"\xEF\xBB\xBF\":1,\"\\uFEFF\":2}", kDuplicate);
        row("A124 y_name_behind_a_mark_differs", "{\"g\":1,\"\xEF\xBB\xBFg\":2}", kOk);
        row("A124 y_name_with_a_mark_behind_an_escape_differs", "{\"\\/g\":1,\"\\/\xEF\xBB\xBFg\":2}", kOk);
        row("A124 y_name_with_nul_differs", R"({"a":1,"a\u0000":2})", kOk);
        row("A124 y_composed_and_decomposed_differ", R"({"\u00e9":1,"e\u0301":2})", kOk);
    }
    void duplicates() { judge(); }

    void bounds_data()
    {
        columns();
        row("A127 depth 32 arrays", nested(32, '[', ']'), kOk);
        row("A127 depth 33 arrays", nested(33, '[', ']'), "json.depth");
        row("A127 depth 32 objects", nestedObjects(32), kOk);
        row("A127 depth 33 objects", nestedObjects(33), "json.depth");
        row("A127 100000 open brackets", "{\"a\":" + QByteArray(100'000, '['), "json.depth");
        row("A127 100000 open objects", QByteArray("{\"a\":").repeated(100'000), "json.depth");
        row("brackets alone", QByteArray(100'000, '['), kNotAnObject);
        row("1 MiB", sized(1024 * 1024), kOk);
        row("1 MiB + 1", sized(1024 * 1024 + 1), "json.too_large");
        row("1 MiB + 1 of what is not JSON", QByteArray(1024 * 1024 + 1, 'x'), "json.too_large");
        row("100000 values", entries(99'999), kOk); // and the name of the array
        row("100001 values", entries(100'000), "json.too_many_values");
    }
    void bounds() { judge(); }

    void ownLimits()
    {
        const JsonLimits limits{20, 2, 3};
        const auto code = [&](const QByteArray& text) {
            const auto parsed = parseJsonObject(text, limits);
            return parsed ? QStringLiteral("ok") : parsed.error().code;
        };
        QCOMPARE(code("{\"a\":[1]}           "), QStringLiteral("ok"));
        QCOMPARE(code("{\"a\":[1]}            "), QStringLiteral("json.too_large"));
        QCOMPARE(code("{\"a\":[[]]}"), QStringLiteral("json.depth"));
        QCOMPARE(code("{\"a\":[1,2]}"), QStringLiteral("ok"));
        QCOMPARE(code("{\"a\":[1,2,3]}"), QStringLiteral("json.too_many_values"));
    }

    void valuesArrive()
    {
        const auto object = parseJsonObject("{\"text\":\"\\u00e9\\ud83d\\ude00\\n\",\"number\":-12.5e1,"
                                            "\"yes\":true,\"none\":null,\"list\":[1,[]]}");
        QVERIFY(object);
        QCOMPARE(object->value(u"text").toString(), QStringLiteral("\u00E9\U0001F600\n"));
        QCOMPARE(object->value(u"number").toDouble(), -125.0);
        QCOMPARE(object->value(u"yes"), QJsonValue(true));
        QCOMPARE(object->value(u"none"), QJsonValue(QJsonValue::Null));
        QCOMPARE(object->value(u"list").toArray().size(), 2);
    }

    void byteOrderMarksStay() // A124
    {
        const QByteArray mark("\xEF\xBB\xBF");
        const auto object = parseJsonObject("{\"alg\":\"" + mark + mark + "none\",\"" + mark +
                                            "alg\":\"a\\\"" + mark + "\",\"x\":\"" + mark + "\"}");
        QVERIFY(object);
        QCOMPARE(object->value(u"alg").toString(), QStringLiteral("\uFEFF\uFEFFnone"));
        QCOMPARE(object->value(u"\uFEFFalg").toString(), QStringLiteral("a\"\uFEFF"));
        QCOMPARE(object->value(u"x").toString(), QStringLiteral("\uFEFF"));
        QCOMPARE(object->keys().count(QStringLiteral("alg")), 1);
    }

    void errorsNameThePlaceAndNotTheContent()
    {
        const auto broken = parseJsonObject(R"({"token":"canary",})");
        QVERIFY(!broken);
        QVERIFY2(broken.error().detail.contains(u"byte 18"), qPrintable(broken.error().detail));
        QVERIFY(!broken.error().detail.contains(u"canary"));
    }

    void timeGrowsWithTheLength_data()
    {
        QTest::addColumn<bool>("isNames");
        QTest::newRow("names") << true;
        QTest::newRow("escapes") << false;
    }

    void timeGrowsWithTheLength()
    {
        // Where a scanner may go quadratic: four times the text may take four times as long, not sixteen.
        QFETCH(bool, isNames);
        QVERIFY(parseJsonObject(isNames ? manyNames(20'000) : manyEscapes(200'000)));
        const double once = secondsFor(isNames ? manyNames(5000) : manyEscapes(50'000));
        const double fourTimes = secondsFor(isNames ? manyNames(20'000) : manyEscapes(200'000));
        QVERIFY2(fourTimes < 10 * once + 0.01,
                 qPrintable(QStringLiteral("%1 s, then %2 s").arg(once).arg(fourTimes)));
    }

private:
    /// Of the processor, the best of three: the machine may be busy with other tests.
    static double secondsFor(const QByteArray& text)
    {
        std::clock_t best = std::numeric_limits<std::clock_t>::max();
        for (int i = 0; i < 3; ++i) {
            const std::clock_t start = std::clock();
            (void)parseJsonObject(text);
            best = std::min(best, std::clock() - start);
        }
        return static_cast<double>(best) / CLOCKS_PER_SEC;
    }

    static QByteArray manyNames(int count)
    {
        QByteArray names = "{";
        for (int i = 0; i < count; ++i)
            names += '"' + QByteArray::number(i) + "\":0,";
        names.back() = '}';
        return names;
    }

    static QByteArray manyEscapes(int count) { return "{\"" + QByteArray("\\n").repeated(count) + "\":0}"; }

    static void judge()
    {
        QFETCH(QByteArray, text);
        const auto object = parseJsonObject(text);
        QTEST(object ? QStringLiteral("ok") : object.error().code, "code");
        if (!object) {
            QCOMPARE(object.error().kind, ErrorKind::Malformed);
            QVERIFY(!object.error().detail.isEmpty());
        }
    }

    static QByteArray sized(qsizetype bytes) { return "{\"a\":\"" + QByteArray(bytes - 8, 'x') + "\"}"; }

    static QByteArray entries(int count)
    {
        QByteArray list = QByteArray("1,").repeated(count);
        list.chop(1);
        return "{\"a\":[" + list + "]}";
    }
};

} // namespace tessera::test

TESSERA_TEST(tessera::test::StrictJsonTest)
#include "strict_json_test.moc"
