#include "tests/lives/provider.h"

#include "core/jose/jwt.h"
#include "core/jose/key.h"
#include "core/net/form_body.h"
#include "core/net/loopback_request_parser.h"
#include "core/net/loopback_response_writer.h"
#include "tests/lives/dice.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTcpSocket>
#include <QTimer>

namespace tessera::lives {
namespace {

using Kind = NetworkFault::Kind;

constexpr char kTokenHeader[] = "X-Token-Number";
constexpr Milliseconds kDripEvery{20};

const Key& signingKey()
{
    static const Key key = Key::generateEc(u"P-256").withKid(QStringLiteral("k1"));
    return key;
}

QString value(const FormFields& form, QStringView name)
{
    return singleField(form, name).value_or(std::nullopt).value_or(QString());
}

LoopbackResponse json(int status, const QJsonObject& body)
{
    LoopbackResponse response;
    response.status = status;
    response.contentType = "application/json";
    response.body = QJsonDocument(body).toJson(QJsonDocument::Compact);
    return response;
}

LoopbackResponse page(int status)
{
    LoopbackResponse response;
    response.status = status;
    response.body = "<!doctype html><title>Welcome to the hotel</title>";
    return response;
}

LoopbackResponse wireError(int status, const QString& code)
{
    return json(status, {{QStringLiteral("error"), code}});
}

bool isAfter(Kind kind)
{
    return kind == Kind::CutAfter || kind == Kind::HalfAnswer || kind == Kind::Reset || kind == Kind::Drip ||
           kind == Kind::SilentAfter || kind == Kind::ErrorAfter;
}

} // namespace

Provider::Provider(std::shared_ptr<const test::ManualClock> clock, ProviderTraits traits, quint64 seed)
    : families(traits), m_clock(std::move(clock)), m_started(m_clock->now()),
      m_startedBoot(m_clock->sinceBoot()), m_traits(traits), m_seed(seed)
{
    connect(&m_server, &QTcpServer::newConnection, this, &Provider::accept);
    if (!m_server.listen(QHostAddress(QHostAddress::LocalHost)))
        qFatal("no port for the provider");
    m_port = m_server.serverPort();
    m_issuer = QStringLiteral("http://127.0.0.1:%1").arg(m_port);
}

Provider::~Provider()
{
    m_server.disconnect(this);
    m_server.close();
}

void Provider::unplug()
{
    m_server.close();
}

void Provider::plugIn()
{
    if (!m_server.isListening() && !m_server.listen(QHostAddress(QHostAddress::LocalHost), m_port))
        qFatal("the provider does not come back");
}

QStringList Provider::scope() const
{
    QStringList scope{QStringLiteral("openid"), QStringLiteral("offline_access")};
    for (int i = 0; m_traits.longScope && i < 16; ++i)
        scope.append(QStringLiteral("https://api.example/very/long/name/of/a/permission/number/%1").arg(i));
    return scope;
}

std::optional<int> Provider::tokenIn(const QByteArray& header)
{
    bool ok = false;
    const int number = header.toInt(&ok);
    return ok ? std::optional<int>(number) : std::nullopt;
}

Result<void> Provider::openInBrowser(const QUrl& address)
{
    const FormFields asked = decodeForm(address.query(QUrl::FullyEncoded).toLatin1()).value_or(FormFields());
    const QString code = QStringLiteral("code-%1").arg(++m_count);
    m_codes.insert(code, Code{person, value(asked, u"nonce")});
    const QUrl back(value(asked, u"redirect_uri"));
    auto* socket = new QTcpSocket(this);
    const QByteArray request = "GET " + back.path().toLatin1() + "?code=" + code.toLatin1() +
                               "&state=" + value(asked, u"state").toLatin1() +
                               " HTTP/1.1\r\nHost: " + back.authority().toLatin1() + "\r\n\r\n";
    connect(socket, &QTcpSocket::connected, socket, [socket, request] { socket->write(request); });
    connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
    socket->connectToHost(back.host(), static_cast<quint16>(back.port()));
    return {};
}

void Provider::accept()
{
    while (QTcpSocket* socket = m_server.nextPendingConnection()) {
        const QByteArray host = "127.0.0.1:" + QByteArray::number(m_port);
        const auto parser = std::make_shared<LoopbackRequestParser>(
            LoopbackRequestParser::Rules{{}, {"GET", "POST"}, {host}});
        connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
        connect(socket, &QTcpSocket::readyRead, this, [this, socket, parser] {
            switch (parser->feed(socket->readAll())) {
            case LoopbackRequestParser::Outcome::NeedMore:
                return;
            case LoopbackRequestParser::Outcome::Reject:
                qFatal("the provider does not understand the request: %d", parser->rejectStatus());
            case LoopbackRequestParser::Outcome::Request:
                socket->disconnect(this);
                answer(socket, parser->request());
            }
        });
    }
}

std::optional<Kind> Provider::takeFault(const LoopbackRequest& request)
{
    if (!fault || (fault->onlyTokens && request.path != "/token"))
        return std::nullopt;
    const Kind kind = fault->kind;
    if (--fault->times <= 0)
        fault.reset();
    ++faultsHit;
    return kind;
}

std::optional<LoopbackResponse> Provider::insteadOf(Kind kind)
{
    Dice dice(m_seed + static_cast<quint64>(++m_count));
    LoopbackResponse response;
    switch (kind) {
    case Kind::ErrorBefore:
    case Kind::ErrorAfter:
        return page(dice.among({500, 502, 503, 504}));
    case Kind::TooMany:
        response = page(429);
        response.headers.append(HttpHeader{"Retry-After", QByteArray::number(dice.between(1, 120))});
        return response;
    case Kind::Portal:
        return page(200);
    case Kind::PortalMoved:
        response = page(302);
        response.headers.append(HttpHeader{"Location", "https://portal.example/login"});
        return response;
    case Kind::RefusesClient:
        return wireError(401, QStringLiteral("invalid_client"));
    default:
        return std::nullopt;
    }
}

void Provider::answer(QTcpSocket* socket, const LoopbackRequest& request)
{
    if (isDeaf)
        return socket->abort();
    const auto kind = takeFault(request);
    if (onTrace)
        onTrace(QString::fromLatin1(request.path) +
                (kind ? QStringLiteral(" (fault %1)").arg(static_cast<int>(*kind)) : QString()));
    if (kind == Kind::CutBefore)
        return socket->abort();
    if (kind == Kind::SilentBefore)
        return;
    auto instead = kind ? insteadOf(*kind) : std::nullopt;
    LoopbackResponse response = instead.value_or(LoopbackResponse());
    if (!kind || isAfter(*kind)) {
        const LoopbackResponse done = handle(request);
        if (!instead)
            response = done;
    }
    if (isDeaf || kind == Kind::CutAfter || kind == Kind::Reset)
        return socket->abort();
    if (kind == Kind::SilentAfter)
        return;
    const QByteArray bytes = serialize(response);
    if (kind == Kind::Drip) {
        auto* timer = new QTimer(socket);
        const auto left = std::make_shared<QByteArray>(bytes);
        connect(timer, &QTimer::timeout, socket, [socket, left] {
            socket->write(left->first(1));
            left->remove(0, std::min<qsizetype>(1, left->size() - 1));
        });
        return timer->start(kDripEvery);
    }
    socket->write(kind == Kind::HalfAnswer ? bytes.first(bytes.size() - response.body.size() / 2 - 1)
                                           : bytes);
    socket->disconnectFromHost();
}

LoopbackResponse Provider::handle(const LoopbackRequest& request)
{
    if (request.path == "/token") {
        const LoopbackResponse response = token(request);
        if (const auto call = onDone) // it may take itself away
            call();
        return response;
    }
    if (request.path == "/jwks")
        return json(200, {{QStringLiteral("keys"), QJsonArray{signingKey().publicJwk()}}});
    if (request.path == "/userinfo") {
        const QByteArray access = request.header("Authorization").mid(7);
        if (!families.isGoodAccess(access, m_clock->sinceBoot())) {
            LoopbackResponse refused = wireError(401, QStringLiteral("invalid_token"));
            refused.headers.append(HttpHeader{"WWW-Authenticate", "Bearer error=\"invalid_token\""});
            return refused;
        }
        return json(200, {{QStringLiteral("sub"), families.subjectOfAccess(access)},
                          {QStringLiteral("name"), QStringLiteral("Somebody")},
                          {QStringLiteral("email"), QStringLiteral("somebody@example.com")}});
    }
    if (request.path == "/revoke") {
        families.revoke(value(decodeForm(request.body).value_or(FormFields()), u"token").toLatin1());
        return json(200, {});
    }
    if (request.path == "/.well-known/openid-configuration")
        return document();
    return json(404, {});
}

LoopbackResponse Provider::token(const LoopbackRequest& request)
{
    const FormFields form = decodeForm(request.body).value_or(FormFields());
    if (value(form, u"grant_type") == u"authorization_code") {
        const auto code = m_codes.constFind(value(form, u"code"));
        if (code == m_codes.constEnd())
            return wireError(400, QStringLiteral("invalid_grant"));
        const Code redeemed = *code;
        m_codes.remove(value(form, u"code"));
        lastBegun = families.begin(redeemed.subject);
        return tokens(lastBegun, families.family(lastBegun).newest, redeemed.nonce);
    }
    ++refreshes;
    const QByteArray sent = value(form, u"refresh_token").toLatin1();
    const auto exchange = families.exchange(sent, m_clock->sinceBoot());
    if (onTrace)
        onTrace(QStringLiteral("  %1 gives %2")
                    .arg(QString::fromLatin1(sent),
                         exchange.family < 0  ? QStringLiteral("a refusal")
                         : exchange.token < 0 ? QStringLiteral("no other")
                                              : QString::fromLatin1(families.token(exchange.token).text)));
    if (exchange.reuse && onReuse)
        onReuse(*exchange.reuse);
    if (exchange.family < 0)
        return wireError(400, QStringLiteral("invalid_grant"));
    return tokens(exchange.family, exchange.token, QString());
}

LoopbackResponse Provider::tokens(int family, int token, const QString& nonce)
{
    QJsonObject body{
        {QStringLiteral("token_type"), QStringLiteral("Bearer")},
        {QStringLiteral("expires_in"), static_cast<int>(m_traits.accessLife.count())},
        {QStringLiteral("access_token"),
         QString::fromLatin1(families.issueAccess(family, token, m_clock->sinceBoot()))},
    };
    if (token >= 0)
        body.insert(QStringLiteral("refresh_token"), QString::fromLatin1(families.token(token).text));
    if (m_traits.givesIdToken || !nonce.isEmpty())
        body.insert(QStringLiteral("id_token"),
                    QString::fromLatin1(idToken(families.family(family).subject, nonce)));
    LoopbackResponse response = json(200, body);
    if (token >= 0)
        response.headers.append(HttpHeader{kTokenHeader, QByteArray::number(token)});
    return response;
}

QByteArray Provider::idToken(const QString& subject, const QString& nonce) const
{
    const qint64 now = toUnixSeconds(rightTime());
    QJsonObject claims{{QStringLiteral("iss"), m_issuer},
                       {QStringLiteral("sub"), subject},
                       {QStringLiteral("aud"), QStringLiteral("desk")},
                       {QStringLiteral("iat"), now},
                       {QStringLiteral("exp"), now + 300}};
    if (!nonce.isEmpty())
        claims.insert(QStringLiteral("nonce"), nonce);
    return signCompact(QJsonDocument(claims).toJson(QJsonDocument::Compact), signingKey(), u"ES256").value();
}

LoopbackResponse Provider::document() const
{
    const auto url = [this](const char* path) { return m_issuer + QString::fromLatin1(path); };
    return json(
        200,
        {{QStringLiteral("issuer"), m_issuer},
         {QStringLiteral("authorization_endpoint"), url("/authorize")},
         {QStringLiteral("token_endpoint"), url("/token")},
         {QStringLiteral("jwks_uri"), url("/jwks")},
         {QStringLiteral("userinfo_endpoint"), url("/userinfo")},
         {QStringLiteral("revocation_endpoint"), url("/revoke")},
         {QStringLiteral("code_challenge_methods_supported"), QJsonArray{QStringLiteral("S256")}},
         {QStringLiteral("id_token_signing_alg_values_supported"), QJsonArray{QStringLiteral("ES256")}}});
}

} // namespace tessera::lives
