// The demo provider as a child of this program: started when wanted, gone when the program is. Loopback only.
#pragma once

#include "core/base/clock.h"
#include "core/base/one_shot.h"

#include <QCoro/QCoroTask>
#include <QProcess>

namespace tessera {

class DemoProvider final : public QObject
{
    Q_OBJECT
public:
    static constexpr quint16 kUsualPort = 8787;
    static constexpr Milliseconds kStartTime{20'000};

    /// `program`: path of tessera-demo-idp.
    explicit DemoProvider(QString program);
    ~DemoProvider() override;

    /// Beside the running program.
    static QString usualProgram();

    /// Its issuer; starts it if it does not run. On `port` (0: the usual one) if that is free, else on any.
    /// Errors (Configuration): demo.missing (detail: path), demo.not_started (detail: its last words);
    /// Timeout demo.timeout; Cancelled.
    static QCoro::Task<Result<QString>> issuer(std::shared_ptr<DemoProvider> self, quint16 port,
                                               std::stop_token stop);

private:
    using Answer = OneShot<Result<QString>>;
    /// One attempt. Port 0: any.
    static QCoro::Task<Result<QString>> start(std::shared_ptr<DemoProvider> self, quint16 port,
                                              std::stop_token stop);
    void launch(quint16 port, const Answer& answer);
    void readIssuer(const Answer& answer);

    QString m_program;
    std::unique_ptr<QProcess> m_process;
    QString m_issuer; ///< empty: not running
};

} // namespace tessera
