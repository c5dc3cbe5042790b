#include "core/agent/peer_identity.h"

#include <QCoreApplication>

namespace tessera {

PeerIdentity ownIdentity()
{
    PeerIdentity self;
    self.uid = ownUser();
    self.process.pid = QCoreApplication::applicationPid();
    self.process.program.path = QCoreApplication::applicationFilePath();
    return self;
}

Result<PeerIdentity> peerIdentity(const PeerCredentials& credentials)
{
    if (credentials.pid <= 0)
        return failure(ErrorKind::Untrusted, u"agent.peer",
                       QStringLiteral("the system does not say which process it is"));
    auto process = processIdentity(credentials.pid);
    if (!process)
        return failure(process.error());
    PeerIdentity peer{credentials.uid, *std::move(process), std::nullopt};
    if (auto starter = processIdentity(peer.process.parent)) {
        // A parent is older than its child: a later one is somebody else with its number.
        if (starter->startTime <= peer.process.startTime)
            peer.startedBy = *std::move(starter);
    }
    return peer;
}

bool isSameProcess(const ProcessIdentity& before)
{
    const auto now = processIdentity(before.pid);
    return now && now->startTime == before.startTime && now->program == before.program;
}

} // namespace tessera
