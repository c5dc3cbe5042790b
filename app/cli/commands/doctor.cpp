// tessera doctor: looks at what a sign-in needs on this computer, and says what to do about what is missing.
#include "app/cli/commands/commands.h"

#include "app/cli/commands/doctor_provider.h"
#include "app/common/browser_opener.h"
#include "core/net/loopback_http_server.h"
#include "core/net/proxy_choice.h"
#include "core/session/session_store.h"
#include "ui/text/error_text.h"

#include <QFileInfo>
#include <QJsonArray>
#include <QSslSocket>

#include <openssl/crypto.h>

namespace tessera::cli {
namespace {

QCoro::Task<Finding> keychain(ContextPtr context)
{
    const auto secrets = context->environment().secrets;
    const QString name = secrets->name();
    switch (co_await secrets->state(context->stop)) {
    case SecretStoreState::Available:
        co_return Finding{QStringLiteral("keychain"), Health::Good, name + QStringLiteral(", unlocked")};
    case SecretStoreState::Locked:
        co_return Finding{QStringLiteral("keychain"), Health::Bad,
                          name + QStringLiteral(" is locked. Unlock it to use your sign-ins."), kKeychain};
    case SecretStoreState::Denied:
        co_return Finding{QStringLiteral("keychain"), Health::Bad,
                          name + QStringLiteral(" refuses this program. Allow it in its settings."),
                          kKeychain};
    case SecretStoreState::Slow:
        co_return Finding{QStringLiteral("keychain"), Health::Bad,
                          name + QStringLiteral(" does not answer in time. A question may be waiting."),
                          kKeychain};
    case SecretStoreState::Gone:
        co_return Finding{QStringLiteral("keychain"), Health::Bad, name + QStringLiteral(" has gone away."),
                          kKeychain};
    case SecretStoreState::Absent:
        break;
    }
    co_return Finding{
        QStringLiteral("keychain"), Health::Bad,
        QStringLiteral(
            "none answers. Sign-ins last until the program ends. Install gnome-keyring or KWallet."),
        kKeychain};
}

Finding browser()
{
    const QStringList candidates = browserCandidates();
    if (candidates.isEmpty())
        return {QStringLiteral("browser"), Health::Remark,
                QStringLiteral("none found. Sign in with --print-url and open the address yourself.")};
    return {QStringLiteral("browser"), Health::Good, candidates.first()};
}

Finding loopback()
{
    LoopbackHttpServer server([](const LoopbackRequest&) { return LoopbackResponse(); });
    const auto four = server.listen(QHostAddress(QHostAddress::LocalHost));
    if (four)
        return {QStringLiteral("loopback"), Health::Good, QStringLiteral("127.0.0.1 can be listened on")};
    if (server.listen(QHostAddress(QHostAddress::LocalHostIPv6)))
        return {QStringLiteral("loopback"), Health::Good, QStringLiteral("only ::1 can be listened on")};
    return {QStringLiteral("loopback"), Health::Bad, errorText(four.error()).sentence(), kUsage};
}

Finding tls()
{
    if (!QSslSocket::supportsSsl())
        return {QStringLiteral("TLS library"), Health::Bad,
                QStringLiteral("Qt found no TLS library (built for %1).")
                    .arg(QSslSocket::sslLibraryBuildVersionString()),
                kUsage};
    return {QStringLiteral("TLS library"), Health::Good,
            QStringLiteral("%1; signatures by %2")
                .arg(QSslSocket::sslLibraryVersionString(),
                     QString::fromLatin1(OpenSSL_version(OPENSSL_VERSION)))};
}

Finding proxy()
{
    const QString proxy = proxyText(proxyFor(QUrl(QStringLiteral("https://openid.net"))));
    if (proxy.isEmpty())
        return {QStringLiteral("proxy"), Health::Good, QStringLiteral("none")};
    return {QStringLiteral("proxy"), Health::Remark, proxy};
}

Finding clock(const Clock& clock)
{
    // Only a clock that is plainly wrong can be told without asking anybody.
    constexpr qint64 kProgramWasWritten = 1767225600; // 2026-01-01
    const QDateTime now = toDateTime(clock.now());
    if (clock.now() < fromUnixSeconds(kProgramWasWritten))
        return {QStringLiteral("clock"), Health::Bad,
                QStringLiteral("%1 is before this program was written. Set the clock.")
                    .arg(now.toString(Qt::ISODate)),
                kUsage};
    return {QStringLiteral("clock"), Health::Good, now.toString(Qt::ISODate)};
}

Finding accountsFile(const QString& directory)
{
    const AccountsFile file(directory);
    const auto accounts = file.read();
    if (!accounts)
        return {QStringLiteral("accounts"), Health::Bad, errorText(accounts.error()).sentence(), kUsage};
    return {QStringLiteral("accounts"), Health::Good,
            QStringLiteral("%1 in %2").arg(accounts->size()).arg(file.path())};
}

QString healthName(Health health)
{
    switch (health) {
    case Health::Good:
        return QStringLiteral("ok");
    case Health::Remark:
        return QStringLiteral("remark");
    case Health::Bad:
        return QStringLiteral("problem");
    case Health::NotChecked:
        return QStringLiteral("not-checked");
    }
    Q_UNREACHABLE();
}

QJsonObject toJson(const Finding& finding)
{
    QJsonObject json{{QStringLiteral("name"), finding.name},
                     {QStringLiteral("state"), healthName(finding.health)},
                     {QStringLiteral("detail"), finding.words}};
    if (!finding.code.isEmpty())
        json.insert(QStringLiteral("code"), finding.code);
    return json;
}

Style styleOf(Health health)
{
    switch (health) {
    case Health::Good:
        return Style::Good;
    case Health::Bad:
        return Style::Bad;
    case Health::Remark:
        return Style::Warn;
    case Health::NotChecked:
        break;
    }
    return Style::Dim;
}

void print(const Terminal& terminal, const QList<Finding>& findings)
{
    if (terminal.json()) {
        QJsonArray array;
        for (const Finding& finding : findings)
            array.append(toJson(finding));
        terminal.printJson({{QStringLiteral("checks"), array}});
        return;
    }
    qsizetype width = 8;
    for (const Finding& finding : findings)
        width = std::max(width, finding.name.size());
    for (const Finding& finding : findings)
        terminal.print(
            QStringLiteral("%1  %2  %3")
                .arg(terminal.paint(styleOf(finding.health), healthName(finding.health).leftJustified(11)),
                     terminal.paint(Style::Bold, finding.name.leftJustified(width)), finding.words));
}

Finding administrator(const Result<Administration>& administration)
{
    const QString name = QStringLiteral("administrator");
    if (!administration)
        return {name, Health::Bad, errorText(administration.error()).sentence(), kUsage,
                administration.error().code};
    const AdministratorConfiguration& configuration = administration->configuration;
    if (configuration.path.isEmpty())
        return {name, Health::Good, QStringLiteral("sets nothing")};
    if (const auto trust = extraTrustOf(configuration); !trust)
        return {name, Health::Bad, errorText(trust.error()).sentence(), kUsage, trust.error().code};
    return {name, Health::Remark,
            QStringLiteral("%1 %2").arg(configuration.path, administratorText(configuration))};
}

/// This computer alone, without a provider to ask.
QList<Finding> localNetwork(const Clock& system)
{
    return {loopback(), proxy(), clock(system)};
}

QCoro::Task<int> run(ContextPtr context)
{
    const Result<Administration> administration = readAdministration(context->administrator);
    const auto subject =
        doctorSubject(*context, administration.value_or(Administration{{}, ProviderCatalogue::builtIn()}));
    if (!subject)
        co_return fail(context->terminal, subject.error());
    const Environment environment = context->environment();
    QList<Finding> findings{{QStringLiteral("version"), Health::Good,
                             QStringLiteral("Tessera %1, Qt %2")
                                 .arg(QStringLiteral(TESSERA_VERSION), QString::fromLatin1(qVersion()))}};
    findings.append(administrator(administration));
    findings.append(co_await keychain(context));
    findings.append(browser());
    findings.append(tls());
    findings.append(accountsFile(environment.configDirectory));
    if (*subject)
        findings.append(co_await providerFindings(context, **subject));
    else
        findings.append(localNetwork(*environment.clock));
    print(context->terminal, findings);
    if (context->stop.stop_requested())
        co_return kCancelled;
    for (const Finding& finding : findings)
        if (finding.health == Health::Bad)
            co_return finding.status;
    co_return kDone;
}

} // namespace

Command doctorCommand()
{
    Command command;
    command.name = QStringLiteral("doctor");
    command.usage = QStringLiteral("[PROVIDER] [--issuer URL] [--redirect-uri URI]");
    command.summary =
        QStringLiteral("Checks keychain, browser, ports, clock, proxy and TLS of this computer.");
    command.details = QStringLiteral(
        "With a provider or an issuer it also looks at everything that a sign-in there would meet:\n"
        "return address, proxy, name, certificate, clock, and what the issuer says of itself.");
    command.options = {
        {QStringLiteral("issuer"), QStringLiteral("Look at the way to this issuer."), QStringLiteral("URL")},
        {QStringLiteral("redirect-uri"), QStringLiteral("The return address that is registered there."),
         QStringLiteral("URI")},
    };
    command.mostArguments = 1;
    command.examples = {QStringLiteral("tessera doctor"), QStringLiteral("tessera doctor --json"),
                        QStringLiteral("tessera doctor github"),
                        QStringLiteral("tessera doctor --issuer https://id.example.com")};
    command.run = run;
    return command;
}

} // namespace tessera::cli
