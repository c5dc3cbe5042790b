#include "tests/ui/made_up.h"

namespace tessera::test {
namespace {

using namespace std::chrono_literals;

Account account(const QString& issuer, const QString& name, const QString& email)
{
    Account a;
    a.issuer = issuer;
    a.subject = QStringLiteral("248289761001");
    a.clientId = QStringLiteral("tessera-desktop");
    a.id = accountId(issuer, name, a.clientId);
    a.name = name;
    a.email = email;
    a.scopeRequested = {QStringLiteral("openid"), QStringLiteral("profile"), QStringLiteral("email"),
                        QStringLiteral("offline_access")};
    a.scopeGranted = a.scopeRequested;
    return a;
}

TokenSet tokens(TimePoint obtained, Milliseconds life)
{
    TokenSet t;
    t.accessToken = SecretString::fromUtf8("made-up-access-token");
    t.obtainedAt = obtained;
    t.expiresAt = obtained + life;
    return t;
}

Session active(Account a)
{
    Session s;
    s.account = std::move(a);
    s.phase = Phase::Active;
    s.tokens = tokens(madeUpNow() - 14min, 60min);
    s.hasRefreshToken = true;
    s.renewsAt = madeUpNow() + 41min;
    s.checks = madeUpChecks();
    s.events = {{madeUpNow() - 14min, SessionEvent::Kind::SignedIn, {}}};
    return s;
}

Error offlineError(const QString& issuer)
{
    return Error{ErrorKind::Offline, QStringLiteral("net.unreachable"), {}, issuer};
}

} // namespace

TimePoint madeUpNow()
{
    const QDateTime local(QDate(2026, 11, 23), QTime(14, 19));
    return fromUnixSeconds(local.toSecsSinceEpoch());
}

QList<IdTokenCheck> madeUpChecks(const QString& failed)
{
    const QList<std::pair<QString, QString>> rules{
        {QStringLiteral("structure"), QStringLiteral("RFC 7519 7.2")},
        {QStringLiteral("typ"), QStringLiteral("RFC 8725 3.11")},
        {QStringLiteral("iss"), QStringLiteral("OIDC Core 3.1.3.7 (2)")},
        {QStringLiteral("aud"), QStringLiteral("OIDC Core 3.1.3.7 (3)")},
        {QStringLiteral("azp"), QStringLiteral("OIDC Core 3.1.3.7 (4), (5)")},
        {QStringLiteral("signature"), QStringLiteral("OIDC Core 3.1.3.7 (6)")},
        {QStringLiteral("algorithm"), QStringLiteral("OIDC Core 3.1.3.7 (7)")},
        {QStringLiteral("exp"), QStringLiteral("OIDC Core 3.1.3.7 (9)")},
        {QStringLiteral("nbf"), QStringLiteral("RFC 7519 4.1.5")},
        {QStringLiteral("iat"), QStringLiteral("OIDC Core 3.1.3.7 (10)")},
        {QStringLiteral("nonce"), QStringLiteral("OIDC Core 3.1.3.7 (11)")},
        {QStringLiteral("sub"), QStringLiteral("OIDC Core 2")},
        {QStringLiteral("at_hash"), QStringLiteral("OIDC Core 3.1.3.8")},
    };
    QList<IdTokenCheck> checks;
    for (const auto& [name, rule] : rules) {
        IdTokenCheck check{name, rule, CheckOutcome::Passed, {}, {}};
        if (name == u"azp" || name == u"nbf")
            check = {name, rule, CheckOutcome::NotChecked, {}, QStringLiteral("the token has none")};
        if (name == failed)
            check = {name, rule, CheckOutcome::Failed, QStringLiteral("id_token.") + name,
                     QStringLiteral("not what was expected")};
        checks << check;
    }
    return checks;
}

Session anaAtAcme()
{
    Session s = active(account(QStringLiteral("https://id.acme.example"), QStringLiteral("Ana Marić"),
                               QStringLiteral("ana.maric@example.com")));
    s.account.scopeRequested << QStringLiteral("calendar.write");
    s.tokens->scopeRequested = s.account.scopeRequested;
    s.tokens->scopeGranted = s.account.scopeGranted;
    const TimePoint now = madeUpNow();
    using Kind = SessionEvent::Kind;
    s.events = {
        {now - 20h - 39min, Kind::SignInNeeded,
         Error{ErrorKind::Denied, QStringLiteral("invalid_grant"), {}, s.account.issuer}},
        {now - 20h - 17min, Kind::SignedIn, {}},
        {now - 98min, Kind::Renewed, {}},
        {now - 43min, Kind::Offline, offlineError(s.account.issuer)},
        {now - 14min, Kind::BackOnline, {}},
        {now - 14min, Kind::Renewed, {}},
    };
    return s;
}

QList<ForeignHost> googleHosts()
{
    return {{QStringLiteral("oauth2.googleapis.com"),
             {QStringLiteral("token_endpoint"), QStringLiteral("revocation_endpoint")}},
            {QStringLiteral("www.googleapis.com"), {QStringLiteral("jwks_uri")}},
            {QStringLiteral("openidconnect.googleapis.com"), {QStringLiteral("userinfo_endpoint")}}};
}

Session atMicrosoft()
{
    Session s = active(
        account(QStringLiteral("https://login.microsoftonline.com/3b1c9d4e-0000-4000-8000-1234567890ab/v2.0"),
                QStringLiteral("Ana Mari\u0107"), QStringLiteral("ana@acme.example")));
    s.account.provider = QStringLiteral("microsoft");
    s.foreignHosts = {{QStringLiteral("graph.microsoft.com"), {QStringLiteral("userinfo_endpoint")}}};
    s.canRevoke = false;
    return s;
}

QList<Session> sixAccounts()
{
    QList<Session> all{anaAtAcme()};
    Session google = active(account(QStringLiteral("https://accounts.google.com"),
                                    QStringLiteral("Ana Marić"), QStringLiteral("ana@example.org")));
    google.account.provider = QStringLiteral("google");
    google.foreignHosts = googleHosts();
    google.thisSessionOnly = true;
    google.problem = Error{ErrorKind::Keychain, QStringLiteral("keychain.absent"), {}, {}};
    all << google;

    Session needs = active(account(QStringLiteral("https://gitlab.com"), QStringLiteral("anamaric"), {}));
    needs.account.provider = QStringLiteral("gitlab");
    needs.phase = Phase::SignInNeeded;
    needs.problem = Error{ErrorKind::Denied, QStringLiteral("invalid_grant"), {}, needs.account.issuer};
    needs.tokens.reset();
    needs.renewsAt.reset();
    needs.events << SessionEvent{madeUpNow() - 2min, SessionEvent::Kind::SignInNeeded, needs.problem};
    all << needs;

    Session robot = active(account(QStringLiteral("https://gitlab.example.org"),
                                   QStringLiteral("Build robot"), QStringLiteral("robot@example.org")));
    robot.phase = Phase::Offline;
    robot.tokens->expiresAt = madeUpNow() + 12min;
    robot.problem = offlineError(robot.account.issuer);
    robot.events << SessionEvent{madeUpNow() - 5min, SessionEvent::Kind::Offline, robot.problem};
    all << robot;

    Session locked = active(account(QStringLiteral("https://id.xn--mnchen-3ya.example/realms/stadt"),
                                    QStringLiteral("Jana Weber"), QStringLiteral("jana@example.net")));
    locked.phase = Phase::KeychainLocked;
    locked.tokens.reset();
    locked.renewsAt.reset();
    locked.problem = Error{ErrorKind::Keychain, QStringLiteral("keychain.locked"), {}, {}};
    all << locked;

    Session demo = active(account(QStringLiteral("http://127.0.0.1:8787"), QStringLiteral("Alice Adams"),
                                  QStringLiteral("alice@example.com")));
    demo.account.provider = QStringLiteral("demo");
    all << demo;
    return all;
}

Session hostile()
{
    const QString markup = QStringLiteral("<b>x</b><img src=\"file:///etc/passwd\"><a href='x:'>y</a> %1 & ");
    const QString directions = QStringLiteral("\u202Eevil\u2066\u200B\U000E0041");
    const QString text = markup + directions;
    Session s = active(account(QStringLiteral("https://\u0430pple.com.evil.example"), text,
                               text + QStringLiteral("@example.com")));
    s.account.label = text + QString(1'000'000, u'W');
    s.account.subject = text;
    s.account.scopeRequested = {text, QString(1'000'000, u's'), QStringLiteral("openid")};
    s.account.scopeGranted = {text};
    s.problem = Error{ErrorKind::Denied, text, text, text};
    s.checks = {IdTokenCheck{text, text, CheckOutcome::Failed, text, text}};
    s.thisSessionOnly = true;
    s.events << SessionEvent{madeUpNow(), SessionEvent::Kind::SignInNeeded, s.problem}
             << SessionEvent{madeUpNow(), SessionEvent::Kind::NotStored, s.problem};
    return s;
}

} // namespace tessera::test
