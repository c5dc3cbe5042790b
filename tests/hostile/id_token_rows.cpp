#include "tests/hostile/id_token_rows.h"

namespace tessera::test {

HostileCase token(const char* name, const char* code, std::function<void(IdTokenDraft&)> change)
{
    HostileCase row{name, QString::fromLatin1(code), Reach::Token, {}};
    row.fault.idToken = std::move(change);
    return row;
}

HostileCase claim(const char* name, const char* claimName, const QJsonValue& value, const char* code)
{
    const QString key = QString::fromLatin1(claimName);
    return token(name, code, [key, value](IdTokenDraft& draft) {
        if (value.isUndefined())
            draft.claims.remove(key);
        else
            draft.claims.insert(key, value);
    });
}

HostileCase literal(const char* name, const char* claimName, const QByteArray& value, const char* code)
{
    const QByteArray member = claimName;
    return token(name, code, [member, value](IdTokenDraft& draft) {
        draft.claims.remove(QString::fromLatin1(member));
        draft.editClaims = [member, value](const QByteArray& claims) {
            return claims.chopped(1) + ",\"" + member + "\":" + value + '}';
        };
    });
}

HostileCase edited(const char* name, const char* code, std::function<QByteArray(QByteArray)> edit)
{
    return token(name, code, [edit](IdTokenDraft& draft) { draft.edit = edit; });
}

} // namespace tessera::test
