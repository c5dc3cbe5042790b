// tessera doctor: looks at what a sign-in needs on this computer, and says what to do about what is missing.
#include "app/cli/commands/commands.h"

#include "app/common/browser_opener.h"
#include "core/net/loopback_http_server.h"
#include "core/session/session_store.h"
#include "ui/text/error_text.h"

#include <QFileInfo>
#include <QJsonArray>
#include <QNetworkProxy>
#include <QSslSocket>

#include <openssl/crypto.h>

namespace tessera::cli {
namespace {

enum class Health { Good, Remark, Bad };

struct Finding
{
    QString name;
    Health health;
    QString words;
    ExitStatus status = kDone; ///< if bad
};

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
        return {QStringLiteral("TLS"), Health::Bad,
                QStringLiteral("Qt found no TLS library (built for %1).")
                    .arg(QSslSocket::sslLibraryBuildVersionString()),
                kUsage};
    return {QStringLiteral("TLS"), Health::Good,
            QStringLiteral("%1; signatures by %2")
                .arg(QSslSocket::sslLibraryVersionString(),
                     QString::fromLatin1(OpenSSL_version(OPENSSL_VERSION)))};
}

Finding proxy()
{
    const auto proxies = QNetworkProxyFactory::systemProxyForQuery(
        QNetworkProxyQuery(QUrl(QStringLiteral("https://openid.net"))));
    const QNetworkProxy first = proxies.value(0, QNetworkProxy(QNetworkProxy::NoProxy));
    if (first.type() == QNetworkProxy::NoProxy)
        return {QStringLiteral("proxy"), Health::Good, QStringLiteral("none")};
    return {QStringLiteral("proxy"), Health::Remark,
            QStringLiteral("%1:%2").arg(first.hostName()).arg(first.port())};
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
    }
    Q_UNREACHABLE();
}

void print(const Terminal& terminal, const QList<Finding>& findings)
{
    if (terminal.json()) {
        QJsonArray array;
        for (const Finding& finding : findings)
            array.append(QJsonObject{{QStringLiteral("name"), finding.name},
                                     {QStringLiteral("state"), healthName(finding.health)},
                                     {QStringLiteral("detail"), finding.words}});
        terminal.printJson({{QStringLiteral("checks"), array}});
        return;
    }
    for (const Finding& finding : findings) {
        const Style style = finding.health == Health::Good  ? Style::Good
                            : finding.health == Health::Bad ? Style::Bad
                                                            : Style::Warn;
        terminal.print(QStringLiteral("%1  %2  %3")
                           .arg(terminal.paint(style, healthName(finding.health).leftJustified(7)),
                                terminal.paint(Style::Bold, finding.name.leftJustified(8)), finding.words));
    }
}

QCoro::Task<int> run(ContextPtr context)
{
    const Environment environment = context->environment();
    QList<Finding> findings{{QStringLiteral("version"), Health::Good,
                             QStringLiteral("Tessera %1, Qt %2")
                                 .arg(QStringLiteral(TESSERA_VERSION), QString::fromLatin1(qVersion()))}};
    findings.append(co_await keychain(context));
    findings.append(browser());
    findings.append(loopback());
    findings.append(tls());
    findings.append(proxy());
    findings.append(clock(*environment.clock));
    findings.append(accountsFile(environment.configDirectory));
    print(context->terminal, findings);
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
    command.summary =
        QStringLiteral("Checks keychain, browser, ports, clock, proxy and TLS of this computer.");
    command.examples = {QStringLiteral("tessera doctor"), QStringLiteral("tessera doctor --json")};
    command.run = run;
    return command;
}

} // namespace tessera::cli
