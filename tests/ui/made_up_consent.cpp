#include "tests/ui/made_up_consent.h"

#include "tests/ui/made_up.h"

namespace tessera::test {

ConsentQuestion kubectlAsks()
{
    ConsentQuestion question;
    question.peer.uid = 1000;
    question.peer.process.pid = 48213;
    question.peer.process.hasTerminal = true;
    question.peer.process.program.path = QStringLiteral("/usr/bin/kubectl");
    ProcessIdentity shell;
    shell.pid = 48001;
    shell.program.path = QStringLiteral("/usr/bin/zsh");
    question.peer.startedBy = shell;
    question.account.id = QStringLiteral("acme");
    question.account.name = QStringLiteral("Ana Mari\u0107");
    question.account.email = QStringLiteral("ana.maric@example.com");
    question.account.issuer = QStringLiteral("https://id.acme.example");
    question.scope = QStringList{QStringLiteral("openid"), QStringLiteral("groups")};
    question.until = fromUnixSeconds(1767323045) + Seconds(55);
    return question;
}

ConsentQuestion shellAsks()
{
    ConsentQuestion question = kubectlAsks();
    question.isOwnCommandLine = true;
    question.askedBefore = true;
    question.peer.process.program.path = QStringLiteral("/usr/bin/tessera");
    return question;
}

ConsentQuestion hostileAsks()
{
    ConsentQuestion question = kubectlAsks();
    question.peer.process.program.path = QStringLiteral("/tmp/<b>System Update</b>\u202e<img src=x>") +
                                         QString(10000, u'x') + QStringLiteral("/\u202eetadpU");
    question.account.name = QStringLiteral("<a href='x'>") + QString(5000, u'n');
    question.account.email = QStringLiteral("\u2066") + QString(5000, u'e');
    question.account.issuer = QStringLiteral("https://xn--pple-43d.com");
    question.scope.clear();
    for (int i = 0; i < 90; ++i)
        question.scope.append(QStringLiteral("https://www.example.com/auth/scope-number-%1").arg(i));
    return question;
}

} // namespace tessera::test
