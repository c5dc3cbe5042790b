// The parts that claimsFindingTexts() is put together from, one file per subject.
#pragma once

#include "core/inspector/finding_catalogue.h"

namespace tessera {

std::span<const FindingText> idTokenFindingTexts();   // finding_catalogue_claims_id_token.cpp
std::span<const FindingText> claimTimeFindingTexts(); // finding_catalogue_claims_times.cpp
std::span<const FindingText> tokenKindFindingTexts(); // finding_catalogue_claims_kinds.cpp
std::span<const FindingText> claimNameFindingTexts(); // finding_catalogue_claims_names.cpp
std::span<const FindingText> claimDataFindingTexts(); // finding_catalogue_claims_data.cpp
std::span<const FindingText> jwsHeaderFindingTexts(); // finding_catalogue_claims_header.cpp

} // namespace tessera
