// Sign-out at the provider: asked first, done only from our own page, back only to a program we know.
#include "app/demo_idp/end_session_endpoint.h"

#include "tests/app/demo_idp/demo_world.h"
#include "tests/support/test_program.h"

#include <QTest>

using namespace tessera;
using namespace tessera::test;

namespace {

FormField field(const char* name, const char* value)
{
    return {QString::fromLatin1(name), QString::fromUtf8(value)};
}

QUrl endSessionUrl(const DemoWorld& world, const FormFields& fields)
{
    return QUrl::fromEncoded(world.provider.issuer().toLatin1() + "/end-session?" + encodeForm(fields));
}

bool isSignedIn(const DemoWorld& world)
{
    const auto page = world.get(world.authorizationUrl({field("prompt", "none"), field("scope", "openid")}));
    return parameter(page.location(), u"error") != u"login_required";
}

} // namespace

Q_DECLARE_METATYPE(tessera::FormFields)

class EndSessionEndpointTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { m_world = std::make_unique<DemoWorld>(); }
    void init() { m_world->startAfresh(); }
    void cleanupTestCase() { m_world.reset(); }

    void asksFirst();
    void staysSignedIn();
    void formNeedsItsTies();
    void goesBackToKnownProgramsOnly_data();
    void goesBackToKnownProgramsOnly();
    void nobodySignedIn();

private:
    std::unique_ptr<DemoWorld> m_world; ///< keys are dear: one provider for all rows
};

void EndSessionEndpointTest::asksFirst()
{
    DemoWorld& world = *m_world;
    world.visit();
    const BrowserPage page = world.get(endSessionUrl(world, {}));
    QVERIFY(page.body.contains("Alice Martin"));
    QVERIFY2(isSignedIn(world), "a link alone signs nobody out");
    const auto form = firstForm(page);
    QCOMPARE(world.post(form->action.path(), form->hidden + FormFields{field("decision", "allow")}).status,
             200);
    QVERIFY(!isSignedIn(world));
}

void EndSessionEndpointTest::staysSignedIn()
{
    DemoWorld& world = *m_world;
    world.visit();
    const auto form = firstForm(world.get(endSessionUrl(world, {})));
    QCOMPARE(world.post(form->action.path(), form->hidden + FormFields{field("decision", "deny")}).status,
             200);
    QVERIFY(isSignedIn(world));
}

void EndSessionEndpointTest::formNeedsItsTies() // A334
{
    DemoWorld& world = *m_world;
    world.visit();
    QCOMPARE(world.post(QStringLiteral("/end-session"), {field("decision", "allow")}).status, 403);
    QVERIFY(isSignedIn(world));
}

void EndSessionEndpointTest::goesBackToKnownProgramsOnly_data()
{
    QTest::addColumn<bool>("hint");
    QTest::addColumn<QString>("address");
    QTest::addColumn<QString>("location");
    const QString good = QStringLiteral("http://127.0.0.1:1/bye");
    QTest::newRow("with hint") << true << good << good + QStringLiteral("?state=a%26b");
    QTest::newRow("A333 without hint") << false << good << QString();
    QTest::newRow("A333 open redirect") << true << QStringLiteral("https://evil.example/") << QString();
}

void EndSessionEndpointTest::goesBackToKnownProgramsOnly()
{
    QFETCH(bool, hint);
    QFETCH(QString, address);
    DemoWorld& world = *m_world;
    const QString idToken = world.tokens().value(u"id_token").toString();
    FormFields fields{{QStringLiteral("post_logout_redirect_uri"), address}, field("state", "a&b")};
    if (hint)
        fields.append({QStringLiteral("id_token_hint"), idToken});
    const auto form = firstForm(world.get(endSessionUrl(world, fields)));
    const BrowserPage page =
        world.post(form->action.path(), form->hidden + FormFields{field("decision", "allow")});
    QTEST(QString::fromLatin1(page.header("location")), "location");
    QVERIFY(!isSignedIn(world));
}

void EndSessionEndpointTest::nobodySignedIn()
{
    DemoWorld& world = *m_world;
    const BrowserPage page = world.get(endSessionUrl(world, {}));
    QCOMPARE(page.status, 200);
    QVERIFY(!page.body.contains("<form"));
}

TESSERA_TEST(EndSessionEndpointTest)
#include "end_session_endpoint_test.moc"
