// tessera: what needs no Qt is done without it; the rest of the command line is loaded when it is wanted.
#include "app/cli/cli_main.h"
#include "app/common/hardening.h"

#ifdef TESSERA_CLI_LIBRARY
#include "app/cli/quick_token.h"

#include <cstdio>

#include <dlfcn.h>
#include <unistd.h>
#endif

#ifdef TESSERA_CLI_LIBRARY
namespace {

constexpr int kCannotStart = 1;

int runCommandLine(int argc, char** argv, const TesseraBegunConversation* begun)
{
    using Main = int (*)(int, char**, const TesseraBegunConversation*);
    void* library = ::dlopen(TESSERA_CLI_LIBRARY, RTLD_NOW | RTLD_GLOBAL);
    const auto run = library ? reinterpret_cast<Main>(::dlsym(library, "tesseraMain")) : nullptr;
    if (!run) {
        std::fprintf(stderr, "tessera: a part of the program cannot be loaded: %s. Install it again.\n",
                     ::dlerror());
        return kCannotStart;
    }
    return run(argc, argv, begun);
}

} // namespace
#endif

int main(int argc, char** argv)
{
    tessera::hardenProcess();
#ifdef TESSERA_CLI_LIBRARY
    using tessera::cli::QuickToken;
    const QuickToken quick = tessera::cli::printTokenQuickly(argc, argv);
    if (quick.outcome == QuickToken::Outcome::Printed)
        return 0;
    if (quick.outcome == QuickToken::Outcome::Begun) {
        const TesseraBegunConversation begun{quick.socket, quick.received.data(), quick.received.size()};
        return runCommandLine(argc, argv, &begun);
    }
    return runCommandLine(argc, argv, nullptr);
#else
    return tesseraMain(argc, argv, nullptr);
#endif
}
