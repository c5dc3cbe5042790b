#include "core/base/zeroing_allocator.h"

#include <cstdlib>

#if defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer) || __has_feature(memory_sanitizer)
#define TESSERA_SANITIZED
#endif
#endif
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define TESSERA_SANITIZED
#endif

#if defined(__linux__) && defined(__GLIBC__) && !defined(TESSERA_SANITIZED)
#define TESSERA_ZEROES

#include <malloc.h>

#include <cerrno>
#include <cstring>

// What free and realloc of glibc are called by those who replace them.
extern "C" void __libc_free(void* block);                          // NOLINT: glibc's name
extern "C" void* __libc_realloc(void* block, std::size_t newSize); // NOLINT: glibc's name

namespace {

/// The compiler may leave out a memset of what is freed next; not this.
void overwrite(void* block, std::size_t size)
{
    ::explicit_bzero(block, size);
}

/// Large blocks are pages of their own. The kernel takes them back, or moves them without leaving a copy;
/// glibc notes it beside the size, before the block, where malloc_usable_size looks too.
bool isMapped(const void* block)
{
    constexpr std::size_t kIsMapped = 2;
    std::size_t size = 0;
    std::memcpy(&size, static_cast<const char*>(block) - sizeof size, sizeof size);
    return (size & kIsMapped) != 0;
}

} // namespace

extern "C" void free(void* block) noexcept
{
    if (!block)
        return;
    // Whoever frees does not expect errno to change (glibc 2.33 and later keep it).
    const int before = errno;
    if (!isMapped(block))
        overwrite(block, ::malloc_usable_size(block));
    __libc_free(block);
    errno = before;
}

/// glibc's own would leave the old block, or the end of it, as it is.
extern "C" void* realloc(void* block, std::size_t newSize) noexcept
{
    if (!block)
        return std::malloc(newSize);
    if (newSize == 0) {
        free(block);
        return nullptr;
    }
    if (isMapped(block))
        return __libc_realloc(block, newSize);
    const std::size_t size = ::malloc_usable_size(block);
    if (newSize <= size) {
        overwrite(static_cast<char*>(block) + newSize, size - newSize);
        // A little smaller stays where it is; much smaller gives the rest back.
        return newSize >= size / 2 ? block : __libc_realloc(block, newSize);
    }
    void* larger = std::malloc(newSize);
    if (!larger)
        return nullptr;
    std::memcpy(larger, block, size);
    free(block);
    return larger;
}

#endif

namespace tessera {

bool zeroesFreedMemory()
{
#ifdef TESSERA_ZEROES
    return true;
#else
    return false;
#endif
}

} // namespace tessera
