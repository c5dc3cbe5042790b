#include "ui/inspector/inspector_engine.h"

#include "core/inspector/token_creator.h"
#include "core/inspector/token_diff.h"
#include "core/inspector/token_templates.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <QCoreApplication>

namespace tessera {
namespace {

class TestTokenCreator final : public TokenCreator
{
public:
    QList<TokenTemplate> templates() const override
    {
        QList<TokenTemplate> list;
        for (const TestTokenTemplate& row : testTokenTemplates())
            list.append({row.id, QCoreApplication::translate("tessera::TokenTemplate",
                                                             row.title.toUtf8().constData())});
        return list;
    }

    QByteArray claimsOf(const QString& templateId, TimePoint now) const override
    {
        const TestTokenTemplate* row = findTestTokenTemplate(templateId);
        return row ? templateClaimsText(*row, now) : QByteArray("{}");
    }

    QStringList algorithms() const override
    {
        QStringList names;
        for (const JwsAlgorithm& row : jwsAlgorithms())
            names.append(row.name.toString());
        return names;
    }

    Result<CreatedToken> create(const CreateRequest& request) const override
    {
        TestTokenRequest wanted;
        wanted.claims = request.claims;
        wanted.algorithm = request.algorithm;
        if (const TestTokenTemplate* row = findTestTokenTemplate(request.templateId)) {
            wanted.header = row->header;
            wanted.holdsItsKey = row->holdsItsKey;
        }
        if (!request.keyFile.isEmpty()) {
            const Result<JwkSet> keys = JwkSet::parseKeyFile(request.keyFile.reveal());
            if (!keys)
                return failure(keys.error());
            wanted.keys = *keys;
        }
        return createToken(wanted).map([](const TestToken& made) {
            const QByteArray publicKey = made.publicJwk.isEmpty()
                                             ? QByteArray()
                                             : QJsonDocument(made.publicJwk).toJson(QJsonDocument::Indented);
            return CreatedToken{made.token, publicKey, made.privateJwk};
        });
    }
};

TokenDifference::Kind kindOf(TokenChange::Kind kind)
{
    switch (kind) {
    case TokenChange::Added:
        return TokenDifference::Kind::Added;
    case TokenChange::Removed:
        return TokenDifference::Kind::Removed;
    case TokenChange::Changed:
        break;
    }
    return TokenDifference::Kind::Changed;
}

QString shown(const QJsonValue& value)
{
    if (value.isUndefined())
        return {};
    if (value.isString())
        return value.toString();
    const QByteArray array = QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact);
    return QString::fromUtf8(array.sliced(1).chopped(1));
}

} // namespace

std::shared_ptr<const TokenCreator> makeTokenCreator()
{
    return std::make_shared<TestTokenCreator>();
}

TokenComparison compareTexts(const InspectedText& before, const InspectedText& after)
{
    const TokenDiff diff = diffTexts(before, after);
    TokenComparison found;
    found.findings = diff.findings;
    for (const TokenChange& change : diff.changes)
        found.differences.append({kindOf(change.kind), change.section, change.path, shown(change.before),
                                  shown(change.after), change.words});
    return found;
}

} // namespace tessera
