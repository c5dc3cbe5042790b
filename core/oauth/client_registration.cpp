#include "core/oauth/client_registration.h"

namespace tessera {

QString clientAuthenticationMethodName(ClientAuthenticationMethod method)
{
    switch (method) {
    case ClientAuthenticationMethod::None:
        return QStringLiteral("none");
    case ClientAuthenticationMethod::ClientSecretBasic:
        return QStringLiteral("client_secret_basic");
    case ClientAuthenticationMethod::ClientSecretPost:
        return QStringLiteral("client_secret_post");
    case ClientAuthenticationMethod::ClientSecretJwt:
        return QStringLiteral("client_secret_jwt");
    case ClientAuthenticationMethod::PrivateKeyJwt:
        return QStringLiteral("private_key_jwt");
    }
    return {};
}

std::optional<ClientAuthenticationMethod> clientAuthenticationMethodFromName(QStringView name)
{
    using enum ClientAuthenticationMethod;
    for (const auto method : {None, ClientSecretBasic, ClientSecretPost, ClientSecretJwt, PrivateKeyJwt})
        if (name == clientAuthenticationMethodName(method))
            return method;
    return std::nullopt;
}

} // namespace tessera
