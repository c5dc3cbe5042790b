#include "ui/text/flow_check_words.h"

#include "core/base/logging.h"

#include <QCoreApplication>

namespace tessera {
namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(tessera::FlowCheckWords)
};

struct Row
{
    const char* code;
    const char* passed;
    const char* failed;
};

#define ROW(code, passed, failed)                                                                            \
    {                                                                                                        \
        code, QT_TRANSLATE_NOOP("tessera::FlowCheckWords", passed),                                          \
            QT_TRANSLATE_NOOP("tessera::FlowCheckWords", failed)                                             \
    }
constexpr Row kChecks[] = {
    // the answer in the browser
    ROW("state", "state matches", "the state differs"),
    ROW("iss", "iss matches", "another issuer answered"),
    ROW("path", "path matches", "the path differs"),
    ROW("response", "the answer is well-formed", "the answer cannot be used"),
    ROW("pkce", "PKCE: S256 of the verifier", "the verifier does not fit the challenge"),
    // tokens
    ROW("token_response", "the token response is well-formed", "the token response cannot be used"),
    ROW("scope", "every scope was granted", "not every scope was granted"),
    ROW("rotation", "the refresh token was exchanged", "the refresh token stayed the same"),
    // the ID token
    ROW("id_token_iss", "the ID token is from this issuer", "the ID token is from another issuer"),
    ROW("structure", "the ID token is well-formed", "the ID token cannot be read"),
    ROW("typ", "it is an ID token", "it is no ID token"),
    ROW("algorithm", "alg is one that was agreed", "alg is none that was agreed"),
    ROW("signature", "the signature is the provider's", "the signature is not the provider's"),
    ROW("encryption", "encrypted as agreed", "not encrypted as agreed"),
    ROW("aud", "aud is Tessera", "it is meant for another program"),
    ROW("azp", "azp is Tessera", "it was given to another program"),
    ROW("mac_key", "signed with the right kind of key", "signed with the wrong kind of key"),
    ROW("exp", "it has not run out", "it has run out"),
    ROW("nbf", "it is already valid", "it is not valid yet"),
    ROW("iat", "it was made just now", "it was made at another time"),
    ROW("nonce", "nonce matches", "the nonce differs"),
    ROW("sub", "sub says who signed in", "sub does not say who signed in"),
    ROW("acr", "acr is as asked for", "acr is not as asked for"),
    ROW("auth_time", "auth_time is as asked for", "auth_time is not as asked for"),
    ROW("sub_unchanged", "it is the same person", "it is another person"),
    ROW("auth_time_unchanged", "it is the same sign-in", "it is another sign-in"),
    ROW("azp_unchanged", "it was given to the same program", "it was given to another program"),
    ROW("at_hash", "at_hash matches", "at_hash differs"),
    ROW("c_hash", "c_hash matches", "c_hash differs"),
    ROW("s_hash", "s_hash matches", "s_hash differs"),
};
#undef ROW

struct NoteRow
{
    const char* code;
    const char* words;
};

#define ROW(code, words)                                                                                     \
    {                                                                                                        \
        code, QT_TRANSLATE_NOOP("tessera::FlowCheckWords", words)                                            \
    }
constexpr NoteRow kNotes[] = {
    ROW("note.pushed", "The server keeps the request; the browser takes a reference to it along."),
    ROW("note.dpop_nonce", "The server wants its nonce in the proof, so the request is sent once more."),
    ROW("note.stored", "The grant was written to the keychain."),
    ROW("note.not_stored", "The grant could not be written to the keychain."),
    ROW("note.noted_ahead", "The keychain knows that a renewal has begun."),
    ROW("note.removed", "The grant was removed from the keychain."),
    ROW("note.answer_lost", "The answer was lost; the same request may be answered again."),
    ROW("note.queued", "The server could not be told and will be told later."),
    ROW("note.grant_kept", "The grant was kept at the server, as asked."),
    ROW("note.session_ended", "The provider was asked to end its session."),
    ROW("note.scope_narrowed", "The server did not grant every scope that was asked for."),
    ROW("note.not_rotated", "The server gave no new refresh token; the one in the keychain stays."),
    ROW("note.revoked", "The tokens were thrown away, and the server was told to revoke them."),
};
#undef ROW

const Row* rowOf(const QString& code)
{
    for (const Row& row : kChecks)
        if (code == QLatin1String(row.code))
            return &row;
    return nullptr;
}

} // namespace

QString flowCheckWords(const QString& code, FlowVerdict verdict)
{
    const Row* row = rowOf(code);
    const QString name = flowCheckName(code);
    switch (verdict) {
    case FlowVerdict::Passed:
        return row ? Text::tr(row->passed) : Text::tr("%1 passed").arg(name);
    case FlowVerdict::Failed:
        return row ? Text::tr(row->failed) : Text::tr("%1 failed").arg(name);
    case FlowVerdict::NotChecked:
        break;
    }
    return Text::tr("%1 was not checked").arg(name);
}

QString flowCheckName(const QString& code)
{
    if (code == u"pkce")
        return QStringLiteral("PKCE");
    if (code == u"id_token_iss") // beside the iss of the answer in the browser
        return QStringLiteral("iss");
    return printable(code, 40);
}

QString flowNoteWords(const QString& code)
{
    for (const NoteRow& row : kNotes)
        if (code == QLatin1String(row.code))
            return Text::tr(row.words);
    return printable(code, 80);
}

} // namespace tessera
