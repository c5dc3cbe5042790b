#include "ui/inspector/finding_words.h"

#include "core/inspector/findings.h"

#include <QCoreApplication>

namespace tessera {
namespace {

QString inWords(const QString& sentence)
{
    return sentence.isEmpty()
               ? QString()
               : QCoreApplication::translate("tessera::FindingText", sentence.toUtf8().constData());
}

} // namespace

Finding findingInWords(const Finding& finding)
{
    Finding words = finding;
    words.title = inWords(finding.title);
    words.fix = inWords(finding.fix);
    // Behind what was found in this token.
    const QString general = findingWhy(finding.code);
    if (!general.isEmpty() && finding.why.endsWith(general))
        words.why = finding.why.chopped(general.size()) + inWords(general);
    return words;
}

} // namespace tessera
