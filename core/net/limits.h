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

// Requests to the loopback server
inline constexpr qsizetype kRequestLineBytes = 8 * 1024;
inline constexpr qsizetype kHeaderBytes = 16 * 1024;
inline constexpr qsizetype kHeaderLines = 64;
inline constexpr qsizetype kRequestBodyBytes = 64 * 1024;
inline constexpr int kConnections = 8;
inline constexpr Milliseconds kConnectionTime = 10s;

// The person in the browser
inline constexpr Milliseconds kSignInTime = 5min;

} // namespace tessera::limits
