#include "app/common/hardening.h"

#include <QtGlobal>

#ifdef Q_OS_UNIX
#include <sys/resource.h>
#endif
#ifdef Q_OS_LINUX
#include <sys/prctl.h>
#endif

namespace tessera {
namespace {

bool mayBeRead()
{
#ifdef TESSERA_TEST_SWITCHES
    return qgetenv("TESSERA_TEST_DUMPABLE") == "1";
#else
    return false;
#endif
}

} // namespace

void hardenProcess()
{
    qunsetenv("SSLKEYLOGFILE");
    if (mayBeRead())
        return;
#ifdef Q_OS_UNIX
    const rlimit none{0, 0};
    (void)::setrlimit(RLIMIT_CORE, &none); // making it less is never refused
#endif
#ifdef Q_OS_LINUX
    (void)::prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
#endif
}

} // namespace tessera
