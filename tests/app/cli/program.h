// Runs build/bin/tessera while this process's own servers keep answering.
#pragma once

#include <QJsonObject>
#include <QProcessEnvironment>
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

/// `mostDataBytes`: the heap and stacks it may have; more, and it ends by bad_alloc. 0: no limit, as under
/// AddressSanitizer, which takes what it wants.
Ran runTessera(const QStringList& arguments, const QByteArray& input = {}, int seconds = 60,
               qint64 mostDataBytes = 0);

/// Any program, in this environment and folder, while this process's own servers keep answering.
Ran runTool(const QString& program, const QStringList& arguments, const QProcessEnvironment& environment,
            const QByteArray& input = {}, const QString& folder = {});

} // namespace tessera::test
