#include "app/desktop/languages.h"

#include <QCoreApplication>
#include <QDir>
#include <QLocale>
#include <QTranslator>

namespace tessera {
namespace {

const QString kFolder = QStringLiteral(":/tessera/translations");
const QString kPrefix = QStringLiteral("tessera_");

} // namespace

QList<Language> availableLanguages()
{
    QList<Language> languages{{QStringLiteral("en"), QStringLiteral("English")}};
    for (const QString& name :
         QDir(kFolder).entryList({kPrefix + QStringLiteral("*.qm")}, QDir::Files, QDir::Name)) {
        const QString code = name.mid(kPrefix.size(), name.size() - kPrefix.size() - 3);
        QString own = QLocale(code).nativeLanguageName();
        if (!own.isEmpty())
            own[0] = own[0].toUpper();
        languages.append({code, own});
    }
    return languages;
}

std::shared_ptr<const ProviderCatalogue> translated(ProviderCatalogue catalogue)
{
    catalogue.translate([](const QString& sentence) {
        return QCoreApplication::translate("tessera::ProviderText", sentence.toUtf8().constData());
    });
    return std::make_shared<const ProviderCatalogue>(std::move(catalogue));
}

void installLanguage(QCoreApplication& application, const QString& code)
{
    const QLocale locale = code.isEmpty() ? QLocale() : QLocale(code);
    if (!code.isEmpty())
        QLocale::setDefault(locale);
    auto* words = new QTranslator(&application);
    if (words->load(locale, QStringLiteral("tessera"), QStringLiteral("_"), kFolder))
        QCoreApplication::installTranslator(words);
    else
        delete words;
}

} // namespace tessera
