// QtKeychain's Job::finished as OneShot. A job given up keeps running and deletes itself: QtKeychain cannot
// cancel one.
#include "core/keychain/keychain_job.h"

#include "core/base/logging.h"
#include "core/base/one_shot.h"
#include "core/keychain/pinned_backend.h"

#include <qt6keychain/keychain.h>

#include <QTimer>

namespace tessera {
namespace {

Error errorOf(const QKeychain::Job* job)
{
    const QString words = printable(job->errorString());
    const auto keychain = [&words](QStringView code) {
        return Error{ErrorKind::Keychain, code.toString(), words, {}};
    };
    switch (job->error()) {
    case QKeychain::AccessDenied:
    case QKeychain::AccessDeniedByUser:
        return keychain(u"keychain.denied");
    case QKeychain::NoBackendAvailable:
    case QKeychain::NotImplemented:
        return keychain(u"keychain.absent");
    default:
        // Windows Credential Manager, older QtKeychain: its only way to tell is this English sentence.
        if (words.contains(QLatin1String("maximum size")))
            return keychain(u"keychain.too_large");
        return keychain(u"keychain.failed");
    }
}

/// Credential Manager knows no service: the name has to stand in the key there.
QString systemKey(const QString& service, const QString& key)
{
#ifdef Q_OS_WIN
    return service + QLatin1Char('/') + key;
#else
    Q_UNUSED(service)
    return key;
#endif
}

template <class T, class Job, class Judge>
OneShot<Result<T>> start(Job* job, const QString& key, Milliseconds limit, const std::stop_token& stop,
                         Judge judge)
{
    OneShot<Result<T>> answer(stop);
    job->setKey(systemKey(job->service(), key));
    job->setInsecureFallback(false);
    QObject::connect(job, &QKeychain::Job::finished, job,
                     [answer, judge, job](QKeychain::Job*) { answer.resolve(judge(job)); });
    // The timer is a child of the job: whichever is first ends both.
    auto* timer = new QTimer(job);
    timer->setSingleShot(true);
    QObject::connect(timer, &QTimer::timeout, job, [answer, limit] {
        answer.resolve(failure(ErrorKind::Keychain, u"keychain.timeout",
                               QStringLiteral("no answer within %1 s").arg(limit.count() / 1000)));
    });
    timer->start(limit);
    // QtKeychain decides with which keychain it talks when the event loop comes to its first job.
    static bool isDecided = false;
    std::shared_ptr<PinnedBackend> pinned;
    if (!std::exchange(isDecided, true))
        pinned = std::make_shared<PinnedBackend>();
    job->start();
    if (pinned)
        QMetaObject::invokeMethod(
            job, [pinned] {}, Qt::QueuedConnection); // lives until after that
    return answer;
}

Result<std::optional<SecretString>> judgeRead(const QKeychain::ReadPasswordJob* job)
{
    if (job->error() == QKeychain::EntryNotFound)
        return std::optional<SecretString>();
    if (job->error() != QKeychain::NoError)
        return failure(errorOf(job));
    return std::optional<SecretString>(SecretString(job->binaryData()));
}

Result<void> judgeChange(const QKeychain::Job* job)
{
    if (job->error() == QKeychain::NoError || job->error() == QKeychain::EntryNotFound)
        return {};
    return failure(errorOf(job));
}

} // namespace

QCoro::Task<Result<std::optional<SecretString>>> runReadJob(QString service, QString key, Milliseconds limit,
                                                            std::stop_token stop)
{
    const auto answer = start<std::optional<SecretString>>(new QKeychain::ReadPasswordJob(service), key,
                                                           limit, stop, judgeRead);
    co_return co_await answer;
}

QCoro::Task<Result<void>> runWriteJob(QString service, QString key, SecretString secret, Milliseconds limit,
                                      std::stop_token stop)
{
    auto* job = new QKeychain::WritePasswordJob(service);
    job->setBinaryData(secret.reveal().toByteArray());
    const auto answer = start<void>(job, key, limit, stop, judgeChange);
    co_return co_await answer;
}

QCoro::Task<Result<void>> runDeleteJob(QString service, QString key, Milliseconds limit, std::stop_token stop)
{
    const auto answer = start<void>(new QKeychain::DeletePasswordJob(service), key, limit, stop, judgeChange);
    co_return co_await answer;
}

} // namespace tessera
