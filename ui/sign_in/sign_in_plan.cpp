#include "ui/sign_in/sign_in_plan.h"

#include "core/oauth/parameters.h"
#include "core/providers/provider_catalogue.h"
#include "ui/text/host_text.h"
#include "ui/widgets/monogram.h"

#include <QCoreApplication>

namespace tessera {
namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(tessera::SignInPlan)
};

constexpr QStringView kDemoProvider = u"demo";
constexpr QStringView kDemoClient = u"tessera-desktop";

} // namespace

SignInPlan planFor(const Provider& provider, int tile)
{
    SignInPlan plan;
    plan.provider = provider.name;
    plan.letters = provider.monogram;
    plan.tile = tile;
    plan.quirks = provider.quirksAt(Quirk::Place::SignIn);
    const ClientRegistration registration = provider.registration();
    plan.registration = provider.withServer(registration).value_or(registration);
    plan.extra = provider.extra;
    return plan;
}

SignInPlan demoPlan()
{
    const Provider* row = ProviderCatalogue::builtIn().find(kDemoProvider);
    SignInPlan plan = planFor(row ? *row : Provider(), 0);
    plan.demo = true;
    // The row speaks to people at a terminal; here the provider is started for them.
    plan.quirks = QStringList{Text::tr("The page that opens shows the names and passwords to try."),
                              Text::tr("The demo provider forgets every sign-in when Tessera closes.")};
    plan.registration.issuer.clear(); // known when it runs
    plan.registration.clientId = kDemoClient.toString();
    return plan;
}

SignInPlan planAgain(const Account& account, const ClientRegistration& registration,
                     const ProviderCatalogue& catalogue)
{
    const Provider* row = catalogue.find(account.provider);
    SignInPlan plan;
    plan.provider = providerText(account);
    plan.letters = row ? row->monogram : initials(accountName(account));
    plan.tile = monogramIndex(account.id);
    plan.registration = registration;
    plan.extra = row ? row->extra : FormFields();
    plan.forAccount = account.id;
    if (!account.email.isEmpty())
        plan.extra.append({param::kLoginHint.toString(), account.email});
    plan.demo = row && row->isDemo;
    plan.demoPort = plan.demo ? quint16(QUrl(account.issuer).port(0)) : quint16(0);
    return plan;
}

} // namespace tessera
