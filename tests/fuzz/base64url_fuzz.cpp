// base64url: what is accepted is exactly what we would have written.
#include "core/base/base64url.h"

#include <cstddef>
#include <cstdint>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const QByteArrayView text(reinterpret_cast<const char*>(data), static_cast<qsizetype>(size));
    const auto bytes = tessera::base64urlDecode(text);
    if (bytes && tessera::base64urlEncode(*bytes) != text)
        __builtin_trap();
    if (tessera::base64urlDecode(tessera::base64urlEncode(text)).value() != text)
        __builtin_trap();
    return 0;
}
