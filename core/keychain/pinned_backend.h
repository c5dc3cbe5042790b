// Which of the keychains of a Linux desktop QtKeychain talks to. It decides at its first job by the name of
// the desktop: under KDE it takes KWallet if that answers at once, and the Secret Service if it does not, so
// that after a slow start every entry of the other one seems lost (A244). Tessera asks the Secret Service
// whether it is there and open (keychain_probe), so that is the one to be used, every time; KWallet offers it
// as well.
#pragma once

#include <QByteArray>

#include <optional>

namespace tessera {

/// Lives from before a job is started until QtKeychain has decided. Where the environment names KDE, it names
/// another desktop meanwhile, to this program alone; anywhere else nothing happens.
class PinnedBackend
{
public:
    PinnedBackend();
    ~PinnedBackend();
    PinnedBackend(const PinnedBackend&) = delete;
    PinnedBackend& operator=(const PinnedBackend&) = delete;

private:
    bool m_isPinning = false;
    std::optional<QByteArray> m_desktop; ///< as it was; unset: there was none
};

} // namespace tessera
