// Result<T>: a value or an Error. std::expected is not in GCC 12; this is tl::expected under a short name.
#pragma once

#include "core/base/error.h"

#include <tl/expected.hpp>

namespace tessera {

template <class T>
using Result = tl::expected<T, Error>;

/// return failure(ErrorKind::Malformed, u"json.duplicate_name", name);
inline tl::unexpected<Error> failure(ErrorKind kind, QStringView code, const QString& detail = {},
                                     const QString& endpoint = {})
{
    return tl::unexpected<Error>(Error{kind, code.toString(), detail, endpoint});
}

inline tl::unexpected<Error> failure(Error error)
{
    return tl::unexpected<Error>(std::move(error));
}

} // namespace tessera
