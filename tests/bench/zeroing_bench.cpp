// What overwriting freed memory costs where nothing else is done: malloc and free of blocks that nobody wrote
// to, the worst case, and of blocks that were filled. In turns in one process, with our free() and with
// glibc's own. What it costs in our programs, zeroing_programs.py tells. The last line is JSON.
#include "core/base/zeroing_allocator.h"
#include "tests/bench/figures.h"
#include "tests/bench/measure.h"

#include <cstddef>
#include <cstring>

#ifdef __GLIBC__
extern "C" void __libc_free(void* block); // NOLINT: glibc's name
#else
static void __libc_free(void* block)
{
    std::free(block);
}
#endif

namespace tessera {
namespace {

struct Blocks
{
    const char* name;
    std::size_t size;
};

/// The compiler would leave out a block of which it sees the end.
void show(void* block)
{
    asm volatile("" : : "r"(block) : "memory");
}

/// So many that reading the clock does not count.
constexpr int kPairs = 16;

template <void (*Free)(void*)>
void pairs(std::size_t size, bool filled)
{
    for (int i = 0; i < kPairs; ++i) {
        void* block = std::malloc(size);
        if (!block)
            fail("no memory");
        if (filled)
            std::memset(block, 'x', size);
        show(block);
        Free(block);
    }
}

void ours(void* block)
{
    std::free(block);
}

void glibcs(void* block)
{
    __libc_free(block);
}

} // namespace
} // namespace tessera

int main()
{
    using namespace tessera;
    if (!zeroesFreedMemory())
        fail("error: this build overwrites nothing");
    Figures figures;
    for (const Blocks& blocks : {Blocks{"64", 64}, Blocks{"4k", 4096}, Blocks{"1m", 1024 * 1024}})
        for (const bool filled : {false, true}) {
            const auto speeds = speedsInTurns(
                {[&] { pairs<ours>(blocks.size, filled); }, [&] { pairs<glibcs>(blocks.size, filled); }});
            const double ratio = medianRatio(speeds[1], speeds[0]);
            std::printf("malloc and free of %zu bytes%s: %.3f us, without overwriting %.3f us (%.2f times)\n",
                        blocks.size, filled ? ", filled" : "", microseconds(speeds[0]) / kPairs,
                        microseconds(speeds[1]) / kPairs, ratio);
            figures.add(std::string("zeroing_") + (filled ? "filled_" : "") + blocks.name + "_ratio", ratio);
        }
    figures.print();
    return 0;
}
