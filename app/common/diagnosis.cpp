#include "app/common/diagnosis.h"

#include "app/common/browser_opener.h"
#include "core/net/loopback_http_server.h"
#include "core/net/proxy_choice.h"
#include "core/session/session_store.h"
#include "ui/text/error_text.h"

#include <QCoreApplication>
#include <QSslSocket>

#include <openssl/crypto.h>

namespace tessera {
namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(tessera::Diagnosis)
};

HealthFinding good(const QString& name, const QString& words)
{
    return {name, Health::Good, words};
}

HealthFinding bad(const QString& name, const QString& words, ErrorKind kind = ErrorKind::Configuration)
{
    return {name, Health::Bad, words, kind};
}

HealthFinding bad(const QString& name, const Error& error)
{
    return {name, Health::Bad, errorText(error).sentence(), ErrorKind::Configuration, error.code};
}

HealthFinding version()
{
    return good(QStringLiteral("version"),
                QStringLiteral("Tessera %1, Qt %2")
                    .arg(QStringLiteral(TESSERA_VERSION), QString::fromLatin1(qVersion())));
}

HealthFinding administratorFinding(const Result<Administration>& administration)
{
    const QString name = QStringLiteral("administrator");
    if (!administration)
        return bad(name, administration.error());
    const AdministratorConfiguration& configuration = administration->configuration;
    if (configuration.path.isEmpty())
        return good(name, Text::tr("sets nothing"));
    if (const auto trust = extraTrustOf(configuration); !trust)
        return bad(name, trust.error());
    return {name, Health::Remark,
            QStringLiteral("%1 %2").arg(configuration.path, administratorText(configuration))};
}

HealthFinding keychain(const QString& store, SecretStoreState state)
{
    const QString name = QStringLiteral("keychain");
    const auto problem = [&name](const QString& words) { return bad(name, words, ErrorKind::Keychain); };
    switch (state) {
    case SecretStoreState::Available:
        return good(name, Text::tr("%1, unlocked").arg(store));
    case SecretStoreState::Locked:
        return problem(Text::tr("%1 is locked. Unlock it to use your sign-ins.").arg(store));
    case SecretStoreState::Denied:
        return problem(Text::tr("%1 refuses this program. Allow it in its settings.").arg(store));
    case SecretStoreState::Slow:
        return problem(Text::tr("%1 does not answer in time. A question may be waiting.").arg(store));
    case SecretStoreState::Gone:
        return problem(Text::tr("%1 has gone away.").arg(store));
    case SecretStoreState::Absent:
        break;
    }
    return problem(
        Text::tr("none answers. Sign-ins last until the program ends. Install gnome-keyring or KWallet."));
}

HealthFinding browser(const QString& configDirectory)
{
    const QString name = QStringLiteral("browser");
    const QStringList candidates = browserCandidates(chosenBrowser(configDirectory));
    if (candidates.isEmpty())
        return {name, Health::Remark,
                Text::tr("none found. Sign in with --print-url and open the address yourself.")};
    return good(name, candidates.first());
}

HealthFinding tls()
{
    const QString name = QStringLiteral("TLS library");
    if (!QSslSocket::supportsSsl())
        return bad(name, Text::tr("Qt found no TLS library (built for %1).")
                             .arg(QSslSocket::sslLibraryBuildVersionString()));
    return good(name, Text::tr("%1; signatures by %2")
                          .arg(QSslSocket::sslLibraryVersionString(),
                               QString::fromLatin1(OpenSSL_version(OPENSSL_VERSION))));
}

HealthFinding accountsFile(const QString& directory)
{
    const QString name = QStringLiteral("accounts");
    const AccountsFile file(directory);
    const auto accounts = file.read();
    if (!accounts)
        return bad(name, errorText(accounts.error()).sentence());
    return good(name, Text::tr("%1 in %2").arg(accounts->size()).arg(file.path()));
}

HealthFinding loopback()
{
    const QString name = QStringLiteral("loopback");
    LoopbackHttpServer server([](const LoopbackRequest&) { return LoopbackResponse(); });
    const auto four = server.listen(QHostAddress(QHostAddress::LocalHost));
    if (four)
        return good(name, Text::tr("127.0.0.1 can be listened on"));
    if (server.listen(QHostAddress(QHostAddress::LocalHostIPv6)))
        return good(name, Text::tr("only ::1 can be listened on"));
    return bad(name, errorText(four.error()).sentence());
}

HealthFinding proxy()
{
    const QString name = QStringLiteral("proxy");
    const QString proxy = proxyText(proxyFor(QUrl(QStringLiteral("https://openid.net"))));
    if (proxy.isEmpty())
        return good(name, Text::tr("none"));
    return {name, Health::Remark, proxy};
}

HealthFinding systemClock(const Clock& clock)
{
    // Only a clock that is plainly wrong can be told without asking anybody.
    constexpr qint64 kProgramWasWritten = 1767225600; // 2026-01-01
    const QString name = QStringLiteral("clock");
    const QString now = toDateTime(clock.now()).toString(Qt::ISODate);
    if (clock.now() < fromUnixSeconds(kProgramWasWritten))
        return bad(name, Text::tr("%1 is before this program was written. Set the clock.").arg(now));
    return good(name, now);
}

/// The event loop in between: what was told is painted, and a click on "Cancel" is heard.
QCoro::Task<bool> goesOn(Environment environment, std::stop_token stop)
{
    const auto waited = co_await environment.pause(Milliseconds(1), stop);
    co_return waited && !stop.stop_requested();
}

} // namespace

QCoro::Task<QList<HealthFinding>> programFindings(Environment environment,
                                                  Result<Administration> administration,
                                                  FindingListener listener, std::stop_token stop)
{
    QList<HealthFinding> findings;
    const auto add = [&findings, &listener](const HealthFinding& finding) {
        findings.append(finding);
        if (listener)
            listener(finding);
    };
    add(version());
    add(administratorFinding(administration));
    const SecretStoreState state = co_await environment.secrets->state(stop);
    if (listener && stop.stop_requested())
        co_return findings;
    add(keychain(environment.secrets->name(), state));
    add(browser(environment.configDirectory));
    add(tls());
    add(accountsFile(environment.configDirectory));
    co_return findings;
}

QList<HealthFinding> localNetworkFindings(const Clock& clock)
{
    return {loopback(), proxy(), systemClock(clock)};
}

QCoro::Task<void> diagnose(Environment environment, FindingListener listener, std::stop_token stop)
{
    const Result<Administration> administration = readAdministration();
    const bool isWanted = co_await goesOn(environment, stop);
    if (!isWanted)
        co_return;
    co_await programFindings(environment, administration, listener, stop);
    const bool isStillWanted = co_await goesOn(environment, stop);
    if (!isStillWanted)
        co_return;
    for (const HealthFinding& finding : localNetworkFindings(*environment.clock))
        listener(finding);
}

} // namespace tessera
