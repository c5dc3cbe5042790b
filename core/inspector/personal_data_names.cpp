#include "core/inspector/personal_data_names.h"

#include <QHash>

#include <algorithm>
#include <array>

namespace tessera {
namespace {

constexpr qsizetype kLongestName = 64;

constexpr std::array kPerson{u"email",       u"mail",          u"emailaddress",  u"useremail",
                             u"phone",       u"phonenumber",   u"mobile",        u"mobilephone",
                             u"telephone",   u"birthdate",     u"birthday",      u"dateofbirth",
                             u"dob",         u"address",       u"streetaddress", u"street",
                             u"homeaddress", u"postaladdress", u"mobilenumber"};
constexpr std::array kSecret{
    u"password",        u"passwd",      u"pwd",          u"pass",           u"passphrase",  u"passwordhash",
    u"userpassword",    u"secret",      u"clientsecret", u"apikey",         u"apisecret",   u"secretkey",
    u"accesskey",       u"privatekey",  u"signingkey",   u"encryptionkey",  u"credential",  u"credentials",
    u"dbpassword",      u"accesstoken", u"refreshtoken", u"sessiontoken",   u"bearertoken", u"authtoken",
    u"totpsecret",      u"mfasecret",   u"otpsecret",    u"securityanswer", u"cvv",         u"cvc",
    u"connectionstring"};
constexpr std::array kNationalId{u"ssn",
                                 u"socialsecurity",
                                 u"socialsecuritynumber",
                                 u"nationalid",
                                 u"nationalidnumber",
                                 u"taxid",
                                 u"tin",
                                 u"steuerid",
                                 u"idnr",
                                 u"bsn",
                                 u"pesel",
                                 u"nir",
                                 u"insee",
                                 u"personnummer",
                                 u"personalnumber",
                                 u"personalid",
                                 u"dni",
                                 u"nif",
                                 u"nie",
                                 u"codicefiscale",
                                 u"fiscalcode",
                                 u"nino",
                                 u"nationalinsurance",
                                 u"citizenid",
                                 u"idnumber",
                                 u"identitynumber",
                                 u"personalidentitynumber"};
constexpr std::array kTechnical{u"jti",    u"sid", u"nonce",    u"athash",    u"chash",        u"shash",
                                u"uti",    u"rh",  u"aio",      u"sha",       u"ath",          u"jkt",
                                u"x5t",    u"sub", u"id",       u"uid",       u"oid",          u"tid",
                                u"userid", u"azp", u"aud",      u"appid",     u"puid",         u"iat",
                                u"exp",    u"nbf", u"authtime", u"updatedat", u"sessionstate", u"traceid"};

const QHash<QString, NameHint>& table()
{
    static const QHash<QString, NameHint> hints = [] {
        QHash<QString, NameHint> all;
        const auto add = [&all](const auto& names, NameHint hint) {
            for (const char16_t* name : names)
                all.insert(QStringView(name).toString(), hint);
        };
        add(kTechnical, NameHint::Technical);
        add(kPerson, NameHint::Person);
        add(kSecret, NameHint::Secret);
        add(kNationalId, NameHint::NationalId);
        return all;
    }();
    return hints;
}

struct Prefix
{
    QStringView begin;
    qsizetype shortest; ///< of the whole value
    QStringView words;
};

constexpr std::array kPrefixes{
    Prefix{u"ghp_", 36, u"a GitHub token"},         Prefix{u"gho_", 36, u"a GitHub token"},
    Prefix{u"ghs_", 36, u"a GitHub token"},         Prefix{u"ghr_", 36, u"a GitHub refresh token"},
    Prefix{u"github_pat_", 40, u"a GitHub token"},  Prefix{u"glpat-", 20, u"a GitLab token"},
    Prefix{u"AKIA", 20, u"an AWS access key id"},   Prefix{u"AIza", 39, u"a Google API key"},
    Prefix{u"ya29.", 30, u"a Google access token"}, Prefix{u"xoxb-", 20, u"a Slack token"},
    Prefix{u"xoxp-", 20, u"a Slack token"},         Prefix{u"sk_live_", 20, u"a Stripe secret key"},
    Prefix{u"rk_live_", 20, u"a Stripe key"},       Prefix{u"npm_", 36, u"an npm token"},
    Prefix{u"SG.", 60, u"a SendGrid key"},
};

} // namespace

NameHint hintOfName(QStringView name)
{
    if (name.size() > kLongestName)
        return NameHint::None;
    QString plain;
    plain.reserve(name.size());
    for (const QChar c : name) {
        if (c != u'_' && c != u'-' && c != u'.' && c != u' ')
            plain.append(c.toLower());
    }
    if (const auto it = table().constFind(plain); it != table().constEnd())
        return *it;
    return plain.endsWith(u"id") ? NameHint::Technical : NameHint::None;
}

QString secretByPrefix(QStringView value)
{
    const auto it = std::find_if(kPrefixes.begin(), kPrefixes.end(), [&](const Prefix& prefix) {
        return value.size() >= prefix.shortest && value.startsWith(prefix.begin);
    });
    return it == kPrefixes.end() || value.contains(u' ') ? QString() : it->words.toString();
}

bool isPrivateKeyPem(QStringView value)
{
    const qsizetype begin = value.indexOf(u"-----BEGIN ");
    return begin >= 0 && value.sliced(begin).left(60).contains(u"PRIVATE KEY-----");
}

} // namespace tessera
