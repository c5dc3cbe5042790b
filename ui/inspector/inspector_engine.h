// What stands behind Create and Compare of the inspector's page: core/inspector, in the words of the page.
#pragma once

#include "ui/inspector/compare_view.h"
#include "ui/inspector/token_creator.h"

namespace tessera {

/// core/inspector/token_templates and token_creator.
std::shared_ptr<const TokenCreator> makeTokenCreator();
/// core/inspector/token_diff.
TokenComparison compareTexts(const InspectedText& before, const InspectedText& after);

} // namespace tessera
