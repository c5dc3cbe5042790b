#include "tests/app/cli/small_provider.h"

#include "core/jose/jws.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>

namespace tessera::test {
namespace {

constexpr auto kTessera = TESSERA_BIN_DIR "/tessera";

QString value(const FormFields& fields, QStringView name)
{
    return singleField(fields, name).value_or(std::nullopt).value_or(QString());
}

FormFields fieldsOf(const LoopbackRequest& request)
{
    return decodeForm(request.method == "POST" ? request.body : request.query).value_or(FormFields());
}

LoopbackResponse sendTo(const QString& address, const FormFields& fields)
{
    LoopbackResponse response;
    response.status = 303;
    response.headers = {{"Location", address.toLatin1() + '?' + encodeForm(fields)}};
    return response;
}

} // namespace

SmallProvider::SmallProvider() : m_server([this](const LoopbackRequest& request) { return handle(request); })
{
    m_server.setAllowedMethods({"GET", "POST", "PUT", "DELETE"});
    if (!m_server.listen(QHostAddress(QHostAddress::LocalHost)))
        qFatal("no free port");
}

LoopbackResponse SmallProvider::json(int status, const QJsonObject& body)
{
    LoopbackResponse response;
    response.status = status;
    response.contentType = "application/json";
    response.body = QJsonDocument(body).toJson(QJsonDocument::Compact);
    return response;
}

SmallProvider::Answer SmallProvider::refuse(int status, const char* error)
{
    return give({{QStringLiteral("error"), QString::fromLatin1(error)}}, status);
}

SmallProvider::Answer SmallProvider::give(const QJsonObject& body, int status)
{
    return [body, status](const LoopbackRequest&) { return json(status, body); };
}

QList<LoopbackRequest> SmallProvider::requestsTo(const QByteArray& path) const
{
    QList<LoopbackRequest> found;
    for (const LoopbackRequest& request : m_requests)
        if (request.path == path)
            found.append(request);
    return found;
}

FormFields SmallProvider::lastForm(const QByteArray& path) const
{
    const auto found = requestsTo(path);
    return found.isEmpty() ? FormFields() : fieldsOf(found.last());
}

/// A process's words are for everybody on this computer to read.
void SmallProvider::lookAtCommandLines()
{
    const QStringList processes =
        QDir(QStringLiteral("/proc")).entryList({QStringLiteral("[0-9]*")}, QDir::Dirs);
    for (const QString& process : processes) {
        QFile file(QStringLiteral("/proc/%1/cmdline").arg(process));
        if (!file.open(QIODevice::ReadOnly))
            continue;
        const QByteArray words = file.readAll();
        if (!words.startsWith(kTessera))
            continue;
        for (const QByteArray& secret : secrets)
            if (words.contains(secret))
                m_complaints.append(QStringLiteral("a secret stands on the command line"));
    }
}

LoopbackResponse SmallProvider::handle(const LoopbackRequest& request)
{
    m_requests.append(request);
    lookAtCommandLines();
    if (const auto answer = answers.value(request.path))
        return answer(request);
    if (request.path == "/.well-known/openid-configuration")
        return metadata();
    if (request.path == "/jwks")
        return json(200, {{QStringLiteral("keys"), QJsonArray{m_key.publicJwk()}}});
    if (request.path == "/authorize")
        return authorize(request);
    if (request.path == "/token")
        return token(request);
    if (request.path == "/revoke")
        return json(200, {});
    if (request.path == "/end")
        return endSession(request);
    return json(404, {});
}

LoopbackResponse SmallProvider::metadata() const
{
    QJsonObject document{
        {QStringLiteral("issuer"), issuer()},
        {QStringLiteral("authorization_endpoint"), url("/authorize")},
        {QStringLiteral("token_endpoint"), url("/token")},
        {QStringLiteral("jwks_uri"), url("/jwks")},
        {QStringLiteral("introspection_endpoint"), url("/introspect")},
        {QStringLiteral("revocation_endpoint"), url("/revoke")},
        {QStringLiteral("registration_endpoint"), url("/register")},
        {QStringLiteral("end_session_endpoint"), url("/end")},
        {QStringLiteral("response_types_supported"), QJsonArray{QStringLiteral("code")}},
        {QStringLiteral("code_challenge_methods_supported"), QJsonArray{QStringLiteral("S256")}},
        {QStringLiteral("id_token_signing_alg_values_supported"), QJsonArray{QStringLiteral("ES256")}}};
    for (const QString& member : without)
        document.remove(member);
    return json(200, document);
}

LoopbackResponse SmallProvider::authorize(const LoopbackRequest& request)
{
    const FormFields asked = fieldsOf(request);
    m_nonce = value(asked, u"nonce");
    return sendTo(value(asked, u"redirect_uri"), {{QStringLiteral("code"), QStringLiteral("canary-code")},
                                                  {QStringLiteral("state"), value(asked, u"state")}});
}

LoopbackResponse SmallProvider::token(const LoopbackRequest& request)
{
    const FormFields form = fieldsOf(request);
    QJsonObject body{{QStringLiteral("token_type"), QStringLiteral("Bearer")},
                     {QStringLiteral("expires_in"), 3600},
                     {QStringLiteral("access_token"), QStringLiteral("canary-access-token")}};
    if (value(form, u"grant_type") == u"client_credentials")
        return json(200, body);
    const qint64 now = QDateTime::currentSecsSinceEpoch();
    QJsonObject claims{{QStringLiteral("iss"), issuer()},
                       {QStringLiteral("sub"), QStringLiteral("alice")},
                       {QStringLiteral("aud"), value(form, u"client_id")},
                       {QStringLiteral("iat"), now},
                       {QStringLiteral("exp"), now + 3600}};
    if (value(form, u"grant_type") == u"authorization_code")
        claims.insert(QStringLiteral("nonce"), m_nonce);
    const auto idToken = signCompact(QJsonDocument(claims).toJson(QJsonDocument::Compact), m_key, u"ES256");
    body.insert(QStringLiteral("id_token"), QString::fromLatin1(idToken.value()));
    body.insert(QStringLiteral("refresh_token"), QStringLiteral("canary-refresh-token"));
    return json(200, body);
}

LoopbackResponse SmallProvider::endSession(const LoopbackRequest& request) const
{
    const FormFields asked = fieldsOf(request);
    const QString back = value(asked, u"post_logout_redirect_uri");
    if (back.isEmpty())
        return json(200, {});
    return sendTo(back, {{QStringLiteral("state"), value(asked, u"state")}});
}

} // namespace tessera::test
