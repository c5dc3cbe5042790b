// JSON that is accepted and JSON that is refused, each by its reason; and base64url.
#include "core/base/base64url.h"
#include "core/base/strict_json.h"
#include "tests/fuzz/fuzz_keys.h"
#include "tests/fuzz/seeds.h"

namespace tessera::fuzz {
namespace {

constexpr char kSyntax[] = "json.syntax";
constexpr char kEncoding[] = "json.encoding";
constexpr char kDuplicate[] = "json.duplicate_name";
constexpr char kRange[] = "json.number_range";

/// `code`: of the refusal; null: it is read.
void addText(Seeds& seeds, const QByteArray& name, const QByteArray& text, const char* code = nullptr)
{
    const auto object = parseJsonObject(text);
    seeds.add("strict_json", name, text,
              code ? !object && object.error().code == QLatin1String(code) : object.has_value());
}

void addValue(Seeds& seeds, const QByteArray& name, const QByteArray& value, const char* code = nullptr)
{
    addText(seeds, name, "{\"a\":" + value + '}', code);
}

void addNumbers(Seeds& seeds)
{
    for (const QByteArray number : {"0", "-0", "-12.5e1", "1e007", "0.1E-2", "9007199254740993", "1e308"})
        addValue(seeds, "number" + number, number);
    for (const QByteArray number : {"012", "+1", "-", ".5", "2.", "1e", "0x1F", "NaN", "-Infinity", "1e2.5"})
        addValue(seeds, "no-number" + number, number, kSyntax);
    addValue(seeds, "number-too-large", "1e400", kRange);
    addValue(seeds, "number-too-small", "1e-400", kRange);
    addValue(seeds, "number-of-400-digits", QByteArray(400, '9'), kRange);
}

void addStrings(Seeds& seeds)
{
    addValue(seeds, "escapes", "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\u0000\"");
    addValue(seeds, "surrogates", R"("\ud83d\ude00")");
    addValue(seeds, "utf-8", "\"\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80\xE2\x80\xA8\x7F\"");
    addValue(seeds, "noncharacter", R"("\uFFFE\uFEFF")");
    addValue(seeds, "surrogate-alone", R"("\ud83d\n")", kEncoding);
    addValue(seeds, "surrogates-swapped", R"("\ude00\ud83d")", kEncoding);
    addValue(seeds, "overlong", "\"\xC0\xAF\"", kEncoding);
    addValue(seeds, "cut-in-a-character", "\"\xF0\x9F\x98\"", kEncoding);
    addValue(seeds, "surrogate-in-utf-8", "\"\xED\xA0\x80\"", kEncoding);
    addValue(seeds, "beyond-unicode", "\"\xF4\x90\x80\x80\"", kEncoding);
    addValue(seeds, "raw-control", "\"a\nb\"", kSyntax);
    addValue(seeds, "raw-nul", QByteArray("\"a\0b\"", 5), kSyntax);
    addValue(seeds, "bad-escape", R"("\x41")", kSyntax);
    addValue(seeds, "single-quotes", "'a'", kSyntax);
    addText(seeds, "not-closed", R"({"a":"b)", kSyntax);
    addText(seeds, "not-closed-escape", R"({"a":"\u00)", kSyntax);
    addValue(seeds, "mark-inside", "\"\xEF\xBB\xBF\xEF\xBB\xBF\"");
    addText(seeds, "mark-in-a-name",
            "{\"alg\":1,\"\xEF\xBB\xBF"
            "alg\":2}");
    addText(seeds, "byte-order-mark", "\xEF\xBB\xBF{}", kEncoding);
}

void addStructure(Seeds& seeds)
{
    addText(seeds, "empty", "{}");
    addText(seeds, "space", " \t\r\n{ \"a\" : [ 1 , 2 ] , \"b\" : { } } \n");
    addText(seeds, "words", R"({"a":true,"b":false,"c":null,"":[[],[[]],{}]})");
    addText(seeds, "list", "[]", "json.not_an_object");
    addText(seeds, "nothing", "", "json.not_an_object");
    addText(seeds, "trailing-comma", R"({"a":1,})", kSyntax);
    addText(seeds, "trailing-text", "{}x", kSyntax);
    addText(seeds, "trailing-nul", QByteArray("{}\0", 3), kSyntax);
    addText(seeds, "comment", "{/* a */}", kSyntax);
    addText(seeds, "wrong-bracket", R"({"a":[1}})", kSyntax);
    addText(seeds, "twice", R"({"alg":"RS256","alg":"none"})", kDuplicate);
    addText(seeds, "twice-escaped", R"({"alg":1,"\u0061lg":2})", kDuplicate);
    addText(seeds, "twice-pair-escaped", "{\"\xF0\x9F\x98\x80\":1,\"\\ud83d\\ude00\":2}", kDuplicate);
    addText(seeds, "twice-deep", R"({"a":{"b":[{"c":1,"c":2}]}})", kDuplicate);
    addText(seeds, "twice-mark-escaped", "{\"\xEF\xBB\xBF\":1,\"\\uFEFF\":2}", kDuplicate);
    addText(seeds, "not-twice", R"({"a":1,"a\u0000":2,"A":3})");
    addValue(seeds, "32-deep", QByteArray(31, '[') + QByteArray(31, ']'));
    addValue(seeds, "33-deep", QByteArray(32, '[') + QByteArray(32, ']'), "json.depth");
    addText(seeds, "objects-33-deep", QByteArray(R"({"a":)").repeated(33) + '1' + QByteArray(33, '}'),
            "json.depth");
}

void addBase64url(Seeds& seeds)
{
    for (const QByteArray bytes : {"", "f", "fo", "foo", "{\"alg\":\"none\"}", "\xFF\xFE\xFB\xBF\xFF"}) {
        const QByteArray text = base64urlEncode(bytes);
        seeds.add("base64url", "good-" + text, text, base64urlDecode(text) == bytes);
    }
    for (const QByteArray text : {"A", "AAAAA", "AB", "AAB", "AA==", "+/AA", "AA\nA", "AAA\xC3"})
        seeds.add("base64url", "bad-" + text, text, !base64urlDecode(text));
}

} // namespace

void addJsonSeeds(Seeds& seeds)
{
    addNumbers(seeds);
    addStrings(seeds);
    addStructure(seeds);
    addText(seeds, "claims", kClaims);
    addBase64url(seeds);
}

} // namespace tessera::fuzz
