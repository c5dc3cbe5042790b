// What is shipped with Tessera, and under which licences. The texts lie in resources/licences.
#pragma once

#include <QList>
#include <QString>

namespace tessera {

struct ShippedPart
{
    QString name;
    QString version; ///< of what runs now; empty: it does not say
    QString use;     ///< what it is here for
    QString licence; ///< SPDX
    QString text;    ///< resource with the whole text
};

/// Tessera itself first.
QList<ShippedPart> shippedParts(const QString& version);
QString licenceText(const ShippedPart& part);

} // namespace tessera
