// Findings about what a token says: all parts as one list.
#include "core/inspector/finding_catalogue_claims.h"

#include <vector>

namespace tessera {

std::span<const FindingText> claimsFindingTexts()
{
    static const std::vector<FindingText> all = [] {
        std::vector<FindingText> texts;
        for (const auto part : {idTokenFindingTexts(), claimTimeFindingTexts(), tokenKindFindingTexts(),
                                claimNameFindingTexts(), claimDataFindingTexts(), jwsHeaderFindingTexts()})
            texts.insert(texts.end(), part.begin(), part.end());
        return texts;
    }();
    return all;
}

} // namespace tessera
