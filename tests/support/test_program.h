// All tests of a room in one program: linking, moc and start-up code once instead of once a file. ctest still
// runs each file's test as a process of its own, `<room>_tests <unit> [arguments of Qt Test]`.
#pragma once

#include <QObject>

#include <memory>

namespace tessera::test {

using MakeTest = std::unique_ptr<QObject> (*)();

/// Keeps the test under the file's name without "_test.cpp". Returns true, for a static initialiser.
bool registerTest(const char* file, MakeTest make);

} // namespace tessera::test

/// At the end of a test file, in place of QTEST_MAIN.
#define TESSERA_TEST(Class)                                                                                  \
    static const bool isRegistered = tessera::test::registerTest(                                            \
        __FILE__, []() -> std::unique_ptr<QObject> { return std::make_unique<Class>(); });
