// The desktop without hands: the same window, keychain and network as tessera-desktop, told what to do by
// lines on standard input. A line of answer for each; "open ADDRESS" in between is meant for a browser.
//
//   memory_subject CONFIG     sign-in ISSUER | renew | show | sign-out | plant TEXT | quit
//
// "show" does what a person may do with tokens: looks at them in the inspector, and copies one. "plant" keeps
// TEXT in memory on purpose.
#include "app/common/environment_factory.h"
#include "app/common/hardening.h"
#include "ui/accounts/account_actions.h"
#include "ui/main_window.h"

#include <QApplication>
#include <QCoro/QCoroTask>
#include <QSocketNotifier>

#include <cstdio>

#include <unistd.h>

using namespace tessera;

namespace {

void answer(const QByteArray& line)
{
    std::printf("%s\n", line.constData());
    std::fflush(stdout);
}

class Subject
{
public:
    explicit Subject(const QString& configDirectory)
        : m_manager(environmentOf(configDirectory), RenewalPolicy::spreadOut()),
          m_window(m_manager, DemoStarter())
    {
        m_window.show();
        m_window.load();
    }

    void obey(const QByteArray& line)
    {
        const QByteArray word = line.left(line.indexOf(' ') < 0 ? line.size() : line.indexOf(' '));
        const QByteArray rest = line.mid(word.size() + 1);
        if (word == "sign-in")
            signIn(QString::fromUtf8(rest));
        else if (word == "renew")
            renew();
        else if (word == "show")
            show();
        else if (word == "sign-out")
            signOut();
        else if (word == "plant")
            plant(rest);
        else
            QCoreApplication::quit();
    }

private:
    static Environment environmentOf(const QString& configDirectory)
    {
        Environment environment = makeEnvironment({.configDirectory = configDirectory});
        environment.openUrl = [](const QUrl& address) {
            answer("open " + address.toEncoded());
            return Result<void>();
        };
        return environment;
    }

    void signIn(const QString& issuer)
    {
        SignInRequest request;
        request.registration.issuer = issuer;
        request.registration.clientId = QStringLiteral("tessera-desktop");
        QCoro::connect(m_manager.signIn(request), qApp, [this](const Result<SignInOutcome>& outcome) {
            if (!outcome)
                return answer("failed " + outcome.error().code.toUtf8());
            m_id = outcome->accountId;
            answer(outcome->thisSessionOnly ? "failed not stored" : "ok");
        });
    }

    void renew()
    {
        QCoro::connect(m_manager.renewNow(m_id), qApp, [](const Result<TokenSet>& tokens) {
            answer(tokens ? QByteArray("ok") : "failed " + tokens.error().code.toUtf8());
        });
    }

    void show()
    {
        m_window.showAccounts(m_id);
        auto* actions = m_window.findChild<AccountActions*>();
        QObject::connect(
            actions, &AccountActions::told, &m_window,
            [this, actions] {
                QObject::connect(
                    actions, &AccountActions::gaveTokens, &m_window,
                    [] { QTimer::singleShot(300, qApp, [] { answer("ok"); }); }, Qt::SingleShotConnection);
                actions->inspect(m_id);
            },
            Qt::SingleShotConnection);
        actions->copyAccessToken(m_id);
    }

    void signOut()
    {
        auto* actions = m_window.findChild<AccountActions*>();
        QObject::connect(actions, &AccountActions::failed, &m_window,
                         [](const QString&, const Error& error) { answer("failed " + error.code.toUtf8()); });
        QObject::connect(
            actions, &AccountActions::signedOut, &m_window,
            [](const ProviderNotes&, const std::optional<Error>& error) {
                // What is deleted later is deleted by then.
                QTimer::singleShot(300, qApp, [error] {
                    answer(error ? "failed " + error->code.toUtf8() : QByteArray("ok"));
                });
            },
            Qt::SingleShotConnection);
        actions->signOut(m_id);
    }

    void plant(const QByteArray& text)
    {
        m_planted = QByteArray::fromHex(text);
        answer("ok");
    }

    SessionManager m_manager;
    MainWindow m_window;
    QString m_id;
    QByteArray m_planted;
};

/// Nothing of a line is kept: the one that asks knows the secrets.
QByteArray readLine()
{
    QByteArray line;
    char character = 0;
    while (::read(STDIN_FILENO, &character, 1) == 1 && character != '\n')
        line.append(character);
    return line;
}

} // namespace

int main(int argc, char* argv[])
{
    hardenProcess();
    QApplication application(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("tessera-desktop"));
    if (QCoreApplication::arguments().size() != 2)
        return 2;
    Subject subject(QCoreApplication::arguments().at(1));
    QSocketNotifier commands(STDIN_FILENO, QSocketNotifier::Read);
    QObject::connect(&commands, &QSocketNotifier::activated, &application,
                     [&subject] { subject.obey(readLine()); });
    return QApplication::exec();
}
