// Whatever a person pastes, by every reader of pasted text: a report with kind and title, never a crash, and
// what was taken off is said.
#include "core/inspector/curl_command.h"
#include "core/inspector/recogniser.h"
#include "core/inspector/session_fixation.h"
#include "core/inspector/token_inspector.h"

#include <QJsonDocument>

#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size)
{
    using namespace tessera;
    const QByteArrayView text(data, static_cast<qsizetype>(size));
    const TimePoint now = fromUnixSeconds(1767323045);
    const RecognisedText found = recogniseText(text);
    if (found.text.size() > text.size() ||
        (found.text != text.toByteArray().trimmed() && found.removed.isEmpty()))
        std::abort();
    for (const char* front : {"", "curl ", "HTTP/1.1 200 OK\n", "Authorization: ", "https://x.example/?"}) {
        const TokenReport report = inspectToken(front + text.toByteArray(), now);
        if (report.kind.isEmpty() || report.title.isEmpty())
            std::abort();
        static_cast<void>(QJsonDocument(toJson(report)).toJson());
    }
    static_cast<void>(compareSessions(text, text, now));
    static_cast<void>(parseCurlCommand(text));
    return 0;
}
