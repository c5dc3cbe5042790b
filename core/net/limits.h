// Every bound on what comes from outside, in one place (attacks.md, default bounds). Each has a test at the
// bound and one past it.
#pragma once

#include "core/base/clock.h"

#include <QtGlobal>

namespace tessera::limits {

using namespace std::chrono_literals;

// Replies we ask for
inline constexpr qint64 kDiscoveryBytes = 512 * 1024;
inline constexpr qint64 kTokenReplyBytes = 1024 * 1024;
inline constexpr qint64 kJwksBytes = 1024 * 1024;
inline constexpr qsizetype kJwksKeys = 100;
inline constexpr int kReplyJsonValues = 20'000; ///< names and entries: each costs a hundred times its text
inline constexpr qsizetype kScopeCharacters = 16 * 1024;
inline constexpr qsizetype kReplyHeaderBytes = 16 * 1024;
inline constexpr qsizetype kReplyHeaderLines = 100;
inline constexpr int kRedirects = 3;
inline constexpr Milliseconds kConnectTime = 10s;
inline constexpr Milliseconds kExchangeTime = 30s;
inline constexpr qint64 kLeastBytesPerSecond = 100;
inline constexpr Milliseconds kLeastRateWindow = 10s;

// How long what a server says of itself is kept, whatever its Cache-Control says
inline constexpr Milliseconds kLeastFresh = 1min;
inline constexpr Milliseconds kUsualFresh = 1h;
inline constexpr Milliseconds kMostFresh = 24h;
inline constexpr qsizetype kServersKept = 64;
inline constexpr qint64 kKeptServerBytes = kDiscoveryBytes + 4096;

// What servers give us to send back
inline constexpr qsizetype kDpopNonceBytes = 2048;
inline constexpr qsizetype kDpopOrigins = 64;
inline constexpr qsizetype kRequestUriCharacters = 1024;

// Requests to the loopback server
inline constexpr qsizetype kRequestLineBytes = 8 * 1024;
inline constexpr qsizetype kHeaderBytes = 16 * 1024;
inline constexpr qsizetype kHeaderLines = 64;
inline constexpr qsizetype kRequestBodyBytes = 64 * 1024;
inline constexpr int kConnections = 8;
inline constexpr Milliseconds kConnectionTime = 10s;

// Files that an administrator or a person names
inline constexpr qint64 kCaFileBytes = 1024 * 1024;
inline constexpr qint64 kAdministratorFileBytes = 128 * 1024;

// Tools that ask for tokens (git, docker, kubectl, aws, oidc-token)
inline constexpr qsizetype kToolRequestBytes = 64 * 1024;
inline constexpr int kToolRequestLines = 256;
inline constexpr qint64 kToolRulesBytes = 256 * 1024;
inline constexpr qsizetype kToolRules = 500;
inline constexpr qsizetype kExecInfoBytes = 128 * 1024; ///< as long as a variable of the environment may be
inline constexpr qsizetype kStsReplyBytes = 64 * 1024;
inline constexpr int kStsReplyDepth = 16;
inline constexpr qsizetype kStsReplyValues = 64;
inline constexpr qsizetype kOidcAgentMessageBytes = 16 * 1024; ///< as it goes over the wire

// The person in the browser
inline constexpr Milliseconds kSignInTime = 5min;
/// JARM section 2.1: an answer in the browser is good for ten minutes at most.
inline constexpr Seconds kSignedResponseLife = 10min;
inline constexpr Seconds kSignedResponseSkew = 60s;

inline constexpr qsizetype kTokenTypeCharacters = 512;

// The end of a session at the provider
inline constexpr qsizetype kEndSessionHintBytes = 4096;
inline constexpr Milliseconds kEndSessionTime = 2min;

// Signing out: how long a person waits for a server before it is told later, how much waits for that, how
// long
inline constexpr Milliseconds kSignOutTime = 4s;
inline constexpr qsizetype kPendingRevocations = 32;
inline constexpr Seconds kPendingRevocationLife = 24h * 90;

// Dynamic registration
inline constexpr qint64 kRegistrationReplyBytes = 256 * 1024;
inline constexpr qsizetype kRegistrationSecretCharacters = 16 * 1024;
inline constexpr qsizetype kClientIdCharacters = 2 * 1024;

// The device grant
inline constexpr qint64 kDeviceReplyBytes = 64 * 1024;
inline constexpr qsizetype kDeviceCodeCharacters = 8 * 1024;
inline constexpr qsizetype kUserCodeCharacters = 64;
inline constexpr qsizetype kVerificationUriCharacters = 2 * 1024;
inline constexpr Seconds kDeviceInterval{5};
inline constexpr Seconds kDeviceLeastInterval{1};
inline constexpr Seconds kDeviceMostInterval{60};
inline constexpr Seconds kDeviceSlowDown{5};
inline constexpr Seconds kDeviceTime{30 * 60};

// The agent: what programs of the same person send it
inline constexpr qsizetype kAgentMessageBytes = 64 * 1024;
inline constexpr int kAgentJsonDepth = 8;
inline constexpr int kAgentJsonValues = 512;
inline constexpr qsizetype kAgentTextCharacters = 2048;
inline constexpr qsizetype kAgentScopes = 100;
inline constexpr Milliseconds kAgentMessageTime =
    5s; ///< from the connection, or the last answer, to a whole message
inline constexpr int kAgentConnections = 64;
inline constexpr int kAgentConnectionsOfOne = 16; ///< of one process
inline constexpr int kAgentAcceptsAtOnce = 16;    ///< then the window gets its turn
inline constexpr Milliseconds kAgentAcceptPause = 250ms;
inline constexpr qsizetype kAgentQuestions = 5; ///< that wait behind the one on the screen
inline constexpr Seconds kAgentQuestionTime{60};
inline constexpr Seconds kAgentLeastLife{60}; ///< of a token that is handed out
inline constexpr qsizetype kApprovals = 500;
inline constexpr qint64 kApprovalsFileBytes = 512 * 1024;
inline constexpr qint64 kAuditFileBytes = 512 * 1024; ///< then it is turned over; one older file is kept
inline constexpr int kAuditLines = 200;               ///< shown at most

// This computer's clock against a server's: ID tokens allow a minute, providers about five
inline constexpr Seconds kClockWarning = 60s;
inline constexpr Seconds kClockFault = 300s;

} // namespace tessera::limits
