// Memory that is given back is overwritten first, in the whole process. A class that wipes its own strings
// does not reach the copies that Qt, OpenSSL and the C++ library make of a token while it is parsed, sent and
// shown; those stay behind in freed blocks (finding F3).
//
// How: a program that links tessera::zeroing_allocator has a free() and a realloc() of its own, and every
// library it loads uses them: the dynamic linker looks in the program first. They overwrite, and leave the
// rest to glibc. operator delete, QString, QByteArray, OPENSSL_free and g_free all end there.
//
// Linux with glibc only. Nothing is replaced under AddressSanitizer and its kin, which have a free() of their
// own, with another C library, on macOS and on Windows: there freed memory keeps what was in it.
//
// Not reached: the stack, static buffers, blocks that their library keeps for later use (GLib before 2.76
// keeps small ones unless G_SLICE=always-malloc is set), and pages the kernel swapped out meanwhile.
#pragma once

namespace tessera {

/// Whether this program overwrites what it frees.
bool zeroesFreedMemory();

} // namespace tessera
