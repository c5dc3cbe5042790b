#include "core/keychain/pinned_backend.h"

#include <QtGlobal>

namespace tessera {

#ifdef Q_OS_LINUX

namespace {

constexpr auto kDesktop = "XDG_CURRENT_DESKTOP";

/// What QtKeychain goes by; any of them may be enough for it.
bool namesKde()
{
    return qgetenv(kDesktop).contains("KDE") || qgetenv("DESKTOP_SESSION").toLower().contains("kde") ||
           qgetenv("DESKTOP_SESSION").toLower().contains("plasma") ||
           qEnvironmentVariableIsSet("KDE_FULL_SESSION");
}

} // namespace

PinnedBackend::PinnedBackend() : m_isPinning(namesKde())
{
    if (!m_isPinning)
        return;
    if (qEnvironmentVariableIsSet(kDesktop))
        m_desktop = qgetenv(kDesktop);
    qputenv(kDesktop, "GNOME"); // looked at first, and the Secret Service stands first there
}

PinnedBackend::~PinnedBackend()
{
    if (!m_isPinning)
        return;
    if (m_desktop)
        qputenv(kDesktop, *m_desktop);
    else
        qunsetenv(kDesktop);
}

#else

PinnedBackend::PinnedBackend() = default;
PinnedBackend::~PinnedBackend() = default;

#endif

} // namespace tessera
