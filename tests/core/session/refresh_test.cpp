// One renewal against a provider: what is accepted, what is refused (OIDC Core 12.2, A226–A228).
#include "core/session/refresh.h"
#include "tests/core/session/session_world.h"
#include "tests/support/test_program.h"

#include <QTest>

using namespace tessera;
using namespace tessera::test;

namespace {

/// Seconds from the clock's present.
QJsonObject times(qint64 issued, qint64 expires)
{
    const qint64 now = toUnixSeconds(ManualClock().now());
    return {{QStringLiteral("iat"), now + issued}, {QStringLiteral("exp"), now + expires}};
}

QJsonObject claims(const QString& name, const QJsonValue& value)
{
    return {{name, value}};
}

} // namespace

class RefreshTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void idTokens_data()
    {
        QTest::addColumn<QJsonObject>("change");
        QTest::addColumn<QString>("code");
        QTest::addColumn<bool>("isUsed");
        const auto row = [](const char* name, const QJsonObject& change, const char* code, bool isUsed) {
            QTest::newRow(name) << change << QString::fromLatin1(code) << isUsed;
        };
        row("same person", {}, "", true);
        row("A227 another sub", claims(QStringLiteral("sub"), QStringLiteral("mallory")),
            "id_token.sub_changed", false);
        row("A227 another iss", claims(QStringLiteral("iss"), QStringLiteral("https://evil.example")),
            "id_token.iss_mismatch", false);
        row("A227 another aud", claims(QStringLiteral("aud"), QStringLiteral("other")),
            "id_token.aud_mismatch", false);
        // The renewal itself is good; by now the old refresh token may be dead.
        row("expired: not used", times(-600, -300), "", false);
        row("from the future: not used", times(3600, 7200), "", false);
    }
    void idTokens()
    {
        QFETCH(QJsonObject, change);
        QFETCH(QString, code);
        QFETCH(bool, isUsed);
        SessionWorld world;
        world.provider.script = {[&](const FormFields&) {
            return world.provider.tokens({{QStringLiteral("id_token"), world.provider.idToken(change)},
                                          {QStringLiteral("refresh_token"), QStringLiteral("next")}});
        }};
        const auto grant = world.provider.grant(QStringLiteral("alice"), "r");
        const auto refreshed = await(refresh(world.environment(), grant, {}));
        QCOMPARE(refreshed ? QString() : refreshed.error().code, code);
        if (!refreshed)
            return;
        QCOMPARE(refreshed->idToken.has_value(), isUsed);
        QCOMPARE(refreshed->response.idToken.isEmpty(), !isUsed);
        QVERIFY(!refreshed->checks.isEmpty());
        QVERIFY(refreshed->response.refreshToken.equals("next"));
    }

    void withoutIdToken()
    {
        SessionWorld world;
        world.provider.script = {[&](const FormFields&) { return world.provider.tokens({}); }};
        const auto refreshed =
            await(refresh(world.environment(), world.provider.grant(QStringLiteral("alice"), "r"), {}));
        QVERIFY(refreshed);
        QVERIFY(refreshed->response.refreshToken.isEmpty());
        QVERIFY(refreshed->checks.isEmpty());
        QCOMPARE(world.provider.paths(), QStringList{QStringLiteral("/token")});
    }

    /// The refresh token arrives as it was given, whatever characters it has.
    void tokenArrivesWhole()
    {
        SessionWorld world;
        const QByteArray odd = "r+1%2F/= &x~\"";
        QVERIFY(await(refresh(world.environment(), world.provider.grant(QStringLiteral("alice"), odd), {})));
        QCOMPARE(world.provider.refreshTokens(), QByteArrayList{odd});
    }

    void stopped()
    {
        SessionWorld world;
        std::stop_source stop;
        stop.request_stop();
        const auto refreshed = await(refresh(
            world.environment(), world.provider.grant(QStringLiteral("alice"), "r"), stop.get_token()));
        QCOMPARE(refreshed.error().kind, ErrorKind::Cancelled);
    }
};

TESSERA_TEST(RefreshTest)
#include "refresh_test.moc"
