#include "core/jose/jose_curves.h"

#include <QStringList>

#include <array>

namespace tessera {
namespace {

constexpr auto kEc = KeyType::Ec;
constexpr auto kOkp = KeyType::Okp;

constexpr std::array<JoseCurve, 8> kCurves{{
    {u"P-256", kEc, "prime256v1", 256, 32, true, true},
    {u"P-384", kEc, "secp384r1", 384, 48, true, true},
    {u"P-521", kEc, "secp521r1", 521, 66, true, true},
    {u"secp256k1", kEc, "secp256k1", 256, 32, true, false},
    {u"Ed25519", kOkp, "ED25519", 256, 32, true, false},
    {u"Ed448", kOkp, "ED448", 448, 57, true, false},
    {u"X25519", kOkp, "X25519", 256, 32, false, true},
    {u"X448", kOkp, "X448", 448, 56, false, true},
}};

} // namespace

const JoseCurve* findCurve(QStringView name)
{
    for (const JoseCurve& curve : kCurves) {
        if (curve.name == name)
            return &curve;
    }
    return nullptr;
}

QList<const JoseCurve*> joseCurves()
{
    QList<const JoseCurve*> all;
    for (const JoseCurve& curve : kCurves)
        all.append(&curve);
    return all;
}

QString curveNames(KeyType type)
{
    QStringList names;
    for (const JoseCurve& curve : kCurves) {
        if (curve.keyType == type)
            names.append(curve.name.toString());
    }
    const QString last = names.takeLast();
    return QStringLiteral("%1 and %2").arg(names.join(QLatin1String(", ")), last);
}

} // namespace tessera
