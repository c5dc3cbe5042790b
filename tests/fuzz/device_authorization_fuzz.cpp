// The device authorization response: whatever the bytes, a code a person can be shown or an error.
#include "core/oauth/device_authorization.h"

#include <cstddef>
#include <cstdint>

using namespace tessera;

namespace {

bool isWithinBounds(const DeviceAuthorization& device, TimePoint now)
{
    return !device.deviceCode.isEmpty() && !device.userCode.isEmpty() &&
           device.userCode.size() <= limits::kUserCodeCharacters && device.expiresAt > now &&
           device.expiresAt <= now + limits::kDeviceTime && device.interval >= limits::kDeviceLeastInterval &&
           device.interval <= limits::kDeviceMostInterval;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    HttpResponse response;
    response.status = 200;
    response.url = QUrl(QStringLiteral("https://op.example/device"));
    response.headers = {{"Content-Type", "application/json"}};
    response.body = QByteArray(reinterpret_cast<const char*>(data), static_cast<qsizetype>(size));

    const TimePoint now = fromUnixSeconds(1767323045);
    const auto device = parseDeviceAuthorization(response, QStringLiteral("https://op.example"), now);
    if (!device)
        return 0;
    if (device->verificationUri.scheme() != u"https" || !isWithinBounds(*device, now))
        __builtin_trap();
    if (!device->verificationUriComplete.isEmpty() &&
        !sameOrigin(device->verificationUriComplete, device->verificationUri))
        __builtin_trap();
    for (const QChar c : device->userCode)
        if (!c.isPrint())
            __builtin_trap();
    return 0;
}
