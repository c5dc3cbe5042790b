// One window for each list of accounts: the first start listens here, a second one asks it to come to the
// front and hands over what it was started with. In the agent's private folder, with the agent's rules for
// who may ask (our own user) and for what a dead program left behind.
#pragma once

#include "core/agent/agent_frame.h"
#include "core/agent/agent_place.h"
#include "core/agent/local_server.h"

namespace tessera {

/// What a second start wants of the first.
struct WindowWish
{
    bool show = true;   ///< false: only to know that it is there (`--tray`)
    QString file;       ///< absolute path of what is to be inspected; empty: nothing
    QString activation; ///< the desktop's leave to come to the front (XDG_ACTIVATION_TOKEN)

    friend bool operator==(const WindowWish&, const WindowWish&) = default;
};

QByteArray serialise(const WindowWish& wish);
/// Errors (Malformed): window.request (detail: which member), json.*.
Result<WindowWish> parseWindowWish(QByteArrayView message);

/// Beside the agent's: "window.sock".
AgentPlace windowPlace(const AgentPlace& agent);

/// Errors (Configuration): window.none (no window listens there), agent.directory; Untrusted
/// agent.foreign_server; Timeout window.no_answer (detail: path and process).
Result<void> askWindow(const AgentPlace& place, const WindowWish& wish, Milliseconds limit = Seconds(5));

/// The first window's end.
class WindowDoor final : public LocalServer
{
    Q_OBJECT
public:
    explicit WindowDoor(AgentListener listener, QObject* parent = nullptr);

Q_SIGNALS:
    void asked(const tessera::WindowWish& wish);

private:
    LocalConnection* serve(OwnedDescriptor socket, PeerCredentials peer) override;
};

/// One wish, one word back, and the end.
class WindowVisitor final : public LocalConnection
{
    Q_OBJECT
public:
    WindowVisitor(OwnedDescriptor socket, PeerCredentials peer, QObject* parent);
    ~WindowVisitor() override;

Q_SIGNALS:
    void asked(const tessera::WindowWish& wish);

private:
    void take(QByteArrayView bytes) override;
    FrameReader m_reader;
};

/// A start that is the first gets the door; a later one has told the first its wish and gets nothing. Of two
/// at once one gets it, and the other waits for its door. Errors: as AgentListener::make and askWindow.
Result<std::unique_ptr<WindowDoor>> openOrAsk(const AgentPlace& place, const WindowWish& wish);

} // namespace tessera
