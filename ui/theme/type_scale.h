// The sizes of text, relative to the system font (design section 2). Emphasis is weight, never italics.
#pragma once

#include <QFont>

namespace tessera {

enum class TextStyle { Display, Title, Heading, Body, BodyStrong, Caption, CaptionStrong, Fixed, Token };

QFont fontFor(TextStyle style);

// Spacing, in device-independent pixels.
namespace space {
inline constexpr int kTiny = 4;
inline constexpr int kSmall = 8;
inline constexpr int kMedium = 12;
inline constexpr int kLarge = 16;
inline constexpr int kPage = 24;
inline constexpr int kBlock = 24;
} // namespace space

} // namespace tessera
