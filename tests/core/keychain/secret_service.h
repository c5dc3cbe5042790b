// What tests do to the secret service behind the keychain's back: lock it, unlock it with the password, stand
// in for it, end the bus it sits on.
#pragma once

#include <QDBusVirtualObject>

namespace tessera::test {

bool lockDefaultCollection();
/// With the password of desktop-env.sh, without a prompt (gnome-keyring's own interface).
bool unlockDefaultCollection();
/// Waits for the window of the prompt and types into it; "\n" is Return, "\x1b" Escape.
bool answerPrompt(const QByteArray& keys);
/// Ends the secret service; the bus starts another one, locked, for the next who asks.
bool endSecretService();
/// Ends the message bus this process is connected to.
bool endSessionBus();

/// Takes the name org.freedesktop.secrets on a bus where nobody has it.
class FakeSecretService : public QDBusVirtualObject
{
public:
    enum class Manner { Open, Locked, Nonsense, NoCollection, AccessDenied, Silent };

    explicit FakeSecretService(Manner manner);
    ~FakeSecretService() override;
    bool isUp() const { return m_isUp; }

    QString introspect(const QString& path) const override;
    bool handleMessage(const QDBusMessage& message, const QDBusConnection& connection) override;

private:
    Manner m_manner;
    bool m_isUp = false;
};

/// Takes the name of KWallet and answers nothing.
class SilentWallet : public QDBusVirtualObject
{
public:
    SilentWallet();
    ~SilentWallet() override;
    bool isUp() const { return m_isUp; }
    int calls() const { return m_calls; }

    QString introspect(const QString& path) const override;
    bool handleMessage(const QDBusMessage& message, const QDBusConnection& connection) override;

private:
    bool m_isUp = false;
    int m_calls = 0;
};

} // namespace tessera::test
