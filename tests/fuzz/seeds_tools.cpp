// What tools say when they ask for tokens, and what AWS STS answers.
#include "core/agent/oidc_agent_protocol.h"
#include "core/tools/exec_credential.h"
#include "core/tools/git_credential.h"
#include "core/tools/sts_reply.h"
#include "tests/fuzz/seeds.h"

namespace tessera::fuzz {
namespace {

void addGit(Seeds& seeds)
{
    const auto add = [&seeds](const QByteArray& name, const QByteArray& text, bool isRead = true) {
        seeds.add("git_credential", name, text, parseGitCredential(text).has_value() == isRead);
    };
    const QByteArray good = "protocol=https\nhost=git.example.com:8443\n";
    add("plain", good);
    add("path", good + "path=group/project.git\nusername=ana\n\n");
    add("bearer", good + "capability[]=authtype\nwwwauth[]=Bearer realm=\"a\", Basic realm=\"b\"\n");
    add("begun-anew", good + "wwwauth[]=Basic\nwwwauth[]=\nwwwauth[]=Negotiate\n");
    add("erase", good + "username=oauth2\npassword=x=y\npassword_expiry_utc=1\n");
    add("ipv6", "protocol=http\nhost=[::1]:3000\n");
    add("certificate", "protocol=cert\npath=a.pem\n");
    add("carriage-return", "protocol=https\nhost=a\rb\n", false);
    add("two-hosts", good + "host=other\n", false);
    add("user-in-host", "protocol=https\nhost=a@b\n");
}

void addKubernetes(Seeds& seeds)
{
    const auto add = [&seeds](const QByteArray& name, const QByteArray& rest, bool isRead = true) {
        const QByteArray text =
            quoted("{'kind':'ExecCredential','apiVersion':'client.authentication.k8s.io/" + rest);
        seeds.add("exec_credential", name, text, parseExecInfo(text).has_value() == isRead);
    };
    add("v1", "v1'}");
    add("v1beta1", "v1beta1'}");
    add("spec", "v1','spec':{}}");
    add("interactive", "v1','spec':{'interactive':true}}");
    add("cluster", "v1','spec':{'cluster':{'server':'https://k8s.example:6443','config':null}}}");
    add("v1alpha1", "v1alpha1'}", false);
    add("interactive-text", "v1','spec':{'interactive':'no'}}", false);
    add("spec-list", "v1','spec':[]}", false);
}

void addSts(Seeds& seeds)
{
    const auto add = [&seeds](const QByteArray& name, const QByteArray& credentials, bool isRead) {
        const QByteArray xml =
            "<AssumeRoleWithWebIdentityResponse><AssumeRoleWithWebIdentityResult><Credentials>" +
            credentials +
            "</Credentials></AssumeRoleWithWebIdentityResult></AssumeRoleWithWebIdentityResponse>";
        seeds.add("sts_reply", name, xml, parseStsReply(xml).has_value() == isRead);
    };
    const QByteArray keys = "<AccessKeyId>A</AccessKeyId><SecretAccessKey>b</SecretAccessKey>";
    const QByteArray good =
        keys + "<SessionToken>c</SessionToken><Expiration>2026-01-02T03:04:05Z</Expiration>";
    add("good", good, true);
    add("comment", "<!-- x -->" + good, true);
    add("cdata", QByteArray(good).replace(">c<", "><![CDATA[c]]><"), true);
    add("reference", QByteArray(good).replace(">c<", ">&#99;<"), true);
    add("twice", good + "<SessionToken>d</SessionToken>", false);
    add("no-time", keys + "<SessionToken>c</SessionToken>", false);
    add("entity", QByteArray(good).replace(">c<", ">&x;<"), false);
    add("empty", "", false);
    seeds.add("sts_reply", "error",
              "<ErrorResponse><Error><Code>ExpiredTokenException</Code><Message>m</Message></Error></"
              "ErrorResponse>");
}

void addOidcAgent(Seeds& seeds)
{
    const auto add = [&seeds](const QByteArray& name, QByteArray text, bool isRead = true) {
        text = quoted(text);
        seeds.add("oidc_agent", name, text, parseOidcAgentRequest(text).has_value() == isRead);
    };
    add("account", "{'request':'access_token','account':'work','min_valid_period':60}");
    add("issuer", "{'request':'access_token','issuer':'https://id.example','min_valid_period':0}");
    add("anew", "{'request':'access_token','account':'work','min_valid_period':-1}");
    add("scope",
        "{'request':'access_token','account':'work','scope':'a b','audience':'c','application_hint':'d'}");
    add("add", "{'request':'add','config':{}}", false);
    add("both", "{'request':'access_token','account':'a','issuer':'b'}", false);
    add("time", "{'request':'access_token','account':'a','min_valid_period':1e99}", false);
    const auto box = OidcAgentBox::withKeys(QByteArray(32, 'k'), QByteArray(32, '\x09'));
    seeds.add("oidc_agent", "key", box->publicKey().toBase64());
    seeds.add("oidc_agent", "sealed", box->sealWith(SecretString::fromUtf8("{}"), QByteArray(24, 'n')));
}

} // namespace

void addToolSeeds(Seeds& seeds)
{
    addGit(seeds);
    addKubernetes(seeds);
    addSts(seeds);
    addOidcAgent(seeds);
}

} // namespace tessera::fuzz
