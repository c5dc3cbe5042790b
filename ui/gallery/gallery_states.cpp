#include "ui/gallery/gallery_rows.h"

#include "ui/widgets/banner.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/countdown_bar.h"
#include "ui/widgets/empty_box.h"
#include "ui/widgets/fingerprint.h"
#include "ui/widgets/label.h"
#include "ui/widgets/lifetime_bar.h"
#include "ui/widgets/logo.h"
#include "ui/widgets/mirror.h"
#include "ui/widgets/monogram.h"
#include "ui/widgets/program_tile.h"
#include "ui/widgets/qr_code.h"
#include "ui/widgets/state_glyph.h"
#include "ui/widgets/tiles.h"
#include "ui/widgets/timeline.h"

#include <QHBoxLayout>

namespace tessera {
namespace {

constexpr int kWide = 520;

TimePoint madeUpNow()
{
    return fromUnixSeconds(1795440060); // 2026-11-23 14:21 UTC
}

QWidget* withWord(QWidget* sample, const QString& word)
{
    auto* pair = new QWidget;
    auto* row = new SidedBox(QBoxLayout::LeftToRight, {0, 0, space::kMedium, 0});
    pair->setLayout(row);
    row->setSpacing(space::kSmall);
    row->addWidget(sample);
    row->addWidget(new Label(word, TextStyle::Caption, &Theme::text2));
    return pair;
}

QList<QWidget*> glyphs()
{
    const QList<std::pair<Glyph, const char*>> all{{Glyph::Ok, "Passed"},
                                                   {Glyph::Rest, "Signed out"},
                                                   {Glyph::Offline, "Offline"},
                                                   {Glyph::NotDone, "Not checked"},
                                                   {Glyph::Renewing, "Renewing"},
                                                   {Glyph::Waiting, "Waiting"},
                                                   {Glyph::Warning, "Sign-in needed"},
                                                   {Glyph::Locked, "Keychain locked"},
                                                   {Glyph::Error, "Refused"},
                                                   {Glyph::Note, "Note"}};
    QList<QWidget*> samples;
    for (const auto& [glyph, word] : all)
        samples << withWord(new StateGlyph(glyph), QString::fromLatin1(word));
    return samples;
}

QList<QWidget*> chips()
{
    return {new Chip(Chip::Kind::Granted, QStringLiteral("openid")),
            new Chip(Chip::Kind::Refused, QStringLiteral("calendar.write")),
            new Chip(Chip::Kind::Plain, QStringLiteral("development"))};
}

QList<QWidget*> monograms()
{
    QList<QWidget*> samples;
    const QStringList letters{QStringLiteral("AM"), QStringLiteral("JW"), QStringLiteral("An"),
                              QStringLiteral("BR"), QStringLiteral("De"), QStringLiteral("MŠ")};
    for (int i = 0; i < letters.size(); ++i) {
        auto* tile = new Monogram(i == 0 ? 56 : 36);
        tile->setLetters(letters[i], i);
        samples << tile;
    }
    samples << new ProgramTile(36) << new Logo(28, &Theme::accent);
    return samples;
}

QWidget* bar(const Lifetime& lifetime, const QString& word)
{
    auto* each = new LifetimeBar;
    each->setLifetime(lifetime, word);
    each->setNow(madeUpNow());
    each->setFixedWidth(kWide);
    return each;
}

QList<QWidget*> lifetimeBars()
{
    using namespace std::chrono_literals;
    const TimePoint now = madeUpNow();
    return {bar({now - 15min, now + 45min, now + 40min}, QStringLiteral("Renews itself")),
            bar({now - 15min, now + 45min, std::nullopt}, QStringLiteral("Does not renew")),
            bar({now - 48min, now + 12min, std::nullopt, true}, QStringLiteral("Offline")),
            bar({now - 90min, now - 30min, std::nullopt}, QStringLiteral("Run out"))};
}

QList<QWidget*> countdown()
{
    using namespace std::chrono_literals;
    auto* each = new CountdownBar;
    each->setSpan(madeUpNow() - 28s, madeUpNow() + 272s);
    each->setNow(madeUpNow());
    each->setFixedWidth(kWide);
    return {each};
}

QList<QWidget*> banners()
{
    const auto make = [](Banner::Kind kind, const QString& headline, const QString& rest,
                         const QString& action) {
        auto* each = new Banner;
        each->setContent(kind, headline, rest);
        each->setAction(action);
        each->setFixedWidth(kWide);
        return each;
    };
    return {
        make(Banner::Kind::Ok, QStringLiteral("Signed out."),
             QStringLiteral("No token of this account is left on this computer."), {}),
        make(Banner::Kind::Warning, QStringLiteral("The keychain is locked."),
             QStringLiteral("Your sign-in is safe in it. Unlock it to go on."), QStringLiteral("Unlock")),
        make(Banner::Kind::Error, QStringLiteral("Sign-in needed."),
             QStringLiteral("GitHub withdrew the grant, so the refresh token was refused (invalid_grant)."),
             QStringLiteral("Sign in again")),
        make(Banner::Kind::Note, QStringLiteral("Signed in, but not renewing."),
             QStringLiteral("Google gave no refresh token; sign in again at 15:05."), {})};
}

QList<QWidget*> timeline()
{
    auto* rows = new Timeline(
        {{QStringLiteral("14:05"),
          {},
          Glyph::Ok,
          QStringLiteral("Renewed"),
          QStringLiteral("As soon as the network was back.")},
         {QStringLiteral("13:36"),
          {},
          Glyph::Offline,
          QStringLiteral("Offline"),
          QStringLiteral("id.acme.example could not be reached.")},
         {QStringLiteral("17:40"), {}, Glyph::Error, QStringLiteral("Signed out by the provider"), {}}});
    rows->setFixedWidth(kWide);
    return {rows};
}

QList<QWidget*> text()
{
    const QList<std::pair<TextStyle, const char*>> all{{TextStyle::Display, "Display"},
                                                       {TextStyle::Title, "Title"},
                                                       {TextStyle::Heading, "Heading"},
                                                       {TextStyle::Body, "Body"},
                                                       {TextStyle::BodyStrong, "Strong"},
                                                       {TextStyle::Caption, "Caption"},
                                                       {TextStyle::CaptionStrong, "Caption strong"},
                                                       {TextStyle::Fixed, "Fixed 1l0O"},
                                                       {TextStyle::Token, "Token 1l0O"}};
    QList<QWidget*> samples;
    for (const auto& [style, word] : all)
        samples << new Label(QString::fromLatin1(word), style);
    samples << new Label(QStringLiteral("Supporting"), TextStyle::Body, &Theme::text2)
            << new Label(QStringLiteral("Quiet"), TextStyle::Body, &Theme::text3);
    return samples;
}

} // namespace

QList<GalleryRow> stateRows()
{
    auto* code = new QrCode;
    code->setText(QStringLiteral("https://id.acme.example/device"));
    auto* nothing = new EmptyBox(QStringLiteral("inspector"), QStringLiteral("Nothing here yet"),
                                 {QStringLiteral("What would be here, and how it comes.")});
    nothing->setFixedWidth(kWide);
    return {
        {QStringLiteral("Text"), text()},
        {QStringLiteral("State"), glyphs()},
        {QStringLiteral("Chip"), chips()},
        {QStringLiteral("Tiles"), monograms()},
        {QStringLiteral("Fingerprint"),
         {new Fingerprint(0x1ab, QStringLiteral("a5e1"), QStringLiteral("1,204 characters"),
                          QStringLiteral("Fingerprint a5e1"))}},
        {QStringLiteral("Lifetime bar"), lifetimeBars()},
        {QStringLiteral("Countdown"), countdown()},
        {QStringLiteral("Banner"), banners()},
        {QStringLiteral("Timeline"), timeline()},
        {QStringLiteral("Empty state"), {nothing}},
        {QStringLiteral("QR code"), {code}},
    };
}

} // namespace tessera
