#include "core/jose/small_order_points.h"

#include <algorithm>
#include <span>

namespace tessera {
namespace {

// Little-endian, the sign bit cleared. In each table the last two are 0 and 1 written once more, as p and
// p + 1.

/// y of the points whose order divides 8.
constexpr const char* kEd25519[]{
    "0000000000000000000000000000000000000000000000000000000000000000",
    "0100000000000000000000000000000000000000000000000000000000000000",
    "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
    "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
    "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
};

/// u of the points whose order divides 8, on the curve and on its twist.
constexpr const char* kX25519[]{
    "0000000000000000000000000000000000000000000000000000000000000000",
    "0100000000000000000000000000000000000000000000000000000000000000",
    "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800",
    "5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157",
    "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
};

/// y (Ed448) and u (X448) of the points whose order divides 4 are the same numbers: 0, 1 and -1.
constexpr const char* kCurve448[]{
    "00000000000000000000000000000000000000000000000000000000"
    "00000000000000000000000000000000000000000000000000000000",
    "01000000000000000000000000000000000000000000000000000000"
    "00000000000000000000000000000000000000000000000000000000",
    "feffffffffffffffffffffffffffffffffffffffffffffffffffffff"
    "feffffffffffffffffffffffffffffffffffffffffffffffffffffff",
    "ffffffffffffffffffffffffffffffffffffffffffffffffffffffff"
    "feffffffffffffffffffffffffffffffffffffffffffffffffffffff",
    "00000000000000000000000000000000000000000000000000000000"
    "ffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
};

bool isAmong(std::span<const char* const> points, QByteArrayView number)
{
    const QByteArray hex = number.toByteArray().toHex();
    return std::any_of(points.begin(), points.end(),
                       [&](const char* point) { return hex == QByteArrayView(point); });
}

/// Ed448 writes 57 bytes, the last for nothing but the sign; the others keep a sign or nothing in their top
/// bit.
bool hasSmallOrder(const JoseCurve& curve, QByteArrayView point)
{
    if (curve.name == u"Ed448")
        return (point.back() & 0x7F) == 0 && isAmong(kCurve448, point.chopped(1));
    if (curve.name == u"X448")
        return isAmong(kCurve448, point);
    QByteArray number = point.toByteArray();
    number.back() = static_cast<char>(number.back() & 0x7F);
    return curve.name == u"Ed25519" ? isAmong(kEd25519, number) : isAmong(kX25519, number);
}

} // namespace

Result<void> checkOkpPoint(const JoseCurve& curve, QByteArrayView point)
{
    if (point.size() != curve.bytes || hasSmallOrder(curve, point))
        return failure(ErrorKind::Untrusted, u"key.weak",
                       QStringLiteral("an %1 point of small order").arg(curve.name));
    return {};
}

} // namespace tessera
