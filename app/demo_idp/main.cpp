// tessera-demo-idp: an OpenID provider on loopback for trying things out.
#include "app/demo_idp/command_line.h"
#include "app/demo_idp/exit_requests.h"

#include <QCoreApplication>

#include <cstdio>

namespace {

void print(FILE* stream, const QString& text)
{
    std::fputs(text.toLocal8Bit().constData(), stream);
    std::fflush(stream);
}

int fail(const tessera::Error& error)
{
    print(stderr,
          QStringLiteral("The demo provider cannot listen: %1 (%2).\n").arg(error.detail, error.code));
    return 2;
}

} // namespace

int main(int argc, char* argv[])
{
    using namespace tessera::demo;
    QCoreApplication application(argc, argv);
    const auto read = readCommandLine(application.arguments(), QStringLiteral(TESSERA_VERSION));
    if (const auto* farewell = std::get_if<Farewell>(&read)) {
        print(farewell->status == 0 ? stdout : stderr, farewell->text);
        return farewell->status;
    }
    Setup setup = std::get<Setup>(read);
    if (setup.showRequests)
        setup.options.onRequest = [](const QString& name) { print(stdout, name + u'\n'); };
    IdentityProvider provider(setup.options);
    if (const auto started = provider.start(setup.port); !started)
        return fail(started.error());

    quitOnSignals();
    if (setup.exitWithStdin)
        quitWhenStdinCloses();
    print(stdout, provider.issuer() + u'\n');
    print(stderr,
          QStringLiteral("Demo provider for this computer only. Sign in as alice or bob; the passwords "
                         "stand on the sign-in page.\nCtrl+C ends it; all keys and tokens go with it.\n"));
    return QCoreApplication::exec();
}
