#include "app/desktop/demo_provider.h"

#include "core/base/logging.h"

#include <QCoreApplication>
#include <QFileInfo>

namespace tessera {

DemoProvider::DemoProvider(QString program) : m_program(std::move(program)) {}

DemoProvider::~DemoProvider()
{
    if (!m_process)
        return;
    m_process->disconnect(this);
    m_process->closeWriteChannel(); // --exit-with-stdin
    if (!m_process->waitForFinished(500))
        m_process->kill();
}

QString DemoProvider::usualProgram()
{
#ifdef Q_OS_WIN
    const QString name = QStringLiteral("tessera-demo-idp.exe");
#else
    const QString name = QStringLiteral("tessera-demo-idp");
#endif
    return QCoreApplication::applicationDirPath() + u'/' + name;
}

QCoro::Task<Result<QString>> DemoProvider::issuer(std::shared_ptr<DemoProvider> self, quint16 port,
                                                  std::stop_token stop)
{
    if (!self->m_issuer.isEmpty())
        co_return self->m_issuer;
    if (!QFileInfo(self->m_program).isExecutable())
        co_return failure(ErrorKind::Configuration, u"demo.missing", self->m_program);
    auto issuer = co_await start(self, port == 0 ? kUsualPort : port, stop);
    // The port may be taken; any other will do, since it is written nowhere.
    if (!issuer && issuer.error().kind == ErrorKind::Configuration)
        issuer = co_await start(self, 0, stop);
    co_return issuer;
}

QCoro::Task<Result<QString>> DemoProvider::start(std::shared_ptr<DemoProvider> self, quint16 port,
                                                 std::stop_token stop)
{
    const Answer answer(stop);
    self->launch(port, answer);
    QTimer::singleShot(kStartTime, self.get(),
                       [answer] { answer.resolve(failure(ErrorKind::Timeout, u"demo.timeout")); });
    auto issuer = co_await answer;
    if (issuer)
        self->m_issuer = *issuer;
    co_return issuer;
}

void DemoProvider::launch(quint16 port, const Answer& answer)
{
    m_process = std::make_unique<QProcess>();
    m_process->setProgram(m_program);
    QStringList arguments{QStringLiteral("--exit-with-stdin")};
    if (port != 0)
        arguments << QStringLiteral("--port") << QString::number(port);
    m_process->setArguments(arguments);
    connect(m_process.get(), &QProcess::readyReadStandardOutput, this,
            [this, answer] { readIssuer(answer); });
    const auto ended = [this, answer] {
        m_issuer.clear();
        const QByteArray words = m_process->readAllStandardError().trimmed();
        const QString last = words.isEmpty() ? m_process->errorString() : QString::fromLocal8Bit(words);
        answer.resolve(failure(ErrorKind::Configuration, u"demo.not_started", printable(last)));
    };
    connect(m_process.get(), &QProcess::finished, this, ended);
    connect(m_process.get(), &QProcess::errorOccurred, this, ended);
    m_process->start();
}

void DemoProvider::readIssuer(const Answer& answer)
{
    if (answer.isResolved() || !m_process->canReadLine())
        return;
    answer.resolve(QString::fromUtf8(m_process->readLine()).trimmed());
}

} // namespace tessera
