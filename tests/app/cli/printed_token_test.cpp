// A token on standard output, in each of its forms.
#include "app/cli/commands/printed_token.h"

#include "app/cli/commands/commands.h"
#include "tests/app/cli/captured.h"
#include "tests/support/test_program.h"

#include <QJsonDocument>
#include <QTest>

using namespace tessera;
using namespace tessera::cli;
using namespace tessera::test;

namespace {

struct Printed
{
    QByteArray out;
    QByteArray error;
};

Printed print(const TokenResponse& tokens, bool json, bool header, const QJsonObject& more = {})
{
    Context context;
    context.options->addOptions(tokenCommand().options);
    QStringList words{QStringLiteral("tessera")};
    if (header)
        words << QStringLiteral("--header");
    if (!context.options->parse(words))
        qFatal("options");
    context.terminal = Terminal({.json = json, .quiet = false, .verbose = false});
    Captured out(stdout);
    Captured complaint(stderr);
    printToken(context, tokens, more);
    const QByteArray error = complaint.text();
    return {out.text(), error};
}

TokenResponse token(TokenType type = TokenType::Bearer)
{
    TokenResponse tokens;
    tokens.accessToken = SecretString::fromUtf8("made-up-token");
    tokens.tokenType = type;
    return tokens;
}

} // namespace

class PrintedTokenTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void alone()
    {
        const Printed printed = print(token(), false, false);
        QCOMPARE(printed.out, QByteArray("made-up-token\n"));
        QVERIFY(printed.error.isEmpty());
    }

    void asAHeader()
    {
        QCOMPARE(print(token(), false, true).out, QByteArray("Authorization: Bearer made-up-token\n"));
        const Printed bound = print(token(TokenType::Dpop), false, true);
        QCOMPARE(bound.out, QByteArray("Authorization: DPoP made-up-token\n"));
        QVERIFY(bound.error.contains("bound to a key"));
        QVERIFY(!bound.error.contains("made-up-token"));
    }

    void asJson()
    {
        TokenResponse tokens = token();
        tokens.scope = QStringList{QStringLiteral("a"), QStringLiteral("b")};
        tokens.expiresAt = fromUnixSeconds(1800000000);
        const Printed printed =
            print(tokens, true, false, {{QStringLiteral("account"), QStringLiteral("x")}});
        const QJsonObject object = QJsonDocument::fromJson(printed.out).object();
        QCOMPARE(object,
                 (QJsonObject{{QStringLiteral("account"), QStringLiteral("x")},
                              {QStringLiteral("access_token"), QStringLiteral("made-up-token")},
                              {QStringLiteral("token_type"), QStringLiteral("Bearer")},
                              {QStringLiteral("scope"), QStringLiteral("a b")},
                              {QStringLiteral("expires_at"), QStringLiteral("2027-01-15T08:00:00Z")}}));
        QVERIFY(printed.error.isEmpty());
        const auto typeOf = [](const Printed& one) {
            return QJsonDocument::fromJson(one.out).object().value(u"token_type").toString();
        };
        QCOMPARE(typeOf(print(token(TokenType::Dpop), true, false)), QStringLiteral("DPoP"));
        QCOMPARE(typeOf(print(token(), true, false, {{QStringLiteral("token_type"), QStringLiteral("N_A")}})),
                 QStringLiteral("N_A"));
    }
};

TESSERA_TEST(PrintedTokenTest)
#include "printed_token_test.moc"
