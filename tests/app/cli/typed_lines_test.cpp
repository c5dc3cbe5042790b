// Lines from a pipe: whole, in pieces, too long, and the end.
#include "app/cli/commands/typed_lines.h"

#include "tests/support/test_program.h"

#include <QSignalSpy>
#include <QTest>

#include <unistd.h>

using namespace tessera::cli;

class TypedLinesTest : public QObject
{
    Q_OBJECT

    int m_ends[2] = {-1, -1};

    void type(const QByteArray& bytes)
    {
        QCOMPARE(::write(m_ends[1], bytes.constData(), bytes.size()), bytes.size());
    }
    void end()
    {
        ::close(m_ends[1]);
        m_ends[1] = -1;
    }

private Q_SLOTS:
    void init() { QCOMPARE(::pipe(m_ends), 0); }
    void cleanup()
    {
        ::close(m_ends[0]);
        if (m_ends[1] >= 0)
            end();
    }

    void lines()
    {
        TypedLines lines(m_ends[0]);
        QSignalSpy typed(&lines, &TypedLines::typed);
        type("one\ntwo\r\n\n  three  \nfo");
        QTRY_COMPARE(typed.size(), 4);
        type("ur\n");
        QTRY_COMPARE(typed.size(), 5);
        QStringList got;
        for (const auto& line : typed)
            got << line.first().toString();
        QCOMPARE(got, (QStringList{QStringLiteral("one"), QStringLiteral("two"), QString(),
                                   QStringLiteral("three"), QStringLiteral("four")}));
    }

    /// A pasted character may arrive in two pieces.
    void aCharacterInPieces()
    {
        TypedLines lines(m_ends[0]);
        QSignalSpy typed(&lines, &TypedLines::typed);
        type("caf\xc3");
        QTest::qWait(1);
        type("\xa9\n");
        QTRY_COMPARE(typed.size(), 1);
        QCOMPARE(typed.first().first().toString(), QStringLiteral("caf\u00e9"));
    }

    void theEnd()
    {
        TypedLines lines(m_ends[0]);
        QSignalSpy typed(&lines, &TypedLines::typed);
        QSignalSpy ended(&lines, &TypedLines::ended);
        type("half a line");
        end();
        QTRY_COMPARE(ended.size(), 1);
        QCOMPARE(typed.size(), 0); // nobody pressed Enter
        QTest::qWait(5);
        QCOMPARE(ended.size(), 1); // once, however often the descriptor says so
    }

    /// At the bound a line is taken, past it none of it is, and the next one is whole (A326).
    void tooLong()
    {
        TypedLines lines(m_ends[0]);
        QSignalSpy typed(&lines, &TypedLines::typed);
        const QByteArray atTheBound(TypedLines::kLongest, 'a');
        type(atTheBound + '\n');
        QTRY_COMPARE(typed.size(), 1);
        QCOMPARE(typed.first().first().toString().size(), TypedLines::kLongest);
        type(atTheBound + "b\nnext\n");
        QTRY_COMPARE(typed.size(), 2);
        QCOMPARE(typed.last().first().toString(), QStringLiteral("next"));
    }

    void nobodyListensAnyMore()
    {
        auto lines = std::make_unique<TypedLines>(m_ends[0]);
        QSignalSpy typed(lines.get(), &TypedLines::typed);
        lines.reset();
        type("x\n");
        QTest::qWait(1);
        QCOMPARE(typed.size(), 0);
    }
};

TESSERA_TEST(TypedLinesTest)
#include "typed_lines_test.moc"
