#include "core/session/dynamic_client.h"

#include "core/oidc/discovery.h"
#include "core/providers/administrator_policy.h"
#include "core/session/server_lookup.h"

namespace tessera {

QCoro::Task<Result<RegisteredClient>> registerDynamicClient(Environment environment, QString issuer,
                                                            ClientMetadata asked,
                                                            SecretString initialAccessToken,
                                                            std::stop_token stop)
{
    if (const auto may = mayAsk(environment, issuer); !may)
        co_return failure(may.error());
    if (const auto may = mayUse(environment.administrator, feature::kDynamicRegistration); !may)
        co_return failure(may.error());
    const auto server = co_await discover(environment.http, issuer, stop);
    if (!server)
        co_return failure(server.error());
    co_return co_await registerClient(environment.http, *server, asked, initialAccessToken, stop);
}

} // namespace tessera
