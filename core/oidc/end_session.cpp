#include "core/oidc/end_session.h"

#include "core/base/logging.h"
#include "core/base/random.h"
#include "core/oauth/endpoint_rules.h"
#include "core/oauth/parameters.h"
#include "core/oauth/redirect_pages.h"

#include <algorithm>

namespace tessera {
namespace {

/// A signed token has three parts, an encrypted one five.
bool isUsableHint(const SecretString& hint)
{
    const QByteArrayView text = hint.reveal();
    return text.size() <= limits::kEndSessionHintBytes && std::count(text.begin(), text.end(), '.') == 2;
}

/// The metadata has been judged once; what a person or a file wrote in its place has not (A345).
Result<void> checkEndpoint(const AuthorizationServerMetadata& metadata)
{
    if (metadata.endSessionEndpoint.isEmpty())
        return failure(ErrorKind::Configuration, u"end_session.unsupported", {}, metadata.issuer);
    const QString text = metadata.endSessionEndpoint.toString(QUrl::FullyEncoded);
    if (const auto fault = endpointFault(text, QUrl(metadata.issuer, QUrl::StrictMode)))
        return failure(ErrorKind::Untrusted, u"end_session.endpoint",
                       QStringLiteral("%1 (%2)").arg(*fault, printable(text, 120)), metadata.issuer);
    return {};
}

} // namespace

QUrl EndSessionRequest::address() const
{
    if (hasHint)
        return {};
    QUrl whole = endpoint;
    const QString own = endpoint.query(QUrl::FullyEncoded);
    const QString ours = QString::fromLatin1(encodeForm(fields));
    whole.setQuery(own.isEmpty() ? ours : own + u'&' + ours);
    return whole;
}

Result<EndSessionRequest> makeEndSessionRequest(const AuthorizationServerMetadata& metadata,
                                                const ClientRegistration& registration,
                                                const SecretString& idTokenHint,
                                                const std::optional<QUrl>& postLogoutRedirectUri)
{
    if (const auto endpoint = checkEndpoint(metadata); !endpoint)
        return failure(endpoint.error());
    EndSessionRequest request;
    request.hasHint = isUsableHint(idTokenHint);
    request.endpoint = metadata.endSessionEndpoint;
    FormFields& fields = request.fields;
    fields = {{param::kClientId.toString(), registration.clientId}};
    if (request.hasHint)
        fields += {param::kIdTokenHint.toString(), idTokenHint.revealString()};
    if (postLogoutRedirectUri) {
        request.postLogoutRedirectUri = *postLogoutRedirectUri;
        request.state = randomToken();
        fields +=
            {param::kPostLogoutRedirectUri.toString(), postLogoutRedirectUri->toString(QUrl::FullyEncoded)};
        fields += {param::kState.toString(), QString::fromLatin1(request.state)};
    }
    return request;
}

std::optional<IgnoreResponse> judgeEndSessionResponse(QByteArrayView query, const EndSessionRequest& request)
{
    const auto fields = decodeForm(query);
    if (!fields)
        return IgnoreResponse{QStringLiteral("response.encoding")};
    return checkState(*fields, request.state);
}

QCoro::Task<Result<void>> waitForEndSession(std::shared_ptr<ReturnListener> listener,
                                            EndSessionRequest request, Milliseconds limit,
                                            std::stop_token stop)
{
    const ReturnListener::Judge judge = [request](const QByteArray& query) -> ReturnListener::Judgement {
        if (const auto stranger = judgeEndSessionResponse(query, request))
            return ReturnListener::Ignored{stranger->code};
        return ReturnListener::Answered{signedOutPage()};
    };
    return ReturnListener::wait(std::move(listener), judge, limit, QStringLiteral("end_session.time_limit"),
                                std::move(stop));
}

} // namespace tessera
