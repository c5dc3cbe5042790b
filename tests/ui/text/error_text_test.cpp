// Every code that a header of core/ names has a sentence; the sentences keep to the design's rules.
#include "ui/text/error_text.h"

#include "tests/support/test_program.h"
#include "ui/text/error_sentences.h"

#include <QDirIterator>
#include <QFile>
#include <QRegularExpression>
#include <QSet>
#include <QTest>

using namespace tessera;

namespace {

// clang-format off: a line each, so that two people can add theirs
const QStringList kRooms{
    QStringLiteral("account"),
    QStringLiteral("accounts"),
    QStringLiteral("administrator"),
    QStringLiteral("agent"),
    QStringLiteral("base64url"),
    QStringLiteral("browser"),
    QStringLiteral("ca_file"),
    QStringLiteral("client"),
    QStringLiteral("device"),
    QStringLiteral("discovery"),
    QStringLiteral("end_session"),
    QStringLiteral("form"),
    QStringLiteral("grant"),
    QStringLiteral("http"),
    QStringLiteral("id_token"),
    QStringLiteral("introspection"),
    QStringLiteral("issuer"),
    QStringLiteral("jarm"),
    QStringLiteral("json"),
    QStringLiteral("jwk"),
    QStringLiteral("jwks"),
    QStringLiteral("jws"),
    QStringLiteral("jwt"),
    QStringLiteral("key"),
    QStringLiteral("keychain"),
    QStringLiteral("listener"),
    QStringLiteral("loopback_rule"),
    QStringLiteral("metadata"),
    QStringLiteral("net"),
    QStringLiteral("pem"),
    QStringLiteral("preflight"),
    QStringLiteral("providers"),
    QStringLiteral("registration"),
    QStringLiteral("response"),
    QStringLiteral("revocation"),
    QStringLiteral("session"),
    QStringLiteral("sign_in"),
    QStringLiteral("token_exchange"),
    QStringLiteral("token_response"),
    QStringLiteral("tool"),
    QStringLiteral("userinfo"),
};
// clang-format on
/// Remarks, file names and member accesses that look like codes.
const QSet<QString> kNotErrors{
    QStringLiteral("metadata.no_s256"),
    QStringLiteral("metadata.foreign_host"),
    QStringLiteral("accounts.json"),
    QStringLiteral("client.authentication"), // of Kubernetes
    QStringLiteral("providers.json"),
    QStringLiteral("administrator.json"),
    QStringLiteral("agent.sock"),
    QStringLiteral("token_response.expires_in_string"),
    QStringLiteral("token_response.expires_in_invalid"),
    QStringLiteral("token_response.expires_in_capped"),
    QStringLiteral("metadata.international_host"),
    QStringLiteral("accounts.google"),
    QStringLiteral("session.tokens"),
    QStringLiteral("registration.redirect_uris_changed"),
    QStringLiteral("registration.grant_types_wider"),
    QStringLiteral("registration.auth_method_changed"),
    QStringLiteral("registration.unasked_secret"),
    QStringLiteral("registration.scope_wider"),
    QStringLiteral("registration.response_alg_changed"),
};

/// Codes in this line: in the comment of a header, or as u"…" in a source.
QStringList codesIn(const QString& line, bool header)
{
    static const QRegularExpression inComment(QStringLiteral("\\b([a-z][a-z0-9_]*)\\.([a-z][a-z0-9_]*)\\b"));
    static const QRegularExpression quoted(QStringLiteral("u?\"([a-z][a-z0-9_]*)\\.([a-z][a-z0-9_]*)\""));
    const auto comment = line.indexOf(QStringLiteral("//"));
    const QString words = header ? (comment < 0 ? QString() : line.mid(comment)) : line.left(comment);
    QStringList codes;
    for (auto it = (header ? inComment : quoted).globalMatch(words); it.hasNext();) {
        const auto match = it.next();
        const QString member = match.captured(2);
        if (kRooms.contains(match.captured(1)) && member != u"h" && member != u"cpp")
            codes << match.captured(1) + u'.' + member;
    }
    return codes;
}

/// Whatever core/ says it can answer, and whatever it answers.
QSet<QString> codesOfCore()
{
    QSet<QString> codes;
    QDirIterator files(QStringLiteral(TESSERA_SOURCE_DIR "/core"),
                       {QStringLiteral("*.h"), QStringLiteral("*.cpp")}, QDir::Files,
                       QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        if (file.fileName().contains(QStringLiteral("/inspector/")) || !file.open(QIODevice::ReadOnly))
            continue;
        for (const QByteArray& line : file.readAll().split('\n'))
            for (const QString& code : codesIn(QString::fromUtf8(line), file.fileName().endsWith(u'h')))
                codes.insert(code);
    }
    return codes - kNotErrors;
}

/// Families whose members are told apart by the code alone.
bool mayShareASentence(const QString& code)
{
    static const QStringList families{QStringLiteral("json."), QStringLiteral("base64url."),
                                      QStringLiteral("form."), QStringLiteral("jws."),
                                      QStringLiteral("jwt."),  QStringLiteral("jwks."),
                                      QStringLiteral("jwk."),  QStringLiteral("key."),
                                      QStringLiteral("pem."),  QStringLiteral("response.")};
    return std::any_of(families.begin(), families.end(),
                       [&](const QString& f) { return code.startsWith(f); });
}

} // namespace

class ErrorTextTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyCodeHasASentence_data()
    {
        QTest::addColumn<QString>("code");
        const QSet<QString> codes = codesOfCore();
        QVERIFY(codes.size() > 80);
        for (const QString& code : codes)
            QTest::newRow(qPrintable(code)) << code;
        for (const char* wire :
             {"access_denied", "invalid_grant", "invalid_client", "invalid_request", "unauthorized_client",
              "unsupported_grant_type", "invalid_scope", "server_error", "temporarily_unavailable",
              "invalid_token", "insufficient_scope", "cancelled"})
            QTest::newRow(wire) << QString::fromUtf8(wire);
    }

    void everyCodeHasASentence()
    {
        QFETCH(QString, code);
        if (!mayShareASentence(code))
            QVERIFY2(hasOwnSentence(code), qPrintable(code));
        const ErrorText text = errorText(Error{ErrorKind::Malformed, code, {}, {}});
        QVERIFY(text.headline.endsWith(u'.'));
        QVERIFY(text.sentence().endsWith(u'(' + code + u')'));
        QVERIFY2(!text.sentence().contains(u'{'), qPrintable(text.sentence()));
        QVERIFY2(!text.sentence().contains(QStringLiteral("..")), qPrintable(text.sentence()));
    }

    void sentencesKeepToTheRules()
    {
        static const QRegularExpression banned(QStringLiteral("\\b(please|oops|successfully|sorry)\\b|!"),
                                               QRegularExpression::CaseInsensitiveOption);
        QSet<QByteArray> seen;
        for (const ErrorSentence& row : errorSentences()) {
            const QString all = QString::fromUtf8(row.headline) + QString::fromUtf8(row.advice);
            QVERIFY2(!all.contains(banned), row.code);
            QVERIFY2(QByteArrayView(row.headline).endsWith('.'), row.code);
            QVERIFY2(!seen.contains(row.code), row.code);
            seen.insert(row.code);
        }
    }

    void words_data()
    {
        QTest::addColumn<Error>("error");
        QTest::addColumn<QString>("sentence");
        const auto row = [](const char* name, const Error& error, const char* sentence) {
            QTest::newRow(name) << error << QString::fromUtf8(sentence);
        };
        const QString acme = QStringLiteral("https://id.acme.example/token");
        row("host and code", {ErrorKind::Untrusted, QStringLiteral("net.tls"), {}, acme},
            "The certificate of id.acme.example is not trusted by this computer. Nothing was sent. Check "
            "this "
            "computer's clock; a company's own certificate must be known to the system. (net.tls)");
        row("no host", {ErrorKind::Offline, QStringLiteral("net.unreachable"), {}, {}},
            "The server cannot be reached. Check the connection, then try again. (net.unreachable)");
        row("detail",
            {ErrorKind::Configuration,
             QStringLiteral("browser.none"),
             QStringLiteral("xdg-open and firefox"),
             {}},
            "No browser opened. Tried xdg-open and firefox. Copy the link and open it yourself. "
            "(browser.none)");
        row("detail missing", {ErrorKind::Configuration, QStringLiteral("browser.none"), {}, {}},
            "No browser opened. Copy the link and open it yourself. (browser.none)");
        row("detail with its own full stop",
            {ErrorKind::Malformed, QStringLiteral("metadata.missing"), QStringLiteral("token_endpoint."),
             acme},
            "id.acme.example leaves out something Tessera needs. Missing: token_endpoint. "
            "(metadata.missing)");
        row("the provider's words",
            {ErrorKind::Denied, QStringLiteral("access_denied"), QStringLiteral("No way"), acme},
            "The sign-in was declined at the provider. Nothing was stored. Sign in again if that was not "
            "meant. It "
            "says: “No way”. (access_denied)");
        row("A282 markup is shown",
            {ErrorKind::Denied, QStringLiteral("access_denied"), QStringLiteral("<a href='x'>y</a>"), acme},
            "The sign-in was declined at the provider. Nothing was stored. Sign in again if that was not "
            "meant. It "
            "says: “<a href='x'>y</a>”. (access_denied)");
        row("A294 placeholders stay",
            {ErrorKind::Malformed, QStringLiteral("metadata.missing"), QStringLiteral("{host} %1"), acme},
            "id.acme.example leaves out something Tessera needs. Missing: {host} %1. (metadata.missing)");
        row("family",
            {ErrorKind::Malformed, QStringLiteral("json.duplicate_name"), QStringLiteral("alg"), acme},
            "id.acme.example answered with data that is not well made. It was thrown away: alg. "
            "(json.duplicate_name)");
        row("nobody thought of it", {ErrorKind::Untrusted, QStringLiteral("wholly.new"), {}, acme},
            "A check failed, so nothing was used. (wholly.new)");
        row("stopped has no code", {ErrorKind::Cancelled, QStringLiteral("cancelled"), {}, {}},
            "Stopped. Nothing was stored.");
    }

    void words()
    {
        QFETCH(Error, error);
        QTEST(errorText(error).sentence(), "sentence");
    }

    void hugeDetailIsCut()
    {
        const ErrorText text =
            errorText({ErrorKind::Denied, QStringLiteral("access_denied"), QString(1'000'000, u'x'), {}});
        QVERIFY(text.sentence().size() < 700);
    }
};

TESSERA_TEST(ErrorTextTest)
#include "error_text_test.moc"
