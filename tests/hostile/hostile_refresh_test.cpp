// A provider that lies when a refresh token is redeemed (OIDC Core 12.2; oidcc-client-test-refresh-token-…).
// The account keeps the tokens it had, the keychain what was in it, and one refused answer is one request.
#include "core/session/session_store.h"
#include "tests/hostile/hostile_world.h"
#include "tests/support/test_program.h"

#include <QJsonArray>
#include <QTest>

Q_DECLARE_METATYPE(tessera::test::HostileCase)

namespace tessera::test {
namespace {

using Spoil = std::function<void(IdTokenDraft&)>;

void addRow(const char* name, const char* code, const Fault& fault)
{
    QTest::newRow(name) << HostileCase{name, QString::fromLatin1(code), Reach::Token, fault};
}

void token(const char* name, const char* code, const Spoil& spoil)
{
    Fault fault;
    fault.refreshedIdToken = spoil;
    addRow(name, code, fault);
}

void claim(const char* name, const char* code, const char* claimName, const QJsonValue& value)
{
    token(name, code, [claimName, value](IdTokenDraft& draft) {
        draft.claims.insert(QString::fromLatin1(claimName), value);
    });
}

void member(const char* name, const char* code, const char* memberName, const QJsonValue& value)
{
    Fault fault;
    fault.refreshedMembers = [memberName, value](QJsonObject& body) {
        if (value.isUndefined())
            body.remove(QString::fromLatin1(memberName));
        else
            body.insert(QString::fromLatin1(memberName), value);
    };
    addRow(name, code, fault);
}

void whole(const char* name, const char* code, const LoopbackResponse& answer)
{
    Fault fault;
    fault.refreshed = [answer](const LoopbackResponse&) { return answer; };
    addRow(name, code, fault);
}

} // namespace

class HostileRefreshTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void idTokens_data()
    {
        QTest::addColumn<HostileCase>("row");
        token("oidcc-client-test-refresh-token", "", {});
        claim("oidcc-client-test-refresh-token-invalid-issuer", "id_token.iss_mismatch", "iss",
              QStringLiteral("https://elsewhere.example"));
        claim("oidcc-client-test-refresh-token-invalid-sub", "id_token.sub_changed", "sub",
              QStringLiteral("mallory"));
        claim("other aud", "id_token.aud_mismatch", "aud", QStringLiteral("another-client"));
        claim("aud with a stranger", "id_token.aud_untrusted", "aud",
              QJsonArray{HostileIdentityProvider::clientId(), QStringLiteral("another-client")});
        claim("azp that was not there", "id_token.azp_mismatch", "azp", HostileIdentityProvider::clientId());
        claim("a nonce: nothing to compare it with", "", "nonce", QStringLiteral("x"));
        claim("at_hash of another access token", "id_token.at_hash_mismatch", "at_hash",
              QStringLiteral("AAAAAAAAAAAAAAAAAAAAAA"));
        token("signed by somebody else", "id_token.signature",
              [](IdTokenDraft& draft) { draft.key = IssuerKeys::shared().stranger; });
        token("A121 none", "id_token.alg_not_allowed", [](IdTokenDraft& draft) {
            draft.edit = [](const QByteArray& compact) {
                return "eyJhbGciOiJub25lIn0." + compact.split('.')[1] + '.';
            };
        });
        token("A190 at+jwt", "id_token.typ",
              [](IdTokenDraft& draft) { draft.header.insert(u"typ", QStringLiteral("at+jwt")); });
    }
    void idTokens() { judge(); }

    void answers_data()
    {
        QTest::addColumn<HostileCase>("row");
        member("fapi2-security-profile-final-client-test-refresh-token-test: no ID token", "", "id_token",
               QJsonValue::Undefined);
        member("A226 no new refresh token", "", "refresh_token", QJsonValue::Undefined);
        member("A099 token_type missing", "token_response.token_type", "token_type", QJsonValue::Undefined);
        member("A100 mac", "token_response.token_type", "token_type", QStringLiteral("mac"));
        member("A101 line break", "token_response.access_token", "access_token", QStringLiteral("a\r\nX: y"));
        member("A107 ID token is a number", "token_response.member", "id_token", 7);
        whole("A095 HTML", "http.content_type", reply(200, "text/html", "<html></html>"));
        whole("A098 201", "token_response.status", reply(201, "application/json", "{}"));
        whole("A109 1 MiB and one", "net.too_large",
              reply(200, "application/json", QByteArray(1024 * 1024 + 1, ' ')));
        whole("A112 307", "net.redirect", reply(307, "text/plain", {}, {{"Location", "/token"}}));
        whole("A113 invalid_client", "invalid_client",
              jsonReply({{QStringLiteral("error"), QStringLiteral("invalid_client")}}, 401));
        whole("A114 503", "http.status", reply(503, "text/plain", "no", {{"Retry-After", "1000000000"}}));
    }
    void answers() { judge(); }

    void renewedTokenOfSomebodyElseIsNotShown()
    {
        HostileWorld world({"", {}, Reach::Token, {}});
        const Result<SignInOutcome> signedIn = world.signIn();
        QVERIFY(signedIn);
        Fault fault;
        fault.refreshedIdToken = [](IdTokenDraft& draft) {
            draft.claims.insert(u"sub", QStringLiteral("mallory"));
            draft.claims.remove(u"at_hash");
        };
        fault.refreshedMembers = [](QJsonObject& body) {
            body.insert(u"access_token", QStringLiteral("canary-of-mallory"));
        };
        world.provider.setFault(fault);
        world.clock->advance(std::chrono::hours(2));
        const auto tokens = await(world.manager->freshTokens(signedIn->accountId, Seconds(0)));
        QVERIFY(!tokens);
        QCOMPARE(tokens.error().code, QStringLiteral("id_token.sub_changed"));
        QCOMPARE(world.manager->session(signedIn->accountId)->account.subject, QStringLiteral("alice"));
    }

private:
    static void judge()
    {
        QFETCH(HostileCase, row);
        HostileWorld world({"", {}, Reach::Token, {}});
        const Result<SignInOutcome> signedIn = world.signIn();
        QVERIFY2(signedIn, signedIn ? "" : qPrintable(signedIn.error().code));
        const Session before = *world.manager->session(signedIn->accountId);
        const auto stored = parseGrant(world.store->entries->value(keychainKey(signedIn->accountId)));
        QVERIFY(stored && !stored->refreshToken.isEmpty());
        world.provider.setFault(row.fault);
        world.clock->advance(std::chrono::minutes(1));
        const auto renewed = await(world.manager->renewNow(signedIn->accountId));
        QCOMPARE(renewed ? QString() : renewed.error().code, row.code);
        QCOMPARE(world.provider.count(QStringLiteral("token")), 2);
        const Session after = *world.manager->session(signedIn->accountId);
        QVERIFY(after.account == before.account);
        // Nothing new came, or nothing of it is kept.
        const auto kept = parseGrant(world.store->entries->value(keychainKey(signedIn->accountId)));
        QVERIFY(kept && kept->refreshToken == stored->refreshToken);
        QCOMPARE(after.tokens->obtainedAt == before.tokens->obtainedAt, !row.code.isEmpty());
        QVERIFY(after.hasRefreshToken);
        QCOMPARE(world.provider.oddities(), QStringList());
    }
};

} // namespace tessera::test

TESSERA_TEST(tessera::test::HostileRefreshTest)
#include "hostile_refresh_test.moc"
