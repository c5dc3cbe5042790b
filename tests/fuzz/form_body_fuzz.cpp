// Any bytes as a form. What is accepted must survive being written and read again.
#include "core/net/form_body.h"

#include <cstdint>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size)
{
    const QByteArrayView text(data, static_cast<qsizetype>(size));
    const auto fields = tessera::decodeForm(text);
    if (!fields)
        return 0;
    if (fields->size() > 64)
        std::abort();
    const auto again = tessera::decodeForm(tessera::encodeForm(*fields));
    if (!again || *again != *fields)
        std::abort();
    for (const tessera::FormField& field : *fields)
        static_cast<void>(tessera::singleField(*fields, field.name));
    return 0;
}
