// The redirect's query: whatever the bytes, a code only with the right state; and where a signed answer is
// expected (JARM), none at all, because no key here signs.
#include "core/oauth/authorization_response.h"

#include <cstddef>
#include <cstdint>

using namespace tessera;

namespace {

SignedResponseExpectations signedAnswerExpected()
{
    SignedResponseExpectations expected;
    expected.issuer = QStringLiteral("https://op.example");
    expected.clientId = QStringLiteral("c");
    expected.algorithm = QStringLiteral("ES256");
    static const JwkSet keys({Key::generateEc(u"P-256")});
    expected.keys = keys;
    expected.clock = std::make_shared<SystemClock>();
    return expected;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    AuthorizationRequest request;
    request.issuer = QStringLiteral("https://op.example");
    request.issRequired = size % 2 == 1;
    request.state = "s7";
    const QByteArrayView query(reinterpret_cast<const char*>(data), static_cast<qsizetype>(size));

    AuthorizationRequest wantsToken = request;
    wantsToken.signedResponse = signedAnswerExpected();
    if (std::holds_alternative<AuthorizationCode>(validateAuthorizationResponse(query, wantsToken)))
        __builtin_trap();

    const AuthorizationVerdict verdict = validateAuthorizationResponse(query, request);
    if (std::holds_alternative<IgnoreResponse>(verdict))
        return 0;
    const auto fields = decodeForm(query);
    if (!fields)
        __builtin_trap();
    const auto* refused = std::get_if<RefuseResponse>(&verdict);
    if (refused && refused->error.code == u"response.not_asked")
        return 0; // its state is inside the token
    const auto state = singleField(*fields, u"state");
    if (!state || !*state || **state != u"s7")
        __builtin_trap();
    return 0;
}
