#include "core/inspector/token_creator.h"

#include "core/base/base64url.h"
#include "core/base/logging.h"
#include "core/base/random.h"
#include "core/base/strict_json.h"
#include "core/jose/jwe.h"
#include "core/jose/key_output.h"

#include <QJsonDocument>
#include <QRegularExpression>

#include <algorithm>

namespace tessera {
namespace {

auto refused(QStringView code, const QString& detail)
{
    return failure(ErrorKind::Configuration, code, detail);
}

/// "line 2, column 7": in characters, as an editor counts.
QString placeOf(QByteArrayView text, qsizetype byte)
{
    const QByteArrayView before = text.first(qBound<qsizetype>(0, byte, text.size()));
    const auto line = 1 + std::count(before.begin(), before.end(), '\n');
    const QByteArrayView lastLine = before.sliced(before.lastIndexOf('\n') + 1);
    return QStringLiteral("line %1, column %2").arg(line).arg(QString::fromUtf8(lastLine).size() + 1);
}

Result<QJsonObject> readClaims(const QByteArray& text)
{
    if (text.size() > kMaxCreatedClaims)
        return refused(
            u"create.claims_size",
            QStringLiteral("%1 bytes, at most %2 are signed").arg(text.size()).arg(kMaxCreatedClaims));
    auto claims = parseJsonObject(text);
    if (claims)
        return claims;
    static const QRegularExpression place(QStringLiteral("at byte (\\d{1,9})"));
    const auto match = place.match(claims.error().detail);
    const QString where =
        match.hasMatch() ? placeOf(text, match.captured(1).toLongLong()) + QStringLiteral(": ") : QString();
    return refused(u"create.claims", where + claims.error().detail);
}

Result<void> checkHeader(const QJsonObject& header)
{
    for (const QStringView name :
         {u"alg", u"kid", u"enc", u"zip", u"crit", u"b64", u"epk", u"iv", u"tag", u"p2s", u"p2c"}) {
        if (header.contains(name))
            return refused(u"create.header",
                           QStringLiteral("\"%1\" is set by what is asked for, not by hand").arg(name));
    }
    return {};
}

/// nullptr without an error: the caller named none.
template <class Row>
Result<const Row*> namedRow(const QString& name, const Row* (*find)(QStringView), QStringView use)
{
    if (name.isEmpty())
        return nullptr;
    if (name.compare(u"none", Qt::CaseInsensitive) == 0)
        return refused(u"create.algorithm_none",
                       QStringLiteral("anybody could make or change such a token (RFC 8725 3.2)"));
    const JoseAlgorithm* row = findJoseAlgorithm(name);
    if (!row)
        return refused(u"create.algorithm_unknown", printable(name, 64));
    if (row->standing == Standing::Refused)
        return refused(u"create.algorithm_refused",
                       QStringLiteral("%1: %2 (%3)").arg(row->name, row->description, row->reference));
    if (const Row* found = find(name))
        return found;
    return refused(u"create.algorithm_other_use", QStringLiteral("%1 is not for %2").arg(row->name, use));
}

struct SigningKey
{
    Key key;
    const JwsAlgorithm* algorithm;
    bool isGenerated = false;
};

/// Recommended before acceptable; within these the order of the table. `check` says what stands against it.
template <class Row, class Check>
const Row* bestRow(std::span<const Row> rows, const Check& check)
{
    for (const Standing standing : {Standing::Recommended, Standing::Acceptable, Standing::InspectorOnly}) {
        const auto it = std::find_if(rows.begin(), rows.end(), [&](const Row& row) {
            return row.standing == standing && check(row).has_value();
        });
        if (it != rows.end())
            return &*it;
    }
    return nullptr;
}

/// The first key that `row` fits (or, without one, that any row fits). With one key its own error is told.
template <class Row, class Check>
Result<std::pair<Key, const Row*>> choose(const QList<Key>& keys, const Row* wanted,
                                          std::span<const Row> rows, const Check& check)
{
    Result<void> last;
    for (const Key& key : keys) {
        const auto fits = [&](const Row& row) { return check(key, row); };
        const Row* row = wanted ? wanted : bestRow<Row>(rows, fits);
        last =
            row ? fits(*row) : Result<void>(refused(u"create.no_key", QStringLiteral("no algorithm fits")));
        if (last)
            return std::pair(key, row);
    }
    if (keys.size() == 1)
        return failure(last.error());
    return refused(u"create.no_key", QStringLiteral("none of %1 keys fits").arg(keys.size()));
}

Result<Key> generatedFor(const JwsAlgorithm& algorithm)
{
    const QStringView curve = algorithm.curves.empty() ? QStringView() : algorithm.curves.front();
    const int bits = algorithm.keyType == KeyType::Rsa   ? 2048
                     : algorithm.keyType == KeyType::Oct ? static_cast<int>(algorithm.minSecretBytes) * 8
                                                         : 0;
    const auto key = Key::generate(algorithm.keyType, curve, bits);
    if (!key)
        return key;
    // The thumbprint of a secret is as secret as a hash of it: it gets a name of chance.
    const QString kid = key->type() == KeyType::Oct ? QString::fromLatin1(base64urlEncode(randomBytes(8)))
                                                    : key->thumbprint();
    return key->withKid(kid).withAlg(algorithm.name.toString()).withUse(QStringLiteral("sig"));
}

Result<void> mayHoldItsKey(const TestTokenRequest& request, const JwsAlgorithm& algorithm)
{
    if (request.holdsItsKey && !algorithm.asymmetric()) // RFC 9449 4.2
        return refused(u"create.algorithm_other_use",
                       QStringLiteral("%1 has no public key to put into the header").arg(algorithm.name));
    return {};
}

Result<SigningKey> signingKeyOf(const TestTokenRequest& request)
{
    auto wanted = namedRow(request.algorithm, &findJwsAlgorithm, u"signatures");
    if (!wanted)
        return failure(wanted.error());
    if (!request.keys) {
        const JwsAlgorithm* algorithm = *wanted ? *wanted : findJwsAlgorithm(u"ES256");
        const auto key = generatedFor(*algorithm);
        return key ? Result<SigningKey>(SigningKey{*key, algorithm, true}) : failure(key.error());
    }
    const auto check = [](const Key& key, const JwsAlgorithm& row) { return key.checkFor(row, true); };
    const auto found = choose<JwsAlgorithm>(request.keys->keys(), *wanted, jwsAlgorithms(), check);
    if (!found)
        return failure(found.error());
    return SigningKey{found->first, found->second};
}

QByteArray compactJson(const QJsonObject& object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

Result<void> describeKey(TestToken& made, const SigningKey& signer)
{
    made.isKeyGenerated = signer.isGenerated;
    made.publicJwk = signer.key.publicJwk();
    if (signer.key.type() != KeyType::Oct) {
        const auto pem = publicPem(signer.key);
        if (!pem)
            return failure(pem.error());
        made.publicPem = *pem;
    }
    if (signer.isGenerated) {
        const auto secret = privateJwk(signer.key);
        if (!secret)
            return failure(secret.error());
        made.privateJwk = *secret;
    }
    return {};
}

Result<void> sign(TestToken& made, const TestTokenRequest& request)
{
    const auto signer = signingKeyOf(request);
    if (!signer)
        return failure(signer.error());
    if (const auto may = mayHoldItsKey(request, *signer->algorithm); !may)
        return may;
    made.header = request.header;
    if (request.holdsItsKey)
        made.header.insert(u"jwk", signer->key.publicMembers());
    made.algorithm = signer->algorithm->name.toString();
    // Of a proof the key in the header is the name of the key.
    const Key key = request.holdsItsKey ? signer->key.withKid(QString()) : signer->key;
    const auto token = signCompact(compactJson(made.claims), key, made.algorithm, made.header);
    if (!token)
        return failure(token.error());
    made.token = *token;
    made.header.insert(u"alg", made.algorithm);
    if (!key.kid().isEmpty())
        made.header.insert(u"kid", key.kid());
    return describeKey(made, *signer);
}

// RFC 7519 section 5.2: the claims themselves, or a signed token with cty "JWT".
Result<void> encrypt(TestToken& made, const TestTokenRequest& request)
{
    const TestTokenEncryption& encryption = *request.encryption;
    const auto wanted = namedRow(encryption.algorithm, &findJweKeyManagement, u"encrypting a key");
    if (!wanted)
        return failure(wanted.error());
    const auto content = namedRow(encryption.content, &findJweContentEncryption, u"encrypting content");
    if (!content)
        return failure(content.error());
    const auto check = [&](const Key& key, const JweKeyManagement& row) -> Result<void> {
        if (!*wanted && row.family == JoseFamily::Pbes2)
            return refused(u"create.no_key", QStringLiteral("a secret of that size wraps no key"));
        return key.checkFor(row, **content, false);
    };
    const auto found = choose<JweKeyManagement>(encryption.keys.keys(), *wanted, jweKeyManagements(), check);
    if (!found)
        return failure(found.error());
    QJsonObject header =
        request.isSigned ? QJsonObject{{QStringLiteral("cty"), QStringLiteral("JWT")}} : request.header;
    const auto& [key, algorithm] = *found;
    const auto token = encryptCompact(request.isSigned ? made.token : compactJson(made.claims), key,
                                      algorithm->name, (*content)->name, header);
    if (!token)
        return failure(token.error());
    made.token = *token;
    made.encryptionAlgorithm = algorithm->name.toString();
    if (request.isSigned)
        return {};
    const auto written = decodeJweHeader(QByteArrayView(made.token).first(made.token.indexOf('.')));
    if (!written)
        return failure(written.error());
    made.header = *written;
    return {};
}

} // namespace

Result<TestToken> createToken(const TestTokenRequest& request)
{
    if (!request.isSigned && !request.encryption)
        return refused(u"create.nothing", QStringLiteral("a token is signed, encrypted, or both"));
    const auto claims = readClaims(request.claims);
    if (!claims)
        return failure(claims.error());
    if (const auto checked = checkHeader(request.header); !checked)
        return failure(checked.error());
    TestToken made;
    made.claims = *claims;
    if (request.isSigned)
        if (const auto done = sign(made, request); !done)
            return failure(done.error());
    if (request.encryption)
        if (const auto done = encrypt(made, request); !done)
            return failure(done.error());
    return made;
}

} // namespace tessera
