// Tokens to look at for whoever has none at hand: made on this computer, at this moment, with keys that
// nobody keeps.
#pragma once

#include "core/base/clock.h"

#include <QByteArray>
#include <QList>
#include <QString>

namespace tessera {

struct ExampleToken
{
    QString title;
    QByteArray text;
    QByteArray key; ///< public JWK to verify it with; may be empty
};

enum class Example { IdToken, Unsigned, Cookie };
ExampleToken makeExample(Example example, TimePoint now);
QString exampleTitle(Example example);

} // namespace tessera
