#include "app/cli/quick_token.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <string_view>

#include <fcntl.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

namespace tessera::cli {
namespace {

using std::string_view;

/// As limits::kAgentMessageBytes; the header that says so needs Qt.
constexpr std::size_t kMessageBytes = 64 * 1024;
constexpr std::size_t kPrefix = 4;
constexpr std::size_t kAccountCharacters = 256;
/// Longer than a renewal takes. Then the command line waits on, and says so.
constexpr int kAnswerMilliseconds = 20'000;

class Descriptor
{
public:
    explicit Descriptor(int number) : m_number(number) {}
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    ~Descriptor()
    {
        if (m_number >= 0)
            ::close(m_number);
    }
    int get() const { return m_number; }
    int release() { return std::exchange(m_number, -1); }

private:
    int m_number;
};

/// Names as people type them: nothing that JSON writes otherwise.
bool isPlainName(string_view text)
{
    return !text.empty() && text.size() <= kAccountCharacters && text.front() != '-' &&
           std::all_of(text.begin(), text.end(), [](char c) {
               return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                      std::strchr("@._+-:/ ", c) != nullptr;
           });
}

bool wantsHeader(int argc, char** argv)
{
    return argc == 4 && string_view(argv[3]) == "--header";
}

/// Ours, and closed to everybody else; the one above it nobody else can write to.
bool isPrivate(int folder, bool isOwn)
{
    struct stat status = {};
    if (::fstat(folder, &status) != 0)
        return false;
    if (isOwn)
        return status.st_uid == ::geteuid() && (status.st_mode & 077) == 0;
    return (status.st_uid == ::geteuid() || status.st_uid == 0) && (status.st_mode & 022) == 0;
}

/// "/run/user/1000/tessera", opened; −1: not there, or not to be used.
int openFolder()
{
    const char* runtime = std::getenv("XDG_RUNTIME_DIR");
    if (!runtime || runtime[0] != '/' || string_view(runtime).find("..") != string_view::npos)
        return -1;
    const Descriptor parent(::open(runtime, O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (parent.get() < 0 || !isPrivate(parent.get(), false))
        return -1;
    Descriptor own(::openat(parent.get(), "tessera", O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
    return own.get() >= 0 && isPrivate(own.get(), true) ? own.release() : -1;
}

bool isServedByUs(int socket)
{
    ucred peer = {};
    socklen_t size = sizeof peer;
    return ::getsockopt(socket, SOL_SOCKET, SO_PEERCRED, &peer, &size) == 0 && peer.uid == ::geteuid();
}

/// −1: nobody is there, or not one of ours.
int connectToAgent()
{
    const Descriptor folder(openFolder());
    if (folder.get() < 0)
        return -1;
    // Through the descriptor: what was looked at is what is connected to (A256).
    const std::string path = "/proc/self/fd/" + std::to_string(folder.get()) + "/agent.sock";
    sockaddr_un address = {};
    address.sun_family = AF_UNIX;
    std::memcpy(address.sun_path, path.c_str(), path.size() + 1);
    Descriptor socket(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
    const timeval most{5, 0};
    ::setsockopt(socket.get(), SOL_SOCKET, SO_SNDTIMEO, &most, sizeof most);
    const auto* generic = reinterpret_cast<const sockaddr*>(&address);
    if (socket.get() < 0 || ::connect(socket.get(), generic, sizeof address) != 0 ||
        !isServedByUs(socket.get()))
        return -1;
    return socket.release();
}

std::string framed(const std::string& message)
{
    std::string bytes;
    for (int shift = 24; shift >= 0; shift -= 8)
        bytes += static_cast<char>((message.size() >> shift) & 0xff);
    return bytes + message;
}

/// `put` takes some of them at a time, as send and write do.
template <class Put>
bool putAll(string_view bytes, Put put)
{
    while (!bytes.empty()) {
        const ssize_t count = put(bytes);
        if (count < 0 && errno == EINTR)
            continue;
        if (count <= 0)
            return false;
        bytes.remove_prefix(static_cast<std::size_t>(count));
    }
    return true;
}

bool sendAll(int socket, string_view bytes)
{
    return putAll(
        bytes, [socket](string_view left) { return ::send(socket, left.data(), left.size(), MSG_NOSIGNAL); });
}

std::size_t lengthOf(const std::string& bytes)
{
    std::size_t length = 0;
    for (std::size_t i = 0; i < kPrefix; ++i)
        length = length << 8 | static_cast<unsigned char>(bytes[i]);
    return length;
}

/// True: `received` is one whole message, and nothing else came.
bool receiveOne(int socket, std::string& received)
{
    while (true) {
        if (received.size() >= kPrefix) {
            const std::size_t whole = kPrefix + lengthOf(received);
            if (received.size() >= whole || whole > kPrefix + kMessageBytes)
                return received.size() == whole;
        }
        pollfd ready{socket, POLLIN, 0};
        if (::poll(&ready, 1, kAnswerMilliseconds) <= 0)
            return false;
        char bytes[4096]; // NOLINT: filled by recv
        const ssize_t count = ::recv(socket, bytes, sizeof bytes, 0);
        if (count <= 0)
            return false;
        received.append(bytes, static_cast<std::size_t>(count));
    }
}

bool isPlainToken(const std::string& token)
{
    return !token.empty() &&
           std::all_of(token.begin(), token.end(), [](char c) { return c > ' ' && c < 127; });
}

bool printLine(const std::string& line)
{
    return putAll(line + '\n',
                  [](string_view left) { return ::write(STDOUT_FILENO, left.data(), left.size()); });
}

} // namespace

std::string quickQuestion(int argc, char** argv)
{
    const bool isOurs =
        (argc == 3 || wantsHeader(argc, argv)) && string_view(argv[1]) == "token" && isPlainName(argv[2]);
    if (!isOurs)
        return {};
    const nlohmann::json question = {
        {"version", 1}, {"ask", "access_token"}, {"account", argv[2]}, {"min_valid", 60}};
    return question.dump();
}

std::string quickLine(const std::string& message, bool withHeader)
{
    const auto answer = nlohmann::json::parse(message, nullptr, false);
    if (!answer.is_object() || answer.value("version", nlohmann::json()) != 1)
        return {};
    const auto members = answer.find("ok");
    if (members == answer.end() || !members->is_object())
        return {};
    const auto text = [&members](const char* name) {
        const auto found = members->find(name);
        return found != members->end() && found->is_string() ? found->get<std::string>() : std::string();
    };
    const std::string token = text("token");
    if (text("token_type") != "Bearer" || !isPlainToken(token))
        return {};
    return withHeader ? "Authorization: Bearer " + token : token;
}

QuickToken printTokenQuickly(int argc, char** argv)
{
    const std::string question = quickQuestion(argc, argv);
    if (question.empty())
        return {};
    Descriptor socket(connectToAgent());
    if (socket.get() < 0)
        return {};
    QuickToken quick;
    quick.outcome = QuickToken::Outcome::Begun;
    const bool isWhole = sendAll(socket.get(), framed(question)) && receiveOne(socket.get(), quick.received);
    const std::string line =
        isWhole ? quickLine(quick.received.substr(kPrefix), wantsHeader(argc, argv)) : std::string();
    if (!line.empty() && printLine(line))
        return {QuickToken::Outcome::Printed, -1, {}};
    quick.socket = socket.release();
    return quick;
}

} // namespace tessera::cli
