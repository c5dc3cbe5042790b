// What is asked for: fresh values, unique names, ours never replaced (N015, N021, N101).
#include "core/oauth/authorization_request.h"

#include "core/oauth/parameters.h"
#include "tests/core/oauth/oauth_test_support.h"
#include "tests/support/test_program.h"

#include <QSet>
#include <QTest>

#include <algorithm>

namespace tessera::test {
namespace {

QStringList valuesOf(const FormFields& fields, QStringView name)
{
    QStringList values;
    for (const FormField& field : fields)
        if (field.name == name)
            values += field.value;
    return values;
}

AuthorizationRequest requestFor(const QStringList& scope, const FormFields& extra = {})
{
    ClientRegistration client = exampleClient();
    client.scope = scope;
    return makeAuthorizationRequest(exampleMetadata(), client,
                                    QUrl(QStringLiteral("http://127.0.0.1:49731/callback/4f")),
                                    fromUnixSeconds(1767323045), extra);
}

} // namespace

class AuthorizationRequestTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyParameterIsThereOnce()
    {
        auto request = requestFor({QStringLiteral("openid"), QStringLiteral("email")});
        request.maxAge = Seconds(300);
        const auto fields = authorizationParameters(request);
        QCOMPARE(valuesOf(fields, param::kResponseType), QStringList{QStringLiteral("code")});
        QCOMPARE(valuesOf(fields, param::kClientId), QStringList{QStringLiteral("desktop")});
        QCOMPARE(valuesOf(fields, param::kRedirectUri),
                 QStringList{QStringLiteral("http://127.0.0.1:49731/callback/4f")});
        QCOMPARE(valuesOf(fields, param::kScope), QStringList{QStringLiteral("openid email")});
        QCOMPARE(valuesOf(fields, param::kCodeChallengeMethod), QStringList{QStringLiteral("S256")}); // N021
        QCOMPARE(valuesOf(fields, param::kCodeChallenge),
                 QStringList{QString::fromLatin1(s256Challenge(request.pkce.verifier.reveal()))});
        QCOMPARE(valuesOf(fields, param::kState), QStringList{QString::fromLatin1(request.state)});
        QCOMPARE(valuesOf(fields, param::kNonce), QStringList{QString::fromLatin1(request.nonce)});
        QCOMPARE(valuesOf(fields, param::kMaxAge), QStringList{QStringLiteral("300")});
        QVERIFY(valuesOf(fields, param::kCodeVerifier).isEmpty()); // N023
    }

    void valuesAreFresh() // N015
    {
        QSet<QByteArray> seen;
        for (int i = 0; i < 1000; ++i) {
            const auto request = requestFor({QStringLiteral("openid")});
            QCOMPARE(request.state.size(), 43);
            QCOMPARE(request.nonce.size(), 43);
            seen << request.state << request.nonce << request.pkce.challenge;
        }
        QCOMPARE(seen.size(), 3000);
    }

    void snapshotOfTheMetadata()
    {
        auto metadata = exampleMetadata();
        metadata.authorizationResponseIssParameterSupported = true;
        const auto request = makeAuthorizationRequest(metadata, exampleClient(), QUrl(), fromUnixSeconds(7));
        QCOMPARE(request.issuer, metadata.issuer);
        QVERIFY(request.issRequired);
        QCOMPARE(request.startedAt, fromUnixSeconds(7));
    }

    void nonceOnlyWithOpenId()
    {
        const auto request = requestFor({QStringLiteral("repo")});
        QVERIFY(request.nonce.isEmpty());
        QVERIFY(valuesOf(authorizationParameters(request), param::kNonce).isEmpty());
    }

    void scopeHasNoRepetition()
    {
        const auto request =
            requestFor({QStringLiteral("a"), QString(), QStringLiteral("b"), QStringLiteral("a")});
        QCOMPARE(request.scope, (QStringList{QStringLiteral("a"), QStringLiteral("b")}));
        QVERIFY(valuesOf(authorizationParameters(requestFor({})), param::kScope).isEmpty());
    }

    void prompt_data() // N101
    {
        QTest::addColumn<QString>("scope");
        QTest::addColumn<QString>("asked");
        QTest::addColumn<QString>("sent");
        QTest::newRow("N101 offline_access")
            << QStringLiteral("openid offline_access") << QString() << QStringLiteral("consent");
        QTest::newRow("no offline_access") << QStringLiteral("openid") << QString() << QString();
        QTest::newRow("joined") << QStringLiteral("offline_access") << QStringLiteral("select_account")
                                << QStringLiteral("select_account consent");
        QTest::newRow("already there") << QStringLiteral("offline_access") << QStringLiteral("login consent")
                                       << QStringLiteral("login consent");
        QTest::newRow("none stands alone")
            << QStringLiteral("offline_access") << QStringLiteral("none") << QStringLiteral("none");
    }

    void prompt()
    {
        QFETCH(QString, scope);
        QFETCH(QString, asked);
        QFETCH(QString, sent);
        FormFields extra;
        if (!asked.isEmpty())
            extra += {param::kPrompt.toString(), asked};
        const auto fields = authorizationParameters(requestFor(scope.split(u' '), extra));
        QCOMPARE(valuesOf(fields, param::kPrompt).join(u'|'), sent);
    }

    void extrasNeverReplaceOurs()
    {
        const auto request =
            requestFor({QStringLiteral("openid")},
                       {{QStringLiteral("state"), QStringLiteral("evil")},
                        {QStringLiteral("redirect_uri"), QStringLiteral("https://evil.example")},
                        {QStringLiteral("login_hint"), QStringLiteral("alice")},
                        {QStringLiteral("login_hint"), QStringLiteral("bob")}});
        const auto fields = authorizationParameters(request);
        QCOMPARE(valuesOf(fields, param::kState), QStringList{QString::fromLatin1(request.state)});
        QCOMPARE(valuesOf(fields, param::kRedirectUri).size(), 1);
        QCOMPARE(valuesOf(fields, param::kLoginHint), QStringList{QStringLiteral("alice")});
    }

    void sentInOrderOfTheirNames()
    {
        const auto fields = authorizationParameters(requestFor({QStringLiteral("openid")}));
        QVERIFY(std::is_sorted(fields.begin(), fields.end(),
                               [](const auto& a, const auto& b) { return a.name < b.name; }));
    }
};

} // namespace tessera::test

TESSERA_TEST(tessera::test::AuthorizationRequestTest)
#include "authorization_request_test.moc"
