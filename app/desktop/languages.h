// The languages there are words for, and the one in force.
#pragma once

#include "core/providers/provider_catalogue.h"
#include "ui/settings/settings_view.h"

#include <memory>

class QCoreApplication;

namespace tessera {

/// English, and what lies in the program as :/tessera/translations/tessera_CODE.qm.
QList<Language> availableLanguages();
/// The rows of the providers in the language in force.
std::shared_ptr<const ProviderCatalogue> translated(ProviderCatalogue catalogue);

/// Before the first window. Empty: the system's. What there are no words for stays English.
void installLanguage(QCoreApplication& application, const QString& code);

} // namespace tessera
