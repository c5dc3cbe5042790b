// The navigation on the left: logo, the screens that exist, and at the foot how the keychain is.
#pragma once

#include "core/keychain/secret_store.h"
#include "ui/widgets/plane.h"

namespace tessera {

class Label;
class NavButton;

class NavColumn final : public Plane
{
    Q_OBJECT
public:
    explicit NavColumn(QWidget* parent = nullptr);

    enum class Screen { Accounts, Inspector };

    void setNarrow(bool narrow);
    void setCurrent(Screen screen);
    /// How many accounts wait for a person; 0: none.
    void setWaiting(int accounts);
    void setKeychain(SecretStoreState state);

Q_SIGNALS:
    void accountsRequested();
    void inspectorRequested();

private:
    QWidget* m_word;
    NavButton* m_accounts;
    NavButton* m_inspector;
    class FootIcon;
    FootIcon* m_footIcon;
    Label* m_foot;
    bool m_narrow = false;
};

} // namespace tessera
