// Log categories, one per room. Switch on with QT_LOGGING_RULES="tessera.*=true". Nothing secret is ever
// logged at any level: SecretString cannot be printed, addresses are logged through loggableUrl().
#pragma once

#include <QLoggingCategory>
#include <QUrl>

namespace tessera {

Q_DECLARE_LOGGING_CATEGORY(lcNet)
Q_DECLARE_LOGGING_CATEGORY(lcOauth)
Q_DECLARE_LOGGING_CATEGORY(lcOidc)
Q_DECLARE_LOGGING_CATEGORY(lcKeychain)
Q_DECLARE_LOGGING_CATEGORY(lcSession)
Q_DECLARE_LOGGING_CATEGORY(lcAgent)
Q_DECLARE_LOGGING_CATEGORY(lcDemo)

/// Scheme, host, port and path: query, fragment and user information may hold secrets.
QString loggableUrl(const QUrl& url);

/// Text from outside made safe for one line of a log, a terminal or a plain label: control and bidirectional
/// characters become \u{…} escapes; cut after `maxCharacters` with an ellipsis (attack A012, A283).
QString printable(QStringView text, qsizetype maxCharacters = 300);

} // namespace tessera
