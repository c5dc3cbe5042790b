// The settings, start at login, and the window that is there already.
#include "ui/text/error_sentence_row.h"

namespace tessera {
namespace {

constexpr ErrorSentence kRows[] = {
    ROW("settings.unreadable", "The settings cannot be read, so Tessera goes by its own.",
        "The file is left as it is; what you change holds until Tessera ends. Mend or move it: {detail}."),
    ROW("settings.member", "One of the settings is wrong, so Tessera goes by its own.",
        "The file is left as it is; what you change holds until Tessera ends. Mend it: {detail}."),
    ROW("settings.version", "The settings were written by another version of Tessera, so it goes by its own.",
        "The file is left as it is; what you change holds until Tessera ends. Update Tessera: {detail}."),
    ROW("settings.not_writable", "The setting cannot be kept.", "It would be in {detail}."),
    ROW("settings.browser", "That is no command.", "Write {detail}."),
    ROW("settings.ports", "Those are not ports.",
        "Write at most ten different numbers from 1024 to 65535, with commas between them. Not understood: "
        "{detail}."),
    ROW("start_at_login.unreadable", "It cannot be told whether Tessera starts when you log in.",
        "{detail}."),
    ROW("start_at_login.not_writable", "That Tessera starts when you log in could not be changed.",
        "{detail}."),
    ROW("window.none", "No window of Tessera is open.", "It would be asked at {detail}."),
    ROW("window.no_answer", "Tessera runs already, but its window does not answer.",
        "Wait a moment, or end that process. It is asked at {detail}."),
    ROW("window.request", "The window does not understand what it was asked.", "What is wrong: {detail}."),
    ROW("window.not_started", "The window could not be started.", "It should be {detail}."),
};

} // namespace

std::span<const ErrorSentence> settingsErrorSentences()
{
    return kRows;
}

} // namespace tessera
