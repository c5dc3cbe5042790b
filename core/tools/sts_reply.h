// AWS STS, AssumeRoleWithWebIdentity: the XML of its answer, and the JSON that a credential_process prints
// ("Version": 1).
#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/base/secret_string.h"

namespace tessera {

struct AwsCredentials
{
    QString accessKeyId;
    SecretString secretAccessKey;
    SecretString sessionToken;
    TimePoint expiresAt;
};

/// Of an answer with status 200. Errors (Malformed): tool.sts_reply (detail: what is wrong; never a value).
Result<AwsCredentials> parseStsReply(QByteArrayView xml);

/// Of any other answer: Denied tool.sts_refused with STS's own code and words as the detail, or
/// tool.sts_reply.
Error parseStsError(QByteArrayView xml, int status);

/// {"Version":1,"AccessKeyId":…}, one line.
SecretString credentialProcessJson(const AwsCredentials& credentials);

} // namespace tessera
