// Runs build/bin/tessera while this process's own servers keep answering.
#pragma once

#include <QJsonObject>
#include <QStringList>

namespace tessera::test {

struct Ran
{
    int status = -1;
    QString out;
    QString error;

    QJsonObject json() const;
    QByteArray told() const;
};

Ran runTessera(const QStringList& arguments, const QByteArray& input = {}, int seconds = 60);

} // namespace tessera::test
