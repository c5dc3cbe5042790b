#include "ui/inspector/token_handle.h"

#include "core/base/secret_string.h"
#include "ui/secret_clipboard.h"
#include "ui/widgets/button.h"

#include <QApplication>
#include <QDrag>
#include <QHBoxLayout>
#include <QMimeData>
#include <QMouseEvent>

namespace tessera {

TokenHandle::TokenHandle(std::function<QString()> text, QWidget* parent)
    : QWidget(parent), m_text(std::move(text)),
      m_button(
          Button::iconOnly(QStringLiteral("copy"), tr("Copy the text, or drag it into another program"))),
      m_clipboard(std::make_unique<SecretClipboard>())
{
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_button);
    m_button->installEventFilter(this);
    connect(m_button, &QPushButton::clicked, this, &TokenHandle::copy);
}

TokenHandle::~TokenHandle() = default;

void TokenHandle::copy()
{
    m_clipboard->copy(SecretString(m_text().toUtf8()));
    Q_EMIT told(tr("Copied. It is taken off the clipboard in %n seconds.", nullptr,
                   int(SecretClipboard::kStay.count())));
}

std::unique_ptr<QMimeData> TokenHandle::data() const
{
    auto data = std::make_unique<QMimeData>();
    data->setText(m_text());
    data->setData(QStringLiteral("x-kde-passwordManagerHint"), "secret");
    return data;
}

bool TokenHandle::eventFilter(QObject* object, QEvent* event)
{
    if (event->type() == QEvent::MouseButtonPress)
        m_pressedAt = static_cast<QMouseEvent*>(event)->pos();
    if (event->type() == QEvent::MouseMove) {
        const auto* move = static_cast<QMouseEvent*>(event);
        const bool isFar = (move->pos() - m_pressedAt).manhattanLength() >= QApplication::startDragDistance();
        if (move->buttons().testFlag(Qt::LeftButton) && isFar) {
            drag();
            return true;
        }
    }
    return QWidget::eventFilter(object, event);
}

void TokenHandle::drag()
{
    m_button->setDown(false); // the release goes to whoever takes it
    auto* drag = new QDrag(m_button);
    drag->setMimeData(data().release());
    drag->setPixmap(m_button->grab()); // not the text: a screen is looked at by others, too
    drag->exec(Qt::CopyAction);
}

} // namespace tessera
