// What the rows say about an account's provider, in the place it is for.
#include "ui/text/provider_text.h"

#include "tests/support/test_program.h"

#include <QTest>

using namespace tessera;

namespace {

Account accountAt(const char* provider, const QString& issuer = {})
{
    Account account;
    account.provider = QString::fromLatin1(provider);
    const Provider* row = ProviderCatalogue::builtIn().find(account.provider);
    account.issuer = issuer.isEmpty() && row ? row->issuer : issuer;
    account.clientId = QStringLiteral("client/1");
    return account;
}

ProviderNotes notesOf(const Account& account)
{
    return providerNotes(ProviderCatalogue::builtIn(), account);
}

} // namespace

class ProviderTextTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void google()
    {
        const ProviderNotes notes = notesOf(accountAt("google"));
        QCOMPARE(notes.name, QStringLiteral("Google"));
        QVERIFY(notes.lifetime.contains(QStringLiteral("7 days")));
        QVERIFY(notes.renewal.contains(QStringLiteral("first consent")));
        QVERIFY(notes.signOut.isEmpty());
        QCOMPARE(reviewLinkText(notes.reviewUrl), QStringLiteral("Review access at myaccount.google.com"));
    }

    void theReviewPageIsTheOneOfThisClientAndHost()
    {
        QCOMPARE(notesOf(accountAt("github")).reviewUrl.toString(QUrl::FullyEncoded),
                 QStringLiteral("https://github.com/settings/connections/applications/client%2F1"));
        QCOMPARE(notesOf(accountAt("github", QStringLiteral("https://git.acme.example/login/oauth")))
                     .reviewUrl.host(),
                 QStringLiteral("git.acme.example"));
        QVERIFY(notesOf(accountAt("gitlab", QStringLiteral("http://127.0.0.1:3000"))).reviewUrl.isEmpty());
    }

    void anUnknownProvider()
    {
        const ProviderNotes notes = notesOf(accountAt("", QStringLiteral("https://id.acme.example")));
        QCOMPARE(notes.name, QStringLiteral("id.acme.example"));
        QVERIFY(notes.lifetime.isEmpty() && notes.renewal.isEmpty() && notes.signOut.isEmpty());
        QVERIFY(notes.reviewUrl.isEmpty());
        QVERIFY(reviewLinkText(notes.reviewUrl).isEmpty());
    }

    void renewal()
    {
        QCOMPARE(renewalText({}), QString());
        QCOMPARE(renewalText({true, {}, {}}), QStringLiteral("The refresh token changes with each renewal."));
        QCOMPARE(renewalText({true, QStringLiteral("It lasts."), {}}),
                 QStringLiteral("It lasts. The refresh token changes with each renewal."));
    }

    void signingOut()
    {
        ProviderNotes notes;
        notes.name = QStringLiteral("Acme");
        QVERIFY(signOutText(notes, true).startsWith(QStringLiteral("Tessera asks Acme to revoke the grant")));
        QVERIFY(!signOutText(notes, false).contains(QStringLiteral("asks")));
        QVERIFY(signOutText(notes, false)
                    .contains(QStringLiteral("Acme has no way to revoke the grant from here.")));
        notes.signOut = QStringLiteral("Acme keeps the rest.");
        for (const bool canRevoke : {true, false})
            QVERIFY(signOutText(notes, canRevoke).contains(notes.signOut));
        QVERIFY(!signOutText(notes, false).contains(QStringLiteral("no way"))); // said once
    }
};

TESSERA_TEST(ProviderTextTest)
#include "provider_text_test.moc"
