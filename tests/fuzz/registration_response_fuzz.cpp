// The answer to a dynamic registration: whatever the bytes, the registration token goes only to the host that
// was asked.
#include "core/oauth/registration_response.h"

#include <cstddef>
#include <cstdint>

using namespace tessera;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    HttpResponse response;
    response.status = 201;
    response.url = QUrl(QStringLiteral("https://op.example/register"));
    response.headers = {{"Content-Type", "application/json"}};
    response.body = QByteArray(reinterpret_cast<const char*>(data), static_cast<qsizetype>(size));

    RegistrationExpectations expected;
    expected.known.issuer = QStringLiteral("https://op.example");
    expected.asked.redirectUris = {QStringLiteral("http://127.0.0.1/callback")};
    expected.endpoint = response.url;
    const auto client = parseRegistration(response, expected);
    if (!client)
        return 0;
    if (client->clientId.isEmpty() || client->clientId.size() > limits::kClientIdCharacters)
        __builtin_trap();
    if (client->registrationAccessToken.isEmpty() != client->registrationClientUri.isEmpty())
        __builtin_trap();
    if (!client->registrationClientUri.isEmpty() &&
        !sameOrigin(client->registrationClientUri, expected.endpoint))
        __builtin_trap();
    for (const char c : client->registrationAccessToken.reveal())
        if (c <= ' ' || c > '~')
            __builtin_trap(); // would end a header
    return 0;
}
