// Which account a tool gets for which host: what a person has decided, in a file without secrets in the
// configuration folder, tool-hosts.json.
#pragma once

#include "core/tools/credential_place.h"

#include <QList>

#include <optional>

namespace tessera {

struct CredentialRule
{
    QString tool; ///< "git", "docker"
    CredentialPlace place;
    QString account;  ///< id
    QString username; ///< beside the token; empty: the usual one

    friend bool operator==(const CredentialRule&, const CredentialRule&) = default;
};

class CredentialRules
{
public:
    explicit CredentialRules(const QString& configDirectory);

    /// No file: no rules. Errors (Configuration): tool.rules (detail: path and what is wrong with it).
    Result<QList<CredentialRule>> read() const;
    /// In place of the one for the same tool and place. Errors as read, and when the file cannot be written.
    Result<void> set(const CredentialRule& rule) const;
    /// False: there is none.
    Result<bool> remove(const QString& tool, const CredentialPlace& place) const;

    QString path() const { return m_path; }

private:
    Result<void> write(const QList<CredentialRule>& rules) const;
    QString m_path;
};

/// The one with the longest path that covers the place; nothing else is guessed.
std::optional<CredentialRule> ruleFor(const QList<CredentialRule>& rules, const QString& tool,
                                      const CredentialPlace& place);

} // namespace tessera
