// A flow in words: what each arrow, check and note says, and what a run is called. Everything that came from
// outside goes through printable(); nothing returned here holds a secret.
#pragma once

#include "core/flow/flow_run.h"

#include <QLocale>

namespace tessera {

/// The part that stands out: "Sign in", "GET /authorize", "302 Found", "POST /token", "200 tokens", "GET
/// /callback", "Open address", "Acme sign-in page", "Password, consent"; of a check its sentence, as
/// flowCheckText.
QString flowStepTitle(const FlowStep& step);

/// The quieter words behind it, or nothing: "challenge, state, nonce", "code", "never seen by Tessera", "not
/// sent".
QString flowStepSubtitle(const FlowStep& step);

/// Of a check: "state matches", "PKCE: S256 of the verifier", "at_hash matches", "the nonce differs", "s_hash
/// was not checked"; of a note: "The server wants a nonce in the proof; sent once more."
QString flowCheckText(const FlowStep& step);

/// Several passed checks that stand one after another, in one line: "state, iss and path match".
QString flowChecksText(const QList<FlowStep>& passed);

/// "Sign-in at Acme, 14:31:07, stopped after 6.2 s"
QString flowRunTitle(const FlowRun& run, const QLocale& locale);

/// "Authorization server"
QString flowPartyName(FlowParty party);
/// "Ana Marić", "Firefox", "this program", "id.acme.example", "api.acme.example"; empty where it is not
/// known.
QString flowPartySubtitle(const FlowRun& run, FlowParty party);

/// "a5e1, 1,204 characters"; "a5e1" are the digits to show beside the pattern.
QString flowSecretText(const FlowSecret& secret);
/// "a5e1"
QString flowSecretDigits(const FlowSecret& secret);

} // namespace tessera
