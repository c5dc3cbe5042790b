// What stands in the way of a sign-in that succeeded, decided on values alone.
#include "core/session/sign_in_objection.h"

#include "tests/support/await.h"
#include "tests/support/test_program.h"

#include <QTest>

using namespace tessera;
using namespace tessera::test;

namespace {

const QString kLong = QStringLiteral("https://op.example/auth/userinfo.email");

SignedIn signedInWith(const QStringList& granted)
{
    SignedIn signedIn;
    signedIn.identity.subject = QStringLiteral("248289761001");
    signedIn.tokens.scopeRequested = {QStringLiteral("openid"), QStringLiteral("email")};
    signedIn.tokens.scopeGranted = granted;
    return signedIn;
}

EntryPtr accountWith(const QStringList& granted)
{
    const auto entry = std::make_shared<AccountEntry>();
    entry->session.account.scopeGranted = granted;
    return entry;
}

QString codeOf(const std::optional<Error>& error)
{
    return error ? error->code : QString();
}

} // namespace

class SignInObjectionTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void nobodyToReplace()
    {
        QVERIFY(!await(objectionTo({}, signedInWith({}), QStringLiteral("id"), nullptr)));
    }

    void anotherPerson() // N102
    {
        SignInRequest request;
        request.forAccount = QStringLiteral("id");
        const SignedIn signedIn = signedInWith({QStringLiteral("openid")});
        QVERIFY(!await(objectionTo(request, signedIn, QStringLiteral("id"), nullptr)));
        const auto objection = await(objectionTo(request, signedIn, QStringLiteral("other"), nullptr));
        QCOMPARE(codeOf(objection), QStringLiteral("sign_in.other_person"));
        QCOMPARE(objection->detail, QStringLiteral("248289761001"));
        QCOMPARE(objection->kind, ErrorKind::Untrusted);
    }

    void fewerScopesAreAskedAbout()
    {
        const EntryPtr present = accountWith({QStringLiteral("openid"), QStringLiteral("email")});
        const SignedIn fewer = signedInWith({QStringLiteral("openid")});
        SignInRequest request;
        QCOMPARE(codeOf(await(objectionTo(request, fewer, QStringLiteral("id"), present))),
                 QStringLiteral("sign_in.scope_narrowed")); // nobody there to ask
        for (const bool answer : {false, true}) {
            QStringList lost;
            request.acceptNarrowing = [&lost, answer](ScopeLedger ledger) {
                lost = ledger.lost();
                return [](bool said) -> QCoro::Task<bool> { co_return said; }(answer);
            };
            const auto objection = await(objectionTo(request, fewer, QStringLiteral("id"), present));
            QCOMPARE(codeOf(objection), answer ? QString() : QStringLiteral("sign_in.scope_narrowed"));
            QCOMPARE(lost, QStringList{QStringLiteral("email")});
        }
    }

    /// What the account was granted under a longer name is the same scope; what no alias names is not.
    void anotherNameIsNoLoss()
    {
        SignedIn signedIn = signedInWith({QStringLiteral("openid"), QStringLiteral("email")});
        const EntryPtr present = accountWith({QStringLiteral("openid"), kLong});
        QCOMPARE(codeOf(await(objectionTo({}, signedIn, QStringLiteral("id"), present))),
                 QStringLiteral("sign_in.scope_narrowed"));
        signedIn.registration.traits.scopeAliases = {{kLong, QStringLiteral("email")}};
        QVERIFY(!await(objectionTo({}, signedIn, QStringLiteral("id"), present)));
        signedIn.tokens.scopeGranted = {QStringLiteral("openid")};
        QCOMPARE(codeOf(await(objectionTo({}, signedIn, QStringLiteral("id"), present))),
                 QStringLiteral("sign_in.scope_narrowed"));
    }
};

TESSERA_TEST(SignInObjectionTest)
#include "sign_in_objection_test.moc"
