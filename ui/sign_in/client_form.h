// Asks for what a provider needs and Tessera cannot know: issuer, client ID, client secret.
#pragma once

#include "core/providers/provider.h"
#include "core/session/sign_in.h"
#include "ui/widgets/scroll_page.h"

namespace tessera {

class Banner;
class Button;
class Field;
class Label;
class Monogram;
class Sentence;

class ClientForm final : public ScrollPage
{
    Q_OBJECT
public:
    explicit ClientForm(QWidget* parent = nullptr);

    /// A row of the catalogue; `tile` is its place there.
    void askFor(const Provider& provider, int tile);
    /// A bare issuer: no quirks, secret optional.
    void askForIssuer(const QString& issuer);
    /// False: the administrator switched signing in on another device off.
    void setDeviceAllowed(bool allowed) { m_deviceAllowed = allowed; }
    Field* issuer() const { return m_issuer; }
    Field* clientId() const { return m_clientId; }
    Field* clientSecret() const { return m_secret; }
    Button* continueButton() const { return m_continue; }
    /// Empties the secret: called as soon as it was handed on.
    void forget();

Q_SIGNALS:
    void submitted(const tessera::Provider& provider, const tessera::ClientRegistration& registration,
                   tessera::SignInFlow flow);
    void linkRequested(const QUrl& url);
    void backRequested();

private:
    void addHead();
    void addFields();
    void showHost();
    bool check(SignInFlow flow);
    void submit(SignInFlow flow);
    void submitForBrowser() { submit(SignInFlow::Browser); }
    /// Where the client id came from, or where to get one.
    QString clientIdHint() const;

    Provider m_provider;
    bool m_deviceAllowed = true;
    Monogram* m_monogram;
    Label* m_title;
    Sentence* m_host;
    Field* m_issuer;
    Field* m_clientId;
    Field* m_secret;
    Button* m_continue;
    Button* m_device;
    Button* m_register;
    Banner* m_quirks;
};

} // namespace tessera
