#include "ui/settings/network_box.h"

#include "core/net/proxy_choice.h"
#include "ui/accounts/section.h"
#include "ui/widgets/label.h"

#include <QFutureWatcher>
#include <QGridLayout>
#include <QSslConfiguration>
#include <QtConcurrent/QtConcurrentRun>

namespace tessera {
namespace {

/// Any provider's: which one makes no difference, and nobody is asked.
const QString kSomeAddress = QStringLiteral("https://openid.net");
constexpr int kNameWidth = 140;

Label* addFact(QGridLayout* grid, const QString& name)
{
    const int row = grid->rowCount();
    auto* title = new Label(name, TextStyle::Body, &Theme::text2);
    title->setMinimumWidth(kNameWidth);
    auto* fact = new Label;
    fact->setTextInteractionFlags(Qt::TextSelectableByMouse);
    grid->addWidget(title, row, 0, Qt::AlignTop);
    grid->addWidget(fact->wrapped(), row, 1);
    return fact;
}

} // namespace

NetworkFacts networkFacts()
{
    NetworkFacts facts;
    facts.proxy = proxyText(proxyFor(QUrl(kSomeAddress)));
    facts.authorities = int(QSslConfiguration::systemCaCertificates().size());
    for (const char* name : {"https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY", "no_proxy", "NO_PROXY"})
        if (!qEnvironmentVariableIsEmpty(name))
            facts.variables.append(QString::fromLatin1(name));
    return facts;
}

NetworkBox::NetworkBox(QWidget* parent) : QWidget(parent)
{
    auto* section = new Section(tr("Network"));
    section->content()->addWidget(
        (new Label(tr("As this computer has it. Tessera has no proxy and no certificates of its own."),
                   TextStyle::Caption, &Theme::text2))
            ->wrapped());
    auto* grid = new QGridLayout;
    grid->setColumnStretch(1, 1);
    grid->setHorizontalSpacing(space::kLarge);
    grid->setVerticalSpacing(space::kSmall);
    m_proxy = addFact(grid, tr("Proxy"));
    m_authorities = addFact(grid, tr("Trusted authorities"));
    section->content()->addLayout(grid);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, space::kBlock);
    column->addWidget(section);
}

void NetworkBox::look()
{
    auto* watcher = new QFutureWatcher<NetworkFacts>(this);
    connect(watcher, &QFutureWatcherBase::finished, this, [this, watcher] {
        setFacts(watcher->result());
        watcher->deleteLater();
    });
    watcher->setFuture(QtConcurrent::run(networkFacts));
}

void NetworkBox::setFacts(const NetworkFacts& facts)
{
    QString proxy = facts.proxy.isEmpty() ? tr("None.") : facts.proxy + u'.';
    if (!facts.variables.isEmpty())
        proxy += u' ' + tr("Set in the environment: %1.").arg(facts.variables.join(QStringLiteral(", ")));
    m_proxy->setText(proxy);
    m_authorities->setText(facts.authorities == 0
                               ? tr("None. No provider can be reached without a list of authorities.")
                               : tr("%1, from the system's list.").arg(facts.authorities));
}

} // namespace tessera
