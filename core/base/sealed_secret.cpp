#include "core/base/sealed_secret.h"

#include "core/base/random.h"

#include <openssl/evp.h>

#include <algorithm>
#include <memory>

#ifdef Q_OS_LINUX
#include <sys/mman.h>
#include <unistd.h>
#endif

namespace tessera {
namespace {

constexpr int kKeyBytes = 32;
constexpr int kNonceBytes = 12;
constexpr int kTagBytes = 16;

unsigned char* newPage()
{
#ifdef Q_OS_LINUX
    const auto size = static_cast<size_t>(::sysconf(_SC_PAGESIZE));
    void* page = ::mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (page != MAP_FAILED) {
        // Each is worth having without the others; a limit on locked memory is no reason to stop.
        (void)::madvise(page, size, MADV_DONTDUMP);
        (void)::madvise(page, size, MADV_WIPEONFORK);
        (void)::mlock(page, size);
        return static_cast<unsigned char*>(page);
    }
#endif
    return new unsigned char[kKeyBytes];
}

/// Drawn once and never told; there as long as the program, because what it sealed may be.
const unsigned char* key()
{
    static const unsigned char* const page = [] {
        unsigned char* fresh = newPage();
        QByteArray bytes = randomBytes(kKeyBytes);
        std::copy(bytes.cbegin(), bytes.cend(), fresh);
        wipe(bytes);
        return fresh;
    }();
    return page;
}

using Cipher = std::unique_ptr<EVP_CIPHER_CTX, decltype(&EVP_CIPHER_CTX_free)>;

Cipher newCipher()
{
    return {EVP_CIPHER_CTX_new(), &EVP_CIPHER_CTX_free};
}

const unsigned char* in(const QByteArray& bytes, qsizetype offset = 0)
{
    return reinterpret_cast<const unsigned char*>(bytes.constData()) + offset;
}

unsigned char* out(QByteArray& bytes, qsizetype offset = 0)
{
    return reinterpret_cast<unsigned char*>(bytes.data()) + offset;
}

bool seal(QByteArrayView text, QByteArray& sealed)
{
    const auto size = static_cast<int>(text.size());
    const QByteArray nonce = randomBytes(kNonceBytes);
    sealed = nonce + QByteArray(size + kTagBytes, '\0');
    const Cipher cipher = newCipher();
    int written = 0;
    int rest = 0;
    return cipher && EVP_EncryptInit_ex(cipher.get(), EVP_aes_256_gcm(), nullptr, key(), in(nonce)) == 1 &&
           EVP_EncryptUpdate(cipher.get(), out(sealed, kNonceBytes), &written,
                             reinterpret_cast<const unsigned char*>(text.data()), size) == 1 &&
           EVP_EncryptFinal_ex(cipher.get(), out(sealed, kNonceBytes + written), &rest) == 1 &&
           EVP_CIPHER_CTX_ctrl(cipher.get(), EVP_CTRL_GCM_GET_TAG, kTagBytes,
                               out(sealed, kNonceBytes + size)) == 1;
}

bool unseal(const QByteArray& sealed, QByteArray& text)
{
    const auto size = static_cast<int>(sealed.size()) - kNonceBytes - kTagBytes;
    QByteArray tag = sealed.last(kTagBytes);
    text = QByteArray(size, '\0');
    const Cipher cipher = newCipher();
    int written = 0;
    int rest = 0;
    return cipher && EVP_DecryptInit_ex(cipher.get(), EVP_aes_256_gcm(), nullptr, key(), in(sealed)) == 1 &&
           EVP_DecryptUpdate(cipher.get(), out(text), &written, in(sealed, kNonceBytes), size) == 1 &&
           EVP_CIPHER_CTX_ctrl(cipher.get(), EVP_CTRL_GCM_SET_TAG, kTagBytes, tag.data()) == 1 &&
           EVP_DecryptFinal_ex(cipher.get(), out(text, written), &rest) == 1;
}

} // namespace

SealedSecret::SealedSecret(const SecretString& secret)
{
    // As without randomness: there is no OpenSSL 3 without this cipher, and a secret must not get lost.
    if (!secret.isEmpty() && !seal(secret.reveal(), m_sealed))
        qFatal("AES-256-GCM does not work");
}

SecretString SealedSecret::open() const
{
    if (isEmpty())
        return {};
    QByteArray text;
    const bool isGood = unseal(m_sealed, text);
    SecretString secret(std::move(text));
    return isGood ? secret : SecretString();
}

} // namespace tessera
