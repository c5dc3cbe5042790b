// A keychain that outlives programs, and what one program sees of it: closed in each of the ways a keychain
// can be, writes that fail before or after they took effect or half way, and the power cut at any operation.
#pragma once

#include "core/keychain/secret_store.h"
#include "tests/lives/dice.h"

#include <QMap>

namespace tessera::lives {

/// What happens at one operation, counted from when it is armed.
struct KeychainFault
{
    enum class Kind {
        FailsBefore, ///< a write is refused
        FailsAfter,  ///< a write took effect, and is reported as failed (slow, or the answer got lost)
        Torn,        ///< a write leaves half of the bytes and is reported
        CutBefore,   ///< the power goes before a change
        CutTorn,     ///< …in the middle of one
        CutAfter,    ///< …after one
        Closes,      ///< from here on `closes`
    };
    Kind kind = Kind::FailsBefore;
    int after = 0; ///< so many operations later; of writes and removals, Closes of all
    int times = 1; ///< in a row, where nothing ends by it
    SecretStoreState closes = SecretStoreState::Locked;
};

/// How the keychain itself is broken, so that the oracle can be seen to notice.
enum class Breakage { None, ForgetsWrites, NeverAnswers };

struct Vault
{
    QMap<QString, QByteArray> entries;
    SecretStoreState now = SecretStoreState::Available;
    bool tells = false;         ///< the system says when it is opened or closed
    bool personUnlocks = false; ///< at a prompt
    std::optional<KeychainFault> armed;
    int faultsHit = 0;
    Breakage breakage = Breakage::None;
    int operationsUnderWay = 0;
    Dice dice{0}; ///< which operations take a turn of the event loop
    std::function<void()> onChange;
    std::function<void(const QString& where)> onPowerCut;
    std::function<void()> onHindrance;
    QList<std::weak_ptr<std::function<void()>>> watchers;

    void setState(SecretStoreState state);
};
using VaultPtr = std::shared_ptr<Vault>;

/// Of one program; `isOn` goes false with the power, and nothing has an effect any more.
std::shared_ptr<SecretStore> makeKeychain(VaultPtr vault, std::shared_ptr<const bool> isOn);

/// The bare entries, faults or not.
std::shared_ptr<SecretStore> plainView(VaultPtr vault);

} // namespace tessera::lives
