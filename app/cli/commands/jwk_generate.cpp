#include "app/cli/commands/jwk_generate.h"

#include <algorithm>
#include <array>

namespace tessera::cli {
namespace {

constexpr int kMostBits = 65'536;

struct TypeName
{
    KeyType type;
    QStringView name;
};
constexpr std::array kTypes{TypeName{KeyType::Rsa, u"RSA"}, TypeName{KeyType::Ec, u"EC"},
                            TypeName{KeyType::Okp, u"OKP"}, TypeName{KeyType::Oct, u"oct"}};

auto wrong(QStringView code, const QString& detail)
{
    return failure(ErrorKind::Configuration, code, detail);
}

Result<std::optional<KeyType>> typeOption(const Context& context)
{
    if (!context.isSet("type"))
        return std::optional<KeyType>();
    const QString name = context.value("type");
    const auto it =
        std::find_if(kTypes.begin(), kTypes.end(), [&](const TypeName& row) { return row.name == name; });
    if (it == kTypes.end())
        return wrong(u"usage.key_type", QStringLiteral("--type is RSA, EC, OKP or oct"));
    return std::optional(it->type);
}

Result<const JoseAlgorithm*> algorithmOption(const Context& context)
{
    if (!context.isSet("alg"))
        return nullptr;
    const JoseAlgorithm* row = findJoseAlgorithm(context.value("alg"));
    if (!row)
        return wrong(u"create.algorithm_unknown", context.value("alg"));
    if (row->standing == Standing::Refused)
        return wrong(u"create.algorithm_refused",
                     QStringLiteral("%1: %2 (%3)").arg(row->name, row->description, row->reference));
    return row;
}

/// What the curve says goes before what the algorithm would take first.
KeyType typeFor(const std::optional<KeyType>& asked, const JoseAlgorithm* algorithm, const QString& curve)
{
    if (asked)
        return *asked;
    if (const JoseCurve* found = findCurve(curve))
        return found->keyType;
    return algorithm ? algorithm->keyType : KeyType::Ec;
}

QString curveFor(KeyType type, const JoseAlgorithm* algorithm)
{
    if (type != KeyType::Ec && type != KeyType::Okp)
        return {};
    if (algorithm)
        for (const QStringView curve : algorithm->curves)
            if (findCurve(curve)->keyType == type)
                return curve.toString();
    return type == KeyType::Ec ? QStringLiteral("P-256") : QStringLiteral("Ed25519");
}

int bitsFor(KeyType type, const JoseAlgorithm* algorithm)
{
    if (type == KeyType::Rsa)
        return 2048;
    if (type != KeyType::Oct)
        return 0;
    const qsizetype bytes = algorithm ? std::max(algorithm->minSecretBytes, algorithm->keyBytes) : 0;
    return bytes > 0 ? static_cast<int>(bytes) * 8 : 256;
}

QString useFor(const Context& context, const JoseAlgorithm* algorithm)
{
    if (context.isSet("use"))
        return context.value("use");
    if (!algorithm)
        return {};
    return algorithm->use == JoseUse::Signature ? QStringLiteral("sig") : QStringLiteral("enc");
}

Key labelled(Key key, const Context& context, const JoseAlgorithm* algorithm)
{
    if (algorithm)
        key = key.withAlg(algorithm->name.toString());
    if (const QString use = useFor(context, algorithm); !use.isEmpty())
        key = key.withUse(use);
    const QString kid = context.value("kid");
    if (kid == QLatin1String("thumbprint"))
        return key.withKid(key.thumbprint());
    return kid.isEmpty() ? key : key.withKid(kid);
}

} // namespace

Result<Key> keyFromOptions(const Context& context)
{
    const auto asked = typeOption(context);
    if (!asked)
        return failure(asked.error());
    const auto algorithm = algorithmOption(context);
    if (!algorithm)
        return failure(algorithm.error());
    const QString use = context.value("use");
    if (!use.isEmpty() && use != QLatin1String("sig") && use != QLatin1String("enc"))
        return wrong(u"usage.key_use", QStringLiteral("--use is sig or enc"));
    const KeyType type = typeFor(*asked, *algorithm, context.value("curve"));
    const QString curve = context.isSet("curve") ? context.value("curve") : curveFor(type, *algorithm);
    if (*algorithm && !(*algorithm)->takes(type, curve))
        return wrong(u"key.wrong_type",
                     QStringLiteral("%1 needs another kind of key or curve").arg((*algorithm)->name));
    const auto bits = numberOption(context, "bits", bitsFor(type, *algorithm), 1, kMostBits);
    if (!bits)
        return failure(bits.error());
    const auto key = Key::generate(type, curve, *bits);
    return key ? Result<Key>(labelled(*key, context, *algorithm)) : key;
}

} // namespace tessera::cli
