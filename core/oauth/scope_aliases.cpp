#include "core/oauth/scope_aliases.h"

namespace tessera {

QStringList scopesAsAsked(const QStringList& answered, const ScopeAliases& aliases, const QStringList& asked)
{
    if (aliases.isEmpty())
        return answered;
    QStringList scopes;
    for (const QString& name : answered) {
        const QString alias = aliases.value(name);
        const bool isMeant = !alias.isEmpty() && asked.contains(alias) && !asked.contains(name);
        const QString& scope = isMeant ? alias : name;
        if (!scopes.contains(scope))
            scopes.append(scope);
    }
    return scopes;
}

TokenResponse withScopesAsAsked(TokenResponse response, const ScopeAliases& aliases, const QStringList& asked)
{
    if (response.scope)
        response.scope = scopesAsAsked(*response.scope, aliases, asked);
    return response;
}

} // namespace tessera
