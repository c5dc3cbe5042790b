#include "app/demo_idp/canary.h"

#ifdef TESSERA_CANARY
#include <QFile>

namespace tessera::demo {

void canary(QByteArrayView secret)
{
    const QString name = qEnvironmentVariable("TESSERA_CANARY_FILE");
    if (name.isEmpty() || secret.isEmpty())
        return;
    QFile file(name);
    if (!file.open(QIODevice::WriteOnly | QIODevice::Append,
                   QFileDevice::ReadOwner | QFileDevice::WriteOwner))
        return;
    // One write, so that programs that share the file do not mix their lines.
    file.write(secret.toByteArray() + '\n');
}

} // namespace tessera::demo
#endif
