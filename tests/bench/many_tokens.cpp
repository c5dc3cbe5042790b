// Writes a file of many signed tokens, one a line, and the key they verify with: what lines.py measures.
// 200 different ones, again and again: more would only take time to sign.
#include "core/jose/jws.h"
#include "tests/bench/measure.h"
#include "tests/bench/sample_claims.h"

#include <QFile>
#include <QJsonDocument>

namespace tessera {
namespace {

constexpr int kDifferent = 200;

QByteArrayList signedTokens(const Key& key, const QString& alg, int count)
{
    QByteArrayList tokens;
    for (int i = 0; i < count; ++i) {
        QByteArray claims = kAccessTokenClaims;
        claims.replace("ca5ff96e", QByteArray::number(0x10000000 + i, 16)); // jti
        const auto token = signCompact(claims, key, alg, {{QStringLiteral("typ"), QStringLiteral("JWT")}});
        if (!token)
            fail("signing failed");
        tokens.append(*token + '\n');
    }
    return tokens;
}

void write(QFile& file, const QByteArray& bytes)
{
    if (file.write(bytes) != bytes.size())
        fail("a file cannot be written");
}

void openNew(QFile& file)
{
    if (!file.open(QIODevice::WriteOnly | QIODevice::NewOnly,
                   QFileDevice::ReadOwner | QFileDevice::WriteOwner))
        fail("a file cannot be made, or is there already");
}

} // namespace
} // namespace tessera

int main(int argc, char** argv)
{
    using namespace tessera;
    const QString alg = QString::fromLocal8Bit(argc == 5 ? argv[1] : "");
    const int count = argc == 5 ? std::atoi(argv[2]) : 0;
    if (count < 1 || (alg != u"RS256" && alg != u"HS256"))
        fail("usage: many_tokens RS256|HS256 COUNT TOKENS KEY\n"
             "KEY is the public JWK, or the secret of HS256.");
    const bool isShared = alg == u"HS256";
    const Key key =
        isShared ? Key::fromSecret(SecretString::fromUtf8("a secret of the bench, in no list of any kind"))
                 : Key::generateRsa().withKid(QStringLiteral("2026-01"));
    QFile keyFile(QString::fromLocal8Bit(argv[4]));
    openNew(keyFile);
    write(keyFile, isShared ? key.secret().reveal().toByteArray() : QJsonDocument(key.publicJwk()).toJson());
    const QByteArrayList tokens = signedTokens(key, alg, std::min(count, kDifferent));
    QFile tokenFile(QString::fromLocal8Bit(argv[3]));
    openNew(tokenFile);
    for (int i = 0; i < count; ++i)
        write(tokenFile, tokens[i % tokens.size()]);
    tokenFile.close();
    return tokenFile.error() == QFileDevice::NoError ? 0 : 1;
}
