// Whatever a person pastes, by every reader of pasted text: a report with kind and title, never a crash, and
// what was taken off is said.
#include "core/inspector/curl_command.h"
#include "core/inspector/header_block.h"
#include "core/inspector/recogniser.h"
#include "core/inspector/session_fixation.h"
#include "core/inspector/token_inspector.h"

#include <QJsonDocument>

#include <cstdlib>

using namespace tessera;

namespace {

void require(bool condition)
{
    if (!condition)
        std::abort();
}

void checkRecognised(QByteArrayView text)
{
    const RecognisedText found = recogniseText(text);
    require(found.text.size() <= text.size());
    require(found.text == text.toByteArray().trimmed() || !found.removed.isEmpty());
    require((found.kind == TextKind::Empty) == found.text.isEmpty());
    require(!isPlainCompact(text) || (found.kind == TextKind::Token && found.removed.isEmpty()));
}

void checkReaders(QByteArrayView text)
{
    if (const auto words = splitShellWords(text))
        require(words->words.size() <= 2000);
    static_cast<void>(parseCurlCommand(text));
    if (const auto blocks = parseHeaderBlocks(text)) {
        qsizetype lines = 0;
        for (const HeaderBlock& block : *blocks)
            lines += block.headers.size();
        require(lines <= kMostHeaderLines);
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size)
{
    const QByteArrayView text(data, static_cast<qsizetype>(size));
    const TimePoint now = fromUnixSeconds(1767323045);
    checkRecognised(text);
    checkReaders(text);
    for (const char* front : {"", "curl ", "HTTP/1.1 200 OK\n", "Authorization: ", "https://x.example/?"}) {
        const TokenReport report = inspectToken(front + text.toByteArray(), now);
        require(!report.kind.isEmpty() && !report.title.isEmpty());
        static_cast<void>(QJsonDocument(toJson(report)).toJson());
    }
    static_cast<void>(compareSessions(text, text, now));
    return 0;
}
