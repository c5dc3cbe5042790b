// Is there a screen to draw on? Asked before Qt is, because Qt ends the program with a list of plugins.
#pragma once

#include <QProcessEnvironment>

#include <optional>

namespace tessera {

/// The sentence to say instead of opening a window, or nothing if there is a display to try. `platform` is
/// what the person chose with -platform, or empty.
std::optional<QString> displayProblem(const QProcessEnvironment& environment, const QString& platform);

/// For the platforms that can fail later: when Qt gives up while starting, says our sentence and leaves with
/// exit status 2. Call the second once the application object exists.
void catchPlatformFailure();
void platformWorks();

} // namespace tessera
