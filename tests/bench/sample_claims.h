// The tokens that are measured, as providers write them.
#pragma once

#include <QtGlobal>

namespace tessera {

/// As an ID token looks. It ends in 2100: other libraries ask the clock.
inline constexpr char kIdTokenClaims[] =
    R"({"iss":"https://op.example","sub":"248289761001","aud":"s6BhdRkqt3","nonce":"n-0S6_WzA2Mj",)"
    R"("exp":4102444800,"iat":1311280970,"auth_time":1311280969,"acr":"urn:mace:incommon:iap:silver",)"
    R"("at_hash":"77QmUPtjPfzWtF2AnpK9RQ","name":"Jane Doe","email":"janedoe@example.com"})";

/// As an access token of a large provider looks, about 1 KB when signed with RS256.
inline constexpr char kAccessTokenClaims[] =
    R"({"iss":"https://id.example.com/realms/work","sub":"f:9a1b6c3e:alice","aud":["account","api"],)"
    R"("exp":1767326635,"iat":1767323035,"auth_time":1767323034,)"
    R"("jti":"ca5ff96e-2cbf-4e0c-b4c5-1d4e4a0a1d42","typ":"Bearer","azp":"desktop",)"
    R"("sid":"1f2e3d4c-0000-4000-8000-000000000001","acr":"1",)"
    R"("allowed-origins":["https://app.example.com"],"realm_access":{"roles":["offline_access","user"]},)"
    R"("scope":"openid profile email","email_verified":true,"preferred_username":"alice"})";

/// While that access token is good.
inline constexpr qint64 kAccessTokenNow = 1767323045;

} // namespace tessera
