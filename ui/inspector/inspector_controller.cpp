#include "ui/inspector/inspector_controller.h"

#include "core/base/base64url.h"
#include "core/base/logging.h"
#include "core/oidc/discovery.h"
#include "core/session/server_lookup.h"
#include "ui/text/host_text.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>

#include <QCoro/QCoroTask>

namespace tessera {
namespace {

constexpr qint64 kMostKeyBytes = 1024 * 1024;

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(tessera::InspectorController)
};

Result<NamedKeys> fromText(QByteArrayView text, const QString& source)
{
    auto keys = JwkSet::parseKeyFile(text);
    if (!keys)
        return failure(keys.error());
    return NamedKeys{*std::move(keys), {}, source};
}

Result<NamedKeys> fromFile(const QString& path)
{
    QFile file(path);
    if (!QFileInfo(path).isFile() || !file.open(QIODevice::ReadOnly))
        return failure(ErrorKind::Configuration, u"inspect.file", file.errorString());
    const QByteArray bytes = file.read(kMostKeyBytes + 1);
    if (bytes.size() > kMostKeyBytes)
        return failure(ErrorKind::Malformed, u"inspect.file_too_large");
    return fromText(bytes, QFileInfo(path).fileName());
}

Result<NamedKeys> fromSecret(const KeySourceChoice& choice)
{
    if (choice.secret.isEmpty())
        return failure(ErrorKind::Configuration, u"inspect.no_secret");
    if (!choice.secretIsBase64url)
        return NamedKeys{{}, choice.secret, Text::tr("the shared secret")};
    auto bytes = base64urlDecode(choice.secret.reveal());
    if (!bytes)
        return failure(bytes.error().kind, bytes.error().code); // the detail might show a piece of it
    return NamedKeys{{}, SecretString(*std::move(bytes)), Text::tr("the shared secret")};
}

QCoro::Task<Result<NamedKeys>> fromAddress(Environment environment, QUrl address, QString source, bool again,
                                           std::stop_token stop)
{
    // No conditional expression: GCC 12 destroys what it gives once too often (include_direction.py).
    Result<JwkSet> keys = failure(ErrorKind::Cancelled, u"cancelled");
    if (again)
        keys = co_await RemoteJwkSets::refetch(environment.jwkSets, address, stop);
    else
        keys = co_await RemoteJwkSets::keys(environment.jwkSets, address, stop);
    if (!keys)
        co_return failure(keys.error());
    co_return NamedKeys{*std::move(keys), {}, source};
}

QCoro::Task<Result<NamedKeys>> fromIssuer(Environment environment, QString issuer, bool again,
                                          std::stop_token stop)
{
    if (const auto may = mayAsk(environment, issuer); !may)
        co_return failure(may.error());
    const auto metadata = co_await discover(environment.http, issuer, stop);
    if (!metadata)
        co_return failure(metadata.error());
    if (metadata->jwksUri.isEmpty())
        co_return failure(ErrorKind::Malformed, u"metadata.missing", QStringLiteral("jwks_uri"), issuer);
    co_return co_await fromAddress(environment, metadata->jwksUri, hostText(issuer), again, stop);
}

QCoro::Task<Result<NamedKeys>> keysFrom(Environment environment, KeySourceChoice choice, bool again,
                                        std::stop_token stop)
{
    switch (choice.kind) {
    case KeySourceChoice::Kind::Issuer:
        co_return co_await fromIssuer(environment, choice.text, again, stop);
    case KeySourceChoice::Kind::Address: {
        const QUrl address(choice.text, QUrl::StrictMode);
        co_return co_await fromAddress(environment, address, hostText(address), again, stop);
    }
    case KeySourceChoice::Kind::File:
        co_return fromFile(choice.text);
    case KeySourceChoice::Kind::Pasted:
        co_return fromText(choice.secret.reveal(), Text::tr("the pasted key"));
    case KeySourceChoice::Kind::Secret:
        break;
    }
    co_return fromSecret(choice);
}

} // namespace

TokenReport verifyWith(TokenReport report, const NamedKeys& keys, const InspectionExpectations& expectations)
{
    report = keys.secret ? verifyReport(std::move(report), *keys.secret, keys.source)
                         : verifyReport(std::move(report), keys.keys, keys.source);
    if (report.tokenKind != u"id_token" || !report.jws || expectations.audience.isEmpty())
        return checkExpectations(std::move(report), expectations);
    // The audience of an ID token is the client: every rule of a sign-in can be asked.
    InspectionExpectations asClient = expectations;
    asClient.clientId = expectations.audience;
    return validateAsIdToken(std::move(report), keys.keys, keys.secret.value_or(SecretString()), asClient);
}

InspectorController::InspectorController(Environment environment, QObject* parent)
    : QObject(parent), m_environment(std::move(environment))
{
}

InspectorController::~InspectorController()
{
    m_stop.request_stop();
}

void InspectorController::setBusy(bool busy)
{
    if (m_busy == busy)
        return;
    m_busy = busy;
    Q_EMIT busyChanged(busy);
}

void InspectorController::cancel()
{
    ++m_round;
    m_stop.request_stop();
    setBusy(false);
}

void InspectorController::verify(const TokenReport& report, const KeySourceChoice& choice,
                                 const InspectionExpectations& expectations, bool again)
{
    cancel();
    m_stop = std::stop_source();
    const int round = m_round;
    setBusy(true);
    auto task = keysFrom(m_environment, choice, again, m_stop.get_token());
    const QString source = choice.usesNetwork() ? hostText(choice.text) : QString();
    QCoro::connect(std::move(task), this,
                   [this, report, expectations, source, round](const Result<NamedKeys>& keys) {
                       if (round != m_round) // somebody asked for something else meanwhile
                           return;
                       setBusy(false);
                       if (!keys)
                           Q_EMIT failed(keys.error(), source);
                       else
                           Q_EMIT verified(m_verifier(report, *keys, expectations), expectations,
                                           int(keys->keys.keys().size()));
                   });
}

} // namespace tessera
