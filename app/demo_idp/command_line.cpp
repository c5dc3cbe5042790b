#include "app/demo_idp/command_line.h"

#include <QCommandLineParser>
#include <QFile>

namespace tessera::demo {
namespace {

constexpr qint64 kSecretFileBytes = 4096;

const QCommandLineOption kHelp{{QStringLiteral("h"), QStringLiteral("help")},
                               QStringLiteral("Show this help.")};
const QCommandLineOption kVersion{{QStringLiteral("v"), QStringLiteral("version")},
                                  QStringLiteral("Show the version.")};
const QCommandLineOption kPort{QStringLiteral("port"),
                               QStringLiteral("Listen on this port; 0 takes any free one (default)."),
                               QStringLiteral("N"), QStringLiteral("0")};
const QCommandLineOption kAccessLife{QStringLiteral("access-token-life"),
                                     QStringLiteral("Life of access tokens (default: 300)."),
                                     QStringLiteral("SECONDS"), QStringLiteral("300")};
const QCommandLineOption kRefreshLife{QStringLiteral("refresh-token-life"),
                                      QStringLiteral("Life of refresh tokens (default: 2592000, 30 days)."),
                                      QStringLiteral("SECONDS"), QStringLiteral("2592000")};
const QCommandLineOption kReuseWindow{
    QStringLiteral("refresh-reuse-window"),
    QStringLiteral(
        "Take a used refresh token once more for so long, instead of revoking the grant (default: 0)."),
    QStringLiteral("SECONDS"), QStringLiteral("0")};
const QCommandLineOption kAlg{QStringLiteral("id-token-alg"),
                              QStringLiteral("Sign tokens with RS256 (default) or ES256."),
                              QStringLiteral("ALG"), QStringLiteral("RS256")};
const QCommandLineOption kClient{
    QStringLiteral("client"),
    QStringLiteral("Register a further client; with the file's first line as its secret. May be repeated."),
    QStringLiteral("ID[:SECRET_FILE]")};
const QCommandLineOption kDelay{
    QStringLiteral("delay-ms"),
    QStringLiteral("Answer N milliseconds late, as a server far away would (default: 0). For measuring."),
    QStringLiteral("N"), QStringLiteral("0")};
const QCommandLineOption kShowRequests{
    QStringLiteral("show-requests"),
    QStringLiteral("Name each request on standard output as it comes, after the issuer's line.")};
const QCommandLineOption kExitWithStdin{QStringLiteral("exit-with-stdin"),
                                        QStringLiteral("End when standard input is closed.")};

constexpr char kMore[] = R"(
The first line on standard output is the issuer address. The people are alice and bob; their passwords are new
at each start and stand on the sign-in page. Registered clients: tessera-desktop and tessera-cli, both public,
with any http address on 127.0.0.1 or [::1] to return to.

Examples:
  tessera-demo-idp                              any free port
  tessera-demo-idp --port 8787 --access-token-life 60
  tessera-demo-idp --id-token-alg ES256 --client my-tool --client my-service:secret.txt
)";

Farewell wrongUse(const QString& text)
{
    return {text + QStringLiteral("\nSee tessera-demo-idp --help.\n"), 2};
}

struct Reader
{
    const QCommandLineParser& parser;
    QString problem;

    qint64 number(const QCommandLineOption& option, qint64 least, qint64 most)
    {
        bool ok = false;
        const qint64 value = parser.value(option).toLongLong(&ok);
        if (ok && value >= least && value <= most)
            return value;
        problem = QStringLiteral("--%1 wants a number from %2 to %3.")
                      .arg(option.names().first())
                      .arg(least)
                      .arg(most);
        return least;
    }

    QString algorithm()
    {
        const QString alg = parser.value(kAlg);
        if (!SigningKeys::algorithms().contains(alg))
            problem = QStringLiteral("--id-token-alg is RS256 or ES256.");
        return alg;
    }

    Client client(const QString& text)
    {
        const qsizetype colon = text.indexOf(u':');
        Client client;
        client.id = client.name = text.left(colon < 0 ? text.size() : colon);
        if (colon >= 0)
            client.secret = secretFrom(text.sliced(colon + 1));
        if (client.id.isEmpty())
            problem = QStringLiteral("--client wants an id.");
        return client;
    }

    SecretString secretFrom(const QString& fileName)
    {
        QFile file(fileName);
        if (!file.open(QIODevice::ReadOnly)) {
            problem = QStringLiteral("The secret file %1 cannot be read.").arg(fileName);
            return {};
        }
        SecretString secret(file.readLine(kSecretFileBytes).trimmed());
        if (secret.isEmpty())
            problem = QStringLiteral("The first line of the secret file %1 is empty.").arg(fileName);
        return secret;
    }
};

} // namespace

std::variant<Setup, Farewell> readCommandLine(const QStringList& arguments, const QString& version)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(
        QStringLiteral("A small OpenID provider on this computer, for trying things out."));
    parser.addOptions({kHelp, kVersion});
    parser.addOptions({kPort, kAccessLife, kRefreshLife, kReuseWindow, kAlg, kClient, kDelay, kShowRequests,
                       kExitWithStdin});
    if (!parser.parse(arguments))
        return wrongUse(parser.errorText());
    if (parser.isSet(kHelp))
        return Farewell{parser.helpText() + QString::fromUtf8(kMore), 0};
    if (parser.isSet(kVersion))
        return Farewell{QStringLiteral("tessera-demo-idp %1\n").arg(version), 0};
    if (!parser.positionalArguments().isEmpty())
        return wrongUse(
            QStringLiteral("\"%1\" is not understood.").arg(parser.positionalArguments().first()));

    Reader read{parser, {}};
    Setup setup;
    setup.port = quint16(read.number(kPort, 0, 65535));
    setup.options.lives.accessToken = Seconds(read.number(kAccessLife, 1, 86400));
    setup.options.lives.refreshToken = Seconds(read.number(kRefreshLife, 1, 31'536'000));
    setup.options.lives.reuseWindow = Seconds(read.number(kReuseWindow, 0, 86400));
    setup.options.idTokenAlg = read.algorithm();
    setup.options.answerDelay = Milliseconds(read.number(kDelay, 0, 5000));
    setup.showRequests = parser.isSet(kShowRequests);
    setup.exitWithStdin = parser.isSet(kExitWithStdin);
    for (const QString& text : parser.values(kClient))
        setup.options.moreClients.append(read.client(text));
    if (!read.problem.isEmpty())
        return wrongUse(read.problem);
    return setup;
}

} // namespace tessera::demo
