#include "core/oauth/client_request.h"

#include <algorithm>

namespace tessera {

FormFields withExtraFields(FormFields fields, const FormFields& extra)
{
    const FormFields ours = fields;
    for (const FormField& field : extra)
        if (std::none_of(ours.begin(), ours.end(),
                         [&field](const FormField& known) { return known.name == field.name; }))
            fields += field;
    return fields;
}

Result<HttpRequest> clientRequest(const QUrl& endpoint, const AuthorizationServerMetadata& metadata,
                                  const ClientRegistration& registration, const FormFields& fields,
                                  TimePoint now)
{
    const auto client = authenticateClient(registration, metadata, now);
    if (!client)
        return failure(client.error());
    HttpRequest request;
    request.method = "POST";
    request.url = endpoint;
    request.authorization = client->authorization;
    request.form = withExtraFields(client->fields, fields);
    return request;
}

} // namespace tessera
