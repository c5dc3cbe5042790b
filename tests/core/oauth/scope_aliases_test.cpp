// Scopes answered by another name: told as they were asked for, and never more than was asked for (A103).
#include "core/oauth/scope_aliases.h"

#include "core/oauth/token_set.h"
#include "tests/support/test_program.h"

#include <QTest>

namespace tessera::test {
namespace {

const QString kEmail = QStringLiteral("https://op.example/auth/userinfo.email");
const QString kProfile = QStringLiteral("https://op.example/auth/userinfo.profile");

ScopeAliases aliases()
{
    return {{kEmail, QStringLiteral("email")}, {kProfile, QStringLiteral("profile")}};
}

QStringList words(const char* line)
{
    return QString::fromLatin1(line)
        .replace(QStringLiteral("EMAIL"), kEmail)
        .replace(QStringLiteral("PROFILE"), kProfile)
        .split(u' ', Qt::SkipEmptyParts);
}

} // namespace

class ScopeAliasesTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void answers_data()
    {
        QTest::addColumn<QStringList>("asked");
        QTest::addColumn<QStringList>("answered");
        QTest::addColumn<QStringList>("told");
        const auto row = [](const char* name, const char* asked, const char* answered, const char* told) {
            QTest::newRow(name) << words(asked) << words(answered) << words(told);
        };
        row("as it came", "openid email", "openid email", "openid email");
        row("by its other name", "openid email profile", "EMAIL openid PROFILE", "email openid profile");
        row("both names: once", "openid email", "email openid EMAIL", "email openid");
        row("asked for by the long name", "openid EMAIL", "openid EMAIL", "openid EMAIL");
        row("asked for by both names", "email EMAIL", "email EMAIL", "email EMAIL");
        // Hostile: what nobody asked for stays in sight, under the name it came with.
        row("A103 nobody asked", "openid profile", "openid profile EMAIL", "openid profile EMAIL");
        row("A103 nobody asked for anything", "", "EMAIL", "EMAIL");
        row("A103 a look-alike", "email", "EMAIL.readwrite", "EMAIL.readwrite");
        row("A103 other letters", "email", "https://OP.example/auth/userinfo.email",
            "https://OP.example/auth/userinfo.email");
        row("refused stays refused", "openid email profile", "openid PROFILE", "openid profile");
    }
    void answers()
    {
        QFETCH(QStringList, asked);
        QFETCH(QStringList, answered);
        QFETCH(QStringList, told);
        QCOMPARE(scopesAsAsked(answered, aliases(), asked), told);
        TokenResponse response;
        response.scope = answered;
        QCOMPARE(*withScopesAsAsked(response, aliases(), asked).scope, told);
        // Without aliases everything is as it came.
        QCOMPARE(scopesAsAsked(answered, {}, asked), answered);
    }

    /// Whatever comes: what was asked for and is not in the answer is refused, by any name.
    void nothingIsAdded()
    {
        const QStringList asked = words("openid email profile");
        for (const QStringList& answered : {words(""), words("openid"), words("EMAIL"), words("x y z"),
                                            words("EMAIL EMAIL EMAIL"), words("openid EMAIL extra")}) {
            const QStringList told = scopesAsAsked(answered, aliases(), asked);
            QVERIFY(told.size() <= answered.size());
            for (const QString& scope : told)
                QVERIFY(answered.contains(scope) || answered.contains(aliases().key(scope)));
        }
    }

    void noAnswerStaysNone()
    {
        QVERIFY(!withScopesAsAsked(TokenResponse(), aliases(), words("email")).scope);
    }
};

} // namespace tessera::test

TESSERA_TEST(tessera::test::ScopeAliasesTest)
#include "scope_aliases_test.moc"
