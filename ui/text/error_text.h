// Every sentence for an Error: what is so, why, what to do, and the code last, in brackets (design section
// 8).
#pragma once

#include "core/base/error.h"

#include <QStringList>

#include <utility>

namespace tessera {

struct ErrorText
{
    QString headline; ///< "The certificate of id.acme.example is not trusted by this computer."
    QString advice;   ///< "Nothing was sent. (net.tls)"

    QString sentence() const { return advice.isEmpty() ? headline : headline + u' ' + advice; }
};

ErrorText errorText(const Error& error);
/// The same as the programs of oidc-agent show it: what is so, and what to do.
std::pair<QString, QString> headlineAndAdvice(const Error& error);

/// The code has a sentence of its own, not one for its whole family. For the test that reads the headers.
bool hasOwnSentence(const QString& code);

} // namespace tessera
