// What may come back in the redirect (A001 to A013, A042 to A044, A051 to A056, A063).
#include "tests/hostile/hostile_identity_provider.h"

#include <algorithm>

namespace tessera::test {
namespace {

using namespace std::chrono_literals;

using Edit = std::function<void(FormFields&)>;

/// The code is never redeemed.
HostileCase refused(const char* name, const char* code, Edit edit)
{
    HostileCase row{name, QString::fromLatin1(code), Reach::Authorization, {}};
    row.fault.redirect = std::move(edit);
    return row;
}

/// Somebody else's business: the sign-in goes on waiting, here until its time is up.
HostileCase ignored(const char* name, Edit edit)
{
    HostileCase row = refused(name, "sign_in.time_limit", std::move(edit));
    row.patience = 1s; // a busy machine must have asked for the redirect by then
    return row;
}

HostileCase accepted(const char* name, Edit edit)
{
    HostileCase row{name, {}, Reach::Token, {}};
    row.fault.redirect = std::move(edit);
    return row;
}

/// The browser is sent to this place.
HostileCase landing(const char* name, std::function<QByteArray(QByteArray)> location)
{
    HostileCase row = ignored(name, [](FormFields&) {});
    row.fault.location = std::move(location);
    return row;
}

/// iss is not ours, though it looks like it.
HostileCase otherIss(const char* name, const char* before, const char* after)
{
    return refused(name, "response.iss_mismatch", [before, after](FormFields& fields) {
        for (FormField& field : fields)
            if (field.name == u"iss")
                field.value.replace(QLatin1String(before), QLatin1String(after));
    });
}

/// A code that was made for somebody else, with the state of this sign-in.
HostileCase injected(const char* name, const char* code, bool serverChecksPkce)
{
    HostileCase row{name, QString::fromLatin1(code), Reach::Token, {}};
    row.fault.redirect = [](FormFields& fields) {
        for (FormField& field : fields)
            if (field.name == u"code")
                field.value = QStringLiteral("stolen-code");
    };
    row.fault.acceptsAnyCode = !serverChecksPkce;
    row.fault.idToken = [](IdTokenDraft& draft) {
        draft.claims.insert(u"sub", QStringLiteral("mallory"));
        draft.claims.insert(u"nonce", QStringLiteral("of-the-sign-in-it-was-stolen-from"));
    };
    return row;
}

HostileCase unannounced(HostileCase row)
{
    row.fault.metadata = [](QJsonObject& document) {
        document.remove(QStringLiteral("authorization_response_iss_parameter_supported"));
    };
    return row;
}

FormField* find(FormFields& fields, const char* name)
{
    const auto it = std::find_if(fields.begin(), fields.end(),
                                 [&](const FormField& field) { return field.name == QLatin1String(name); });
    return it == fields.end() ? nullptr : &*it;
}

Edit set(const char* name, const QString& value)
{
    return [name, value](FormFields& fields) { find(fields, name)->value = value; };
}

Edit append(const char* name, const char* suffix)
{
    return [name, suffix](FormFields& fields) { find(fields, name)->value += QLatin1String(suffix); };
}

Edit drop(const char* name)
{
    return [name](FormFields& fields) {
        fields.removeIf([&](const FormField& field) { return field.name == QLatin1String(name); });
    };
}

Edit add(const char* name, const QString& value)
{
    return [name, value](FormFields& fields) { fields.append({QString::fromLatin1(name), value}); };
}

Edit twice(const char* name)
{
    return [name](FormFields& fields) { fields.append(*find(fields, name)); };
}

Edit both(const Edit& first, const Edit& second)
{
    return [first, second](FormFields& fields) {
        first(fields);
        second(fields);
    };
}

/// error instead of code
Edit denied(const QString& error)
{
    return both(drop("code"), add("error", error));
}

} // namespace

QList<HostileCase> authorizationCases()
{
    const QString declined = QStringLiteral("access_denied");
    return {
        ignored(
            "A001 "
            "fapi2-security-profile-final-client-test-ensure-authorization-response-with-invalid-state-fails",
            set("state", QStringLiteral("x"))),
        ignored("A002 "
                "fapi2-security-profile-final-client-test-ensure-authorization-response-with-invalid-missing-"
                "state-fails",
                drop("state")),
        ignored("A003 state twice", twice("state")),
        ignored("A004 state with one character more", append("state", "A")),
        ignored("A007 code is empty", set("code", QString())),
        refused("A008 code twice", "response.repeated", twice("code")),
        refused("A009 code and error", "response.code_and_error", add("error", declined)),
        ignored("A010 declined, with a wrong state",
                both(denied(declined), set("state", QStringLiteral("x")))),
        refused("A011 declined", "access_denied", denied(declined)),
        refused("A012 an error nobody knows", "something_odd", denied(QStringLiteral("something_odd"))),
        ignored("A044 code of 16 KiB: longer than a request line", set("code", QString(16 * 1024, u'c'))),
        refused("A044 code outside ASCII", "response.code", set("code", QString(u'é'))),
        refused("A051 fapi2-security-profile-final-client-test-invalid-authorization-response-iss",
                "response.iss_mismatch", set("iss", QStringLiteral("https://honest.example"))),
        refused("A052 fapi2-security-profile-final-client-test-remove-authorization-response-iss",
                "response.iss_missing", drop("iss")),
        accepted("A053 iss not announced, equal", [](FormFields&) {}),
        unannounced(refused("A053 iss not announced, other", "response.iss_mismatch",
                            set("iss", QStringLiteral("https://honest.example")))),
        unannounced(accepted("A053 iss not announced, none", drop("iss"))),
        refused("A054 iss twice", "response.repeated", twice("iss")),
        otherIss("A055 explicit port 443", "127.0.0.1", "127.0.0.1:443"),
        otherIss("A055 percent-encoded", "127.0.0.1", "127%2E0.0.1"),
        otherIss("A055 localhost", "127.0.0.1", "localhost"),
        otherIss("A055 punycode", "127.0.0.1", "xn--127-0-0-1"),
        otherIss("A055 dot behind", "127.0.0.1", "127.0.0.1."),
        refused("A055 iss with a slash", "response.iss_mismatch", append("iss", "/")),
        refused(
            "A055 iss in other case", "response.iss_mismatch",
            [](FormFields& fields) { find(fields, "iss")->value = find(fields, "iss")->value.toUpper(); }),
        ignored("A056 error without iss", both(denied(declined), drop("iss"))),
        refused("A056 error with another iss", "response.iss_mismatch",
                both(denied(declined), set("iss", QStringLiteral("https://honest.example")))),
        landing("A057 at the redirect path of another issuer",
                [](QByteArray location) { return location.replace("/callback?", "/callback/x?"); }),
        landing("A014 at the root",
                [](const QByteArray& location) {
                    return location.first(location.indexOf('/', 8)) + '/' +
                           location.sliced(location.indexOf('?'));
                }),
        landing("A045 in the fragment", [](QByteArray location) { return location.replace('?', '#'); }),
        injected("A059 stolen code, refused by PKCE", "invalid_grant", true),
        injected("A059 stolen code, the server does not check PKCE", "id_token.nonce_mismatch", false),
        accepted("A063 session_state and unknown parameters",
                 both(add("session_state", QStringLiteral("x")), add("scope", QStringLiteral("everything")))),
        accepted("A064 response that was not asked for", add("response", QStringLiteral("a.b.c"))),
        ignored("A043 names in other case", both(drop("code"), add("Code", QStringLiteral("the-code")))),
        refused("A013 error_uri is javascript", "server_error",
                both(denied(QStringLiteral("server_error")),
                     add("error_uri", QStringLiteral("javascript:alert(1)")))),
    };
}

} // namespace tessera::test
