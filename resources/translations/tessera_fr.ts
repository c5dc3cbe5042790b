<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="fr" sourcelanguage="en">
    <context>
        <name>tessera::AboutBox</name>
        <message>
            <source>Licence</source>
            <translation>Licence</translation>
        </message>
        <message>
            <source>About</source>
            <translation>À propos</translation>
        </message>
        <message>
            <source>Tessera</source>
            <translation>Tessera</translation>
        </message>
        <message>
            <source>A tessera was the Roman token that proved who you were.</source>
            <translation>Une tessère était le jeton romain qui prouvait qui l’on était.</translation>
        </message>
        <message>
            <source>What is in it</source>
            <translation>Composants</translation>
        </message>
        <message>
            <source>Version %1.</source>
            <translation>Version %1.</translation>
        </message>
        <message>
            <source>unknown</source>
            <translation>inconnue</translation>
        </message>
        <message>
            <source>Built from commit %1.</source>
            <translation>Construit à partir du commit %1.</translation>
        </message>
        <message>
            <source>Licence of %1: %2</source>
            <translation>Licence de %1 : %2</translation>
        </message>
    </context>
    <context>
        <name>tessera::AccountActions</name>
        <message>
            <source>The provider now knows that you signed out.</source>
            <translation>Le fournisseur sait maintenant que vous vous êtes déconnecté.</translation>
        </message>
        <message>
            <source>Access token</source>
            <translation>Jeton d’accès</translation>
        </message>
        <message>
            <source>ID token</source>
            <translation>Jeton d’ID</translation>
        </message>
        <message>
            <source>Renewed.</source>
            <translation>Renouvelé.</translation>
        </message>
        <message numerus="yes">
            <source>Copied. It is taken off the clipboard in %n seconds.</source>
            <translation>
                <numerusform>Copié. Le presse-papiers sera vidé dans %n seconde.</numerusform>
                <numerusform>Copié. Le presse-papiers sera vidé dans %n secondes.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>tessera::AccountDelegate</name>
        <message>
            <source>Name of the account</source>
            <translation>Nom du compte</translation>
        </message>
        <message>
            <source>As its provider calls it</source>
            <translation>Comme son fournisseur l’appelle</translation>
        </message>
    </context>
    <context>
        <name>tessera::AccountDetail</name>
        <message>
            <source>development</source>
            <translation>développement</translation>
        </message>
        <message>
            <source>The issuer is on this computer.</source>
            <translation>L’émetteur est sur cet ordinateur.</translation>
        </message>
        <message>
            <source>&amp;Renew now</source>
            <translation>&amp;Renouveler</translation>
        </message>
        <message>
            <source>Inspec&amp;t</source>
            <translation>Inspec&amp;ter</translation>
        </message>
        <message>
            <source>Show &amp;flow</source>
            <translation>Voir le fl&amp;ux</translation>
        </message>
        <message>
            <source>Sign &amp;out</source>
            <translation>Se déco&amp;nnecter</translation>
        </message>
        <message>
            <source>F5</source>
            <translation>F5</translation>
        </message>
        <message>
            <source>at %1</source>
            <translation>chez %1</translation>
        </message>
        <message>
            <source>%1 at %2</source>
            <translation>%1 chez %2</translation>
        </message>
        <message>
            <source>Issuer: %1
Subject: %2</source>
            <translation>Émetteur : %1
Sujet : %2</translation>
        </message>
        <message>
            <source>E-mail: verified by the issuer</source>
            <translation>E-mail : vérifié par l’émetteur</translation>
        </message>
        <message>
            <source>E-mail: not verified by the issuer</source>
            <translation>E-mail : non vérifié par l’émetteur</translation>
        </message>
        <message>
            <source>Sign &amp;in again</source>
            <translation>Se r&amp;econnecter</translation>
        </message>
        <message>
            <source>&amp;Unlock</source>
            <translation>&amp;Déverrouiller</translation>
        </message>
        <message>
            <source>&amp;Copy access token</source>
            <translation>C&amp;opier le jeton d’accès</translation>
        </message>
        <message>
            <source>There is no keychain here.</source>
            <translation>Il n’y a pas de trousseau ici.</translation>
        </message>
        <message>
            <source>You stay signed in until Tessera closes.</source>
            <translation>Vous restez connecté jusqu’à la fermeture de Tessera.</translation>
        </message>
        <message>
            <source>Signed out at %1. No token of that account is left here.</source>
            <translation>Déconnecté de %1. Aucun jeton de ce compte ne reste ici.</translation>
        </message>
        <message>
            <source>Signed out here.</source>
            <translation>Déconnecté ici.</translation>
        </message>
    </context>
    <context>
        <name>tessera::AccountListModel</name>
        <message>
            <source>development</source>
            <translation>développement</translation>
        </message>
        <message>
            <source>%1 at %2. %3</source>
            <translation>%1 chez %2. %3</translation>
        </message>
    </context>
    <context>
        <name>tessera::AccountListView</name>
        <message>
            <source>Accounts</source>
            <translation>Comptes</translation>
        </message>
        <message>
            <source>&amp;Rename</source>
            <translation>&amp;Renommer</translation>
        </message>
        <message>
            <source>Move &amp;up</source>
            <translation>&amp;Monter</translation>
        </message>
        <message>
            <source>Move &amp;down</source>
            <translation>&amp;Descendre</translation>
        </message>
    </context>
    <context>
        <name>tessera::AccountsPage</name>
        <message>
            <source>New account (Ctrl+N)</source>
            <translation>Nouveau compte (Ctrl+N)</translation>
        </message>
        <message>
            <source>Accounts</source>
            <translation>Comptes</translation>
        </message>
        <message>
            <source>Search accounts</source>
            <translation>Rechercher un compte</translation>
        </message>
        <message>
            <source>No account fits “%1”.</source>
            <translation>Aucun compte ne correspond à « %1 ».</translation>
        </message>
    </context>
    <context>
        <name>tessera::AgentBox</name>
        <message>
            <source>Pass&amp;word</source>
            <translation>&amp;Mot de passe</translation>
        </message>
        <message>
            <source>&amp;Unlock</source>
            <translation>&amp;Déverrouiller</translation>
        </message>
        <message>
            <source>&amp;Lock</source>
            <translation>&amp;Verrouiller</translation>
        </message>
    </context>
    <context>
        <name>tessera::AgentStateText</name>
        <message>
            <source>Agent on</source>
            <translation>Agent actif</translation>
        </message>
        <message>
            <source>The agent is on.</source>
            <translation>L’agent est actif.</translation>
        </message>
        <message>
            <source>Programs you allowed get tokens; about any other you are asked in a window.</source>
            <translation>Les programmes que vous avez autorisés reçoivent des jetons ; pour tout autre, une fenêtre vous demande votre accord.</translation>
        </message>
        <message>
            <source>Agent locked</source>
            <translation>Agent verrouillé</translation>
        </message>
        <message>
            <source>The agent is locked.</source>
            <translation>L’agent est verrouillé.</translation>
        </message>
        <message>
            <source>No program gets a token until you unlock it with its password.</source>
            <translation>Aucun programme ne reçoit de jeton tant que vous ne l’avez pas déverrouillé avec son mot de passe.</translation>
        </message>
        <message>
            <source>No program gets a token until you unlock it.</source>
            <translation>Aucun programme ne reçoit de jeton tant que vous ne l’avez pas déverrouillé.</translation>
        </message>
        <message>
            <source>Agent elsewhere</source>
            <translation>Agent ailleurs</translation>
        </message>
        <message>
            <source>Another agent runs on this computer.</source>
            <translation>Un autre agent tourne sur cet ordinateur.</translation>
        </message>
        <message>
            <source>It was there before this window and gives the tokens. What you take back here holds for it at once. What was allowed for an hour only it knows: “tessera agent approvals” lists it.</source>
            <translation>Il était là avant cette fenêtre et c’est lui qui donne les jetons. Ce que vous retirez ici vaut aussitôt pour lui. Lui seul sait ce qui a été autorisé pour une heure : « tessera agent approvals » en donne la liste.</translation>
        </message>
        <message>
            <source>Agent off</source>
            <translation>Agent inactif</translation>
        </message>
        <message>
            <source>The agent is off.</source>
            <translation>L’agent est inactif.</translation>
        </message>
        <message>
            <source>No program gets a token from this window. What you allowed always holds again when an agent starts.</source>
            <translation>Aucun programme ne reçoit de jeton de cette fenêtre. Ce que vous avez autorisé pour toujours vaut de nouveau dès qu’un agent démarre.</translation>
        </message>
    </context>
    <context>
        <name>tessera::ApprovalText</name>
        <message>
            <source>Whatever it asks</source>
            <translation>Quoi qu’il demande</translation>
        </message>
        <message>
            <source>ID token</source>
            <translation>Jeton d’ID</translation>
        </message>
        <message>
            <source>Access token</source>
            <translation>Jeton d’accès</translation>
        </message>
        <message>
            <source>, for %1</source>
            <translation>, pour %1</translation>
        </message>
        <message>
            <source>Until the agent locks or ends.</source>
            <translation>Jusqu’à ce que l’agent se verrouille ou s’arrête.</translation>
        </message>
        <message>
            <source>Until you take it back, or the program changes.</source>
            <translation>Jusqu’à ce que vous le retiriez, ou que le programme change.</translation>
        </message>
        <message>
            <source>Until %1. Sooner when it is not used for ten minutes, or the agent locks.</source>
            <translation>Jusqu’à %1. Plus tôt après dix minutes sans utilisation, ou si l’agent se verrouille.</translation>
        </message>
        <message>
            <source>any scope</source>
            <translation>tout scope</translation>
        </message>
        <message>
            <source>%1 and %2 more</source>
            <translation>%1 et %2 de plus</translation>
        </message>
        <message>
            <source>Always</source>
            <translation>Toujours</translation>
        </message>
        <message>
            <source>Denied</source>
            <translation>Refusé</translation>
        </message>
        <message>
            <source>Until %1</source>
            <translation>Jusqu’à %1</translation>
        </message>
    </context>
    <context>
        <name>tessera::AuditText</name>
        <message>
            <source>%1, through the command tessera,</source>
            <translation>%1, par la commande tessera,</translation>
        </message>
        <message>
            <source>%1 got an ID token of %2</source>
            <translation>%1 a reçu un jeton d’ID de %2</translation>
        </message>
        <message>
            <source>%1 got an access token of %2</source>
            <translation>%1 a reçu un jeton d’accès de %2</translation>
        </message>
        <message>
            <source>You allowed it once.</source>
            <translation>Vous l’avez autorisé une fois.</translation>
        </message>
        <message>
            <source>You allowed it for an hour.</source>
            <translation>Vous l’avez autorisé pour une heure.</translation>
        </message>
        <message>
            <source>You allowed it always.</source>
            <translation>Vous l’avez autorisé pour toujours.</translation>
        </message>
        <message>
            <source>As you had allowed before.</source>
            <translation>Comme vous l’aviez autorisé auparavant.</translation>
        </message>
        <message>
            <source>The first one: %1.</source>
            <translation>Le premier : %1.</translation>
        </message>
        <message>
            <source>%1 was refused</source>
            <translation>%1 a été refusé</translation>
        </message>
        <message>
            <source>%1 got nothing of %2</source>
            <translation>%1 n’a rien reçu de %2</translation>
        </message>
        <message>
            <source>All approvals were taken back</source>
            <translation>Toutes les permissions ont été retirées</translation>
        </message>
        <message>
            <source>An approval was taken back</source>
            <translation>Une permission a été retirée</translation>
        </message>
        <message>
            <source>An approval for %1 was taken back</source>
            <translation>Une permission de %1 a été retirée</translation>
        </message>
        <message>
            <source>By %1.</source>
            <translation>Par %1.</translation>
        </message>
        <message>
            <source>%1 may have tokens of %2</source>
            <translation>%1 peut recevoir des jetons de %2</translation>
        </message>
        <message>
            <source>Without asking. By %1.</source>
            <translation>Sans demander. Par %1.</translation>
        </message>
        <message>
            <source>The agent was locked</source>
            <translation>L’agent a été verrouillé</translation>
        </message>
        <message>
            <source>The agent was unlocked</source>
            <translation>L’agent a été déverrouillé</translation>
        </message>
        <message numerus="yes">
            <source>%1 got %n ID tokens of %2</source>
            <translation>
                <numerusform>%1 a reçu %n jeton d’ID de %2</numerusform>
                <numerusform>%1 a reçu %n jetons d’ID de %2</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%1 got %n access tokens of %2</source>
            <translation>
                <numerusform>%1 a reçu %n jeton d’accès de %2</numerusform>
                <numerusform>%1 a reçu %n jetons d’accès de %2</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n times.</source>
            <translation>
                <numerusform>%n fois.</numerusform>
                <numerusform>%n fois.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n approvals were taken back</source>
            <translation>
                <numerusform>%n permission a été retirée</numerusform>
                <numerusform>%n permissions ont été retirées</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n approvals for %1 were taken back</source>
            <translation>
                <numerusform>%n permission de %1 a été retirée</numerusform>
                <numerusform>%n permissions de %1 ont été retirées</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>tessera::AxisLayout</name>
        <message>
            <source>now %1</source>
            <translation>maintenant %1</translation>
        </message>
    </context>
    <context>
        <name>tessera::CheckList</name>
        <message>
            <source>Passed</source>
            <translation>Réussie</translation>
        </message>
        <message>
            <source>Failed</source>
            <translation>Échec</translation>
        </message>
        <message>
            <source>Not done</source>
            <translation>Non effectuée</translation>
        </message>
        <message>
            <source>Checks</source>
            <translation>Vérifications</translation>
        </message>
    </context>
    <context>
        <name>tessera::CheckNotes</name>
        <message>
            <source>Passed: %1</source>
            <translation>Réussie : %1</translation>
        </message>
        <message>
            <source>Failed: %1</source>
            <translation>Échec : %1</translation>
        </message>
        <message>
            <source>Not checked: %1</source>
            <translation>Non vérifié : %1</translation>
        </message>
    </context>
    <context>
        <name>tessera::CheckSection</name>
        <message>
            <source>ID token</source>
            <translation>Jeton d’ID</translation>
        </message>
        <message>
            <source>Show the checks</source>
            <translation>Afficher les vérifications</translation>
        </message>
        <message>
            <source>Hide the checks</source>
            <translation>Masquer les vérifications</translation>
        </message>
        <message>
            <source>Passed</source>
            <translation>Réussie</translation>
        </message>
        <message>
            <source>Failed</source>
            <translation>Échec</translation>
        </message>
        <message>
            <source>Does not apply</source>
            <translation>Sans objet</translation>
        </message>
    </context>
    <context>
        <name>tessera::CheckText</name>
        <message>
            <source>failed %1 of %2 checks</source>
            <translation>a échoué à %1 vérifications sur %2</translation>
        </message>
        <message numerus="yes">
            <source>passed all %n checks that apply</source>
            <translation>
                <numerusform>a passé %n vérification, toutes celles qui s’appliquent</numerusform>
                <numerusform>a passé les %n vérifications qui s’appliquent</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>passed all %n checks</source>
            <translation>
                <numerusform>a passé %n vérification sur %n</numerusform>
                <numerusform>a passé les %n vérifications</numerusform>
            </translation>
        </message>
        <message>
            <source>It is a well-made signed token.</source>
            <translation>C’est un jeton signé bien formé.</translation>
        </message>
        <message>
            <source>It is an ID token and nothing else.</source>
            <translation>C’est un jeton d’ID et rien d’autre.</translation>
        </message>
        <message>
            <source>It is signed in a way this provider announced.</source>
            <translation>Il est signé d’une manière que ce fournisseur a annoncée.</translation>
        </message>
        <message>
            <source>The signature is the provider's.</source>
            <translation>La signature est celle du fournisseur.</translation>
        </message>
        <message>
            <source>It is not encrypted, as agreed.</source>
            <translation>Il n’est pas chiffré, comme convenu.</translation>
        </message>
        <message>
            <source>It was issued by this provider.</source>
            <translation>Il a été émis par ce fournisseur.</translation>
        </message>
        <message>
            <source>It is meant for Tessera.</source>
            <translation>Il est destiné à Tessera.</translation>
        </message>
        <message>
            <source>It was given to Tessera.</source>
            <translation>Il a été remis à Tessera.</translation>
        </message>
        <message>
            <source>A shared secret signs it only where that was agreed.</source>
            <translation>Un secret partagé ne le signe que là où c’était convenu.</translation>
        </message>
        <message>
            <source>It has not run out.</source>
            <translation>Il n’a pas expiré.</translation>
        </message>
        <message>
            <source>It is already valid.</source>
            <translation>Il est déjà valable.</translation>
        </message>
        <message>
            <source>It was made just now.</source>
            <translation>Il vient d’être créé.</translation>
        </message>
        <message>
            <source>It belongs to this sign-in.</source>
            <translation>Il appartient à cette connexion.</translation>
        </message>
        <message>
            <source>It says who signed in.</source>
            <translation>Il dit qui s’est connecté.</translation>
        </message>
        <message>
            <source>The sign-in was as strong as asked for.</source>
            <translation>La connexion était aussi forte que demandé.</translation>
        </message>
        <message>
            <source>The sign-in was as recent as asked for.</source>
            <translation>La connexion était aussi récente que demandé.</translation>
        </message>
        <message>
            <source>It is about the same person as before.</source>
            <translation>Il concerne la même personne qu’auparavant.</translation>
        </message>
        <message>
            <source>The sign-in is the same as before.</source>
            <translation>La connexion est la même qu’auparavant.</translation>
        </message>
        <message>
            <source>It was given to the same program as before.</source>
            <translation>Il a été remis au même programme qu’auparavant.</translation>
        </message>
        <message>
            <source>It belongs to the access token.</source>
            <translation>Il appartient au jeton d’accès.</translation>
        </message>
        <message>
            <source>It belongs to the code.</source>
            <translation>Il appartient au code.</translation>
        </message>
        <message>
            <source>It belongs to the state of this sign-in.</source>
            <translation>Il appartient au state de cette connexion.</translation>
        </message>
    </context>
    <context>
        <name>tessera::Chip</name>
        <message>
            <source>%1, granted</source>
            <translation>%1, accordé</translation>
        </message>
        <message>
            <source>%1, refused</source>
            <translation>%1, refusé</translation>
        </message>
    </context>
    <context>
        <name>tessera::ClaimTitle</name>
        <message>
            <source>Issuer</source>
            <translation>Émetteur</translation>
        </message>
        <message>
            <source>Subject</source>
            <translation>Sujet</translation>
        </message>
        <message>
            <source>Audience</source>
            <translation>Audience</translation>
        </message>
        <message>
            <source>Expires</source>
            <translation>Expiration</translation>
        </message>
        <message>
            <source>Not before</source>
            <translation>Pas avant</translation>
        </message>
        <message>
            <source>Issued at</source>
            <translation>Émis le</translation>
        </message>
        <message>
            <source>Token id</source>
            <translation>ID du jeton</translation>
        </message>
        <message>
            <source>Full name</source>
            <translation>Nom complet</translation>
        </message>
        <message>
            <source>Given name</source>
            <translation>Prénom</translation>
        </message>
        <message>
            <source>Family name</source>
            <translation>Nom de famille</translation>
        </message>
        <message>
            <source>Middle name</source>
            <translation>Deuxième prénom</translation>
        </message>
        <message>
            <source>Nickname</source>
            <translation>Surnom</translation>
        </message>
        <message>
            <source>Preferred user name</source>
            <translation>Nom d’utilisateur préféré</translation>
        </message>
        <message>
            <source>Profile page</source>
            <translation>Page de profil</translation>
        </message>
        <message>
            <source>Picture</source>
            <translation>Photo</translation>
        </message>
        <message>
            <source>Website</source>
            <translation>Site web</translation>
        </message>
        <message>
            <source>E-mail address</source>
            <translation>Adresse e-mail</translation>
        </message>
        <message>
            <source>E-mail verified</source>
            <translation>E-mail vérifié</translation>
        </message>
        <message>
            <source>Gender</source>
            <translation>Genre</translation>
        </message>
        <message>
            <source>Date of birth</source>
            <translation>Date de naissance</translation>
        </message>
        <message>
            <source>Time zone</source>
            <translation>Fuseau horaire</translation>
        </message>
        <message>
            <source>Language</source>
            <translation>Langue</translation>
        </message>
        <message>
            <source>Telephone</source>
            <translation>Téléphone</translation>
        </message>
        <message>
            <source>Telephone verified</source>
            <translation>Téléphone vérifié</translation>
        </message>
        <message>
            <source>Last change</source>
            <translation>Dernière modification</translation>
        </message>
        <message>
            <source>Postal address</source>
            <translation>Adresse postale</translation>
        </message>
        <message>
            <source>Address as written</source>
            <translation>Adresse telle qu’écrite</translation>
        </message>
        <message>
            <source>Street</source>
            <translation>Rue</translation>
        </message>
        <message>
            <source>City</source>
            <translation>Ville</translation>
        </message>
        <message>
            <source>Region</source>
            <translation>Région</translation>
        </message>
        <message>
            <source>Postal code</source>
            <translation>Code postal</translation>
        </message>
        <message>
            <source>Country</source>
            <translation>Pays</translation>
        </message>
        <message>
            <source>Signed in at</source>
            <translation>Connecté le</translation>
        </message>
        <message>
            <source>Nonce</source>
            <translation>Nonce</translation>
        </message>
        <message>
            <source>Authentication class</source>
            <translation>Classe d’authentification</translation>
        </message>
        <message>
            <source>Authentication methods</source>
            <translation>Méthodes d’authentification</translation>
        </message>
        <message>
            <source>Authorized party</source>
            <translation>Partie autorisée</translation>
        </message>
        <message>
            <source>Access token hash</source>
            <translation>Hachage du jeton d’accès</translation>
        </message>
        <message>
            <source>Code hash</source>
            <translation>Hachage du code</translation>
        </message>
        <message>
            <source>State hash</source>
            <translation>Hachage du state</translation>
        </message>
        <message>
            <source>Subject's key</source>
            <translation>Clé du sujet</translation>
        </message>
        <message>
            <source>Session id</source>
            <translation>ID de session</translation>
        </message>
        <message>
            <source>Events</source>
            <translation>Événements</translation>
        </message>
        <message>
            <source>Time of the event</source>
            <translation>Date de l’événement</translation>
        </message>
        <message>
            <source>Transaction</source>
            <translation>Transaction</translation>
        </message>
        <message>
            <source>Back-channel logout</source>
            <translation>Déconnexion back-channel</translation>
        </message>
        <message>
            <source>Names of claims elsewhere</source>
            <translation>Noms des claims externes</translation>
        </message>
        <message>
            <source>Sources of claims</source>
            <translation>Sources des claims</translation>
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
            <translation>Acteur</translation>
        </message>
        <message>
            <source>May act</source>
            <translation>Peut agir</translation>
        </message>
        <message>
            <source>Acting subject</source>
            <translation>Sujet agissant</translation>
        </message>
        <message>
            <source>Issuer of the actor</source>
            <translation>Émetteur de l’acteur</translation>
        </message>
        <message>
            <source>Actor before</source>
            <translation>Acteur précédent</translation>
        </message>
        <message>
            <source>Acting client</source>
            <translation>Client agissant</translation>
        </message>
        <message>
            <source>Roles</source>
            <translation>Rôles</translation>
        </message>
        <message>
            <source>Groups</source>
            <translation>Groupes</translation>
        </message>
        <message>
            <source>Entitlements</source>
            <translation>Droits</translation>
        </message>
        <message>
            <source>Authorization details</source>
            <translation>Détails de l’autorisation</translation>
        </message>
        <message>
            <source>Confirmation</source>
            <translation>Confirmation</translation>
        </message>
        <message>
            <source>Key thumbprint</source>
            <translation>Empreinte de la clé</translation>
        </message>
        <message>
            <source>Public key</source>
            <translation>Clé publique</translation>
        </message>
        <message>
            <source>Encrypted key</source>
            <translation>Clé chiffrée</translation>
        </message>
        <message>
            <source>Key id</source>
            <translation>ID de clé</translation>
        </message>
        <message>
            <source>Key set address</source>
            <translation>Adresse du jeu de clés</translation>
        </message>
        <message>
            <source>Certificate thumbprint</source>
            <translation>Empreinte du certificat</translation>
        </message>
        <message>
            <source>HTTP method</source>
            <translation>Méthode HTTP</translation>
        </message>
        <message>
            <source>HTTP address</source>
            <translation>Adresse HTTP</translation>
        </message>
        <message>
            <source>Introspection answer</source>
            <translation>Réponse d’introspection</translation>
        </message>
        <message>
            <source>Active</source>
            <translation>Actif</translation>
        </message>
        <message>
            <source>User name</source>
            <translation>Nom d’utilisateur</translation>
        </message>
        <message>
            <source>Token type</source>
            <translation>Type de jeton</translation>
        </message>
        <message>
            <source>Vector of trust</source>
            <translation>Vecteur de confiance</translation>
        </message>
        <message>
            <source>Trust framework</source>
            <translation>Cadre de confiance</translation>
        </message>
        <message>
            <source>Originating identity</source>
            <translation>Identité de l’appelant</translation>
        </message>
        <message>
            <source>Destination identity</source>
            <translation>Identité du destinataire</translation>
        </message>
        <message>
            <source>Attestation level</source>
            <translation>Niveau d’attestation</translation>
        </message>
        <message>
            <source>Originating id</source>
            <translation>ID d’origine</translation>
        </message>
        <message>
            <source>Verifiable credential</source>
            <translation>Attestation vérifiable</translation>
        </message>
        <message>
            <source>Verifiable presentation</source>
            <translation>Présentation vérifiable</translation>
        </message>
        <message>
            <source>Credential type</source>
            <translation>Type d’attestation</translation>
        </message>
        <message>
            <source>Hidden digests</source>
            <translation>Condensés masqués</translation>
        </message>
        <message>
            <source>Digest of hidden claims</source>
            <translation>Condensé des claims masqués</translation>
        </message>
        <message>
            <source>Trust marks</source>
            <translation>Marques de confiance</translation>
        </message>
        <message>
            <source>Key set</source>
            <translation>Jeu de clés</translation>
        </message>
        <message>
            <source>Metadata</source>
            <translation>Métadonnées</translation>
        </message>
        <message>
            <source>Superiors</source>
            <translation>Entités supérieures</translation>
        </message>
        <message>
            <source>Verified claims</source>
            <translation>Claims vérifiés</translation>
        </message>
        <message>
            <source>Use of the token</source>
            <translation>Usage du jeton</translation>
        </message>
        <message>
            <source>First token id</source>
            <translation>ID du premier jeton</translation>
        </message>
        <message>
            <source>User id</source>
            <translation>ID d’utilisateur</translation>
        </message>
        <message>
            <source>Role</source>
            <translation>Rôle</translation>
        </message>
        <message>
            <source>Administrator</source>
            <translation>Administrateur</translation>
        </message>
        <message>
            <source>Hosted domain</source>
            <translation>Domaine hébergé</translation>
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
            <translation>Mode de connexion</translation>
        </message>
        <message>
            <source>Identities</source>
            <translation>Identités</translation>
        </message>
        <message>
            <source>Object id</source>
            <translation>ID d’objet</translation>
        </message>
        <message>
            <source>Tenant</source>
            <translation>Tenant</translation>
        </message>
        <message>
            <source>Version</source>
            <translation>Version</translation>
        </message>
        <message>
            <source>User principal name</source>
            <translation>Nom principal d’utilisateur</translation>
        </message>
        <message>
            <source>Shown name</source>
            <translation>Nom affiché</translation>
        </message>
        <message>
            <source>Delegated permissions</source>
            <translation>Permissions déléguées</translation>
        </message>
        <message>
            <source>Application roles</source>
            <translation>Rôles d’application</translation>
        </message>
        <message>
            <source>Directory roles</source>
            <translation>Rôles d’annuaire</translation>
        </message>
        <message>
            <source>Has groups</source>
            <translation>A des groupes</translation>
        </message>
        <message>
            <source>Application</source>
            <translation>Application</translation>
        </message>
        <message>
            <source>How the application proved itself</source>
            <translation>Preuve de l’application</translation>
        </message>
        <message>
            <source>Name of the application</source>
            <translation>Nom de l’application</translation>
        </message>
        <message>
            <source>Identity provider</source>
            <translation>Fournisseur d’identité</translation>
        </message>
        <message>
            <source>Type of the subject</source>
            <translation>Type de sujet</translation>
        </message>
        <message>
            <source>Internal data</source>
            <translation>Données internes</translation>
        </message>
        <message>
            <source>Account kind</source>
            <translation>Type de compte</translation>
        </message>
        <message>
            <source>Authentication contexts</source>
            <translation>Contextes d’authentification</translation>
        </message>
        <message>
            <source>Address</source>
            <translation>Adresse</translation>
        </message>
        <message>
            <source>On-premises id</source>
            <translation>ID local (on-premises)</translation>
        </message>
        <message>
            <source>Passport id</source>
            <translation>ID Passport</translation>
        </message>
        <message>
            <source>Platform</source>
            <translation>Plateforme</translation>
        </message>
        <message>
            <source>Sign-in hint</source>
            <translation>Indice de connexion</translation>
        </message>
        <message>
            <source>Country of the tenant</source>
            <translation>Pays du tenant</translation>
        </message>
        <message>
            <source>Region of the tenant</source>
            <translation>Région du tenant</translation>
        </message>
        <message>
            <source>State of the sign-in</source>
            <translation>État de la connexion</translation>
        </message>
        <message>
            <source>Device</source>
            <translation>Appareil</translation>
        </message>
        <message>
            <source>Password expires</source>
            <translation>Expiration du mot de passe</translation>
        </message>
        <message>
            <source>Change the password</source>
            <translation>Changer le mot de passe</translation>
        </message>
        <message>
            <source>Inside the network</source>
            <translation>Dans le réseau interne</translation>
        </message>
        <message>
            <source>Client capabilities</source>
            <translation>Capacités du client</translation>
        </message>
        <message>
            <source>Session management</source>
            <translation>Gestion de session</translation>
        </message>
        <message>
            <source>Relation of the subject</source>
            <translation>Relation du sujet</translation>
        </message>
        <message>
            <source>Subjects</source>
            <translation>Sujets</translation>
        </message>
        <message>
            <source>Tenant made</source>
            <translation>Création du tenant</translation>
        </message>
        <message>
            <source>Data boundary</source>
            <translation>Limite des données</translation>
        </message>
        <message>
            <source>E-mail owner verified</source>
            <translation>Propriétaire de l’e-mail vérifié</translation>
        </message>
        <message>
            <source>Preferred data location</source>
            <translation>Emplacement de données préféré</translation>
        </message>
        <message>
            <source>Preferred language</source>
            <translation>Langue préférée</translation>
        </message>
        <message>
            <source>Language of the tenant</source>
            <translation>Langue du tenant</translation>
        </message>
        <message>
            <source>Facts of the subject</source>
            <translation>Caractéristiques du sujet</translation>
        </message>
        <message>
            <source>Facts of the actor</source>
            <translation>Caractéristiques de l’acteur</translation>
        </message>
        <message>
            <source>Managed identity</source>
            <translation>Identité managée</translation>
        </message>
        <message>
            <source>Permissions</source>
            <translation>Permissions</translation>
        </message>
        <message>
            <source>Organisation</source>
            <translation>Organisation</translation>
        </message>
        <message>
            <source>Name of the organisation</source>
            <translation>Nom de l’organisation</translation>
        </message>
        <message>
            <source>Grant</source>
            <translation>Autorisation</translation>
        </message>
        <message>
            <source>Type of the token</source>
            <translation>Type du jeton</translation>
        </message>
        <message>
            <source>Roles of the realm</source>
            <translation>Rôles du realm</translation>
        </message>
        <message>
            <source>Roles of clients</source>
            <translation>Rôles des clients</translation>
        </message>
        <message>
            <source>Session</source>
            <translation>Session</translation>
        </message>
        <message>
            <source>Allowed origins</source>
            <translation>Origines autorisées</translation>
        </message>
        <message>
            <source>Trusted certificates</source>
            <translation>Certificats de confiance</translation>
        </message>
        <message>
            <source>Host of the client</source>
            <translation>Hôte du client</translation>
        </message>
        <message>
            <source>Address of the client</source>
            <translation>Adresse du client</translation>
        </message>
        <message>
            <source>Organisations</source>
            <translation>Organisations</translation>
        </message>
        <message>
            <source>Repository</source>
            <translation>Dépôt</translation>
        </message>
        <message>
            <source>Repository id</source>
            <translation>ID du dépôt</translation>
        </message>
        <message>
            <source>Owner</source>
            <translation>Propriétaire</translation>
        </message>
        <message>
            <source>Owner id</source>
            <translation>ID du propriétaire</translation>
        </message>
        <message>
            <source>Visibility</source>
            <translation>Visibilité</translation>
        </message>
        <message>
            <source>Git reference</source>
            <translation>Référence Git</translation>
        </message>
        <message>
            <source>Kind of reference</source>
            <translation>Type de référence</translation>
        </message>
        <message>
            <source>Protected reference</source>
            <translation>Référence protégée</translation>
        </message>
        <message>
            <source>Commit</source>
            <translation>Commit</translation>
        </message>
        <message>
            <source>Target branch</source>
            <translation>Branche cible</translation>
        </message>
        <message>
            <source>Source branch</source>
            <translation>Branche source</translation>
        </message>
        <message>
            <source>Workflow</source>
            <translation>Workflow</translation>
        </message>
        <message>
            <source>Workflow reference</source>
            <translation>Référence du workflow</translation>
        </message>
        <message>
            <source>Commit of the workflow</source>
            <translation>Commit du workflow</translation>
        </message>
        <message>
            <source>Workflow of the job</source>
            <translation>Workflow du job</translation>
        </message>
        <message>
            <source>Commit of the job's workflow</source>
            <translation>Commit du workflow du job</translation>
        </message>
        <message>
            <source>Environment</source>
            <translation>Environnement</translation>
        </message>
        <message>
            <source>Environment id</source>
            <translation>ID d’environnement</translation>
        </message>
        <message>
            <source>Runner</source>
            <translation>Runner</translation>
        </message>
        <message>
            <source>Run</source>
            <translation>Exécution</translation>
        </message>
        <message>
            <source>Count of runs</source>
            <translation>Nombre d’exécutions</translation>
        </message>
        <message>
            <source>Attempt</source>
            <translation>Tentative</translation>
        </message>
        <message>
            <source>Actor id</source>
            <translation>ID de l’acteur</translation>
        </message>
        <message>
            <source>Event</source>
            <translation>Événement</translation>
        </message>
        <message>
            <source>Check run</source>
            <translation>Exécution de contrôle (check run)</translation>
        </message>
        <message>
            <source>Enterprise</source>
            <translation>Entreprise</translation>
        </message>
        <message>
            <source>Enterprise id</source>
            <translation>ID d’entreprise</translation>
        </message>
        <message>
            <source>Namespace id</source>
            <translation>ID d’espace de noms</translation>
        </message>
        <message>
            <source>Namespace</source>
            <translation>Espace de noms</translation>
        </message>
        <message>
            <source>Project id</source>
            <translation>ID de projet</translation>
        </message>
        <message>
            <source>Project</source>
            <translation>Projet</translation>
        </message>
        <message>
            <source>User</source>
            <translation>Utilisateur</translation>
        </message>
        <message>
            <source>Access level</source>
            <translation>Niveau d’accès</translation>
        </message>
        <message>
            <source>Pipeline</source>
            <translation>Pipeline</translation>
        </message>
        <message>
            <source>Source of the pipeline</source>
            <translation>Source du pipeline</translation>
        </message>
        <message>
            <source>Job</source>
            <translation>Job</translation>
        </message>
        <message>
            <source>Source of the job</source>
            <translation>Source du job</translation>
        </message>
        <message>
            <source>Whole reference</source>
            <translation>Référence complète</translation>
        </message>
        <message>
            <source>Protected environment</source>
            <translation>Environnement protégé</translation>
        </message>
        <message>
            <source>Deployment tier</source>
            <translation>Niveau de déploiement</translation>
        </message>
        <message>
            <source>Action on the environment</source>
            <translation>Action sur l’environnement</translation>
        </message>
        <message>
            <source>Kind of runner</source>
            <translation>Type de runner</translation>
        </message>
        <message>
            <source>Configuration</source>
            <translation>Configuration</translation>
        </message>
        <message>
            <source>Commit of the configuration</source>
            <translation>Commit de la configuration</translation>
        </message>
        <message>
            <source>Kubernetes</source>
            <translation>Kubernetes</translation>
        </message>
        <message>
            <source>Service account</source>
            <translation>Compte de service</translation>
        </message>
        <message>
            <source>Pod</source>
            <translation>Pod</translation>
        </message>
        <message>
            <source>Node</source>
            <translation>Nœud</translation>
        </message>
        <message>
            <source>Secret</source>
            <translation>Secret</translation>
        </message>
        <message>
            <source>Warn after</source>
            <translation>Avertir après</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>Nom</translation>
        </message>
        <message>
            <source>Unique id</source>
            <translation>ID unique</translation>
        </message>
        <message>
            <source>Service account id</source>
            <translation>ID du compte de service</translation>
        </message>
        <message>
            <source>Algorithm</source>
            <translation>Algorithme</translation>
        </message>
        <message>
            <source>Key</source>
            <translation>Clé</translation>
        </message>
        <message>
            <source>Certificate address</source>
            <translation>Adresse du certificat</translation>
        </message>
        <message>
            <source>Certificates</source>
            <translation>Certificats</translation>
        </message>
        <message>
            <source>Certificate thumbprint (SHA-1)</source>
            <translation>Empreinte du certificat (SHA-1)</translation>
        </message>
        <message>
            <source>Type</source>
            <translation>Type</translation>
        </message>
        <message>
            <source>Content type</source>
            <translation>Type de contenu</translation>
        </message>
        <message>
            <source>Critical</source>
            <translation>Critique</translation>
        </message>
        <message>
            <source>Payload encoding</source>
            <translation>Encodage de la charge utile</translation>
        </message>
        <message>
            <source>Content encryption</source>
            <translation>Chiffrement du contenu</translation>
        </message>
        <message>
            <source>Compression</source>
            <translation>Compression</translation>
        </message>
        <message>
            <source>Ephemeral key</source>
            <translation>Clé éphémère</translation>
        </message>
        <message>
            <source>Party U</source>
            <translation>Partie U</translation>
        </message>
        <message>
            <source>Party V</source>
            <translation>Partie V</translation>
        </message>
        <message>
            <source>Initialization vector</source>
            <translation>Vecteur d’initialisation</translation>
        </message>
        <message>
            <source>Authentication tag</source>
            <translation>Étiquette d’authentification</translation>
        </message>
        <message>
            <source>Salt</source>
            <translation>Sel</translation>
        </message>
        <message>
            <source>Rounds</source>
            <translation>Itérations</translation>
        </message>
        <message>
            <source>Passport type</source>
            <translation>Type de PASSporT</translation>
        </message>
        <message>
            <source>Signature validation token</source>
            <translation>Jeton de validation de signature</translation>
        </message>
        <message>
            <source>Trust chain</source>
            <translation>Chaîne de confiance</translation>
        </message>
    </context>
    <context>
        <name>tessera::ClaimWords</name>
        <message>
            <source>Who issued it</source>
            <translation>Qui l’a émis</translation>
        </message>
        <message>
            <source>The account, as the issuer knows it</source>
            <translation>Le compte, tel que l’émetteur le connaît</translation>
        </message>
        <message>
            <source>For whom it is meant</source>
            <translation>À qui il est destiné</translation>
        </message>
        <message>
            <source>When it runs out</source>
            <translation>Quand il expire</translation>
        </message>
        <message>
            <source>From when it is valid</source>
            <translation>À partir de quand il est valable</translation>
        </message>
        <message>
            <source>When it was issued</source>
            <translation>Quand il a été émis</translation>
        </message>
        <message>
            <source>Its own number</source>
            <translation>Son propre numéro</translation>
        </message>
        <message>
            <source>When the person signed in</source>
            <translation>Quand la personne s’est connectée</translation>
        </message>
        <message>
            <source>Ties it to one sign-in</source>
            <translation>Le lie à une seule connexion</translation>
        </message>
        <message>
            <source>The client it was given to</source>
            <translation>Le client auquel il a été remis</translation>
        </message>
        <message>
            <source>Ties it to the access token</source>
            <translation>Le lie au jeton d’accès</translation>
        </message>
        <message>
            <source>The person's name</source>
            <translation>Le nom de la personne</translation>
        </message>
        <message>
            <source>E-mail address</source>
            <translation>Adresse e-mail</translation>
        </message>
        <message>
            <source>The issuer checked the e-mail address</source>
            <translation>L’émetteur a vérifié l’adresse e-mail</translation>
        </message>
        <message>
            <source>When the profile was changed</source>
            <translation>Quand le profil a été modifié</translation>
        </message>
        <message>
            <source>What may be done with it</source>
            <translation>Ce qu’il permet de faire</translation>
        </message>
        <message>
            <source>How it is signed or encrypted</source>
            <translation>Comment il est signé ou chiffré</translation>
        </message>
        <message>
            <source>An address that claims to hold the key; never followed</source>
            <translation>Une adresse qui prétend détenir la clé ; jamais suivie</translation>
        </message>
        <message>
            <source>A key that claims to be the right one; never used</source>
            <translation>Une clé qui prétend être la bonne ; jamais utilisée</translation>
        </message>
        <message>
            <source>Which key</source>
            <translation>Quelle clé</translation>
        </message>
        <message>
            <source>An address that claims to hold the certificate; never followed</source>
            <translation>Une adresse qui prétend détenir le certificat ; jamais suivie</translation>
        </message>
        <message>
            <source>Certificates that claim to be the right ones; never used</source>
            <translation>Des certificats qui prétendent être les bons ; jamais utilisés</translation>
        </message>
        <message>
            <source>What kind of token</source>
            <translation>Quel type de jeton</translation>
        </message>
        <message>
            <source>What kind of content</source>
            <translation>Quel type de contenu</translation>
        </message>
        <message>
            <source>What a reader must understand</source>
            <translation>Ce qu’un lecteur doit comprendre</translation>
        </message>
        <message>
            <source>How the content is encrypted</source>
            <translation>Comment le contenu est chiffré</translation>
        </message>
        <message>
            <source>The content is compressed</source>
            <translation>Le contenu est compressé</translation>
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
            <translation>Paramètre</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>Nom</translation>
        </message>
        <message>
            <source>Value</source>
            <translation>Valeur</translation>
        </message>
        <message>
            <source>Meaning</source>
            <translation>Signification</translation>
        </message>
        <message>
            <source>Spec</source>
            <translation>Spéc.</translation>
        </message>
    </context>
    <context>
        <name>tessera::ClaimsTable</name>
        <message>
            <source>Part of the token</source>
            <translation>Partie du jeton</translation>
        </message>
        <message>
            <source>Claims</source>
            <translation>Claims</translation>
        </message>
        <message>
            <source>Filter</source>
            <translation>Filtre</translation>
        </message>
        <message>
            <source>Filter the table</source>
            <translation>Filtrer le tableau</translation>
        </message>
        <message>
            <source>What the token says</source>
            <translation>Ce que dit le jeton</translation>
        </message>
        <message>
            <source>Fields</source>
            <translation>Champs</translation>
        </message>
        <message>
            <source>Header</source>
            <translation>En-tête</translation>
        </message>
        <message>
            <source>Copy the value	Ctrl+C</source>
            <translation>Copier la valeur	Ctrl+C</translation>
        </message>
        <message>
            <source>Copy as JSON	Ctrl+Shift+C</source>
            <translation>Copier en JSON	Ctrl+Shift+C</translation>
        </message>
        <message>
            <source>Read %1 at %2</source>
            <translation>Lire %1 sur %2</translation>
        </message>
    </context>
    <context>
        <name>tessera::ClientForm</name>
        <message>
            <source>Back</source>
            <translation>Retour</translation>
        </message>
        <message>
            <source>&amp;Issuer address</source>
            <translation>&amp;Adresse de l’émetteur</translation>
        </message>
        <message>
            <source>C&amp;lient ID</source>
            <translation>ID c&amp;lient</translation>
        </message>
        <message>
            <source>Client &amp;secret</source>
            <translation>&amp;Secret client</translation>
        </message>
        <message>
            <source>&amp;Continue</source>
            <translation>C&amp;ontinuer</translation>
        </message>
        <message>
            <source>Use a code on another &amp;device</source>
            <translation>Utiliser un code sur un autre appa&amp;reil</translation>
        </message>
        <message>
            <source>Where to register</source>
            <translation>Où l’enregistrer</translation>
        </message>
        <message>
            <source>Sign in with %1</source>
            <translation>Se connecter avec %1</translation>
        </message>
        <message>
            <source>Kept in the keychain, never in a file.</source>
            <translation>Conservé dans le trousseau, jamais dans un fichier.</translation>
        </message>
        <message>
            <source>How to register a client</source>
            <translation>Comment enregistrer un client</translation>
        </message>
        <message>
            <source>%1 cannot be used from a desktop program.</source>
            <translation>%1 n’est pas utilisable depuis un programme de bureau.</translation>
        </message>
        <message>
            <source>Only if the provider gave one. Kept in the keychain, never in a file.</source>
            <translation>Seulement si le fournisseur en a donné un. Conservé dans le trousseau, jamais dans un fichier.</translation>
        </message>
        <message>
            <source>%1 opens in your browser.</source>
            <translation>%1 s’ouvre dans votre navigateur.</translation>
        </message>
        <message>
            <source>Type your password there, never here.</source>
            <translation>C’est là que vous tapez votre mot de passe, jamais ici.</translation>
        </message>
        <message>
            <source>This is the one Tessera was built with. You may give your own.</source>
            <translation>C’est celui avec lequel Tessera a été construit. Vous pouvez donner le vôtre.</translation>
        </message>
        <message>
            <source>Set by the administrator of this computer.</source>
            <translation>Défini par l’administrateur de cet ordinateur.</translation>
        </message>
        <message>
            <source>The provider names it when you register a desktop client there.</source>
            <translation>Le fournisseur l’indique lorsque vous y enregistrez un client de bureau.</translation>
        </message>
        <message>
            <source>A client ID is needed.</source>
            <translation>Il manque un ID client.</translation>
        </message>
        <message>
            <source>%1 needs the client secret.</source>
            <translation>%1 a besoin du secret client.</translation>
        </message>
    </context>
    <context>
        <name>tessera::CompareView</name>
        <message>
            <source>First token</source>
            <translation>Premier jeton</translation>
        </message>
        <message>
            <source>Second token</source>
            <translation>Second jeton</translation>
        </message>
        <message>
            <source>&amp;First</source>
            <translation>Pr&amp;emier</translation>
        </message>
        <message>
            <source>&amp;Second</source>
            <translation>&amp;Second</translation>
        </message>
        <message>
            <source>Paste a token or a cookie, or drop a file.</source>
            <translation>Collez un jeton ou un cookie, ou déposez un fichier.</translation>
        </message>
        <message>
            <source>Comparing is not available in this build.</source>
            <translation>La comparaison n’est pas disponible dans cette version.</translation>
        </message>
        <message>
            <source>Paste two tokens or cookies to see what is different; of the headers before and after a sign-in also whether the session id was renewed. Nothing is sent anywhere.</source>
            <translation>Collez deux jetons ou deux cookies pour voir ce qui diffère ; avec les en-têtes d’avant et d’après une connexion, aussi si l’ID de session a été renouvelé. Rien n’est envoyé nulle part.</translation>
        </message>
        <message>
            <source>They say the same.</source>
            <translation>Ils disent la même chose.</translation>
        </message>
        <message>
            <source>1 difference.</source>
            <translation>1 différence.</translation>
        </message>
        <message numerus="yes">
            <source>%n differences.</source>
            <translation>
                <numerusform>%n différence.</numerusform>
                <numerusform>%n différences.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>tessera::ConsentDialog</name>
        <message>
            <source>Deny</source>
            <translation>Refuser</translation>
        </message>
        <message>
            <source>Deny all it asks</source>
            <translation>Refuser tout ce qu’il demande</translation>
        </message>
        <message>
            <source>Tessera: a program asks</source>
            <translation>Tessera : un programme demande</translation>
        </message>
        <message>
            <source>Program</source>
            <translation>Programme</translation>
        </message>
        <message>
            <source>Account</source>
            <translation>Compte</translation>
        </message>
        <message>
            <source>Scope</source>
            <translation>Scope</translation>
        </message>
        <message>
            <source>Asked</source>
            <translation>Demande</translation>
        </message>
        <message>
            <source>Allow</source>
            <translation>Autoriser</translation>
        </message>
        <message>
            <source>Once</source>
            <translation>Une fois</translation>
        </message>
        <message>
            <source>For an hour</source>
            <translation>Pour une heure</translation>
        </message>
        <message>
            <source>Always</source>
            <translation>Toujours</translation>
        </message>
        <message>
            <source>It is asked again the next time.</source>
            <translation>La question sera posée de nouveau la prochaine fois.</translation>
        </message>
        <message>
            <source>Ends sooner when it is not used for ten minutes, or the agent locks.</source>
            <translation>Prend fin plus tôt après dix minutes sans utilisation, ou si l’agent se verrouille.</translation>
        </message>
        <message>
            <source>Until you take it back under Programs, or the program changes.</source>
            <translation>Jusqu’à ce que vous le retiriez sous Programmes, ou que le programme change.</translation>
        </message>
        <message>
            <source>Allow once</source>
            <translation>Autoriser une fois</translation>
        </message>
        <message>
            <source>Allow for an hour</source>
            <translation>Autoriser pour une heure</translation>
        </message>
        <message>
            <source>Allow always</source>
            <translation>Autoriser toujours</translation>
        </message>
    </context>
    <context>
        <name>tessera::ConsentText</name>
        <message>
            <source>Unlock the agent?</source>
            <translation>Déverrouiller l’agent ?</translation>
        </message>
        <message>
            <source>Let %1 have tokens without asking?</source>
            <translation>Laisser %1 recevoir des jetons sans demander ?</translation>
        </message>
        <message>
            <source>Give %1 an ID token?</source>
            <translation>Donner un jeton d’ID à %1 ?</translation>
        </message>
        <message>
            <source>Give %1 a token?</source>
            <translation>Donner un jeton à %1 ?</translation>
        </message>
        <message>
            <source>Programs you allowed get tokens again.</source>
            <translation>Les programmes que vous avez autorisés reçoivent de nouveau des jetons.</translation>
        </message>
        <message>
            <source>It learns who you are at %1.</source>
            <translation>Il apprend qui vous êtes chez %1.</translation>
        </message>
        <message>
            <source>It can act for you at %1 until the token runs out.</source>
            <translation>Il peut agir pour vous chez %1 jusqu’à l’expiration du jeton.</translation>
        </message>
        <message>
            <source>Process %1 of user %2, through the command tessera (process %3)</source>
            <translation>Processus %1 de l’utilisateur %2, par la commande tessera (processus %3)</translation>
        </message>
        <message>
            <source>Process %1 of user %2</source>
            <translation>Processus %1 de l’utilisateur %2</translation>
        </message>
        <message>
            <source>%1, started by %2 in a terminal</source>
            <translation>%1, lancé par %2 dans un terminal</translation>
        </message>
        <message>
            <source>%1, started by %2</source>
            <translation>%1, lancé par %2</translation>
        </message>
        <message>
            <source>%1 at %2</source>
            <translation>%1 chez %2</translation>
        </message>
        <message>
            <source>Somebody runs “tessera agent allow”</source>
            <translation>Quelqu’un exécute « tessera agent allow »</translation>
        </message>
        <message>
            <source>Where this program comes from cannot be told, so it is asked each time</source>
            <translation>L’origine de ce programme ne peut pas être établie : la question est donc posée chaque fois</translation>
        </message>
        <message>
            <source>For something else than it was allowed</source>
            <translation>Pour autre chose que ce qui lui a été autorisé</translation>
        </message>
        <message>
            <source>First time this program asks</source>
            <translation>Première demande de ce programme</translation>
        </message>
        <message>
            <source>Unlock</source>
            <translation>Déverrouiller</translation>
        </message>
        <message>
            <source>Allow</source>
            <translation>Autoriser</translation>
        </message>
        <message>
            <source>and %1 more</source>
            <translation>et %1 de plus</translation>
        </message>
        <message>
            <source>Only %1 takes it.</source>
            <translation>Seul %1 l’accepte.</translation>
        </message>
        <message>
            <source>Denied by itself in 1 second</source>
            <translation>Refus automatique dans 1 seconde</translation>
        </message>
        <message numerus="yes">
            <source>Denied by itself in %n seconds</source>
            <translation>
                <numerusform>Refus automatique dans %n seconde</numerusform>
                <numerusform>Refus automatique dans %n secondes</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>tessera::CountdownBar</name>
        <message>
            <source>Time left</source>
            <translation>Temps restant</translation>
        </message>
    </context>
    <context>
        <name>tessera::CreatePane</name>
        <message>
            <source>&amp;Template</source>
            <translation>&amp;Modèle</translation>
        </message>
        <message>
            <source>Claims</source>
            <translation>Claims</translation>
        </message>
        <message>
            <source>A&amp;lgorithm</source>
            <translation>A&amp;lgorithme</translation>
        </message>
        <message>
            <source>Key</source>
            <translation>Clé</translation>
        </message>
        <message>
            <source>New key</source>
            <translation>Nouvelle clé</translation>
        </message>
        <message>
            <source>From a file</source>
            <translation>D’un fichier</translation>
        </message>
        <message>
            <source>Key file: JWK or PEM</source>
            <translation>Fichier de clé : JWK ou PEM</translation>
        </message>
        <message>
            <source>C&amp;reate</source>
            <translation>C&amp;réer</translation>
        </message>
        <message>
            <source>The token</source>
            <translation>Le jeton</translation>
        </message>
        <message>
            <source>Copy the private key</source>
            <translation>Copier la clé privée</translation>
        </message>
        <message>
            <source>&amp;Claims (JSON)</source>
            <translation>Cl&amp;aims (JSON)</translation>
        </message>
        <message>
            <source>Inspect</source>
            <translation>Inspecter</translation>
        </message>
        <message>
            <source>Copy</source>
            <translation>Copier</translation>
        </message>
        <message>
            <source>Test token</source>
            <translation>Jeton de test</translation>
        </message>
        <message>
            <source>Not available in this build.</source>
            <translation>Non disponible dans cette version.</translation>
        </message>
        <message>
            <source>Test tokens can be made with another build of Tessera.</source>
            <translation>Une autre version de Tessera permet de créer des jetons de test.</translation>
        </message>
        <message>
            <source>Line %1 of the claims is wrong.</source>
            <translation>La ligne %1 des claims est incorrecte.</translation>
        </message>
        <message numerus="yes">
            <source>Copied. It is taken off the clipboard in %n seconds.</source>
            <translation>
                <numerusform>Copié. Le presse-papiers sera vidé dans %n seconde.</numerusform>
                <numerusform>Copié. Le presse-papiers sera vidé dans %n secondes.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Copied the private key. It is taken off the clipboard in %n seconds.</source>
            <translation>
                <numerusform>Clé privée copiée. Le presse-papiers sera vidé dans %n seconde.</numerusform>
                <numerusform>Clé privée copiée. Le presse-papiers sera vidé dans %n secondes.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>tessera::DeviceCodeBox</name>
        <message>
            <source>On any device, open</source>
            <translation>Sur un appareil quelconque, ouvrez</translation>
        </message>
        <message>
            <source>Code to enter</source>
            <translation>Code à saisir</translation>
        </message>
        <message>
            <source>Scanned with a phone, the page shows the same code: compare them.</source>
            <translation>Lue avec un téléphone, la page affiche le même code : comparez-les.</translation>
        </message>
        <message>
            <source>and enter this code</source>
            <translation>et saisissez ce code</translation>
        </message>
        <message>
            <source>Enter only a code that you see here yourself.</source>
            <translation>Ne saisissez qu’un code que vous voyez ici vous-même.</translation>
        </message>
        <message>
            <source>If somebody sent you a code, do not enter it: you would sign them in as you.</source>
            <translation>Si quelqu’un vous a envoyé un code, ne le saisissez pas : vous connecteriez cette personne en votre nom.</translation>
        </message>
    </context>
    <context>
        <name>tessera::Diagnosis</name>
        <message>
            <source>sets nothing</source>
            <translation>ne règle rien</translation>
        </message>
        <message>
            <source>%1, unlocked</source>
            <translation>%1, déverrouillé</translation>
        </message>
        <message>
            <source>%1 is locked. Unlock it to use your sign-ins.</source>
            <translation>%1 est verrouillé. Déverrouillez-le pour utiliser vos connexions.</translation>
        </message>
        <message>
            <source>%1 refuses this program. Allow it in its settings.</source>
            <translation>%1 refuse ce programme. Autorisez-le dans ses paramètres.</translation>
        </message>
        <message>
            <source>%1 does not answer in time. A question may be waiting.</source>
            <translation>%1 ne répond pas à temps. Une question attend peut-être.</translation>
        </message>
        <message>
            <source>%1 has gone away.</source>
            <translation>%1 a disparu.</translation>
        </message>
        <message>
            <source>none answers. Sign-ins last until the program ends. Install gnome-keyring or KWallet.</source>
            <translation>aucun ne répond. Les connexions durent jusqu’à l’arrêt du programme. Installez gnome-keyring ou KWallet.</translation>
        </message>
        <message>
            <source>none found. Sign in with --print-url and open the address yourself.</source>
            <translation>aucun trouvé. Connectez-vous avec --print-url et ouvrez l’adresse vous-même.</translation>
        </message>
        <message>
            <source>Qt found no TLS library (built for %1).</source>
            <translation>Qt n’a pas trouvé de bibliothèque TLS (construit pour %1).</translation>
        </message>
        <message>
            <source>%1; signatures by %2</source>
            <translation>%1 ; signatures par %2</translation>
        </message>
        <message>
            <source>%1 in %2</source>
            <translation>%1 dans %2</translation>
        </message>
        <message>
            <source>127.0.0.1 can be listened on</source>
            <translation>l’écoute sur 127.0.0.1 est possible</translation>
        </message>
        <message>
            <source>only ::1 can be listened on</source>
            <translation>l’écoute n’est possible que sur ::1</translation>
        </message>
        <message>
            <source>none</source>
            <translation>aucun</translation>
        </message>
        <message>
            <source>%1 is before this program was written. Set the clock.</source>
            <translation>%1 est antérieur à l’écriture de ce programme. Réglez l’horloge.</translation>
        </message>
    </context>
    <context>
        <name>tessera::DiagnosisBox</name>
        <message>
            <source>Copy as te&amp;xt</source>
            <translation>Copier en te&amp;xte</translation>
        </message>
        <message>
            <source>Diagnostics</source>
            <translation>Diagnostic</translation>
        </message>
        <message>
            <source>Looks at what a sign-in needs on this computer, as “tessera doctor” does. Nothing is sent anywhere.</source>
            <translation>Examine ce dont une connexion a besoin sur cet ordinateur, comme « tessera doctor ». Rien n’est envoyé nulle part.</translation>
        </message>
        <message>
            <source>Copies what was found as plain text</source>
            <translation>Copie en texte simple ce qui a été trouvé</translation>
        </message>
        <message>
            <source>Copied.</source>
            <translation>Copié.</translation>
        </message>
        <message>
            <source>Ca&amp;ncel</source>
            <translation>A&amp;nnuler</translation>
        </message>
        <message>
            <source>Check agai&amp;n</source>
            <translation>&amp;Vérifier à nouveau</translation>
        </message>
        <message>
            <source>Check &amp;now</source>
            <translation>&amp;Vérifier</translation>
        </message>
        <message>
            <source>Looking…</source>
            <translation>Examen en cours…</translation>
        </message>
        <message>
            <source>Looking… %1 so far.</source>
            <translation>Examen en cours… %1 jusqu’ici.</translation>
        </message>
        <message>
            <source>Cancelled; this is what was found until then.</source>
            <translation>Annulé ; voici ce qui avait été trouvé jusque-là.</translation>
        </message>
        <message>
            <source>Nothing stands in the way of a sign-in.</source>
            <translation>Rien ne fait obstacle à une connexion.</translation>
        </message>
        <message>
            <source>1 thing stands in the way of a sign-in.</source>
            <translation>1 point fait obstacle à une connexion.</translation>
        </message>
        <message numerus="yes">
            <source>%n things stand in the way of a sign-in.</source>
            <translation>
                <numerusform>%n point fait obstacle à une connexion.</numerusform>
                <numerusform>%n points font obstacle à une connexion.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>tessera::DifferenceList</name>
        <message>
            <source>+ Added</source>
            <translation>+ Ajouté</translation>
        </message>
        <message>
            <source>− Removed</source>
            <translation>− Retiré</translation>
        </message>
        <message>
            <source>≠ Changed</source>
            <translation>≠ Modifié</translation>
        </message>
        <message>
            <source>And %1 more.</source>
            <translation>Et %1 de plus.</translation>
        </message>
    </context>
    <context>
        <name>tessera::EmptyState</name>
        <message>
            <source>Nothing to look at yet</source>
            <translation>Rien à examiner pour l’instant</translation>
        </message>
        <message>
            <source>Paste a token, signed or encrypted, a Cookie, Set-Cookie or Authorization line, a block of headers, a curl command or the answer of a token endpoint; or drop a file on the box above.</source>
            <translation>Collez un jeton, signé ou chiffré, une ligne Cookie, Set-Cookie ou Authorization, un bloc d’en-têtes, une commande curl ou la réponse d’un point de terminaison de jetons ; ou déposez un fichier sur la zone ci-dessus.</translation>
        </message>
        <message>
            <source>It is taken apart on this computer. Nothing is sent anywhere and nothing is kept.</source>
            <translation>Il est décomposé sur cet ordinateur. Rien n’est envoyé nulle part et rien n’est conservé.</translation>
        </message>
        <message>
            <source>Examples, made here and now:</source>
            <translation>Exemples, créés ici à l’instant :</translation>
        </message>
    </context>
    <context>
        <name>tessera::EndText</name>
        <message>
            <source>You had signed in %1 before, on %2.</source>
            <translation>Vous vous étiez connecté %1 plus tôt, le %2.</translation>
        </message>
        <message>
            <source>It was renewed once, on %1.</source>
            <translation>Elle a été renouvelée une fois, le %1.</translation>
        </message>
        <message>
            <source>It was renewed %1 times, the last time on %2.</source>
            <translation>Elle a été renouvelée %1 fois, la dernière fois le %2.</translation>
        </message>
        <message>
            <source>It had not been renewed since.</source>
            <translation>Elle n’avait pas été renouvelée depuis.</translation>
        </message>
        <message>
            <source>This sign-in ended on %1.</source>
            <translation>Cette connexion a pris fin le %1.</translation>
        </message>
        <message>
            <source>%1 ended this sign-in; it was noticed on %2 (%3).</source>
            <translation>%1 a mis fin à cette connexion ; cela a été constaté le %2 (%3).</translation>
        </message>
        <message>
            <source>This rule fits: %1</source>
            <translation>Cette règle correspond : %1</translation>
        </message>
        <message>
            <source>No rule with a date fits. What also ends a sign-in: %1</source>
            <translation>Aucune règle avec une date ne correspond. Ce qui met aussi fin à une connexion : %1</translation>
        </message>
        <message>
            <source>What also ends a sign-in: %1</source>
            <translation>Ce qui met aussi fin à une connexion : %1</translation>
        </message>
    </context>
    <context>
        <name>tessera::EndpointText</name>
        <message>
            <source>sign-in page</source>
            <translation>page de connexion</translation>
        </message>
        <message>
            <source>tokens</source>
            <translation>jetons</translation>
        </message>
        <message>
            <source>keys</source>
            <translation>clés</translation>
        </message>
        <message>
            <source>profile</source>
            <translation>profil</translation>
        </message>
        <message>
            <source>revocation</source>
            <translation>révocation</translation>
        </message>
        <message>
            <source>introspection</source>
            <translation>introspection</translation>
        </message>
        <message>
            <source>sign-out page</source>
            <translation>page de déconnexion</translation>
        </message>
        <message>
            <source>registration</source>
            <translation>enregistrement</translation>
        </message>
        <message>
            <source>device sign-in</source>
            <translation>connexion par appareil</translation>
        </message>
        <message>
            <source>sign-in requests</source>
            <translation>requêtes de connexion</translation>
        </message>
        <message>
            <source>%1 and %2</source>
            <translation>%1 et %2</translation>
        </message>
        <message>
            <source>%1 also uses %2. Tessera keeps to these.</source>
            <translation>%1 utilise aussi %2. Tessera s’en tient à ces adresses.</translation>
        </message>
        <message>
            <source>%1 does not say just now what it can do. Tessera goes by what it said before.</source>
            <translation>%1 ne dit pas en ce moment ce dont il est capable. Tessera se fie à ce qu’il a dit auparavant.</translation>
        </message>
        <message>
            <source>%1 now has %2 at %3.</source>
            <translation>%1 indique désormais une adresse de plus (%2) : %3.</translation>
        </message>
        <message>
            <source>%1 moved (%2): from %3 to %4.</source>
            <translation>%1 a déménagé (%2) : de %3 à %4.</translation>
        </message>
        <message>
            <source>Go on only if you expect that from %1: from then on your sign-in is sent there.</source>
            <translation>Ne continuez que si vous attendiez cela de %1 : à partir de là, votre connexion y est envoyée.</translation>
        </message>
    </context>
    <context>
        <name>tessera::ErrorText</name>
        <message>
            <source>Stopped.</source>
            <translation>Arrêté.</translation>
        </message>
        <message>
            <source>{host} cannot be reached.</source>
            <translation>{host} est injoignable.</translation>
        </message>
        <message>
            <source>That took too long.</source>
            <translation>Cela a pris trop de temps.</translation>
        </message>
        <message>
            <source>{host} refused.</source>
            <translation>{host} a refusé.</translation>
        </message>
        <message>
            <source>{host} answered with something unreadable.</source>
            <translation>{host} a répondu quelque chose d’illisible.</translation>
        </message>
        <message>
            <source>A check failed, so nothing was used.</source>
            <translation>Une vérification a échoué, donc rien n’a été utilisé.</translation>
        </message>
        <message>
            <source>The keychain did not do it.</source>
            <translation>Le trousseau ne l’a pas fait.</translation>
        </message>
        <message>
            <source>Something is not set up right.</source>
            <translation>Un réglage n’est pas correct.</translation>
        </message>
        <message>
            <source>{host} cannot be reached as it should.</source>
            <translation>{host} n’est pas joignable comme il le faudrait.</translation>
        </message>
        <message>
            <source>{detail}</source>
            <translation>{detail}</translation>
        </message>
        <message>
            <source>{host} answered in an unexpected way.</source>
            <translation>{host} a répondu de façon inattendue.</translation>
        </message>
        <message>
            <source>The other side sent a form that is not well made.</source>
            <translation>L’autre côté a envoyé un formulaire mal formé.</translation>
        </message>
        <message>
            <source>It was thrown away. {detail}</source>
            <translation>Rien n’en a été retenu. {detail}</translation>
        </message>
        <message>
            <source>{host} answered with data that is not well made.</source>
            <translation>{host} a répondu avec des données mal formées.</translation>
        </message>
        <message>
            <source>It was thrown away: {detail}.</source>
            <translation>Rien n’en a été retenu : {detail}.</translation>
        </message>
        <message>
            <source>A token that came is not well made.</source>
            <translation>Un jeton reçu est mal formé.</translation>
        </message>
        <message>
            <source>That is not an issuer address.</source>
            <translation>Ce n’est pas une adresse d’émetteur.</translation>
        </message>
        <message>
            <source>What {host} says about itself cannot be used.</source>
            <translation>Ce que {host} dit de lui-même est inutilisable.</translation>
        </message>
        <message>
            <source>The return address could not be opened.</source>
            <translation>L’adresse de retour n’a pas pu être ouverte.</translation>
        </message>
        <message>
            <source>The request could not be sent ahead of the browser.</source>
            <translation>La requête n’a pas pu être envoyée avant l’ouverture du navigateur.</translation>
        </message>
        <message>
            <source>The answer in the browser could not be asked for signed.</source>
            <translation>La réponse dans le navigateur n’a pas pu être demandée signée.</translation>
        </message>
        <message>
            <source>Tokens could not be bound to a key.</source>
            <translation>Les jetons n’ont pas pu être liés à une clé.</translation>
        </message>
        <message>
            <source>The answer from the browser cannot be used.</source>
            <translation>La réponse du navigateur est inutilisable.</translation>
        </message>
        <message>
            <source>The sign-in on another device did not end well.</source>
            <translation>La connexion sur un autre appareil n’a pas abouti.</translation>
        </message>
        <message>
            <source>Nothing was stored. {detail}</source>
            <translation>Rien n’a été enregistré. {detail}</translation>
        </message>
        <message>
            <source>The answer of {host} cannot be used.</source>
            <translation>La réponse de {host} est inutilisable.</translation>
        </message>
        <message>
            <source>The ID token failed a check.</source>
            <translation>Le jeton d’ID a échoué à une vérification.</translation>
        </message>
        <message>
            <source>The signature of a token cannot be checked.</source>
            <translation>La signature d’un jeton ne peut pas être vérifiée.</translation>
        </message>
        <message>
            <source>The keys of {host} cannot be used.</source>
            <translation>Les clés de {host} sont inutilisables.</translation>
        </message>
        <message>
            <source>A key is not well made.</source>
            <translation>Une clé est mal formée.</translation>
        </message>
        <message>
            <source>A key is too weak or of the wrong kind.</source>
            <translation>Une clé est trop faible ou du mauvais type.</translation>
        </message>
        <message>
            <source>A key file cannot be read.</source>
            <translation>Un fichier de clé est illisible.</translation>
        </message>
        <message>
            <source>The answer about you cannot be used.</source>
            <translation>La réponse à votre sujet est inutilisable.</translation>
        </message>
        <message>
            <source>What the keychain holds for this account cannot be used.</source>
            <translation>Ce que le trousseau contient pour ce compte est inutilisable.</translation>
        </message>
        <message>
            <source>Sign in again. {detail}</source>
            <translation>Connectez-vous à nouveau. {detail}</translation>
        </message>
        <message>
            <source>The list of accounts cannot be used.</source>
            <translation>La liste des comptes est inutilisable.</translation>
        </message>
        <message>
            <source>The sign-in did not end well.</source>
            <translation>La connexion n’a pas abouti.</translation>
        </message>
        <message>
            <source>The claims are not a well-made JSON object.</source>
            <translation>Les claims ne forment pas un objet JSON correct.</translation>
        </message>
        <message>
            <source>Tokens without a signature are not made.</source>
            <translation>Tessera ne crée pas de jetons sans signature.</translation>
        </message>
        <message>
            <source>That algorithm is known and refused.</source>
            <translation>Cet algorithme est connu et refusé.</translation>
        </message>
        <message>
            <source>There is no algorithm of that name.</source>
            <translation>Il n’existe pas d’algorithme de ce nom.</translation>
        </message>
        <message>
            <source>That algorithm is for something else.</source>
            <translation>Cet algorithme sert à autre chose.</translation>
        </message>
        <message>
            <source>The claims are too large.</source>
            <translation>Les claims sont trop volumineux.</translation>
        </message>
        <message>
            <source>The header holds what is not set by hand.</source>
            <translation>L’en-tête contient ce qui ne se définit pas à la main.</translation>
        </message>
        <message>
            <source>Neither signed nor encrypted would be no token.</source>
            <translation>Ni signé ni chiffré, ce ne serait pas un jeton.</translation>
        </message>
        <message>
            <source>No key in the file fits.</source>
            <translation>Aucune clé du fichier ne convient.</translation>
        </message>
        <message>
            <source>The compressed part of a token cannot be read.</source>
            <translation>La partie compressée d’un jeton est illisible.</translation>
        </message>
        <message>
            <source>That cannot be inspected.</source>
            <translation>Cela ne peut pas être inspecté.</translation>
        </message>
        <message>
            <source>An encrypted token cannot be read or made.</source>
            <translation>Un jeton chiffré ne peut pas être lu ou créé.</translation>
        </message>
        <message>
            <source>The file is too large.</source>
            <translation>Le fichier est trop volumineux.</translation>
        </message>
        <message>
            <source>The file is there already, and nothing is overwritten.</source>
            <translation>Le fichier existe déjà, et rien n’est écrasé.</translation>
        </message>
        <message>
            <source>The file cannot be written.</source>
            <translation>Le fichier ne peut pas être écrit.</translation>
        </message>
        <message>
            <source>The file cannot be read.</source>
            <translation>Le fichier est illisible.</translation>
        </message>
        <message>
            <source>The demo provider did not start.</source>
            <translation>Le fournisseur de démonstration n’a pas démarré.</translation>
        </message>
        <message>
            <source>The command does not fit together.</source>
            <translation>Les éléments de la commande ne vont pas ensemble.</translation>
        </message>
        <message>
            <source>The list of providers cannot be used.</source>
            <translation>La liste des fournisseurs est inutilisable.</translation>
        </message>
        <message>
            <source>The list of claims has a wrong row.</source>
            <translation>La liste des claims a une ligne incorrecte.</translation>
        </message>
        <message>
            <source>This is a fault of this build: {detail}.</source>
            <translation>C’est un défaut de cette version : {detail}.</translation>
        </message>
        <message>
            <source>The list of session cookies has a wrong row.</source>
            <translation>La liste des cookies de session a une ligne incorrecte.</translation>
        </message>
        <message>
            <source>The list of token prefixes has a wrong row.</source>
            <translation>La liste des préfixes de jetons a une ligne incorrecte.</translation>
        </message>
        <message>
            <source>{host} says in a wrong form why it refused.</source>
            <translation>{host} dit dans un format incorrect pourquoi il a refusé.</translation>
        </message>
        <message>
            <source>The curl command cannot be read.</source>
            <translation>La commande curl est illisible.</translation>
        </message>
        <message>
            <source>Copy it whole. {detail}</source>
            <translation>Copiez-la en entier. {detail}</translation>
        </message>
        <message>
            <source>The headers cannot be read.</source>
            <translation>Les en-têtes sont illisibles.</translation>
        </message>
        <message>
            <source>Paste one request or answer. {detail}</source>
            <translation>Collez une seule requête ou réponse. {detail}</translation>
        </message>
        <message>
            <source>The administrator's configuration cannot be read.</source>
            <translation>La configuration de l’administrateur est illisible.</translation>
        </message>
        <message>
            <source>Nothing goes on without it. {detail}.</source>
            <translation>Rien ne fonctionne sans elle. {detail}.</translation>
        </message>
        <message>
            <source>The administrator's configuration is no plain file.</source>
            <translation>La configuration de l’administrateur n’est pas un fichier ordinaire.</translation>
        </message>
        <message>
            <source>Nothing goes on without it. Put a file there, not a link, pipe or device: {detail}.</source>
            <translation>Rien ne fonctionne sans elle. Placez-y un fichier, pas un lien, un tube ou un périphérique : {detail}.</translation>
        </message>
        <message>
            <source>The administrator's configuration does not belong to the administrator.</source>
            <translation>La configuration de l’administrateur n’appartient pas à l’administrateur.</translation>
        </message>
        <message>
            <source>Nothing goes on with it. File and folder must belong to root: {detail}.</source>
            <translation>Rien ne fonctionne avec elle. Le fichier et le dossier doivent appartenir à root : {detail}.</translation>
        </message>
        <message>
            <source>Others than the administrator may change his configuration.</source>
            <translation>D’autres que l’administrateur peuvent modifier sa configuration.</translation>
        </message>
        <message>
            <source>Nothing goes on with it. Take write permission from group and others: {detail}.</source>
            <translation>Rien ne fonctionne avec elle. Retirez le droit d’écriture au groupe et aux autres : {detail}.</translation>
        </message>
        <message>
            <source>The administrator's configuration is too large.</source>
            <translation>La configuration de l’administrateur est trop volumineuse.</translation>
        </message>
        <message>
            <source>The administrator's configuration begins with a byte order mark.</source>
            <translation>La configuration de l’administrateur commence par une marque d’ordre des octets (BOM).</translation>
        </message>
        <message>
            <source>Nothing goes on without it. Save it as UTF-8 without one: {detail}.</source>
            <translation>Rien ne fonctionne sans elle. Enregistrez-la en UTF-8 sans cette marque : {detail}.</translation>
        </message>
        <message>
            <source>The administrator's configuration is not well made.</source>
            <translation>La configuration de l’administrateur est mal formée.</translation>
        </message>
        <message>
            <source>The administrator's configuration was written for another Tessera.</source>
            <translation>La configuration de l’administrateur a été écrite pour un autre Tessera.</translation>
        </message>
        <message>
            <source>The administrator's configuration says something Tessera does not know.</source>
            <translation>La configuration de l’administrateur dit quelque chose que Tessera ne connaît pas.</translation>
        </message>
        <message>
            <source>The administrator's configuration would switch a protection off.</source>
            <translation>La configuration de l’administrateur désactiverait une protection.</translation>
        </message>
        <message>
            <source>That cannot be configured. {detail}.</source>
            <translation>Cela ne se configure pas. {detail}.</translation>
        </message>
        <message>
            <source>The administrator of this computer switched that off.</source>
            <translation>L’administrateur de cet ordinateur a désactivé cela.</translation>
        </message>
        <message>
            <source>Sign in another way; it is called “{detail}” in his configuration.</source>
            <translation>Connectez-vous d’une autre manière ; cela s’appelle « {detail} » dans sa configuration.</translation>
        </message>
        <message>
            <source>The administrator of this computer does not allow {host}.</source>
            <translation>L’administrateur de cet ordinateur n’autorise pas {host}.</translation>
        </message>
        <message>
            <source>Ask the administrator; {detail}.</source>
            <translation>Adressez-vous à l’administrateur ; {detail}.</translation>
        </message>
        <message>
            <source>A file with an extra certificate authority cannot be read.</source>
            <translation>Un fichier d’autorité de certification supplémentaire est illisible.</translation>
        </message>
        <message>
            <source>{detail}.</source>
            <translation>{detail}.</translation>
        </message>
        <message>
            <source>A file with an extra certificate authority is too large.</source>
            <translation>Un fichier d’autorité de certification supplémentaire est trop volumineux.</translation>
        </message>
        <message>
            <source>{detail}. Keep only the certificates that are needed in it.</source>
            <translation>{detail}. N’y gardez que les certificats nécessaires.</translation>
        </message>
        <message>
            <source>A file for an extra certificate authority holds none.</source>
            <translation>Un fichier d’autorité de certification supplémentaire n’en contient aucune.</translation>
        </message>
        <message>
            <source>{detail}. It begins with -----BEGIN CERTIFICATE-----.</source>
            <translation>{detail}. Il commence par -----BEGIN CERTIFICATE-----.</translation>
        </message>
        <message>
            <source>A file for an extra certificate authority holds another certificate.</source>
            <translation>Un fichier d’autorité de certification supplémentaire contient un autre certificat.</translation>
        </message>
        <message>
            <source>{detail} may not sign others. Ask for the certificate of the authority that signed it.</source>
            <translation>{detail} ne peut pas en signer d’autres. Demandez le certificat de l’autorité qui l’a signé.</translation>
        </message>
        <message>
            <source>No agent is running.</source>
            <translation>Aucun agent ne tourne.</translation>
        </message>
        <message>
            <source>Start one with "tessera agent start", or open Tessera. It would listen at {detail}.</source>
            <translation>Démarrez-en un avec « tessera agent start », ou ouvrez Tessera. Il écouterait à {detail}.</translation>
        </message>
        <message>
            <source>An agent is running already.</source>
            <translation>Un agent tourne déjà.</translation>
        </message>
        <message>
            <source>Ask it with "tessera agent status", or end it with "tessera agent stop". It listens at {detail}.</source>
            <translation>Interrogez-le avec « tessera agent status », ou arrêtez-le avec « tessera agent stop ». Il écoute à {detail}.</translation>
        </message>
        <message>
            <source>The agent's folder is not safe, so it is not used.</source>
            <translation>Le dossier de l’agent n’est pas sûr, il n’est donc pas utilisé.</translation>
        </message>
        <message>
            <source>The agent's folder is not there.</source>
            <translation>Le dossier de l’agent n’existe pas.</translation>
        </message>
        <message>
            <source>It would be {detail}.</source>
            <translation>Ce serait {detail}.</translation>
        </message>
        <message>
            <source>The agent does not run on this system yet.</source>
            <translation>L’agent ne tourne pas encore sur ce système.</translation>
        </message>
        <message>
            <source>Commands work without it. It would be at {detail}.</source>
            <translation>Les commandes fonctionnent sans lui. Il serait à {detail}.</translation>
        </message>
        <message>
            <source>Something else stands where the agent would listen.</source>
            <translation>Autre chose se trouve là où l’agent écouterait.</translation>
        </message>
        <message>
            <source>It was left alone; remove it if it is yours. {detail}.</source>
            <translation>Rien n’y a été touché ; supprimez-le si c’est à vous. {detail}.</translation>
        </message>
        <message>
            <source>Another user listens where your agent should be.</source>
            <translation>Un autre utilisateur écoute là où votre agent devrait être.</translation>
        </message>
        <message>
            <source>Nothing was asked there. {detail}.</source>
            <translation>Rien n’y a été demandé. {detail}.</translation>
        </message>
        <message>
            <source>The agent cannot listen.</source>
            <translation>L’agent ne peut pas écouter.</translation>
        </message>
        <message>
            <source>What systemd handed over is no socket for the agent.</source>
            <translation>Ce que systemd a transmis n’est pas un socket pour l’agent.</translation>
        </message>
        <message>
            <source>Check tessera-agent.socket: {detail}.</source>
            <translation>Vérifiez tessera-agent.socket : {detail}.</translation>
        </message>
        <message>
            <source>The agent has too much to do.</source>
            <translation>L’agent a trop à faire.</translation>
        </message>
        <message>
            <source>Try again in a moment.</source>
            <translation>Réessayez dans un instant.</translation>
        </message>
        <message>
            <source>The agent closed the connection before it answered.</source>
            <translation>L’agent a fermé la liaison avant de répondre.</translation>
        </message>
        <message>
            <source>Try again; "tessera agent status" tells whether it still runs. It was at {detail}.</source>
            <translation>Réessayez ; « tessera agent status » dit s’il tourne encore. Il était à {detail}.</translation>
        </message>
        <message>
            <source>The agent does not answer.</source>
            <translation>L’agent ne répond pas.</translation>
        </message>
        <message>
            <source>It may wait for the network or the keychain. End it with "tessera agent stop" and start it again. It is at {detail}.</source>
            <translation>Il attend peut-être le réseau ou le trousseau. Arrêtez-le avec « tessera agent stop » et redémarrez-le. Il est à {detail}.</translation>
        </message>
        <message>
            <source>The agent that runs is of another version of Tessera.</source>
            <translation>L’agent qui tourne est d’une autre version de Tessera.</translation>
        </message>
        <message>
            <source>End it with "tessera agent stop" of its own version, or close the window, and start it again. Versions of the conversation: {detail}.</source>
            <translation>Arrêtez-le avec « tessera agent stop » de sa propre version, ou fermez la fenêtre, puis redémarrez-le. Versions de l’échange : {detail}.</translation>
        </message>
        <message>
            <source>The agent does not understand the question.</source>
            <translation>L’agent ne comprend pas la question.</translation>
        </message>
        <message>
            <source>What it cannot use is: {detail}.</source>
            <translation>Ce qu’il ne peut pas utiliser : {detail}.</translation>
        </message>
        <message>
            <source>The agent's answer cannot be read.</source>
            <translation>La réponse de l’agent est illisible.</translation>
        </message>
        <message>
            <source>What is wrong with it: {detail}.</source>
            <translation>Ce qui n’y va pas : {detail}.</translation>
        </message>
        <message>
            <source>That is too large for the agent.</source>
            <translation>C’est trop volumineux pour l’agent.</translation>
        </message>
        <message>
            <source>An empty message is no question.</source>
            <translation>Un message vide n’est pas une question.</translation>
        </message>
        <message>
            <source>Nothing was done.</source>
            <translation>Rien n’a été fait.</translation>
        </message>
        <message>
            <source>It cannot be told which program asks, so it gets nothing.</source>
            <translation>On ne peut pas établir quel programme demande, il ne reçoit donc rien.</translation>
        </message>
        <message>
            <source>The program that asked is not the same any more.</source>
            <translation>Le programme qui a demandé n’est plus le même.</translation>
        </message>
        <message>
            <source>Nothing was handed out.</source>
            <translation>Rien n’a été remis.</translation>
        </message>
        <message>
            <source>A program of another user asked the agent.</source>
            <translation>Un programme d’un autre utilisateur s’est adressé à l’agent.</translation>
        </message>
        <message>
            <source>It was turned away.</source>
            <translation>Il a été éconduit.</translation>
        </message>
        <message>
            <source>The agent is locked.</source>
            <translation>L’agent est verrouillé.</translation>
        </message>
        <message>
            <source>Open it with "tessera agent unlock", or in Tessera's window. Until then it gives nothing.</source>
            <translation>Déverrouillez-le avec « tessera agent unlock », ou dans la fenêtre de Tessera. D’ici là, il ne donne rien.</translation>
        </message>
        <message>
            <source>Nothing here would tell the agent that the screen is locked.</source>
            <translation>Rien ici ne signalerait à l’agent que l’écran est verrouillé.</translation>
        </message>
        <message>
            <source>Neither the system's message bus nor your session's answers: {detail}. Start the agent within your session, or let --lock-after MINUTES lock it.</source>
            <translation>Ni le bus de messages du système ni celui de votre session ne répondent : {detail}. Démarrez l’agent dans votre session, ou laissez --lock-after MINUTES le verrouiller.</translation>
        </message>
        <message>
            <source>On this system the agent cannot tell when the screen is locked.</source>
            <translation>Sur ce système, l’agent ne peut pas savoir quand l’écran est verrouillé.</translation>
        </message>
        <message>
            <source>Let --lock-after MINUTES lock it when it is not used.</source>
            <translation>Laissez --lock-after MINUTES le verrouiller lorsqu’il n’est pas utilisé.</translation>
        </message>
        <message>
            <source>That is not the password the agent was locked with.</source>
            <translation>Ce n’est pas le mot de passe avec lequel l’agent a été verrouillé.</translation>
        </message>
        <message>
            <source>Wait a moment before you try again.</source>
            <translation>Attendez un instant avant de réessayer.</translation>
        </message>
        <message>
            <source>A wrong password was given just now.</source>
            <translation>Un mot de passe incorrect vient d’être donné.</translation>
        </message>
        <message>
            <source>Wait, then try again. Seconds left: {detail}.</source>
            <translation>Attendez, puis réessayez. Secondes restantes : {detail}.</translation>
        </message>
        <message>
            <source>That needs a person.</source>
            <translation>Cela demande une personne.</translation>
        </message>
        <message>
            <source>Type the command in a terminal, or open Tessera and say so in its window.</source>
            <translation>Tapez la commande dans un terminal, ou ouvrez Tessera et dites-le dans sa fenêtre.</translation>
        </message>
        <message>
            <source>That program may not have this token.</source>
            <translation>Ce programme n’a pas droit à ce jeton.</translation>
        </message>
        <message>
            <source>Denied: {detail}.</source>
            <translation>Refusé : {detail}.</translation>
        </message>
        <message>
            <source>Nobody has allowed this program to have this token, and nobody can be asked.</source>
            <translation>Personne n’a autorisé ce programme à avoir ce jeton, et personne ne peut être interrogé.</translation>
        </message>
        <message>
            <source>Allow it in a terminal: {detail}.</source>
            <translation>Autorisez-le dans un terminal : {detail}.</translation>
        </message>
        <message>
            <source>This program has asked already, and you have not answered yet.</source>
            <translation>Ce programme a déjà demandé, et vous n’avez pas encore répondu.</translation>
        </message>
        <message>
            <source>Answer in Tessera's window first.</source>
            <translation>Répondez d’abord dans la fenêtre de Tessera.</translation>
        </message>
        <message>
            <source>The token that came may do more than you were asked about.</source>
            <translation>Le jeton reçu permet peut-être plus que ce qui vous a été demandé.</translation>
        </message>
        <message>
            <source>Ask again, and you are asked about all of it: {detail}.</source>
            <translation>Refaites la demande, et l’ensemble vous sera demandé : {detail}.</translation>
        </message>
        <message>
            <source>There is no such program.</source>
            <translation>Il n’existe pas de tel programme.</translation>
        </message>
        <message>
            <source>The list of what you allowed cannot be used.</source>
            <translation>La liste de ce que vous avez autorisé est inutilisable.</translation>
        </message>
        <message>
            <source>Nothing is handed out by it. {detail}.</source>
            <translation>Rien n’est remis d’après elle. {detail}.</translation>
        </message>
        <message>
            <source>There is no such approval.</source>
            <translation>Il n’existe pas de telle permission.</translation>
        </message>
        <message>
            <source>"tessera agent approvals" lists them. Asked for: {detail}.</source>
            <translation>« tessera agent approvals » en donne la liste. Demandé : {detail}.</translation>
        </message>
        <message>
            <source>The agent's log cannot be written, so nothing is handed out.</source>
            <translation>Le journal de l’agent ne peut pas être écrit, donc rien n’est remis.</translation>
        </message>
        <message>
            <source>The account belongs to another issuer.</source>
            <translation>Le compte appartient à un autre émetteur.</translation>
        </message>
        <message>
            <source>Nothing was handed out. It is an account of {detail}.</source>
            <translation>Rien n’a été remis. C’est un compte de {detail}.</translation>
        </message>
        <message>
            <source>That was not granted to this account.</source>
            <translation>Cela n’a pas été accordé à ce compte.</translation>
        </message>
        <message>
            <source>Sign in again with the scopes you need. Missing: {detail}.</source>
            <translation>Connectez-vous à nouveau avec les scopes nécessaires. Il manque : {detail}.</translation>
        </message>
        <message>
            <source>The token is not for that audience.</source>
            <translation>Le jeton n’est pas pour cette audience.</translation>
        </message>
        <message>
            <source>Nothing was handed out. Asked for: {detail}.</source>
            <translation>Rien n’a été remis. Demandé : {detail}.</translation>
        </message>
        <message>
            <source>The provider's tokens end too soon to be handed out.</source>
            <translation>Les jetons du fournisseur expirent trop tôt pour être remis.</translation>
        </message>
        <message>
            <source>Less than {detail} would be left. Nothing was handed out.</source>
            <translation>Il resterait moins de {detail}. Rien n’a été remis.</translation>
        </message>
        <message>
            <source>This account has no ID token.</source>
            <translation>Ce compte n’a pas de jeton d’ID.</translation>
        </message>
        <message>
            <source>The provider gave none. Sign in again with the scope openid.</source>
            <translation>Le fournisseur n’en a pas donné. Connectez-vous à nouveau avec le scope openid.</translation>
        </message>
        <message>
            <source>The ID token has run out, and the provider gives no new one.</source>
            <translation>Le jeton d’ID a expiré, et le fournisseur n’en donne pas de nouveau.</translation>
        </message>
        <message>
            <source>Sign in again to get one.</source>
            <translation>Connectez-vous à nouveau pour en obtenir un.</translation>
        </message>
        <message>
            <source>That is not how the agent is used.</source>
            <translation>L’agent ne s’utilise pas ainsi.</translation>
        </message>
        <message>
            <source>{detail}. See tessera agent --help.</source>
            <translation>{detail}. Voir tessera agent --help.</translation>
        </message>
        <message>
            <source>{host} was not found.</source>
            <translation>{host} est introuvable.</translation>
        </message>
        <message>
            <source>Check the address and the connection, then try again.</source>
            <translation>Vérifiez l’adresse et le réseau, puis réessayez.</translation>
        </message>
        <message>
            <source>Nobody answers at {host}.</source>
            <translation>Personne ne répond à l’adresse {host}.</translation>
        </message>
        <message>
            <source>Check the address, or try again later.</source>
            <translation>Vérifiez l’adresse, ou réessayez plus tard.</translation>
        </message>
        <message>
            <source>The connection to {host} broke off.</source>
            <translation>La liaison avec {host} a été interrompue.</translation>
        </message>
        <message>
            <source>Try again.</source>
            <translation>Réessayez.</translation>
        </message>
        <message>
            <source>The proxy did not let the request to {host} through.</source>
            <translation>Le proxy n’a pas laissé passer la requête vers {host}.</translation>
        </message>
        <message>
            <source>It is {detail}. Check the system's network settings and the variable https_proxy.</source>
            <translation>C’est {detail}. Vérifiez les paramètres réseau du système et la variable https_proxy.</translation>
        </message>
        <message>
            <source>Check the connection, then try again.</source>
            <translation>Vérifiez le réseau, puis réessayez.</translation>
        </message>
        <message>
            <source>{host} did not answer in time.</source>
            <translation>{host} n’a pas répondu à temps.</translation>
        </message>
        <message>
            <source>Try again later.</source>
            <translation>Réessayez plus tard.</translation>
        </message>
        <message>
            <source>{host} answers too slowly.</source>
            <translation>{host} répond trop lentement.</translation>
        </message>
        <message>
            <source>The certificate of {host} is not trusted by this computer.</source>
            <translation>Cet ordinateur ne fait pas confiance au certificat de {host}.</translation>
        </message>
        <message>
            <source>Nothing was sent. Check this computer's clock; a company's own certificate must be known to the system.</source>
            <translation>Rien n’a été envoyé. Vérifiez l’horloge de cet ordinateur ; le certificat propre à une entreprise doit être connu du système.</translation>
        </message>
        <message>
            <source>{host} would be reached without encryption.</source>
            <translation>{host} serait joint sans chiffrement.</translation>
        </message>
        <message>
            <source>Nothing was sent. Use an https address; http is for this computer only.</source>
            <translation>Rien n’a été envoyé. Utilisez une adresse https ; http est réservé à cet ordinateur.</translation>
        </message>
        <message>
            <source>That is not an address Tessera can use.</source>
            <translation>Ce n’est pas une adresse que Tessera peut utiliser.</translation>
        </message>
        <message>
            <source>Check it for spaces and odd characters.</source>
            <translation>Cherchez-y des espaces et des caractères inhabituels.</translation>
        </message>
        <message>
            <source>The name {host} leads to an address in your own network.</source>
            <translation>Le nom {host} mène à une adresse de votre propre réseau.</translation>
        </message>
        <message>
            <source>Nothing was sent: {detail}. Something may have changed the names on this network.</source>
            <translation>Rien n’a été envoyé : {detail}. Quelque chose a peut-être modifié les noms sur ce réseau.</translation>
        </message>
        <message>
            <source>{host} sends the request on to another address.</source>
            <translation>{host} renvoie la requête vers une autre adresse.</translation>
        </message>
        <message>
            <source>Tessera does not follow where secrets are involved. Ask for the final address and use that.</source>
            <translation>Tessera ne suit pas lorsque des secrets sont en jeu. Demandez l’adresse finale et utilisez-la.</translation>
        </message>
        <message>
            <source>The answer of {host} is too large.</source>
            <translation>La réponse de {host} est trop volumineuse.</translation>
        </message>
        <message>
            <source>It was thrown away. Check the address.</source>
            <translation>Elle a été rejetée. Vérifiez l’adresse.</translation>
        </message>
        <message>
            <source>The answer of {host} came only in part.</source>
            <translation>La réponse de {host} n’est arrivée qu’en partie.</translation>
        </message>
        <message>
            <source>It was thrown away. Try again.</source>
            <translation>Elle a été rejetée. Réessayez.</translation>
        </message>
        <message>
            <source>{host} answered something that is not HTTP.</source>
            <translation>{host} a répondu autre chose que du HTTP.</translation>
        </message>
        <message>
            <source>Check the address and the port.</source>
            <translation>Vérifiez l’adresse et le port.</translation>
        </message>
        <message>
            <source>{host} refused the request.</source>
            <translation>{host} a refusé la requête.</translation>
        </message>
        <message>
            <source>It answered with status {detail}.</source>
            <translation>La réponse portait le statut {detail}.</translation>
        </message>
        <message>
            <source>{host} answered with a web page instead of data.</source>
            <translation>{host} a répondu avec une page web au lieu de données.</translation>
        </message>
        <message>
            <source>Some networks want a sign-in of their own first: open any page in the browser, then try again.</source>
            <translation>Certains réseaux demandent d’abord leur propre connexion : ouvrez une page quelconque dans le navigateur, puis réessayez.</translation>
        </message>
        <message>
            <source>This computer is offline.</source>
            <translation>Cet ordinateur est hors ligne.</translation>
        </message>
        <message>
            <source>{host} cannot be asked. Connect to a network, then try again.</source>
            <translation>{host} ne peut pas être interrogé. Connectez-vous à un réseau, puis réessayez.</translation>
        </message>
        <message>
            <source>This network may want a sign-in of its own first: open any page in the browser, then try again. Otherwise check the address.</source>
            <translation>Ce réseau demande peut-être d’abord sa propre connexion : ouvrez une page quelconque dans le navigateur, puis réessayez. Sinon, vérifiez l’adresse.</translation>
        </message>
        <message>
            <source>The proxy wants a user name and a password, or others than it got.</source>
            <translation>Le proxy demande un nom d’utilisateur et un mot de passe, ou d’autres que ceux reçus.</translation>
        </message>
        <message>
            <source>It is {detail}. Put them into the proxy's address in https_proxy, as http://USER:PASSWORD@HOST:PORT, or ask whoever runs the network.</source>
            <translation>C’est {detail}. Mettez-les dans l’adresse du proxy dans https_proxy, sous la forme http://USER:PASSWORD@HOST:PORT, ou adressez-vous à qui gère le réseau.</translation>
        </message>
        <message>
            <source>This computer cannot connect to itself.</source>
            <translation>Cet ordinateur ne peut pas se joindre lui-même.</translation>
        </message>
        <message>
            <source>The browser could not hand over the sign-in. Allow local connections (127.0.0.1) in the firewall or the security program, then try again.</source>
            <translation>Le navigateur n’a pas pu transmettre la connexion. Autorisez les liaisons locales (127.0.0.1) dans le pare-feu ou le logiciel de sécurité, puis réessayez.</translation>
        </message>
        <message>
            <source>An issuer address is needed.</source>
            <translation>Il manque une adresse d’émetteur.</translation>
        </message>
        <message>
            <source>It looks like https://id.example.com.</source>
            <translation>Elle ressemble à https://id.example.com.</translation>
        </message>
        <message>
            <source>An issuer address begins with https://.</source>
            <translation>Une adresse d’émetteur commence par https://.</translation>
        </message>
        <message>
            <source>Check the beginning of the address.</source>
            <translation>Vérifiez le début de l’adresse.</translation>
        </message>
        <message>
            <source>That address is not encrypted.</source>
            <translation>Cette adresse n’est pas chiffrée.</translation>
        </message>
        <message>
            <source>Use https; http is accepted for providers on this computer only.</source>
            <translation>Utilisez https ; http n’est accepté que pour les fournisseurs de cet ordinateur.</translation>
        </message>
        <message>
            <source>An issuer address has no question mark.</source>
            <translation>Une adresse d’émetteur n’a pas de point d’interrogation.</translation>
        </message>
        <message>
            <source>Remove what begins with it.</source>
            <translation>Supprimez ce qui commence à cet endroit.</translation>
        </message>
        <message>
            <source>An issuer address has no #.</source>
            <translation>Une adresse d’émetteur n’a pas de #.</translation>
        </message>
        <message>
            <source>An issuer address holds no user name.</source>
            <translation>Une adresse d’émetteur ne contient pas de nom d’utilisateur.</translation>
        </message>
        <message>
            <source>Remove everything up to the @.</source>
            <translation>Supprimez tout jusqu’au @.</translation>
        </message>
        <message>
            <source>The address names no usable host.</source>
            <translation>L’adresse ne nomme pas d’hôte utilisable.</translation>
        </message>
        <message>
            <source>{host} cannot be used from a desktop program.</source>
            <translation>{host} n’est pas utilisable depuis un programme de bureau.</translation>
        </message>
        <message>
            <source>{host} answers, but not as an OpenID provider.</source>
            <translation>{host} répond, mais pas comme un fournisseur OpenID.</translation>
        </message>
        <message>
            <source>Check the path of the issuer address; some providers need a realm or a tenant in it.</source>
            <translation>Vérifiez le chemin de l’adresse de l’émetteur ; certains fournisseurs y attendent un realm ou un tenant.</translation>
        </message>
        <message>
            <source>{host} changed its addresses while you were signing in.</source>
            <translation>{host} a changé ses adresses pendant votre connexion.</translation>
        </message>
        <message>
            <source>Nothing was sent to the new ones ({detail}). Sign in again: that goes by what it says now.</source>
            <translation>Rien n’a été envoyé aux nouvelles ({detail}). Connectez-vous à nouveau : cela suivra ce qui est indiqué maintenant.</translation>
        </message>
        <message>
            <source>{host} calls itself by another name.</source>
            <translation>{host} se donne un autre nom.</translation>
        </message>
        <message>
            <source>It says {detail}. Use exactly that as the issuer address if you trust it.</source>
            <translation>Il dit {detail}. Utilisez exactement cela comme adresse de l’émetteur si vous lui faites confiance.</translation>
        </message>
        <message>
            <source>{host} names a dangerous address.</source>
            <translation>{host} indique une adresse dangereuse.</translation>
        </message>
        <message>
            <source>Nothing of what it says is used. Its operator must mend it: {detail}.</source>
            <translation>Rien de ce qu’il dit n’est utilisé. C’est à son exploitant de corriger cela : {detail}.</translation>
        </message>
        <message>
            <source>{host} moved to another host than this account was made with.</source>
            <translation>{host} est passé à un autre hôte que celui avec lequel ce compte a été créé.</translation>
        </message>
        <message>
            <source>Nothing was sent there: {detail}. Agree to the move only if its operator announced it.</source>
            <translation>Rien n’y a été envoyé : {detail}. N’acceptez ce déplacement que si son exploitant l’a annoncé.</translation>
        </message>
        <message>
            <source>{host} describes itself in a wrong form.</source>
            <translation>{host} se décrit dans un format incorrect.</translation>
        </message>
        <message>
            <source>Its operator must mend it: {detail}.</source>
            <translation>C’est à son exploitant de corriger cela : {detail}.</translation>
        </message>
        <message>
            <source>{host} leaves out something Tessera needs.</source>
            <translation>{host} omet quelque chose dont Tessera a besoin.</translation>
        </message>
        <message>
            <source>Missing: {detail}.</source>
            <translation>Il manque : {detail}.</translation>
        </message>
        <message>
            <source>{host} wants this program to prove itself in a way Tessera cannot.</source>
            <translation>{host} demande que ce programme s’authentifie d’une manière impossible à Tessera.</translation>
        </message>
        <message>
            <source>It accepts only: {detail}.</source>
            <translation>Il accepte seulement : {detail}.</translation>
        </message>
        <message>
            <source>This provider needs the client secret.</source>
            <translation>Ce fournisseur a besoin du secret client.</translation>
        </message>
        <message>
            <source>Copy it from where the client was registered.</source>
            <translation>Copiez-le là où le client a été enregistré.</translation>
        </message>
        <message>
            <source>The client secret is too short to sign with.</source>
            <translation>Le secret client est trop court pour signer.</translation>
        </message>
        <message>
            <source>Ask the provider for a longer one, or send it another way: {detail}.</source>
            <translation>Demandez-en un plus long au fournisseur, ou envoyez-le d’une autre manière : {detail}.</translation>
        </message>
        <message>
            <source>This provider needs the client's private key.</source>
            <translation>Ce fournisseur a besoin de la clé privée du client.</translation>
        </message>
        <message>
            <source>Name the file that holds it, as it was registered.</source>
            <translation>Indiquez le fichier qui la contient, telle qu’elle a été enregistrée.</translation>
        </message>
        <message>
            <source>The client's private key cannot be used.</source>
            <translation>La clé privée du client est inutilisable.</translation>
        </message>
        <message>
            <source>The reason: {detail}.</source>
            <translation>La raison : {detail}.</translation>
        </message>
        <message>
            <source>The client's key signs in no way that {host} accepts.</source>
            <translation>La clé du client ne signe d’aucune manière que {host} accepte.</translation>
        </message>
        <message>
            <source>It accepts: {detail}.</source>
            <translation>Il accepte : {detail}.</translation>
        </message>
        <message>
            <source>{host} signs in no way that Tessera accepts.</source>
            <translation>{host} ne signe d’aucune manière que Tessera accepte.</translation>
        </message>
        <message>
            <source>It offers: {detail}.</source>
            <translation>Il propose : {detail}.</translation>
        </message>
        <message>
            <source>The client is registered with an encryption that Tessera does not do.</source>
            <translation>Le client est enregistré avec un chiffrement que Tessera ne pratique pas.</translation>
        </message>
        <message>
            <source>Register another, RSA-OAEP or ECDH-ES for instance: {detail}.</source>
            <translation>Enregistrez-en un autre, par exemple RSA-OAEP ou ECDH-ES : {detail}.</translation>
        </message>
        <message>
            <source>What the access token is for must be an address.</source>
            <translation>Ce à quoi le jeton d’accès est destiné doit être une adresse.</translation>
        </message>
        <message>
            <source>It looks like https://api.example.com, without #: {detail}.</source>
            <translation>Elle ressemble à https://api.example.com, sans # : {detail}.</translation>
        </message>
        <message>
            <source>The settings cannot be read, so Tessera goes by its own.</source>
            <translation>Les paramètres sont illisibles, Tessera suit donc les siens.</translation>
        </message>
        <message>
            <source>The file is left as it is; what you change holds until Tessera ends. Mend or move it: {detail}.</source>
            <translation>Le fichier reste tel quel ; ce que vous modifiez vaut jusqu’à l’arrêt de Tessera. Corrigez-le ou déplacez-le : {detail}.</translation>
        </message>
        <message>
            <source>One of the settings is wrong, so Tessera goes by its own.</source>
            <translation>L’un des paramètres est incorrect, Tessera suit donc les siens.</translation>
        </message>
        <message>
            <source>The file is left as it is; what you change holds until Tessera ends. Mend it: {detail}.</source>
            <translation>Le fichier reste tel quel ; ce que vous modifiez vaut jusqu’à l’arrêt de Tessera. Corrigez-le : {detail}.</translation>
        </message>
        <message>
            <source>The settings were written by another version of Tessera, so it goes by its own.</source>
            <translation>Les paramètres ont été écrits par une autre version de Tessera, qui suit donc les siens.</translation>
        </message>
        <message>
            <source>The file is left as it is; what you change holds until Tessera ends. Update Tessera: {detail}.</source>
            <translation>Le fichier reste tel quel ; ce que vous modifiez vaut jusqu’à l’arrêt de Tessera. Mettez Tessera à jour : {detail}.</translation>
        </message>
        <message>
            <source>The setting cannot be kept.</source>
            <translation>Le paramètre ne peut pas être conservé.</translation>
        </message>
        <message>
            <source>It would be in {detail}.</source>
            <translation>Il serait dans {detail}.</translation>
        </message>
        <message>
            <source>That is no command.</source>
            <translation>Ce n’est pas une commande.</translation>
        </message>
        <message>
            <source>Write {detail}.</source>
            <translation>Écrivez {detail}.</translation>
        </message>
        <message>
            <source>Those are not ports.</source>
            <translation>Ce ne sont pas des ports.</translation>
        </message>
        <message>
            <source>Write at most ten different numbers from 1024 to 65535, with commas between them. Not understood: {detail}.</source>
            <translation>Écrivez au plus dix nombres différents de 1024 à 65535, séparés par des virgules. Non compris : {detail}.</translation>
        </message>
        <message>
            <source>It cannot be told whether Tessera starts when you log in.</source>
            <translation>Impossible de savoir si Tessera démarre à l’ouverture de votre session.</translation>
        </message>
        <message>
            <source>That Tessera starts when you log in could not be changed.</source>
            <translation>Le démarrage de Tessera à l’ouverture de votre session n’a pas pu être modifié.</translation>
        </message>
        <message>
            <source>No window of Tessera is open.</source>
            <translation>Aucune fenêtre de Tessera n’est ouverte.</translation>
        </message>
        <message>
            <source>It would be asked at {detail}.</source>
            <translation>Elle serait interrogée à {detail}.</translation>
        </message>
        <message>
            <source>Tessera runs already, but its window does not answer.</source>
            <translation>Tessera tourne déjà, mais sa fenêtre ne répond pas.</translation>
        </message>
        <message>
            <source>Wait a moment, or end that process. It is asked at {detail}.</source>
            <translation>Attendez un instant, ou arrêtez ce processus. Il est interrogé à {detail}.</translation>
        </message>
        <message>
            <source>The window does not understand what it was asked.</source>
            <translation>La fenêtre ne comprend pas ce qui lui a été demandé.</translation>
        </message>
        <message>
            <source>What is wrong: {detail}.</source>
            <translation>Ce qui ne va pas : {detail}.</translation>
        </message>
        <message>
            <source>The window could not be started.</source>
            <translation>La fenêtre n’a pas pu être démarrée.</translation>
        </message>
        <message>
            <source>It should be {detail}.</source>
            <translation>Elle devrait être {detail}.</translation>
        </message>
        <message>
            <source>Nothing was stored.</source>
            <translation>Rien n’a été enregistré.</translation>
        </message>
        <message>
            <source>The clock of this computer is wrong: {detail}.</source>
            <translation>L’horloge de cet ordinateur est fausse : {detail}.</translation>
        </message>
        <message>
            <source>Tokens would be refused. Let the system set its clock by itself, then try again.</source>
            <translation>Les jetons seraient refusés. Laissez le système régler son horloge lui-même, puis réessayez.</translation>
        </message>
        <message>
            <source>{host} is a return address this provider does not take.</source>
            <translation>{host} est une adresse de retour que ce fournisseur n’accepte pas.</translation>
        </message>
        <message>
            <source>It takes {detail} only. Use that in --redirect-uri and where the client is registered.</source>
            <translation>Il n’accepte que {detail}. Utilisez-la dans --redirect-uri et là où le client est enregistré.</translation>
        </message>
        <message>
            <source>This provider takes only the exact return address that is registered there.</source>
            <translation>Ce fournisseur n’accepte que l’adresse de retour exacte qui y est enregistrée.</translation>
        </message>
        <message>
            <source>Register one with a port of your choice and give it in --redirect-uri: {detail}.</source>
            <translation>Enregistrez-en une avec un port de votre choix et donnez-la dans --redirect-uri : {detail}.</translation>
        </message>
        <message>
            <source>This provider takes another path in the return address.</source>
            <translation>Ce fournisseur accepte un autre chemin dans l’adresse de retour.</translation>
        </message>
        <message>
            <source>Use {detail} in --redirect-uri and where the client is registered.</source>
            <translation>Utilisez {detail} dans --redirect-uri et là où le client est enregistré.</translation>
        </message>
        <message>
            <source>That is not the address the browser came back to.</source>
            <translation>Ce n’est pas l’adresse à laquelle le navigateur est revenu.</translation>
        </message>
        <message>
            <source>Copy the whole address from the browser's address bar; it begins with {detail}.</source>
            <translation>Copiez l’adresse entière depuis la barre d’adresse du navigateur ; elle commence par {detail}.</translation>
        </message>
        <message>
            <source>That address is not the answer to this sign-in.</source>
            <translation>Cette adresse n’est pas la réponse à cette connexion.</translation>
        </message>
        <message>
            <source>It may be of an earlier try, or copied only in part. Copy it again, or start anew.</source>
            <translation>Elle vient peut-être d’un essai précédent, ou n’a été copiée qu’en partie. Copiez-la de nouveau, ou recommencez.</translation>
        </message>
        <message>
            <source>Nothing is waited for any more.</source>
            <translation>Plus rien n’est attendu.</translation>
        </message>
        <message>
            <source>Start the sign-in again.</source>
            <translation>Recommencez la connexion.</translation>
        </message>
        <message>
            <source>{host} wants the request sent ahead, and does not say where to.</source>
            <translation>{host} veut recevoir la requête à l’avance, sans dire où.</translation>
        </message>
        <message>
            <source>Nothing was sent. Its operator must mend it.</source>
            <translation>Rien n’a été envoyé. C’est à son exploitant de corriger cela.</translation>
        </message>
        <message>
            <source>{host} no longer takes the request ahead of the browser, as it did before.</source>
            <translation>{host} n’accepte plus la requête avant le navigateur, contrairement à auparavant.</translation>
        </message>
        <message>
            <source>Nothing was sent; this may be an attack. Sign out and in again if its operator says it is meant.</source>
            <translation>Rien n’a été envoyé ; c’est peut-être une attaque. Déconnectez-vous et reconnectez-vous si son exploitant dit que c’est voulu.</translation>
        </message>
        <message>
            <source>{host} took the request with an unexpected status.</source>
            <translation>{host} a accepté la requête avec un statut inattendu.</translation>
        </message>
        <message>
            <source>Nothing was opened. Its operator must mend it: {detail}.</source>
            <translation>Rien n’a été ouvert. C’est à son exploitant de corriger cela : {detail}.</translation>
        </message>
        <message>
            <source>{host} answered with an address that leads elsewhere.</source>
            <translation>{host} a répondu avec une adresse qui mène ailleurs.</translation>
        </message>
        <message>
            <source>Nothing was opened: {detail}.</source>
            <translation>Rien n’a été ouvert : {detail}.</translation>
        </message>
        <message>
            <source>{host} took the request and lets it run out at once.</source>
            <translation>{host} a accepté la requête et la laisse expirer aussitôt.</translation>
        </message>
        <message>
            <source>{host} does not sign its answer in the browser (JARM).</source>
            <translation>{host} ne signe pas sa réponse dans le navigateur (JARM).</translation>
        </message>
        <message>
            <source>It offers: {detail}. Sign in without, or ask its operator.</source>
            <translation>Il propose : {detail}. Connectez-vous sans, ou adressez-vous à son exploitant.</translation>
        </message>
        <message>
            <source>{host} and this program agree on no way to sign the answer in the browser.</source>
            <translation>{host} et ce programme ne s’accordent sur aucune manière de signer la réponse dans le navigateur.</translation>
        </message>
        <message>
            <source>Look up how the client is registered: {detail}.</source>
            <translation>Regardez comment le client est enregistré : {detail}.</translation>
        </message>
        <message>
            <source>{host} does not say with which keys it signs.</source>
            <translation>{host} ne dit pas avec quelles clés il signe.</translation>
        </message>
        <message>
            <source>Nothing was opened. Its operator must mend it.</source>
            <translation>Rien n’a été ouvert. C’est à son exploitant de corriger cela.</translation>
        </message>
        <message>
            <source>{host} cannot bind tokens to a key (DPoP).</source>
            <translation>{host} ne peut pas lier les jetons à une clé (DPoP).</translation>
        </message>
        <message>
            <source>Signing in on another device cannot bind tokens to a key (DPoP).</source>
            <translation>La connexion sur un autre appareil ne peut pas lier les jetons à une clé (DPoP).</translation>
        </message>
        <message>
            <source>Sign in with the browser here, or without.</source>
            <translation>Connectez-vous avec le navigateur ici, ou sans cette liaison.</translation>
        </message>
        <message>
            <source>{host} asks for something that no proof can carry.</source>
            <translation>{host} demande quelque chose qu’aucune preuve ne peut porter.</translation>
        </message>
        <message>
            <source>Its operator must mend the DPoP nonce: {detail}.</source>
            <translation>C’est à son exploitant de corriger le nonce DPoP : {detail}.</translation>
        </message>
        <message>
            <source>This computer's clock and the clock of {host} do not agree.</source>
            <translation>L’horloge de cet ordinateur et celle de {host} ne s’accordent pas.</translation>
        </message>
        <message>
            <source>Set the clock and try again: {detail}.</source>
            <translation>Réglez l’horloge et réessayez : {detail}.</translation>
        </message>
        <message>
            <source>The provider refuses the proof again and again.</source>
            <translation>Le fournisseur refuse la preuve encore et encore.</translation>
        </message>
        <message>
            <source>The provider does not accept the proof that the token is ours.</source>
            <translation>Le fournisseur n’accepte pas la preuve que le jeton est le nôtre.</translation>
        </message>
        <message>
            <source>Check this computer's clock, then sign in again.</source>
            <translation>Vérifiez l’horloge de cet ordinateur, puis connectez-vous à nouveau.</translation>
        </message>
        <message>
            <source>No browser opened.</source>
            <translation>Aucun navigateur ne s’est ouvert.</translation>
        </message>
        <message>
            <source>Tried {detail}. Copy the link and open it yourself.</source>
            <translation>Essayé : {detail}. Copiez le lien et ouvrez-le vous-même.</translation>
        </message>
        <message>
            <source>That address is not opened in a browser.</source>
            <translation>Cette adresse ne s’ouvre pas dans un navigateur.</translation>
        </message>
        <message>
            <source>The return address is in use.</source>
            <translation>L’adresse de retour est occupée.</translation>
        </message>
        <message>
            <source>{detail}. Close it or choose another port.</source>
            <translation>{detail}. Fermez-le ou choisissez un autre port.</translation>
        </message>
        <message>
            <source>The system says: {detail}.</source>
            <translation>Le système dit : {detail}.</translation>
        </message>
        <message>
            <source>The return address is not on this computer.</source>
            <translation>L’adresse de retour n’est pas sur cet ordinateur.</translation>
        </message>
        <message>
            <source>Register one that begins with http://127.0.0.1.</source>
            <translation>Enregistrez-en une qui commence par http://127.0.0.1.</translation>
        </message>
        <message>
            <source>This sign-in would take permissions away from the account.</source>
            <translation>Cette connexion retirerait des droits au compte.</translation>
        </message>
        <message>
            <source>It would lose: {detail}. Nothing was changed. Ask for all scopes together, or accept fewer.</source>
            <translation>Il perdrait : {detail}. Rien n’a été modifié. Demandez tous les scopes ensemble, ou acceptez d’en avoir moins.</translation>
        </message>
        <message>
            <source>Somebody else signed in at {host}: {detail}.</source>
            <translation>Quelqu’un d’autre s’est connecté chez {host} : {detail}.</translation>
        </message>
        <message>
            <source>Nothing was changed for this account. Sign in again as the same person, or keep the other as an account of its own.</source>
            <translation>Rien n’a été modifié pour ce compte. Reconnectez-vous avec la même identité, ou gardez l’autre comme compte à part.</translation>
        </message>
        <message>
            <source>The time for signing in ran out.</source>
            <translation>Le temps prévu pour se connecter est écoulé.</translation>
        </message>
        <message>
            <source>Nothing was stored. Try again.</source>
            <translation>Rien n’a été enregistré. Réessayez.</translation>
        </message>
        <message>
            <source>The answer belongs to another sign-in and was thrown away.</source>
            <translation>La réponse appartient à une autre connexion et a été rejetée.</translation>
        </message>
        <message>
            <source>This one still waits.</source>
            <translation>Celle-ci attend toujours.</translation>
        </message>
        <message>
            <source>The answer names no sign-in and was thrown away.</source>
            <translation>La réponse ne nomme aucune connexion et a été rejetée.</translation>
        </message>
        <message>
            <source>The answer came from another provider than the one that was asked.</source>
            <translation>La réponse vient d’un autre fournisseur que celui qui a été interrogé.</translation>
        </message>
        <message>
            <source>It was thrown away; this may be an attack. Nothing was stored.</source>
            <translation>Elle a été rejetée ; c’est peut-être une attaque. Rien n’a été enregistré.</translation>
        </message>
        <message>
            <source>The answer does not say which provider it comes from.</source>
            <translation>La réponse ne dit pas de quel fournisseur elle vient.</translation>
        </message>
        <message>
            <source>{host} promised that it would. Nothing was stored.</source>
            <translation>{host} avait promis de le dire. Rien n’a été enregistré.</translation>
        </message>
        <message>
            <source>The answer holds the same thing twice.</source>
            <translation>La réponse contient deux fois la même chose.</translation>
        </message>
        <message>
            <source>The answer says yes and no at once.</source>
            <translation>La réponse dit oui et non à la fois.</translation>
        </message>
        <message>
            <source>The answer came open, though it was to come signed.</source>
            <translation>La réponse est arrivée en clair, alors qu’elle devait être signée.</translation>
        </message>
        <message>
            <source>It was thrown away; this may be an attack. Nothing was stored. {detail}</source>
            <translation>Elle a été rejetée ; c’est peut-être une attaque. Rien n’a été enregistré. {detail}</translation>
        </message>
        <message>
            <source>The answer came as a token, which was not asked for.</source>
            <translation>La réponse est arrivée sous forme de jeton, ce qui n’était pas demandé.</translation>
        </message>
        <message>
            <source>If the client is registered so, sign in with --jarm.</source>
            <translation>Si le client est enregistré ainsi, connectez-vous avec --jarm.</translation>
        </message>
        <message>
            <source>The answer came open, though it was to come encrypted.</source>
            <translation>La réponse est arrivée en clair, alors qu’elle devait être chiffrée.</translation>
        </message>
        <message>
            <source>It was thrown away. Nothing was stored.</source>
            <translation>Elle a été rejetée. Rien n’a été enregistré.</translation>
        </message>
        <message>
            <source>The answer is meant for another program.</source>
            <translation>La réponse est destinée à un autre programme.</translation>
        </message>
        <message>
            <source>The answer is signed in another way than was agreed.</source>
            <translation>La réponse est signée d’une autre manière que convenu.</translation>
        </message>
        <message>
            <source>It was thrown away. Look up how the client is registered: {detail}.</source>
            <translation>Elle a été rejetée. Regardez comment le client est enregistré : {detail}.</translation>
        </message>
        <message>
            <source>The signature of the answer is wrong.</source>
            <translation>La signature de la réponse est incorrecte.</translation>
        </message>
        <message>
            <source>The answer had run out when it came.</source>
            <translation>La réponse avait déjà expiré à son arrivée.</translation>
        </message>
        <message>
            <source>If it came at once, this computer's clock is wrong: {detail}.</source>
            <translation>Si elle est arrivée aussitôt, l’horloge de cet ordinateur est fausse : {detail}.</translation>
        </message>
        <message>
            <source>The answer is not good yet.</source>
            <translation>La réponse n’est pas encore valable.</translation>
        </message>
        <message>
            <source>Probably this computer's clock is wrong: {detail}.</source>
            <translation>L’horloge de cet ordinateur est probablement fausse : {detail}.</translation>
        </message>
        <message>
            <source>The answer would be good for longer than ten minutes.</source>
            <translation>La réponse serait valable plus de dix minutes.</translation>
        </message>
        <message>
            <source>It was thrown away. Its operator must mend it, or this computer's clock is wrong: {detail}.</source>
            <translation>Elle a été rejetée. Son exploitant doit corriger cela, ou l’horloge de cet ordinateur est fausse : {detail}.</translation>
        </message>
        <message>
            <source>The answer has a wrong form.</source>
            <translation>La réponse a un format incorrect.</translation>
        </message>
        <message>
            <source>The answer holds no usable code.</source>
            <translation>La réponse ne contient pas de code utilisable.</translation>
        </message>
        <message>
            <source>{host} offers no sign-in on another device.</source>
            <translation>{host} ne propose pas de connexion sur un autre appareil.</translation>
        </message>
        <message>
            <source>Sign in with the browser here.</source>
            <translation>Connectez-vous avec le navigateur ici.</translation>
        </message>
        <message>
            <source>{host} names an address for the code that is not safe to open.</source>
            <translation>{host} indique pour le code une adresse qu’il n’est pas sûr d’ouvrir.</translation>
        </message>
        <message>
            <source>Do not enter the code anywhere. Its operator must mend it: {detail}.</source>
            <translation>Ne saisissez le code nulle part. C’est à son exploitant de corriger cela : {detail}.</translation>
        </message>
        <message>
            <source>{host} gave a code nobody can type.</source>
            <translation>{host} a donné un code que personne ne peut taper.</translation>
        </message>
        <message>
            <source>{host} answered the request for a code in a wrong form.</source>
            <translation>{host} a répondu à la demande de code dans un format incorrect.</translation>
        </message>
        <message>
            <source>{host} says to wait in a way that also says to go on.</source>
            <translation>{host} dit d’attendre d’une manière qui dit aussi de continuer.</translation>
        </message>
        <message>
            <source>Nothing was stored. Its operator must mend it: {detail}.</source>
            <translation>Rien n’a été enregistré. C’est à son exploitant de corriger cela : {detail}.</translation>
        </message>
        <message>
            <source>The time for entering the code ran out.</source>
            <translation>Le temps prévu pour saisir le code est écoulé.</translation>
        </message>
        <message>
            <source>The keychain is locked.</source>
            <translation>Le trousseau est verrouillé.</translation>
        </message>
        <message>
            <source>Your sign-in is safe in it. Unlock it to go on.</source>
            <translation>Votre connexion y est en sécurité. Déverrouillez-le pour continuer.</translation>
        </message>
        <message>
            <source>There is no keychain here.</source>
            <translation>Il n’y a pas de trousseau ici.</translation>
        </message>
        <message>
            <source>You stay signed in until Tessera closes.</source>
            <translation>Vous restez connecté jusqu’à la fermeture de Tessera.</translation>
        </message>
        <message>
            <source>The keychain did not let Tessera in.</source>
            <translation>Le trousseau n’a pas laissé entrer Tessera.</translation>
        </message>
        <message>
            <source>It is not asked again by itself. Choose "Renew now" and allow it when the system asks.</source>
            <translation>Il n’est pas sollicité de nouveau de lui-même. Choisissez « Renouveler » et autorisez-le lorsque le système le demande.</translation>
        </message>
        <message>
            <source>The keychain did not answer in time.</source>
            <translation>Le trousseau n’a pas répondu à temps.</translation>
        </message>
        <message>
            <source>A question of the system may be waiting behind this window.</source>
            <translation>Une question du système attend peut-être derrière cette fenêtre.</translation>
        </message>
        <message>
            <source>The keychain has gone away.</source>
            <translation>Le trousseau a disparu.</translation>
        </message>
        <message>
            <source>You stay signed in until Tessera closes; it is written down as soon as the keychain is back.</source>
            <translation>Vous restez connecté jusqu’à la fermeture de Tessera ; la connexion est enregistrée dès que le trousseau est de retour.</translation>
        </message>
        <message>
            <source>This keychain does not tell which entries it has.</source>
            <translation>Ce trousseau ne dit pas quelles entrées il contient.</translation>
        </message>
        <message>
            <source>Sign-ins that no account here has any more cannot be listed.</source>
            <translation>Les connexions qu’aucun compte d’ici n’a plus ne peuvent pas être listées.</translation>
        </message>
        <message>
            <source>Nothing was ended.</source>
            <translation>Rien n’a été terminé.</translation>
        </message>
        <message>
            <source>Say yes at the terminal, or give --yes, to revoke and remove what is left over.</source>
            <translation>Répondez oui dans le terminal, ou donnez --yes, pour révoquer et supprimer ce qui reste.</translation>
        </message>
        <message>
            <source>That sign-in belongs to an account in the list.</source>
            <translation>Cette connexion appartient à un compte de la liste.</translation>
        </message>
        <message>
            <source>Sign out of the account instead.</source>
            <translation>Déconnectez plutôt le compte.</translation>
        </message>
        <message>
            <source>What the keychain holds for this account is damaged.</source>
            <translation>Ce que le trousseau contient pour ce compte est endommagé.</translation>
        </message>
        <message>
            <source>It is left as it is. Sign in again.</source>
            <translation>Il reste tel quel. Connectez-vous à nouveau.</translation>
        </message>
        <message>
            <source>The keychain gave back something else than was put in.</source>
            <translation>Le trousseau a rendu autre chose que ce qui y a été mis.</translation>
        </message>
        <message>
            <source>The keychain has no room for this sign-in.</source>
            <translation>Le trousseau n’a pas de place pour cette connexion.</translation>
        </message>
        <message>
            <source>What the keychain holds for this account cannot be read.</source>
            <translation>Ce que le trousseau contient pour ce compte est illisible.</translation>
        </message>
        <message>
            <source>Sign in again.</source>
            <translation>Connectez-vous à nouveau.</translation>
        </message>
        <message>
            <source>What the keychain holds for this account was written by a newer Tessera.</source>
            <translation>Ce que le trousseau contient pour ce compte a été écrit par un Tessera plus récent.</translation>
        </message>
        <message>
            <source>Update Tessera, or sign in again.</source>
            <translation>Mettez Tessera à jour, ou connectez-vous à nouveau.</translation>
        </message>
        <message>
            <source>What the keychain holds for this account is too large.</source>
            <translation>Ce que le trousseau contient pour ce compte est trop volumineux.</translation>
        </message>
        <message>
            <source>The keychain holds nothing for this account.</source>
            <translation>Le trousseau ne contient rien pour ce compte.</translation>
        </message>
        <message>
            <source>What the keychain holds belongs to another provider.</source>
            <translation>Ce que contient le trousseau appartient à un autre fournisseur.</translation>
        </message>
        <message>
            <source>The list of accounts was changed from outside. Nothing was sent. Sign in again.</source>
            <translation>La liste des comptes a été modifiée de l’extérieur. Rien n’a été envoyé. Connectez-vous à nouveau.</translation>
        </message>
        <message>
            <source>The list of accounts cannot be read.</source>
            <translation>La liste des comptes est illisible.</translation>
        </message>
        <message>
            <source>It is left as it is. Mend or move the file, then start again: {detail}.</source>
            <translation>Elle reste telle quelle. Corrigez ou déplacez le fichier, puis redémarrez : {detail}.</translation>
        </message>
        <message>
            <source>The list of accounts was written by a newer Tessera.</source>
            <translation>La liste des comptes a été écrite par un Tessera plus récent.</translation>
        </message>
        <message>
            <source>Update Tessera: {detail}.</source>
            <translation>Mettez Tessera à jour : {detail}.</translation>
        </message>
        <message>
            <source>The list of accounts cannot be written.</source>
            <translation>La liste des comptes ne peut pas être écrite.</translation>
        </message>
        <message>
            <source>Make room or mend the permissions: {detail}.</source>
            <translation>Faites de la place ou corrigez les droits : {detail}.</translation>
        </message>
        <message>
            <source>There is no such account.</source>
            <translation>Il n’existe pas de tel compte.</translation>
        </message>
        <message>
            <source>Look at the list of accounts.</source>
            <translation>Consultez la liste des comptes.</translation>
        </message>
        <message>
            <source>An account cannot be called that.</source>
            <translation>Un compte ne peut pas s’appeler ainsi.</translation>
        </message>
        <message>
            <source>A name is one line of at most 80 characters that can be seen: {detail}.</source>
            <translation>Un nom est une ligne d’au plus 80 caractères visibles : {detail}.</translation>
        </message>
        <message>
            <source>Another account is called that.</source>
            <translation>Un autre compte s’appelle ainsi.</translation>
        </message>
        <message>
            <source>Choose another name: tools find an account by it.</source>
            <translation>Choisissez un autre nom : les outils s’en servent pour trouver un compte.</translation>
        </message>
        <message>
            <source>More than one account is called that.</source>
            <translation>Plusieurs comptes s’appellent ainsi.</translation>
        </message>
        <message>
            <source>Choose one: {detail}.</source>
            <translation>Choisissez-en un : {detail}.</translation>
        </message>
        <message>
            <source>{host} could not be told yet that you signed out.</source>
            <translation>{host} n’a pas encore pu être informé de votre déconnexion.</translation>
        </message>
        <message>
            <source>The tokens wait in the keychain, and only there; Tessera tries again by itself.</source>
            <translation>Les jetons attendent dans le trousseau, et seulement là ; Tessera réessaie de lui-même.</translation>
        </message>
        <message>
            <source>{host} could not be told in 90 days that you signed out.</source>
            <translation>{host} n’a pas pu être informé de votre déconnexion en 90 jours.</translation>
        </message>
        <message>
            <source>Look for this program in your account's settings there.</source>
            <translation>Cherchez-y ce programme dans les paramètres de votre compte.</translation>
        </message>
        <message>
            <source>What the keychain holds to be revoked cannot be read.</source>
            <translation>Ce que le trousseau garde à révoquer est illisible.</translation>
        </message>
        <message>
            <source>Look for this program in your account's settings at the provider.</source>
            <translation>Cherchez ce programme dans les paramètres de votre compte chez le fournisseur.</translation>
        </message>
        <message>
            <source>An answer of {host} was lost at {detail}, and with it the new refresh token; it does not take the old one again.</source>
            <translation>Une réponse de {host} a été perdue à {detail}, et avec elle le nouveau jeton d’actualisation ; il n’accepte plus l’ancien.</translation>
        </message>
        <message>
            <source>Another Tessera program is renewing this account and does not finish.</source>
            <translation>Un autre programme Tessera renouvelle ce compte et n’en finit pas.</translation>
        </message>
        <message>
            <source>Close the other one, or try again later.</source>
            <translation>Fermez l’autre, ou réessayez plus tard.</translation>
        </message>
        <message>
            <source>A renewal is still under way.</source>
            <translation>Un renouvellement est encore en cours.</translation>
        </message>
        <message>
            <source>Wait a moment.</source>
            <translation>Attendez un instant.</translation>
        </message>
        <message>
            <source>Other Tessera programs cannot be kept from renewing at the same time.</source>
            <translation>Impossible d’empêcher d’autres programmes Tessera de renouveler en même temps.</translation>
        </message>
        <message>
            <source>That was renewed a moment ago.</source>
            <translation>Cela vient d’être renouvelé.</translation>
        </message>
        <message>
            <source>The token is fresh; wait half a minute.</source>
            <translation>Le jeton est neuf ; attendez une demi-minute.</translation>
        </message>
        <message>
            <source>This account needs a new sign-in.</source>
            <translation>Ce compte demande une nouvelle connexion.</translation>
        </message>
        <message>
            <source>The list of providers has a wrong row.</source>
            <translation>La liste des fournisseurs a une ligne incorrecte.</translation>
        </message>
        <message>
            <source>The list of providers has a row twice.</source>
            <translation>La liste des fournisseurs a une ligne en double.</translation>
        </message>
        <message>
            <source>That file cannot be read.</source>
            <translation>Ce fichier est illisible.</translation>
        </message>
        <message>
            <source>That file is no key file.</source>
            <translation>Ce fichier n’est pas un fichier de clé.</translation>
        </message>
        <message>
            <source>It is empty or larger than 1 MB; choose a JWK set, a JWK or a PEM file.</source>
            <translation>Il est vide ou dépasse 1 Mo ; choisissez un jeu JWK, un JWK ou un fichier PEM.</translation>
        </message>
        <message>
            <source>A shared secret is needed.</source>
            <translation>Il manque un secret partagé.</translation>
        </message>
        <message>
            <source>Write it into the field.</source>
            <translation>Écrivez-le dans le champ.</translation>
        </message>
        <message>
            <source>The demo provider is not installed.</source>
            <translation>Le fournisseur de démonstration n’est pas installé.</translation>
        </message>
        <message>
            <source>It should be at {detail}.</source>
            <translation>Il devrait être à {detail}.</translation>
        </message>
        <message>
            <source>It says: {detail}.</source>
            <translation>Il dit : {detail}.</translation>
        </message>
        <message>
            <source>The demo provider did not start in time.</source>
            <translation>Le fournisseur de démonstration n’a pas démarré à temps.</translation>
        </message>
        <message>
            <source>{host} answers no questions about tokens.</source>
            <translation>{host} ne répond pas aux questions sur les jetons.</translation>
        </message>
        <message>
            <source>It has no introspection endpoint. "tessera inspect" reads a token without it.</source>
            <translation>Il n’a pas de point de terminaison d’introspection. « tessera inspect » lit un jeton sans cela.</translation>
        </message>
        <message>
            <source>{host} does not say whether the token is good.</source>
            <translation>{host} ne dit pas si le jeton est bon.</translation>
        </message>
        <message>
            <source>Nothing of its answer is used: {detail}.</source>
            <translation>Rien de sa réponse n’est utilisé : {detail}.</translation>
        </message>
        <message>
            <source>{host} does not say what kind of token it gave.</source>
            <translation>{host} ne dit pas quel type de jeton il a donné.</translation>
        </message>
        <message>
            <source>The provider does not know the service the token is meant for.</source>
            <translation>Le fournisseur ne connaît pas le service auquel le jeton est destiné.</translation>
        </message>
        <message>
            <source>Check the audience and the resource.</source>
            <translation>Vérifiez l’audience et la ressource.</translation>
        </message>
        <message>
            <source>{host} has no page for signing out.</source>
            <translation>{host} n’a pas de page de déconnexion.</translation>
        </message>
        <message>
            <source>Sign out on its own pages if the browser should forget you too.</source>
            <translation>Déconnectez-vous sur ses propres pages si le navigateur doit aussi vous oublier.</translation>
        </message>
        <message>
            <source>{host} names an address for signing out that is not safe to open.</source>
            <translation>{host} indique pour la déconnexion une adresse qu’il n’est pas sûr d’ouvrir.</translation>
        </message>
        <message>
            <source>No browser was opened. Its operator must mend it: {detail}.</source>
            <translation>Aucun navigateur n’a été ouvert. C’est à son exploitant de corriger cela : {detail}.</translation>
        </message>
        <message>
            <source>The browser did not come back from signing out.</source>
            <translation>Le navigateur n’est pas revenu de la déconnexion.</translation>
        </message>
        <message>
            <source>Here you are signed out all the same.</source>
            <translation>Ici, vous êtes tout de même déconnecté.</translation>
        </message>
        <message>
            <source>{host} registers no clients by itself.</source>
            <translation>{host} n’enregistre pas de clients de lui-même.</translation>
        </message>
        <message>
            <source>Register one by hand where its operator says so.</source>
            <translation>Enregistrez-en un à la main là où son exploitant l’indique.</translation>
        </message>
        <message>
            <source>This registration cannot be changed from here.</source>
            <translation>Cet enregistrement ne peut pas être modifié d’ici.</translation>
        </message>
        <message>
            <source>The provider gave no registration token, or it is not at hand.</source>
            <translation>Le fournisseur n’a pas donné de jeton d’enregistrement, ou il n’est pas disponible.</translation>
        </message>
        <message>
            <source>What the keychain holds for this registration cannot be read.</source>
            <translation>Ce que le trousseau contient pour cet enregistrement est illisible.</translation>
        </message>
        <message>
            <source>Manage the client at the provider.</source>
            <translation>Gérez le client chez le fournisseur.</translation>
        </message>
        <message>
            <source>This computer keeps nothing to manage that client with.</source>
            <translation>Cet ordinateur ne garde rien pour gérer ce client.</translation>
        </message>
        <message>
            <source>Clients can be shown, changed and deleted where they were registered: {detail}.</source>
            <translation>Les clients peuvent être affichés, modifiés et supprimés là où ils ont été enregistrés : {detail}.</translation>
        </message>
        <message>
            <source>{host} answered the registration in a wrong form.</source>
            <translation>{host} a répondu à l’enregistrement dans un format incorrect.</translation>
        </message>
        <message>
            <source>The answer was thrown away: {detail}.</source>
            <translation>La réponse a été rejetée : {detail}.</translation>
        </message>
        <message>
            <source>{host} wants the registration token sent somewhere else.</source>
            <translation>{host} veut que le jeton d’enregistrement soit envoyé ailleurs.</translation>
        </message>
        <message>
            <source>The answer was thrown away; this may be an attack: {detail}.</source>
            <translation>La réponse a été rejetée ; c’est peut-être une attaque : {detail}.</translation>
        </message>
        <message>
            <source>{host} answered about another client.</source>
            <translation>{host} a répondu au sujet d’un autre client.</translation>
        </message>
        <message>
            <source>The provider does not accept the redirect address.</source>
            <translation>Le fournisseur n’accepte pas l’adresse de redirection.</translation>
        </message>
        <message>
            <source>Try http://127.0.0.1/callback, or ask its operator.</source>
            <translation>Essayez http://127.0.0.1/callback, ou adressez-vous à son exploitant.</translation>
        </message>
        <message>
            <source>The provider does not accept such a client.</source>
            <translation>Le fournisseur n’accepte pas un tel client.</translation>
        </message>
        <message>
            <source>Ask for less: other grant types, another authentication, fewer scopes.</source>
            <translation>Demandez moins : d’autres types d’autorisation (grant types), une autre authentification, moins de scopes.</translation>
        </message>
        <message>
            <source>The provider does not accept the software statement.</source>
            <translation>Le fournisseur n’accepte pas la déclaration de logiciel (software statement).</translation>
        </message>
        <message>
            <source>Ask its operator for a new one.</source>
            <translation>Demandez-en une nouvelle à son exploitant.</translation>
        </message>
        <message>
            <source>The provider does not approve of this software.</source>
            <translation>Le fournisseur n’approuve pas ce logiciel.</translation>
        </message>
        <message>
            <source>Ask its operator to approve it.</source>
            <translation>Demandez à son exploitant de l’approuver.</translation>
        </message>
        <message>
            <source>{host} answered the code with an unexpected status.</source>
            <translation>{host} a répondu au code avec un statut inattendu.</translation>
        </message>
        <message>
            <source>{host} gave a kind of token Tessera does not know.</source>
            <translation>{host} a donné un type de jeton que Tessera ne connaît pas.</translation>
        </message>
        <message>
            <source>{host} gave a token that anybody could use who finds it.</source>
            <translation>{host} a donné un jeton utilisable par quiconque le trouve.</translation>
        </message>
        <message>
            <source>A token bound to a key of this computer (DPoP) was asked for. Nothing was stored.</source>
            <translation>Un jeton lié à une clé de cet ordinateur (DPoP) avait été demandé. Rien n’a été enregistré.</translation>
        </message>
        <message>
            <source>{host} gave no usable access token.</source>
            <translation>{host} n’a pas donné de jeton d’accès utilisable.</translation>
        </message>
        <message>
            <source>The answer of {host} has a wrong form.</source>
            <translation>La réponse de {host} a un format incorrect.</translation>
        </message>
        <message>
            <source>Nothing was stored: {detail}.</source>
            <translation>Rien n’a été enregistré : {detail}.</translation>
        </message>
        <message>
            <source>{host} gave no ID token, so nobody knows who signed in.</source>
            <translation>{host} n’a pas donné de jeton d’ID, donc personne ne sait qui s’est connecté.</translation>
        </message>
        <message>
            <source>Nothing was stored. The scope must hold openid.</source>
            <translation>Rien n’a été enregistré. Le scope doit contenir openid.</translation>
        </message>
        <message>
            <source>{host} has no way to revoke a grant.</source>
            <translation>{host} n’a aucun moyen de révoquer une autorisation.</translation>
        </message>
        <message>
            <source>The account belongs to a tenant that is not allowed here.</source>
            <translation>Le compte appartient à un tenant qui n’est pas autorisé ici.</translation>
        </message>
        <message>
            <source>{detail}. Choose another account in the browser, or allow that tenant.</source>
            <translation>{detail}. Choisissez un autre compte dans le navigateur, ou autorisez ce tenant.</translation>
        </message>
        <message>
            <source>The ID token was issued by somebody else.</source>
            <translation>Le jeton d’ID a été émis par quelqu’un d’autre.</translation>
        </message>
        <message>
            <source>The ID token is meant for another program.</source>
            <translation>Le jeton d’ID est destiné à un autre programme.</translation>
        </message>
        <message>
            <source>The ID token is meant for other programs too, which Tessera does not trust.</source>
            <translation>Le jeton d’ID est aussi destiné à d’autres programmes, auxquels Tessera ne fait pas confiance.</translation>
        </message>
        <message>
            <source>The ID token was given to another program.</source>
            <translation>Le jeton d’ID a été donné à un autre programme.</translation>
        </message>
        <message>
            <source>The ID token is signed in a way this provider did not announce.</source>
            <translation>Le jeton d’ID est signé d’une manière que ce fournisseur n’a pas annoncée.</translation>
        </message>
        <message>
            <source>The signature of the ID token is wrong.</source>
            <translation>La signature du jeton d’ID est incorrecte.</translation>
        </message>
        <message>
            <source>Nothing was stored; this may be an attack.</source>
            <translation>Rien n’a été enregistré ; c’est peut-être une attaque.</translation>
        </message>
        <message>
            <source>The ID token had run out when it came.</source>
            <translation>Le jeton d’ID avait déjà expiré à son arrivée.</translation>
        </message>
        <message>
            <source>Check this computer's clock and try again.</source>
            <translation>Vérifiez l’horloge de cet ordinateur et réessayez.</translation>
        </message>
        <message>
            <source>The ID token is not valid yet.</source>
            <translation>Le jeton d’ID n’est pas encore valable.</translation>
        </message>
        <message>
            <source>The ID token seems to come from the future.</source>
            <translation>Le jeton d’ID semble venir du futur.</translation>
        </message>
        <message>
            <source>This computer's clock is probably slow. Set the clock and try again.</source>
            <translation>L’horloge de cet ordinateur retarde probablement. Réglez l’horloge et réessayez.</translation>
        </message>
        <message>
            <source>The ID token was made long before it came.</source>
            <translation>Le jeton d’ID a été créé longtemps avant son arrivée.</translation>
        </message>
        <message>
            <source>This computer's clock is probably fast. Set the clock and try again.</source>
            <translation>L’horloge de cet ordinateur avance probablement. Réglez l’horloge et réessayez.</translation>
        </message>
        <message>
            <source>The ID token belongs to another sign-in.</source>
            <translation>Le jeton d’ID appartient à une autre connexion.</translation>
        </message>
        <message>
            <source>The ID token does not say which sign-in it belongs to.</source>
            <translation>Le jeton d’ID ne dit pas à quelle connexion il appartient.</translation>
        </message>
        <message>
            <source>The ID token and the access token do not belong together.</source>
            <translation>Le jeton d’ID et le jeton d’accès ne vont pas ensemble.</translation>
        </message>
        <message>
            <source>The ID token was made for another sign-in.</source>
            <translation>Le jeton d’ID a été créé pour une autre connexion.</translation>
        </message>
        <message>
            <source>The ID token and the code it was given for do not belong together.</source>
            <translation>Le jeton d’ID et le code contre lequel il a été donné ne vont pas ensemble.</translation>
        </message>
        <message>
            <source>The ID token does not say who signed in.</source>
            <translation>Le jeton d’ID ne dit pas qui s’est connecté.</translation>
        </message>
        <message>
            <source>Somebody else signed in.</source>
            <translation>Quelqu’un d’autre s’est connecté.</translation>
        </message>
        <message>
            <source>Nothing was changed for this account.</source>
            <translation>Rien n’a été modifié pour ce compte.</translation>
        </message>
        <message>
            <source>The sign-in at the provider is older than was asked for.</source>
            <translation>La connexion chez le fournisseur est plus ancienne que demandé.</translation>
        </message>
        <message>
            <source>Sign in again there.</source>
            <translation>Connectez-vous-y à nouveau.</translation>
        </message>
        <message>
            <source>The sign-in at the provider was weaker than was asked for.</source>
            <translation>La connexion chez le fournisseur était moins forte que demandé.</translation>
        </message>
        <message>
            <source>What came as the ID token is another kind of token.</source>
            <translation>Ce qui est arrivé comme jeton d’ID est un autre type de jeton.</translation>
        </message>
        <message>
            <source>The ID token came open, though it was to come encrypted.</source>
            <translation>Le jeton d’ID est arrivé en clair, alors qu’il devait être chiffré.</translation>
        </message>
        <message>
            <source>The ID token has a wrong form.</source>
            <translation>Le jeton d’ID a un format incorrect.</translation>
        </message>
        <message>
            <source>{host} has no place to ask about you.</source>
            <translation>{host} n’a aucun endroit où demander qui vous êtes.</translation>
        </message>
        <message>
            <source>What the ID token says is shown.</source>
            <translation>Ce que dit le jeton d’ID est affiché.</translation>
        </message>
        <message>
            <source>{host} answered about somebody else.</source>
            <translation>{host} a répondu au sujet de quelqu’un d’autre.</translation>
        </message>
        <message>
            <source>The answer was thrown away.</source>
            <translation>La réponse a été rejetée.</translation>
        </message>
        <message>
            <source>The answer about you does not say whom it is about.</source>
            <translation>La réponse à votre sujet ne dit pas de qui elle parle.</translation>
        </message>
        <message>
            <source>It was thrown away.</source>
            <translation>Elle a été rejetée.</translation>
        </message>
        <message>
            <source>The answer about you came signed, which was not asked for.</source>
            <translation>La réponse à votre sujet est arrivée signée, ce qui n’était pas demandé.</translation>
        </message>
        <message>
            <source>The answer about you came open, though it was to come as a token.</source>
            <translation>La réponse à votre sujet est arrivée en clair, alors qu’elle devait être un jeton.</translation>
        </message>
        <message>
            <source>It was thrown away; this may be an attack.</source>
            <translation>Elle a été rejetée ; c’est peut-être une attaque.</translation>
        </message>
        <message>
            <source>The answer about you came open, though it was to come encrypted.</source>
            <translation>La réponse à votre sujet est arrivée en clair, alors qu’elle devait être chiffrée.</translation>
        </message>
        <message>
            <source>The answer about you is signed in another way than was agreed.</source>
            <translation>La réponse à votre sujet est signée d’une autre manière que convenu.</translation>
        </message>
        <message>
            <source>The signature of the answer about you is wrong.</source>
            <translation>La signature de la réponse à votre sujet est incorrecte.</translation>
        </message>
        <message>
            <source>The answer about you was made by somebody else.</source>
            <translation>La réponse à votre sujet a été créée par quelqu’un d’autre.</translation>
        </message>
        <message>
            <source>The answer about you is meant for another program.</source>
            <translation>La réponse à votre sujet est destinée à un autre programme.</translation>
        </message>
        <message>
            <source>What the tool says does not follow its own format.</source>
            <translation>Ce que dit l’outil ne suit pas son propre format.</translation>
        </message>
        <message>
            <source>Nothing was handed out. What cannot be used is: {detail}.</source>
            <translation>Rien n’a été remis. Ce qui est inutilisable : {detail}.</translation>
        </message>
        <message>
            <source>What the tool says is too large.</source>
            <translation>Ce que dit l’outil est trop volumineux.</translation>
        </message>
        <message>
            <source>Nothing was handed out. It has {detail}.</source>
            <translation>Rien n’a été remis. Cela comporte {detail}.</translation>
        </message>
        <message>
            <source>That is no address of a host a token could be for.</source>
            <translation>Ce n’est pas l’adresse d’un hôte auquel un jeton pourrait être destiné.</translation>
        </message>
        <message>
            <source>It looks like https://git.example.com or https://git.example.com/group. {detail}.</source>
            <translation>Elle ressemble à https://git.example.com ou à https://git.example.com/group. {detail}.</translation>
        </message>
        <message>
            <source>The list of hosts cannot be used.</source>
            <translation>La liste des hôtes est inutilisable.</translation>
        </message>
        <message>
            <source>No token is handed out by it. Mend or remove it: {detail}.</source>
            <translation>Aucun jeton n’est remis d’après elle. Corrigez-la ou supprimez-la : {detail}.</translation>
        </message>
        <message>
            <source>There is no such host in the list.</source>
            <translation>Il n’y a pas de tel hôte dans la liste.</translation>
        </message>
        <message>
            <source>Asked for: {detail}.</source>
            <translation>Demandé : {detail}.</translation>
        </message>
        <message>
            <source>More than one account fits this host.</source>
            <translation>Plusieurs comptes correspondent à cet hôte.</translation>
        </message>
        <message>
            <source>This token is bound to a key that stays in the keychain.</source>
            <translation>Ce jeton est lié à une clé qui reste dans le trousseau.</translation>
        </message>
        <message>
            <source>Other programs cannot use it. Sign in with a client that asks for plain tokens to use it with {detail}.</source>
            <translation>D’autres programmes ne peuvent pas l’utiliser. Connectez-vous avec un client qui demande des jetons simples pour l’utiliser avec {detail}.</translation>
        </message>
        <message>
            <source>Programs of oidc-agent cannot use it.</source>
            <translation>Les programmes d’oidc-agent ne peuvent pas l’utiliser.</translation>
        </message>
        <message>
            <source>Tessera answers only oidc-agent's request for an access token.</source>
            <translation>Tessera ne répond qu’à la demande de jeton d’accès d’oidc-agent.</translation>
        </message>
        <message>
            <source>Accounts are added and removed with tessera sign-in and tessera sign-out. Asked for: {detail}.</source>
            <translation>Les comptes s’ajoutent et se retirent avec tessera sign-in et tessera sign-out. Demandé : {detail}.</translation>
        </message>
        <message>
            <source>The token cannot be handed to this tool.</source>
            <translation>Le jeton ne peut pas être remis à cet outil.</translation>
        </message>
        <message>
            <source>It is empty, or it holds characters that its format has no place for.</source>
            <translation>Il est vide, ou contient des caractères que le format de l’outil ne permet pas.</translation>
        </message>
        <message>
            <source>Kubernetes asks in a version that Tessera does not know.</source>
            <translation>Kubernetes demande dans une version que Tessera ne connaît pas.</translation>
        </message>
        <message>
            <source>It knows client.authentication.k8s.io/v1 and v1beta1, not {detail}.</source>
            <translation>Il connaît client.authentication.k8s.io/v1 et v1beta1, pas {detail}.</translation>
        </message>
        <message>
            <source>kubectl asks for another cluster.</source>
            <translation>kubectl demande pour un autre cluster.</translation>
        </message>
        <message>
            <source>Nothing was handed out. Check --server in the kubeconfig, and provideClusterInfo. {detail}.</source>
            <translation>Rien n’a été remis. Vérifiez --server dans le kubeconfig, et provideClusterInfo. {detail}.</translation>
        </message>
        <message>
            <source>That is no sign-in of a mail program.</source>
            <translation>Ce n’est pas une connexion de logiciel de messagerie.</translation>
        </message>
        <message>
            <source>AWS refused the ID token.</source>
            <translation>AWS a refusé le jeton d’ID.</translation>
        </message>
        <message>
            <source>Check the role, its trust policy and the audience it wants. AWS said: {detail}.</source>
            <translation>Vérifiez le rôle, sa politique de confiance et l’audience qu’il attend. AWS a dit : {detail}.</translation>
        </message>
        <message>
            <source>The answer of AWS STS cannot be read.</source>
            <translation>La réponse d’AWS STS est illisible.</translation>
        </message>
        <message>
            <source>Tessera keeps no passwords.</source>
            <translation>Tessera ne conserve pas de mots de passe.</translation>
        </message>
        <message>
            <source>It hands out tokens of accounts that are signed in; nothing was stored.</source>
            <translation>Il remet les jetons des comptes connectés ; rien n’a été enregistré.</translation>
        </message>
        <message>
            <source>A token may not be written there.</source>
            <translation>Un jeton ne doit pas être écrit à cet endroit.</translation>
        </message>
        <message>
            <source>It must be a new or an own file below $XDG_RUNTIME_DIR, which is in memory and yours alone. {detail}.</source>
            <translation>Il faut un fichier nouveau ou à vous sous $XDG_RUNTIME_DIR, qui est en mémoire et à vous seul. {detail}.</translation>
        </message>
        <message>
            <source>That is not how a credential helper is used.</source>
            <translation>Un assistant d’identification (credential helper) ne s’utilise pas ainsi.</translation>
        </message>
        <message>
            <source>{detail}. "use ADDRESS ACCOUNT", "forget ADDRESS" and "list-hosts" are for you; the rest is for the tool.</source>
            <translation>{detail}. « use ADDRESS ACCOUNT », « forget ADDRESS » et « list-hosts » sont pour vous ; le reste est pour l’outil.</translation>
        </message>
        <message>
            <source>That is no name of a variable for a token.</source>
            <translation>Ce n’est pas un nom de variable pour un jeton.</translation>
        </message>
        <message>
            <source>Give a plain one with --env, not {detail}.</source>
            <translation>Donnez-en un simple avec --env, pas {detail}.</translation>
        </message>
        <message>
            <source>The command did not start.</source>
            <translation>La commande n’a pas démarré.</translation>
        </message>
        <message>
            <source>That is not how AWS has it.</source>
            <translation>AWS ne l’attend pas ainsi.</translation>
        </message>
        <message>
            <source>See tessera aws-credential --help. Given: {detail}.</source>
            <translation>Voir tessera aws-credential --help. Donné : {detail}.</translation>
        </message>
        <message>
            <source>There is no provider of that name.</source>
            <translation>Il n’existe pas de fournisseur de ce nom.</translation>
        </message>
        <message>
            <source>"tessera providers" lists them; any other is reached with --issuer. Asked for: {detail}.</source>
            <translation>« tessera providers » en donne la liste ; tout autre s’atteint avec --issuer. Demandé : {detail}.</translation>
        </message>
        <message>
            <source>The provider's address is needed.</source>
            <translation>Il manque l’adresse du fournisseur.</translation>
        </message>
        <message>
            <source>Give it with --issuer. It looks like {detail}.</source>
            <translation>Donnez-la avec --issuer. Elle ressemble à {detail}.</translation>
        </message>
        <message>
            <source>A client ID is needed.</source>
            <translation>Il manque un ID client.</translation>
        </message>
        <message>
            <source>Register this program at the provider and give what it answers with --client-id. The place is {detail}.</source>
            <translation>Enregistrez ce programme chez le fournisseur et donnez ce qu’il répond avec --client-id. L’endroit est {detail}.</translation>
        </message>
        <message>
            <source>There is no such way to send a client secret.</source>
            <translation>Il n’existe pas de telle manière d’envoyer un secret client.</translation>
        </message>
        <message>
            <source>--client-auth takes client_secret_basic or client_secret_post, not {detail}.</source>
            <translation>--client-auth accepte client_secret_basic ou client_secret_post, pas {detail}.</translation>
        </message>
        <message>
            <source>That is nothing a client is registered with.</source>
            <translation>Un client ne s’enregistre avec rien de tel.</translation>
        </message>
        <message>
            <source>--registered takes NAME=VALUE, like id_token_encrypted_response_alg=ECDH-ES, not {detail}.</source>
            <translation>--registered accepte NAME=VALUE, comme id_token_encrypted_response_alg=ECDH-ES, pas {detail}.</translation>
        </message>
        <message>
            <source>That is no return address on this computer.</source>
            <translation>Ce n’est pas une adresse de retour sur cet ordinateur.</translation>
        </message>
        <message>
            <source>--redirect-uri takes one like http://127.0.0.1:8400/callback, not {detail}.</source>
            <translation>--redirect-uri en accepte une comme http://127.0.0.1:8400/callback, pas {detail}.</translation>
        </message>
        <message>
            <source>The file for the secret is empty.</source>
            <translation>Le fichier du secret est vide.</translation>
        </message>
        <message>
            <source>Write the client secret into it, nothing else: {detail}.</source>
            <translation>Écrivez-y le secret client, rien d’autre : {detail}.</translation>
        </message>
        <message>
            <source>Nothing says what to sign out of.</source>
            <translation>Rien n’indique de quoi se déconnecter.</translation>
        </message>
        <message>
            <source>Name one account, or give --all, --pending or --left-over.</source>
            <translation>Nommez un compte, ou donnez --all, --pending ou --left-over.</translation>
        </message>
        <message>
            <source>A browser can sign out at one provider at a time.</source>
            <translation>Un navigateur ne peut se déconnecter que d’un fournisseur à la fois.</translation>
        </message>
        <message>
            <source>Name one account with --end-session.</source>
            <translation>Nommez un compte avec --end-session.</translation>
        </message>
        <message>
            <source>Standard input can be read once only.</source>
            <translation>L’entrée standard ne peut être lue qu’une fois.</translation>
        </message>
        <message>
            <source>Give one of the files by its name.</source>
            <translation>Donnez l’un des fichiers par son nom.</translation>
        </message>
        <message>
            <source>That is no time.</source>
            <translation>Ce n’est pas une heure.</translation>
        </message>
        <message>
            <source>Times look like 2026-01-31T12:00:00Z, not {detail}.</source>
            <translation>Les heures ressemblent à 2026-01-31T12:00:00Z, pas à {detail}.</translation>
        </message>
        <message>
            <source>The key can come from one place only.</source>
            <translation>La clé ne peut venir que d’un seul endroit.</translation>
        </message>
        <message>
            <source>Too many of them: {detail}.</source>
            <translation>Il y en a trop : {detail}.</translation>
        </message>
        <message>
            <source>The sign-in was declined at the provider.</source>
            <translation>La connexion a été refusée chez le fournisseur.</translation>
        </message>
        <message>
            <source>Nothing was stored. Sign in again if that was not meant.</source>
            <translation>Rien n’a été enregistré. Connectez-vous à nouveau si ce n’était pas voulu.</translation>
        </message>
        <message>
            <source>The provider did not understand the request.</source>
            <translation>Le fournisseur n’a pas compris la requête.</translation>
        </message>
        <message>
            <source>Check the client ID and how the client is registered.</source>
            <translation>Vérifiez l’ID client et comment le client est enregistré.</translation>
        </message>
        <message>
            <source>The provider does not allow this client to sign in this way.</source>
            <translation>Le fournisseur n’autorise pas ce client à se connecter de cette manière.</translation>
        </message>
        <message>
            <source>Switch on the authorization code flow where the client is registered.</source>
            <translation>Activez le flux par code d’autorisation (authorization code) là où le client est enregistré.</translation>
        </message>
        <message>
            <source>The provider does not offer sign-in with a code.</source>
            <translation>Le fournisseur ne propose pas la connexion avec un code.</translation>
        </message>
        <message>
            <source>Ask its operator to switch it on.</source>
            <translation>Demandez à son exploitant de l’activer.</translation>
        </message>
        <message>
            <source>The provider does not know one of the scopes asked for.</source>
            <translation>Le fournisseur ne connaît pas l’un des scopes demandés.</translation>
        </message>
        <message>
            <source>Ask for fewer scopes and try again.</source>
            <translation>Demandez moins de scopes et réessayez.</translation>
        </message>
        <message>
            <source>The provider had an error of its own.</source>
            <translation>Le fournisseur a eu une erreur de son côté.</translation>
        </message>
        <message>
            <source>The provider is overloaded or being repaired.</source>
            <translation>Le fournisseur est surchargé ou en maintenance.</translation>
        </message>
        <message>
            <source>The provider withdrew the grant, so it was refused.</source>
            <translation>Le fournisseur a retiré l’autorisation, elle a donc été refusée.</translation>
        </message>
        <message>
            <source>The provider does not accept this client.</source>
            <translation>Le fournisseur n’accepte pas ce client.</translation>
        </message>
        <message>
            <source>Check the client ID and the client secret.</source>
            <translation>Vérifiez l’ID client et le secret client.</translation>
        </message>
        <message>
            <source>The provider does not allow this kind of request.</source>
            <translation>Le fournisseur n’autorise pas ce type de requête.</translation>
        </message>
        <message>
            <source>Switch on authorization code and refresh token where the client is registered.</source>
            <translation>Activez authorization code et refresh token là où le client est enregistré.</translation>
        </message>
        <message>
            <source>The provider refused, in words that are no error code.</source>
            <translation>Le fournisseur a refusé, en des termes qui ne sont pas un code d’erreur.</translation>
        </message>
        <message>
            <source>Ask its operator what it means: {detail}.</source>
            <translation>Demandez à son exploitant ce que cela signifie : {detail}.</translation>
        </message>
        <message>
            <source>The provider does not accept the access token.</source>
            <translation>Le fournisseur n’accepte pas le jeton d’accès.</translation>
        </message>
        <message>
            <source>Renew it, or sign in again.</source>
            <translation>Renouvelez-le, ou connectez-vous à nouveau.</translation>
        </message>
        <message>
            <source>The access token does not reach that far.</source>
            <translation>Le jeton d’accès ne va pas aussi loin.</translation>
        </message>
        <message>
            <source>Sign in again and ask for more scopes.</source>
            <translation>Connectez-vous à nouveau et demandez plus de scopes.</translation>
        </message>
        <message>
            <source>The server wants a stronger or a newer sign-in.</source>
            <translation>Le serveur veut une connexion plus forte ou plus récente.</translation>
        </message>
        <message>
            <source>Sign in again, with the second factor if there is one.</source>
            <translation>Connectez-vous à nouveau, avec le second facteur s’il y en a un.</translation>
        </message>
        <message>
            <source>The provider wants you to sign in.</source>
            <translation>Le fournisseur veut que vous vous connectiez.</translation>
        </message>
        <message>
            <source>Sign in again in the browser.</source>
            <translation>Connectez-vous à nouveau dans le navigateur.</translation>
        </message>
        <message>
            <source>The provider wants to ask you something.</source>
            <translation>Le fournisseur veut vous demander quelque chose.</translation>
        </message>
        <message>
            <source>The provider wants your consent.</source>
            <translation>Le fournisseur veut votre consentement.</translation>
        </message>
        <message>
            <source>The provider wants you to choose an account.</source>
            <translation>Le fournisseur veut que vous choisissiez un compte.</translation>
        </message>
        <message>
            <source>The provider no longer knows the request that was sent ahead.</source>
            <translation>Le fournisseur ne connaît plus la requête envoyée à l’avance.</translation>
        </message>
        <message>
            <source>It lives for a minute or so. Sign in again.</source>
            <translation>Elle vit environ une minute. Connectez-vous à nouveau.</translation>
        </message>
        <message>
            <source>The provider does not accept the signed request.</source>
            <translation>Le fournisseur n’accepte pas la requête signée.</translation>
        </message>
        <message>
            <source>Check the client's key where the client is registered.</source>
            <translation>Vérifiez la clé du client là où il est enregistré.</translation>
        </message>
        <message>
            <source>The provider takes no signed requests.</source>
            <translation>Le fournisseur n’accepte pas de requêtes signées.</translation>
        </message>
        <message>
            <source>Sign in without one.</source>
            <translation>Connectez-vous sans cela.</translation>
        </message>
        <message>
            <source>The provider takes no requests that were sent ahead.</source>
            <translation>Le fournisseur n’accepte pas de requêtes envoyées à l’avance.</translation>
        </message>
        <message>
            <source>Sign in without pushed authorization requests.</source>
            <translation>Connectez-vous sans requêtes d’autorisation poussées (pushed authorization requests).</translation>
        </message>
        <message>
            <source>The provider takes no registration inside a request.</source>
            <translation>Le fournisseur n’accepte pas d’enregistrement dans une requête.</translation>
        </message>
        <message>
            <source>Register the client where its operator says so.</source>
            <translation>Enregistrez le client là où son exploitant l’indique.</translation>
        </message>
        <message>
            <source>The provider could not sign you in as strongly as was asked.</source>
            <translation>Le fournisseur n’a pas pu vous connecter avec la force demandée.</translation>
        </message>
        <message>
            <source>Set up a second factor there, or ask for less.</source>
            <translation>Configurez-y un second facteur, ou demandez moins.</translation>
        </message>
        <message>
            <source>The code was not entered in time.</source>
            <translation>Le code n’a pas été saisi à temps.</translation>
        </message>
        <message>
            <source>The provider still waits for the code.</source>
            <translation>Le fournisseur attend encore le code.</translation>
        </message>
        <message>
            <source>Enter it on the page of the provider.</source>
            <translation>Saisissez-le sur la page du fournisseur.</translation>
        </message>
        <message>
            <source>The provider was asked too often.</source>
            <translation>Le fournisseur a été sollicité trop souvent.</translation>
        </message>
        <message>
            <source>The provider cannot revoke this kind of token.</source>
            <translation>Le fournisseur ne peut pas révoquer ce type de jeton.</translation>
        </message>
        <message>
            <source>It ends by itself, or in your account's settings there.</source>
            <translation>Il prend fin de lui-même, ou dans les paramètres de votre compte chez lui.</translation>
        </message>
        <message>
            <source>The provider does not accept the details of what was asked for.</source>
            <translation>Le fournisseur n’accepte pas les détails de ce qui a été demandé.</translation>
        </message>
        <message>
            <source>Check their type and members, or ask by scope.</source>
            <translation>Vérifiez leur type et leurs membres, ou demandez par scope.</translation>
        </message>
        <message>
            <source>The provider does not accept the client ID and secret together.</source>
            <translation>Le fournisseur n’accepte pas l’ID client et le secret ensemble.</translation>
        </message>
        <message>
            <source>Copy both again from where the client is registered; a new secret replaces the old one.</source>
            <translation>Recopiez les deux depuis l’endroit où le client est enregistré ; un nouveau secret remplace l’ancien.</translation>
        </message>
        <message>
            <source>The return address is not the one that is registered.</source>
            <translation>L’adresse de retour n’est pas celle qui est enregistrée.</translation>
        </message>
        <message>
            <source>Register http://127.0.0.1/callback, or give the registered one with --redirect-uri.</source>
            <translation>Enregistrez http://127.0.0.1/callback, ou donnez l’adresse enregistrée avec --redirect-uri.</translation>
        </message>
        <message>
            <source>The provider does not know the code any more.</source>
            <translation>Le fournisseur ne connaît plus le code.</translation>
        </message>
        <message>
            <source>It lives for a few minutes and works once. Sign in again.</source>
            <translation>Il vit quelques minutes et ne sert qu’une fois. Connectez-vous à nouveau.</translation>
        </message>
        <message>
            <source>The provider wants your e-mail address confirmed first.</source>
            <translation>Le fournisseur veut d’abord que votre adresse e-mail soit confirmée.</translation>
        </message>
        <message>
            <source>Confirm it in your account's settings there, then sign in again.</source>
            <translation>Confirmez-la dans les paramètres de votre compte chez lui, puis connectez-vous à nouveau.</translation>
        </message>
        <message>
            <source>The provider no longer accepts the refresh token.</source>
            <translation>Le fournisseur n’accepte plus le jeton d’actualisation.</translation>
        </message>
        <message>
            <source>Sign-in on another device is switched off for this client.</source>
            <translation>La connexion sur un autre appareil est désactivée pour ce client.</translation>
        </message>
        <message>
            <source>Enable the device flow where the client is registered, or sign in with the browser.</source>
            <translation>Activez le flux d’appareil (device flow) là où le client est enregistré, ou connectez-vous avec le navigateur.</translation>
        </message>
        <message>
            <source>The provider has suspended this client.</source>
            <translation>Le fournisseur a suspendu ce client.</translation>
        </message>
        <message>
            <source>Ask whoever registered it; another client ID works meanwhile.</source>
            <translation>Adressez-vous à qui l’a enregistré ; un autre ID client fonctionne entre-temps.</translation>
        </message>
        <message>
            <source>An administrator of your organisation does not allow this client.</source>
            <translation>Un administrateur de votre organisation n’autorise pas ce client.</translation>
        </message>
        <message>
            <source>Ask the administrator to allow it.</source>
            <translation>Demandez à l’administrateur de l’autoriser.</translation>
        </message>
        <message>
            <source>This client is for people of one organisation only.</source>
            <translation>Ce client est réservé aux membres d’une seule organisation.</translation>
        </message>
        <message>
            <source>Sign in with an account of that organisation, or use another client ID.</source>
            <translation>Connectez-vous avec un compte de cette organisation, ou utilisez un autre ID client.</translation>
        </message>
        <message>
            <source>The client was deleted at the provider.</source>
            <translation>Le client a été supprimé chez le fournisseur.</translation>
        </message>
        <message>
            <source>Register a new one and use its client ID.</source>
            <translation>Enregistrez-en un nouveau et utilisez son ID client.</translation>
        </message>
        <message>
            <source>The provider refuses the browser the page was opened in.</source>
            <translation>Le fournisseur refuse le navigateur dans lequel la page a été ouverte.</translation>
        </message>
        <message>
            <source>Open the address in your usual browser.</source>
            <translation>Ouvrez l’adresse dans votre navigateur habituel.</translation>
        </message>
        <message>
            <source>Check the scopes, and that the service is there in your tenant.</source>
            <translation>Vérifiez les scopes, et que le service existe dans votre tenant.</translation>
        </message>
        <message>
            <source>The provider wants a second factor.</source>
            <translation>Le fournisseur veut un second facteur.</translation>
        </message>
        <message>
            <source>The provider has locked the account after too many attempts.</source>
            <translation>Le fournisseur a verrouillé le compte après trop de tentatives.</translation>
        </message>
        <message>
            <source>Wait, or follow the mail it sent.</source>
            <translation>Attendez, ou suivez l’e-mail qu’il a envoyé.</translation>
        </message>
        <message>
            <source>The code was used before.</source>
            <translation>Le code a déjà été utilisé.</translation>
        </message>
        <message>
            <source>Nothing was stored. Sign in again.</source>
            <translation>Rien n’a été enregistré. Connectez-vous à nouveau.</translation>
        </message>
        <message>
            <source>The provider does not accept the client secret.</source>
            <translation>Le fournisseur n’accepte pas le secret client.</translation>
        </message>
        <message>
            <source>Copy it again from where the client is registered.</source>
            <translation>Recopiez-le depuis l’endroit où le client est enregistré.</translation>
        </message>
        <message>
            <source>Give the registered one with --redirect-uri.</source>
            <translation>Donnez l’adresse enregistrée avec --redirect-uri.</translation>
        </message>
        <message>
            <source>The provider does not know the client ID.</source>
            <translation>Le fournisseur ne connaît pas l’ID client.</translation>
        </message>
        <message>
            <source>It says: “%1”.</source>
            <translation>Il dit : « %1 ».</translation>
        </message>
        <message>
            <source>the server</source>
            <translation>ce serveur</translation>
        </message>
    </context>
    <context>
        <name>tessera::EventSection</name>
        <message>
            <source>What happened</source>
            <translation>Historique</translation>
        </message>
        <message>
            <source>Show all %1</source>
            <translation>Tout afficher (%1)</translation>
        </message>
    </context>
    <context>
        <name>tessera::ExampleTokens</name>
        <message>
            <source>An ID token</source>
            <translation>Un jeton d’ID</translation>
        </message>
        <message>
            <source>A token nobody signed</source>
            <translation>Un jeton que personne n’a signé</translation>
        </message>
        <message>
            <source>A session cookie</source>
            <translation>Un cookie de session</translation>
        </message>
    </context>
    <context>
        <name>tessera::FactsPane</name>
        <message>
            <source>Known before it opened</source>
            <translation>Connu avant l’ouverture</translation>
        </message>
        <message>
            <source>Asking for</source>
            <translation>Demandé</translation>
        </message>
    </context>
    <context>
        <name>tessera::Field</name>
        <message>
            <source>Show the secret</source>
            <translation>Afficher le secret</translation>
        </message>
        <message>
            <source>Hide the secret</source>
            <translation>Masquer le secret</translation>
        </message>
        <message>
            <source>Go to the field</source>
            <translation>Aller au champ</translation>
        </message>
    </context>
    <context>
        <name>tessera::FieldList</name>
        <message>
            <source>Sent</source>
            <translation>Envoyé</translation>
        </message>
        <message>
            <source>Expected</source>
            <translation>Attendu</translation>
        </message>
        <message>
            <source>In the answer</source>
            <translation>Dans la réponse</translation>
        </message>
        <message>
            <source>In the ID token</source>
            <translation>Dans le jeton d’ID</translation>
        </message>
        <message>
            <source>Computed</source>
            <translation>Calculé</translation>
        </message>
        <message>
            <source>In the metadata</source>
            <translation>Dans les métadonnées</translation>
        </message>
        <message>
            <source>%1 chars</source>
            <translation>%1 caractères</translation>
        </message>
        <message>
            <source>Replaced secret, fingerprint %1</source>
            <translation>Secret remplacé, empreinte %1</translation>
        </message>
        <message>
            <source>%1 more are under Raw.</source>
            <translation>%1 de plus sous Brut.</translation>
        </message>
    </context>
    <context>
        <name>tessera::FindBar</name>
        <message>
            <source>Rows</source>
            <translation>Lignes</translation>
        </message>
        <message>
            <source>All</source>
            <translation>Tout</translation>
        </message>
        <message>
            <source>Messages</source>
            <translation>Messages</translation>
        </message>
        <message>
            <source>Checks</source>
            <translation>Vérifications</translation>
        </message>
        <message>
            <source>Failures</source>
            <translation>Échecs</translation>
        </message>
        <message>
            <source>Find in this run</source>
            <translation>Chercher dans cet échange</translation>
        </message>
        <message>
            <source>%1 of %2</source>
            <comment>rows found</comment>
            <translation>%1 sur %2</translation>
        </message>
    </context>
    <context>
        <name>tessera::FindingRow</name>
        <message>
            <source>Error</source>
            <translation>Erreur</translation>
        </message>
        <message>
            <source>Warning</source>
            <translation>Avertissement</translation>
        </message>
        <message>
            <source>Note</source>
            <translation>Remarque</translation>
        </message>
        <message>
            <source>Opens %1 in the browser.</source>
            <translation>Ouvre %1 dans le navigateur.</translation>
        </message>
    </context>
    <context>
        <name>tessera::FindingText</name>
        <message>
            <source>Tells of a person</source>
            <translation>Renseigne sur une personne</translation>
        </message>
        <message>
            <source>Everybody the token passes through can read it: logs, proxies, the receiver.</source>
            <translation>Tous ceux par qui passe le jeton peuvent le lire : journaux, proxies, destinataire.</translation>
        </message>
        <message>
            <source>Ask for fewer scopes where it is not needed, or encrypt the token.</source>
            <translation>Demandez moins de scopes là où ce n’est pas nécessaire, ou chiffrez le jeton.</translation>
        </message>
        <message>
            <source>A card number</source>
            <translation>Un numéro de carte</translation>
        </message>
        <message>
            <source>The payload is encoded, not encrypted: everybody who sees the token reads the number. Its check digit fits.</source>
            <translation>La charge utile est encodée, pas chiffrée : quiconque voit le jeton lit le numéro. Son chiffre de contrôle est juste.</translation>
        </message>
        <message>
            <source>Take it out; a reference is enough. Treat the number as disclosed.</source>
            <translation>Retirez-le ; une référence suffit. Considérez le numéro comme divulgué.</translation>
        </message>
        <message>
            <source>A bank account number</source>
            <translation>Un numéro de compte bancaire</translation>
        </message>
        <message>
            <source>The payload is encoded, not encrypted: everybody who sees the token reads it. Its check digits fit.</source>
            <translation>La charge utile est encodée, pas chiffrée : quiconque voit le jeton le lit. Ses chiffres de contrôle sont justes.</translation>
        </message>
        <message>
            <source>Take it out; a reference is enough.</source>
            <translation>Retirez-le ; une référence suffit.</translation>
        </message>
        <message>
            <source>A national identity number</source>
            <translation>Un numéro d’identité national</translation>
        </message>
        <message>
            <source>The payload is encoded, not encrypted: everybody who sees the token reads it.</source>
            <translation>La charge utile est encodée, pas chiffrée : quiconque voit le jeton le lit.</translation>
        </message>
        <message>
            <source>A secret in plain sight</source>
            <translation>Un secret en clair</translation>
        </message>
        <message>
            <source>The payload is encoded, not encrypted: everybody who sees the token has the secret.</source>
            <translation>La charge utile est encodée, pas chiffrée : quiconque voit le jeton détient le secret.</translation>
        </message>
        <message>
            <source>Take it out, and change the secret.</source>
            <translation>Retirez-le, et changez le secret.</translation>
        </message>
        <message>
            <source>A private key in plain sight</source>
            <translation>Une clé privée en clair</translation>
        </message>
        <message>
            <source>Everybody who sees the token can sign or decrypt with the key.</source>
            <translation>Quiconque voit le jeton peut signer ou déchiffrer avec la clé.</translation>
        </message>
        <message>
            <source>Take it out, and replace the key everywhere.</source>
            <translation>Retirez-la, et remplacez la clé partout.</translation>
        </message>
        <message>
            <source>Administration for a long time</source>
            <translation>Administration pour longtemps</translation>
        </message>
        <message>
            <source>Whoever steals the token rules for as long as it lives, even after the role was taken away.</source>
            <translation>Qui vole le jeton est maître tant que le jeton vit, même après le retrait du rôle.</translation>
        </message>
        <message>
            <source>Give such roles short tokens, and ask the server anew each time.</source>
            <translation>Donnez à ces rôles des jetons courts, et interrogez le serveur à chaque fois.</translation>
        </message>
        <message>
            <source>Shared secret where others check</source>
            <translation>Secret partagé là où d’autres vérifient</translation>
        </message>
        <message>
            <source>Whoever can check this signature can make one: each API or client that knows the secret could sign in as anybody.</source>
            <translation>Quiconque peut vérifier cette signature peut en créer une : chaque API ou client qui connaît le secret pourrait se connecter au nom de n’importe qui.</translation>
        </message>
        <message>
            <source>Sign with RS256, PS256, ES256 or Ed25519, and publish the keys.</source>
            <translation>Signez avec RS256, PS256, ES256 ou Ed25519, et publiez les clés.</translation>
        </message>
        <message>
            <source>Rare algorithm</source>
            <translation>Algorithme rare</translation>
        </message>
        <message>
            <source>ES256K comes from block chains; many OpenID and OAuth programs do not know it.</source>
            <translation>ES256K vient des chaînes de blocs ; beaucoup de programmes OpenID et OAuth ne le connaissent pas.</translation>
        </message>
        <message>
            <source>Use ES256 unless both sides want this one.</source>
            <translation>Utilisez ES256, sauf si les deux parties veulent celui-ci.</translation>
        </message>
        <message>
            <source>Its secret is public knowledge</source>
            <translation>Son secret est connu de tous</translation>
        </message>
        <message>
            <source>It stands in tutorials or lists of passwords. Everybody can make such a token, for any person and any role.</source>
            <translation>Il figure dans des tutoriels ou des listes de mots de passe. N’importe qui peut créer un tel jeton, pour toute personne et tout rôle.</translation>
        </message>
        <message>
            <source>Make a random secret of at least 32 bytes, replace it everywhere, and treat all tokens made with the old one as forged.</source>
            <translation>Créez un secret aléatoire d’au moins 32 octets, remplacez-le partout, et considérez comme falsifiés tous les jetons créés avec l’ancien.</translation>
        </message>
        <message>
            <source>The private key is in the header</source>
            <translation>La clé privée est dans l’en-tête</translation>
        </message>
        <message>
            <source>Whoever sees the token can sign with that key.</source>
            <translation>Quiconque voit le jeton peut signer avec cette clé.</translation>
        </message>
        <message>
            <source>Replace the key. Only its public members belong here.</source>
            <translation>Remplacez la clé. Seuls ses membres publics ont leur place ici.</translation>
        </message>
        <message>
            <source>Odd key id</source>
            <translation>ID de clé étrange</translation>
        </message>
        <message>
            <source>A key id is a name to compare, and nothing more. One like this is an attempt to have the reader open a file, a database or an address, or a mistake of the issuer.</source>
            <translation>Un ID de clé est un nom à comparer, et rien de plus. Un ID comme celui-ci est une tentative de faire ouvrir au lecteur un fichier, une base de données ou une adresse, ou une erreur de l’émetteur.</translation>
        </message>
        <message>
            <source>Look keys up by comparing strings, in a list that is already there.</source>
            <translation>Cherchez les clés en comparant des chaînes, dans une liste déjà présente.</translation>
        </message>
        <message>
            <source>Claim missing or of the wrong type</source>
            <translation>Claim manquant ou de type incorrect</translation>
        </message>
        <message>
            <source>A reader that needs it must refuse.</source>
            <translation>Un lecteur qui en a besoin doit refuser.</translation>
        </message>
        <message>
            <source>The issuer must mend the claim.</source>
            <translation>C’est à l’émetteur de corriger le claim.</translation>
        </message>
        <message>
            <source>Expired</source>
            <translation>Expiré</translation>
        </message>
        <message>
            <source>Its time is over.</source>
            <translation>Son temps est écoulé.</translation>
        </message>
        <message>
            <source>Renew it. If it is new, check the clock of this computer.</source>
            <translation>Renouvelez-le. S’il est récent, vérifiez l’horloge de cet ordinateur.</translation>
        </message>
        <message>
            <source>Not valid yet</source>
            <translation>Pas encore valable</translation>
        </message>
        <message>
            <source>"nbf" lies ahead.</source>
            <translation>« nbf » est dans le futur.</translation>
        </message>
        <message>
            <source>Wait, or check the clock of this computer.</source>
            <translation>Attendez, ou vérifiez l’horloge de cet ordinateur.</translation>
        </message>
        <message>
            <source>Issued in the future</source>
            <translation>Émis dans le futur</translation>
        </message>
        <message>
            <source>"iat" lies ahead.</source>
            <translation>« iat » est dans le futur.</translation>
        </message>
        <message>
            <source>Check the clock of this computer.</source>
            <translation>Vérifiez l’horloge de cet ordinateur.</translation>
        </message>
        <message>
            <source>Another issuer</source>
            <translation>Autre émetteur</translation>
        </message>
        <message>
            <source>The token comes from somebody else than expected.</source>
            <translation>Le jeton vient de quelqu’un d’autre que prévu.</translation>
        </message>
        <message>
            <source>Check the issuer's address, to the letter.</source>
            <translation>Vérifiez l’adresse de l’émetteur, à la lettre près.</translation>
        </message>
        <message>
            <source>Not for this audience</source>
            <translation>Pas pour cette audience</translation>
        </message>
        <message>
            <source>A token made for another program must not be accepted.</source>
            <translation>Un jeton créé pour un autre programme ne doit pas être accepté.</translation>
        </message>
        <message>
            <source>Ask for a token for this client.</source>
            <translation>Demandez un jeton pour ce client.</translation>
        </message>
        <message>
            <source>Also for others</source>
            <translation>Aussi pour d’autres</translation>
        </message>
        <message>
            <source>The token names further audiences, and no authorized party.</source>
            <translation>Le jeton nomme d’autres audiences, et aucune partie autorisée.</translation>
        </message>
        <message>
            <source>Ask for a token for this client alone.</source>
            <translation>Demandez un jeton pour ce seul client.</translation>
        </message>
        <message>
            <source>Another authorized party</source>
            <translation>Autre partie autorisée</translation>
        </message>
        <message>
            <source>The token was issued to another client.</source>
            <translation>Le jeton a été émis pour un autre client.</translation>
        </message>
        <message>
            <source>No nonce</source>
            <translation>Pas de nonce</translation>
        </message>
        <message>
            <source>Nothing ties the token to a sign-in.</source>
            <translation>Rien ne lie le jeton à une connexion.</translation>
        </message>
        <message>
            <source>The issuer must repeat the nonce it was sent.</source>
            <translation>L’émetteur doit répéter le nonce qu’il a reçu.</translation>
        </message>
        <message>
            <source>Another sign-in's token</source>
            <translation>Jeton d’une autre connexion</translation>
        </message>
        <message>
            <source>The nonce is not the one that was sent: the token may be replayed.</source>
            <translation>Le nonce n’est pas celui qui a été envoyé : le jeton est peut-être rejoué.</translation>
        </message>
        <message>
            <source>Sign in again.</source>
            <translation>Connectez-vous à nouveau.</translation>
        </message>
        <message>
            <source>An access token</source>
            <translation>Un jeton d’accès</translation>
        </message>
        <message>
            <source>It is meant for the resource server; to the client it is opaque, and no proof of who signed in.</source>
            <translation>Il est destiné au serveur de ressources ; pour le client, il est opaque et ne prouve pas qui s’est connecté.</translation>
        </message>
        <message>
            <source>A refresh token</source>
            <translation>Un jeton d’actualisation</translation>
        </message>
        <message>
            <source>It is meant for the authorization server alone. Whoever has it gets new access tokens; nobody else needs to read it.</source>
            <translation>Il est destiné au seul serveur d’autorisation. Qui le détient obtient de nouveaux jetons d’accès ; personne d’autre n’a besoin de le lire.</translation>
        </message>
        <message>
            <source>Keep it where secrets are kept, and never send it to an API.</source>
            <translation>Conservez-le là où sont les secrets, et ne l’envoyez jamais à une API.</translation>
        </message>
        <message>
            <source>Two kinds at once</source>
            <translation>Deux types à la fois</translation>
        </message>
        <message>
            <source>A token that passes for another kind is accepted where it was not meant to be.</source>
            <translation>Un jeton qui passe pour un autre type est accepté là où il n’aurait pas dû l’être.</translation>
        </message>
        <message>
            <source>The issuer should name the kind in "typ", and readers should insist on it.</source>
            <translation>L’émetteur devrait nommer le type dans « typ », et les lecteurs devraient l’exiger.</translation>
        </message>
        <message>
            <source>ID token with permissions</source>
            <translation>Jeton d’ID avec des permissions</translation>
        </message>
        <message>
            <source>It is made like an ID token and grants access like an access token. An API that accepts it accepts what was meant to tell a client who signed in.</source>
            <translation>Il est fait comme un jeton d’ID et donne accès comme un jeton d’accès. Une API qui l’accepte accepte ce qui devait dire à un client qui s’est connecté.</translation>
        </message>
        <message>
            <source>Send APIs an access token, and keep permissions out of the ID token.</source>
            <translation>Envoyez un jeton d’accès aux API, et laissez les permissions hors du jeton d’ID.</translation>
        </message>
        <message>
            <source>No issuer</source>
            <translation>Pas d’émetteur</translation>
        </message>
        <message>
            <source>Without "iss" nobody can say whose keys must fit.</source>
            <translation>Sans « iss », personne ne peut dire de qui doivent être les clés.</translation>
        </message>
        <message>
            <source>The issuer should name itself.</source>
            <translation>L’émetteur devrait se nommer.</translation>
        </message>
        <message>
            <source>No audience</source>
            <translation>Pas d’audience</translation>
        </message>
        <message>
            <source>Without "aud" the token can be used where it was not meant to be.</source>
            <translation>Sans « aud », le jeton peut servir là où ce n’était pas prévu.</translation>
        </message>
        <message>
            <source>The issuer should name the audience.</source>
            <translation>L’émetteur devrait nommer l’audience.</translation>
        </message>
        <message>
            <source>No subject</source>
            <translation>Pas de sujet</translation>
        </message>
        <message>
            <source>Without "sub" the token does not say whom it is about.</source>
            <translation>Sans « sub », le jeton ne dit pas qui il concerne.</translation>
        </message>
        <message>
            <source>The issuer should set "sub".</source>
            <translation>L’émetteur devrait définir « sub ».</translation>
        </message>
        <message>
            <source>Odd audience</source>
            <translation>Audience étrange</translation>
        </message>
        <message>
            <source>An audience must name exactly who may accept the token.</source>
            <translation>Une audience doit nommer exactement qui peut accepter le jeton.</translation>
        </message>
        <message>
            <source>The issuer should name each recipient once.</source>
            <translation>L’émetteur devrait nommer chaque destinataire une seule fois.</translation>
        </message>
        <message>
            <source>Made for another client</source>
            <translation>Créé pour un autre client</translation>
        </message>
        <message>
            <source>The authorized party is not among the audience: one program of the same owner got the token for another.</source>
            <translation>La partie autorisée ne fait pas partie de l’audience : un programme du même propriétaire a obtenu le jeton pour un autre.</translation>
        </message>
        <message>
            <source>Accept it only if you know that party.</source>
            <translation>Ne l’acceptez que si vous connaissez cette partie.</translation>
        </message>
        <message>
            <source>Claim of the wrong type</source>
            <translation>Claim de type incorrect</translation>
        </message>
        <message>
            <source>A strict reader refuses it.</source>
            <translation>Un lecteur strict le refuse.</translation>
        </message>
        <message>
            <source>The issuer should mend the claim.</source>
            <translation>L’émetteur devrait corriger le claim.</translation>
        </message>
        <message>
            <source>Not a complete JWT access token</source>
            <translation>Jeton d’accès JWT incomplet</translation>
        </message>
        <message>
            <source>"typ" says at+jwt; the profile then asks for iss, exp, aud, sub, client_id, iat and jti.</source>
            <translation>« typ » dit at+jwt ; le profil exige alors iss, exp, aud, sub, client_id, iat et jti.</translation>
        </message>
        <message>
            <source>The issuer must set them.</source>
            <translation>L’émetteur doit les définir.</translation>
        </message>
        <message>
            <source>No client named</source>
            <translation>Aucun client nommé</translation>
        </message>
        <message>
            <source>An API cannot tell which client uses the token.</source>
            <translation>Une API ne peut pas savoir quel client utilise le jeton.</translation>
        </message>
        <message>
            <source>The issuer should set "client_id".</source>
            <translation>L’émetteur devrait définir « client_id ».</translation>
        </message>
        <message>
            <source>For the client itself</source>
            <translation>Pour le client lui-même</translation>
        </message>
        <message>
            <source>The audience is the client that asked. Nothing but missing claims then tells it from an ID token.</source>
            <translation>L’audience est le client qui a fait la demande. Seuls des claims manquants le distinguent alors d’un jeton d’ID.</translation>
        </message>
        <message>
            <source>Register the API as an audience of its own, and have the issuer set "typ": "at+jwt".</source>
            <translation>Enregistrez l’API comme une audience à part, et faites définir "typ": "at+jwt" par l’émetteur.</translation>
        </message>
        <message>
            <source>Not typed as a DPoP proof</source>
            <translation>Sans le type d’une preuve DPoP</translation>
        </message>
        <message>
            <source>"typ" must be dpop+jwt, so that no other token can be taken for a proof.</source>
            <translation>« typ » doit être dpop+jwt, afin qu’aucun autre jeton ne puisse passer pour une preuve.</translation>
        </message>
        <message>
            <source>Set "typ": "dpop+jwt".</source>
            <translation>Définissez "typ": "dpop+jwt".</translation>
        </message>
        <message>
            <source>Proof with a shared secret</source>
            <translation>Preuve avec un secret partagé</translation>
        </message>
        <message>
            <source>A proof shows that the sender holds a private key; a shared secret shows nothing.</source>
            <translation>Une preuve montre que l’expéditeur détient une clé privée ; un secret partagé ne montre rien.</translation>
        </message>
        <message>
            <source>Use an asymmetric algorithm.</source>
            <translation>Utilisez un algorithme asymétrique.</translation>
        </message>
        <message>
            <source>No public key</source>
            <translation>Pas de clé publique</translation>
        </message>
        <message>
            <source>The proof must carry the public key it was made with in "jwk".</source>
            <translation>La preuve doit porter la clé publique correspondante dans « jwk ».</translation>
        </message>
        <message>
            <source>Put the public key into the header.</source>
            <translation>Mettez la clé publique dans l’en-tête.</translation>
        </message>
        <message>
            <source>Incomplete proof</source>
            <translation>Preuve incomplète</translation>
        </message>
        <message>
            <source>A proof names itself, the method, the address and its time.</source>
            <translation>Une preuve indique son ID, la méthode, l’adresse et son heure.</translation>
        </message>
        <message>
            <source>Set jti, htm, htu and iat.</source>
            <translation>Définissez jti, htm, htu et iat.</translation>
        </message>
        <message>
            <source>Address not as it must be</source>
            <translation>Adresse pas conforme</translation>
        </message>
        <message>
            <source>"htu" is the address of the request, whole, without query and fragment.</source>
            <translation>« htu » est l’adresse complète de la requête, sans query ni fragment.</translation>
        </message>
        <message>
            <source>Cut the query and the fragment off.</source>
            <translation>Retirez la partie query et le fragment.</translation>
        </message>
        <message>
            <source>Not tied to an access token</source>
            <translation>Non liée à un jeton d’accès</translation>
        </message>
        <message>
            <source>It is good at the token endpoint. Along with an access token a proof must carry its hash in "ath".</source>
            <translation>Elle vaut au point de terminaison de jetons. Avec un jeton d’accès, une preuve doit porter son hachage dans « ath ».</translation>
        </message>
        <message>
            <source>With an access token add the hash.</source>
            <translation>Avec un jeton d’accès, ajoutez le hachage.</translation>
        </message>
        <message>
            <source>An old proof</source>
            <translation>Une vieille preuve</translation>
        </message>
        <message>
            <source>A proof is for one request; servers accept it for seconds or minutes.</source>
            <translation>Une preuve vaut pour une seule requête ; les serveurs l’acceptent quelques secondes ou minutes.</translation>
        </message>
        <message>
            <source>Make a new one for each request.</source>
            <translation>Créez-en une nouvelle pour chaque requête.</translation>
        </message>
        <message>
            <source>Incomplete logout token</source>
            <translation>Jeton de déconnexion incomplet</translation>
        </message>
        <message>
            <source>The receiver must refuse it.</source>
            <translation>Le destinataire doit le refuser.</translation>
        </message>
        <message>
            <source>Set iat, jti and events.</source>
            <translation>Définissez iat, jti et events.</translation>
        </message>
        <message>
            <source>Nobody to sign out</source>
            <translation>Personne à déconnecter</translation>
        </message>
        <message>
            <source>A logout token names a subject, a session or both.</source>
            <translation>Un jeton de déconnexion nomme un sujet, une session ou les deux.</translation>
        </message>
        <message>
            <source>Set "sub" or "sid".</source>
            <translation>Définissez « sub » ou « sid ».</translation>
        </message>
        <message>
            <source>No logout event</source>
            <translation>Pas d’événement de déconnexion</translation>
        </message>
        <message>
            <source>"events" must hold the back-channel logout event with an object as its value.</source>
            <translation>« events » doit contenir l’événement de déconnexion back-channel, avec un objet comme valeur.</translation>
        </message>
        <message>
            <source>Set the member as the specification writes it.</source>
            <translation>Définissez le membre comme l’écrit la spécification.</translation>
        </message>
        <message>
            <source>A nonce in a logout token</source>
            <translation>Un nonce dans un jeton de déconnexion</translation>
        </message>
        <message>
            <source>It is forbidden, so that a logout token never passes for an ID token.</source>
            <translation>Il est interdit, afin qu’un jeton de déconnexion ne passe jamais pour un jeton d’ID.</translation>
        </message>
        <message>
            <source>Leave "nonce" out.</source>
            <translation>Omettez « nonce ».</translation>
        </message>
        <message>
            <source>Not typed as a logout token</source>
            <translation>Sans le type d’un jeton de déconnexion</translation>
        </message>
        <message>
            <source>Without "typ": "logout+jwt" only its claims tell it from other tokens.</source>
            <translation>Sans "typ": "logout+jwt", seuls ses claims le distinguent d’autres jetons.</translation>
        </message>
        <message>
            <source>Set "typ": "logout+jwt".</source>
            <translation>Définissez "typ": "logout+jwt".</translation>
        </message>
        <message>
            <source>No token id</source>
            <translation>Pas d’ID de jeton</translation>
        </message>
        <message>
            <source>Without "jti" the server cannot notice that the assertion is used twice.</source>
            <translation>Sans « jti », le serveur ne peut pas remarquer que l’assertion sert deux fois.</translation>
        </message>
        <message>
            <source>Set a fresh "jti" each time.</source>
            <translation>Définissez à chaque fois un nouveau « jti ».</translation>
        </message>
        <message>
            <source>Issuer and subject differ</source>
            <translation>Émetteur et sujet diffèrent</translation>
        </message>
        <message>
            <source>Of a client that proves itself both must be its client id.</source>
            <translation>Pour un client qui prouve son identité, les deux doivent être son ID client.</translation>
        </message>
        <message>
            <source>Set "iss" and "sub" to the client id.</source>
            <translation>Mettez l’ID client dans « iss » et « sub ».</translation>
        </message>
        <message>
            <source>For several servers</source>
            <translation>Pour plusieurs serveurs</translation>
        </message>
        <message>
            <source>One of them could present the assertion to another.</source>
            <translation>L’un d’eux pourrait présenter l’assertion à un autre.</translation>
        </message>
        <message>
            <source>Name the issuer of one authorization server.</source>
            <translation>Nommez l’émetteur d’un seul serveur d’autorisation.</translation>
        </message>
        <message>
            <source>Issuer without TLS</source>
            <translation>Émetteur sans TLS</translation>
        </message>
        <message>
            <source>Whoever stands between can answer in its name, with keys of their own.</source>
            <translation>Quiconque se trouve entre les deux peut répondre en son nom, avec ses propres clés.</translation>
        </message>
        <message>
            <source>Use an https address.</source>
            <translation>Utilisez une adresse https.</translation>
        </message>
        <message>
            <source>A name that looks like another</source>
            <translation>Un nom qui ressemble à un autre</translation>
        </message>
        <message>
            <source>A person reads one name, a program compares another. Names are compared byte by byte.</source>
            <translation>Une personne lit un nom, un programme en compare un autre. Les noms sont comparés octet par octet.</translation>
        </message>
        <message>
            <source>Compare with the name you know, copied from a place you trust.</source>
            <translation>Comparez avec le nom que vous connaissez, copié d’une source sûre.</translation>
        </message>
        <message>
            <source>Characters nobody sees</source>
            <translation>Des caractères que personne ne voit</translation>
        </message>
        <message>
            <source>Control, zero-width or direction characters make a name look like another; they are shown as escapes.</source>
            <translation>Des caractères de contrôle, de largeur nulle ou de direction font ressembler un nom à un autre ; ils sont affichés comme séquences d’échappement.</translation>
        </message>
        <message>
            <source>Refuse such a name.</source>
            <translation>Refusez un tel nom.</translation>
        </message>
        <message>
            <source>Issuer with foreign letters</source>
            <translation>Émetteur avec des lettres étrangères</translation>
        </message>
        <message>
            <source>The host is written in letters beyond ASCII; it is shown in both forms, since letters of different scripts look alike.</source>
            <translation>L’hôte est écrit avec des lettres hors de l’ASCII ; il est affiché sous les deux formes, car des lettres d’écritures différentes se ressemblent.</translation>
        </message>
        <message>
            <source>Compare the xn-- form with the one you know.</source>
            <translation>Comparez la forme xn-- avec celle que vous connaissez.</translation>
        </message>
        <message>
            <source>The subject is an address</source>
            <translation>Le sujet est une adresse</translation>
        </message>
        <message>
            <source>An e-mail address can pass to somebody else, who would then be the same subject.</source>
            <translation>Une adresse e-mail peut passer à quelqu’un d’autre, qui serait alors le même sujet.</translation>
        </message>
        <message>
            <source>Use an id that is never given to anybody else.</source>
            <translation>Utilisez un ID qui n’est jamais donné à quelqu’un d’autre.</translation>
        </message>
        <message>
            <source>A huge claim</source>
            <translation>Un claim énorme</translation>
        </message>
        <message>
            <source>A token travels with every request; what is large belongs behind an address.</source>
            <translation>Un jeton accompagne chaque requête ; ce qui est volumineux a sa place derrière une adresse.</translation>
        </message>
        <message>
            <source>Send an id and let the receiver look it up.</source>
            <translation>Envoyez un ID et laissez le destinataire chercher le reste.</translation>
        </message>
        <message>
            <source>Many claims</source>
            <translation>Beaucoup de claims</translation>
        </message>
        <message>
            <source>Each goes along with every request and is told to every receiver.</source>
            <translation>Chacun accompagne chaque requête et est révélé à chaque destinataire.</translation>
        </message>
        <message>
            <source>Send what the receiver needs.</source>
            <translation>Envoyez ce dont le destinataire a besoin.</translation>
        </message>
        <message>
            <source>Too large for a cookie</source>
            <translation>Trop volumineux pour un cookie</translation>
        </message>
        <message>
            <source>Browsers keep cookies of up to 4,096 bytes, name and attributes included, and drop larger ones without a word.</source>
            <translation>Les navigateurs gardent des cookies de 4 096 octets au plus, nom et attributs compris, et rejettent les plus grands sans rien dire.</translation>
        </message>
        <message>
            <source>Keep the session at the server and send its id.</source>
            <translation>Gardez la session sur le serveur et envoyez son ID.</translation>
        </message>
        <message>
            <source>Too large for a header</source>
            <translation>Trop volumineux pour un en-tête</translation>
        </message>
        <message>
            <source>Many servers refuse header lines over 8 KB.</source>
            <translation>Beaucoup de serveurs refusent les lignes d’en-tête de plus de 8 Ko.</translation>
        </message>
        <message>
            <source>Send fewer claims, or a reference.</source>
            <translation>Envoyez moins de claims, ou une référence.</translation>
        </message>
        <message>
            <source>Never expires</source>
            <translation>N’expire jamais</translation>
        </message>
        <message>
            <source>Without "exp" a stolen token is good for ever.</source>
            <translation>Sans « exp », un jeton volé est bon pour toujours.</translation>
        </message>
        <message>
            <source>The issuer should set "exp".</source>
            <translation>L’émetteur devrait définir « exp ».</translation>
        </message>
        <message>
            <source>Lives long</source>
            <translation>Vit longtemps</translation>
        </message>
        <message>
            <source>A token that cannot be called back should be short-lived: for as long as it lives, whoever steals it is its owner.</source>
            <translation>Un jeton qui ne peut pas être rappelé devrait vivre peu : tant qu’il vit, celui qui le vole en est le propriétaire.</translation>
        </message>
        <message>
            <source>Shorten its life and renew it.</source>
            <translation>Raccourcissez sa durée de vie et renouvelez-le.</translation>
        </message>
        <message>
            <source>A clock may be wrong</source>
            <translation>Une horloge est peut-être fausse</translation>
        </message>
        <message>
            <source>Times in tokens are compared with this computer's clock.</source>
            <translation>Les heures des jetons sont comparées à l’horloge de cet ordinateur.</translation>
        </message>
        <message>
            <source>Set the clocks of both sides by a time server.</source>
            <translation>Réglez les horloges des deux côtés avec un serveur de temps.</translation>
        </message>
        <message>
            <source>Time in milliseconds</source>
            <translation>Temps en millisecondes</translation>
        </message>
        <message>
            <source>NumericDate counts seconds. Read as seconds this lies thousands of years ahead, so the token never expires, or is refused.</source>
            <translation>NumericDate compte des secondes. Lu en secondes, ce temps est à des milliers d’années dans le futur : le jeton n’expire jamais, ou il est refusé.</translation>
        </message>
        <message>
            <source>Divide by 1000 when the token is made.</source>
            <translation>Divisez par 1000 à la création du jeton.</translation>
        </message>
        <message>
            <source>Time as text</source>
            <translation>Temps sous forme de texte</translation>
        </message>
        <message>
            <source>NumericDate is a number. A strict reader refuses the token, a careless one may skip the check.</source>
            <translation>NumericDate est un nombre. Un lecteur strict refuse le jeton, un lecteur négligent peut omettre la vérification.</translation>
        </message>
        <message>
            <source>Write the time as a number of seconds.</source>
            <translation>Écrivez le temps comme un nombre de secondes.</translation>
        </message>
        <message>
            <source>Never valid</source>
            <translation>Jamais valable</translation>
        </message>
        <message>
            <source>"nbf" does not lie before "exp": there is no moment at which the token may be accepted.</source>
            <translation>« nbf » n’est pas avant « exp » : il n’y a aucun moment où le jeton peut être accepté.</translation>
        </message>
        <message>
            <source>The issuer must mend its times.</source>
            <translation>C’est à l’émetteur de corriger ses heures.</translation>
        </message>
        <message>
            <source>No time of issue</source>
            <translation>Pas de date d’émission</translation>
        </message>
        <message>
            <source>An ID token must say when it was made; "iat" is what its age is told by.</source>
            <translation>Un jeton d’ID doit dire quand il a été créé ; « iat » indique son âge.</translation>
        </message>
        <message>
            <source>The issuer must set "iat".</source>
            <translation>L’émetteur doit définir « iat ».</translation>
        </message>
        <message>
            <source>Dropped: control character</source>
            <translation>Rejeté : caractère de contrôle</translation>
        </message>
        <message>
            <source>A browser drops the whole header if a control character other than the tab is in it.</source>
            <translation>Un navigateur rejette tout l’en-tête s’il contient un caractère de contrôle autre que la tabulation.</translation>
        </message>
        <message>
            <source>Encode the value.</source>
            <translation>Encodez la valeur.</translation>
        </message>
        <message>
            <source>Dropped: too large</source>
            <translation>Rejeté : trop volumineux</translation>
        </message>
        <message>
            <source>Name and value together may have 4,096 bytes.</source>
            <translation>Le nom et la valeur réunis peuvent avoir 4 096 octets.</translation>
        </message>
        <message>
            <source>Keep the data on the server and send an id.</source>
            <translation>Gardez les données sur le serveur et envoyez un ID.</translation>
        </message>
        <message>
            <source>Dropped: empty</source>
            <translation>Rejeté : vide</translation>
        </message>
        <message>
            <source>A cookie needs a name or a value.</source>
            <translation>Un cookie a besoin d’un nom ou d’une valeur.</translation>
        </message>
        <message>
            <source>Name it.</source>
            <translation>Nommez-le.</translation>
        </message>
        <message>
            <source>Dropped: domain not in ASCII</source>
            <translation>Rejeté : domaine hors ASCII</translation>
        </message>
        <message>
            <source>A domain with other letters is written in its xn-- form.</source>
            <translation>Un domaine avec d’autres lettres s’écrit sous sa forme xn--.</translation>
        </message>
        <message>
            <source>Use the ASCII form.</source>
            <translation>Utilisez la forme ASCII.</translation>
        </message>
        <message>
            <source>Dropped: domain is a public suffix</source>
            <translation>Rejeté : le domaine est un suffixe public</translation>
        </message>
        <message>
            <source>The cookie would go to sites of strangers. From the very host of that name it would be kept for that host alone.</source>
            <translation>Le cookie irait aux sites d’inconnus. Venant de l’hôte même de ce nom, il serait gardé pour cet hôte seul.</translation>
        </message>
        <message>
            <source>Name your own domain, or better none.</source>
            <translation>Nommez votre propre domaine, ou mieux aucun.</translation>
        </message>
        <message>
            <source>Dropped: SameSite=None without Secure</source>
            <translation>Rejeté : SameSite=None sans Secure</translation>
        </message>
        <message>
            <source>A cookie for all sites must be sent over HTTPS alone.</source>
            <translation>Un cookie pour tous les sites ne doit être envoyé que par HTTPS.</translation>
        </message>
        <message>
            <source>Add Secure.</source>
            <translation>Ajoutez Secure.</translation>
        </message>
        <message>
            <source>Dropped: Partitioned without Secure</source>
            <translation>Rejeté : Partitioned sans Secure</translation>
        </message>
        <message>
            <source>Browsers that know Partitioned ask for Secure.</source>
            <translation>Les navigateurs qui connaissent Partitioned exigent Secure.</translation>
        </message>
        <message>
            <source>Dropped: prefix not honoured</source>
            <translation>Rejeté : préfixe non respecté</translation>
        </message>
        <message>
            <source>"__Secure-" asks for Secure; "__Host-" for Secure, Path=/ and no Domain; "__Http-" and "__Host-Http-", which are extensions, for HttpOnly too. The case of the letters does not matter.</source>
            <translation>« __Secure- » exige Secure ; « __Host- » exige Secure, Path=/ et l’absence de Domain ; « __Http- » et « __Host-Http- », qui sont des extensions, exigent aussi HttpOnly. La casse des lettres ne compte pas.</translation>
        </message>
        <message>
            <source>Add what is missing, or choose another name.</source>
            <translation>Ajoutez ce qui manque, ou choisissez un autre nom.</translation>
        </message>
        <message>
            <source>Dropped: value poses as a prefix</source>
            <translation>Rejeté : la valeur imite un préfixe</translation>
        </message>
        <message>
            <source>Sent back, a cookie without a name would look like one with that prefix.</source>
            <translation>Renvoyé, un cookie sans nom ressemblerait à un cookie portant ce préfixe.</translation>
        </message>
        <message>
            <source>Attribute ignored: too large</source>
            <translation>Attribut ignoré : trop volumineux</translation>
        </message>
        <message>
            <source>The value of an attribute may have 1,024 bytes.</source>
            <translation>La valeur d’un attribut peut avoir 1 024 octets.</translation>
        </message>
        <message>
            <source>Shorten it.</source>
            <translation>Raccourcissez-la.</translation>
        </message>
        <message>
            <source>Attribute not known</source>
            <translation>Attribut inconnu</translation>
        </message>
        <message>
            <source>A browser ignores it.</source>
            <translation>Un navigateur l’ignore.</translation>
        </message>
        <message>
            <source>Check the spelling. A value with a semicolon in it must be encoded.</source>
            <translation>Vérifiez l’orthographe. Une valeur contenant un point-virgule doit être encodée.</translation>
        </message>
        <message>
            <source>Path ignored</source>
            <translation>Path ignoré</translation>
        </message>
        <message>
            <source>It must begin with a slash.</source>
            <translation>Il doit commencer par une barre oblique.</translation>
        </message>
        <message>
            <source>Write Path=/ .</source>
            <translation>Écrivez Path=/ .</translation>
        </message>
        <message>
            <source>Expires ignored</source>
            <translation>Expires ignoré</translation>
        </message>
        <message>
            <source>Without a date that can be read the cookie lives until the browser closes.</source>
            <translation>Sans date lisible, le cookie vit jusqu’à la fermeture du navigateur.</translation>
        </message>
        <message>
            <source>Use Max-Age, or a date like "Sun, 06 Nov 1994 08:49:37 GMT".</source>
            <translation>Utilisez Max-Age, ou une date comme « Sun, 06 Nov 1994 08:49:37 GMT ».</translation>
        </message>
        <message>
            <source>Max-Age ignored</source>
            <translation>Max-Age ignoré</translation>
        </message>
        <message>
            <source>It must be digits, a minus may stand in front.</source>
            <translation>Il doit être fait de chiffres, un signe moins peut les précéder.</translation>
        </message>
        <message>
            <source>Write the seconds as a number.</source>
            <translation>Écrivez les secondes sous forme de nombre.</translation>
        </message>
        <message>
            <source>SameSite ignored</source>
            <translation>SameSite ignoré</translation>
        </message>
        <message>
            <source>Only Strict, Lax and None are known. The default is taken.</source>
            <translation>Seuls Strict, Lax et None sont connus. La valeur par défaut s’applique.</translation>
        </message>
        <message>
            <source>Write one of the three.</source>
            <translation>Écrivez l’un des trois.</translation>
        </message>
        <message>
            <source>Attribute more than once</source>
            <translation>Attribut présent plusieurs fois</translation>
        </message>
        <message>
            <source>Only the last one counts.</source>
            <translation>Seul le dernier compte.</translation>
        </message>
        <message>
            <source>Send it once.</source>
            <translation>Envoyez-le une seule fois.</translation>
        </message>
        <message>
            <source>Too many attributes</source>
            <translation>Trop d’attributs</translation>
        </message>
        <message>
            <source>Only the first 100 were looked at.</source>
            <translation>Seuls les 100 premiers ont été examinés.</translation>
        </message>
        <message>
            <source>Cut to 400 days</source>
            <translation>Réduit à 400 jours</translation>
        </message>
        <message>
            <source>It asks for a longer life than browsers give; they cut it.</source>
            <translation>Il demande une vie plus longue que n’en accordent les navigateurs ; ils la raccourcissent.</translation>
        </message>
        <message>
            <source>Ask for less.</source>
            <translation>Demandez moins.</translation>
        </message>
        <message>
            <source>No name</source>
            <translation>Pas de nom</translation>
        </message>
        <message>
            <source>Browsers store it, servers read it in different ways: some take it for a name.</source>
            <translation>Les navigateurs le stockent, les serveurs le lisent de différentes manières : certains le prennent pour un nom.</translation>
        </message>
        <message>
            <source>Partitioned is an extension</source>
            <translation>Partitioned est une extension</translation>
        </message>
        <message>
            <source>It is not part of RFC 6265bis; browsers that do not know it share the cookie.</source>
            <translation>Il ne fait pas partie de RFC 6265bis ; les navigateurs qui ne le connaissent pas partagent le cookie.</translation>
        </message>
        <message>
            <source>A flag in the place of the cookie</source>
            <translation>Un indicateur à la place du cookie</translation>
        </message>
        <message>
            <source>The first piece is the cookie itself, so this makes one of that name and sets no flag.</source>
            <translation>Le premier élément est le cookie lui-même : celui-ci en crée donc un de ce nom et n’active aucun indicateur.</translation>
        </message>
        <message>
            <source>Put name and value in front.</source>
            <translation>Mettez le nom et la valeur en tête.</translation>
        </message>
        <message>
            <source>No cookies</source>
            <translation>Pas de cookies</translation>
        </message>
        <message>
            <source>The header holds none.</source>
            <translation>L’en-tête n’en contient aucun.</translation>
        </message>
        <message>
            <source>Too many cookies</source>
            <translation>Trop de cookies</translation>
        </message>
        <message>
            <source>Only the first 500 were looked at.</source>
            <translation>Seuls les 500 premiers ont été examinés.</translation>
        </message>
        <message>
            <source>Cookie more than once</source>
            <translation>Cookie présent plusieurs fois</translation>
        </message>
        <message>
            <source>It was set for several paths or domains. Servers differ in which one they take, and an attacker who can set one may win.</source>
            <translation>Il a été défini pour plusieurs chemins ou domaines. Les serveurs diffèrent dans leur choix, et un attaquant qui peut en définir un peut l’emporter.</translation>
        </message>
        <message>
            <source>Use a "__Host-" name, which can be set once only.</source>
            <translation>Utilisez un nom en « __Host- », qui ne peut être défini qu’une fois.</translation>
        </message>
        <message>
            <source>Attribute in a Cookie header</source>
            <translation>Attribut dans un en-tête Cookie</translation>
        </message>
        <message>
            <source>A request carries names and values alone; attributes stand in Set-Cookie.</source>
            <translation>Une requête ne porte que des noms et des valeurs ; les attributs figurent dans Set-Cookie.</translation>
        </message>
        <message>
            <source>If it is a Set-Cookie header, paste it with its name.</source>
            <translation>Si c’est un en-tête Set-Cookie, collez-le avec son nom.</translation>
        </message>
        <message>
            <source>Box of a framework</source>
            <translation>Contenu chiffré d’un framework</translation>
        </message>
        <message>
            <source>The value is encrypted; only the application can read it.</source>
            <translation>La valeur est chiffrée ; seule l’application peut la lire.</translation>
        </message>
        <message>
            <source>Signed, not encrypted</source>
            <translation>Signé, pas chiffré</translation>
        </message>
        <message>
            <source>Whoever holds the cookie can read what is in it; a guessable application key lets them change it.</source>
            <translation>Qui détient le cookie peut lire ce qu’il contient ; une clé d’application facile à deviner lui permet de le modifier.</translation>
        </message>
        <message>
            <source>Keep secrets out of it and the key long and random.</source>
            <translation>N’y mettez pas de secrets, et gardez la clé longue et aléatoire.</translation>
        </message>
        <message>
            <source>Session readable by scripts</source>
            <translation>Session lisible par les scripts</translation>
        </message>
        <message>
            <source>Without HttpOnly a script smuggled into the page can take the session away.</source>
            <translation>Sans HttpOnly, un script glissé dans la page peut emporter la session.</translation>
        </message>
        <message>
            <source>Add HttpOnly.</source>
            <translation>Ajoutez HttpOnly.</translation>
        </message>
        <message>
            <source>Session sent in the clear</source>
            <translation>Session envoyée en clair</translation>
        </message>
        <message>
            <source>Without Secure the browser sends it over plain HTTP too, where everybody on the way reads it.</source>
            <translation>Sans Secure, le navigateur l’envoie aussi par HTTP simple, où tout le monde sur le trajet la lit.</translation>
        </message>
        <message>
            <source>SameSite not set</source>
            <translation>SameSite non défini</translation>
        </message>
        <message>
            <source>The default protects in some browsers only, and not in the first two minutes.</source>
            <translation>La valeur par défaut ne protège que dans certains navigateurs, et pas pendant les deux premières minutes.</translation>
        </message>
        <message>
            <source>Add SameSite=Lax or Strict.</source>
            <translation>Ajoutez SameSite=Lax ou Strict.</translation>
        </message>
        <message>
            <source>Session sent from other sites</source>
            <translation>Session envoyée depuis d’autres sites</translation>
        </message>
        <message>
            <source>With SameSite=None a page of another site can act in the person's name.</source>
            <translation>Avec SameSite=None, une page d’un autre site peut agir au nom de la personne.</translation>
        </message>
        <message>
            <source>Use Lax or Strict, or protect every form against forged requests.</source>
            <translation>Utilisez Lax ou Strict, ou protégez chaque formulaire contre les requêtes falsifiées.</translation>
        </message>
        <message>
            <source>No prefix</source>
            <translation>Pas de préfixe</translation>
        </message>
        <message>
            <source>A neighbouring host can set a cookie of this name for yours.</source>
            <translation>Un hôte voisin peut définir un cookie de ce nom pour le vôtre.</translation>
        </message>
        <message>
            <source>Call it "__Host-…", with Secure, Path=/ and no Domain.</source>
            <translation>Nommez-le « __Host-… », avec Secure, Path=/ et sans Domain.</translation>
        </message>
        <message>
            <source>Session shared with all hosts below</source>
            <translation>Session partagée avec tous les hôtes inférieurs</translation>
        </message>
        <message>
            <source>With Domain the weakest of these hosts decides how safe the session is.</source>
            <translation>Avec Domain, le plus faible de ces hôtes détermine la sécurité de la session.</translation>
        </message>
        <message>
            <source>Leave Domain out.</source>
            <translation>Omettez Domain.</translation>
        </message>
        <message>
            <source>Default name of a framework</source>
            <translation>Nom par défaut d’un framework</translation>
        </message>
        <message>
            <source>It tells what runs there, and so what to try.</source>
            <translation>Il révèle ce qui tourne là, et donc ce qu’il faut essayer.</translation>
        </message>
        <message>
            <source>Give it a name of its own.</source>
            <translation>Donnez-lui un nom à lui.</translation>
        </message>
        <message>
            <source>Session id too short</source>
            <translation>ID de session trop court</translation>
        </message>
        <message>
            <source>With less than 64 bits it can be guessed by trying.</source>
            <translation>Avec moins de 64 bits, il peut être deviné par essais.</translation>
        </message>
        <message>
            <source>Use at least 128 bits of a random generator made for secrets.</source>
            <translation>Utilisez au moins 128 bits d’un générateur aléatoire conçu pour les secrets.</translation>
        </message>
        <message>
            <source>Session id guessable</source>
            <translation>ID de session devinable</translation>
        </message>
        <message>
            <source>It is not made by chance.</source>
            <translation>Il n’est pas tiré au hasard.</translation>
        </message>
        <message>
            <source>Same session before and after signing in</source>
            <translation>Même session avant et après la connexion</translation>
        </message>
        <message>
            <source>Whoever planted the id beforehand is signed in with it now (session fixation).</source>
            <translation>Quiconque a implanté l’ID auparavant est maintenant connecté avec lui (session fixation).</translation>
        </message>
        <message>
            <source>Make a new id at sign-in and forget the old one.</source>
            <translation>Créez un nouvel ID à la connexion et oubliez l’ancien.</translation>
        </message>
        <message>
            <source>Nothing to compare</source>
            <translation>Rien à comparer</translation>
        </message>
        <message>
            <source>Session fixation shows only where both sides hold a session.</source>
            <translation>La fixation de session ne se voit que là où les deux côtés ont une session.</translation>
        </message>
        <message>
            <source>Paste the headers with Cookie or Set-Cookie of both.</source>
            <translation>Collez les en-têtes des deux, avec Cookie ou Set-Cookie.</translation>
        </message>
        <message>
            <source>Basic authentication</source>
            <translation>Authentification Basic</translation>
        </message>
        <message>
            <source>Name and password go out with every request, encoded but not encrypted, and cannot be withdrawn without changing the password.</source>
            <translation>Le nom et le mot de passe partent avec chaque requête, encodés mais non chiffrés, et ne peuvent pas être retirés sans changer le mot de passe.</translation>
        </message>
        <message>
            <source>Use a token. If it must be Basic, over HTTPS alone.</source>
            <translation>Utilisez un jeton. Si Basic est inévitable, uniquement par HTTPS.</translation>
        </message>
        <message>
            <source>Basic credentials cannot be read</source>
            <translation>Identifiants Basic illisibles</translation>
        </message>
        <message>
            <source>They must be name, colon and password in base64.</source>
            <translation>Ce doit être un nom, un deux-points et un mot de passe en base64.</translation>
        </message>
        <message>
            <source>Encode them again.</source>
            <translation>Encodez-les à nouveau.</translation>
        </message>
        <message>
            <source>Bound to a key</source>
            <translation>Lié à une clé</translation>
        </message>
        <message>
            <source>The token works only with a DPoP header beside it, signed with the client's key.</source>
            <translation>Le jeton ne fonctionne qu’accompagné d’un en-tête DPoP signé avec la clé du client.</translation>
        </message>
        <message>
            <source>No scheme</source>
            <translation>Pas de schéma</translation>
        </message>
        <message>
            <source>The first word must say what follows: Bearer, Basic, DPoP.</source>
            <translation>Le premier mot doit dire ce qui suit : Bearer, Basic, DPoP.</translation>
        </message>
        <message>
            <source>Put "Bearer" in front.</source>
            <translation>Mettez « Bearer » devant.</translation>
        </message>
        <message>
            <source>White space inside the token</source>
            <translation>Espaces dans le jeton</translation>
        </message>
        <message>
            <source>A server must refuse it.</source>
            <translation>Un serveur doit le refuser.</translation>
        </message>
        <message>
            <source>Copy the token without line breaks.</source>
            <translation>Copiez le jeton sans sauts de ligne.</translation>
        </message>
        <message>
            <source>Authorization more than once</source>
            <translation>Authorization présent plusieurs fois</translation>
        </message>
        <message>
            <source>Proxies and servers differ in which one they take.</source>
            <translation>Les proxies et les serveurs diffèrent dans leur choix.</translation>
        </message>
        <message>
            <source>Secret in Referer</source>
            <translation>Secret dans Referer</translation>
        </message>
        <message>
            <source>The browser told another page the address with a code or token in it.</source>
            <translation>Le navigateur a révélé à une autre page l’adresse contenant un code ou un jeton.</translation>
        </message>
        <message>
            <source>Send Referrer-Policy: no-referrer, and keep tokens out of addresses.</source>
            <translation>Envoyez Referrer-Policy: no-referrer, et laissez les jetons hors des adresses.</translation>
        </message>
        <message>
            <source>Secret in Location</source>
            <translation>Secret dans Location</translation>
        </message>
        <message>
            <source>The answer sends the browser to an address with a code or token in it.</source>
            <translation>La réponse envoie le navigateur à une adresse contenant un code ou un jeton.</translation>
        </message>
        <message>
            <source>Only a code may travel so, with PKCE.</source>
            <translation>Seul un code peut voyager ainsi, avec PKCE.</translation>
        </message>
        <message>
            <source>No HSTS</source>
            <translation>Pas de HSTS</translation>
        </message>
        <message>
            <source>Without Strict-Transport-Security the first request of the next visit may go over plain HTTP, and the session with it.</source>
            <translation>Sans Strict-Transport-Security, la première requête de la prochaine visite peut passer par HTTP simple, et la session avec elle.</translation>
        </message>
        <message>
            <source>Send Strict-Transport-Security: max-age=31536000.</source>
            <translation>Envoyez Strict-Transport-Security: max-age=31536000.</translation>
        </message>
        <message>
            <source>May be kept in a cache</source>
            <translation>Peut être gardé dans un cache</translation>
        </message>
        <message>
            <source>An answer with a session or a token in it must not be stored on the way.</source>
            <translation>Une réponse contenant une session ou un jeton ne doit pas être stockée en route.</translation>
        </message>
        <message>
            <source>Send Cache-Control: no-store.</source>
            <translation>Envoyez Cache-Control: no-store.</translation>
        </message>
        <message>
            <source>Header over several lines</source>
            <translation>En-tête sur plusieurs lignes</translation>
        </message>
        <message>
            <source>Lines that continue a header are given up; servers must refuse or join them.</source>
            <translation>Les lignes de suite d’un en-tête sont abandonnées ; les serveurs doivent les refuser ou les réunir.</translation>
        </message>
        <message>
            <source>Write it in one line.</source>
            <translation>Écrivez-le sur une seule ligne.</translation>
        </message>
        <message>
            <source>Line that is no header</source>
            <translation>Ligne qui n’est pas un en-tête</translation>
        </message>
        <message>
            <source>It was not read.</source>
            <translation>Elle n’a pas été lue.</translation>
        </message>
        <message>
            <source>A header is a name, a colon and a value.</source>
            <translation>Un en-tête est un nom, un deux-points et une valeur.</translation>
        </message>
        <message>
            <source>Too many headers</source>
            <translation>Trop d’en-têtes</translation>
        </message>
        <message>
            <source>Nothing of it was read.</source>
            <translation>Rien n’en a été lu.</translation>
        </message>
        <message>
            <source>Paste one request or answer.</source>
            <translation>Collez une seule requête ou réponse.</translation>
        </message>
        <message>
            <source>The server refused the token</source>
            <translation>Le serveur a refusé le jeton</translation>
        </message>
        <message>
            <source>The API did not accept what was sent.</source>
            <translation>L’API n’a pas accepté ce qui a été envoyé.</translation>
        </message>
        <message>
            <source>Do as the error says.</source>
            <translation>Faites ce que dit l’erreur.</translation>
        </message>
        <message>
            <source>Challenge cannot be read</source>
            <translation>Challenge illisible</translation>
        </message>
        <message>
            <source>WWW-Authenticate does not follow its grammar.</source>
            <translation>WWW-Authenticate ne suit pas sa grammaire.</translation>
        </message>
        <message>
            <source>The server must mend it.</source>
            <translation>C’est au serveur de corriger cela.</translation>
        </message>
        <message>
            <source>Challenge with a parameter twice</source>
            <translation>Challenge avec un paramètre en double</translation>
        </message>
        <message>
            <source>It cannot be told which one counts.</source>
            <translation>Il est impossible de savoir lequel compte.</translation>
        </message>
        <message>
            <source>Challenge too large</source>
            <translation>Challenge trop volumineux</translation>
        </message>
        <message>
            <source>No token type</source>
            <translation>Pas de type de jeton</translation>
        </message>
        <message>
            <source>"token_type" is required; without it a client must not use the access token.</source>
            <translation>« token_type » est obligatoire ; sans lui, un client ne doit pas utiliser le jeton d’accès.</translation>
        </message>
        <message>
            <source>The server must send "token_type":"Bearer".</source>
            <translation>Le serveur doit envoyer "token_type":"Bearer".</translation>
        </message>
        <message>
            <source>Life is not a number</source>
            <translation>La durée de vie n’est pas un nombre</translation>
        </message>
        <message>
            <source>"expires_in" must be a JSON number; strict clients ignore or refuse text.</source>
            <translation>« expires_in » doit être un nombre JSON ; les clients stricts ignorent ou refusent du texte.</translation>
        </message>
        <message>
            <source>The server must send a number.</source>
            <translation>Le serveur doit envoyer un nombre.</translation>
        </message>
        <message>
            <source>Life not said</source>
            <translation>Durée de vie non indiquée</translation>
        </message>
        <message>
            <source>The client learns only by a refused request that the token is over.</source>
            <translation>Le client n’apprend que par une requête refusée que le jeton est périmé.</translation>
        </message>
        <message>
            <source>The server should send "expires_in".</source>
            <translation>Le serveur devrait envoyer « expires_in ».</translation>
        </message>
        <message>
            <source>Refresh token is a JWT</source>
            <translation>Le jeton d’actualisation est un JWT</translation>
        </message>
        <message>
            <source>It can be read by everybody who holds it and is hard to withdraw; clients must not look into it.</source>
            <translation>Quiconque le détient peut le lire, et il est difficile à retirer ; les clients ne doivent pas regarder dedans.</translation>
        </message>
        <message>
            <source>Prefer refresh tokens of pure chance.</source>
            <translation>Préférez des jetons d’actualisation purement aléatoires.</translation>
        </message>
        <message>
            <source>ID token is no JWT</source>
            <translation>Le jeton d’ID n’est pas un JWT</translation>
        </message>
        <message>
            <source>An ID token is always a signed JWT, encrypted or not.</source>
            <translation>Un jeton d’ID est toujours un JWT signé, chiffré ou non.</translation>
        </message>
        <message>
            <source>Empty token</source>
            <translation>Jeton vide</translation>
        </message>
        <message>
            <source>A token of no characters opens nothing.</source>
            <translation>Un jeton sans caractères n’ouvre rien.</translation>
        </message>
        <message>
            <source>The server answered with an error</source>
            <translation>Le serveur a répondu par une erreur</translation>
        </message>
        <message>
            <source>There is no token in it.</source>
            <translation>Elle ne contient pas de jeton.</translation>
        </message>
        <message>
            <source>Read "error_description", if there is one.</source>
            <translation>Lisez « error_description », s’il y en a un.</translation>
        </message>
        <message>
            <source>Too large</source>
            <translation>Trop volumineux</translation>
        </message>
        <message>
            <source>It is larger than any token this program reads.</source>
            <translation>Il est plus grand que tout jeton lu par ce programme.</translation>
        </message>
        <message>
            <source>Check that this is one token.</source>
            <translation>Vérifiez qu’il s’agit d’un seul jeton.</translation>
        </message>
        <message>
            <source>Wrong number of parts</source>
            <translation>Nombre de parties incorrect</translation>
        </message>
        <message>
            <source>A signed token has three parts with a dot between them, none of them empty.</source>
            <translation>Un jeton signé a trois parties séparées par un point, dont aucune n’est vide.</translation>
        </message>
        <message>
            <source>Copy the whole token, the part after the last dot included.</source>
            <translation>Copiez le jeton entier, y compris la partie après le dernier point.</translation>
        </message>
        <message>
            <source>Unreadable header</source>
            <translation>En-tête illisible</translation>
        </message>
        <message>
            <source>The first part looks like the header of a token and is not a JSON object in base64url.</source>
            <translation>La première partie ressemble à l’en-tête d’un jeton et n’est pas un objet JSON en base64url.</translation>
        </message>
        <message>
            <source>Copy the whole token.</source>
            <translation>Copiez le jeton entier.</translation>
        </message>
        <message>
            <source>No algorithm named</source>
            <translation>Aucun algorithme nommé</translation>
        </message>
        <message>
            <source>Without a name in "alg" nobody can check the signature.</source>
            <translation>Sans nom dans « alg », personne ne peut vérifier la signature.</translation>
        </message>
        <message>
            <source>The issuer must name its algorithm.</source>
            <translation>L’émetteur doit nommer son algorithme.</translation>
        </message>
        <message>
            <source>Unusable key id</source>
            <translation>ID de clé inutilisable</translation>
        </message>
        <message>
            <source>"kid" must be a string of at most 256 bytes.</source>
            <translation>« kid » doit être une chaîne de 256 octets au plus.</translation>
        </message>
        <message>
            <source>The issuer must mend its key id.</source>
            <translation>C’est à l’émetteur de corriger son ID de clé.</translation>
        </message>
        <message>
            <source>Critical header not understood</source>
            <translation>En-tête critique non compris</translation>
        </message>
        <message>
            <source>"crit" names what a reader must understand; it is malformed or names what this program does not know.</source>
            <translation>« crit » nomme ce qu’un lecteur doit comprendre ; il est mal formé ou nomme ce que ce programme ne connaît pas.</translation>
        </message>
        <message>
            <source>Leave "crit" out, or use a program that knows the extension.</source>
            <translation>Omettez « crit », ou utilisez un programme qui connaît l’extension.</translation>
        </message>
        <message>
            <source>Unencoded payload</source>
            <translation>Charge utile non encodée</translation>
        </message>
        <message>
            <source>A token with "b64": false is no JWT.</source>
            <translation>Un jeton avec "b64": false n’est pas un JWT.</translation>
        </message>
        <message>
            <source>Encode the payload.</source>
            <translation>Encodez la charge utile.</translation>
        </message>
        <message>
            <source>Payload not fit for this form</source>
            <translation>Charge utile inadaptée à cette forme</translation>
        </message>
        <message>
            <source>A payload that is not base64url must be printable ASCII without a dot to stand in the middle part.</source>
            <translation>Une charge utile qui n’est pas en base64url doit être en ASCII imprimable sans point pour figurer dans la partie centrale.</translation>
        </message>
        <message>
            <source>Encode the payload, or send it beside the signature.</source>
            <translation>Encodez la charge utile, ou envoyez-la à côté de la signature.</translation>
        </message>
        <message>
            <source>Not the JSON form of a signed token</source>
            <translation>Pas la forme JSON d’un jeton signé</translation>
        </message>
        <message>
            <source>A member is missing or has the wrong type, or the general and the flattened form are mixed.</source>
            <translation>Un membre manque ou a un type incorrect, ou les formes générale et aplatie sont mélangées.</translation>
        </message>
        <message>
            <source>The issuer must choose one form.</source>
            <translation>L’émetteur doit choisir une seule forme.</translation>
        </message>
        <message>
            <source>Too many signatures</source>
            <translation>Trop de signatures</translation>
        </message>
        <message>
            <source>More signatures than any use of this form has; each costs its reader a verification.</source>
            <translation>Plus de signatures que n’en a aucun usage de cette forme ; chacune coûte une vérification à son lecteur.</translation>
        </message>
        <message>
            <source>Sign with fewer keys.</source>
            <translation>Signez avec moins de clés.</translation>
        </message>
        <message>
            <source>Has a payload of its own</source>
            <translation>A sa propre charge utile</translation>
        </message>
        <message>
            <source>A payload from elsewhere was given for a signature that already carries one.</source>
            <translation>Une charge utile externe a été donnée pour une signature qui en porte déjà une.</translation>
        </message>
        <message>
            <source>Verify it without the other payload.</source>
            <translation>Vérifiez-le sans l’autre charge utile.</translation>
        </message>
        <message>
            <source>The payload is no set of claims</source>
            <translation>La charge utile n’est pas un ensemble de claims</translation>
        </message>
        <message>
            <source>It is signed content of another kind, not a JSON Web Token.</source>
            <translation>C’est un contenu signé d’un autre type, pas un JSON Web Token.</translation>
        </message>
        <message>
            <source>Not base64url</source>
            <translation>Pas du base64url</translation>
        </message>
        <message>
            <source>A part holds a character outside A–Z, a–z, 0–9, - and _. A strict reader refuses it.</source>
            <translation>Une partie contient un caractère hors de A–Z, a–z, 0–9, - et _. Un lecteur strict la refuse.</translation>
        </message>
        <message>
            <source>Encode without padding, white space, + and /.</source>
            <translation>Encodez sans remplissage, espaces, + ni /.</translation>
        </message>
        <message>
            <source>Cut off</source>
            <translation>Tronqué</translation>
        </message>
        <message>
            <source>A part has a length that no base64url text has.</source>
            <translation>Une partie a une longueur qu’aucun texte base64url ne peut avoir.</translation>
        </message>
        <message>
            <source>Left-over bits</source>
            <translation>Bits restants</translation>
        </message>
        <message>
            <source>The last character of a part carries bits that mean nothing: two texts for one token.</source>
            <translation>Le dernier caractère d’une partie porte des bits qui ne signifient rien : deux textes pour un même jeton.</translation>
        </message>
        <message>
            <source>Encode canonically.</source>
            <translation>Encodez sous forme canonique.</translation>
        </message>
        <message>
            <source>A name comes twice</source>
            <translation>Un nom apparaît deux fois</translation>
        </message>
        <message>
            <source>Two readers may take different values for it, and one of them be deceived. What is shown is the last value.</source>
            <translation>Deux lecteurs peuvent en retenir des valeurs différentes, et l’un d’eux être trompé. La valeur affichée est la dernière.</translation>
        </message>
        <message>
            <source>The issuer must send each name once.</source>
            <translation>L’émetteur doit envoyer chaque nom une seule fois.</translation>
        </message>
        <message>
            <source>Not strict JSON</source>
            <translation>JSON non strict</translation>
        </message>
        <message>
            <source>A strict reader refuses this text.</source>
            <translation>Un lecteur strict refuse ce texte.</translation>
        </message>
        <message>
            <source>The issuer must send JSON as RFC 8259 has it.</source>
            <translation>L’émetteur doit envoyer du JSON conforme à la RFC 8259.</translation>
        </message>
        <message>
            <source>Not UTF-8</source>
            <translation>Pas en UTF-8</translation>
        </message>
        <message>
            <source>JSON of a token must be UTF-8.</source>
            <translation>Le JSON d’un jeton doit être en UTF-8.</translation>
        </message>
        <message>
            <source>Encode as UTF-8.</source>
            <translation>Encodez en UTF-8.</translation>
        </message>
        <message>
            <source>Nested too deeply</source>
            <translation>Imbrication trop profonde</translation>
        </message>
        <message>
            <source>Readers bound the depth to stay alive.</source>
            <translation>Les lecteurs limitent la profondeur pour rester en vie.</translation>
        </message>
        <message>
            <source>Flatten the claims.</source>
            <translation>Aplatissez les claims.</translation>
        </message>
        <message>
            <source>Not signed</source>
            <translation>Non signé</translation>
        </message>
        <message>
            <source>"none" means that anybody can have written this token. It proves nothing.</source>
            <translation>« none » signifie que n’importe qui peut avoir écrit ce jeton. Il ne prouve rien.</translation>
        </message>
        <message>
            <source>Ask for a signed token, and never accept "none".</source>
            <translation>Demandez un jeton signé, et n’acceptez jamais « none ».</translation>
        </message>
        <message>
            <source>Unknown algorithm</source>
            <translation>Algorithme inconnu</translation>
        </message>
        <message>
            <source>The name is not in this program's table (names count with case), so nothing can be checked.</source>
            <translation>Le nom n’est pas dans la table de ce programme (la casse des noms compte), rien ne peut donc être vérifié.</translation>
        </message>
        <message>
            <source>Use RS256, PS256, ES256 or Ed25519.</source>
            <translation>Utilisez RS256, PS256, ES256 ou Ed25519.</translation>
        </message>
        <message>
            <source>Signed with a shared secret</source>
            <translation>Signé avec un secret partagé</translation>
        </message>
        <message>
            <source>Whoever can check this signature can also make one.</source>
            <translation>Quiconque peut vérifier cette signature peut aussi en créer une.</translation>
        </message>
        <message>
            <source>Between different parties use an asymmetric algorithm.</source>
            <translation>Entre parties différentes, utilisez un algorithme asymétrique.</translation>
        </message>
        <message>
            <source>The token brings its own key</source>
            <translation>Le jeton apporte sa propre clé</translation>
        </message>
        <message>
            <source>A key or an address inside a token is chosen by whoever wrote the token. This program does not follow it.</source>
            <translation>Une clé ou une adresse dans un jeton est choisie par celui qui a écrit le jeton. Ce programme ne la suit pas.</translation>
        </message>
        <message>
            <source>Take keys from the issuer's key set only.</source>
            <translation>Ne prenez les clés que dans le jeu de clés de l’émetteur.</translation>
        </message>
        <message>
            <source>Signature does not fit</source>
            <translation>La signature ne correspond pas</translation>
        </message>
        <message>
            <source>The token was changed, or another key made the signature.</source>
            <translation>Le jeton a été modifié, ou une autre clé a fait la signature.</translation>
        </message>
        <message>
            <source>Check that the key source belongs to the issuer, and that the token is complete.</source>
            <translation>Vérifiez que la source de la clé appartient à l’émetteur, et que le jeton est complet.</translation>
        </message>
        <message>
            <source>No key of that id</source>
            <translation>Aucune clé avec cet ID</translation>
        </message>
        <message>
            <source>The key set holds no key with the token's "kid": it may have been replaced, or the token is from elsewhere.</source>
            <translation>Le jeu de clés ne contient aucune clé avec le « kid » du jeton : elle a peut-être été remplacée, ou le jeton vient d’ailleurs.</translation>
        </message>
        <message>
            <source>Load the issuer's current key set.</source>
            <translation>Chargez le jeu de clés actuel de l’émetteur.</translation>
        </message>
        <message>
            <source>No fitting key</source>
            <translation>Aucune clé adaptée</translation>
        </message>
        <message>
            <source>No key of the set fits the token's algorithm.</source>
            <translation>Aucune clé du jeu ne convient à l’algorithme du jeton.</translation>
        </message>
        <message>
            <source>Key id used twice</source>
            <translation>ID de clé utilisé deux fois</translation>
        </message>
        <message>
            <source>Two keys of one kind carry the same id: which one is meant cannot be known.</source>
            <translation>Deux clés du même type portent le même ID : impossible de savoir laquelle est visée.</translation>
        </message>
        <message>
            <source>The issuer must give each key its own id.</source>
            <translation>L’émetteur doit donner à chaque clé son propre ID.</translation>
        </message>
        <message>
            <source>Weak key</source>
            <translation>Clé faible</translation>
        </message>
        <message>
            <source>The key is shorter than its algorithm asks for.</source>
            <translation>La clé est plus courte que son algorithme ne l’exige.</translation>
        </message>
        <message>
            <source>Use RSA with 2048 bits or more; a secret at least as long as the hash.</source>
            <translation>Utilisez RSA avec 2048 bits ou plus ; un secret au moins aussi long que le hachage.</translation>
        </message>
        <message>
            <source>Wrong kind of key</source>
            <translation>Mauvais type de clé</translation>
        </message>
        <message>
            <source>The algorithm of the token does not belong to this kind of key. Taking a public key for a secret is an old attack.</source>
            <translation>L’algorithme du jeton ne va pas avec ce type de clé. Prendre une clé publique pour un secret est une vieille attaque.</translation>
        </message>
        <message>
            <source>Use the key the issuer signs with.</source>
            <translation>Utilisez la clé avec laquelle l’émetteur signe.</translation>
        </message>
        <message>
            <source>Wrong curve</source>
            <translation>Mauvaise courbe</translation>
        </message>
        <message>
            <source>The key's curve does not belong to the token's algorithm.</source>
            <translation>La courbe de la clé ne va pas avec l’algorithme du jeton.</translation>
        </message>
        <message>
            <source>Key is for another algorithm</source>
            <translation>Clé pour un autre algorithme</translation>
        </message>
        <message>
            <source>The key says which algorithm it is for, and it is not the token's.</source>
            <translation>La clé dit à quel algorithme elle est destinée, et ce n’est pas celui du jeton.</translation>
        </message>
        <message>
            <source>Key is not for signatures</source>
            <translation>Clé non destinée aux signatures</translation>
        </message>
        <message>
            <source>The key says that it is for something else.</source>
            <translation>La clé dit qu’elle est destinée à autre chose.</translation>
        </message>
        <message>
            <source>Weak exponent</source>
            <translation>Exposant faible</translation>
        </message>
        <message>
            <source>With this exponent anybody can make signatures, or OpenSSL would take them for good.</source>
            <translation>Avec cet exposant, n’importe qui peut faire des signatures, ou OpenSSL les tiendrait pour bonnes.</translation>
        </message>
        <message>
            <source>Use an RSA key with the exponent 65537.</source>
            <translation>Utilisez une clé RSA avec l’exposant 65537.</translation>
        </message>
        <message>
            <source>Key too large</source>
            <translation>Clé trop grande</translation>
        </message>
        <message>
            <source>A number of this size would keep its reader busy for nothing.</source>
            <translation>Un nombre de cette taille occuperait son lecteur pour rien.</translation>
        </message>
        <message>
            <source>Use RSA with at most 8192 bits.</source>
            <translation>Utilisez RSA avec 8192 bits au plus.</translation>
        </message>
        <message>
            <source>Point not on the curve</source>
            <translation>Point hors de la courbe</translation>
        </message>
        <message>
            <source>The key's coordinates are no point of its curve. Such keys are sent to steal other keys.</source>
            <translation>Les coordonnées de la clé ne sont pas un point de sa courbe. De telles clés sont envoyées pour voler d’autres clés.</translation>
        </message>
        <message>
            <source>The issuer must publish the right key.</source>
            <translation>L’émetteur doit publier la bonne clé.</translation>
        </message>
        <message>
            <source>Two halves of different keys</source>
            <translation>Deux moitiés de clés différentes</translation>
        </message>
        <message>
            <source>The private part does not belong to the public one; a signature could give it away.</source>
            <translation>La partie privée ne va pas avec la partie publique ; une signature pourrait la trahir.</translation>
        </message>
        <message>
            <source>Export the key anew.</source>
            <translation>Exportez la clé à nouveau.</translation>
        </message>
        <message>
            <source>Kind of key not used</source>
            <translation>Type de clé non utilisé</translation>
        </message>
        <message>
            <source>JOSE has no algorithm for this kind of key or curve that this program knows.</source>
            <translation>JOSE n’a, pour ce type de clé ou cette courbe, aucun algorithme connu de ce programme.</translation>
        </message>
        <message>
            <source>Use RSA, P-256, P-384, P-521, Ed25519 or X25519.</source>
            <translation>Utilisez RSA, P-256, P-384, P-521, Ed25519 ou X25519.</translation>
        </message>
        <message>
            <source>Only the public half</source>
            <translation>Seulement la moitié publique</translation>
        </message>
        <message>
            <source>Signing and decrypting need the private half of the key.</source>
            <translation>Signer et déchiffrer demandent la moitié privée de la clé.</translation>
        </message>
        <message>
            <source>Name the private key.</source>
            <translation>Nommez la clé privée.</translation>
        </message>
        <message>
            <source>Broken algorithm</source>
            <translation>Algorithme cassé</translation>
        </message>
        <message>
            <source>This way of encrypting a key has been broken again and again, and is never done here.</source>
            <translation>Cette manière de chiffrer une clé a été cassée encore et encore, et n’est jamais employée ici.</translation>
        </message>
        <message>
            <source>Use RSA-OAEP-256 or ECDH-ES.</source>
            <translation>Utilisez RSA-OAEP-256 ou ECDH-ES.</translation>
        </message>
        <message>
            <source>Unknown kind of key</source>
            <translation>Type de clé inconnu</translation>
        </message>
        <message>
            <source>"kty" must be RSA, EC, OKP or oct.</source>
            <translation>« kty » doit être RSA, EC, OKP ou oct.</translation>
        </message>
        <message>
            <source>Check that this is a JSON Web Key.</source>
            <translation>Vérifiez qu’il s’agit d’une JSON Web Key.</translation>
        </message>
        <message>
            <source>Unknown curve</source>
            <translation>Courbe inconnue</translation>
        </message>
        <message>
            <source>"crv" is missing or names a curve that is not used.</source>
            <translation>« crv » manque ou nomme une courbe qui n’est pas utilisée.</translation>
        </message>
        <message>
            <source>Use P-256, P-384, P-521, Ed25519 or X25519.</source>
            <translation>Utilisez P-256, P-384, P-521, Ed25519 ou X25519.</translation>
        </message>
        <message>
            <source>Key not well made</source>
            <translation>Clé mal formée</translation>
        </message>
        <message>
            <source>A member is missing, has the wrong type or the wrong length.</source>
            <translation>Un membre manque, ou a un type ou une longueur incorrects.</translation>
        </message>
        <message>
            <source>Key not in base64url</source>
            <translation>Clé pas en base64url</translation>
        </message>
        <message>
            <source>A number of the key holds a character outside A–Z, a–z, 0–9, - and _.</source>
            <translation>Un nombre de la clé contient un caractère hors de A–Z, a–z, 0–9, - et _.</translation>
        </message>
        <message>
            <source>Private key in a public set</source>
            <translation>Clé privée dans un jeu public</translation>
        </message>
        <message>
            <source>Everybody can sign with a key whose private half is published.</source>
            <translation>N’importe qui peut signer avec une clé dont la moitié privée est publiée.</translation>
        </message>
        <message>
            <source>The issuer must withdraw this key at once and publish a new one.</source>
            <translation>L’émetteur doit retirer cette clé immédiatement et en publier une nouvelle.</translation>
        </message>
        <message>
            <source>Not a key set</source>
            <translation>Pas un jeu de clés</translation>
        </message>
        <message>
            <source>A key set has a member "keys", an array of objects.</source>
            <translation>Un jeu de clés a un membre « keys », un tableau d’objets.</translation>
        </message>
        <message>
            <source>Check the address or the file.</source>
            <translation>Vérifiez l’adresse ou le fichier.</translation>
        </message>
        <message>
            <source>No usable key</source>
            <translation>Aucune clé utilisable</translation>
        </message>
        <message>
            <source>The key set holds no key that can be used.</source>
            <translation>Le jeu de clés ne contient aucune clé utilisable.</translation>
        </message>
        <message>
            <source>Too many keys</source>
            <translation>Trop de clés</translation>
        </message>
        <message>
            <source>More than 100 keys are not read.</source>
            <translation>Au-delà de 100 clés, le jeu n’est pas lu.</translation>
        </message>
        <message>
            <source>Check that this is one issuer's key set.</source>
            <translation>Vérifiez qu’il s’agit du jeu de clés d’un seul émetteur.</translation>
        </message>
        <message>
            <source>Unreadable key file</source>
            <translation>Fichier de clé illisible</translation>
        </message>
        <message>
            <source>It is neither a key nor a certificate in PEM, or it is locked with a passphrase.</source>
            <translation>Ce n’est ni une clé ni un certificat au format PEM, ou il est protégé par une phrase de passe.</translation>
        </message>
        <message>
            <source>Name a PEM file without a passphrase, or a JWK.</source>
            <translation>Nommez un fichier PEM sans phrase de passe, ou une JWK.</translation>
        </message>
        <message>
            <source>Encrypted</source>
            <translation>Chiffré</translation>
        </message>
        <message>
            <source>The content can be read only with the key of the one it was made for.</source>
            <translation>Le contenu n’est lisible qu’avec la clé du destinataire pour lequel il a été créé.</translation>
        </message>
        <message>
            <source>RSA1_5</source>
            <translation>RSA1_5</translation>
        </message>
        <message>
            <source>This way of encrypting a key has been broken again and again.</source>
            <translation>Cette manière de chiffrer une clé a été cassée encore et encore.</translation>
        </message>
        <message>
            <source>An encrypted token has five parts with a dot between them.</source>
            <translation>Un jeton chiffré a cinq parties séparées par un point.</translation>
        </message>
        <message>
            <source>The header of the encrypted token is empty, or a member in it has the wrong type.</source>
            <translation>L’en-tête du jeton chiffré est vide, ou un de ses membres a un type incorrect.</translation>
        </message>
        <message>
            <source>The issuer must mend the header.</source>
            <translation>C’est à l’émetteur de corriger l’en-tête.</translation>
        </message>
        <message>
            <source>Without a name in "alg" nobody knows how the key reaches the reader.</source>
            <translation>Sans nom dans « alg », personne ne sait comment la clé parvient au lecteur.</translation>
        </message>
        <message>
            <source>No encryption named</source>
            <translation>Aucun chiffrement nommé</translation>
        </message>
        <message>
            <source>Without a name in "enc" nobody knows how the content is encrypted.</source>
            <translation>Sans nom dans « enc », personne ne sait comment le contenu est chiffré.</translation>
        </message>
        <message>
            <source>The issuer must name its encryption.</source>
            <translation>L’émetteur doit nommer son chiffrement.</translation>
        </message>
        <message>
            <source>Unusable compression</source>
            <translation>Compression inutilisable</translation>
        </message>
        <message>
            <source>"zip" may only say "DEF", and only in the protected header, where nobody can change it.</source>
            <translation>« zip » ne peut dire que « DEF », et seulement dans l’en-tête protégé, où personne ne peut le modifier.</translation>
        </message>
        <message>
            <source>The issuer must not compress, or say so properly.</source>
            <translation>L’émetteur ne doit pas compresser, ou doit l’indiquer correctement.</translation>
        </message>
        <message>
            <source>Not the JSON form of an encrypted token</source>
            <translation>Pas la forme JSON d’un jeton chiffré</translation>
        </message>
        <message>
            <source>Unusable list of recipients</source>
            <translation>Liste de destinataires inutilisable</translation>
        </message>
        <message>
            <source>There are none, too many, or several that cannot share one content: they differ in encryption, or use a key directly.</source>
            <translation>Il n’y en a aucun, trop, ou plusieurs qui ne peuvent pas partager un même contenu : leur chiffrement diffère, ou ils utilisent une clé directement.</translation>
        </message>
        <message>
            <source>Give each recipient a wrapped key and all the same encryption.</source>
            <translation>Donnez à chaque destinataire une clé enveloppée, et à tous le même chiffrement.</translation>
        </message>
        <message>
            <source>A name in two headers</source>
            <translation>Un nom dans deux en-têtes</translation>
        </message>
        <message>
            <source>Protected, unprotected and recipient headers must have no name in common: which one counts could be argued about.</source>
            <translation>Les en-têtes protégé, non protégé et de destinataire ne doivent avoir aucun nom en commun : on pourrait discuter duquel compte.</translation>
        </message>
        <message>
            <source>The issuer must put each name in one place.</source>
            <translation>L’émetteur doit mettre chaque nom à un seul endroit.</translation>
        </message>
        <message>
            <source>The name in "alg" is not in this program's table (names count with case), so nothing can be decrypted.</source>
            <translation>Le nom dans « alg » n’est pas dans la table de ce programme (la casse des noms compte), rien ne peut donc être déchiffré.</translation>
        </message>
        <message>
            <source>Use ECDH-ES+A256KW or RSA-OAEP-256.</source>
            <translation>Utilisez ECDH-ES+A256KW ou RSA-OAEP-256.</translation>
        </message>
        <message>
            <source>Unknown encryption</source>
            <translation>Chiffrement inconnu</translation>
        </message>
        <message>
            <source>The name in "enc" is not in this program's table (names count with case), so nothing can be decrypted.</source>
            <translation>Le nom dans « enc » n’est pas dans la table de ce programme (la casse des noms compte), rien ne peut donc être déchiffré.</translation>
        </message>
        <message>
            <source>Use A256GCM or A256CBC-HS512.</source>
            <translation>Utilisez A256GCM ou A256CBC-HS512.</translation>
        </message>
        <message>
            <source>Algorithm not expected</source>
            <translation>Algorithme inattendu</translation>
        </message>
        <message>
            <source>The token uses an algorithm that the reader has not agreed to.</source>
            <translation>Le jeton utilise un algorithme dont le lecteur n’a pas convenu.</translation>
        </message>
        <message>
            <source>Register the algorithm with the issuer, or use the registered one.</source>
            <translation>Enregistrez l’algorithme auprès de l’émetteur, ou utilisez celui qui est enregistré.</translation>
        </message>
        <message>
            <source>Encrypted with a password</source>
            <translation>Chiffré avec un mot de passe</translation>
        </message>
        <message>
            <source>The token says how much work a guess is, and makes its reader do it. It is only opened where a person asks for that.</source>
            <translation>Le jeton dit combien de travail coûte un essai, et le fait faire à son lecteur. Il n’est ouvert que là où une personne le demande.</translation>
        </message>
        <message>
            <source>Between programs use a key.</source>
            <translation>Entre programmes, utilisez une clé.</translation>
        </message>
        <message>
            <source>Encrypted key missing, or one too many</source>
            <translation>Clé chiffrée manquante, ou une de trop</translation>
        </message>
        <message>
            <source>With "dir" and "ECDH-ES" the second part must be empty, with every other algorithm it must not.</source>
            <translation>Avec « dir » et « ECDH-ES », la deuxième partie doit être vide ; avec tout autre algorithme, elle ne doit pas l’être.</translation>
        </message>
        <message>
            <source>Copy the whole token. If it is whole, the issuer must mend it.</source>
            <translation>Copiez le jeton entier. S’il est entier, c’est à l’émetteur de le corriger.</translation>
        </message>
        <message>
            <source>Unusable ephemeral key</source>
            <translation>Clé éphémère inutilisable</translation>
        </message>
        <message>
            <source>"epk" must be a public key on the curve of the reader's key. A point elsewhere is how the reader's key is stolen.</source>
            <translation>« epk » doit être une clé publique sur la courbe de la clé du lecteur. Un point situé ailleurs sert à voler la clé du lecteur.</translation>
        </message>
        <message>
            <source>The issuer must send a fresh key of the right curve.</source>
            <translation>L’émetteur doit envoyer une nouvelle clé sur la bonne courbe.</translation>
        </message>
        <message>
            <source>Unusable party information</source>
            <translation>Informations de partie inutilisables</translation>
        </message>
        <message>
            <source>"apu" and "apv" must be base64url of at most 512 bytes.</source>
            <translation>« apu » et « apv » doivent être en base64url et avoir 512 octets au plus.</translation>
        </message>
        <message>
            <source>The issuer must shorten or mend them.</source>
            <translation>L’émetteur doit les raccourcir ou les corriger.</translation>
        </message>
        <message>
            <source>Unusable wrapping of the key</source>
            <translation>Enveloppe de la clé inutilisable</translation>
        </message>
        <message>
            <source>"iv" must have 12 bytes and "tag" 16. A shorter tag can be guessed.</source>
            <translation>« iv » doit avoir 12 octets et « tag » 16. Une étiquette plus courte peut être devinée.</translation>
        </message>
        <message>
            <source>The issuer must mend its encryption.</source>
            <translation>C’est à l’émetteur de corriger son chiffrement.</translation>
        </message>
        <message>
            <source>Unusable password parameters</source>
            <translation>Paramètres de mot de passe inutilisables</translation>
        </message>
        <message>
            <source>"p2s" must have 8 bytes or more, and "p2c" must be a number from 1,000 to 1,200,000: fewer rounds are guessed too soon, more keep the reader busy.</source>
            <translation>« p2s » doit avoir 8 octets ou plus, et « p2c » doit être un nombre de 1 000 à 1 200 000 : avec moins d’itérations, il est deviné trop vite ; avec plus, le lecteur est occupé trop longtemps.</translation>
        </message>
        <message>
            <source>Use a salt of 16 bytes and 600,000 rounds.</source>
            <translation>Utilisez un sel de 16 octets et 600 000 itérations.</translation>
        </message>
        <message>
            <source>Does not open</source>
            <translation>Ne s’ouvre pas</translation>
        </message>
        <message>
            <source>The key is not the one it was encrypted for, or the token was changed. Which of both, a reader must not tell.</source>
            <translation>La clé n’est pas celle pour laquelle il a été chiffré, ou le jeton a été modifié. Un lecteur ne doit pas dire lequel des deux.</translation>
        </message>
        <message>
            <source>Check the key, and that the token is complete.</source>
            <translation>Vérifiez la clé, et que le jeton est complet.</translation>
        </message>
        <message>
            <source>Key of the wrong length</source>
            <translation>Clé de mauvaise longueur</translation>
        </message>
        <message>
            <source>A shared key must have exactly the length that its algorithm asks for.</source>
            <translation>Une clé partagée doit avoir exactement la longueur que son algorithme exige.</translation>
        </message>
        <message>
            <source>Use a key of that length.</source>
            <translation>Utilisez une clé de cette longueur.</translation>
        </message>
        <message>
            <source>Too much compressed content</source>
            <translation>Trop de contenu compressé</translation>
        </message>
        <message>
            <source>More than 250 KB come out of a small token: that is how a reader's memory is filled.</source>
            <translation>Plus de 250 Ko sortent d’un petit jeton : c’est ainsi que la mémoire d’un lecteur est remplie.</translation>
        </message>
        <message>
            <source>The issuer must not compress.</source>
            <translation>L’émetteur ne doit pas compresser.</translation>
        </message>
        <message>
            <source>Compressed content is damaged</source>
            <translation>Le contenu compressé est endommagé</translation>
        </message>
        <message>
            <source>What was decrypted is not what DEFLATE makes.</source>
            <translation>Ce qui a été déchiffré n’est pas ce que produit DEFLATE.</translation>
        </message>
        <message>
            <source>The issuer must mend its compression, or leave it out.</source>
            <translation>L’émetteur doit corriger sa compression, ou l’omettre.</translation>
        </message>
        <message>
            <source>Compressed content has no end</source>
            <translation>Le contenu compressé n’a pas de fin</translation>
        </message>
        <message>
            <source>What was decrypted stops before its compressed form ends.</source>
            <translation>Ce qui a été déchiffré s’arrête avant la fin de sa forme compressée.</translation>
        </message>
        <message>
            <source>Bytes after the compressed content</source>
            <translation>Octets après le contenu compressé</translation>
        </message>
        <message>
            <source>Something follows the end of the compressed form.</source>
            <translation>Quelque chose suit la fin de la forme compressée.</translation>
        </message>
        <message>
            <source>Signed and encrypted at once</source>
            <translation>Signé et chiffré à la fois</translation>
        </message>
        <message>
            <source>Three parts make a signed token, and its header names an encryption.</source>
            <translation>Trois parties font un jeton signé, et son en-tête nomme un chiffrement.</translation>
        </message>
        <message>
            <source>The issuer must decide what it is.</source>
            <translation>L’émetteur doit décider ce que c’est.</translation>
        </message>
        <message>
            <source>A token inside a token</source>
            <translation>Un jeton dans un jeton</translation>
        </message>
        <message>
            <source>One signed token inside an encrypted one is read, nothing deeper: each level hides what the next one is.</source>
            <translation>Un jeton signé dans un jeton chiffré est lu, rien de plus profond : chaque niveau cache ce qu’est le suivant.</translation>
        </message>
        <message>
            <source>Sign once, encrypt once.</source>
            <translation>Signez une fois, chiffrez une fois.</translation>
        </message>
        <message>
            <source>Encrypted, not signed</source>
            <translation>Chiffré, pas signé</translation>
        </message>
        <message>
            <source>Anybody who has the public key can have encrypted this. Without a signed token inside, and "cty" saying so, it proves nothing.</source>
            <translation>N’importe qui ayant la clé publique peut avoir chiffré ceci. Sans jeton signé à l’intérieur, et « cty » qui le dit, il ne prouve rien.</translation>
        </message>
        <message>
            <source>Ask for a token that is signed, then encrypted.</source>
            <translation>Demandez un jeton qui est signé, puis chiffré.</translation>
        </message>
        <message>
            <source>Encrypted, but not signed</source>
            <translation>Chiffré, mais pas signé</translation>
        </message>
        <message>
            <source>Whoever has the public key can have written this. Encryption hides it and says nothing about who made it.</source>
            <translation>Quiconque a la clé publique peut avoir écrit ceci. Le chiffrement le cache et ne dit rien de son auteur.</translation>
        </message>
        <message>
            <source>Sign the claims first, then encrypt the signed token.</source>
            <translation>Signez d’abord les claims, puis chiffrez le jeton signé.</translation>
        </message>
        <message>
            <source>The payload is elsewhere</source>
            <translation>La charge utile est ailleurs</translation>
        </message>
        <message>
            <source>The signature is over content that did not come with it, so nothing can be checked here.</source>
            <translation>La signature porte sur un contenu qui ne l’accompagnait pas, rien ne peut donc être vérifié ici.</translation>
        </message>
        <message>
            <source>Bring the payload and the signature together.</source>
            <translation>Réunissez la charge utile et la signature.</translation>
        </message>
        <message>
            <source>Trimmed before reading</source>
            <translation>Nettoyé avant lecture</translation>
        </message>
        <message>
            <source>There was white space, a quote or "Bearer" around the token; a program that gets it so must refuse it.</source>
            <translation>Il y avait des espaces, un guillemet ou « Bearer » autour du jeton ; un programme qui le reçoit ainsi doit le refuser.</translation>
        </message>
        <message>
            <source>Copy the token alone.</source>
            <translation>Copiez le jeton seul.</translation>
        </message>
        <message>
            <source>Nothing to inspect</source>
            <translation>Rien à inspecter</translation>
        </message>
        <message>
            <source>The text is empty.</source>
            <translation>Le texte est vide.</translation>
        </message>
        <message>
            <source>Paste a token.</source>
            <translation>Collez un jeton.</translation>
        </message>
        <message>
            <source>Not recognised</source>
            <translation>Non reconnu</translation>
        </message>
        <message>
            <source>It is no token, header, cookie, command, address or key that Tessera knows.</source>
            <translation>Ce n’est ni un jeton, ni un en-tête, ni un cookie, ni une commande, ni une adresse, ni une clé que Tessera connaît.</translation>
        </message>
        <message>
            <source>Paste one of them, alone.</source>
            <translation>Collez un seul de ces éléments.</translation>
        </message>
        <message>
            <source>Binary data</source>
            <translation>Données binaires</translation>
        </message>
        <message>
            <source>There are bytes in it that no text has.</source>
            <translation>Il contient des octets qu’aucun texte n’a.</translation>
        </message>
        <message>
            <source>Tokens travel as text; paste that.</source>
            <translation>Les jetons circulent sous forme de texte ; collez ce texte.</translation>
        </message>
        <message>
            <source>Several tokens</source>
            <translation>Plusieurs jetons</translation>
        </message>
        <message>
            <source>Each line is a token of its own; together they are none.</source>
            <translation>Chaque ligne est un jeton à part ; ensemble, elles n’en forment aucun.</translation>
        </message>
        <message>
            <source>Paste one, or give the file to "tessera inspect --lines".</source>
            <translation>Collez-en un, ou donnez le fichier à « tessera inspect --lines ».</translation>
        </message>
        <message>
            <source>JSON without a known meaning</source>
            <translation>JSON sans signification connue</translation>
        </message>
        <message>
            <source>It has the members of no token response, JWK, JWK set, JWS or JWE.</source>
            <translation>Il n’a les membres d’aucune réponse de jeton, JWK, jeu de JWK, JWS ou JWE.</translation>
        </message>
        <message>
            <source>Paste the whole answer of the server.</source>
            <translation>Collez la réponse entière du serveur.</translation>
        </message>
        <message>
            <source>Not a JSON object</source>
            <translation>Pas un objet JSON</translation>
        </message>
        <message>
            <source>The text is JSON of another type.</source>
            <translation>Le texte est du JSON d’un autre type.</translation>
        </message>
        <message>
            <source>Paste the whole object, from { to }.</source>
            <translation>Collez l’objet entier, de { à }.</translation>
        </message>
        <message>
            <source>Too much JSON</source>
            <translation>Trop de JSON</translation>
        </message>
        <message>
            <source>Paste the part that matters.</source>
            <translation>Collez la partie qui compte.</translation>
        </message>
        <message>
            <source>More than 100,000 values are not read.</source>
            <translation>Au-delà de 100 000 valeurs, rien n’est lu.</translation>
        </message>
        <message>
            <source>Number out of range</source>
            <translation>Nombre hors limites</translation>
        </message>
        <message>
            <source>No program could hold it exactly.</source>
            <translation>Aucun programme ne pourrait le représenter exactement.</translation>
        </message>
        <message>
            <source>Whoever made it must mend it.</source>
            <translation>C’est à celui qui l’a créé de le corriger.</translation>
        </message>
        <message>
            <source>JSON form</source>
            <translation>Forme JSON</translation>
        </message>
        <message>
            <source>A JWT is always in the compact form; programs that expect a JWT must refuse this.</source>
            <translation>Un JWT est toujours sous forme compacte ; les programmes qui attendent un JWT doivent refuser ceci.</translation>
        </message>
        <message>
            <source>Use the compact form for a JWT.</source>
            <translation>Utilisez la forme compacte pour un JWT.</translation>
        </message>
        <message>
            <source>No claims to compare</source>
            <translation>Pas de claims à comparer</translation>
        </message>
        <message>
            <source>The payload is not a JSON object, or not readable.</source>
            <translation>La charge utile n’est pas un objet JSON, ou n’est pas lisible.</translation>
        </message>
        <message>
            <source>Inspect an ID token.</source>
            <translation>Inspectez un jeton d’ID.</translation>
        </message>
        <message>
            <source>Opaque token</source>
            <translation>Jeton opaque</translation>
        </message>
        <message>
            <source>It has no structure that can be read; only the server that made it knows what it means.</source>
            <translation>Il n’a pas de structure lisible ; seul le serveur qui l’a créé sait ce qu’il signifie.</translation>
        </message>
        <message>
            <source>Ask that server, by introspection.</source>
            <translation>Interrogez ce serveur, par introspection.</translation>
        </message>
        <message>
            <source>PASETO</source>
            <translation>PASETO</translation>
        </message>
        <message>
            <source>A token of another family than JOSE. Tessera knows it by name and does not read it.</source>
            <translation>Un jeton d’une autre famille que JOSE. Tessera le connaît de nom et ne le lit pas.</translation>
        </message>
        <message>
            <source>Macaroon</source>
            <translation>Macaroon</translation>
        </message>
        <message>
            <source>A token whose holder can narrow it by adding conditions. Tessera knows it by name and does not read it.</source>
            <translation>Un jeton que son détenteur peut restreindre en ajoutant des conditions. Tessera le connaît de nom et ne le lit pas.</translation>
        </message>
        <message>
            <source>Not the length or the letters of its kind</source>
            <translation>Ni la longueur ni les lettres de son type</translation>
        </message>
        <message>
            <source>It begins like a token of that maker, but the rest does not fit: it is cut off, too long or made up.</source>
            <translation>Il commence comme un jeton de ce fabricant, mais le reste ne correspond pas : il est tronqué, trop long ou inventé.</translation>
        </message>
        <message>
            <source>Copy it again, whole.</source>
            <translation>Copiez-le à nouveau, en entier.</translation>
        </message>
        <message>
            <source>Checksum wrong</source>
            <translation>Somme de contrôle incorrecte</translation>
        </message>
        <message>
            <source>The last six characters do not fit the others, so the maker never issued it: a letter is wrong, or it is made up.</source>
            <translation>Les six derniers caractères ne vont pas avec les autres, le fabricant ne l’a donc jamais émis : une lettre est fausse, ou il est inventé.</translation>
        </message>
        <message>
            <source>Copy it again.</source>
            <translation>Copiez-le à nouveau.</translation>
        </message>
        <message>
            <source>A name, not a secret</source>
            <translation>Un nom, pas un secret</translation>
        </message>
        <message>
            <source>It says which key or account is meant; without the secret beside it, it opens nothing.</source>
            <translation>Il dit quelle clé ou quel compte est visé ; sans le secret à côté, il n’ouvre rien.</translation>
        </message>
        <message>
            <source>Authorization code in an address</source>
            <translation>Code d’autorisation dans une adresse</translation>
        </message>
        <message>
            <source>Addresses stay in the history of the browser, in logs and in Referer headers. The code is good once and for minutes, and PKCE makes it useless to a thief.</source>
            <translation>Les adresses restent dans l’historique du navigateur, dans les journaux et dans les en-têtes Referer. Le code ne sert qu’une fois et pendant quelques minutes, et PKCE le rend inutile à un voleur.</translation>
        </message>
        <message>
            <source>Redeem it at once, replace the address in the history, and use PKCE.</source>
            <translation>Échangez-le immédiatement, remplacez l’adresse dans l’historique, et utilisez PKCE.</translation>
        </message>
        <message>
            <source>State in an address</source>
            <translation>State dans une adresse</translation>
        </message>
        <message>
            <source>Whoever reads it before it is used up can slip in an answer of another sign-in.</source>
            <translation>Quiconque le lit avant qu’il ne soit consommé peut glisser la réponse d’une autre connexion.</translation>
        </message>
        <message>
            <source>Accept each state once, and bind it to the browser.</source>
            <translation>Acceptez chaque state une seule fois, et liez-le au navigateur.</translation>
        </message>
        <message>
            <source>Access token in an address</source>
            <translation>Jeton d’accès dans une adresse</translation>
        </message>
        <message>
            <source>Addresses stay in the history of the browser, in logs of servers and proxies and in Referer headers, and the token is good for whoever reads it there.</source>
            <translation>Les adresses restent dans l’historique du navigateur, dans les journaux des serveurs et des proxies et dans les en-têtes Referer, et le jeton sert à quiconque l’y lit.</translation>
        </message>
        <message>
            <source>Send it in the Authorization header. Get it with the code flow.</source>
            <translation>Envoyez-le dans l’en-tête Authorization. Obtenez-le avec le flux de code.</translation>
        </message>
        <message>
            <source>Token in an address</source>
            <translation>Jeton dans une adresse</translation>
        </message>
        <message>
            <source>Send it in a header or in the body of a POST.</source>
            <translation>Envoyez-le dans un en-tête ou dans le corps d’un POST.</translation>
        </message>
        <message>
            <source>ID token in an address</source>
            <translation>Jeton d’ID dans une adresse</translation>
        </message>
        <message>
            <source>It tells the history of the browser, logs and other sites who signed in.</source>
            <translation>Il révèle à l’historique du navigateur, aux journaux et à d’autres sites qui s’est connecté.</translation>
        </message>
        <message>
            <source>Get it with the code flow, from the token endpoint.</source>
            <translation>Obtenez-le avec le flux de code, au point de terminaison de jetons.</translation>
        </message>
        <message>
            <source>Refresh token in an address</source>
            <translation>Jeton d’actualisation dans une adresse</translation>
        </message>
        <message>
            <source>It makes new access tokens for as long as nobody withdraws it, and addresses are kept in many places.</source>
            <translation>Il produit de nouveaux jetons d’accès tant que personne ne le retire, et les adresses sont conservées à de nombreux endroits.</translation>
        </message>
        <message>
            <source>Revoke it. Send it in the body of a POST alone.</source>
            <translation>Révoquez-le. Ne l’envoyez que dans le corps d’un POST.</translation>
        </message>
        <message>
            <source>Client secret in an address</source>
            <translation>Secret client dans une adresse</translation>
        </message>
        <message>
            <source>The credentials of a client must not be in an address: logs and histories keep them.</source>
            <translation>Les identifiants d’un client ne doivent pas figurer dans une adresse : les journaux et les historiques les conservent.</translation>
        </message>
        <message>
            <source>Change the secret. Send it in the Authorization header or the body.</source>
            <translation>Changez le secret. Envoyez-le dans l’en-tête Authorization ou dans le corps.</translation>
        </message>
        <message>
            <source>Code verifier in an address</source>
            <translation>Vérificateur de code dans une adresse</translation>
        </message>
        <message>
            <source>It is the secret that protects the code, and belongs into the body of the token request.</source>
            <translation>C’est le secret qui protège le code, et sa place est dans le corps de la requête de jeton.</translation>
        </message>
        <message>
            <source>Send the challenge in the address, the verifier in the body.</source>
            <translation>Envoyez le challenge dans l’adresse, le vérificateur dans le corps.</translation>
        </message>
        <message>
            <source>Password in an address</source>
            <translation>Mot de passe dans une adresse</translation>
        </message>
        <message>
            <source>Addresses are kept in histories and logs.</source>
            <translation>Les adresses sont conservées dans les historiques et les journaux.</translation>
        </message>
        <message>
            <source>Change it, and send it in a body if at all.</source>
            <translation>Changez-le, et ne l’envoyez que dans un corps, s’il le faut.</translation>
        </message>
        <message>
            <source>Name and password in an address</source>
            <translation>Nom et mot de passe dans une adresse</translation>
        </message>
        <message>
            <source>Addresses are kept and shown; this part of them is given up for that reason.</source>
            <translation>Les adresses sont conservées et affichées ; cette partie est abandonnée pour cette raison.</translation>
        </message>
        <message>
            <source>Leave it out; use the Authorization header.</source>
            <translation>Omettez-la ; utilisez l’en-tête Authorization.</translation>
        </message>
        <message>
            <source>Secrets over plain HTTP</source>
            <translation>Secrets par HTTP simple</translation>
        </message>
        <message>
            <source>Everybody on the way can read the address. Only a loopback address may be http.</source>
            <translation>Tout le monde sur le trajet peut lire l’adresse. Seule une adresse de boucle locale peut être en http.</translation>
        </message>
        <message>
            <source>Use https.</source>
            <translation>Utilisez https.</translation>
        </message>
        <message>
            <source>There was no sign-in.</source>
            <translation>Il n’y a pas eu de connexion.</translation>
        </message>
        <message>
            <source>Read the error in the specification of the server.</source>
            <translation>Cherchez l’erreur dans la spécification du serveur.</translation>
        </message>
        <message>
            <source>Implicit grant</source>
            <translation>Autorisation implicite</translation>
        </message>
        <message>
            <source>"response_type" asks for an access token in the address.</source>
            <translation>« response_type » demande un jeton d’accès dans l’adresse.</translation>
        </message>
        <message>
            <source>Use response_type=code with PKCE.</source>
            <translation>Utilisez response_type=code avec PKCE.</translation>
        </message>
        <message>
            <source>No PKCE</source>
            <translation>Pas de PKCE</translation>
        </message>
        <message>
            <source>Without "code_challenge" a stolen code can be redeemed by the thief.</source>
            <translation>Sans « code_challenge », un code volé peut être échangé par le voleur.</translation>
        </message>
        <message>
            <source>Send code_challenge with code_challenge_method=S256.</source>
            <translation>Envoyez code_challenge avec code_challenge_method=S256.</translation>
        </message>
        <message>
            <source>PKCE without a hash</source>
            <translation>PKCE sans hachage</translation>
        </message>
        <message>
            <source>With "plain" the address holds the verifier itself.</source>
            <translation>Avec « plain », l’adresse contient le vérificateur lui-même.</translation>
        </message>
        <message>
            <source>Use S256.</source>
            <translation>Utilisez S256.</translation>
        </message>
        <message>
            <source>Bad percent-encoding</source>
            <translation>Encodage pourcent incorrect</translation>
        </message>
        <message>
            <source>A percent sign is not followed by two digits, or the bytes are no UTF-8.</source>
            <translation>Un signe pourcent n’est pas suivi de deux chiffres, ou les octets ne sont pas de l’UTF-8.</translation>
        </message>
        <message>
            <source>Whoever made the address must mend it.</source>
            <translation>C’est à celui qui a créé l’adresse de la corriger.</translation>
        </message>
        <message>
            <source>Too many members</source>
            <translation>Trop de membres</translation>
        </message>
        <message>
            <source>More than 64 are not looked at.</source>
            <translation>Au-delà de 64, ils ne sont pas examinés.</translation>
        </message>
        <message>
            <source>Quote not closed</source>
            <translation>Guillemet non fermé</translation>
        </message>
        <message>
            <source>The command is cut off, so nothing in it was read.</source>
            <translation>La commande est tronquée, rien n’en a donc été lu.</translation>
        </message>
        <message>
            <source>Copy it whole.</source>
            <translation>Copiez-la en entier.</translation>
        </message>
        <message>
            <source>Too many words</source>
            <translation>Trop de mots</translation>
        </message>
        <message>
            <source>More than 2,000 words are not looked at.</source>
            <translation>Au-delà de 2 000 mots, rien n’est examiné.</translation>
        </message>
        <message>
            <source>Paste a shorter command.</source>
            <translation>Collez une commande plus courte.</translation>
        </message>
        <message>
            <source>No address</source>
            <translation>Pas d’adresse</translation>
        </message>
        <message>
            <source>The command names no address.</source>
            <translation>La commande ne nomme aucune adresse.</translation>
        </message>
        <message>
            <source>Certificates are not checked</source>
            <translation>Les certificats ne sont pas vérifiés</translation>
        </message>
        <message>
            <source>With -k whoever stands in between can read and change everything, secrets included.</source>
            <translation>Avec -k, quiconque se trouve entre les deux peut tout lire et tout modifier, secrets compris.</translation>
        </message>
        <message>
            <source>Leave -k out; name the authority with --cacert.</source>
            <translation>Omettez -k ; nommez l’autorité avec --cacert.</translation>
        </message>
        <message>
            <source>Reads from files</source>
            <translation>Lit des fichiers</translation>
        </message>
        <message>
            <source>Part of the request is in a file the command names. Tessera does not open it.</source>
            <translation>Une partie de la requête est dans un fichier que la commande nomme. Tessera ne l’ouvre pas.</translation>
        </message>
        <message>
            <source>Something follows the command</source>
            <translation>Quelque chose suit la commande</translation>
        </message>
        <message>
            <source>A ; | &amp; &lt; &gt; or a line break ends it for a shell; what follows was not read.</source>
            <translation>Un ; | &amp; &lt; &gt; ou un saut de ligne la termine pour un shell ; ce qui suit n’a pas été lu.</translation>
        </message>
        <message>
            <source>Put addresses with &amp; into quotes.</source>
            <translation>Mettez entre guillemets les adresses contenant &amp;.</translation>
        </message>
        <message>
            <source>Secrets on a command line</source>
            <translation>Secrets sur une ligne de commande</translation>
        </message>
        <message>
            <source>The history of the shell keeps it, and every user of the machine can see it while it runs.</source>
            <translation>L’historique du shell les conserve, et tout utilisateur de la machine peut les voir pendant l’exécution.</translation>
        </message>
        <message>
            <source>Read secrets from a file: -H @file, -K file or --netrc-file.</source>
            <translation>Lisez les secrets depuis un fichier : -H @file, -K file ou --netrc-file.</translation>
        </message>
        <message>
            <source>A secret key</source>
            <translation>Une clé secrète</translation>
        </message>
        <message>
            <source>Whoever has it can sign or decrypt in its owner's name.</source>
            <translation>Quiconque la détient peut signer ou déchiffrer au nom de son propriétaire.</translation>
        </message>
        <message>
            <source>Share the public part alone. If others saw it, replace it.</source>
            <translation>Ne partagez que la partie publique. Si d’autres l’ont vue, remplacez la clé.</translation>
        </message>
        <message>
            <source>Secret keys in a set</source>
            <translation>Clés secrètes dans un jeu</translation>
        </message>
        <message>
            <source>A set is made to be published, and there is a private or symmetric key in it.</source>
            <translation>Un jeu est fait pour être publié, et celui-ci contient une clé privée ou symétrique.</translation>
        </message>
        <message>
            <source>Replace these keys, and publish public members alone.</source>
            <translation>Remplacez ces clés, et ne publiez que des membres publics.</translation>
        </message>
        <message>
            <source>Encrypted key</source>
            <translation>Clé chiffrée</translation>
        </message>
        <message>
            <source>It needs its pass phrase; Tessera does not ask for it.</source>
            <translation>Elle a besoin de sa phrase de passe ; Tessera ne la demande pas.</translation>
        </message>
        <message>
            <source>No keys</source>
            <translation>Pas de clés</translation>
        </message>
        <message>
            <source>The set is empty.</source>
            <translation>Le jeu est vide.</translation>
        </message>
        <message>
            <source>More than 100 keys</source>
            <translation>Plus de 100 clés</translation>
        </message>
        <message>
            <source>Only the first 100 are shown.</source>
            <translation>Seules les 100 premières sont affichées.</translation>
        </message>
    </context>
    <context>
        <name>tessera::FindingsList</name>
        <message>
            <source>Findings</source>
            <translation>Constats</translation>
        </message>
        <message>
            <source>with the key you named</source>
            <translation>avec la clé que vous avez indiquée</translation>
        </message>
        <message>
            <source>from decoding alone</source>
            <translation>d’après le seul décodage</translation>
        </message>
        <message>
            <source>Nothing odd was found. That says nothing about who wrote it.</source>
            <translation>Rien d’anormal n’a été trouvé. Cela ne dit rien de qui l’a écrit.</translation>
        </message>
        <message>
            <source>And %1 more.</source>
            <translation>Et %1 de plus.</translation>
        </message>
    </context>
    <context>
        <name>tessera::FlowCheckWords</name>
        <message>
            <source>%1 passed</source>
            <translation>%1 : réussi</translation>
        </message>
        <message>
            <source>%1 failed</source>
            <translation>%1 : échec</translation>
        </message>
        <message>
            <source>%1 was not checked</source>
            <translation>%1 : non vérifié</translation>
        </message>
        <message>
            <source>state matches</source>
            <translation>state correspond</translation>
        </message>
        <message>
            <source>the state differs</source>
            <translation>state diffère</translation>
        </message>
        <message>
            <source>iss matches</source>
            <translation>iss correspond</translation>
        </message>
        <message>
            <source>another issuer answered</source>
            <translation>un autre émetteur a répondu</translation>
        </message>
        <message>
            <source>path matches</source>
            <translation>le chemin correspond</translation>
        </message>
        <message>
            <source>the path differs</source>
            <translation>le chemin diffère</translation>
        </message>
        <message>
            <source>the answer is well-formed</source>
            <translation>la réponse est bien formée</translation>
        </message>
        <message>
            <source>the answer cannot be used</source>
            <translation>la réponse est inutilisable</translation>
        </message>
        <message>
            <source>PKCE: S256 of the verifier</source>
            <translation>PKCE : S256 du vérificateur</translation>
        </message>
        <message>
            <source>the verifier does not fit the challenge</source>
            <translation>le vérificateur ne correspond pas au challenge</translation>
        </message>
        <message>
            <source>the token response is well-formed</source>
            <translation>la réponse de jeton est bien formée</translation>
        </message>
        <message>
            <source>the token response cannot be used</source>
            <translation>la réponse de jeton est inutilisable</translation>
        </message>
        <message>
            <source>every scope was granted</source>
            <translation>tous les scopes ont été accordés</translation>
        </message>
        <message>
            <source>not every scope was granted</source>
            <translation>tous les scopes n’ont pas été accordés</translation>
        </message>
        <message>
            <source>the refresh token was exchanged</source>
            <translation>le jeton d’actualisation a été remplacé</translation>
        </message>
        <message>
            <source>the refresh token stayed the same</source>
            <translation>le jeton d’actualisation est resté le même</translation>
        </message>
        <message>
            <source>the ID token is from this issuer</source>
            <translation>le jeton d’ID vient de cet émetteur</translation>
        </message>
        <message>
            <source>the ID token is from another issuer</source>
            <translation>le jeton d’ID vient d’un autre émetteur</translation>
        </message>
        <message>
            <source>the ID token is well-formed</source>
            <translation>le jeton d’ID est bien formé</translation>
        </message>
        <message>
            <source>the ID token cannot be read</source>
            <translation>le jeton d’ID est illisible</translation>
        </message>
        <message>
            <source>it is an ID token</source>
            <translation>c’est un jeton d’ID</translation>
        </message>
        <message>
            <source>it is no ID token</source>
            <translation>ce n’est pas un jeton d’ID</translation>
        </message>
        <message>
            <source>alg is one that was agreed</source>
            <translation>alg est l’un de ceux convenus</translation>
        </message>
        <message>
            <source>alg is none that was agreed</source>
            <translation>alg n’est aucun de ceux convenus</translation>
        </message>
        <message>
            <source>the signature is the provider's</source>
            <translation>la signature est celle du fournisseur</translation>
        </message>
        <message>
            <source>the signature is not the provider's</source>
            <translation>la signature n’est pas celle du fournisseur</translation>
        </message>
        <message>
            <source>encrypted as agreed</source>
            <translation>chiffré comme convenu</translation>
        </message>
        <message>
            <source>not encrypted as agreed</source>
            <translation>pas chiffré comme convenu</translation>
        </message>
        <message>
            <source>aud is Tessera</source>
            <translation>aud est Tessera</translation>
        </message>
        <message>
            <source>it is meant for another program</source>
            <translation>il est destiné à un autre programme</translation>
        </message>
        <message>
            <source>azp is Tessera</source>
            <translation>azp est Tessera</translation>
        </message>
        <message>
            <source>it was given to another program</source>
            <translation>il a été remis à un autre programme</translation>
        </message>
        <message>
            <source>signed with the right kind of key</source>
            <translation>signé avec le bon type de clé</translation>
        </message>
        <message>
            <source>signed with the wrong kind of key</source>
            <translation>signé avec le mauvais type de clé</translation>
        </message>
        <message>
            <source>it has not run out</source>
            <translation>il n’a pas expiré</translation>
        </message>
        <message>
            <source>it has run out</source>
            <translation>il a expiré</translation>
        </message>
        <message>
            <source>it is already valid</source>
            <translation>il est déjà valable</translation>
        </message>
        <message>
            <source>it is not valid yet</source>
            <translation>il n’est pas encore valable</translation>
        </message>
        <message>
            <source>it was made just now</source>
            <translation>il vient d’être créé</translation>
        </message>
        <message>
            <source>it was made at another time</source>
            <translation>il a été créé à un autre moment</translation>
        </message>
        <message>
            <source>nonce matches</source>
            <translation>nonce correspond</translation>
        </message>
        <message>
            <source>the nonce differs</source>
            <translation>nonce diffère</translation>
        </message>
        <message>
            <source>sub says who signed in</source>
            <translation>sub dit qui s’est connecté</translation>
        </message>
        <message>
            <source>sub does not say who signed in</source>
            <translation>sub ne dit pas qui s’est connecté</translation>
        </message>
        <message>
            <source>acr is as asked for</source>
            <translation>acr est comme demandé</translation>
        </message>
        <message>
            <source>acr is not as asked for</source>
            <translation>acr n’est pas comme demandé</translation>
        </message>
        <message>
            <source>auth_time is as asked for</source>
            <translation>auth_time est comme demandé</translation>
        </message>
        <message>
            <source>auth_time is not as asked for</source>
            <translation>auth_time n’est pas comme demandé</translation>
        </message>
        <message>
            <source>it is the same person</source>
            <translation>c’est la même personne</translation>
        </message>
        <message>
            <source>it is another person</source>
            <translation>c’est une autre personne</translation>
        </message>
        <message>
            <source>it is the same sign-in</source>
            <translation>c’est la même connexion</translation>
        </message>
        <message>
            <source>it is another sign-in</source>
            <translation>c’est une autre connexion</translation>
        </message>
        <message>
            <source>it was given to the same program</source>
            <translation>il a été remis au même programme</translation>
        </message>
        <message>
            <source>at_hash matches</source>
            <translation>at_hash correspond</translation>
        </message>
        <message>
            <source>at_hash differs</source>
            <translation>at_hash diffère</translation>
        </message>
        <message>
            <source>c_hash matches</source>
            <translation>c_hash correspond</translation>
        </message>
        <message>
            <source>c_hash differs</source>
            <translation>c_hash diffère</translation>
        </message>
        <message>
            <source>s_hash matches</source>
            <translation>s_hash correspond</translation>
        </message>
        <message>
            <source>s_hash differs</source>
            <translation>s_hash diffère</translation>
        </message>
        <message>
            <source>The server keeps the request; the browser takes a reference to it along.</source>
            <translation>Le serveur garde la requête ; le navigateur en emporte une référence.</translation>
        </message>
        <message>
            <source>The server wants its nonce in the proof, so the request is sent once more.</source>
            <translation>Le serveur veut son nonce dans la preuve, la requête est donc envoyée une nouvelle fois.</translation>
        </message>
        <message>
            <source>The grant was written to the keychain.</source>
            <translation>L’autorisation a été enregistrée dans le trousseau.</translation>
        </message>
        <message>
            <source>The grant could not be written to the keychain.</source>
            <translation>L’autorisation n’a pas pu être enregistrée dans le trousseau.</translation>
        </message>
        <message>
            <source>The keychain knows that a renewal has begun.</source>
            <translation>Le trousseau sait qu’un renouvellement a commencé.</translation>
        </message>
        <message>
            <source>The grant was removed from the keychain.</source>
            <translation>L’autorisation a été supprimée du trousseau.</translation>
        </message>
        <message>
            <source>The answer was lost; the same request may be answered again.</source>
            <translation>La réponse s’est perdue ; la même requête peut recevoir une nouvelle réponse.</translation>
        </message>
        <message>
            <source>The server could not be told and will be told later.</source>
            <translation>Le serveur n’a pas pu être informé et le sera plus tard.</translation>
        </message>
        <message>
            <source>The grant was kept at the server, as asked.</source>
            <translation>L’autorisation a été conservée sur le serveur, comme demandé.</translation>
        </message>
        <message>
            <source>The provider was asked to end its session.</source>
            <translation>Il a été demandé au fournisseur de mettre fin à sa session.</translation>
        </message>
        <message>
            <source>The server did not grant every scope that was asked for.</source>
            <translation>Le serveur n’a pas accordé tous les scopes demandés.</translation>
        </message>
        <message>
            <source>The server gave no new refresh token; the one in the keychain stays.</source>
            <translation>Le serveur n’a pas donné de nouveau jeton d’actualisation ; celui du trousseau reste.</translation>
        </message>
        <message>
            <source>The tokens were thrown away, and the server was told to revoke them.</source>
            <translation>Les jetons ont été rejetés, et il a été demandé au serveur de les révoquer.</translation>
        </message>
    </context>
    <context>
        <name>tessera::FlowCompareView</name>
        <message>
            <source>%1: the same in both</source>
            <translation>%1 : identique dans les deux</translation>
        </message>
        <message>
            <source>%1: differs, %2</source>
            <translation>%1 : diffère, %2</translation>
        </message>
        <message>
            <source>Run to compare with</source>
            <translation>Échange à comparer</translation>
        </message>
        <message>
            <source>Steps of both runs</source>
            <translation>Étapes des deux échanges</translation>
        </message>
        <message>
            <source>There is no other run to compare this one with yet.</source>
            <translation>Il n’y a pas encore d’autre échange auquel comparer celui-ci.</translation>
        </message>
    </context>
    <context>
        <name>tessera::FlowComparison</name>
        <message>
            <source>no answer</source>
            <translation>pas de réponse</translation>
        </message>
        <message>
            <source>%1 against %2</source>
            <comment>two statuses</comment>
            <translation>%1 contre %2</translation>
        </message>
        <message>
            <source>%1 against %2</source>
            <comment>two sentences</comment>
            <translation>%1 contre %2</translation>
        </message>
        <message>
            <source>other: %1 and %2 more</source>
            <translation>autres : %1 et %2 de plus</translation>
        </message>
        <message>
            <source>other: %1</source>
            <translation>autres : %1</translation>
        </message>
        <message>
            <source>only in the first run</source>
            <translation>seulement dans le premier échange</translation>
        </message>
        <message>
            <source>only in the second run</source>
            <translation>seulement dans le second échange</translation>
        </message>
        <message>
            <source>Both runs went the same way.</source>
            <translation>Les deux échanges se sont déroulés de la même façon.</translation>
        </message>
        <message>
            <source>%1 of %2 steps differ.</source>
            <translation>%1 étapes sur %2 diffèrent.</translation>
        </message>
    </context>
    <context>
        <name>tessera::FlowController</name>
        <message>
            <source>SVG picture (*.svg)</source>
            <translation>Image SVG (*.svg)</translation>
        </message>
        <message>
            <source>PNG picture (*.png)</source>
            <translation>Image PNG (*.png)</translation>
        </message>
        <message>
            <source>Mermaid diagram (*.mmd)</source>
            <translation>Diagramme Mermaid (*.mmd)</translation>
        </message>
        <message>
            <source>HTTP archive (*.har)</source>
            <translation>Archive HTTP (*.har)</translation>
        </message>
        <message>
            <source>Markdown (*.md)</source>
            <translation>Markdown (*.md)</translation>
        </message>
        <message>
            <source>Export the flow</source>
            <translation>Exporter le flux</translation>
        </message>
        <message>
            <source>Copied the message. Secrets in it are replaced.</source>
            <translation>Message copié. Les secrets y sont remplacés.</translation>
        </message>
        <message>
            <source>There is nothing to export yet.</source>
            <translation>Il n’y a encore rien à exporter.</translation>
        </message>
        <message>
            <source>Copied as a bug report. Secrets, your name and addresses are left out; read it before you send it.</source>
            <translation>Copié comme rapport de bug. Les secrets, votre nom et les adresses en sont absents ; relisez-le avant de l’envoyer.</translation>
        </message>
        <message>
            <source>Exported to %1. Secrets are replaced in it.</source>
            <translation>Exporté vers %1. Les secrets y sont remplacés.</translation>
        </message>
    </context>
    <context>
        <name>tessera::FlowEmpty</name>
        <message>
            <source>Nothing was exchanged yet</source>
            <translation>Rien n’a encore été échangé</translation>
        </message>
        <message>
            <source>Sign in, renew or sign out, and every step is drawn here as it happens: who sent what to whom, and what Tessera checked.</source>
            <translation>Connectez-vous, renouvelez ou déconnectez-vous, et chaque étape est dessinée ici au fur et à mesure : qui a envoyé quoi à qui, et ce que Tessera a vérifié.</translation>
        </message>
        <message>
            <source>Secrets are replaced by a pattern before anything is kept, and all of it is gone when Tessera ends.</source>
            <translation>Les secrets sont remplacés par un motif avant que quoi que ce soit ne soit conservé, et tout disparaît à l’arrêt de Tessera.</translation>
        </message>
        <message>
            <source>&amp;Sign in</source>
            <translation>&amp;Se connecter</translation>
        </message>
    </context>
    <context>
        <name>tessera::FlowHeads</name>
        <message>
            <source>%1: %2</source>
            <translation>%1 : %2</translation>
        </message>
        <message>
            <source>Taking part</source>
            <translation>Participants</translation>
        </message>
    </context>
    <context>
        <name>tessera::FlowPage</name>
        <message>
            <source>Stop the replay</source>
            <translation>Arrêter la relecture</translation>
        </message>
        <message>
            <source>Replay</source>
            <translation>Rejouer</translation>
        </message>
        <message>
            <source>Flow</source>
            <translation>Flux</translation>
        </message>
        <message>
            <source>Which exchange</source>
            <translation>Quel échange</translation>
        </message>
        <message>
            <source>Find in this run (Ctrl+F)</source>
            <translation>Chercher dans cet échange (Ctrl+F)</translation>
        </message>
        <message>
            <source>Compare with another run</source>
            <translation>Comparer à un autre échange</translation>
        </message>
        <message>
            <source>E&amp;xport</source>
            <translation>E&amp;xporter</translation>
        </message>
        <message>
            <source>Part of the page</source>
            <translation>Partie de la page</translation>
        </message>
        <message>
            <source>Drawing</source>
            <translation>Dessin</translation>
        </message>
        <message>
            <source>Message</source>
            <translation>Message</translation>
        </message>
        <message>
            <source>Show all accounts</source>
            <translation>Afficher tous les comptes</translation>
        </message>
        <message>
            <source>Picture as &amp;SVG…</source>
            <translation>Image &amp;SVG…</translation>
        </message>
        <message>
            <source>Picture as &amp;PNG…</source>
            <translation>Image &amp;PNG…</translation>
        </message>
        <message>
            <source>&amp;Mermaid diagram…</source>
            <translation>Diagramme &amp;Mermaid…</translation>
        </message>
        <message>
            <source>&amp;HAR, for network panels…</source>
            <translation>&amp;HAR, pour les panneaux réseau…</translation>
        </message>
        <message>
            <source>&amp;Copy as bug report</source>
            <translation>&amp;Copier comme rapport de bug</translation>
        </message>
        <message>
            <source>Export</source>
            <translation>Exporter</translation>
        </message>
    </context>
    <context>
        <name>tessera::FlowRows</name>
        <message>
            <source>Stopped here: %1</source>
            <translation>Arrêté ici : %1</translation>
        </message>
        <message>
            <source>Also: %1</source>
            <translation>Aussi : %1</translation>
        </message>
        <message>
            <source>Ended here</source>
            <translation>Terminé ici</translation>
        </message>
        <message>
            <source>Stopped here</source>
            <translation>Arrêté ici</translation>
        </message>
        <message>
            <source>Waiting for your browser</source>
            <translation>En attente de votre navigateur</translation>
        </message>
        <message>
            <source>Waiting until the code is typed</source>
            <translation>En attente de la saisie du code</translation>
        </message>
        <message>
            <source>Waiting for the answer</source>
            <translation>En attente de la réponse</translation>
        </message>
        <message>
            <source>1 earlier step was left out.</source>
            <translation>1 étape antérieure a été omise.</translation>
        </message>
        <message numerus="yes">
            <source>%n earlier steps were left out.</source>
            <translation>
                <numerusform>%n étape antérieure a été omise.</numerusform>
                <numerusform>%n étapes antérieures ont été omises.</numerusform>
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
            <translation>Pas de réponse</translation>
        </message>
        <message>
            <source>%1 refused</source>
            <translation>%1 a refusé</translation>
        </message>
        <message>
            <source>Sign-in</source>
            <translation>Connexion</translation>
        </message>
        <message>
            <source>Sign-in at %1</source>
            <translation>Connexion chez %1</translation>
        </message>
        <message>
            <source>Sign-in by code</source>
            <translation>Connexion par code</translation>
        </message>
        <message>
            <source>Sign-in by code at %1</source>
            <translation>Connexion par code chez %1</translation>
        </message>
        <message>
            <source>Renewal</source>
            <translation>Renouvellement</translation>
        </message>
        <message>
            <source>Renewal at %1</source>
            <translation>Renouvellement chez %1</translation>
        </message>
        <message>
            <source>Sign-out</source>
            <translation>Déconnexion</translation>
        </message>
        <message>
            <source>Sign-out at %1</source>
            <translation>Déconnexion chez %1</translation>
        </message>
        <message>
            <source>Request</source>
            <translation>Requête</translation>
        </message>
        <message>
            <source>Request to %1</source>
            <translation>Requête à %1</translation>
        </message>
        <message>
            <source>Sign in</source>
            <translation>Se connecter</translation>
        </message>
        <message>
            <source>Open address</source>
            <translation>Ouvrir l’adresse</translation>
        </message>
        <message>
            <source>Sign-in page</source>
            <translation>Page de connexion</translation>
        </message>
        <message>
            <source>Password, consent</source>
            <translation>Mot de passe, consentement</translation>
        </message>
        <message>
            <source>302 Found</source>
            <translation>302 Found</translation>
        </message>
        <message>
            <source>Paste address</source>
            <translation>Coller l’adresse</translation>
        </message>
        <message>
            <source>Show code</source>
            <translation>Afficher le code</translation>
        </message>
        <message>
            <source>never seen by Tessera</source>
            <translation>jamais vu par Tessera</translation>
        </message>
        <message>
            <source>not sent</source>
            <translation>non envoyé</translation>
        </message>
        <message>
            <source>%1 and %2 match</source>
            <translation>%1 et %2 concordent</translation>
        </message>
        <message>
            <source>%1, %2</source>
            <translation>%1, %2</translation>
        </message>
        <message>
            <source>%1, %2, done in %3 s</source>
            <translation>%1, %2, terminé en %3 s</translation>
        </message>
        <message>
            <source>%1, %2, stopped after %3 s</source>
            <translation>%1, %2, arrêté après %3 s</translation>
        </message>
        <message>
            <source>User</source>
            <translation>Utilisateur</translation>
        </message>
        <message>
            <source>Browser</source>
            <translation>Navigateur</translation>
        </message>
        <message>
            <source>Authorization server</source>
            <translation>Serveur d’autorisation</translation>
        </message>
        <message>
            <source>Resource server</source>
            <translation>Serveur de ressources</translation>
        </message>
        <message>
            <source>this program</source>
            <translation>ce programme</translation>
        </message>
        <message>
            <source>%1, %2 characters</source>
            <translation>%1, %2 caractères</translation>
        </message>
        <message>
            <source>tokens</source>
            <translation>jetons</translation>
        </message>
        <message>
            <source>device code</source>
            <translation>code d’appareil</translation>
        </message>
        <message>
            <source>request kept</source>
            <translation>requête conservée</translation>
        </message>
        <message>
            <source>keys</source>
            <translation>clés</translation>
        </message>
        <message>
            <source>what the server can do</source>
            <translation>ce que le serveur sait faire</translation>
        </message>
        <message>
            <source>client</source>
            <translation>client</translation>
        </message>
        <message>
            <source>about the token</source>
            <translation>à propos du jeton</translation>
        </message>
        <message>
            <source>who it is</source>
            <translation>qui c’est</translation>
        </message>
        <message>
            <source>code</source>
            <translation>code</translation>
        </message>
        <message>
            <source>refresh token</source>
            <translation>jeton d’actualisation</translation>
        </message>
        <message>
            <source>challenge</source>
            <translation>challenge</translation>
        </message>
        <message>
            <source>verifier</source>
            <translation>vérificateur</translation>
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
            <translation>requête conservée</translation>
        </message>
        <message>
            <source>token</source>
            <translation>jeton</translation>
        </message>
        <message>
            <source>error</source>
            <translation>erreur</translation>
        </message>
    </context>
    <context>
        <name>tessera::FlowView</name>
        <message>
            <source>Steps of the exchange</source>
            <translation>Étapes de l’échange</translation>
        </message>
        <message>
            <source>Not checked: %1</source>
            <translation>Non vérifié : %1</translation>
        </message>
        <message>
            <source>Passed: %1</source>
            <translation>Réussie : %1</translation>
        </message>
        <message>
            <source>Note: %1</source>
            <translation>Remarque : %1</translation>
        </message>
    </context>
    <context>
        <name>tessera::GeneralSettings</name>
        <message>
            <source>General</source>
            <translation>Général</translation>
        </message>
        <message>
            <source>T&amp;heme</source>
            <translation>&amp;Thème</translation>
        </message>
        <message>
            <source>System</source>
            <translation>Système</translation>
        </message>
        <message>
            <source>Light</source>
            <translation>Clair</translation>
        </message>
        <message>
            <source>Dark</source>
            <translation>Sombre</translation>
        </message>
        <message>
            <source>&amp;Language</source>
            <translation>&amp;Langue</translation>
        </message>
        <message>
            <source>From the next start.</source>
            <translation>À partir du prochain démarrage.</translation>
        </message>
        <message>
            <source>Language</source>
            <translation>Langue</translation>
        </message>
        <message>
            <source>&amp;Motion</source>
            <translation>&amp;Animations</translation>
        </message>
        <message>
            <source>Arrows that grow and a sign that turns while something happens.</source>
            <translation>Des flèches qui s’allongent et un signe qui tourne pendant qu’il se passe quelque chose.</translation>
        </message>
        <message>
            <source>Less</source>
            <translation>Moins</translation>
        </message>
        <message>
            <source>All</source>
            <translation>Tout</translation>
        </message>
        <message>
            <source>Start &amp;when I log in</source>
            <translation>Démarrer à l’&amp;ouverture de session</translation>
        </message>
        <message>
            <source>Start in the tra&amp;y</source>
            <translation>Démarrer dans la &amp;zone de notification</translation>
        </message>
        <message>
            <source>Keep running in the tray when the window is &amp;closed</source>
            <translation>Rester dans la zone de notification quand la f&amp;enêtre est fermée</translation>
        </message>
        <message>
            <source>Your accounts renew themselves from the beginning; the window stays in the tray.</source>
            <translation>Vos comptes se renouvellent dès le début ; la fenêtre reste dans la zone de notification.</translation>
        </message>
        <message>
            <source>This system has no way to start Tessera by itself.</source>
            <translation>Ce système n’a aucun moyen de démarrer Tessera de lui-même.</translation>
        </message>
        <message>
            <source>From the next start: no window until you click the icon.</source>
            <translation>À partir du prochain démarrage : pas de fenêtre tant que vous ne cliquez pas sur l’icône.</translation>
        </message>
        <message>
            <source>Accounts go on renewing, and programs go on getting tokens.</source>
            <translation>Les comptes continuent de se renouveler, et les programmes de recevoir des jetons.</translation>
        </message>
        <message>
            <source>This desktop shows no tray.</source>
            <translation>Ce bureau n’affiche pas de zone de notification.</translation>
        </message>
        <message>
            <source>As the system</source>
            <translation>Comme le système</translation>
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
            <translation>Administrateur</translation>
        </message>
        <message>
            <source>Keychain</source>
            <translation>Trousseau</translation>
        </message>
        <message>
            <source>Browser</source>
            <translation>Navigateur</translation>
        </message>
        <message>
            <source>TLS library</source>
            <translation>Bibliothèque TLS</translation>
        </message>
        <message>
            <source>Accounts</source>
            <translation>Comptes</translation>
        </message>
        <message>
            <source>Loopback</source>
            <translation>Boucle locale</translation>
        </message>
        <message>
            <source>Proxy</source>
            <translation>Proxy</translation>
        </message>
        <message>
            <source>Clock</source>
            <translation>Horloge</translation>
        </message>
        <message>
            <source>Fine</source>
            <translation>Correct</translation>
        </message>
        <message>
            <source>Note</source>
            <translation>Remarque</translation>
        </message>
        <message>
            <source>Problem</source>
            <translation>Problème</translation>
        </message>
        <message>
            <source>Not checked</source>
            <translation>Non vérifié</translation>
        </message>
    </context>
    <context>
        <name>tessera::InspectorController</name>
        <message>
            <source>the shared secret</source>
            <translation>le secret partagé</translation>
        </message>
        <message>
            <source>the pasted key</source>
            <translation>la clé collée</translation>
        </message>
    </context>
    <context>
        <name>tessera::InspectorPage</name>
        <message>
            <source>There is no text on the clipboard.</source>
            <translation>Il n’y a pas de texte dans le presse-papiers.</translation>
        </message>
        <message numerus="yes">
            <source>One file at a time: %n were dropped.</source>
            <translation>
                <numerusform>Un fichier à la fois : %n a été déposé.</numerusform>
                <numerusform>Un fichier à la fois : %n ont été déposés.</numerusform>
            </translation>
        </message>
        <message>
            <source>From the account %1</source>
            <translation>Du compte %1</translation>
        </message>
        <message>
            <source>Looking at it…</source>
            <translation>Examen en cours…</translation>
        </message>
        <message>
            <source>Paste a token to learn what it is and what is wrong with it.</source>
            <translation>Collez un jeton pour savoir ce qu’il est et ce qui n’y va pas.</translation>
        </message>
        <message>
            <source>Decoded offline, not verified.</source>
            <translation>Décodé hors ligne, non vérifié.</translation>
        </message>
        <message>
            <source>&amp;Paste</source>
            <translation>C&amp;oller</translation>
        </message>
        <message>
            <source>Co&amp;mpare</source>
            <translation>Co&amp;mparer</translation>
        </message>
        <message>
            <source>C&amp;lear</source>
            <translation>&amp;Effacer</translation>
        </message>
        <message>
            <source>Pane</source>
            <translation>Volet</translation>
        </message>
        <message>
            <source>Decode</source>
            <translation>Décoder</translation>
        </message>
        <message>
            <source>Verify</source>
            <translation>Vérifier</translation>
        </message>
        <message>
            <source>Create</source>
            <translation>Créer</translation>
        </message>
        <message>
            <source>Token of the account</source>
            <translation>Jeton du compte</translation>
        </message>
        <message>
            <source>Access token</source>
            <translation>Jeton d’accès</translation>
        </message>
        <message>
            <source>Token or other text to inspect</source>
            <translation>Jeton ou autre texte à inspecter</translation>
        </message>
        <message>
            <source>Inspector</source>
            <translation>Inspecteur</translation>
        </message>
        <message>
            <source>Paste or type here, or drop a file.</source>
            <translation>Collez ou tapez ici, ou déposez un fichier.</translation>
        </message>
    </context>
    <context>
        <name>tessera::IssuerText</name>
        <message>
            <source>sign-in with PKCE</source>
            <translation>connexion avec PKCE</translation>
        </message>
        <message>
            <source>sign-in</source>
            <translation>connexion</translation>
        </message>
        <message>
            <source>renewal without the browser</source>
            <translation>renouvellement sans le navigateur</translation>
        </message>
        <message>
            <source>sign-out at the provider</source>
            <translation>déconnexion chez le fournisseur</translation>
        </message>
        <message>
            <source>PKCE, which Tessera uses all the same</source>
            <translation>PKCE, que Tessera utilise tout de même</translation>
        </message>
        <message>
            <source>renewal, so you may have to sign in again now and then</source>
            <translation>renouvellement, vous devrez donc peut-être vous reconnecter de temps en temps</translation>
        </message>
        <message>
            <source>revocation, so signing out happens on this computer only</source>
            <translation>révocation, la déconnexion n’a donc lieu que sur cet ordinateur</translation>
        </message>
        <message>
            <source>%1 answers.</source>
            <translation>%1 répond.</translation>
        </message>
        <message>
            <source>It can do everything Tessera needs: %1.</source>
            <translation>Il sait faire tout ce dont Tessera a besoin : %1.</translation>
        </message>
        <message>
            <source>%1. It says nothing of %2.</source>
            <translation>%1. Il ne mentionne pas : %2.</translation>
        </message>
        <message>
            <source>It is on this computer: development.</source>
            <translation>Il est sur cet ordinateur : développement.</translation>
        </message>
    </context>
    <context>
        <name>tessera::KeyForm</name>
        <message>
            <source>Take the &amp;key from</source>
            <translation>Prendre la c&amp;lé</translation>
        </message>
        <message>
            <source>Issuer</source>
            <translation>Émetteur</translation>
        </message>
        <message>
            <source>Address of the JWK set</source>
            <translation>Adresse du jeu JWK</translation>
        </message>
        <message>
            <source>File: JWK set, JWK or PEM</source>
            <translation>Fichier : jeu JWK, JWK ou PEM</translation>
        </message>
        <message>
            <source>Choose a file…</source>
            <translation>Choisir un fichier…</translation>
        </message>
        <message>
            <source>Pasted key</source>
            <translation>Clé collée</translation>
        </message>
        <message>
            <source>Shared secret</source>
            <translation>Secret partagé</translation>
        </message>
        <message>
            <source>The secret is written in base64url</source>
            <translation>Le secret est écrit en base64url</translation>
        </message>
        <message>
            <source>The issuer's key set</source>
            <translation>Le jeu de clés de l’émetteur</translation>
        </message>
        <message>
            <source>A JWK set address</source>
            <translation>Une adresse de jeu JWK</translation>
        </message>
        <message>
            <source>A file</source>
            <translation>Un fichier</translation>
        </message>
        <message>
            <source>A pasted key</source>
            <translation>Une clé collée</translation>
        </message>
        <message>
            <source>A shared secret</source>
            <translation>Un secret partagé</translation>
        </message>
        <message>
            <source>A JWK set, a JWK or a PEM key. It stays in this window.</source>
            <translation>Un jeu JWK, un JWK ou une clé PEM. Cela reste dans cette fenêtre.</translation>
        </message>
        <message>
            <source>JWK set, JWK or PEM</source>
            <translation>Jeu JWK, JWK ou PEM</translation>
        </message>
        <message>
            <source>Choose a key file</source>
            <translation>Choisir un fichier de clé</translation>
        </message>
    </context>
    <context>
        <name>tessera::LifetimeBar</name>
        <message>
            <source>Life of the access token</source>
            <translation>Durée de vie du jeton d’accès</translation>
        </message>
        <message>
            <source>Renews %1</source>
            <translation>Renouvellement : %1</translation>
        </message>
        <message>
            <source>Issued %1</source>
            <translation>Émis : %1</translation>
        </message>
        <message>
            <source>Ended %1</source>
            <translation>Terminé : %1</translation>
        </message>
        <message>
            <source>Ends %1</source>
            <translation>Fin : %1</translation>
        </message>
        <message>
            <source>Now</source>
            <translation>Maintenant</translation>
        </message>
        <message>
            <source>Issued %1
Ends %2</source>
            <translation>Émis : %1
Fin : %2</translation>
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
            <translation>Connecté. Le jeton d’ID %1.</translation>
        </message>
        <message>
            <source>The account would lose permissions.</source>
            <translation>Le compte perdrait des droits.</translation>
        </message>
        <message>
            <source>It would lose: %1.</source>
            <translation>Il perdrait : %1.</translation>
        </message>
        <message>
            <source>Accept fewer</source>
            <translation>Accepter moins</translation>
        </message>
        <message>
            <source>Leave it as it is</source>
            <translation>Laisser tel quel</translation>
        </message>
        <message>
            <source>Trust the new hosts</source>
            <translation>Accepter les nouveaux hôtes</translation>
        </message>
        <message>
            <source>Stop</source>
            <translation>Arrêter</translation>
        </message>
        <message>
            <source>Got it</source>
            <translation>Compris</translation>
        </message>
    </context>
    <context>
        <name>tessera::MessagePane</name>
        <message>
            <source>Copy this message</source>
            <translation>Copier ce message</translation>
        </message>
        <message>
            <source>Part of the step</source>
            <translation>Partie de l’étape</translation>
        </message>
        <message>
            <source>Message</source>
            <translation>Message</translation>
        </message>
        <message>
            <source>Checks</source>
            <translation>Vérifications</translation>
        </message>
        <message>
            <source>Raw</source>
            <translation>Brut</translation>
        </message>
        <message>
            <source>Secrets were replaced when this was recorded. The same secret has the same pattern in every message.</source>
            <translation>Les secrets ont été remplacés lors de l’enregistrement. Un même secret a le même motif dans tous les messages.</translation>
        </message>
        <message>
            <source>The message as text</source>
            <translation>Le message en texte</translation>
        </message>
        <message>
            <source>Parameters</source>
            <translation>Paramètres</translation>
        </message>
        <message>
            <source>Headers</source>
            <translation>En-têtes</translation>
        </message>
        <message>
            <source>Body</source>
            <translation>Corps</translation>
        </message>
        <message>
            <source>No step is chosen</source>
            <translation>Aucune étape choisie</translation>
        </message>
        <message>
            <source>Choose an arrow of the drawing to see its message.</source>
            <translation>Choisissez une flèche du dessin pour voir son message.</translation>
        </message>
        <message>
            <source>%1 bytes of %2. What they say is not kept.</source>
            <translation>%1 octets de %2. Leur contenu n’est pas conservé.</translation>
        </message>
        <message>
            <source>The text is under Raw.</source>
            <translation>Le texte est sous Brut.</translation>
        </message>
        <message>
            <source>Nothing was checked after this step.</source>
            <translation>Rien n’a été vérifié après cette étape.</translation>
        </message>
        <message>
            <source>Nothing of this step goes through Tessera, so there is nothing to show.</source>
            <translation>Rien de cette étape ne passe par Tessera, il n’y a donc rien à afficher.</translation>
        </message>
    </context>
    <context>
        <name>tessera::MessageWords</name>
        <message>
            <source>The server</source>
            <translation>Le serveur</translation>
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
            <translation>de jetons</translation>
        </message>
        <message>
            <source>Discovery</source>
            <comment>before "request" or "response"</comment>
            <translation>de découverte</translation>
        </message>
        <message>
            <source>Key set</source>
            <comment>before "request" or "response"</comment>
            <translation>de jeu de clés</translation>
        </message>
        <message>
            <source>Device code</source>
            <comment>before "request" or "response"</comment>
            <translation>de code d’appareil</translation>
        </message>
        <message>
            <source>Pushed authorization</source>
            <comment>before "request" or "response"</comment>
            <translation>d’autorisation poussée</translation>
        </message>
        <message>
            <source>Userinfo</source>
            <comment>before "request" or "response"</comment>
            <translation>userinfo</translation>
        </message>
        <message>
            <source>Revocation</source>
            <comment>before "request" or "response"</comment>
            <translation>de révocation</translation>
        </message>
        <message>
            <source>Introspection</source>
            <comment>before "request" or "response"</comment>
            <translation>d’introspection</translation>
        </message>
        <message>
            <source>%1 request</source>
            <translation>Requête %1</translation>
        </message>
        <message>
            <source>Answer to %1</source>
            <translation>Réponse à %1</translation>
        </message>
        <message>
            <source>%1 response</source>
            <translation>Réponse %1</translation>
        </message>
        <message>
            <source>Why it stopped</source>
            <translation>Raison de l’arrêt</translation>
        </message>
        <message>
            <source>Checks</source>
            <translation>Vérifications</translation>
        </message>
        <message>
            <source>Note</source>
            <translation>Remarque</translation>
        </message>
        <message>
            <source>%1 answered %2 in %3.</source>
            <translation>%1 a répondu %2 en %3.</translation>
        </message>
        <message>
            <source>%1 gave no answer.</source>
            <translation>%1 n’a donné aucune réponse.</translation>
        </message>
        <message>
            <source>(cut here: the rest is too long to be shown)</source>
            <translation>(coupé ici : le reste est trop long pour être affiché)</translation>
        </message>
        <message>
            <source>%1. %2</source>
            <translation>%1. %2</translation>
        </message>
        <message>
            <source>You asked Tessera to sign in.</source>
            <translation>Vous avez demandé à Tessera de vous connecter.</translation>
        </message>
        <message>
            <source>Tessera gave the address to the browser.</source>
            <translation>Tessera a donné l’adresse au navigateur.</translation>
        </message>
        <message>
            <source>Tessera gave the address to %1.</source>
            <translation>Tessera a donné l’adresse à %1.</translation>
        </message>
        <message>
            <source>The browser follows the address to %1. Tessera does not see it, but knows it.</source>
            <translation>Le navigateur suit l’adresse vers %1. Tessera ne le voit pas, mais le sait.</translation>
        </message>
        <message>
            <source>%1 shows its page in the browser, unseen by Tessera.</source>
            <translation>%1 affiche sa page dans le navigateur, hors de la vue de Tessera.</translation>
        </message>
        <message>
            <source>What you type there goes to %1. Tessera never sees it.</source>
            <translation>Ce que vous y tapez va à %1. Tessera ne le voit jamais.</translation>
        </message>
        <message>
            <source>%1 sends the browser back with its answer.</source>
            <translation>%1 renvoie le navigateur avec sa réponse.</translation>
        </message>
        <message>
            <source>The browser brought the answer to Tessera.</source>
            <translation>Le navigateur a apporté la réponse à Tessera.</translation>
        </message>
        <message>
            <source>You pasted the address with the answer.</source>
            <translation>Vous avez collé l’adresse contenant la réponse.</translation>
        </message>
        <message>
            <source>Tessera showed the code and where to type it.</source>
            <translation>Tessera a affiché le code et l’endroit où le taper.</translation>
        </message>
        <message>
            <source>Tessera asked %1.</source>
            <translation>Tessera a interrogé %1.</translation>
        </message>
        <message>
            <source>Tessera did not send this: something before it failed.</source>
            <translation>Tessera n’a pas envoyé ceci : quelque chose a échoué avant.</translation>
        </message>
        <message>
            <source>Made by Tessera on what came before.</source>
            <translation>Effectué par Tessera sur ce qui précède.</translation>
        </message>
        <message>
            <source>%1, %2</source>
            <comment>step, what happened</comment>
            <translation>%1, %2</translation>
        </message>
        <message>
            <source>(%1 bytes of %2; only their number is kept)</source>
            <translation>(%1 octets de %2 ; seul leur nombre est conservé)</translation>
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
            <translation>&amp;Comptes</translation>
        </message>
        <message>
            <source>&amp;Inspector</source>
            <translation>&amp;Inspecteur</translation>
        </message>
        <message>
            <source>&amp;Flow</source>
            <translation>&amp;Flux</translation>
        </message>
        <message>
            <source>Pro&amp;grams</source>
            <translation>Pro&amp;grammes</translation>
        </message>
        <message>
            <source>&amp;Settings</source>
            <translation>&amp;Paramètres</translation>
        </message>
        <message>
            <source>1 account needs you.</source>
            <translation>1 compte demande votre attention.</translation>
        </message>
        <message>
            <source>Keychain unlocked</source>
            <translation>Trousseau déverrouillé</translation>
        </message>
        <message>
            <source>Keychain locked</source>
            <translation>Trousseau verrouillé</translation>
        </message>
        <message>
            <source>No keychain</source>
            <translation>Pas de trousseau</translation>
        </message>
        <message>
            <source>Keychain refused</source>
            <translation>Trousseau refusé</translation>
        </message>
        <message>
            <source>Keychain slow</source>
            <translation>Trousseau lent</translation>
        </message>
        <message>
            <source>Keychain gone</source>
            <translation>Trousseau disparu</translation>
        </message>
        <message numerus="yes">
            <source>%n accounts need you.</source>
            <translation>
                <numerusform>%n compte demande votre attention.</numerusform>
                <numerusform>%n comptes demandent votre attention.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>tessera::NetworkBox</name>
        <message>
            <source>Network</source>
            <translation>Réseau</translation>
        </message>
        <message>
            <source>As this computer has it. Tessera has no proxy and no certificates of its own.</source>
            <translation>Comme sur cet ordinateur. Tessera n’a ni proxy ni certificats propres.</translation>
        </message>
        <message>
            <source>Proxy</source>
            <translation>Proxy</translation>
        </message>
        <message>
            <source>Trusted authorities</source>
            <translation>Autorités de confiance</translation>
        </message>
        <message>
            <source>None.</source>
            <translation>Aucun.</translation>
        </message>
        <message>
            <source>Set in the environment: %1.</source>
            <translation>Défini dans l’environnement : %1.</translation>
        </message>
        <message>
            <source>None. No provider can be reached without a list of authorities.</source>
            <translation>Aucune. Aucun fournisseur n’est joignable sans liste d’autorités.</translation>
        </message>
        <message>
            <source>%1, from the system's list.</source>
            <translation>%1, de la liste du système.</translation>
        </message>
    </context>
    <context>
        <name>tessera::PartsBar</name>
        <message>
            <source>Back to the whole (Alt+Left)</source>
            <translation>Revenir à l’ensemble (Alt+Gauche)</translation>
        </message>
        <message>
            <source>Whole text</source>
            <translation>Texte entier</translation>
        </message>
        <message>
            <source>Found inside:</source>
            <translation>Trouvé à l’intérieur :</translation>
        </message>
        <message>
            <source>Look inside %1</source>
            <translation>Regarder dans %1</translation>
        </message>
    </context>
    <context>
        <name>tessera::ProgramList</name>
        <message>
            <source>Show all %1</source>
            <translation>Tout afficher (%1)</translation>
        </message>
        <message>
            <source>Take back</source>
            <translation>Retirer</translation>
        </message>
        <message>
            <source>Take back from %1: %2, %3</source>
            <translation>Retirer à %1 : %2, %3</translation>
        </message>
        <message>
            <source>%1 is asked about again</source>
            <translation>La question est de nouveau posée pour %1</translation>
        </message>
    </context>
    <context>
        <name>tessera::ProgramRows</name>
        <message>
            <source>Itself, and through the command tessera</source>
            <translation>Directement, et par la commande tessera</translation>
        </message>
        <message>
            <source>Through the command tessera</source>
            <translation>Par la commande tessera</translation>
        </message>
        <message>
            <source>All accounts</source>
            <translation>Tous les comptes</translation>
        </message>
        <message>
            <source>No such account here</source>
            <translation>Pas de tel compte ici</translation>
        </message>
        <message>
            <source>Changed since you allowed it: you are asked again</source>
            <translation>Modifié depuis votre autorisation : la question vous est posée de nouveau</translation>
        </message>
        <message>
            <source>Until the agent locks or ends</source>
            <translation>Jusqu’à ce que l’agent se verrouille ou s’arrête</translation>
        </message>
        <message>
            <source>Last used %1</source>
            <translation>Dernière utilisation %1</translation>
        </message>
        <message>
            <source>Not used lately</source>
            <translation>Pas utilisé récemment</translation>
        </message>
        <message>
            <source>%1 at %2</source>
            <translation>%1 chez %2</translation>
        </message>
        <message>
            <source>an account that is not here any more</source>
            <translation>un compte qui n’est plus ici</translation>
        </message>
        <message>
            <source>an account at %1 that is not here any more</source>
            <translation>un compte chez %1 qui n’est plus ici</translation>
        </message>
    </context>
    <context>
        <name>tessera::ProgramsPage</name>
        <message>
            <source>No program is allowed anything yet</source>
            <translation>Aucun programme n’est encore autorisé à quoi que ce soit</translation>
        </message>
        <message>
            <source>When a program asks for a token, Tessera asks you in a window. What you allow there for an hour or always stands here, and here you take it back.</source>
            <translation>Lorsqu’un programme demande un jeton, Tessera vous pose la question dans une fenêtre. Ce que vous y autorisez pour une heure ou pour toujours figure ici, et c’est ici que vous le retirez.</translation>
        </message>
        <message>
            <source>To try it, type “tessera token” in a terminal. To allow a program beforehand, type “tessera agent allow” with its name and an account.</source>
            <translation>Pour essayer, tapez « tessera token » dans un terminal. Pour autoriser un programme à l’avance, tapez « tessera agent allow » avec son nom et un compte.</translation>
        </message>
        <message>
            <source>Look again (F5)</source>
            <translation>Actualiser (F5)</translation>
        </message>
        <message>
            <source>Programs</source>
            <translation>Programmes</translation>
        </message>
        <message>
            <source>What other programs on this computer may have of your accounts.</source>
            <translation>Ce que d’autres programmes de cet ordinateur peuvent obtenir de vos comptes.</translation>
        </message>
        <message>
            <source>Allowed</source>
            <translation>Autorisé</translation>
        </message>
        <message>
            <source>Denied</source>
            <translation>Refusé</translation>
        </message>
        <message>
            <source>What happened</source>
            <translation>Historique</translation>
        </message>
        <message>
            <source>not asked about again</source>
            <translation>sans nouvelle question</translation>
        </message>
        <message>
            <source>No program has asked for a token.</source>
            <translation>Aucun programme n’a demandé de jeton.</translation>
        </message>
        <message>
            <source>Show all %1</source>
            <translation>Tout afficher (%1)</translation>
        </message>
        <message>
            <source>Taken back.</source>
            <translation>Retiré.</translation>
        </message>
        <message>
            <source>%1 is asked about again the next time it wants a token.</source>
            <translation>La question est de nouveau posée pour %1 la prochaine fois qu’il veut un jeton.</translation>
        </message>
        <message>
            <source>Undo</source>
            <translation>Annuler</translation>
        </message>
    </context>
    <context>
        <name>tessera::ProviderSection</name>
        <message>
            <source>Provider</source>
            <translation>Fournisseur</translation>
        </message>
        <message>
            <source>Renewal</source>
            <translation>Renouvellement</translation>
        </message>
        <message>
            <source>Endpoints</source>
            <translation>Points de terminaison</translation>
        </message>
        <message>
            <source>What this program may do there, and how to take it back:</source>
            <translation>Ce que ce programme peut y faire, et comment le retirer :</translation>
        </message>
        <message>
            <source>Access</source>
            <translation>Accès</translation>
        </message>
    </context>
    <context>
        <name>tessera::ProviderText</name>
        <message>
            <source>The refresh token changes with each renewal.</source>
            <translation>Le jeton d’actualisation change à chaque renouvellement.</translation>
        </message>
        <message>
            <source>Review access at %1</source>
            <translation>Vérifier l’accès chez %1</translation>
        </message>
        <message>
            <source>Tessera asks %1 to revoke the grant and forgets every token of this account.</source>
            <translation>Tessera demande à %1 de révoquer l’autorisation et oublie tous les jetons de ce compte.</translation>
        </message>
        <message>
            <source>Tessera forgets every token of this account.</source>
            <translation>Tessera oublie tous les jetons de ce compte.</translation>
        </message>
        <message>
            <source>%1 has no way to revoke the grant from here.</source>
            <translation>%1 n’a aucun moyen de révoquer l’autorisation d’ici.</translation>
        </message>
        <message>
            <source>This cannot be undone; to come back you sign in again in the browser.</source>
            <translation>C’est irréversible ; pour revenir, vous vous reconnectez dans le navigateur.</translation>
        </message>
        <message>
            <source>On this computer</source>
            <translation>Sur cet ordinateur</translation>
        </message>
        <message>
            <source>Start it with: tessera-demo-idp --port 8787</source>
            <translation>Démarrez-le avec : tessera-demo-idp --port 8787</translation>
        </message>
        <message>
            <source>It forgets every sign-in when it stops. For development and for learning, nothing else.</source>
            <translation>Il oublie toutes les connexions quand il s’arrête. Pour le développement et l’apprentissage, rien d’autre.</translation>
        </message>
        <message>
            <source>accounts.google.com</source>
            <translation>accounts.google.com</translation>
        </message>
        <message>
            <source>Google gives a refresh token only with the first consent. It ends after six months without use, when you withdraw access, and when too many sign-ins of one program push the oldest out.</source>
            <translation>Google ne donne un jeton d’actualisation qu’au premier consentement. Il prend fin après six mois sans utilisation, lorsque vous retirez l’accès, et lorsque trop de connexions d’un même programme évincent la plus ancienne.</translation>
        </message>
        <message>
            <source>Google ends the sign-ins of an app in testing after 7 days.</source>
            <translation>Google met fin après 7 jours aux connexions d’une application en test.</translation>
        </message>
        <message>
            <source>Publish the app on its consent screen, or ask for openid, profile and email only.</source>
            <translation>Publiez l’application sur son écran de consentement, ou ne demandez que openid, profile et email.</translation>
        </message>
        <message>
            <source>Google ends a refresh token that was not used for six months.</source>
            <translation>Google met fin à un jeton d’actualisation qui n’a pas été utilisé pendant six mois.</translation>
        </message>
        <message>
            <source>Access was withdrawn on your Google account's page, the password was changed, or newer sign-ins of the same program pushed the oldest out.</source>
            <translation>L’accès a été retiré sur la page de votre compte Google, le mot de passe a été changé, ou des connexions plus récentes du même programme ont évincé la plus ancienne.</translation>
        </message>
        <message>
            <source>Google wants the secret of your desktop client although PKCE is used. It identifies the program; it does not protect your account.</source>
            <translation>Google veut le secret de votre client de bureau malgré PKCE. Il identifie le programme ; il ne protège pas votre compte.</translation>
        </message>
        <message>
            <source>Google shows the account your browser is signed in with, whichever account is asked for. Choose the right one there.</source>
            <translation>Google affiche le compte connecté dans votre navigateur, quel que soit le compte demandé. Choisissez-y le bon.</translation>
        </message>
        <message>
            <source>While the app is in testing and asks for more than openid, profile and email, Google ends the sign-in after 7 days.</source>
            <translation>Tant que l’application est en test et demande plus que openid, profile et email, Google met fin à la connexion après 7 jours.</translation>
        </message>
        <message>
            <source>github.com</source>
            <translation>github.com</translation>
        </message>
        <message>
            <source>Without expiring tokens GitHub's access token lasts until it is revoked or unused for a year, and there is nothing to renew. With them, or with the scope offline_access, it lasts 8 hours and renews itself for 6 months.</source>
            <translation>Sans jetons expirants, le jeton d’accès de GitHub dure jusqu’à sa révocation ou une année sans utilisation, et il n’y a rien à renouveler. Avec eux, ou avec le scope offline_access, il dure 8 heures et se renouvelle pendant 6 mois.</translation>
        </message>
        <message>
            <source>GitHub's refresh token lasts six months and is replaced by each renewal.</source>
            <translation>Le jeton d’actualisation de GitHub dure six mois et chaque renouvellement le remplace.</translation>
        </message>
        <message>
            <source>Access was withdrawn in GitHub's settings, or another program used the refresh token and got the new one.</source>
            <translation>L’accès a été retiré dans les paramètres de GitHub, ou un autre programme a utilisé le jeton d’actualisation et reçu le nouveau.</translation>
        </message>
        <message>
            <source>GitHub wants the client secret when you sign in with the browser; with the device flow it wants none.</source>
            <translation>GitHub veut le secret client lorsque vous vous connectez avec le navigateur ; avec le flux d’appareil (device flow), il n’en veut pas.</translation>
        </message>
        <message>
            <source>GitHub has no ID token: who you are is asked from its API, and your account is known by its number, not its name.</source>
            <translation>GitHub n’a pas de jeton d’ID : qui vous êtes est demandé à son API, et votre compte est reconnu par son numéro, pas par son nom.</translation>
        </message>
        <message>
            <source>GitHub keeps ten tokens for each person, app and scope. The eleventh sign-in ends the oldest.</source>
            <translation>GitHub conserve dix jetons par personne, application et scope. La onzième connexion met fin à la plus ancienne.</translation>
        </message>
        <message>
            <source>The access token lasts 8 hours, the refresh token 6 months. Each renewal ends both tokens before it.</source>
            <translation>Le jeton d’accès dure 8 heures, le jeton d’actualisation 6 mois. Chaque renouvellement met fin aux deux jetons précédents.</translation>
        </message>
        <message>
            <source>What a GitHub App may do is set in its permissions, not asked for by scopes.</source>
            <translation>Ce qu’une GitHub App peut faire se règle dans ses permissions et ne se demande pas par scopes.</translation>
        </message>
        <message>
            <source>gitlab.com or your own</source>
            <translation>gitlab.com ou le vôtre</translation>
        </message>
        <message>
            <source>The access token lasts 2 hours. Each renewal ends the access token and the refresh token before it.</source>
            <translation>Le jeton d’accès dure 2 heures. Chaque renouvellement met fin au jeton d’accès et au jeton d’actualisation précédents.</translation>
        </message>
        <message>
            <source>Access was withdrawn in GitLab's preferences, or another program used the refresh token and got the new one.</source>
            <translation>L’accès a été retiré dans les préférences de GitLab, ou un autre programme a utilisé le jeton d’actualisation et reçu le nouveau.</translation>
        </message>
        <message>
            <source>For your own GitLab give its address as the issuer, and register the client there.</source>
            <translation>Pour votre propre GitLab, donnez son adresse comme émetteur et enregistrez-y le client.</translation>
        </message>
        <message>
            <source>A token copied elsewhere stops working when Tessera renews: ask for a fresh one each time.</source>
            <translation>Un jeton copié ailleurs cesse de fonctionner quand Tessera renouvelle : demandez-en un neuf chaque fois.</translation>
        </message>
        <message>
            <source>Your tenant</source>
            <translation>Votre tenant</translation>
        </message>
        <message>
            <source>A refresh token comes only with the scope offline_access.</source>
            <translation>Un jeton d’actualisation n’est donné qu’avec le scope offline_access.</translation>
        </message>
        <message>
            <source>Microsoft ends a refresh token that was not used for 90 days.</source>
            <translation>Microsoft met fin à un jeton d’actualisation qui n’a pas été utilisé pendant 90 jours.</translation>
        </message>
        <message>
            <source>The password was changed or reset, an administrator ended the sign-ins, or a rule of the organisation asks for a new sign-in.</source>
            <translation>Le mot de passe a été changé ou réinitialisé, un administrateur a mis fin aux connexions, ou une règle de l’organisation demande une nouvelle connexion.</translation>
        </message>
        <message>
            <source>Microsoft ignores the port of http://localhost only. Addresses with [::1] are not supported.</source>
            <translation>Microsoft n’ignore le port que pour http://localhost. Les adresses avec [::1] ne sont pas prises en charge.</translation>
        </message>
        <message>
            <source>Microsoft has no way to revoke a single sign-in; it ends by itself or in the list of your apps.</source>
            <translation>Microsoft n’a aucun moyen de révoquer une seule connexion ; elle prend fin d’elle-même ou dans la liste de vos applications.</translation>
        </message>
        <message>
            <source>Work, school or personal</source>
            <translation>Professionnel, scolaire ou personnel</translation>
        </message>
        <message>
            <source>An app of a single tenant is refused here (AADSTS50194): use "microsoft" with your tenant's address.</source>
            <translation>Une application d’un seul tenant est refusée ici (AADSTS50194) : utilisez « microsoft » avec l’adresse de votre tenant.</translation>
        </message>
        <message>
            <source>The shared address names no tenant. The one you sign in with is kept with the account; restrict it with --tenant.</source>
            <translation>L’adresse commune ne nomme aucun tenant. Celui avec lequel vous vous connectez est conservé avec le compte ; limitez-le avec --tenant.</translation>
        </message>
        <message>
            <source>Any organisation</source>
            <translation>Toute organisation</translation>
        </message>
        <message>
            <source>Outlook, Xbox and the like</source>
            <translation>Outlook, Xbox et autres</translation>
        </message>
        <message>
            <source>The app must allow personal accounts.</source>
            <translation>L’application doit autoriser les comptes personnels.</translation>
        </message>
        <message>
            <source>Your own host</source>
            <translation>Votre propre hôte</translation>
        </message>
        <message>
            <source>With offline_access Keycloak keeps an offline session, which ends by the realm's rules and not at a fixed time.</source>
            <translation>Avec offline_access, Keycloak garde une session hors ligne, qui prend fin selon les règles du realm et non à une date fixe.</translation>
        </message>
        <message>
            <source>Without offline_access Keycloak ends a session that was not renewed for 30 minutes, unless the realm says otherwise.</source>
            <translation>Sans offline_access, Keycloak met fin à une session qui n’a pas été renouvelée pendant 30 minutes, sauf si le realm en décide autrement.</translation>
        </message>
        <message>
            <source>Ask for the scope offline_access.</source>
            <translation>Demandez le scope offline_access.</translation>
        </message>
        <message>
            <source>Keycloak ends an offline session that was not used for 30 days, unless the realm says otherwise.</source>
            <translation>Keycloak met fin à une session hors ligne qui n’a pas été utilisée pendant 30 jours, sauf si le realm en décide autrement.</translation>
        </message>
        <message>
            <source>An administrator ended the session, or the realm's longest session time was reached.</source>
            <translation>Un administrateur a mis fin à la session, ou la durée maximale de session du realm a été atteinte.</translation>
        </message>
        <message>
            <source>Register http://127.0.0.1/callback, not localhost: only the number lets the port differ.</source>
            <translation>Enregistrez http://127.0.0.1/callback, pas localhost : seule l’adresse numérique permet un port différent.</translation>
        </message>
        <message>
            <source>Your own domain</source>
            <translation>Votre propre domaine</translation>
        </message>
        <message>
            <source>With rotation the token before is still taken for up to 60 seconds (30 by default).</source>
            <translation>Avec la rotation, le jeton précédent est encore accepté jusqu’à 60 secondes (30 par défaut).</translation>
        </message>
        <message>
            <source>Okta ends a refresh token that was not used for 7 days, unless the policy of the authorization server says otherwise.</source>
            <translation>Okta met fin à un jeton d’actualisation qui n’a pas été utilisé pendant 7 jours, sauf si la politique du serveur d’autorisation en décide autrement.</translation>
        </message>
        <message>
            <source>An administrator ended the session, or the rule of the authorization server limits how long a refresh token lasts.</source>
            <translation>Un administrateur a mis fin à la session, ou la règle du serveur d’autorisation limite la durée d’un jeton d’actualisation.</translation>
        </message>
        <message>
            <source>Okta accepts only the exact redirect address, port included: register one and give it with --redirect-uri.</source>
            <translation>Okta n’accepte que l’adresse de redirection exacte, port compris : enregistrez-en une et donnez-la avec --redirect-uri.</translation>
        </message>
        <message>
            <source>Within the reuse window the token before is taken once more. An older one ends the whole sign-in.</source>
            <translation>Dans la fenêtre de réutilisation, le jeton précédent est accepté une fois de plus. Un plus ancien met fin à toute la connexion.</translation>
        </message>
        <message>
            <source>Auth0 ends a refresh token that was not used for 15 days, unless the application says otherwise.</source>
            <translation>Auth0 met fin à un jeton d’actualisation qui n’a pas été utilisé pendant 15 jours, sauf si l’application en décide autrement.</translation>
        </message>
        <message>
            <source>Auth0 ends a sign-in after 30 days however often it is renewed, unless the application says otherwise.</source>
            <translation>Auth0 met fin à une connexion après 30 jours, quel que soit le nombre de renouvellements, sauf si l’application en décide autrement.</translation>
        </message>
        <message>
            <source>Raise the absolute lifetime in the application's settings.</source>
            <translation>Augmentez la durée de vie absolue dans les paramètres de l’application.</translation>
        </message>
        <message>
            <source>An old refresh token was used again, which ends the whole sign-in.</source>
            <translation>Un ancien jeton d’actualisation a été réutilisé, ce qui met fin à toute la connexion.</translation>
        </message>
        <message>
            <source>Auth0's issuer ends with a slash, and callback addresses are compared exactly, port included.</source>
            <translation>L’émetteur d’Auth0 se termine par une barre oblique, et les adresses de retour sont comparées exactement, port compris.</translation>
        </message>
        <message>
            <source>slack.com</source>
            <translation>slack.com</translation>
        </message>
        <message>
            <source>An app with PKCE gets refresh tokens of 30 days; access tokens last 12 hours.</source>
            <translation>Une application avec PKCE reçoit des jetons d’actualisation de 30 jours ; les jetons d’accès durent 12 heures.</translation>
        </message>
        <message>
            <source>Slack ends a refresh token that was not used for 30 days.</source>
            <translation>Slack met fin à un jeton d’actualisation qui n’a pas été utilisé pendant 30 jours.</translation>
        </message>
        <message>
            <source>Slack compares the redirect address exactly and knows localhost only. An app without PKCE cannot sign in from a desktop.</source>
            <translation>Slack compare exactement l’adresse de redirection et ne connaît que localhost. Une application sans PKCE ne permet pas de se connecter depuis un programme de bureau.</translation>
        </message>
        <message>
            <source>Slack names no way to revoke a sign-in; remove the app in your workspace.</source>
            <translation>Slack n’indique aucun moyen de révoquer une connexion ; retirez l’application dans votre espace de travail.</translation>
        </message>
        <message>
            <source>discord.com</source>
            <translation>discord.com</translation>
        </message>
        <message>
            <source>The access token lasts about 7 days and renews itself.</source>
            <translation>Le jeton d’accès dure environ 7 jours et se renouvelle.</translation>
        </message>
        <message>
            <source>Discord compares the redirect address exactly, port included, and keeps at most ten.</source>
            <translation>Discord compare exactement l’adresse de redirection, port compris, et en conserve dix au plus.</translation>
        </message>
        <message>
            <source>codeberg.org</source>
            <translation>codeberg.org</translation>
        </message>
        <message>
            <source>Forgejo has no scopes yet: a token may do all that you may. One of an app for the whole server has the rights of an administrator.</source>
            <translation>Forgejo n’a pas encore de scopes : un jeton peut tout ce que vous pouvez. Celui d’une application valable pour tout le serveur a les droits d’un administrateur.</translation>
        </message>
        <message>
            <source>Before 1.25.5 Gitea's codes do not expire and can be used twice (CVE-2026-26232): ask for an update.</source>
            <translation>Avant 1.25.5, les codes de Gitea n’expirent pas et peuvent servir deux fois (CVE-2026-26232) : demandez une mise à jour.</translation>
        </message>
        <message>
            <source>Your own server</source>
            <translation>Votre propre serveur</translation>
        </message>
        <message>
            <source>Mastodon's access token has no end and no refresh token. It lasts until you revoke it.</source>
            <translation>Le jeton d’accès de Mastodon n’a ni fin ni jeton d’actualisation. Il dure jusqu’à ce que vous le révoquiez.</translation>
        </message>
        <message>
            <source>Each server has its own clients, and compares the redirect address exactly.</source>
            <translation>Chaque serveur a ses propres clients et compare exactement l’adresse de redirection.</translation>
        </message>
        <message>
            <source>appleid.apple.com</source>
            <translation>appleid.apple.com</translation>
        </message>
        <message>
            <source>Apple sends people back to a website only, so no desktop program can be signed in without a server between.</source>
            <translation>Apple ne renvoie les gens que vers un site web, aucun programme de bureau ne peut donc être connecté sans serveur intermédiaire.</translation>
        </message>
        <message>
            <source>By its address</source>
            <translation>Par son adresse</translation>
        </message>
        <message>
            <source>The server must publish its metadata (RFC 8414). Without OpenID Connect there is no ID token: who signed in is what the userinfo endpoint says, or nothing.</source>
            <translation>Le serveur doit publier ses métadonnées (RFC 8414). Sans OpenID Connect, il n’y a pas de jeton d’ID : qui s’est connecté est ce que dit le point de terminaison userinfo, ou rien.</translation>
        </message>
        <message>
            <source>Create an OAuth client ID of the type "Desktop app".</source>
            <translation>Créez un ID client OAuth du type « Desktop app ».</translation>
        </message>
        <message>
            <source>Copy its client ID and its client secret. No redirect address has to be registered.</source>
            <translation>Copiez son ID client et son secret client. Aucune adresse de redirection n’est à enregistrer.</translation>
        </message>
        <message>
            <source>On the consent screen, publish the app or add yourself as a test user.</source>
            <translation>Sur l’écran de consentement, publiez l’application ou ajoutez-vous comme utilisateur de test.</translation>
        </message>
        <message>
            <source>Set "Authorization callback URL" to http://127.0.0.1/callback; GitHub lets the port differ.</source>
            <translation>Réglez « Authorization callback URL » sur http://127.0.0.1/callback ; GitHub permet un port différent.</translation>
        </message>
        <message>
            <source>Tick "Enable Device Flow" to sign in without a secret.</source>
            <translation>Cochez « Enable Device Flow » pour vous connecter sans secret.</translation>
        </message>
        <message>
            <source>Generate a client secret for signing in with the browser.</source>
            <translation>Générez un secret client pour vous connecter avec le navigateur.</translation>
        </message>
        <message>
            <source>Set "Callback URL" to http://127.0.0.1/callback; GitHub lets the port differ.</source>
            <translation>Réglez « Callback URL » sur http://127.0.0.1/callback ; GitHub permet un port différent.</translation>
        </message>
        <message>
            <source>Leave "Expire user authorization tokens" ticked, so that access tokens renew themselves.</source>
            <translation>Laissez « Expire user authorization tokens » coché, afin que les jetons d’accès se renouvellent.</translation>
        </message>
        <message>
            <source>Set the redirect URI to http://127.0.0.1/callback; GitLab lets the port differ.</source>
            <translation>Réglez l’URI de redirection sur http://127.0.0.1/callback ; GitLab permet un port différent.</translation>
        </message>
        <message>
            <source>Leave "Confidential" unticked; then no secret is needed.</source>
            <translation>Laissez « Confidential » décoché ; aucun secret n’est alors nécessaire.</translation>
        </message>
        <message>
            <source>Tick the scopes openid, profile and email.</source>
            <translation>Cochez les scopes openid, profile et email.</translation>
        </message>
        <message>
            <source>Add the platform "Mobile and desktop applications".</source>
            <translation>Ajoutez la plateforme « Mobile and desktop applications ».</translation>
        </message>
        <message>
            <source>Register the redirect http://127.0.0.1/callback in the manifest, or http://localhost and give --redirect-uri http://localhost.</source>
            <translation>Enregistrez la redirection http://127.0.0.1/callback dans le manifeste, ou http://localhost et donnez --redirect-uri http://localhost.</translation>
        </message>
        <message>
            <source>Allow public client flows, to sign in with a code on another device.</source>
            <translation>Autorisez les flux de clients publics, pour vous connecter avec un code sur un autre appareil.</translation>
        </message>
        <message>
            <source>Create a client with "Client authentication" off and "Standard flow" on.</source>
            <translation>Créez un client avec « Client authentication » désactivé et « Standard flow » activé.</translation>
        </message>
        <message>
            <source>Add the redirect URI http://127.0.0.1/callback; Keycloak accepts any port of it.</source>
            <translation>Ajoutez l’URI de redirection http://127.0.0.1/callback ; Keycloak en accepte tout port.</translation>
        </message>
        <message>
            <source>Create an app integration of the type "OIDC, Native Application".</source>
            <translation>Créez une intégration d’application du type « OIDC, Native Application ».</translation>
        </message>
        <message>
            <source>Add a redirect URI with a port, for instance http://127.0.0.1:49152/callback, and give the same with --redirect-uri.</source>
            <translation>Ajoutez une URI de redirection avec un port, par exemple http://127.0.0.1:49152/callback, et donnez la même avec --redirect-uri.</translation>
        </message>
        <message>
            <source>Create an application of the type "Native".</source>
            <translation>Créez une application du type « Native ».</translation>
        </message>
        <message>
            <source>Add an allowed callback URL with a port, for instance http://127.0.0.1:49152/callback, and give the same with --redirect-uri.</source>
            <translation>Ajoutez une URL de retour autorisée avec un port, par exemple http://127.0.0.1:49152/callback, et donnez la même avec --redirect-uri.</translation>
        </message>
        <message>
            <source>Turn on refresh token rotation.</source>
            <translation>Activez la rotation des jetons d’actualisation.</translation>
        </message>
        <message>
            <source>Create an app and turn on PKCE. That cannot be undone.</source>
            <translation>Créez une application et activez PKCE. C’est irréversible.</translation>
        </message>
        <message>
            <source>Add a redirect URL with a port, for instance http://localhost:49152/callback, and give the same with --redirect-uri.</source>
            <translation>Ajoutez une URL de redirection avec un port, par exemple http://localhost:49152/callback, et donnez la même avec --redirect-uri.</translation>
        </message>
        <message>
            <source>Under OAuth2, turn on "Public Client".</source>
            <translation>Sous OAuth2, activez « Public Client ».</translation>
        </message>
        <message>
            <source>Add a redirect with a port, for instance http://127.0.0.1:49152/callback, and give the same with --redirect-uri.</source>
            <translation>Ajoutez une redirection avec un port, par exemple http://127.0.0.1:49152/callback, et donnez la même avec --redirect-uri.</translation>
        </message>
        <message>
            <source>Register http://127.0.0.1/ as the redirect URI; any port of it is accepted.</source>
            <translation>Enregistrez http://127.0.0.1/ comme URI de redirection ; tout port en est accepté.</translation>
        </message>
        <message>
            <source>Leave "Confidential client" unticked.</source>
            <translation>Laissez « Confidential client » décoché.</translation>
        </message>
        <message>
            <source>On your server open Preferences, Development, New application.</source>
            <translation>Sur votre serveur, ouvrez Préférences, Développement, Nouvelle application.</translation>
        </message>
        <message>
            <source>Apple sends people back to an https address of a website only, never to a program on this computer, and answers with a form post. A desktop program would need a server of its own between, which could read every sign-in.</source>
            <translation>Apple ne renvoie les gens que vers l’adresse https d’un site web, jamais vers un programme de cet ordinateur, et répond par un form post. Un programme de bureau aurait besoin d’un serveur intermédiaire à lui, qui pourrait lire chaque connexion.</translation>
        </message>
    </context>
    <context>
        <name>tessera::ProviderTile</name>
        <message>
            <source>Sign in with %1</source>
            <translation>Se connecter avec %1</translation>
        </message>
    </context>
    <context>
        <name>tessera::QrCode</name>
        <message>
            <source>QR code</source>
            <translation>Code QR</translation>
        </message>
    </context>
    <context>
        <name>tessera::RelativeTime</name>
        <message>
            <source>in 1 minute</source>
            <translation>dans 1 minute</translation>
        </message>
        <message>
            <source>in less than a minute</source>
            <translation>dans moins d’une minute</translation>
        </message>
        <message>
            <source>1 minute ago</source>
            <translation>il y a 1 minute</translation>
        </message>
        <message>
            <source>less than a minute ago</source>
            <translation>il y a moins d’une minute</translation>
        </message>
        <message>
            <source>1 minute</source>
            <translation>1 minute</translation>
        </message>
        <message>
            <source>less than a minute</source>
            <translation>moins d’une minute</translation>
        </message>
        <message>
            <source>1 more minute</source>
            <translation>encore 1 minute</translation>
        </message>
        <message>
            <source>Yesterday %1</source>
            <translation>Hier %1</translation>
        </message>
        <message numerus="yes">
            <source>in %n days</source>
            <translation>
                <numerusform>dans %n jour</numerusform>
                <numerusform>dans %n jours</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>in %n hours</source>
            <translation>
                <numerusform>dans %n heure</numerusform>
                <numerusform>dans %n heures</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>in %n minutes</source>
            <translation>
                <numerusform>dans %n minute</numerusform>
                <numerusform>dans %n minutes</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n days ago</source>
            <translation>
                <numerusform>il y a %n jour</numerusform>
                <numerusform>il y a %n jours</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n hours ago</source>
            <translation>
                <numerusform>il y a %n heure</numerusform>
                <numerusform>il y a %n heures</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n minutes ago</source>
            <translation>
                <numerusform>il y a %n minute</numerusform>
                <numerusform>il y a %n minutes</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n days</source>
            <translation>
                <numerusform>%n jour</numerusform>
                <numerusform>%n jours</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n hours</source>
            <translation>
                <numerusform>%n heure</numerusform>
                <numerusform>%n heures</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n minutes</source>
            <translation>
                <numerusform>%n minute</numerusform>
                <numerusform>%n minutes</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n more days</source>
            <translation>
                <numerusform>encore %n jour</numerusform>
                <numerusform>encore %n jours</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n more hours</source>
            <translation>
                <numerusform>encore %n heure</numerusform>
                <numerusform>encore %n heures</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n more minutes</source>
            <translation>
                <numerusform>encore %n minute</numerusform>
                <numerusform>encore %n minutes</numerusform>
            </translation>
        </message>
        <message>
            <source>d MMM</source>
            <comment>a date of this year, in the letters of QLocale</comment>
            <translation>d MMM</translation>
        </message>
    </context>
    <context>
        <name>tessera::RenewalSettings</name>
        <message>
            <source>Write a whole number of seconds from %1 to %2.</source>
            <translation>Écrivez un nombre entier de secondes, de %1 à %2.</translation>
        </message>
        <message>
            <source>Renewal</source>
            <translation>Renouvellement</translation>
        </message>
        <message>
            <source>Seconds before the &amp;end of an access token</source>
            <translation>&amp;Secondes avant la fin d’un jeton d’accès</translation>
        </message>
        <message>
            <source>When it is renewed at the latest, but never before nine tenths of its life. Holds from each account's next renewal on.</source>
            <translation>Moment où il est renouvelé au plus tard, mais jamais avant les neuf dixièmes de sa vie. Vaut à partir du prochain renouvellement de chaque compte.</translation>
        </message>
        <message>
            <source>Seconds a copied token stays on the cli&amp;pboard</source>
            <translation>Secondes d’un &amp;jeton copié dans le presse-papiers</translation>
        </message>
        <message>
            <source>Then it is taken off, if it is still there.</source>
            <translation>Il en est ensuite retiré, s’il y est encore.</translation>
        </message>
    </context>
    <context>
        <name>tessera::ReportText</name>
        <message>
            <source>ID token</source>
            <translation>Jeton d’ID</translation>
        </message>
        <message>
            <source>access token</source>
            <translation>jeton d’accès</translation>
        </message>
        <message>
            <source>refresh token</source>
            <translation>jeton d’actualisation</translation>
        </message>
        <message>
            <source>logout token</source>
            <translation>jeton de déconnexion</translation>
        </message>
        <message>
            <source>Signed JSON Web Token</source>
            <translation>JSON Web Token signé</translation>
        </message>
        <message>
            <source>Signed content</source>
            <translation>Contenu signé</translation>
        </message>
        <message>
            <source>Encrypted token; only its header can be read without the key</source>
            <translation>Jeton chiffré ; sans la clé, seul son en-tête est lisible</translation>
        </message>
        <message>
            <source>Opaque text; it says nothing by itself</source>
            <translation>Texte opaque ; il ne dit rien par lui-même</translation>
        </message>
        <message>
            <source>Text that cannot be read</source>
            <translation>Texte illisible</translation>
        </message>
        <message>
            <source>Not valid.</source>
            <translation>Non valide.</translation>
        </message>
        <message>
            <source>The signature is wrong. The text was changed after signing, or another key signed it. Do not trust the claims.</source>
            <translation>La signature est incorrecte. Le texte a été modifié après la signature, ou une autre clé l’a signé. Ne vous fiez pas aux claims.</translation>
        </message>
        <message>
            <source>The signature is right, and still:</source>
            <translation>La signature est correcte, et pourtant :</translation>
        </message>
        <message>
            <source>It was refused. (%1)</source>
            <translation>Il a été refusé. (%1)</translation>
        </message>
        <message>
            <source>Not checked.</source>
            <translation>Non vérifié.</translation>
        </message>
        <message>
            <source>Anybody can write such a text. Name a key to find out who did.</source>
            <translation>N’importe qui peut écrire un tel texte. Indiquez une clé pour savoir qui l’a fait.</translation>
        </message>
        <message>
            <source>Valid.</source>
            <translation>Valide.</translation>
        </message>
        <message>
            <source>Signed with a key from %1, and every check passed.</source>
            <translation>Signé avec une clé (%1), et toutes les vérifications ont réussi.</translation>
        </message>
        <message>
            <source>Decrypted.</source>
            <translation>Déchiffré.</translation>
        </message>
        <message>
            <source>The key from %1 opens it. Who wrote it is another question.</source>
            <translation>La clé (%1) l’ouvre. Qui l’a écrit est une autre question.</translation>
        </message>
        <message>
            <source>It is encrypted; this key does not open it.</source>
            <translation>Il est chiffré ; cette clé ne l’ouvre pas.</translation>
        </message>
        <message>
            <source>There is no signature in it.</source>
            <translation>Il ne contient pas de signature.</translation>
        </message>
        <message>
            <source>Algorithm</source>
            <translation>Algorithme</translation>
        </message>
        <message>
            <source>%1: %2</source>
            <translation>%1 : %2</translation>
        </message>
        <message>
            <source>%1 was refused</source>
            <translation>%1 a été refusé</translation>
        </message>
        <message>
            <source>%1 is known and fit</source>
            <translation>%1 est connu et convient</translation>
        </message>
        <message>
            <source>Key</source>
            <translation>Clé</translation>
        </message>
        <message>
            <source>One of %1</source>
            <translation>Source : %1</translation>
        </message>
        <message>
            <source>%1 of %2</source>
            <translation>%1 (%2)</translation>
        </message>
        <message>
            <source>None was tried</source>
            <translation>Aucune n’a été essayée</translation>
        </message>
        <message>
            <source>Signature</source>
            <translation>Signature</translation>
        </message>
        <message>
            <source>Made with this key</source>
            <translation>Créée avec cette clé</translation>
        </message>
        <message>
            <source>Does not match this key</source>
            <translation>Ne correspond pas à cette clé</translation>
        </message>
        <message>
            <source>Could not be checked</source>
            <translation>N’a pas pu être vérifiée</translation>
        </message>
        <message>
            <source>Not asked for</source>
            <translation>Non demandé</translation>
        </message>
        <message>
            <source>Times</source>
            <translation>Dates</translation>
        </message>
        <message>
            <source>The token names none</source>
            <translation>Le jeton n’en nomme aucune</translation>
        </message>
        <message>
            <source>%1, with 60 s of leeway</source>
            <translation>%1, avec 60 s de tolérance</translation>
        </message>
        <message>
            <source>Issuer</source>
            <translation>Émetteur</translation>
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
            <translation>Comme indiqué</translation>
        </message>
        <message>
            <source>%1 passed</source>
            <translation>Réussies : %1</translation>
        </message>
        <message>
            <source>%1 failed</source>
            <translation>échouées : %1</translation>
        </message>
        <message>
            <source>%1 not done</source>
            <translation>non effectuées : %1</translation>
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
            <translation>Demandés : %1, accordés : %2</translation>
        </message>
        <message>
            <source>%1 did not grant %2. Tools that need it will be refused until you ask again.</source>
            <translation>%1 n’a pas accordé %2. Les outils qui en ont besoin seront refusés jusqu’à une nouvelle demande.</translation>
        </message>
        <message>
            <source>%1 also granted %2, which was not asked for. The access token can do more than it needs to.</source>
            <translation>%1 a aussi accordé %2, qui n’était pas demandé. Le jeton d’accès permet plus que nécessaire.</translation>
        </message>
    </context>
    <context>
        <name>tessera::SettingsPage</name>
        <message>
            <source>Reset to &amp;defaults</source>
            <translation>Réta&amp;blir les valeurs par défaut</translation>
        </message>
        <message>
            <source>Settings</source>
            <translation>Paramètres</translation>
        </message>
        <message>
            <source>What you change holds at once.</source>
            <translation>Ce que vous modifiez prend effet aussitôt.</translation>
        </message>
        <message>
            <source>All settings are as they were at first.</source>
            <translation>Tous les paramètres sont comme au début.</translation>
        </message>
        <message>
            <source>Accounts and what programs may have are as they were.</source>
            <translation>Les comptes et ce que les programmes peuvent obtenir n’ont pas changé.</translation>
        </message>
        <message>
            <source>Undo</source>
            <translation>Annuler</translation>
        </message>
    </context>
    <context>
        <name>tessera::ShippedParts</name>
        <message>
            <source>this program</source>
            <translation>ce programme</translation>
        </message>
        <message>
            <source>window, network, pictures</source>
            <translation>fenêtre, réseau, images</translation>
        </message>
        <message>
            <source>the code flow</source>
            <translation>le flux par code</translation>
        </message>
        <message>
            <source>signatures and TLS</source>
            <translation>signatures et TLS</translation>
        </message>
        <message>
            <source>the way to the keychain</source>
            <translation>l’accès au trousseau</translation>
        </message>
        <message>
            <source>coroutines</source>
            <translation>coroutines</translation>
        </message>
        <message>
            <source>which domains a cookie may be for</source>
            <translation>les domaines pour lesquels un cookie peut valoir</translation>
        </message>
        <message>
            <source>the code for your phone</source>
            <translation>le code pour votre téléphone</translation>
        </message>
        <message>
            <source>compressed tokens</source>
            <translation>jetons compressés</translation>
        </message>
        <message>
            <source>values or errors</source>
            <translation>valeurs ou erreurs</translation>
        </message>
        <message>
            <source>the first step of the command line</source>
            <translation>la première étape de la ligne de commande</translation>
        </message>
    </context>
    <context>
        <name>tessera::SidePane</name>
        <message>
            <source>Pane</source>
            <translation>Volet</translation>
        </message>
        <message>
            <source>Verify</source>
            <translation>Vérifier</translation>
        </message>
        <message>
            <source>Create</source>
            <translation>Créer</translation>
        </message>
    </context>
    <context>
        <name>tessera::SignInFacts</name>
        <message>
            <source>The keychain is unlocked</source>
            <translation>Le trousseau est déverrouillé</translation>
        </message>
        <message>
            <source>The keychain is locked</source>
            <translation>Le trousseau est verrouillé</translation>
        </message>
        <message>
            <source>It will ask for its password when the sign-in is stored.</source>
            <translation>Il demandera son mot de passe au moment d’enregistrer la connexion.</translation>
        </message>
        <message>
            <source>The keychain cannot be used</source>
            <translation>Le trousseau n’est pas utilisable</translation>
        </message>
        <message>
            <source>You stay signed in until Tessera closes.</source>
            <translation>Vous restez connecté jusqu’à la fermeture de Tessera.</translation>
        </message>
        <message>
            <source>The provider does not say what it can do</source>
            <translation>Le fournisseur ne dit pas ce qu’il sait faire</translation>
        </message>
        <message>
            <source>Tessera goes by what it said before.</source>
            <translation>Tessera s’en tient à ce qu’il a dit auparavant.</translation>
        </message>
        <message>
            <source>The provider was found</source>
            <translation>Le fournisseur a été trouvé</translation>
        </message>
        <message>
            <source>The provider is on this computer</source>
            <translation>Le fournisseur est sur cet ordinateur</translation>
        </message>
        <message>
            <source>For development: nothing leaves it, so nothing is encrypted.</source>
            <translation>Pour le développement : rien n’en sort, donc rien n’est chiffré.</translation>
        </message>
        <message>
            <source>The connection is encrypted</source>
            <translation>La liaison est chiffrée</translation>
        </message>
        <message>
            <source>The request was handed over directly</source>
            <translation>La demande a été remise directement</translation>
        </message>
        <message>
            <source>The answer is bound to this sign-in</source>
            <translation>La réponse est liée à cette connexion</translation>
        </message>
        <message>
            <source>The answer is not bound to this sign-in</source>
            <translation>La réponse n’est pas liée à cette connexion</translation>
        </message>
        <message>
            <source>The return address is listening</source>
            <translation>L’adresse de retour est à l’écoute</translation>
        </message>
    </context>
    <context>
        <name>tessera::SignInNotice</name>
        <message>
            <source>%1 at %2: sign-in needed</source>
            <translation>%1 chez %2 : connexion nécessaire</translation>
        </message>
        <message>
            <source>Sign in again</source>
            <translation>Se reconnecter</translation>
        </message>
    </context>
    <context>
        <name>tessera::SignInPage</name>
        <message>
            <source>Back</source>
            <translation>Retour</translation>
        </message>
        <message>
            <source>The browser shows an error? &amp;Paste its address here</source>
            <translation>Le navigateur affiche une erreur ? Co&amp;ller ici son adresse</translation>
        </message>
        <message>
            <source>&amp;Address the browser ended on</source>
            <translation>&amp;Adresse où le navigateur s’est arrêté</translation>
        </message>
        <message>
            <source>Copy all of it from the browser's address bar, then press Enter.</source>
            <translation>Copiez-la en entier depuis la barre d’adresse du navigateur, puis appuyez sur Entrée.</translation>
        </message>
        <message>
            <source>&amp;Open again</source>
            <translation>R&amp;ouvrir</translation>
        </message>
        <message>
            <source>Copy &amp;link</source>
            <translation>Copier le lie&amp;n</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Annuler</translation>
        </message>
        <message>
            <source>&amp;Try again</source>
            <translation>&amp;Réessayer</translation>
        </message>
        <message>
            <source>&amp;Keep as a new account</source>
            <translation>Garder comme nou&amp;veau compte</translation>
        </message>
        <message>
            <source>&amp;Watch it being drawn</source>
            <translation>Voir le &amp;dessin se faire</translation>
        </message>
        <message>
            <source>Copied. Paste the code on the page that is open.</source>
            <translation>Copié. Collez le code sur la page qui est ouverte.</translation>
        </message>
        <message>
            <source>Copied. Open the link in the browser you want to sign in with.</source>
            <translation>Copié. Ouvrez le lien dans le navigateur avec lequel vous voulez vous connecter.</translation>
        </message>
        <message>
            <source>Sign in with %1</source>
            <translation>Se connecter avec %1</translation>
        </message>
        <message>
            <source>%1 opens in your browser.</source>
            <translation>%1 s’ouvre dans votre navigateur.</translation>
        </message>
        <message>
            <source>Type your password there, never here.</source>
            <translation>C’est là que vous tapez votre mot de passe, jamais ici.</translation>
        </message>
        <message>
            <source>Before your browser opens</source>
            <translation>Avant l’ouverture de votre navigateur</translation>
        </message>
        <message>
            <source>Start the demo provider</source>
            <translation>Démarrer le fournisseur de démonstration</translation>
        </message>
        <message>
            <source>Ask the provider what it can do</source>
            <translation>Demander au fournisseur ce qu’il sait faire</translation>
        </message>
        <message>
            <source>You sign in and agree in the browser</source>
            <translation>Vous vous connectez et acceptez dans le navigateur</translation>
        </message>
        <message>
            <source>Exchange the code for tokens</source>
            <translation>Échanger le code contre des jetons</translation>
        </message>
        <message>
            <source>Check the ID token</source>
            <translation>Vérifier le jeton d’ID</translation>
        </message>
        <message>
            <source>Ask who you are</source>
            <translation>Demander qui vous êtes</translation>
        </message>
        <message>
            <source>Keep the sign-in safe</source>
            <translation>Mettre la connexion en sécurité</translation>
        </message>
        <message>
            <source>Finishing</source>
            <translation>Fin de la connexion</translation>
        </message>
        <message>
            <source>Waiting for your browser</source>
            <translation>En attente de votre navigateur</translation>
        </message>
        <message>
            <source>Your browser shows %1.</source>
            <translation>Votre navigateur affiche %1.</translation>
        </message>
        <message>
            <source>Open %1 in a browser.</source>
            <translation>Ouvrez %1 dans un navigateur.</translation>
        </message>
        <message>
            <source>Waiting for the other device</source>
            <translation>En attente de l’autre appareil</translation>
        </message>
        <message>
            <source>Sign in at %1.</source>
            <translation>Connectez-vous à %1.</translation>
        </message>
        <message>
            <source>&amp;Open here</source>
            <translation>&amp;Ouvrir ici</translation>
        </message>
        <message>
            <source>Copy &amp;code</source>
            <translation>Copier l&amp;e code</translation>
        </message>
        <message>
            <source>%1 left</source>
            <translation>Reste %1</translation>
        </message>
        <message>
            <source>Stopped</source>
            <translation>Arrêté</translation>
        </message>
        <message>
            <source>Not signed in</source>
            <translation>Non connecté</translation>
        </message>
        <message>
            <source>Show the &amp;flow</source>
            <translation>Voir le fl&amp;ux</translation>
        </message>
        <message>
            <source>A question first</source>
            <translation>D’abord une question</translation>
        </message>
    </context>
    <context>
        <name>tessera::SignInPlan</name>
        <message>
            <source>The page that opens shows the names and passwords to try.</source>
            <translation>La page qui s’ouvre indique les noms et mots de passe à essayer.</translation>
        </message>
        <message>
            <source>The demo provider forgets every sign-in when Tessera closes.</source>
            <translation>Le fournisseur de démonstration oublie toutes les connexions à la fermeture de Tessera.</translation>
        </message>
    </context>
    <context>
        <name>tessera::SignInSettings</name>
        <message>
            <source>Sign-in</source>
            <translation>Connexion</translation>
        </message>
        <message>
            <source>&amp;Browser</source>
            <translation>&amp;Navigateur</translation>
        </message>
        <message>
            <source>the system's browser</source>
            <translation>le navigateur du système</translation>
        </message>
        <message>
            <source>&amp;Return ports</source>
            <translation>Ports de &amp;retour</translation>
        </message>
        <message>
            <source>The browser comes back to one of these ports of this computer, tried in this order. Empty: any free one, another each time. A port that was registered with a provider comes first.</source>
            <translation>Le navigateur revient à l’un de ces ports de cet ordinateur, essayés dans cet ordre. Vide : un port libre quelconque, différent chaque fois. Un port enregistré chez un fournisseur passe en premier.</translation>
        </message>
        <message>
            <source>any free port</source>
            <translation>un port libre quelconque</translation>
        </message>
        <message>
            <source>&amp;Keep what went over the wire</source>
            <translation>Conserver les éc&amp;hanges réseau</translation>
        </message>
        <message>
            <source>For the page Flow, in memory and without secrets, until Tessera ends.</source>
            <translation>Pour la page Flux, en mémoire et sans secrets, jusqu’à l’arrêt de Tessera.</translation>
        </message>
        <message>
            <source>The variable BROWSER comes first, and is %1.</source>
            <translation>La variable BROWSER a priorité, et vaut %1.</translation>
        </message>
        <message>
            <source>Decided by the administrator of this computer: %1.</source>
            <translation>Décidé par l’administrateur de cet ordinateur : %1.</translation>
        </message>
        <message>
            <source>A command such as “firefox --new-window %s”; %s is the address.</source>
            <translation>Une commande telle que « firefox --new-window %s » ; %s est l’adresse.</translation>
        </message>
    </context>
    <context>
        <name>tessera::SignOutQuestion</name>
        <message>
            <source>Sign out</source>
            <translation>Se déconnecter</translation>
        </message>
        <message>
            <source>Stay signed in</source>
            <translation>Rester connecté</translation>
        </message>
        <message>
            <source>Sign %1 out?</source>
            <translation>Déconnecter %1 ?</translation>
        </message>
    </context>
    <context>
        <name>tessera::StateText</name>
        <message>
            <source>A fresh access token is fetched when it is needed.</source>
            <translation>Un nouveau jeton d’accès est obtenu lorsqu’il est nécessaire.</translation>
        </message>
        <message>
            <source>The access token renews itself %1.</source>
            <translation>Le jeton d’accès se renouvelle %1.</translation>
        </message>
        <message>
            <source>%1 did not say how long the access token lasts.</source>
            <translation>%1 n’a pas dit combien de temps dure le jeton d’accès.</translation>
        </message>
        <message>
            <source>The access token ends %1.</source>
            <translation>Le jeton d’accès expire %1.</translation>
        </message>
        <message>
            <source>%1 gave no refresh token; sign in again at %2.</source>
            <translation>%1 n’a pas donné de jeton d’actualisation ; reconnectez-vous à %2.</translation>
        </message>
        <message>
            <source>Signed in</source>
            <translation>Connecté</translation>
        </message>
        <message>
            <source>Signed in.</source>
            <translation>Connecté.</translation>
        </message>
        <message>
            <source>Signed in, but not renewing.</source>
            <translation>Connecté, mais sans renouvellement.</translation>
        </message>
        <message>
            <source>%1 cannot be reached; Tessera keeps trying.</source>
            <translation>%1 est injoignable ; Tessera continue d’essayer.</translation>
        </message>
        <message>
            <source>The token is good for %1.</source>
            <translation>Le jeton est valable %1.</translation>
        </message>
        <message>
            <source>The token has run out.</source>
            <translation>Le jeton a expiré.</translation>
        </message>
        <message>
            <source>Offline</source>
            <translation>Hors ligne</translation>
        </message>
        <message>
            <source>Offline.</source>
            <translation>Hors ligne.</translation>
        </message>
        <message>
            <source>The refresh token is missing.</source>
            <translation>Le jeton d’actualisation manque.</translation>
        </message>
        <message>
            <source>The demo provider was restarted and forgets its users.</source>
            <translation>Le fournisseur de démonstration a été redémarré et oublie ses utilisateurs.</translation>
        </message>
        <message>
            <source>%1 withdrew the grant, so the refresh token was refused</source>
            <translation>%1 a retiré l’autorisation, le jeton d’actualisation a donc été refusé</translation>
        </message>
        <message>
            <source>Waiting for the keychain</source>
            <translation>En attente du trousseau</translation>
        </message>
        <message>
            <source>The keychain has gone away.</source>
            <translation>Le trousseau a disparu.</translation>
        </message>
        <message>
            <source>The keychain is not there yet.</source>
            <translation>Le trousseau n’est pas encore là.</translation>
        </message>
        <message>
            <source>Your sign-in is in it. Tessera goes on as soon as it is back.</source>
            <translation>Votre connexion s’y trouve. Tessera continue dès qu’il est de retour.</translation>
        </message>
        <message>
            <source>The keychain is slow to answer.</source>
            <translation>Le trousseau tarde à répondre.</translation>
        </message>
        <message>
            <source>Your sign-in is in it. Tessera asks again by itself.</source>
            <translation>Votre connexion s’y trouve. Tessera le sollicite de nouveau de lui-même.</translation>
        </message>
        <message>
            <source>Keychain refused</source>
            <translation>Trousseau refusé</translation>
        </message>
        <message>
            <source>The keychain did not let Tessera in.</source>
            <translation>Le trousseau n’a pas laissé entrer Tessera.</translation>
        </message>
        <message>
            <source>Your sign-in is safe in it. It is asked again when you say so.</source>
            <translation>Votre connexion y est en sécurité. Il est sollicité de nouveau quand vous le dites.</translation>
        </message>
        <message>
            <source>Keychain locked</source>
            <translation>Trousseau verrouillé</translation>
        </message>
        <message>
            <source>The keychain is locked.</source>
            <translation>Le trousseau est verrouillé.</translation>
        </message>
        <message>
            <source>Your sign-in is safe in it. Unlock it to go on.</source>
            <translation>Votre connexion y est en sécurité. Déverrouillez-le pour continuer.</translation>
        </message>
        <message>
            <source>Loading</source>
            <translation>Chargement</translation>
        </message>
        <message>
            <source>Reading the keychain.</source>
            <translation>Lecture du trousseau.</translation>
        </message>
        <message>
            <source>Renewing</source>
            <translation>Renouvellement</translation>
        </message>
        <message>
            <source>Renewing now.</source>
            <translation>Renouvellement en cours.</translation>
        </message>
        <message>
            <source>Refused</source>
            <translation>Refusé</translation>
        </message>
        <message>
            <source>%1 refuses Tessera itself, not you.</source>
            <translation>%1 refuse Tessera même, pas vous.</translation>
        </message>
        <message>
            <source>Sign-in needed</source>
            <translation>Connexion nécessaire</translation>
        </message>
        <message>
            <source>Sign-in needed.</source>
            <translation>Connexion nécessaire.</translation>
        </message>
        <message>
            <source>In your browser, with PKCE.</source>
            <translation>Dans votre navigateur, avec PKCE.</translation>
        </message>
        <message>
            <source>Renewed</source>
            <translation>Renouvelé</translation>
        </message>
        <message>
            <source>The first time on %1.</source>
            <translation>La première fois le %1.</translation>
        </message>
        <message>
            <source>Without the browser, with the refresh token.</source>
            <translation>Sans le navigateur, avec le jeton d’actualisation.</translation>
        </message>
        <message>
            <source>%1 could not be reached. Nothing was lost; Tessera kept trying.</source>
            <translation>%1 était injoignable. Rien n’a été perdu ; Tessera a continué d’essayer.</translation>
        </message>
        <message>
            <source>Back online</source>
            <translation>De nouveau en ligne</translation>
        </message>
        <message>
            <source>%1 answers again.</source>
            <translation>%1 répond de nouveau.</translation>
        </message>
        <message>
            <source>Your sign-in is safe in it.</source>
            <translation>Votre connexion y est en sécurité.</translation>
        </message>
        <message>
            <source>Not stored</source>
            <translation>Non enregistré</translation>
        </message>
        <message numerus="yes">
            <source>Renewed %n times</source>
            <translation>
                <numerusform>Renouvelé %n fois</numerusform>
                <numerusform>Renouvelé %n fois</numerusform>
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
            <translation>Terminée</translation>
        </message>
        <message>
            <source>Failed</source>
            <translation>Échec</translation>
        </message>
        <message>
            <source>Waiting</source>
            <translation>En attente</translation>
        </message>
        <message>
            <source>Under way</source>
            <translation>En cours</translation>
        </message>
        <message>
            <source>Not started</source>
            <translation>Pas commencée</translation>
        </message>
    </context>
    <context>
        <name>tessera::TimeAxis</name>
        <message>
            <source>Life of the token</source>
            <translation>Durée de vie du jeton</translation>
        </message>
    </context>
    <context>
        <name>tessera::TimeText</name>
        <message>
            <source>1 minute left</source>
            <translation>reste 1 minute</translation>
        </message>
        <message>
            <source>less than a minute left</source>
            <translation>reste moins d’une minute</translation>
        </message>
        <message>
            <source>Runs out %1, %2</source>
            <translation>Expire %1, %2</translation>
        </message>
        <message>
            <source>Ran out %1, %2</source>
            <translation>A expiré %1, %2</translation>
        </message>
        <message>
            <source>Issued %1, %2</source>
            <translation>Émis %1, %2</translation>
        </message>
        <message>
            <source>Valid %1, %2</source>
            <translation>Valable %1, %2</translation>
        </message>
        <message>
            <source>Valid since %1, %2</source>
            <translation>Devenu valable %1, %2</translation>
        </message>
        <message>
            <source>Signed in %1, %2</source>
            <translation>Connexion %1, %2</translation>
        </message>
        <message>
            <source>Changed %1, %2</source>
            <translation>Modifié %1, %2</translation>
        </message>
        <message>
            <source>%1 local time
%2 UTC</source>
            <translation>%1 heure locale
%2 UTC</translation>
        </message>
        <message>
            <source>Ran out %1</source>
            <translation>A expiré %1</translation>
        </message>
        <message>
            <source>Valid %1</source>
            <translation>Valable %1</translation>
        </message>
        <message>
            <source>Never runs out</source>
            <translation>N’expire jamais</translation>
        </message>
        <message numerus="yes">
            <source>%n days left</source>
            <translation>
                <numerusform>reste %n jour</numerusform>
                <numerusform>reste %n jours</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n hours left</source>
            <translation>
                <numerusform>reste %n heure</numerusform>
                <numerusform>reste %n heures</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n minutes left</source>
            <translation>
                <numerusform>reste %n minute</numerusform>
                <numerusform>reste %n minutes</numerusform>
            </translation>
        </message>
        <message>
            <source>d MMM</source>
            <comment>a date of this year, in the letters of QLocale</comment>
            <translation>d MMM</translation>
        </message>
        <message>
            <source>d MMM yyyy</source>
            <comment>a date with its year, in the letters of QLocale</comment>
            <translation>d MMM yyyy</translation>
        </message>
    </context>
    <context>
        <name>tessera::TokenEditor</name>
        <message>
            <source>That file cannot be read.</source>
            <translation>Ce fichier est illisible.</translation>
        </message>
        <message>
            <source>That file holds no text.</source>
            <translation>Ce fichier ne contient pas de texte.</translation>
        </message>
        <message>
            <source>That is more than 1 MB; the rest was left out. The first 8 KB are shown here.</source>
            <translation>Cela fait plus de 1 Mo ; le reste a été omis. Les 8 premiers Ko sont affichés ici.</translation>
        </message>
        <message>
            <source>The first 8 KB are shown here; all %1 are looked at.</source>
            <translation>Les 8 premiers Ko sont affichés ici ; la totalité (%1) est examinée.</translation>
        </message>
    </context>
    <context>
        <name>tessera::TokenHandle</name>
        <message>
            <source>Copy the text, or drag it into another program</source>
            <translation>Copier le texte, ou le glisser dans un autre programme</translation>
        </message>
        <message numerus="yes">
            <source>Copied. It is taken off the clipboard in %n seconds.</source>
            <translation>
                <numerusform>Copié. Le presse-papiers sera vidé dans %n seconde.</numerusform>
                <numerusform>Copié. Le presse-papiers sera vidé dans %n secondes.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>tessera::TokenLegend</name>
        <message>
            <source>Header</source>
            <translation>En-tête</translation>
        </message>
        <message>
            <source>Payload</source>
            <translation>Charge utile</translation>
        </message>
        <message>
            <source>Signature</source>
            <translation>Signature</translation>
        </message>
        <message>
            <source>Key</source>
            <translation>Clé</translation>
        </message>
        <message>
            <source>IV</source>
            <translation>IV</translation>
        </message>
        <message>
            <source>Ciphertext</source>
            <translation>Texte chiffré</translation>
        </message>
        <message>
            <source>Tag</source>
            <translation>Tag</translation>
        </message>
        <message>
            <source>Parts: %1</source>
            <translation>Parties : %1</translation>
        </message>
    </context>
    <context>
        <name>tessera::TokenTemplate</name>
        <message>
            <source>ID token</source>
            <translation>Jeton d’ID</translation>
        </message>
        <message>
            <source>Access token</source>
            <translation>Jeton d’accès</translation>
        </message>
        <message>
            <source>Logout token</source>
            <translation>Jeton de déconnexion</translation>
        </message>
        <message>
            <source>DPoP proof</source>
            <translation>Preuve DPoP</translation>
        </message>
        <message>
            <source>Client assertion</source>
            <translation>Assertion de client</translation>
        </message>
        <message>
            <source>Session token</source>
            <translation>Jeton de session</translation>
        </message>
    </context>
    <context>
        <name>tessera::ToolSettings</name>
        <message>
            <source>Tools</source>
            <translation>Outils</translation>
        </message>
        <message>
            <source>Give t&amp;okens to programs</source>
            <translation>Donner des jetons au&amp;x programmes</translation>
        </message>
        <message>
            <source>Lock the agent with the screen</source>
            <translation>Verrouiller l’agent avec l’écran</translation>
        </message>
        <message>
            <source>Nothing is handed out until you unlock it in this window.</source>
            <translation>Rien n’est remis tant que vous ne l’avez pas déverrouillé dans cette fenêtre.</translation>
        </message>
        <message>
            <source>Which programs may ha&amp;ve what</source>
            <translation>&amp;Quels programmes ont droit à quoi</translation>
        </message>
        <message>
            <source>Another agent runs on this computer and goes on giving tokens.</source>
            <translation>Un autre agent tourne sur cet ordinateur et continue de donner des jetons.</translation>
        </message>
        <message>
            <source>The agent of this window asks you before a program gets its first one.</source>
            <translation>L’agent de cette fenêtre vous demande avant qu’un programme reçoive son premier jeton.</translation>
        </message>
    </context>
    <context>
        <name>tessera::TrayHost</name>
        <message>
            <source>This desktop shows no tray.</source>
            <translation>Ce bureau n’affiche pas de zone de notification.</translation>
        </message>
        <message>
            <source>Tessera was to start there; its window is here instead. When you close it, Tessera ends.</source>
            <translation>Tessera devait y démarrer ; sa fenêtre est ici à la place. Lorsque vous la fermez, Tessera s’arrête.</translation>
        </message>
        <message>
            <source>Tessera goes on in the tray.</source>
            <translation>Tessera continue dans la zone de notification.</translation>
        </message>
        <message>
            <source>Your accounts renew themselves there. To end it, choose Quit in its menu.</source>
            <translation>Vos comptes s’y renouvellent. Pour l’arrêter, choisissez Quitter dans son menu.</translation>
        </message>
    </context>
    <context>
        <name>tessera::TrayIcon</name>
        <message>
            <source>%1 more accounts…</source>
            <translation>%1 autres comptes…</translation>
        </message>
        <message>
            <source>&amp;Open Tessera</source>
            <translation>&amp;Ouvrir Tessera</translation>
        </message>
        <message>
            <source>&amp;Quit</source>
            <translation>&amp;Quitter</translation>
        </message>
        <message>
            <source>&amp;Sign in again</source>
            <translation>&amp;Se reconnecter</translation>
        </message>
        <message>
            <source>&amp;Copy access token</source>
            <translation>C&amp;opier le jeton d’accès</translation>
        </message>
        <message>
            <source>S&amp;how</source>
            <translation>&amp;Afficher</translation>
        </message>
        <message>
            <source>&amp;Lock the agent</source>
            <translation>&amp;Verrouiller l’agent</translation>
        </message>
        <message>
            <source>&amp;Unlock the agent…</source>
            <translation>&amp;Déverrouiller l’agent…</translation>
        </message>
    </context>
    <context>
        <name>tessera::TrayText</name>
        <message>
            <source>Tessera: %1</source>
            <translation>Tessera : %1</translation>
        </message>
        <message>
            <source>Tessera: %1 of %2 accounts need you.</source>
            <translation>Tessera : %1 comptes sur %2 demandent votre attention.</translation>
        </message>
        <message>
            <source>Tessera: offline; it keeps trying.</source>
            <translation>Tessera : hors ligne ; nouvelles tentatives en cours.</translation>
        </message>
        <message>
            <source>Tessera: signed in.</source>
            <translation>Tessera : connecté.</translation>
        </message>
        <message>
            <source>Tessera: nobody is signed in.</source>
            <translation>Tessera : personne n’est connecté.</translation>
        </message>
        <message>
            <source>%1 at %2: %3</source>
            <translation>%1 chez %2 : %3</translation>
        </message>
        <message numerus="yes">
            <source>Tessera: %n accounts, all signed in.</source>
            <translation>
                <numerusform>Tessera : %n compte, connecté.</numerusform>
                <numerusform>Tessera : %n comptes, tous connectés.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>tessera::VerifyPane</name>
        <message>
            <source>There is no key in it that Tessera can use.</source>
            <translation>Il ne contient aucune clé que Tessera puisse utiliser.</translation>
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
            <translation>&amp;Vérifier</translation>
        </message>
        <message>
            <source>Read the keys &amp;again</source>
            <translation>&amp;Relire les clés</translation>
        </message>
        <message>
            <source>any</source>
            <translation>quelconque</translation>
        </message>
        <message>
            <source>&amp;Verify with the keys of %1</source>
            <translation>&amp;Vérifier avec les clés de %1</translation>
        </message>
        <message>
            <source>&amp;Verify with the keys of this host</source>
            <translation>&amp;Vérifier avec les clés de cet hôte</translation>
        </message>
        <message>
            <source>%1 is asked only when you press the button.</source>
            <translation>%1 n’est interrogé que lorsque vous appuyez sur le bouton.</translation>
        </message>
        <message>
            <source>%1, just read, 1 key.</source>
            <translation>%1, lu à l’instant, 1 clé.</translation>
        </message>
        <message>
            <source>Not checked.</source>
            <translation>Non vérifié.</translation>
        </message>
        <message numerus="yes">
            <source>%1, just read, %n keys.</source>
            <translation>
                <numerusform>%1, lu à l’instant, %n clé.</numerusform>
                <numerusform>%1, lu à l’instant, %n clés.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>tessera::WelcomePage</name>
        <message>
            <source>Asking…</source>
            <translation>Interrogation…</translation>
        </message>
        <message>
            <source>Accounts</source>
            <translation>Comptes</translation>
        </message>
        <message>
            <source>&amp;Try it now</source>
            <translation>&amp;Essayer maintenant</translation>
        </message>
        <message>
            <source>Uses the demo provider on this computer.
Nothing to register, nothing leaves the machine.</source>
            <translation>Utilise le fournisseur de démonstration sur cet ordinateur.
Rien à enregistrer, rien ne quitte la machine.</translation>
        </message>
        <message>
            <source>Sign in once.
Every tool gets a fresh token.</source>
            <translation>Connectez-vous une fois.
Chaque outil reçoit un jeton neuf.</translation>
        </message>
        <message>
            <source>Sign in with your own account</source>
            <translation>Se connecter avec votre propre compte</translation>
        </message>
        <message>
            <source>&amp;More providers (%1)</source>
            <translation>Plus &amp;de fournisseurs (%1)</translation>
        </message>
        <message>
            <source>Issuer address</source>
            <translation>Adresse de l’émetteur</translation>
        </message>
        <message>
            <source>Contin&amp;ue</source>
            <translation>Contin&amp;uer</translation>
        </message>
        <message>
            <source>&amp;Other OpenID provider</source>
            <translation>&amp;Autre fournisseur OpenID</translation>
        </message>
        <message>
            <source>Type the issuer address. Tessera asks it when you stop typing and says here what it found.</source>
            <translation>Tapez l’adresse de l’émetteur. Tessera l’interroge quand vous cessez de taper et dit ici ce qu’il a trouvé.</translation>
        </message>
        <message>
            <source>Signed out here.</source>
            <translation>Déconnecté ici.</translation>
        </message>
        <message>
            <source>%1 did not confirm that the grant is revoked. %2</source>
            <translation>%1 n’a pas confirmé la révocation de l’autorisation. %2</translation>
        </message>
        <message>
            <source>No token of this account is left on this computer.</source>
            <translation>Aucun jeton de ce compte ne reste sur cet ordinateur.</translation>
        </message>
        <message>
            <source>Signed out.</source>
            <translation>Déconnecté.</translation>
        </message>
    </context>
    <context>
        <name>tessera::WhyStopped</name>
        <message>
            <source>Sign in &amp;again</source>
            <translation>Se &amp;reconnecter</translation>
        </message>
        <message>
            <source>Copy as bug &amp;report</source>
            <translation>Copier comme rapport de &amp;bug</translation>
        </message>
        <message>
            <source>Why it stopped</source>
            <translation>Raison de l’arrêt</translation>
        </message>
    </context>
</TS>
