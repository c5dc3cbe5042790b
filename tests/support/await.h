// Runs the event loop until a coroutine is done. Nested event loops are for tests only.
#pragma once

#include <QCoro/QCoroTask>

namespace tessera::test {

template <class T>
T await(QCoro::Task<T> task)
{
    return QCoro::waitFor(std::move(task));
}

} // namespace tessera::test
