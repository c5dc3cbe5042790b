#include "tests/lives/families.h"

namespace tessera::lives {

int Families::give(int family)
{
    GivenToken token;
    const int number = static_cast<int>(m_tokens.size());
    token.text =
        "refresh-" + QByteArray::number(family) + '-' + QByteArray::number(number) + "-made-for-tests";
    token.family = family;
    m_byText.insert(token.text, number);
    m_tokens.append(token);
    m_families[family].newest = number;
    return number;
}

int Families::begin(const QString& subject)
{
    const int number = static_cast<int>(m_families.size());
    m_families.append(Family{subject, -1, false});
    give(number);
    return number;
}

std::optional<int> Families::find(QByteArrayView refreshToken) const
{
    const auto found = m_byText.constFind(refreshToken.toByteArray());
    return found == m_byText.constEnd() ? std::nullopt : std::optional<int>(*found);
}

Families::Exchange Families::exchange(QByteArrayView refreshToken, Milliseconds now)
{
    const auto number = find(refreshToken);
    if (!number || m_families[m_tokens[*number].family].revoked)
        return {};
    const int family = m_tokens[*number].family;
    if (!m_traits.rotates)
        return {family, m_traits.repeatsToken ? *number : -1, std::nullopt};
    if (!m_tokens[*number].used) {
        m_tokens[*number].used = true;
        m_tokens[*number].usedAt = now;
        const int successor = give(family);
        m_tokens[*number].successor = successor;
        return {family, successor, std::nullopt};
    }
    const int successor = m_tokens[*number].successor;
    const bool isInWindow =
        now - m_tokens[*number].usedAt < m_traits.reuseWindow && !m_tokens[successor].used;
    if (isInWindow && m_traits.windowGivesSame)
        return {family, successor, std::nullopt};
    if (isInWindow) {
        const int another = give(family);
        m_tokens[*number].successor = another;
        return {family, another, std::nullopt};
    }
    m_families[family].revoked = true;
    return {-1, -1, Reuse{family, newestOf(family)}};
}

void Families::revoke(QByteArrayView refreshToken)
{
    if (const auto number = find(refreshToken))
        m_families[m_tokens[*number].family].revoked = true;
}

QByteArray Families::issueAccess(int family, int token, Milliseconds now)
{
    const QByteArray text = "access-" + QByteArray::number(m_access.size()) + "-made-for-tests";
    m_access.insert(text,
                    Access{family, token < 0 ? m_families[family].newest : token, now + m_traits.accessLife});
    return text;
}

bool Families::isGoodAccess(QByteArrayView accessToken, Milliseconds now) const
{
    const auto found = m_access.constFind(accessToken.toByteArray());
    return found != m_access.constEnd() && now < found->end && !m_families[found->family].revoked;
}

QString Families::subjectOfAccess(QByteArrayView accessToken) const
{
    const auto found = m_access.constFind(accessToken.toByteArray());
    return found == m_access.constEnd() ? QString() : m_families[found->family].subject;
}

QByteArray Families::refreshTokenBeside(QByteArrayView accessToken) const
{
    const auto found = m_access.constFind(accessToken.toByteArray());
    return found == m_access.constEnd() ? QByteArray() : m_tokens[found->token].text;
}

void Families::noteStored(QByteArrayView refreshToken)
{
    if (const auto number = find(refreshToken))
        m_tokens[*number].stored = true;
}

void Families::noteHindered()
{
    for (const Family& family : std::as_const(m_families))
        if (GivenToken& newest = m_tokens[family.newest]; newest.delivered && !newest.stored)
            newest.hindered = true;
}

} // namespace tessera::lives
