#include "ui/secret_clipboard.h"

#include <QClipboard>
#include <QCryptographicHash>
#include <QGuiApplication>
#include <QMimeData>

namespace tessera {
namespace {

QByteArray hashOf(const QString& text)
{
    return QCryptographicHash::hash(text.toUtf8(), QCryptographicHash::Sha256);
}

#ifdef Q_OS_WIN
/// Registered by that name with the system's clipboard.
QString windowsFormat(const char* name)
{
    return QStringLiteral("application/x-qt-windows-mime;value=\"%1\"").arg(QLatin1String(name));
}
#endif

} // namespace

SecretClipboard::SecretClipboard(Milliseconds stay, QObject* parent) : QObject(parent), m_stay(stay)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &SecretClipboard::takeOff);
}

SecretClipboard::~SecretClipboard()
{
    takeOff();
}

void SecretClipboard::copy(const SecretString& secret)
{
    auto* data = new QMimeData;
    const QString text = secret.revealString();
    data->setText(text);
    data->setData(QStringLiteral("x-kde-passwordManagerHint"), QByteArrayLiteral("secret"));
#ifdef Q_OS_WIN
    const QByteArray no(4, '\0'); // a DWORD
    data->setData(windowsFormat("ExcludeClipboardContentFromMonitorProcessing"), QByteArrayLiteral("1"));
    data->setData(windowsFormat("CanIncludeInClipboardHistory"), no);
    data->setData(windowsFormat("CanUploadToCloudClipboard"), no);
#endif
    m_hash = hashOf(text);
    QGuiApplication::clipboard()->setMimeData(data);
    m_timer.start(m_stay);
}

void SecretClipboard::takeOff()
{
    m_timer.stop();
    if (m_hash.isEmpty() || !qGuiApp)
        return;
    QClipboard* clipboard = QGuiApplication::clipboard();
    if (hashOf(clipboard->text()) == m_hash)
        clipboard->clear();
    m_hash.clear();
}

} // namespace tessera
