#include "ui/text/check_text.h"

#include "core/base/logging.h"

#include <QCoreApplication>

#include <algorithm>

namespace tessera {
namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(tessera::CheckText)
};

struct Row
{
    const char* name;
    const char* words;
};

#define ROW(name, words)                                                                                     \
    {                                                                                                        \
        name, QT_TRANSLATE_NOOP("tessera::CheckText", words)                                                 \
    }
constexpr Row kRows[] = {
    ROW("structure", "It is a well-made signed token."),
    ROW("typ", "It is an ID token and nothing else."),
    ROW("algorithm", "It is signed in a way this provider announced."),
    ROW("signature", "The signature is the provider's."),
    ROW("encryption", "It is not encrypted, as agreed."),
    ROW("iss", "It was issued by this provider."),
    ROW("aud", "It is meant for Tessera."),
    ROW("azp", "It was given to Tessera."),
    ROW("mac_key", "A shared secret signs it only where that was agreed."),
    ROW("exp", "It has not run out."),
    ROW("nbf", "It is already valid."),
    ROW("iat", "It was made just now."),
    ROW("nonce", "It belongs to this sign-in."),
    ROW("sub", "It says who signed in."),
    ROW("acr", "The sign-in was as strong as asked for."),
    ROW("auth_time", "The sign-in was as recent as asked for."),
    ROW("sub_unchanged", "It is about the same person as before."),
    ROW("auth_time_unchanged", "The sign-in is the same as before."),
    ROW("azp_unchanged", "It was given to the same program as before."),
    ROW("at_hash", "It belongs to the access token."),
    ROW("c_hash", "It belongs to the code."),
    ROW("s_hash", "It belongs to the state of this sign-in."),
};
#undef ROW

} // namespace

QString checkText(const IdTokenCheck& check)
{
    const QByteArray name = check.name.toUtf8();
    for (const Row& row : kRows)
        if (name == row.name)
            return Text::tr(row.words);
    return printable(check.name, 60);
}

QString checksSummary(const QList<IdTokenCheck>& checks)
{
    const auto count = [&checks](CheckOutcome outcome) {
        return std::count_if(checks.begin(), checks.end(),
                             [outcome](const IdTokenCheck& c) { return c.outcome == outcome; });
    };
    const auto failed = count(CheckOutcome::Failed);
    const auto passed = count(CheckOutcome::Passed);
    if (failed > 0)
        return Text::tr("failed %1 of %2 checks").arg(failed).arg(passed + failed);
    const auto skipped = count(CheckOutcome::NotChecked);
    if (skipped > 0)
        return Text::tr("passed all %n checks that apply", nullptr, int(passed));
    return Text::tr("passed all %n checks", nullptr, int(passed));
}

} // namespace tessera
