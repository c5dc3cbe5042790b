// Personal and secret data in a payload that everybody can read (RFC 7519 12, RFC 9068 6; OIDC Core 16.14).
// The findings say where it stands, never what it is.
#include "core/inspector/claim_findings.h"

#include "core/inspector/personal_data.h"

#include <array>

namespace tessera::claimfindings {
namespace {

constexpr int kMostNamed = 8;

struct DataFinding
{
    DataKind kind;
    QStringView code;
    Finding::Severity severity;
};

constexpr std::array kFindings{
    DataFinding{DataKind::PrivateKey, u"jwt.private_key", Finding::Error},
    DataFinding{DataKind::Secret, u"jwt.secret_value", Finding::Error},
    DataFinding{DataKind::CardNumber, u"jwt.card_number", Finding::Error},
    DataFinding{DataKind::BankAccount, u"jwt.bank_account", Finding::Warning},
    DataFinding{DataKind::NationalId, u"jwt.national_id", Finding::Warning},
    DataFinding{DataKind::Person, u"jwt.personal_data", Finding::Note},
};

/// "\"cards[0]\" holds a card number (16 characters, hidden)."; of personal data the places alone.
QString inWords(const QList<PersonalDatum>& data, DataKind kind)
{
    QString words;
    int count = 0;
    for (const PersonalDatum& datum : data) {
        if (datum.kind != kind || ++count > kMostNamed)
            continue;
        words += words.isEmpty() ? QString() : QStringLiteral(", ");
        words += kind == DataKind::Person ? QStringLiteral("\"%1\"").arg(datum.path)
                                          : QStringLiteral("\"%1\": %2").arg(datum.path, datum.what);
    }
    if (count > kMostNamed)
        words += QStringLiteral(" and %1 more").arg(count - kMostNamed);
    return count == 0 ? QString() : QStringLiteral("Found in %1.").arg(words);
}

} // namespace

void judgeData(const Subject& subject)
{
    const QList<PersonalDatum> data = findPersonalData(subject.claims);
    if (data.isEmpty())
        return;
    for (const DataFinding& finding : kFindings) {
        if (const QString words = inWords(data, finding.kind); !words.isEmpty())
            subject.add(finding.code, finding.severity, words);
    }
}

} // namespace tessera::claimfindings
