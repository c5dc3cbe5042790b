<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
    <context>
        <name>tessera::AboutBox</name>
        <message>
            <source>Licence</source>
            <translation>Lizenz</translation>
        </message>
        <message>
            <source>About</source>
            <translation>Über</translation>
        </message>
        <message>
            <source>Tessera</source>
            <translation>Tessera</translation>
        </message>
        <message>
            <source>A tessera was the Roman token that proved who you were.</source>
            <translation>Eine Tessera war die römische Marke, mit der man sich auswies.</translation>
        </message>
        <message>
            <source>What is in it</source>
            <translation>Was darin steckt</translation>
        </message>
        <message>
            <source>Version %1.</source>
            <translation>Version %1.</translation>
        </message>
        <message>
            <source>unknown</source>
            <translation>unbekannt</translation>
        </message>
        <message>
            <source>Built from commit %1.</source>
            <translation>Gebaut aus Commit %1.</translation>
        </message>
        <message>
            <source>Licence of %1: %2</source>
            <translation>Lizenz von %1: %2</translation>
        </message>
    </context>
    <context>
        <name>tessera::AccountActions</name>
        <message>
            <source>The provider now knows that you signed out.</source>
            <translation>Der Anbieter weiß jetzt, dass Sie sich abgemeldet haben.</translation>
        </message>
        <message>
            <source>Access token</source>
            <translation>Access-Token</translation>
        </message>
        <message>
            <source>ID token</source>
            <translation>ID-Token</translation>
        </message>
        <message>
            <source>Renewed.</source>
            <translation>Erneuert.</translation>
        </message>
        <message numerus="yes">
            <source>Copied. It is taken off the clipboard in %n seconds.</source>
            <translation>
                <numerusform>Kopiert. In %n Sekunde wird es aus der Zwischenablage entfernt.</numerusform>
                <numerusform>Kopiert. In %n Sekunden wird es aus der Zwischenablage entfernt.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>tessera::AccountDelegate</name>
        <message>
            <source>Name of the account</source>
            <translation>Name des Kontos</translation>
        </message>
        <message>
            <source>As its provider calls it</source>
            <translation>Wie der Anbieter es nennt</translation>
        </message>
    </context>
    <context>
        <name>tessera::AccountDetail</name>
        <message>
            <source>development</source>
            <translation>Entwicklung</translation>
        </message>
        <message>
            <source>The issuer is on this computer.</source>
            <translation>Der Aussteller ist auf diesem Computer.</translation>
        </message>
        <message>
            <source>&amp;Renew now</source>
            <translation>Jetzt er&amp;neuern</translation>
        </message>
        <message>
            <source>Inspec&amp;t</source>
            <translation>&amp;Untersuchen</translation>
        </message>
        <message>
            <source>Show &amp;flow</source>
            <translation>Ab&amp;lauf zeigen</translation>
        </message>
        <message>
            <source>Sign &amp;out</source>
            <translation>A&amp;bmelden</translation>
        </message>
        <message>
            <source>F5</source>
            <translation>F5</translation>
        </message>
        <message>
            <source>at %1</source>
            <translation>bei %1</translation>
        </message>
        <message>
            <source>%1 at %2</source>
            <translation>%1 bei %2</translation>
        </message>
        <message>
            <source>Issuer: %1
Subject: %2</source>
            <translation>Aussteller: %1
Subjekt: %2</translation>
        </message>
        <message>
            <source>E-mail: verified by the issuer</source>
            <translation>E-Mail: vom Aussteller bestätigt</translation>
        </message>
        <message>
            <source>E-mail: not verified by the issuer</source>
            <translation>E-Mail: vom Aussteller nicht bestätigt</translation>
        </message>
        <message>
            <source>Sign &amp;in again</source>
            <translation>Erneut an&amp;melden</translation>
        </message>
        <message>
            <source>&amp;Unlock</source>
            <translation>Ent&amp;sperren</translation>
        </message>
        <message>
            <source>&amp;Copy access token</source>
            <translation>A&amp;ccess-Token kopieren</translation>
        </message>
        <message>
            <source>There is no keychain here.</source>
            <translation>Hier gibt es keinen Schlüsselbund.</translation>
        </message>
        <message>
            <source>You stay signed in until Tessera closes.</source>
            <translation>Sie bleiben angemeldet, bis Tessera geschlossen wird.</translation>
        </message>
        <message>
            <source>Signed out at %1. No token of that account is left here.</source>
            <translation>Bei %1 abgemeldet. Von diesem Konto ist hier kein Token mehr.</translation>
        </message>
        <message>
            <source>Signed out here.</source>
            <translation>Hier abgemeldet.</translation>
        </message>
    </context>
    <context>
        <name>tessera::AccountListModel</name>
        <message>
            <source>development</source>
            <translation>Entwicklung</translation>
        </message>
        <message>
            <source>%1 at %2. %3</source>
            <translation>%1 bei %2. %3</translation>
        </message>
    </context>
    <context>
        <name>tessera::AccountListView</name>
        <message>
            <source>Accounts</source>
            <translation>Konten</translation>
        </message>
        <message>
            <source>&amp;Rename</source>
            <translation>&amp;Umbenennen</translation>
        </message>
        <message>
            <source>Move &amp;up</source>
            <translation>Nach &amp;oben</translation>
        </message>
        <message>
            <source>Move &amp;down</source>
            <translation>Nach un&amp;ten</translation>
        </message>
    </context>
    <context>
        <name>tessera::AccountsPage</name>
        <message>
            <source>New account (Ctrl+N)</source>
            <translation>Neues Konto (Strg+N)</translation>
        </message>
        <message>
            <source>Accounts</source>
            <translation>Konten</translation>
        </message>
        <message>
            <source>Search accounts</source>
            <translation>Konten suchen</translation>
        </message>
        <message>
            <source>No account fits “%1”.</source>
            <translation>Kein Konto passt zu „%1“.</translation>
        </message>
    </context>
    <context>
        <name>tessera::AgentBox</name>
        <message>
            <source>Pass&amp;word</source>
            <translation>Pass&amp;wort</translation>
        </message>
        <message>
            <source>&amp;Unlock</source>
            <translation>Ent&amp;sperren</translation>
        </message>
        <message>
            <source>&amp;Lock</source>
            <translation>&amp;Sperren</translation>
        </message>
    </context>
    <context>
        <name>tessera::AgentStateText</name>
        <message>
            <source>Agent on</source>
            <translation>Agent an</translation>
        </message>
        <message>
            <source>The agent is on.</source>
            <translation>Der Agent ist an.</translation>
        </message>
        <message>
            <source>Programs you allowed get tokens; about any other you are asked in a window.</source>
            <translation>Programme, die Sie erlaubt haben, bekommen Tokens; bei jedem anderen werden Sie in einem Fenster gefragt.</translation>
        </message>
        <message>
            <source>Agent locked</source>
            <translation>Agent gesperrt</translation>
        </message>
        <message>
            <source>The agent is locked.</source>
            <translation>Der Agent ist gesperrt.</translation>
        </message>
        <message>
            <source>No program gets a token until you unlock it with its password.</source>
            <translation>Kein Programm bekommt ein Token, bis Sie ihn mit seinem Passwort entsperren.</translation>
        </message>
        <message>
            <source>No program gets a token until you unlock it.</source>
            <translation>Kein Programm bekommt ein Token, bis Sie ihn entsperren.</translation>
        </message>
        <message>
            <source>Agent elsewhere</source>
            <translation>Agent anderswo</translation>
        </message>
        <message>
            <source>Another agent runs on this computer.</source>
            <translation>Auf diesem Computer läuft ein anderer Agent.</translation>
        </message>
        <message>
            <source>It was there before this window and gives the tokens. What you take back here holds for it at once. What was allowed for an hour only it knows: “tessera agent approvals” lists it.</source>
            <translation>Er war vor diesem Fenster da und gibt die Tokens heraus. Was Sie hier zurücknehmen, gilt für ihn sofort. Was für eine Stunde erlaubt wurde, weiß nur er: „tessera agent approvals“ zeigt es.</translation>
        </message>
        <message>
            <source>Agent off</source>
            <translation>Agent aus</translation>
        </message>
        <message>
            <source>The agent is off.</source>
            <translation>Der Agent ist aus.</translation>
        </message>
        <message>
            <source>No program gets a token from this window. What you allowed always holds again when an agent starts.</source>
            <translation>Von diesem Fenster bekommt kein Programm ein Token. Was Sie für immer erlaubt haben, gilt wieder, sobald ein Agent startet.</translation>
        </message>
    </context>
    <context>
        <name>tessera::ApprovalText</name>
        <message>
            <source>Whatever it asks</source>
            <translation>Alles, was es anfragt</translation>
        </message>
        <message>
            <source>ID token</source>
            <translation>ID-Token</translation>
        </message>
        <message>
            <source>Access token</source>
            <translation>Access-Token</translation>
        </message>
        <message>
            <source>, for %1</source>
            <translation>, für %1</translation>
        </message>
        <message>
            <source>Until the agent locks or ends.</source>
            <translation>Bis der Agent gesperrt oder beendet wird.</translation>
        </message>
        <message>
            <source>Until you take it back, or the program changes.</source>
            <translation>Bis Sie es zurücknehmen oder sich das Programm ändert.</translation>
        </message>
        <message>
            <source>Until %1. Sooner when it is not used for ten minutes, or the agent locks.</source>
            <translation>Bis %1. Früher, wenn es zehn Minuten nicht genutzt oder der Agent gesperrt wird.</translation>
        </message>
        <message>
            <source>any scope</source>
            <translation>beliebiger Scope</translation>
        </message>
        <message>
            <source>%1 and %2 more</source>
            <translation>%1 und %2 weitere</translation>
        </message>
        <message>
            <source>Always</source>
            <translation>Immer</translation>
        </message>
        <message>
            <source>Denied</source>
            <translation>Abgelehnt</translation>
        </message>
        <message>
            <source>Until %1</source>
            <translation>Bis %1</translation>
        </message>
    </context>
    <context>
        <name>tessera::AuditText</name>
        <message>
            <source>%1, through the command tessera,</source>
            <translation>%1, über den Befehl tessera,</translation>
        </message>
        <message>
            <source>%1 got an ID token of %2</source>
            <translation>%1 bekam ein ID-Token von %2</translation>
        </message>
        <message>
            <source>%1 got an access token of %2</source>
            <translation>%1 bekam ein Access-Token von %2</translation>
        </message>
        <message>
            <source>You allowed it once.</source>
            <translation>Sie haben es einmal erlaubt.</translation>
        </message>
        <message>
            <source>You allowed it for an hour.</source>
            <translation>Sie haben es für eine Stunde erlaubt.</translation>
        </message>
        <message>
            <source>You allowed it always.</source>
            <translation>Sie haben es für immer erlaubt.</translation>
        </message>
        <message>
            <source>As you had allowed before.</source>
            <translation>Wie Sie es zuvor erlaubt hatten.</translation>
        </message>
        <message>
            <source>The first one: %1.</source>
            <translation>Das erste: %1.</translation>
        </message>
        <message>
            <source>%1 was refused</source>
            <translation>%1 wurde abgelehnt</translation>
        </message>
        <message>
            <source>%1 got nothing of %2</source>
            <translation>%1 bekam nichts von %2</translation>
        </message>
        <message>
            <source>All approvals were taken back</source>
            <translation>Alle Erlaubnisse wurden zurückgenommen</translation>
        </message>
        <message>
            <source>An approval was taken back</source>
            <translation>Eine Erlaubnis wurde zurückgenommen</translation>
        </message>
        <message>
            <source>An approval for %1 was taken back</source>
            <translation>Eine Erlaubnis für %1 wurde zurückgenommen</translation>
        </message>
        <message>
            <source>By %1.</source>
            <translation>Durch %1.</translation>
        </message>
        <message>
            <source>%1 may have tokens of %2</source>
            <translation>%1 darf Tokens von %2 haben</translation>
        </message>
        <message>
            <source>Without asking. By %1.</source>
            <translation>Ohne Nachfrage. Durch %1.</translation>
        </message>
        <message>
            <source>The agent was locked</source>
            <translation>Der Agent wurde gesperrt</translation>
        </message>
        <message>
            <source>The agent was unlocked</source>
            <translation>Der Agent wurde entsperrt</translation>
        </message>
        <message numerus="yes">
            <source>%1 got %n ID tokens of %2</source>
            <translation>
                <numerusform>%1 bekam %n ID-Token von %2</numerusform>
                <numerusform>%1 bekam %n ID-Tokens von %2</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%1 got %n access tokens of %2</source>
            <translation>
                <numerusform>%1 bekam %n Access-Token von %2</numerusform>
                <numerusform>%1 bekam %n Access-Tokens von %2</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n times.</source>
            <translation>
                <numerusform>%n-mal.</numerusform>
                <numerusform>%n-mal.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n approvals were taken back</source>
            <translation>
                <numerusform>%n Erlaubnis wurde zurückgenommen</numerusform>
                <numerusform>%n Erlaubnisse wurden zurückgenommen</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n approvals for %1 were taken back</source>
            <translation>
                <numerusform>%n Erlaubnis für %1 wurde zurückgenommen</numerusform>
                <numerusform>%n Erlaubnisse für %1 wurden zurückgenommen</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>tessera::AxisLayout</name>
        <message>
            <source>now %1</source>
            <translation>jetzt %1</translation>
        </message>
    </context>
    <context>
        <name>tessera::CheckList</name>
        <message>
            <source>Passed</source>
            <translation>Bestanden</translation>
        </message>
        <message>
            <source>Failed</source>
            <translation>Fehlgeschlagen</translation>
        </message>
        <message>
            <source>Not done</source>
            <translation>Nicht ausgeführt</translation>
        </message>
        <message>
            <source>Checks</source>
            <translation>Prüfungen</translation>
        </message>
    </context>
    <context>
        <name>tessera::CheckNotes</name>
        <message>
            <source>Passed: %1</source>
            <translation>Bestanden: %1</translation>
        </message>
        <message>
            <source>Failed: %1</source>
            <translation>Fehlgeschlagen: %1</translation>
        </message>
        <message>
            <source>Not checked: %1</source>
            <translation>Nicht geprüft: %1</translation>
        </message>
    </context>
    <context>
        <name>tessera::CheckSection</name>
        <message>
            <source>ID token</source>
            <translation>ID-Token</translation>
        </message>
        <message>
            <source>Show the checks</source>
            <translation>Prüfungen zeigen</translation>
        </message>
        <message>
            <source>Hide the checks</source>
            <translation>Prüfungen ausblenden</translation>
        </message>
        <message>
            <source>Passed</source>
            <translation>Bestanden</translation>
        </message>
        <message>
            <source>Failed</source>
            <translation>Fehlgeschlagen</translation>
        </message>
        <message>
            <source>Does not apply</source>
            <translation>Trifft nicht zu</translation>
        </message>
    </context>
    <context>
        <name>tessera::CheckText</name>
        <message>
            <source>failed %1 of %2 checks</source>
            <translation>hat %1 von %2 Prüfungen nicht bestanden</translation>
        </message>
        <message numerus="yes">
            <source>passed all %n checks that apply</source>
            <translation>
                <numerusform>hat die %n zutreffende Prüfung bestanden</numerusform>
                <numerusform>hat alle %n zutreffenden Prüfungen bestanden</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>passed all %n checks</source>
            <translation>
                <numerusform>hat die %n Prüfung bestanden</numerusform>
                <numerusform>hat alle %n Prüfungen bestanden</numerusform>
            </translation>
        </message>
        <message>
            <source>It is a well-made signed token.</source>
            <translation>Es ist ein wohlgeformtes signiertes Token.</translation>
        </message>
        <message>
            <source>It is an ID token and nothing else.</source>
            <translation>Es ist ein ID-Token und nichts anderes.</translation>
        </message>
        <message>
            <source>It is signed in a way this provider announced.</source>
            <translation>Es ist auf eine Weise signiert, die dieser Anbieter angekündigt hat.</translation>
        </message>
        <message>
            <source>The signature is the provider's.</source>
            <translation>Die Signatur ist die des Anbieters.</translation>
        </message>
        <message>
            <source>It is not encrypted, as agreed.</source>
            <translation>Es ist wie vereinbart nicht verschlüsselt.</translation>
        </message>
        <message>
            <source>It was issued by this provider.</source>
            <translation>Es wurde von diesem Anbieter ausgestellt.</translation>
        </message>
        <message>
            <source>It is meant for Tessera.</source>
            <translation>Es ist für Tessera bestimmt.</translation>
        </message>
        <message>
            <source>It was given to Tessera.</source>
            <translation>Es wurde an Tessera ausgegeben.</translation>
        </message>
        <message>
            <source>A shared secret signs it only where that was agreed.</source>
            <translation>Ein gemeinsames Geheimnis signiert es nur, wo das vereinbart war.</translation>
        </message>
        <message>
            <source>It has not run out.</source>
            <translation>Es ist nicht abgelaufen.</translation>
        </message>
        <message>
            <source>It is already valid.</source>
            <translation>Es ist schon gültig.</translation>
        </message>
        <message>
            <source>It was made just now.</source>
            <translation>Es wurde gerade eben ausgestellt.</translation>
        </message>
        <message>
            <source>It belongs to this sign-in.</source>
            <translation>Es gehört zu dieser Anmeldung.</translation>
        </message>
        <message>
            <source>It says who signed in.</source>
            <translation>Es sagt, wer sich angemeldet hat.</translation>
        </message>
        <message>
            <source>The sign-in was as strong as asked for.</source>
            <translation>Die Anmeldung war so stark wie verlangt.</translation>
        </message>
        <message>
            <source>The sign-in was as recent as asked for.</source>
            <translation>Die Anmeldung war so frisch wie verlangt.</translation>
        </message>
        <message>
            <source>It is about the same person as before.</source>
            <translation>Es betrifft dieselbe Person wie zuvor.</translation>
        </message>
        <message>
            <source>The sign-in is the same as before.</source>
            <translation>Die Anmeldung ist dieselbe wie zuvor.</translation>
        </message>
        <message>
            <source>It was given to the same program as before.</source>
            <translation>Es wurde an dasselbe Programm ausgegeben wie zuvor.</translation>
        </message>
        <message>
            <source>It belongs to the access token.</source>
            <translation>Es gehört zum Access-Token.</translation>
        </message>
        <message>
            <source>It belongs to the code.</source>
            <translation>Es gehört zum Code.</translation>
        </message>
        <message>
            <source>It belongs to the state of this sign-in.</source>
            <translation>Es gehört zum state dieser Anmeldung.</translation>
        </message>
    </context>
    <context>
        <name>tessera::Chip</name>
        <message>
            <source>%1, granted</source>
            <translation>%1, gewährt</translation>
        </message>
        <message>
            <source>%1, refused</source>
            <translation>%1, verweigert</translation>
        </message>
    </context>
    <context>
        <name>tessera::ClaimTitle</name>
        <message>
            <source>Issuer</source>
            <translation>Aussteller</translation>
        </message>
        <message>
            <source>Subject</source>
            <translation>Subjekt</translation>
        </message>
        <message>
            <source>Audience</source>
            <translation>Audience</translation>
        </message>
        <message>
            <source>Expires</source>
            <translation>Läuft ab</translation>
        </message>
        <message>
            <source>Not before</source>
            <translation>Nicht vor</translation>
        </message>
        <message>
            <source>Issued at</source>
            <translation>Ausgestellt</translation>
        </message>
        <message>
            <source>Token id</source>
            <translation>Token-ID</translation>
        </message>
        <message>
            <source>Full name</source>
            <translation>Vollständiger Name</translation>
        </message>
        <message>
            <source>Given name</source>
            <translation>Vorname</translation>
        </message>
        <message>
            <source>Family name</source>
            <translation>Nachname</translation>
        </message>
        <message>
            <source>Middle name</source>
            <translation>Zweiter Vorname</translation>
        </message>
        <message>
            <source>Nickname</source>
            <translation>Spitzname</translation>
        </message>
        <message>
            <source>Preferred user name</source>
            <translation>Bevorzugter Benutzername</translation>
        </message>
        <message>
            <source>Profile page</source>
            <translation>Profilseite</translation>
        </message>
        <message>
            <source>Picture</source>
            <translation>Bild</translation>
        </message>
        <message>
            <source>Website</source>
            <translation>Website</translation>
        </message>
        <message>
            <source>E-mail address</source>
            <translation>E-Mail-Adresse</translation>
        </message>
        <message>
            <source>E-mail verified</source>
            <translation>E-Mail geprüft</translation>
        </message>
        <message>
            <source>Gender</source>
            <translation>Geschlecht</translation>
        </message>
        <message>
            <source>Date of birth</source>
            <translation>Geburtsdatum</translation>
        </message>
        <message>
            <source>Time zone</source>
            <translation>Zeitzone</translation>
        </message>
        <message>
            <source>Language</source>
            <translation>Sprache</translation>
        </message>
        <message>
            <source>Telephone</source>
            <translation>Telefon</translation>
        </message>
        <message>
            <source>Telephone verified</source>
            <translation>Telefon geprüft</translation>
        </message>
        <message>
            <source>Last change</source>
            <translation>Letzte Änderung</translation>
        </message>
        <message>
            <source>Postal address</source>
            <translation>Postanschrift</translation>
        </message>
        <message>
            <source>Address as written</source>
            <translation>Anschrift im Ganzen</translation>
        </message>
        <message>
            <source>Street</source>
            <translation>Straße</translation>
        </message>
        <message>
            <source>City</source>
            <translation>Ort</translation>
        </message>
        <message>
            <source>Region</source>
            <translation>Region</translation>
        </message>
        <message>
            <source>Postal code</source>
            <translation>Postleitzahl</translation>
        </message>
        <message>
            <source>Country</source>
            <translation>Land</translation>
        </message>
        <message>
            <source>Signed in at</source>
            <translation>Angemeldet</translation>
        </message>
        <message>
            <source>Nonce</source>
            <translation>Nonce</translation>
        </message>
        <message>
            <source>Authentication class</source>
            <translation>Authentifizierungsklasse</translation>
        </message>
        <message>
            <source>Authentication methods</source>
            <translation>Authentifizierungsmethoden</translation>
        </message>
        <message>
            <source>Authorized party</source>
            <translation>Berechtigter Client</translation>
        </message>
        <message>
            <source>Access token hash</source>
            <translation>Hash des Access-Tokens</translation>
        </message>
        <message>
            <source>Code hash</source>
            <translation>Hash des Codes</translation>
        </message>
        <message>
            <source>State hash</source>
            <translation>Hash des state</translation>
        </message>
        <message>
            <source>Subject's key</source>
            <translation>Schlüssel des Subjekts</translation>
        </message>
        <message>
            <source>Session id</source>
            <translation>Sitzungs-ID</translation>
        </message>
        <message>
            <source>Events</source>
            <translation>Ereignisse</translation>
        </message>
        <message>
            <source>Time of the event</source>
            <translation>Zeitpunkt des Ereignisses</translation>
        </message>
        <message>
            <source>Transaction</source>
            <translation>Transaktion</translation>
        </message>
        <message>
            <source>Back-channel logout</source>
            <translation>Back-Channel-Logout</translation>
        </message>
        <message>
            <source>Names of claims elsewhere</source>
            <translation>Namen der Claims anderswo</translation>
        </message>
        <message>
            <source>Sources of claims</source>
            <translation>Quellen der Claims</translation>
        </message>
        <message>
            <source>Client</source>
            <translation>Client</translation>
        </message>
        <message>
            <source>Scope</source>
            <translation>Scope</translation>
        </message>
        <message>
            <source>Actor</source>
            <translation>Akteur</translation>
        </message>
        <message>
            <source>May act</source>
            <translation>Darf handeln</translation>
        </message>
        <message>
            <source>Acting subject</source>
            <translation>Handelndes Subjekt</translation>
        </message>
        <message>
            <source>Issuer of the actor</source>
            <translation>Aussteller des Akteurs</translation>
        </message>
        <message>
            <source>Actor before</source>
            <translation>Vorheriger Akteur</translation>
        </message>
        <message>
            <source>Acting client</source>
            <translation>Handelnder Client</translation>
        </message>
        <message>
            <source>Roles</source>
            <translation>Rollen</translation>
        </message>
        <message>
            <source>Groups</source>
            <translation>Gruppen</translation>
        </message>
        <message>
            <source>Entitlements</source>
            <translation>Einzelberechtigungen</translation>
        </message>
        <message>
            <source>Authorization details</source>
            <translation>Autorisierungsdetails</translation>
        </message>
        <message>
            <source>Confirmation</source>
            <translation>Bestätigung</translation>
        </message>
        <message>
            <source>Key thumbprint</source>
            <translation>Schlüssel-Fingerabdruck</translation>
        </message>
        <message>
            <source>Public key</source>
            <translation>Öffentlicher Schlüssel</translation>
        </message>
        <message>
            <source>Encrypted key</source>
            <translation>Verschlüsselter Schlüssel</translation>
        </message>
        <message>
            <source>Key id</source>
            <translation>Schlüssel-ID</translation>
        </message>
        <message>
            <source>Key set address</source>
            <translation>Adresse des Schlüsselsatzes</translation>
        </message>
        <message>
            <source>Certificate thumbprint</source>
            <translation>Zertifikat-Fingerabdruck</translation>
        </message>
        <message>
            <source>HTTP method</source>
            <translation>HTTP-Methode</translation>
        </message>
        <message>
            <source>HTTP address</source>
            <translation>HTTP-Adresse</translation>
        </message>
        <message>
            <source>Introspection answer</source>
            <translation>Introspection-Antwort</translation>
        </message>
        <message>
            <source>Active</source>
            <translation>Aktiv</translation>
        </message>
        <message>
            <source>User name</source>
            <translation>Benutzername</translation>
        </message>
        <message>
            <source>Token type</source>
            <translation>Token-Typ</translation>
        </message>
        <message>
            <source>Vector of trust</source>
            <translation>Vertrauensvektor</translation>
        </message>
        <message>
            <source>Trust framework</source>
            <translation>Vertrauensrahmen</translation>
        </message>
        <message>
            <source>Originating identity</source>
            <translation>Ursprungsidentität</translation>
        </message>
        <message>
            <source>Destination identity</source>
            <translation>Zielidentität</translation>
        </message>
        <message>
            <source>Attestation level</source>
            <translation>Attestierungsstufe</translation>
        </message>
        <message>
            <source>Originating id</source>
            <translation>Ursprungs-ID</translation>
        </message>
        <message>
            <source>Verifiable credential</source>
            <translation>Verifiable Credential</translation>
        </message>
        <message>
            <source>Verifiable presentation</source>
            <translation>Verifiable Presentation</translation>
        </message>
        <message>
            <source>Credential type</source>
            <translation>Art des Nachweises</translation>
        </message>
        <message>
            <source>Hidden digests</source>
            <translation>Verborgene Digests</translation>
        </message>
        <message>
            <source>Digest of hidden claims</source>
            <translation>Digest verborgener Claims</translation>
        </message>
        <message>
            <source>Trust marks</source>
            <translation>Vertrauenszeichen</translation>
        </message>
        <message>
            <source>Key set</source>
            <translation>Schlüsselsatz</translation>
        </message>
        <message>
            <source>Metadata</source>
            <translation>Metadaten</translation>
        </message>
        <message>
            <source>Superiors</source>
            <translation>Übergeordnete Stellen</translation>
        </message>
        <message>
            <source>Verified claims</source>
            <translation>Verifizierte Claims</translation>
        </message>
        <message>
            <source>Use of the token</source>
            <translation>Zweck des Tokens</translation>
        </message>
        <message>
            <source>First token id</source>
            <translation>Erste Token-ID</translation>
        </message>
        <message>
            <source>User id</source>
            <translation>Benutzer-ID</translation>
        </message>
        <message>
            <source>Role</source>
            <translation>Rolle</translation>
        </message>
        <message>
            <source>Administrator</source>
            <translation>Administrator</translation>
        </message>
        <message>
            <source>Hosted domain</source>
            <translation>Gehostete Domain</translation>
        </message>
        <message>
            <source>Firebase</source>
            <translation>Firebase</translation>
        </message>
        <message>
            <source>Google Cloud</source>
            <translation>Google Cloud</translation>
        </message>
        <message>
            <source>Way of signing in</source>
            <translation>Art der Anmeldung</translation>
        </message>
        <message>
            <source>Identities</source>
            <translation>Identitäten</translation>
        </message>
        <message>
            <source>Object id</source>
            <translation>Objekt-ID</translation>
        </message>
        <message>
            <source>Tenant</source>
            <translation>Mandant</translation>
        </message>
        <message>
            <source>Version</source>
            <translation>Version</translation>
        </message>
        <message>
            <source>User principal name</source>
            <translation>User Principal Name</translation>
        </message>
        <message>
            <source>Shown name</source>
            <translation>Angezeigter Name</translation>
        </message>
        <message>
            <source>Delegated permissions</source>
            <translation>Delegierte Berechtigungen</translation>
        </message>
        <message>
            <source>Application roles</source>
            <translation>Anwendungsrollen</translation>
        </message>
        <message>
            <source>Directory roles</source>
            <translation>Verzeichnisrollen</translation>
        </message>
        <message>
            <source>Has groups</source>
            <translation>Hat Gruppen</translation>
        </message>
        <message>
            <source>Application</source>
            <translation>Anwendung</translation>
        </message>
        <message>
            <source>How the application proved itself</source>
            <translation>Nachweis der Anwendung</translation>
        </message>
        <message>
            <source>Name of the application</source>
            <translation>Name der Anwendung</translation>
        </message>
        <message>
            <source>Identity provider</source>
            <translation>Identitätsanbieter</translation>
        </message>
        <message>
            <source>Type of the subject</source>
            <translation>Art des Subjekts</translation>
        </message>
        <message>
            <source>Internal data</source>
            <translation>Interne Daten</translation>
        </message>
        <message>
            <source>Account kind</source>
            <translation>Art des Kontos</translation>
        </message>
        <message>
            <source>Authentication contexts</source>
            <translation>Authentifizierungskontexte</translation>
        </message>
        <message>
            <source>Address</source>
            <translation>Adresse</translation>
        </message>
        <message>
            <source>On-premises id</source>
            <translation>Lokale ID</translation>
        </message>
        <message>
            <source>Passport id</source>
            <translation>Passport-ID</translation>
        </message>
        <message>
            <source>Platform</source>
            <translation>Plattform</translation>
        </message>
        <message>
            <source>Sign-in hint</source>
            <translation>Anmeldehinweis</translation>
        </message>
        <message>
            <source>Country of the tenant</source>
            <translation>Land des Mandanten</translation>
        </message>
        <message>
            <source>Region of the tenant</source>
            <translation>Region des Mandanten</translation>
        </message>
        <message>
            <source>State of the sign-in</source>
            <translation>Stand der Anmeldung</translation>
        </message>
        <message>
            <source>Device</source>
            <translation>Gerät</translation>
        </message>
        <message>
            <source>Password expires</source>
            <translation>Passwort läuft ab</translation>
        </message>
        <message>
            <source>Change the password</source>
            <translation>Passwort ändern</translation>
        </message>
        <message>
            <source>Inside the network</source>
            <translation>Im Firmennetz</translation>
        </message>
        <message>
            <source>Client capabilities</source>
            <translation>Fähigkeiten des Clients</translation>
        </message>
        <message>
            <source>Session management</source>
            <translation>Sitzungsverwaltung</translation>
        </message>
        <message>
            <source>Relation of the subject</source>
            <translation>Beziehung des Subjekts</translation>
        </message>
        <message>
            <source>Subjects</source>
            <translation>Subjekte</translation>
        </message>
        <message>
            <source>Tenant made</source>
            <translation>Mandant angelegt</translation>
        </message>
        <message>
            <source>Data boundary</source>
            <translation>Datengrenze</translation>
        </message>
        <message>
            <source>E-mail owner verified</source>
            <translation>E-Mail-Inhaber geprüft</translation>
        </message>
        <message>
            <source>Preferred data location</source>
            <translation>Bevorzugter Datenstandort</translation>
        </message>
        <message>
            <source>Preferred language</source>
            <translation>Bevorzugte Sprache</translation>
        </message>
        <message>
            <source>Language of the tenant</source>
            <translation>Sprache des Mandanten</translation>
        </message>
        <message>
            <source>Facts of the subject</source>
            <translation>Fakten zum Subjekt</translation>
        </message>
        <message>
            <source>Facts of the actor</source>
            <translation>Fakten zum Akteur</translation>
        </message>
        <message>
            <source>Managed identity</source>
            <translation>Verwaltete Identität</translation>
        </message>
        <message>
            <source>Permissions</source>
            <translation>Berechtigungen</translation>
        </message>
        <message>
            <source>Organisation</source>
            <translation>Organisation</translation>
        </message>
        <message>
            <source>Name of the organisation</source>
            <translation>Name der Organisation</translation>
        </message>
        <message>
            <source>Grant</source>
            <translation>Art der Freigabe</translation>
        </message>
        <message>
            <source>Type of the token</source>
            <translation>Typ des Tokens</translation>
        </message>
        <message>
            <source>Roles of the realm</source>
            <translation>Rollen des Realms</translation>
        </message>
        <message>
            <source>Roles of clients</source>
            <translation>Rollen der Clients</translation>
        </message>
        <message>
            <source>Session</source>
            <translation>Sitzung</translation>
        </message>
        <message>
            <source>Allowed origins</source>
            <translation>Erlaubte Origins</translation>
        </message>
        <message>
            <source>Trusted certificates</source>
            <translation>Vertraute Zertifikate</translation>
        </message>
        <message>
            <source>Host of the client</source>
            <translation>Host des Clients</translation>
        </message>
        <message>
            <source>Address of the client</source>
            <translation>Adresse des Clients</translation>
        </message>
        <message>
            <source>Organisations</source>
            <translation>Organisationen</translation>
        </message>
        <message>
            <source>Repository</source>
            <translation>Repository</translation>
        </message>
        <message>
            <source>Repository id</source>
            <translation>Repository-ID</translation>
        </message>
        <message>
            <source>Owner</source>
            <translation>Inhaber</translation>
        </message>
        <message>
            <source>Owner id</source>
            <translation>Inhaber-ID</translation>
        </message>
        <message>
            <source>Visibility</source>
            <translation>Sichtbarkeit</translation>
        </message>
        <message>
            <source>Git reference</source>
            <translation>Git-Referenz</translation>
        </message>
        <message>
            <source>Kind of reference</source>
            <translation>Art der Referenz</translation>
        </message>
        <message>
            <source>Protected reference</source>
            <translation>Geschützte Referenz</translation>
        </message>
        <message>
            <source>Commit</source>
            <translation>Commit</translation>
        </message>
        <message>
            <source>Target branch</source>
            <translation>Ziel-Branch</translation>
        </message>
        <message>
            <source>Source branch</source>
            <translation>Quell-Branch</translation>
        </message>
        <message>
            <source>Workflow</source>
            <translation>Workflow</translation>
        </message>
        <message>
            <source>Workflow reference</source>
            <translation>Workflow-Referenz</translation>
        </message>
        <message>
            <source>Commit of the workflow</source>
            <translation>Commit des Workflows</translation>
        </message>
        <message>
            <source>Workflow of the job</source>
            <translation>Workflow des Jobs</translation>
        </message>
        <message>
            <source>Commit of the job's workflow</source>
            <translation>Commit des Job-Workflows</translation>
        </message>
        <message>
            <source>Environment</source>
            <translation>Umgebung</translation>
        </message>
        <message>
            <source>Environment id</source>
            <translation>Umgebungs-ID</translation>
        </message>
        <message>
            <source>Runner</source>
            <translation>Runner</translation>
        </message>
        <message>
            <source>Run</source>
            <translation>Lauf</translation>
        </message>
        <message>
            <source>Count of runs</source>
            <translation>Anzahl der Läufe</translation>
        </message>
        <message>
            <source>Attempt</source>
            <translation>Versuch</translation>
        </message>
        <message>
            <source>Actor id</source>
            <translation>Akteur-ID</translation>
        </message>
        <message>
            <source>Event</source>
            <translation>Ereignis</translation>
        </message>
        <message>
            <source>Check run</source>
            <translation>Check-Lauf</translation>
        </message>
        <message>
            <source>Enterprise</source>
            <translation>Enterprise</translation>
        </message>
        <message>
            <source>Enterprise id</source>
            <translation>Enterprise-ID</translation>
        </message>
        <message>
            <source>Namespace id</source>
            <translation>Namespace-ID</translation>
        </message>
        <message>
            <source>Namespace</source>
            <translation>Namespace</translation>
        </message>
        <message>
            <source>Project id</source>
            <translation>Projekt-ID</translation>
        </message>
        <message>
            <source>Project</source>
            <translation>Projekt</translation>
        </message>
        <message>
            <source>User</source>
            <translation>Benutzer</translation>
        </message>
        <message>
            <source>Access level</source>
            <translation>Zugriffsstufe</translation>
        </message>
        <message>
            <source>Pipeline</source>
            <translation>Pipeline</translation>
        </message>
        <message>
            <source>Source of the pipeline</source>
            <translation>Auslöser der Pipeline</translation>
        </message>
        <message>
            <source>Job</source>
            <translation>Job</translation>
        </message>
        <message>
            <source>Source of the job</source>
            <translation>Auslöser des Jobs</translation>
        </message>
        <message>
            <source>Whole reference</source>
            <translation>Ganze Referenz</translation>
        </message>
        <message>
            <source>Protected environment</source>
            <translation>Geschützte Umgebung</translation>
        </message>
        <message>
            <source>Deployment tier</source>
            <translation>Deployment-Stufe</translation>
        </message>
        <message>
            <source>Action on the environment</source>
            <translation>Aktion auf der Umgebung</translation>
        </message>
        <message>
            <source>Kind of runner</source>
            <translation>Art des Runners</translation>
        </message>
        <message>
            <source>Configuration</source>
            <translation>Konfiguration</translation>
        </message>
        <message>
            <source>Commit of the configuration</source>
            <translation>Commit der Konfiguration</translation>
        </message>
        <message>
            <source>Kubernetes</source>
            <translation>Kubernetes</translation>
        </message>
        <message>
            <source>Service account</source>
            <translation>Dienstkonto</translation>
        </message>
        <message>
            <source>Pod</source>
            <translation>Pod</translation>
        </message>
        <message>
            <source>Node</source>
            <translation>Node</translation>
        </message>
        <message>
            <source>Secret</source>
            <translation>Secret</translation>
        </message>
        <message>
            <source>Warn after</source>
            <translation>Warnung ab</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>Name</translation>
        </message>
        <message>
            <source>Unique id</source>
            <translation>Eindeutige ID</translation>
        </message>
        <message>
            <source>Service account id</source>
            <translation>Dienstkonto-ID</translation>
        </message>
        <message>
            <source>Algorithm</source>
            <translation>Algorithmus</translation>
        </message>
        <message>
            <source>Key</source>
            <translation>Schlüssel</translation>
        </message>
        <message>
            <source>Certificate address</source>
            <translation>Adresse der Zertifikate</translation>
        </message>
        <message>
            <source>Certificates</source>
            <translation>Zertifikate</translation>
        </message>
        <message>
            <source>Certificate thumbprint (SHA-1)</source>
            <translation>Zertifikat-Fingerabdruck (SHA-1)</translation>
        </message>
        <message>
            <source>Type</source>
            <translation>Typ</translation>
        </message>
        <message>
            <source>Content type</source>
            <translation>Inhaltstyp</translation>
        </message>
        <message>
            <source>Critical</source>
            <translation>Kritisch</translation>
        </message>
        <message>
            <source>Payload encoding</source>
            <translation>Payload-Kodierung</translation>
        </message>
        <message>
            <source>Content encryption</source>
            <translation>Verschlüsselung des Inhalts</translation>
        </message>
        <message>
            <source>Compression</source>
            <translation>Kompression</translation>
        </message>
        <message>
            <source>Ephemeral key</source>
            <translation>Ephemerer Schlüssel</translation>
        </message>
        <message>
            <source>Party U</source>
            <translation>Partei U</translation>
        </message>
        <message>
            <source>Party V</source>
            <translation>Partei V</translation>
        </message>
        <message>
            <source>Initialization vector</source>
            <translation>Initialisierungsvektor</translation>
        </message>
        <message>
            <source>Authentication tag</source>
            <translation>Authentifizierungs-Tag</translation>
        </message>
        <message>
            <source>Salt</source>
            <translation>Salt</translation>
        </message>
        <message>
            <source>Rounds</source>
            <translation>Runden</translation>
        </message>
        <message>
            <source>Passport type</source>
            <translation>Passport-Typ</translation>
        </message>
        <message>
            <source>Signature validation token</source>
            <translation>Signaturprüfungs-Token</translation>
        </message>
        <message>
            <source>Trust chain</source>
            <translation>Vertrauenskette</translation>
        </message>
    </context>
    <context>
        <name>tessera::ClaimWords</name>
        <message>
            <source>Who issued it</source>
            <translation>Wer es ausgestellt hat</translation>
        </message>
        <message>
            <source>The account, as the issuer knows it</source>
            <translation>Das Konto, wie der Aussteller es kennt</translation>
        </message>
        <message>
            <source>For whom it is meant</source>
            <translation>Für wen es bestimmt ist</translation>
        </message>
        <message>
            <source>When it runs out</source>
            <translation>Wann es abläuft</translation>
        </message>
        <message>
            <source>From when it is valid</source>
            <translation>Ab wann es gilt</translation>
        </message>
        <message>
            <source>When it was issued</source>
            <translation>Wann es ausgestellt wurde</translation>
        </message>
        <message>
            <source>Its own number</source>
            <translation>Seine eigene Nummer</translation>
        </message>
        <message>
            <source>When the person signed in</source>
            <translation>Wann sich die Person angemeldet hat</translation>
        </message>
        <message>
            <source>Ties it to one sign-in</source>
            <translation>Bindet es an eine Anmeldung</translation>
        </message>
        <message>
            <source>The client it was given to</source>
            <translation>Der Client, an den es ausgegeben wurde</translation>
        </message>
        <message>
            <source>Ties it to the access token</source>
            <translation>Bindet es an das Access-Token</translation>
        </message>
        <message>
            <source>The person's name</source>
            <translation>Der Name der Person</translation>
        </message>
        <message>
            <source>E-mail address</source>
            <translation>E-Mail-Adresse</translation>
        </message>
        <message>
            <source>The issuer checked the e-mail address</source>
            <translation>Der Aussteller hat die E-Mail-Adresse geprüft</translation>
        </message>
        <message>
            <source>When the profile was changed</source>
            <translation>Wann das Profil geändert wurde</translation>
        </message>
        <message>
            <source>What may be done with it</source>
            <translation>Was damit getan werden darf</translation>
        </message>
        <message>
            <source>How it is signed or encrypted</source>
            <translation>Wie es signiert oder verschlüsselt ist</translation>
        </message>
        <message>
            <source>An address that claims to hold the key; never followed</source>
            <translation>Eine Adresse, unter der angeblich der Schlüssel liegt; wird nie aufgerufen</translation>
        </message>
        <message>
            <source>A key that claims to be the right one; never used</source>
            <translation>Ein Schlüssel, der angeblich der richtige ist; wird nie verwendet</translation>
        </message>
        <message>
            <source>Which key</source>
            <translation>Welcher Schlüssel</translation>
        </message>
        <message>
            <source>An address that claims to hold the certificate; never followed</source>
            <translation>Eine Adresse, unter der angeblich das Zertifikat liegt; wird nie aufgerufen</translation>
        </message>
        <message>
            <source>Certificates that claim to be the right ones; never used</source>
            <translation>Zertifikate, die angeblich die richtigen sind; werden nie verwendet</translation>
        </message>
        <message>
            <source>What kind of token</source>
            <translation>Was für ein Token</translation>
        </message>
        <message>
            <source>What kind of content</source>
            <translation>Was für ein Inhalt</translation>
        </message>
        <message>
            <source>What a reader must understand</source>
            <translation>Was ein Leser verstehen muss</translation>
        </message>
        <message>
            <source>How the content is encrypted</source>
            <translation>Wie der Inhalt verschlüsselt ist</translation>
        </message>
        <message>
            <source>The content is compressed</source>
            <translation>Der Inhalt ist komprimiert</translation>
        </message>
    </context>
    <context>
        <name>tessera::ClaimsFilter</name>
        <message>
            <source>Claim</source>
            <translation>Claim</translation>
        </message>
        <message>
            <source>Parameter</source>
            <translation>Parameter</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>Name</translation>
        </message>
        <message>
            <source>Value</source>
            <translation>Wert</translation>
        </message>
        <message>
            <source>Meaning</source>
            <translation>Bedeutung</translation>
        </message>
        <message>
            <source>Spec</source>
            <translation>Norm</translation>
        </message>
    </context>
    <context>
        <name>tessera::ClaimsTable</name>
        <message>
            <source>Part of the token</source>
            <translation>Teil des Tokens</translation>
        </message>
        <message>
            <source>Claims</source>
            <translation>Claims</translation>
        </message>
        <message>
            <source>Filter</source>
            <translation>Filter</translation>
        </message>
        <message>
            <source>Filter the table</source>
            <translation>Tabelle filtern</translation>
        </message>
        <message>
            <source>What the token says</source>
            <translation>Was das Token sagt</translation>
        </message>
        <message>
            <source>Fields</source>
            <translation>Felder</translation>
        </message>
        <message>
            <source>Header</source>
            <translation>Header</translation>
        </message>
        <message>
            <source>Copy the value	Ctrl+C</source>
            <translation>Wert kopieren	Strg+C</translation>
        </message>
        <message>
            <source>Copy as JSON	Ctrl+Shift+C</source>
            <translation>Als JSON kopieren	Strg+Umschalt+C</translation>
        </message>
        <message>
            <source>Read %1 at %2</source>
            <translation>%1 bei %2 nachlesen</translation>
        </message>
    </context>
    <context>
        <name>tessera::ClientForm</name>
        <message>
            <source>Back</source>
            <translation>Zurück</translation>
        </message>
        <message>
            <source>&amp;Issuer address</source>
            <translation>Adresse des A&amp;usstellers</translation>
        </message>
        <message>
            <source>C&amp;lient ID</source>
            <translation>C&amp;lient-ID</translation>
        </message>
        <message>
            <source>Client &amp;secret</source>
            <translation>Client-&amp;Secret</translation>
        </message>
        <message>
            <source>&amp;Continue</source>
            <translation>Wei&amp;ter</translation>
        </message>
        <message>
            <source>Use a code on another &amp;device</source>
            <translation>Co&amp;de auf anderem Gerät nutzen</translation>
        </message>
        <message>
            <source>Where to register</source>
            <translation>Wo man registriert</translation>
        </message>
        <message>
            <source>Sign in with %1</source>
            <translation>Anmelden mit %1</translation>
        </message>
        <message>
            <source>Kept in the keychain, never in a file.</source>
            <translation>Wird im Schlüsselbund aufbewahrt, nie in einer Datei.</translation>
        </message>
        <message>
            <source>How to register a client</source>
            <translation>So registrieren Sie einen Client</translation>
        </message>
        <message>
            <source>%1 cannot be used from a desktop program.</source>
            <translation>%1 lässt sich von einem Desktop-Programm aus nicht nutzen.</translation>
        </message>
        <message>
            <source>Only if the provider gave one. Kept in the keychain, never in a file.</source>
            <translation>Nur wenn der Anbieter eines vergeben hat. Wird im Schlüsselbund aufbewahrt, nie in einer Datei.</translation>
        </message>
        <message>
            <source>%1 opens in your browser.</source>
            <translation>%1 öffnet sich in Ihrem Browser.</translation>
        </message>
        <message>
            <source>Type your password there, never here.</source>
            <translation>Geben Sie Ihr Passwort dort ein, nie hier.</translation>
        </message>
        <message>
            <source>This is the one Tessera was built with. You may give your own.</source>
            <translation>Das ist die, mit der Tessera gebaut wurde. Sie können eine eigene angeben.</translation>
        </message>
        <message>
            <source>Set by the administrator of this computer.</source>
            <translation>Vom Administrator dieses Computers vorgegeben.</translation>
        </message>
        <message>
            <source>The provider names it when you register a desktop client there.</source>
            <translation>Der Anbieter nennt sie, wenn Sie dort einen Desktop-Client registrieren.</translation>
        </message>
        <message>
            <source>A client ID is needed.</source>
            <translation>Eine Client-ID wird gebraucht.</translation>
        </message>
        <message>
            <source>%1 needs the client secret.</source>
            <translation>%1 braucht das Client-Secret.</translation>
        </message>
    </context>
    <context>
        <name>tessera::CompareView</name>
        <message>
            <source>First token</source>
            <translation>Erstes Token</translation>
        </message>
        <message>
            <source>Second token</source>
            <translation>Zweites Token</translation>
        </message>
        <message>
            <source>&amp;First</source>
            <translation>&amp;Erstes</translation>
        </message>
        <message>
            <source>&amp;Second</source>
            <translation>&amp;Zweites</translation>
        </message>
        <message>
            <source>Paste a token or a cookie, or drop a file.</source>
            <translation>Fügen Sie ein Token oder ein Cookie ein, oder legen Sie eine Datei ab.</translation>
        </message>
        <message>
            <source>Comparing is not available in this build.</source>
            <translation>In diesem Build gibt es keinen Vergleich.</translation>
        </message>
        <message>
            <source>Paste two tokens or cookies to see what is different; of the headers before and after a sign-in also whether the session id was renewed. Nothing is sent anywhere.</source>
            <translation>Fügen Sie zwei Tokens oder Cookies ein, um die Unterschiede zu sehen; bei den Headern vor und nach einer Anmeldung auch, ob die Sitzungs-ID erneuert wurde. Nichts wird irgendwohin gesendet.</translation>
        </message>
        <message>
            <source>They say the same.</source>
            <translation>Sie sagen dasselbe.</translation>
        </message>
        <message>
            <source>1 difference.</source>
            <translation>1 Unterschied.</translation>
        </message>
        <message numerus="yes">
            <source>%n differences.</source>
            <translation>
                <numerusform>%n Unterschied.</numerusform>
                <numerusform>%n Unterschiede.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>tessera::ConsentDialog</name>
        <message>
            <source>Deny</source>
            <translation>Ablehnen</translation>
        </message>
        <message>
            <source>Deny all it asks</source>
            <translation>Alle Anfragen ablehnen</translation>
        </message>
        <message>
            <source>Tessera: a program asks</source>
            <translation>Tessera: ein Programm fragt an</translation>
        </message>
        <message>
            <source>Program</source>
            <translation>Programm</translation>
        </message>
        <message>
            <source>Account</source>
            <translation>Konto</translation>
        </message>
        <message>
            <source>Scope</source>
            <translation>Scope</translation>
        </message>
        <message>
            <source>Asked</source>
            <translation>Anfrage</translation>
        </message>
        <message>
            <source>Allow</source>
            <translation>Erlauben</translation>
        </message>
        <message>
            <source>Once</source>
            <translation>Einmal</translation>
        </message>
        <message>
            <source>For an hour</source>
            <translation>Für eine Stunde</translation>
        </message>
        <message>
            <source>Always</source>
            <translation>Immer</translation>
        </message>
        <message>
            <source>It is asked again the next time.</source>
            <translation>Beim nächsten Mal wird wieder gefragt.</translation>
        </message>
        <message>
            <source>Ends sooner when it is not used for ten minutes, or the agent locks.</source>
            <translation>Endet früher, wenn es zehn Minuten nicht genutzt oder der Agent gesperrt wird.</translation>
        </message>
        <message>
            <source>Until you take it back under Programs, or the program changes.</source>
            <translation>Bis Sie es unter „Programme“ zurücknehmen oder sich das Programm ändert.</translation>
        </message>
        <message>
            <source>Allow once</source>
            <translation>Einmal erlauben</translation>
        </message>
        <message>
            <source>Allow for an hour</source>
            <translation>Für eine Stunde erlauben</translation>
        </message>
        <message>
            <source>Allow always</source>
            <translation>Immer erlauben</translation>
        </message>
    </context>
    <context>
        <name>tessera::ConsentText</name>
        <message>
            <source>Unlock the agent?</source>
            <translation>Agent entsperren?</translation>
        </message>
        <message>
            <source>Let %1 have tokens without asking?</source>
            <translation>%1 ohne Nachfrage Tokens geben?</translation>
        </message>
        <message>
            <source>Give %1 an ID token?</source>
            <translation>%1 ein ID-Token geben?</translation>
        </message>
        <message>
            <source>Give %1 a token?</source>
            <translation>%1 ein Token geben?</translation>
        </message>
        <message>
            <source>Programs you allowed get tokens again.</source>
            <translation>Programme, die Sie erlaubt haben, bekommen wieder Tokens.</translation>
        </message>
        <message>
            <source>It learns who you are at %1.</source>
            <translation>Es erfährt, wer Sie bei %1 sind.</translation>
        </message>
        <message>
            <source>It can act for you at %1 until the token runs out.</source>
            <translation>Es kann bei %1 in Ihrem Namen handeln, bis das Token abläuft.</translation>
        </message>
        <message>
            <source>Process %1 of user %2, through the command tessera (process %3)</source>
            <translation>Prozess %1 des Benutzers %2, über den Befehl tessera (Prozess %3)</translation>
        </message>
        <message>
            <source>Process %1 of user %2</source>
            <translation>Prozess %1 des Benutzers %2</translation>
        </message>
        <message>
            <source>%1, started by %2 in a terminal</source>
            <translation>%1, gestartet von %2 in einem Terminal</translation>
        </message>
        <message>
            <source>%1, started by %2</source>
            <translation>%1, gestartet von %2</translation>
        </message>
        <message>
            <source>%1 at %2</source>
            <translation>%1 bei %2</translation>
        </message>
        <message>
            <source>Somebody runs “tessera agent allow”</source>
            <translation>Jemand führt „tessera agent allow“ aus</translation>
        </message>
        <message>
            <source>Where this program comes from cannot be told, so it is asked each time</source>
            <translation>Woher dieses Programm kommt, lässt sich nicht feststellen; deshalb wird jedes Mal gefragt</translation>
        </message>
        <message>
            <source>For something else than it was allowed</source>
            <translation>Für etwas anderes, als ihm erlaubt wurde</translation>
        </message>
        <message>
            <source>First time this program asks</source>
            <translation>Dieses Programm fragt zum ersten Mal an</translation>
        </message>
        <message>
            <source>Unlock</source>
            <translation>Entsperren</translation>
        </message>
        <message>
            <source>Allow</source>
            <translation>Erlauben</translation>
        </message>
        <message>
            <source>and %1 more</source>
            <translation>und %1 weitere</translation>
        </message>
        <message>
            <source>Only %1 takes it.</source>
            <translation>Nur %1 nimmt es an.</translation>
        </message>
        <message>
            <source>Denied by itself in 1 second</source>
            <translation>Wird in 1 Sekunde von selbst abgelehnt</translation>
        </message>
        <message numerus="yes">
            <source>Denied by itself in %n seconds</source>
            <translation>
                <numerusform>Wird in %n Sekunde von selbst abgelehnt</numerusform>
                <numerusform>Wird in %n Sekunden von selbst abgelehnt</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>tessera::CountdownBar</name>
        <message>
            <source>Time left</source>
            <translation>Verbleibende Zeit</translation>
        </message>
    </context>
    <context>
        <name>tessera::CreatePane</name>
        <message>
            <source>&amp;Template</source>
            <translation>Vorla&amp;ge</translation>
        </message>
        <message>
            <source>Claims</source>
            <translation>Claims</translation>
        </message>
        <message>
            <source>A&amp;lgorithm</source>
            <translation>Algorith&amp;mus</translation>
        </message>
        <message>
            <source>Key</source>
            <translation>Schlüssel</translation>
        </message>
        <message>
            <source>New key</source>
            <translation>Neuer Schlüssel</translation>
        </message>
        <message>
            <source>From a file</source>
            <translation>Aus einer Datei</translation>
        </message>
        <message>
            <source>Key file: JWK or PEM</source>
            <translation>Schlüsseldatei: JWK oder PEM</translation>
        </message>
        <message>
            <source>C&amp;reate</source>
            <translation>E&amp;rstellen</translation>
        </message>
        <message>
            <source>The token</source>
            <translation>Das Token</translation>
        </message>
        <message>
            <source>Copy the private key</source>
            <translation>Privaten Schlüssel kopieren</translation>
        </message>
        <message>
            <source>&amp;Claims (JSON)</source>
            <translation>&amp;Claims (JSON)</translation>
        </message>
        <message>
            <source>Inspect</source>
            <translation>Untersuchen</translation>
        </message>
        <message>
            <source>Copy</source>
            <translation>Kopieren</translation>
        </message>
        <message>
            <source>Test token</source>
            <translation>Test-Token</translation>
        </message>
        <message>
            <source>Not available in this build.</source>
            <translation>In diesem Build nicht verfügbar.</translation>
        </message>
        <message>
            <source>Test tokens can be made with another build of Tessera.</source>
            <translation>Test-Tokens lassen sich mit einem anderen Build von Tessera erstellen.</translation>
        </message>
        <message>
            <source>Line %1 of the claims is wrong.</source>
            <translation>Zeile %1 der Claims ist falsch.</translation>
        </message>
        <message numerus="yes">
            <source>Copied. It is taken off the clipboard in %n seconds.</source>
            <translation>
                <numerusform>Kopiert. In %n Sekunde wird es aus der Zwischenablage entfernt.</numerusform>
                <numerusform>Kopiert. In %n Sekunden wird es aus der Zwischenablage entfernt.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Copied the private key. It is taken off the clipboard in %n seconds.</source>
            <translation>
                <numerusform>Der private Schlüssel wurde kopiert. In %n Sekunde wird er aus der Zwischenablage entfernt.</numerusform>
                <numerusform>Der private Schlüssel wurde kopiert. In %n Sekunden wird er aus der Zwischenablage entfernt.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>tessera::DeviceCodeBox</name>
        <message>
            <source>On any device, open</source>
            <translation>Öffnen Sie auf einem beliebigen Gerät</translation>
        </message>
        <message>
            <source>Code to enter</source>
            <translation>Einzugebender Code</translation>
        </message>
        <message>
            <source>Scanned with a phone, the page shows the same code: compare them.</source>
            <translation>Mit dem Telefon gescannt, zeigt die Seite denselben Code: Vergleichen Sie beide.</translation>
        </message>
        <message>
            <source>and enter this code</source>
            <translation>und geben Sie diesen Code ein</translation>
        </message>
        <message>
            <source>Enter only a code that you see here yourself.</source>
            <translation>Geben Sie nur einen Code ein, den Sie selbst hier sehen.</translation>
        </message>
        <message>
            <source>If somebody sent you a code, do not enter it: you would sign them in as you.</source>
            <translation>Hat Ihnen jemand einen Code geschickt, geben Sie ihn nicht ein: Sie würden ihn unter Ihrem Namen anmelden.</translation>
        </message>
    </context>
    <context>
        <name>tessera::Diagnosis</name>
        <message>
            <source>sets nothing</source>
            <translation>gibt nichts vor</translation>
        </message>
        <message>
            <source>%1, unlocked</source>
            <translation>%1, entsperrt</translation>
        </message>
        <message>
            <source>%1 is locked. Unlock it to use your sign-ins.</source>
            <translation>%1 ist gesperrt. Entsperren Sie ihn, um Ihre Anmeldungen zu nutzen.</translation>
        </message>
        <message>
            <source>%1 refuses this program. Allow it in its settings.</source>
            <translation>%1 weist dieses Programm ab. Erlauben Sie es in dessen Einstellungen.</translation>
        </message>
        <message>
            <source>%1 does not answer in time. A question may be waiting.</source>
            <translation>%1 antwortet nicht rechtzeitig. Vielleicht wartet eine Rückfrage.</translation>
        </message>
        <message>
            <source>%1 has gone away.</source>
            <translation>%1 ist nicht mehr da.</translation>
        </message>
        <message>
            <source>none answers. Sign-ins last until the program ends. Install gnome-keyring or KWallet.</source>
            <translation>keiner antwortet. Anmeldungen gelten, bis das Programm endet. Installieren Sie gnome-keyring oder KWallet.</translation>
        </message>
        <message>
            <source>none found. Sign in with --print-url and open the address yourself.</source>
            <translation>keiner gefunden. Melden Sie sich mit --print-url an und öffnen Sie die Adresse selbst.</translation>
        </message>
        <message>
            <source>Qt found no TLS library (built for %1).</source>
            <translation>Qt hat keine TLS-Bibliothek gefunden (gebaut für %1).</translation>
        </message>
        <message>
            <source>%1; signatures by %2</source>
            <translation>%1; Signaturen mit %2</translation>
        </message>
        <message>
            <source>%1 in %2</source>
            <translation>%1 in %2</translation>
        </message>
        <message>
            <source>127.0.0.1 can be listened on</source>
            <translation>127.0.0.1 nimmt Verbindungen an</translation>
        </message>
        <message>
            <source>only ::1 can be listened on</source>
            <translation>nur ::1 nimmt Verbindungen an</translation>
        </message>
        <message>
            <source>none</source>
            <translation>keiner</translation>
        </message>
        <message>
            <source>%1 is before this program was written. Set the clock.</source>
            <translation>%1 liegt vor der Entstehung dieses Programms. Stellen Sie die Uhr.</translation>
        </message>
    </context>
    <context>
        <name>tessera::DiagnosisBox</name>
        <message>
            <source>Copy as te&amp;xt</source>
            <translation>Als Te&amp;xt kopieren</translation>
        </message>
        <message>
            <source>Diagnostics</source>
            <translation>Diagnose</translation>
        </message>
        <message>
            <source>Looks at what a sign-in needs on this computer, as “tessera doctor” does. Nothing is sent anywhere.</source>
            <translation>Prüft wie „tessera doctor“, was eine Anmeldung auf diesem Computer braucht. Nichts wird irgendwohin gesendet.</translation>
        </message>
        <message>
            <source>Copies what was found as plain text</source>
            <translation>Kopiert das Ergebnis als reinen Text</translation>
        </message>
        <message>
            <source>Copied.</source>
            <translation>Kopiert.</translation>
        </message>
        <message>
            <source>Ca&amp;ncel</source>
            <translation>Abbreche&amp;n</translation>
        </message>
        <message>
            <source>Check agai&amp;n</source>
            <translation>Er&amp;neut prüfen</translation>
        </message>
        <message>
            <source>Check &amp;now</source>
            <translation>&amp;Jetzt prüfen</translation>
        </message>
        <message>
            <source>Looking…</source>
            <translation>Es wird geprüft…</translation>
        </message>
        <message>
            <source>Looking… %1 so far.</source>
            <translation>Es wird geprüft… bisher %1.</translation>
        </message>
        <message>
            <source>Cancelled; this is what was found until then.</source>
            <translation>Abgebrochen; das wurde bis dahin gefunden.</translation>
        </message>
        <message>
            <source>Nothing stands in the way of a sign-in.</source>
            <translation>Einer Anmeldung steht nichts im Weg.</translation>
        </message>
        <message>
            <source>1 thing stands in the way of a sign-in.</source>
            <translation>Einer Anmeldung steht 1 Hindernis im Weg.</translation>
        </message>
        <message numerus="yes">
            <source>%n things stand in the way of a sign-in.</source>
            <translation>
                <numerusform>Einer Anmeldung steht %n Hindernis im Weg.</numerusform>
                <numerusform>Einer Anmeldung stehen %n Hindernisse im Weg.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>tessera::DifferenceList</name>
        <message>
            <source>+ Added</source>
            <translation>+ Hinzugefügt</translation>
        </message>
        <message>
            <source>− Removed</source>
            <translation>− Entfernt</translation>
        </message>
        <message>
            <source>≠ Changed</source>
            <translation>≠ Geändert</translation>
        </message>
        <message>
            <source>And %1 more.</source>
            <translation>Und %1 weitere.</translation>
        </message>
    </context>
    <context>
        <name>tessera::EmptyState</name>
        <message>
            <source>Nothing to look at yet</source>
            <translation>Noch nichts zu sehen</translation>
        </message>
        <message>
            <source>Paste a token, signed or encrypted, a Cookie, Set-Cookie or Authorization line, a block of headers, a curl command or the answer of a token endpoint; or drop a file on the box above.</source>
            <translation>Fügen Sie ein Token ein, signiert oder verschlüsselt, eine Zeile mit Cookie, Set-Cookie oder Authorization, einen Block Header, einen curl-Befehl oder die Antwort eines Token-Endpunkts; oder legen Sie eine Datei auf dem Feld oben ab.</translation>
        </message>
        <message>
            <source>It is taken apart on this computer. Nothing is sent anywhere and nothing is kept.</source>
            <translation>Es wird auf diesem Computer zerlegt. Nichts wird irgendwohin gesendet, und nichts wird aufbewahrt.</translation>
        </message>
        <message>
            <source>Examples, made here and now:</source>
            <translation>Beispiele, hier und jetzt erzeugt:</translation>
        </message>
    </context>
    <context>
        <name>tessera::EndText</name>
        <message>
            <source>You had signed in %1 before, on %2.</source>
            <translation>Sie hatten sich %1 zuvor angemeldet, am %2.</translation>
        </message>
        <message>
            <source>It was renewed once, on %1.</source>
            <translation>Sie wurde einmal erneuert, am %1.</translation>
        </message>
        <message>
            <source>It was renewed %1 times, the last time on %2.</source>
            <translation>Sie wurde %1-mal erneuert, zuletzt am %2.</translation>
        </message>
        <message>
            <source>It had not been renewed since.</source>
            <translation>Sie war seither nicht erneuert worden.</translation>
        </message>
        <message>
            <source>This sign-in ended on %1.</source>
            <translation>Diese Anmeldung endete am %1.</translation>
        </message>
        <message>
            <source>%1 ended this sign-in; it was noticed on %2 (%3).</source>
            <translation>%1 hat diese Anmeldung beendet; bemerkt wurde es am %2 (%3).</translation>
        </message>
        <message>
            <source>This rule fits: %1</source>
            <translation>Diese Regel passt: %1</translation>
        </message>
        <message>
            <source>No rule with a date fits. What also ends a sign-in: %1</source>
            <translation>Keine Regel mit einem Datum passt. Was eine Anmeldung außerdem beendet: %1</translation>
        </message>
        <message>
            <source>What also ends a sign-in: %1</source>
            <translation>Was eine Anmeldung außerdem beendet: %1</translation>
        </message>
    </context>
    <context>
        <name>tessera::EndpointText</name>
        <message>
            <source>sign-in page</source>
            <translation>Anmeldeseite</translation>
        </message>
        <message>
            <source>tokens</source>
            <translation>Tokens</translation>
        </message>
        <message>
            <source>keys</source>
            <translation>Schlüssel</translation>
        </message>
        <message>
            <source>profile</source>
            <translation>Profil</translation>
        </message>
        <message>
            <source>revocation</source>
            <translation>Widerruf</translation>
        </message>
        <message>
            <source>introspection</source>
            <translation>Introspection</translation>
        </message>
        <message>
            <source>sign-out page</source>
            <translation>Abmeldeseite</translation>
        </message>
        <message>
            <source>registration</source>
            <translation>Registrierung</translation>
        </message>
        <message>
            <source>device sign-in</source>
            <translation>Geräteanmeldung</translation>
        </message>
        <message>
            <source>sign-in requests</source>
            <translation>Anmeldeanfragen</translation>
        </message>
        <message>
            <source>%1 and %2</source>
            <translation>%1 und %2</translation>
        </message>
        <message>
            <source>%1 also uses %2. Tessera keeps to these.</source>
            <translation>%1 nutzt auch %2. Tessera bleibt bei diesen.</translation>
        </message>
        <message>
            <source>%1 does not say just now what it can do. Tessera goes by what it said before.</source>
            <translation>%1 sagt im Moment nicht, was es kann. Tessera richtet sich nach der früheren Auskunft.</translation>
        </message>
        <message>
            <source>%1 now has %2 at %3.</source>
            <translation>%1 hat jetzt eine Adresse für %2: %3.</translation>
        </message>
        <message>
            <source>%1 moved (%2): from %3 to %4.</source>
            <translation>%1 ist umgezogen (%2): von %3 nach %4.</translation>
        </message>
        <message>
            <source>Go on only if you expect that from %1: from then on your sign-in is sent there.</source>
            <translation>Fahren Sie nur fort, wenn Sie das von %1 erwarten: Von da an wird Ihre Anmeldung dorthin gesendet.</translation>
        </message>
    </context>
    <context>
        <name>tessera::ErrorText</name>
        <message>
            <source>Stopped.</source>
            <translation>Angehalten.</translation>
        </message>
        <message>
            <source>{host} cannot be reached.</source>
            <translation>{host} ist nicht erreichbar.</translation>
        </message>
        <message>
            <source>That took too long.</source>
            <translation>Das hat zu lange gedauert.</translation>
        </message>
        <message>
            <source>{host} refused.</source>
            <translation>{host} hat abgelehnt.</translation>
        </message>
        <message>
            <source>{host} answered with something unreadable.</source>
            <translation>{host} hat etwas Unlesbares geantwortet.</translation>
        </message>
        <message>
            <source>A check failed, so nothing was used.</source>
            <translation>Eine Prüfung ist fehlgeschlagen; deshalb wurde nichts verwendet.</translation>
        </message>
        <message>
            <source>The keychain did not do it.</source>
            <translation>Der Schlüsselbund hat es nicht ausgeführt.</translation>
        </message>
        <message>
            <source>Something is not set up right.</source>
            <translation>Etwas ist nicht richtig eingerichtet.</translation>
        </message>
        <message>
            <source>{host} cannot be reached as it should.</source>
            <translation>{host} ist nicht so erreichbar, wie es sein sollte.</translation>
        </message>
        <message>
            <source>{detail}</source>
            <translation>{detail}</translation>
        </message>
        <message>
            <source>{host} answered in an unexpected way.</source>
            <translation>{host} hat unerwartet geantwortet.</translation>
        </message>
        <message>
            <source>The other side sent a form that is not well made.</source>
            <translation>Die Gegenseite hat ein Formular gesandt, das nicht wohlgeformt ist.</translation>
        </message>
        <message>
            <source>It was thrown away. {detail}</source>
            <translation>Es wurde verworfen. {detail}</translation>
        </message>
        <message>
            <source>{host} answered with data that is not well made.</source>
            <translation>{host} hat mit Daten geantwortet, die nicht wohlgeformt sind.</translation>
        </message>
        <message>
            <source>It was thrown away: {detail}.</source>
            <translation>Sie wurden verworfen: {detail}.</translation>
        </message>
        <message>
            <source>A token that came is not well made.</source>
            <translation>Ein empfangenes Token ist nicht wohlgeformt.</translation>
        </message>
        <message>
            <source>That is not an issuer address.</source>
            <translation>Das ist keine Adresse eines Ausstellers.</translation>
        </message>
        <message>
            <source>What {host} says about itself cannot be used.</source>
            <translation>{host} macht über sich Angaben, die nicht verwendbar sind.</translation>
        </message>
        <message>
            <source>The return address could not be opened.</source>
            <translation>Die Rückkehradresse ließ sich nicht öffnen.</translation>
        </message>
        <message>
            <source>The request could not be sent ahead of the browser.</source>
            <translation>Die Anfrage ließ sich nicht vor dem Browser absenden.</translation>
        </message>
        <message>
            <source>The answer in the browser could not be asked for signed.</source>
            <translation>Die Antwort im Browser ließ sich nicht signiert anfordern.</translation>
        </message>
        <message>
            <source>Tokens could not be bound to a key.</source>
            <translation>Tokens ließen sich nicht an einen Schlüssel binden.</translation>
        </message>
        <message>
            <source>The answer from the browser cannot be used.</source>
            <translation>Die Antwort aus dem Browser ist nicht verwendbar.</translation>
        </message>
        <message>
            <source>The sign-in on another device did not end well.</source>
            <translation>Die Anmeldung auf einem anderen Gerät ist nicht gelungen.</translation>
        </message>
        <message>
            <source>Nothing was stored. {detail}</source>
            <translation>Nichts wurde gespeichert. {detail}</translation>
        </message>
        <message>
            <source>The answer of {host} cannot be used.</source>
            <translation>{host} hat eine Antwort gesandt, die nicht verwendbar ist.</translation>
        </message>
        <message>
            <source>The ID token failed a check.</source>
            <translation>Das ID-Token hat eine Prüfung nicht bestanden.</translation>
        </message>
        <message>
            <source>The signature of a token cannot be checked.</source>
            <translation>Die Signatur eines Tokens lässt sich nicht prüfen.</translation>
        </message>
        <message>
            <source>The keys of {host} cannot be used.</source>
            <translation>{host} hat Schlüssel, die nicht verwendbar sind.</translation>
        </message>
        <message>
            <source>A key is not well made.</source>
            <translation>Ein Schlüssel ist nicht wohlgeformt.</translation>
        </message>
        <message>
            <source>A key is too weak or of the wrong kind.</source>
            <translation>Ein Schlüssel ist zu schwach oder von der falschen Art.</translation>
        </message>
        <message>
            <source>A key file cannot be read.</source>
            <translation>Eine Schlüsseldatei ist nicht lesbar.</translation>
        </message>
        <message>
            <source>The answer about you cannot be used.</source>
            <translation>Die Antwort über Sie ist nicht verwendbar.</translation>
        </message>
        <message>
            <source>What the keychain holds for this account cannot be used.</source>
            <translation>Was der Schlüsselbund für dieses Konto enthält, ist nicht verwendbar.</translation>
        </message>
        <message>
            <source>Sign in again. {detail}</source>
            <translation>Melden Sie sich erneut an. {detail}</translation>
        </message>
        <message>
            <source>The list of accounts cannot be used.</source>
            <translation>Die Liste der Konten ist nicht verwendbar.</translation>
        </message>
        <message>
            <source>The sign-in did not end well.</source>
            <translation>Die Anmeldung ist nicht gelungen.</translation>
        </message>
        <message>
            <source>The claims are not a well-made JSON object.</source>
            <translation>Die Claims sind kein wohlgeformtes JSON-Objekt.</translation>
        </message>
        <message>
            <source>Tokens without a signature are not made.</source>
            <translation>Tokens ohne Signatur werden nicht erstellt.</translation>
        </message>
        <message>
            <source>That algorithm is known and refused.</source>
            <translation>Dieser Algorithmus ist bekannt und wird abgelehnt.</translation>
        </message>
        <message>
            <source>There is no algorithm of that name.</source>
            <translation>Einen Algorithmus dieses Namens gibt es nicht.</translation>
        </message>
        <message>
            <source>That algorithm is for something else.</source>
            <translation>Dieser Algorithmus ist für etwas anderes.</translation>
        </message>
        <message>
            <source>The claims are too large.</source>
            <translation>Die Claims sind zu groß.</translation>
        </message>
        <message>
            <source>The header holds what is not set by hand.</source>
            <translation>Der Header enthält etwas, das nicht von Hand gesetzt wird.</translation>
        </message>
        <message>
            <source>Neither signed nor encrypted would be no token.</source>
            <translation>Weder signiert noch verschlüsselt wäre es kein Token.</translation>
        </message>
        <message>
            <source>No key in the file fits.</source>
            <translation>Kein Schlüssel in der Datei passt.</translation>
        </message>
        <message>
            <source>The compressed part of a token cannot be read.</source>
            <translation>Der komprimierte Teil eines Tokens ist nicht lesbar.</translation>
        </message>
        <message>
            <source>That cannot be inspected.</source>
            <translation>Das lässt sich nicht untersuchen.</translation>
        </message>
        <message>
            <source>An encrypted token cannot be read or made.</source>
            <translation>Ein verschlüsseltes Token lässt sich nicht lesen oder erstellen.</translation>
        </message>
        <message>
            <source>The file is too large.</source>
            <translation>Die Datei ist zu groß.</translation>
        </message>
        <message>
            <source>The file is there already, and nothing is overwritten.</source>
            <translation>Die Datei gibt es schon, und nichts wird überschrieben.</translation>
        </message>
        <message>
            <source>The file cannot be written.</source>
            <translation>Die Datei lässt sich nicht schreiben.</translation>
        </message>
        <message>
            <source>The file cannot be read.</source>
            <translation>Die Datei ist nicht lesbar.</translation>
        </message>
        <message>
            <source>The demo provider did not start.</source>
            <translation>Der Demo-Anbieter ist nicht gestartet.</translation>
        </message>
        <message>
            <source>The command does not fit together.</source>
            <translation>Der Befehl passt nicht zusammen.</translation>
        </message>
        <message>
            <source>The list of providers cannot be used.</source>
            <translation>Die Liste der Anbieter ist nicht verwendbar.</translation>
        </message>
        <message>
            <source>The list of claims has a wrong row.</source>
            <translation>Die Liste der Claims hat eine falsche Zeile.</translation>
        </message>
        <message>
            <source>This is a fault of this build: {detail}.</source>
            <translation>Das ist ein Fehler dieses Builds: {detail}.</translation>
        </message>
        <message>
            <source>The list of session cookies has a wrong row.</source>
            <translation>Die Liste der Sitzungscookies hat eine falsche Zeile.</translation>
        </message>
        <message>
            <source>The list of token prefixes has a wrong row.</source>
            <translation>Die Liste der Token-Präfixe hat eine falsche Zeile.</translation>
        </message>
        <message>
            <source>{host} says in a wrong form why it refused.</source>
            <translation>{host} nennt den Grund der Ablehnung in falscher Form.</translation>
        </message>
        <message>
            <source>The curl command cannot be read.</source>
            <translation>Der curl-Befehl ist nicht lesbar.</translation>
        </message>
        <message>
            <source>Copy it whole. {detail}</source>
            <translation>Kopieren Sie ihn ganz. {detail}</translation>
        </message>
        <message>
            <source>The headers cannot be read.</source>
            <translation>Die Header sind nicht lesbar.</translation>
        </message>
        <message>
            <source>Paste one request or answer. {detail}</source>
            <translation>Fügen Sie eine einzige Anfrage oder Antwort ein. {detail}</translation>
        </message>
        <message>
            <source>The administrator's configuration cannot be read.</source>
            <translation>Die Konfiguration des Administrators ist nicht lesbar.</translation>
        </message>
        <message>
            <source>Nothing goes on without it. {detail}.</source>
            <translation>Ohne sie geht es nicht weiter. {detail}.</translation>
        </message>
        <message>
            <source>The administrator's configuration is no plain file.</source>
            <translation>Die Konfiguration des Administrators ist keine gewöhnliche Datei.</translation>
        </message>
        <message>
            <source>Nothing goes on without it. Put a file there, not a link, pipe or device: {detail}.</source>
            <translation>Ohne sie geht es nicht weiter. Legen Sie dort eine Datei ab, keinen Link, keine Pipe und kein Gerät: {detail}.</translation>
        </message>
        <message>
            <source>The administrator's configuration does not belong to the administrator.</source>
            <translation>Die Konfiguration des Administrators gehört nicht dem Administrator.</translation>
        </message>
        <message>
            <source>Nothing goes on with it. File and folder must belong to root: {detail}.</source>
            <translation>Mit ihr geht es nicht weiter. Datei und Ordner müssen root gehören: {detail}.</translation>
        </message>
        <message>
            <source>Others than the administrator may change his configuration.</source>
            <translation>Nicht nur der Administrator kann seine Konfiguration ändern.</translation>
        </message>
        <message>
            <source>Nothing goes on with it. Take write permission from group and others: {detail}.</source>
            <translation>Mit ihr geht es nicht weiter. Entziehen Sie der Gruppe und den anderen das Schreibrecht: {detail}.</translation>
        </message>
        <message>
            <source>The administrator's configuration is too large.</source>
            <translation>Die Konfiguration des Administrators ist zu groß.</translation>
        </message>
        <message>
            <source>The administrator's configuration begins with a byte order mark.</source>
            <translation>Die Konfiguration des Administrators beginnt mit einer Byte-Order-Mark.</translation>
        </message>
        <message>
            <source>Nothing goes on without it. Save it as UTF-8 without one: {detail}.</source>
            <translation>Ohne sie geht es nicht weiter. Speichern Sie die Datei als UTF-8 ohne Byte-Order-Mark: {detail}.</translation>
        </message>
        <message>
            <source>The administrator's configuration is not well made.</source>
            <translation>Die Konfiguration des Administrators ist nicht wohlgeformt.</translation>
        </message>
        <message>
            <source>The administrator's configuration was written for another Tessera.</source>
            <translation>Die Konfiguration des Administrators wurde für ein anderes Tessera geschrieben.</translation>
        </message>
        <message>
            <source>The administrator's configuration says something Tessera does not know.</source>
            <translation>Die Konfiguration des Administrators enthält etwas, das Tessera nicht kennt.</translation>
        </message>
        <message>
            <source>The administrator's configuration would switch a protection off.</source>
            <translation>Die Konfiguration des Administrators würde einen Schutz abschalten.</translation>
        </message>
        <message>
            <source>That cannot be configured. {detail}.</source>
            <translation>Das lässt sich nicht konfigurieren. {detail}.</translation>
        </message>
        <message>
            <source>The administrator of this computer switched that off.</source>
            <translation>Der Administrator dieses Computers hat das abgeschaltet.</translation>
        </message>
        <message>
            <source>Sign in another way; it is called “{detail}” in his configuration.</source>
            <translation>Melden Sie sich auf andere Weise an; in seiner Konfiguration heißt es „{detail}“.</translation>
        </message>
        <message>
            <source>The administrator of this computer does not allow {host}.</source>
            <translation>Der Administrator dieses Computers lässt diese Verbindung nicht zu ({host}).</translation>
        </message>
        <message>
            <source>Ask the administrator; {detail}.</source>
            <translation>Fragen Sie den Administrator; {detail}.</translation>
        </message>
        <message>
            <source>A file with an extra certificate authority cannot be read.</source>
            <translation>Eine Datei mit einer zusätzlichen Zertifizierungsstelle ist nicht lesbar.</translation>
        </message>
        <message>
            <source>{detail}.</source>
            <translation>{detail}.</translation>
        </message>
        <message>
            <source>A file with an extra certificate authority is too large.</source>
            <translation>Eine Datei mit einer zusätzlichen Zertifizierungsstelle ist zu groß.</translation>
        </message>
        <message>
            <source>{detail}. Keep only the certificates that are needed in it.</source>
            <translation>{detail}. Lassen Sie nur die Zertifikate darin, die gebraucht werden.</translation>
        </message>
        <message>
            <source>A file for an extra certificate authority holds none.</source>
            <translation>Eine Datei für eine zusätzliche Zertifizierungsstelle enthält keine.</translation>
        </message>
        <message>
            <source>{detail}. It begins with -----BEGIN CERTIFICATE-----.</source>
            <translation>{detail}. Sie beginnt mit -----BEGIN CERTIFICATE-----.</translation>
        </message>
        <message>
            <source>A file for an extra certificate authority holds another certificate.</source>
            <translation>Eine Datei für eine zusätzliche Zertifizierungsstelle enthält ein anderes Zertifikat.</translation>
        </message>
        <message>
            <source>{detail} may not sign others. Ask for the certificate of the authority that signed it.</source>
            <translation>{detail} darf keine anderen signieren. Fragen Sie nach dem Zertifikat der Stelle, die es signiert hat.</translation>
        </message>
        <message>
            <source>No agent is running.</source>
            <translation>Es läuft kein Agent.</translation>
        </message>
        <message>
            <source>Start one with "tessera agent start", or open Tessera. It would listen at {detail}.</source>
            <translation>Starten Sie einen mit "tessera agent start", oder öffnen Sie Tessera. Er würde hier auf Verbindungen warten: {detail}.</translation>
        </message>
        <message>
            <source>An agent is running already.</source>
            <translation>Es läuft schon ein Agent.</translation>
        </message>
        <message>
            <source>Ask it with "tessera agent status", or end it with "tessera agent stop". It listens at {detail}.</source>
            <translation>Befragen Sie ihn mit "tessera agent status", oder beenden Sie ihn mit "tessera agent stop". Er wartet hier auf Verbindungen: {detail}.</translation>
        </message>
        <message>
            <source>The agent's folder is not safe, so it is not used.</source>
            <translation>Der Ordner des Agenten ist nicht sicher; deshalb wird er nicht benutzt.</translation>
        </message>
        <message>
            <source>The agent's folder is not there.</source>
            <translation>Der Ordner des Agenten ist nicht da.</translation>
        </message>
        <message>
            <source>It would be {detail}.</source>
            <translation>Er wäre {detail}.</translation>
        </message>
        <message>
            <source>The agent does not run on this system yet.</source>
            <translation>Der Agent läuft auf diesem System noch nicht.</translation>
        </message>
        <message>
            <source>Commands work without it. It would be at {detail}.</source>
            <translation>Befehle gehen auch ohne ihn. Er wäre hier zu finden: {detail}.</translation>
        </message>
        <message>
            <source>Something else stands where the agent would listen.</source>
            <translation>Wo der Agent auf Verbindungen warten würde, steht etwas anderes.</translation>
        </message>
        <message>
            <source>It was left alone; remove it if it is yours. {detail}.</source>
            <translation>Es wurde nicht angetastet; entfernen Sie es, wenn es Ihnen gehört. {detail}.</translation>
        </message>
        <message>
            <source>Another user listens where your agent should be.</source>
            <translation>Wo Ihr Agent sein sollte, wartet ein anderer Benutzer auf Verbindungen.</translation>
        </message>
        <message>
            <source>Nothing was asked there. {detail}.</source>
            <translation>Dort wurde nichts angefragt. {detail}.</translation>
        </message>
        <message>
            <source>The agent cannot listen.</source>
            <translation>Der Agent kann keine Verbindungen annehmen.</translation>
        </message>
        <message>
            <source>What systemd handed over is no socket for the agent.</source>
            <translation>Was systemd übergeben hat, ist kein Socket für den Agenten.</translation>
        </message>
        <message>
            <source>Check tessera-agent.socket: {detail}.</source>
            <translation>Prüfen Sie tessera-agent.socket: {detail}.</translation>
        </message>
        <message>
            <source>The agent has too much to do.</source>
            <translation>Der Agent hat zu viel zu tun.</translation>
        </message>
        <message>
            <source>Try again in a moment.</source>
            <translation>Versuchen Sie es gleich noch einmal.</translation>
        </message>
        <message>
            <source>The agent closed the connection before it answered.</source>
            <translation>Der Agent hat die Verbindung geschlossen, bevor er antwortete.</translation>
        </message>
        <message>
            <source>Try again; "tessera agent status" tells whether it still runs. It was at {detail}.</source>
            <translation>Versuchen Sie es erneut; "tessera agent status" sagt, ob er noch läuft. Er war hier: {detail}.</translation>
        </message>
        <message>
            <source>The agent does not answer.</source>
            <translation>Der Agent antwortet nicht.</translation>
        </message>
        <message>
            <source>It may wait for the network or the keychain. End it with "tessera agent stop" and start it again. It is at {detail}.</source>
            <translation>Vielleicht wartet er auf das Netz oder den Schlüsselbund. Beenden Sie ihn mit "tessera agent stop" und starten Sie ihn neu. Er ist hier: {detail}.</translation>
        </message>
        <message>
            <source>The agent that runs is of another version of Tessera.</source>
            <translation>Der laufende Agent gehört zu einer anderen Version von Tessera.</translation>
        </message>
        <message>
            <source>End it with "tessera agent stop" of its own version, or close the window, and start it again. Versions of the conversation: {detail}.</source>
            <translation>Beenden Sie ihn mit "tessera agent stop" seiner eigenen Version, oder schließen Sie das Fenster, und starten Sie ihn neu. Versionen des Protokolls: {detail}.</translation>
        </message>
        <message>
            <source>The agent does not understand the question.</source>
            <translation>Der Agent versteht die Anfrage nicht.</translation>
        </message>
        <message>
            <source>What it cannot use is: {detail}.</source>
            <translation>Was er nicht verwenden kann: {detail}.</translation>
        </message>
        <message>
            <source>The agent's answer cannot be read.</source>
            <translation>Die Antwort des Agenten ist nicht lesbar.</translation>
        </message>
        <message>
            <source>What is wrong with it: {detail}.</source>
            <translation>Was daran falsch ist: {detail}.</translation>
        </message>
        <message>
            <source>That is too large for the agent.</source>
            <translation>Das ist zu groß für den Agenten.</translation>
        </message>
        <message>
            <source>An empty message is no question.</source>
            <translation>Eine leere Nachricht ist keine Anfrage.</translation>
        </message>
        <message>
            <source>Nothing was done.</source>
            <translation>Nichts wurde getan.</translation>
        </message>
        <message>
            <source>It cannot be told which program asks, so it gets nothing.</source>
            <translation>Es lässt sich nicht feststellen, welches Programm anfragt; deshalb bekommt es nichts.</translation>
        </message>
        <message>
            <source>The program that asked is not the same any more.</source>
            <translation>Das Programm, das angefragt hat, ist nicht mehr dasselbe.</translation>
        </message>
        <message>
            <source>Nothing was handed out.</source>
            <translation>Nichts wurde herausgegeben.</translation>
        </message>
        <message>
            <source>A program of another user asked the agent.</source>
            <translation>Ein Programm eines anderen Benutzers hat beim Agenten angefragt.</translation>
        </message>
        <message>
            <source>It was turned away.</source>
            <translation>Es wurde abgewiesen.</translation>
        </message>
        <message>
            <source>The agent is locked.</source>
            <translation>Der Agent ist gesperrt.</translation>
        </message>
        <message>
            <source>Open it with "tessera agent unlock", or in Tessera's window. Until then it gives nothing.</source>
            <translation>Entsperren Sie ihn mit "tessera agent unlock" oder im Fenster von Tessera. Bis dahin gibt er nichts heraus.</translation>
        </message>
        <message>
            <source>Nothing here would tell the agent that the screen is locked.</source>
            <translation>Hier würde der Agent nicht erfahren, dass der Bildschirm gesperrt ist.</translation>
        </message>
        <message>
            <source>Neither the system's message bus nor your session's answers: {detail}. Start the agent within your session, or let --lock-after MINUTES lock it.</source>
            <translation>Weder der Nachrichtenbus des Systems noch der Ihrer Sitzung antwortet: {detail}. Starten Sie den Agenten in Ihrer Sitzung, oder lassen Sie ihn mit --lock-after MINUTES sperren.</translation>
        </message>
        <message>
            <source>On this system the agent cannot tell when the screen is locked.</source>
            <translation>Auf diesem System kann der Agent nicht erkennen, wann der Bildschirm gesperrt ist.</translation>
        </message>
        <message>
            <source>Let --lock-after MINUTES lock it when it is not used.</source>
            <translation>Lassen Sie ihn mit --lock-after MINUTES sperren, wenn er nicht genutzt wird.</translation>
        </message>
        <message>
            <source>That is not the password the agent was locked with.</source>
            <translation>Das ist nicht das Passwort, mit dem der Agent gesperrt wurde.</translation>
        </message>
        <message>
            <source>Wait a moment before you try again.</source>
            <translation>Warten Sie einen Moment, bevor Sie es erneut versuchen.</translation>
        </message>
        <message>
            <source>A wrong password was given just now.</source>
            <translation>Gerade eben wurde ein falsches Passwort eingegeben.</translation>
        </message>
        <message>
            <source>Wait, then try again. Seconds left: {detail}.</source>
            <translation>Warten Sie und versuchen Sie es dann erneut. Verbleibende Sekunden: {detail}.</translation>
        </message>
        <message>
            <source>That needs a person.</source>
            <translation>Dafür braucht es einen Menschen.</translation>
        </message>
        <message>
            <source>Type the command in a terminal, or open Tessera and say so in its window.</source>
            <translation>Geben Sie den Befehl in einem Terminal ein, oder öffnen Sie Tessera und bestätigen Sie es in seinem Fenster.</translation>
        </message>
        <message>
            <source>That program may not have this token.</source>
            <translation>Dieses Programm darf dieses Token nicht haben.</translation>
        </message>
        <message>
            <source>Denied: {detail}.</source>
            <translation>Abgelehnt: {detail}.</translation>
        </message>
        <message>
            <source>Nobody has allowed this program to have this token, and nobody can be asked.</source>
            <translation>Niemand hat diesem Programm dieses Token erlaubt, und niemand kann gefragt werden.</translation>
        </message>
        <message>
            <source>Allow it in a terminal: {detail}.</source>
            <translation>Erlauben Sie es in einem Terminal: {detail}.</translation>
        </message>
        <message>
            <source>This program has asked already, and you have not answered yet.</source>
            <translation>Dieses Programm hat schon angefragt, und Sie haben noch nicht geantwortet.</translation>
        </message>
        <message>
            <source>Answer in Tessera's window first.</source>
            <translation>Antworten Sie zuerst im Fenster von Tessera.</translation>
        </message>
        <message>
            <source>The token that came may do more than you were asked about.</source>
            <translation>Das empfangene Token darf mehr, als Sie gefragt wurden.</translation>
        </message>
        <message>
            <source>Ask again, and you are asked about all of it: {detail}.</source>
            <translation>Fragen Sie erneut an, dann werden Sie nach allem gefragt: {detail}.</translation>
        </message>
        <message>
            <source>There is no such program.</source>
            <translation>Ein solches Programm gibt es nicht.</translation>
        </message>
        <message>
            <source>The list of what you allowed cannot be used.</source>
            <translation>Die Liste dessen, was Sie erlaubt haben, ist nicht verwendbar.</translation>
        </message>
        <message>
            <source>Nothing is handed out by it. {detail}.</source>
            <translation>Danach wird nichts herausgegeben. {detail}.</translation>
        </message>
        <message>
            <source>There is no such approval.</source>
            <translation>Eine solche Erlaubnis gibt es nicht.</translation>
        </message>
        <message>
            <source>"tessera agent approvals" lists them. Asked for: {detail}.</source>
            <translation>"tessera agent approvals" zeigt sie. Gefragt war nach: {detail}.</translation>
        </message>
        <message>
            <source>The agent's log cannot be written, so nothing is handed out.</source>
            <translation>Das Protokoll des Agenten lässt sich nicht schreiben; deshalb wird nichts herausgegeben.</translation>
        </message>
        <message>
            <source>The account belongs to another issuer.</source>
            <translation>Das Konto gehört zu einem anderen Aussteller.</translation>
        </message>
        <message>
            <source>Nothing was handed out. It is an account of {detail}.</source>
            <translation>Nichts wurde herausgegeben. Es ist ein Konto bei {detail}.</translation>
        </message>
        <message>
            <source>That was not granted to this account.</source>
            <translation>Das wurde diesem Konto nicht gewährt.</translation>
        </message>
        <message>
            <source>Sign in again with the scopes you need. Missing: {detail}.</source>
            <translation>Melden Sie sich mit den Scopes, die Sie brauchen, erneut an. Es fehlen: {detail}.</translation>
        </message>
        <message>
            <source>The token is not for that audience.</source>
            <translation>Das Token ist nicht für diese Audience.</translation>
        </message>
        <message>
            <source>Nothing was handed out. Asked for: {detail}.</source>
            <translation>Nichts wurde herausgegeben. Gefragt war nach: {detail}.</translation>
        </message>
        <message>
            <source>The provider's tokens end too soon to be handed out.</source>
            <translation>Die Tokens des Anbieters laufen zu bald ab, um herausgegeben zu werden.</translation>
        </message>
        <message>
            <source>Less than {detail} would be left. Nothing was handed out.</source>
            <translation>Es bliebe weniger als {detail}. Nichts wurde herausgegeben.</translation>
        </message>
        <message>
            <source>This account has no ID token.</source>
            <translation>Dieses Konto hat kein ID-Token.</translation>
        </message>
        <message>
            <source>The provider gave none. Sign in again with the scope openid.</source>
            <translation>Der Anbieter hat keines gegeben. Melden Sie sich mit dem Scope openid erneut an.</translation>
        </message>
        <message>
            <source>The ID token has run out, and the provider gives no new one.</source>
            <translation>Das ID-Token ist abgelaufen, und der Anbieter gibt kein neues.</translation>
        </message>
        <message>
            <source>Sign in again to get one.</source>
            <translation>Melden Sie sich erneut an, um eines zu bekommen.</translation>
        </message>
        <message>
            <source>That is not how the agent is used.</source>
            <translation>So wird der Agent nicht aufgerufen.</translation>
        </message>
        <message>
            <source>{detail}. See tessera agent --help.</source>
            <translation>{detail}. Siehe tessera agent --help.</translation>
        </message>
        <message>
            <source>{host} was not found.</source>
            <translation>{host} wurde nicht gefunden.</translation>
        </message>
        <message>
            <source>Check the address and the connection, then try again.</source>
            <translation>Prüfen Sie die Adresse und die Verbindung, und versuchen Sie es dann erneut.</translation>
        </message>
        <message>
            <source>Nobody answers at {host}.</source>
            <translation>Unter dieser Adresse antwortet niemand ({host}).</translation>
        </message>
        <message>
            <source>Check the address, or try again later.</source>
            <translation>Prüfen Sie die Adresse, oder versuchen Sie es später erneut.</translation>
        </message>
        <message>
            <source>The connection to {host} broke off.</source>
            <translation>Die Verbindung ist abgebrochen ({host}).</translation>
        </message>
        <message>
            <source>Try again.</source>
            <translation>Versuchen Sie es erneut.</translation>
        </message>
        <message>
            <source>The proxy did not let the request to {host} through.</source>
            <translation>Der Proxy hat die Anfrage nicht durchgelassen ({host}).</translation>
        </message>
        <message>
            <source>It is {detail}. Check the system's network settings and the variable https_proxy.</source>
            <translation>Er ist {detail}. Prüfen Sie die Netzwerkeinstellungen des Systems und die Variable https_proxy.</translation>
        </message>
        <message>
            <source>Check the connection, then try again.</source>
            <translation>Prüfen Sie die Verbindung, und versuchen Sie es dann erneut.</translation>
        </message>
        <message>
            <source>{host} did not answer in time.</source>
            <translation>{host} hat nicht rechtzeitig geantwortet.</translation>
        </message>
        <message>
            <source>Try again later.</source>
            <translation>Versuchen Sie es später erneut.</translation>
        </message>
        <message>
            <source>{host} answers too slowly.</source>
            <translation>{host} antwortet zu langsam.</translation>
        </message>
        <message>
            <source>The certificate of {host} is not trusted by this computer.</source>
            <translation>{host} hat ein Zertifikat, dem dieser Computer nicht vertraut.</translation>
        </message>
        <message>
            <source>Nothing was sent. Check this computer's clock; a company's own certificate must be known to the system.</source>
            <translation>Nichts wurde gesendet. Prüfen Sie die Uhr dieses Computers; ein firmeneigenes Zertifikat muss dem System bekannt sein.</translation>
        </message>
        <message>
            <source>{host} would be reached without encryption.</source>
            <translation>{host} würde ohne Verschlüsselung angesprochen.</translation>
        </message>
        <message>
            <source>Nothing was sent. Use an https address; http is for this computer only.</source>
            <translation>Nichts wurde gesendet. Nehmen Sie eine https-Adresse; http ist nur für diesen Computer.</translation>
        </message>
        <message>
            <source>That is not an address Tessera can use.</source>
            <translation>Das ist keine Adresse, die Tessera verwenden kann.</translation>
        </message>
        <message>
            <source>Check it for spaces and odd characters.</source>
            <translation>Prüfen Sie sie auf Leerzeichen und ungewöhnliche Zeichen.</translation>
        </message>
        <message>
            <source>The name {host} leads to an address in your own network.</source>
            <translation>Der Name führt zu einer Adresse in Ihrem eigenen Netz ({host}).</translation>
        </message>
        <message>
            <source>Nothing was sent: {detail}. Something may have changed the names on this network.</source>
            <translation>Nichts wurde gesendet: {detail}. Vielleicht hat etwas die Namen in diesem Netz verändert.</translation>
        </message>
        <message>
            <source>{host} sends the request on to another address.</source>
            <translation>{host} leitet die Anfrage an eine andere Adresse weiter.</translation>
        </message>
        <message>
            <source>Tessera does not follow where secrets are involved. Ask for the final address and use that.</source>
            <translation>Wo Geheimnisse im Spiel sind, folgt Tessera nicht. Fragen Sie nach der endgültigen Adresse und verwenden Sie diese.</translation>
        </message>
        <message>
            <source>The answer of {host} is too large.</source>
            <translation>{host} hat eine zu große Antwort gesandt.</translation>
        </message>
        <message>
            <source>It was thrown away. Check the address.</source>
            <translation>Sie wurde verworfen. Prüfen Sie die Adresse.</translation>
        </message>
        <message>
            <source>The answer of {host} came only in part.</source>
            <translation>{host} hat nur einen Teil der Antwort gesandt.</translation>
        </message>
        <message>
            <source>It was thrown away. Try again.</source>
            <translation>Sie wurde verworfen. Versuchen Sie es erneut.</translation>
        </message>
        <message>
            <source>{host} answered something that is not HTTP.</source>
            <translation>{host} hat etwas geantwortet, das nicht HTTP ist.</translation>
        </message>
        <message>
            <source>Check the address and the port.</source>
            <translation>Prüfen Sie Adresse und Port.</translation>
        </message>
        <message>
            <source>{host} refused the request.</source>
            <translation>{host} hat die Anfrage abgelehnt.</translation>
        </message>
        <message>
            <source>It answered with status {detail}.</source>
            <translation>Die Antwort hatte den Status {detail}.</translation>
        </message>
        <message>
            <source>{host} answered with a web page instead of data.</source>
            <translation>{host} hat mit einer Webseite statt mit Daten geantwortet.</translation>
        </message>
        <message>
            <source>Some networks want a sign-in of their own first: open any page in the browser, then try again.</source>
            <translation>Manche Netze verlangen zuerst eine eigene Anmeldung: Öffnen Sie irgendeine Seite im Browser, und versuchen Sie es dann erneut.</translation>
        </message>
        <message>
            <source>This computer is offline.</source>
            <translation>Dieser Computer ist offline.</translation>
        </message>
        <message>
            <source>{host} cannot be asked. Connect to a network, then try again.</source>
            <translation>{host} kann nicht gefragt werden. Verbinden Sie sich mit einem Netz, und versuchen Sie es dann erneut.</translation>
        </message>
        <message>
            <source>This network may want a sign-in of its own first: open any page in the browser, then try again. Otherwise check the address.</source>
            <translation>Vielleicht verlangt dieses Netz zuerst eine eigene Anmeldung: Öffnen Sie irgendeine Seite im Browser, und versuchen Sie es dann erneut. Andernfalls prüfen Sie die Adresse.</translation>
        </message>
        <message>
            <source>The proxy wants a user name and a password, or others than it got.</source>
            <translation>Der Proxy verlangt Benutzernamen und Passwort oder andere als die, die er bekam.</translation>
        </message>
        <message>
            <source>It is {detail}. Put them into the proxy's address in https_proxy, as http://USER:PASSWORD@HOST:PORT, or ask whoever runs the network.</source>
            <translation>Er ist {detail}. Tragen Sie sie in die Adresse des Proxys in https_proxy ein, als http://USER:PASSWORD@HOST:PORT, oder fragen Sie, wer das Netz betreibt.</translation>
        </message>
        <message>
            <source>This computer cannot connect to itself.</source>
            <translation>Dieser Computer kann sich nicht mit sich selbst verbinden.</translation>
        </message>
        <message>
            <source>The browser could not hand over the sign-in. Allow local connections (127.0.0.1) in the firewall or the security program, then try again.</source>
            <translation>Der Browser konnte die Anmeldung nicht übergeben. Erlauben Sie lokale Verbindungen (127.0.0.1) in der Firewall oder im Sicherheitsprogramm, und versuchen Sie es dann erneut.</translation>
        </message>
        <message>
            <source>An issuer address is needed.</source>
            <translation>Die Adresse eines Ausstellers wird gebraucht.</translation>
        </message>
        <message>
            <source>It looks like https://id.example.com.</source>
            <translation>Sie sieht aus wie https://id.example.com.</translation>
        </message>
        <message>
            <source>An issuer address begins with https://.</source>
            <translation>Die Adresse eines Ausstellers beginnt mit https://.</translation>
        </message>
        <message>
            <source>Check the beginning of the address.</source>
            <translation>Prüfen Sie den Anfang der Adresse.</translation>
        </message>
        <message>
            <source>That address is not encrypted.</source>
            <translation>Diese Adresse ist nicht verschlüsselt.</translation>
        </message>
        <message>
            <source>Use https; http is accepted for providers on this computer only.</source>
            <translation>Nehmen Sie https; http gilt nur für Anbieter auf diesem Computer.</translation>
        </message>
        <message>
            <source>An issuer address has no question mark.</source>
            <translation>Die Adresse eines Ausstellers hat kein Fragezeichen.</translation>
        </message>
        <message>
            <source>Remove what begins with it.</source>
            <translation>Entfernen Sie, was damit beginnt.</translation>
        </message>
        <message>
            <source>An issuer address has no #.</source>
            <translation>Die Adresse eines Ausstellers hat kein #.</translation>
        </message>
        <message>
            <source>An issuer address holds no user name.</source>
            <translation>Die Adresse eines Ausstellers enthält keinen Benutzernamen.</translation>
        </message>
        <message>
            <source>Remove everything up to the @.</source>
            <translation>Entfernen Sie alles bis zum @.</translation>
        </message>
        <message>
            <source>The address names no usable host.</source>
            <translation>Die Adresse nennt keinen verwendbaren Host.</translation>
        </message>
        <message>
            <source>{host} cannot be used from a desktop program.</source>
            <translation>{host} lässt sich von einem Desktop-Programm aus nicht nutzen.</translation>
        </message>
        <message>
            <source>{host} answers, but not as an OpenID provider.</source>
            <translation>{host} antwortet, aber nicht als OpenID-Anbieter.</translation>
        </message>
        <message>
            <source>Check the path of the issuer address; some providers need a realm or a tenant in it.</source>
            <translation>Prüfen Sie den Pfad in der Adresse des Ausstellers; manche Anbieter brauchen darin einen Realm oder einen Mandanten.</translation>
        </message>
        <message>
            <source>{host} changed its addresses while you were signing in.</source>
            <translation>{host} hat während Ihrer Anmeldung die Adressen geändert.</translation>
        </message>
        <message>
            <source>Nothing was sent to the new ones ({detail}). Sign in again: that goes by what it says now.</source>
            <translation>An die neuen wurde nichts gesendet ({detail}). Melden Sie sich erneut an: Dann gilt, was der Anbieter jetzt sagt.</translation>
        </message>
        <message>
            <source>{host} calls itself by another name.</source>
            <translation>{host} nennt sich selbst anders.</translation>
        </message>
        <message>
            <source>It says {detail}. Use exactly that as the issuer address if you trust it.</source>
            <translation>Dort heißt es {detail}. Verwenden Sie genau das als Adresse des Ausstellers, wenn Sie ihr vertrauen.</translation>
        </message>
        <message>
            <source>{host} names a dangerous address.</source>
            <translation>{host} nennt eine gefährliche Adresse.</translation>
        </message>
        <message>
            <source>Nothing of what it says is used. Its operator must mend it: {detail}.</source>
            <translation>Nichts von den Angaben wird verwendet. Das muss der Betreiber beheben: {detail}.</translation>
        </message>
        <message>
            <source>{host} moved to another host than this account was made with.</source>
            <translation>{host} ist auf einen anderen Host umgezogen als den, mit dem dieses Konto angelegt wurde.</translation>
        </message>
        <message>
            <source>Nothing was sent there: {detail}. Agree to the move only if its operator announced it.</source>
            <translation>Dorthin wurde nichts gesendet: {detail}. Stimmen Sie dem Umzug nur zu, wenn der Betreiber ihn angekündigt hat.</translation>
        </message>
        <message>
            <source>{host} describes itself in a wrong form.</source>
            <translation>{host} beschreibt sich in falscher Form.</translation>
        </message>
        <message>
            <source>Its operator must mend it: {detail}.</source>
            <translation>Das muss der Betreiber beheben: {detail}.</translation>
        </message>
        <message>
            <source>{host} leaves out something Tessera needs.</source>
            <translation>{host} lässt etwas aus, das Tessera braucht.</translation>
        </message>
        <message>
            <source>Missing: {detail}.</source>
            <translation>Es fehlt: {detail}.</translation>
        </message>
        <message>
            <source>{host} wants this program to prove itself in a way Tessera cannot.</source>
            <translation>{host} verlangt, dass sich dieses Programm auf eine Weise ausweist, die Tessera nicht beherrscht.</translation>
        </message>
        <message>
            <source>It accepts only: {detail}.</source>
            <translation>Angenommen wird nur: {detail}.</translation>
        </message>
        <message>
            <source>This provider needs the client secret.</source>
            <translation>Dieser Anbieter braucht das Client-Secret.</translation>
        </message>
        <message>
            <source>Copy it from where the client was registered.</source>
            <translation>Kopieren Sie es dort, wo der Client registriert wurde.</translation>
        </message>
        <message>
            <source>The client secret is too short to sign with.</source>
            <translation>Das Client-Secret ist zum Signieren zu kurz.</translation>
        </message>
        <message>
            <source>Ask the provider for a longer one, or send it another way: {detail}.</source>
            <translation>Bitten Sie den Anbieter um ein längeres, oder senden Sie es auf andere Weise: {detail}.</translation>
        </message>
        <message>
            <source>This provider needs the client's private key.</source>
            <translation>Dieser Anbieter braucht den privaten Schlüssel des Clients.</translation>
        </message>
        <message>
            <source>Name the file that holds it, as it was registered.</source>
            <translation>Nennen Sie die Datei, die ihn enthält, so wie er registriert wurde.</translation>
        </message>
        <message>
            <source>The client's private key cannot be used.</source>
            <translation>Der private Schlüssel des Clients ist nicht verwendbar.</translation>
        </message>
        <message>
            <source>The reason: {detail}.</source>
            <translation>Der Grund: {detail}.</translation>
        </message>
        <message>
            <source>The client's key signs in no way that {host} accepts.</source>
            <translation>{host} nimmt kein Verfahren an, mit dem der Schlüssel des Clients signiert.</translation>
        </message>
        <message>
            <source>It accepts: {detail}.</source>
            <translation>Angenommen wird: {detail}.</translation>
        </message>
        <message>
            <source>{host} signs in no way that Tessera accepts.</source>
            <translation>{host} signiert mit keinem Verfahren, das Tessera annimmt.</translation>
        </message>
        <message>
            <source>It offers: {detail}.</source>
            <translation>Angeboten wird: {detail}.</translation>
        </message>
        <message>
            <source>The client is registered with an encryption that Tessera does not do.</source>
            <translation>Der Client ist mit einer Verschlüsselung registriert, die Tessera nicht beherrscht.</translation>
        </message>
        <message>
            <source>Register another, RSA-OAEP or ECDH-ES for instance: {detail}.</source>
            <translation>Registrieren Sie eine andere, zum Beispiel RSA-OAEP oder ECDH-ES: {detail}.</translation>
        </message>
        <message>
            <source>What the access token is for must be an address.</source>
            <translation>Wofür das Access-Token gedacht ist, muss eine Adresse sein.</translation>
        </message>
        <message>
            <source>It looks like https://api.example.com, without #: {detail}.</source>
            <translation>Sie sieht aus wie https://api.example.com, ohne #: {detail}.</translation>
        </message>
        <message>
            <source>The settings cannot be read, so Tessera goes by its own.</source>
            <translation>Die Einstellungen sind nicht lesbar; Tessera richtet sich deshalb nach den eigenen.</translation>
        </message>
        <message>
            <source>The file is left as it is; what you change holds until Tessera ends. Mend or move it: {detail}.</source>
            <translation>Die Datei bleibt, wie sie ist; was Sie ändern, gilt, bis Tessera endet. Berichtigen oder verschieben Sie sie: {detail}.</translation>
        </message>
        <message>
            <source>One of the settings is wrong, so Tessera goes by its own.</source>
            <translation>Eine der Einstellungen ist falsch; Tessera richtet sich deshalb nach den eigenen.</translation>
        </message>
        <message>
            <source>The file is left as it is; what you change holds until Tessera ends. Mend it: {detail}.</source>
            <translation>Die Datei bleibt, wie sie ist; was Sie ändern, gilt, bis Tessera endet. Berichtigen Sie sie: {detail}.</translation>
        </message>
        <message>
            <source>The settings were written by another version of Tessera, so it goes by its own.</source>
            <translation>Die Einstellungen wurden von einer anderen Version von Tessera geschrieben; es richtet sich deshalb nach den eigenen.</translation>
        </message>
        <message>
            <source>The file is left as it is; what you change holds until Tessera ends. Update Tessera: {detail}.</source>
            <translation>Die Datei bleibt, wie sie ist; was Sie ändern, gilt, bis Tessera endet. Aktualisieren Sie Tessera: {detail}.</translation>
        </message>
        <message>
            <source>The setting cannot be kept.</source>
            <translation>Die Einstellung lässt sich nicht aufbewahren.</translation>
        </message>
        <message>
            <source>It would be in {detail}.</source>
            <translation>Sie wäre hier: {detail}.</translation>
        </message>
        <message>
            <source>That is no command.</source>
            <translation>Das ist kein Befehl.</translation>
        </message>
        <message>
            <source>Write {detail}.</source>
            <translation>Schreiben Sie {detail}.</translation>
        </message>
        <message>
            <source>Those are not ports.</source>
            <translation>Das sind keine Ports.</translation>
        </message>
        <message>
            <source>Write at most ten different numbers from 1024 to 65535, with commas between them. Not understood: {detail}.</source>
            <translation>Schreiben Sie höchstens zehn verschiedene Zahlen von 1024 bis 65535, durch Kommas getrennt. Nicht verstanden: {detail}.</translation>
        </message>
        <message>
            <source>It cannot be told whether Tessera starts when you log in.</source>
            <translation>Es lässt sich nicht feststellen, ob Tessera beim Anmelden am System startet.</translation>
        </message>
        <message>
            <source>That Tessera starts when you log in could not be changed.</source>
            <translation>Dass Tessera beim Anmelden am System startet, ließ sich nicht ändern.</translation>
        </message>
        <message>
            <source>No window of Tessera is open.</source>
            <translation>Es ist kein Fenster von Tessera offen.</translation>
        </message>
        <message>
            <source>It would be asked at {detail}.</source>
            <translation>Es würde hier angesprochen: {detail}.</translation>
        </message>
        <message>
            <source>Tessera runs already, but its window does not answer.</source>
            <translation>Tessera läuft schon, aber sein Fenster antwortet nicht.</translation>
        </message>
        <message>
            <source>Wait a moment, or end that process. It is asked at {detail}.</source>
            <translation>Warten Sie einen Moment, oder beenden Sie diesen Prozess. Er wird hier angesprochen: {detail}.</translation>
        </message>
        <message>
            <source>The window does not understand what it was asked.</source>
            <translation>Das Fenster versteht die Anfrage nicht.</translation>
        </message>
        <message>
            <source>What is wrong: {detail}.</source>
            <translation>Was falsch ist: {detail}.</translation>
        </message>
        <message>
            <source>The window could not be started.</source>
            <translation>Das Fenster ließ sich nicht starten.</translation>
        </message>
        <message>
            <source>It should be {detail}.</source>
            <translation>Es sollte {detail} sein.</translation>
        </message>
        <message>
            <source>Nothing was stored.</source>
            <translation>Nichts wurde gespeichert.</translation>
        </message>
        <message>
            <source>The clock of this computer is wrong: {detail}.</source>
            <translation>Die Uhr dieses Computers geht falsch: {detail}.</translation>
        </message>
        <message>
            <source>Tokens would be refused. Let the system set its clock by itself, then try again.</source>
            <translation>Tokens würden abgelehnt. Lassen Sie das System die Uhr selbst stellen, und versuchen Sie es dann erneut.</translation>
        </message>
        <message>
            <source>{host} is a return address this provider does not take.</source>
            <translation>{host} ist eine Rückkehradresse, die dieser Anbieter nicht annimmt.</translation>
        </message>
        <message>
            <source>It takes {detail} only. Use that in --redirect-uri and where the client is registered.</source>
            <translation>Er nimmt nur {detail}. Verwenden Sie das in --redirect-uri und dort, wo der Client registriert ist.</translation>
        </message>
        <message>
            <source>This provider takes only the exact return address that is registered there.</source>
            <translation>Dieser Anbieter nimmt nur genau die Rückkehradresse an, die dort registriert ist.</translation>
        </message>
        <message>
            <source>Register one with a port of your choice and give it in --redirect-uri: {detail}.</source>
            <translation>Registrieren Sie eine mit einem Port Ihrer Wahl, und geben Sie sie in --redirect-uri an: {detail}.</translation>
        </message>
        <message>
            <source>This provider takes another path in the return address.</source>
            <translation>Dieser Anbieter verlangt einen anderen Pfad in der Rückkehradresse.</translation>
        </message>
        <message>
            <source>Use {detail} in --redirect-uri and where the client is registered.</source>
            <translation>Verwenden Sie {detail} in --redirect-uri und dort, wo der Client registriert ist.</translation>
        </message>
        <message>
            <source>That is not the address the browser came back to.</source>
            <translation>Das ist nicht die Adresse, zu der der Browser zurückkam.</translation>
        </message>
        <message>
            <source>Copy the whole address from the browser's address bar; it begins with {detail}.</source>
            <translation>Kopieren Sie die ganze Adresse aus der Adressleiste des Browsers; sie beginnt mit {detail}.</translation>
        </message>
        <message>
            <source>That address is not the answer to this sign-in.</source>
            <translation>Diese Adresse ist nicht die Antwort auf diese Anmeldung.</translation>
        </message>
        <message>
            <source>It may be of an earlier try, or copied only in part. Copy it again, or start anew.</source>
            <translation>Vielleicht stammt sie von einem früheren Versuch oder wurde nur teilweise kopiert. Kopieren Sie sie erneut, oder beginnen Sie von vorn.</translation>
        </message>
        <message>
            <source>Nothing is waited for any more.</source>
            <translation>Es wird auf nichts mehr gewartet.</translation>
        </message>
        <message>
            <source>Start the sign-in again.</source>
            <translation>Beginnen Sie die Anmeldung von vorn.</translation>
        </message>
        <message>
            <source>{host} wants the request sent ahead, and does not say where to.</source>
            <translation>{host} will die Anfrage vorab gesandt bekommen und sagt nicht, wohin.</translation>
        </message>
        <message>
            <source>Nothing was sent. Its operator must mend it.</source>
            <translation>Nichts wurde gesendet. Das muss der Betreiber beheben.</translation>
        </message>
        <message>
            <source>{host} no longer takes the request ahead of the browser, as it did before.</source>
            <translation>{host} nimmt die Anfrage nicht mehr vor dem Browser an, anders als bisher.</translation>
        </message>
        <message>
            <source>Nothing was sent; this may be an attack. Sign out and in again if its operator says it is meant.</source>
            <translation>Nichts wurde gesendet; das könnte ein Angriff sein. Melden Sie sich ab und wieder an, wenn der Betreiber sagt, dass es so gewollt ist.</translation>
        </message>
        <message>
            <source>{host} took the request with an unexpected status.</source>
            <translation>{host} hat die Anfrage mit einem unerwarteten Status angenommen.</translation>
        </message>
        <message>
            <source>Nothing was opened. Its operator must mend it: {detail}.</source>
            <translation>Nichts wurde geöffnet. Das muss der Betreiber beheben: {detail}.</translation>
        </message>
        <message>
            <source>{host} answered with an address that leads elsewhere.</source>
            <translation>{host} hat mit einer Adresse geantwortet, die anderswohin führt.</translation>
        </message>
        <message>
            <source>Nothing was opened: {detail}.</source>
            <translation>Nichts wurde geöffnet: {detail}.</translation>
        </message>
        <message>
            <source>{host} took the request and lets it run out at once.</source>
            <translation>{host} hat die Anfrage angenommen und lässt sie sofort ablaufen.</translation>
        </message>
        <message>
            <source>{host} does not sign its answer in the browser (JARM).</source>
            <translation>{host} signiert die Antwort im Browser nicht (JARM).</translation>
        </message>
        <message>
            <source>It offers: {detail}. Sign in without, or ask its operator.</source>
            <translation>Angeboten wird: {detail}. Melden Sie sich ohne an, oder fragen Sie den Betreiber.</translation>
        </message>
        <message>
            <source>{host} and this program agree on no way to sign the answer in the browser.</source>
            <translation>{host} und dieses Programm haben kein gemeinsames Verfahren, um die Antwort im Browser zu signieren.</translation>
        </message>
        <message>
            <source>Look up how the client is registered: {detail}.</source>
            <translation>Sehen Sie nach, wie der Client registriert ist: {detail}.</translation>
        </message>
        <message>
            <source>{host} does not say with which keys it signs.</source>
            <translation>{host} sagt nicht, mit welchen Schlüsseln signiert wird.</translation>
        </message>
        <message>
            <source>Nothing was opened. Its operator must mend it.</source>
            <translation>Nichts wurde geöffnet. Das muss der Betreiber beheben.</translation>
        </message>
        <message>
            <source>{host} cannot bind tokens to a key (DPoP).</source>
            <translation>{host} kann Tokens nicht an einen Schlüssel binden (DPoP).</translation>
        </message>
        <message>
            <source>Signing in on another device cannot bind tokens to a key (DPoP).</source>
            <translation>Die Anmeldung auf einem anderen Gerät kann Tokens nicht an einen Schlüssel binden (DPoP).</translation>
        </message>
        <message>
            <source>Sign in with the browser here, or without.</source>
            <translation>Melden Sie sich hier mit dem Browser an, oder ohne diese Bindung.</translation>
        </message>
        <message>
            <source>{host} asks for something that no proof can carry.</source>
            <translation>{host} verlangt etwas, das kein Nachweis tragen kann.</translation>
        </message>
        <message>
            <source>Its operator must mend the DPoP nonce: {detail}.</source>
            <translation>Der Betreiber muss die DPoP-Nonce berichtigen: {detail}.</translation>
        </message>
        <message>
            <source>This computer's clock and the clock of {host} do not agree.</source>
            <translation>Die Uhr dieses Computers und die des Servers stimmen nicht überein ({host}).</translation>
        </message>
        <message>
            <source>Set the clock and try again: {detail}.</source>
            <translation>Stellen Sie die Uhr, und versuchen Sie es erneut: {detail}.</translation>
        </message>
        <message>
            <source>The provider refuses the proof again and again.</source>
            <translation>Der Anbieter lehnt den Nachweis immer wieder ab.</translation>
        </message>
        <message>
            <source>The provider does not accept the proof that the token is ours.</source>
            <translation>Der Anbieter erkennt den Nachweis nicht an, dass das Token unseres ist.</translation>
        </message>
        <message>
            <source>Check this computer's clock, then sign in again.</source>
            <translation>Prüfen Sie die Uhr dieses Computers, und melden Sie sich dann erneut an.</translation>
        </message>
        <message>
            <source>No browser opened.</source>
            <translation>Kein Browser hat sich geöffnet.</translation>
        </message>
        <message>
            <source>Tried {detail}. Copy the link and open it yourself.</source>
            <translation>Versucht wurde {detail}. Kopieren Sie den Link und öffnen Sie ihn selbst.</translation>
        </message>
        <message>
            <source>That address is not opened in a browser.</source>
            <translation>Diese Adresse wird nicht in einem Browser geöffnet.</translation>
        </message>
        <message>
            <source>The return address is in use.</source>
            <translation>Die Rückkehradresse ist belegt.</translation>
        </message>
        <message>
            <source>{detail}. Close it or choose another port.</source>
            <translation>{detail}. Schließen Sie es, oder wählen Sie einen anderen Port.</translation>
        </message>
        <message>
            <source>The system says: {detail}.</source>
            <translation>Das System sagt: {detail}.</translation>
        </message>
        <message>
            <source>The return address is not on this computer.</source>
            <translation>Die Rückkehradresse ist nicht auf diesem Computer.</translation>
        </message>
        <message>
            <source>Register one that begins with http://127.0.0.1.</source>
            <translation>Registrieren Sie eine, die mit http://127.0.0.1 beginnt.</translation>
        </message>
        <message>
            <source>This sign-in would take permissions away from the account.</source>
            <translation>Diese Anmeldung würde dem Konto Berechtigungen nehmen.</translation>
        </message>
        <message>
            <source>It would lose: {detail}. Nothing was changed. Ask for all scopes together, or accept fewer.</source>
            <translation>Es würde verlieren: {detail}. Nichts wurde geändert. Fragen Sie alle Scopes zusammen an, oder nehmen Sie weniger hin.</translation>
        </message>
        <message>
            <source>Somebody else signed in at {host}: {detail}.</source>
            <translation>Jemand anderes hat sich angemeldet ({host}): {detail}.</translation>
        </message>
        <message>
            <source>Nothing was changed for this account. Sign in again as the same person, or keep the other as an account of its own.</source>
            <translation>An diesem Konto wurde nichts geändert. Melden Sie sich erneut als dieselbe Person an, oder behalten Sie das andere als eigenes Konto.</translation>
        </message>
        <message>
            <source>The time for signing in ran out.</source>
            <translation>Die Zeit für die Anmeldung ist abgelaufen.</translation>
        </message>
        <message>
            <source>Nothing was stored. Try again.</source>
            <translation>Nichts wurde gespeichert. Versuchen Sie es erneut.</translation>
        </message>
        <message>
            <source>The answer belongs to another sign-in and was thrown away.</source>
            <translation>Die Antwort gehört zu einer anderen Anmeldung und wurde verworfen.</translation>
        </message>
        <message>
            <source>This one still waits.</source>
            <translation>Diese hier wartet noch.</translation>
        </message>
        <message>
            <source>The answer names no sign-in and was thrown away.</source>
            <translation>Die Antwort nennt keine Anmeldung und wurde verworfen.</translation>
        </message>
        <message>
            <source>The answer came from another provider than the one that was asked.</source>
            <translation>Die Antwort kam von einem anderen Anbieter als dem, der gefragt wurde.</translation>
        </message>
        <message>
            <source>It was thrown away; this may be an attack. Nothing was stored.</source>
            <translation>Sie wurde verworfen; das könnte ein Angriff sein. Nichts wurde gespeichert.</translation>
        </message>
        <message>
            <source>The answer does not say which provider it comes from.</source>
            <translation>Die Antwort sagt nicht, von welchem Anbieter sie kommt.</translation>
        </message>
        <message>
            <source>{host} promised that it would. Nothing was stored.</source>
            <translation>{host} hatte das zugesagt. Nichts wurde gespeichert.</translation>
        </message>
        <message>
            <source>The answer holds the same thing twice.</source>
            <translation>Die Antwort enthält dasselbe zweimal.</translation>
        </message>
        <message>
            <source>The answer says yes and no at once.</source>
            <translation>Die Antwort sagt zugleich Ja und Nein.</translation>
        </message>
        <message>
            <source>The answer came open, though it was to come signed.</source>
            <translation>Die Antwort kam offen, obwohl sie signiert kommen sollte.</translation>
        </message>
        <message>
            <source>It was thrown away; this may be an attack. Nothing was stored. {detail}</source>
            <translation>Sie wurde verworfen; das könnte ein Angriff sein. Nichts wurde gespeichert. {detail}</translation>
        </message>
        <message>
            <source>The answer came as a token, which was not asked for.</source>
            <translation>Die Antwort kam als Token, was nicht verlangt war.</translation>
        </message>
        <message>
            <source>If the client is registered so, sign in with --jarm.</source>
            <translation>Wenn der Client so registriert ist, melden Sie sich mit --jarm an.</translation>
        </message>
        <message>
            <source>The answer came open, though it was to come encrypted.</source>
            <translation>Die Antwort kam offen, obwohl sie verschlüsselt kommen sollte.</translation>
        </message>
        <message>
            <source>It was thrown away. Nothing was stored.</source>
            <translation>Sie wurde verworfen. Nichts wurde gespeichert.</translation>
        </message>
        <message>
            <source>The answer is meant for another program.</source>
            <translation>Die Antwort ist für ein anderes Programm bestimmt.</translation>
        </message>
        <message>
            <source>The answer is signed in another way than was agreed.</source>
            <translation>Die Antwort ist anders signiert als vereinbart.</translation>
        </message>
        <message>
            <source>It was thrown away. Look up how the client is registered: {detail}.</source>
            <translation>Sie wurde verworfen. Sehen Sie nach, wie der Client registriert ist: {detail}.</translation>
        </message>
        <message>
            <source>The signature of the answer is wrong.</source>
            <translation>Die Signatur der Antwort ist falsch.</translation>
        </message>
        <message>
            <source>The answer had run out when it came.</source>
            <translation>Die Antwort war schon abgelaufen, als sie kam.</translation>
        </message>
        <message>
            <source>If it came at once, this computer's clock is wrong: {detail}.</source>
            <translation>Wenn sie sofort kam, geht die Uhr dieses Computers falsch: {detail}.</translation>
        </message>
        <message>
            <source>The answer is not good yet.</source>
            <translation>Die Antwort gilt noch nicht.</translation>
        </message>
        <message>
            <source>Probably this computer's clock is wrong: {detail}.</source>
            <translation>Wahrscheinlich geht die Uhr dieses Computers falsch: {detail}.</translation>
        </message>
        <message>
            <source>The answer would be good for longer than ten minutes.</source>
            <translation>Die Antwort würde länger als zehn Minuten gelten.</translation>
        </message>
        <message>
            <source>It was thrown away. Its operator must mend it, or this computer's clock is wrong: {detail}.</source>
            <translation>Sie wurde verworfen. Das muss der Betreiber beheben, oder die Uhr dieses Computers geht falsch: {detail}.</translation>
        </message>
        <message>
            <source>The answer has a wrong form.</source>
            <translation>Die Antwort hat eine falsche Form.</translation>
        </message>
        <message>
            <source>The answer holds no usable code.</source>
            <translation>Die Antwort enthält keinen verwendbaren Code.</translation>
        </message>
        <message>
            <source>{host} offers no sign-in on another device.</source>
            <translation>{host} bietet keine Anmeldung auf einem anderen Gerät an.</translation>
        </message>
        <message>
            <source>Sign in with the browser here.</source>
            <translation>Melden Sie sich hier mit dem Browser an.</translation>
        </message>
        <message>
            <source>{host} names an address for the code that is not safe to open.</source>
            <translation>{host} nennt für den Code eine Adresse, die nicht sicher zu öffnen ist.</translation>
        </message>
        <message>
            <source>Do not enter the code anywhere. Its operator must mend it: {detail}.</source>
            <translation>Geben Sie den Code nirgends ein. Das muss der Betreiber beheben: {detail}.</translation>
        </message>
        <message>
            <source>{host} gave a code nobody can type.</source>
            <translation>{host} hat einen Code gegeben, den niemand eintippen kann.</translation>
        </message>
        <message>
            <source>{host} answered the request for a code in a wrong form.</source>
            <translation>{host} hat die Anfrage nach einem Code in falscher Form beantwortet.</translation>
        </message>
        <message>
            <source>{host} says to wait in a way that also says to go on.</source>
            <translation>{host} sagt zugleich, dass zu warten und dass fortzufahren ist.</translation>
        </message>
        <message>
            <source>Nothing was stored. Its operator must mend it: {detail}.</source>
            <translation>Nichts wurde gespeichert. Das muss der Betreiber beheben: {detail}.</translation>
        </message>
        <message>
            <source>The time for entering the code ran out.</source>
            <translation>Die Zeit für die Eingabe des Codes ist abgelaufen.</translation>
        </message>
        <message>
            <source>The keychain is locked.</source>
            <translation>Der Schlüsselbund ist gesperrt.</translation>
        </message>
        <message>
            <source>Your sign-in is safe in it. Unlock it to go on.</source>
            <translation>Ihre Anmeldung ist darin sicher. Entsperren Sie ihn, um fortzufahren.</translation>
        </message>
        <message>
            <source>There is no keychain here.</source>
            <translation>Hier gibt es keinen Schlüsselbund.</translation>
        </message>
        <message>
            <source>You stay signed in until Tessera closes.</source>
            <translation>Sie bleiben angemeldet, bis Tessera geschlossen wird.</translation>
        </message>
        <message>
            <source>The keychain did not let Tessera in.</source>
            <translation>Der Schlüsselbund hat Tessera nicht hineingelassen.</translation>
        </message>
        <message>
            <source>It is not asked again by itself. Choose "Renew now" and allow it when the system asks.</source>
            <translation>Er wird nicht von selbst wieder gefragt. Wählen Sie "Jetzt erneuern", und erlauben Sie es, wenn das System fragt.</translation>
        </message>
        <message>
            <source>The keychain did not answer in time.</source>
            <translation>Der Schlüsselbund hat nicht rechtzeitig geantwortet.</translation>
        </message>
        <message>
            <source>A question of the system may be waiting behind this window.</source>
            <translation>Vielleicht wartet hinter diesem Fenster eine Rückfrage des Systems.</translation>
        </message>
        <message>
            <source>The keychain has gone away.</source>
            <translation>Der Schlüsselbund ist nicht mehr da.</translation>
        </message>
        <message>
            <source>You stay signed in until Tessera closes; it is written down as soon as the keychain is back.</source>
            <translation>Sie bleiben angemeldet, bis Tessera geschlossen wird; gespeichert wird, sobald der Schlüsselbund wieder da ist.</translation>
        </message>
        <message>
            <source>This keychain does not tell which entries it has.</source>
            <translation>Dieser Schlüsselbund sagt nicht, welche Einträge er hat.</translation>
        </message>
        <message>
            <source>Sign-ins that no account here has any more cannot be listed.</source>
            <translation>Anmeldungen, zu denen es hier kein Konto mehr gibt, lassen sich nicht auflisten.</translation>
        </message>
        <message>
            <source>Nothing was ended.</source>
            <translation>Nichts wurde beendet.</translation>
        </message>
        <message>
            <source>Say yes at the terminal, or give --yes, to revoke and remove what is left over.</source>
            <translation>Bestätigen Sie im Terminal mit Ja, oder geben Sie --yes an, um zu widerrufen und zu entfernen, was übrig ist.</translation>
        </message>
        <message>
            <source>That sign-in belongs to an account in the list.</source>
            <translation>Diese Anmeldung gehört zu einem Konto in der Liste.</translation>
        </message>
        <message>
            <source>Sign out of the account instead.</source>
            <translation>Melden Sie stattdessen das Konto ab.</translation>
        </message>
        <message>
            <source>What the keychain holds for this account is damaged.</source>
            <translation>Was der Schlüsselbund für dieses Konto enthält, ist beschädigt.</translation>
        </message>
        <message>
            <source>It is left as it is. Sign in again.</source>
            <translation>Es bleibt, wie es ist. Melden Sie sich erneut an.</translation>
        </message>
        <message>
            <source>The keychain gave back something else than was put in.</source>
            <translation>Der Schlüsselbund hat etwas anderes zurückgegeben, als hineingelegt wurde.</translation>
        </message>
        <message>
            <source>The keychain has no room for this sign-in.</source>
            <translation>Der Schlüsselbund hat für diese Anmeldung keinen Platz.</translation>
        </message>
        <message>
            <source>What the keychain holds for this account cannot be read.</source>
            <translation>Was der Schlüsselbund für dieses Konto enthält, ist nicht lesbar.</translation>
        </message>
        <message>
            <source>Sign in again.</source>
            <translation>Melden Sie sich erneut an.</translation>
        </message>
        <message>
            <source>What the keychain holds for this account was written by a newer Tessera.</source>
            <translation>Was der Schlüsselbund für dieses Konto enthält, wurde von einem neueren Tessera geschrieben.</translation>
        </message>
        <message>
            <source>Update Tessera, or sign in again.</source>
            <translation>Aktualisieren Sie Tessera, oder melden Sie sich erneut an.</translation>
        </message>
        <message>
            <source>What the keychain holds for this account is too large.</source>
            <translation>Was der Schlüsselbund für dieses Konto enthält, ist zu groß.</translation>
        </message>
        <message>
            <source>The keychain holds nothing for this account.</source>
            <translation>Der Schlüsselbund enthält nichts für dieses Konto.</translation>
        </message>
        <message>
            <source>What the keychain holds belongs to another provider.</source>
            <translation>Was der Schlüsselbund enthält, gehört zu einem anderen Anbieter.</translation>
        </message>
        <message>
            <source>The list of accounts was changed from outside. Nothing was sent. Sign in again.</source>
            <translation>Die Liste der Konten wurde von außen geändert. Nichts wurde gesendet. Melden Sie sich erneut an.</translation>
        </message>
        <message>
            <source>The list of accounts cannot be read.</source>
            <translation>Die Liste der Konten ist nicht lesbar.</translation>
        </message>
        <message>
            <source>It is left as it is. Mend or move the file, then start again: {detail}.</source>
            <translation>Sie bleibt, wie sie ist. Berichtigen oder verschieben Sie die Datei, und starten Sie dann neu: {detail}.</translation>
        </message>
        <message>
            <source>The list of accounts was written by a newer Tessera.</source>
            <translation>Die Liste der Konten wurde von einem neueren Tessera geschrieben.</translation>
        </message>
        <message>
            <source>Update Tessera: {detail}.</source>
            <translation>Aktualisieren Sie Tessera: {detail}.</translation>
        </message>
        <message>
            <source>The list of accounts cannot be written.</source>
            <translation>Die Liste der Konten lässt sich nicht schreiben.</translation>
        </message>
        <message>
            <source>Make room or mend the permissions: {detail}.</source>
            <translation>Schaffen Sie Platz, oder berichtigen Sie die Zugriffsrechte: {detail}.</translation>
        </message>
        <message>
            <source>There is no such account.</source>
            <translation>Ein solches Konto gibt es nicht.</translation>
        </message>
        <message>
            <source>Look at the list of accounts.</source>
            <translation>Sehen Sie in der Liste der Konten nach.</translation>
        </message>
        <message>
            <source>An account cannot be called that.</source>
            <translation>So kann ein Konto nicht heißen.</translation>
        </message>
        <message>
            <source>A name is one line of at most 80 characters that can be seen: {detail}.</source>
            <translation>Ein Name ist eine Zeile mit höchstens 80 sichtbaren Zeichen: {detail}.</translation>
        </message>
        <message>
            <source>Another account is called that.</source>
            <translation>Ein anderes Konto heißt so.</translation>
        </message>
        <message>
            <source>Choose another name: tools find an account by it.</source>
            <translation>Wählen Sie einen anderen Namen: Werkzeuge finden ein Konto darüber.</translation>
        </message>
        <message>
            <source>More than one account is called that.</source>
            <translation>Mehr als ein Konto heißt so.</translation>
        </message>
        <message>
            <source>Choose one: {detail}.</source>
            <translation>Wählen Sie eines: {detail}.</translation>
        </message>
        <message>
            <source>{host} could not be told yet that you signed out.</source>
            <translation>{host} hat noch nicht erfahren, dass Sie sich abgemeldet haben.</translation>
        </message>
        <message>
            <source>The tokens wait in the keychain, and only there; Tessera tries again by itself.</source>
            <translation>Die Tokens warten im Schlüsselbund und nur dort; Tessera versucht es von selbst erneut.</translation>
        </message>
        <message>
            <source>{host} could not be told in 90 days that you signed out.</source>
            <translation>{host} hat in 90 Tagen nicht erfahren, dass Sie sich abgemeldet haben.</translation>
        </message>
        <message>
            <source>Look for this program in your account's settings there.</source>
            <translation>Suchen Sie dieses Programm dort in den Einstellungen Ihres Kontos.</translation>
        </message>
        <message>
            <source>What the keychain holds to be revoked cannot be read.</source>
            <translation>Was der Schlüsselbund zum Widerrufen enthält, ist nicht lesbar.</translation>
        </message>
        <message>
            <source>Look for this program in your account's settings at the provider.</source>
            <translation>Suchen Sie dieses Programm beim Anbieter in den Einstellungen Ihres Kontos.</translation>
        </message>
        <message>
            <source>An answer of {host} was lost at {detail}, and with it the new refresh token; it does not take the old one again.</source>
            <translation>{host}: Eine Antwort ging verloren ({detail}) und mit ihr das neue Refresh-Token; das alte wird nicht noch einmal angenommen.</translation>
        </message>
        <message>
            <source>Another Tessera program is renewing this account and does not finish.</source>
            <translation>Ein anderes Tessera-Programm erneuert dieses Konto und kommt nicht zum Ende.</translation>
        </message>
        <message>
            <source>Close the other one, or try again later.</source>
            <translation>Schließen Sie das andere, oder versuchen Sie es später erneut.</translation>
        </message>
        <message>
            <source>A renewal is still under way.</source>
            <translation>Eine Erneuerung läuft noch.</translation>
        </message>
        <message>
            <source>Wait a moment.</source>
            <translation>Warten Sie einen Moment.</translation>
        </message>
        <message>
            <source>Other Tessera programs cannot be kept from renewing at the same time.</source>
            <translation>Andere Tessera-Programme lassen sich nicht daran hindern, gleichzeitig zu erneuern.</translation>
        </message>
        <message>
            <source>That was renewed a moment ago.</source>
            <translation>Das wurde gerade eben erneuert.</translation>
        </message>
        <message>
            <source>The token is fresh; wait half a minute.</source>
            <translation>Das Token ist frisch; warten Sie eine halbe Minute.</translation>
        </message>
        <message>
            <source>This account needs a new sign-in.</source>
            <translation>Dieses Konto braucht eine neue Anmeldung.</translation>
        </message>
        <message>
            <source>The list of providers has a wrong row.</source>
            <translation>Die Liste der Anbieter hat eine falsche Zeile.</translation>
        </message>
        <message>
            <source>The list of providers has a row twice.</source>
            <translation>Die Liste der Anbieter hat eine Zeile doppelt.</translation>
        </message>
        <message>
            <source>That file cannot be read.</source>
            <translation>Diese Datei ist nicht lesbar.</translation>
        </message>
        <message>
            <source>That file is no key file.</source>
            <translation>Diese Datei ist keine Schlüsseldatei.</translation>
        </message>
        <message>
            <source>It is empty or larger than 1 MB; choose a JWK set, a JWK or a PEM file.</source>
            <translation>Sie ist leer oder größer als 1 MB; wählen Sie ein JWK-Set, einen JWK oder eine PEM-Datei.</translation>
        </message>
        <message>
            <source>A shared secret is needed.</source>
            <translation>Ein gemeinsames Geheimnis wird gebraucht.</translation>
        </message>
        <message>
            <source>Write it into the field.</source>
            <translation>Tragen Sie es in das Feld ein.</translation>
        </message>
        <message>
            <source>The demo provider is not installed.</source>
            <translation>Der Demo-Anbieter ist nicht installiert.</translation>
        </message>
        <message>
            <source>It should be at {detail}.</source>
            <translation>Er sollte hier sein: {detail}.</translation>
        </message>
        <message>
            <source>It says: {detail}.</source>
            <translation>Er sagt: {detail}.</translation>
        </message>
        <message>
            <source>The demo provider did not start in time.</source>
            <translation>Der Demo-Anbieter ist nicht rechtzeitig gestartet.</translation>
        </message>
        <message>
            <source>{host} answers no questions about tokens.</source>
            <translation>{host} beantwortet keine Fragen zu Tokens.</translation>
        </message>
        <message>
            <source>It has no introspection endpoint. "tessera inspect" reads a token without it.</source>
            <translation>Es gibt keinen Introspection-Endpunkt. "tessera inspect" liest ein Token auch ohne ihn.</translation>
        </message>
        <message>
            <source>{host} does not say whether the token is good.</source>
            <translation>{host} sagt nicht, ob das Token gültig ist.</translation>
        </message>
        <message>
            <source>Nothing of its answer is used: {detail}.</source>
            <translation>Nichts aus der Antwort wird verwendet: {detail}.</translation>
        </message>
        <message>
            <source>{host} does not say what kind of token it gave.</source>
            <translation>{host} sagt nicht, was für ein Token es ist.</translation>
        </message>
        <message>
            <source>The provider does not know the service the token is meant for.</source>
            <translation>Der Anbieter kennt den Dienst nicht, für den das Token bestimmt ist.</translation>
        </message>
        <message>
            <source>Check the audience and the resource.</source>
            <translation>Prüfen Sie die Audience und die Ressource.</translation>
        </message>
        <message>
            <source>{host} has no page for signing out.</source>
            <translation>{host} hat keine Seite zum Abmelden.</translation>
        </message>
        <message>
            <source>Sign out on its own pages if the browser should forget you too.</source>
            <translation>Melden Sie sich auf den Seiten des Anbieters ab, wenn auch der Browser Sie vergessen soll.</translation>
        </message>
        <message>
            <source>{host} names an address for signing out that is not safe to open.</source>
            <translation>{host} nennt zum Abmelden eine Adresse, die nicht sicher zu öffnen ist.</translation>
        </message>
        <message>
            <source>No browser was opened. Its operator must mend it: {detail}.</source>
            <translation>Kein Browser wurde geöffnet. Das muss der Betreiber beheben: {detail}.</translation>
        </message>
        <message>
            <source>The browser did not come back from signing out.</source>
            <translation>Der Browser kam vom Abmelden nicht zurück.</translation>
        </message>
        <message>
            <source>Here you are signed out all the same.</source>
            <translation>Hier sind Sie trotzdem abgemeldet.</translation>
        </message>
        <message>
            <source>{host} registers no clients by itself.</source>
            <translation>{host} registriert Clients nicht von selbst.</translation>
        </message>
        <message>
            <source>Register one by hand where its operator says so.</source>
            <translation>Registrieren Sie von Hand einen, wo der Betreiber es vorsieht.</translation>
        </message>
        <message>
            <source>This registration cannot be changed from here.</source>
            <translation>Diese Registrierung lässt sich von hier aus nicht ändern.</translation>
        </message>
        <message>
            <source>The provider gave no registration token, or it is not at hand.</source>
            <translation>Der Anbieter hat kein Registrierungs-Token gegeben, oder es ist nicht zur Hand.</translation>
        </message>
        <message>
            <source>What the keychain holds for this registration cannot be read.</source>
            <translation>Was der Schlüsselbund für diese Registrierung enthält, ist nicht lesbar.</translation>
        </message>
        <message>
            <source>Manage the client at the provider.</source>
            <translation>Verwalten Sie den Client beim Anbieter.</translation>
        </message>
        <message>
            <source>This computer keeps nothing to manage that client with.</source>
            <translation>Auf diesem Computer ist nichts, womit sich dieser Client verwalten ließe.</translation>
        </message>
        <message>
            <source>Clients can be shown, changed and deleted where they were registered: {detail}.</source>
            <translation>Clients lassen sich dort anzeigen, ändern und löschen, wo sie registriert wurden: {detail}.</translation>
        </message>
        <message>
            <source>{host} answered the registration in a wrong form.</source>
            <translation>{host} hat die Registrierung in falscher Form beantwortet.</translation>
        </message>
        <message>
            <source>The answer was thrown away: {detail}.</source>
            <translation>Die Antwort wurde verworfen: {detail}.</translation>
        </message>
        <message>
            <source>{host} wants the registration token sent somewhere else.</source>
            <translation>{host} will das Registrierungs-Token an eine andere Stelle gesandt bekommen.</translation>
        </message>
        <message>
            <source>The answer was thrown away; this may be an attack: {detail}.</source>
            <translation>Die Antwort wurde verworfen; das könnte ein Angriff sein: {detail}.</translation>
        </message>
        <message>
            <source>{host} answered about another client.</source>
            <translation>{host} hat über einen anderen Client geantwortet.</translation>
        </message>
        <message>
            <source>The provider does not accept the redirect address.</source>
            <translation>Der Anbieter nimmt die Redirect-Adresse nicht an.</translation>
        </message>
        <message>
            <source>Try http://127.0.0.1/callback, or ask its operator.</source>
            <translation>Versuchen Sie es mit http://127.0.0.1/callback, oder fragen Sie den Betreiber.</translation>
        </message>
        <message>
            <source>The provider does not accept such a client.</source>
            <translation>Der Anbieter nimmt einen solchen Client nicht an.</translation>
        </message>
        <message>
            <source>Ask for less: other grant types, another authentication, fewer scopes.</source>
            <translation>Fragen Sie weniger an: andere Grant-Typen, eine andere Authentifizierung, weniger Scopes.</translation>
        </message>
        <message>
            <source>The provider does not accept the software statement.</source>
            <translation>Der Anbieter nimmt das Software-Statement nicht an.</translation>
        </message>
        <message>
            <source>Ask its operator for a new one.</source>
            <translation>Bitten Sie den Betreiber um ein neues.</translation>
        </message>
        <message>
            <source>The provider does not approve of this software.</source>
            <translation>Der Anbieter lässt diese Software nicht zu.</translation>
        </message>
        <message>
            <source>Ask its operator to approve it.</source>
            <translation>Bitten Sie den Betreiber, sie zuzulassen.</translation>
        </message>
        <message>
            <source>{host} answered the code with an unexpected status.</source>
            <translation>{host} hat auf den Code mit einem unerwarteten Status geantwortet.</translation>
        </message>
        <message>
            <source>{host} gave a kind of token Tessera does not know.</source>
            <translation>{host} hat eine Art Token gegeben, die Tessera nicht kennt.</translation>
        </message>
        <message>
            <source>{host} gave a token that anybody could use who finds it.</source>
            <translation>{host} hat ein Token gegeben, das jeder benutzen könnte, der es findet.</translation>
        </message>
        <message>
            <source>A token bound to a key of this computer (DPoP) was asked for. Nothing was stored.</source>
            <translation>Verlangt war ein Token, das an einen Schlüssel dieses Computers gebunden ist (DPoP). Nichts wurde gespeichert.</translation>
        </message>
        <message>
            <source>{host} gave no usable access token.</source>
            <translation>{host} hat kein verwendbares Access-Token gegeben.</translation>
        </message>
        <message>
            <source>The answer of {host} has a wrong form.</source>
            <translation>{host} hat eine Antwort in falscher Form gesandt.</translation>
        </message>
        <message>
            <source>Nothing was stored: {detail}.</source>
            <translation>Nichts wurde gespeichert: {detail}.</translation>
        </message>
        <message>
            <source>{host} gave no ID token, so nobody knows who signed in.</source>
            <translation>{host} hat kein ID-Token gegeben; deshalb ist nicht bekannt, wer sich angemeldet hat.</translation>
        </message>
        <message>
            <source>Nothing was stored. The scope must hold openid.</source>
            <translation>Nichts wurde gespeichert. Der Scope muss openid enthalten.</translation>
        </message>
        <message>
            <source>{host} has no way to revoke a grant.</source>
            <translation>{host} hat keinen Weg, eine Freigabe zu widerrufen.</translation>
        </message>
        <message>
            <source>The account belongs to a tenant that is not allowed here.</source>
            <translation>Das Konto gehört zu einem Mandanten, der hier nicht erlaubt ist.</translation>
        </message>
        <message>
            <source>{detail}. Choose another account in the browser, or allow that tenant.</source>
            <translation>{detail}. Wählen Sie im Browser ein anderes Konto, oder erlauben Sie diesen Mandanten.</translation>
        </message>
        <message>
            <source>The ID token was issued by somebody else.</source>
            <translation>Das ID-Token hat jemand anderes ausgestellt.</translation>
        </message>
        <message>
            <source>The ID token is meant for another program.</source>
            <translation>Das ID-Token ist für ein anderes Programm bestimmt.</translation>
        </message>
        <message>
            <source>The ID token is meant for other programs too, which Tessera does not trust.</source>
            <translation>Das ID-Token ist auch für andere Programme bestimmt, denen Tessera nicht vertraut.</translation>
        </message>
        <message>
            <source>The ID token was given to another program.</source>
            <translation>Das ID-Token wurde einem anderen Programm gegeben.</translation>
        </message>
        <message>
            <source>The ID token is signed in a way this provider did not announce.</source>
            <translation>Das ID-Token ist auf eine Weise signiert, die dieser Anbieter nicht angekündigt hat.</translation>
        </message>
        <message>
            <source>The signature of the ID token is wrong.</source>
            <translation>Die Signatur des ID-Tokens ist falsch.</translation>
        </message>
        <message>
            <source>Nothing was stored; this may be an attack.</source>
            <translation>Nichts wurde gespeichert; das könnte ein Angriff sein.</translation>
        </message>
        <message>
            <source>The ID token had run out when it came.</source>
            <translation>Das ID-Token war schon abgelaufen, als es kam.</translation>
        </message>
        <message>
            <source>Check this computer's clock and try again.</source>
            <translation>Prüfen Sie die Uhr dieses Computers, und versuchen Sie es erneut.</translation>
        </message>
        <message>
            <source>The ID token is not valid yet.</source>
            <translation>Das ID-Token ist noch nicht gültig.</translation>
        </message>
        <message>
            <source>The ID token seems to come from the future.</source>
            <translation>Das ID-Token scheint aus der Zukunft zu kommen.</translation>
        </message>
        <message>
            <source>This computer's clock is probably slow. Set the clock and try again.</source>
            <translation>Wahrscheinlich geht die Uhr dieses Computers nach. Stellen Sie die Uhr, und versuchen Sie es erneut.</translation>
        </message>
        <message>
            <source>The ID token was made long before it came.</source>
            <translation>Das ID-Token wurde lange vor seiner Ankunft erstellt.</translation>
        </message>
        <message>
            <source>This computer's clock is probably fast. Set the clock and try again.</source>
            <translation>Wahrscheinlich geht die Uhr dieses Computers vor. Stellen Sie die Uhr, und versuchen Sie es erneut.</translation>
        </message>
        <message>
            <source>The ID token belongs to another sign-in.</source>
            <translation>Das ID-Token gehört zu einer anderen Anmeldung.</translation>
        </message>
        <message>
            <source>The ID token does not say which sign-in it belongs to.</source>
            <translation>Das ID-Token sagt nicht, zu welcher Anmeldung es gehört.</translation>
        </message>
        <message>
            <source>The ID token and the access token do not belong together.</source>
            <translation>Das ID-Token und das Access-Token gehören nicht zusammen.</translation>
        </message>
        <message>
            <source>The ID token was made for another sign-in.</source>
            <translation>Das ID-Token wurde für eine andere Anmeldung erstellt.</translation>
        </message>
        <message>
            <source>The ID token and the code it was given for do not belong together.</source>
            <translation>Das ID-Token und der Code, für den es gegeben wurde, gehören nicht zusammen.</translation>
        </message>
        <message>
            <source>The ID token does not say who signed in.</source>
            <translation>Das ID-Token sagt nicht, wer sich angemeldet hat.</translation>
        </message>
        <message>
            <source>Somebody else signed in.</source>
            <translation>Jemand anderes hat sich angemeldet.</translation>
        </message>
        <message>
            <source>Nothing was changed for this account.</source>
            <translation>An diesem Konto wurde nichts geändert.</translation>
        </message>
        <message>
            <source>The sign-in at the provider is older than was asked for.</source>
            <translation>Die Anmeldung beim Anbieter ist älter als verlangt.</translation>
        </message>
        <message>
            <source>Sign in again there.</source>
            <translation>Melden Sie sich dort erneut an.</translation>
        </message>
        <message>
            <source>The sign-in at the provider was weaker than was asked for.</source>
            <translation>Die Anmeldung beim Anbieter war schwächer als verlangt.</translation>
        </message>
        <message>
            <source>What came as the ID token is another kind of token.</source>
            <translation>Was als ID-Token kam, ist ein Token anderer Art.</translation>
        </message>
        <message>
            <source>The ID token came open, though it was to come encrypted.</source>
            <translation>Das ID-Token kam offen, obwohl es verschlüsselt kommen sollte.</translation>
        </message>
        <message>
            <source>The ID token has a wrong form.</source>
            <translation>Das ID-Token hat eine falsche Form.</translation>
        </message>
        <message>
            <source>{host} has no place to ask about you.</source>
            <translation>{host} hat keine Stelle für Fragen über Sie.</translation>
        </message>
        <message>
            <source>What the ID token says is shown.</source>
            <translation>Gezeigt wird, was das ID-Token sagt.</translation>
        </message>
        <message>
            <source>{host} answered about somebody else.</source>
            <translation>{host} hat über jemand anderen geantwortet.</translation>
        </message>
        <message>
            <source>The answer was thrown away.</source>
            <translation>Die Antwort wurde verworfen.</translation>
        </message>
        <message>
            <source>The answer about you does not say whom it is about.</source>
            <translation>Die Antwort über Sie sagt nicht, um wen es geht.</translation>
        </message>
        <message>
            <source>It was thrown away.</source>
            <translation>Sie wurde verworfen.</translation>
        </message>
        <message>
            <source>The answer about you came signed, which was not asked for.</source>
            <translation>Die Antwort über Sie kam signiert, was nicht verlangt war.</translation>
        </message>
        <message>
            <source>The answer about you came open, though it was to come as a token.</source>
            <translation>Die Antwort über Sie kam offen, obwohl sie als Token kommen sollte.</translation>
        </message>
        <message>
            <source>It was thrown away; this may be an attack.</source>
            <translation>Sie wurde verworfen; das könnte ein Angriff sein.</translation>
        </message>
        <message>
            <source>The answer about you came open, though it was to come encrypted.</source>
            <translation>Die Antwort über Sie kam offen, obwohl sie verschlüsselt kommen sollte.</translation>
        </message>
        <message>
            <source>The answer about you is signed in another way than was agreed.</source>
            <translation>Die Antwort über Sie ist anders signiert als vereinbart.</translation>
        </message>
        <message>
            <source>The signature of the answer about you is wrong.</source>
            <translation>Die Signatur der Antwort über Sie ist falsch.</translation>
        </message>
        <message>
            <source>The answer about you was made by somebody else.</source>
            <translation>Die Antwort über Sie hat jemand anderes erstellt.</translation>
        </message>
        <message>
            <source>The answer about you is meant for another program.</source>
            <translation>Die Antwort über Sie ist für ein anderes Programm bestimmt.</translation>
        </message>
        <message>
            <source>What the tool says does not follow its own format.</source>
            <translation>Was das Werkzeug sagt, folgt nicht seinem eigenen Format.</translation>
        </message>
        <message>
            <source>Nothing was handed out. What cannot be used is: {detail}.</source>
            <translation>Nichts wurde herausgegeben. Nicht verwendbar ist: {detail}.</translation>
        </message>
        <message>
            <source>What the tool says is too large.</source>
            <translation>Was das Werkzeug sagt, ist zu groß.</translation>
        </message>
        <message>
            <source>Nothing was handed out. It has {detail}.</source>
            <translation>Nichts wurde herausgegeben. Es hat {detail}.</translation>
        </message>
        <message>
            <source>That is no address of a host a token could be for.</source>
            <translation>Das ist keine Adresse eines Hosts, für den ein Token sein könnte.</translation>
        </message>
        <message>
            <source>It looks like https://git.example.com or https://git.example.com/group. {detail}.</source>
            <translation>Sie sieht aus wie https://git.example.com oder https://git.example.com/group. {detail}.</translation>
        </message>
        <message>
            <source>The list of hosts cannot be used.</source>
            <translation>Die Liste der Hosts ist nicht verwendbar.</translation>
        </message>
        <message>
            <source>No token is handed out by it. Mend or remove it: {detail}.</source>
            <translation>Danach wird kein Token herausgegeben. Berichtigen oder entfernen Sie sie: {detail}.</translation>
        </message>
        <message>
            <source>There is no such host in the list.</source>
            <translation>Einen solchen Host gibt es in der Liste nicht.</translation>
        </message>
        <message>
            <source>Asked for: {detail}.</source>
            <translation>Gefragt war nach: {detail}.</translation>
        </message>
        <message>
            <source>More than one account fits this host.</source>
            <translation>Mehr als ein Konto passt zu diesem Host.</translation>
        </message>
        <message>
            <source>This token is bound to a key that stays in the keychain.</source>
            <translation>Dieses Token ist an einen Schlüssel gebunden, der im Schlüsselbund bleibt.</translation>
        </message>
        <message>
            <source>Other programs cannot use it. Sign in with a client that asks for plain tokens to use it with {detail}.</source>
            <translation>Andere Programme können es nicht verwenden. Melden Sie sich mit einem Client an, der einfache Tokens verlangt, um es mit {detail} zu verwenden.</translation>
        </message>
        <message>
            <source>Programs of oidc-agent cannot use it.</source>
            <translation>Programme von oidc-agent können es nicht verwenden.</translation>
        </message>
        <message>
            <source>Tessera answers only oidc-agent's request for an access token.</source>
            <translation>Tessera beantwortet von oidc-agent nur die Anfrage nach einem Access-Token.</translation>
        </message>
        <message>
            <source>Accounts are added and removed with tessera sign-in and tessera sign-out. Asked for: {detail}.</source>
            <translation>Konten werden mit tessera sign-in und tessera sign-out hinzugefügt und entfernt. Gefragt war nach: {detail}.</translation>
        </message>
        <message>
            <source>The token cannot be handed to this tool.</source>
            <translation>Das Token lässt sich diesem Werkzeug nicht übergeben.</translation>
        </message>
        <message>
            <source>It is empty, or it holds characters that its format has no place for.</source>
            <translation>Es ist leer oder enthält Zeichen, für die sein Format keinen Platz hat.</translation>
        </message>
        <message>
            <source>Kubernetes asks in a version that Tessera does not know.</source>
            <translation>Kubernetes fragt in einer Version an, die Tessera nicht kennt.</translation>
        </message>
        <message>
            <source>It knows client.authentication.k8s.io/v1 and v1beta1, not {detail}.</source>
            <translation>Bekannt sind client.authentication.k8s.io/v1 und v1beta1, nicht {detail}.</translation>
        </message>
        <message>
            <source>kubectl asks for another cluster.</source>
            <translation>kubectl fragt für einen anderen Cluster an.</translation>
        </message>
        <message>
            <source>Nothing was handed out. Check --server in the kubeconfig, and provideClusterInfo. {detail}.</source>
            <translation>Nichts wurde herausgegeben. Prüfen Sie --server in der kubeconfig sowie provideClusterInfo. {detail}.</translation>
        </message>
        <message>
            <source>That is no sign-in of a mail program.</source>
            <translation>Das ist keine Anmeldung eines Mailprogramms.</translation>
        </message>
        <message>
            <source>AWS refused the ID token.</source>
            <translation>AWS hat das ID-Token abgelehnt.</translation>
        </message>
        <message>
            <source>Check the role, its trust policy and the audience it wants. AWS said: {detail}.</source>
            <translation>Prüfen Sie die Rolle, ihre Trust-Policy und die verlangte Audience. AWS sagt: {detail}.</translation>
        </message>
        <message>
            <source>The answer of AWS STS cannot be read.</source>
            <translation>Die Antwort von AWS STS ist nicht lesbar.</translation>
        </message>
        <message>
            <source>Tessera keeps no passwords.</source>
            <translation>Tessera bewahrt keine Passwörter auf.</translation>
        </message>
        <message>
            <source>It hands out tokens of accounts that are signed in; nothing was stored.</source>
            <translation>Es gibt Tokens angemeldeter Konten heraus; nichts wurde gespeichert.</translation>
        </message>
        <message>
            <source>A token may not be written there.</source>
            <translation>Dorthin darf kein Token geschrieben werden.</translation>
        </message>
        <message>
            <source>It must be a new or an own file below $XDG_RUNTIME_DIR, which is in memory and yours alone. {detail}.</source>
            <translation>Es muss eine neue oder eigene Datei unter $XDG_RUNTIME_DIR sein, das im Arbeitsspeicher liegt und nur Ihnen gehört. {detail}.</translation>
        </message>
        <message>
            <source>That is not how a credential helper is used.</source>
            <translation>So wird ein Credential-Helper nicht aufgerufen.</translation>
        </message>
        <message>
            <source>{detail}. "use ADDRESS ACCOUNT", "forget ADDRESS" and "list-hosts" are for you; the rest is for the tool.</source>
            <translation>{detail}. "use ADDRESS ACCOUNT", "forget ADDRESS" und "list-hosts" sind für Sie; der Rest ist für das Werkzeug.</translation>
        </message>
        <message>
            <source>That is no name of a variable for a token.</source>
            <translation>Das ist kein Name einer Variable für ein Token.</translation>
        </message>
        <message>
            <source>Give a plain one with --env, not {detail}.</source>
            <translation>Geben Sie mit --env einen einfachen an, nicht {detail}.</translation>
        </message>
        <message>
            <source>The command did not start.</source>
            <translation>Der Befehl ist nicht gestartet.</translation>
        </message>
        <message>
            <source>That is not how AWS has it.</source>
            <translation>So ist es bei AWS nicht vorgesehen.</translation>
        </message>
        <message>
            <source>See tessera aws-credential --help. Given: {detail}.</source>
            <translation>Siehe tessera aws-credential --help. Angegeben: {detail}.</translation>
        </message>
        <message>
            <source>There is no provider of that name.</source>
            <translation>Einen Anbieter dieses Namens gibt es nicht.</translation>
        </message>
        <message>
            <source>"tessera providers" lists them; any other is reached with --issuer. Asked for: {detail}.</source>
            <translation>"tessera providers" zeigt sie; jeder andere ist mit --issuer erreichbar. Gefragt war nach: {detail}.</translation>
        </message>
        <message>
            <source>The provider's address is needed.</source>
            <translation>Die Adresse des Anbieters wird gebraucht.</translation>
        </message>
        <message>
            <source>Give it with --issuer. It looks like {detail}.</source>
            <translation>Geben Sie sie mit --issuer an. Sie sieht aus wie {detail}.</translation>
        </message>
        <message>
            <source>A client ID is needed.</source>
            <translation>Eine Client-ID wird gebraucht.</translation>
        </message>
        <message>
            <source>Register this program at the provider and give what it answers with --client-id. The place is {detail}.</source>
            <translation>Registrieren Sie dieses Programm beim Anbieter, und geben Sie dessen Antwort mit --client-id an. Die Stelle ist {detail}.</translation>
        </message>
        <message>
            <source>There is no such way to send a client secret.</source>
            <translation>Auf diese Weise lässt sich ein Client-Secret nicht senden.</translation>
        </message>
        <message>
            <source>--client-auth takes client_secret_basic or client_secret_post, not {detail}.</source>
            <translation>--client-auth nimmt client_secret_basic oder client_secret_post, nicht {detail}.</translation>
        </message>
        <message>
            <source>That is nothing a client is registered with.</source>
            <translation>Das ist nichts, womit ein Client registriert wird.</translation>
        </message>
        <message>
            <source>--registered takes NAME=VALUE, like id_token_encrypted_response_alg=ECDH-ES, not {detail}.</source>
            <translation>--registered nimmt NAME=VALUE, etwa id_token_encrypted_response_alg=ECDH-ES, nicht {detail}.</translation>
        </message>
        <message>
            <source>That is no return address on this computer.</source>
            <translation>Das ist keine Rückkehradresse auf diesem Computer.</translation>
        </message>
        <message>
            <source>--redirect-uri takes one like http://127.0.0.1:8400/callback, not {detail}.</source>
            <translation>--redirect-uri nimmt eine wie http://127.0.0.1:8400/callback, nicht {detail}.</translation>
        </message>
        <message>
            <source>The file for the secret is empty.</source>
            <translation>Die Datei für das Secret ist leer.</translation>
        </message>
        <message>
            <source>Write the client secret into it, nothing else: {detail}.</source>
            <translation>Schreiben Sie das Client-Secret hinein, sonst nichts: {detail}.</translation>
        </message>
        <message>
            <source>Nothing says what to sign out of.</source>
            <translation>Nichts sagt, was abgemeldet werden soll.</translation>
        </message>
        <message>
            <source>Name one account, or give --all, --pending or --left-over.</source>
            <translation>Nennen Sie ein Konto, oder geben Sie --all, --pending oder --left-over an.</translation>
        </message>
        <message>
            <source>A browser can sign out at one provider at a time.</source>
            <translation>Ein Browser kann sich nur bei einem Anbieter zugleich abmelden.</translation>
        </message>
        <message>
            <source>Name one account with --end-session.</source>
            <translation>Nennen Sie mit --end-session ein einziges Konto.</translation>
        </message>
        <message>
            <source>Standard input can be read once only.</source>
            <translation>Die Standardeingabe lässt sich nur einmal lesen.</translation>
        </message>
        <message>
            <source>Give one of the files by its name.</source>
            <translation>Geben Sie eine der Dateien mit ihrem Namen an.</translation>
        </message>
        <message>
            <source>That is no time.</source>
            <translation>Das ist keine Zeit.</translation>
        </message>
        <message>
            <source>Times look like 2026-01-31T12:00:00Z, not {detail}.</source>
            <translation>Zeiten sehen aus wie 2026-01-31T12:00:00Z, nicht wie {detail}.</translation>
        </message>
        <message>
            <source>The key can come from one place only.</source>
            <translation>Der Schlüssel kann nur von einer Stelle kommen.</translation>
        </message>
        <message>
            <source>Too many of them: {detail}.</source>
            <translation>Es sind zu viele: {detail}.</translation>
        </message>
        <message>
            <source>The sign-in was declined at the provider.</source>
            <translation>Die Anmeldung wurde beim Anbieter abgelehnt.</translation>
        </message>
        <message>
            <source>Nothing was stored. Sign in again if that was not meant.</source>
            <translation>Nichts wurde gespeichert. Melden Sie sich erneut an, wenn das nicht so gewollt war.</translation>
        </message>
        <message>
            <source>The provider did not understand the request.</source>
            <translation>Der Anbieter hat die Anfrage nicht verstanden.</translation>
        </message>
        <message>
            <source>Check the client ID and how the client is registered.</source>
            <translation>Prüfen Sie die Client-ID und wie der Client registriert ist.</translation>
        </message>
        <message>
            <source>The provider does not allow this client to sign in this way.</source>
            <translation>Der Anbieter erlaubt diesem Client nicht, sich so anzumelden.</translation>
        </message>
        <message>
            <source>Switch on the authorization code flow where the client is registered.</source>
            <translation>Schalten Sie den Authorization-Code-Flow ein, wo der Client registriert ist.</translation>
        </message>
        <message>
            <source>The provider does not offer sign-in with a code.</source>
            <translation>Der Anbieter bietet keine Anmeldung mit einem Code an.</translation>
        </message>
        <message>
            <source>Ask its operator to switch it on.</source>
            <translation>Bitten Sie den Betreiber, sie einzuschalten.</translation>
        </message>
        <message>
            <source>The provider does not know one of the scopes asked for.</source>
            <translation>Der Anbieter kennt einen der angefragten Scopes nicht.</translation>
        </message>
        <message>
            <source>Ask for fewer scopes and try again.</source>
            <translation>Fragen Sie weniger Scopes an, und versuchen Sie es erneut.</translation>
        </message>
        <message>
            <source>The provider had an error of its own.</source>
            <translation>Beim Anbieter ist ein eigener Fehler aufgetreten.</translation>
        </message>
        <message>
            <source>The provider is overloaded or being repaired.</source>
            <translation>Der Anbieter ist überlastet oder wird gewartet.</translation>
        </message>
        <message>
            <source>The provider withdrew the grant, so it was refused.</source>
            <translation>Der Anbieter hat die Freigabe entzogen; deshalb wurde sie abgelehnt.</translation>
        </message>
        <message>
            <source>The provider does not accept this client.</source>
            <translation>Der Anbieter akzeptiert diesen Client nicht.</translation>
        </message>
        <message>
            <source>Check the client ID and the client secret.</source>
            <translation>Prüfen Sie die Client-ID und das Client-Secret.</translation>
        </message>
        <message>
            <source>The provider does not allow this kind of request.</source>
            <translation>Der Anbieter erlaubt diese Art von Anfrage nicht.</translation>
        </message>
        <message>
            <source>Switch on authorization code and refresh token where the client is registered.</source>
            <translation>Schalten Sie Authorization Code und Refresh Token ein, wo der Client registriert ist.</translation>
        </message>
        <message>
            <source>The provider refused, in words that are no error code.</source>
            <translation>Der Anbieter hat abgelehnt, mit Worten, die kein Fehlercode sind.</translation>
        </message>
        <message>
            <source>Ask its operator what it means: {detail}.</source>
            <translation>Fragen Sie den Betreiber, was das bedeutet: {detail}.</translation>
        </message>
        <message>
            <source>The provider does not accept the access token.</source>
            <translation>Der Anbieter akzeptiert das Access-Token nicht.</translation>
        </message>
        <message>
            <source>Renew it, or sign in again.</source>
            <translation>Erneuern Sie es, oder melden Sie sich erneut an.</translation>
        </message>
        <message>
            <source>The access token does not reach that far.</source>
            <translation>Das Access-Token reicht nicht so weit.</translation>
        </message>
        <message>
            <source>Sign in again and ask for more scopes.</source>
            <translation>Melden Sie sich erneut an, und fragen Sie mehr Scopes an.</translation>
        </message>
        <message>
            <source>The server wants a stronger or a newer sign-in.</source>
            <translation>Der Server verlangt eine stärkere oder neuere Anmeldung.</translation>
        </message>
        <message>
            <source>Sign in again, with the second factor if there is one.</source>
            <translation>Melden Sie sich erneut an, mit dem zweiten Faktor, wenn es einen gibt.</translation>
        </message>
        <message>
            <source>The provider wants you to sign in.</source>
            <translation>Der Anbieter verlangt, dass Sie sich anmelden.</translation>
        </message>
        <message>
            <source>Sign in again in the browser.</source>
            <translation>Melden Sie sich im Browser erneut an.</translation>
        </message>
        <message>
            <source>The provider wants to ask you something.</source>
            <translation>Der Anbieter will Sie etwas fragen.</translation>
        </message>
        <message>
            <source>The provider wants your consent.</source>
            <translation>Der Anbieter verlangt Ihre Zustimmung.</translation>
        </message>
        <message>
            <source>The provider wants you to choose an account.</source>
            <translation>Der Anbieter verlangt, dass Sie ein Konto wählen.</translation>
        </message>
        <message>
            <source>The provider no longer knows the request that was sent ahead.</source>
            <translation>Der Anbieter kennt die vorab gesandte Anfrage nicht mehr.</translation>
        </message>
        <message>
            <source>It lives for a minute or so. Sign in again.</source>
            <translation>Sie lebt etwa eine Minute. Melden Sie sich erneut an.</translation>
        </message>
        <message>
            <source>The provider does not accept the signed request.</source>
            <translation>Der Anbieter akzeptiert die signierte Anfrage nicht.</translation>
        </message>
        <message>
            <source>Check the client's key where the client is registered.</source>
            <translation>Prüfen Sie den Schlüssel des Clients, wo der Client registriert ist.</translation>
        </message>
        <message>
            <source>The provider takes no signed requests.</source>
            <translation>Der Anbieter nimmt keine signierten Anfragen an.</translation>
        </message>
        <message>
            <source>Sign in without one.</source>
            <translation>Melden Sie sich ohne eine an.</translation>
        </message>
        <message>
            <source>The provider takes no requests that were sent ahead.</source>
            <translation>Der Anbieter nimmt keine vorab gesandten Anfragen an.</translation>
        </message>
        <message>
            <source>Sign in without pushed authorization requests.</source>
            <translation>Melden Sie sich ohne vorab gesandte Anfragen an (Pushed Authorization Requests).</translation>
        </message>
        <message>
            <source>The provider takes no registration inside a request.</source>
            <translation>Der Anbieter nimmt keine Registrierung innerhalb einer Anfrage an.</translation>
        </message>
        <message>
            <source>Register the client where its operator says so.</source>
            <translation>Registrieren Sie den Client, wo der Betreiber es vorsieht.</translation>
        </message>
        <message>
            <source>The provider could not sign you in as strongly as was asked.</source>
            <translation>Der Anbieter konnte Sie nicht so stark anmelden wie verlangt.</translation>
        </message>
        <message>
            <source>Set up a second factor there, or ask for less.</source>
            <translation>Richten Sie dort einen zweiten Faktor ein, oder verlangen Sie weniger.</translation>
        </message>
        <message>
            <source>The code was not entered in time.</source>
            <translation>Der Code wurde nicht rechtzeitig eingegeben.</translation>
        </message>
        <message>
            <source>The provider still waits for the code.</source>
            <translation>Der Anbieter wartet noch auf den Code.</translation>
        </message>
        <message>
            <source>Enter it on the page of the provider.</source>
            <translation>Geben Sie ihn auf der Seite des Anbieters ein.</translation>
        </message>
        <message>
            <source>The provider was asked too often.</source>
            <translation>Der Anbieter wurde zu oft gefragt.</translation>
        </message>
        <message>
            <source>The provider cannot revoke this kind of token.</source>
            <translation>Der Anbieter kann diese Art von Token nicht widerrufen.</translation>
        </message>
        <message>
            <source>It ends by itself, or in your account's settings there.</source>
            <translation>Es endet von selbst oder dort in den Einstellungen Ihres Kontos.</translation>
        </message>
        <message>
            <source>The provider does not accept the details of what was asked for.</source>
            <translation>Der Anbieter nimmt die Einzelheiten der Anfrage nicht an.</translation>
        </message>
        <message>
            <source>Check their type and members, or ask by scope.</source>
            <translation>Prüfen Sie ihren Typ und ihre Felder, oder fragen Sie über Scopes an.</translation>
        </message>
        <message>
            <source>The provider does not accept the client ID and secret together.</source>
            <translation>Der Anbieter akzeptiert Client-ID und Client-Secret zusammen nicht.</translation>
        </message>
        <message>
            <source>Copy both again from where the client is registered; a new secret replaces the old one.</source>
            <translation>Kopieren Sie beide erneut von dort, wo der Client registriert ist; ein neues Secret ersetzt das alte.</translation>
        </message>
        <message>
            <source>The return address is not the one that is registered.</source>
            <translation>Die Rückkehradresse ist nicht die registrierte.</translation>
        </message>
        <message>
            <source>Register http://127.0.0.1/callback, or give the registered one with --redirect-uri.</source>
            <translation>Registrieren Sie http://127.0.0.1/callback, oder geben Sie die registrierte mit --redirect-uri an.</translation>
        </message>
        <message>
            <source>The provider does not know the code any more.</source>
            <translation>Der Anbieter kennt den Code nicht mehr.</translation>
        </message>
        <message>
            <source>It lives for a few minutes and works once. Sign in again.</source>
            <translation>Er lebt ein paar Minuten und gilt einmal. Melden Sie sich erneut an.</translation>
        </message>
        <message>
            <source>The provider wants your e-mail address confirmed first.</source>
            <translation>Der Anbieter verlangt, dass zuerst Ihre E-Mail-Adresse bestätigt wird.</translation>
        </message>
        <message>
            <source>Confirm it in your account's settings there, then sign in again.</source>
            <translation>Bestätigen Sie sie dort in den Einstellungen Ihres Kontos, und melden Sie sich dann erneut an.</translation>
        </message>
        <message>
            <source>The provider no longer accepts the refresh token.</source>
            <translation>Der Anbieter akzeptiert das Refresh-Token nicht mehr.</translation>
        </message>
        <message>
            <source>Sign-in on another device is switched off for this client.</source>
            <translation>Die Anmeldung auf einem anderen Gerät ist für diesen Client abgeschaltet.</translation>
        </message>
        <message>
            <source>Enable the device flow where the client is registered, or sign in with the browser.</source>
            <translation>Schalten Sie den Device-Flow ein, wo der Client registriert ist, oder melden Sie sich mit dem Browser an.</translation>
        </message>
        <message>
            <source>The provider has suspended this client.</source>
            <translation>Der Anbieter hat diesen Client gesperrt.</translation>
        </message>
        <message>
            <source>Ask whoever registered it; another client ID works meanwhile.</source>
            <translation>Fragen Sie, wer ihn registriert hat; eine andere Client-ID geht bis dahin.</translation>
        </message>
        <message>
            <source>An administrator of your organisation does not allow this client.</source>
            <translation>Ein Administrator Ihrer Organisation erlaubt diesen Client nicht.</translation>
        </message>
        <message>
            <source>Ask the administrator to allow it.</source>
            <translation>Bitten Sie den Administrator, ihn zu erlauben.</translation>
        </message>
        <message>
            <source>This client is for people of one organisation only.</source>
            <translation>Dieser Client ist nur für Personen einer bestimmten Organisation.</translation>
        </message>
        <message>
            <source>Sign in with an account of that organisation, or use another client ID.</source>
            <translation>Melden Sie sich mit einem Konto dieser Organisation an, oder verwenden Sie eine andere Client-ID.</translation>
        </message>
        <message>
            <source>The client was deleted at the provider.</source>
            <translation>Der Client wurde beim Anbieter gelöscht.</translation>
        </message>
        <message>
            <source>Register a new one and use its client ID.</source>
            <translation>Registrieren Sie einen neuen, und verwenden Sie dessen Client-ID.</translation>
        </message>
        <message>
            <source>The provider refuses the browser the page was opened in.</source>
            <translation>Der Anbieter weist den Browser ab, in dem die Seite geöffnet wurde.</translation>
        </message>
        <message>
            <source>Open the address in your usual browser.</source>
            <translation>Öffnen Sie die Adresse in Ihrem üblichen Browser.</translation>
        </message>
        <message>
            <source>Check the scopes, and that the service is there in your tenant.</source>
            <translation>Prüfen Sie die Scopes und ob es den Dienst in Ihrem Mandanten gibt.</translation>
        </message>
        <message>
            <source>The provider wants a second factor.</source>
            <translation>Der Anbieter verlangt einen zweiten Faktor.</translation>
        </message>
        <message>
            <source>The provider has locked the account after too many attempts.</source>
            <translation>Der Anbieter hat das Konto nach zu vielen Versuchen gesperrt.</translation>
        </message>
        <message>
            <source>Wait, or follow the mail it sent.</source>
            <translation>Warten Sie, oder folgen Sie der E-Mail, die er gesandt hat.</translation>
        </message>
        <message>
            <source>The code was used before.</source>
            <translation>Der Code wurde schon verwendet.</translation>
        </message>
        <message>
            <source>Nothing was stored. Sign in again.</source>
            <translation>Nichts wurde gespeichert. Melden Sie sich erneut an.</translation>
        </message>
        <message>
            <source>The provider does not accept the client secret.</source>
            <translation>Der Anbieter akzeptiert das Client-Secret nicht.</translation>
        </message>
        <message>
            <source>Copy it again from where the client is registered.</source>
            <translation>Kopieren Sie es erneut von dort, wo der Client registriert ist.</translation>
        </message>
        <message>
            <source>Give the registered one with --redirect-uri.</source>
            <translation>Geben Sie die registrierte mit --redirect-uri an.</translation>
        </message>
        <message>
            <source>The provider does not know the client ID.</source>
            <translation>Der Anbieter kennt die Client-ID nicht.</translation>
        </message>
        <message>
            <source>It says: “%1”.</source>
            <translation>Dort heißt es: „%1“.</translation>
        </message>
        <message>
            <source>the server</source>
            <translation>der Server</translation>
        </message>
    </context>
    <context>
        <name>tessera::EventSection</name>
        <message>
            <source>What happened</source>
            <translation>Was geschah</translation>
        </message>
        <message>
            <source>Show all %1</source>
            <translation>Alle %1 zeigen</translation>
        </message>
    </context>
    <context>
        <name>tessera::ExampleTokens</name>
        <message>
            <source>An ID token</source>
            <translation>Ein ID-Token</translation>
        </message>
        <message>
            <source>A token nobody signed</source>
            <translation>Ein Token, das niemand signiert hat</translation>
        </message>
        <message>
            <source>A session cookie</source>
            <translation>Ein Sitzungscookie</translation>
        </message>
    </context>
    <context>
        <name>tessera::FactsPane</name>
        <message>
            <source>Known before it opened</source>
            <translation>Vor dem Öffnen bekannt</translation>
        </message>
        <message>
            <source>Asking for</source>
            <translation>Angefragt wird</translation>
        </message>
    </context>
    <context>
        <name>tessera::Field</name>
        <message>
            <source>Show the secret</source>
            <translation>Geheimnis zeigen</translation>
        </message>
        <message>
            <source>Hide the secret</source>
            <translation>Geheimnis verbergen</translation>
        </message>
        <message>
            <source>Go to the field</source>
            <translation>Zum Feld gehen</translation>
        </message>
    </context>
    <context>
        <name>tessera::FieldList</name>
        <message>
            <source>Sent</source>
            <translation>Gesandt</translation>
        </message>
        <message>
            <source>Expected</source>
            <translation>Erwartet</translation>
        </message>
        <message>
            <source>In the answer</source>
            <translation>In der Antwort</translation>
        </message>
        <message>
            <source>In the ID token</source>
            <translation>Im ID-Token</translation>
        </message>
        <message>
            <source>Computed</source>
            <translation>Berechnet</translation>
        </message>
        <message>
            <source>In the metadata</source>
            <translation>In den Metadaten</translation>
        </message>
        <message>
            <source>%1 chars</source>
            <translation>%1 Zeichen</translation>
        </message>
        <message>
            <source>Replaced secret, fingerprint %1</source>
            <translation>Ersetztes Geheimnis, Fingerabdruck %1</translation>
        </message>
        <message>
            <source>%1 more are under Raw.</source>
            <translation>%1 weitere stehen unter „Roh“.</translation>
        </message>
    </context>
    <context>
        <name>tessera::FindBar</name>
        <message>
            <source>Rows</source>
            <translation>Zeilen</translation>
        </message>
        <message>
            <source>All</source>
            <translation>Alle</translation>
        </message>
        <message>
            <source>Messages</source>
            <translation>Nachrichten</translation>
        </message>
        <message>
            <source>Checks</source>
            <translation>Prüfungen</translation>
        </message>
        <message>
            <source>Failures</source>
            <translation>Fehlschläge</translation>
        </message>
        <message>
            <source>Find in this run</source>
            <translation>In diesem Ablauf suchen</translation>
        </message>
        <message>
            <source>%1 of %2</source>
            <comment>rows found</comment>
            <translation>%1 von %2</translation>
        </message>
    </context>
    <context>
        <name>tessera::FindingRow</name>
        <message>
            <source>Error</source>
            <translation>Fehler</translation>
        </message>
        <message>
            <source>Warning</source>
            <translation>Warnung</translation>
        </message>
        <message>
            <source>Note</source>
            <translation>Hinweis</translation>
        </message>
        <message>
            <source>Opens %1 in the browser.</source>
            <translation>Öffnet %1 im Browser.</translation>
        </message>
    </context>
    <context>
        <name>tessera::FindingText</name>
        <message>
            <source>Tells of a person</source>
            <translation>Sagt etwas über eine Person</translation>
        </message>
        <message>
            <source>Everybody the token passes through can read it: logs, proxies, the receiver.</source>
            <translation>Jeder, durch dessen Hände das Token geht, kann es lesen: Logs, Proxys, der Empfänger.</translation>
        </message>
        <message>
            <source>Ask for fewer scopes where it is not needed, or encrypt the token.</source>
            <translation>Fordern Sie weniger Scopes an, wo das nicht gebraucht wird, oder verschlüsseln Sie das Token.</translation>
        </message>
        <message>
            <source>A card number</source>
            <translation>Eine Kartennummer</translation>
        </message>
        <message>
            <source>The payload is encoded, not encrypted: everybody who sees the token reads the number. Its check digit fits.</source>
            <translation>Die Payload ist kodiert, nicht verschlüsselt: Jeder, der das Token sieht, liest die Nummer. Ihre Prüfziffer stimmt.</translation>
        </message>
        <message>
            <source>Take it out; a reference is enough. Treat the number as disclosed.</source>
            <translation>Nehmen Sie sie heraus; ein Verweis genügt. Betrachten Sie die Nummer als offengelegt.</translation>
        </message>
        <message>
            <source>A bank account number</source>
            <translation>Eine Kontonummer</translation>
        </message>
        <message>
            <source>The payload is encoded, not encrypted: everybody who sees the token reads it. Its check digits fit.</source>
            <translation>Die Payload ist kodiert, nicht verschlüsselt: Jeder, der das Token sieht, liest sie. Ihre Prüfziffern stimmen.</translation>
        </message>
        <message>
            <source>Take it out; a reference is enough.</source>
            <translation>Nehmen Sie sie heraus; ein Verweis genügt.</translation>
        </message>
        <message>
            <source>A national identity number</source>
            <translation>Eine nationale Identifikationsnummer</translation>
        </message>
        <message>
            <source>The payload is encoded, not encrypted: everybody who sees the token reads it.</source>
            <translation>Die Payload ist kodiert, nicht verschlüsselt: Jeder, der das Token sieht, liest sie.</translation>
        </message>
        <message>
            <source>A secret in plain sight</source>
            <translation>Ein Geheimnis im Klartext</translation>
        </message>
        <message>
            <source>The payload is encoded, not encrypted: everybody who sees the token has the secret.</source>
            <translation>Die Payload ist kodiert, nicht verschlüsselt: Jeder, der das Token sieht, hat das Geheimnis.</translation>
        </message>
        <message>
            <source>Take it out, and change the secret.</source>
            <translation>Nehmen Sie es heraus, und ändern Sie das Geheimnis.</translation>
        </message>
        <message>
            <source>A private key in plain sight</source>
            <translation>Ein privater Schlüssel im Klartext</translation>
        </message>
        <message>
            <source>Everybody who sees the token can sign or decrypt with the key.</source>
            <translation>Jeder, der das Token sieht, kann mit dem Schlüssel signieren oder entschlüsseln.</translation>
        </message>
        <message>
            <source>Take it out, and replace the key everywhere.</source>
            <translation>Nehmen Sie ihn heraus, und ersetzen Sie den Schlüssel überall.</translation>
        </message>
        <message>
            <source>Administration for a long time</source>
            <translation>Administrator für lange Zeit</translation>
        </message>
        <message>
            <source>Whoever steals the token rules for as long as it lives, even after the role was taken away.</source>
            <translation>Wer das Token stiehlt, hat die Macht, solange es gilt, auch nachdem die Rolle entzogen wurde.</translation>
        </message>
        <message>
            <source>Give such roles short tokens, and ask the server anew each time.</source>
            <translation>Geben Sie solchen Rollen kurzlebige Tokens, und fragen Sie jedes Mal neu beim Server an.</translation>
        </message>
        <message>
            <source>Shared secret where others check</source>
            <translation>Gemeinsames Geheimnis, wo andere prüfen</translation>
        </message>
        <message>
            <source>Whoever can check this signature can make one: each API or client that knows the secret could sign in as anybody.</source>
            <translation>Wer diese Signatur prüfen kann, kann sie auch erzeugen: Jede API und jeder Client mit dem Geheimnis könnte sich als jeder anmelden.</translation>
        </message>
        <message>
            <source>Sign with RS256, PS256, ES256 or Ed25519, and publish the keys.</source>
            <translation>Signieren Sie mit RS256, PS256, ES256 oder Ed25519, und veröffentlichen Sie die Schlüssel.</translation>
        </message>
        <message>
            <source>Rare algorithm</source>
            <translation>Seltener Algorithmus</translation>
        </message>
        <message>
            <source>ES256K comes from block chains; many OpenID and OAuth programs do not know it.</source>
            <translation>ES256K stammt aus der Blockchain-Welt; viele Programme für OpenID und OAuth kennen ihn nicht.</translation>
        </message>
        <message>
            <source>Use ES256 unless both sides want this one.</source>
            <translation>Verwenden Sie ES256, wenn nicht beide Seiten diesen wollen.</translation>
        </message>
        <message>
            <source>Its secret is public knowledge</source>
            <translation>Das Geheimnis ist allgemein bekannt</translation>
        </message>
        <message>
            <source>It stands in tutorials or lists of passwords. Everybody can make such a token, for any person and any role.</source>
            <translation>Es steht in Anleitungen oder Passwortlisten. Jeder kann so ein Token erstellen, für jede Person und jede Rolle.</translation>
        </message>
        <message>
            <source>Make a random secret of at least 32 bytes, replace it everywhere, and treat all tokens made with the old one as forged.</source>
            <translation>Erzeugen Sie ein zufälliges Geheimnis von mindestens 32 Bytes, ersetzen Sie es überall, und betrachten Sie alle Tokens, die mit dem alten erstellt wurden, als gefälscht.</translation>
        </message>
        <message>
            <source>The private key is in the header</source>
            <translation>Der private Schlüssel steht im Header</translation>
        </message>
        <message>
            <source>Whoever sees the token can sign with that key.</source>
            <translation>Wer das Token sieht, kann mit diesem Schlüssel signieren.</translation>
        </message>
        <message>
            <source>Replace the key. Only its public members belong here.</source>
            <translation>Ersetzen Sie den Schlüssel. Hierher gehören nur seine öffentlichen Teile.</translation>
        </message>
        <message>
            <source>Odd key id</source>
            <translation>Merkwürdige Schlüssel-ID</translation>
        </message>
        <message>
            <source>A key id is a name to compare, and nothing more. One like this is an attempt to have the reader open a file, a database or an address, or a mistake of the issuer.</source>
            <translation>Eine Schlüssel-ID ist ein Name zum Vergleichen und nichts weiter. Eine wie diese soll den Leser dazu bringen, eine Datei, eine Datenbank oder eine Adresse zu öffnen, oder sie ist ein Fehler des Ausstellers.</translation>
        </message>
        <message>
            <source>Look keys up by comparing strings, in a list that is already there.</source>
            <translation>Suchen Sie Schlüssel durch Vergleichen von Zeichenketten, in einer Liste, die schon da ist.</translation>
        </message>
        <message>
            <source>Claim missing or of the wrong type</source>
            <translation>Claim fehlt oder hat den falschen Typ</translation>
        </message>
        <message>
            <source>A reader that needs it must refuse.</source>
            <translation>Ein Leser, der ihn braucht, muss ablehnen.</translation>
        </message>
        <message>
            <source>The issuer must mend the claim.</source>
            <translation>Der Aussteller muss den Claim berichtigen.</translation>
        </message>
        <message>
            <source>Expired</source>
            <translation>Abgelaufen</translation>
        </message>
        <message>
            <source>Its time is over.</source>
            <translation>Seine Zeit ist vorbei.</translation>
        </message>
        <message>
            <source>Renew it. If it is new, check the clock of this computer.</source>
            <translation>Erneuern Sie es. Wenn es neu ist, prüfen Sie die Uhr dieses Computers.</translation>
        </message>
        <message>
            <source>Not valid yet</source>
            <translation>Noch nicht gültig</translation>
        </message>
        <message>
            <source>"nbf" lies ahead.</source>
            <translation>"nbf" liegt in der Zukunft.</translation>
        </message>
        <message>
            <source>Wait, or check the clock of this computer.</source>
            <translation>Warten Sie, oder prüfen Sie die Uhr dieses Computers.</translation>
        </message>
        <message>
            <source>Issued in the future</source>
            <translation>In der Zukunft ausgestellt</translation>
        </message>
        <message>
            <source>"iat" lies ahead.</source>
            <translation>"iat" liegt in der Zukunft.</translation>
        </message>
        <message>
            <source>Check the clock of this computer.</source>
            <translation>Prüfen Sie die Uhr dieses Computers.</translation>
        </message>
        <message>
            <source>Another issuer</source>
            <translation>Anderer Aussteller</translation>
        </message>
        <message>
            <source>The token comes from somebody else than expected.</source>
            <translation>Das Token kommt von jemand anderem als erwartet.</translation>
        </message>
        <message>
            <source>Check the issuer's address, to the letter.</source>
            <translation>Prüfen Sie die Adresse des Ausstellers, Zeichen für Zeichen.</translation>
        </message>
        <message>
            <source>Not for this audience</source>
            <translation>Nicht für diese Audience</translation>
        </message>
        <message>
            <source>A token made for another program must not be accepted.</source>
            <translation>Ein Token, das für ein anderes Programm erstellt wurde, darf nicht angenommen werden.</translation>
        </message>
        <message>
            <source>Ask for a token for this client.</source>
            <translation>Fordern Sie ein Token für diesen Client an.</translation>
        </message>
        <message>
            <source>Also for others</source>
            <translation>Auch für andere</translation>
        </message>
        <message>
            <source>The token names further audiences, and no authorized party.</source>
            <translation>Das Token nennt weitere Audiences, aber keinen berechtigten Client.</translation>
        </message>
        <message>
            <source>Ask for a token for this client alone.</source>
            <translation>Fordern Sie ein Token nur für diesen Client an.</translation>
        </message>
        <message>
            <source>Another authorized party</source>
            <translation>Anderer berechtigter Client</translation>
        </message>
        <message>
            <source>The token was issued to another client.</source>
            <translation>Das Token wurde für einen anderen Client ausgestellt.</translation>
        </message>
        <message>
            <source>No nonce</source>
            <translation>Keine Nonce</translation>
        </message>
        <message>
            <source>Nothing ties the token to a sign-in.</source>
            <translation>Nichts bindet das Token an eine Anmeldung.</translation>
        </message>
        <message>
            <source>The issuer must repeat the nonce it was sent.</source>
            <translation>Der Aussteller muss die Nonce wiederholen, die ihm gesendet wurde.</translation>
        </message>
        <message>
            <source>Another sign-in's token</source>
            <translation>Token einer anderen Anmeldung</translation>
        </message>
        <message>
            <source>The nonce is not the one that was sent: the token may be replayed.</source>
            <translation>Die Nonce ist nicht die gesendete: Das Token könnte wiederverwendet worden sein (Replay).</translation>
        </message>
        <message>
            <source>Sign in again.</source>
            <translation>Melden Sie sich erneut an.</translation>
        </message>
        <message>
            <source>An access token</source>
            <translation>Ein Access-Token</translation>
        </message>
        <message>
            <source>It is meant for the resource server; to the client it is opaque, and no proof of who signed in.</source>
            <translation>Es ist für den Ressourcenserver bestimmt; für den Client ist es undurchsichtig und kein Beweis, wer sich angemeldet hat.</translation>
        </message>
        <message>
            <source>A refresh token</source>
            <translation>Ein Refresh-Token</translation>
        </message>
        <message>
            <source>It is meant for the authorization server alone. Whoever has it gets new access tokens; nobody else needs to read it.</source>
            <translation>Es ist nur für den Autorisierungsserver bestimmt. Wer es hat, bekommt neue Access-Tokens; sonst muss es niemand lesen.</translation>
        </message>
        <message>
            <source>Keep it where secrets are kept, and never send it to an API.</source>
            <translation>Bewahren Sie es dort auf, wo Geheimnisse liegen, und senden Sie es nie an eine API.</translation>
        </message>
        <message>
            <source>Two kinds at once</source>
            <translation>Zwei Arten zugleich</translation>
        </message>
        <message>
            <source>A token that passes for another kind is accepted where it was not meant to be.</source>
            <translation>Ein Token, das als eine andere Art durchgeht, wird angenommen, wo es nicht gedacht war.</translation>
        </message>
        <message>
            <source>The issuer should name the kind in "typ", and readers should insist on it.</source>
            <translation>Der Aussteller sollte die Art in "typ" nennen, und Leser sollten darauf bestehen.</translation>
        </message>
        <message>
            <source>ID token with permissions</source>
            <translation>ID-Token mit Berechtigungen</translation>
        </message>
        <message>
            <source>It is made like an ID token and grants access like an access token. An API that accepts it accepts what was meant to tell a client who signed in.</source>
            <translation>Es ist gebaut wie ein ID-Token und gewährt Zugriff wie ein Access-Token. Eine API, die es annimmt, nimmt an, was einem Client sagen sollte, wer sich angemeldet hat.</translation>
        </message>
        <message>
            <source>Send APIs an access token, and keep permissions out of the ID token.</source>
            <translation>Senden Sie an APIs ein Access-Token, und halten Sie Berechtigungen aus dem ID-Token heraus.</translation>
        </message>
        <message>
            <source>No issuer</source>
            <translation>Kein Aussteller</translation>
        </message>
        <message>
            <source>Without "iss" nobody can say whose keys must fit.</source>
            <translation>Ohne "iss" kann niemand sagen, wessen Schlüssel passen müssen.</translation>
        </message>
        <message>
            <source>The issuer should name itself.</source>
            <translation>Der Aussteller sollte sich nennen.</translation>
        </message>
        <message>
            <source>No audience</source>
            <translation>Keine Audience</translation>
        </message>
        <message>
            <source>Without "aud" the token can be used where it was not meant to be.</source>
            <translation>Ohne "aud" lässt sich das Token verwenden, wo es nicht gedacht war.</translation>
        </message>
        <message>
            <source>The issuer should name the audience.</source>
            <translation>Der Aussteller sollte die Audience nennen.</translation>
        </message>
        <message>
            <source>No subject</source>
            <translation>Kein Subjekt</translation>
        </message>
        <message>
            <source>Without "sub" the token does not say whom it is about.</source>
            <translation>Ohne "sub" sagt das Token nicht, um wen es geht.</translation>
        </message>
        <message>
            <source>The issuer should set "sub".</source>
            <translation>Der Aussteller sollte "sub" setzen.</translation>
        </message>
        <message>
            <source>Odd audience</source>
            <translation>Merkwürdige Audience</translation>
        </message>
        <message>
            <source>An audience must name exactly who may accept the token.</source>
            <translation>Eine Audience muss genau nennen, wer das Token annehmen darf.</translation>
        </message>
        <message>
            <source>The issuer should name each recipient once.</source>
            <translation>Der Aussteller sollte jeden Empfänger einmal nennen.</translation>
        </message>
        <message>
            <source>Made for another client</source>
            <translation>Für einen anderen Client erstellt</translation>
        </message>
        <message>
            <source>The authorized party is not among the audience: one program of the same owner got the token for another.</source>
            <translation>Der berechtigte Client gehört nicht zur Audience: Ein Programm desselben Inhabers hat das Token für ein anderes bekommen.</translation>
        </message>
        <message>
            <source>Accept it only if you know that party.</source>
            <translation>Nehmen Sie es nur an, wenn Sie diesen Client kennen.</translation>
        </message>
        <message>
            <source>Claim of the wrong type</source>
            <translation>Claim mit falschem Typ</translation>
        </message>
        <message>
            <source>A strict reader refuses it.</source>
            <translation>Ein strenger Leser lehnt ihn ab.</translation>
        </message>
        <message>
            <source>The issuer should mend the claim.</source>
            <translation>Der Aussteller sollte den Claim berichtigen.</translation>
        </message>
        <message>
            <source>Not a complete JWT access token</source>
            <translation>Kein vollständiges JWT-Access-Token</translation>
        </message>
        <message>
            <source>"typ" says at+jwt; the profile then asks for iss, exp, aud, sub, client_id, iat and jti.</source>
            <translation>"typ" sagt at+jwt; das Profil verlangt dann iss, exp, aud, sub, client_id, iat und jti.</translation>
        </message>
        <message>
            <source>The issuer must set them.</source>
            <translation>Der Aussteller muss sie setzen.</translation>
        </message>
        <message>
            <source>No client named</source>
            <translation>Kein Client genannt</translation>
        </message>
        <message>
            <source>An API cannot tell which client uses the token.</source>
            <translation>Eine API kann nicht erkennen, welcher Client das Token verwendet.</translation>
        </message>
        <message>
            <source>The issuer should set "client_id".</source>
            <translation>Der Aussteller sollte "client_id" setzen.</translation>
        </message>
        <message>
            <source>For the client itself</source>
            <translation>Für den Client selbst</translation>
        </message>
        <message>
            <source>The audience is the client that asked. Nothing but missing claims then tells it from an ID token.</source>
            <translation>Die Audience ist der Client, der gefragt hat. Nur fehlende Claims unterscheiden es dann von einem ID-Token.</translation>
        </message>
        <message>
            <source>Register the API as an audience of its own, and have the issuer set "typ": "at+jwt".</source>
            <translation>Registrieren Sie die API als eigene Audience, und lassen Sie den Aussteller "typ": "at+jwt" setzen.</translation>
        </message>
        <message>
            <source>Not typed as a DPoP proof</source>
            <translation>Nicht als DPoP-Nachweis ausgewiesen</translation>
        </message>
        <message>
            <source>"typ" must be dpop+jwt, so that no other token can be taken for a proof.</source>
            <translation>"typ" muss dpop+jwt sein, damit kein anderes Token für einen Nachweis gehalten wird.</translation>
        </message>
        <message>
            <source>Set "typ": "dpop+jwt".</source>
            <translation>Setzen Sie "typ": "dpop+jwt".</translation>
        </message>
        <message>
            <source>Proof with a shared secret</source>
            <translation>Nachweis mit gemeinsamem Geheimnis</translation>
        </message>
        <message>
            <source>A proof shows that the sender holds a private key; a shared secret shows nothing.</source>
            <translation>Ein Nachweis zeigt, dass der Absender einen privaten Schlüssel hat; ein gemeinsames Geheimnis zeigt nichts.</translation>
        </message>
        <message>
            <source>Use an asymmetric algorithm.</source>
            <translation>Verwenden Sie einen asymmetrischen Algorithmus.</translation>
        </message>
        <message>
            <source>No public key</source>
            <translation>Kein öffentlicher Schlüssel</translation>
        </message>
        <message>
            <source>The proof must carry the public key it was made with in "jwk".</source>
            <translation>Der Nachweis muss in "jwk" den öffentlichen Schlüssel mitbringen, zu dem er erstellt wurde.</translation>
        </message>
        <message>
            <source>Put the public key into the header.</source>
            <translation>Setzen Sie den öffentlichen Schlüssel in den Header.</translation>
        </message>
        <message>
            <source>Incomplete proof</source>
            <translation>Unvollständiger Nachweis</translation>
        </message>
        <message>
            <source>A proof names itself, the method, the address and its time.</source>
            <translation>Ein Nachweis nennt sich selbst, die Methode, die Adresse und seine Zeit.</translation>
        </message>
        <message>
            <source>Set jti, htm, htu and iat.</source>
            <translation>Setzen Sie jti, htm, htu und iat.</translation>
        </message>
        <message>
            <source>Address not as it must be</source>
            <translation>Adresse nicht wie vorgeschrieben</translation>
        </message>
        <message>
            <source>"htu" is the address of the request, whole, without query and fragment.</source>
            <translation>"htu" ist die ganze Adresse der Anfrage, ohne Query und Fragment.</translation>
        </message>
        <message>
            <source>Cut the query and the fragment off.</source>
            <translation>Schneiden Sie Query und Fragment ab.</translation>
        </message>
        <message>
            <source>Not tied to an access token</source>
            <translation>Nicht an ein Access-Token gebunden</translation>
        </message>
        <message>
            <source>It is good at the token endpoint. Along with an access token a proof must carry its hash in "ath".</source>
            <translation>Am Token-Endpunkt genügt das. Zusammen mit einem Access-Token muss ein Nachweis dessen Hash in "ath" tragen.</translation>
        </message>
        <message>
            <source>With an access token add the hash.</source>
            <translation>Fügen Sie mit einem Access-Token den Hash hinzu.</translation>
        </message>
        <message>
            <source>An old proof</source>
            <translation>Ein alter Nachweis</translation>
        </message>
        <message>
            <source>A proof is for one request; servers accept it for seconds or minutes.</source>
            <translation>Ein Nachweis gilt für eine Anfrage; Server nehmen ihn für Sekunden oder Minuten an.</translation>
        </message>
        <message>
            <source>Make a new one for each request.</source>
            <translation>Erstellen Sie für jede Anfrage einen neuen.</translation>
        </message>
        <message>
            <source>Incomplete logout token</source>
            <translation>Unvollständiges Logout-Token</translation>
        </message>
        <message>
            <source>The receiver must refuse it.</source>
            <translation>Der Empfänger muss es ablehnen.</translation>
        </message>
        <message>
            <source>Set iat, jti and events.</source>
            <translation>Setzen Sie iat, jti und events.</translation>
        </message>
        <message>
            <source>Nobody to sign out</source>
            <translation>Niemand zum Abmelden</translation>
        </message>
        <message>
            <source>A logout token names a subject, a session or both.</source>
            <translation>Ein Logout-Token nennt ein Subjekt, eine Sitzung oder beides.</translation>
        </message>
        <message>
            <source>Set "sub" or "sid".</source>
            <translation>Setzen Sie "sub" oder "sid".</translation>
        </message>
        <message>
            <source>No logout event</source>
            <translation>Kein Logout-Ereignis</translation>
        </message>
        <message>
            <source>"events" must hold the back-channel logout event with an object as its value.</source>
            <translation>"events" muss das Back-Channel-Logout-Ereignis enthalten, mit einem Objekt als Wert.</translation>
        </message>
        <message>
            <source>Set the member as the specification writes it.</source>
            <translation>Setzen Sie das Element so, wie die Spezifikation es schreibt.</translation>
        </message>
        <message>
            <source>A nonce in a logout token</source>
            <translation>Eine Nonce in einem Logout-Token</translation>
        </message>
        <message>
            <source>It is forbidden, so that a logout token never passes for an ID token.</source>
            <translation>Sie ist verboten, damit ein Logout-Token nie als ID-Token durchgeht.</translation>
        </message>
        <message>
            <source>Leave "nonce" out.</source>
            <translation>Lassen Sie "nonce" weg.</translation>
        </message>
        <message>
            <source>Not typed as a logout token</source>
            <translation>Nicht als Logout-Token ausgewiesen</translation>
        </message>
        <message>
            <source>Without "typ": "logout+jwt" only its claims tell it from other tokens.</source>
            <translation>Ohne "typ": "logout+jwt" unterscheiden es nur seine Claims von anderen Tokens.</translation>
        </message>
        <message>
            <source>Set "typ": "logout+jwt".</source>
            <translation>Setzen Sie "typ": "logout+jwt".</translation>
        </message>
        <message>
            <source>No token id</source>
            <translation>Keine Token-ID</translation>
        </message>
        <message>
            <source>Without "jti" the server cannot notice that the assertion is used twice.</source>
            <translation>Ohne "jti" kann der Server nicht bemerken, dass die Assertion zweimal verwendet wird.</translation>
        </message>
        <message>
            <source>Set a fresh "jti" each time.</source>
            <translation>Setzen Sie jedes Mal ein neues "jti".</translation>
        </message>
        <message>
            <source>Issuer and subject differ</source>
            <translation>Aussteller und Subjekt verschieden</translation>
        </message>
        <message>
            <source>Of a client that proves itself both must be its client id.</source>
            <translation>Weist sich ein Client aus, müssen beide seine Client-ID sein.</translation>
        </message>
        <message>
            <source>Set "iss" and "sub" to the client id.</source>
            <translation>Setzen Sie "iss" und "sub" auf die Client-ID.</translation>
        </message>
        <message>
            <source>For several servers</source>
            <translation>Für mehrere Server</translation>
        </message>
        <message>
            <source>One of them could present the assertion to another.</source>
            <translation>Einer davon könnte die Assertion einem anderen vorlegen.</translation>
        </message>
        <message>
            <source>Name the issuer of one authorization server.</source>
            <translation>Nennen Sie den Aussteller eines einzigen Autorisierungsservers.</translation>
        </message>
        <message>
            <source>Issuer without TLS</source>
            <translation>Aussteller ohne TLS</translation>
        </message>
        <message>
            <source>Whoever stands between can answer in its name, with keys of their own.</source>
            <translation>Wer dazwischen sitzt, kann in seinem Namen antworten, mit eigenen Schlüsseln.</translation>
        </message>
        <message>
            <source>Use an https address.</source>
            <translation>Verwenden Sie eine https-Adresse.</translation>
        </message>
        <message>
            <source>A name that looks like another</source>
            <translation>Ein Name, der wie ein anderer aussieht</translation>
        </message>
        <message>
            <source>A person reads one name, a program compares another. Names are compared byte by byte.</source>
            <translation>Ein Mensch liest den einen Namen, ein Programm vergleicht einen anderen. Namen werden Byte für Byte verglichen.</translation>
        </message>
        <message>
            <source>Compare with the name you know, copied from a place you trust.</source>
            <translation>Vergleichen Sie mit dem Namen, den Sie kennen, kopiert von einer Stelle, der Sie vertrauen.</translation>
        </message>
        <message>
            <source>Characters nobody sees</source>
            <translation>Zeichen, die niemand sieht</translation>
        </message>
        <message>
            <source>Control, zero-width or direction characters make a name look like another; they are shown as escapes.</source>
            <translation>Steuerzeichen, Zeichen ohne Breite und Zeichen für die Schreibrichtung lassen einen Namen wie einen anderen aussehen; sie sind als Escape-Folgen gezeigt.</translation>
        </message>
        <message>
            <source>Refuse such a name.</source>
            <translation>Lehnen Sie einen solchen Namen ab.</translation>
        </message>
        <message>
            <source>Issuer with foreign letters</source>
            <translation>Aussteller mit fremden Buchstaben</translation>
        </message>
        <message>
            <source>The host is written in letters beyond ASCII; it is shown in both forms, since letters of different scripts look alike.</source>
            <translation>Der Host enthält Buchstaben außerhalb von ASCII; er ist in beiden Formen gezeigt, denn Buchstaben verschiedener Schriften sehen sich ähnlich.</translation>
        </message>
        <message>
            <source>Compare the xn-- form with the one you know.</source>
            <translation>Vergleichen Sie die Form mit xn-- mit der, die Sie kennen.</translation>
        </message>
        <message>
            <source>The subject is an address</source>
            <translation>Das Subjekt ist eine Adresse</translation>
        </message>
        <message>
            <source>An e-mail address can pass to somebody else, who would then be the same subject.</source>
            <translation>Eine E-Mail-Adresse kann auf jemand anderen übergehen, der dann dasselbe Subjekt wäre.</translation>
        </message>
        <message>
            <source>Use an id that is never given to anybody else.</source>
            <translation>Verwenden Sie eine ID, die nie jemand anderem gegeben wird.</translation>
        </message>
        <message>
            <source>A huge claim</source>
            <translation>Ein riesiger Claim</translation>
        </message>
        <message>
            <source>A token travels with every request; what is large belongs behind an address.</source>
            <translation>Ein Token reist mit jeder Anfrage; was groß ist, gehört hinter eine Adresse.</translation>
        </message>
        <message>
            <source>Send an id and let the receiver look it up.</source>
            <translation>Senden Sie eine ID, und lassen Sie den Empfänger nachschlagen.</translation>
        </message>
        <message>
            <source>Many claims</source>
            <translation>Viele Claims</translation>
        </message>
        <message>
            <source>Each goes along with every request and is told to every receiver.</source>
            <translation>Jeder reist mit jeder Anfrage und wird jedem Empfänger mitgeteilt.</translation>
        </message>
        <message>
            <source>Send what the receiver needs.</source>
            <translation>Senden Sie, was der Empfänger braucht.</translation>
        </message>
        <message>
            <source>Too large for a cookie</source>
            <translation>Zu groß für ein Cookie</translation>
        </message>
        <message>
            <source>Browsers keep cookies of up to 4,096 bytes, name and attributes included, and drop larger ones without a word.</source>
            <translation>Browser behalten Cookies bis 4.096 Bytes, Name und Attribute eingeschlossen, und verwerfen größere ohne ein Wort.</translation>
        </message>
        <message>
            <source>Keep the session at the server and send its id.</source>
            <translation>Halten Sie die Sitzung auf dem Server, und senden Sie ihre ID.</translation>
        </message>
        <message>
            <source>Too large for a header</source>
            <translation>Zu groß für einen Header</translation>
        </message>
        <message>
            <source>Many servers refuse header lines over 8 KB.</source>
            <translation>Viele Server lehnen Header-Zeilen über 8 KB ab.</translation>
        </message>
        <message>
            <source>Send fewer claims, or a reference.</source>
            <translation>Senden Sie weniger Claims oder einen Verweis.</translation>
        </message>
        <message>
            <source>Never expires</source>
            <translation>Läuft nie ab</translation>
        </message>
        <message>
            <source>Without "exp" a stolen token is good for ever.</source>
            <translation>Ohne "exp" taugt ein gestohlenes Token für immer.</translation>
        </message>
        <message>
            <source>The issuer should set "exp".</source>
            <translation>Der Aussteller sollte "exp" setzen.</translation>
        </message>
        <message>
            <source>Lives long</source>
            <translation>Lebt lange</translation>
        </message>
        <message>
            <source>A token that cannot be called back should be short-lived: for as long as it lives, whoever steals it is its owner.</source>
            <translation>Ein Token, das sich nicht zurückrufen lässt, sollte kurzlebig sein: Solange es gilt, gehört es jedem, der es stiehlt.</translation>
        </message>
        <message>
            <source>Shorten its life and renew it.</source>
            <translation>Verkürzen Sie seine Gültigkeit, und erneuern Sie es.</translation>
        </message>
        <message>
            <source>A clock may be wrong</source>
            <translation>Eine Uhr geht vielleicht falsch</translation>
        </message>
        <message>
            <source>Times in tokens are compared with this computer's clock.</source>
            <translation>Zeiten in Tokens werden mit der Uhr dieses Computers verglichen.</translation>
        </message>
        <message>
            <source>Set the clocks of both sides by a time server.</source>
            <translation>Stellen Sie die Uhren beider Seiten nach einem Zeitserver.</translation>
        </message>
        <message>
            <source>Time in milliseconds</source>
            <translation>Zeit in Millisekunden</translation>
        </message>
        <message>
            <source>NumericDate counts seconds. Read as seconds this lies thousands of years ahead, so the token never expires, or is refused.</source>
            <translation>NumericDate zählt Sekunden. Als Sekunden gelesen liegt diese Zeit Tausende Jahre in der Zukunft: Das Token läuft nie ab oder wird abgelehnt.</translation>
        </message>
        <message>
            <source>Divide by 1000 when the token is made.</source>
            <translation>Teilen Sie beim Erstellen des Tokens durch 1000.</translation>
        </message>
        <message>
            <source>Time as text</source>
            <translation>Zeit als Text</translation>
        </message>
        <message>
            <source>NumericDate is a number. A strict reader refuses the token, a careless one may skip the check.</source>
            <translation>NumericDate ist eine Zahl. Ein strenger Leser lehnt das Token ab, ein nachlässiger lässt die Prüfung vielleicht aus.</translation>
        </message>
        <message>
            <source>Write the time as a number of seconds.</source>
            <translation>Schreiben Sie die Zeit als Zahl der Sekunden.</translation>
        </message>
        <message>
            <source>Never valid</source>
            <translation>Nie gültig</translation>
        </message>
        <message>
            <source>"nbf" does not lie before "exp": there is no moment at which the token may be accepted.</source>
            <translation>"nbf" liegt nicht vor "exp": Es gibt keinen Moment, in dem das Token angenommen werden darf.</translation>
        </message>
        <message>
            <source>The issuer must mend its times.</source>
            <translation>Der Aussteller muss seine Zeiten berichtigen.</translation>
        </message>
        <message>
            <source>No time of issue</source>
            <translation>Kein Ausstellungszeitpunkt</translation>
        </message>
        <message>
            <source>An ID token must say when it was made; "iat" is what its age is told by.</source>
            <translation>Ein ID-Token muss sagen, wann es erstellt wurde; an "iat" erkennt man sein Alter.</translation>
        </message>
        <message>
            <source>The issuer must set "iat".</source>
            <translation>Der Aussteller muss "iat" setzen.</translation>
        </message>
        <message>
            <source>Dropped: control character</source>
            <translation>Verworfen: Steuerzeichen</translation>
        </message>
        <message>
            <source>A browser drops the whole header if a control character other than the tab is in it.</source>
            <translation>Ein Browser verwirft den ganzen Header, wenn ein anderes Steuerzeichen als der Tabulator darin ist.</translation>
        </message>
        <message>
            <source>Encode the value.</source>
            <translation>Kodieren Sie den Wert.</translation>
        </message>
        <message>
            <source>Dropped: too large</source>
            <translation>Verworfen: zu groß</translation>
        </message>
        <message>
            <source>Name and value together may have 4,096 bytes.</source>
            <translation>Name und Wert dürfen zusammen 4.096 Bytes haben.</translation>
        </message>
        <message>
            <source>Keep the data on the server and send an id.</source>
            <translation>Halten Sie die Daten auf dem Server, und senden Sie eine ID.</translation>
        </message>
        <message>
            <source>Dropped: empty</source>
            <translation>Verworfen: leer</translation>
        </message>
        <message>
            <source>A cookie needs a name or a value.</source>
            <translation>Ein Cookie braucht einen Namen oder einen Wert.</translation>
        </message>
        <message>
            <source>Name it.</source>
            <translation>Benennen Sie es.</translation>
        </message>
        <message>
            <source>Dropped: domain not in ASCII</source>
            <translation>Verworfen: Domain nicht in ASCII</translation>
        </message>
        <message>
            <source>A domain with other letters is written in its xn-- form.</source>
            <translation>Eine Domain mit anderen Buchstaben wird in ihrer Form mit xn-- geschrieben.</translation>
        </message>
        <message>
            <source>Use the ASCII form.</source>
            <translation>Verwenden Sie die ASCII-Form.</translation>
        </message>
        <message>
            <source>Dropped: domain is a public suffix</source>
            <translation>Verworfen: Domain ist ein Public Suffix</translation>
        </message>
        <message>
            <source>The cookie would go to sites of strangers. From the very host of that name it would be kept for that host alone.</source>
            <translation>Das Cookie ginge an Websites von Fremden. Käme es von genau dem Host dieses Namens, bliebe es für diesen Host allein.</translation>
        </message>
        <message>
            <source>Name your own domain, or better none.</source>
            <translation>Nennen Sie Ihre eigene Domain, oder besser keine.</translation>
        </message>
        <message>
            <source>Dropped: SameSite=None without Secure</source>
            <translation>Verworfen: SameSite=None ohne Secure</translation>
        </message>
        <message>
            <source>A cookie for all sites must be sent over HTTPS alone.</source>
            <translation>Ein Cookie für alle Websites darf nur über HTTPS gesendet werden.</translation>
        </message>
        <message>
            <source>Add Secure.</source>
            <translation>Fügen Sie Secure hinzu.</translation>
        </message>
        <message>
            <source>Dropped: Partitioned without Secure</source>
            <translation>Verworfen: Partitioned ohne Secure</translation>
        </message>
        <message>
            <source>Browsers that know Partitioned ask for Secure.</source>
            <translation>Browser, die Partitioned kennen, verlangen Secure.</translation>
        </message>
        <message>
            <source>Dropped: prefix not honoured</source>
            <translation>Verworfen: Präfix nicht eingehalten</translation>
        </message>
        <message>
            <source>"__Secure-" asks for Secure; "__Host-" for Secure, Path=/ and no Domain; "__Http-" and "__Host-Http-", which are extensions, for HttpOnly too. The case of the letters does not matter.</source>
            <translation>"__Secure-" verlangt Secure; "__Host-" verlangt Secure, Path=/ und keine Domain; "__Http-" und "__Host-Http-", beides Erweiterungen, verlangen auch HttpOnly. Groß- und Kleinschreibung spielt keine Rolle.</translation>
        </message>
        <message>
            <source>Add what is missing, or choose another name.</source>
            <translation>Ergänzen Sie, was fehlt, oder wählen Sie einen anderen Namen.</translation>
        </message>
        <message>
            <source>Dropped: value poses as a prefix</source>
            <translation>Verworfen: Wert gibt sich als Präfix aus</translation>
        </message>
        <message>
            <source>Sent back, a cookie without a name would look like one with that prefix.</source>
            <translation>Zurückgesendet sähe ein Cookie ohne Namen aus wie eines mit diesem Präfix.</translation>
        </message>
        <message>
            <source>Attribute ignored: too large</source>
            <translation>Attribut ignoriert: zu groß</translation>
        </message>
        <message>
            <source>The value of an attribute may have 1,024 bytes.</source>
            <translation>Der Wert eines Attributs darf 1.024 Bytes haben.</translation>
        </message>
        <message>
            <source>Shorten it.</source>
            <translation>Kürzen Sie ihn.</translation>
        </message>
        <message>
            <source>Attribute not known</source>
            <translation>Attribut nicht bekannt</translation>
        </message>
        <message>
            <source>A browser ignores it.</source>
            <translation>Ein Browser ignoriert es.</translation>
        </message>
        <message>
            <source>Check the spelling. A value with a semicolon in it must be encoded.</source>
            <translation>Prüfen Sie die Schreibweise. Ein Wert mit einem Semikolon darin muss kodiert werden.</translation>
        </message>
        <message>
            <source>Path ignored</source>
            <translation>Path ignoriert</translation>
        </message>
        <message>
            <source>It must begin with a slash.</source>
            <translation>Er muss mit einem Schrägstrich beginnen.</translation>
        </message>
        <message>
            <source>Write Path=/ .</source>
            <translation>Schreiben Sie Path=/ .</translation>
        </message>
        <message>
            <source>Expires ignored</source>
            <translation>Expires ignoriert</translation>
        </message>
        <message>
            <source>Without a date that can be read the cookie lives until the browser closes.</source>
            <translation>Ohne ein lesbares Datum lebt das Cookie, bis der Browser geschlossen wird.</translation>
        </message>
        <message>
            <source>Use Max-Age, or a date like "Sun, 06 Nov 1994 08:49:37 GMT".</source>
            <translation>Verwenden Sie Max-Age oder ein Datum wie "Sun, 06 Nov 1994 08:49:37 GMT".</translation>
        </message>
        <message>
            <source>Max-Age ignored</source>
            <translation>Max-Age ignoriert</translation>
        </message>
        <message>
            <source>It must be digits, a minus may stand in front.</source>
            <translation>Es muss aus Ziffern bestehen, davor darf ein Minus stehen.</translation>
        </message>
        <message>
            <source>Write the seconds as a number.</source>
            <translation>Schreiben Sie die Sekunden als Zahl.</translation>
        </message>
        <message>
            <source>SameSite ignored</source>
            <translation>SameSite ignoriert</translation>
        </message>
        <message>
            <source>Only Strict, Lax and None are known. The default is taken.</source>
            <translation>Bekannt sind nur Strict, Lax und None. Es gilt der Standard.</translation>
        </message>
        <message>
            <source>Write one of the three.</source>
            <translation>Schreiben Sie eines der drei.</translation>
        </message>
        <message>
            <source>Attribute more than once</source>
            <translation>Attribut mehr als einmal</translation>
        </message>
        <message>
            <source>Only the last one counts.</source>
            <translation>Nur das letzte zählt.</translation>
        </message>
        <message>
            <source>Send it once.</source>
            <translation>Senden Sie es einmal.</translation>
        </message>
        <message>
            <source>Too many attributes</source>
            <translation>Zu viele Attribute</translation>
        </message>
        <message>
            <source>Only the first 100 were looked at.</source>
            <translation>Nur die ersten 100 wurden angesehen.</translation>
        </message>
        <message>
            <source>Cut to 400 days</source>
            <translation>Auf 400 Tage gekürzt</translation>
        </message>
        <message>
            <source>It asks for a longer life than browsers give; they cut it.</source>
            <translation>Es verlangt ein längeres Leben, als Browser geben; sie kürzen es.</translation>
        </message>
        <message>
            <source>Ask for less.</source>
            <translation>Verlangen Sie weniger.</translation>
        </message>
        <message>
            <source>No name</source>
            <translation>Kein Name</translation>
        </message>
        <message>
            <source>Browsers store it, servers read it in different ways: some take it for a name.</source>
            <translation>Browser speichern es, Server lesen es unterschiedlich: Manche halten den Wert für einen Namen.</translation>
        </message>
        <message>
            <source>Partitioned is an extension</source>
            <translation>Partitioned ist eine Erweiterung</translation>
        </message>
        <message>
            <source>It is not part of RFC 6265bis; browsers that do not know it share the cookie.</source>
            <translation>Es gehört nicht zu RFC 6265bis; Browser, die es nicht kennen, teilen das Cookie zwischen Websites.</translation>
        </message>
        <message>
            <source>A flag in the place of the cookie</source>
            <translation>Ein Attribut an der Stelle des Cookies</translation>
        </message>
        <message>
            <source>The first piece is the cookie itself, so this makes one of that name and sets no flag.</source>
            <translation>Das erste Stück ist das Cookie selbst; so entsteht ein Cookie dieses Namens, und kein Attribut wird gesetzt.</translation>
        </message>
        <message>
            <source>Put name and value in front.</source>
            <translation>Setzen Sie Name und Wert nach vorn.</translation>
        </message>
        <message>
            <source>No cookies</source>
            <translation>Keine Cookies</translation>
        </message>
        <message>
            <source>The header holds none.</source>
            <translation>Der Header enthält keine.</translation>
        </message>
        <message>
            <source>Too many cookies</source>
            <translation>Zu viele Cookies</translation>
        </message>
        <message>
            <source>Only the first 500 were looked at.</source>
            <translation>Nur die ersten 500 wurden angesehen.</translation>
        </message>
        <message>
            <source>Cookie more than once</source>
            <translation>Cookie mehr als einmal</translation>
        </message>
        <message>
            <source>It was set for several paths or domains. Servers differ in which one they take, and an attacker who can set one may win.</source>
            <translation>Es wurde für mehrere Pfade oder Domains gesetzt. Welches gilt, entscheiden Server verschieden, und ein Angreifer, der eines setzen kann, gewinnt vielleicht.</translation>
        </message>
        <message>
            <source>Use a "__Host-" name, which can be set once only.</source>
            <translation>Verwenden Sie einen Namen mit "__Host-"; er lässt sich nur einmal setzen.</translation>
        </message>
        <message>
            <source>Attribute in a Cookie header</source>
            <translation>Attribut in einem Cookie-Header</translation>
        </message>
        <message>
            <source>A request carries names and values alone; attributes stand in Set-Cookie.</source>
            <translation>Eine Anfrage trägt nur Namen und Werte; Attribute stehen in Set-Cookie.</translation>
        </message>
        <message>
            <source>If it is a Set-Cookie header, paste it with its name.</source>
            <translation>Wenn es ein Set-Cookie-Header ist, fügen Sie ihn mit seinem Namen ein.</translation>
        </message>
        <message>
            <source>Box of a framework</source>
            <translation>Verschlüsselter Wert eines Frameworks</translation>
        </message>
        <message>
            <source>The value is encrypted; only the application can read it.</source>
            <translation>Der Wert ist verschlüsselt; nur die Anwendung kann ihn lesen.</translation>
        </message>
        <message>
            <source>Signed, not encrypted</source>
            <translation>Signiert, nicht verschlüsselt</translation>
        </message>
        <message>
            <source>Whoever holds the cookie can read what is in it; a guessable application key lets them change it.</source>
            <translation>Wer das Cookie hat, kann seinen Inhalt lesen; mit einem erratbaren Anwendungsschlüssel lässt er sich auch ändern.</translation>
        </message>
        <message>
            <source>Keep secrets out of it and the key long and random.</source>
            <translation>Halten Sie Geheimnisse heraus und den Schlüssel lang und zufällig.</translation>
        </message>
        <message>
            <source>Session readable by scripts</source>
            <translation>Sitzung für Skripte lesbar</translation>
        </message>
        <message>
            <source>Without HttpOnly a script smuggled into the page can take the session away.</source>
            <translation>Ohne HttpOnly kann ein in die Seite geschmuggeltes Skript die Sitzung mitnehmen.</translation>
        </message>
        <message>
            <source>Add HttpOnly.</source>
            <translation>Fügen Sie HttpOnly hinzu.</translation>
        </message>
        <message>
            <source>Session sent in the clear</source>
            <translation>Sitzung unverschlüsselt gesendet</translation>
        </message>
        <message>
            <source>Without Secure the browser sends it over plain HTTP too, where everybody on the way reads it.</source>
            <translation>Ohne Secure sendet der Browser sie auch über einfaches HTTP, wo sie jeder unterwegs lesen kann.</translation>
        </message>
        <message>
            <source>SameSite not set</source>
            <translation>SameSite nicht gesetzt</translation>
        </message>
        <message>
            <source>The default protects in some browsers only, and not in the first two minutes.</source>
            <translation>Der Standard schützt nur in manchen Browsern und nicht in den ersten zwei Minuten.</translation>
        </message>
        <message>
            <source>Add SameSite=Lax or Strict.</source>
            <translation>Fügen Sie SameSite=Lax oder Strict hinzu.</translation>
        </message>
        <message>
            <source>Session sent from other sites</source>
            <translation>Sitzung auch von anderen Websites gesendet</translation>
        </message>
        <message>
            <source>With SameSite=None a page of another site can act in the person's name.</source>
            <translation>Mit SameSite=None kann eine Seite einer anderen Website im Namen der Person handeln.</translation>
        </message>
        <message>
            <source>Use Lax or Strict, or protect every form against forged requests.</source>
            <translation>Verwenden Sie Lax oder Strict, oder schützen Sie jedes Formular vor untergeschobenen Anfragen (CSRF).</translation>
        </message>
        <message>
            <source>No prefix</source>
            <translation>Kein Präfix</translation>
        </message>
        <message>
            <source>A neighbouring host can set a cookie of this name for yours.</source>
            <translation>Ein benachbarter Host kann für Ihren ein Cookie dieses Namens setzen.</translation>
        </message>
        <message>
            <source>Call it "__Host-…", with Secure, Path=/ and no Domain.</source>
            <translation>Nennen Sie es "__Host-…", mit Secure, Path=/ und ohne Domain.</translation>
        </message>
        <message>
            <source>Session shared with all hosts below</source>
            <translation>Sitzung mit allen Hosts darunter geteilt</translation>
        </message>
        <message>
            <source>With Domain the weakest of these hosts decides how safe the session is.</source>
            <translation>Mit Domain bestimmt der schwächste dieser Hosts, wie sicher die Sitzung ist.</translation>
        </message>
        <message>
            <source>Leave Domain out.</source>
            <translation>Lassen Sie Domain weg.</translation>
        </message>
        <message>
            <source>Default name of a framework</source>
            <translation>Standardname eines Frameworks</translation>
        </message>
        <message>
            <source>It tells what runs there, and so what to try.</source>
            <translation>Er verrät, was dort läuft und was sich also zu versuchen lohnt.</translation>
        </message>
        <message>
            <source>Give it a name of its own.</source>
            <translation>Geben Sie ihm einen eigenen Namen.</translation>
        </message>
        <message>
            <source>Session id too short</source>
            <translation>Sitzungs-ID zu kurz</translation>
        </message>
        <message>
            <source>With less than 64 bits it can be guessed by trying.</source>
            <translation>Mit weniger als 64 Bits lässt sie sich durch Probieren erraten.</translation>
        </message>
        <message>
            <source>Use at least 128 bits of a random generator made for secrets.</source>
            <translation>Verwenden Sie mindestens 128 Bits aus einem Zufallsgenerator, der für Geheimnisse gemacht ist.</translation>
        </message>
        <message>
            <source>Session id guessable</source>
            <translation>Sitzungs-ID erratbar</translation>
        </message>
        <message>
            <source>It is not made by chance.</source>
            <translation>Sie ist nicht zufällig erzeugt.</translation>
        </message>
        <message>
            <source>Same session before and after signing in</source>
            <translation>Dieselbe Sitzung vor und nach der Anmeldung</translation>
        </message>
        <message>
            <source>Whoever planted the id beforehand is signed in with it now (session fixation).</source>
            <translation>Wer die ID vorher untergeschoben hat, ist jetzt mit ihr angemeldet (Session Fixation).</translation>
        </message>
        <message>
            <source>Make a new id at sign-in and forget the old one.</source>
            <translation>Erzeugen Sie bei der Anmeldung eine neue ID, und vergessen Sie die alte.</translation>
        </message>
        <message>
            <source>Nothing to compare</source>
            <translation>Nichts zu vergleichen</translation>
        </message>
        <message>
            <source>Session fixation shows only where both sides hold a session.</source>
            <translation>Session Fixation zeigt sich nur, wenn beide Seiten eine Sitzung enthalten.</translation>
        </message>
        <message>
            <source>Paste the headers with Cookie or Set-Cookie of both.</source>
            <translation>Fügen Sie die Header mit Cookie oder Set-Cookie von beiden ein.</translation>
        </message>
        <message>
            <source>Basic authentication</source>
            <translation>Basic-Authentifizierung</translation>
        </message>
        <message>
            <source>Name and password go out with every request, encoded but not encrypted, and cannot be withdrawn without changing the password.</source>
            <translation>Name und Passwort gehen mit jeder Anfrage hinaus, kodiert, aber nicht verschlüsselt, und lassen sich nur durch ein neues Passwort zurückziehen.</translation>
        </message>
        <message>
            <source>Use a token. If it must be Basic, over HTTPS alone.</source>
            <translation>Verwenden Sie ein Token. Wenn es Basic sein muss, dann nur über HTTPS.</translation>
        </message>
        <message>
            <source>Basic credentials cannot be read</source>
            <translation>Basic-Zugangsdaten nicht lesbar</translation>
        </message>
        <message>
            <source>They must be name, colon and password in base64.</source>
            <translation>Sie müssen aus Name, Doppelpunkt und Passwort in base64 bestehen.</translation>
        </message>
        <message>
            <source>Encode them again.</source>
            <translation>Kodieren Sie sie neu.</translation>
        </message>
        <message>
            <source>Bound to a key</source>
            <translation>An einen Schlüssel gebunden</translation>
        </message>
        <message>
            <source>The token works only with a DPoP header beside it, signed with the client's key.</source>
            <translation>Das Token wirkt nur zusammen mit einem DPoP-Header, signiert mit dem Schlüssel des Clients.</translation>
        </message>
        <message>
            <source>No scheme</source>
            <translation>Kein Schema</translation>
        </message>
        <message>
            <source>The first word must say what follows: Bearer, Basic, DPoP.</source>
            <translation>Das erste Wort muss sagen, was folgt: Bearer, Basic, DPoP.</translation>
        </message>
        <message>
            <source>Put "Bearer" in front.</source>
            <translation>Setzen Sie "Bearer" davor.</translation>
        </message>
        <message>
            <source>White space inside the token</source>
            <translation>Leerraum im Token</translation>
        </message>
        <message>
            <source>A server must refuse it.</source>
            <translation>Ein Server muss es ablehnen.</translation>
        </message>
        <message>
            <source>Copy the token without line breaks.</source>
            <translation>Kopieren Sie das Token ohne Zeilenumbrüche.</translation>
        </message>
        <message>
            <source>Authorization more than once</source>
            <translation>Authorization mehr als einmal</translation>
        </message>
        <message>
            <source>Proxies and servers differ in which one they take.</source>
            <translation>Proxys und Server nehmen nicht immer dieselbe.</translation>
        </message>
        <message>
            <source>Secret in Referer</source>
            <translation>Geheimnis in Referer</translation>
        </message>
        <message>
            <source>The browser told another page the address with a code or token in it.</source>
            <translation>Der Browser hat einer anderen Seite die Adresse mitsamt einem Code oder Token verraten.</translation>
        </message>
        <message>
            <source>Send Referrer-Policy: no-referrer, and keep tokens out of addresses.</source>
            <translation>Senden Sie Referrer-Policy: no-referrer, und halten Sie Tokens aus Adressen heraus.</translation>
        </message>
        <message>
            <source>Secret in Location</source>
            <translation>Geheimnis in Location</translation>
        </message>
        <message>
            <source>The answer sends the browser to an address with a code or token in it.</source>
            <translation>Die Antwort schickt den Browser zu einer Adresse mit einem Code oder Token darin.</translation>
        </message>
        <message>
            <source>Only a code may travel so, with PKCE.</source>
            <translation>Nur ein Code darf so reisen, mit PKCE.</translation>
        </message>
        <message>
            <source>No HSTS</source>
            <translation>Kein HSTS</translation>
        </message>
        <message>
            <source>Without Strict-Transport-Security the first request of the next visit may go over plain HTTP, and the session with it.</source>
            <translation>Ohne Strict-Transport-Security geht die erste Anfrage des nächsten Besuchs vielleicht über einfaches HTTP, und die Sitzung mit ihr.</translation>
        </message>
        <message>
            <source>Send Strict-Transport-Security: max-age=31536000.</source>
            <translation>Senden Sie Strict-Transport-Security: max-age=31536000.</translation>
        </message>
        <message>
            <source>May be kept in a cache</source>
            <translation>Darf in einem Cache bleiben</translation>
        </message>
        <message>
            <source>An answer with a session or a token in it must not be stored on the way.</source>
            <translation>Eine Antwort mit einer Sitzung oder einem Token darf unterwegs nicht gespeichert werden.</translation>
        </message>
        <message>
            <source>Send Cache-Control: no-store.</source>
            <translation>Senden Sie Cache-Control: no-store.</translation>
        </message>
        <message>
            <source>Header over several lines</source>
            <translation>Header über mehrere Zeilen</translation>
        </message>
        <message>
            <source>Lines that continue a header are given up; servers must refuse or join them.</source>
            <translation>Zeilen, die einen Header fortsetzen, sind abgeschafft; Server müssen sie ablehnen oder zusammenfügen.</translation>
        </message>
        <message>
            <source>Write it in one line.</source>
            <translation>Schreiben Sie ihn in eine Zeile.</translation>
        </message>
        <message>
            <source>Line that is no header</source>
            <translation>Zeile, die kein Header ist</translation>
        </message>
        <message>
            <source>It was not read.</source>
            <translation>Sie wurde nicht gelesen.</translation>
        </message>
        <message>
            <source>A header is a name, a colon and a value.</source>
            <translation>Ein Header besteht aus Name, Doppelpunkt und Wert.</translation>
        </message>
        <message>
            <source>Too many headers</source>
            <translation>Zu viele Header</translation>
        </message>
        <message>
            <source>Nothing of it was read.</source>
            <translation>Nichts davon wurde gelesen.</translation>
        </message>
        <message>
            <source>Paste one request or answer.</source>
            <translation>Fügen Sie eine einzelne Anfrage oder Antwort ein.</translation>
        </message>
        <message>
            <source>The server refused the token</source>
            <translation>Der Server hat das Token abgelehnt</translation>
        </message>
        <message>
            <source>The API did not accept what was sent.</source>
            <translation>Die API hat nicht angenommen, was gesendet wurde.</translation>
        </message>
        <message>
            <source>Do as the error says.</source>
            <translation>Tun Sie, was der Fehler sagt.</translation>
        </message>
        <message>
            <source>Challenge cannot be read</source>
            <translation>Challenge nicht lesbar</translation>
        </message>
        <message>
            <source>WWW-Authenticate does not follow its grammar.</source>
            <translation>WWW-Authenticate folgt nicht seiner Grammatik.</translation>
        </message>
        <message>
            <source>The server must mend it.</source>
            <translation>Der Server muss das beheben.</translation>
        </message>
        <message>
            <source>Challenge with a parameter twice</source>
            <translation>Challenge mit doppeltem Parameter</translation>
        </message>
        <message>
            <source>It cannot be told which one counts.</source>
            <translation>Welcher zählt, lässt sich nicht sagen.</translation>
        </message>
        <message>
            <source>Challenge too large</source>
            <translation>Challenge zu groß</translation>
        </message>
        <message>
            <source>No token type</source>
            <translation>Kein Token-Typ</translation>
        </message>
        <message>
            <source>"token_type" is required; without it a client must not use the access token.</source>
            <translation>"token_type" ist vorgeschrieben; ohne es darf ein Client das Access-Token nicht verwenden.</translation>
        </message>
        <message>
            <source>The server must send "token_type":"Bearer".</source>
            <translation>Der Server muss "token_type":"Bearer" senden.</translation>
        </message>
        <message>
            <source>Life is not a number</source>
            <translation>Gültigkeitsdauer ist keine Zahl</translation>
        </message>
        <message>
            <source>"expires_in" must be a JSON number; strict clients ignore or refuse text.</source>
            <translation>"expires_in" muss eine JSON-Zahl sein; strenge Clients ignorieren Text oder lehnen ihn ab.</translation>
        </message>
        <message>
            <source>The server must send a number.</source>
            <translation>Der Server muss eine Zahl senden.</translation>
        </message>
        <message>
            <source>Life not said</source>
            <translation>Gültigkeitsdauer nicht genannt</translation>
        </message>
        <message>
            <source>The client learns only by a refused request that the token is over.</source>
            <translation>Der Client erfährt erst durch eine abgelehnte Anfrage, dass das Token abgelaufen ist.</translation>
        </message>
        <message>
            <source>The server should send "expires_in".</source>
            <translation>Der Server sollte "expires_in" senden.</translation>
        </message>
        <message>
            <source>Refresh token is a JWT</source>
            <translation>Refresh-Token ist ein JWT</translation>
        </message>
        <message>
            <source>It can be read by everybody who holds it and is hard to withdraw; clients must not look into it.</source>
            <translation>Jeder, der es hat, kann es lesen, und es lässt sich schwer widerrufen; Clients dürfen nicht hineinsehen.</translation>
        </message>
        <message>
            <source>Prefer refresh tokens of pure chance.</source>
            <translation>Ziehen Sie Refresh-Tokens aus reinem Zufall vor.</translation>
        </message>
        <message>
            <source>ID token is no JWT</source>
            <translation>ID-Token ist kein JWT</translation>
        </message>
        <message>
            <source>An ID token is always a signed JWT, encrypted or not.</source>
            <translation>Ein ID-Token ist immer ein signiertes JWT, verschlüsselt oder nicht.</translation>
        </message>
        <message>
            <source>Empty token</source>
            <translation>Leeres Token</translation>
        </message>
        <message>
            <source>A token of no characters opens nothing.</source>
            <translation>Ein Token ohne Zeichen öffnet nichts.</translation>
        </message>
        <message>
            <source>The server answered with an error</source>
            <translation>Der Server hat mit einem Fehler geantwortet</translation>
        </message>
        <message>
            <source>There is no token in it.</source>
            <translation>Es ist kein Token darin.</translation>
        </message>
        <message>
            <source>Read "error_description", if there is one.</source>
            <translation>Lesen Sie "error_description", wenn es eine gibt.</translation>
        </message>
        <message>
            <source>Too large</source>
            <translation>Zu groß</translation>
        </message>
        <message>
            <source>It is larger than any token this program reads.</source>
            <translation>Es ist größer als jedes Token, das dieses Programm liest.</translation>
        </message>
        <message>
            <source>Check that this is one token.</source>
            <translation>Prüfen Sie, ob das ein einzelnes Token ist.</translation>
        </message>
        <message>
            <source>Wrong number of parts</source>
            <translation>Falsche Zahl von Teilen</translation>
        </message>
        <message>
            <source>A signed token has three parts with a dot between them, none of them empty.</source>
            <translation>Ein signiertes Token hat drei Teile mit einem Punkt dazwischen, keiner davon leer.</translation>
        </message>
        <message>
            <source>Copy the whole token, the part after the last dot included.</source>
            <translation>Kopieren Sie das ganze Token, auch den Teil nach dem letzten Punkt.</translation>
        </message>
        <message>
            <source>Unreadable header</source>
            <translation>Header nicht lesbar</translation>
        </message>
        <message>
            <source>The first part looks like the header of a token and is not a JSON object in base64url.</source>
            <translation>Der erste Teil sieht aus wie der Header eines Tokens, ist aber kein JSON-Objekt in base64url.</translation>
        </message>
        <message>
            <source>Copy the whole token.</source>
            <translation>Kopieren Sie das ganze Token.</translation>
        </message>
        <message>
            <source>No algorithm named</source>
            <translation>Kein Algorithmus genannt</translation>
        </message>
        <message>
            <source>Without a name in "alg" nobody can check the signature.</source>
            <translation>Ohne einen Namen in "alg" kann niemand die Signatur prüfen.</translation>
        </message>
        <message>
            <source>The issuer must name its algorithm.</source>
            <translation>Der Aussteller muss seinen Algorithmus nennen.</translation>
        </message>
        <message>
            <source>Unusable key id</source>
            <translation>Unbrauchbare Schlüssel-ID</translation>
        </message>
        <message>
            <source>"kid" must be a string of at most 256 bytes.</source>
            <translation>"kid" muss eine Zeichenkette von höchstens 256 Bytes sein.</translation>
        </message>
        <message>
            <source>The issuer must mend its key id.</source>
            <translation>Der Aussteller muss seine Schlüssel-ID berichtigen.</translation>
        </message>
        <message>
            <source>Critical header not understood</source>
            <translation>Kritischer Header nicht verstanden</translation>
        </message>
        <message>
            <source>"crit" names what a reader must understand; it is malformed or names what this program does not know.</source>
            <translation>"crit" nennt, was ein Leser verstehen muss; es ist fehlerhaft gebaut oder nennt etwas, das dieses Programm nicht kennt.</translation>
        </message>
        <message>
            <source>Leave "crit" out, or use a program that knows the extension.</source>
            <translation>Lassen Sie "crit" weg, oder verwenden Sie ein Programm, das die Erweiterung kennt.</translation>
        </message>
        <message>
            <source>Unencoded payload</source>
            <translation>Unkodierte Payload</translation>
        </message>
        <message>
            <source>A token with "b64": false is no JWT.</source>
            <translation>Ein Token mit "b64": false ist kein JWT.</translation>
        </message>
        <message>
            <source>Encode the payload.</source>
            <translation>Kodieren Sie die Payload.</translation>
        </message>
        <message>
            <source>Payload not fit for this form</source>
            <translation>Payload passt nicht in diese Form</translation>
        </message>
        <message>
            <source>A payload that is not base64url must be printable ASCII without a dot to stand in the middle part.</source>
            <translation>Eine Payload, die nicht base64url ist, muss druckbares ASCII ohne Punkt sein, um im mittleren Teil zu stehen.</translation>
        </message>
        <message>
            <source>Encode the payload, or send it beside the signature.</source>
            <translation>Kodieren Sie die Payload, oder senden Sie sie neben der Signatur.</translation>
        </message>
        <message>
            <source>Not the JSON form of a signed token</source>
            <translation>Nicht die JSON-Form eines signierten Tokens</translation>
        </message>
        <message>
            <source>A member is missing or has the wrong type, or the general and the flattened form are mixed.</source>
            <translation>Ein Element fehlt oder hat den falschen Typ, oder die allgemeine und die flache Form sind vermischt.</translation>
        </message>
        <message>
            <source>The issuer must choose one form.</source>
            <translation>Der Aussteller muss eine Form wählen.</translation>
        </message>
        <message>
            <source>Too many signatures</source>
            <translation>Zu viele Signaturen</translation>
        </message>
        <message>
            <source>More signatures than any use of this form has; each costs its reader a verification.</source>
            <translation>Mehr Signaturen, als irgendein Gebrauch dieser Form hat; jede kostet ihren Leser eine Prüfung.</translation>
        </message>
        <message>
            <source>Sign with fewer keys.</source>
            <translation>Signieren Sie mit weniger Schlüsseln.</translation>
        </message>
        <message>
            <source>Has a payload of its own</source>
            <translation>Hat eine eigene Payload</translation>
        </message>
        <message>
            <source>A payload from elsewhere was given for a signature that already carries one.</source>
            <translation>Zu einer Signatur, die schon eine Payload trägt, wurde eine von anderswo angegeben.</translation>
        </message>
        <message>
            <source>Verify it without the other payload.</source>
            <translation>Prüfen Sie sie ohne die andere Payload.</translation>
        </message>
        <message>
            <source>The payload is no set of claims</source>
            <translation>Die Payload ist kein Satz von Claims</translation>
        </message>
        <message>
            <source>It is signed content of another kind, not a JSON Web Token.</source>
            <translation>Es ist signierter Inhalt anderer Art, kein JSON Web Token.</translation>
        </message>
        <message>
            <source>Not base64url</source>
            <translation>Nicht base64url</translation>
        </message>
        <message>
            <source>A part holds a character outside A–Z, a–z, 0–9, - and _. A strict reader refuses it.</source>
            <translation>Ein Teil enthält ein Zeichen außerhalb von A–Z, a–z, 0–9, - und _. Ein strenger Leser lehnt ihn ab.</translation>
        </message>
        <message>
            <source>Encode without padding, white space, + and /.</source>
            <translation>Kodieren Sie ohne Auffüllzeichen, Leerraum, + und /.</translation>
        </message>
        <message>
            <source>Cut off</source>
            <translation>Abgeschnitten</translation>
        </message>
        <message>
            <source>A part has a length that no base64url text has.</source>
            <translation>Ein Teil hat eine Länge, die kein base64url-Text hat.</translation>
        </message>
        <message>
            <source>Left-over bits</source>
            <translation>Überzählige Bits</translation>
        </message>
        <message>
            <source>The last character of a part carries bits that mean nothing: two texts for one token.</source>
            <translation>Das letzte Zeichen eines Teils trägt Bits ohne Bedeutung: zwei Texte für ein Token.</translation>
        </message>
        <message>
            <source>Encode canonically.</source>
            <translation>Kodieren Sie kanonisch.</translation>
        </message>
        <message>
            <source>A name comes twice</source>
            <translation>Ein Name kommt zweimal vor</translation>
        </message>
        <message>
            <source>Two readers may take different values for it, and one of them be deceived. What is shown is the last value.</source>
            <translation>Zwei Leser können verschiedene Werte dafür nehmen, und einer davon wird getäuscht. Gezeigt ist der letzte Wert.</translation>
        </message>
        <message>
            <source>The issuer must send each name once.</source>
            <translation>Der Aussteller muss jeden Namen einmal senden.</translation>
        </message>
        <message>
            <source>Not strict JSON</source>
            <translation>Kein strenges JSON</translation>
        </message>
        <message>
            <source>A strict reader refuses this text.</source>
            <translation>Ein strenger Leser lehnt diesen Text ab.</translation>
        </message>
        <message>
            <source>The issuer must send JSON as RFC 8259 has it.</source>
            <translation>Der Aussteller muss JSON nach RFC 8259 senden.</translation>
        </message>
        <message>
            <source>Not UTF-8</source>
            <translation>Nicht UTF-8</translation>
        </message>
        <message>
            <source>JSON of a token must be UTF-8.</source>
            <translation>JSON eines Tokens muss UTF-8 sein.</translation>
        </message>
        <message>
            <source>Encode as UTF-8.</source>
            <translation>Kodieren Sie als UTF-8.</translation>
        </message>
        <message>
            <source>Nested too deeply</source>
            <translation>Zu tief verschachtelt</translation>
        </message>
        <message>
            <source>Readers bound the depth to stay alive.</source>
            <translation>Leser begrenzen die Tiefe, um nicht auszufallen.</translation>
        </message>
        <message>
            <source>Flatten the claims.</source>
            <translation>Machen Sie die Claims flacher.</translation>
        </message>
        <message>
            <source>Not signed</source>
            <translation>Nicht signiert</translation>
        </message>
        <message>
            <source>"none" means that anybody can have written this token. It proves nothing.</source>
            <translation>"none" heißt, dass jeder dieses Token geschrieben haben kann. Es beweist nichts.</translation>
        </message>
        <message>
            <source>Ask for a signed token, and never accept "none".</source>
            <translation>Verlangen Sie ein signiertes Token, und nehmen Sie nie "none" an.</translation>
        </message>
        <message>
            <source>Unknown algorithm</source>
            <translation>Unbekannter Algorithmus</translation>
        </message>
        <message>
            <source>The name is not in this program's table (names count with case), so nothing can be checked.</source>
            <translation>Der Name steht nicht in der Tabelle dieses Programms (Groß- und Kleinschreibung zählt), also lässt sich nichts prüfen.</translation>
        </message>
        <message>
            <source>Use RS256, PS256, ES256 or Ed25519.</source>
            <translation>Verwenden Sie RS256, PS256, ES256 oder Ed25519.</translation>
        </message>
        <message>
            <source>Signed with a shared secret</source>
            <translation>Mit gemeinsamem Geheimnis signiert</translation>
        </message>
        <message>
            <source>Whoever can check this signature can also make one.</source>
            <translation>Wer diese Signatur prüfen kann, kann sie auch erzeugen.</translation>
        </message>
        <message>
            <source>Between different parties use an asymmetric algorithm.</source>
            <translation>Verwenden Sie zwischen verschiedenen Beteiligten einen asymmetrischen Algorithmus.</translation>
        </message>
        <message>
            <source>The token brings its own key</source>
            <translation>Das Token bringt seinen eigenen Schlüssel mit</translation>
        </message>
        <message>
            <source>A key or an address inside a token is chosen by whoever wrote the token. This program does not follow it.</source>
            <translation>Einen Schlüssel oder eine Adresse in einem Token hat gewählt, wer das Token schrieb. Dieses Programm folgt dem nicht.</translation>
        </message>
        <message>
            <source>Take keys from the issuer's key set only.</source>
            <translation>Nehmen Sie Schlüssel nur aus dem Schlüsselsatz des Ausstellers.</translation>
        </message>
        <message>
            <source>Signature does not fit</source>
            <translation>Signatur passt nicht</translation>
        </message>
        <message>
            <source>The token was changed, or another key made the signature.</source>
            <translation>Das Token wurde geändert, oder ein anderer Schlüssel hat die Signatur erzeugt.</translation>
        </message>
        <message>
            <source>Check that the key source belongs to the issuer, and that the token is complete.</source>
            <translation>Prüfen Sie, ob die Schlüsselquelle dem Aussteller gehört und ob das Token vollständig ist.</translation>
        </message>
        <message>
            <source>No key of that id</source>
            <translation>Kein Schlüssel mit dieser ID</translation>
        </message>
        <message>
            <source>The key set holds no key with the token's "kid": it may have been replaced, or the token is from elsewhere.</source>
            <translation>Der Schlüsselsatz enthält keinen Schlüssel mit der "kid" des Tokens: Er wurde vielleicht ersetzt, oder das Token ist von anderswo.</translation>
        </message>
        <message>
            <source>Load the issuer's current key set.</source>
            <translation>Laden Sie den aktuellen Schlüsselsatz des Ausstellers.</translation>
        </message>
        <message>
            <source>No fitting key</source>
            <translation>Kein passender Schlüssel</translation>
        </message>
        <message>
            <source>No key of the set fits the token's algorithm.</source>
            <translation>Kein Schlüssel des Satzes passt zum Algorithmus des Tokens.</translation>
        </message>
        <message>
            <source>Key id used twice</source>
            <translation>Schlüssel-ID doppelt verwendet</translation>
        </message>
        <message>
            <source>Two keys of one kind carry the same id: which one is meant cannot be known.</source>
            <translation>Zwei Schlüssel einer Art tragen dieselbe ID: Welcher gemeint ist, lässt sich nicht wissen.</translation>
        </message>
        <message>
            <source>The issuer must give each key its own id.</source>
            <translation>Der Aussteller muss jedem Schlüssel eine eigene ID geben.</translation>
        </message>
        <message>
            <source>Weak key</source>
            <translation>Schwacher Schlüssel</translation>
        </message>
        <message>
            <source>The key is shorter than its algorithm asks for.</source>
            <translation>Der Schlüssel ist kürzer, als sein Algorithmus verlangt.</translation>
        </message>
        <message>
            <source>Use RSA with 2048 bits or more; a secret at least as long as the hash.</source>
            <translation>Verwenden Sie RSA mit 2048 Bits oder mehr; ein Geheimnis, das mindestens so lang ist wie der Hash.</translation>
        </message>
        <message>
            <source>Wrong kind of key</source>
            <translation>Falsche Art von Schlüssel</translation>
        </message>
        <message>
            <source>The algorithm of the token does not belong to this kind of key. Taking a public key for a secret is an old attack.</source>
            <translation>Der Algorithmus des Tokens gehört nicht zu dieser Art von Schlüssel. Einen öffentlichen Schlüssel als Geheimnis zu nehmen ist ein alter Angriff.</translation>
        </message>
        <message>
            <source>Use the key the issuer signs with.</source>
            <translation>Verwenden Sie den Schlüssel, mit dem der Aussteller signiert.</translation>
        </message>
        <message>
            <source>Wrong curve</source>
            <translation>Falsche Kurve</translation>
        </message>
        <message>
            <source>The key's curve does not belong to the token's algorithm.</source>
            <translation>Die Kurve des Schlüssels gehört nicht zum Algorithmus des Tokens.</translation>
        </message>
        <message>
            <source>Key is for another algorithm</source>
            <translation>Schlüssel ist für einen anderen Algorithmus</translation>
        </message>
        <message>
            <source>The key says which algorithm it is for, and it is not the token's.</source>
            <translation>Der Schlüssel sagt, für welchen Algorithmus er ist, und es ist nicht der des Tokens.</translation>
        </message>
        <message>
            <source>Key is not for signatures</source>
            <translation>Schlüssel ist nicht für Signaturen</translation>
        </message>
        <message>
            <source>The key says that it is for something else.</source>
            <translation>Der Schlüssel sagt, dass er für etwas anderes ist.</translation>
        </message>
        <message>
            <source>Weak exponent</source>
            <translation>Schwacher Exponent</translation>
        </message>
        <message>
            <source>With this exponent anybody can make signatures, or OpenSSL would take them for good.</source>
            <translation>Mit diesem Exponenten kann jeder Signaturen erzeugen, oder OpenSSL hielte sie für echt.</translation>
        </message>
        <message>
            <source>Use an RSA key with the exponent 65537.</source>
            <translation>Verwenden Sie einen RSA-Schlüssel mit dem Exponenten 65537.</translation>
        </message>
        <message>
            <source>Key too large</source>
            <translation>Schlüssel zu groß</translation>
        </message>
        <message>
            <source>A number of this size would keep its reader busy for nothing.</source>
            <translation>Eine Zahl dieser Größe würde ihren Leser für nichts beschäftigen.</translation>
        </message>
        <message>
            <source>Use RSA with at most 8192 bits.</source>
            <translation>Verwenden Sie RSA mit höchstens 8192 Bits.</translation>
        </message>
        <message>
            <source>Point not on the curve</source>
            <translation>Punkt liegt nicht auf der Kurve</translation>
        </message>
        <message>
            <source>The key's coordinates are no point of its curve. Such keys are sent to steal other keys.</source>
            <translation>Die Koordinaten des Schlüssels sind kein Punkt seiner Kurve. Solche Schlüssel werden gesendet, um andere Schlüssel zu stehlen.</translation>
        </message>
        <message>
            <source>The issuer must publish the right key.</source>
            <translation>Der Aussteller muss den richtigen Schlüssel veröffentlichen.</translation>
        </message>
        <message>
            <source>Two halves of different keys</source>
            <translation>Zwei Hälften verschiedener Schlüssel</translation>
        </message>
        <message>
            <source>The private part does not belong to the public one; a signature could give it away.</source>
            <translation>Der private Teil gehört nicht zum öffentlichen; eine Signatur könnte ihn verraten.</translation>
        </message>
        <message>
            <source>Export the key anew.</source>
            <translation>Exportieren Sie den Schlüssel neu.</translation>
        </message>
        <message>
            <source>Kind of key not used</source>
            <translation>Nicht verwendete Art von Schlüssel</translation>
        </message>
        <message>
            <source>JOSE has no algorithm for this kind of key or curve that this program knows.</source>
            <translation>JOSE hat für diese Art von Schlüssel oder Kurve keinen Algorithmus, den dieses Programm kennt.</translation>
        </message>
        <message>
            <source>Use RSA, P-256, P-384, P-521, Ed25519 or X25519.</source>
            <translation>Verwenden Sie RSA, P-256, P-384, P-521, Ed25519 oder X25519.</translation>
        </message>
        <message>
            <source>Only the public half</source>
            <translation>Nur die öffentliche Hälfte</translation>
        </message>
        <message>
            <source>Signing and decrypting need the private half of the key.</source>
            <translation>Signieren und Entschlüsseln brauchen die private Hälfte des Schlüssels.</translation>
        </message>
        <message>
            <source>Name the private key.</source>
            <translation>Nennen Sie den privaten Schlüssel.</translation>
        </message>
        <message>
            <source>Broken algorithm</source>
            <translation>Gebrochener Algorithmus</translation>
        </message>
        <message>
            <source>This way of encrypting a key has been broken again and again, and is never done here.</source>
            <translation>Diese Art, einen Schlüssel zu verschlüsseln, wurde immer wieder gebrochen und wird hier nie verwendet.</translation>
        </message>
        <message>
            <source>Use RSA-OAEP-256 or ECDH-ES.</source>
            <translation>Verwenden Sie RSA-OAEP-256 oder ECDH-ES.</translation>
        </message>
        <message>
            <source>Unknown kind of key</source>
            <translation>Unbekannte Art von Schlüssel</translation>
        </message>
        <message>
            <source>"kty" must be RSA, EC, OKP or oct.</source>
            <translation>"kty" muss RSA, EC, OKP oder oct sein.</translation>
        </message>
        <message>
            <source>Check that this is a JSON Web Key.</source>
            <translation>Prüfen Sie, ob das ein JSON Web Key ist.</translation>
        </message>
        <message>
            <source>Unknown curve</source>
            <translation>Unbekannte Kurve</translation>
        </message>
        <message>
            <source>"crv" is missing or names a curve that is not used.</source>
            <translation>"crv" fehlt oder nennt eine Kurve, die nicht verwendet wird.</translation>
        </message>
        <message>
            <source>Use P-256, P-384, P-521, Ed25519 or X25519.</source>
            <translation>Verwenden Sie P-256, P-384, P-521, Ed25519 oder X25519.</translation>
        </message>
        <message>
            <source>Key not well made</source>
            <translation>Schlüssel nicht wohlgeformt</translation>
        </message>
        <message>
            <source>A member is missing, has the wrong type or the wrong length.</source>
            <translation>Ein Element fehlt, hat den falschen Typ oder die falsche Länge.</translation>
        </message>
        <message>
            <source>Key not in base64url</source>
            <translation>Schlüssel nicht in base64url</translation>
        </message>
        <message>
            <source>A number of the key holds a character outside A–Z, a–z, 0–9, - and _.</source>
            <translation>Eine Zahl des Schlüssels enthält ein Zeichen außerhalb von A–Z, a–z, 0–9, - und _.</translation>
        </message>
        <message>
            <source>Private key in a public set</source>
            <translation>Privater Schlüssel in einem öffentlichen Satz</translation>
        </message>
        <message>
            <source>Everybody can sign with a key whose private half is published.</source>
            <translation>Jeder kann mit einem Schlüssel signieren, dessen private Hälfte veröffentlicht ist.</translation>
        </message>
        <message>
            <source>The issuer must withdraw this key at once and publish a new one.</source>
            <translation>Der Aussteller muss diesen Schlüssel sofort zurückziehen und einen neuen veröffentlichen.</translation>
        </message>
        <message>
            <source>Not a key set</source>
            <translation>Kein Schlüsselsatz</translation>
        </message>
        <message>
            <source>A key set has a member "keys", an array of objects.</source>
            <translation>Ein Schlüsselsatz hat ein Element "keys", ein Array von Objekten.</translation>
        </message>
        <message>
            <source>Check the address or the file.</source>
            <translation>Prüfen Sie die Adresse oder die Datei.</translation>
        </message>
        <message>
            <source>No usable key</source>
            <translation>Kein brauchbarer Schlüssel</translation>
        </message>
        <message>
            <source>The key set holds no key that can be used.</source>
            <translation>Der Schlüsselsatz enthält keinen Schlüssel, der sich verwenden lässt.</translation>
        </message>
        <message>
            <source>Too many keys</source>
            <translation>Zu viele Schlüssel</translation>
        </message>
        <message>
            <source>More than 100 keys are not read.</source>
            <translation>Mehr als 100 Schlüssel werden nicht gelesen.</translation>
        </message>
        <message>
            <source>Check that this is one issuer's key set.</source>
            <translation>Prüfen Sie, ob das der Schlüsselsatz eines einzelnen Ausstellers ist.</translation>
        </message>
        <message>
            <source>Unreadable key file</source>
            <translation>Schlüsseldatei nicht lesbar</translation>
        </message>
        <message>
            <source>It is neither a key nor a certificate in PEM, or it is locked with a passphrase.</source>
            <translation>Sie ist weder ein Schlüssel noch ein Zertifikat in PEM, oder sie ist mit einer Passphrase gesperrt.</translation>
        </message>
        <message>
            <source>Name a PEM file without a passphrase, or a JWK.</source>
            <translation>Nennen Sie eine PEM-Datei ohne Passphrase oder einen JWK.</translation>
        </message>
        <message>
            <source>Encrypted</source>
            <translation>Verschlüsselt</translation>
        </message>
        <message>
            <source>The content can be read only with the key of the one it was made for.</source>
            <translation>Der Inhalt lässt sich nur mit dem Schlüssel dessen lesen, für den er erstellt wurde.</translation>
        </message>
        <message>
            <source>RSA1_5</source>
            <translation>RSA1_5</translation>
        </message>
        <message>
            <source>This way of encrypting a key has been broken again and again.</source>
            <translation>Diese Art, einen Schlüssel zu verschlüsseln, wurde immer wieder gebrochen.</translation>
        </message>
        <message>
            <source>An encrypted token has five parts with a dot between them.</source>
            <translation>Ein verschlüsseltes Token hat fünf Teile mit einem Punkt dazwischen.</translation>
        </message>
        <message>
            <source>The header of the encrypted token is empty, or a member in it has the wrong type.</source>
            <translation>Der Header des verschlüsselten Tokens ist leer, oder ein Element darin hat den falschen Typ.</translation>
        </message>
        <message>
            <source>The issuer must mend the header.</source>
            <translation>Der Aussteller muss den Header berichtigen.</translation>
        </message>
        <message>
            <source>Without a name in "alg" nobody knows how the key reaches the reader.</source>
            <translation>Ohne einen Namen in "alg" weiß niemand, wie der Schlüssel zum Leser kommt.</translation>
        </message>
        <message>
            <source>No encryption named</source>
            <translation>Keine Verschlüsselung genannt</translation>
        </message>
        <message>
            <source>Without a name in "enc" nobody knows how the content is encrypted.</source>
            <translation>Ohne einen Namen in "enc" weiß niemand, wie der Inhalt verschlüsselt ist.</translation>
        </message>
        <message>
            <source>The issuer must name its encryption.</source>
            <translation>Der Aussteller muss seine Verschlüsselung nennen.</translation>
        </message>
        <message>
            <source>Unusable compression</source>
            <translation>Unbrauchbare Kompression</translation>
        </message>
        <message>
            <source>"zip" may only say "DEF", and only in the protected header, where nobody can change it.</source>
            <translation>"zip" darf nur "DEF" sagen, und nur im geschützten Header, wo es niemand ändern kann.</translation>
        </message>
        <message>
            <source>The issuer must not compress, or say so properly.</source>
            <translation>Der Aussteller darf nicht komprimieren oder muss es richtig angeben.</translation>
        </message>
        <message>
            <source>Not the JSON form of an encrypted token</source>
            <translation>Nicht die JSON-Form eines verschlüsselten Tokens</translation>
        </message>
        <message>
            <source>Unusable list of recipients</source>
            <translation>Unbrauchbare Empfängerliste</translation>
        </message>
        <message>
            <source>There are none, too many, or several that cannot share one content: they differ in encryption, or use a key directly.</source>
            <translation>Es sind keine, zu viele oder mehrere, die sich keinen Inhalt teilen können: Ihre Verschlüsselung ist verschieden, oder sie verwenden einen Schlüssel direkt.</translation>
        </message>
        <message>
            <source>Give each recipient a wrapped key and all the same encryption.</source>
            <translation>Geben Sie jedem Empfänger einen verpackten Schlüssel und allen dieselbe Verschlüsselung.</translation>
        </message>
        <message>
            <source>A name in two headers</source>
            <translation>Ein Name in zwei Headern</translation>
        </message>
        <message>
            <source>Protected, unprotected and recipient headers must have no name in common: which one counts could be argued about.</source>
            <translation>Geschützte, ungeschützte und Empfänger-Header dürfen keinen Namen gemeinsam haben: Welcher zählt, wäre strittig.</translation>
        </message>
        <message>
            <source>The issuer must put each name in one place.</source>
            <translation>Der Aussteller muss jeden Namen an eine einzige Stelle setzen.</translation>
        </message>
        <message>
            <source>The name in "alg" is not in this program's table (names count with case), so nothing can be decrypted.</source>
            <translation>Der Name in "alg" steht nicht in der Tabelle dieses Programms (Groß- und Kleinschreibung zählt), also lässt sich nichts entschlüsseln.</translation>
        </message>
        <message>
            <source>Use ECDH-ES+A256KW or RSA-OAEP-256.</source>
            <translation>Verwenden Sie ECDH-ES+A256KW oder RSA-OAEP-256.</translation>
        </message>
        <message>
            <source>Unknown encryption</source>
            <translation>Unbekannte Verschlüsselung</translation>
        </message>
        <message>
            <source>The name in "enc" is not in this program's table (names count with case), so nothing can be decrypted.</source>
            <translation>Der Name in "enc" steht nicht in der Tabelle dieses Programms (Groß- und Kleinschreibung zählt), also lässt sich nichts entschlüsseln.</translation>
        </message>
        <message>
            <source>Use A256GCM or A256CBC-HS512.</source>
            <translation>Verwenden Sie A256GCM oder A256CBC-HS512.</translation>
        </message>
        <message>
            <source>Algorithm not expected</source>
            <translation>Algorithmus nicht erwartet</translation>
        </message>
        <message>
            <source>The token uses an algorithm that the reader has not agreed to.</source>
            <translation>Das Token verwendet einen Algorithmus, dem der Leser nicht zugestimmt hat.</translation>
        </message>
        <message>
            <source>Register the algorithm with the issuer, or use the registered one.</source>
            <translation>Registrieren Sie den Algorithmus beim Aussteller, oder verwenden Sie den registrierten.</translation>
        </message>
        <message>
            <source>Encrypted with a password</source>
            <translation>Mit einem Passwort verschlüsselt</translation>
        </message>
        <message>
            <source>The token says how much work a guess is, and makes its reader do it. It is only opened where a person asks for that.</source>
            <translation>Das Token sagt, wie viel Arbeit ein Rateversuch ist, und lässt sie seinen Leser tun. Es wird nur geöffnet, wo ein Mensch das verlangt.</translation>
        </message>
        <message>
            <source>Between programs use a key.</source>
            <translation>Verwenden Sie zwischen Programmen einen Schlüssel.</translation>
        </message>
        <message>
            <source>Encrypted key missing, or one too many</source>
            <translation>Verschlüsselter Schlüssel fehlt oder ist einer zu viel</translation>
        </message>
        <message>
            <source>With "dir" and "ECDH-ES" the second part must be empty, with every other algorithm it must not.</source>
            <translation>Mit "dir" und "ECDH-ES" muss der zweite Teil leer sein, mit jedem anderen Algorithmus darf er es nicht.</translation>
        </message>
        <message>
            <source>Copy the whole token. If it is whole, the issuer must mend it.</source>
            <translation>Kopieren Sie das ganze Token. Wenn es vollständig ist, muss der Aussteller es berichtigen.</translation>
        </message>
        <message>
            <source>Unusable ephemeral key</source>
            <translation>Unbrauchbarer ephemerer Schlüssel</translation>
        </message>
        <message>
            <source>"epk" must be a public key on the curve of the reader's key. A point elsewhere is how the reader's key is stolen.</source>
            <translation>"epk" muss ein öffentlicher Schlüssel auf der Kurve des Leserschlüssels sein. Mit einem Punkt anderswo wird der Schlüssel des Lesers gestohlen.</translation>
        </message>
        <message>
            <source>The issuer must send a fresh key of the right curve.</source>
            <translation>Der Aussteller muss einen neuen Schlüssel auf der richtigen Kurve senden.</translation>
        </message>
        <message>
            <source>Unusable party information</source>
            <translation>Unbrauchbare Angaben zu den Parteien</translation>
        </message>
        <message>
            <source>"apu" and "apv" must be base64url of at most 512 bytes.</source>
            <translation>"apu" und "apv" müssen base64url von höchstens 512 Bytes sein.</translation>
        </message>
        <message>
            <source>The issuer must shorten or mend them.</source>
            <translation>Der Aussteller muss sie kürzen oder berichtigen.</translation>
        </message>
        <message>
            <source>Unusable wrapping of the key</source>
            <translation>Unbrauchbare Verpackung des Schlüssels</translation>
        </message>
        <message>
            <source>"iv" must have 12 bytes and "tag" 16. A shorter tag can be guessed.</source>
            <translation>"iv" muss 12 Bytes haben und "tag" 16. Ein kürzeres Tag lässt sich erraten.</translation>
        </message>
        <message>
            <source>The issuer must mend its encryption.</source>
            <translation>Der Aussteller muss seine Verschlüsselung berichtigen.</translation>
        </message>
        <message>
            <source>Unusable password parameters</source>
            <translation>Unbrauchbare Passwort-Parameter</translation>
        </message>
        <message>
            <source>"p2s" must have 8 bytes or more, and "p2c" must be a number from 1,000 to 1,200,000: fewer rounds are guessed too soon, more keep the reader busy.</source>
            <translation>"p2s" muss 8 Bytes oder mehr haben, und "p2c" muss eine Zahl von 1.000 bis 1.200.000 sein: Weniger Runden sind zu schnell geraten, mehr halten den Leser auf.</translation>
        </message>
        <message>
            <source>Use a salt of 16 bytes and 600,000 rounds.</source>
            <translation>Verwenden Sie ein Salt von 16 Bytes und 600.000 Runden.</translation>
        </message>
        <message>
            <source>Does not open</source>
            <translation>Lässt sich nicht öffnen</translation>
        </message>
        <message>
            <source>The key is not the one it was encrypted for, or the token was changed. Which of both, a reader must not tell.</source>
            <translation>Der Schlüssel ist nicht der, für den es verschlüsselt wurde, oder das Token wurde geändert. Welches von beiden, darf ein Leser nicht verraten.</translation>
        </message>
        <message>
            <source>Check the key, and that the token is complete.</source>
            <translation>Prüfen Sie den Schlüssel und ob das Token vollständig ist.</translation>
        </message>
        <message>
            <source>Key of the wrong length</source>
            <translation>Schlüssel von falscher Länge</translation>
        </message>
        <message>
            <source>A shared key must have exactly the length that its algorithm asks for.</source>
            <translation>Ein gemeinsamer Schlüssel muss genau die Länge haben, die sein Algorithmus verlangt.</translation>
        </message>
        <message>
            <source>Use a key of that length.</source>
            <translation>Verwenden Sie einen Schlüssel dieser Länge.</translation>
        </message>
        <message>
            <source>Too much compressed content</source>
            <translation>Zu viel komprimierter Inhalt</translation>
        </message>
        <message>
            <source>More than 250 KB come out of a small token: that is how a reader's memory is filled.</source>
            <translation>Mehr als 250 KB kommen aus einem kleinen Token: So füllt man den Speicher eines Lesers.</translation>
        </message>
        <message>
            <source>The issuer must not compress.</source>
            <translation>Der Aussteller darf nicht komprimieren.</translation>
        </message>
        <message>
            <source>Compressed content is damaged</source>
            <translation>Komprimierter Inhalt ist beschädigt</translation>
        </message>
        <message>
            <source>What was decrypted is not what DEFLATE makes.</source>
            <translation>Was entschlüsselt wurde, ist nicht das, was DEFLATE erzeugt.</translation>
        </message>
        <message>
            <source>The issuer must mend its compression, or leave it out.</source>
            <translation>Der Aussteller muss seine Kompression berichtigen oder weglassen.</translation>
        </message>
        <message>
            <source>Compressed content has no end</source>
            <translation>Komprimierter Inhalt hat kein Ende</translation>
        </message>
        <message>
            <source>What was decrypted stops before its compressed form ends.</source>
            <translation>Was entschlüsselt wurde, hört auf, bevor seine komprimierte Form endet.</translation>
        </message>
        <message>
            <source>Bytes after the compressed content</source>
            <translation>Bytes nach dem komprimierten Inhalt</translation>
        </message>
        <message>
            <source>Something follows the end of the compressed form.</source>
            <translation>Auf das Ende der komprimierten Form folgt noch etwas.</translation>
        </message>
        <message>
            <source>Signed and encrypted at once</source>
            <translation>Signiert und verschlüsselt zugleich</translation>
        </message>
        <message>
            <source>Three parts make a signed token, and its header names an encryption.</source>
            <translation>Drei Teile ergeben ein signiertes Token, aber sein Header nennt eine Verschlüsselung.</translation>
        </message>
        <message>
            <source>The issuer must decide what it is.</source>
            <translation>Der Aussteller muss entscheiden, was es ist.</translation>
        </message>
        <message>
            <source>A token inside a token</source>
            <translation>Ein Token in einem Token</translation>
        </message>
        <message>
            <source>One signed token inside an encrypted one is read, nothing deeper: each level hides what the next one is.</source>
            <translation>Ein signiertes Token in einem verschlüsselten wird gelesen, nichts Tieferes: Jede Ebene verbirgt, was die nächste ist.</translation>
        </message>
        <message>
            <source>Sign once, encrypt once.</source>
            <translation>Signieren Sie einmal, verschlüsseln Sie einmal.</translation>
        </message>
        <message>
            <source>Encrypted, not signed</source>
            <translation>Verschlüsselt, nicht signiert</translation>
        </message>
        <message>
            <source>Anybody who has the public key can have encrypted this. Without a signed token inside, and "cty" saying so, it proves nothing.</source>
            <translation>Jeder mit dem öffentlichen Schlüssel kann das verschlüsselt haben. Ohne ein signiertes Token darin und "cty", das es sagt, beweist es nichts.</translation>
        </message>
        <message>
            <source>Ask for a token that is signed, then encrypted.</source>
            <translation>Verlangen Sie ein Token, das erst signiert und dann verschlüsselt ist.</translation>
        </message>
        <message>
            <source>Encrypted, but not signed</source>
            <translation>Verschlüsselt, aber nicht signiert</translation>
        </message>
        <message>
            <source>Whoever has the public key can have written this. Encryption hides it and says nothing about who made it.</source>
            <translation>Jeder mit dem öffentlichen Schlüssel kann das geschrieben haben. Die Verschlüsselung verbirgt es und sagt nichts darüber, wer es erstellt hat.</translation>
        </message>
        <message>
            <source>Sign the claims first, then encrypt the signed token.</source>
            <translation>Signieren Sie erst die Claims, und verschlüsseln Sie dann das signierte Token.</translation>
        </message>
        <message>
            <source>The payload is elsewhere</source>
            <translation>Die Payload ist anderswo</translation>
        </message>
        <message>
            <source>The signature is over content that did not come with it, so nothing can be checked here.</source>
            <translation>Die Signatur gilt einem Inhalt, der nicht mitkam, also lässt sich hier nichts prüfen.</translation>
        </message>
        <message>
            <source>Bring the payload and the signature together.</source>
            <translation>Bringen Sie Payload und Signatur zusammen.</translation>
        </message>
        <message>
            <source>Trimmed before reading</source>
            <translation>Vor dem Lesen beschnitten</translation>
        </message>
        <message>
            <source>There was white space, a quote or "Bearer" around the token; a program that gets it so must refuse it.</source>
            <translation>Um das Token standen Leerraum, ein Anführungszeichen oder "Bearer"; ein Programm, das es so bekommt, muss es ablehnen.</translation>
        </message>
        <message>
            <source>Copy the token alone.</source>
            <translation>Kopieren Sie nur das Token.</translation>
        </message>
        <message>
            <source>Nothing to inspect</source>
            <translation>Nichts zu untersuchen</translation>
        </message>
        <message>
            <source>The text is empty.</source>
            <translation>Der Text ist leer.</translation>
        </message>
        <message>
            <source>Paste a token.</source>
            <translation>Fügen Sie ein Token ein.</translation>
        </message>
        <message>
            <source>Not recognised</source>
            <translation>Nicht erkannt</translation>
        </message>
        <message>
            <source>It is no token, header, cookie, command, address or key that Tessera knows.</source>
            <translation>Es ist kein Token, kein Header, kein Cookie, kein Befehl, keine Adresse und kein Schlüssel, die Tessera kennt.</translation>
        </message>
        <message>
            <source>Paste one of them, alone.</source>
            <translation>Fügen Sie eines davon ein, für sich allein.</translation>
        </message>
        <message>
            <source>Binary data</source>
            <translation>Binäre Daten</translation>
        </message>
        <message>
            <source>There are bytes in it that no text has.</source>
            <translation>Es enthält Bytes, die kein Text hat.</translation>
        </message>
        <message>
            <source>Tokens travel as text; paste that.</source>
            <translation>Tokens reisen als Text; fügen Sie den ein.</translation>
        </message>
        <message>
            <source>Several tokens</source>
            <translation>Mehrere Tokens</translation>
        </message>
        <message>
            <source>Each line is a token of its own; together they are none.</source>
            <translation>Jede Zeile ist ein eigenes Token; zusammen sind sie keines.</translation>
        </message>
        <message>
            <source>Paste one, or give the file to "tessera inspect --lines".</source>
            <translation>Fügen Sie eines ein, oder geben Sie die Datei an "tessera inspect --lines".</translation>
        </message>
        <message>
            <source>JSON without a known meaning</source>
            <translation>JSON ohne bekannte Bedeutung</translation>
        </message>
        <message>
            <source>It has the members of no token response, JWK, JWK set, JWS or JWE.</source>
            <translation>Es hat nicht die Elemente einer Token-Antwort, eines JWK, eines JWK-Sets, einer JWS oder einer JWE.</translation>
        </message>
        <message>
            <source>Paste the whole answer of the server.</source>
            <translation>Fügen Sie die ganze Antwort des Servers ein.</translation>
        </message>
        <message>
            <source>Not a JSON object</source>
            <translation>Kein JSON-Objekt</translation>
        </message>
        <message>
            <source>The text is JSON of another type.</source>
            <translation>Der Text ist JSON eines anderen Typs.</translation>
        </message>
        <message>
            <source>Paste the whole object, from { to }.</source>
            <translation>Fügen Sie das ganze Objekt ein, von { bis }.</translation>
        </message>
        <message>
            <source>Too much JSON</source>
            <translation>Zu viel JSON</translation>
        </message>
        <message>
            <source>Paste the part that matters.</source>
            <translation>Fügen Sie den Teil ein, auf den es ankommt.</translation>
        </message>
        <message>
            <source>More than 100,000 values are not read.</source>
            <translation>Mehr als 100.000 Werte werden nicht gelesen.</translation>
        </message>
        <message>
            <source>Number out of range</source>
            <translation>Zahl außerhalb des Bereichs</translation>
        </message>
        <message>
            <source>No program could hold it exactly.</source>
            <translation>Kein Programm könnte sie genau speichern.</translation>
        </message>
        <message>
            <source>Whoever made it must mend it.</source>
            <translation>Wer sie geschrieben hat, muss sie berichtigen.</translation>
        </message>
        <message>
            <source>JSON form</source>
            <translation>JSON-Form</translation>
        </message>
        <message>
            <source>A JWT is always in the compact form; programs that expect a JWT must refuse this.</source>
            <translation>Ein JWT hat immer die kompakte Form; Programme, die ein JWT erwarten, müssen dies ablehnen.</translation>
        </message>
        <message>
            <source>Use the compact form for a JWT.</source>
            <translation>Verwenden Sie für ein JWT die kompakte Form.</translation>
        </message>
        <message>
            <source>No claims to compare</source>
            <translation>Keine Claims zum Vergleichen</translation>
        </message>
        <message>
            <source>The payload is not a JSON object, or not readable.</source>
            <translation>Die Payload ist kein JSON-Objekt oder nicht lesbar.</translation>
        </message>
        <message>
            <source>Inspect an ID token.</source>
            <translation>Untersuchen Sie ein ID-Token.</translation>
        </message>
        <message>
            <source>Opaque token</source>
            <translation>Undurchsichtiges Token</translation>
        </message>
        <message>
            <source>It has no structure that can be read; only the server that made it knows what it means.</source>
            <translation>Es hat keine lesbare Struktur; nur der Server, der es erstellt hat, weiß, was es bedeutet.</translation>
        </message>
        <message>
            <source>Ask that server, by introspection.</source>
            <translation>Fragen Sie diesen Server, per Introspection.</translation>
        </message>
        <message>
            <source>PASETO</source>
            <translation>PASETO</translation>
        </message>
        <message>
            <source>A token of another family than JOSE. Tessera knows it by name and does not read it.</source>
            <translation>Ein Token einer anderen Familie als JOSE. Tessera kennt es dem Namen nach und liest es nicht.</translation>
        </message>
        <message>
            <source>Macaroon</source>
            <translation>Macaroon</translation>
        </message>
        <message>
            <source>A token whose holder can narrow it by adding conditions. Tessera knows it by name and does not read it.</source>
            <translation>Ein Token, dessen Inhaber es durch weitere Bedingungen einschränken kann. Tessera kennt es dem Namen nach und liest es nicht.</translation>
        </message>
        <message>
            <source>Not the length or the letters of its kind</source>
            <translation>Länge oder Zeichen passen nicht zu seiner Art</translation>
        </message>
        <message>
            <source>It begins like a token of that maker, but the rest does not fit: it is cut off, too long or made up.</source>
            <translation>Es beginnt wie ein Token dieses Herstellers, aber der Rest passt nicht: Es ist abgeschnitten, zu lang oder erfunden.</translation>
        </message>
        <message>
            <source>Copy it again, whole.</source>
            <translation>Kopieren Sie es noch einmal, und zwar ganz.</translation>
        </message>
        <message>
            <source>Checksum wrong</source>
            <translation>Prüfsumme falsch</translation>
        </message>
        <message>
            <source>The last six characters do not fit the others, so the maker never issued it: a letter is wrong, or it is made up.</source>
            <translation>Die letzten sechs Zeichen passen nicht zu den anderen, also hat der Hersteller es nie ausgestellt: Ein Zeichen ist falsch, oder es ist erfunden.</translation>
        </message>
        <message>
            <source>Copy it again.</source>
            <translation>Kopieren Sie es noch einmal.</translation>
        </message>
        <message>
            <source>A name, not a secret</source>
            <translation>Ein Name, kein Geheimnis</translation>
        </message>
        <message>
            <source>It says which key or account is meant; without the secret beside it, it opens nothing.</source>
            <translation>Er sagt, welcher Schlüssel oder welches Konto gemeint ist; ohne das Geheimnis dazu öffnet er nichts.</translation>
        </message>
        <message>
            <source>Authorization code in an address</source>
            <translation>Autorisierungscode in einer Adresse</translation>
        </message>
        <message>
            <source>Addresses stay in the history of the browser, in logs and in Referer headers. The code is good once and for minutes, and PKCE makes it useless to a thief.</source>
            <translation>Adressen bleiben im Verlauf des Browsers, in Logs und in Referer-Headern. Der Code gilt einmal und für Minuten, und mit PKCE nützt er einem Dieb nichts.</translation>
        </message>
        <message>
            <source>Redeem it at once, replace the address in the history, and use PKCE.</source>
            <translation>Lösen Sie ihn sofort ein, ersetzen Sie die Adresse im Verlauf, und verwenden Sie PKCE.</translation>
        </message>
        <message>
            <source>State in an address</source>
            <translation>State in einer Adresse</translation>
        </message>
        <message>
            <source>Whoever reads it before it is used up can slip in an answer of another sign-in.</source>
            <translation>Wer ihn liest, bevor er verbraucht ist, kann eine Antwort aus einer anderen Anmeldung unterschieben.</translation>
        </message>
        <message>
            <source>Accept each state once, and bind it to the browser.</source>
            <translation>Nehmen Sie jeden State einmal an, und binden Sie ihn an den Browser.</translation>
        </message>
        <message>
            <source>Access token in an address</source>
            <translation>Access-Token in einer Adresse</translation>
        </message>
        <message>
            <source>Addresses stay in the history of the browser, in logs of servers and proxies and in Referer headers, and the token is good for whoever reads it there.</source>
            <translation>Adressen bleiben im Verlauf des Browsers, in Logs von Servern und Proxys und in Referer-Headern, und das Token nützt jedem, der es dort liest.</translation>
        </message>
        <message>
            <source>Send it in the Authorization header. Get it with the code flow.</source>
            <translation>Senden Sie es im Authorization-Header. Holen Sie es mit dem Code-Ablauf (Authorization Code Flow).</translation>
        </message>
        <message>
            <source>Token in an address</source>
            <translation>Token in einer Adresse</translation>
        </message>
        <message>
            <source>Send it in a header or in the body of a POST.</source>
            <translation>Senden Sie es in einem Header oder im Body eines POST.</translation>
        </message>
        <message>
            <source>ID token in an address</source>
            <translation>ID-Token in einer Adresse</translation>
        </message>
        <message>
            <source>It tells the history of the browser, logs and other sites who signed in.</source>
            <translation>Es verrät dem Verlauf des Browsers, Logs und anderen Websites, wer sich angemeldet hat.</translation>
        </message>
        <message>
            <source>Get it with the code flow, from the token endpoint.</source>
            <translation>Holen Sie es mit dem Code-Ablauf (Authorization Code Flow), vom Token-Endpunkt.</translation>
        </message>
        <message>
            <source>Refresh token in an address</source>
            <translation>Refresh-Token in einer Adresse</translation>
        </message>
        <message>
            <source>It makes new access tokens for as long as nobody withdraws it, and addresses are kept in many places.</source>
            <translation>Es erzeugt neue Access-Tokens, solange es niemand widerruft, und Adressen werden an vielen Stellen aufbewahrt.</translation>
        </message>
        <message>
            <source>Revoke it. Send it in the body of a POST alone.</source>
            <translation>Widerrufen Sie es. Senden Sie es nur im Body eines POST.</translation>
        </message>
        <message>
            <source>Client secret in an address</source>
            <translation>Client-Secret in einer Adresse</translation>
        </message>
        <message>
            <source>The credentials of a client must not be in an address: logs and histories keep them.</source>
            <translation>Die Zugangsdaten eines Clients dürfen nicht in einer Adresse stehen: Logs und Verläufe bewahren sie auf.</translation>
        </message>
        <message>
            <source>Change the secret. Send it in the Authorization header or the body.</source>
            <translation>Ändern Sie das Secret. Senden Sie es im Authorization-Header oder im Body.</translation>
        </message>
        <message>
            <source>Code verifier in an address</source>
            <translation>Code-Verifier in einer Adresse</translation>
        </message>
        <message>
            <source>It is the secret that protects the code, and belongs into the body of the token request.</source>
            <translation>Er ist das Geheimnis, das den Code schützt, und gehört in den Body der Token-Anfrage.</translation>
        </message>
        <message>
            <source>Send the challenge in the address, the verifier in the body.</source>
            <translation>Senden Sie die Challenge in der Adresse, den Verifier im Body.</translation>
        </message>
        <message>
            <source>Password in an address</source>
            <translation>Passwort in einer Adresse</translation>
        </message>
        <message>
            <source>Addresses are kept in histories and logs.</source>
            <translation>Adressen werden in Verläufen und Logs aufbewahrt.</translation>
        </message>
        <message>
            <source>Change it, and send it in a body if at all.</source>
            <translation>Ändern Sie es, und senden Sie es höchstens in einem Body.</translation>
        </message>
        <message>
            <source>Name and password in an address</source>
            <translation>Name und Passwort in einer Adresse</translation>
        </message>
        <message>
            <source>Addresses are kept and shown; this part of them is given up for that reason.</source>
            <translation>Adressen werden aufbewahrt und angezeigt; dieser Teil von ihnen ist deshalb abgeschafft.</translation>
        </message>
        <message>
            <source>Leave it out; use the Authorization header.</source>
            <translation>Lassen Sie ihn weg; verwenden Sie den Authorization-Header.</translation>
        </message>
        <message>
            <source>Secrets over plain HTTP</source>
            <translation>Geheimnisse über einfaches HTTP</translation>
        </message>
        <message>
            <source>Everybody on the way can read the address. Only a loopback address may be http.</source>
            <translation>Jeder unterwegs kann die Adresse lesen. Nur eine Loopback-Adresse darf http sein.</translation>
        </message>
        <message>
            <source>Use https.</source>
            <translation>Verwenden Sie https.</translation>
        </message>
        <message>
            <source>There was no sign-in.</source>
            <translation>Es gab keine Anmeldung.</translation>
        </message>
        <message>
            <source>Read the error in the specification of the server.</source>
            <translation>Lesen Sie den Fehler in der Spezifikation des Servers nach.</translation>
        </message>
        <message>
            <source>Implicit grant</source>
            <translation>Implicit Grant</translation>
        </message>
        <message>
            <source>"response_type" asks for an access token in the address.</source>
            <translation>"response_type" fordert ein Access-Token in der Adresse an.</translation>
        </message>
        <message>
            <source>Use response_type=code with PKCE.</source>
            <translation>Verwenden Sie response_type=code mit PKCE.</translation>
        </message>
        <message>
            <source>No PKCE</source>
            <translation>Kein PKCE</translation>
        </message>
        <message>
            <source>Without "code_challenge" a stolen code can be redeemed by the thief.</source>
            <translation>Ohne "code_challenge" kann der Dieb einen gestohlenen Code einlösen.</translation>
        </message>
        <message>
            <source>Send code_challenge with code_challenge_method=S256.</source>
            <translation>Senden Sie code_challenge mit code_challenge_method=S256.</translation>
        </message>
        <message>
            <source>PKCE without a hash</source>
            <translation>PKCE ohne Hash</translation>
        </message>
        <message>
            <source>With "plain" the address holds the verifier itself.</source>
            <translation>Mit "plain" enthält die Adresse den Verifier selbst.</translation>
        </message>
        <message>
            <source>Use S256.</source>
            <translation>Verwenden Sie S256.</translation>
        </message>
        <message>
            <source>Bad percent-encoding</source>
            <translation>Fehlerhafte Prozentkodierung</translation>
        </message>
        <message>
            <source>A percent sign is not followed by two digits, or the bytes are no UTF-8.</source>
            <translation>Auf ein Prozentzeichen folgen keine zwei Ziffern, oder die Bytes sind kein UTF-8.</translation>
        </message>
        <message>
            <source>Whoever made the address must mend it.</source>
            <translation>Wer die Adresse erstellt hat, muss sie berichtigen.</translation>
        </message>
        <message>
            <source>Too many members</source>
            <translation>Zu viele Elemente</translation>
        </message>
        <message>
            <source>More than 64 are not looked at.</source>
            <translation>Mehr als 64 werden nicht angesehen.</translation>
        </message>
        <message>
            <source>Quote not closed</source>
            <translation>Anführungszeichen nicht geschlossen</translation>
        </message>
        <message>
            <source>The command is cut off, so nothing in it was read.</source>
            <translation>Der Befehl ist abgeschnitten, also wurde nichts darin gelesen.</translation>
        </message>
        <message>
            <source>Copy it whole.</source>
            <translation>Kopieren Sie ihn ganz.</translation>
        </message>
        <message>
            <source>Too many words</source>
            <translation>Zu viele Wörter</translation>
        </message>
        <message>
            <source>More than 2,000 words are not looked at.</source>
            <translation>Mehr als 2.000 Wörter werden nicht angesehen.</translation>
        </message>
        <message>
            <source>Paste a shorter command.</source>
            <translation>Fügen Sie einen kürzeren Befehl ein.</translation>
        </message>
        <message>
            <source>No address</source>
            <translation>Keine Adresse</translation>
        </message>
        <message>
            <source>The command names no address.</source>
            <translation>Der Befehl nennt keine Adresse.</translation>
        </message>
        <message>
            <source>Certificates are not checked</source>
            <translation>Zertifikate werden nicht geprüft</translation>
        </message>
        <message>
            <source>With -k whoever stands in between can read and change everything, secrets included.</source>
            <translation>Mit -k kann jeder, der dazwischen sitzt, alles lesen und ändern, auch Geheimnisse.</translation>
        </message>
        <message>
            <source>Leave -k out; name the authority with --cacert.</source>
            <translation>Lassen Sie -k weg; nennen Sie die Zertifizierungsstelle mit --cacert.</translation>
        </message>
        <message>
            <source>Reads from files</source>
            <translation>Liest aus Dateien</translation>
        </message>
        <message>
            <source>Part of the request is in a file the command names. Tessera does not open it.</source>
            <translation>Ein Teil der Anfrage steht in einer Datei, die der Befehl nennt. Tessera öffnet sie nicht.</translation>
        </message>
        <message>
            <source>Something follows the command</source>
            <translation>Auf den Befehl folgt etwas</translation>
        </message>
        <message>
            <source>A ; | &amp; &lt; &gt; or a line break ends it for a shell; what follows was not read.</source>
            <translation>Ein ; | &amp; &lt; &gt; oder ein Zeilenumbruch beendet ihn für eine Shell; was folgt, wurde nicht gelesen.</translation>
        </message>
        <message>
            <source>Put addresses with &amp; into quotes.</source>
            <translation>Setzen Sie Adressen mit &amp; in Anführungszeichen.</translation>
        </message>
        <message>
            <source>Secrets on a command line</source>
            <translation>Geheimnisse auf einer Befehlszeile</translation>
        </message>
        <message>
            <source>The history of the shell keeps it, and every user of the machine can see it while it runs.</source>
            <translation>Der Verlauf der Shell behält sie, und jeder Benutzer des Rechners kann sie sehen, solange der Befehl läuft.</translation>
        </message>
        <message>
            <source>Read secrets from a file: -H @file, -K file or --netrc-file.</source>
            <translation>Lesen Sie Geheimnisse aus einer Datei: -H @file, -K file oder --netrc-file.</translation>
        </message>
        <message>
            <source>A secret key</source>
            <translation>Ein geheimer Schlüssel</translation>
        </message>
        <message>
            <source>Whoever has it can sign or decrypt in its owner's name.</source>
            <translation>Wer ihn hat, kann im Namen seines Inhabers signieren oder entschlüsseln.</translation>
        </message>
        <message>
            <source>Share the public part alone. If others saw it, replace it.</source>
            <translation>Geben Sie nur den öffentlichen Teil weiter. Wenn andere ihn gesehen haben, ersetzen Sie ihn.</translation>
        </message>
        <message>
            <source>Secret keys in a set</source>
            <translation>Geheime Schlüssel in einem Satz</translation>
        </message>
        <message>
            <source>A set is made to be published, and there is a private or symmetric key in it.</source>
            <translation>Ein Satz ist zum Veröffentlichen da, und darin steht ein privater oder symmetrischer Schlüssel.</translation>
        </message>
        <message>
            <source>Replace these keys, and publish public members alone.</source>
            <translation>Ersetzen Sie diese Schlüssel, und veröffentlichen Sie nur öffentliche Teile.</translation>
        </message>
        <message>
            <source>Encrypted key</source>
            <translation>Verschlüsselter Schlüssel</translation>
        </message>
        <message>
            <source>It needs its pass phrase; Tessera does not ask for it.</source>
            <translation>Er braucht seine Passphrase; Tessera fragt nicht danach.</translation>
        </message>
        <message>
            <source>No keys</source>
            <translation>Keine Schlüssel</translation>
        </message>
        <message>
            <source>The set is empty.</source>
            <translation>Der Satz ist leer.</translation>
        </message>
        <message>
            <source>More than 100 keys</source>
            <translation>Mehr als 100 Schlüssel</translation>
        </message>
        <message>
            <source>Only the first 100 are shown.</source>
            <translation>Nur die ersten 100 sind gezeigt.</translation>
        </message>
    </context>
    <context>
        <name>tessera::FindingsList</name>
        <message>
            <source>Findings</source>
            <translation>Befunde</translation>
        </message>
        <message>
            <source>with the key you named</source>
            <translation>mit dem von Ihnen genannten Schlüssel</translation>
        </message>
        <message>
            <source>from decoding alone</source>
            <translation>allein aus dem Dekodieren</translation>
        </message>
        <message>
            <source>Nothing odd was found. That says nothing about who wrote it.</source>
            <translation>Nichts Auffälliges gefunden. Das sagt nichts darüber, wer es geschrieben hat.</translation>
        </message>
        <message>
            <source>And %1 more.</source>
            <translation>Und %1 weitere.</translation>
        </message>
    </context>
    <context>
        <name>tessera::FlowCheckWords</name>
        <message>
            <source>%1 passed</source>
            <translation>%1 bestanden</translation>
        </message>
        <message>
            <source>%1 failed</source>
            <translation>%1 fehlgeschlagen</translation>
        </message>
        <message>
            <source>%1 was not checked</source>
            <translation>%1 wurde nicht geprüft</translation>
        </message>
        <message>
            <source>state matches</source>
            <translation>state stimmt überein</translation>
        </message>
        <message>
            <source>the state differs</source>
            <translation>state weicht ab</translation>
        </message>
        <message>
            <source>iss matches</source>
            <translation>iss stimmt überein</translation>
        </message>
        <message>
            <source>another issuer answered</source>
            <translation>ein anderer Aussteller hat geantwortet</translation>
        </message>
        <message>
            <source>path matches</source>
            <translation>Pfad stimmt überein</translation>
        </message>
        <message>
            <source>the path differs</source>
            <translation>Pfad weicht ab</translation>
        </message>
        <message>
            <source>the answer is well-formed</source>
            <translation>die Antwort ist wohlgeformt</translation>
        </message>
        <message>
            <source>the answer cannot be used</source>
            <translation>die Antwort ist unbrauchbar</translation>
        </message>
        <message>
            <source>PKCE: S256 of the verifier</source>
            <translation>PKCE: S256 des Verifiers</translation>
        </message>
        <message>
            <source>the verifier does not fit the challenge</source>
            <translation>der Verifier passt nicht zur Challenge</translation>
        </message>
        <message>
            <source>the token response is well-formed</source>
            <translation>die Token-Antwort ist wohlgeformt</translation>
        </message>
        <message>
            <source>the token response cannot be used</source>
            <translation>die Token-Antwort ist unbrauchbar</translation>
        </message>
        <message>
            <source>every scope was granted</source>
            <translation>jeder Scope wurde gewährt</translation>
        </message>
        <message>
            <source>not every scope was granted</source>
            <translation>nicht jeder Scope wurde gewährt</translation>
        </message>
        <message>
            <source>the refresh token was exchanged</source>
            <translation>das Refresh-Token wurde ausgetauscht</translation>
        </message>
        <message>
            <source>the refresh token stayed the same</source>
            <translation>das Refresh-Token blieb dasselbe</translation>
        </message>
        <message>
            <source>the ID token is from this issuer</source>
            <translation>das ID-Token ist von diesem Aussteller</translation>
        </message>
        <message>
            <source>the ID token is from another issuer</source>
            <translation>das ID-Token ist von einem anderen Aussteller</translation>
        </message>
        <message>
            <source>the ID token is well-formed</source>
            <translation>das ID-Token ist wohlgeformt</translation>
        </message>
        <message>
            <source>the ID token cannot be read</source>
            <translation>das ID-Token ist nicht lesbar</translation>
        </message>
        <message>
            <source>it is an ID token</source>
            <translation>es ist ein ID-Token</translation>
        </message>
        <message>
            <source>it is no ID token</source>
            <translation>es ist kein ID-Token</translation>
        </message>
        <message>
            <source>alg is one that was agreed</source>
            <translation>alg ist wie vereinbart</translation>
        </message>
        <message>
            <source>alg is none that was agreed</source>
            <translation>alg ist nicht wie vereinbart</translation>
        </message>
        <message>
            <source>the signature is the provider's</source>
            <translation>die Signatur ist die des Anbieters</translation>
        </message>
        <message>
            <source>the signature is not the provider's</source>
            <translation>die Signatur ist nicht die des Anbieters</translation>
        </message>
        <message>
            <source>encrypted as agreed</source>
            <translation>wie vereinbart verschlüsselt</translation>
        </message>
        <message>
            <source>not encrypted as agreed</source>
            <translation>nicht wie vereinbart verschlüsselt</translation>
        </message>
        <message>
            <source>aud is Tessera</source>
            <translation>aud ist Tessera</translation>
        </message>
        <message>
            <source>it is meant for another program</source>
            <translation>es ist für ein anderes Programm bestimmt</translation>
        </message>
        <message>
            <source>azp is Tessera</source>
            <translation>azp ist Tessera</translation>
        </message>
        <message>
            <source>it was given to another program</source>
            <translation>es ging an ein anderes Programm</translation>
        </message>
        <message>
            <source>signed with the right kind of key</source>
            <translation>mit der richtigen Art von Schlüssel signiert</translation>
        </message>
        <message>
            <source>signed with the wrong kind of key</source>
            <translation>mit der falschen Art von Schlüssel signiert</translation>
        </message>
        <message>
            <source>it has not run out</source>
            <translation>es ist nicht abgelaufen</translation>
        </message>
        <message>
            <source>it has run out</source>
            <translation>es ist abgelaufen</translation>
        </message>
        <message>
            <source>it is already valid</source>
            <translation>es ist schon gültig</translation>
        </message>
        <message>
            <source>it is not valid yet</source>
            <translation>es ist noch nicht gültig</translation>
        </message>
        <message>
            <source>it was made just now</source>
            <translation>es wurde gerade eben ausgestellt</translation>
        </message>
        <message>
            <source>it was made at another time</source>
            <translation>es wurde zu anderer Zeit ausgestellt</translation>
        </message>
        <message>
            <source>nonce matches</source>
            <translation>nonce stimmt überein</translation>
        </message>
        <message>
            <source>the nonce differs</source>
            <translation>nonce weicht ab</translation>
        </message>
        <message>
            <source>sub says who signed in</source>
            <translation>sub sagt, wer sich angemeldet hat</translation>
        </message>
        <message>
            <source>sub does not say who signed in</source>
            <translation>sub sagt nicht, wer sich angemeldet hat</translation>
        </message>
        <message>
            <source>acr is as asked for</source>
            <translation>acr ist wie verlangt</translation>
        </message>
        <message>
            <source>acr is not as asked for</source>
            <translation>acr ist nicht wie verlangt</translation>
        </message>
        <message>
            <source>auth_time is as asked for</source>
            <translation>auth_time ist wie verlangt</translation>
        </message>
        <message>
            <source>auth_time is not as asked for</source>
            <translation>auth_time ist nicht wie verlangt</translation>
        </message>
        <message>
            <source>it is the same person</source>
            <translation>es ist dieselbe Person</translation>
        </message>
        <message>
            <source>it is another person</source>
            <translation>es ist eine andere Person</translation>
        </message>
        <message>
            <source>it is the same sign-in</source>
            <translation>es ist dieselbe Anmeldung</translation>
        </message>
        <message>
            <source>it is another sign-in</source>
            <translation>es ist eine andere Anmeldung</translation>
        </message>
        <message>
            <source>it was given to the same program</source>
            <translation>es ging an dasselbe Programm</translation>
        </message>
        <message>
            <source>at_hash matches</source>
            <translation>at_hash stimmt überein</translation>
        </message>
        <message>
            <source>at_hash differs</source>
            <translation>at_hash weicht ab</translation>
        </message>
        <message>
            <source>c_hash matches</source>
            <translation>c_hash stimmt überein</translation>
        </message>
        <message>
            <source>c_hash differs</source>
            <translation>c_hash weicht ab</translation>
        </message>
        <message>
            <source>s_hash matches</source>
            <translation>s_hash stimmt überein</translation>
        </message>
        <message>
            <source>s_hash differs</source>
            <translation>s_hash weicht ab</translation>
        </message>
        <message>
            <source>The server keeps the request; the browser takes a reference to it along.</source>
            <translation>Der Server behält die Anfrage; der Browser nimmt einen Verweis darauf mit.</translation>
        </message>
        <message>
            <source>The server wants its nonce in the proof, so the request is sent once more.</source>
            <translation>Der Server will seine Nonce im Nachweis, also wird die Anfrage noch einmal gesendet.</translation>
        </message>
        <message>
            <source>The grant was written to the keychain.</source>
            <translation>Die Freigabe wurde in den Schlüsselbund geschrieben.</translation>
        </message>
        <message>
            <source>The grant could not be written to the keychain.</source>
            <translation>Die Freigabe ließ sich nicht in den Schlüsselbund schreiben.</translation>
        </message>
        <message>
            <source>The keychain knows that a renewal has begun.</source>
            <translation>Der Schlüsselbund weiß, dass eine Erneuerung begonnen hat.</translation>
        </message>
        <message>
            <source>The grant was removed from the keychain.</source>
            <translation>Die Freigabe wurde aus dem Schlüsselbund entfernt.</translation>
        </message>
        <message>
            <source>The answer was lost; the same request may be answered again.</source>
            <translation>Die Antwort ging verloren; dieselbe Anfrage wird vielleicht noch einmal beantwortet.</translation>
        </message>
        <message>
            <source>The server could not be told and will be told later.</source>
            <translation>Der Server war nicht zu benachrichtigen; das wird später nachgeholt.</translation>
        </message>
        <message>
            <source>The grant was kept at the server, as asked.</source>
            <translation>Die Freigabe wurde wie gewünscht beim Server behalten.</translation>
        </message>
        <message>
            <source>The provider was asked to end its session.</source>
            <translation>Der Anbieter wurde gebeten, seine Sitzung zu beenden.</translation>
        </message>
        <message>
            <source>The server did not grant every scope that was asked for.</source>
            <translation>Der Server hat nicht jeden angefragten Scope gewährt.</translation>
        </message>
        <message>
            <source>The server gave no new refresh token; the one in the keychain stays.</source>
            <translation>Der Server gab kein neues Refresh-Token; das im Schlüsselbund bleibt.</translation>
        </message>
        <message>
            <source>The tokens were thrown away, and the server was told to revoke them.</source>
            <translation>Die Tokens wurden verworfen, und der Server wurde angewiesen, sie zu widerrufen.</translation>
        </message>
    </context>
    <context>
        <name>tessera::FlowCompareView</name>
        <message>
            <source>%1: the same in both</source>
            <translation>%1: in beiden gleich</translation>
        </message>
        <message>
            <source>%1: differs, %2</source>
            <translation>%1: verschieden, %2</translation>
        </message>
        <message>
            <source>Run to compare with</source>
            <translation>Ablauf zum Vergleichen</translation>
        </message>
        <message>
            <source>Steps of both runs</source>
            <translation>Schritte beider Abläufe</translation>
        </message>
        <message>
            <source>There is no other run to compare this one with yet.</source>
            <translation>Es gibt noch keinen anderen Ablauf, mit dem sich dieser vergleichen ließe.</translation>
        </message>
    </context>
    <context>
        <name>tessera::FlowComparison</name>
        <message>
            <source>no answer</source>
            <translation>keine Antwort</translation>
        </message>
        <message>
            <source>%1 against %2</source>
            <comment>two statuses</comment>
            <translation>%1 gegenüber %2</translation>
        </message>
        <message>
            <source>%1 against %2</source>
            <comment>two sentences</comment>
            <translation>%1 gegenüber %2</translation>
        </message>
        <message>
            <source>other: %1 and %2 more</source>
            <translation>anders: %1 und %2 weitere</translation>
        </message>
        <message>
            <source>other: %1</source>
            <translation>anders: %1</translation>
        </message>
        <message>
            <source>only in the first run</source>
            <translation>nur im ersten Ablauf</translation>
        </message>
        <message>
            <source>only in the second run</source>
            <translation>nur im zweiten Ablauf</translation>
        </message>
        <message>
            <source>Both runs went the same way.</source>
            <translation>Beide Abläufe gingen denselben Weg.</translation>
        </message>
        <message>
            <source>%1 of %2 steps differ.</source>
            <translation>%1 von %2 Schritten sind verschieden.</translation>
        </message>
    </context>
    <context>
        <name>tessera::FlowController</name>
        <message>
            <source>SVG picture (*.svg)</source>
            <translation>SVG-Bild (*.svg)</translation>
        </message>
        <message>
            <source>PNG picture (*.png)</source>
            <translation>PNG-Bild (*.png)</translation>
        </message>
        <message>
            <source>Mermaid diagram (*.mmd)</source>
            <translation>Mermaid-Diagramm (*.mmd)</translation>
        </message>
        <message>
            <source>HTTP archive (*.har)</source>
            <translation>HTTP-Archiv (*.har)</translation>
        </message>
        <message>
            <source>Markdown (*.md)</source>
            <translation>Markdown (*.md)</translation>
        </message>
        <message>
            <source>Export the flow</source>
            <translation>Ablauf exportieren</translation>
        </message>
        <message>
            <source>Copied the message. Secrets in it are replaced.</source>
            <translation>Die Nachricht wurde kopiert. Geheimnisse darin sind ersetzt.</translation>
        </message>
        <message>
            <source>There is nothing to export yet.</source>
            <translation>Es gibt noch nichts zu exportieren.</translation>
        </message>
        <message>
            <source>Copied as a bug report. Secrets, your name and addresses are left out; read it before you send it.</source>
            <translation>Als Fehlerbericht kopiert. Geheimnisse, Ihr Name und Adressen sind ausgelassen; lesen Sie ihn, bevor Sie ihn senden.</translation>
        </message>
        <message>
            <source>Exported to %1. Secrets are replaced in it.</source>
            <translation>Nach %1 exportiert. Geheimnisse darin sind ersetzt.</translation>
        </message>
    </context>
    <context>
        <name>tessera::FlowEmpty</name>
        <message>
            <source>Nothing was exchanged yet</source>
            <translation>Noch wurde nichts ausgetauscht</translation>
        </message>
        <message>
            <source>Sign in, renew or sign out, and every step is drawn here as it happens: who sent what to whom, and what Tessera checked.</source>
            <translation>Melden Sie sich an, erneuern Sie oder melden Sie sich ab, und jeder Schritt wird hier gezeichnet, während er geschieht: wer wem was gesandt hat und was Tessera geprüft hat.</translation>
        </message>
        <message>
            <source>Secrets are replaced by a pattern before anything is kept, and all of it is gone when Tessera ends.</source>
            <translation>Geheimnisse werden durch ein Muster ersetzt, bevor etwas aufbewahrt wird, und alles ist weg, wenn Tessera endet.</translation>
        </message>
        <message>
            <source>&amp;Sign in</source>
            <translation>An&amp;melden</translation>
        </message>
    </context>
    <context>
        <name>tessera::FlowHeads</name>
        <message>
            <source>%1: %2</source>
            <translation>%1: %2</translation>
        </message>
        <message>
            <source>Taking part</source>
            <translation>Beteiligte</translation>
        </message>
    </context>
    <context>
        <name>tessera::FlowPage</name>
        <message>
            <source>Stop the replay</source>
            <translation>Wiedergabe anhalten</translation>
        </message>
        <message>
            <source>Replay</source>
            <translation>Wiedergabe</translation>
        </message>
        <message>
            <source>Flow</source>
            <translation>Ablauf</translation>
        </message>
        <message>
            <source>Which exchange</source>
            <translation>Welcher Austausch</translation>
        </message>
        <message>
            <source>Find in this run (Ctrl+F)</source>
            <translation>In diesem Ablauf suchen (Strg+F)</translation>
        </message>
        <message>
            <source>Compare with another run</source>
            <translation>Mit einem anderen Ablauf vergleichen</translation>
        </message>
        <message>
            <source>E&amp;xport</source>
            <translation>E&amp;xportieren</translation>
        </message>
        <message>
            <source>Part of the page</source>
            <translation>Teil der Seite</translation>
        </message>
        <message>
            <source>Drawing</source>
            <translation>Zeichnung</translation>
        </message>
        <message>
            <source>Message</source>
            <translation>Nachricht</translation>
        </message>
        <message>
            <source>Show all accounts</source>
            <translation>Alle Konten zeigen</translation>
        </message>
        <message>
            <source>Picture as &amp;SVG…</source>
            <translation>Bild als &amp;SVG…</translation>
        </message>
        <message>
            <source>Picture as &amp;PNG…</source>
            <translation>Bild als &amp;PNG…</translation>
        </message>
        <message>
            <source>&amp;Mermaid diagram…</source>
            <translation>&amp;Mermaid-Diagramm…</translation>
        </message>
        <message>
            <source>&amp;HAR, for network panels…</source>
            <translation>&amp;HAR, für Netzwerkanalysen…</translation>
        </message>
        <message>
            <source>&amp;Copy as bug report</source>
            <translation>Als Fehlerbericht &amp;kopieren</translation>
        </message>
        <message>
            <source>Export</source>
            <translation>Exportieren</translation>
        </message>
    </context>
    <context>
        <name>tessera::FlowRows</name>
        <message>
            <source>Stopped here: %1</source>
            <translation>Hier angehalten: %1</translation>
        </message>
        <message>
            <source>Also: %1</source>
            <translation>Außerdem: %1</translation>
        </message>
        <message>
            <source>Ended here</source>
            <translation>Hier beendet</translation>
        </message>
        <message>
            <source>Stopped here</source>
            <translation>Hier angehalten</translation>
        </message>
        <message>
            <source>Waiting for your browser</source>
            <translation>Warten auf Ihren Browser</translation>
        </message>
        <message>
            <source>Waiting until the code is typed</source>
            <translation>Warten, bis der Code eingegeben ist</translation>
        </message>
        <message>
            <source>Waiting for the answer</source>
            <translation>Warten auf die Antwort</translation>
        </message>
        <message>
            <source>1 earlier step was left out.</source>
            <translation>1 früherer Schritt wurde ausgelassen.</translation>
        </message>
        <message numerus="yes">
            <source>%n earlier steps were left out.</source>
            <translation>
                <numerusform>%n früherer Schritt wurde ausgelassen.</numerusform>
                <numerusform>%n frühere Schritte wurden ausgelassen.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>tessera::FlowText</name>
        <message>
            <source>, </source>
            <translation>, </translation>
        </message>
        <message>
            <source>No answer</source>
            <translation>Keine Antwort</translation>
        </message>
        <message>
            <source>%1 refused</source>
            <translation>%1 abgelehnt</translation>
        </message>
        <message>
            <source>Sign-in</source>
            <translation>Anmeldung</translation>
        </message>
        <message>
            <source>Sign-in at %1</source>
            <translation>Anmeldung bei %1</translation>
        </message>
        <message>
            <source>Sign-in by code</source>
            <translation>Anmeldung mit Code</translation>
        </message>
        <message>
            <source>Sign-in by code at %1</source>
            <translation>Anmeldung mit Code bei %1</translation>
        </message>
        <message>
            <source>Renewal</source>
            <translation>Erneuerung</translation>
        </message>
        <message>
            <source>Renewal at %1</source>
            <translation>Erneuerung bei %1</translation>
        </message>
        <message>
            <source>Sign-out</source>
            <translation>Abmeldung</translation>
        </message>
        <message>
            <source>Sign-out at %1</source>
            <translation>Abmeldung bei %1</translation>
        </message>
        <message>
            <source>Request</source>
            <translation>Anfrage</translation>
        </message>
        <message>
            <source>Request to %1</source>
            <translation>Anfrage an %1</translation>
        </message>
        <message>
            <source>Sign in</source>
            <translation>Anmelden</translation>
        </message>
        <message>
            <source>Open address</source>
            <translation>Adresse öffnen</translation>
        </message>
        <message>
            <source>Sign-in page</source>
            <translation>Anmeldeseite</translation>
        </message>
        <message>
            <source>Password, consent</source>
            <translation>Passwort, Zustimmung</translation>
        </message>
        <message>
            <source>302 Found</source>
            <translation>302 Found</translation>
        </message>
        <message>
            <source>Paste address</source>
            <translation>Adresse einfügen</translation>
        </message>
        <message>
            <source>Show code</source>
            <translation>Code zeigen</translation>
        </message>
        <message>
            <source>never seen by Tessera</source>
            <translation>für Tessera nie sichtbar</translation>
        </message>
        <message>
            <source>not sent</source>
            <translation>nicht gesandt</translation>
        </message>
        <message>
            <source>%1 and %2 match</source>
            <translation>%1 und %2 stimmen</translation>
        </message>
        <message>
            <source>%1, %2</source>
            <translation>%1, %2</translation>
        </message>
        <message>
            <source>%1, %2, done in %3 s</source>
            <translation>%1, %2, fertig in %3 s</translation>
        </message>
        <message>
            <source>%1, %2, stopped after %3 s</source>
            <translation>%1, %2, nach %3 s angehalten</translation>
        </message>
        <message>
            <source>User</source>
            <translation>Benutzer</translation>
        </message>
        <message>
            <source>Browser</source>
            <translation>Browser</translation>
        </message>
        <message>
            <source>Authorization server</source>
            <translation>Autorisierungsserver</translation>
        </message>
        <message>
            <source>Resource server</source>
            <translation>Ressourcenserver</translation>
        </message>
        <message>
            <source>this program</source>
            <translation>dieses Programm</translation>
        </message>
        <message>
            <source>%1, %2 characters</source>
            <translation>%1, %2 Zeichen</translation>
        </message>
        <message>
            <source>tokens</source>
            <translation>Tokens</translation>
        </message>
        <message>
            <source>device code</source>
            <translation>Gerätecode</translation>
        </message>
        <message>
            <source>request kept</source>
            <translation>Anfrage hinterlegt</translation>
        </message>
        <message>
            <source>keys</source>
            <translation>Schlüssel</translation>
        </message>
        <message>
            <source>what the server can do</source>
            <translation>was der Server kann</translation>
        </message>
        <message>
            <source>client</source>
            <translation>Client</translation>
        </message>
        <message>
            <source>about the token</source>
            <translation>über das Token</translation>
        </message>
        <message>
            <source>who it is</source>
            <translation>wer es ist</translation>
        </message>
        <message>
            <source>code</source>
            <translation>Code</translation>
        </message>
        <message>
            <source>refresh token</source>
            <translation>Refresh-Token</translation>
        </message>
        <message>
            <source>challenge</source>
            <translation>Challenge</translation>
        </message>
        <message>
            <source>verifier</source>
            <translation>Verifier</translation>
        </message>
        <message>
            <source>state</source>
            <translation>state</translation>
        </message>
        <message>
            <source>nonce</source>
            <translation>nonce</translation>
        </message>
        <message>
            <source>kept request</source>
            <translation>hinterlegte Anfrage</translation>
        </message>
        <message>
            <source>token</source>
            <translation>Token</translation>
        </message>
        <message>
            <source>error</source>
            <translation>Fehler</translation>
        </message>
    </context>
    <context>
        <name>tessera::FlowView</name>
        <message>
            <source>Steps of the exchange</source>
            <translation>Schritte des Austauschs</translation>
        </message>
        <message>
            <source>Not checked: %1</source>
            <translation>Nicht geprüft: %1</translation>
        </message>
        <message>
            <source>Passed: %1</source>
            <translation>Bestanden: %1</translation>
        </message>
        <message>
            <source>Note: %1</source>
            <translation>Hinweis: %1</translation>
        </message>
    </context>
    <context>
        <name>tessera::GeneralSettings</name>
        <message>
            <source>General</source>
            <translation>Allgemein</translation>
        </message>
        <message>
            <source>T&amp;heme</source>
            <translation>Farbsche&amp;ma</translation>
        </message>
        <message>
            <source>System</source>
            <translation>System</translation>
        </message>
        <message>
            <source>Light</source>
            <translation>Hell</translation>
        </message>
        <message>
            <source>Dark</source>
            <translation>Dunkel</translation>
        </message>
        <message>
            <source>&amp;Language</source>
            <translation>Spra&amp;che</translation>
        </message>
        <message>
            <source>From the next start.</source>
            <translation>Ab dem nächsten Start.</translation>
        </message>
        <message>
            <source>Language</source>
            <translation>Sprache</translation>
        </message>
        <message>
            <source>&amp;Motion</source>
            <translation>&amp;Bewegung</translation>
        </message>
        <message>
            <source>Arrows that grow and a sign that turns while something happens.</source>
            <translation>Pfeile, die wachsen, und ein Zeichen, das sich dreht, während etwas geschieht.</translation>
        </message>
        <message>
            <source>Less</source>
            <translation>Weniger</translation>
        </message>
        <message>
            <source>All</source>
            <translation>Voll</translation>
        </message>
        <message>
            <source>Start &amp;when I log in</source>
            <translation>Beim Anmelden am S&amp;ystem starten</translation>
        </message>
        <message>
            <source>Start in the tra&amp;y</source>
            <translation>Im Infobereich s&amp;tarten</translation>
        </message>
        <message>
            <source>Keep running in the tray when the window is &amp;closed</source>
            <translation>Nach dem Sch&amp;ließen des Fensters im Infobereich weiterlaufen</translation>
        </message>
        <message>
            <source>Your accounts renew themselves from the beginning; the window stays in the tray.</source>
            <translation>Ihre Konten erneuern sich von Anfang an; das Fenster bleibt im Infobereich.</translation>
        </message>
        <message>
            <source>This system has no way to start Tessera by itself.</source>
            <translation>Dieses System kann Tessera nicht von selbst starten.</translation>
        </message>
        <message>
            <source>From the next start: no window until you click the icon.</source>
            <translation>Ab dem nächsten Start: kein Fenster, bis Sie auf das Symbol klicken.</translation>
        </message>
        <message>
            <source>Accounts go on renewing, and programs go on getting tokens.</source>
            <translation>Konten werden weiter erneuert, und Programme bekommen weiter Tokens.</translation>
        </message>
        <message>
            <source>This desktop shows no tray.</source>
            <translation>Dieser Desktop zeigt keinen Infobereich.</translation>
        </message>
        <message>
            <source>As the system</source>
            <translation>Wie das System</translation>
        </message>
    </context>
    <context>
        <name>tessera::HealthFinding</name>
        <message>
            <source>Version</source>
            <translation>Version</translation>
        </message>
        <message>
            <source>Administrator</source>
            <translation>Administrator</translation>
        </message>
        <message>
            <source>Keychain</source>
            <translation>Schlüsselbund</translation>
        </message>
        <message>
            <source>Browser</source>
            <translation>Browser</translation>
        </message>
        <message>
            <source>TLS library</source>
            <translation>TLS-Bibliothek</translation>
        </message>
        <message>
            <source>Accounts</source>
            <translation>Konten</translation>
        </message>
        <message>
            <source>Loopback</source>
            <translation>Loopback</translation>
        </message>
        <message>
            <source>Proxy</source>
            <translation>Proxy</translation>
        </message>
        <message>
            <source>Clock</source>
            <translation>Uhr</translation>
        </message>
        <message>
            <source>Fine</source>
            <translation>In Ordnung</translation>
        </message>
        <message>
            <source>Note</source>
            <translation>Hinweis</translation>
        </message>
        <message>
            <source>Problem</source>
            <translation>Problem</translation>
        </message>
        <message>
            <source>Not checked</source>
            <translation>Nicht geprüft</translation>
        </message>
    </context>
    <context>
        <name>tessera::InspectorController</name>
        <message>
            <source>the shared secret</source>
            <translation>dem gemeinsamen Geheimnis</translation>
        </message>
        <message>
            <source>the pasted key</source>
            <translation>dem eingefügten Schlüssel</translation>
        </message>
    </context>
    <context>
        <name>tessera::InspectorPage</name>
        <message>
            <source>There is no text on the clipboard.</source>
            <translation>In der Zwischenablage ist kein Text.</translation>
        </message>
        <message numerus="yes">
            <source>One file at a time: %n were dropped.</source>
            <translation>
                <numerusform>Eine Datei auf einmal: Abgelegt wurde %n.</numerusform>
                <numerusform>Eine Datei auf einmal: Abgelegt wurden %n.</numerusform>
            </translation>
        </message>
        <message>
            <source>From the account %1</source>
            <translation>Vom Konto %1</translation>
        </message>
        <message>
            <source>Looking at it…</source>
            <translation>Es wird untersucht…</translation>
        </message>
        <message>
            <source>Paste a token to learn what it is and what is wrong with it.</source>
            <translation>Fügen Sie ein Token ein, um zu erfahren, was es ist und was daran nicht stimmt.</translation>
        </message>
        <message>
            <source>Decoded offline, not verified.</source>
            <translation>Offline dekodiert, nicht geprüft.</translation>
        </message>
        <message>
            <source>&amp;Paste</source>
            <translation>Ein&amp;fügen</translation>
        </message>
        <message>
            <source>Co&amp;mpare</source>
            <translation>&amp;Vergleichen</translation>
        </message>
        <message>
            <source>C&amp;lear</source>
            <translation>&amp;Leeren</translation>
        </message>
        <message>
            <source>Pane</source>
            <translation>Bereich</translation>
        </message>
        <message>
            <source>Decode</source>
            <translation>Dekodieren</translation>
        </message>
        <message>
            <source>Verify</source>
            <translation>Prüfen</translation>
        </message>
        <message>
            <source>Create</source>
            <translation>Erstellen</translation>
        </message>
        <message>
            <source>Token of the account</source>
            <translation>Token des Kontos</translation>
        </message>
        <message>
            <source>Access token</source>
            <translation>Access-Token</translation>
        </message>
        <message>
            <source>Token or other text to inspect</source>
            <translation>Token oder anderer Text zum Untersuchen</translation>
        </message>
        <message>
            <source>Inspector</source>
            <translation>Inspektor</translation>
        </message>
        <message>
            <source>Paste or type here, or drop a file.</source>
            <translation>Hier einfügen oder tippen, oder eine Datei ablegen.</translation>
        </message>
    </context>
    <context>
        <name>tessera::IssuerText</name>
        <message>
            <source>sign-in with PKCE</source>
            <translation>Anmeldung mit PKCE</translation>
        </message>
        <message>
            <source>sign-in</source>
            <translation>Anmeldung</translation>
        </message>
        <message>
            <source>renewal without the browser</source>
            <translation>Erneuerung ohne Browser</translation>
        </message>
        <message>
            <source>sign-out at the provider</source>
            <translation>Abmeldung beim Anbieter</translation>
        </message>
        <message>
            <source>PKCE, which Tessera uses all the same</source>
            <translation>PKCE, das Tessera trotzdem verwendet</translation>
        </message>
        <message>
            <source>renewal, so you may have to sign in again now and then</source>
            <translation>Erneuerung; Sie müssen sich deshalb vielleicht ab und zu neu anmelden</translation>
        </message>
        <message>
            <source>revocation, so signing out happens on this computer only</source>
            <translation>Widerruf; die Abmeldung geschieht deshalb nur auf diesem Computer</translation>
        </message>
        <message>
            <source>%1 answers.</source>
            <translation>%1 antwortet.</translation>
        </message>
        <message>
            <source>It can do everything Tessera needs: %1.</source>
            <translation>Tessera findet dort alles, was es braucht: %1.</translation>
        </message>
        <message>
            <source>%1. It says nothing of %2.</source>
            <translation>%1. Nicht erwähnt: %2.</translation>
        </message>
        <message>
            <source>It is on this computer: development.</source>
            <translation>Auf diesem Computer: Entwicklung.</translation>
        </message>
    </context>
    <context>
        <name>tessera::KeyForm</name>
        <message>
            <source>Take the &amp;key from</source>
            <translation>&amp;Schlüssel nehmen aus</translation>
        </message>
        <message>
            <source>Issuer</source>
            <translation>Aussteller</translation>
        </message>
        <message>
            <source>Address of the JWK set</source>
            <translation>Adresse des JWK-Sets</translation>
        </message>
        <message>
            <source>File: JWK set, JWK or PEM</source>
            <translation>Datei: JWK-Set, JWK oder PEM</translation>
        </message>
        <message>
            <source>Choose a file…</source>
            <translation>Datei wählen…</translation>
        </message>
        <message>
            <source>Pasted key</source>
            <translation>Eingefügter Schlüssel</translation>
        </message>
        <message>
            <source>Shared secret</source>
            <translation>Gemeinsames Geheimnis</translation>
        </message>
        <message>
            <source>The secret is written in base64url</source>
            <translation>Das Geheimnis ist in base64url geschrieben</translation>
        </message>
        <message>
            <source>The issuer's key set</source>
            <translation>Schlüsselsatz des Ausstellers</translation>
        </message>
        <message>
            <source>A JWK set address</source>
            <translation>Adresse eines JWK-Sets</translation>
        </message>
        <message>
            <source>A file</source>
            <translation>Datei</translation>
        </message>
        <message>
            <source>A pasted key</source>
            <translation>Eingefügter Schlüssel</translation>
        </message>
        <message>
            <source>A shared secret</source>
            <translation>Gemeinsames Geheimnis</translation>
        </message>
        <message>
            <source>A JWK set, a JWK or a PEM key. It stays in this window.</source>
            <translation>Ein JWK-Set, ein JWK oder ein PEM-Schlüssel. Er bleibt in diesem Fenster.</translation>
        </message>
        <message>
            <source>JWK set, JWK or PEM</source>
            <translation>JWK-Set, JWK oder PEM</translation>
        </message>
        <message>
            <source>Choose a key file</source>
            <translation>Schlüsseldatei wählen</translation>
        </message>
    </context>
    <context>
        <name>tessera::LifetimeBar</name>
        <message>
            <source>Life of the access token</source>
            <translation>Laufzeit des Access-Tokens</translation>
        </message>
        <message>
            <source>Renews %1</source>
            <translation>Erneuerung %1</translation>
        </message>
        <message>
            <source>Issued %1</source>
            <translation>Ausgestellt %1</translation>
        </message>
        <message>
            <source>Ended %1</source>
            <translation>Abgelaufen %1</translation>
        </message>
        <message>
            <source>Ends %1</source>
            <translation>Ende %1</translation>
        </message>
        <message>
            <source>Now</source>
            <translation>Jetzt</translation>
        </message>
        <message>
            <source>Issued %1
Ends %2</source>
            <translation>Ausgestellt %1
Ende %2</translation>
        </message>
    </context>
    <context>
        <name>tessera::MainWindow</name>
        <message>
            <source>Tessera</source>
            <translation>Tessera</translation>
        </message>
        <message>
            <source>Signed in. The ID token %1.</source>
            <translation>Angemeldet. Das ID-Token %1.</translation>
        </message>
        <message>
            <source>The account would lose permissions.</source>
            <translation>Das Konto würde Berechtigungen verlieren.</translation>
        </message>
        <message>
            <source>It would lose: %1.</source>
            <translation>Es würde verlieren: %1.</translation>
        </message>
        <message>
            <source>Accept fewer</source>
            <translation>Weniger hinnehmen</translation>
        </message>
        <message>
            <source>Leave it as it is</source>
            <translation>So lassen, wie es ist</translation>
        </message>
        <message>
            <source>Trust the new hosts</source>
            <translation>Neuen Hosts vertrauen</translation>
        </message>
        <message>
            <source>Stop</source>
            <translation>Anhalten</translation>
        </message>
        <message>
            <source>Got it</source>
            <translation>Verstanden</translation>
        </message>
    </context>
    <context>
        <name>tessera::MessagePane</name>
        <message>
            <source>Copy this message</source>
            <translation>Diese Nachricht kopieren</translation>
        </message>
        <message>
            <source>Part of the step</source>
            <translation>Teil des Schritts</translation>
        </message>
        <message>
            <source>Message</source>
            <translation>Nachricht</translation>
        </message>
        <message>
            <source>Checks</source>
            <translation>Prüfungen</translation>
        </message>
        <message>
            <source>Raw</source>
            <translation>Roh</translation>
        </message>
        <message>
            <source>Secrets were replaced when this was recorded. The same secret has the same pattern in every message.</source>
            <translation>Geheimnisse wurden beim Aufzeichnen ersetzt. Dasselbe Geheimnis hat in jeder Nachricht dasselbe Muster.</translation>
        </message>
        <message>
            <source>The message as text</source>
            <translation>Die Nachricht als Text</translation>
        </message>
        <message>
            <source>Parameters</source>
            <translation>Parameter</translation>
        </message>
        <message>
            <source>Headers</source>
            <translation>Header</translation>
        </message>
        <message>
            <source>Body</source>
            <translation>Body</translation>
        </message>
        <message>
            <source>No step is chosen</source>
            <translation>Kein Schritt gewählt</translation>
        </message>
        <message>
            <source>Choose an arrow of the drawing to see its message.</source>
            <translation>Wählen Sie einen Pfeil der Zeichnung, um seine Nachricht zu sehen.</translation>
        </message>
        <message>
            <source>%1 bytes of %2. What they say is not kept.</source>
            <translation>%1 Bytes %2. Ihr Inhalt wird nicht aufbewahrt.</translation>
        </message>
        <message>
            <source>The text is under Raw.</source>
            <translation>Der Text steht unter „Roh“.</translation>
        </message>
        <message>
            <source>Nothing was checked after this step.</source>
            <translation>Nach diesem Schritt wurde nichts geprüft.</translation>
        </message>
        <message>
            <source>Nothing of this step goes through Tessera, so there is nothing to show.</source>
            <translation>Nichts von diesem Schritt geht durch Tessera; deshalb gibt es nichts zu zeigen.</translation>
        </message>
    </context>
    <context>
        <name>tessera::MessageWords</name>
        <message>
            <source>The server</source>
            <translation>Der Server</translation>
        </message>
        <message>
            <source>%1 ms</source>
            <translation>%1 ms</translation>
        </message>
        <message>
            <source>%1 s</source>
            <translation>%1 s</translation>
        </message>
        <message>
            <source>Token</source>
            <comment>before "request" or "response"</comment>
            <translation>Token</translation>
        </message>
        <message>
            <source>Discovery</source>
            <comment>before "request" or "response"</comment>
            <translation>Discovery</translation>
        </message>
        <message>
            <source>Key set</source>
            <comment>before "request" or "response"</comment>
            <translation>Schlüsselsatz</translation>
        </message>
        <message>
            <source>Device code</source>
            <comment>before "request" or "response"</comment>
            <translation>Gerätecode</translation>
        </message>
        <message>
            <source>Pushed authorization</source>
            <comment>before "request" or "response"</comment>
            <translation>Pushed-Authorization</translation>
        </message>
        <message>
            <source>Userinfo</source>
            <comment>before "request" or "response"</comment>
            <translation>Userinfo</translation>
        </message>
        <message>
            <source>Revocation</source>
            <comment>before "request" or "response"</comment>
            <translation>Widerrufs</translation>
        </message>
        <message>
            <source>Introspection</source>
            <comment>before "request" or "response"</comment>
            <translation>Introspection</translation>
        </message>
        <message>
            <source>%1 request</source>
            <translation>%1-Anfrage</translation>
        </message>
        <message>
            <source>Answer to %1</source>
            <translation>Antwort auf %1</translation>
        </message>
        <message>
            <source>%1 response</source>
            <translation>%1-Antwort</translation>
        </message>
        <message>
            <source>Why it stopped</source>
            <translation>Warum es anhielt</translation>
        </message>
        <message>
            <source>Checks</source>
            <translation>Prüfungen</translation>
        </message>
        <message>
            <source>Note</source>
            <translation>Hinweis</translation>
        </message>
        <message>
            <source>%1 answered %2 in %3.</source>
            <translation>%1 antwortete %2 in %3.</translation>
        </message>
        <message>
            <source>%1 gave no answer.</source>
            <translation>%1 hat nicht geantwortet.</translation>
        </message>
        <message>
            <source>(cut here: the rest is too long to be shown)</source>
            <translation>(hier gekürzt: der Rest ist zu lang, um gezeigt zu werden)</translation>
        </message>
        <message>
            <source>%1. %2</source>
            <translation>%1. %2</translation>
        </message>
        <message>
            <source>You asked Tessera to sign in.</source>
            <translation>Sie haben Tessera beauftragt, Sie anzumelden.</translation>
        </message>
        <message>
            <source>Tessera gave the address to the browser.</source>
            <translation>Tessera hat die Adresse dem Browser übergeben.</translation>
        </message>
        <message>
            <source>Tessera gave the address to %1.</source>
            <translation>Tessera hat die Adresse an %1 übergeben.</translation>
        </message>
        <message>
            <source>The browser follows the address to %1. Tessera does not see it, but knows it.</source>
            <translation>Der Browser folgt der Adresse zu %1. Tessera sieht das nicht, weiß es aber.</translation>
        </message>
        <message>
            <source>%1 shows its page in the browser, unseen by Tessera.</source>
            <translation>%1 zeigt seine Seite im Browser, für Tessera unsichtbar.</translation>
        </message>
        <message>
            <source>What you type there goes to %1. Tessera never sees it.</source>
            <translation>Was Sie dort eingeben, geht an %1. Tessera sieht es nie.</translation>
        </message>
        <message>
            <source>%1 sends the browser back with its answer.</source>
            <translation>%1 schickt den Browser mit der Antwort zurück.</translation>
        </message>
        <message>
            <source>The browser brought the answer to Tessera.</source>
            <translation>Der Browser hat die Antwort zu Tessera gebracht.</translation>
        </message>
        <message>
            <source>You pasted the address with the answer.</source>
            <translation>Sie haben die Adresse mit der Antwort eingefügt.</translation>
        </message>
        <message>
            <source>Tessera showed the code and where to type it.</source>
            <translation>Tessera hat den Code gezeigt und wo er einzugeben ist.</translation>
        </message>
        <message>
            <source>Tessera asked %1.</source>
            <translation>Tessera hat bei %1 angefragt.</translation>
        </message>
        <message>
            <source>Tessera did not send this: something before it failed.</source>
            <translation>Tessera hat das nicht gesandt: Etwas davor ist fehlgeschlagen.</translation>
        </message>
        <message>
            <source>Made by Tessera on what came before.</source>
            <translation>Tessera hat geprüft, was davor kam.</translation>
        </message>
        <message>
            <source>%1, %2</source>
            <comment>step, what happened</comment>
            <translation>%1, %2</translation>
        </message>
        <message>
            <source>(%1 bytes of %2; only their number is kept)</source>
            <translation>(%1 Bytes %2; nur ihre Anzahl wird aufbewahrt)</translation>
        </message>
    </context>
    <context>
        <name>tessera::NavColumn</name>
        <message>
            <source>Tessera</source>
            <translation>Tessera</translation>
        </message>
        <message>
            <source>&amp;Accounts</source>
            <translation>&amp;Konten</translation>
        </message>
        <message>
            <source>&amp;Inspector</source>
            <translation>&amp;Inspektor</translation>
        </message>
        <message>
            <source>&amp;Flow</source>
            <translation>&amp;Ablauf</translation>
        </message>
        <message>
            <source>Pro&amp;grams</source>
            <translation>&amp;Programme</translation>
        </message>
        <message>
            <source>&amp;Settings</source>
            <translation>&amp;Einstellungen</translation>
        </message>
        <message>
            <source>1 account needs you.</source>
            <translation>1 Konto braucht Sie.</translation>
        </message>
        <message>
            <source>Keychain unlocked</source>
            <translation>Schlüsselbund offen</translation>
        </message>
        <message>
            <source>Keychain locked</source>
            <translation>Schlüsselbund gesperrt</translation>
        </message>
        <message>
            <source>No keychain</source>
            <translation>Kein Schlüsselbund</translation>
        </message>
        <message>
            <source>Keychain refused</source>
            <translation>Schlüsselbund weist ab</translation>
        </message>
        <message>
            <source>Keychain slow</source>
            <translation>Schlüsselbund langsam</translation>
        </message>
        <message>
            <source>Keychain gone</source>
            <translation>Schlüsselbund weg</translation>
        </message>
        <message numerus="yes">
            <source>%n accounts need you.</source>
            <translation>
                <numerusform>%n Konto braucht Sie.</numerusform>
                <numerusform>%n Konten brauchen Sie.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>tessera::NetworkBox</name>
        <message>
            <source>Network</source>
            <translation>Netz</translation>
        </message>
        <message>
            <source>As this computer has it. Tessera has no proxy and no certificates of its own.</source>
            <translation>Wie dieser Computer es hat. Tessera hat keinen eigenen Proxy und keine eigenen Zertifikate.</translation>
        </message>
        <message>
            <source>Proxy</source>
            <translation>Proxy</translation>
        </message>
        <message>
            <source>Trusted authorities</source>
            <translation>Vertraute Stellen</translation>
        </message>
        <message>
            <source>None.</source>
            <translation>Keiner.</translation>
        </message>
        <message>
            <source>Set in the environment: %1.</source>
            <translation>In der Umgebung gesetzt: %1.</translation>
        </message>
        <message>
            <source>None. No provider can be reached without a list of authorities.</source>
            <translation>Keine. Ohne eine Liste von Zertifizierungsstellen ist kein Anbieter erreichbar.</translation>
        </message>
        <message>
            <source>%1, from the system's list.</source>
            <translation>%1, aus der Liste des Systems.</translation>
        </message>
    </context>
    <context>
        <name>tessera::PartsBar</name>
        <message>
            <source>Back to the whole (Alt+Left)</source>
            <translation>Zurück zum Ganzen (Alt+Links)</translation>
        </message>
        <message>
            <source>Whole text</source>
            <translation>Ganzer Text</translation>
        </message>
        <message>
            <source>Found inside:</source>
            <translation>Darin gefunden:</translation>
        </message>
        <message>
            <source>Look inside %1</source>
            <translation>In %1 hineinsehen</translation>
        </message>
    </context>
    <context>
        <name>tessera::ProgramList</name>
        <message>
            <source>Show all %1</source>
            <translation>Alle %1 zeigen</translation>
        </message>
        <message>
            <source>Take back</source>
            <translation>Zurücknehmen</translation>
        </message>
        <message>
            <source>Take back from %1: %2, %3</source>
            <translation>Von %1 zurücknehmen: %2, %3</translation>
        </message>
        <message>
            <source>%1 is asked about again</source>
            <translation>Bei %1 werden Sie wieder gefragt</translation>
        </message>
    </context>
    <context>
        <name>tessera::ProgramRows</name>
        <message>
            <source>Itself, and through the command tessera</source>
            <translation>Selbst und über den Befehl tessera</translation>
        </message>
        <message>
            <source>Through the command tessera</source>
            <translation>Über den Befehl tessera</translation>
        </message>
        <message>
            <source>All accounts</source>
            <translation>Alle Konten</translation>
        </message>
        <message>
            <source>No such account here</source>
            <translation>Kein solches Konto hier</translation>
        </message>
        <message>
            <source>Changed since you allowed it: you are asked again</source>
            <translation>Geändert, seit Sie es erlaubt haben: Sie werden wieder gefragt</translation>
        </message>
        <message>
            <source>Until the agent locks or ends</source>
            <translation>Bis der Agent gesperrt oder beendet wird</translation>
        </message>
        <message>
            <source>Last used %1</source>
            <translation>Zuletzt genutzt %1</translation>
        </message>
        <message>
            <source>Not used lately</source>
            <translation>Länger nicht genutzt</translation>
        </message>
        <message>
            <source>%1 at %2</source>
            <translation>%1 bei %2</translation>
        </message>
        <message>
            <source>an account that is not here any more</source>
            <translation>einem Konto, das nicht mehr hier ist</translation>
        </message>
        <message>
            <source>an account at %1 that is not here any more</source>
            <translation>einem Konto bei %1, das nicht mehr hier ist</translation>
        </message>
    </context>
    <context>
        <name>tessera::ProgramsPage</name>
        <message>
            <source>No program is allowed anything yet</source>
            <translation>Noch ist keinem Programm etwas erlaubt</translation>
        </message>
        <message>
            <source>When a program asks for a token, Tessera asks you in a window. What you allow there for an hour or always stands here, and here you take it back.</source>
            <translation>Wenn ein Programm ein Token anfragt, fragt Tessera Sie in einem Fenster. Was Sie dort für eine Stunde oder für immer erlauben, steht hier, und hier nehmen Sie es zurück.</translation>
        </message>
        <message>
            <source>To try it, type “tessera token” in a terminal. To allow a program beforehand, type “tessera agent allow” with its name and an account.</source>
            <translation>Zum Ausprobieren tippen Sie „tessera token“ in einem Terminal. Um ein Programm vorab zu erlauben, tippen Sie „tessera agent allow“ mit seinem Namen und einem Konto.</translation>
        </message>
        <message>
            <source>Look again (F5)</source>
            <translation>Erneut nachsehen (F5)</translation>
        </message>
        <message>
            <source>Programs</source>
            <translation>Programme</translation>
        </message>
        <message>
            <source>What other programs on this computer may have of your accounts.</source>
            <translation>Was andere Programme auf diesem Computer von Ihren Konten haben dürfen.</translation>
        </message>
        <message>
            <source>Allowed</source>
            <translation>Erlaubt</translation>
        </message>
        <message>
            <source>Denied</source>
            <translation>Abgelehnt</translation>
        </message>
        <message>
            <source>What happened</source>
            <translation>Was geschah</translation>
        </message>
        <message>
            <source>not asked about again</source>
            <translation>keine weitere Nachfrage</translation>
        </message>
        <message>
            <source>No program has asked for a token.</source>
            <translation>Kein Programm hat ein Token angefragt.</translation>
        </message>
        <message>
            <source>Show all %1</source>
            <translation>Alle %1 zeigen</translation>
        </message>
        <message>
            <source>Taken back.</source>
            <translation>Zurückgenommen.</translation>
        </message>
        <message>
            <source>%1 is asked about again the next time it wants a token.</source>
            <translation>Wenn %1 das nächste Mal ein Token will, werden Sie wieder gefragt.</translation>
        </message>
        <message>
            <source>Undo</source>
            <translation>Rückgängig</translation>
        </message>
    </context>
    <context>
        <name>tessera::ProviderSection</name>
        <message>
            <source>Provider</source>
            <translation>Anbieter</translation>
        </message>
        <message>
            <source>Renewal</source>
            <translation>Erneuerung</translation>
        </message>
        <message>
            <source>Endpoints</source>
            <translation>Endpunkte</translation>
        </message>
        <message>
            <source>What this program may do there, and how to take it back:</source>
            <translation>Was dieses Programm dort darf und wie Sie es zurücknehmen:</translation>
        </message>
        <message>
            <source>Access</source>
            <translation>Zugriff</translation>
        </message>
    </context>
    <context>
        <name>tessera::ProviderText</name>
        <message>
            <source>The refresh token changes with each renewal.</source>
            <translation>Das Refresh-Token wechselt bei jeder Erneuerung.</translation>
        </message>
        <message>
            <source>Review access at %1</source>
            <translation>Zugriff prüfen bei %1</translation>
        </message>
        <message>
            <source>Tessera asks %1 to revoke the grant and forgets every token of this account.</source>
            <translation>Tessera bittet %1, die Freigabe zu widerrufen, und vergisst jedes Token dieses Kontos.</translation>
        </message>
        <message>
            <source>Tessera forgets every token of this account.</source>
            <translation>Tessera vergisst jedes Token dieses Kontos.</translation>
        </message>
        <message>
            <source>%1 has no way to revoke the grant from here.</source>
            <translation>%1 hat keinen Weg, die Freigabe von hier aus zu widerrufen.</translation>
        </message>
        <message>
            <source>This cannot be undone; to come back you sign in again in the browser.</source>
            <translation>Das lässt sich nicht rückgängig machen; um zurückzukommen, melden Sie sich im Browser erneut an.</translation>
        </message>
        <message>
            <source>On this computer</source>
            <translation>Auf diesem Computer</translation>
        </message>
        <message>
            <source>Start it with: tessera-demo-idp --port 8787</source>
            <translation>Starten Sie ihn mit: tessera-demo-idp --port 8787</translation>
        </message>
        <message>
            <source>It forgets every sign-in when it stops. For development and for learning, nothing else.</source>
            <translation>Er vergisst jede Anmeldung, wenn er endet. Zum Entwickeln und Lernen, für nichts anderes.</translation>
        </message>
        <message>
            <source>accounts.google.com</source>
            <translation>accounts.google.com</translation>
        </message>
        <message>
            <source>Google gives a refresh token only with the first consent. It ends after six months without use, when you withdraw access, and when too many sign-ins of one program push the oldest out.</source>
            <translation>Google gibt ein Refresh-Token nur bei der ersten Zustimmung. Es endet nach sechs Monaten ohne Nutzung, wenn Sie den Zugriff entziehen und wenn zu viele Anmeldungen eines Programms die älteste verdrängen.</translation>
        </message>
        <message>
            <source>Google ends the sign-ins of an app in testing after 7 days.</source>
            <translation>Google beendet die Anmeldungen einer App im Testmodus nach 7 Tagen.</translation>
        </message>
        <message>
            <source>Publish the app on its consent screen, or ask for openid, profile and email only.</source>
            <translation>Veröffentlichen Sie die App auf ihrem Zustimmungsbildschirm, oder fragen Sie nur openid, profile und email an.</translation>
        </message>
        <message>
            <source>Google ends a refresh token that was not used for six months.</source>
            <translation>Google beendet ein Refresh-Token, das sechs Monate nicht genutzt wurde.</translation>
        </message>
        <message>
            <source>Access was withdrawn on your Google account's page, the password was changed, or newer sign-ins of the same program pushed the oldest out.</source>
            <translation>Der Zugriff wurde auf der Seite Ihres Google-Kontos entzogen, das Passwort wurde geändert, oder neuere Anmeldungen desselben Programms haben die älteste verdrängt.</translation>
        </message>
        <message>
            <source>Google wants the secret of your desktop client although PKCE is used. It identifies the program; it does not protect your account.</source>
            <translation>Google verlangt das Secret Ihres Desktop-Clients, obwohl PKCE verwendet wird. Es kennzeichnet das Programm; Ihr Konto schützt es nicht.</translation>
        </message>
        <message>
            <source>Google shows the account your browser is signed in with, whichever account is asked for. Choose the right one there.</source>
            <translation>Google zeigt das Konto, mit dem Ihr Browser angemeldet ist, gleich nach welchem Konto gefragt wird. Wählen Sie dort das richtige.</translation>
        </message>
        <message>
            <source>While the app is in testing and asks for more than openid, profile and email, Google ends the sign-in after 7 days.</source>
            <translation>Solange die App im Testmodus ist und mehr als openid, profile und email anfragt, beendet Google die Anmeldung nach 7 Tagen.</translation>
        </message>
        <message>
            <source>github.com</source>
            <translation>github.com</translation>
        </message>
        <message>
            <source>Without expiring tokens GitHub's access token lasts until it is revoked or unused for a year, and there is nothing to renew. With them, or with the scope offline_access, it lasts 8 hours and renews itself for 6 months.</source>
            <translation>Ohne ablaufende Tokens gilt das Access-Token von GitHub, bis es widerrufen oder ein Jahr nicht genutzt wird, und es gibt nichts zu erneuern. Mit ihnen oder mit dem Scope offline_access gilt es 8 Stunden und erneuert sich 6 Monate lang von selbst.</translation>
        </message>
        <message>
            <source>GitHub's refresh token lasts six months and is replaced by each renewal.</source>
            <translation>Das Refresh-Token von GitHub gilt sechs Monate und wird bei jeder Erneuerung ersetzt.</translation>
        </message>
        <message>
            <source>Access was withdrawn in GitHub's settings, or another program used the refresh token and got the new one.</source>
            <translation>Der Zugriff wurde in den Einstellungen von GitHub entzogen, oder ein anderes Programm hat das Refresh-Token verwendet und das neue bekommen.</translation>
        </message>
        <message>
            <source>GitHub wants the client secret when you sign in with the browser; with the device flow it wants none.</source>
            <translation>GitHub verlangt das Client-Secret, wenn Sie sich mit dem Browser anmelden; beim Device-Flow verlangt es keines.</translation>
        </message>
        <message>
            <source>GitHub has no ID token: who you are is asked from its API, and your account is known by its number, not its name.</source>
            <translation>GitHub hat kein ID-Token: Wer Sie sind, wird bei der API erfragt, und Ihr Konto wird an seiner Nummer erkannt, nicht an seinem Namen.</translation>
        </message>
        <message>
            <source>GitHub keeps ten tokens for each person, app and scope. The eleventh sign-in ends the oldest.</source>
            <translation>GitHub behält zehn Tokens je Person, App und Scope. Die elfte Anmeldung beendet die älteste.</translation>
        </message>
        <message>
            <source>The access token lasts 8 hours, the refresh token 6 months. Each renewal ends both tokens before it.</source>
            <translation>Das Access-Token gilt 8 Stunden, das Refresh-Token 6 Monate. Jede Erneuerung beendet beide vorigen Tokens.</translation>
        </message>
        <message>
            <source>What a GitHub App may do is set in its permissions, not asked for by scopes.</source>
            <translation>Was eine GitHub-App darf, wird in ihren Berechtigungen eingestellt, nicht über Scopes angefragt.</translation>
        </message>
        <message>
            <source>gitlab.com or your own</source>
            <translation>gitlab.com oder Ihr eigenes</translation>
        </message>
        <message>
            <source>The access token lasts 2 hours. Each renewal ends the access token and the refresh token before it.</source>
            <translation>Das Access-Token gilt 2 Stunden. Jede Erneuerung beendet das vorige Access-Token und das vorige Refresh-Token.</translation>
        </message>
        <message>
            <source>Access was withdrawn in GitLab's preferences, or another program used the refresh token and got the new one.</source>
            <translation>Der Zugriff wurde in den Einstellungen von GitLab entzogen, oder ein anderes Programm hat das Refresh-Token verwendet und das neue bekommen.</translation>
        </message>
        <message>
            <source>For your own GitLab give its address as the issuer, and register the client there.</source>
            <translation>Für Ihr eigenes GitLab geben Sie dessen Adresse als Aussteller an und registrieren den Client dort.</translation>
        </message>
        <message>
            <source>A token copied elsewhere stops working when Tessera renews: ask for a fresh one each time.</source>
            <translation>Ein anderswohin kopiertes Token gilt nicht mehr, wenn Tessera erneuert: Fragen Sie jedes Mal ein frisches an.</translation>
        </message>
        <message>
            <source>Your tenant</source>
            <translation>Ihr Mandant</translation>
        </message>
        <message>
            <source>A refresh token comes only with the scope offline_access.</source>
            <translation>Ein Refresh-Token gibt es nur mit dem Scope offline_access.</translation>
        </message>
        <message>
            <source>Microsoft ends a refresh token that was not used for 90 days.</source>
            <translation>Microsoft beendet ein Refresh-Token, das 90 Tage nicht genutzt wurde.</translation>
        </message>
        <message>
            <source>The password was changed or reset, an administrator ended the sign-ins, or a rule of the organisation asks for a new sign-in.</source>
            <translation>Das Passwort wurde geändert oder zurückgesetzt, ein Administrator hat die Anmeldungen beendet, oder eine Regel der Organisation verlangt eine neue Anmeldung.</translation>
        </message>
        <message>
            <source>Microsoft ignores the port of http://localhost only. Addresses with [::1] are not supported.</source>
            <translation>Microsoft lässt nur den Port von http://localhost außer Acht. Adressen mit [::1] werden nicht unterstützt.</translation>
        </message>
        <message>
            <source>Microsoft has no way to revoke a single sign-in; it ends by itself or in the list of your apps.</source>
            <translation>Microsoft hat keinen Weg, eine einzelne Anmeldung zu widerrufen; sie endet von selbst oder in der Liste Ihrer Apps.</translation>
        </message>
        <message>
            <source>Work, school or personal</source>
            <translation>Arbeit, Schule oder privat</translation>
        </message>
        <message>
            <source>An app of a single tenant is refused here (AADSTS50194): use "microsoft" with your tenant's address.</source>
            <translation>Eine App für einen einzigen Mandanten wird hier abgelehnt (AADSTS50194): Verwenden Sie "microsoft" mit der Adresse Ihres Mandanten.</translation>
        </message>
        <message>
            <source>The shared address names no tenant. The one you sign in with is kept with the account; restrict it with --tenant.</source>
            <translation>Die gemeinsame Adresse nennt keinen Mandanten. Der, mit dem Sie sich anmelden, wird beim Konto vermerkt; mit --tenant schränken Sie ihn ein.</translation>
        </message>
        <message>
            <source>Any organisation</source>
            <translation>Beliebige Organisation</translation>
        </message>
        <message>
            <source>Outlook, Xbox and the like</source>
            <translation>Outlook, Xbox und Ähnliches</translation>
        </message>
        <message>
            <source>The app must allow personal accounts.</source>
            <translation>Die App muss persönliche Konten zulassen.</translation>
        </message>
        <message>
            <source>Your own host</source>
            <translation>Ihr eigener Host</translation>
        </message>
        <message>
            <source>With offline_access Keycloak keeps an offline session, which ends by the realm's rules and not at a fixed time.</source>
            <translation>Mit offline_access hält Keycloak eine Offline-Sitzung, die nach den Regeln des Realms endet und nicht zu einer festen Zeit.</translation>
        </message>
        <message>
            <source>Without offline_access Keycloak ends a session that was not renewed for 30 minutes, unless the realm says otherwise.</source>
            <translation>Ohne offline_access beendet Keycloak eine Sitzung, die 30 Minuten nicht erneuert wurde, wenn der Realm nichts anderes vorgibt.</translation>
        </message>
        <message>
            <source>Ask for the scope offline_access.</source>
            <translation>Fragen Sie den Scope offline_access an.</translation>
        </message>
        <message>
            <source>Keycloak ends an offline session that was not used for 30 days, unless the realm says otherwise.</source>
            <translation>Keycloak beendet eine Offline-Sitzung, die 30 Tage nicht genutzt wurde, wenn der Realm nichts anderes vorgibt.</translation>
        </message>
        <message>
            <source>An administrator ended the session, or the realm's longest session time was reached.</source>
            <translation>Ein Administrator hat die Sitzung beendet, oder die längste Sitzungsdauer des Realms war erreicht.</translation>
        </message>
        <message>
            <source>Register http://127.0.0.1/callback, not localhost: only the number lets the port differ.</source>
            <translation>Registrieren Sie http://127.0.0.1/callback, nicht localhost: Nur bei der Zahl darf der Port abweichen.</translation>
        </message>
        <message>
            <source>Your own domain</source>
            <translation>Ihre eigene Domain</translation>
        </message>
        <message>
            <source>With rotation the token before is still taken for up to 60 seconds (30 by default).</source>
            <translation>Bei Rotation wird das vorige Token noch bis zu 60 Sekunden angenommen (üblich sind 30).</translation>
        </message>
        <message>
            <source>Okta ends a refresh token that was not used for 7 days, unless the policy of the authorization server says otherwise.</source>
            <translation>Okta beendet ein Refresh-Token, das 7 Tage nicht genutzt wurde, wenn die Richtlinie des Autorisierungsservers nichts anderes vorgibt.</translation>
        </message>
        <message>
            <source>An administrator ended the session, or the rule of the authorization server limits how long a refresh token lasts.</source>
            <translation>Ein Administrator hat die Sitzung beendet, oder die Regel des Autorisierungsservers begrenzt, wie lange ein Refresh-Token gilt.</translation>
        </message>
        <message>
            <source>Okta accepts only the exact redirect address, port included: register one and give it with --redirect-uri.</source>
            <translation>Okta nimmt nur genau die Redirect-Adresse samt Port an: Registrieren Sie eine, und geben Sie sie mit --redirect-uri an.</translation>
        </message>
        <message>
            <source>Within the reuse window the token before is taken once more. An older one ends the whole sign-in.</source>
            <translation>Innerhalb der Karenzzeit wird das vorige Token noch einmal angenommen. Ein älteres beendet die ganze Anmeldung.</translation>
        </message>
        <message>
            <source>Auth0 ends a refresh token that was not used for 15 days, unless the application says otherwise.</source>
            <translation>Auth0 beendet ein Refresh-Token, das 15 Tage nicht genutzt wurde, wenn die Anwendung nichts anderes vorgibt.</translation>
        </message>
        <message>
            <source>Auth0 ends a sign-in after 30 days however often it is renewed, unless the application says otherwise.</source>
            <translation>Auth0 beendet eine Anmeldung nach 30 Tagen, gleich wie oft sie erneuert wird, wenn die Anwendung nichts anderes vorgibt.</translation>
        </message>
        <message>
            <source>Raise the absolute lifetime in the application's settings.</source>
            <translation>Erhöhen Sie die absolute Laufzeit in den Einstellungen der Anwendung.</translation>
        </message>
        <message>
            <source>An old refresh token was used again, which ends the whole sign-in.</source>
            <translation>Ein altes Refresh-Token wurde noch einmal verwendet, was die ganze Anmeldung beendet.</translation>
        </message>
        <message>
            <source>Auth0's issuer ends with a slash, and callback addresses are compared exactly, port included.</source>
            <translation>Der Aussteller von Auth0 endet mit einem Schrägstrich, und Callback-Adressen werden genau verglichen, samt Port.</translation>
        </message>
        <message>
            <source>slack.com</source>
            <translation>slack.com</translation>
        </message>
        <message>
            <source>An app with PKCE gets refresh tokens of 30 days; access tokens last 12 hours.</source>
            <translation>Eine App mit PKCE bekommt Refresh-Tokens für 30 Tage; Access-Tokens gelten 12 Stunden.</translation>
        </message>
        <message>
            <source>Slack ends a refresh token that was not used for 30 days.</source>
            <translation>Slack beendet ein Refresh-Token, das 30 Tage nicht genutzt wurde.</translation>
        </message>
        <message>
            <source>Slack compares the redirect address exactly and knows localhost only. An app without PKCE cannot sign in from a desktop.</source>
            <translation>Slack vergleicht die Redirect-Adresse genau und kennt nur localhost. Eine App ohne PKCE kann sich von einem Desktop aus nicht anmelden.</translation>
        </message>
        <message>
            <source>Slack names no way to revoke a sign-in; remove the app in your workspace.</source>
            <translation>Slack nennt keinen Weg, eine Anmeldung zu widerrufen; entfernen Sie die App in Ihrem Workspace.</translation>
        </message>
        <message>
            <source>discord.com</source>
            <translation>discord.com</translation>
        </message>
        <message>
            <source>The access token lasts about 7 days and renews itself.</source>
            <translation>Das Access-Token gilt etwa 7 Tage und erneuert sich von selbst.</translation>
        </message>
        <message>
            <source>Discord compares the redirect address exactly, port included, and keeps at most ten.</source>
            <translation>Discord vergleicht die Redirect-Adresse genau, samt Port, und behält höchstens zehn.</translation>
        </message>
        <message>
            <source>codeberg.org</source>
            <translation>codeberg.org</translation>
        </message>
        <message>
            <source>Forgejo has no scopes yet: a token may do all that you may. One of an app for the whole server has the rights of an administrator.</source>
            <translation>Forgejo hat noch keine Scopes: Ein Token darf alles, was Sie dürfen. Das einer App für den ganzen Server hat die Rechte eines Administrators.</translation>
        </message>
        <message>
            <source>Before 1.25.5 Gitea's codes do not expire and can be used twice (CVE-2026-26232): ask for an update.</source>
            <translation>Vor 1.25.5 laufen die Codes von Gitea nicht ab und lassen sich zweimal verwenden (CVE-2026-26232): Bitten Sie um eine Aktualisierung.</translation>
        </message>
        <message>
            <source>Your own server</source>
            <translation>Ihr eigener Server</translation>
        </message>
        <message>
            <source>Mastodon's access token has no end and no refresh token. It lasts until you revoke it.</source>
            <translation>Das Access-Token von Mastodon hat kein Ende und kein Refresh-Token. Es gilt, bis Sie es widerrufen.</translation>
        </message>
        <message>
            <source>Each server has its own clients, and compares the redirect address exactly.</source>
            <translation>Jeder Server hat seine eigenen Clients und vergleicht die Redirect-Adresse genau.</translation>
        </message>
        <message>
            <source>appleid.apple.com</source>
            <translation>appleid.apple.com</translation>
        </message>
        <message>
            <source>Apple sends people back to a website only, so no desktop program can be signed in without a server between.</source>
            <translation>Apple schickt Personen nur zu einer Website zurück; ohne einen Server dazwischen kann sich deshalb kein Desktop-Programm anmelden.</translation>
        </message>
        <message>
            <source>By its address</source>
            <translation>Über seine Adresse</translation>
        </message>
        <message>
            <source>The server must publish its metadata (RFC 8414). Without OpenID Connect there is no ID token: who signed in is what the userinfo endpoint says, or nothing.</source>
            <translation>Der Server muss seine Metadaten veröffentlichen (RFC 8414). Ohne OpenID Connect gibt es kein ID-Token: Wer sich angemeldet hat, sagt der Userinfo-Endpunkt oder niemand.</translation>
        </message>
        <message>
            <source>Create an OAuth client ID of the type "Desktop app".</source>
            <translation>Erstellen Sie eine OAuth-Client-ID vom Typ "Desktop app".</translation>
        </message>
        <message>
            <source>Copy its client ID and its client secret. No redirect address has to be registered.</source>
            <translation>Kopieren Sie Client-ID und Client-Secret. Eine Redirect-Adresse muss nicht registriert werden.</translation>
        </message>
        <message>
            <source>On the consent screen, publish the app or add yourself as a test user.</source>
            <translation>Veröffentlichen Sie die App auf dem Zustimmungsbildschirm, oder fügen Sie sich als Testnutzer hinzu.</translation>
        </message>
        <message>
            <source>Set "Authorization callback URL" to http://127.0.0.1/callback; GitHub lets the port differ.</source>
            <translation>Setzen Sie "Authorization callback URL" auf http://127.0.0.1/callback; GitHub lässt einen anderen Port zu.</translation>
        </message>
        <message>
            <source>Tick "Enable Device Flow" to sign in without a secret.</source>
            <translation>Haken Sie "Enable Device Flow" an, um sich ohne Secret anzumelden.</translation>
        </message>
        <message>
            <source>Generate a client secret for signing in with the browser.</source>
            <translation>Erzeugen Sie ein Client-Secret für die Anmeldung mit dem Browser.</translation>
        </message>
        <message>
            <source>Set "Callback URL" to http://127.0.0.1/callback; GitHub lets the port differ.</source>
            <translation>Setzen Sie "Callback URL" auf http://127.0.0.1/callback; GitHub lässt einen anderen Port zu.</translation>
        </message>
        <message>
            <source>Leave "Expire user authorization tokens" ticked, so that access tokens renew themselves.</source>
            <translation>Lassen Sie "Expire user authorization tokens" angehakt, damit sich Access-Tokens von selbst erneuern.</translation>
        </message>
        <message>
            <source>Set the redirect URI to http://127.0.0.1/callback; GitLab lets the port differ.</source>
            <translation>Setzen Sie die Redirect-URI auf http://127.0.0.1/callback; GitLab lässt einen anderen Port zu.</translation>
        </message>
        <message>
            <source>Leave "Confidential" unticked; then no secret is needed.</source>
            <translation>Lassen Sie "Confidential" ohne Haken; dann wird kein Secret gebraucht.</translation>
        </message>
        <message>
            <source>Tick the scopes openid, profile and email.</source>
            <translation>Haken Sie die Scopes openid, profile und email an.</translation>
        </message>
        <message>
            <source>Add the platform "Mobile and desktop applications".</source>
            <translation>Fügen Sie die Plattform "Mobile and desktop applications" hinzu.</translation>
        </message>
        <message>
            <source>Register the redirect http://127.0.0.1/callback in the manifest, or http://localhost and give --redirect-uri http://localhost.</source>
            <translation>Registrieren Sie den Redirect http://127.0.0.1/callback im Manifest, oder http://localhost und geben Sie --redirect-uri http://localhost an.</translation>
        </message>
        <message>
            <source>Allow public client flows, to sign in with a code on another device.</source>
            <translation>Erlauben Sie öffentliche Client-Flows, um sich mit einem Code auf einem anderen Gerät anzumelden.</translation>
        </message>
        <message>
            <source>Create a client with "Client authentication" off and "Standard flow" on.</source>
            <translation>Erstellen Sie einen Client mit "Client authentication" aus und "Standard flow" an.</translation>
        </message>
        <message>
            <source>Add the redirect URI http://127.0.0.1/callback; Keycloak accepts any port of it.</source>
            <translation>Fügen Sie die Redirect-URI http://127.0.0.1/callback hinzu; Keycloak nimmt jeden Port davon an.</translation>
        </message>
        <message>
            <source>Create an app integration of the type "OIDC, Native Application".</source>
            <translation>Erstellen Sie eine App-Integration vom Typ "OIDC, Native Application".</translation>
        </message>
        <message>
            <source>Add a redirect URI with a port, for instance http://127.0.0.1:49152/callback, and give the same with --redirect-uri.</source>
            <translation>Fügen Sie eine Redirect-URI mit Port hinzu, zum Beispiel http://127.0.0.1:49152/callback, und geben Sie dieselbe mit --redirect-uri an.</translation>
        </message>
        <message>
            <source>Create an application of the type "Native".</source>
            <translation>Erstellen Sie eine Anwendung vom Typ "Native".</translation>
        </message>
        <message>
            <source>Add an allowed callback URL with a port, for instance http://127.0.0.1:49152/callback, and give the same with --redirect-uri.</source>
            <translation>Fügen Sie eine erlaubte Callback-URL mit Port hinzu, zum Beispiel http://127.0.0.1:49152/callback, und geben Sie dieselbe mit --redirect-uri an.</translation>
        </message>
        <message>
            <source>Turn on refresh token rotation.</source>
            <translation>Schalten Sie die Rotation von Refresh-Tokens ein.</translation>
        </message>
        <message>
            <source>Create an app and turn on PKCE. That cannot be undone.</source>
            <translation>Erstellen Sie eine App, und schalten Sie PKCE ein. Das lässt sich nicht rückgängig machen.</translation>
        </message>
        <message>
            <source>Add a redirect URL with a port, for instance http://localhost:49152/callback, and give the same with --redirect-uri.</source>
            <translation>Fügen Sie eine Redirect-URL mit Port hinzu, zum Beispiel http://localhost:49152/callback, und geben Sie dieselbe mit --redirect-uri an.</translation>
        </message>
        <message>
            <source>Under OAuth2, turn on "Public Client".</source>
            <translation>Schalten Sie unter OAuth2 "Public Client" ein.</translation>
        </message>
        <message>
            <source>Add a redirect with a port, for instance http://127.0.0.1:49152/callback, and give the same with --redirect-uri.</source>
            <translation>Fügen Sie einen Redirect mit Port hinzu, zum Beispiel http://127.0.0.1:49152/callback, und geben Sie denselben mit --redirect-uri an.</translation>
        </message>
        <message>
            <source>Register http://127.0.0.1/ as the redirect URI; any port of it is accepted.</source>
            <translation>Registrieren Sie http://127.0.0.1/ als Redirect-URI; jeder Port davon wird angenommen.</translation>
        </message>
        <message>
            <source>Leave "Confidential client" unticked.</source>
            <translation>Lassen Sie "Confidential client" ohne Haken.</translation>
        </message>
        <message>
            <source>On your server open Preferences, Development, New application.</source>
            <translation>Öffnen Sie auf Ihrem Server Einstellungen, Entwicklung, Neue Anwendung.</translation>
        </message>
        <message>
            <source>Apple sends people back to an https address of a website only, never to a program on this computer, and answers with a form post. A desktop program would need a server of its own between, which could read every sign-in.</source>
            <translation>Apple schickt Personen nur zur https-Adresse einer Website zurück, nie zu einem Programm auf diesem Computer, und antwortet mit einem Form-Post. Ein Desktop-Programm bräuchte dazwischen einen eigenen Server, der jede Anmeldung lesen könnte.</translation>
        </message>
    </context>
    <context>
        <name>tessera::ProviderTile</name>
        <message>
            <source>Sign in with %1</source>
            <translation>Anmelden mit %1</translation>
        </message>
    </context>
    <context>
        <name>tessera::QrCode</name>
        <message>
            <source>QR code</source>
            <translation>QR-Code</translation>
        </message>
    </context>
    <context>
        <name>tessera::RelativeTime</name>
        <message>
            <source>in 1 minute</source>
            <translation>in 1 Minute</translation>
        </message>
        <message>
            <source>in less than a minute</source>
            <translation>in weniger als einer Minute</translation>
        </message>
        <message>
            <source>1 minute ago</source>
            <translation>vor 1 Minute</translation>
        </message>
        <message>
            <source>less than a minute ago</source>
            <translation>vor weniger als einer Minute</translation>
        </message>
        <message>
            <source>1 minute</source>
            <translation>1 Minute</translation>
        </message>
        <message>
            <source>less than a minute</source>
            <translation>weniger als eine Minute</translation>
        </message>
        <message>
            <source>1 more minute</source>
            <translation>noch 1 Minute</translation>
        </message>
        <message>
            <source>Yesterday %1</source>
            <translation>Gestern %1</translation>
        </message>
        <message numerus="yes">
            <source>in %n days</source>
            <translation>
                <numerusform>in %n Tag</numerusform>
                <numerusform>in %n Tagen</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>in %n hours</source>
            <translation>
                <numerusform>in %n Stunde</numerusform>
                <numerusform>in %n Stunden</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>in %n minutes</source>
            <translation>
                <numerusform>in %n Minute</numerusform>
                <numerusform>in %n Minuten</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n days ago</source>
            <translation>
                <numerusform>vor %n Tag</numerusform>
                <numerusform>vor %n Tagen</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n hours ago</source>
            <translation>
                <numerusform>vor %n Stunde</numerusform>
                <numerusform>vor %n Stunden</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n minutes ago</source>
            <translation>
                <numerusform>vor %n Minute</numerusform>
                <numerusform>vor %n Minuten</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n days</source>
            <translation>
                <numerusform>%n Tag</numerusform>
                <numerusform>%n Tage</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n hours</source>
            <translation>
                <numerusform>%n Stunde</numerusform>
                <numerusform>%n Stunden</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n minutes</source>
            <translation>
                <numerusform>%n Minute</numerusform>
                <numerusform>%n Minuten</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n more days</source>
            <translation>
                <numerusform>noch %n Tag</numerusform>
                <numerusform>noch %n Tage</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n more hours</source>
            <translation>
                <numerusform>noch %n Stunde</numerusform>
                <numerusform>noch %n Stunden</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n more minutes</source>
            <translation>
                <numerusform>noch %n Minute</numerusform>
                <numerusform>noch %n Minuten</numerusform>
            </translation>
        </message>
        <message>
            <source>d MMM</source>
            <comment>a date of this year, in the letters of QLocale</comment>
            <translation>d. MMM</translation>
        </message>
    </context>
    <context>
        <name>tessera::RenewalSettings</name>
        <message>
            <source>Write a whole number of seconds from %1 to %2.</source>
            <translation>Schreiben Sie eine ganze Zahl von Sekunden zwischen %1 und %2.</translation>
        </message>
        <message>
            <source>Renewal</source>
            <translation>Erneuerung</translation>
        </message>
        <message>
            <source>Seconds before the &amp;end of an access token</source>
            <translation>Sekunden vor dem En&amp;de eines Access-Tokens</translation>
        </message>
        <message>
            <source>When it is renewed at the latest, but never before nine tenths of its life. Holds from each account's next renewal on.</source>
            <translation>Dann wird es spätestens erneuert, aber nie vor neun Zehnteln seiner Laufzeit. Gilt ab der nächsten Erneuerung jedes Kontos.</translation>
        </message>
        <message>
            <source>Seconds a copied token stays on the cli&amp;pboard</source>
            <translation>Sekunden, die ein kopiertes Token in der Zwisc&amp;henablage bleibt</translation>
        </message>
        <message>
            <source>Then it is taken off, if it is still there.</source>
            <translation>Dann wird es entfernt, wenn es noch dort ist.</translation>
        </message>
    </context>
    <context>
        <name>tessera::ReportText</name>
        <message>
            <source>ID token</source>
            <translation>ID-Token</translation>
        </message>
        <message>
            <source>access token</source>
            <translation>Access-Token</translation>
        </message>
        <message>
            <source>refresh token</source>
            <translation>Refresh-Token</translation>
        </message>
        <message>
            <source>logout token</source>
            <translation>Logout-Token</translation>
        </message>
        <message>
            <source>Signed JSON Web Token</source>
            <translation>Signiertes JSON Web Token</translation>
        </message>
        <message>
            <source>Signed content</source>
            <translation>Signierter Inhalt</translation>
        </message>
        <message>
            <source>Encrypted token; only its header can be read without the key</source>
            <translation>Verschlüsseltes Token; ohne den Schlüssel ist nur sein Header lesbar</translation>
        </message>
        <message>
            <source>Opaque text; it says nothing by itself</source>
            <translation>Undurchsichtiger Text; er sagt für sich nichts</translation>
        </message>
        <message>
            <source>Text that cannot be read</source>
            <translation>Text, der nicht lesbar ist</translation>
        </message>
        <message>
            <source>Not valid.</source>
            <translation>Ungültig.</translation>
        </message>
        <message>
            <source>The signature is wrong. The text was changed after signing, or another key signed it. Do not trust the claims.</source>
            <translation>Die Signatur ist falsch. Der Text wurde nach dem Signieren geändert, oder ein anderer Schlüssel hat ihn signiert. Vertrauen Sie den Claims nicht.</translation>
        </message>
        <message>
            <source>The signature is right, and still:</source>
            <translation>Die Signatur stimmt, und trotzdem:</translation>
        </message>
        <message>
            <source>It was refused. (%1)</source>
            <translation>Es wurde abgelehnt. (%1)</translation>
        </message>
        <message>
            <source>Not checked.</source>
            <translation>Nicht geprüft.</translation>
        </message>
        <message>
            <source>Anybody can write such a text. Name a key to find out who did.</source>
            <translation>Einen solchen Text kann jeder schreiben. Nennen Sie einen Schlüssel, um zu erfahren, wer es war.</translation>
        </message>
        <message>
            <source>Valid.</source>
            <translation>Gültig.</translation>
        </message>
        <message>
            <source>Signed with a key from %1, and every check passed.</source>
            <translation>Signiert mit einem Schlüssel von %1, und jede Prüfung wurde bestanden.</translation>
        </message>
        <message>
            <source>Decrypted.</source>
            <translation>Entschlüsselt.</translation>
        </message>
        <message>
            <source>The key from %1 opens it. Who wrote it is another question.</source>
            <translation>Der Schlüssel von %1 öffnet es. Wer es geschrieben hat, ist eine andere Frage.</translation>
        </message>
        <message>
            <source>It is encrypted; this key does not open it.</source>
            <translation>Es ist verschlüsselt; dieser Schlüssel öffnet es nicht.</translation>
        </message>
        <message>
            <source>There is no signature in it.</source>
            <translation>Es enthält keine Signatur.</translation>
        </message>
        <message>
            <source>Algorithm</source>
            <translation>Algorithmus</translation>
        </message>
        <message>
            <source>%1: %2</source>
            <translation>%1: %2</translation>
        </message>
        <message>
            <source>%1 was refused</source>
            <translation>%1 wurde abgelehnt</translation>
        </message>
        <message>
            <source>%1 is known and fit</source>
            <translation>%1 ist bekannt und geeignet</translation>
        </message>
        <message>
            <source>Key</source>
            <translation>Schlüssel</translation>
        </message>
        <message>
            <source>One of %1</source>
            <translation>Einer von %1</translation>
        </message>
        <message>
            <source>%1 of %2</source>
            <translation>%1 von %2</translation>
        </message>
        <message>
            <source>None was tried</source>
            <translation>Keiner wurde versucht</translation>
        </message>
        <message>
            <source>Signature</source>
            <translation>Signatur</translation>
        </message>
        <message>
            <source>Made with this key</source>
            <translation>Mit diesem Schlüssel erstellt</translation>
        </message>
        <message>
            <source>Does not match this key</source>
            <translation>Passt nicht zu diesem Schlüssel</translation>
        </message>
        <message>
            <source>Could not be checked</source>
            <translation>Ließ sich nicht prüfen</translation>
        </message>
        <message>
            <source>Not asked for</source>
            <translation>Nicht verlangt</translation>
        </message>
        <message>
            <source>Times</source>
            <translation>Zeiten</translation>
        </message>
        <message>
            <source>The token names none</source>
            <translation>Das Token nennt keine</translation>
        </message>
        <message>
            <source>%1, with 60 s of leeway</source>
            <translation>%1, mit 60 s Spielraum</translation>
        </message>
        <message>
            <source>Issuer</source>
            <translation>Aussteller</translation>
        </message>
        <message>
            <source>Audience</source>
            <translation>Audience</translation>
        </message>
        <message>
            <source>Nonce</source>
            <translation>Nonce</translation>
        </message>
        <message>
            <source>As given</source>
            <translation>Wie angegeben</translation>
        </message>
        <message>
            <source>%1 passed</source>
            <translation>%1 bestanden</translation>
        </message>
        <message>
            <source>%1 failed</source>
            <translation>%1 fehlgeschlagen</translation>
        </message>
        <message>
            <source>%1 not done</source>
            <translation>%1 nicht ausgeführt</translation>
        </message>
    </context>
    <context>
        <name>tessera::ScopeSection</name>
        <message>
            <source>Scopes</source>
            <translation>Scopes</translation>
        </message>
        <message>
            <source>%1 asked for, %2 granted</source>
            <translation>%1 angefragt, %2 gewährt</translation>
        </message>
        <message>
            <source>%1 did not grant %2. Tools that need it will be refused until you ask again.</source>
            <translation>%1 hat nicht gewährt: %2. Werkzeuge, die das brauchen, werden abgelehnt, bis Sie erneut anfragen.</translation>
        </message>
        <message>
            <source>%1 also granted %2, which was not asked for. The access token can do more than it needs to.</source>
            <translation>%1 hat außerdem gewährt: %2. Das war nicht angefragt. Das Access-Token kann mehr, als es muss.</translation>
        </message>
    </context>
    <context>
        <name>tessera::SettingsPage</name>
        <message>
            <source>Reset to &amp;defaults</source>
            <translation>Auf Standard &amp;zurücksetzen</translation>
        </message>
        <message>
            <source>Settings</source>
            <translation>Einstellungen</translation>
        </message>
        <message>
            <source>What you change holds at once.</source>
            <translation>Was Sie ändern, gilt sofort.</translation>
        </message>
        <message>
            <source>All settings are as they were at first.</source>
            <translation>Alle Einstellungen sind wie am Anfang.</translation>
        </message>
        <message>
            <source>Accounts and what programs may have are as they were.</source>
            <translation>Konten und was Programme haben dürfen, bleiben wie zuvor.</translation>
        </message>
        <message>
            <source>Undo</source>
            <translation>Rückgängig</translation>
        </message>
    </context>
    <context>
        <name>tessera::ShippedParts</name>
        <message>
            <source>this program</source>
            <translation>dieses Programm</translation>
        </message>
        <message>
            <source>window, network, pictures</source>
            <translation>Fenster, Netz, Bilder</translation>
        </message>
        <message>
            <source>the code flow</source>
            <translation>der Code-Flow</translation>
        </message>
        <message>
            <source>signatures and TLS</source>
            <translation>Signaturen und TLS</translation>
        </message>
        <message>
            <source>the way to the keychain</source>
            <translation>der Weg zum Schlüsselbund</translation>
        </message>
        <message>
            <source>coroutines</source>
            <translation>Koroutinen</translation>
        </message>
        <message>
            <source>which domains a cookie may be for</source>
            <translation>für welche Domains ein Cookie gelten darf</translation>
        </message>
        <message>
            <source>the code for your phone</source>
            <translation>der Code für Ihr Telefon</translation>
        </message>
        <message>
            <source>compressed tokens</source>
            <translation>komprimierte Tokens</translation>
        </message>
        <message>
            <source>values or errors</source>
            <translation>Werte oder Fehler</translation>
        </message>
        <message>
            <source>the first step of the command line</source>
            <translation>der erste Schritt der Befehlszeile</translation>
        </message>
    </context>
    <context>
        <name>tessera::SidePane</name>
        <message>
            <source>Pane</source>
            <translation>Bereich</translation>
        </message>
        <message>
            <source>Verify</source>
            <translation>Prüfen</translation>
        </message>
        <message>
            <source>Create</source>
            <translation>Erstellen</translation>
        </message>
    </context>
    <context>
        <name>tessera::SignInFacts</name>
        <message>
            <source>The keychain is unlocked</source>
            <translation>Der Schlüsselbund ist entsperrt</translation>
        </message>
        <message>
            <source>The keychain is locked</source>
            <translation>Der Schlüsselbund ist gesperrt</translation>
        </message>
        <message>
            <source>It will ask for its password when the sign-in is stored.</source>
            <translation>Er fragt nach seinem Passwort, wenn die Anmeldung abgelegt wird.</translation>
        </message>
        <message>
            <source>The keychain cannot be used</source>
            <translation>Der Schlüsselbund ist nicht benutzbar</translation>
        </message>
        <message>
            <source>You stay signed in until Tessera closes.</source>
            <translation>Sie bleiben angemeldet, bis Tessera endet.</translation>
        </message>
        <message>
            <source>The provider does not say what it can do</source>
            <translation>Der Anbieter sagt nicht, was er kann</translation>
        </message>
        <message>
            <source>Tessera goes by what it said before.</source>
            <translation>Tessera richtet sich nach dem, was er zuletzt gesagt hat.</translation>
        </message>
        <message>
            <source>The provider was found</source>
            <translation>Der Anbieter wurde gefunden</translation>
        </message>
        <message>
            <source>The provider is on this computer</source>
            <translation>Der Anbieter ist auf diesem Computer</translation>
        </message>
        <message>
            <source>For development: nothing leaves it, so nothing is encrypted.</source>
            <translation>Zum Entwickeln: Nichts verlässt ihn, also wird nichts verschlüsselt.</translation>
        </message>
        <message>
            <source>The connection is encrypted</source>
            <translation>Die Verbindung ist verschlüsselt</translation>
        </message>
        <message>
            <source>The request was handed over directly</source>
            <translation>Die Anfrage wurde direkt übergeben</translation>
        </message>
        <message>
            <source>The answer is bound to this sign-in</source>
            <translation>Die Antwort ist an diese Anmeldung gebunden</translation>
        </message>
        <message>
            <source>The answer is not bound to this sign-in</source>
            <translation>Die Antwort ist nicht an diese Anmeldung gebunden</translation>
        </message>
        <message>
            <source>The return address is listening</source>
            <translation>Die Rückkehradresse wartet auf Antwort</translation>
        </message>
    </context>
    <context>
        <name>tessera::SignInNotice</name>
        <message>
            <source>%1 at %2: sign-in needed</source>
            <translation>%1 bei %2: Anmeldung nötig</translation>
        </message>
        <message>
            <source>Sign in again</source>
            <translation>Erneut anmelden</translation>
        </message>
    </context>
    <context>
        <name>tessera::SignInPage</name>
        <message>
            <source>Back</source>
            <translation>Zurück</translation>
        </message>
        <message>
            <source>The browser shows an error? &amp;Paste its address here</source>
            <translation>Zeigt der Browser einen Fehler? A&amp;dresse hier einfügen</translation>
        </message>
        <message>
            <source>&amp;Address the browser ended on</source>
            <translation>Adresse, bei der der Bro&amp;wser ankam</translation>
        </message>
        <message>
            <source>Copy all of it from the browser's address bar, then press Enter.</source>
            <translation>Kopieren Sie alles aus der Adressleiste des Browsers, und drücken Sie dann die Eingabetaste.</translation>
        </message>
        <message>
            <source>&amp;Open again</source>
            <translation>Erneut ö&amp;ffnen</translation>
        </message>
        <message>
            <source>Copy &amp;link</source>
            <translation>&amp;Link kopieren</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Abbrechen</translation>
        </message>
        <message>
            <source>&amp;Try again</source>
            <translation>Erneut &amp;versuchen</translation>
        </message>
        <message>
            <source>&amp;Keep as a new account</source>
            <translation>Als &amp;neues Konto behalten</translation>
        </message>
        <message>
            <source>&amp;Watch it being drawn</source>
            <translation>Beim &amp;Zeichnen zusehen</translation>
        </message>
        <message>
            <source>Copied. Paste the code on the page that is open.</source>
            <translation>Kopiert. Fügen Sie den Code auf der offenen Seite ein.</translation>
        </message>
        <message>
            <source>Copied. Open the link in the browser you want to sign in with.</source>
            <translation>Kopiert. Öffnen Sie den Link in dem Browser, mit dem Sie sich anmelden wollen.</translation>
        </message>
        <message>
            <source>Sign in with %1</source>
            <translation>Anmelden mit %1</translation>
        </message>
        <message>
            <source>%1 opens in your browser.</source>
            <translation>%1 öffnet sich in Ihrem Browser.</translation>
        </message>
        <message>
            <source>Type your password there, never here.</source>
            <translation>Geben Sie Ihr Passwort dort ein, nie hier.</translation>
        </message>
        <message>
            <source>Before your browser opens</source>
            <translation>Bevor sich Ihr Browser öffnet</translation>
        </message>
        <message>
            <source>Start the demo provider</source>
            <translation>Demo-Anbieter starten</translation>
        </message>
        <message>
            <source>Ask the provider what it can do</source>
            <translation>Den Anbieter fragen, was er kann</translation>
        </message>
        <message>
            <source>You sign in and agree in the browser</source>
            <translation>Sie melden sich im Browser an und stimmen zu</translation>
        </message>
        <message>
            <source>Exchange the code for tokens</source>
            <translation>Code gegen Tokens tauschen</translation>
        </message>
        <message>
            <source>Check the ID token</source>
            <translation>ID-Token prüfen</translation>
        </message>
        <message>
            <source>Ask who you are</source>
            <translation>Fragen, wer Sie sind</translation>
        </message>
        <message>
            <source>Keep the sign-in safe</source>
            <translation>Anmeldung sicher aufbewahren</translation>
        </message>
        <message>
            <source>Finishing</source>
            <translation>Abschluss</translation>
        </message>
        <message>
            <source>Waiting for your browser</source>
            <translation>Warten auf Ihren Browser</translation>
        </message>
        <message>
            <source>Your browser shows %1.</source>
            <translation>Ihr Browser zeigt %1.</translation>
        </message>
        <message>
            <source>Open %1 in a browser.</source>
            <translation>Öffnen Sie %1 in einem Browser.</translation>
        </message>
        <message>
            <source>Waiting for the other device</source>
            <translation>Warten auf das andere Gerät</translation>
        </message>
        <message>
            <source>Sign in at %1.</source>
            <translation>Melden Sie sich bei %1 an.</translation>
        </message>
        <message>
            <source>&amp;Open here</source>
            <translation>Hier ö&amp;ffnen</translation>
        </message>
        <message>
            <source>Copy &amp;code</source>
            <translation>Code k&amp;opieren</translation>
        </message>
        <message>
            <source>%1 left</source>
            <translation>noch %1</translation>
        </message>
        <message>
            <source>Stopped</source>
            <translation>Angehalten</translation>
        </message>
        <message>
            <source>Not signed in</source>
            <translation>Nicht angemeldet</translation>
        </message>
        <message>
            <source>Show the &amp;flow</source>
            <translation>A&amp;blauf zeigen</translation>
        </message>
        <message>
            <source>A question first</source>
            <translation>Erst eine Frage</translation>
        </message>
    </context>
    <context>
        <name>tessera::SignInPlan</name>
        <message>
            <source>The page that opens shows the names and passwords to try.</source>
            <translation>Die Seite, die sich öffnet, zeigt Namen und Passwörter zum Ausprobieren.</translation>
        </message>
        <message>
            <source>The demo provider forgets every sign-in when Tessera closes.</source>
            <translation>Der Demo-Anbieter vergisst jede Anmeldung, wenn Tessera geschlossen wird.</translation>
        </message>
    </context>
    <context>
        <name>tessera::SignInSettings</name>
        <message>
            <source>Sign-in</source>
            <translation>Anmeldung</translation>
        </message>
        <message>
            <source>&amp;Browser</source>
            <translation>B&amp;rowser</translation>
        </message>
        <message>
            <source>the system's browser</source>
            <translation>Browser des Systems</translation>
        </message>
        <message>
            <source>&amp;Return ports</source>
            <translation>Rückkehr-P&amp;orts</translation>
        </message>
        <message>
            <source>The browser comes back to one of these ports of this computer, tried in this order. Empty: any free one, another each time. A port that was registered with a provider comes first.</source>
            <translation>Der Browser kommt zu einem dieser Ports dieses Computers zurück; sie werden in dieser Reihenfolge versucht. Leer: irgendein freier, jedes Mal ein anderer. Ein beim Anbieter registrierter Port kommt zuerst.</translation>
        </message>
        <message>
            <source>any free port</source>
            <translation>beliebiger freier Port</translation>
        </message>
        <message>
            <source>&amp;Keep what went over the wire</source>
            <translation>A&amp;ufzeichnen, was übertragen wurde</translation>
        </message>
        <message>
            <source>For the page Flow, in memory and without secrets, until Tessera ends.</source>
            <translation>Für die Seite „Ablauf“, im Arbeitsspeicher und ohne Geheimnisse, bis Tessera endet.</translation>
        </message>
        <message>
            <source>The variable BROWSER comes first, and is %1.</source>
            <translation>Die Variable BROWSER kommt zuerst und ist %1.</translation>
        </message>
        <message>
            <source>Decided by the administrator of this computer: %1.</source>
            <translation>Vom Administrator dieses Computers festgelegt: %1.</translation>
        </message>
        <message>
            <source>A command such as “firefox --new-window %s”; %s is the address.</source>
            <translation>Ein Befehl wie „firefox --new-window %s“; %s ist die Adresse.</translation>
        </message>
    </context>
    <context>
        <name>tessera::SignOutQuestion</name>
        <message>
            <source>Sign out</source>
            <translation>Abmelden</translation>
        </message>
        <message>
            <source>Stay signed in</source>
            <translation>Angemeldet bleiben</translation>
        </message>
        <message>
            <source>Sign %1 out?</source>
            <translation>%1 abmelden?</translation>
        </message>
    </context>
    <context>
        <name>tessera::StateText</name>
        <message>
            <source>A fresh access token is fetched when it is needed.</source>
            <translation>Ein frisches Access-Token wird geholt, wenn es gebraucht wird.</translation>
        </message>
        <message>
            <source>The access token renews itself %1.</source>
            <translation>Das Access-Token erneuert sich %1 von selbst.</translation>
        </message>
        <message>
            <source>%1 did not say how long the access token lasts.</source>
            <translation>%1 hat nicht gesagt, wie lange das Access-Token gilt.</translation>
        </message>
        <message>
            <source>The access token ends %1.</source>
            <translation>Das Access-Token endet %1.</translation>
        </message>
        <message>
            <source>%1 gave no refresh token; sign in again at %2.</source>
            <translation>%1 hat kein Refresh-Token gegeben; melden Sie sich um %2 erneut an.</translation>
        </message>
        <message>
            <source>Signed in</source>
            <translation>Angemeldet</translation>
        </message>
        <message>
            <source>Signed in.</source>
            <translation>Angemeldet.</translation>
        </message>
        <message>
            <source>Signed in, but not renewing.</source>
            <translation>Angemeldet, aber ohne Erneuerung.</translation>
        </message>
        <message>
            <source>%1 cannot be reached; Tessera keeps trying.</source>
            <translation>%1 ist nicht erreichbar; Tessera versucht es weiter.</translation>
        </message>
        <message>
            <source>The token is good for %1.</source>
            <translation>Das Token gilt noch %1.</translation>
        </message>
        <message>
            <source>The token has run out.</source>
            <translation>Das Token ist abgelaufen.</translation>
        </message>
        <message>
            <source>Offline</source>
            <translation>Offline</translation>
        </message>
        <message>
            <source>Offline.</source>
            <translation>Offline.</translation>
        </message>
        <message>
            <source>The refresh token is missing.</source>
            <translation>Das Refresh-Token fehlt.</translation>
        </message>
        <message>
            <source>The demo provider was restarted and forgets its users.</source>
            <translation>Der Demo-Anbieter wurde neu gestartet und vergisst dabei seine Benutzer.</translation>
        </message>
        <message>
            <source>%1 withdrew the grant, so the refresh token was refused</source>
            <translation>%1 hat die Freigabe entzogen; deshalb wurde das Refresh-Token abgelehnt</translation>
        </message>
        <message>
            <source>Waiting for the keychain</source>
            <translation>Warten auf den Schlüsselbund</translation>
        </message>
        <message>
            <source>The keychain has gone away.</source>
            <translation>Der Schlüsselbund ist nicht mehr da.</translation>
        </message>
        <message>
            <source>The keychain is not there yet.</source>
            <translation>Der Schlüsselbund ist noch nicht da.</translation>
        </message>
        <message>
            <source>Your sign-in is in it. Tessera goes on as soon as it is back.</source>
            <translation>Ihre Anmeldung ist darin. Tessera macht weiter, sobald er wieder da ist.</translation>
        </message>
        <message>
            <source>The keychain is slow to answer.</source>
            <translation>Der Schlüsselbund antwortet langsam.</translation>
        </message>
        <message>
            <source>Your sign-in is in it. Tessera asks again by itself.</source>
            <translation>Ihre Anmeldung ist darin. Tessera fragt von selbst erneut.</translation>
        </message>
        <message>
            <source>Keychain refused</source>
            <translation>Schlüsselbund weist ab</translation>
        </message>
        <message>
            <source>The keychain did not let Tessera in.</source>
            <translation>Der Schlüsselbund hat Tessera nicht hineingelassen.</translation>
        </message>
        <message>
            <source>Your sign-in is safe in it. It is asked again when you say so.</source>
            <translation>Ihre Anmeldung ist darin sicher. Er wird wieder gefragt, wenn Sie es sagen.</translation>
        </message>
        <message>
            <source>Keychain locked</source>
            <translation>Schlüsselbund gesperrt</translation>
        </message>
        <message>
            <source>The keychain is locked.</source>
            <translation>Der Schlüsselbund ist gesperrt.</translation>
        </message>
        <message>
            <source>Your sign-in is safe in it. Unlock it to go on.</source>
            <translation>Ihre Anmeldung ist darin sicher. Entsperren Sie ihn, um fortzufahren.</translation>
        </message>
        <message>
            <source>Loading</source>
            <translation>Wird geladen</translation>
        </message>
        <message>
            <source>Reading the keychain.</source>
            <translation>Der Schlüsselbund wird gelesen.</translation>
        </message>
        <message>
            <source>Renewing</source>
            <translation>Wird erneuert</translation>
        </message>
        <message>
            <source>Renewing now.</source>
            <translation>Wird gerade erneuert.</translation>
        </message>
        <message>
            <source>Refused</source>
            <translation>Abgelehnt</translation>
        </message>
        <message>
            <source>%1 refuses Tessera itself, not you.</source>
            <translation>%1 lehnt Tessera selbst ab, nicht Sie.</translation>
        </message>
        <message>
            <source>Sign-in needed</source>
            <translation>Anmeldung nötig</translation>
        </message>
        <message>
            <source>Sign-in needed.</source>
            <translation>Anmeldung nötig.</translation>
        </message>
        <message>
            <source>In your browser, with PKCE.</source>
            <translation>In Ihrem Browser, mit PKCE.</translation>
        </message>
        <message>
            <source>Renewed</source>
            <translation>Erneuert</translation>
        </message>
        <message>
            <source>The first time on %1.</source>
            <translation>Zum ersten Mal am %1.</translation>
        </message>
        <message>
            <source>Without the browser, with the refresh token.</source>
            <translation>Ohne Browser, mit dem Refresh-Token.</translation>
        </message>
        <message>
            <source>%1 could not be reached. Nothing was lost; Tessera kept trying.</source>
            <translation>%1 war nicht erreichbar. Nichts ging verloren; Tessera hat es weiter versucht.</translation>
        </message>
        <message>
            <source>Back online</source>
            <translation>Wieder online</translation>
        </message>
        <message>
            <source>%1 answers again.</source>
            <translation>%1 antwortet wieder.</translation>
        </message>
        <message>
            <source>Your sign-in is safe in it.</source>
            <translation>Ihre Anmeldung ist darin sicher.</translation>
        </message>
        <message>
            <source>Not stored</source>
            <translation>Nicht gespeichert</translation>
        </message>
        <message numerus="yes">
            <source>Renewed %n times</source>
            <translation>
                <numerusform>%n-mal erneuert</numerusform>
                <numerusform>%n-mal erneuert</numerusform>
            </translation>
        </message>
        <message>
            <source>%1 (%2).</source>
            <comment>a sentence and the code of its cause</comment>
            <translation>%1 (%2).</translation>
        </message>
    </context>
    <context>
        <name>tessera::StepList</name>
        <message>
            <source>Done</source>
            <translation>Fertig</translation>
        </message>
        <message>
            <source>Failed</source>
            <translation>Fehlgeschlagen</translation>
        </message>
        <message>
            <source>Waiting</source>
            <translation>Wartet</translation>
        </message>
        <message>
            <source>Under way</source>
            <translation>Läuft</translation>
        </message>
        <message>
            <source>Not started</source>
            <translation>Nicht begonnen</translation>
        </message>
    </context>
    <context>
        <name>tessera::TimeAxis</name>
        <message>
            <source>Life of the token</source>
            <translation>Laufzeit des Tokens</translation>
        </message>
    </context>
    <context>
        <name>tessera::TimeText</name>
        <message>
            <source>1 minute left</source>
            <translation>noch 1 Minute</translation>
        </message>
        <message>
            <source>less than a minute left</source>
            <translation>noch weniger als eine Minute</translation>
        </message>
        <message>
            <source>Runs out %1, %2</source>
            <translation>Läuft %1 ab, %2</translation>
        </message>
        <message>
            <source>Ran out %1, %2</source>
            <translation>Abgelaufen %1, %2</translation>
        </message>
        <message>
            <source>Issued %1, %2</source>
            <translation>Ausgestellt %1, %2</translation>
        </message>
        <message>
            <source>Valid %1, %2</source>
            <translation>Wird %1 gültig, %2</translation>
        </message>
        <message>
            <source>Valid since %1, %2</source>
            <translation>Gültig geworden %1, %2</translation>
        </message>
        <message>
            <source>Signed in %1, %2</source>
            <translation>Angemeldet %1, %2</translation>
        </message>
        <message>
            <source>Changed %1, %2</source>
            <translation>Geändert %1, %2</translation>
        </message>
        <message>
            <source>%1 local time
%2 UTC</source>
            <translation>%1 Ortszeit
%2 UTC</translation>
        </message>
        <message>
            <source>Ran out %1</source>
            <translation>Abgelaufen %1</translation>
        </message>
        <message>
            <source>Valid %1</source>
            <translation>Wird %1 gültig</translation>
        </message>
        <message>
            <source>Never runs out</source>
            <translation>Läuft nie ab</translation>
        </message>
        <message numerus="yes">
            <source>%n days left</source>
            <translation>
                <numerusform>noch %n Tag</numerusform>
                <numerusform>noch %n Tage</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n hours left</source>
            <translation>
                <numerusform>noch %n Stunde</numerusform>
                <numerusform>noch %n Stunden</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n minutes left</source>
            <translation>
                <numerusform>noch %n Minute</numerusform>
                <numerusform>noch %n Minuten</numerusform>
            </translation>
        </message>
        <message>
            <source>d MMM</source>
            <comment>a date of this year, in the letters of QLocale</comment>
            <translation>d. MMM</translation>
        </message>
        <message>
            <source>d MMM yyyy</source>
            <comment>a date with its year, in the letters of QLocale</comment>
            <translation>d. MMM yyyy</translation>
        </message>
    </context>
    <context>
        <name>tessera::TokenEditor</name>
        <message>
            <source>That file cannot be read.</source>
            <translation>Diese Datei ist nicht lesbar.</translation>
        </message>
        <message>
            <source>That file holds no text.</source>
            <translation>Diese Datei enthält keinen Text.</translation>
        </message>
        <message>
            <source>That is more than 1 MB; the rest was left out. The first 8 KB are shown here.</source>
            <translation>Das ist mehr als 1 MB; der Rest wurde ausgelassen. Hier stehen die ersten 8 KB.</translation>
        </message>
        <message>
            <source>The first 8 KB are shown here; all %1 are looked at.</source>
            <translation>Hier stehen die ersten 8 KB; untersucht werden alle %1.</translation>
        </message>
    </context>
    <context>
        <name>tessera::TokenHandle</name>
        <message>
            <source>Copy the text, or drag it into another program</source>
            <translation>Kopieren Sie den Text, oder ziehen Sie ihn in ein anderes Programm</translation>
        </message>
        <message numerus="yes">
            <source>Copied. It is taken off the clipboard in %n seconds.</source>
            <translation>
                <numerusform>Kopiert. In %n Sekunde wird es aus der Zwischenablage entfernt.</numerusform>
                <numerusform>Kopiert. In %n Sekunden wird es aus der Zwischenablage entfernt.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>tessera::TokenLegend</name>
        <message>
            <source>Header</source>
            <translation>Header</translation>
        </message>
        <message>
            <source>Payload</source>
            <translation>Payload</translation>
        </message>
        <message>
            <source>Signature</source>
            <translation>Signatur</translation>
        </message>
        <message>
            <source>Key</source>
            <translation>Schlüssel</translation>
        </message>
        <message>
            <source>IV</source>
            <translation>IV</translation>
        </message>
        <message>
            <source>Ciphertext</source>
            <translation>Chiffretext</translation>
        </message>
        <message>
            <source>Tag</source>
            <translation>Tag</translation>
        </message>
        <message>
            <source>Parts: %1</source>
            <translation>Teile: %1</translation>
        </message>
    </context>
    <context>
        <name>tessera::TokenTemplate</name>
        <message>
            <source>ID token</source>
            <translation>ID-Token</translation>
        </message>
        <message>
            <source>Access token</source>
            <translation>Access-Token</translation>
        </message>
        <message>
            <source>Logout token</source>
            <translation>Logout-Token</translation>
        </message>
        <message>
            <source>DPoP proof</source>
            <translation>DPoP-Nachweis</translation>
        </message>
        <message>
            <source>Client assertion</source>
            <translation>Client-Assertion</translation>
        </message>
        <message>
            <source>Session token</source>
            <translation>Sitzungstoken</translation>
        </message>
    </context>
    <context>
        <name>tessera::ToolSettings</name>
        <message>
            <source>Tools</source>
            <translation>Werkzeuge</translation>
        </message>
        <message>
            <source>Give t&amp;okens to programs</source>
            <translation>Tokens an Pro&amp;gramme geben</translation>
        </message>
        <message>
            <source>Lock the agent with the screen</source>
            <translation>Agent mit dem Bildschirm sperren</translation>
        </message>
        <message>
            <source>Nothing is handed out until you unlock it in this window.</source>
            <translation>Nichts wird herausgegeben, bis Sie ihn in diesem Fenster entsperren.</translation>
        </message>
        <message>
            <source>Which programs may ha&amp;ve what</source>
            <translation>Welche Programme was dür&amp;fen</translation>
        </message>
        <message>
            <source>Another agent runs on this computer and goes on giving tokens.</source>
            <translation>Ein anderer Agent läuft auf diesem Computer und gibt weiter Tokens heraus.</translation>
        </message>
        <message>
            <source>The agent of this window asks you before a program gets its first one.</source>
            <translation>Der Agent dieses Fensters fragt Sie, bevor ein Programm sein erstes bekommt.</translation>
        </message>
    </context>
    <context>
        <name>tessera::TrayHost</name>
        <message>
            <source>This desktop shows no tray.</source>
            <translation>Dieser Desktop zeigt keinen Infobereich.</translation>
        </message>
        <message>
            <source>Tessera was to start there; its window is here instead. When you close it, Tessera ends.</source>
            <translation>Tessera sollte dort starten; stattdessen ist sein Fenster hier. Wenn Sie es schließen, endet Tessera.</translation>
        </message>
        <message>
            <source>Tessera goes on in the tray.</source>
            <translation>Tessera läuft im Infobereich weiter.</translation>
        </message>
        <message>
            <source>Your accounts renew themselves there. To end it, choose Quit in its menu.</source>
            <translation>Ihre Konten erneuern sich dort. Zum Beenden wählen Sie „Beenden“ in seinem Menü.</translation>
        </message>
    </context>
    <context>
        <name>tessera::TrayIcon</name>
        <message>
            <source>%1 more accounts…</source>
            <translation>%1 weitere Konten…</translation>
        </message>
        <message>
            <source>&amp;Open Tessera</source>
            <translation>Tessera ö&amp;ffnen</translation>
        </message>
        <message>
            <source>&amp;Quit</source>
            <translation>&amp;Beenden</translation>
        </message>
        <message>
            <source>&amp;Sign in again</source>
            <translation>Erneut an&amp;melden</translation>
        </message>
        <message>
            <source>&amp;Copy access token</source>
            <translation>A&amp;ccess-Token kopieren</translation>
        </message>
        <message>
            <source>S&amp;how</source>
            <translation>&amp;Zeigen</translation>
        </message>
        <message>
            <source>&amp;Lock the agent</source>
            <translation>Agent &amp;sperren</translation>
        </message>
        <message>
            <source>&amp;Unlock the agent…</source>
            <translation>Agent &amp;entsperren…</translation>
        </message>
    </context>
    <context>
        <name>tessera::TrayText</name>
        <message>
            <source>Tessera: %1</source>
            <translation>Tessera: %1</translation>
        </message>
        <message>
            <source>Tessera: %1 of %2 accounts need you.</source>
            <translation>Tessera: %1 von %2 Konten brauchen Sie.</translation>
        </message>
        <message>
            <source>Tessera: offline; it keeps trying.</source>
            <translation>Tessera: offline; es versucht es weiter.</translation>
        </message>
        <message>
            <source>Tessera: signed in.</source>
            <translation>Tessera: angemeldet.</translation>
        </message>
        <message>
            <source>Tessera: nobody is signed in.</source>
            <translation>Tessera: niemand ist angemeldet.</translation>
        </message>
        <message>
            <source>%1 at %2: %3</source>
            <translation>%1 bei %2: %3</translation>
        </message>
        <message numerus="yes">
            <source>Tessera: %n accounts, all signed in.</source>
            <translation>
                <numerusform>Tessera: %n Konto, angemeldet.</numerusform>
                <numerusform>Tessera: %n Konten, alle angemeldet.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>tessera::VerifyPane</name>
        <message>
            <source>There is no key in it that Tessera can use.</source>
            <translation>Es enthält keinen Schlüssel, den Tessera verwenden kann.</translation>
        </message>
        <message>
            <source>Audience</source>
            <translation>Audience</translation>
        </message>
        <message>
            <source>Nonce</source>
            <translation>Nonce</translation>
        </message>
        <message>
            <source>&amp;Verify</source>
            <translation>P&amp;rüfen</translation>
        </message>
        <message>
            <source>Read the keys &amp;again</source>
            <translation>Schlüssel er&amp;neut lesen</translation>
        </message>
        <message>
            <source>any</source>
            <translation>beliebig</translation>
        </message>
        <message>
            <source>&amp;Verify with the keys of %1</source>
            <translation>Mit den Schlüsseln von %1 p&amp;rüfen</translation>
        </message>
        <message>
            <source>&amp;Verify with the keys of this host</source>
            <translation>Mit den Schlüsseln dieses Hosts p&amp;rüfen</translation>
        </message>
        <message>
            <source>%1 is asked only when you press the button.</source>
            <translation>%1 wird erst gefragt, wenn Sie die Schaltfläche drücken.</translation>
        </message>
        <message>
            <source>%1, just read, 1 key.</source>
            <translation>%1, gerade gelesen, 1 Schlüssel.</translation>
        </message>
        <message>
            <source>Not checked.</source>
            <translation>Nicht geprüft.</translation>
        </message>
        <message numerus="yes">
            <source>%1, just read, %n keys.</source>
            <translation>
                <numerusform>%1, gerade gelesen, %n Schlüssel.</numerusform>
                <numerusform>%1, gerade gelesen, %n Schlüssel.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>tessera::WelcomePage</name>
        <message>
            <source>Asking…</source>
            <translation>Wird gefragt…</translation>
        </message>
        <message>
            <source>Accounts</source>
            <translation>Konten</translation>
        </message>
        <message>
            <source>&amp;Try it now</source>
            <translation>&amp;Jetzt ausprobieren</translation>
        </message>
        <message>
            <source>Uses the demo provider on this computer.
Nothing to register, nothing leaves the machine.</source>
            <translation>Nutzt den Demo-Anbieter auf diesem Computer.
Nichts zu registrieren, nichts verlässt den Rechner.</translation>
        </message>
        <message>
            <source>Sign in once.
Every tool gets a fresh token.</source>
            <translation>Einmal anmelden.
Jedes Werkzeug bekommt ein frisches Token.</translation>
        </message>
        <message>
            <source>Sign in with your own account</source>
            <translation>Mit Ihrem eigenen Konto anmelden</translation>
        </message>
        <message>
            <source>&amp;More providers (%1)</source>
            <translation>&amp;Weitere Anbieter (%1)</translation>
        </message>
        <message>
            <source>Issuer address</source>
            <translation>Adresse des Ausstellers</translation>
        </message>
        <message>
            <source>Contin&amp;ue</source>
            <translation>Wei&amp;ter</translation>
        </message>
        <message>
            <source>&amp;Other OpenID provider</source>
            <translation>Andere&amp;r OpenID-Anbieter</translation>
        </message>
        <message>
            <source>Type the issuer address. Tessera asks it when you stop typing and says here what it found.</source>
            <translation>Geben Sie die Adresse des Ausstellers ein. Tessera fragt ihn, wenn Sie aufhören zu tippen, und sagt hier, was es gefunden hat.</translation>
        </message>
        <message>
            <source>Signed out here.</source>
            <translation>Hier abgemeldet.</translation>
        </message>
        <message>
            <source>%1 did not confirm that the grant is revoked. %2</source>
            <translation>%1 hat nicht bestätigt, dass die Freigabe widerrufen ist. %2</translation>
        </message>
        <message>
            <source>No token of this account is left on this computer.</source>
            <translation>Kein Token dieses Kontos ist auf diesem Computer geblieben.</translation>
        </message>
        <message>
            <source>Signed out.</source>
            <translation>Abgemeldet.</translation>
        </message>
    </context>
    <context>
        <name>tessera::WhyStopped</name>
        <message>
            <source>Sign in &amp;again</source>
            <translation>Erneut an&amp;melden</translation>
        </message>
        <message>
            <source>Copy as bug &amp;report</source>
            <translation>Als Fehler&amp;bericht kopieren</translation>
        </message>
        <message>
            <source>Why it stopped</source>
            <translation>Warum es anhielt</translation>
        </message>
    </context>
</TS>
