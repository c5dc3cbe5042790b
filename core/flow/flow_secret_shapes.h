// What is a secret by its name ("code_verifier") or by its shape (a signed token, 40 characters of noise):
// asked of everything that is recorded, because a server may call its token whatever it likes.
#pragma once

#include <QStringView>

#include <functional>

namespace tessera {

/// Of parameters, members and header lines; case, '-' and '_' do not count. Whatever ends in "token",
/// "secret", "password" or "assertion" is one too.
bool isSecretName(QStringView name);

/// JWS, JWE, or more than 40 characters that no person would write: letters and digits without a word among
/// them.
bool looksSecret(QStringView value);

/// Every stretch of the text that looks secret, is the value of a secret name ("&code=…"), or follows the
/// name of an authentication scheme ("Bearer …") is replaced by what `instead` says of it.
QString withoutSecretShapes(const QString& text, const std::function<QString(QStringView)>& instead);

} // namespace tessera
