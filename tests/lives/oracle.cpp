#include "tests/lives/oracle.h"

#include "core/keychain/split_store.h"
#include "tests/lives/pump.h"

namespace tessera::lives {
namespace {

using Kind = Finding::Kind;

/// Retries of a write come at least every five minutes.
constexpr Milliseconds kLongestInMemory = std::chrono::minutes(15);

QString text(const QByteArray& bytes)
{
    return QString::fromLatin1(bytes);
}

} // namespace

Oracle::Oracle(World* world, QList<Person>* people)
    : m_world(world), m_people(people), m_view(std::make_shared<SplitStore>(plainView(world->vault)))
{
    m_world->provider.onReuse = [this](const Reuse& reuse) { judge(reuse); };
    m_world->vault->onChange = [this] { noteStored(); };
}

/// What a program would find that starts now.
Result<StoredGrant> Oracle::stored(const QString& id) const
{
    const auto read = keep(m_view->read(keychainKey(id), {}));
    if (!*read)
        qFatal("the oracle's view answers at once");
    if (!**read)
        return failure((*read)->error());
    if (!***read)
        return failure(ErrorKind::Keychain, u"grant.missing");
    return parseGrant(****read);
}

void Oracle::noteStored()
{
    for (const Person& person : std::as_const(*m_people)) {
        // Also of a sign-in whose account nobody has heard of yet.
        const QString id = accountId(m_world->provider.issuer(), person.subject, QStringLiteral("desk"));
        if (const auto grant = stored(id))
            m_world->provider.families.noteStored(grant->refreshToken.reveal());
    }
}

void Oracle::judge(const Reuse& reuse)
{
    const GivenToken& newest = reuse.newest;
    const bool isExcused = !newest.stored && (!newest.delivered || newest.hindered);
    m_world->say(QStringLiteral("    the family ends (%1)").arg(isExcused ? u"excused" : u"NOT excused"));
    if (isExcused) {
        ++excusedLosses;
        return;
    }
    m_world->find(Kind::Lost,
                  QStringLiteral("a used token was sent again, though %1 %2")
                      .arg(text(newest.text), newest.stored ? QStringLiteral("stood in the keychain")
                                                            : QStringLiteral("had arrived")));
}

void Oracle::signedIn(Person& person, const SignInOutcome& outcome)
{
    person.id = outcome.accountId;
    person.family = m_world->provider.lastBegun;
    person.isUncertain = outcome.thisSessionOnly || outcome.keychainError.has_value();
    person.isKept = person.isKept || !person.isUncertain;
    m_onlyInMemorySince.remove(person.family);
}

void Oracle::programStarted(const SessionManager& manager)
{
    m_onlyInMemorySince.clear();
    m_firstOfThisRun = m_world->provider.families.tokenCount();
    for (Person& person : *m_people) {
        const QString id = accountId(m_world->provider.issuer(), person.subject, QStringLiteral("desk"));
        const bool isThere = manager.session(id).has_value();
        if (person.isKept && !isThere)
            m_world->find(Kind::Lost, QStringLiteral("the account of %1 is gone").arg(person.subject));
        if (!person.isUncertain)
            continue;
        person.isUncertain = false;
        person.isKept = isThere;
        if (!isThere)
            continue;
        person.id = id;
        const auto grant = stored(id);
        const auto token =
            grant ? m_world->provider.families.find(grant->refreshToken.reveal()) : std::nullopt;
        // Without a token: what the keychain has is the end of an earlier sign-in. The last one went with the
        // program, as its person was told.
        person.family = token ? m_world->provider.families.token(*token).family : -1;
    }
}

bool Oracle::isDead(const Person& person) const
{
    return person.family < 0 || m_world->provider.families.family(person.family).revoked;
}

void Oracle::check(const SessionManager& manager, bool othersRenew)
{
    for (Person& person : *m_people) {
        if (person.id.isEmpty())
            continue;
        const auto session = manager.session(person.id);
        if (!session) {
            if (person.isKept)
                m_world->find(Kind::Lost, QStringLiteral("%1 is not shown any more").arg(person.subject));
            continue;
        }
        if (person.isUncertain && !session->thisSessionOnly && session->phase == Phase::Active) {
            person.isUncertain = false;
            person.isKept = true;
        }
        if (session->phase == Phase::SignInNeeded && !isDead(person))
            m_world->find(Kind::Wrong,
                          QStringLiteral("%1 shows as signed out (%2) while the grant lives")
                              .arg(person.subject, session->problem ? session->problem->code : QString()));
        if (session->tokens && m_world->provider.families.subjectOfAccess(
                                   session->tokens->accessToken.reveal()) != person.subject)
            m_world->find(Kind::Wrong, QStringLiteral("%1 has somebody else's token").arg(person.subject));
        if (person.isKept && !person.isUncertain)
            checkEntry(person, *session, othersRenew);
    }
}

void Oracle::checkEntry(const Person& person, const Session& session, bool othersRenew)
{
    const Families& families = m_world->provider.families;
    const auto grant = stored(person.id);
    if (!grant)
        return m_world->find(
            Kind::Lost,
            QStringLiteral("the entry of %1 cannot be read: %2").arg(person.subject, grant.error().code));
    if (grant->subject != person.subject)
        return m_world->find(Kind::Wrong,
                             QStringLiteral("%1 has the entry of %2").arg(person.subject, grant->subject));
    if (grant->refreshToken.isEmpty()) {
        if (!isDead(person))
            m_world->find(
                Kind::Lost,
                QStringLiteral("the entry of %1 holds no token, and the grant lives").arg(person.subject));
        return;
    }
    const auto number = families.find(grant->refreshToken.reveal());
    if (!number || families.token(*number).family != person.family)
        return m_world->find(
            Kind::Wrong,
            QStringLiteral("the entry of %1 holds a token of another sign-in").arg(person.subject));
    const GivenToken& newest = families.newestOf(person.family);
    const GivenToken& held = families.token(*number);
    if (newest.stored && held.text != newest.text)
        m_world->find(Kind::Lost, QStringLiteral("%1 stood in the keychain, now it is the older %2")
                                      .arg(text(newest.text), text(held.text)));
    // A keychain that said no is asked again when the person says so (A239), who is told: until then the new
    // token is in memory, and goes with the program.
    const bool isTold =
        session.thisSessionOnly && session.problem && session.problem->code == u"keychain.denied";
    if (isTold)
        m_world->provider.families.noteHindered();
    const bool isOpen =
        !isTold && m_world->vault->now == SecretStoreState::Available && !m_world->vault->armed;
    const bool saysStored = session.phase == Phase::Active && session.tokens && !session.thisSessionOnly;
    // A session shows no refresh token: its access token says which one came with it.
    const QByteArray own =
        saysStored ? families.refreshTokenBeside(session.tokens->accessToken.reveal()) : QByteArray();
    if (isOpen && saysStored && !othersRenew && own != held.text)
        m_world->find(Kind::Wrong,
                      QStringLiteral("%1 counts as stored, and another token is").arg(text(own)));
    const Milliseconds now = m_world->clock->sinceBoot();
    const bool isOfThisRun = families.family(person.family).newest >= m_firstOfThisRun;
    if (!isOpen || newest.stored || !newest.delivered || !isOfThisRun || isDead(person)) {
        m_onlyInMemorySince.remove(person.family);
    } else if (now - m_onlyInMemorySince.value(person.family, now) > kLongestInMemory) {
        m_world->find(
            Kind::Lost,
            QStringLiteral("%1 is in memory only, though the keychain is open").arg(text(newest.text)));
        m_onlyInMemorySince.remove(person.family);
    } else if (!m_onlyInMemorySince.contains(person.family)) {
        m_onlyInMemorySince.insert(person.family, now);
    }
}

bool Oracle::isWell(const SessionManager& manager, const Person& person) const
{
    const auto session = manager.session(person.id);
    if (!session)
        return false;
    if (isDead(person))
        return session->phase == Phase::SignInNeeded;
    return session->phase == Phase::Active && session->tokens && !session->thisSessionOnly &&
           m_world->provider.families.isGoodAccess(session->tokens->accessToken.reveal(),
                                                   m_world->clock->sinceBoot());
}

QString Oracle::describe(const SessionManager& manager, const Person& person) const
{
    const auto session = manager.session(person.id);
    if (!session)
        return person.subject + QStringLiteral(": no account");
    return QStringLiteral("%1: %2%3%4%5")
        .arg(person.subject, phaseName(session->phase),
             session->problem ? QStringLiteral(", ") + session->problem->code : QString(),
             session->thisSessionOnly ? QStringLiteral(", this session only") : QString(),
             isDead(person) ? QStringLiteral(", the family has ended") : QString());
}

} // namespace tessera::lives
