// The table of claims: rows, meanings, times, sorting, filtering, copying.
#include "ui/inspector/claims_model.h"

#include "tests/support/test_program.h"
#include "tests/ui/made_up.h"
#include "tests/ui/made_up_tokens.h"
#include "ui/inspector/claims_filter.h"
#include "ui/inspector/claims_table.h"
#include "ui/inspector/spec_address.h"
#include "ui/widgets/field.h"
#include "ui/widgets/segmented.h"

#include <QAbstractButton>
#include <QClipboard>
#include <QGuiApplication>
#include <QJsonArray>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>

using namespace tessera;
using namespace std::chrono_literals;

namespace {

TokenReport reportOf(const QJsonObject& claims, const QJsonObject& header = {})
{
    return inspectToken(test::signedToken(claims, header), test::madeUpNow());
}

QStringList column(const QAbstractItemModel& model, int column)
{
    QStringList texts;
    for (int row = 0; row < model.rowCount(); ++row)
        texts << model.index(row, column).data().toString();
    return texts;
}

QString cell(const ClaimsModel& model, const QString& name, int column)
{
    for (int row = 0; row < model.rowCount(); ++row)
        if (model.rows()[row].name == name)
            return model.index(row, column).data().toString();
    return {};
}

} // namespace

class ClaimsModelTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void rowsComeInTheOrderPeopleRead()
    {
        ClaimsModel model;
        model.setReport(reportOf(test::madeUpClaims()), test::madeUpNow());
        ClaimsFilter filter(&model);
        QCOMPARE(column(filter, ClaimsModel::NameColumn).join(u' '),
                 QStringLiteral("iss sub aud iat auth_time nbf exp email nonce"));
        filter.setSection(ClaimRow::Section::Header);
        QCOMPARE(column(filter, ClaimsModel::NameColumn).join(u' '), QStringLiteral("alg kid"));
    }

    void timesAreForPeople()
    {
        ClaimsModel model;
        model.setReport(reportOf(test::madeUpClaims()), test::madeUpNow());
        QCOMPARE(cell(model, QStringLiteral("exp"), ClaimsModel::MeaningColumn),
                 QStringLiteral("Runs out in 46 minutes, 15:05:00"));
        QCOMPARE(cell(model, QStringLiteral("iat"), ClaimsModel::MeaningColumn),
                 QStringLiteral("Issued 14 minutes ago, 14:05:00"));
        QCOMPARE(cell(model, QStringLiteral("auth_time"), ClaimsModel::MeaningColumn),
                 QStringLiteral("Signed in 20 hours ago, 22 Nov 18:02:00"));
        model.setNow(test::madeUpNow() + 2h);
        QCOMPARE(cell(model, QStringLiteral("exp"), ClaimsModel::MeaningColumn),
                 QStringLiteral("Ran out 74 minutes ago, 15:05:00"));
    }

    void theToolTipHasBothTimes()
    {
        ClaimsModel model;
        model.setReport(reportOf(test::madeUpClaims()), test::madeUpNow());
        for (int row = 0; row < model.rowCount(); ++row) {
            if (model.rows()[row].name != u"exp")
                continue;
            const QString tip = model.index(row, 1).data(Qt::ToolTipRole).toString();
            QVERIFY2(tip.contains(QStringLiteral("local time")) && tip.contains(QStringLiteral("UTC")),
                     qPrintable(tip));
            QVERIFY(tip.contains(QString::number(toUnixSeconds(test::madeUpNow()) + 46 * 60)));
        }
    }

    void aYearNobodyLivesToSeeIsANumber() // A292
    {
        QJsonObject claims = test::madeUpClaims();
        claims.insert(QStringLiteral("exp"), qint64(9223372036854775807));
        ClaimsModel model;
        model.setReport(reportOf(claims), test::madeUpNow());
        QCOMPARE(cell(model, QStringLiteral("exp"), ClaimsModel::ValueColumn),
                 QStringLiteral("9223372036854775807"));
        QCOMPARE(cell(model, QStringLiteral("exp"), ClaimsModel::MeaningColumn),
                 QStringLiteral("When it runs out"));
    }

    void meaningsAreAskedFor()
    {
        QStringList asked;
        ClaimsModel model([&asked](QStringView name, ClaimPlace place) {
            asked << name.toString() +
                         (place == ClaimPlace::Header ? QStringLiteral(" in the header") : QString());
            return ClaimWords{QStringLiteral("M"), QStringLiteral("R")};
        });
        model.setReport(reportOf({{QStringLiteral("x"), true}}), test::madeUpNow());
        QVERIFY(asked.contains(QStringLiteral("x")));
        QVERIFY(asked.contains(QStringLiteral("alg in the header")));
        QCOMPARE(cell(model, QStringLiteral("x"), ClaimsModel::MeaningColumn), QStringLiteral("M"));
        QCOMPARE(cell(model, QStringLiteral("x"), ClaimsModel::ReferenceColumn), QStringLiteral("R"));
    }

    void numbersSortAsNumbers()
    {
        ClaimsModel model;
        model.setReport(reportOf({{QStringLiteral("a"), 10},
                                  {QStringLiteral("b"), 9},
                                  {QStringLiteral("c"), QStringLiteral("word")},
                                  {QStringLiteral("d"), -1}}),
                        test::madeUpNow());
        ClaimsFilter filter(&model);
        filter.sort(ClaimsModel::ValueColumn);
        QCOMPARE(column(filter, ClaimsModel::NameColumn).join(u' '), QStringLiteral("d b a c"));
        filter.sort(-1);
        QCOMPARE(column(filter, ClaimsModel::NameColumn).join(u' '), QStringLiteral("a b c d"));
    }

    void wordsAreFoundInEveryColumn_data()
    {
        QTest::addColumn<QString>("words");
        QTest::addColumn<QString>("names");
        QTest::newRow("name") << QStringLiteral("NONCE") << QStringLiteral("nonce");
        QTest::newRow("value") << QStringLiteral("248289") << QStringLiteral("sub");
        QTest::newRow("meaning") << QStringLiteral("runs out") << QStringLiteral("exp");
        QTest::newRow("spec") << QStringLiteral("7519 4.1.3") << QStringLiteral("aud");
        QTest::newRow("nothing") << QStringLiteral("zebra") << QString();
    }

    void wordsAreFoundInEveryColumn()
    {
        QFETCH(QString, words);
        ClaimsModel model;
        model.setReport(reportOf(test::madeUpClaims()), test::madeUpNow());
        ClaimsFilter filter(&model);
        filter.setWords(words);
        QTEST(column(filter, ClaimsModel::NameColumn).join(u' '), "names");
    }

    void copying()
    {
        ClaimsTable table;
        table.setReport(reportOf({{QStringLiteral("list"), QJsonArray{1, QStringLiteral("b")}},
                                  {QStringLiteral("word"), QStringLiteral("<b>x</b>")}}),
                        test::madeUpNow());
        table.view()->selectRow(1);
        table.copyValues();
        QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("<b>x</b>"));
        table.copyJson();
        QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("{\n    \"word\": \"<b>x</b>\"\n}"));
        table.view()->selectRow(0);
        table.copyValues();
        QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("[1,\"b\"]"));
    }

    void sectionsAreThoseThereAre()
    {
        ClaimsTable table;
        table.setReport(test::cookieReport(), test::madeUpNow());
        QCOMPARE(table.sections()->words(), QStringList{QStringLiteral("Fields  5")});
        QCOMPARE(table.view()->model()->headerData(0, Qt::Horizontal).toString(), QStringLiteral("Name"));
        table.setReport(reportOf(test::madeUpClaims()), test::madeUpNow());
        QCOMPARE(table.sections()->words(),
                 (QStringList{QStringLiteral("Claims  9"), QStringLiteral("Header  2")}));
        table.sections()->button(1)->click();
        QCOMPARE(table.filter()->section(), ClaimRow::Section::Header);
        table.setReport(TokenReport(), test::madeUpNow());
        QVERIFY(table.isHidden());
    }

    /// The fields of a cookie come masked and stay so (A355, A356).
    void secretsStayMasked()
    {
        ClaimsTable table;
        table.setReport(test::cookieReport(), test::madeUpNow());
        table.view()->selectAll();
        table.copyJson();
        QVERIFY(QGuiApplication::clipboard()->text().contains(QStringLiteral("hidden")));
        QVERIFY(!QGuiApplication::clipboard()->text().contains(QStringLiteral("eyJ")));
    }

    void hostileValuesAreShortAndPlain()
    {
        ClaimsModel model;
        model.setReport(test::hostileReport(), test::madeUpNow());
        for (int row = 0; row < model.rowCount(); ++row)
            for (int column = 0; column < model.columnCount(); ++column) {
                const QString text = model.index(row, column).data().toString();
                QVERIFY(text.size() <= 360); // of 300 characters six are hidden ones, written out
                QVERIFY(!text.contains(QChar(0x202E)));
                const QString tip = model.index(row, column).data(Qt::ToolTipRole).toString();
                QVERIFY2(tip.startsWith(QStringLiteral("<qt>")) && !tip.contains(QStringLiteral("<img")),
                         qPrintable(tip.left(100)));
            }
    }

    /// A286: an address is made from our own list of specifications, never taken from a text.
    void references_data()
    {
        QTest::addColumn<QString>("reference");
        QTest::addColumn<QString>("address");
        const auto row = [](const char* reference, const char* address) {
            QTest::newRow(reference) << QString::fromLatin1(reference) << QString::fromLatin1(address);
        };
        row("RFC 7519 4.1.3", "https://www.rfc-editor.org/rfc/rfc7519.html#section-4.1.3");
        row("RFC 7515 4, RFC 7519 4", "https://www.rfc-editor.org/rfc/rfc7515.html#section-4");
        row("RFC 8259", "https://www.rfc-editor.org/rfc/rfc8259.html");
        row("OIDC Core 3.1.3.7 (2)", "https://openid.net/specs/openid-connect-core-1_0.html");
        row("RFC 1@evil.example", "");
        row("https://evil.example", "");
        row("", "");
    }

    void references()
    {
        QFETCH(QString, reference);
        QTEST(specAddress(reference).toString(), "address");
    }
};

TESSERA_TEST(ClaimsModelTest)
#include "claims_model_test.moc"
