// What people see of the demo provider: plain pages without scripts. Everything from outside is escaped here
// (A335); robots and tests rely on #demo-password, input[name=username|password] and button[name=decision].
#pragma once

#include "core/net/loopback_http_server.h"

#include <QStringList>

namespace tessera::demo {

/// The hidden fields that tie a form to its request and its browser.
struct FormTies
{
    QByteArray requestId; ///< may be empty
    QByteArray csrf;
};

struct SignInView
{
    FormTies ties;
    QString clientName;
    QString redirectUri;                          ///< where the browser goes next; decides form-action
    QString userName;                             ///< filled in
    QString problem;                              ///< sentence, or empty
    QList<std::pair<QString, QString>> passwords; ///< name and password of each person
};

struct ConsentView
{
    FormTies ties;
    QString clientName;
    QString redirectUri;
    QString personName;
    QStringList scope;
};

struct EndSessionView
{
    FormTies ties;
    QString personName;
    QString redirectUri; ///< may be empty
    QString state;
};

LoopbackResponse signInPage(const SignInView& view, int status = 200);
LoopbackResponse consentPage(const ConsentView& view);
LoopbackResponse endSessionPage(const EndSessionView& view);
/// Heading and one sentence: errors and good news.
LoopbackResponse messagePage(int status, const QString& heading, const QString& sentence);

/// Where this provider is and who can sign in.
LoopbackResponse homePage(const QString& issuer, const QList<std::pair<QString, QString>>& passwords);

} // namespace tessera::demo
