#include "tests/providers/twin.h"

#include "app/demo_idp/canary.h"
#include "core/base/base64url.h"
#include "core/base/random.h"
#include "core/jose/jws.h"
#include "core/oauth/pkce.h"
#include "tests/core/oidc/id_token_case.h"

#include <QJsonDocument>
#include <QUrl>

namespace tessera::test {
namespace {

constexpr std::chrono::minutes kCodeLife{10};

QString unescaped(const QByteArray& text)
{
    const auto fields = decodeForm("x=" + text);
    return fields && !fields->isEmpty() ? fields->first().value : QString();
}

} // namespace

QString TwinTokens::issue(const TwinToken& token, const QString& prefix)
{
    // Letters and digits only, as the providers that have a prefix have it.
    const QString text = prefix + QString::fromLatin1(randomBytes(24).toHex());
    demo::canary(text.toLatin1());
    m_tokens.insert(text, token);
    return text;
}

TwinToken* TwinTokens::known(const QString& text)
{
    const auto it = m_tokens.find(text);
    return it == m_tokens.end() ? nullptr : &*it;
}

TwinToken* TwinTokens::live(const QString& text, TimePoint now)
{
    TwinToken* token = known(text);
    const bool isLive =
        token && !token->ended && !token->grant->ended && (!token->ends || now < *token->ends);
    return isLive ? token : nullptr;
}

void TwinTokens::endAllOf(const TwinGrantPtr& grant)
{
    for (TwinToken& token : m_tokens)
        token.ended = token.ended || token.grant == grant;
}

TwinRequest::TwinRequest(const LoopbackRequest& request)
    : method(request.method), path(QString::fromLatin1(request.path)), headers(request.headers),
      body(request.body), fields(decodeForm(request.query).value_or(FormFields()))
{
    if (request.header("Content-Type").startsWith("application/x-www-form-urlencoded"))
        fields += decodeForm(request.body).value_or(FormFields());
}

QString TwinRequest::field(QStringView name) const
{
    for (const FormField& field : fields)
        if (field.name == name)
            return field.value;
    return {};
}

bool TwinRequest::has(QStringView name) const
{
    return std::any_of(fields.begin(), fields.end(), [&](const FormField& f) { return f.name == name; });
}

QByteArray TwinRequest::header(QByteArrayView name) const
{
    for (const HttpHeader& header : headers)
        if (header.name.compare(name, Qt::CaseInsensitive) == 0)
            return header.value;
    return {};
}

QString TwinRequest::bearer() const
{
    const QByteArray value = header("Authorization");
    return value.startsWith("Bearer ") ? QString::fromLatin1(value.mid(7)) : QString();
}

std::optional<std::pair<QString, QString>> TwinRequest::basic() const
{
    const QByteArray value = header("Authorization");
    if (!value.startsWith("Basic "))
        return std::nullopt;
    const QByteArray both = QByteArray::fromBase64(value.mid(6));
    const qsizetype colon = both.indexOf(':');
    return std::pair{unescaped(both.left(colon)), unescaped(both.mid(colon + 1))};
}

Twin::Twin(std::shared_ptr<const Clock> clock)
    : m_clock(std::move(clock)), m_server([this](const LoopbackRequest& request) {
          const TwinRequest read(request);
          m_log.append(QString::fromLatin1(read.method) + u' ' + read.path);
          return answer(read);
      })
{
    m_server.setAllowedMethods({"GET", "POST", "DELETE"});
    if (!m_server.listen(QHostAddress(QHostAddress::LocalHost)))
        qFatal("the twin cannot listen");
    m_origin = m_server.origin();
}

Twin::~Twin() = default;

TwinGrantPtr Twin::grantFrom(const TwinRequest& request) const
{
    const auto grant = std::make_shared<TwinGrant>();
    grant->clientId = request.field(u"client_id");
    grant->scope = request.field(u"scope");
    grant->redirectUri = request.field(u"redirect_uri");
    grant->nonce = request.field(u"nonce");
    grant->challenge = request.field(u"code_challenge");
    grant->since = now();
    return grant;
}

TwinGrantPtr Twin::redeem(const TwinRequest& request)
{
    TwinToken* code = codes.live(request.field(u"code"), now());
    if (!code || now() >= code->grant->since + kCodeLife)
        return nullptr;
    code->ended = true; // also by somebody who cannot use it
    const TwinGrantPtr grant = code->grant;
    demo::canary(request.field(u"code_verifier").toLatin1());
    const QByteArray challenge = s256Challenge(request.field(u"code_verifier").toLatin1());
    const bool proven = grant->challenge.isEmpty() || challenge == grant->challenge.toLatin1();
    return proven && grant->redirectUri == request.field(u"redirect_uri") ? grant : nullptr;
}

QString Twin::idToken(const QString& issuer, const TwinGrant& grant, const QString& accessToken,
                      const QJsonObject& more) const
{
    const auto at = [this](qint64 seconds) { return double(toUnixSeconds(now()) + seconds); };
    QJsonObject claims{
        {QStringLiteral("iss"), issuer},
        {QStringLiteral("sub"), person.subject},
        {QStringLiteral("aud"), grant.clientId},
        {QStringLiteral("iat"), at(0)},
        {QStringLiteral("exp"), at(300)},
        {QStringLiteral("name"), person.name},
        {QStringLiteral("email"), person.email},
        {QStringLiteral("at_hash"),
         QString::fromLatin1(leftHalfHash(*findJwsAlgorithm(u"RS256"), accessToken.toLatin1()))}};
    if (!grant.nonce.isEmpty())
        claims.insert(u"nonce", grant.nonce);
    for (auto it = more.begin(); it != more.end(); ++it)
        claims.insert(it.key(), it.value());
    const Key& key = IssuerKeys::shared().rsa;
    const Result<QByteArray> token =
        signCompact(QJsonDocument(claims).toJson(QJsonDocument::Compact), key, QStringLiteral("RS256"),
                    {{QStringLiteral("typ"), QStringLiteral("JWT")}});
    if (!token)
        qFatal("the twin cannot sign: %s", qPrintable(token.error().code));
    demo::canary(*token);
    return QString::fromLatin1(*token);
}

LoopbackResponse Twin::keySet()
{
    return json(JwkSet({IssuerKeys::shared().rsa}).publicJson());
}

LoopbackResponse Twin::json(const QJsonObject& body, int status)
{
    return {
        status, "application/json; charset=utf-8", QJsonDocument(body).toJson(QJsonDocument::Compact), {}};
}

LoopbackResponse Twin::oauthError(const char* code, const char* description, int status)
{
    return json({{QStringLiteral("error"), QString::fromLatin1(code)},
                 {QStringLiteral("error_description"), QString::fromLatin1(description)}},
                status);
}

LoopbackResponse Twin::redirectTo(const QString& address, const FormFields& fields)
{
    const QByteArray mark = address.contains(u'?') ? "&" : "?";
    return {302, "text/plain", {}, {{"Location", address.toLatin1() + mark + encodeForm(fields)}}};
}

LoopbackResponse Twin::page(const char* text, int status)
{
    return {status, "text/html; charset=utf-8", QByteArray("<!doctype html><p>") + text, {}};
}

LoopbackResponse Twin::notFound()
{
    return page("Not found", 404);
}

bool isSameLoopbackAddress(const QString& registered, const QString& asked)
{
    QUrl one(registered, QUrl::StrictMode);
    QUrl other(asked, QUrl::StrictMode);
    one.setPort(-1);
    other.setPort(-1);
    return one.isValid() && one == other;
}

bool holdsScope(const QString& scope, QStringView wanted)
{
    return scope.split(u' ', Qt::SkipEmptyParts).contains(wanted.toString());
}

} // namespace tessera::test
