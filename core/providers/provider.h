// One row of resources/providers.json: what is known about a provider before anybody signed in.
#pragma once

#include "core/base/result.h"
#include "core/net/form_body.h"
#include "core/oauth/client_registration.h"
#include "core/providers/loopback_rule.h"

#include <QJsonObject>

namespace tessera {

/// Something about a provider a person should read, and when.
struct Quirk
{
    enum class Place {
        Client,  ///< while a client is registered or typed in
        SignIn,  ///< while the browser is open
        Renewal, ///< once signed in: how long it lasts, what ends it
        SignOut,
    };
    Place at = Place::Client;
    QString text; ///< plain sentences
};

/// Who set the client id a sign-in starts with; a person may always give another.
enum class ClientIdSource { Row, Build, Administrator };

/// One thing that ends sign-ins at this provider.
struct RefreshEnding
{
    enum class Since {
        SignIn, ///< however often it is renewed
        Use,    ///< only if it is not renewed for that long
    };
    std::optional<std::chrono::minutes> after; ///< unset: at no fixed time
    Since since = Since::Use;
    QStringList beyondScope; ///< only where more than these scopes are asked for; empty: always
    QString withScope;       ///< only where this one is asked for; empty: always
    QString withoutScope;    ///< only where this one is not
    QString text;   ///< a plain sentence: "Google ends the sign-ins of an app in testing after 7 days."
    QString advice; ///< what to do so that it does not happen again; may be empty
};

/// How long a refresh token lives, as far as it is known.
struct RefreshRule
{
    bool rotates = false; ///< each renewal brings a new one
    QString text;         ///< in plain words: what gives one and what ends it
    QList<RefreshEnding> endings;
};

/// What `{origin}`, `{issuer}` and `{client_id}` in an address of the row become.
struct AddressParts
{
    QString issuer;
    QString clientId;
};

struct Provider
{
    QString id;         ///< "google": stable, used on the command line
    QString name;       ///< "Google"
    QString monogram;   ///< two letters for the tile
    QString issuer;     ///< empty: the person must give one ("Your own host")
    QString issuerHint; ///< what such an address looks like: "https://id.example.com/realms/REALM"
    QString hostText;   ///< what stands under the name: "accounts.google.com", "Your own host"
    QString clientId;   ///< empty: the person must give one
    ClientIdSource clientIdSource = ClientIdSource::Row;
    bool needsClientSecret = false;
    /// Unset: as the metadata says.
    std::optional<ClientAuthenticationMethod> authenticationMethod;
    /// How clients of that provider get the answer in the browser signed (JARM); empty: it comes plain.
    QString authorizationSignedResponseAlg;
    LoopbackRule loopbackRule;
    QStringList scope;
    FormFields extra;          ///< added to the authorization request: access_type=offline…
    QUrl registerUrl;          ///< where a client is registered
    QStringList registerSteps; ///< what to do there, one sentence each
    QString reviewUrl;         ///< where a person sees what was granted; may hold {client_id}
    QList<Quirk> quirks;
    RefreshRule refresh;
    bool isDemo = false;
    bool isFeatured = false; ///< among the first ones a person is offered
    /// Why nobody can sign in there from a desktop; empty for all others.
    QString unavailable;

    /// Named as in RFC 8414, with emails_endpoint besides: the server's own metadata where it publishes none,
    /// or what its discovery document leaves out.
    QJsonObject endpoints;
    /// Instead of those, for another issuer than the row's (a self-hosted server of the same kind).
    QJsonObject endpointsElsewhere;
    ServerTraits traits; ///< without what depends on issuer and client id

    QStringList quirksAt(Quirk::Place place) const;
    /// Neither discovery nor OpenID Connect: the row says where everything is.
    bool isGiven() const;

    /// What is still missing is left empty.
    ClientRegistration registration() const;
    /// The server of a registration whose issuer and client id are known: its metadata, if the row gives it,
    /// and its traits. Errors as parseMetadata, and Configuration providers.unavailable.
    Result<ClientRegistration> withServer(ClientRegistration registration) const;
    ServerTraits traitsFor(const AddressParts& parts) const;
    /// Where a person takes back the app's access: https only. Empty where the row has none.
    QUrl reviewUrlFor(const AddressParts& parts) const;
};

} // namespace tessera
