// The fault runner: lives from a seed, side by side in as many processes as there are processors.
//
//   lives [--lives N] [--seed S] [--faults M] [--jobs J]     N lives (500), each with one fault, or up to M
//   lives --seed S --life K [--faults M]                     one of them again, told as it goes
//   lives --self-test                                        the oracle notices what is broken on purpose
//
// Ends with 0 if nothing was found. Everything found is printed with its trace and how to see it again.
#include "tests/lives/crowd.h"
#include "tests/lives/life.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QRandomGenerator>
#include <QThread>

#include <cstdio>

using namespace tessera;
using namespace tessera::lives;

namespace {

quint64 seedOf(const QString& asked)
{
    const QString text = asked.isEmpty() ? qEnvironmentVariable("TESSERA_LIVES_SEED") : asked;
    return text.isEmpty() ? QRandomGenerator::system()->generate() : text.toULongLong();
}

int tellOne(LifeOptions options, int number)
{
    options.isVerbose = true;
    const LifeReport report = live(options, number);
    std::printf("%s\n", report.findings.isEmpty() ? "nothing found" : "found something");
    return report.findings.isEmpty() ? 0 : 1;
}

struct Sabotaged
{
    const char* name;
    Sabotage sabotage;
    QList<Finding::Kind> expected; ///< any of them
};

/// An oracle that never finds anything says nothing.
int testOracle(LifeOptions options)
{
    constexpr int kMostLives = 60;
    using Kind = Finding::Kind;
    const QList<Sabotaged> cases{
        {"a keychain that forgets what it was given", Sabotage::KeychainForgets, {Kind::Lost}},
        {"a keychain that never answers", Sabotage::KeychainSilent, {Kind::Hang}},
        {"two programs without a lock", Sabotage::NoLocks, {Kind::Lost}},
        {"entries of two people swapped", Sabotage::EntriesSwapped, {Kind::Wrong, Kind::Lost}},
    };
    bool isGood = true;
    for (const Sabotaged& one : cases) {
        options.sabotage = one.sabotage;
        options.hangLimit = one.sabotage == Sabotage::KeychainSilent ? Milliseconds(500) : options.hangLimit;
        QString found;
        int number = 0;
        for (; number < kMostLives && found.isEmpty(); ++number)
            for (const Finding& finding : live(options, number).findings)
                if (one.expected.contains(finding.kind))
                    found = findingName(finding.kind) + QStringLiteral(": ") + finding.text;
        std::printf("%-45s %s\n", one.name,
                    found.isEmpty()
                        ? "NOT NOTICED"
                        : qPrintable(QStringLiteral("noticed in life %1 (%2)").arg(number).arg(found)));
        isGood = isGood && !found.isEmpty();
    }
    return isGood ? 0 : 1;
}

} // namespace

int main(int argc, char* argv[])
{
    // What is found is told by the trace; the log of 500 lives would hide it.
    qunsetenv("QT_LOGGING_RULES");
    qInstallMessageHandler([](QtMsgType type, const QMessageLogContext&, const QString& text) {
        if (type == QtCriticalMsg || type == QtFatalMsg)
            std::fprintf(stderr, "%s\n", qUtf8Printable(text));
    });
    QCoreApplication application(argc, argv);
    QCommandLineParser parser;
    parser.setApplicationDescription(
        QStringLiteral("Lives of an account, each with a fault at a random step."));
    parser.addHelpOption();
    const QCommandLineOption lives(QStringLiteral("lives"), QStringLiteral("How many."), QStringLiteral("N"),
                                   QStringLiteral("500"));
    const QCommandLineOption seed(QStringLiteral("seed"),
                                  QStringLiteral("Where chance begins; else $TESSERA_LIVES_SEED, or random."),
                                  QStringLiteral("S"));
    const QCommandLineOption life(QStringLiteral("life"), QStringLiteral("Only this one, told as it goes."),
                                  QStringLiteral("K"));
    const QCommandLineOption faults(QStringLiteral("faults"), QStringLiteral("At most so many in a life."),
                                    QStringLiteral("M"), QStringLiteral("1"));
    const QCommandLineOption jobs(QStringLiteral("jobs"), QStringLiteral("Processes side by side."),
                                  QStringLiteral("J"), QString::number(QThread::idealThreadCount()));
    const QCommandLineOption selfTest(QStringLiteral("self-test"), QStringLiteral("Does the oracle notice?"));
    const QCommandLineOption share(QStringLiteral("share"), QStringLiteral("Of one process: FIRST:STEP."),
                                   QStringLiteral("F:S"));
    parser.addOptions({lives, seed, life, faults, jobs, selfTest, share});
    parser.process(application);

    LifeOptions options;
    options.seed = seedOf(parser.value(seed));
    options.faults = std::max(1, parser.value(faults).toInt());
    if (parser.isSet(life))
        return tellOne(options, parser.value(life).toInt());
    if (parser.isSet(selfTest))
        return testOracle(options);
    const int count = parser.value(lives).toInt();
    if (count < 1) {
        std::fprintf(stderr, "--lives wants a number of at least 1\n");
        return 2;
    }
    if (parser.isSet(share))
        return liveShare(options, count, parser.value(share));
    return liveAll(options, count, std::max(1, parser.value(jobs).toInt()));
}
