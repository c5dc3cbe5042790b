#include "ui/sign_in/device_code_box.h"

#include "core/base/logging.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/label.h"
#include "ui/widgets/mirror.h"
#include "ui/widgets/qr_code.h"

#include <QHBoxLayout>

namespace tessera {

DeviceCodeBox::DeviceCodeBox(QWidget* parent) : QWidget(parent)
{
    m_where = new Label(tr("On any device, open"), TextStyle::Body, &Theme::text2);
    m_address = new Label({}, TextStyle::Heading);
    m_address->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_code = new Label({}, TextStyle::Display);
    m_code->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_code->setAccessibleName(tr("Code to enter"));
    m_compare = new Label(tr("Scanned with a phone, the page shows the same code: compare them."),
                          TextStyle::Caption, &Theme::text2);
    m_qr = new QrCode;
    auto* words = new QVBoxLayout;
    words->setSpacing(space::kTiny);
    words->addWidget(m_where);
    words->addWidget(m_address->wrapped());
    words->addSpacing(space::kMedium);
    words->addWidget(new Label(tr("and enter this code"), TextStyle::Body, &Theme::text2));
    words->addWidget(m_code->wrapped());
    words->addWidget(m_compare->wrapped());
    words->addStretch(1);
    auto* row = new QHBoxLayout;
    row->setContentsMargins({});
    row->setSpacing(space::kPage);
    row->addLayout(words, 1);
    row->addWidget(m_qr, 0, Qt::AlignTop);
    auto* warning = new Banner;
    warning->setContent(Banner::Kind::Warning, tr("Enter only a code that you see here yourself."),
                        tr("If somebody sent you a code, do not enter it: you would sign them in as you."));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(space::kLarge);
    column->addLayout(row);
    column->addWidget(warning);
}

void DeviceCodeBox::show(const SignInProgress& progress)
{
    m_userCode = progress.userCode;
    m_address->setText(QString::fromLatin1(progress.address.toEncoded()));
    m_code->setText(printable(progress.userCode, 80));
    showAsValue(*m_address);
    showAsValue(*m_code);
    m_qr->setText(QString::fromLatin1(progress.completeAddress.toEncoded()));
    m_qr->setVisible(!m_qr->isEmpty());
    m_compare->setVisible(!m_qr->isEmpty());
    setVisible(true);
}

} // namespace tessera
