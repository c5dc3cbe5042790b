// Where everything begins: try it now, a known provider, or any OpenID provider by its address.
#pragma once

#include "core/oidc/discovery_cache.h"
#include "core/providers/administrator_configuration.h"
#include "core/providers/provider_catalogue.h"
#include "ui/text/provider_text.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/scroll_page.h"

class QGridLayout;

namespace tessera {

class Button;
class Field;
class IssuerProbe;
class Label;

class WelcomePage final : public ScrollPage
{
    Q_OBJECT
public:
    /// What `administrator` does not allow is not offered.
    WelcomePage(const ProviderCatalogue& catalogue, std::shared_ptr<HttpClient> http,
                std::shared_ptr<DiscoveryCache> discovery = nullptr,
                const AdministratorConfiguration& administrator = {}, QWidget* parent = nullptr);

    /// There are accounts to go back to.
    void setBackVisible(bool visible);
    void setDemoAvailable(bool available);
    /// News that belong to no account: the list of accounts cannot be read.
    void tellError(const Error& error);
    /// An account is gone; `revocationError`: its provider could not be told.
    void tellSignedOut(const ProviderNotes& notes, const std::optional<Error>& revocationError);
    void clearNews();
    Button* tryButton() const { return m_try; }
    Field* issuerField() const { return m_issuer; }
    /// What was found out about the typed address.
    void showFinding(const AuthorizationServerMetadata& metadata);
    void showIssuerError(const Error& error);

Q_SIGNALS:
    void tryRequested();
    void providerChosen(const tessera::Provider& provider);
    void issuerChosen(const QString& issuer);
    void backRequested();
    void linkRequested(const QUrl& url);

private:
    void addHead();
    void addProviders();
    void addIssuer();
    bool mayOffer(const Provider& provider) const;
    void showNews(Banner::Kind kind, const std::pair<QString, QString>& words, const QUrl& link = {});
    QGridLayout* tiles(const QList<Provider>& providers, int firstColour);
    void showOthers();
    void issuerEdited();
    void issuerEntered();

    ProviderCatalogue m_catalogue;
    AdministratorConfiguration m_administrator;
    QUrl m_newsLink;
    IssuerProbe* m_probe;
    Button* m_back;
    Banner* m_news;
    Button* m_try;
    Label* m_tryCaption;
    QWidget* m_others = nullptr; ///< providers that are not featured, hidden until asked for
    Button* m_more = nullptr;
    Field* m_issuer;
    Button* m_continue;
    Banner* m_finding;
};

} // namespace tessera
