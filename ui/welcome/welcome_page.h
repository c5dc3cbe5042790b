// Where everything begins: try it now, a known provider, or any OpenID provider by its address.
#pragma once

#include "core/oidc/discovery_cache.h"
#include "core/providers/provider_catalogue.h"
#include "ui/widgets/scroll_page.h"

class QGridLayout;

namespace tessera {

class Banner;
class Button;
class Field;
class IssuerProbe;
class Label;

class WelcomePage final : public ScrollPage
{
    Q_OBJECT
public:
    WelcomePage(const ProviderCatalogue& catalogue, std::shared_ptr<HttpClient> http,
                std::shared_ptr<DiscoveryCache> discovery = nullptr, QWidget* parent = nullptr);

    /// There are accounts to go back to.
    void setBackVisible(bool visible);
    void setDemoAvailable(bool available);
    /// News that belong to no account: the list of accounts cannot be read.
    void tellError(const Error& error);
    /// An account is gone; `revocationError`: its provider could not be told.
    void tellSignedOut(const QString& provider, const std::optional<Error>& revocationError);
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

private:
    void addHead();
    void addProviders(const ProviderCatalogue& catalogue);
    void addIssuer();
    QGridLayout* tiles(const QList<Provider>& providers, int firstColour);
    void showOthers();
    void issuerEdited();
    void issuerEntered();

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
