// The texts of all findings: for each code what it is called, why it matters, how to mend it and where it is
// written. One file per subject; findings.cpp looks a code up in all of them.
#pragma once

#include <QStringView>

#include <span>

namespace tessera {

struct FindingText
{
    QStringView code;
    QStringView title;     ///< a short name, no full stop
    QStringView why;       ///< sentences
    QStringView fix;       ///< sentences; empty where there is nothing to mend
    QStringView reference; ///< "RFC 8725 3.10"; empty: none
};

std::span<const FindingText> joseFindingTexts();   // finding_catalogue_jose.cpp
std::span<const FindingText> claimsFindingTexts(); // finding_catalogue_claims.cpp
std::span<const FindingText> textFindingTexts();   // finding_catalogue_text.cpp
std::span<const FindingText> cookieFindingTexts(); // finding_catalogue_cookies.cpp
std::span<const FindingText> headerFindingTexts(); // finding_catalogue_headers.cpp

} // namespace tessera
