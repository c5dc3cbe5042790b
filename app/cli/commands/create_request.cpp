#include "app/cli/commands/create_request.h"

#include "app/cli/commands/key_file.h"
#include "core/base/strict_json.h"
#include "core/inspector/token_templates.h"

#include <QJsonDocument>

namespace tessera::cli {
namespace {

constexpr int kLongestLife = 50 * 366 * 86'400;

auto wrong(QStringView code, const QString& detail)
{
    return failure(ErrorKind::Configuration, code, detail);
}

/// A number, true, false, null, a list, an object or a string in quotes is taken as JSON; all else is a
/// string as it stands.
QJsonValue valueOf(const QString& text)
{
    const auto object = parseJsonObject("{\"v\":" + text.toUtf8() + '}');
    return object && object->size() == 1 ? object->value(u"v") : QJsonValue(text);
}

/// "--set NAME=VALUE" or "--header NAME=VALUE", each as often as one likes.
Result<QJsonObject> withMembers(QJsonObject object, const Context& context, const char* option)
{
    for (const QString& word : context.options->values(QString::fromLatin1(option))) {
        const qsizetype equals = word.indexOf(u'=');
        if (equals <= 0)
            return wrong(u"usage.set", QStringLiteral("--%1 takes NAME=VALUE, and was given \"%2\"")
                                           .arg(QLatin1String(option), word));
        object.insert(word.first(equals), valueOf(word.sliced(equals + 1)));
    }
    return object;
}

Result<const TestTokenTemplate*> templateOf(const Context& context)
{
    if (context.arguments.isEmpty())
        return nullptr;
    if (const auto* row = findTestTokenTemplate(context.arguments.first()))
        return row;
    QStringList names;
    for (const auto& row : testTokenTemplates())
        names.append(row.id);
    return wrong(u"usage.template", QStringLiteral("there is no template \"%1\"; there are %2")
                                        .arg(context.arguments.first(), names.join(QStringLiteral(", "))));
}

Result<QJsonObject> templateClaimsOf(const Context& context, const TestTokenTemplate& row)
{
    const auto now = timeOption(context);
    if (!now)
        return failure(now.error());
    if (context.isSet("life") && row.life.count() == 0)
        return wrong(u"usage.life", QStringLiteral("a %1 has no end of its own").arg(row.title));
    const auto life = numberOption(context, "life", static_cast<int>(row.life.count()), 1, kLongestLife);
    if (context.isSet("life") && !life)
        return failure(life.error());
    return templateClaims(row, *now, Seconds(*life));
}

/// The claims as text: those of --claims as they stand, or the template's; then --set.
Result<QByteArray> claimsOf(const Context& context, const TestTokenTemplate* row)
{
    QByteArray text;
    if (context.isSet("claims")) {
        if (context.isSet("life") || context.isSet("at"))
            return wrong(u"usage.life", QStringLiteral("--life and --at set the times of a template; "
                                                       "with --claims they stand in the file"));
        const auto file = readInput(context.value("claims"), kMaxCreatedClaims);
        if (!file || !context.isSet("set"))
            return file;
        text = *file;
    } else if (row) {
        const auto claims = templateClaimsOf(context, *row);
        if (!claims)
            return failure(claims.error());
        text = QJsonDocument(*claims).toJson();
    } else if (context.isSet("set")) {
        text = "{}";
    } else {
        return wrong(u"usage.claims_missing", QStringLiteral("name a template, --claims or --set"));
    }
    const auto object = parseJsonObject(text);
    if (!object)
        return text; // createToken tells where it is wrong
    const auto changed = withMembers(*object, context, "set");
    return changed ? Result<QByteArray>(QJsonDocument(*changed).toJson()) : failure(changed.error());
}

Result<void> checkSources(const Context& context)
{
    if (context.isSet("key") && context.isSet("secret-file"))
        return wrong(u"usage.key_sources", QStringLiteral("--key, --secret-file"));
    if (context.isSet("key-out") && (context.isSet("key") || context.isSet("secret-file")))
        return wrong(u"usage.key_sources",
                     QStringLiteral("--key-out is for a key that is made now, and one was given"));
    if (context.isSet("encrypt-only") && !context.isSet("encrypt-to"))
        return wrong(u"usage.encrypt", QStringLiteral("--encrypt-only needs --encrypt-to"));
    if (context.isSet("encrypt-only") && (context.isSet("key") || context.isSet("secret-file") ||
                                          context.isSet("alg") || context.isSet("key-out")))
        return wrong(u"usage.encrypt", QStringLiteral("--encrypt-only signs nothing, so it takes no key"));
    if (!context.isSet("encrypt-to") && (context.isSet("enc") || context.isSet("encrypt-alg")))
        return wrong(u"usage.encrypt", QStringLiteral("--enc and --encrypt-alg need --encrypt-to"));
    int fromInput = 0;
    for (const char* option : {"claims", "key", "secret-file", "encrypt-to"})
        fromInput += context.value(option) == QLatin1String("-") ? 1 : 0;
    if (fromInput > 1)
        return wrong(u"usage.stdin_twice", {});
    return {};
}

Result<void> addKeys(TestTokenRequest& request, const Context& context)
{
    if (context.isSet("secret-file")) {
        const auto secret = readSecretFile(context.value("secret-file"));
        if (!secret)
            return failure(secret.error());
        request.keys = JwkSet({Key::fromSecret(*secret)});
    } else if (context.isSet("key")) {
        const auto keys = readKeyFile(context.value("key"));
        if (!keys)
            return failure(keys.error());
        request.keys = *keys;
    }
    if (context.isSet("encrypt-to")) {
        const auto keys = readKeyFile(context.value("encrypt-to"));
        if (!keys)
            return failure(keys.error());
        request.encryption.emplace();
        request.encryption->keys = *keys;
        request.encryption->algorithm = context.value("encrypt-alg");
        if (context.isSet("enc"))
            request.encryption->content = context.value("enc");
    }
    return {};
}

} // namespace

Result<TestTokenRequest> requestFromOptions(const Context& context)
{
    if (const auto checked = checkSources(context); !checked)
        return failure(checked.error());
    const auto row = templateOf(context);
    if (!row)
        return failure(row.error());
    TestTokenRequest request;
    const auto claims = claimsOf(context, *row);
    if (!claims)
        return failure(claims.error());
    request.claims = *claims;
    const QJsonObject typ{{QStringLiteral("typ"), QStringLiteral("JWT")}};
    const auto header = withMembers(*row ? (*row)->header : typ, context, "header");
    if (!header)
        return failure(header.error());
    request.header = *header;
    request.holdsItsKey = *row && (*row)->holdsItsKey;
    request.isSigned = !context.isSet("encrypt-only");
    request.algorithm = context.value("alg");
    if (const auto added = addKeys(request, context); !added)
        return failure(added.error());
    const bool generates = request.isSigned && !request.keys;
    if (generates && request.algorithm.isEmpty() && *row)
        request.algorithm = (*row)->algorithm;
    return request;
}

} // namespace tessera::cli
