// Points under which everybody can sign or knows what is agreed on (A152), held against OpenSSL.
#include "core/jose/small_order_points.h"

#include "tests/core/jose/jose_test_support.h"
#include "tests/support/test_program.h"

namespace tessera::test {
namespace {

/// Does OpenSSL agree on a secret with the owner of `point`? It refuses where the secret would be zero.
bool agreesWith(const JoseCurve& curve, const QByteArray& point)
{
    const ErrorQueueGuard guard;
    const Key own = Key::generateOkp(curve.name);
    const PkeyHandle peer(EVP_PKEY_new_raw_public_key_ex(nullptr, curve.openSslName, nullptr, octets(point),
                                                         static_cast<size_t>(point.size())));
    const PkeyContextHandle context(EVP_PKEY_CTX_new_from_pkey(nullptr, own.handle(), nullptr));
    QByteArray secret(56, '\0');
    size_t length = static_cast<size_t>(secret.size());
    return EVP_PKEY_derive_init(context.get()) == 1 &&
           EVP_PKEY_derive_set_peer(context.get(), peer.get()) == 1 &&
           EVP_PKEY_derive(context.get(), octets(secret), &length) == 1;
}

} // namespace

class SmallOrderPointsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void smallOrder_data()
    {
        QTest::addColumn<QString>("curve");
        QTest::addColumn<QByteArray>("point");
        const auto row = [](const char* curve, const char* name, const QByteArray& point) {
            QTest::newRow(
                qPrintable(QStringLiteral("A152 %1 %2").arg(QLatin1String(curve), QLatin1String(name))))
                << QString::fromLatin1(curve) << point;
        };
        const auto zeros = [](int count) { return QByteArray(count, '\0'); };
        const auto ones = [](int count) { return QByteArray(count, '\xFF'); };
        for (const char* curve : {"Ed25519", "X25519"}) {
            row(curve, "0", zeros(32));
            row(curve, "1", '\x01' + zeros(31));
            row(curve, "-1", '\xEC' + ones(30) + '\x7F');
            row(curve, "p", '\xED' + ones(30) + '\x7F');
            row(curve, "p + 1", '\xEE' + ones(30) + '\x7F');
        }
        const auto hex = [](const char* text) { return QByteArray::fromHex(text); };
        row("Ed25519", "order 8", hex("26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05"));
        row("Ed25519", "order 8, negative",
            hex("c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a"));
        row("X25519", "order 8", hex("e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800"));
        row("X25519", "order 8, the other",
            hex("5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157"));
        for (const char* curve : {"Ed448", "X448"}) {
            const QByteArray end = QByteArrayView(curve) == "Ed448" ? zeros(1) : QByteArray();
            row(curve, "0", zeros(56) + end);
            row(curve, "1", '\x01' + zeros(55) + end);
            row(curve, "-1", '\xFE' + ones(27) + '\xFE' + ones(27) + end);
            row(curve, "p", ones(28) + '\xFE' + ones(27) + end);
            row(curve, "p + 1", zeros(28) + ones(28) + end);
        }
    }

    void smallOrder()
    {
        QFETCH(QString, curve);
        QFETCH(QByteArray, point);
        const JoseCurve& row = *findCurve(curve);
        QCOMPARE(point.size(), row.bytes);
        QCOMPARE(codeOf(checkOkpPoint(row, point)), QStringLiteral("key.weak"));
        if (row.canAgree)
            QVERIFY(!agreesWith(row, point));
        if (curve != u"X448") { // which has no bit to spare
            QByteArray otherSign = point;
            otherSign.back() = static_cast<char>(otherSign.back() | '\x80');
            QCOMPARE(codeOf(checkOkpPoint(row, otherSign)), QStringLiteral("key.weak"));
        }
        point[16] = static_cast<char>(point[16] ^ 2);
        QCOMPARE(codeOf(checkOkpPoint(row, point)), QStringLiteral("ok"));
    }

    void length()
    {
        for (const QStringView curve : {u"Ed25519", u"Ed448", u"X25519", u"X448"}) {
            const JoseCurve& row = *findCurve(curve);
            QCOMPARE(codeOf(checkOkpPoint(row, QByteArray(row.bytes - 1, 'x'))), QStringLiteral("key.weak"));
            QCOMPARE(codeOf(checkOkpPoint(row, {})), QStringLiteral("key.weak"));
            QCOMPARE(codeOf(checkOkpPoint(row, QByteArray(row.bytes, 'x'))), QStringLiteral("ok"));
        }
    }

    void honestPointsAgree()
    {
        for (const QStringView curve : {u"X25519", u"X448"}) {
            const JoseCurve& row = *findCurve(curve);
            QVERIFY(agreesWith(row, decode(Key::generateOkp(curve).publicJwk().value(u"x"))));
        }
    }
};

} // namespace tessera::test

TESSERA_TEST(tessera::test::SmallOrderPointsTest)
#include "small_order_points_test.moc"
