#include "core/session/flow_steps.h"

#include "core/base/logging.h"
#include "core/jose/jwt.h"
#include "core/oauth/parameters.h"

namespace tessera {
namespace {

/// A stranger's requests are told a few times, so that they do not drive out what matters.
constexpr int kStrangersTold = 5;

QString valueIn(const QByteArray& query, QStringView name)
{
    const auto fields = decodeForm(query);
    if (!fields)
        return {};
    const auto value = singleField(*fields, name);
    return value && *value ? **value : QString();
}

QList<FlowSide> statesOf(const AuthorizationRequest& asked, const QByteArray& query)
{
    if (asked.signedResponse) // it stands inside the token
        return {};
    return {{QStringLiteral("sent"), QString::fromLatin1(asked.state)},
            {QStringLiteral("answer"), valueIn(query, param::kState)}};
}

bool isAboutIss(const Error& error)
{
    return error.code == u"response.iss_mismatch" || error.code == u"response.iss_missing";
}

QList<FlowSide> issuersOf(const AuthorizationRequest& asked, const QByteArray& query)
{
    return {{QStringLiteral("expected"), asked.issuer, false},
            {QStringLiteral("answer"), valueIn(query, param::kIss), false}};
}

FlowVerdict issVerdict(const AuthorizationRequest& asked, const QByteArray& query)
{
    const bool isThere = asked.signedResponse || !valueIn(query, param::kIss).isEmpty();
    return isThere ? FlowVerdict::Passed : FlowVerdict::NotChecked;
}

/// What a redirect was found to be, one check after the other.
void tellChecks(const FlowHandle& flow, const AuthorizationRequest& asked, const QByteArray& query,
                const Error* refused)
{
    flow.check(u"path", FlowVerdict::Passed);
    flow.check(u"state", FlowVerdict::Passed, statesOf(asked, query));
    if (refused && isAboutIss(*refused))
        return flow.check(u"iss", FlowVerdict::Failed, issuersOf(asked, query), *refused);
    const bool isTheirNo = refused && refused->kind == ErrorKind::Denied;
    if (refused && !isTheirNo)
        return flow.check(u"response", FlowVerdict::Failed, {}, *refused);
    flow.check(u"iss", issVerdict(asked, query), issuersOf(asked, query));
}

QString stringIn(const UnverifiedJwt& jwt, const QString& name)
{
    return jwt.claims.value(name).toString();
}

QString halfHash(const UnverifiedJwt& jwt, QByteArrayView value)
{
    const JwsAlgorithm* algorithm = findJwsAlgorithm(jwt.jws.header.alg);
    return algorithm ? QString::fromLatin1(leftHalfHash(*algorithm, value)) : QString();
}

/// Both sides of the comparisons that tie the token to this sign-in. Nothing of an encrypted one.
QList<FlowSide> sidesOf(const QString& name, const SecretString& idToken, const IdTokenExpectations& expected)
{
    const auto jwt = decodeJwt(idToken.reveal());
    if (!jwt)
        return {};
    const QString inToken = stringIn(*jwt, name);
    const auto compared = [&inToken](const QString& from, const QString& value) {
        return QList<FlowSide>{{from, value}, {QStringLiteral("id_token"), inToken}};
    };
    if (name == u"nonce")
        return compared(QStringLiteral("sent"), QString::fromLatin1(expected.nonce));
    if (name == u"at_hash" && !expected.accessToken.isEmpty())
        return compared(QStringLiteral("of access_token"), halfHash(*jwt, expected.accessToken.reveal()));
    if (name == u"c_hash" && !expected.code.isEmpty())
        return compared(QStringLiteral("of code"), halfHash(*jwt, expected.code.reveal()));
    if (name == u"s_hash" && !expected.state.isEmpty())
        return compared(QStringLiteral("of state"), halfHash(*jwt, expected.state));
    return {};
}

FlowVerdict verdictOf(CheckOutcome outcome)
{
    switch (outcome) {
    case CheckOutcome::Passed:
        return FlowVerdict::Passed;
    case CheckOutcome::Failed:
        return FlowVerdict::Failed;
    case CheckOutcome::NotChecked:
        break;
    }
    return FlowVerdict::NotChecked;
}

QUrl withQuery(QUrl address, const QByteArray& query)
{
    address.setQuery(QString::fromLatin1(query));
    return address;
}

} // namespace

FlowHandle beginFlow(const Environment& environment, FlowKind kind, const FlowSubject& subject)
{
    return environment.recorder ? environment.recorder->begin(kind, subject) : FlowHandle();
}

Environment withinFlow(Environment environment, const FlowHandle& flow)
{
    if (!flow || !environment.http)
        return environment;
    environment.http = environment.http->forFlow(flow);
    if (environment.jwkSets)
        environment.jwkSets = environment.jwkSets->over(environment.http);
    if (environment.discovery)
        environment.discovery = environment.discovery->over(environment.http);
    return environment;
}

FlowHandle flowOf(const Environment& environment)
{
    return environment.http ? environment.http->flow() : FlowHandle();
}

FlowSubject flowSubject(const Account& account)
{
    FlowSubject subject;
    subject.accountId = account.id;
    subject.label = account.label;
    subject.issuer = account.issuer;
    subject.person = account.name.isEmpty() ? account.email : account.name;
    return subject;
}

void tellOpened(const FlowHandle& flow, const QUrl& address)
{
    if (!flow)
        return;
    flow.arrow(FlowStepKind::AddressOpened, address);
    flow.arrow(FlowStepKind::AuthorizationRequest, address);
    flow.arrow(FlowStepKind::ServerPage);
}

RedirectListener::Witness redirectWitness(const FlowHandle& flow, const AuthorizationRequest& asked,
                                          std::shared_ptr<const bool> isPasted, const QUrl& tokenEndpoint)
{
    if (!flow)
        return {};
    return [flow, asked, isPasted = std::move(isPasted), tokenEndpoint,
            strangers = 0](const QByteArray& query, const AuthorizationVerdict& verdict) mutable {
        const QUrl address = withQuery(asked.redirectUri, query);
        const FlowStepKind arrival = *isPasted ? FlowStepKind::Pasted : FlowStepKind::Callback;
        if (const auto* stranger = std::get_if<IgnoreResponse>(&verdict)) {
            if (++strangers > kStrangersTold)
                return;
            flow.arrow(arrival, address);
            flow.check(u"state", FlowVerdict::Failed, statesOf(asked, query),
                       Error{ErrorKind::Untrusted, stranger->code, {}, {}});
            return;
        }
        flow.arrow(FlowStepKind::PersonAnswers);
        flow.arrow(FlowStepKind::Redirect, address);
        flow.arrow(arrival, address);
        const auto* refused = std::get_if<RefuseResponse>(&verdict);
        tellChecks(flow, asked, query, refused ? &refused->error : nullptr);
        if (refused && refused->error.kind != ErrorKind::Denied)
            flow.notSent("POST", tokenEndpoint);
    };
}

void tellPkce(const FlowHandle& flow, const Pkce& pkce)
{
    if (!flow)
        return;
    const bool fits = s256Challenge(pkce.verifier.reveal()) == pkce.challenge;
    flow.check(u"pkce", fits ? FlowVerdict::Passed : FlowVerdict::Failed,
               {{QStringLiteral("code_challenge"), QString::fromLatin1(pkce.challenge)},
                {QStringLiteral("code_verifier"), pkce.verifier.revealString()}});
}

void tellIdToken(const FlowHandle& flow, const IdTokenVerdict& verdict, const SecretString& idToken,
                 const IdTokenExpectations& expected)
{
    if (!flow)
        return;
    for (const IdTokenCheck& check : verdict.checks) {
        // The answer in the browser has an iss of its own.
        const QString name = check.name == u"iss" ? QStringLiteral("id_token_iss") : check.name;
        std::optional<Error> error;
        if (check.outcome == CheckOutcome::Failed)
            error = Error{ErrorKind::Untrusted, check.code, check.detail, {}};
        flow.check(name, verdictOf(check.outcome), sidesOf(check.name, idToken, expected), error);
    }
}

void tellScope(const FlowHandle& flow, const QStringList& asked, const QStringList& granted)
{
    if (!flow)
        return;
    const bool isWhole =
        std::all_of(asked.begin(), asked.end(), [&](const QString& s) { return granted.contains(s); });
    const QList<FlowSide> sides{{QStringLiteral("asked"), asked.join(u' '), false},
                                {QStringLiteral("granted"), granted.join(u' '), false}};
    if (isWhole)
        flow.check(u"scope", FlowVerdict::Passed, sides);
    else
        flow.note(u"note.scope_narrowed", std::nullopt, sides); // no reason to stop
}

void tellRotation(const FlowHandle& flow, const SecretString& before, const SecretString& after)
{
    if (!flow)
        return;
    const QList<FlowSide> sides{{QStringLiteral("before"), before.revealString()},
                                {QStringLiteral("after"), after.revealString()}};
    if (before == after)
        flow.note(u"note.not_rotated", std::nullopt, sides);
    else
        flow.check(u"rotation", FlowVerdict::Passed, sides);
}

} // namespace tessera
