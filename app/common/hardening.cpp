#include "app/common/hardening.h"

#include <cstdlib>
#include <string_view>

#ifndef _WIN32
#include <sys/resource.h>
#endif
#ifdef __linux__
#include <sys/prctl.h>
#endif

namespace tessera {
namespace {

bool mayBeRead()
{
#ifdef TESSERA_TEST_SWITCHES
    const char* word = std::getenv("TESSERA_TEST_DUMPABLE");
    return word && std::string_view(word) == "1";
#else
    return false;
#endif
}

} // namespace

void hardenProcess()
{
#ifdef _WIN32
    ::_putenv_s("SSLKEYLOGFILE", "");
#else
    ::unsetenv("SSLKEYLOGFILE");
#endif
    if (mayBeRead())
        return;
#ifndef _WIN32
    const rlimit none{0, 0};
    (void)::setrlimit(RLIMIT_CORE, &none); // making it less is never refused
#endif
#ifdef __linux__
    (void)::prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
#endif
}

} // namespace tessera
