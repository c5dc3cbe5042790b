#include "tests/support/test_program.h"

#include <QFileInfo>
#include <QMap>
#include <QTest>

#ifdef TESSERA_TEST_GUI
#include <QApplication>
using TestApplication = QApplication;
#else
#include <QCoreApplication>
using TestApplication = QCoreApplication;
#endif

#include <cstdio>

namespace tessera::test {
namespace {

QMap<QString, MakeTest>& registry()
{
    static QMap<QString, MakeTest> tests;
    return tests;
}

int explain(const char* program)
{
    std::fprintf(stderr, "%s UNIT [arguments of Qt Test]; the units are:\n", program);
    for (const QString& name : registry().keys())
        std::fprintf(stderr, "  %s\n", qUtf8Printable(name));
    return 2;
}

/// What was told to stop gets there by the event loop. What still waits after it is a leak.
void settle()
{
    constexpr int kRounds = 20;
    for (int i = 0; i < kRounds; ++i) {
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        QCoreApplication::processEvents();
    }
}

} // namespace

bool registerTest(const char* file, MakeTest make)
{
    QString name = QFileInfo(QString::fromUtf8(file)).completeBaseName();
    if (name.endsWith(QLatin1String("_test")))
        name.chop(5);
    registry().insert(name, make);
    return true;
}

} // namespace tessera::test

int main(int argc, char* argv[])
{
    using namespace tessera::test;
    const MakeTest make = argc > 1 ? registry().value(QString::fromLocal8Bit(argv[1])) : nullptr;
    if (!make)
        return explain(argv[0]);
    argv[1] = argv[0]; // Qt Test reads what follows the unit
    TestApplication application(argc, argv);
    const int status = QTest::qExec(make().get(), argc - 1, argv + 1);
    settle();
    return status;
}
