#include "core/providers/provider_row.h"

#include "core/oauth/authorization_server_metadata.h"
#include "core/oauth/signed_response.h"
#include "core/providers/row_reader.h"

#include <QJsonArray>

namespace tessera {
namespace {

QStringList names(std::initializer_list<const char*> list)
{
    QStringList names;
    for (const char* name : list)
        names += QString::fromLatin1(name);
    return names;
}

const QStringList& members()
{
    static const QStringList all = names({"id",
                                          "name",
                                          "monogram",
                                          "host_text",
                                          "issuer",
                                          "issuer_hint",
                                          "issuer_template",
                                          "tenants",
                                          "client_id",
                                          "needs_client_secret",
                                          "authentication",
                                          "authorization_signed_response_alg",
                                          "scope",
                                          "scope_answer",
                                          "scope_aliases",
                                          "extra",
                                          "extra_without_refresh_token",
                                          "endpoints",
                                          "endpoints_elsewhere",
                                          "refresh",
                                          "revocation",
                                          "device",
                                          "access_token_lasts",
                                          "errors_with_status_200",
                                          "userinfo",
                                          "register_url",
                                          "register_steps",
                                          "review_url",
                                          "quirks",
                                          "demo",
                                          "featured",
                                          "git",
                                          "redirect",
                                          "unavailable"});
    return all;
}

const QStringList& endpointNames()
{
    static const QStringList all =
        names({"authorization_endpoint", "token_endpoint", "userinfo_endpoint", "emails_endpoint",
               "revocation_endpoint", "device_authorization_endpoint", "introspection_endpoint",
               "registration_endpoint", "token_endpoint_auth_methods_supported",
               "authorization_response_iss_parameter_supported", "code_challenge_methods_supported"});
    return all;
}

QJsonObject readEndpoints(RowReader& row, const QString& name)
{
    const QJsonObject endpoints = row.object(name);
    row.include(RowReader(endpoints, endpointNames(), name + u'.'));
    return endpoints;
}

void readServer(RowReader& row, Provider& provider)
{
    provider.issuer = row.text(u"issuer");
    provider.issuerHint = row.text(u"issuer_hint");
    provider.endpoints = readEndpoints(row, QStringLiteral("endpoints"));
    provider.endpointsElsewhere = readEndpoints(row, QStringLiteral("endpoints_elsewhere"));
    provider.traits.issuerTemplate = row.text(u"issuer_template");
    provider.traits.tenants = row.list(u"tenants");
    if (provider.issuer.isEmpty() && provider.issuerHint.isEmpty())
        row.fail(QStringLiteral("one of issuer and issuer_hint is needed"));
    if (!provider.issuer.isEmpty() && !checkIssuer(provider.issuer))
        row.fail(QStringLiteral("issuer %1 cannot be one").arg(provider.issuer));
    const QString& pattern = provider.traits.issuerTemplate;
    if (!pattern.isEmpty() && pattern.count(QStringLiteral("{tenantid}")) != 1)
        row.fail(QStringLiteral("issuer_template must hold {tenantid} once"));
}

void readClient(RowReader& row, Provider& provider)
{
    provider.clientId = row.text(u"client_id");
    provider.needsClientSecret = row.flag(u"needs_client_secret");
    const QString method = row.text(u"authentication");
    if (!method.isEmpty()) {
        provider.authenticationMethod = clientAuthenticationMethodFromName(method);
        if (!provider.authenticationMethod)
            row.fail(QStringLiteral("authentication %1 is none we know").arg(method));
    }
    provider.authorizationSignedResponseAlg = row.text(u"authorization_signed_response_alg");
    const QString& alg = provider.authorizationSignedResponseAlg;
    if (!alg.isEmpty() && !canSignResponses(alg))
        row.fail(QStringLiteral("authorization_signed_response_alg %1 is none we know").arg(alg));
    provider.scope = row.list(u"scope");
    provider.extra = row.fields(u"extra");
    provider.registerUrl = row.httpsUrl(u"register_url");
    provider.registerSteps = row.list(u"register_steps");
    provider.reviewUrl = row.text(u"review_url");
}

void readRedirect(RowReader& row, Provider& provider)
{
    using Rule = LoopbackRule;
    RowReader redirect(row.object(u"redirect"), names({"host", "port", "path"}), QStringLiteral("redirect."));
    static constexpr std::array kHosts{Rule::Host::Either, Rule::Host::LiteralIPv4, Rule::Host::Localhost};
    const qsizetype host = redirect.choice(u"host", names({"either", "127.0.0.1", "localhost"}), 0);
    provider.loopbackRule.host = kHosts.at(std::size_t(host));
    provider.loopbackRule.port =
        redirect.choice(u"port", names({"any", "fixed"}), 0) == 1 ? Rule::Port::Fixed : Rule::Port::Any;
    provider.loopbackRule.path = redirect.text(u"path");
    if (!provider.loopbackRule.path.isEmpty() && !provider.loopbackRule.path.startsWith(u'/'))
        redirect.fail(QStringLiteral("redirect.path must begin with a slash"));
    row.include(redirect);
}

RefreshEnding readEnding(RowReader& refresh, const QJsonObject& object)
{
    constexpr int kMostDays = 3660;
    RowReader reader(object,
                     names({"after_days", "after_minutes", "since", "beyond_scope", "with_scope",
                            "without_scope", "text", "advice"}),
                     QStringLiteral("refresh.endings."));
    RefreshEnding ending;
    if (const auto days = reader.number(u"after_days", kMostDays))
        ending.after = std::chrono::days(*days);
    if (const auto minutes = reader.number(u"after_minutes", 24 * 60))
        ending.after = std::chrono::minutes(*minutes);
    ending.since = reader.choice(u"since", names({"use", "sign-in"}), 0) == 1 ? RefreshEnding::Since::SignIn
                                                                              : RefreshEnding::Since::Use;
    ending.beyondScope = reader.list(u"beyond_scope");
    ending.withScope = reader.text(u"with_scope");
    ending.withoutScope = reader.text(u"without_scope");
    ending.text = reader.required(u"text");
    ending.advice = reader.text(u"advice");
    refresh.include(reader);
    return ending;
}

void readRefresh(RowReader& row, Provider& provider)
{
    RowReader refresh(row.object(u"refresh"),
                      names({"rotates", "ends_access_token", "sends_redirect_uri", "text", "endings"}),
                      QStringLiteral("refresh."));
    provider.refresh.rotates = refresh.flag(u"rotates");
    provider.refresh.text = refresh.text(u"text");
    for (const QJsonObject& ending : refresh.objects(u"endings"))
        provider.refresh.endings.append(readEnding(refresh, ending));
    provider.traits.refreshEndsAccessToken = refresh.flag(u"ends_access_token");
    provider.traits.refreshSendsRedirectUri = refresh.flag(u"sends_redirect_uri");
    row.include(refresh);
}

void readUserInfo(RowReader& row, Provider& provider)
{
    const QJsonObject object = row.object(u"userinfo");
    RowReader reader(object, names({"subject", "name", "username", "email"}), QStringLiteral("userinfo."));
    UserInfoMapping& mapping = provider.traits.userInfo;
    for (const auto& [name, place] :
         {std::pair{u"subject", &mapping.subject}, std::pair{u"name", &mapping.name},
          std::pair{u"username", &mapping.username}, std::pair{u"email", &mapping.email}})
        if (reader.has(name))
            *place = reader.required(name);
    row.include(reader);
}

/// Only a longer way to write the same name: "https://www.googleapis.com/auth/userinfo.email" for "email". Else
/// a row could let a wide scope pass for a narrow one.
bool isLongFormOf(const QString& answered, const QString& asked)
{
    const qsizetype before = answered.size() - asked.size() - 1;
    return !asked.isEmpty() && before > 0 && answered.endsWith(asked) &&
           (answered.at(before) == u'.' || answered.at(before) == u'/');
}

void readScopeAliases(RowReader& row, ServerTraits& traits)
{
    const FormFields aliases = row.fields(u"scope_aliases");
    for (const auto& [asked, answered] : aliases) {
        if (!isLongFormOf(answered, asked) || asked.contains(u' ') || answered.contains(u' '))
            row.fail(
                QStringLiteral("scope_aliases.%1 must be an address that ends with its name").arg(asked));
        if (traits.scopeAliases.contains(answered))
            row.fail(QStringLiteral("scope_aliases.%1 stands for another scope too").arg(asked));
        traits.scopeAliases.insert(answered, asked);
    }
}

void readTraits(RowReader& row, Provider& provider)
{
    ServerTraits& traits = provider.traits;
    readScopeAliases(row, traits);
    traits.scopeAnswerWithCommas = row.choice(u"scope_answer", names({"spaces", "commas"}), 0) == 1;
    traits.errorsComeWithStatus200 = row.flag(u"errors_with_status_200");
    traits.accessTokenLasts = row.flag(u"access_token_lasts");
    traits.whenRefreshTokenIsMissing = row.fields(u"extra_without_refresh_token");
    traits.revocation = row.choice(u"revocation", names({"rfc7009", "delete-token"}), 0) == 1
                            ? RevocationMethod::DeleteToken
                            : RevocationMethod::Rfc7009;
    RowReader device(row.object(u"device"), names({"without_secret"}), QStringLiteral("device."));
    traits.deviceGrantWithoutSecret = device.flag(u"without_secret");
    row.include(device);
    readRefresh(row, provider);
    readUserInfo(row, provider);
}

/// Read by git_hosts; here only so that a wrong one is refused with the others.
void checkGit(RowReader& row)
{
    if (!row.has(u"git"))
        return;
    RowReader git(row.object(u"git"), names({"username"}), QStringLiteral("git."));
    git.required(u"username");
    row.include(git);
}

void readQuirks(RowReader& row, const QJsonValue& list, Provider& provider)
{
    if (!list.isUndefined() && !list.isArray())
        row.fail(QStringLiteral("quirks must be a list"));
    static constexpr std::array kPlaces{Quirk::Place::Client, Quirk::Place::SignIn, Quirk::Place::Renewal,
                                        Quirk::Place::SignOut};
    const QJsonArray array = list.toArray();
    for (const auto& entry : array) {
        RowReader quirk(entry.toObject(), names({"at", "text"}), QStringLiteral("quirks."));
        const qsizetype at = quirk.choice(u"at", names({"client", "sign-in", "renewal", "sign-out"}), 0);
        provider.quirks.append({kPlaces.at(std::size_t(at)), quirk.required(u"text")});
        row.include(quirk);
    }
}

/// With example values in place of what only a person can say, everything must hold together.
void tryOut(RowReader& row, const Provider& provider)
{
    ClientRegistration example = provider.registration();
    if (example.issuer.isEmpty())
        example.issuer = QStringLiteral("https://provider.example");
    if (example.clientId.isEmpty())
        example.clientId = QStringLiteral("client");
    if (!provider.reviewUrl.isEmpty() && !provider.reviewUrl.startsWith(QStringLiteral("{issuer}")) &&
        !provider.reviewUrl.startsWith(QStringLiteral("{origin}")) &&
        provider.reviewUrlFor({example.issuer, example.clientId}).isEmpty())
        row.fail(QStringLiteral("review_url must be an https address"));
    if (!provider.unavailable.isEmpty())
        return;
    if (const auto server = provider.withServer(example); !server)
        row.fail(QStringLiteral("endpoints: %1").arg(server.error().detail));
}

} // namespace

Result<Provider> readProviderRow(const QJsonObject& object)
{
    RowReader row(object, members());
    Provider provider;
    provider.id = row.required(u"id");
    provider.name = row.required(u"name");
    provider.monogram = row.required(u"monogram");
    provider.hostText = row.required(u"host_text");
    provider.isDemo = row.flag(u"demo");
    provider.isFeatured = row.flag(u"featured");
    provider.unavailable = row.text(u"unavailable");
    readServer(row, provider);
    readClient(row, provider);
    readRedirect(row, provider);
    readTraits(row, provider);
    checkGit(row);
    readQuirks(row, object.value(u"quirks"), provider);
    if (!row.fault())
        tryOut(row, provider);
    if (row.fault())
        return failure(ErrorKind::Configuration, u"providers.member",
                       QStringLiteral("provider \"%1\": %2").arg(provider.id, *row.fault()));
    return provider;
}

} // namespace tessera
