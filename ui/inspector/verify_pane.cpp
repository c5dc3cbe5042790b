#include "ui/inspector/verify_pane.h"

#include "core/base/logging.h"
#include "ui/inspector/check_list.h"
#include "ui/inspector/key_form.h"
#include "ui/inspector/report_text.h"
#include "ui/text/error_text.h"
#include "ui/text/host_text.h"
#include "ui/theme/type_scale.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/button.h"
#include "ui/widgets/field.h"

#include <QHBoxLayout>

namespace tessera {
namespace {

constexpr qsizetype kLongestIssuer = 2000;

Banner::Kind bannerKind(Verdict::Kind kind)
{
    return kind == Verdict::Kind::Valid      ? Banner::Kind::Ok
           : kind == Verdict::Kind::NotValid ? Banner::Kind::Error
                                             : Banner::Kind::Note;
}

/// What the general sentences say of keys, they say of a provider's.
ErrorText keyErrorText(const Error& error, bool fromNetwork)
{
    const bool ofAnswer = error.kind == ErrorKind::Malformed || error.kind == ErrorKind::Untrusted;
    if (fromNetwork || !ofAnswer || error.code.startsWith(u"inspect."))
        return errorText(error);
    const QString detail =
        error.detail.isEmpty() ? QString() : printable(error.detail) + QStringLiteral(". ");
    return {VerifyPane::tr("There is no key in it that Tessera can use."),
            QStringLiteral("%1(%2)").arg(detail, printable(error.code, 80))};
}

} // namespace

VerifyPane::VerifyPane(QWidget* parent)
    : QWidget(parent), m_keys(new KeyForm), m_audience(new Field(tr("Audience"))),
      m_nonce(new Field(tr("Nonce"))), m_verify(new Button(Button::Kind::Primary, tr("&Verify"))),
      m_verdict(new Banner), m_checks(new CheckList),
      m_again(new Button(Button::Kind::Normal, tr("Read the keys &again"), QStringLiteral("renew")))
{
    m_audience->edit()->setPlaceholderText(tr("any"));
    m_nonce->edit()->setPlaceholderText(tr("any"));
    auto* expected = new QHBoxLayout;
    expected->setSpacing(space::kSmall);
    expected->addWidget(m_audience, 3);
    expected->addWidget(m_nonce, 2);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::kLarge);
    column->addWidget(m_keys);
    column->addLayout(expected);
    column->addWidget(m_verify);
    column->addWidget(m_verdict);
    column->addWidget(m_checks);
    column->addWidget(m_again);
    m_again->hide();
    m_again->setOnList();
    m_verify->setOnList();
    connect(m_keys, &KeyForm::changed, this, &VerifyPane::forget);
    connect(m_audience, &Field::textChanged, this, &VerifyPane::forget);
    connect(m_nonce, &Field::textChanged, this, &VerifyPane::forget);
    connect(m_verify, &QPushButton::clicked, this, [this] { ask(false); });
    connect(m_again, &QPushButton::clicked, this, [this] { ask(true); });
    for (Field* field : {m_audience, m_nonce})
        connect(field, &Field::returnPressed, this, [this] { ask(false); });
    connect(m_keys, &KeyForm::submitted, this, [this] { ask(false); });
    forget();
}

void VerifyPane::setToken(const TokenReport& report)
{
    m_verifiable = report.kind == u"jws" || report.kind == u"jwe";
    const QString issuer = report.claims ? report.claims->value(u"iss").toString() : QString();
    if (issuer != m_issuer) {
        m_issuer = issuer;
        m_keys->setIssuer(printable(issuer, kLongestIssuer));
    }
    forget();
}

void VerifyPane::setBusy(bool busy)
{
    m_busy = busy;
    refresh();
}

/// Whatever was found out was about other keys or other expectations.
void VerifyPane::forget()
{
    const Verdict verdict = verdictOf(TokenReport());
    m_verdict->setContent(Banner::Kind::Note, verdict.headline, verdict.rest);
    m_checks->setChecks({});
    m_again->hide();
    refresh();
}

void VerifyPane::refresh()
{
    const QString host = m_keys->host();
    m_verify->setText(host.isEmpty() ? tr("&Verify") : tr("&Verify with the keys of %1").arg(host));
    // A host may be longer than the pane; the field above it shows it whole.
    if (m_verify->sizeHint().width() > 300)
        m_verify->setText(tr("&Verify with the keys of this host"));
    m_verify->setEnabled(m_verifiable && !m_busy && m_keys->isComplete());
    m_again->setEnabled(m_verifiable && !m_busy && m_keys->isComplete());
    m_keys->setHint(host.isEmpty() ? QString() : tr("%1 is asked only when you press the button.").arg(host));
    m_verdict->setVisible(m_verifiable);
}

void VerifyPane::ask(bool again)
{
    if (!m_verify->isEnabled())
        return;
    InspectionExpectations expectations;
    const KeySourceChoice choice = m_keys->choice();
    if (choice.kind == KeySourceChoice::Kind::Issuer)
        expectations.issuer = choice.text;
    expectations.audience = m_audience->text().trimmed();
    expectations.nonce = m_nonce->text().trimmed().toUtf8();
    Q_EMIT verifyRequested(choice, expectations, again);
}

void VerifyPane::showVerified(const TokenReport& report, const InspectionExpectations& expectations,
                              int keyCount)
{
    const Verdict verdict = verdictOf(report);
    m_verdict->setContent(bannerKind(verdict.kind), verdict.headline, verdict.rest);
    m_checks->setChecks(checkRows(report, expectations));
    m_again->setVisible(m_keys->choice().canBeReadAgain());
    const QString host = m_keys->host();
    if (!host.isEmpty())
        m_keys->setHint(keyCount == 1 ? tr("%1, just read, 1 key.").arg(host)
                                      : tr("%1, just read, %n keys.", nullptr, keyCount).arg(host));
}

void VerifyPane::showError(const Error& error)
{
    const ErrorText text = keyErrorText(error, m_keys->choice().usesNetwork());
    m_verdict->setContent(Banner::Kind::Error, tr("Not checked."), text.sentence());
    m_checks->setChecks({});
    m_again->setVisible(m_keys->choice().canBeReadAgain());
}

} // namespace tessera
