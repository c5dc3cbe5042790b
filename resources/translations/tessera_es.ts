<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="es" sourcelanguage="en">
    <context>
        <name>tessera::AboutBox</name>
        <message>
            <source>Licence</source>
            <translation>Licencia</translation>
        </message>
        <message>
            <source>About</source>
            <translation>Acerca de</translation>
        </message>
        <message>
            <source>Tessera</source>
            <translation>Tessera</translation>
        </message>
        <message>
            <source>A tessera was the Roman token that proved who you were.</source>
            <translation>Una tessera era la ficha romana que demostraba quién era su portador.</translation>
        </message>
        <message>
            <source>What is in it</source>
            <translation>Qué contiene</translation>
        </message>
        <message>
            <source>Version %1.</source>
            <translation>Versión %1.</translation>
        </message>
        <message>
            <source>unknown</source>
            <translation>desconocida</translation>
        </message>
        <message>
            <source>Built from commit %1.</source>
            <translation>Compilado a partir del commit %1.</translation>
        </message>
        <message>
            <source>Licence of %1: %2</source>
            <translation>Licencia de %1: %2</translation>
        </message>
    </context>
    <context>
        <name>tessera::AccountActions</name>
        <message>
            <source>The provider now knows that you signed out.</source>
            <translation>El proveedor ya sabe que se cerró la sesión.</translation>
        </message>
        <message>
            <source>Access token</source>
            <translation>Token de acceso</translation>
        </message>
        <message>
            <source>ID token</source>
            <translation>Token de ID</translation>
        </message>
        <message>
            <source>Renewed.</source>
            <translation>Renovado.</translation>
        </message>
        <message numerus="yes">
            <source>Copied. It is taken off the clipboard in %n seconds.</source>
            <translation>
                <numerusform>Copiado. Se quitará del portapapeles en %n segundo.</numerusform>
                <numerusform>Copiado. Se quitará del portapapeles en %n segundos.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>tessera::AccountDelegate</name>
        <message>
            <source>Name of the account</source>
            <translation>Nombre de la cuenta</translation>
        </message>
        <message>
            <source>As its provider calls it</source>
            <translation>Como la llama su proveedor</translation>
        </message>
    </context>
    <context>
        <name>tessera::AccountDetail</name>
        <message>
            <source>development</source>
            <translation>desarrollo</translation>
        </message>
        <message>
            <source>The issuer is on this computer.</source>
            <translation>El emisor está en este equipo.</translation>
        </message>
        <message>
            <source>&amp;Renew now</source>
            <translation>&amp;Renovar ahora</translation>
        </message>
        <message>
            <source>Inspec&amp;t</source>
            <translation>Ins&amp;peccionar</translation>
        </message>
        <message>
            <source>Show &amp;flow</source>
            <translation>&amp;Ver flujo</translation>
        </message>
        <message>
            <source>Sign &amp;out</source>
            <translation>Cerrar &amp;sesión</translation>
        </message>
        <message>
            <source>F5</source>
            <translation>F5</translation>
        </message>
        <message>
            <source>at %1</source>
            <translation>en %1</translation>
        </message>
        <message>
            <source>%1 at %2</source>
            <translation>%1 en %2</translation>
        </message>
        <message>
            <source>Issuer: %1
Subject: %2</source>
            <translation>Emisor: %1
Sujeto: %2</translation>
        </message>
        <message>
            <source>E-mail: verified by the issuer</source>
            <translation>Correo: verificado por el emisor</translation>
        </message>
        <message>
            <source>E-mail: not verified by the issuer</source>
            <translation>Correo: no verificado por el emisor</translation>
        </message>
        <message>
            <source>Sign &amp;in again</source>
            <translation>Iniciar sesión de &amp;nuevo</translation>
        </message>
        <message>
            <source>&amp;Unlock</source>
            <translation>&amp;Desbloquear</translation>
        </message>
        <message>
            <source>&amp;Copy access token</source>
            <translation>&amp;Copiar token de acceso</translation>
        </message>
        <message>
            <source>There is no keychain here.</source>
            <translation>Aquí no hay ningún llavero.</translation>
        </message>
        <message>
            <source>You stay signed in until Tessera closes.</source>
            <translation>La sesión se mantiene hasta que Tessera se cierre.</translation>
        </message>
        <message>
            <source>Signed out at %1. No token of that account is left here.</source>
            <translation>Sesión cerrada en %1. Aquí no queda ningún token de esa cuenta.</translation>
        </message>
        <message>
            <source>Signed out here.</source>
            <translation>Sesión cerrada aquí.</translation>
        </message>
    </context>
    <context>
        <name>tessera::AccountListModel</name>
        <message>
            <source>development</source>
            <translation>desarrollo</translation>
        </message>
        <message>
            <source>%1 at %2. %3</source>
            <translation>%1 en %2. %3</translation>
        </message>
    </context>
    <context>
        <name>tessera::AccountListView</name>
        <message>
            <source>Accounts</source>
            <translation>Cuentas</translation>
        </message>
        <message>
            <source>&amp;Rename</source>
            <translation>Re38 Cambiar &amp;nombrenombrar</translation>
        </message>
        <message>
            <source>Move &amp;up</source>
            <translation>S&amp;ubir</translation>
        </message>
        <message>
            <source>Move &amp;down</source>
            <translation>&amp;Bajar</translation>
        </message>
    </context>
    <context>
        <name>tessera::AccountsPage</name>
        <message>
            <source>New account (Ctrl+N)</source>
            <translation>Cuenta nueva (Ctrl+N)</translation>
        </message>
        <message>
            <source>Accounts</source>
            <translation>Cuentas</translation>
        </message>
        <message>
            <source>Search accounts</source>
            <translation>Buscar cuentas</translation>
        </message>
        <message>
            <source>No account fits “%1”.</source>
            <translation>Ninguna cuenta coincide con «%1».</translation>
        </message>
    </context>
    <context>
        <name>tessera::AgentBox</name>
        <message>
            <source>Pass&amp;word</source>
            <translation>Contra&amp;seña</translation>
        </message>
        <message>
            <source>&amp;Unlock</source>
            <translation>&amp;Desbloquear</translation>
        </message>
        <message>
            <source>&amp;Lock</source>
            <translation>&amp;Bloquear</translation>
        </message>
    </context>
    <context>
        <name>tessera::AgentStateText</name>
        <message>
            <source>Agent on</source>
            <translation>Agente activo</translation>
        </message>
        <message>
            <source>The agent is on.</source>
            <translation>El agente está activo.</translation>
        </message>
        <message>
            <source>Programs you allowed get tokens; about any other you are asked in a window.</source>
            <translation>Los programas permitidos reciben tokens; por cualquier otro se pregunta en una ventana.</translation>
        </message>
        <message>
            <source>Agent locked</source>
            <translation>Agente bloqueado</translation>
        </message>
        <message>
            <source>The agent is locked.</source>
            <translation>El agente está bloqueado.</translation>
        </message>
        <message>
            <source>No program gets a token until you unlock it with its password.</source>
            <translation>Ningún programa recibe un token hasta que lo desbloquee con su contraseña.</translation>
        </message>
        <message>
            <source>No program gets a token until you unlock it.</source>
            <translation>Ningún programa recibe un token hasta que lo desbloquee.</translation>
        </message>
        <message>
            <source>Agent elsewhere</source>
            <translation>Agente externo</translation>
        </message>
        <message>
            <source>Another agent runs on this computer.</source>
            <translation>En este equipo se ejecuta otro agente.</translation>
        </message>
        <message>
            <source>It was there before this window and gives the tokens. What you take back here holds for it at once. What was allowed for an hour only it knows: “tessera agent approvals” lists it.</source>
            <translation>Estaba allí antes que esta ventana y es el que entrega los tokens. Lo que retire aquí vale para él de inmediato. Lo permitido por una hora solo lo sabe él: «tessera agent approvals» lo muestra.</translation>
        </message>
        <message>
            <source>Agent off</source>
            <translation>Agente inactivo</translation>
        </message>
        <message>
            <source>The agent is off.</source>
            <translation>El agente está inactivo.</translation>
        </message>
        <message>
            <source>No program gets a token from this window. What you allowed always holds again when an agent starts.</source>
            <translation>Ningún programa recibe un token de esta ventana. Lo permitido siempre vuelve a valer cuando arranca un agente.</translation>
        </message>
    </context>
    <context>
        <name>tessera::ApprovalText</name>
        <message>
            <source>Whatever it asks</source>
            <translation>Todo lo que pida</translation>
        </message>
        <message>
            <source>ID token</source>
            <translation>Token de ID</translation>
        </message>
        <message>
            <source>Access token</source>
            <translation>Token de acceso</translation>
        </message>
        <message>
            <source>, for %1</source>
            <translation>, para %1</translation>
        </message>
        <message>
            <source>Until the agent locks or ends.</source>
            <translation>Hasta que el agente se bloquee o termine.</translation>
        </message>
        <message>
            <source>Until you take it back, or the program changes.</source>
            <translation>Hasta que lo retire o el programa cambie.</translation>
        </message>
        <message>
            <source>Until %1. Sooner when it is not used for ten minutes, or the agent locks.</source>
            <translation>Hasta el %1. Antes, si pasa diez minutos sin usarse o el agente se bloquea.</translation>
        </message>
        <message>
            <source>any scope</source>
            <translation>cualquier ámbito</translation>
        </message>
        <message>
            <source>%1 and %2 more</source>
            <translation>%1 y %2 más</translation>
        </message>
        <message>
            <source>Always</source>
            <translation>Siempre</translation>
        </message>
        <message>
            <source>Denied</source>
            <translation>Denegado</translation>
        </message>
        <message>
            <source>Until %1</source>
            <translation>Hasta las %1</translation>
        </message>
    </context>
    <context>
        <name>tessera::AuditText</name>
        <message>
            <source>%1, through the command tessera,</source>
            <translation>%1, mediante el comando tessera,</translation>
        </message>
        <message>
            <source>%1 got an ID token of %2</source>
            <translation>%1 recibió un token de ID de %2</translation>
        </message>
        <message>
            <source>%1 got an access token of %2</source>
            <translation>%1 recibió un token de acceso de %2</translation>
        </message>
        <message>
            <source>You allowed it once.</source>
            <translation>Permitido una vez.</translation>
        </message>
        <message>
            <source>You allowed it for an hour.</source>
            <translation>Permitido durante una hora.</translation>
        </message>
        <message>
            <source>You allowed it always.</source>
            <translation>Permitido siempre.</translation>
        </message>
        <message>
            <source>As you had allowed before.</source>
            <translation>Según lo permitido antes.</translation>
        </message>
        <message>
            <source>The first one: %1.</source>
            <translation>El primero: %1.</translation>
        </message>
        <message>
            <source>%1 was refused</source>
            <translation>%1: rechazado</translation>
        </message>
        <message>
            <source>%1 got nothing of %2</source>
            <translation>%1 no recibió nada de %2</translation>
        </message>
        <message>
            <source>All approvals were taken back</source>
            <translation>Se retiraron todas las aprobaciones</translation>
        </message>
        <message>
            <source>An approval was taken back</source>
            <translation>Se retiró una aprobación</translation>
        </message>
        <message>
            <source>An approval for %1 was taken back</source>
            <translation>Se retiró una aprobación para %1</translation>
        </message>
        <message>
            <source>By %1.</source>
            <translation>Por %1.</translation>
        </message>
        <message>
            <source>%1 may have tokens of %2</source>
            <translation>%1 puede tener tokens de %2</translation>
        </message>
        <message>
            <source>Without asking. By %1.</source>
            <translation>Sin preguntar. Por %1.</translation>
        </message>
        <message>
            <source>The agent was locked</source>
            <translation>El agente se bloqueó</translation>
        </message>
        <message>
            <source>The agent was unlocked</source>
            <translation>El agente se desbloqueó</translation>
        </message>
        <message numerus="yes">
            <source>%1 got %n ID tokens of %2</source>
            <translation>
                <numerusform>%1 recibió %n token de ID de %2</numerusform>
                <numerusform>%1 recibió %n tokens de ID de %2</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%1 got %n access tokens of %2</source>
            <translation>
                <numerusform>%1 recibió %n token de acceso de %2</numerusform>
                <numerusform>%1 recibió %n tokens de acceso de %2</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n times.</source>
            <translation>
                <numerusform>%n vez.</numerusform>
                <numerusform>%n veces.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n approvals were taken back</source>
            <translation>
                <numerusform>Se retiró %n aprobación</numerusform>
                <numerusform>Se retiraron %n aprobaciones</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n approvals for %1 were taken back</source>
            <translation>
                <numerusform>Se retiró %n aprobación para %1</numerusform>
                <numerusform>Se retiraron %n aprobaciones para %1</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>tessera::AxisLayout</name>
        <message>
            <source>now %1</source>
            <translation>ahora %1</translation>
        </message>
    </context>
    <context>
        <name>tessera::CheckList</name>
        <message>
            <source>Passed</source>
            <translation>Superada</translation>
        </message>
        <message>
            <source>Failed</source>
            <translation>Fallida</translation>
        </message>
        <message>
            <source>Not done</source>
            <translation>No hecha</translation>
        </message>
        <message>
            <source>Checks</source>
            <translation>Comprobaciones</translation>
        </message>
    </context>
    <context>
        <name>tessera::CheckNotes</name>
        <message>
            <source>Passed: %1</source>
            <translation>Superada: %1</translation>
        </message>
        <message>
            <source>Failed: %1</source>
            <translation>Fallida: %1</translation>
        </message>
        <message>
            <source>Not checked: %1</source>
            <translation>Sin comprobar: %1</translation>
        </message>
    </context>
    <context>
        <name>tessera::CheckSection</name>
        <message>
            <source>ID token</source>
            <translation>Token de ID</translation>
        </message>
        <message>
            <source>Show the checks</source>
            <translation>Mostrar las comprobaciones</translation>
        </message>
        <message>
            <source>Hide the checks</source>
            <translation>Ocultar las comprobaciones</translation>
        </message>
        <message>
            <source>Passed</source>
            <translation>Superada</translation>
        </message>
        <message>
            <source>Failed</source>
            <translation>Fallida</translation>
        </message>
        <message>
            <source>Does not apply</source>
            <translation>No procede</translation>
        </message>
    </context>
    <context>
        <name>tessera::CheckText</name>
        <message>
            <source>failed %1 of %2 checks</source>
            <translation>no superó %1 de %2 comprobaciones</translation>
        </message>
        <message numerus="yes">
            <source>passed all %n checks that apply</source>
            <translation>
                <numerusform>superó la %n comprobación que procede</numerusform>
                <numerusform>superó las %n comprobaciones que proceden</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>passed all %n checks</source>
            <translation>
                <numerusform>superó la %n comprobación</numerusform>
                <numerusform>superó las %n comprobaciones</numerusform>
            </translation>
        </message>
        <message>
            <source>It is a well-made signed token.</source>
            <translation>Es un token firmado y bien formado.</translation>
        </message>
        <message>
            <source>It is an ID token and nothing else.</source>
            <translation>Es un token de ID y nada más.</translation>
        </message>
        <message>
            <source>It is signed in a way this provider announced.</source>
            <translation>Está firmado de una forma que este proveedor anunció.</translation>
        </message>
        <message>
            <source>The signature is the provider's.</source>
            <translation>La firma es la del proveedor.</translation>
        </message>
        <message>
            <source>It is not encrypted, as agreed.</source>
            <translation>No está cifrado, según lo acordado.</translation>
        </message>
        <message>
            <source>It was issued by this provider.</source>
            <translation>Lo emitió este proveedor.</translation>
        </message>
        <message>
            <source>It is meant for Tessera.</source>
            <translation>Está destinado a Tessera.</translation>
        </message>
        <message>
            <source>It was given to Tessera.</source>
            <translation>Se entregó a Tessera.</translation>
        </message>
        <message>
            <source>A shared secret signs it only where that was agreed.</source>
            <translation>Un secreto compartido lo firma solo donde se acordó.</translation>
        </message>
        <message>
            <source>It has not run out.</source>
            <translation>No ha caducado.</translation>
        </message>
        <message>
            <source>It is already valid.</source>
            <translation>Ya es válido.</translation>
        </message>
        <message>
            <source>It was made just now.</source>
            <translation>Se creó hace un momento.</translation>
        </message>
        <message>
            <source>It belongs to this sign-in.</source>
            <translation>Pertenece a este inicio de sesión.</translation>
        </message>
        <message>
            <source>It says who signed in.</source>
            <translation>Dice quién inició sesión.</translation>
        </message>
        <message>
            <source>The sign-in was as strong as asked for.</source>
            <translation>El inicio de sesión fue tan fuerte como se pidió.</translation>
        </message>
        <message>
            <source>The sign-in was as recent as asked for.</source>
            <translation>El inicio de sesión fue tan reciente como se pidió.</translation>
        </message>
        <message>
            <source>It is about the same person as before.</source>
            <translation>Trata de la misma persona que antes.</translation>
        </message>
        <message>
            <source>The sign-in is the same as before.</source>
            <translation>El inicio de sesión es el mismo que antes.</translation>
        </message>
        <message>
            <source>It was given to the same program as before.</source>
            <translation>Se entregó al mismo programa que antes.</translation>
        </message>
        <message>
            <source>It belongs to the access token.</source>
            <translation>Pertenece al token de acceso.</translation>
        </message>
        <message>
            <source>It belongs to the code.</source>
            <translation>Pertenece al código.</translation>
        </message>
        <message>
            <source>It belongs to the state of this sign-in.</source>
            <translation>Pertenece al state de este inicio de sesión.</translation>
        </message>
    </context>
    <context>
        <name>tessera::Chip</name>
        <message>
            <source>%1, granted</source>
            <translation>%1, concedido</translation>
        </message>
        <message>
            <source>%1, refused</source>
            <translation>%1, denegado</translation>
        </message>
    </context>
    <context>
        <name>tessera::ClaimTitle</name>
        <message>
            <source>Issuer</source>
            <translation>Emisor</translation>
        </message>
        <message>
            <source>Subject</source>
            <translation>Sujeto</translation>
        </message>
        <message>
            <source>Audience</source>
            <translation>Audiencia</translation>
        </message>
        <message>
            <source>Expires</source>
            <translation>Caduca</translation>
        </message>
        <message>
            <source>Not before</source>
            <translation>No antes de</translation>
        </message>
        <message>
            <source>Issued at</source>
            <translation>Emitido</translation>
        </message>
        <message>
            <source>Token id</source>
            <translation>ID del token</translation>
        </message>
        <message>
            <source>Full name</source>
            <translation>Nombre completo</translation>
        </message>
        <message>
            <source>Given name</source>
            <translation>Nombre de pila</translation>
        </message>
        <message>
            <source>Family name</source>
            <translation>Apellidos</translation>
        </message>
        <message>
            <source>Middle name</source>
            <translation>Segundo nombre</translation>
        </message>
        <message>
            <source>Nickname</source>
            <translation>Apodo</translation>
        </message>
        <message>
            <source>Preferred user name</source>
            <translation>Nombre de usuario preferido</translation>
        </message>
        <message>
            <source>Profile page</source>
            <translation>Página de perfil</translation>
        </message>
        <message>
            <source>Picture</source>
            <translation>Imagen</translation>
        </message>
        <message>
            <source>Website</source>
            <translation>Sitio web</translation>
        </message>
        <message>
            <source>E-mail address</source>
            <translation>Dirección de correo</translation>
        </message>
        <message>
            <source>E-mail verified</source>
            <translation>Correo verificado</translation>
        </message>
        <message>
            <source>Gender</source>
            <translation>Género</translation>
        </message>
        <message>
            <source>Date of birth</source>
            <translation>Fecha de nacimiento</translation>
        </message>
        <message>
            <source>Time zone</source>
            <translation>Zona horaria</translation>
        </message>
        <message>
            <source>Language</source>
            <translation>Idioma</translation>
        </message>
        <message>
            <source>Telephone</source>
            <translation>Teléfono</translation>
        </message>
        <message>
            <source>Telephone verified</source>
            <translation>Teléfono verificado</translation>
        </message>
        <message>
            <source>Last change</source>
            <translation>Último cambio</translation>
        </message>
        <message>
            <source>Postal address</source>
            <translation>Dirección postal</translation>
        </message>
        <message>
            <source>Address as written</source>
            <translation>Dirección tal como se escribe</translation>
        </message>
        <message>
            <source>Street</source>
            <translation>Calle</translation>
        </message>
        <message>
            <source>City</source>
            <translation>Ciudad</translation>
        </message>
        <message>
            <source>Region</source>
            <translation>Región</translation>
        </message>
        <message>
            <source>Postal code</source>
            <translation>Código postal</translation>
        </message>
        <message>
            <source>Country</source>
            <translation>País</translation>
        </message>
        <message>
            <source>Signed in at</source>
            <translation>Sesión iniciada</translation>
        </message>
        <message>
            <source>Nonce</source>
            <translation>Nonce</translation>
        </message>
        <message>
            <source>Authentication class</source>
            <translation>Clase de autenticación</translation>
        </message>
        <message>
            <source>Authentication methods</source>
            <translation>Métodos de autenticación</translation>
        </message>
        <message>
            <source>Authorized party</source>
            <translation>Parte autorizada</translation>
        </message>
        <message>
            <source>Access token hash</source>
            <translation>Hash del token de acceso</translation>
        </message>
        <message>
            <source>Code hash</source>
            <translation>Hash del código</translation>
        </message>
        <message>
            <source>State hash</source>
            <translation>Hash de state</translation>
        </message>
        <message>
            <source>Subject's key</source>
            <translation>Clave del sujeto</translation>
        </message>
        <message>
            <source>Session id</source>
            <translation>ID de sesión</translation>
        </message>
        <message>
            <source>Events</source>
            <translation>Eventos</translation>
        </message>
        <message>
            <source>Time of the event</source>
            <translation>Hora del evento</translation>
        </message>
        <message>
            <source>Transaction</source>
            <translation>Transacción</translation>
        </message>
        <message>
            <source>Back-channel logout</source>
            <translation>Cierre de sesión back-channel</translation>
        </message>
        <message>
            <source>Names of claims elsewhere</source>
            <translation>Nombres de claims en otro lugar</translation>
        </message>
        <message>
            <source>Sources of claims</source>
            <translation>Orígenes de los claims</translation>
        </message>
        <message>
            <source>Client</source>
            <translation>Cliente</translation>
        </message>
        <message>
            <source>Scope</source>
            <translation>Ámbito</translation>
        </message>
        <message>
            <source>Actor</source>
            <translation>Actor</translation>
        </message>
        <message>
            <source>May act</source>
            <translation>Puede actuar</translation>
        </message>
        <message>
            <source>Acting subject</source>
            <translation>Sujeto que actúa</translation>
        </message>
        <message>
            <source>Issuer of the actor</source>
            <translation>Emisor del actor</translation>
        </message>
        <message>
            <source>Actor before</source>
            <translation>Actor anterior</translation>
        </message>
        <message>
            <source>Acting client</source>
            <translation>Cliente que actúa</translation>
        </message>
        <message>
            <source>Roles</source>
            <translation>Roles</translation>
        </message>
        <message>
            <source>Groups</source>
            <translation>Grupos</translation>
        </message>
        <message>
            <source>Entitlements</source>
            <translation>Derechos</translation>
        </message>
        <message>
            <source>Authorization details</source>
            <translation>Detalles de la autorización</translation>
        </message>
        <message>
            <source>Confirmation</source>
            <translation>Confirmación</translation>
        </message>
        <message>
            <source>Key thumbprint</source>
            <translation>Huella de la clave</translation>
        </message>
        <message>
            <source>Public key</source>
            <translation>Clave pública</translation>
        </message>
        <message>
            <source>Encrypted key</source>
            <translation>Clave cifrada</translation>
        </message>
        <message>
            <source>Key id</source>
            <translation>ID de clave</translation>
        </message>
        <message>
            <source>Key set address</source>
            <translation>Dirección de las claves</translation>
        </message>
        <message>
            <source>Certificate thumbprint</source>
            <translation>Huella del certificado</translation>
        </message>
        <message>
            <source>HTTP method</source>
            <translation>Método HTTP</translation>
        </message>
        <message>
            <source>HTTP address</source>
            <translation>Dirección HTTP</translation>
        </message>
        <message>
            <source>Introspection answer</source>
            <translation>Respuesta de introspección</translation>
        </message>
        <message>
            <source>Active</source>
            <translation>Activo</translation>
        </message>
        <message>
            <source>User name</source>
            <translation>Nombre de usuario</translation>
        </message>
        <message>
            <source>Token type</source>
            <translation>Tipo de token</translation>
        </message>
        <message>
            <source>Vector of trust</source>
            <translation>Vector de confianza</translation>
        </message>
        <message>
            <source>Trust framework</source>
            <translation>Marco de confianza</translation>
        </message>
        <message>
            <source>Originating identity</source>
            <translation>Identidad de origen</translation>
        </message>
        <message>
            <source>Destination identity</source>
            <translation>Identidad de destino</translation>
        </message>
        <message>
            <source>Attestation level</source>
            <translation>Nivel de atestación</translation>
        </message>
        <message>
            <source>Originating id</source>
            <translation>ID de origen</translation>
        </message>
        <message>
            <source>Verifiable credential</source>
            <translation>Credencial verificable</translation>
        </message>
        <message>
            <source>Verifiable presentation</source>
            <translation>Presentación verificable</translation>
        </message>
        <message>
            <source>Credential type</source>
            <translation>Tipo de credencial</translation>
        </message>
        <message>
            <source>Hidden digests</source>
            <translation>Resúmenes ocultos</translation>
        </message>
        <message>
            <source>Digest of hidden claims</source>
            <translation>Resumen de los claims ocultos</translation>
        </message>
        <message>
            <source>Trust marks</source>
            <translation>Marcas de confianza</translation>
        </message>
        <message>
            <source>Key set</source>
            <translation>Conjunto de claves</translation>
        </message>
        <message>
            <source>Metadata</source>
            <translation>Metadatos</translation>
        </message>
        <message>
            <source>Superiors</source>
            <translation>Superiores</translation>
        </message>
        <message>
            <source>Verified claims</source>
            <translation>Claims verificados</translation>
        </message>
        <message>
            <source>Use of the token</source>
            <translation>Uso del token</translation>
        </message>
        <message>
            <source>First token id</source>
            <translation>ID del primer token</translation>
        </message>
        <message>
            <source>User id</source>
            <translation>ID de usuario</translation>
        </message>
        <message>
            <source>Role</source>
            <translation>Rol</translation>
        </message>
        <message>
            <source>Administrator</source>
            <translation>Administrador</translation>
        </message>
        <message>
            <source>Hosted domain</source>
            <translation>Dominio alojado</translation>
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
            <translation>Forma de iniciar sesión</translation>
        </message>
        <message>
            <source>Identities</source>
            <translation>Identidades</translation>
        </message>
        <message>
            <source>Object id</source>
            <translation>ID de objeto</translation>
        </message>
        <message>
            <source>Tenant</source>
            <translation>Tenant</translation>
        </message>
        <message>
            <source>Version</source>
            <translation>Versión</translation>
        </message>
        <message>
            <source>User principal name</source>
            <translation>Nombre principal de usuario</translation>
        </message>
        <message>
            <source>Shown name</source>
            <translation>Nombre mostrado</translation>
        </message>
        <message>
            <source>Delegated permissions</source>
            <translation>Permisos delegados</translation>
        </message>
        <message>
            <source>Application roles</source>
            <translation>Roles de aplicación</translation>
        </message>
        <message>
            <source>Directory roles</source>
            <translation>Roles de directorio</translation>
        </message>
        <message>
            <source>Has groups</source>
            <translation>Tiene grupos</translation>
        </message>
        <message>
            <source>Application</source>
            <translation>Aplicación</translation>
        </message>
        <message>
            <source>How the application proved itself</source>
            <translation>Cómo se identificó la aplicación</translation>
        </message>
        <message>
            <source>Name of the application</source>
            <translation>Nombre de la aplicación</translation>
        </message>
        <message>
            <source>Identity provider</source>
            <translation>Proveedor de identidad</translation>
        </message>
        <message>
            <source>Type of the subject</source>
            <translation>Tipo de sujeto</translation>
        </message>
        <message>
            <source>Internal data</source>
            <translation>Datos internos</translation>
        </message>
        <message>
            <source>Account kind</source>
            <translation>Tipo de cuenta</translation>
        </message>
        <message>
            <source>Authentication contexts</source>
            <translation>Contextos de autenticación</translation>
        </message>
        <message>
            <source>Address</source>
            <translation>Dirección</translation>
        </message>
        <message>
            <source>On-premises id</source>
            <translation>ID local (on-premises)</translation>
        </message>
        <message>
            <source>Passport id</source>
            <translation>ID de pasaporte</translation>
        </message>
        <message>
            <source>Platform</source>
            <translation>Plataforma</translation>
        </message>
        <message>
            <source>Sign-in hint</source>
            <translation>Pista de inicio de sesión</translation>
        </message>
        <message>
            <source>Country of the tenant</source>
            <translation>País del tenant</translation>
        </message>
        <message>
            <source>Region of the tenant</source>
            <translation>Región del tenant</translation>
        </message>
        <message>
            <source>State of the sign-in</source>
            <translation>Estado del inicio de sesión</translation>
        </message>
        <message>
            <source>Device</source>
            <translation>Dispositivo</translation>
        </message>
        <message>
            <source>Password expires</source>
            <translation>La contraseña caduca</translation>
        </message>
        <message>
            <source>Change the password</source>
            <translation>Cambiar la contraseña</translation>
        </message>
        <message>
            <source>Inside the network</source>
            <translation>Dentro de la red</translation>
        </message>
        <message>
            <source>Client capabilities</source>
            <translation>Capacidades del cliente</translation>
        </message>
        <message>
            <source>Session management</source>
            <translation>Gestión de sesiones</translation>
        </message>
        <message>
            <source>Relation of the subject</source>
            <translation>Relación del sujeto</translation>
        </message>
        <message>
            <source>Subjects</source>
            <translation>Sujetos</translation>
        </message>
        <message>
            <source>Tenant made</source>
            <translation>Creación del tenant</translation>
        </message>
        <message>
            <source>Data boundary</source>
            <translation>Límite de datos</translation>
        </message>
        <message>
            <source>E-mail owner verified</source>
            <translation>Titular del correo verificado</translation>
        </message>
        <message>
            <source>Preferred data location</source>
            <translation>Ubicación de datos preferida</translation>
        </message>
        <message>
            <source>Preferred language</source>
            <translation>Idioma preferido</translation>
        </message>
        <message>
            <source>Language of the tenant</source>
            <translation>Idioma del tenant</translation>
        </message>
        <message>
            <source>Facts of the subject</source>
            <translation>Datos del sujeto</translation>
        </message>
        <message>
            <source>Facts of the actor</source>
            <translation>Datos del actor</translation>
        </message>
        <message>
            <source>Managed identity</source>
            <translation>Identidad administrada</translation>
        </message>
        <message>
            <source>Permissions</source>
            <translation>Permisos</translation>
        </message>
        <message>
            <source>Organisation</source>
            <translation>Organización</translation>
        </message>
        <message>
            <source>Name of the organisation</source>
            <translation>Nombre de la organización</translation>
        </message>
        <message>
            <source>Grant</source>
            <translation>Autorización</translation>
        </message>
        <message>
            <source>Type of the token</source>
            <translation>Tipo del token</translation>
        </message>
        <message>
            <source>Roles of the realm</source>
            <translation>Roles del realm</translation>
        </message>
        <message>
            <source>Roles of clients</source>
            <translation>Roles de clientes</translation>
        </message>
        <message>
            <source>Session</source>
            <translation>Sesión</translation>
        </message>
        <message>
            <source>Allowed origins</source>
            <translation>Orígenes permitidos</translation>
        </message>
        <message>
            <source>Trusted certificates</source>
            <translation>Certificados de confianza</translation>
        </message>
        <message>
            <source>Host of the client</source>
            <translation>Host del cliente</translation>
        </message>
        <message>
            <source>Address of the client</source>
            <translation>Dirección del cliente</translation>
        </message>
        <message>
            <source>Organisations</source>
            <translation>Organizaciones</translation>
        </message>
        <message>
            <source>Repository</source>
            <translation>Repositorio</translation>
        </message>
        <message>
            <source>Repository id</source>
            <translation>ID del repositorio</translation>
        </message>
        <message>
            <source>Owner</source>
            <translation>Propietario</translation>
        </message>
        <message>
            <source>Owner id</source>
            <translation>ID del propietario</translation>
        </message>
        <message>
            <source>Visibility</source>
            <translation>Visibilidad</translation>
        </message>
        <message>
            <source>Git reference</source>
            <translation>Referencia de Git</translation>
        </message>
        <message>
            <source>Kind of reference</source>
            <translation>Tipo de referencia</translation>
        </message>
        <message>
            <source>Protected reference</source>
            <translation>Referencia protegida</translation>
        </message>
        <message>
            <source>Commit</source>
            <translation>Commit</translation>
        </message>
        <message>
            <source>Target branch</source>
            <translation>Rama de destino</translation>
        </message>
        <message>
            <source>Source branch</source>
            <translation>Rama de origen</translation>
        </message>
        <message>
            <source>Workflow</source>
            <translation>Workflow</translation>
        </message>
        <message>
            <source>Workflow reference</source>
            <translation>Referencia del workflow</translation>
        </message>
        <message>
            <source>Commit of the workflow</source>
            <translation>Commit del workflow</translation>
        </message>
        <message>
            <source>Workflow of the job</source>
            <translation>Workflow del job</translation>
        </message>
        <message>
            <source>Commit of the job's workflow</source>
            <translation>Commit del workflow del job</translation>
        </message>
        <message>
            <source>Environment</source>
            <translation>Entorno</translation>
        </message>
        <message>
            <source>Environment id</source>
            <translation>ID del entorno</translation>
        </message>
        <message>
            <source>Runner</source>
            <translation>Runner</translation>
        </message>
        <message>
            <source>Run</source>
            <translation>Ejecución</translation>
        </message>
        <message>
            <source>Count of runs</source>
            <translation>Número de ejecuciones</translation>
        </message>
        <message>
            <source>Attempt</source>
            <translation>Intento</translation>
        </message>
        <message>
            <source>Actor id</source>
            <translation>ID del actor</translation>
        </message>
        <message>
            <source>Event</source>
            <translation>Evento</translation>
        </message>
        <message>
            <source>Check run</source>
            <translation>Check run</translation>
        </message>
        <message>
            <source>Enterprise</source>
            <translation>Empresa</translation>
        </message>
        <message>
            <source>Enterprise id</source>
            <translation>ID de la empresa</translation>
        </message>
        <message>
            <source>Namespace id</source>
            <translation>ID del espacio de nombres</translation>
        </message>
        <message>
            <source>Namespace</source>
            <translation>Espacio de nombres</translation>
        </message>
        <message>
            <source>Project id</source>
            <translation>ID del proyecto</translation>
        </message>
        <message>
            <source>Project</source>
            <translation>Proyecto</translation>
        </message>
        <message>
            <source>User</source>
            <translation>Usuario</translation>
        </message>
        <message>
            <source>Access level</source>
            <translation>Nivel de acceso</translation>
        </message>
        <message>
            <source>Pipeline</source>
            <translation>Pipeline</translation>
        </message>
        <message>
            <source>Source of the pipeline</source>
            <translation>Origen del pipeline</translation>
        </message>
        <message>
            <source>Job</source>
            <translation>Job</translation>
        </message>
        <message>
            <source>Source of the job</source>
            <translation>Origen del job</translation>
        </message>
        <message>
            <source>Whole reference</source>
            <translation>Referencia completa</translation>
        </message>
        <message>
            <source>Protected environment</source>
            <translation>Entorno protegido</translation>
        </message>
        <message>
            <source>Deployment tier</source>
            <translation>Nivel de despliegue</translation>
        </message>
        <message>
            <source>Action on the environment</source>
            <translation>Acción sobre el entorno</translation>
        </message>
        <message>
            <source>Kind of runner</source>
            <translation>Tipo de runner</translation>
        </message>
        <message>
            <source>Configuration</source>
            <translation>Configuración</translation>
        </message>
        <message>
            <source>Commit of the configuration</source>
            <translation>Commit de la configuración</translation>
        </message>
        <message>
            <source>Kubernetes</source>
            <translation>Kubernetes</translation>
        </message>
        <message>
            <source>Service account</source>
            <translation>Cuenta de servicio</translation>
        </message>
        <message>
            <source>Pod</source>
            <translation>Pod</translation>
        </message>
        <message>
            <source>Node</source>
            <translation>Nodo</translation>
        </message>
        <message>
            <source>Secret</source>
            <translation>Secreto</translation>
        </message>
        <message>
            <source>Warn after</source>
            <translation>Avisar después de</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>Nombre</translation>
        </message>
        <message>
            <source>Unique id</source>
            <translation>ID único</translation>
        </message>
        <message>
            <source>Service account id</source>
            <translation>ID de la cuenta de servicio</translation>
        </message>
        <message>
            <source>Algorithm</source>
            <translation>Algoritmo</translation>
        </message>
        <message>
            <source>Key</source>
            <translation>Clave</translation>
        </message>
        <message>
            <source>Certificate address</source>
            <translation>Dirección del certificado</translation>
        </message>
        <message>
            <source>Certificates</source>
            <translation>Certificados</translation>
        </message>
        <message>
            <source>Certificate thumbprint (SHA-1)</source>
            <translation>Huella del certificado (SHA-1)</translation>
        </message>
        <message>
            <source>Type</source>
            <translation>Tipo</translation>
        </message>
        <message>
            <source>Content type</source>
            <translation>Tipo de contenido</translation>
        </message>
        <message>
            <source>Critical</source>
            <translation>Crítico</translation>
        </message>
        <message>
            <source>Payload encoding</source>
            <translation>Codificación de la carga útil</translation>
        </message>
        <message>
            <source>Content encryption</source>
            <translation>Cifrado del contenido</translation>
        </message>
        <message>
            <source>Compression</source>
            <translation>Compresión</translation>
        </message>
        <message>
            <source>Ephemeral key</source>
            <translation>Clave efímera</translation>
        </message>
        <message>
            <source>Party U</source>
            <translation>Parte U</translation>
        </message>
        <message>
            <source>Party V</source>
            <translation>Parte V</translation>
        </message>
        <message>
            <source>Initialization vector</source>
            <translation>Vector de inicialización</translation>
        </message>
        <message>
            <source>Authentication tag</source>
            <translation>Etiqueta de autenticación</translation>
        </message>
        <message>
            <source>Salt</source>
            <translation>Sal</translation>
        </message>
        <message>
            <source>Rounds</source>
            <translation>Iteraciones</translation>
        </message>
        <message>
            <source>Passport type</source>
            <translation>Tipo de pasaporte</translation>
        </message>
        <message>
            <source>Signature validation token</source>
            <translation>Token de validación de la firma</translation>
        </message>
        <message>
            <source>Trust chain</source>
            <translation>Cadena de confianza</translation>
        </message>
    </context>
    <context>
        <name>tessera::ClaimWords</name>
        <message>
            <source>Who issued it</source>
            <translation>Quién lo emitió</translation>
        </message>
        <message>
            <source>The account, as the issuer knows it</source>
            <translation>La cuenta, tal como la conoce el emisor</translation>
        </message>
        <message>
            <source>For whom it is meant</source>
            <translation>A quién está destinado</translation>
        </message>
        <message>
            <source>When it runs out</source>
            <translation>Cuándo caduca</translation>
        </message>
        <message>
            <source>From when it is valid</source>
            <translation>Desde cuándo es válido</translation>
        </message>
        <message>
            <source>When it was issued</source>
            <translation>Cuándo se emitió</translation>
        </message>
        <message>
            <source>Its own number</source>
            <translation>Su propio número</translation>
        </message>
        <message>
            <source>When the person signed in</source>
            <translation>Cuándo inició sesión la persona</translation>
        </message>
        <message>
            <source>Ties it to one sign-in</source>
            <translation>Lo vincula a un inicio de sesión</translation>
        </message>
        <message>
            <source>The client it was given to</source>
            <translation>El cliente al que se entregó</translation>
        </message>
        <message>
            <source>Ties it to the access token</source>
            <translation>Lo vincula al token de acceso</translation>
        </message>
        <message>
            <source>The person's name</source>
            <translation>El nombre de la persona</translation>
        </message>
        <message>
            <source>E-mail address</source>
            <translation>Dirección de correo</translation>
        </message>
        <message>
            <source>The issuer checked the e-mail address</source>
            <translation>El emisor comprobó la dirección de correo</translation>
        </message>
        <message>
            <source>When the profile was changed</source>
            <translation>Cuándo se cambió el perfil</translation>
        </message>
        <message>
            <source>What may be done with it</source>
            <translation>Qué se puede hacer con él</translation>
        </message>
        <message>
            <source>How it is signed or encrypted</source>
            <translation>Cómo está firmado o cifrado</translation>
        </message>
        <message>
            <source>An address that claims to hold the key; never followed</source>
            <translation>Una dirección que dice contener la clave; nunca se sigue</translation>
        </message>
        <message>
            <source>A key that claims to be the right one; never used</source>
            <translation>Una clave que dice ser la correcta; nunca se usa</translation>
        </message>
        <message>
            <source>Which key</source>
            <translation>Qué clave</translation>
        </message>
        <message>
            <source>An address that claims to hold the certificate; never followed</source>
            <translation>Una dirección que dice contener el certificado; nunca se sigue</translation>
        </message>
        <message>
            <source>Certificates that claim to be the right ones; never used</source>
            <translation>Certificados que dicen ser los correctos; nunca se usan</translation>
        </message>
        <message>
            <source>What kind of token</source>
            <translation>Qué tipo de token</translation>
        </message>
        <message>
            <source>What kind of content</source>
            <translation>Qué tipo de contenido</translation>
        </message>
        <message>
            <source>What a reader must understand</source>
            <translation>Lo que un lector debe entender</translation>
        </message>
        <message>
            <source>How the content is encrypted</source>
            <translation>Cómo está cifrado el contenido</translation>
        </message>
        <message>
            <source>The content is compressed</source>
            <translation>El contenido está comprimido</translation>
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
            <translation>Parámetro</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>Nombre</translation>
        </message>
        <message>
            <source>Value</source>
            <translation>Valor</translation>
        </message>
        <message>
            <source>Meaning</source>
            <translation>Significado</translation>
        </message>
        <message>
            <source>Spec</source>
            <translation>Norma</translation>
        </message>
    </context>
    <context>
        <name>tessera::ClaimsTable</name>
        <message>
            <source>Part of the token</source>
            <translation>Parte del token</translation>
        </message>
        <message>
            <source>Claims</source>
            <translation>Claims</translation>
        </message>
        <message>
            <source>Filter</source>
            <translation>Filtrar</translation>
        </message>
        <message>
            <source>Filter the table</source>
            <translation>Filtrar la tabla</translation>
        </message>
        <message>
            <source>What the token says</source>
            <translation>Lo que dice el token</translation>
        </message>
        <message>
            <source>Fields</source>
            <translation>Campos</translation>
        </message>
        <message>
            <source>Header</source>
            <translation>Cabecera</translation>
        </message>
        <message>
            <source>Copy the value	Ctrl+C</source>
            <translation>Copiar el valor	Ctrl+C</translation>
        </message>
        <message>
            <source>Copy as JSON	Ctrl+Shift+C</source>
            <translation>Copiar como JSON	Ctrl+Shift+C</translation>
        </message>
        <message>
            <source>Read %1 at %2</source>
            <translation>Leer %1 en %2</translation>
        </message>
    </context>
    <context>
        <name>tessera::ClientForm</name>
        <message>
            <source>Back</source>
            <translation>Atrás</translation>
        </message>
        <message>
            <source>&amp;Issuer address</source>
            <translation>Dirección del &amp;emisor</translation>
        </message>
        <message>
            <source>C&amp;lient ID</source>
            <translation>ID de c&amp;liente</translation>
        </message>
        <message>
            <source>Client &amp;secret</source>
            <translation>&amp;Secreto de cliente</translation>
        </message>
        <message>
            <source>&amp;Continue</source>
            <translation>&amp;Continuar</translation>
        </message>
        <message>
            <source>Use a code on another &amp;device</source>
            <translation>Usar un código en otro &amp;dispositivo</translation>
        </message>
        <message>
            <source>Where to register</source>
            <translation>Dónde registrarlo</translation>
        </message>
        <message>
            <source>Sign in with %1</source>
            <translation>Iniciar sesión con %1</translation>
        </message>
        <message>
            <source>Kept in the keychain, never in a file.</source>
            <translation>Se guarda en el llavero, nunca en un archivo.</translation>
        </message>
        <message>
            <source>How to register a client</source>
            <translation>Cómo registrar un cliente</translation>
        </message>
        <message>
            <source>%1 cannot be used from a desktop program.</source>
            <translation>%1 no se puede usar desde un programa de escritorio.</translation>
        </message>
        <message>
            <source>Only if the provider gave one. Kept in the keychain, never in a file.</source>
            <translation>Solo si el proveedor dio uno. Se guarda en el llavero, nunca en un archivo.</translation>
        </message>
        <message>
            <source>%1 opens in your browser.</source>
            <translation>%1 se abre en el navegador.</translation>
        </message>
        <message>
            <source>Type your password there, never here.</source>
            <translation>La contraseña se escribe allí, nunca aquí.</translation>
        </message>
        <message>
            <source>This is the one Tessera was built with. You may give your own.</source>
            <translation>Este es el que trae Tessera de fábrica. Puede indicar el suyo.</translation>
        </message>
        <message>
            <source>Set by the administrator of this computer.</source>
            <translation>Fijado por el administrador de este equipo.</translation>
        </message>
        <message>
            <source>The provider names it when you register a desktop client there.</source>
            <translation>El proveedor lo indica al registrar allí un cliente de escritorio.</translation>
        </message>
        <message>
            <source>A client ID is needed.</source>
            <translation>Hace falta un ID de cliente.</translation>
        </message>
        <message>
            <source>%1 needs the client secret.</source>
            <translation>%1 necesita el secreto de cliente.</translation>
        </message>
    </context>
    <context>
        <name>tessera::CompareView</name>
        <message>
            <source>First token</source>
            <translation>Primer token</translation>
        </message>
        <message>
            <source>Second token</source>
            <translation>Segundo token</translation>
        </message>
        <message>
            <source>&amp;First</source>
            <translation>&amp;Primero</translation>
        </message>
        <message>
            <source>&amp;Second</source>
            <translation>&amp;Segundo</translation>
        </message>
        <message>
            <source>Paste a token or a cookie, or drop a file.</source>
            <translation>Pegue un token o una cookie, o suelte un archivo.</translation>
        </message>
        <message>
            <source>Comparing is not available in this build.</source>
            <translation>La comparación no está disponible en esta compilación.</translation>
        </message>
        <message>
            <source>Paste two tokens or cookies to see what is different; of the headers before and after a sign-in also whether the session id was renewed. Nothing is sent anywhere.</source>
            <translation>Pegue dos tokens o cookies para ver en qué difieren; con las cabeceras de antes y después de un inicio de sesión, también si el ID de sesión se renovó. No se envía nada a ninguna parte.</translation>
        </message>
        <message>
            <source>They say the same.</source>
            <translation>Dicen lo mismo.</translation>
        </message>
        <message>
            <source>1 difference.</source>
            <translation>1 diferencia.</translation>
        </message>
        <message numerus="yes">
            <source>%n differences.</source>
            <translation>
                <numerusform>%n diferencia.</numerusform>
                <numerusform>%n diferencias.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>tessera::ConsentDialog</name>
        <message>
            <source>Deny</source>
            <translation>Denegar</translation>
        </message>
        <message>
            <source>Deny all it asks</source>
            <translation>Denegar todo lo que pida</translation>
        </message>
        <message>
            <source>Tessera: a program asks</source>
            <translation>Tessera: un programa pide permiso</translation>
        </message>
        <message>
            <source>Program</source>
            <translation>Programa</translation>
        </message>
        <message>
            <source>Account</source>
            <translation>Cuenta</translation>
        </message>
        <message>
            <source>Scope</source>
            <translation>Ámbito</translation>
        </message>
        <message>
            <source>Asked</source>
            <translation>Motivo</translation>
        </message>
        <message>
            <source>Allow</source>
            <translation>Permitir</translation>
        </message>
        <message>
            <source>Once</source>
            <translation>Una vez</translation>
        </message>
        <message>
            <source>For an hour</source>
            <translation>Durante una hora</translation>
        </message>
        <message>
            <source>Always</source>
            <translation>Siempre</translation>
        </message>
        <message>
            <source>It is asked again the next time.</source>
            <translation>La próxima vez se vuelve a preguntar.</translation>
        </message>
        <message>
            <source>Ends sooner when it is not used for ten minutes, or the agent locks.</source>
            <translation>Termina antes si pasa diez minutos sin usarse o el agente se bloquea.</translation>
        </message>
        <message>
            <source>Until you take it back under Programs, or the program changes.</source>
            <translation>Hasta que lo retire en Programas o el programa cambie.</translation>
        </message>
        <message>
            <source>Allow once</source>
            <translation>Permitir una vez</translation>
        </message>
        <message>
            <source>Allow for an hour</source>
            <translation>Permitir una hora</translation>
        </message>
        <message>
            <source>Allow always</source>
            <translation>Permitir siempre</translation>
        </message>
    </context>
    <context>
        <name>tessera::ConsentText</name>
        <message>
            <source>Unlock the agent?</source>
            <translation>¿Desbloquear el agente?</translation>
        </message>
        <message>
            <source>Let %1 have tokens without asking?</source>
            <translation>¿Dejar que %1 tenga tokens sin preguntar?</translation>
        </message>
        <message>
            <source>Give %1 an ID token?</source>
            <translation>¿Dar a %1 un token de ID?</translation>
        </message>
        <message>
            <source>Give %1 a token?</source>
            <translation>¿Dar a %1 un token?</translation>
        </message>
        <message>
            <source>Programs you allowed get tokens again.</source>
            <translation>Los programas permitidos vuelven a recibir tokens.</translation>
        </message>
        <message>
            <source>It learns who you are at %1.</source>
            <translation>Sabrá quién es usted en %1.</translation>
        </message>
        <message>
            <source>It can act for you at %1 until the token runs out.</source>
            <translation>Puede actuar en su nombre en %1 hasta que el token caduque.</translation>
        </message>
        <message>
            <source>Process %1 of user %2, through the command tessera (process %3)</source>
            <translation>Proceso %1 del usuario %2, mediante el comando tessera (proceso %3)</translation>
        </message>
        <message>
            <source>Process %1 of user %2</source>
            <translation>Proceso %1 del usuario %2</translation>
        </message>
        <message>
            <source>%1, started by %2 in a terminal</source>
            <translation>%1, iniciado por %2 en una terminal</translation>
        </message>
        <message>
            <source>%1, started by %2</source>
            <translation>%1, iniciado por %2</translation>
        </message>
        <message>
            <source>%1 at %2</source>
            <translation>%1 en %2</translation>
        </message>
        <message>
            <source>Somebody runs “tessera agent allow”</source>
            <translation>Alguien ejecuta «tessera agent allow»</translation>
        </message>
        <message>
            <source>Where this program comes from cannot be told, so it is asked each time</source>
            <translation>No se puede saber de dónde viene este programa, así que se pregunta cada vez</translation>
        </message>
        <message>
            <source>For something else than it was allowed</source>
            <translation>Para algo distinto de lo permitido</translation>
        </message>
        <message>
            <source>First time this program asks</source>
            <translation>Primera vez que este programa lo pide</translation>
        </message>
        <message>
            <source>Unlock</source>
            <translation>Desbloquear</translation>
        </message>
        <message>
            <source>Allow</source>
            <translation>Permitir</translation>
        </message>
        <message>
            <source>and %1 more</source>
            <translation>y %1 más</translation>
        </message>
        <message>
            <source>Only %1 takes it.</source>
            <translation>Solo lo acepta %1.</translation>
        </message>
        <message>
            <source>Denied by itself in 1 second</source>
            <translation>Se deniega solo en 1 segundo</translation>
        </message>
        <message numerus="yes">
            <source>Denied by itself in %n seconds</source>
            <translation>
                <numerusform>Se deniega solo en %n segundo</numerusform>
                <numerusform>Se deniega solo en %n segundos</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>tessera::CountdownBar</name>
        <message>
            <source>Time left</source>
            <translation>Tiempo restante</translation>
        </message>
    </context>
    <context>
        <name>tessera::CreatePane</name>
        <message>
            <source>&amp;Template</source>
            <translation>Plan&amp;tilla</translation>
        </message>
        <message>
            <source>Claims</source>
            <translation>Claims</translation>
        </message>
        <message>
            <source>A&amp;lgorithm</source>
            <translation>Alg&amp;oritmo</translation>
        </message>
        <message>
            <source>Key</source>
            <translation>Clave</translation>
        </message>
        <message>
            <source>New key</source>
            <translation>Clave nueva</translation>
        </message>
        <message>
            <source>From a file</source>
            <translation>De un archivo</translation>
        </message>
        <message>
            <source>Key file: JWK or PEM</source>
            <translation>Archivo de clave: JWK o PEM</translation>
        </message>
        <message>
            <source>C&amp;reate</source>
            <translation>C&amp;rear</translation>
        </message>
        <message>
            <source>The token</source>
            <translation>El token</translation>
        </message>
        <message>
            <source>Copy the private key</source>
            <translation>Copiar la clave privada</translation>
        </message>
        <message>
            <source>&amp;Claims (JSON)</source>
            <translation>&amp;Claims (JSON)</translation>
        </message>
        <message>
            <source>Inspect</source>
            <translation>Inspeccionar</translation>
        </message>
        <message>
            <source>Copy</source>
            <translation>Copiar</translation>
        </message>
        <message>
            <source>Test token</source>
            <translation>Token de prueba</translation>
        </message>
        <message>
            <source>Not available in this build.</source>
            <translation>No disponible en esta compilación.</translation>
        </message>
        <message>
            <source>Test tokens can be made with another build of Tessera.</source>
            <translation>Los tokens de prueba se pueden crear con otra compilación de Tessera.</translation>
        </message>
        <message>
            <source>Line %1 of the claims is wrong.</source>
            <translation>La línea %1 de los claims es incorrecta.</translation>
        </message>
        <message numerus="yes">
            <source>Copied. It is taken off the clipboard in %n seconds.</source>
            <translation>
                <numerusform>Copiado. Se quitará del portapapeles en %n segundo.</numerusform>
                <numerusform>Copiado. Se quitará del portapapeles en %n segundos.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Copied the private key. It is taken off the clipboard in %n seconds.</source>
            <translation>
                <numerusform>Clave privada copiada. Se quitará del portapapeles en %n segundo.</numerusform>
                <numerusform>Clave privada copiada. Se quitará del portapapeles en %n segundos.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>tessera::DeviceCodeBox</name>
        <message>
            <source>On any device, open</source>
            <translation>En cualquier dispositivo, abra</translation>
        </message>
        <message>
            <source>Code to enter</source>
            <translation>Código para introducir</translation>
        </message>
        <message>
            <source>Scanned with a phone, the page shows the same code: compare them.</source>
            <translation>Al escanearlo con un teléfono, la página muestra el mismo código: compárelos.</translation>
        </message>
        <message>
            <source>and enter this code</source>
            <translation>e introduzca este código</translation>
        </message>
        <message>
            <source>Enter only a code that you see here yourself.</source>
            <translation>Introduzca solo un código que esté viendo aquí.</translation>
        </message>
        <message>
            <source>If somebody sent you a code, do not enter it: you would sign them in as you.</source>
            <translation>Si alguien le envió un código, no lo introduzca: esa persona iniciaría sesión en su nombre.</translation>
        </message>
    </context>
    <context>
        <name>tessera::Diagnosis</name>
        <message>
            <source>sets nothing</source>
            <translation>no fija nada</translation>
        </message>
        <message>
            <source>%1, unlocked</source>
            <translation>%1, desbloqueado</translation>
        </message>
        <message>
            <source>%1 is locked. Unlock it to use your sign-ins.</source>
            <translation>%1 está bloqueado. Desbloquéelo para usar sus sesiones.</translation>
        </message>
        <message>
            <source>%1 refuses this program. Allow it in its settings.</source>
            <translation>%1 rechaza este programa. Permítalo en sus ajustes.</translation>
        </message>
        <message>
            <source>%1 does not answer in time. A question may be waiting.</source>
            <translation>%1 no responde a tiempo. Puede haber una pregunta pendiente.</translation>
        </message>
        <message>
            <source>%1 has gone away.</source>
            <translation>%1 ha desaparecido.</translation>
        </message>
        <message>
            <source>none answers. Sign-ins last until the program ends. Install gnome-keyring or KWallet.</source>
            <translation>ninguno responde. Las sesiones duran hasta que termina el programa. Instale gnome-keyring o KWallet.</translation>
        </message>
        <message>
            <source>none found. Sign in with --print-url and open the address yourself.</source>
            <translation>no se encontró ninguno. Inicie sesión con --print-url y abra usted la dirección.</translation>
        </message>
        <message>
            <source>Qt found no TLS library (built for %1).</source>
            <translation>Qt no encontró ninguna biblioteca TLS (compilado para %1).</translation>
        </message>
        <message>
            <source>%1; signatures by %2</source>
            <translation>%1; firmas con %2</translation>
        </message>
        <message>
            <source>%1 in %2</source>
            <translation>%1 en %2</translation>
        </message>
        <message>
            <source>127.0.0.1 can be listened on</source>
            <translation>se puede escuchar en 127.0.0.1</translation>
        </message>
        <message>
            <source>only ::1 can be listened on</source>
            <translation>solo se puede escuchar en ::1</translation>
        </message>
        <message>
            <source>none</source>
            <translation>ninguno</translation>
        </message>
        <message>
            <source>%1 is before this program was written. Set the clock.</source>
            <translation>%1 es anterior a la creación de este programa. Ponga el reloj en hora.</translation>
        </message>
    </context>
    <context>
        <name>tessera::DiagnosisBox</name>
        <message>
            <source>Copy as te&amp;xt</source>
            <translation>Copiar como te&amp;xto</translation>
        </message>
        <message>
            <source>Diagnostics</source>
            <translation>Diagnóstico</translation>
        </message>
        <message>
            <source>Looks at what a sign-in needs on this computer, as “tessera doctor” does. Nothing is sent anywhere.</source>
            <translation>Examina lo que necesita un inicio de sesión en este equipo, igual que «tessera doctor». No se envía nada a ninguna parte.</translation>
        </message>
        <message>
            <source>Copies what was found as plain text</source>
            <translation>Copia lo encontrado como texto sin formato</translation>
        </message>
        <message>
            <source>Copied.</source>
            <translation>Copiado.</translation>
        </message>
        <message>
            <source>Ca&amp;ncel</source>
            <translation>Ca&amp;ncelar</translation>
        </message>
        <message>
            <source>Check agai&amp;n</source>
            <translation>Comprobar de &amp;nuevo</translation>
        </message>
        <message>
            <source>Check &amp;now</source>
            <translation>Comprobar a&amp;hora</translation>
        </message>
        <message>
            <source>Looking…</source>
            <translation>Examinando…</translation>
        </message>
        <message>
            <source>Looking… %1 so far.</source>
            <translation>Examinando… %1 hasta ahora.</translation>
        </message>
        <message>
            <source>Cancelled; this is what was found until then.</source>
            <translation>Cancelado; esto es lo encontrado hasta entonces.</translation>
        </message>
        <message>
            <source>Nothing stands in the way of a sign-in.</source>
            <translation>Nada impide iniciar sesión.</translation>
        </message>
        <message>
            <source>1 thing stands in the way of a sign-in.</source>
            <translation>1 problema impide iniciar sesión.</translation>
        </message>
        <message numerus="yes">
            <source>%n things stand in the way of a sign-in.</source>
            <translation>
                <numerusform>%n problema impide iniciar sesión.</numerusform>
                <numerusform>%n problemas impiden iniciar sesión.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>tessera::DifferenceList</name>
        <message>
            <source>+ Added</source>
            <translation>+ Añadido</translation>
        </message>
        <message>
            <source>− Removed</source>
            <translation>− Eliminado</translation>
        </message>
        <message>
            <source>≠ Changed</source>
            <translation>≠ Cambiado</translation>
        </message>
        <message>
            <source>And %1 more.</source>
            <translation>Y %1 más.</translation>
        </message>
    </context>
    <context>
        <name>tessera::EmptyState</name>
        <message>
            <source>Nothing to look at yet</source>
            <translation>Aún no hay nada que examinar</translation>
        </message>
        <message>
            <source>Paste a token, signed or encrypted, a Cookie, Set-Cookie or Authorization line, a block of headers, a curl command or the answer of a token endpoint; or drop a file on the box above.</source>
            <translation>Pegue un token, firmado o cifrado, una línea Cookie, Set-Cookie o Authorization, un bloque de cabeceras, un comando curl o la respuesta de un endpoint de tokens; o suelte un archivo en el cuadro de arriba.</translation>
        </message>
        <message>
            <source>It is taken apart on this computer. Nothing is sent anywhere and nothing is kept.</source>
            <translation>Se desmonta en este equipo. No se envía nada a ninguna parte ni se guarda nada.</translation>
        </message>
        <message>
            <source>Examples, made here and now:</source>
            <translation>Ejemplos, creados aquí y ahora:</translation>
        </message>
    </context>
    <context>
        <name>tessera::EndText</name>
        <message>
            <source>You had signed in %1 before, on %2.</source>
            <translation>La sesión se había iniciado %1 antes, el %2.</translation>
        </message>
        <message>
            <source>It was renewed once, on %1.</source>
            <translation>Se renovó una vez, el %1.</translation>
        </message>
        <message>
            <source>It was renewed %1 times, the last time on %2.</source>
            <translation>Se renovó %1 veces, la última el %2.</translation>
        </message>
        <message>
            <source>It had not been renewed since.</source>
            <translation>Desde entonces no se había renovado.</translation>
        </message>
        <message>
            <source>This sign-in ended on %1.</source>
            <translation>Esta sesión terminó el %1.</translation>
        </message>
        <message>
            <source>%1 ended this sign-in; it was noticed on %2 (%3).</source>
            <translation>%1 puso fin a esta sesión; se notó el %2 (%3).</translation>
        </message>
        <message>
            <source>This rule fits: %1</source>
            <translation>Esta regla encaja: %1</translation>
        </message>
        <message>
            <source>No rule with a date fits. What also ends a sign-in: %1</source>
            <translation>Ninguna regla con fecha encaja. Qué más pone fin a una sesión: %1</translation>
        </message>
        <message>
            <source>What also ends a sign-in: %1</source>
            <translation>Qué más pone fin a una sesión: %1</translation>
        </message>
    </context>
    <context>
        <name>tessera::EndpointText</name>
        <message>
            <source>sign-in page</source>
            <translation>página de inicio de sesión</translation>
        </message>
        <message>
            <source>tokens</source>
            <translation>tokens</translation>
        </message>
        <message>
            <source>keys</source>
            <translation>claves</translation>
        </message>
        <message>
            <source>profile</source>
            <translation>perfil</translation>
        </message>
        <message>
            <source>revocation</source>
            <translation>revocación</translation>
        </message>
        <message>
            <source>introspection</source>
            <translation>introspección</translation>
        </message>
        <message>
            <source>sign-out page</source>
            <translation>página de cierre de sesión</translation>
        </message>
        <message>
            <source>registration</source>
            <translation>registro</translation>
        </message>
        <message>
            <source>device sign-in</source>
            <translation>inicio de sesión con dispositivo</translation>
        </message>
        <message>
            <source>sign-in requests</source>
            <translation>solicitudes de inicio de sesión</translation>
        </message>
        <message>
            <source>%1 and %2</source>
            <translation>%1 y %2</translation>
        </message>
        <message>
            <source>%1 also uses %2. Tessera keeps to these.</source>
            <translation>%1 usa también %2. Tessera se atiene a estos.</translation>
        </message>
        <message>
            <source>%1 does not say just now what it can do. Tessera goes by what it said before.</source>
            <translation>%1 no dice ahora mismo qué puede hacer. Tessera se guía por lo que dijo antes.</translation>
        </message>
        <message>
            <source>%1 now has %2 at %3.</source>
            <translation>%1 tiene ahora %2 en %3.</translation>
        </message>
        <message>
            <source>%1 moved (%2): from %3 to %4.</source>
            <translation>%1 se ha trasladado (%2): de %3 a %4.</translation>
        </message>
        <message>
            <source>Go on only if you expect that from %1: from then on your sign-in is sent there.</source>
            <translation>Continúe solo si espera eso de %1: a partir de entonces, el inicio de sesión se envía allí.</translation>
        </message>
    </context>
    <context>
        <name>tessera::ErrorText</name>
        <message>
            <source>Stopped.</source>
            <translation>Detenido.</translation>
        </message>
        <message>
            <source>{host} cannot be reached.</source>
            <translation>No se puede conectar con {host}.</translation>
        </message>
        <message>
            <source>That took too long.</source>
            <translation>Tardó demasiado.</translation>
        </message>
        <message>
            <source>{host} refused.</source>
            <translation>{host} lo rechazó.</translation>
        </message>
        <message>
            <source>{host} answered with something unreadable.</source>
            <translation>{host} respondió con algo ilegible.</translation>
        </message>
        <message>
            <source>A check failed, so nothing was used.</source>
            <translation>Una comprobación falló, así que no se usó nada.</translation>
        </message>
        <message>
            <source>The keychain did not do it.</source>
            <translation>El llavero no lo hizo.</translation>
        </message>
        <message>
            <source>Something is not set up right.</source>
            <translation>Algo no está bien configurado.</translation>
        </message>
        <message>
            <source>{host} cannot be reached as it should.</source>
            <translation>No se puede conectar con {host} como se debe.</translation>
        </message>
        <message>
            <source>{detail}</source>
            <translation>{detail}</translation>
        </message>
        <message>
            <source>{host} answered in an unexpected way.</source>
            <translation>{host} respondió de forma inesperada.</translation>
        </message>
        <message>
            <source>The other side sent a form that is not well made.</source>
            <translation>La otra parte envió un formulario mal formado.</translation>
        </message>
        <message>
            <source>It was thrown away. {detail}</source>
            <translation>Se descartó. {detail}</translation>
        </message>
        <message>
            <source>{host} answered with data that is not well made.</source>
            <translation>{host} respondió con datos mal formados.</translation>
        </message>
        <message>
            <source>It was thrown away: {detail}.</source>
            <translation>Se descartaron: {detail}.</translation>
        </message>
        <message>
            <source>A token that came is not well made.</source>
            <translation>Un token recibido está mal formado.</translation>
        </message>
        <message>
            <source>That is not an issuer address.</source>
            <translation>Eso no es una dirección de emisor.</translation>
        </message>
        <message>
            <source>What {host} says about itself cannot be used.</source>
            <translation>Lo que {host} dice de sí mismo no se puede usar.</translation>
        </message>
        <message>
            <source>The return address could not be opened.</source>
            <translation>No se pudo abrir la dirección de retorno.</translation>
        </message>
        <message>
            <source>The request could not be sent ahead of the browser.</source>
            <translation>No se pudo enviar la solicitud antes de abrir el navegador.</translation>
        </message>
        <message>
            <source>The answer in the browser could not be asked for signed.</source>
            <translation>No se pudo pedir firmada la respuesta en el navegador.</translation>
        </message>
        <message>
            <source>Tokens could not be bound to a key.</source>
            <translation>No se pudieron vincular los tokens a una clave.</translation>
        </message>
        <message>
            <source>The answer from the browser cannot be used.</source>
            <translation>La respuesta del navegador no se puede usar.</translation>
        </message>
        <message>
            <source>The sign-in on another device did not end well.</source>
            <translation>El inicio de sesión en otro dispositivo no terminó bien.</translation>
        </message>
        <message>
            <source>Nothing was stored. {detail}</source>
            <translation>No se guardó nada. {detail}</translation>
        </message>
        <message>
            <source>The answer of {host} cannot be used.</source>
            <translation>La respuesta de {host} no se puede usar.</translation>
        </message>
        <message>
            <source>The ID token failed a check.</source>
            <translation>El token de ID no superó una comprobación.</translation>
        </message>
        <message>
            <source>The signature of a token cannot be checked.</source>
            <translation>La firma de un token no se puede comprobar.</translation>
        </message>
        <message>
            <source>The keys of {host} cannot be used.</source>
            <translation>Las claves de {host} no se pueden usar.</translation>
        </message>
        <message>
            <source>A key is not well made.</source>
            <translation>Una clave está mal formada.</translation>
        </message>
        <message>
            <source>A key is too weak or of the wrong kind.</source>
            <translation>Una clave es demasiado débil o de un tipo inadecuado.</translation>
        </message>
        <message>
            <source>A key file cannot be read.</source>
            <translation>Un archivo de clave no se puede leer.</translation>
        </message>
        <message>
            <source>The answer about you cannot be used.</source>
            <translation>La respuesta con los datos del usuario no se puede usar.</translation>
        </message>
        <message>
            <source>What the keychain holds for this account cannot be used.</source>
            <translation>Lo que el llavero guarda de esta cuenta no se puede usar.</translation>
        </message>
        <message>
            <source>Sign in again. {detail}</source>
            <translation>Inicie sesión de nuevo. {detail}</translation>
        </message>
        <message>
            <source>The list of accounts cannot be used.</source>
            <translation>La lista de cuentas no se puede usar.</translation>
        </message>
        <message>
            <source>The sign-in did not end well.</source>
            <translation>El inicio de sesión no terminó bien.</translation>
        </message>
        <message>
            <source>The claims are not a well-made JSON object.</source>
            <translation>Los claims no son un objeto JSON bien formado.</translation>
        </message>
        <message>
            <source>Tokens without a signature are not made.</source>
            <translation>No se crean tokens sin firma.</translation>
        </message>
        <message>
            <source>That algorithm is known and refused.</source>
            <translation>Ese algoritmo es conocido y se rechaza.</translation>
        </message>
        <message>
            <source>There is no algorithm of that name.</source>
            <translation>No hay ningún algoritmo con ese nombre.</translation>
        </message>
        <message>
            <source>That algorithm is for something else.</source>
            <translation>Ese algoritmo sirve para otra cosa.</translation>
        </message>
        <message>
            <source>The claims are too large.</source>
            <translation>Los claims son demasiado grandes.</translation>
        </message>
        <message>
            <source>The header holds what is not set by hand.</source>
            <translation>La cabecera contiene algo que no se fija a mano.</translation>
        </message>
        <message>
            <source>Neither signed nor encrypted would be no token.</source>
            <translation>Sin firma ni cifrado no sería un token.</translation>
        </message>
        <message>
            <source>No key in the file fits.</source>
            <translation>Ninguna clave del archivo encaja.</translation>
        </message>
        <message>
            <source>The compressed part of a token cannot be read.</source>
            <translation>La parte comprimida de un token no se puede leer.</translation>
        </message>
        <message>
            <source>That cannot be inspected.</source>
            <translation>Eso no se puede inspeccionar.</translation>
        </message>
        <message>
            <source>An encrypted token cannot be read or made.</source>
            <translation>Un token cifrado no se puede leer ni crear.</translation>
        </message>
        <message>
            <source>The file is too large.</source>
            <translation>El archivo es demasiado grande.</translation>
        </message>
        <message>
            <source>The file is there already, and nothing is overwritten.</source>
            <translation>El archivo ya existe, y no se sobrescribe nada.</translation>
        </message>
        <message>
            <source>The file cannot be written.</source>
            <translation>El archivo no se puede escribir.</translation>
        </message>
        <message>
            <source>The file cannot be read.</source>
            <translation>El archivo no se puede leer.</translation>
        </message>
        <message>
            <source>The demo provider did not start.</source>
            <translation>El proveedor de demostración no arrancó.</translation>
        </message>
        <message>
            <source>The command does not fit together.</source>
            <translation>El comando no es coherente.</translation>
        </message>
        <message>
            <source>The list of providers cannot be used.</source>
            <translation>La lista de proveedores no se puede usar.</translation>
        </message>
        <message>
            <source>The list of claims has a wrong row.</source>
            <translation>La lista de claims tiene una fila incorrecta.</translation>
        </message>
        <message>
            <source>This is a fault of this build: {detail}.</source>
            <translation>Es un fallo de esta compilación: {detail}.</translation>
        </message>
        <message>
            <source>The list of session cookies has a wrong row.</source>
            <translation>La lista de cookies de sesión tiene una fila incorrecta.</translation>
        </message>
        <message>
            <source>The list of token prefixes has a wrong row.</source>
            <translation>La lista de prefijos de token tiene una fila incorrecta.</translation>
        </message>
        <message>
            <source>{host} says in a wrong form why it refused.</source>
            <translation>{host} explica su rechazo con una forma incorrecta.</translation>
        </message>
        <message>
            <source>The curl command cannot be read.</source>
            <translation>El comando curl no se puede leer.</translation>
        </message>
        <message>
            <source>Copy it whole. {detail}</source>
            <translation>Cópielo entero. {detail}</translation>
        </message>
        <message>
            <source>The headers cannot be read.</source>
            <translation>Las cabeceras no se pueden leer.</translation>
        </message>
        <message>
            <source>Paste one request or answer. {detail}</source>
            <translation>Pegue una sola solicitud o respuesta. {detail}</translation>
        </message>
        <message>
            <source>The administrator's configuration cannot be read.</source>
            <translation>La configuración del administrador no se puede leer.</translation>
        </message>
        <message>
            <source>Nothing goes on without it. {detail}.</source>
            <translation>Sin ella no se continúa. {detail}.</translation>
        </message>
        <message>
            <source>The administrator's configuration is no plain file.</source>
            <translation>La configuración del administrador no es un archivo normal.</translation>
        </message>
        <message>
            <source>Nothing goes on without it. Put a file there, not a link, pipe or device: {detail}.</source>
            <translation>Sin ella no se continúa. Ponga ahí un archivo, no un enlace, una tubería ni un dispositivo: {detail}.</translation>
        </message>
        <message>
            <source>The administrator's configuration does not belong to the administrator.</source>
            <translation>La configuración del administrador no pertenece al administrador.</translation>
        </message>
        <message>
            <source>Nothing goes on with it. File and folder must belong to root: {detail}.</source>
            <translation>Con ella no se continúa. El archivo y la carpeta deben pertenecer a root: {detail}.</translation>
        </message>
        <message>
            <source>Others than the administrator may change his configuration.</source>
            <translation>Otros además del administrador pueden cambiar su configuración.</translation>
        </message>
        <message>
            <source>Nothing goes on with it. Take write permission from group and others: {detail}.</source>
            <translation>Con ella no se continúa. Quite el permiso de escritura al grupo y a los demás: {detail}.</translation>
        </message>
        <message>
            <source>The administrator's configuration is too large.</source>
            <translation>La configuración del administrador es demasiado grande.</translation>
        </message>
        <message>
            <source>The administrator's configuration begins with a byte order mark.</source>
            <translation>La configuración del administrador empieza con una marca de orden de bytes.</translation>
        </message>
        <message>
            <source>Nothing goes on without it. Save it as UTF-8 without one: {detail}.</source>
            <translation>Sin ella no se continúa. Guárdela en UTF-8 sin esa marca: {detail}.</translation>
        </message>
        <message>
            <source>The administrator's configuration is not well made.</source>
            <translation>La configuración del administrador está mal formada.</translation>
        </message>
        <message>
            <source>The administrator's configuration was written for another Tessera.</source>
            <translation>La configuración del administrador se escribió para otra versión de Tessera.</translation>
        </message>
        <message>
            <source>The administrator's configuration says something Tessera does not know.</source>
            <translation>La configuración del administrador dice algo que Tessera no conoce.</translation>
        </message>
        <message>
            <source>The administrator's configuration would switch a protection off.</source>
            <translation>La configuración del administrador desactivaría una protección.</translation>
        </message>
        <message>
            <source>That cannot be configured. {detail}.</source>
            <translation>Eso no se puede configurar. {detail}.</translation>
        </message>
        <message>
            <source>The administrator of this computer switched that off.</source>
            <translation>El administrador de este equipo lo desactivó.</translation>
        </message>
        <message>
            <source>Sign in another way; it is called “{detail}” in his configuration.</source>
            <translation>Inicie sesión de otra forma; en su configuración se llama «{detail}».</translation>
        </message>
        <message>
            <source>The administrator of this computer does not allow {host}.</source>
            <translation>El administrador de este equipo no permite {host}.</translation>
        </message>
        <message>
            <source>Ask the administrator; {detail}.</source>
            <translation>Consulte al administrador; {detail}.</translation>
        </message>
        <message>
            <source>A file with an extra certificate authority cannot be read.</source>
            <translation>Un archivo con una autoridad de certificación adicional no se puede leer.</translation>
        </message>
        <message>
            <source>{detail}.</source>
            <translation>{detail}.</translation>
        </message>
        <message>
            <source>A file with an extra certificate authority is too large.</source>
            <translation>Un archivo con una autoridad de certificación adicional es demasiado grande.</translation>
        </message>
        <message>
            <source>{detail}. Keep only the certificates that are needed in it.</source>
            <translation>{detail}. Deje en él solo los certificados necesarios.</translation>
        </message>
        <message>
            <source>A file for an extra certificate authority holds none.</source>
            <translation>Un archivo para una autoridad de certificación adicional no contiene ninguna.</translation>
        </message>
        <message>
            <source>{detail}. It begins with -----BEGIN CERTIFICATE-----.</source>
            <translation>{detail}. Empieza por -----BEGIN CERTIFICATE-----.</translation>
        </message>
        <message>
            <source>A file for an extra certificate authority holds another certificate.</source>
            <translation>Un archivo para una autoridad de certificación adicional contiene otro certificado.</translation>
        </message>
        <message>
            <source>{detail} may not sign others. Ask for the certificate of the authority that signed it.</source>
            <translation>{detail} no puede firmar otros. Pida el certificado de la autoridad que lo firmó.</translation>
        </message>
        <message>
            <source>No agent is running.</source>
            <translation>No hay ningún agente en marcha.</translation>
        </message>
        <message>
            <source>Start one with "tessera agent start", or open Tessera. It would listen at {detail}.</source>
            <translation>Inicie uno con "tessera agent start" o abra Tessera. Escucharía en {detail}.</translation>
        </message>
        <message>
            <source>An agent is running already.</source>
            <translation>Ya hay un agente en marcha.</translation>
        </message>
        <message>
            <source>Ask it with "tessera agent status", or end it with "tessera agent stop". It listens at {detail}.</source>
            <translation>Consúltelo con "tessera agent status" o termínelo con "tessera agent stop". Escucha en {detail}.</translation>
        </message>
        <message>
            <source>The agent's folder is not safe, so it is not used.</source>
            <translation>La carpeta del agente no es segura, así que no se usa.</translation>
        </message>
        <message>
            <source>The agent's folder is not there.</source>
            <translation>La carpeta del agente no existe.</translation>
        </message>
        <message>
            <source>It would be {detail}.</source>
            <translation>Sería {detail}.</translation>
        </message>
        <message>
            <source>The agent does not run on this system yet.</source>
            <translation>El agente aún no funciona en este sistema.</translation>
        </message>
        <message>
            <source>Commands work without it. It would be at {detail}.</source>
            <translation>Los comandos funcionan sin él. Estaría en {detail}.</translation>
        </message>
        <message>
            <source>Something else stands where the agent would listen.</source>
            <translation>Hay otra cosa donde escucharía el agente.</translation>
        </message>
        <message>
            <source>It was left alone; remove it if it is yours. {detail}.</source>
            <translation>No se tocó; quítela si es suya. {detail}.</translation>
        </message>
        <message>
            <source>Another user listens where your agent should be.</source>
            <translation>Otro usuario escucha donde debería estar su agente.</translation>
        </message>
        <message>
            <source>Nothing was asked there. {detail}.</source>
            <translation>Allí no se preguntó nada. {detail}.</translation>
        </message>
        <message>
            <source>The agent cannot listen.</source>
            <translation>El agente no puede escuchar.</translation>
        </message>
        <message>
            <source>What systemd handed over is no socket for the agent.</source>
            <translation>Lo que entregó systemd no es un socket para el agente.</translation>
        </message>
        <message>
            <source>Check tessera-agent.socket: {detail}.</source>
            <translation>Compruebe tessera-agent.socket: {detail}.</translation>
        </message>
        <message>
            <source>The agent has too much to do.</source>
            <translation>El agente tiene demasiado trabajo.</translation>
        </message>
        <message>
            <source>Try again in a moment.</source>
            <translation>Vuelva a intentarlo dentro de un momento.</translation>
        </message>
        <message>
            <source>The agent closed the connection before it answered.</source>
            <translation>El agente cerró la conexión antes de responder.</translation>
        </message>
        <message>
            <source>Try again; "tessera agent status" tells whether it still runs. It was at {detail}.</source>
            <translation>Vuelva a intentarlo; "tessera agent status" indica si sigue en marcha. Estaba en {detail}.</translation>
        </message>
        <message>
            <source>The agent does not answer.</source>
            <translation>El agente no responde.</translation>
        </message>
        <message>
            <source>It may wait for the network or the keychain. End it with "tessera agent stop" and start it again. It is at {detail}.</source>
            <translation>Puede estar esperando la red o el llavero. Termínelo con "tessera agent stop" e inícielo de nuevo. Está en {detail}.</translation>
        </message>
        <message>
            <source>The agent that runs is of another version of Tessera.</source>
            <translation>El agente en marcha es de otra versión de Tessera.</translation>
        </message>
        <message>
            <source>End it with "tessera agent stop" of its own version, or close the window, and start it again. Versions of the conversation: {detail}.</source>
            <translation>Termínelo con "tessera agent stop" de su misma versión o cierre la ventana, e inícielo de nuevo. Versiones de la conversación: {detail}.</translation>
        </message>
        <message>
            <source>The agent does not understand the question.</source>
            <translation>El agente no entiende la pregunta.</translation>
        </message>
        <message>
            <source>What it cannot use is: {detail}.</source>
            <translation>Lo que no puede usar es: {detail}.</translation>
        </message>
        <message>
            <source>The agent's answer cannot be read.</source>
            <translation>La respuesta del agente no se puede leer.</translation>
        </message>
        <message>
            <source>What is wrong with it: {detail}.</source>
            <translation>Qué está mal en ella: {detail}.</translation>
        </message>
        <message>
            <source>That is too large for the agent.</source>
            <translation>Eso es demasiado grande para el agente.</translation>
        </message>
        <message>
            <source>An empty message is no question.</source>
            <translation>Un mensaje vacío no es una pregunta.</translation>
        </message>
        <message>
            <source>Nothing was done.</source>
            <translation>No se hizo nada.</translation>
        </message>
        <message>
            <source>It cannot be told which program asks, so it gets nothing.</source>
            <translation>No se puede saber qué programa pregunta, así que no recibe nada.</translation>
        </message>
        <message>
            <source>The program that asked is not the same any more.</source>
            <translation>El programa que preguntó ya no es el mismo.</translation>
        </message>
        <message>
            <source>Nothing was handed out.</source>
            <translation>No se entregó nada.</translation>
        </message>
        <message>
            <source>A program of another user asked the agent.</source>
            <translation>Un programa de otro usuario preguntó al agente.</translation>
        </message>
        <message>
            <source>It was turned away.</source>
            <translation>Se rechazó la petición.</translation>
        </message>
        <message>
            <source>The agent is locked.</source>
            <translation>El agente está bloqueado.</translation>
        </message>
        <message>
            <source>Open it with "tessera agent unlock", or in Tessera's window. Until then it gives nothing.</source>
            <translation>Ábralo con "tessera agent unlock" o en la ventana de Tessera. Hasta entonces no entrega nada.</translation>
        </message>
        <message>
            <source>Nothing here would tell the agent that the screen is locked.</source>
            <translation>Aquí nada avisaría al agente de que la pantalla está bloqueada.</translation>
        </message>
        <message>
            <source>Neither the system's message bus nor your session's answers: {detail}. Start the agent within your session, or let --lock-after MINUTES lock it.</source>
            <translation>No responde ni el bus de mensajes del sistema ni el de su sesión: {detail}. Inicie el agente dentro de su sesión o deje que --lock-after MINUTES lo bloquee.</translation>
        </message>
        <message>
            <source>On this system the agent cannot tell when the screen is locked.</source>
            <translation>En este sistema el agente no puede saber cuándo se bloquea la pantalla.</translation>
        </message>
        <message>
            <source>Let --lock-after MINUTES lock it when it is not used.</source>
            <translation>Deje que --lock-after MINUTES lo bloquee cuando no se use.</translation>
        </message>
        <message>
            <source>That is not the password the agent was locked with.</source>
            <translation>Esa no es la contraseña con la que se bloqueó el agente.</translation>
        </message>
        <message>
            <source>Wait a moment before you try again.</source>
            <translation>Espere un momento antes de volver a intentarlo.</translation>
        </message>
        <message>
            <source>A wrong password was given just now.</source>
            <translation>Hace un momento se dio una contraseña incorrecta.</translation>
        </message>
        <message>
            <source>Wait, then try again. Seconds left: {detail}.</source>
            <translation>Espere y vuelva a intentarlo. Segundos restantes: {detail}.</translation>
        </message>
        <message>
            <source>That needs a person.</source>
            <translation>Eso requiere a una persona.</translation>
        </message>
        <message>
            <source>Type the command in a terminal, or open Tessera and say so in its window.</source>
            <translation>Escriba el comando en una terminal, o abra Tessera y confírmelo en su ventana.</translation>
        </message>
        <message>
            <source>That program may not have this token.</source>
            <translation>Ese programa no puede tener este token.</translation>
        </message>
        <message>
            <source>Denied: {detail}.</source>
            <translation>Denegado: {detail}.</translation>
        </message>
        <message>
            <source>Nobody has allowed this program to have this token, and nobody can be asked.</source>
            <translation>Nadie ha permitido que este programa tenga este token, y no se puede preguntar a nadie.</translation>
        </message>
        <message>
            <source>Allow it in a terminal: {detail}.</source>
            <translation>Permítalo en una terminal: {detail}.</translation>
        </message>
        <message>
            <source>This program has asked already, and you have not answered yet.</source>
            <translation>Este programa ya preguntó y aún no tiene respuesta.</translation>
        </message>
        <message>
            <source>Answer in Tessera's window first.</source>
            <translation>Responda primero en la ventana de Tessera.</translation>
        </message>
        <message>
            <source>The token that came may do more than you were asked about.</source>
            <translation>El token recibido permite más de lo que se le preguntó.</translation>
        </message>
        <message>
            <source>Ask again, and you are asked about all of it: {detail}.</source>
            <translation>Pídalo de nuevo y se preguntará por todo: {detail}.</translation>
        </message>
        <message>
            <source>There is no such program.</source>
            <translation>No existe ese programa.</translation>
        </message>
        <message>
            <source>The list of what you allowed cannot be used.</source>
            <translation>La lista de lo permitido no se puede usar.</translation>
        </message>
        <message>
            <source>Nothing is handed out by it. {detail}.</source>
            <translation>No se entrega nada según ella. {detail}.</translation>
        </message>
        <message>
            <source>There is no such approval.</source>
            <translation>No existe esa aprobación.</translation>
        </message>
        <message>
            <source>"tessera agent approvals" lists them. Asked for: {detail}.</source>
            <translation>"tessera agent approvals" las muestra. Se pidió: {detail}.</translation>
        </message>
        <message>
            <source>The agent's log cannot be written, so nothing is handed out.</source>
            <translation>El registro del agente no se puede escribir, así que no se entrega nada.</translation>
        </message>
        <message>
            <source>The account belongs to another issuer.</source>
            <translation>La cuenta pertenece a otro emisor.</translation>
        </message>
        <message>
            <source>Nothing was handed out. It is an account of {detail}.</source>
            <translation>No se entregó nada. Es una cuenta de {detail}.</translation>
        </message>
        <message>
            <source>That was not granted to this account.</source>
            <translation>Eso no se concedió a esta cuenta.</translation>
        </message>
        <message>
            <source>Sign in again with the scopes you need. Missing: {detail}.</source>
            <translation>Inicie sesión de nuevo con los ámbitos necesarios. Faltan: {detail}.</translation>
        </message>
        <message>
            <source>The token is not for that audience.</source>
            <translation>El token no es para esa audiencia.</translation>
        </message>
        <message>
            <source>Nothing was handed out. Asked for: {detail}.</source>
            <translation>No se entregó nada. Se pidió: {detail}.</translation>
        </message>
        <message>
            <source>The provider's tokens end too soon to be handed out.</source>
            <translation>Los tokens del proveedor terminan demasiado pronto para entregarlos.</translation>
        </message>
        <message>
            <source>Less than {detail} would be left. Nothing was handed out.</source>
            <translation>Quedarían menos de {detail}. No se entregó nada.</translation>
        </message>
        <message>
            <source>This account has no ID token.</source>
            <translation>Esta cuenta no tiene token de ID.</translation>
        </message>
        <message>
            <source>The provider gave none. Sign in again with the scope openid.</source>
            <translation>El proveedor no dio ninguno. Inicie sesión de nuevo con el ámbito openid.</translation>
        </message>
        <message>
            <source>The ID token has run out, and the provider gives no new one.</source>
            <translation>El token de ID ha caducado y el proveedor no da uno nuevo.</translation>
        </message>
        <message>
            <source>Sign in again to get one.</source>
            <translation>Inicie sesión de nuevo para obtener uno.</translation>
        </message>
        <message>
            <source>That is not how the agent is used.</source>
            <translation>El agente no se usa así.</translation>
        </message>
        <message>
            <source>{detail}. See tessera agent --help.</source>
            <translation>{detail}. Consulte tessera agent --help.</translation>
        </message>
        <message>
            <source>{host} was not found.</source>
            <translation>No se encontró {host}.</translation>
        </message>
        <message>
            <source>Check the address and the connection, then try again.</source>
            <translation>Compruebe la dirección y la conexión, y vuelva a intentarlo.</translation>
        </message>
        <message>
            <source>Nobody answers at {host}.</source>
            <translation>Nadie responde en {host}.</translation>
        </message>
        <message>
            <source>Check the address, or try again later.</source>
            <translation>Compruebe la dirección o vuelva a intentarlo más tarde.</translation>
        </message>
        <message>
            <source>The connection to {host} broke off.</source>
            <translation>La conexión con {host} se cortó.</translation>
        </message>
        <message>
            <source>Try again.</source>
            <translation>Vuelva a intentarlo.</translation>
        </message>
        <message>
            <source>The proxy did not let the request to {host} through.</source>
            <translation>El proxy no dejó pasar la solicitud a {host}.</translation>
        </message>
        <message>
            <source>It is {detail}. Check the system's network settings and the variable https_proxy.</source>
            <translation>Es {detail}. Compruebe los ajustes de red del sistema y la variable https_proxy.</translation>
        </message>
        <message>
            <source>Check the connection, then try again.</source>
            <translation>Compruebe la conexión y vuelva a intentarlo.</translation>
        </message>
        <message>
            <source>{host} did not answer in time.</source>
            <translation>{host} no respondió a tiempo.</translation>
        </message>
        <message>
            <source>Try again later.</source>
            <translation>Vuelva a intentarlo más tarde.</translation>
        </message>
        <message>
            <source>{host} answers too slowly.</source>
            <translation>{host} responde con demasiada lentitud.</translation>
        </message>
        <message>
            <source>The certificate of {host} is not trusted by this computer.</source>
            <translation>Este equipo no confía en el certificado de {host}.</translation>
        </message>
        <message>
            <source>Nothing was sent. Check this computer's clock; a company's own certificate must be known to the system.</source>
            <translation>No se envió nada. Compruebe el reloj de este equipo; el sistema debe conocer el certificado propio de una empresa.</translation>
        </message>
        <message>
            <source>{host} would be reached without encryption.</source>
            <translation>La conexión con {host} no iría cifrada.</translation>
        </message>
        <message>
            <source>Nothing was sent. Use an https address; http is for this computer only.</source>
            <translation>No se envió nada. Use una dirección https; http es solo para este equipo.</translation>
        </message>
        <message>
            <source>That is not an address Tessera can use.</source>
            <translation>Tessera no puede usar esa dirección.</translation>
        </message>
        <message>
            <source>Check it for spaces and odd characters.</source>
            <translation>Compruebe si tiene espacios o caracteres extraños.</translation>
        </message>
        <message>
            <source>The name {host} leads to an address in your own network.</source>
            <translation>El nombre {host} lleva a una dirección de su propia red.</translation>
        </message>
        <message>
            <source>Nothing was sent: {detail}. Something may have changed the names on this network.</source>
            <translation>No se envió nada: {detail}. Algo puede haber cambiado los nombres en esta red.</translation>
        </message>
        <message>
            <source>{host} sends the request on to another address.</source>
            <translation>{host} reenvía la solicitud a otra dirección.</translation>
        </message>
        <message>
            <source>Tessera does not follow where secrets are involved. Ask for the final address and use that.</source>
            <translation>Tessera no la sigue cuando hay secretos de por medio. Averigüe la dirección definitiva y úsela.</translation>
        </message>
        <message>
            <source>The answer of {host} is too large.</source>
            <translation>La respuesta de {host} es demasiado grande.</translation>
        </message>
        <message>
            <source>It was thrown away. Check the address.</source>
            <translation>Se descartó. Compruebe la dirección.</translation>
        </message>
        <message>
            <source>The answer of {host} came only in part.</source>
            <translation>La respuesta de {host} llegó incompleta.</translation>
        </message>
        <message>
            <source>It was thrown away. Try again.</source>
            <translation>Se descartó. Vuelva a intentarlo.</translation>
        </message>
        <message>
            <source>{host} answered something that is not HTTP.</source>
            <translation>{host} respondió algo que no es HTTP.</translation>
        </message>
        <message>
            <source>Check the address and the port.</source>
            <translation>Compruebe la dirección y el puerto.</translation>
        </message>
        <message>
            <source>{host} refused the request.</source>
            <translation>{host} rechazó la solicitud.</translation>
        </message>
        <message>
            <source>It answered with status {detail}.</source>
            <translation>Respondió con el estado {detail}.</translation>
        </message>
        <message>
            <source>{host} answered with a web page instead of data.</source>
            <translation>{host} respondió con una página web en lugar de datos.</translation>
        </message>
        <message>
            <source>Some networks want a sign-in of their own first: open any page in the browser, then try again.</source>
            <translation>Algunas redes piden primero su propio inicio de sesión: abra cualquier página en el navegador y vuelva a intentarlo.</translation>
        </message>
        <message>
            <source>This computer is offline.</source>
            <translation>Este equipo no tiene conexión.</translation>
        </message>
        <message>
            <source>{host} cannot be asked. Connect to a network, then try again.</source>
            <translation>No se puede consultar a {host}. Conéctese a una red y vuelva a intentarlo.</translation>
        </message>
        <message>
            <source>This network may want a sign-in of its own first: open any page in the browser, then try again. Otherwise check the address.</source>
            <translation>Puede que esta red pida primero su propio inicio de sesión: abra cualquier página en el navegador y vuelva a intentarlo. Si no es eso, compruebe la dirección.</translation>
        </message>
        <message>
            <source>The proxy wants a user name and a password, or others than it got.</source>
            <translation>El proxy pide un nombre de usuario y una contraseña, u otros distintos de los que recibió.</translation>
        </message>
        <message>
            <source>It is {detail}. Put them into the proxy's address in https_proxy, as http://USER:PASSWORD@HOST:PORT, or ask whoever runs the network.</source>
            <translation>Es {detail}. Póngalos en la dirección del proxy en https_proxy, con la forma http://USER:PASSWORD@HOST:PORT, o consulte a quien administra la red.</translation>
        </message>
        <message>
            <source>This computer cannot connect to itself.</source>
            <translation>Este equipo no puede conectarse consigo mismo.</translation>
        </message>
        <message>
            <source>The browser could not hand over the sign-in. Allow local connections (127.0.0.1) in the firewall or the security program, then try again.</source>
            <translation>El navegador no pudo entregar el inicio de sesión. Permita las conexiones locales (127.0.0.1) en el cortafuegos o el programa de seguridad y vuelva a intentarlo.</translation>
        </message>
        <message>
            <source>An issuer address is needed.</source>
            <translation>Hace falta una dirección de emisor.</translation>
        </message>
        <message>
            <source>It looks like https://id.example.com.</source>
            <translation>Tiene la forma https://id.example.com.</translation>
        </message>
        <message>
            <source>An issuer address begins with https://.</source>
            <translation>Una dirección de emisor empieza por https://.</translation>
        </message>
        <message>
            <source>Check the beginning of the address.</source>
            <translation>Compruebe el principio de la dirección.</translation>
        </message>
        <message>
            <source>That address is not encrypted.</source>
            <translation>Esa dirección no va cifrada.</translation>
        </message>
        <message>
            <source>Use https; http is accepted for providers on this computer only.</source>
            <translation>Use https; http solo se acepta para proveedores de este equipo.</translation>
        </message>
        <message>
            <source>An issuer address has no question mark.</source>
            <translation>Una dirección de emisor no lleva signo de interrogación.</translation>
        </message>
        <message>
            <source>Remove what begins with it.</source>
            <translation>Quite lo que empieza con él.</translation>
        </message>
        <message>
            <source>An issuer address has no #.</source>
            <translation>Una dirección de emisor no lleva #.</translation>
        </message>
        <message>
            <source>An issuer address holds no user name.</source>
            <translation>Una dirección de emisor no contiene nombre de usuario.</translation>
        </message>
        <message>
            <source>Remove everything up to the @.</source>
            <translation>Quite todo hasta la @.</translation>
        </message>
        <message>
            <source>The address names no usable host.</source>
            <translation>La dirección no indica ningún host utilizable.</translation>
        </message>
        <message>
            <source>{host} cannot be used from a desktop program.</source>
            <translation>{host} no se puede usar desde un programa de escritorio.</translation>
        </message>
        <message>
            <source>{host} answers, but not as an OpenID provider.</source>
            <translation>{host} responde, pero no como proveedor de OpenID.</translation>
        </message>
        <message>
            <source>Check the path of the issuer address; some providers need a realm or a tenant in it.</source>
            <translation>Compruebe la ruta de la dirección del emisor; algunos proveedores necesitan en ella un realm o un tenant.</translation>
        </message>
        <message>
            <source>{host} changed its addresses while you were signing in.</source>
            <translation>{host} cambió sus direcciones durante el inicio de sesión.</translation>
        </message>
        <message>
            <source>Nothing was sent to the new ones ({detail}). Sign in again: that goes by what it says now.</source>
            <translation>No se envió nada a las nuevas ({detail}). Inicie sesión de nuevo: se seguirá lo que dice ahora.</translation>
        </message>
        <message>
            <source>{host} calls itself by another name.</source>
            <translation>{host} se llama a sí mismo de otra forma.</translation>
        </message>
        <message>
            <source>It says {detail}. Use exactly that as the issuer address if you trust it.</source>
            <translation>Dice {detail}. Use exactamente eso como dirección de emisor si confía en él.</translation>
        </message>
        <message>
            <source>{host} names a dangerous address.</source>
            <translation>{host} indica una dirección peligrosa.</translation>
        </message>
        <message>
            <source>Nothing of what it says is used. Its operator must mend it: {detail}.</source>
            <translation>No se usa nada de lo que dice. Su operador debe corregirlo: {detail}.</translation>
        </message>
        <message>
            <source>{host} moved to another host than this account was made with.</source>
            <translation>{host} se trasladó a un host distinto de aquel con el que se creó esta cuenta.</translation>
        </message>
        <message>
            <source>Nothing was sent there: {detail}. Agree to the move only if its operator announced it.</source>
            <translation>No se envió nada allí: {detail}. Acepte el traslado solo si su operador lo anunció.</translation>
        </message>
        <message>
            <source>{host} describes itself in a wrong form.</source>
            <translation>{host} se describe con una forma incorrecta.</translation>
        </message>
        <message>
            <source>Its operator must mend it: {detail}.</source>
            <translation>Su operador debe corregirlo: {detail}.</translation>
        </message>
        <message>
            <source>{host} leaves out something Tessera needs.</source>
            <translation>{host} omite algo que Tessera necesita.</translation>
        </message>
        <message>
            <source>Missing: {detail}.</source>
            <translation>Falta: {detail}.</translation>
        </message>
        <message>
            <source>{host} wants this program to prove itself in a way Tessera cannot.</source>
            <translation>{host} exige que este programa se identifique de una forma que Tessera no admite.</translation>
        </message>
        <message>
            <source>It accepts only: {detail}.</source>
            <translation>Solo acepta: {detail}.</translation>
        </message>
        <message>
            <source>This provider needs the client secret.</source>
            <translation>Este proveedor necesita el secreto de cliente.</translation>
        </message>
        <message>
            <source>Copy it from where the client was registered.</source>
            <translation>Cópielo de donde se registró el cliente.</translation>
        </message>
        <message>
            <source>The client secret is too short to sign with.</source>
            <translation>El secreto de cliente es demasiado corto para firmar con él.</translation>
        </message>
        <message>
            <source>Ask the provider for a longer one, or send it another way: {detail}.</source>
            <translation>Pida al proveedor uno más largo, o envíelo de otra forma: {detail}.</translation>
        </message>
        <message>
            <source>This provider needs the client's private key.</source>
            <translation>Este proveedor necesita la clave privada del cliente.</translation>
        </message>
        <message>
            <source>Name the file that holds it, as it was registered.</source>
            <translation>Indique el archivo que la contiene, tal como se registró.</translation>
        </message>
        <message>
            <source>The client's private key cannot be used.</source>
            <translation>La clave privada del cliente no se puede usar.</translation>
        </message>
        <message>
            <source>The reason: {detail}.</source>
            <translation>El motivo: {detail}.</translation>
        </message>
        <message>
            <source>The client's key signs in no way that {host} accepts.</source>
            <translation>La clave del cliente no firma de ninguna forma que {host} acepte.</translation>
        </message>
        <message>
            <source>It accepts: {detail}.</source>
            <translation>Acepta: {detail}.</translation>
        </message>
        <message>
            <source>{host} signs in no way that Tessera accepts.</source>
            <translation>{host} no firma de ninguna forma que Tessera acepte.</translation>
        </message>
        <message>
            <source>It offers: {detail}.</source>
            <translation>Ofrece: {detail}.</translation>
        </message>
        <message>
            <source>The client is registered with an encryption that Tessera does not do.</source>
            <translation>El cliente está registrado con un cifrado que Tessera no admite.</translation>
        </message>
        <message>
            <source>Register another, RSA-OAEP or ECDH-ES for instance: {detail}.</source>
            <translation>Registre otro, por ejemplo RSA-OAEP o ECDH-ES: {detail}.</translation>
        </message>
        <message>
            <source>What the access token is for must be an address.</source>
            <translation>El destino del token de acceso debe ser una dirección.</translation>
        </message>
        <message>
            <source>It looks like https://api.example.com, without #: {detail}.</source>
            <translation>Tiene la forma https://api.example.com, sin #: {detail}.</translation>
        </message>
        <message>
            <source>The settings cannot be read, so Tessera goes by its own.</source>
            <translation>Los ajustes no se pueden leer, así que Tessera usa los predeterminados.</translation>
        </message>
        <message>
            <source>The file is left as it is; what you change holds until Tessera ends. Mend or move it: {detail}.</source>
            <translation>El archivo se deja como está; lo que cambie vale hasta que Tessera termine. Corríjalo o muévalo: {detail}.</translation>
        </message>
        <message>
            <source>One of the settings is wrong, so Tessera goes by its own.</source>
            <translation>Uno de los ajustes es incorrecto, así que Tessera usa los predeterminados.</translation>
        </message>
        <message>
            <source>The file is left as it is; what you change holds until Tessera ends. Mend it: {detail}.</source>
            <translation>El archivo se deja como está; lo que cambie vale hasta que Tessera termine. Corríjalo: {detail}.</translation>
        </message>
        <message>
            <source>The settings were written by another version of Tessera, so it goes by its own.</source>
            <translation>Los ajustes los escribió otra versión de Tessera, así que esta usa los predeterminados.</translation>
        </message>
        <message>
            <source>The file is left as it is; what you change holds until Tessera ends. Update Tessera: {detail}.</source>
            <translation>El archivo se deja como está; lo que cambie vale hasta que Tessera termine. Actualice Tessera: {detail}.</translation>
        </message>
        <message>
            <source>The setting cannot be kept.</source>
            <translation>El ajuste no se puede guardar.</translation>
        </message>
        <message>
            <source>It would be in {detail}.</source>
            <translation>Estaría en {detail}.</translation>
        </message>
        <message>
            <source>That is no command.</source>
            <translation>Ese comando no existe.</translation>
        </message>
        <message>
            <source>Write {detail}.</source>
            <translation>Escriba {detail}.</translation>
        </message>
        <message>
            <source>Those are not ports.</source>
            <translation>Eso no son puertos.</translation>
        </message>
        <message>
            <source>Write at most ten different numbers from 1024 to 65535, with commas between them. Not understood: {detail}.</source>
            <translation>Escriba como máximo diez números distintos del 1024 al 65535, separados por comas. No se entiende: {detail}.</translation>
        </message>
        <message>
            <source>It cannot be told whether Tessera starts when you log in.</source>
            <translation>No se puede saber si Tessera se inicia al entrar en el equipo.</translation>
        </message>
        <message>
            <source>That Tessera starts when you log in could not be changed.</source>
            <translation>No se pudo cambiar que Tessera se inicie al entrar en el equipo.</translation>
        </message>
        <message>
            <source>No window of Tessera is open.</source>
            <translation>No hay ninguna ventana de Tessera abierta.</translation>
        </message>
        <message>
            <source>It would be asked at {detail}.</source>
            <translation>Se le preguntaría en {detail}.</translation>
        </message>
        <message>
            <source>Tessera runs already, but its window does not answer.</source>
            <translation>Tessera ya está en marcha, pero su ventana no responde.</translation>
        </message>
        <message>
            <source>Wait a moment, or end that process. It is asked at {detail}.</source>
            <translation>Espere un momento o termine ese proceso. Se le pregunta en {detail}.</translation>
        </message>
        <message>
            <source>The window does not understand what it was asked.</source>
            <translation>La ventana no entiende lo que se le pidió.</translation>
        </message>
        <message>
            <source>What is wrong: {detail}.</source>
            <translation>Qué está mal: {detail}.</translation>
        </message>
        <message>
            <source>The window could not be started.</source>
            <translation>La ventana no se pudo iniciar.</translation>
        </message>
        <message>
            <source>It should be {detail}.</source>
            <translation>Debería ser {detail}.</translation>
        </message>
        <message>
            <source>Nothing was stored.</source>
            <translation>No se guardó nada.</translation>
        </message>
        <message>
            <source>The clock of this computer is wrong: {detail}.</source>
            <translation>El reloj de este equipo va mal: {detail}.</translation>
        </message>
        <message>
            <source>Tokens would be refused. Let the system set its clock by itself, then try again.</source>
            <translation>Se rechazarían los tokens. Deje que el sistema ponga la hora por sí mismo y vuelva a intentarlo.</translation>
        </message>
        <message>
            <source>{host} is a return address this provider does not take.</source>
            <translation>{host} es una dirección de retorno que este proveedor no acepta.</translation>
        </message>
        <message>
            <source>It takes {detail} only. Use that in --redirect-uri and where the client is registered.</source>
            <translation>Solo acepta {detail}. Úsela en --redirect-uri y donde está registrado el cliente.</translation>
        </message>
        <message>
            <source>This provider takes only the exact return address that is registered there.</source>
            <translation>Este proveedor acepta solo la dirección de retorno exacta que está registrada allí.</translation>
        </message>
        <message>
            <source>Register one with a port of your choice and give it in --redirect-uri: {detail}.</source>
            <translation>Registre una con el puerto que prefiera e indíquela en --redirect-uri: {detail}.</translation>
        </message>
        <message>
            <source>This provider takes another path in the return address.</source>
            <translation>Este proveedor acepta otra ruta en la dirección de retorno.</translation>
        </message>
        <message>
            <source>Use {detail} in --redirect-uri and where the client is registered.</source>
            <translation>Use {detail} en --redirect-uri y donde está registrado el cliente.</translation>
        </message>
        <message>
            <source>That is not the address the browser came back to.</source>
            <translation>Esa no es la dirección a la que volvió el navegador.</translation>
        </message>
        <message>
            <source>Copy the whole address from the browser's address bar; it begins with {detail}.</source>
            <translation>Copie la dirección entera de la barra de direcciones del navegador; empieza por {detail}.</translation>
        </message>
        <message>
            <source>That address is not the answer to this sign-in.</source>
            <translation>Esa dirección no es la respuesta a este inicio de sesión.</translation>
        </message>
        <message>
            <source>It may be of an earlier try, or copied only in part. Copy it again, or start anew.</source>
            <translation>Puede ser de un intento anterior o estar copiada solo en parte. Cópiela de nuevo o empiece otra vez.</translation>
        </message>
        <message>
            <source>Nothing is waited for any more.</source>
            <translation>Ya no se espera nada.</translation>
        </message>
        <message>
            <source>Start the sign-in again.</source>
            <translation>Inicie sesión otra vez.</translation>
        </message>
        <message>
            <source>{host} wants the request sent ahead, and does not say where to.</source>
            <translation>{host} exige que la solicitud se envíe por adelantado y no dice adónde.</translation>
        </message>
        <message>
            <source>Nothing was sent. Its operator must mend it.</source>
            <translation>No se envió nada. Su operador debe corregirlo.</translation>
        </message>
        <message>
            <source>{host} no longer takes the request ahead of the browser, as it did before.</source>
            <translation>{host} ya no acepta la solicitud antes de abrir el navegador, como hacía antes.</translation>
        </message>
        <message>
            <source>Nothing was sent; this may be an attack. Sign out and in again if its operator says it is meant.</source>
            <translation>No se envió nada; puede ser un ataque. Cierre sesión y vuelva a iniciarla si su operador dice que es intencionado.</translation>
        </message>
        <message>
            <source>{host} took the request with an unexpected status.</source>
            <translation>{host} aceptó la solicitud con un estado inesperado.</translation>
        </message>
        <message>
            <source>Nothing was opened. Its operator must mend it: {detail}.</source>
            <translation>No se abrió nada. Su operador debe corregirlo: {detail}.</translation>
        </message>
        <message>
            <source>{host} answered with an address that leads elsewhere.</source>
            <translation>{host} respondió con una dirección que lleva a otro sitio.</translation>
        </message>
        <message>
            <source>Nothing was opened: {detail}.</source>
            <translation>No se abrió nada: {detail}.</translation>
        </message>
        <message>
            <source>{host} took the request and lets it run out at once.</source>
            <translation>{host} aceptó la solicitud y la deja caducar de inmediato.</translation>
        </message>
        <message>
            <source>{host} does not sign its answer in the browser (JARM).</source>
            <translation>{host} no firma su respuesta en el navegador (JARM).</translation>
        </message>
        <message>
            <source>It offers: {detail}. Sign in without, or ask its operator.</source>
            <translation>Ofrece: {detail}. Inicie sesión sin ello o consulte a su operador.</translation>
        </message>
        <message>
            <source>{host} and this program agree on no way to sign the answer in the browser.</source>
            <translation>{host} y este programa no coinciden en ninguna forma de firmar la respuesta en el navegador.</translation>
        </message>
        <message>
            <source>Look up how the client is registered: {detail}.</source>
            <translation>Consulte cómo está registrado el cliente: {detail}.</translation>
        </message>
        <message>
            <source>{host} does not say with which keys it signs.</source>
            <translation>{host} no dice con qué claves firma.</translation>
        </message>
        <message>
            <source>Nothing was opened. Its operator must mend it.</source>
            <translation>No se abrió nada. Su operador debe corregirlo.</translation>
        </message>
        <message>
            <source>{host} cannot bind tokens to a key (DPoP).</source>
            <translation>{host} no puede vincular los tokens a una clave (DPoP).</translation>
        </message>
        <message>
            <source>Signing in on another device cannot bind tokens to a key (DPoP).</source>
            <translation>El inicio de sesión en otro dispositivo no puede vincular los tokens a una clave (DPoP).</translation>
        </message>
        <message>
            <source>Sign in with the browser here, or without.</source>
            <translation>Inicie sesión con el navegador de aquí, o sin ello.</translation>
        </message>
        <message>
            <source>{host} asks for something that no proof can carry.</source>
            <translation>{host} pide algo que ninguna prueba puede llevar.</translation>
        </message>
        <message>
            <source>Its operator must mend the DPoP nonce: {detail}.</source>
            <translation>Su operador debe corregir el nonce de DPoP: {detail}.</translation>
        </message>
        <message>
            <source>This computer's clock and the clock of {host} do not agree.</source>
            <translation>El reloj de este equipo y el de {host} no coinciden.</translation>
        </message>
        <message>
            <source>Set the clock and try again: {detail}.</source>
            <translation>Ponga el reloj en hora y vuelva a intentarlo: {detail}.</translation>
        </message>
        <message>
            <source>The provider refuses the proof again and again.</source>
            <translation>El proveedor rechaza la prueba una y otra vez.</translation>
        </message>
        <message>
            <source>The provider does not accept the proof that the token is ours.</source>
            <translation>El proveedor no acepta la prueba de que el token es nuestro.</translation>
        </message>
        <message>
            <source>Check this computer's clock, then sign in again.</source>
            <translation>Compruebe el reloj de este equipo e inicie sesión de nuevo.</translation>
        </message>
        <message>
            <source>No browser opened.</source>
            <translation>No se abrió ningún navegador.</translation>
        </message>
        <message>
            <source>Tried {detail}. Copy the link and open it yourself.</source>
            <translation>Se intentó {detail}. Copie el enlace y ábralo usted.</translation>
        </message>
        <message>
            <source>That address is not opened in a browser.</source>
            <translation>Esa dirección no se abre en un navegador.</translation>
        </message>
        <message>
            <source>The return address is in use.</source>
            <translation>La dirección de retorno está en uso.</translation>
        </message>
        <message>
            <source>{detail}. Close it or choose another port.</source>
            <translation>{detail}. Ciérrelo o elija otro puerto.</translation>
        </message>
        <message>
            <source>The system says: {detail}.</source>
            <translation>El sistema dice: {detail}.</translation>
        </message>
        <message>
            <source>The return address is not on this computer.</source>
            <translation>La dirección de retorno no está en este equipo.</translation>
        </message>
        <message>
            <source>Register one that begins with http://127.0.0.1.</source>
            <translation>Registre una que empiece por http://127.0.0.1.</translation>
        </message>
        <message>
            <source>This sign-in would take permissions away from the account.</source>
            <translation>Este inicio de sesión quitaría permisos a la cuenta.</translation>
        </message>
        <message>
            <source>It would lose: {detail}. Nothing was changed. Ask for all scopes together, or accept fewer.</source>
            <translation>Perdería: {detail}. No se cambió nada. Pida todos los ámbitos a la vez o acepte menos.</translation>
        </message>
        <message>
            <source>Somebody else signed in at {host}: {detail}.</source>
            <translation>Otra persona inició sesión en {host}: {detail}.</translation>
        </message>
        <message>
            <source>Nothing was changed for this account. Sign in again as the same person, or keep the other as an account of its own.</source>
            <translation>No se cambió nada en esta cuenta. Inicie sesión de nuevo con la misma persona, o guarde la otra como cuenta propia.</translation>
        </message>
        <message>
            <source>The time for signing in ran out.</source>
            <translation>Se agotó el tiempo para iniciar sesión.</translation>
        </message>
        <message>
            <source>Nothing was stored. Try again.</source>
            <translation>No se guardó nada. Vuelva a intentarlo.</translation>
        </message>
        <message>
            <source>The answer belongs to another sign-in and was thrown away.</source>
            <translation>La respuesta pertenece a otro inicio de sesión y se descartó.</translation>
        </message>
        <message>
            <source>This one still waits.</source>
            <translation>Este sigue esperando.</translation>
        </message>
        <message>
            <source>The answer names no sign-in and was thrown away.</source>
            <translation>La respuesta no indica ningún inicio de sesión y se descartó.</translation>
        </message>
        <message>
            <source>The answer came from another provider than the one that was asked.</source>
            <translation>La respuesta vino de un proveedor distinto del consultado.</translation>
        </message>
        <message>
            <source>It was thrown away; this may be an attack. Nothing was stored.</source>
            <translation>Se descartó; puede ser un ataque. No se guardó nada.</translation>
        </message>
        <message>
            <source>The answer does not say which provider it comes from.</source>
            <translation>La respuesta no dice de qué proveedor viene.</translation>
        </message>
        <message>
            <source>{host} promised that it would. Nothing was stored.</source>
            <translation>{host} prometió que lo diría. No se guardó nada.</translation>
        </message>
        <message>
            <source>The answer holds the same thing twice.</source>
            <translation>La respuesta contiene lo mismo dos veces.</translation>
        </message>
        <message>
            <source>The answer says yes and no at once.</source>
            <translation>La respuesta dice sí y no a la vez.</translation>
        </message>
        <message>
            <source>The answer came open, though it was to come signed.</source>
            <translation>La respuesta llegó sin firmar, aunque debía llegar firmada.</translation>
        </message>
        <message>
            <source>It was thrown away; this may be an attack. Nothing was stored. {detail}</source>
            <translation>Se descartó; puede ser un ataque. No se guardó nada. {detail}</translation>
        </message>
        <message>
            <source>The answer came as a token, which was not asked for.</source>
            <translation>La respuesta llegó como token, que no se había pedido.</translation>
        </message>
        <message>
            <source>If the client is registered so, sign in with --jarm.</source>
            <translation>Si el cliente está registrado así, inicie sesión con --jarm.</translation>
        </message>
        <message>
            <source>The answer came open, though it was to come encrypted.</source>
            <translation>La respuesta llegó sin cifrar, aunque debía llegar cifrada.</translation>
        </message>
        <message>
            <source>It was thrown away. Nothing was stored.</source>
            <translation>Se descartó. No se guardó nada.</translation>
        </message>
        <message>
            <source>The answer is meant for another program.</source>
            <translation>La respuesta está destinada a otro programa.</translation>
        </message>
        <message>
            <source>The answer is signed in another way than was agreed.</source>
            <translation>La respuesta está firmada de una forma distinta de la acordada.</translation>
        </message>
        <message>
            <source>It was thrown away. Look up how the client is registered: {detail}.</source>
            <translation>Se descartó. Consulte cómo está registrado el cliente: {detail}.</translation>
        </message>
        <message>
            <source>The signature of the answer is wrong.</source>
            <translation>La firma de la respuesta es incorrecta.</translation>
        </message>
        <message>
            <source>The answer had run out when it came.</source>
            <translation>La respuesta ya había caducado al llegar.</translation>
        </message>
        <message>
            <source>If it came at once, this computer's clock is wrong: {detail}.</source>
            <translation>Si llegó enseguida, el reloj de este equipo va mal: {detail}.</translation>
        </message>
        <message>
            <source>The answer is not good yet.</source>
            <translation>La respuesta aún no es válida.</translation>
        </message>
        <message>
            <source>Probably this computer's clock is wrong: {detail}.</source>
            <translation>Probablemente el reloj de este equipo va mal: {detail}.</translation>
        </message>
        <message>
            <source>The answer would be good for longer than ten minutes.</source>
            <translation>La respuesta valdría más de diez minutos.</translation>
        </message>
        <message>
            <source>It was thrown away. Its operator must mend it, or this computer's clock is wrong: {detail}.</source>
            <translation>Se descartó. Su operador debe corregirlo, o el reloj de este equipo va mal: {detail}.</translation>
        </message>
        <message>
            <source>The answer has a wrong form.</source>
            <translation>La respuesta tiene una forma incorrecta.</translation>
        </message>
        <message>
            <source>The answer holds no usable code.</source>
            <translation>La respuesta no contiene ningún código utilizable.</translation>
        </message>
        <message>
            <source>{host} offers no sign-in on another device.</source>
            <translation>{host} no ofrece el inicio de sesión en otro dispositivo.</translation>
        </message>
        <message>
            <source>Sign in with the browser here.</source>
            <translation>Inicie sesión con el navegador de aquí.</translation>
        </message>
        <message>
            <source>{host} names an address for the code that is not safe to open.</source>
            <translation>{host} indica para el código una dirección que no es seguro abrir.</translation>
        </message>
        <message>
            <source>Do not enter the code anywhere. Its operator must mend it: {detail}.</source>
            <translation>No introduzca el código en ningún sitio. Su operador debe corregirlo: {detail}.</translation>
        </message>
        <message>
            <source>{host} gave a code nobody can type.</source>
            <translation>{host} dio un código que nadie puede teclear.</translation>
        </message>
        <message>
            <source>{host} answered the request for a code in a wrong form.</source>
            <translation>{host} respondió a la petición de un código con una forma incorrecta.</translation>
        </message>
        <message>
            <source>{host} says to wait in a way that also says to go on.</source>
            <translation>{host} pide esperar de un modo que a la vez pide continuar.</translation>
        </message>
        <message>
            <source>Nothing was stored. Its operator must mend it: {detail}.</source>
            <translation>No se guardó nada. Su operador debe corregirlo: {detail}.</translation>
        </message>
        <message>
            <source>The time for entering the code ran out.</source>
            <translation>Se agotó el tiempo para introducir el código.</translation>
        </message>
        <message>
            <source>The keychain is locked.</source>
            <translation>El llavero está bloqueado.</translation>
        </message>
        <message>
            <source>Your sign-in is safe in it. Unlock it to go on.</source>
            <translation>La sesión está a salvo en él. Desbloquéelo para continuar.</translation>
        </message>
        <message>
            <source>There is no keychain here.</source>
            <translation>Aquí no hay ningún llavero.</translation>
        </message>
        <message>
            <source>You stay signed in until Tessera closes.</source>
            <translation>La sesión se mantiene hasta que Tessera se cierre.</translation>
        </message>
        <message>
            <source>The keychain did not let Tessera in.</source>
            <translation>El llavero no dejó entrar a Tessera.</translation>
        </message>
        <message>
            <source>It is not asked again by itself. Choose "Renew now" and allow it when the system asks.</source>
            <translation>No se le vuelve a preguntar por sí solo. Elija "Renovar ahora" y permítalo cuando el sistema pregunte.</translation>
        </message>
        <message>
            <source>The keychain did not answer in time.</source>
            <translation>El llavero no respondió a tiempo.</translation>
        </message>
        <message>
            <source>A question of the system may be waiting behind this window.</source>
            <translation>Puede haber una pregunta del sistema detrás de esta ventana.</translation>
        </message>
        <message>
            <source>The keychain has gone away.</source>
            <translation>El llavero ha desaparecido.</translation>
        </message>
        <message>
            <source>You stay signed in until Tessera closes; it is written down as soon as the keychain is back.</source>
            <translation>La sesión se mantiene hasta que Tessera se cierre; se guarda en cuanto vuelva el llavero.</translation>
        </message>
        <message>
            <source>This keychain does not tell which entries it has.</source>
            <translation>Este llavero no dice qué entradas tiene.</translation>
        </message>
        <message>
            <source>Sign-ins that no account here has any more cannot be listed.</source>
            <translation>No se pueden enumerar las sesiones que ya no corresponden a ninguna cuenta de aquí.</translation>
        </message>
        <message>
            <source>Nothing was ended.</source>
            <translation>No se cerró nada.</translation>
        </message>
        <message>
            <source>Say yes at the terminal, or give --yes, to revoke and remove what is left over.</source>
            <translation>Responda que sí en la terminal, o indique --yes, para revocar y eliminar lo que quedó.</translation>
        </message>
        <message>
            <source>That sign-in belongs to an account in the list.</source>
            <translation>Esa sesión pertenece a una cuenta de la lista.</translation>
        </message>
        <message>
            <source>Sign out of the account instead.</source>
            <translation>En su lugar, cierre la sesión de la cuenta.</translation>
        </message>
        <message>
            <source>What the keychain holds for this account is damaged.</source>
            <translation>Lo que el llavero guarda de esta cuenta está dañado.</translation>
        </message>
        <message>
            <source>It is left as it is. Sign in again.</source>
            <translation>Se deja como está. Inicie sesión de nuevo.</translation>
        </message>
        <message>
            <source>The keychain gave back something else than was put in.</source>
            <translation>El llavero devolvió algo distinto de lo que se guardó.</translation>
        </message>
        <message>
            <source>The keychain has no room for this sign-in.</source>
            <translation>El llavero no tiene espacio para esta sesión.</translation>
        </message>
        <message>
            <source>What the keychain holds for this account cannot be read.</source>
            <translation>Lo que el llavero guarda de esta cuenta no se puede leer.</translation>
        </message>
        <message>
            <source>Sign in again.</source>
            <translation>Inicie sesión de nuevo.</translation>
        </message>
        <message>
            <source>What the keychain holds for this account was written by a newer Tessera.</source>
            <translation>Lo que el llavero guarda de esta cuenta lo escribió una versión más reciente de Tessera.</translation>
        </message>
        <message>
            <source>Update Tessera, or sign in again.</source>
            <translation>Actualice Tessera o inicie sesión de nuevo.</translation>
        </message>
        <message>
            <source>What the keychain holds for this account is too large.</source>
            <translation>Lo que el llavero guarda de esta cuenta es demasiado grande.</translation>
        </message>
        <message>
            <source>The keychain holds nothing for this account.</source>
            <translation>El llavero no guarda nada de esta cuenta.</translation>
        </message>
        <message>
            <source>What the keychain holds belongs to another provider.</source>
            <translation>Lo que guarda el llavero pertenece a otro proveedor.</translation>
        </message>
        <message>
            <source>The list of accounts was changed from outside. Nothing was sent. Sign in again.</source>
            <translation>La lista de cuentas se cambió desde fuera. No se envió nada. Inicie sesión de nuevo.</translation>
        </message>
        <message>
            <source>The list of accounts cannot be read.</source>
            <translation>La lista de cuentas no se puede leer.</translation>
        </message>
        <message>
            <source>It is left as it is. Mend or move the file, then start again: {detail}.</source>
            <translation>Se deja como está. Corrija o mueva el archivo y vuelva a empezar: {detail}.</translation>
        </message>
        <message>
            <source>The list of accounts was written by a newer Tessera.</source>
            <translation>La lista de cuentas la escribió una versión más reciente de Tessera.</translation>
        </message>
        <message>
            <source>Update Tessera: {detail}.</source>
            <translation>Actualice Tessera: {detail}.</translation>
        </message>
        <message>
            <source>The list of accounts cannot be written.</source>
            <translation>La lista de cuentas no se puede escribir.</translation>
        </message>
        <message>
            <source>Make room or mend the permissions: {detail}.</source>
            <translation>Libere espacio o corrija los permisos: {detail}.</translation>
        </message>
        <message>
            <source>There is no such account.</source>
            <translation>No existe esa cuenta.</translation>
        </message>
        <message>
            <source>Look at the list of accounts.</source>
            <translation>Consulte la lista de cuentas.</translation>
        </message>
        <message>
            <source>An account cannot be called that.</source>
            <translation>Una cuenta no se puede llamar así.</translation>
        </message>
        <message>
            <source>A name is one line of at most 80 characters that can be seen: {detail}.</source>
            <translation>Un nombre es una línea de 80 caracteres visibles como máximo: {detail}.</translation>
        </message>
        <message>
            <source>Another account is called that.</source>
            <translation>Otra cuenta se llama así.</translation>
        </message>
        <message>
            <source>Choose another name: tools find an account by it.</source>
            <translation>Elija otro nombre: las herramientas encuentran una cuenta por él.</translation>
        </message>
        <message>
            <source>More than one account is called that.</source>
            <translation>Más de una cuenta se llama así.</translation>
        </message>
        <message>
            <source>Choose one: {detail}.</source>
            <translation>Elija una: {detail}.</translation>
        </message>
        <message>
            <source>{host} could not be told yet that you signed out.</source>
            <translation>Aún no se pudo comunicar a {host} el cierre de sesión.</translation>
        </message>
        <message>
            <source>The tokens wait in the keychain, and only there; Tessera tries again by itself.</source>
            <translation>Los tokens esperan en el llavero, y solo allí; Tessera lo reintenta por sí mismo.</translation>
        </message>
        <message>
            <source>{host} could not be told in 90 days that you signed out.</source>
            <translation>En 90 días no se pudo comunicar a {host} el cierre de sesión.</translation>
        </message>
        <message>
            <source>Look for this program in your account's settings there.</source>
            <translation>Busque este programa en los ajustes de su cuenta allí.</translation>
        </message>
        <message>
            <source>What the keychain holds to be revoked cannot be read.</source>
            <translation>Lo que el llavero guarda para revocar no se puede leer.</translation>
        </message>
        <message>
            <source>Look for this program in your account's settings at the provider.</source>
            <translation>Busque este programa en los ajustes de su cuenta en el proveedor.</translation>
        </message>
        <message>
            <source>An answer of {host} was lost at {detail}, and with it the new refresh token; it does not take the old one again.</source>
            <translation>Una respuesta de {host} se perdió ({detail}), y con ella el nuevo token de actualización; el anterior ya no lo acepta.</translation>
        </message>
        <message>
            <source>Another Tessera program is renewing this account and does not finish.</source>
            <translation>Otro programa de Tessera está renovando esta cuenta y no termina.</translation>
        </message>
        <message>
            <source>Close the other one, or try again later.</source>
            <translation>Cierre el otro o vuelva a intentarlo más tarde.</translation>
        </message>
        <message>
            <source>A renewal is still under way.</source>
            <translation>Aún hay una renovación en curso.</translation>
        </message>
        <message>
            <source>Wait a moment.</source>
            <translation>Espere un momento.</translation>
        </message>
        <message>
            <source>Other Tessera programs cannot be kept from renewing at the same time.</source>
            <translation>No se puede impedir que otros programas de Tessera renueven al mismo tiempo.</translation>
        </message>
        <message>
            <source>That was renewed a moment ago.</source>
            <translation>Eso se renovó hace un momento.</translation>
        </message>
        <message>
            <source>The token is fresh; wait half a minute.</source>
            <translation>El token es reciente; espere medio minuto.</translation>
        </message>
        <message>
            <source>This account needs a new sign-in.</source>
            <translation>Esta cuenta necesita un nuevo inicio de sesión.</translation>
        </message>
        <message>
            <source>The list of providers has a wrong row.</source>
            <translation>La lista de proveedores tiene una fila incorrecta.</translation>
        </message>
        <message>
            <source>The list of providers has a row twice.</source>
            <translation>La lista de proveedores tiene una fila repetida.</translation>
        </message>
        <message>
            <source>That file cannot be read.</source>
            <translation>Ese archivo no se puede leer.</translation>
        </message>
        <message>
            <source>That file is no key file.</source>
            <translation>Ese archivo no es un archivo de clave.</translation>
        </message>
        <message>
            <source>It is empty or larger than 1 MB; choose a JWK set, a JWK or a PEM file.</source>
            <translation>Está vacío o supera 1 MB; elija un conjunto JWK, un JWK o un archivo PEM.</translation>
        </message>
        <message>
            <source>A shared secret is needed.</source>
            <translation>Hace falta un secreto compartido.</translation>
        </message>
        <message>
            <source>Write it into the field.</source>
            <translation>Escríbalo en el campo.</translation>
        </message>
        <message>
            <source>The demo provider is not installed.</source>
            <translation>El proveedor de demostración no está instalado.</translation>
        </message>
        <message>
            <source>It should be at {detail}.</source>
            <translation>Debería estar en {detail}.</translation>
        </message>
        <message>
            <source>It says: {detail}.</source>
            <translation>Dice: {detail}.</translation>
        </message>
        <message>
            <source>The demo provider did not start in time.</source>
            <translation>El proveedor de demostración no arrancó a tiempo.</translation>
        </message>
        <message>
            <source>{host} answers no questions about tokens.</source>
            <translation>{host} no responde preguntas sobre tokens.</translation>
        </message>
        <message>
            <source>It has no introspection endpoint. "tessera inspect" reads a token without it.</source>
            <translation>No tiene endpoint de introspección. "tessera inspect" lee un token sin él.</translation>
        </message>
        <message>
            <source>{host} does not say whether the token is good.</source>
            <translation>{host} no dice si el token es válido.</translation>
        </message>
        <message>
            <source>Nothing of its answer is used: {detail}.</source>
            <translation>No se usa nada de su respuesta: {detail}.</translation>
        </message>
        <message>
            <source>{host} does not say what kind of token it gave.</source>
            <translation>{host} no dice qué tipo de token dio.</translation>
        </message>
        <message>
            <source>The provider does not know the service the token is meant for.</source>
            <translation>El proveedor no conoce el servicio al que está destinado el token.</translation>
        </message>
        <message>
            <source>Check the audience and the resource.</source>
            <translation>Compruebe la audiencia y el recurso.</translation>
        </message>
        <message>
            <source>{host} has no page for signing out.</source>
            <translation>{host} no tiene página para cerrar sesión.</translation>
        </message>
        <message>
            <source>Sign out on its own pages if the browser should forget you too.</source>
            <translation>Cierre la sesión en sus propias páginas si el navegador también debe olvidarla.</translation>
        </message>
        <message>
            <source>{host} names an address for signing out that is not safe to open.</source>
            <translation>{host} indica para cerrar sesión una dirección que no es seguro abrir.</translation>
        </message>
        <message>
            <source>No browser was opened. Its operator must mend it: {detail}.</source>
            <translation>No se abrió ningún navegador. Su operador debe corregirlo: {detail}.</translation>
        </message>
        <message>
            <source>The browser did not come back from signing out.</source>
            <translation>El navegador no volvió del cierre de sesión.</translation>
        </message>
        <message>
            <source>Here you are signed out all the same.</source>
            <translation>Aquí la sesión está cerrada igualmente.</translation>
        </message>
        <message>
            <source>{host} registers no clients by itself.</source>
            <translation>{host} no registra clientes por sí mismo.</translation>
        </message>
        <message>
            <source>Register one by hand where its operator says so.</source>
            <translation>Registre uno a mano donde indique su operador.</translation>
        </message>
        <message>
            <source>This registration cannot be changed from here.</source>
            <translation>Este registro no se puede cambiar desde aquí.</translation>
        </message>
        <message>
            <source>The provider gave no registration token, or it is not at hand.</source>
            <translation>El proveedor no dio un token de registro, o no está a mano.</translation>
        </message>
        <message>
            <source>What the keychain holds for this registration cannot be read.</source>
            <translation>Lo que el llavero guarda de este registro no se puede leer.</translation>
        </message>
        <message>
            <source>Manage the client at the provider.</source>
            <translation>Gestione el cliente en el proveedor.</translation>
        </message>
        <message>
            <source>This computer keeps nothing to manage that client with.</source>
            <translation>Este equipo no guarda nada con lo que gestionar ese cliente.</translation>
        </message>
        <message>
            <source>Clients can be shown, changed and deleted where they were registered: {detail}.</source>
            <translation>Los clientes se pueden ver, cambiar y eliminar donde se registraron: {detail}.</translation>
        </message>
        <message>
            <source>{host} answered the registration in a wrong form.</source>
            <translation>{host} respondió al registro con una forma incorrecta.</translation>
        </message>
        <message>
            <source>The answer was thrown away: {detail}.</source>
            <translation>La respuesta se descartó: {detail}.</translation>
        </message>
        <message>
            <source>{host} wants the registration token sent somewhere else.</source>
            <translation>{host} quiere que el token de registro se envíe a otro sitio.</translation>
        </message>
        <message>
            <source>The answer was thrown away; this may be an attack: {detail}.</source>
            <translation>La respuesta se descartó; puede ser un ataque: {detail}.</translation>
        </message>
        <message>
            <source>{host} answered about another client.</source>
            <translation>{host} respondió sobre otro cliente.</translation>
        </message>
        <message>
            <source>The provider does not accept the redirect address.</source>
            <translation>El proveedor no acepta la dirección de redirección.</translation>
        </message>
        <message>
            <source>Try http://127.0.0.1/callback, or ask its operator.</source>
            <translation>Pruebe con http://127.0.0.1/callback o consulte a su operador.</translation>
        </message>
        <message>
            <source>The provider does not accept such a client.</source>
            <translation>El proveedor no acepta un cliente así.</translation>
        </message>
        <message>
            <source>Ask for less: other grant types, another authentication, fewer scopes.</source>
            <translation>Pida menos: otros tipos de grant, otra autenticación, menos ámbitos.</translation>
        </message>
        <message>
            <source>The provider does not accept the software statement.</source>
            <translation>El proveedor no acepta la declaración de software (software statement).</translation>
        </message>
        <message>
            <source>Ask its operator for a new one.</source>
            <translation>Pida uno nuevo a su operador.</translation>
        </message>
        <message>
            <source>The provider does not approve of this software.</source>
            <translation>El proveedor no aprueba este software.</translation>
        </message>
        <message>
            <source>Ask its operator to approve it.</source>
            <translation>Pida a su operador que lo apruebe.</translation>
        </message>
        <message>
            <source>{host} answered the code with an unexpected status.</source>
            <translation>{host} respondió al código con un estado inesperado.</translation>
        </message>
        <message>
            <source>{host} gave a kind of token Tessera does not know.</source>
            <translation>{host} dio un tipo de token que Tessera no conoce.</translation>
        </message>
        <message>
            <source>{host} gave a token that anybody could use who finds it.</source>
            <translation>{host} dio un token que podría usar cualquiera que lo encontrase.</translation>
        </message>
        <message>
            <source>A token bound to a key of this computer (DPoP) was asked for. Nothing was stored.</source>
            <translation>Se pidió un token vinculado a una clave de este equipo (DPoP). No se guardó nada.</translation>
        </message>
        <message>
            <source>{host} gave no usable access token.</source>
            <translation>{host} no dio ningún token de acceso utilizable.</translation>
        </message>
        <message>
            <source>The answer of {host} has a wrong form.</source>
            <translation>La respuesta de {host} tiene una forma incorrecta.</translation>
        </message>
        <message>
            <source>Nothing was stored: {detail}.</source>
            <translation>No se guardó nada: {detail}.</translation>
        </message>
        <message>
            <source>{host} gave no ID token, so nobody knows who signed in.</source>
            <translation>{host} no dio token de ID, así que nadie sabe quién inició sesión.</translation>
        </message>
        <message>
            <source>Nothing was stored. The scope must hold openid.</source>
            <translation>No se guardó nada. Los ámbitos deben incluir openid.</translation>
        </message>
        <message>
            <source>{host} has no way to revoke a grant.</source>
            <translation>{host} no ofrece forma de revocar una autorización.</translation>
        </message>
        <message>
            <source>The account belongs to a tenant that is not allowed here.</source>
            <translation>La cuenta pertenece a un tenant que aquí no se permite.</translation>
        </message>
        <message>
            <source>{detail}. Choose another account in the browser, or allow that tenant.</source>
            <translation>{detail}. Elija otra cuenta en el navegador o permita ese tenant.</translation>
        </message>
        <message>
            <source>The ID token was issued by somebody else.</source>
            <translation>El token de ID lo emitió otro.</translation>
        </message>
        <message>
            <source>The ID token is meant for another program.</source>
            <translation>El token de ID está destinado a otro programa.</translation>
        </message>
        <message>
            <source>The ID token is meant for other programs too, which Tessera does not trust.</source>
            <translation>El token de ID está destinado también a otros programas en los que Tessera no confía.</translation>
        </message>
        <message>
            <source>The ID token was given to another program.</source>
            <translation>El token de ID se entregó a otro programa.</translation>
        </message>
        <message>
            <source>The ID token is signed in a way this provider did not announce.</source>
            <translation>El token de ID está firmado de una forma que este proveedor no anunció.</translation>
        </message>
        <message>
            <source>The signature of the ID token is wrong.</source>
            <translation>La firma del token de ID es incorrecta.</translation>
        </message>
        <message>
            <source>Nothing was stored; this may be an attack.</source>
            <translation>No se guardó nada; puede ser un ataque.</translation>
        </message>
        <message>
            <source>The ID token had run out when it came.</source>
            <translation>El token de ID ya había caducado al llegar.</translation>
        </message>
        <message>
            <source>Check this computer's clock and try again.</source>
            <translation>Compruebe el reloj de este equipo y vuelva a intentarlo.</translation>
        </message>
        <message>
            <source>The ID token is not valid yet.</source>
            <translation>El token de ID aún no es válido.</translation>
        </message>
        <message>
            <source>The ID token seems to come from the future.</source>
            <translation>El token de ID parece venir del futuro.</translation>
        </message>
        <message>
            <source>This computer's clock is probably slow. Set the clock and try again.</source>
            <translation>El reloj de este equipo probablemente va atrasado. Póngalo en hora y vuelva a intentarlo.</translation>
        </message>
        <message>
            <source>The ID token was made long before it came.</source>
            <translation>El token de ID se creó mucho antes de llegar.</translation>
        </message>
        <message>
            <source>This computer's clock is probably fast. Set the clock and try again.</source>
            <translation>El reloj de este equipo probablemente va adelantado. Póngalo en hora y vuelva a intentarlo.</translation>
        </message>
        <message>
            <source>The ID token belongs to another sign-in.</source>
            <translation>El token de ID pertenece a otro inicio de sesión.</translation>
        </message>
        <message>
            <source>The ID token does not say which sign-in it belongs to.</source>
            <translation>El token de ID no dice a qué inicio de sesión pertenece.</translation>
        </message>
        <message>
            <source>The ID token and the access token do not belong together.</source>
            <translation>El token de ID y el token de acceso no se corresponden.</translation>
        </message>
        <message>
            <source>The ID token was made for another sign-in.</source>
            <translation>El token de ID se creó para otro inicio de sesión.</translation>
        </message>
        <message>
            <source>The ID token and the code it was given for do not belong together.</source>
            <translation>El token de ID y el código por el que se dio no se corresponden.</translation>
        </message>
        <message>
            <source>The ID token does not say who signed in.</source>
            <translation>El token de ID no dice quién inició sesión.</translation>
        </message>
        <message>
            <source>Somebody else signed in.</source>
            <translation>Otra persona inició sesión.</translation>
        </message>
        <message>
            <source>Nothing was changed for this account.</source>
            <translation>No se cambió nada en esta cuenta.</translation>
        </message>
        <message>
            <source>The sign-in at the provider is older than was asked for.</source>
            <translation>El inicio de sesión en el proveedor es más antiguo de lo pedido.</translation>
        </message>
        <message>
            <source>Sign in again there.</source>
            <translation>Inicie sesión allí de nuevo.</translation>
        </message>
        <message>
            <source>The sign-in at the provider was weaker than was asked for.</source>
            <translation>El inicio de sesión en el proveedor fue más débil de lo pedido.</translation>
        </message>
        <message>
            <source>What came as the ID token is another kind of token.</source>
            <translation>Lo que llegó como token de ID es otro tipo de token.</translation>
        </message>
        <message>
            <source>The ID token came open, though it was to come encrypted.</source>
            <translation>El token de ID llegó sin cifrar, aunque debía llegar cifrado.</translation>
        </message>
        <message>
            <source>The ID token has a wrong form.</source>
            <translation>El token de ID tiene una forma incorrecta.</translation>
        </message>
        <message>
            <source>{host} has no place to ask about you.</source>
            <translation>{host} no tiene dónde consultar los datos del usuario.</translation>
        </message>
        <message>
            <source>What the ID token says is shown.</source>
            <translation>Se muestra lo que dice el token de ID.</translation>
        </message>
        <message>
            <source>{host} answered about somebody else.</source>
            <translation>{host} respondió sobre otra persona.</translation>
        </message>
        <message>
            <source>The answer was thrown away.</source>
            <translation>La respuesta se descartó.</translation>
        </message>
        <message>
            <source>The answer about you does not say whom it is about.</source>
            <translation>La respuesta con los datos del usuario no dice de quién trata.</translation>
        </message>
        <message>
            <source>It was thrown away.</source>
            <translation>Se descartó.</translation>
        </message>
        <message>
            <source>The answer about you came signed, which was not asked for.</source>
            <translation>La respuesta con los datos del usuario llegó firmada, y no se había pedido así.</translation>
        </message>
        <message>
            <source>The answer about you came open, though it was to come as a token.</source>
            <translation>La respuesta con los datos del usuario llegó abierta, aunque debía llegar como token.</translation>
        </message>
        <message>
            <source>It was thrown away; this may be an attack.</source>
            <translation>Se descartó; puede ser un ataque.</translation>
        </message>
        <message>
            <source>The answer about you came open, though it was to come encrypted.</source>
            <translation>La respuesta con los datos del usuario llegó sin cifrar, aunque debía llegar cifrada.</translation>
        </message>
        <message>
            <source>The answer about you is signed in another way than was agreed.</source>
            <translation>La respuesta con los datos del usuario está firmada de una forma distinta de la acordada.</translation>
        </message>
        <message>
            <source>The signature of the answer about you is wrong.</source>
            <translation>La firma de la respuesta con los datos del usuario es incorrecta.</translation>
        </message>
        <message>
            <source>The answer about you was made by somebody else.</source>
            <translation>La respuesta con los datos del usuario la creó otro.</translation>
        </message>
        <message>
            <source>The answer about you is meant for another program.</source>
            <translation>La respuesta con los datos del usuario está destinada a otro programa.</translation>
        </message>
        <message>
            <source>What the tool says does not follow its own format.</source>
            <translation>Lo que dice la herramienta no sigue su propio formato.</translation>
        </message>
        <message>
            <source>Nothing was handed out. What cannot be used is: {detail}.</source>
            <translation>No se entregó nada. Lo que no se puede usar es: {detail}.</translation>
        </message>
        <message>
            <source>What the tool says is too large.</source>
            <translation>Lo que dice la herramienta es demasiado grande.</translation>
        </message>
        <message>
            <source>Nothing was handed out. It has {detail}.</source>
            <translation>No se entregó nada. Tiene {detail}.</translation>
        </message>
        <message>
            <source>That is no address of a host a token could be for.</source>
            <translation>Esa no es la dirección de un host para el que pueda ser un token.</translation>
        </message>
        <message>
            <source>It looks like https://git.example.com or https://git.example.com/group. {detail}.</source>
            <translation>Tiene la forma https://git.example.com o https://git.example.com/group. {detail}.</translation>
        </message>
        <message>
            <source>The list of hosts cannot be used.</source>
            <translation>La lista de hosts no se puede usar.</translation>
        </message>
        <message>
            <source>No token is handed out by it. Mend or remove it: {detail}.</source>
            <translation>No se entrega ningún token según ella. Corríjala o elimínela: {detail}.</translation>
        </message>
        <message>
            <source>There is no such host in the list.</source>
            <translation>No existe ese host en la lista.</translation>
        </message>
        <message>
            <source>Asked for: {detail}.</source>
            <translation>Se pidió: {detail}.</translation>
        </message>
        <message>
            <source>More than one account fits this host.</source>
            <translation>Más de una cuenta encaja con este host.</translation>
        </message>
        <message>
            <source>This token is bound to a key that stays in the keychain.</source>
            <translation>Este token está vinculado a una clave que permanece en el llavero.</translation>
        </message>
        <message>
            <source>Other programs cannot use it. Sign in with a client that asks for plain tokens to use it with {detail}.</source>
            <translation>Otros programas no pueden usarlo. Inicie sesión con un cliente que pida tokens simples para usarlo con {detail}.</translation>
        </message>
        <message>
            <source>Programs of oidc-agent cannot use it.</source>
            <translation>Los programas de oidc-agent no pueden usarlo.</translation>
        </message>
        <message>
            <source>Tessera answers only oidc-agent's request for an access token.</source>
            <translation>Tessera responde solo a la petición de oidc-agent de un token de acceso.</translation>
        </message>
        <message>
            <source>Accounts are added and removed with tessera sign-in and tessera sign-out. Asked for: {detail}.</source>
            <translation>Las cuentas se añaden y se quitan con tessera sign-in y tessera sign-out. Se pidió: {detail}.</translation>
        </message>
        <message>
            <source>The token cannot be handed to this tool.</source>
            <translation>El token no se puede entregar a esta herramienta.</translation>
        </message>
        <message>
            <source>It is empty, or it holds characters that its format has no place for.</source>
            <translation>Está vacío o contiene caracteres para los que su formato no tiene sitio.</translation>
        </message>
        <message>
            <source>Kubernetes asks in a version that Tessera does not know.</source>
            <translation>Kubernetes pregunta en una versión que Tessera no conoce.</translation>
        </message>
        <message>
            <source>It knows client.authentication.k8s.io/v1 and v1beta1, not {detail}.</source>
            <translation>Conoce client.authentication.k8s.io/v1 y v1beta1, no {detail}.</translation>
        </message>
        <message>
            <source>kubectl asks for another cluster.</source>
            <translation>kubectl pregunta por otro clúster.</translation>
        </message>
        <message>
            <source>Nothing was handed out. Check --server in the kubeconfig, and provideClusterInfo. {detail}.</source>
            <translation>No se entregó nada. Compruebe --server en el kubeconfig, y provideClusterInfo. {detail}.</translation>
        </message>
        <message>
            <source>That is no sign-in of a mail program.</source>
            <translation>Eso no es el inicio de sesión de un programa de correo.</translation>
        </message>
        <message>
            <source>AWS refused the ID token.</source>
            <translation>AWS rechazó el token de ID.</translation>
        </message>
        <message>
            <source>Check the role, its trust policy and the audience it wants. AWS said: {detail}.</source>
            <translation>Compruebe el rol, su política de confianza y la audiencia que exige. AWS dijo: {detail}.</translation>
        </message>
        <message>
            <source>The answer of AWS STS cannot be read.</source>
            <translation>La respuesta de AWS STS no se puede leer.</translation>
        </message>
        <message>
            <source>Tessera keeps no passwords.</source>
            <translation>Tessera no guarda contraseñas.</translation>
        </message>
        <message>
            <source>It hands out tokens of accounts that are signed in; nothing was stored.</source>
            <translation>Entrega tokens de cuentas con la sesión iniciada; no se guardó nada.</translation>
        </message>
        <message>
            <source>A token may not be written there.</source>
            <translation>Ahí no se puede escribir un token.</translation>
        </message>
        <message>
            <source>It must be a new or an own file below $XDG_RUNTIME_DIR, which is in memory and yours alone. {detail}.</source>
            <translation>Debe ser un archivo nuevo o propio dentro de $XDG_RUNTIME_DIR, que está en memoria y es solo suyo. {detail}.</translation>
        </message>
        <message>
            <source>That is not how a credential helper is used.</source>
            <translation>Un asistente de credenciales no se usa así.</translation>
        </message>
        <message>
            <source>{detail}. "use ADDRESS ACCOUNT", "forget ADDRESS" and "list-hosts" are for you; the rest is for the tool.</source>
            <translation>{detail}. "use ADDRESS ACCOUNT", "forget ADDRESS" y "list-hosts" son para usted; el resto es para la herramienta.</translation>
        </message>
        <message>
            <source>That is no name of a variable for a token.</source>
            <translation>Eso no es un nombre de variable para un token.</translation>
        </message>
        <message>
            <source>Give a plain one with --env, not {detail}.</source>
            <translation>Indique uno sencillo con --env, no {detail}.</translation>
        </message>
        <message>
            <source>The command did not start.</source>
            <translation>El comando no se inició.</translation>
        </message>
        <message>
            <source>That is not how AWS has it.</source>
            <translation>AWS no lo tiene así.</translation>
        </message>
        <message>
            <source>See tessera aws-credential --help. Given: {detail}.</source>
            <translation>Consulte tessera aws-credential --help. Se indicó: {detail}.</translation>
        </message>
        <message>
            <source>There is no provider of that name.</source>
            <translation>No hay ningún proveedor con ese nombre.</translation>
        </message>
        <message>
            <source>"tessera providers" lists them; any other is reached with --issuer. Asked for: {detail}.</source>
            <translation>"tessera providers" los muestra; a cualquier otro se llega con --issuer. Se pidió: {detail}.</translation>
        </message>
        <message>
            <source>The provider's address is needed.</source>
            <translation>Hace falta la dirección del proveedor.</translation>
        </message>
        <message>
            <source>Give it with --issuer. It looks like {detail}.</source>
            <translation>Indíquela con --issuer. Tiene la forma {detail}.</translation>
        </message>
        <message>
            <source>A client ID is needed.</source>
            <translation>Hace falta un ID de cliente.</translation>
        </message>
        <message>
            <source>Register this program at the provider and give what it answers with --client-id. The place is {detail}.</source>
            <translation>Registre este programa en el proveedor e indique lo que responda con --client-id. El lugar es {detail}.</translation>
        </message>
        <message>
            <source>There is no such way to send a client secret.</source>
            <translation>No existe esa forma de enviar un secreto de cliente.</translation>
        </message>
        <message>
            <source>--client-auth takes client_secret_basic or client_secret_post, not {detail}.</source>
            <translation>--client-auth acepta client_secret_basic o client_secret_post, no {detail}.</translation>
        </message>
        <message>
            <source>That is nothing a client is registered with.</source>
            <translation>Un cliente no se registra con eso.</translation>
        </message>
        <message>
            <source>--registered takes NAME=VALUE, like id_token_encrypted_response_alg=ECDH-ES, not {detail}.</source>
            <translation>--registered acepta NAME=VALUE, como id_token_encrypted_response_alg=ECDH-ES, no {detail}.</translation>
        </message>
        <message>
            <source>That is no return address on this computer.</source>
            <translation>Eso no es una dirección de retorno de este equipo.</translation>
        </message>
        <message>
            <source>--redirect-uri takes one like http://127.0.0.1:8400/callback, not {detail}.</source>
            <translation>--redirect-uri acepta una como http://127.0.0.1:8400/callback, no {detail}.</translation>
        </message>
        <message>
            <source>The file for the secret is empty.</source>
            <translation>El archivo para el secreto está vacío.</translation>
        </message>
        <message>
            <source>Write the client secret into it, nothing else: {detail}.</source>
            <translation>Escriba en él el secreto de cliente y nada más: {detail}.</translation>
        </message>
        <message>
            <source>Nothing says what to sign out of.</source>
            <translation>Nada indica de qué cerrar sesión.</translation>
        </message>
        <message>
            <source>Name one account, or give --all, --pending or --left-over.</source>
            <translation>Indique una cuenta, o bien --all, --pending o --left-over.</translation>
        </message>
        <message>
            <source>A browser can sign out at one provider at a time.</source>
            <translation>Un navegador puede cerrar sesión en un solo proveedor a la vez.</translation>
        </message>
        <message>
            <source>Name one account with --end-session.</source>
            <translation>Indique una cuenta con --end-session.</translation>
        </message>
        <message>
            <source>Standard input can be read once only.</source>
            <translation>La entrada estándar solo se puede leer una vez.</translation>
        </message>
        <message>
            <source>Give one of the files by its name.</source>
            <translation>Indique uno de los archivos por su nombre.</translation>
        </message>
        <message>
            <source>That is no time.</source>
            <translation>Eso no es una fecha y hora.</translation>
        </message>
        <message>
            <source>Times look like 2026-01-31T12:00:00Z, not {detail}.</source>
            <translation>Se escriben como 2026-01-31T12:00:00Z, no {detail}.</translation>
        </message>
        <message>
            <source>The key can come from one place only.</source>
            <translation>La clave solo puede venir de un sitio.</translation>
        </message>
        <message>
            <source>Too many of them: {detail}.</source>
            <translation>Hay demasiados: {detail}.</translation>
        </message>
        <message>
            <source>The sign-in was declined at the provider.</source>
            <translation>El inicio de sesión se rechazó en el proveedor.</translation>
        </message>
        <message>
            <source>Nothing was stored. Sign in again if that was not meant.</source>
            <translation>No se guardó nada. Inicie sesión de nuevo si no era la intención.</translation>
        </message>
        <message>
            <source>The provider did not understand the request.</source>
            <translation>El proveedor no entendió la solicitud.</translation>
        </message>
        <message>
            <source>Check the client ID and how the client is registered.</source>
            <translation>Compruebe el ID de cliente y cómo está registrado el cliente.</translation>
        </message>
        <message>
            <source>The provider does not allow this client to sign in this way.</source>
            <translation>El proveedor no permite que este cliente inicie sesión de esta forma.</translation>
        </message>
        <message>
            <source>Switch on the authorization code flow where the client is registered.</source>
            <translation>Active el flujo de código de autorización donde está registrado el cliente.</translation>
        </message>
        <message>
            <source>The provider does not offer sign-in with a code.</source>
            <translation>El proveedor no ofrece el inicio de sesión con un código.</translation>
        </message>
        <message>
            <source>Ask its operator to switch it on.</source>
            <translation>Pida a su operador que lo active.</translation>
        </message>
        <message>
            <source>The provider does not know one of the scopes asked for.</source>
            <translation>El proveedor no conoce uno de los ámbitos pedidos.</translation>
        </message>
        <message>
            <source>Ask for fewer scopes and try again.</source>
            <translation>Pida menos ámbitos y vuelva a intentarlo.</translation>
        </message>
        <message>
            <source>The provider had an error of its own.</source>
            <translation>El proveedor tuvo un error propio.</translation>
        </message>
        <message>
            <source>The provider is overloaded or being repaired.</source>
            <translation>El proveedor está sobrecargado o en reparación.</translation>
        </message>
        <message>
            <source>The provider withdrew the grant, so it was refused.</source>
            <translation>El proveedor retiró la autorización, así que se rechazó.</translation>
        </message>
        <message>
            <source>The provider does not accept this client.</source>
            <translation>El proveedor no acepta este cliente.</translation>
        </message>
        <message>
            <source>Check the client ID and the client secret.</source>
            <translation>Compruebe el ID de cliente y el secreto de cliente.</translation>
        </message>
        <message>
            <source>The provider does not allow this kind of request.</source>
            <translation>El proveedor no permite este tipo de solicitud.</translation>
        </message>
        <message>
            <source>Switch on authorization code and refresh token where the client is registered.</source>
            <translation>Active el código de autorización y el token de actualización donde está registrado el cliente.</translation>
        </message>
        <message>
            <source>The provider refused, in words that are no error code.</source>
            <translation>El proveedor lo rechazó con palabras que no son un código de error.</translation>
        </message>
        <message>
            <source>Ask its operator what it means: {detail}.</source>
            <translation>Pregunte a su operador qué significa: {detail}.</translation>
        </message>
        <message>
            <source>The provider does not accept the access token.</source>
            <translation>El proveedor no acepta el token de acceso.</translation>
        </message>
        <message>
            <source>Renew it, or sign in again.</source>
            <translation>Renuévelo o inicie sesión de nuevo.</translation>
        </message>
        <message>
            <source>The access token does not reach that far.</source>
            <translation>El token de acceso no llega a tanto.</translation>
        </message>
        <message>
            <source>Sign in again and ask for more scopes.</source>
            <translation>Inicie sesión de nuevo y pida más ámbitos.</translation>
        </message>
        <message>
            <source>The server wants a stronger or a newer sign-in.</source>
            <translation>El servidor exige un inicio de sesión más fuerte o más reciente.</translation>
        </message>
        <message>
            <source>Sign in again, with the second factor if there is one.</source>
            <translation>Inicie sesión de nuevo, con el segundo factor si lo hay.</translation>
        </message>
        <message>
            <source>The provider wants you to sign in.</source>
            <translation>El proveedor quiere que inicie sesión.</translation>
        </message>
        <message>
            <source>Sign in again in the browser.</source>
            <translation>Inicie sesión de nuevo en el navegador.</translation>
        </message>
        <message>
            <source>The provider wants to ask you something.</source>
            <translation>El proveedor quiere preguntarle algo.</translation>
        </message>
        <message>
            <source>The provider wants your consent.</source>
            <translation>El proveedor quiere su consentimiento.</translation>
        </message>
        <message>
            <source>The provider wants you to choose an account.</source>
            <translation>El proveedor quiere que elija una cuenta.</translation>
        </message>
        <message>
            <source>The provider no longer knows the request that was sent ahead.</source>
            <translation>El proveedor ya no conoce la solicitud enviada por adelantado.</translation>
        </message>
        <message>
            <source>It lives for a minute or so. Sign in again.</source>
            <translation>Dura más o menos un minuto. Inicie sesión de nuevo.</translation>
        </message>
        <message>
            <source>The provider does not accept the signed request.</source>
            <translation>El proveedor no acepta la solicitud firmada.</translation>
        </message>
        <message>
            <source>Check the client's key where the client is registered.</source>
            <translation>Compruebe la clave del cliente donde está registrado.</translation>
        </message>
        <message>
            <source>The provider takes no signed requests.</source>
            <translation>El proveedor no acepta solicitudes firmadas.</translation>
        </message>
        <message>
            <source>Sign in without one.</source>
            <translation>Inicie sesión sin ella.</translation>
        </message>
        <message>
            <source>The provider takes no requests that were sent ahead.</source>
            <translation>El proveedor no acepta solicitudes enviadas por adelantado.</translation>
        </message>
        <message>
            <source>Sign in without pushed authorization requests.</source>
            <translation>Inicie sesión sin solicitudes de autorización enviadas por adelantado (PAR).</translation>
        </message>
        <message>
            <source>The provider takes no registration inside a request.</source>
            <translation>El proveedor no acepta un registro dentro de una solicitud.</translation>
        </message>
        <message>
            <source>Register the client where its operator says so.</source>
            <translation>Registre el cliente donde indique su operador.</translation>
        </message>
        <message>
            <source>The provider could not sign you in as strongly as was asked.</source>
            <translation>El proveedor no pudo iniciar la sesión con la seguridad que se pidió.</translation>
        </message>
        <message>
            <source>Set up a second factor there, or ask for less.</source>
            <translation>Configure allí un segundo factor o pida menos.</translation>
        </message>
        <message>
            <source>The code was not entered in time.</source>
            <translation>El código no se introdujo a tiempo.</translation>
        </message>
        <message>
            <source>The provider still waits for the code.</source>
            <translation>El proveedor aún espera el código.</translation>
        </message>
        <message>
            <source>Enter it on the page of the provider.</source>
            <translation>Introdúzcalo en la página del proveedor.</translation>
        </message>
        <message>
            <source>The provider was asked too often.</source>
            <translation>Se preguntó al proveedor con demasiada frecuencia.</translation>
        </message>
        <message>
            <source>The provider cannot revoke this kind of token.</source>
            <translation>El proveedor no puede revocar este tipo de token.</translation>
        </message>
        <message>
            <source>It ends by itself, or in your account's settings there.</source>
            <translation>Termina por sí solo o en los ajustes de su cuenta allí.</translation>
        </message>
        <message>
            <source>The provider does not accept the details of what was asked for.</source>
            <translation>El proveedor no acepta los detalles de lo pedido.</translation>
        </message>
        <message>
            <source>Check their type and members, or ask by scope.</source>
            <translation>Compruebe su tipo y sus miembros, o pida por ámbito.</translation>
        </message>
        <message>
            <source>The provider does not accept the client ID and secret together.</source>
            <translation>El proveedor no acepta juntos el ID de cliente y el secreto.</translation>
        </message>
        <message>
            <source>Copy both again from where the client is registered; a new secret replaces the old one.</source>
            <translation>Copie ambos de nuevo de donde está registrado el cliente; un secreto nuevo sustituye al anterior.</translation>
        </message>
        <message>
            <source>The return address is not the one that is registered.</source>
            <translation>La dirección de retorno no es la registrada.</translation>
        </message>
        <message>
            <source>Register http://127.0.0.1/callback, or give the registered one with --redirect-uri.</source>
            <translation>Registre http://127.0.0.1/callback o indique la registrada con --redirect-uri.</translation>
        </message>
        <message>
            <source>The provider does not know the code any more.</source>
            <translation>El proveedor ya no conoce el código.</translation>
        </message>
        <message>
            <source>It lives for a few minutes and works once. Sign in again.</source>
            <translation>Dura unos minutos y funciona una vez. Inicie sesión de nuevo.</translation>
        </message>
        <message>
            <source>The provider wants your e-mail address confirmed first.</source>
            <translation>El proveedor exige confirmar antes su dirección de correo.</translation>
        </message>
        <message>
            <source>Confirm it in your account's settings there, then sign in again.</source>
            <translation>Confírmela allí, en los ajustes de su cuenta, e inicie sesión de nuevo.</translation>
        </message>
        <message>
            <source>The provider no longer accepts the refresh token.</source>
            <translation>El proveedor ya no acepta el token de actualización.</translation>
        </message>
        <message>
            <source>Sign-in on another device is switched off for this client.</source>
            <translation>El inicio de sesión en otro dispositivo está desactivado para este cliente.</translation>
        </message>
        <message>
            <source>Enable the device flow where the client is registered, or sign in with the browser.</source>
            <translation>Active el flujo de dispositivo donde está registrado el cliente o inicie sesión con el navegador.</translation>
        </message>
        <message>
            <source>The provider has suspended this client.</source>
            <translation>El proveedor ha suspendido este cliente.</translation>
        </message>
        <message>
            <source>Ask whoever registered it; another client ID works meanwhile.</source>
            <translation>Pregunte a quien lo registró; mientras tanto sirve otro ID de cliente.</translation>
        </message>
        <message>
            <source>An administrator of your organisation does not allow this client.</source>
            <translation>Un administrador de su organización no permite este cliente.</translation>
        </message>
        <message>
            <source>Ask the administrator to allow it.</source>
            <translation>Pida al administrador que lo permita.</translation>
        </message>
        <message>
            <source>This client is for people of one organisation only.</source>
            <translation>Este cliente es solo para personas de una organización.</translation>
        </message>
        <message>
            <source>Sign in with an account of that organisation, or use another client ID.</source>
            <translation>Inicie sesión con una cuenta de esa organización o use otro ID de cliente.</translation>
        </message>
        <message>
            <source>The client was deleted at the provider.</source>
            <translation>El cliente se eliminó en el proveedor.</translation>
        </message>
        <message>
            <source>Register a new one and use its client ID.</source>
            <translation>Registre uno nuevo y use su ID de cliente.</translation>
        </message>
        <message>
            <source>The provider refuses the browser the page was opened in.</source>
            <translation>El proveedor rechaza el navegador en el que se abrió la página.</translation>
        </message>
        <message>
            <source>Open the address in your usual browser.</source>
            <translation>Abra la dirección en su navegador habitual.</translation>
        </message>
        <message>
            <source>Check the scopes, and that the service is there in your tenant.</source>
            <translation>Compruebe los ámbitos y que el servicio exista en su tenant.</translation>
        </message>
        <message>
            <source>The provider wants a second factor.</source>
            <translation>El proveedor exige un segundo factor.</translation>
        </message>
        <message>
            <source>The provider has locked the account after too many attempts.</source>
            <translation>El proveedor ha bloqueado la cuenta tras demasiados intentos.</translation>
        </message>
        <message>
            <source>Wait, or follow the mail it sent.</source>
            <translation>Espere o siga el correo que envió.</translation>
        </message>
        <message>
            <source>The code was used before.</source>
            <translation>El código ya se había usado.</translation>
        </message>
        <message>
            <source>Nothing was stored. Sign in again.</source>
            <translation>No se guardó nada. Inicie sesión de nuevo.</translation>
        </message>
        <message>
            <source>The provider does not accept the client secret.</source>
            <translation>El proveedor no acepta el secreto de cliente.</translation>
        </message>
        <message>
            <source>Copy it again from where the client is registered.</source>
            <translation>Cópielo de nuevo de donde está registrado el cliente.</translation>
        </message>
        <message>
            <source>Give the registered one with --redirect-uri.</source>
            <translation>Indique la registrada con --redirect-uri.</translation>
        </message>
        <message>
            <source>The provider does not know the client ID.</source>
            <translation>El proveedor no conoce el ID de cliente.</translation>
        </message>
        <message>
            <source>It says: “%1”.</source>
            <translation>Dice: «%1».</translation>
        </message>
        <message>
            <source>the server</source>
            <translation>el servidor</translation>
        </message>
    </context>
    <context>
        <name>tessera::EventSection</name>
        <message>
            <source>What happened</source>
            <translation>Qué ocurrió</translation>
        </message>
        <message>
            <source>Show all %1</source>
            <translation>Mostrar todo (%1)</translation>
        </message>
    </context>
    <context>
        <name>tessera::ExampleTokens</name>
        <message>
            <source>An ID token</source>
            <translation>Un token de ID</translation>
        </message>
        <message>
            <source>A token nobody signed</source>
            <translation>Un token sin firma</translation>
        </message>
        <message>
            <source>A session cookie</source>
            <translation>Una cookie de sesión</translation>
        </message>
    </context>
    <context>
        <name>tessera::FactsPane</name>
        <message>
            <source>Known before it opened</source>
            <translation>Sabido antes de abrir</translation>
        </message>
        <message>
            <source>Asking for</source>
            <translation>Se solicita</translation>
        </message>
    </context>
    <context>
        <name>tessera::Field</name>
        <message>
            <source>Show the secret</source>
            <translation>Mostrar el secreto</translation>
        </message>
        <message>
            <source>Hide the secret</source>
            <translation>Ocultar el secreto</translation>
        </message>
        <message>
            <source>Go to the field</source>
            <translation>Ir al campo</translation>
        </message>
    </context>
    <context>
        <name>tessera::FieldList</name>
        <message>
            <source>Sent</source>
            <translation>Enviado</translation>
        </message>
        <message>
            <source>Expected</source>
            <translation>Esperado</translation>
        </message>
        <message>
            <source>In the answer</source>
            <translation>En la respuesta</translation>
        </message>
        <message>
            <source>In the ID token</source>
            <translation>En el token de ID</translation>
        </message>
        <message>
            <source>Computed</source>
            <translation>Calculado</translation>
        </message>
        <message>
            <source>In the metadata</source>
            <translation>En los metadatos</translation>
        </message>
        <message>
            <source>%1 chars</source>
            <translation>%1 caracteres</translation>
        </message>
        <message>
            <source>Replaced secret, fingerprint %1</source>
            <translation>Secreto sustituido, huella %1</translation>
        </message>
        <message>
            <source>%1 more are under Raw.</source>
            <translation>Hay %1 más en «En bruto».</translation>
        </message>
    </context>
    <context>
        <name>tessera::FindBar</name>
        <message>
            <source>Rows</source>
            <translation>Filas</translation>
        </message>
        <message>
            <source>All</source>
            <translation>Todas</translation>
        </message>
        <message>
            <source>Messages</source>
            <translation>Mensajes</translation>
        </message>
        <message>
            <source>Checks</source>
            <translation>Comprobaciones</translation>
        </message>
        <message>
            <source>Failures</source>
            <translation>Fallos</translation>
        </message>
        <message>
            <source>Find in this run</source>
            <translation>Buscar en esta ejecución</translation>
        </message>
        <message>
            <source>%1 of %2</source>
            <comment>rows found</comment>
            <translation>%1 de %2</translation>
        </message>
    </context>
    <context>
        <name>tessera::FindingRow</name>
        <message>
            <source>Error</source>
            <translation>Error</translation>
        </message>
        <message>
            <source>Warning</source>
            <translation>Aviso</translation>
        </message>
        <message>
            <source>Note</source>
            <translation>Nota</translation>
        </message>
        <message>
            <source>Opens %1 in the browser.</source>
            <translation>Abre %1 en el navegador.</translation>
        </message>
    </context>
    <context>
        <name>tessera::FindingText</name>
        <message>
            <source>Tells of a person</source>
            <translation>Habla de una persona</translation>
        </message>
        <message>
            <source>Everybody the token passes through can read it: logs, proxies, the receiver.</source>
            <translation>Puede leerlo todo aquel por quien pasa el token: registros, proxies, el receptor.</translation>
        </message>
        <message>
            <source>Ask for fewer scopes where it is not needed, or encrypt the token.</source>
            <translation>Pida menos ámbitos donde no haga falta, o cifre el token.</translation>
        </message>
        <message>
            <source>A card number</source>
            <translation>Un número de tarjeta</translation>
        </message>
        <message>
            <source>The payload is encoded, not encrypted: everybody who sees the token reads the number. Its check digit fits.</source>
            <translation>La carga útil está codificada, no cifrada: quien ve el token lee el número. Su dígito de control es correcto.</translation>
        </message>
        <message>
            <source>Take it out; a reference is enough. Treat the number as disclosed.</source>
            <translation>Quítelo; basta con una referencia. Dé el número por divulgado.</translation>
        </message>
        <message>
            <source>A bank account number</source>
            <translation>Un número de cuenta bancaria</translation>
        </message>
        <message>
            <source>The payload is encoded, not encrypted: everybody who sees the token reads it. Its check digits fit.</source>
            <translation>La carga útil está codificada, no cifrada: quien ve el token lo lee. Sus dígitos de control son correctos.</translation>
        </message>
        <message>
            <source>Take it out; a reference is enough.</source>
            <translation>Quítelo; basta con una referencia.</translation>
        </message>
        <message>
            <source>A national identity number</source>
            <translation>Un número de identidad nacional</translation>
        </message>
        <message>
            <source>The payload is encoded, not encrypted: everybody who sees the token reads it.</source>
            <translation>La carga útil está codificada, no cifrada: quien ve el token lo lee.</translation>
        </message>
        <message>
            <source>A secret in plain sight</source>
            <translation>Un secreto a la vista</translation>
        </message>
        <message>
            <source>The payload is encoded, not encrypted: everybody who sees the token has the secret.</source>
            <translation>La carga útil está codificada, no cifrada: quien ve el token tiene el secreto.</translation>
        </message>
        <message>
            <source>Take it out, and change the secret.</source>
            <translation>Quítelo y cambie el secreto.</translation>
        </message>
        <message>
            <source>A private key in plain sight</source>
            <translation>Una clave privada a la vista</translation>
        </message>
        <message>
            <source>Everybody who sees the token can sign or decrypt with the key.</source>
            <translation>Quien ve el token puede firmar o descifrar con la clave.</translation>
        </message>
        <message>
            <source>Take it out, and replace the key everywhere.</source>
            <translation>Quítela y sustituya la clave en todas partes.</translation>
        </message>
        <message>
            <source>Administration for a long time</source>
            <translation>Administración por mucho tiempo</translation>
        </message>
        <message>
            <source>Whoever steals the token rules for as long as it lives, even after the role was taken away.</source>
            <translation>Quien roba el token manda mientras este dura, incluso después de retirarse el rol.</translation>
        </message>
        <message>
            <source>Give such roles short tokens, and ask the server anew each time.</source>
            <translation>Dé a esos roles tokens breves y pregunte al servidor cada vez.</translation>
        </message>
        <message>
            <source>Shared secret where others check</source>
            <translation>Secreto compartido donde comprueban otros</translation>
        </message>
        <message>
            <source>Whoever can check this signature can make one: each API or client that knows the secret could sign in as anybody.</source>
            <translation>Quien puede comprobar esta firma puede crear una: cada API o cliente que conoce el secreto podría iniciar sesión como cualquiera.</translation>
        </message>
        <message>
            <source>Sign with RS256, PS256, ES256 or Ed25519, and publish the keys.</source>
            <translation>Firme con RS256, PS256, ES256 o Ed25519 y publique las claves.</translation>
        </message>
        <message>
            <source>Rare algorithm</source>
            <translation>Algoritmo poco común</translation>
        </message>
        <message>
            <source>ES256K comes from block chains; many OpenID and OAuth programs do not know it.</source>
            <translation>ES256K viene de las cadenas de bloques; muchos programas de OpenID y OAuth no lo conocen.</translation>
        </message>
        <message>
            <source>Use ES256 unless both sides want this one.</source>
            <translation>Use ES256, salvo que ambas partes quieran este.</translation>
        </message>
        <message>
            <source>Its secret is public knowledge</source>
            <translation>Su secreto es de dominio público</translation>
        </message>
        <message>
            <source>It stands in tutorials or lists of passwords. Everybody can make such a token, for any person and any role.</source>
            <translation>Figura en tutoriales o listas de contraseñas. Cualquiera puede crear un token así, para cualquier persona y cualquier rol.</translation>
        </message>
        <message>
            <source>Make a random secret of at least 32 bytes, replace it everywhere, and treat all tokens made with the old one as forged.</source>
            <translation>Genere un secreto aleatorio de 32 bytes como mínimo, sustitúyalo en todas partes y dé por falsificados todos los tokens creados con el antiguo.</translation>
        </message>
        <message>
            <source>The private key is in the header</source>
            <translation>La clave privada está en la cabecera</translation>
        </message>
        <message>
            <source>Whoever sees the token can sign with that key.</source>
            <translation>Quien ve el token puede firmar con esa clave.</translation>
        </message>
        <message>
            <source>Replace the key. Only its public members belong here.</source>
            <translation>Sustituya la clave. Aquí solo van sus miembros públicos.</translation>
        </message>
        <message>
            <source>Odd key id</source>
            <translation>ID de clave extraño</translation>
        </message>
        <message>
            <source>A key id is a name to compare, and nothing more. One like this is an attempt to have the reader open a file, a database or an address, or a mistake of the issuer.</source>
            <translation>Un ID de clave es un nombre que se compara y nada más. Uno como este es un intento de que el lector abra un archivo, una base de datos o una dirección, o un error del emisor.</translation>
        </message>
        <message>
            <source>Look keys up by comparing strings, in a list that is already there.</source>
            <translation>Busque las claves comparando cadenas, en una lista que ya exista.</translation>
        </message>
        <message>
            <source>Claim missing or of the wrong type</source>
            <translation>Falta un claim o es de tipo incorrecto</translation>
        </message>
        <message>
            <source>A reader that needs it must refuse.</source>
            <translation>Un lector que lo necesite debe rechazarlo.</translation>
        </message>
        <message>
            <source>The issuer must mend the claim.</source>
            <translation>El emisor debe corregir el claim.</translation>
        </message>
        <message>
            <source>Expired</source>
            <translation>Caducado</translation>
        </message>
        <message>
            <source>Its time is over.</source>
            <translation>Su plazo ha terminado.</translation>
        </message>
        <message>
            <source>Renew it. If it is new, check the clock of this computer.</source>
            <translation>Renuévelo. Si es nuevo, compruebe el reloj de este equipo.</translation>
        </message>
        <message>
            <source>Not valid yet</source>
            <translation>Aún no válido</translation>
        </message>
        <message>
            <source>"nbf" lies ahead.</source>
            <translation>"nbf" está en el futuro.</translation>
        </message>
        <message>
            <source>Wait, or check the clock of this computer.</source>
            <translation>Espere, o compruebe el reloj de este equipo.</translation>
        </message>
        <message>
            <source>Issued in the future</source>
            <translation>Emitido en el futuro</translation>
        </message>
        <message>
            <source>"iat" lies ahead.</source>
            <translation>"iat" está en el futuro.</translation>
        </message>
        <message>
            <source>Check the clock of this computer.</source>
            <translation>Compruebe el reloj de este equipo.</translation>
        </message>
        <message>
            <source>Another issuer</source>
            <translation>Otro emisor</translation>
        </message>
        <message>
            <source>The token comes from somebody else than expected.</source>
            <translation>El token viene de alguien distinto del esperado.</translation>
        </message>
        <message>
            <source>Check the issuer's address, to the letter.</source>
            <translation>Compruebe la dirección del emisor, letra por letra.</translation>
        </message>
        <message>
            <source>Not for this audience</source>
            <translation>No es para esta audiencia</translation>
        </message>
        <message>
            <source>A token made for another program must not be accepted.</source>
            <translation>Un token creado para otro programa no se debe aceptar.</translation>
        </message>
        <message>
            <source>Ask for a token for this client.</source>
            <translation>Pida un token para este cliente.</translation>
        </message>
        <message>
            <source>Also for others</source>
            <translation>También para otros</translation>
        </message>
        <message>
            <source>The token names further audiences, and no authorized party.</source>
            <translation>El token nombra otras audiencias y ninguna parte autorizada.</translation>
        </message>
        <message>
            <source>Ask for a token for this client alone.</source>
            <translation>Pida un token solo para este cliente.</translation>
        </message>
        <message>
            <source>Another authorized party</source>
            <translation>Otra parte autorizada</translation>
        </message>
        <message>
            <source>The token was issued to another client.</source>
            <translation>El token se emitió para otro cliente.</translation>
        </message>
        <message>
            <source>No nonce</source>
            <translation>Sin nonce</translation>
        </message>
        <message>
            <source>Nothing ties the token to a sign-in.</source>
            <translation>Nada vincula el token a un inicio de sesión.</translation>
        </message>
        <message>
            <source>The issuer must repeat the nonce it was sent.</source>
            <translation>El emisor debe repetir el nonce que se le envió.</translation>
        </message>
        <message>
            <source>Another sign-in's token</source>
            <translation>Token de otro inicio de sesión</translation>
        </message>
        <message>
            <source>The nonce is not the one that was sent: the token may be replayed.</source>
            <translation>El nonce no es el que se envió: el token puede ser una repetición.</translation>
        </message>
        <message>
            <source>Sign in again.</source>
            <translation>Inicie sesión de nuevo.</translation>
        </message>
        <message>
            <source>An access token</source>
            <translation>Un token de acceso</translation>
        </message>
        <message>
            <source>It is meant for the resource server; to the client it is opaque, and no proof of who signed in.</source>
            <translation>Está destinado al servidor de recursos; para el cliente es opaco y no prueba quién inició sesión.</translation>
        </message>
        <message>
            <source>A refresh token</source>
            <translation>Un token de actualización</translation>
        </message>
        <message>
            <source>It is meant for the authorization server alone. Whoever has it gets new access tokens; nobody else needs to read it.</source>
            <translation>Está destinado solo al servidor de autorización. Quien lo tiene obtiene nuevos tokens de acceso; nadie más necesita leerlo.</translation>
        </message>
        <message>
            <source>Keep it where secrets are kept, and never send it to an API.</source>
            <translation>Guárdelo donde se guardan los secretos y no lo envíe nunca a una API.</translation>
        </message>
        <message>
            <source>Two kinds at once</source>
            <translation>Dos tipos a la vez</translation>
        </message>
        <message>
            <source>A token that passes for another kind is accepted where it was not meant to be.</source>
            <translation>Un token que pasa por otro tipo se acepta donde no estaba destinado.</translation>
        </message>
        <message>
            <source>The issuer should name the kind in "typ", and readers should insist on it.</source>
            <translation>El emisor debería indicar el tipo en "typ", y los lectores deberían exigirlo.</translation>
        </message>
        <message>
            <source>ID token with permissions</source>
            <translation>Token de ID con permisos</translation>
        </message>
        <message>
            <source>It is made like an ID token and grants access like an access token. An API that accepts it accepts what was meant to tell a client who signed in.</source>
            <translation>Está hecho como un token de ID y da acceso como un token de acceso. Una API que lo acepta acepta lo que debía decir a un cliente quién inició sesión.</translation>
        </message>
        <message>
            <source>Send APIs an access token, and keep permissions out of the ID token.</source>
            <translation>Envíe a las API un token de acceso y deje los permisos fuera del token de ID.</translation>
        </message>
        <message>
            <source>No issuer</source>
            <translation>Sin emisor</translation>
        </message>
        <message>
            <source>Without "iss" nobody can say whose keys must fit.</source>
            <translation>Sin "iss" nadie puede decir de quién son las claves que deben corresponder.</translation>
        </message>
        <message>
            <source>The issuer should name itself.</source>
            <translation>El emisor debería identificarse.</translation>
        </message>
        <message>
            <source>No audience</source>
            <translation>Sin audiencia</translation>
        </message>
        <message>
            <source>Without "aud" the token can be used where it was not meant to be.</source>
            <translation>Sin "aud" el token se puede usar donde no estaba destinado.</translation>
        </message>
        <message>
            <source>The issuer should name the audience.</source>
            <translation>El emisor debería indicar la audiencia.</translation>
        </message>
        <message>
            <source>No subject</source>
            <translation>Sin sujeto</translation>
        </message>
        <message>
            <source>Without "sub" the token does not say whom it is about.</source>
            <translation>Sin "sub" el token no dice de quién trata.</translation>
        </message>
        <message>
            <source>The issuer should set "sub".</source>
            <translation>El emisor debería fijar "sub".</translation>
        </message>
        <message>
            <source>Odd audience</source>
            <translation>Audiencia extraña</translation>
        </message>
        <message>
            <source>An audience must name exactly who may accept the token.</source>
            <translation>Una audiencia debe indicar exactamente quién puede aceptar el token.</translation>
        </message>
        <message>
            <source>The issuer should name each recipient once.</source>
            <translation>El emisor debería nombrar cada destinatario una sola vez.</translation>
        </message>
        <message>
            <source>Made for another client</source>
            <translation>Creado para otro cliente</translation>
        </message>
        <message>
            <source>The authorized party is not among the audience: one program of the same owner got the token for another.</source>
            <translation>La parte autorizada no figura en la audiencia: un programa del mismo propietario obtuvo el token para otro.</translation>
        </message>
        <message>
            <source>Accept it only if you know that party.</source>
            <translation>Acéptelo solo si conoce esa parte.</translation>
        </message>
        <message>
            <source>Claim of the wrong type</source>
            <translation>Claim de tipo incorrecto</translation>
        </message>
        <message>
            <source>A strict reader refuses it.</source>
            <translation>Un lector estricto lo rechaza.</translation>
        </message>
        <message>
            <source>The issuer should mend the claim.</source>
            <translation>El emisor debería corregir el claim.</translation>
        </message>
        <message>
            <source>Not a complete JWT access token</source>
            <translation>No es un token de acceso JWT completo</translation>
        </message>
        <message>
            <source>"typ" says at+jwt; the profile then asks for iss, exp, aud, sub, client_id, iat and jti.</source>
            <translation>"typ" dice at+jwt; el perfil exige entonces iss, exp, aud, sub, client_id, iat y jti.</translation>
        </message>
        <message>
            <source>The issuer must set them.</source>
            <translation>El emisor debe fijarlos.</translation>
        </message>
        <message>
            <source>No client named</source>
            <translation>No se indica ningún cliente</translation>
        </message>
        <message>
            <source>An API cannot tell which client uses the token.</source>
            <translation>Una API no puede saber qué cliente usa el token.</translation>
        </message>
        <message>
            <source>The issuer should set "client_id".</source>
            <translation>El emisor debería fijar "client_id".</translation>
        </message>
        <message>
            <source>For the client itself</source>
            <translation>Para el propio cliente</translation>
        </message>
        <message>
            <source>The audience is the client that asked. Nothing but missing claims then tells it from an ID token.</source>
            <translation>La audiencia es el cliente que lo pidió. Entonces solo lo distinguen de un token de ID los claims que faltan.</translation>
        </message>
        <message>
            <source>Register the API as an audience of its own, and have the issuer set "typ": "at+jwt".</source>
            <translation>Registre la API como audiencia propia y haga que el emisor fije "typ": "at+jwt".</translation>
        </message>
        <message>
            <source>Not typed as a DPoP proof</source>
            <translation>Sin el tipo de una prueba DPoP</translation>
        </message>
        <message>
            <source>"typ" must be dpop+jwt, so that no other token can be taken for a proof.</source>
            <translation>"typ" debe ser dpop+jwt, para que ningún otro token se tome por una prueba.</translation>
        </message>
        <message>
            <source>Set "typ": "dpop+jwt".</source>
            <translation>Fije "typ": "dpop+jwt".</translation>
        </message>
        <message>
            <source>Proof with a shared secret</source>
            <translation>Prueba con un secreto compartido</translation>
        </message>
        <message>
            <source>A proof shows that the sender holds a private key; a shared secret shows nothing.</source>
            <translation>Una prueba demuestra que el remitente tiene una clave privada; un secreto compartido no demuestra nada.</translation>
        </message>
        <message>
            <source>Use an asymmetric algorithm.</source>
            <translation>Use un algoritmo asimétrico.</translation>
        </message>
        <message>
            <source>No public key</source>
            <translation>Sin clave pública</translation>
        </message>
        <message>
            <source>The proof must carry the public key it was made with in "jwk".</source>
            <translation>La prueba debe llevar en "jwk" la clave pública con la que se creó.</translation>
        </message>
        <message>
            <source>Put the public key into the header.</source>
            <translation>Ponga la clave pública en la cabecera.</translation>
        </message>
        <message>
            <source>Incomplete proof</source>
            <translation>Prueba incompleta</translation>
        </message>
        <message>
            <source>A proof names itself, the method, the address and its time.</source>
            <translation>Una prueba se identifica a sí misma e indica el método, la dirección y su hora.</translation>
        </message>
        <message>
            <source>Set jti, htm, htu and iat.</source>
            <translation>Fije jti, htm, htu e iat.</translation>
        </message>
        <message>
            <source>Address not as it must be</source>
            <translation>Dirección distinta de como debe ser</translation>
        </message>
        <message>
            <source>"htu" is the address of the request, whole, without query and fragment.</source>
            <translation>"htu" es la dirección de la solicitud, entera, sin consulta ni fragmento.</translation>
        </message>
        <message>
            <source>Cut the query and the fragment off.</source>
            <translation>Quite la consulta y el fragmento.</translation>
        </message>
        <message>
            <source>Not tied to an access token</source>
            <translation>No vinculada a un token de acceso</translation>
        </message>
        <message>
            <source>It is good at the token endpoint. Along with an access token a proof must carry its hash in "ath".</source>
            <translation>Sirve en el endpoint de tokens. Junto a un token de acceso, una prueba debe llevar su hash en "ath".</translation>
        </message>
        <message>
            <source>With an access token add the hash.</source>
            <translation>Con un token de acceso, añada el hash.</translation>
        </message>
        <message>
            <source>An old proof</source>
            <translation>Una prueba antigua</translation>
        </message>
        <message>
            <source>A proof is for one request; servers accept it for seconds or minutes.</source>
            <translation>Una prueba vale para una sola solicitud; los servidores la aceptan durante segundos o minutos.</translation>
        </message>
        <message>
            <source>Make a new one for each request.</source>
            <translation>Cree una nueva para cada solicitud.</translation>
        </message>
        <message>
            <source>Incomplete logout token</source>
            <translation>Token de cierre de sesión incompleto</translation>
        </message>
        <message>
            <source>The receiver must refuse it.</source>
            <translation>El receptor debe rechazarlo.</translation>
        </message>
        <message>
            <source>Set iat, jti and events.</source>
            <translation>Fije iat, jti y events.</translation>
        </message>
        <message>
            <source>Nobody to sign out</source>
            <translation>Nadie a quien cerrar la sesión</translation>
        </message>
        <message>
            <source>A logout token names a subject, a session or both.</source>
            <translation>Un token de cierre de sesión indica un sujeto, una sesión o ambos.</translation>
        </message>
        <message>
            <source>Set "sub" or "sid".</source>
            <translation>Fije "sub" o "sid".</translation>
        </message>
        <message>
            <source>No logout event</source>
            <translation>Sin evento de cierre de sesión</translation>
        </message>
        <message>
            <source>"events" must hold the back-channel logout event with an object as its value.</source>
            <translation>"events" debe contener el evento de cierre de sesión back-channel con un objeto como valor.</translation>
        </message>
        <message>
            <source>Set the member as the specification writes it.</source>
            <translation>Fije el miembro tal como lo escribe la especificación.</translation>
        </message>
        <message>
            <source>A nonce in a logout token</source>
            <translation>Un nonce en un token de cierre de sesión</translation>
        </message>
        <message>
            <source>It is forbidden, so that a logout token never passes for an ID token.</source>
            <translation>Está prohibido, para que un token de cierre de sesión no pase nunca por un token de ID.</translation>
        </message>
        <message>
            <source>Leave "nonce" out.</source>
            <translation>Omita "nonce".</translation>
        </message>
        <message>
            <source>Not typed as a logout token</source>
            <translation>Sin el tipo de un token de cierre de sesión</translation>
        </message>
        <message>
            <source>Without "typ": "logout+jwt" only its claims tell it from other tokens.</source>
            <translation>Sin "typ": "logout+jwt" solo sus claims lo distinguen de otros tokens.</translation>
        </message>
        <message>
            <source>Set "typ": "logout+jwt".</source>
            <translation>Fije "typ": "logout+jwt".</translation>
        </message>
        <message>
            <source>No token id</source>
            <translation>Sin ID del token</translation>
        </message>
        <message>
            <source>Without "jti" the server cannot notice that the assertion is used twice.</source>
            <translation>Sin "jti" el servidor no puede advertir que la aserción se usa dos veces.</translation>
        </message>
        <message>
            <source>Set a fresh "jti" each time.</source>
            <translation>Fije cada vez un "jti" nuevo.</translation>
        </message>
        <message>
            <source>Issuer and subject differ</source>
            <translation>Emisor y sujeto difieren</translation>
        </message>
        <message>
            <source>Of a client that proves itself both must be its client id.</source>
            <translation>En un cliente que se identifica a sí mismo, ambos deben ser su ID de cliente.</translation>
        </message>
        <message>
            <source>Set "iss" and "sub" to the client id.</source>
            <translation>Fije "iss" y "sub" al ID de cliente.</translation>
        </message>
        <message>
            <source>For several servers</source>
            <translation>Para varios servidores</translation>
        </message>
        <message>
            <source>One of them could present the assertion to another.</source>
            <translation>Uno de ellos podría presentar la aserción a otro.</translation>
        </message>
        <message>
            <source>Name the issuer of one authorization server.</source>
            <translation>Indique el emisor de un solo servidor de autorización.</translation>
        </message>
        <message>
            <source>Issuer without TLS</source>
            <translation>Emisor sin TLS</translation>
        </message>
        <message>
            <source>Whoever stands between can answer in its name, with keys of their own.</source>
            <translation>Quien esté en medio puede responder en su nombre, con claves propias.</translation>
        </message>
        <message>
            <source>Use an https address.</source>
            <translation>Use una dirección https.</translation>
        </message>
        <message>
            <source>A name that looks like another</source>
            <translation>Un nombre que se parece a otro</translation>
        </message>
        <message>
            <source>A person reads one name, a program compares another. Names are compared byte by byte.</source>
            <translation>Una persona lee un nombre, un programa compara otro. Los nombres se comparan byte a byte.</translation>
        </message>
        <message>
            <source>Compare with the name you know, copied from a place you trust.</source>
            <translation>Compárelo con el nombre que conoce, copiado de un lugar de confianza.</translation>
        </message>
        <message>
            <source>Characters nobody sees</source>
            <translation>Caracteres que nadie ve</translation>
        </message>
        <message>
            <source>Control, zero-width or direction characters make a name look like another; they are shown as escapes.</source>
            <translation>Los caracteres de control, de ancho cero o de dirección hacen que un nombre parezca otro; se muestran como secuencias de escape.</translation>
        </message>
        <message>
            <source>Refuse such a name.</source>
            <translation>Rechace un nombre así.</translation>
        </message>
        <message>
            <source>Issuer with foreign letters</source>
            <translation>Emisor con letras ajenas</translation>
        </message>
        <message>
            <source>The host is written in letters beyond ASCII; it is shown in both forms, since letters of different scripts look alike.</source>
            <translation>El host está escrito con letras que no son ASCII; se muestra en ambas formas, porque hay letras de distintos alfabetos que se parecen.</translation>
        </message>
        <message>
            <source>Compare the xn-- form with the one you know.</source>
            <translation>Compare la forma xn-- con la que conoce.</translation>
        </message>
        <message>
            <source>The subject is an address</source>
            <translation>El sujeto es una dirección</translation>
        </message>
        <message>
            <source>An e-mail address can pass to somebody else, who would then be the same subject.</source>
            <translation>Una dirección de correo puede pasar a otra persona, que sería entonces el mismo sujeto.</translation>
        </message>
        <message>
            <source>Use an id that is never given to anybody else.</source>
            <translation>Use un ID que nunca se asigne a nadie más.</translation>
        </message>
        <message>
            <source>A huge claim</source>
            <translation>Un claim enorme</translation>
        </message>
        <message>
            <source>A token travels with every request; what is large belongs behind an address.</source>
            <translation>Un token viaja con cada solicitud; lo que es grande debe estar detrás de una dirección.</translation>
        </message>
        <message>
            <source>Send an id and let the receiver look it up.</source>
            <translation>Envíe un ID y deje que el receptor lo consulte.</translation>
        </message>
        <message>
            <source>Many claims</source>
            <translation>Muchos claims</translation>
        </message>
        <message>
            <source>Each goes along with every request and is told to every receiver.</source>
            <translation>Cada uno viaja con cada solicitud y se comunica a cada receptor.</translation>
        </message>
        <message>
            <source>Send what the receiver needs.</source>
            <translation>Envíe lo que el receptor necesita.</translation>
        </message>
        <message>
            <source>Too large for a cookie</source>
            <translation>Demasiado grande para una cookie</translation>
        </message>
        <message>
            <source>Browsers keep cookies of up to 4,096 bytes, name and attributes included, and drop larger ones without a word.</source>
            <translation>Los navegadores guardan cookies de hasta 4096 bytes, nombre y atributos incluidos, y descartan sin avisar las más grandes.</translation>
        </message>
        <message>
            <source>Keep the session at the server and send its id.</source>
            <translation>Guarde la sesión en el servidor y envíe su ID.</translation>
        </message>
        <message>
            <source>Too large for a header</source>
            <translation>Demasiado grande para una cabecera</translation>
        </message>
        <message>
            <source>Many servers refuse header lines over 8 KB.</source>
            <translation>Muchos servidores rechazan líneas de cabecera de más de 8 KB.</translation>
        </message>
        <message>
            <source>Send fewer claims, or a reference.</source>
            <translation>Envíe menos claims, o una referencia.</translation>
        </message>
        <message>
            <source>Never expires</source>
            <translation>No caduca nunca</translation>
        </message>
        <message>
            <source>Without "exp" a stolen token is good for ever.</source>
            <translation>Sin "exp" un token robado vale para siempre.</translation>
        </message>
        <message>
            <source>The issuer should set "exp".</source>
            <translation>El emisor debería fijar "exp".</translation>
        </message>
        <message>
            <source>Lives long</source>
            <translation>Dura mucho</translation>
        </message>
        <message>
            <source>A token that cannot be called back should be short-lived: for as long as it lives, whoever steals it is its owner.</source>
            <translation>Un token que no se puede retirar debería durar poco: mientras dura, quien lo roba es su dueño.</translation>
        </message>
        <message>
            <source>Shorten its life and renew it.</source>
            <translation>Acorte su duración y renuévelo.</translation>
        </message>
        <message>
            <source>A clock may be wrong</source>
            <translation>Puede que un reloj vaya mal</translation>
        </message>
        <message>
            <source>Times in tokens are compared with this computer's clock.</source>
            <translation>Las horas de los tokens se comparan con el reloj de este equipo.</translation>
        </message>
        <message>
            <source>Set the clocks of both sides by a time server.</source>
            <translation>Ponga en hora los relojes de ambas partes con un servidor de hora.</translation>
        </message>
        <message>
            <source>Time in milliseconds</source>
            <translation>Hora en milisegundos</translation>
        </message>
        <message>
            <source>NumericDate counts seconds. Read as seconds this lies thousands of years ahead, so the token never expires, or is refused.</source>
            <translation>NumericDate cuenta segundos. Leída como segundos, esta fecha queda miles de años en el futuro, así que el token no caduca nunca o se rechaza.</translation>
        </message>
        <message>
            <source>Divide by 1000 when the token is made.</source>
            <translation>Divida entre 1000 al crear el token.</translation>
        </message>
        <message>
            <source>Time as text</source>
            <translation>Hora como texto</translation>
        </message>
        <message>
            <source>NumericDate is a number. A strict reader refuses the token, a careless one may skip the check.</source>
            <translation>NumericDate es un número. Un lector estricto rechaza el token; uno descuidado puede saltarse la comprobación.</translation>
        </message>
        <message>
            <source>Write the time as a number of seconds.</source>
            <translation>Escriba la hora como número de segundos.</translation>
        </message>
        <message>
            <source>Never valid</source>
            <translation>Nunca válido</translation>
        </message>
        <message>
            <source>"nbf" does not lie before "exp": there is no moment at which the token may be accepted.</source>
            <translation>"nbf" no es anterior a "exp": no hay ningún momento en que se pueda aceptar el token.</translation>
        </message>
        <message>
            <source>The issuer must mend its times.</source>
            <translation>El emisor debe corregir sus horas.</translation>
        </message>
        <message>
            <source>No time of issue</source>
            <translation>Sin hora de emisión</translation>
        </message>
        <message>
            <source>An ID token must say when it was made; "iat" is what its age is told by.</source>
            <translation>Un token de ID debe decir cuándo se creó; por "iat" se conoce su antigüedad.</translation>
        </message>
        <message>
            <source>The issuer must set "iat".</source>
            <translation>El emisor debe fijar "iat".</translation>
        </message>
        <message>
            <source>Dropped: control character</source>
            <translation>Descartada: carácter de control</translation>
        </message>
        <message>
            <source>A browser drops the whole header if a control character other than the tab is in it.</source>
            <translation>Un navegador descarta la cabecera entera si contiene un carácter de control que no sea el tabulador.</translation>
        </message>
        <message>
            <source>Encode the value.</source>
            <translation>Codifique el valor.</translation>
        </message>
        <message>
            <source>Dropped: too large</source>
            <translation>Descartada: demasiado grande</translation>
        </message>
        <message>
            <source>Name and value together may have 4,096 bytes.</source>
            <translation>El nombre y el valor juntos pueden tener 4096 bytes.</translation>
        </message>
        <message>
            <source>Keep the data on the server and send an id.</source>
            <translation>Guarde los datos en el servidor y envíe un ID.</translation>
        </message>
        <message>
            <source>Dropped: empty</source>
            <translation>Descartada: vacía</translation>
        </message>
        <message>
            <source>A cookie needs a name or a value.</source>
            <translation>Una cookie necesita un nombre o un valor.</translation>
        </message>
        <message>
            <source>Name it.</source>
            <translation>Dele un nombre.</translation>
        </message>
        <message>
            <source>Dropped: domain not in ASCII</source>
            <translation>Descartada: el dominio no es ASCII</translation>
        </message>
        <message>
            <source>A domain with other letters is written in its xn-- form.</source>
            <translation>Un dominio con otras letras se escribe en su forma xn--.</translation>
        </message>
        <message>
            <source>Use the ASCII form.</source>
            <translation>Use la forma ASCII.</translation>
        </message>
        <message>
            <source>Dropped: domain is a public suffix</source>
            <translation>Descartada: el dominio es un sufijo público</translation>
        </message>
        <message>
            <source>The cookie would go to sites of strangers. From the very host of that name it would be kept for that host alone.</source>
            <translation>La cookie llegaría a sitios de desconocidos. Enviada por el propio host de ese nombre, se guardaría solo para ese host.</translation>
        </message>
        <message>
            <source>Name your own domain, or better none.</source>
            <translation>Indique su propio dominio o, mejor, ninguno.</translation>
        </message>
        <message>
            <source>Dropped: SameSite=None without Secure</source>
            <translation>Descartada: SameSite=None sin Secure</translation>
        </message>
        <message>
            <source>A cookie for all sites must be sent over HTTPS alone.</source>
            <translation>Una cookie para todos los sitios se debe enviar solo por HTTPS.</translation>
        </message>
        <message>
            <source>Add Secure.</source>
            <translation>Añada Secure.</translation>
        </message>
        <message>
            <source>Dropped: Partitioned without Secure</source>
            <translation>Descartada: Partitioned sin Secure</translation>
        </message>
        <message>
            <source>Browsers that know Partitioned ask for Secure.</source>
            <translation>Los navegadores que conocen Partitioned exigen Secure.</translation>
        </message>
        <message>
            <source>Dropped: prefix not honoured</source>
            <translation>Descartada: no se cumple el prefijo</translation>
        </message>
        <message>
            <source>"__Secure-" asks for Secure; "__Host-" for Secure, Path=/ and no Domain; "__Http-" and "__Host-Http-", which are extensions, for HttpOnly too. The case of the letters does not matter.</source>
            <translation>"__Secure-" exige Secure; "__Host-", Secure, Path=/ y ningún Domain; "__Http-" y "__Host-Http-", que son extensiones, también HttpOnly. No se distinguen mayúsculas y minúsculas.</translation>
        </message>
        <message>
            <source>Add what is missing, or choose another name.</source>
            <translation>Añada lo que falta o elija otro nombre.</translation>
        </message>
        <message>
            <source>Dropped: value poses as a prefix</source>
            <translation>Descartada: el valor se hace pasar por un prefijo</translation>
        </message>
        <message>
            <source>Sent back, a cookie without a name would look like one with that prefix.</source>
            <translation>Devuelta al servidor, una cookie sin nombre parecería una con ese prefijo.</translation>
        </message>
        <message>
            <source>Attribute ignored: too large</source>
            <translation>Atributo ignorado: demasiado grande</translation>
        </message>
        <message>
            <source>The value of an attribute may have 1,024 bytes.</source>
            <translation>El valor de un atributo puede tener 1024 bytes.</translation>
        </message>
        <message>
            <source>Shorten it.</source>
            <translation>Acórtelo.</translation>
        </message>
        <message>
            <source>Attribute not known</source>
            <translation>Atributo desconocido</translation>
        </message>
        <message>
            <source>A browser ignores it.</source>
            <translation>Un navegador lo ignora.</translation>
        </message>
        <message>
            <source>Check the spelling. A value with a semicolon in it must be encoded.</source>
            <translation>Compruebe cómo está escrito. Un valor que contiene un punto y coma se debe codificar.</translation>
        </message>
        <message>
            <source>Path ignored</source>
            <translation>Path ignorado</translation>
        </message>
        <message>
            <source>It must begin with a slash.</source>
            <translation>Debe empezar con una barra.</translation>
        </message>
        <message>
            <source>Write Path=/ .</source>
            <translation>Escriba Path=/ .</translation>
        </message>
        <message>
            <source>Expires ignored</source>
            <translation>Expires ignorado</translation>
        </message>
        <message>
            <source>Without a date that can be read the cookie lives until the browser closes.</source>
            <translation>Sin una fecha legible, la cookie dura hasta que se cierra el navegador.</translation>
        </message>
        <message>
            <source>Use Max-Age, or a date like "Sun, 06 Nov 1994 08:49:37 GMT".</source>
            <translation>Use Max-Age, o una fecha como "Sun, 06 Nov 1994 08:49:37 GMT".</translation>
        </message>
        <message>
            <source>Max-Age ignored</source>
            <translation>Max-Age ignorado</translation>
        </message>
        <message>
            <source>It must be digits, a minus may stand in front.</source>
            <translation>Deben ser cifras; delante puede ir un signo menos.</translation>
        </message>
        <message>
            <source>Write the seconds as a number.</source>
            <translation>Escriba los segundos como número.</translation>
        </message>
        <message>
            <source>SameSite ignored</source>
            <translation>SameSite ignorado</translation>
        </message>
        <message>
            <source>Only Strict, Lax and None are known. The default is taken.</source>
            <translation>Solo se conocen Strict, Lax y None. Se toma el valor predeterminado.</translation>
        </message>
        <message>
            <source>Write one of the three.</source>
            <translation>Escriba uno de los tres.</translation>
        </message>
        <message>
            <source>Attribute more than once</source>
            <translation>Atributo repetido</translation>
        </message>
        <message>
            <source>Only the last one counts.</source>
            <translation>Solo cuenta el último.</translation>
        </message>
        <message>
            <source>Send it once.</source>
            <translation>Envíelo una sola vez.</translation>
        </message>
        <message>
            <source>Too many attributes</source>
            <translation>Demasiados atributos</translation>
        </message>
        <message>
            <source>Only the first 100 were looked at.</source>
            <translation>Solo se examinaron los 100 primeros.</translation>
        </message>
        <message>
            <source>Cut to 400 days</source>
            <translation>Recortado a 400 días</translation>
        </message>
        <message>
            <source>It asks for a longer life than browsers give; they cut it.</source>
            <translation>Pide una duración mayor que la que dan los navegadores; la recortan.</translation>
        </message>
        <message>
            <source>Ask for less.</source>
            <translation>Pida menos.</translation>
        </message>
        <message>
            <source>No name</source>
            <translation>Sin nombre</translation>
        </message>
        <message>
            <source>Browsers store it, servers read it in different ways: some take it for a name.</source>
            <translation>Los navegadores la guardan y los servidores la leen de distintas formas: algunos toman el valor por un nombre.</translation>
        </message>
        <message>
            <source>Partitioned is an extension</source>
            <translation>Partitioned es una extensión</translation>
        </message>
        <message>
            <source>It is not part of RFC 6265bis; browsers that do not know it share the cookie.</source>
            <translation>No forma parte de RFC 6265bis; los navegadores que no lo conocen comparten la cookie.</translation>
        </message>
        <message>
            <source>A flag in the place of the cookie</source>
            <translation>Un indicador en el lugar de la cookie</translation>
        </message>
        <message>
            <source>The first piece is the cookie itself, so this makes one of that name and sets no flag.</source>
            <translation>El primer fragmento es la propia cookie, así que esto crea una con ese nombre y no activa ningún indicador.</translation>
        </message>
        <message>
            <source>Put name and value in front.</source>
            <translation>Ponga delante el nombre y el valor.</translation>
        </message>
        <message>
            <source>No cookies</source>
            <translation>Sin cookies</translation>
        </message>
        <message>
            <source>The header holds none.</source>
            <translation>La cabecera no contiene ninguna.</translation>
        </message>
        <message>
            <source>Too many cookies</source>
            <translation>Demasiadas cookies</translation>
        </message>
        <message>
            <source>Only the first 500 were looked at.</source>
            <translation>Solo se examinaron las 500 primeras.</translation>
        </message>
        <message>
            <source>Cookie more than once</source>
            <translation>Cookie repetida</translation>
        </message>
        <message>
            <source>It was set for several paths or domains. Servers differ in which one they take, and an attacker who can set one may win.</source>
            <translation>Se fijó para varias rutas o dominios. Los servidores difieren en cuál toman, y puede imponerse un atacante capaz de fijar una.</translation>
        </message>
        <message>
            <source>Use a "__Host-" name, which can be set once only.</source>
            <translation>Use un nombre "__Host-", que solo se puede fijar una vez.</translation>
        </message>
        <message>
            <source>Attribute in a Cookie header</source>
            <translation>Atributo en una cabecera Cookie</translation>
        </message>
        <message>
            <source>A request carries names and values alone; attributes stand in Set-Cookie.</source>
            <translation>Una solicitud lleva solo nombres y valores; los atributos van en Set-Cookie.</translation>
        </message>
        <message>
            <source>If it is a Set-Cookie header, paste it with its name.</source>
            <translation>Si es una cabecera Set-Cookie, péguela con su nombre.</translation>
        </message>
        <message>
            <source>Box of a framework</source>
            <translation>Contenedor cifrado de un framework</translation>
        </message>
        <message>
            <source>The value is encrypted; only the application can read it.</source>
            <translation>El valor está cifrado; solo la aplicación puede leerlo.</translation>
        </message>
        <message>
            <source>Signed, not encrypted</source>
            <translation>Firmada, no cifrada</translation>
        </message>
        <message>
            <source>Whoever holds the cookie can read what is in it; a guessable application key lets them change it.</source>
            <translation>Quien tiene la cookie puede leer lo que contiene; con una clave de aplicación fácil de adivinar puede además modificarla.</translation>
        </message>
        <message>
            <source>Keep secrets out of it and the key long and random.</source>
            <translation>Deje los secretos fuera de ella y use una clave larga y aleatoria.</translation>
        </message>
        <message>
            <source>Session readable by scripts</source>
            <translation>Sesión legible por scripts</translation>
        </message>
        <message>
            <source>Without HttpOnly a script smuggled into the page can take the session away.</source>
            <translation>Sin HttpOnly, un script colado en la página puede llevarse la sesión.</translation>
        </message>
        <message>
            <source>Add HttpOnly.</source>
            <translation>Añada HttpOnly.</translation>
        </message>
        <message>
            <source>Session sent in the clear</source>
            <translation>Sesión enviada sin cifrar</translation>
        </message>
        <message>
            <source>Without Secure the browser sends it over plain HTTP too, where everybody on the way reads it.</source>
            <translation>Sin Secure el navegador la envía también por HTTP sin cifrar, donde la lee cualquiera que esté en el camino.</translation>
        </message>
        <message>
            <source>SameSite not set</source>
            <translation>SameSite sin fijar</translation>
        </message>
        <message>
            <source>The default protects in some browsers only, and not in the first two minutes.</source>
            <translation>El valor predeterminado protege solo en algunos navegadores, y no durante los dos primeros minutos.</translation>
        </message>
        <message>
            <source>Add SameSite=Lax or Strict.</source>
            <translation>Añada SameSite=Lax o Strict.</translation>
        </message>
        <message>
            <source>Session sent from other sites</source>
            <translation>Sesión enviada desde otros sitios</translation>
        </message>
        <message>
            <source>With SameSite=None a page of another site can act in the person's name.</source>
            <translation>Con SameSite=None, una página de otro sitio puede actuar en nombre de la persona.</translation>
        </message>
        <message>
            <source>Use Lax or Strict, or protect every form against forged requests.</source>
            <translation>Use Lax o Strict, o proteja cada formulario contra solicitudes falsificadas.</translation>
        </message>
        <message>
            <source>No prefix</source>
            <translation>Sin prefijo</translation>
        </message>
        <message>
            <source>A neighbouring host can set a cookie of this name for yours.</source>
            <translation>Un host vecino puede fijar una cookie con este nombre para el suyo.</translation>
        </message>
        <message>
            <source>Call it "__Host-…", with Secure, Path=/ and no Domain.</source>
            <translation>Llámela "__Host-…", con Secure, Path=/ y sin Domain.</translation>
        </message>
        <message>
            <source>Session shared with all hosts below</source>
            <translation>Sesión compartida con todos los subdominios</translation>
        </message>
        <message>
            <source>With Domain the weakest of these hosts decides how safe the session is.</source>
            <translation>Con Domain, el más débil de esos hosts decide lo segura que es la sesión.</translation>
        </message>
        <message>
            <source>Leave Domain out.</source>
            <translation>Omita Domain.</translation>
        </message>
        <message>
            <source>Default name of a framework</source>
            <translation>Nombre predeterminado de un framework</translation>
        </message>
        <message>
            <source>It tells what runs there, and so what to try.</source>
            <translation>Revela qué se ejecuta ahí y, con ello, qué conviene probar.</translation>
        </message>
        <message>
            <source>Give it a name of its own.</source>
            <translation>Dele un nombre propio.</translation>
        </message>
        <message>
            <source>Session id too short</source>
            <translation>ID de sesión demasiado corto</translation>
        </message>
        <message>
            <source>With less than 64 bits it can be guessed by trying.</source>
            <translation>Con menos de 64 bits se puede adivinar a base de intentos.</translation>
        </message>
        <message>
            <source>Use at least 128 bits of a random generator made for secrets.</source>
            <translation>Use al menos 128 bits de un generador aleatorio hecho para secretos.</translation>
        </message>
        <message>
            <source>Session id guessable</source>
            <translation>ID de sesión adivinable</translation>
        </message>
        <message>
            <source>It is not made by chance.</source>
            <translation>No está generado al azar.</translation>
        </message>
        <message>
            <source>Same session before and after signing in</source>
            <translation>La misma sesión antes y después de iniciar sesión</translation>
        </message>
        <message>
            <source>Whoever planted the id beforehand is signed in with it now (session fixation).</source>
            <translation>Quien colocó el ID de antemano tiene ahora la sesión iniciada con él (session fixation).</translation>
        </message>
        <message>
            <source>Make a new id at sign-in and forget the old one.</source>
            <translation>Cree un ID nuevo al iniciar sesión y olvide el antiguo.</translation>
        </message>
        <message>
            <source>Nothing to compare</source>
            <translation>Nada que comparar</translation>
        </message>
        <message>
            <source>Session fixation shows only where both sides hold a session.</source>
            <translation>La fijación de sesión solo se ve si ambos lados contienen una sesión.</translation>
        </message>
        <message>
            <source>Paste the headers with Cookie or Set-Cookie of both.</source>
            <translation>Pegue las cabeceras con Cookie o Set-Cookie de ambos.</translation>
        </message>
        <message>
            <source>Basic authentication</source>
            <translation>Autenticación Basic</translation>
        </message>
        <message>
            <source>Name and password go out with every request, encoded but not encrypted, and cannot be withdrawn without changing the password.</source>
            <translation>El nombre y la contraseña salen con cada solicitud, codificados pero no cifrados, y no se pueden retirar sin cambiar la contraseña.</translation>
        </message>
        <message>
            <source>Use a token. If it must be Basic, over HTTPS alone.</source>
            <translation>Use un token. Si tiene que ser Basic, solo por HTTPS.</translation>
        </message>
        <message>
            <source>Basic credentials cannot be read</source>
            <translation>Las credenciales Basic no se pueden leer</translation>
        </message>
        <message>
            <source>They must be name, colon and password in base64.</source>
            <translation>Deben ser nombre, dos puntos y contraseña en base64.</translation>
        </message>
        <message>
            <source>Encode them again.</source>
            <translation>Codifíquelas de nuevo.</translation>
        </message>
        <message>
            <source>Bound to a key</source>
            <translation>Vinculado a una clave</translation>
        </message>
        <message>
            <source>The token works only with a DPoP header beside it, signed with the client's key.</source>
            <translation>El token solo funciona junto a una cabecera DPoP, firmada con la clave del cliente.</translation>
        </message>
        <message>
            <source>No scheme</source>
            <translation>Sin esquema</translation>
        </message>
        <message>
            <source>The first word must say what follows: Bearer, Basic, DPoP.</source>
            <translation>La primera palabra debe decir qué sigue: Bearer, Basic, DPoP.</translation>
        </message>
        <message>
            <source>Put "Bearer" in front.</source>
            <translation>Ponga "Bearer" delante.</translation>
        </message>
        <message>
            <source>White space inside the token</source>
            <translation>Espacios en blanco dentro del token</translation>
        </message>
        <message>
            <source>A server must refuse it.</source>
            <translation>Un servidor debe rechazarlo.</translation>
        </message>
        <message>
            <source>Copy the token without line breaks.</source>
            <translation>Copie el token sin saltos de línea.</translation>
        </message>
        <message>
            <source>Authorization more than once</source>
            <translation>Authorization más de una vez</translation>
        </message>
        <message>
            <source>Proxies and servers differ in which one they take.</source>
            <translation>Los proxies y los servidores difieren en cuál toman.</translation>
        </message>
        <message>
            <source>Secret in Referer</source>
            <translation>Secreto en Referer</translation>
        </message>
        <message>
            <source>The browser told another page the address with a code or token in it.</source>
            <translation>El navegador comunicó a otra página la dirección con un código o un token.</translation>
        </message>
        <message>
            <source>Send Referrer-Policy: no-referrer, and keep tokens out of addresses.</source>
            <translation>Envíe Referrer-Policy: no-referrer y deje los tokens fuera de las direcciones.</translation>
        </message>
        <message>
            <source>Secret in Location</source>
            <translation>Secreto en Location</translation>
        </message>
        <message>
            <source>The answer sends the browser to an address with a code or token in it.</source>
            <translation>La respuesta envía el navegador a una dirección con un código o un token.</translation>
        </message>
        <message>
            <source>Only a code may travel so, with PKCE.</source>
            <translation>Solo un código puede viajar así, con PKCE.</translation>
        </message>
        <message>
            <source>No HSTS</source>
            <translation>Sin HSTS</translation>
        </message>
        <message>
            <source>Without Strict-Transport-Security the first request of the next visit may go over plain HTTP, and the session with it.</source>
            <translation>Sin Strict-Transport-Security, la primera solicitud de la próxima visita puede ir por HTTP sin cifrar, y con ella la sesión.</translation>
        </message>
        <message>
            <source>Send Strict-Transport-Security: max-age=31536000.</source>
            <translation>Envíe Strict-Transport-Security: max-age=31536000.</translation>
        </message>
        <message>
            <source>May be kept in a cache</source>
            <translation>Se puede guardar en una caché</translation>
        </message>
        <message>
            <source>An answer with a session or a token in it must not be stored on the way.</source>
            <translation>Una respuesta que contiene una sesión o un token no se debe almacenar por el camino.</translation>
        </message>
        <message>
            <source>Send Cache-Control: no-store.</source>
            <translation>Envíe Cache-Control: no-store.</translation>
        </message>
        <message>
            <source>Header over several lines</source>
            <translation>Cabecera en varias líneas</translation>
        </message>
        <message>
            <source>Lines that continue a header are given up; servers must refuse or join them.</source>
            <translation>Las líneas que continúan una cabecera están abandonadas; los servidores deben rechazarlas o unirlas.</translation>
        </message>
        <message>
            <source>Write it in one line.</source>
            <translation>Escríbala en una sola línea.</translation>
        </message>
        <message>
            <source>Line that is no header</source>
            <translation>Línea que no es una cabecera</translation>
        </message>
        <message>
            <source>It was not read.</source>
            <translation>No se leyó.</translation>
        </message>
        <message>
            <source>A header is a name, a colon and a value.</source>
            <translation>Una cabecera es un nombre, dos puntos y un valor.</translation>
        </message>
        <message>
            <source>Too many headers</source>
            <translation>Demasiadas cabeceras</translation>
        </message>
        <message>
            <source>Nothing of it was read.</source>
            <translation>No se leyó ninguna.</translation>
        </message>
        <message>
            <source>Paste one request or answer.</source>
            <translation>Pegue una sola solicitud o respuesta.</translation>
        </message>
        <message>
            <source>The server refused the token</source>
            <translation>El servidor rechazó el token</translation>
        </message>
        <message>
            <source>The API did not accept what was sent.</source>
            <translation>La API no aceptó lo que se envió.</translation>
        </message>
        <message>
            <source>Do as the error says.</source>
            <translation>Haga lo que indica el error.</translation>
        </message>
        <message>
            <source>Challenge cannot be read</source>
            <translation>El desafío no se puede leer</translation>
        </message>
        <message>
            <source>WWW-Authenticate does not follow its grammar.</source>
            <translation>WWW-Authenticate no sigue su gramática.</translation>
        </message>
        <message>
            <source>The server must mend it.</source>
            <translation>El servidor debe corregirlo.</translation>
        </message>
        <message>
            <source>Challenge with a parameter twice</source>
            <translation>Desafío con un parámetro repetido</translation>
        </message>
        <message>
            <source>It cannot be told which one counts.</source>
            <translation>No se puede saber cuál cuenta.</translation>
        </message>
        <message>
            <source>Challenge too large</source>
            <translation>Desafío demasiado grande</translation>
        </message>
        <message>
            <source>No token type</source>
            <translation>Sin tipo de token</translation>
        </message>
        <message>
            <source>"token_type" is required; without it a client must not use the access token.</source>
            <translation>"token_type" es obligatorio; sin él, un cliente no debe usar el token de acceso.</translation>
        </message>
        <message>
            <source>The server must send "token_type":"Bearer".</source>
            <translation>El servidor debe enviar "token_type":"Bearer".</translation>
        </message>
        <message>
            <source>Life is not a number</source>
            <translation>La duración no es un número</translation>
        </message>
        <message>
            <source>"expires_in" must be a JSON number; strict clients ignore or refuse text.</source>
            <translation>"expires_in" debe ser un número JSON; los clientes estrictos ignoran o rechazan un texto.</translation>
        </message>
        <message>
            <source>The server must send a number.</source>
            <translation>El servidor debe enviar un número.</translation>
        </message>
        <message>
            <source>Life not said</source>
            <translation>Duración no indicada</translation>
        </message>
        <message>
            <source>The client learns only by a refused request that the token is over.</source>
            <translation>El cliente solo descubre que el token ha terminado cuando se rechaza una solicitud.</translation>
        </message>
        <message>
            <source>The server should send "expires_in".</source>
            <translation>El servidor debería enviar "expires_in".</translation>
        </message>
        <message>
            <source>Refresh token is a JWT</source>
            <translation>El token de actualización es un JWT</translation>
        </message>
        <message>
            <source>It can be read by everybody who holds it and is hard to withdraw; clients must not look into it.</source>
            <translation>Lo puede leer cualquiera que lo tenga y es difícil de retirar; los clientes no deben mirar su interior.</translation>
        </message>
        <message>
            <source>Prefer refresh tokens of pure chance.</source>
            <translation>Prefiera tokens de actualización puramente aleatorios.</translation>
        </message>
        <message>
            <source>ID token is no JWT</source>
            <translation>El token de ID no es un JWT</translation>
        </message>
        <message>
            <source>An ID token is always a signed JWT, encrypted or not.</source>
            <translation>Un token de ID es siempre un JWT firmado, cifrado o no.</translation>
        </message>
        <message>
            <source>Empty token</source>
            <translation>Token vacío</translation>
        </message>
        <message>
            <source>A token of no characters opens nothing.</source>
            <translation>Un token sin caracteres no abre nada.</translation>
        </message>
        <message>
            <source>The server answered with an error</source>
            <translation>El servidor respondió con un error</translation>
        </message>
        <message>
            <source>There is no token in it.</source>
            <translation>No contiene ningún token.</translation>
        </message>
        <message>
            <source>Read "error_description", if there is one.</source>
            <translation>Lea "error_description", si existe.</translation>
        </message>
        <message>
            <source>Too large</source>
            <translation>Demasiado grande</translation>
        </message>
        <message>
            <source>It is larger than any token this program reads.</source>
            <translation>Es mayor que cualquier token que lea este programa.</translation>
        </message>
        <message>
            <source>Check that this is one token.</source>
            <translation>Compruebe que es un solo token.</translation>
        </message>
        <message>
            <source>Wrong number of parts</source>
            <translation>Número de partes incorrecto</translation>
        </message>
        <message>
            <source>A signed token has three parts with a dot between them, none of them empty.</source>
            <translation>Un token firmado tiene tres partes separadas por puntos, ninguna vacía.</translation>
        </message>
        <message>
            <source>Copy the whole token, the part after the last dot included.</source>
            <translation>Copie el token entero, incluida la parte tras el último punto.</translation>
        </message>
        <message>
            <source>Unreadable header</source>
            <translation>Cabecera ilegible</translation>
        </message>
        <message>
            <source>The first part looks like the header of a token and is not a JSON object in base64url.</source>
            <translation>La primera parte parece la cabecera de un token y no es un objeto JSON en base64url.</translation>
        </message>
        <message>
            <source>Copy the whole token.</source>
            <translation>Copie el token entero.</translation>
        </message>
        <message>
            <source>No algorithm named</source>
            <translation>No se indica ningún algoritmo</translation>
        </message>
        <message>
            <source>Without a name in "alg" nobody can check the signature.</source>
            <translation>Sin un nombre en "alg" nadie puede comprobar la firma.</translation>
        </message>
        <message>
            <source>The issuer must name its algorithm.</source>
            <translation>El emisor debe indicar su algoritmo.</translation>
        </message>
        <message>
            <source>Unusable key id</source>
            <translation>ID de clave inservible</translation>
        </message>
        <message>
            <source>"kid" must be a string of at most 256 bytes.</source>
            <translation>"kid" debe ser una cadena de 256 bytes como máximo.</translation>
        </message>
        <message>
            <source>The issuer must mend its key id.</source>
            <translation>El emisor debe corregir su ID de clave.</translation>
        </message>
        <message>
            <source>Critical header not understood</source>
            <translation>Cabecera crítica no entendida</translation>
        </message>
        <message>
            <source>"crit" names what a reader must understand; it is malformed or names what this program does not know.</source>
            <translation>"crit" indica lo que un lector debe entender; está mal formado o indica algo que este programa no conoce.</translation>
        </message>
        <message>
            <source>Leave "crit" out, or use a program that knows the extension.</source>
            <translation>Omita "crit", o use un programa que conozca la extensión.</translation>
        </message>
        <message>
            <source>Unencoded payload</source>
            <translation>Carga útil sin codificar</translation>
        </message>
        <message>
            <source>A token with "b64": false is no JWT.</source>
            <translation>Un token con "b64": false no es un JWT.</translation>
        </message>
        <message>
            <source>Encode the payload.</source>
            <translation>Codifique la carga útil.</translation>
        </message>
        <message>
            <source>Payload not fit for this form</source>
            <translation>Carga útil inadecuada para esta forma</translation>
        </message>
        <message>
            <source>A payload that is not base64url must be printable ASCII without a dot to stand in the middle part.</source>
            <translation>Una carga útil que no es base64url debe ser ASCII imprimible sin puntos para ir en la parte central.</translation>
        </message>
        <message>
            <source>Encode the payload, or send it beside the signature.</source>
            <translation>Codifique la carga útil, o envíela junto a la firma.</translation>
        </message>
        <message>
            <source>Not the JSON form of a signed token</source>
            <translation>No es la forma JSON de un token firmado</translation>
        </message>
        <message>
            <source>A member is missing or has the wrong type, or the general and the flattened form are mixed.</source>
            <translation>Falta un miembro o es de tipo incorrecto, o se mezclan las formas general y aplanada.</translation>
        </message>
        <message>
            <source>The issuer must choose one form.</source>
            <translation>El emisor debe elegir una forma.</translation>
        </message>
        <message>
            <source>Too many signatures</source>
            <translation>Demasiadas firmas</translation>
        </message>
        <message>
            <source>More signatures than any use of this form has; each costs its reader a verification.</source>
            <translation>Más firmas de las que tiene cualquier uso de esta forma; cada una cuesta al lector una verificación.</translation>
        </message>
        <message>
            <source>Sign with fewer keys.</source>
            <translation>Firme con menos claves.</translation>
        </message>
        <message>
            <source>Has a payload of its own</source>
            <translation>Tiene una carga útil propia</translation>
        </message>
        <message>
            <source>A payload from elsewhere was given for a signature that already carries one.</source>
            <translation>Se indicó una carga útil externa para una firma que ya lleva una.</translation>
        </message>
        <message>
            <source>Verify it without the other payload.</source>
            <translation>Verifíquela sin la otra carga útil.</translation>
        </message>
        <message>
            <source>The payload is no set of claims</source>
            <translation>La carga útil no es un conjunto de claims</translation>
        </message>
        <message>
            <source>It is signed content of another kind, not a JSON Web Token.</source>
            <translation>Es contenido firmado de otro tipo, no un JSON Web Token.</translation>
        </message>
        <message>
            <source>Not base64url</source>
            <translation>No es base64url</translation>
        </message>
        <message>
            <source>A part holds a character outside A–Z, a–z, 0–9, - and _. A strict reader refuses it.</source>
            <translation>Una parte contiene un carácter fuera de A–Z, a–z, 0–9, - y _. Un lector estricto lo rechaza.</translation>
        </message>
        <message>
            <source>Encode without padding, white space, + and /.</source>
            <translation>Codifique sin relleno, espacios en blanco, + ni /.</translation>
        </message>
        <message>
            <source>Cut off</source>
            <translation>Cortado</translation>
        </message>
        <message>
            <source>A part has a length that no base64url text has.</source>
            <translation>Una parte tiene una longitud que ningún texto base64url tiene.</translation>
        </message>
        <message>
            <source>Left-over bits</source>
            <translation>Bits sobrantes</translation>
        </message>
        <message>
            <source>The last character of a part carries bits that mean nothing: two texts for one token.</source>
            <translation>El último carácter de una parte lleva bits que no significan nada: dos textos para un mismo token.</translation>
        </message>
        <message>
            <source>Encode canonically.</source>
            <translation>Codifique de forma canónica.</translation>
        </message>
        <message>
            <source>A name comes twice</source>
            <translation>Un nombre aparece dos veces</translation>
        </message>
        <message>
            <source>Two readers may take different values for it, and one of them be deceived. What is shown is the last value.</source>
            <translation>Dos lectores pueden tomar valores distintos y uno de ellos quedar engañado. Lo que se muestra es el último valor.</translation>
        </message>
        <message>
            <source>The issuer must send each name once.</source>
            <translation>El emisor debe enviar cada nombre una sola vez.</translation>
        </message>
        <message>
            <source>Not strict JSON</source>
            <translation>No es JSON estricto</translation>
        </message>
        <message>
            <source>A strict reader refuses this text.</source>
            <translation>Un lector estricto rechaza este texto.</translation>
        </message>
        <message>
            <source>The issuer must send JSON as RFC 8259 has it.</source>
            <translation>El emisor debe enviar JSON conforme a RFC 8259.</translation>
        </message>
        <message>
            <source>Not UTF-8</source>
            <translation>No es UTF-8</translation>
        </message>
        <message>
            <source>JSON of a token must be UTF-8.</source>
            <translation>El JSON de un token debe ser UTF-8.</translation>
        </message>
        <message>
            <source>Encode as UTF-8.</source>
            <translation>Codifique como UTF-8.</translation>
        </message>
        <message>
            <source>Nested too deeply</source>
            <translation>Anidamiento demasiado profundo</translation>
        </message>
        <message>
            <source>Readers bound the depth to stay alive.</source>
            <translation>Los lectores limitan la profundidad para no caer.</translation>
        </message>
        <message>
            <source>Flatten the claims.</source>
            <translation>Aplane los claims.</translation>
        </message>
        <message>
            <source>Not signed</source>
            <translation>Sin firma</translation>
        </message>
        <message>
            <source>"none" means that anybody can have written this token. It proves nothing.</source>
            <translation>"none" significa que cualquiera puede haber escrito este token. No prueba nada.</translation>
        </message>
        <message>
            <source>Ask for a signed token, and never accept "none".</source>
            <translation>Pida un token firmado y no acepte nunca "none".</translation>
        </message>
        <message>
            <source>Unknown algorithm</source>
            <translation>Algoritmo desconocido</translation>
        </message>
        <message>
            <source>The name is not in this program's table (names count with case), so nothing can be checked.</source>
            <translation>El nombre no está en la tabla de este programa (los nombres distinguen mayúsculas y minúsculas), así que no se puede comprobar nada.</translation>
        </message>
        <message>
            <source>Use RS256, PS256, ES256 or Ed25519.</source>
            <translation>Use RS256, PS256, ES256 o Ed25519.</translation>
        </message>
        <message>
            <source>Signed with a shared secret</source>
            <translation>Firmado con un secreto compartido</translation>
        </message>
        <message>
            <source>Whoever can check this signature can also make one.</source>
            <translation>Quien puede comprobar esta firma puede también crear una.</translation>
        </message>
        <message>
            <source>Between different parties use an asymmetric algorithm.</source>
            <translation>Entre partes distintas, use un algoritmo asimétrico.</translation>
        </message>
        <message>
            <source>The token brings its own key</source>
            <translation>El token trae su propia clave</translation>
        </message>
        <message>
            <source>A key or an address inside a token is chosen by whoever wrote the token. This program does not follow it.</source>
            <translation>Una clave o una dirección dentro de un token las elige quien escribió el token. Este programa no las sigue.</translation>
        </message>
        <message>
            <source>Take keys from the issuer's key set only.</source>
            <translation>Tome las claves solo del conjunto de claves del emisor.</translation>
        </message>
        <message>
            <source>Signature does not fit</source>
            <translation>La firma no corresponde</translation>
        </message>
        <message>
            <source>The token was changed, or another key made the signature.</source>
            <translation>El token se modificó, o la firma se hizo con otra clave.</translation>
        </message>
        <message>
            <source>Check that the key source belongs to the issuer, and that the token is complete.</source>
            <translation>Compruebe que el origen de la clave pertenece al emisor y que el token está completo.</translation>
        </message>
        <message>
            <source>No key of that id</source>
            <translation>Ninguna clave con ese ID</translation>
        </message>
        <message>
            <source>The key set holds no key with the token's "kid": it may have been replaced, or the token is from elsewhere.</source>
            <translation>El conjunto de claves no contiene ninguna con el "kid" del token: puede que se haya sustituido, o el token viene de otro sitio.</translation>
        </message>
        <message>
            <source>Load the issuer's current key set.</source>
            <translation>Cargue el conjunto de claves actual del emisor.</translation>
        </message>
        <message>
            <source>No fitting key</source>
            <translation>Ninguna clave adecuada</translation>
        </message>
        <message>
            <source>No key of the set fits the token's algorithm.</source>
            <translation>Ninguna clave del conjunto corresponde al algoritmo del token.</translation>
        </message>
        <message>
            <source>Key id used twice</source>
            <translation>ID de clave usado dos veces</translation>
        </message>
        <message>
            <source>Two keys of one kind carry the same id: which one is meant cannot be known.</source>
            <translation>Dos claves de un mismo tipo llevan el mismo ID: no se puede saber a cuál se refiere.</translation>
        </message>
        <message>
            <source>The issuer must give each key its own id.</source>
            <translation>El emisor debe dar a cada clave su propio ID.</translation>
        </message>
        <message>
            <source>Weak key</source>
            <translation>Clave débil</translation>
        </message>
        <message>
            <source>The key is shorter than its algorithm asks for.</source>
            <translation>La clave es más corta de lo que exige su algoritmo.</translation>
        </message>
        <message>
            <source>Use RSA with 2048 bits or more; a secret at least as long as the hash.</source>
            <translation>Use RSA con 2048 bits o más; un secreto al menos tan largo como el hash.</translation>
        </message>
        <message>
            <source>Wrong kind of key</source>
            <translation>Tipo de clave incorrecto</translation>
        </message>
        <message>
            <source>The algorithm of the token does not belong to this kind of key. Taking a public key for a secret is an old attack.</source>
            <translation>El algoritmo del token no es propio de este tipo de clave. Tomar una clave pública por un secreto es un ataque antiguo.</translation>
        </message>
        <message>
            <source>Use the key the issuer signs with.</source>
            <translation>Use la clave con la que firma el emisor.</translation>
        </message>
        <message>
            <source>Wrong curve</source>
            <translation>Curva incorrecta</translation>
        </message>
        <message>
            <source>The key's curve does not belong to the token's algorithm.</source>
            <translation>La curva de la clave no corresponde al algoritmo del token.</translation>
        </message>
        <message>
            <source>Key is for another algorithm</source>
            <translation>La clave es para otro algoritmo</translation>
        </message>
        <message>
            <source>The key says which algorithm it is for, and it is not the token's.</source>
            <translation>La clave dice para qué algoritmo es, y no es el del token.</translation>
        </message>
        <message>
            <source>Key is not for signatures</source>
            <translation>La clave no es para firmas</translation>
        </message>
        <message>
            <source>The key says that it is for something else.</source>
            <translation>La clave dice que es para otra cosa.</translation>
        </message>
        <message>
            <source>Weak exponent</source>
            <translation>Exponente débil</translation>
        </message>
        <message>
            <source>With this exponent anybody can make signatures, or OpenSSL would take them for good.</source>
            <translation>Con este exponente cualquiera puede crear firmas, u OpenSSL las daría por buenas.</translation>
        </message>
        <message>
            <source>Use an RSA key with the exponent 65537.</source>
            <translation>Use una clave RSA con el exponente 65537.</translation>
        </message>
        <message>
            <source>Key too large</source>
            <translation>Clave demasiado grande</translation>
        </message>
        <message>
            <source>A number of this size would keep its reader busy for nothing.</source>
            <translation>Un número de este tamaño mantendría ocupado al lector para nada.</translation>
        </message>
        <message>
            <source>Use RSA with at most 8192 bits.</source>
            <translation>Use RSA con 8192 bits como máximo.</translation>
        </message>
        <message>
            <source>Point not on the curve</source>
            <translation>El punto no está en la curva</translation>
        </message>
        <message>
            <source>The key's coordinates are no point of its curve. Such keys are sent to steal other keys.</source>
            <translation>Las coordenadas de la clave no son un punto de su curva. Claves así se envían para robar otras claves.</translation>
        </message>
        <message>
            <source>The issuer must publish the right key.</source>
            <translation>El emisor debe publicar la clave correcta.</translation>
        </message>
        <message>
            <source>Two halves of different keys</source>
            <translation>Dos mitades de claves distintas</translation>
        </message>
        <message>
            <source>The private part does not belong to the public one; a signature could give it away.</source>
            <translation>La parte privada no corresponde a la pública; una firma podría delatarla.</translation>
        </message>
        <message>
            <source>Export the key anew.</source>
            <translation>Exporte la clave de nuevo.</translation>
        </message>
        <message>
            <source>Kind of key not used</source>
            <translation>Tipo de clave no usado</translation>
        </message>
        <message>
            <source>JOSE has no algorithm for this kind of key or curve that this program knows.</source>
            <translation>JOSE no tiene para este tipo de clave o curva ningún algoritmo que este programa conozca.</translation>
        </message>
        <message>
            <source>Use RSA, P-256, P-384, P-521, Ed25519 or X25519.</source>
            <translation>Use RSA, P-256, P-384, P-521, Ed25519 o X25519.</translation>
        </message>
        <message>
            <source>Only the public half</source>
            <translation>Solo la mitad pública</translation>
        </message>
        <message>
            <source>Signing and decrypting need the private half of the key.</source>
            <translation>Firmar y descifrar requieren la mitad privada de la clave.</translation>
        </message>
        <message>
            <source>Name the private key.</source>
            <translation>Indique la clave privada.</translation>
        </message>
        <message>
            <source>Broken algorithm</source>
            <translation>Algoritmo roto</translation>
        </message>
        <message>
            <source>This way of encrypting a key has been broken again and again, and is never done here.</source>
            <translation>Esta forma de cifrar una clave se ha roto una y otra vez, y aquí no se usa nunca.</translation>
        </message>
        <message>
            <source>Use RSA-OAEP-256 or ECDH-ES.</source>
            <translation>Use RSA-OAEP-256 o ECDH-ES.</translation>
        </message>
        <message>
            <source>Unknown kind of key</source>
            <translation>Tipo de clave desconocido</translation>
        </message>
        <message>
            <source>"kty" must be RSA, EC, OKP or oct.</source>
            <translation>"kty" debe ser RSA, EC, OKP u oct.</translation>
        </message>
        <message>
            <source>Check that this is a JSON Web Key.</source>
            <translation>Compruebe que es una JSON Web Key.</translation>
        </message>
        <message>
            <source>Unknown curve</source>
            <translation>Curva desconocida</translation>
        </message>
        <message>
            <source>"crv" is missing or names a curve that is not used.</source>
            <translation>"crv" falta o indica una curva que no se usa.</translation>
        </message>
        <message>
            <source>Use P-256, P-384, P-521, Ed25519 or X25519.</source>
            <translation>Use P-256, P-384, P-521, Ed25519 o X25519.</translation>
        </message>
        <message>
            <source>Key not well made</source>
            <translation>Clave mal formada</translation>
        </message>
        <message>
            <source>A member is missing, has the wrong type or the wrong length.</source>
            <translation>Falta un miembro, o es de tipo o longitud incorrectos.</translation>
        </message>
        <message>
            <source>Key not in base64url</source>
            <translation>La clave no es base64url</translation>
        </message>
        <message>
            <source>A number of the key holds a character outside A–Z, a–z, 0–9, - and _.</source>
            <translation>Un número de la clave contiene un carácter fuera de A–Z, a–z, 0–9, - y _.</translation>
        </message>
        <message>
            <source>Private key in a public set</source>
            <translation>Clave privada en un conjunto público</translation>
        </message>
        <message>
            <source>Everybody can sign with a key whose private half is published.</source>
            <translation>Cualquiera puede firmar con una clave cuya mitad privada está publicada.</translation>
        </message>
        <message>
            <source>The issuer must withdraw this key at once and publish a new one.</source>
            <translation>El emisor debe retirar esta clave de inmediato y publicar una nueva.</translation>
        </message>
        <message>
            <source>Not a key set</source>
            <translation>No es un conjunto de claves</translation>
        </message>
        <message>
            <source>A key set has a member "keys", an array of objects.</source>
            <translation>Un conjunto de claves tiene un miembro "keys", un array de objetos.</translation>
        </message>
        <message>
            <source>Check the address or the file.</source>
            <translation>Compruebe la dirección o el archivo.</translation>
        </message>
        <message>
            <source>No usable key</source>
            <translation>Ninguna clave utilizable</translation>
        </message>
        <message>
            <source>The key set holds no key that can be used.</source>
            <translation>El conjunto de claves no contiene ninguna que se pueda usar.</translation>
        </message>
        <message>
            <source>Too many keys</source>
            <translation>Demasiadas claves</translation>
        </message>
        <message>
            <source>More than 100 keys are not read.</source>
            <translation>No se leen más de 100 claves.</translation>
        </message>
        <message>
            <source>Check that this is one issuer's key set.</source>
            <translation>Compruebe que es el conjunto de claves de un solo emisor.</translation>
        </message>
        <message>
            <source>Unreadable key file</source>
            <translation>Archivo de clave ilegible</translation>
        </message>
        <message>
            <source>It is neither a key nor a certificate in PEM, or it is locked with a passphrase.</source>
            <translation>No es ni una clave ni un certificado en PEM, o está protegido con una frase de contraseña.</translation>
        </message>
        <message>
            <source>Name a PEM file without a passphrase, or a JWK.</source>
            <translation>Indique un archivo PEM sin frase de contraseña, o una JWK.</translation>
        </message>
        <message>
            <source>Encrypted</source>
            <translation>Cifrado</translation>
        </message>
        <message>
            <source>The content can be read only with the key of the one it was made for.</source>
            <translation>El contenido solo se puede leer con la clave de aquel para quien se creó.</translation>
        </message>
        <message>
            <source>RSA1_5</source>
            <translation>RSA1_5</translation>
        </message>
        <message>
            <source>This way of encrypting a key has been broken again and again.</source>
            <translation>Esta forma de cifrar una clave se ha roto una y otra vez.</translation>
        </message>
        <message>
            <source>An encrypted token has five parts with a dot between them.</source>
            <translation>Un token cifrado tiene cinco partes separadas por puntos.</translation>
        </message>
        <message>
            <source>The header of the encrypted token is empty, or a member in it has the wrong type.</source>
            <translation>La cabecera del token cifrado está vacía, o uno de sus miembros es de tipo incorrecto.</translation>
        </message>
        <message>
            <source>The issuer must mend the header.</source>
            <translation>El emisor debe corregir la cabecera.</translation>
        </message>
        <message>
            <source>Without a name in "alg" nobody knows how the key reaches the reader.</source>
            <translation>Sin un nombre en "alg" nadie sabe cómo llega la clave al lector.</translation>
        </message>
        <message>
            <source>No encryption named</source>
            <translation>No se indica ningún cifrado</translation>
        </message>
        <message>
            <source>Without a name in "enc" nobody knows how the content is encrypted.</source>
            <translation>Sin un nombre en "enc" nadie sabe cómo está cifrado el contenido.</translation>
        </message>
        <message>
            <source>The issuer must name its encryption.</source>
            <translation>El emisor debe indicar su cifrado.</translation>
        </message>
        <message>
            <source>Unusable compression</source>
            <translation>Compresión inservible</translation>
        </message>
        <message>
            <source>"zip" may only say "DEF", and only in the protected header, where nobody can change it.</source>
            <translation>"zip" solo puede decir "DEF", y solo en la cabecera protegida, donde nadie puede cambiarlo.</translation>
        </message>
        <message>
            <source>The issuer must not compress, or say so properly.</source>
            <translation>El emisor no debe comprimir, o debe indicarlo como corresponde.</translation>
        </message>
        <message>
            <source>Not the JSON form of an encrypted token</source>
            <translation>No es la forma JSON de un token cifrado</translation>
        </message>
        <message>
            <source>Unusable list of recipients</source>
            <translation>Lista de destinatarios inservible</translation>
        </message>
        <message>
            <source>There are none, too many, or several that cannot share one content: they differ in encryption, or use a key directly.</source>
            <translation>No hay ninguno, hay demasiados, o hay varios que no pueden compartir un mismo contenido: difieren en el cifrado o usan una clave directamente.</translation>
        </message>
        <message>
            <source>Give each recipient a wrapped key and all the same encryption.</source>
            <translation>Dé a cada destinatario una clave envuelta y a todos el mismo cifrado.</translation>
        </message>
        <message>
            <source>A name in two headers</source>
            <translation>Un nombre en dos cabeceras</translation>
        </message>
        <message>
            <source>Protected, unprotected and recipient headers must have no name in common: which one counts could be argued about.</source>
            <translation>Las cabeceras protegida, no protegida y de destinatario no deben tener ningún nombre en común: se podría discutir cuál cuenta.</translation>
        </message>
        <message>
            <source>The issuer must put each name in one place.</source>
            <translation>El emisor debe poner cada nombre en un solo lugar.</translation>
        </message>
        <message>
            <source>The name in "alg" is not in this program's table (names count with case), so nothing can be decrypted.</source>
            <translation>El nombre de "alg" no está en la tabla de este programa (los nombres distinguen mayúsculas y minúsculas), así que no se puede descifrar nada.</translation>
        </message>
        <message>
            <source>Use ECDH-ES+A256KW or RSA-OAEP-256.</source>
            <translation>Use ECDH-ES+A256KW o RSA-OAEP-256.</translation>
        </message>
        <message>
            <source>Unknown encryption</source>
            <translation>Cifrado desconocido</translation>
        </message>
        <message>
            <source>The name in "enc" is not in this program's table (names count with case), so nothing can be decrypted.</source>
            <translation>El nombre de "enc" no está en la tabla de este programa (los nombres distinguen mayúsculas y minúsculas), así que no se puede descifrar nada.</translation>
        </message>
        <message>
            <source>Use A256GCM or A256CBC-HS512.</source>
            <translation>Use A256GCM o A256CBC-HS512.</translation>
        </message>
        <message>
            <source>Algorithm not expected</source>
            <translation>Algoritmo inesperado</translation>
        </message>
        <message>
            <source>The token uses an algorithm that the reader has not agreed to.</source>
            <translation>El token usa un algoritmo que el lector no ha acordado.</translation>
        </message>
        <message>
            <source>Register the algorithm with the issuer, or use the registered one.</source>
            <translation>Registre el algoritmo ante el emisor, o use el registrado.</translation>
        </message>
        <message>
            <source>Encrypted with a password</source>
            <translation>Cifrado con una contraseña</translation>
        </message>
        <message>
            <source>The token says how much work a guess is, and makes its reader do it. It is only opened where a person asks for that.</source>
            <translation>El token dice cuánto trabajo cuesta un intento y obliga a su lector a hacerlo. Solo se abre cuando una persona lo pide.</translation>
        </message>
        <message>
            <source>Between programs use a key.</source>
            <translation>Entre programas, use una clave.</translation>
        </message>
        <message>
            <source>Encrypted key missing, or one too many</source>
            <translation>Falta la clave cifrada, o sobra</translation>
        </message>
        <message>
            <source>With "dir" and "ECDH-ES" the second part must be empty, with every other algorithm it must not.</source>
            <translation>Con "dir" y "ECDH-ES" la segunda parte debe estar vacía; con cualquier otro algoritmo, no.</translation>
        </message>
        <message>
            <source>Copy the whole token. If it is whole, the issuer must mend it.</source>
            <translation>Copie el token entero. Si está entero, el emisor debe corregirlo.</translation>
        </message>
        <message>
            <source>Unusable ephemeral key</source>
            <translation>Clave efímera inservible</translation>
        </message>
        <message>
            <source>"epk" must be a public key on the curve of the reader's key. A point elsewhere is how the reader's key is stolen.</source>
            <translation>"epk" debe ser una clave pública en la curva de la clave del lector. Con un punto fuera de ella se roba la clave del lector.</translation>
        </message>
        <message>
            <source>The issuer must send a fresh key of the right curve.</source>
            <translation>El emisor debe enviar una clave nueva de la curva correcta.</translation>
        </message>
        <message>
            <source>Unusable party information</source>
            <translation>Datos de las partes inservibles</translation>
        </message>
        <message>
            <source>"apu" and "apv" must be base64url of at most 512 bytes.</source>
            <translation>"apu" y "apv" deben ser base64url de 512 bytes como máximo.</translation>
        </message>
        <message>
            <source>The issuer must shorten or mend them.</source>
            <translation>El emisor debe acortarlos o corregirlos.</translation>
        </message>
        <message>
            <source>Unusable wrapping of the key</source>
            <translation>Envoltura de la clave inservible</translation>
        </message>
        <message>
            <source>"iv" must have 12 bytes and "tag" 16. A shorter tag can be guessed.</source>
            <translation>"iv" debe tener 12 bytes y "tag" 16. Una etiqueta más corta se puede adivinar.</translation>
        </message>
        <message>
            <source>The issuer must mend its encryption.</source>
            <translation>El emisor debe corregir su cifrado.</translation>
        </message>
        <message>
            <source>Unusable password parameters</source>
            <translation>Parámetros de contraseña inservibles</translation>
        </message>
        <message>
            <source>"p2s" must have 8 bytes or more, and "p2c" must be a number from 1,000 to 1,200,000: fewer rounds are guessed too soon, more keep the reader busy.</source>
            <translation>"p2s" debe tener 8 bytes o más, y "p2c" debe ser un número de 1000 a 1 200 000: con menos iteraciones se adivina demasiado pronto, con más se mantiene ocupado al lector.</translation>
        </message>
        <message>
            <source>Use a salt of 16 bytes and 600,000 rounds.</source>
            <translation>Use una sal de 16 bytes y 600 000 iteraciones.</translation>
        </message>
        <message>
            <source>Does not open</source>
            <translation>No se abre</translation>
        </message>
        <message>
            <source>The key is not the one it was encrypted for, or the token was changed. Which of both, a reader must not tell.</source>
            <translation>La clave no es aquella para la que se cifró, o el token se modificó. Cuál de las dos cosas, un lector no debe decirlo.</translation>
        </message>
        <message>
            <source>Check the key, and that the token is complete.</source>
            <translation>Compruebe la clave y que el token esté completo.</translation>
        </message>
        <message>
            <source>Key of the wrong length</source>
            <translation>Clave de longitud incorrecta</translation>
        </message>
        <message>
            <source>A shared key must have exactly the length that its algorithm asks for.</source>
            <translation>Una clave compartida debe tener exactamente la longitud que exige su algoritmo.</translation>
        </message>
        <message>
            <source>Use a key of that length.</source>
            <translation>Use una clave de esa longitud.</translation>
        </message>
        <message>
            <source>Too much compressed content</source>
            <translation>Demasiado contenido comprimido</translation>
        </message>
        <message>
            <source>More than 250 KB come out of a small token: that is how a reader's memory is filled.</source>
            <translation>De un token pequeño salen más de 250 KB: así se llena la memoria de un lector.</translation>
        </message>
        <message>
            <source>The issuer must not compress.</source>
            <translation>El emisor no debe comprimir.</translation>
        </message>
        <message>
            <source>Compressed content is damaged</source>
            <translation>El contenido comprimido está dañado</translation>
        </message>
        <message>
            <source>What was decrypted is not what DEFLATE makes.</source>
            <translation>Lo que se descifró no es lo que produce DEFLATE.</translation>
        </message>
        <message>
            <source>The issuer must mend its compression, or leave it out.</source>
            <translation>El emisor debe corregir su compresión, u omitirla.</translation>
        </message>
        <message>
            <source>Compressed content has no end</source>
            <translation>El contenido comprimido no tiene final</translation>
        </message>
        <message>
            <source>What was decrypted stops before its compressed form ends.</source>
            <translation>Lo que se descifró se detiene antes de que termine su forma comprimida.</translation>
        </message>
        <message>
            <source>Bytes after the compressed content</source>
            <translation>Bytes tras el contenido comprimido</translation>
        </message>
        <message>
            <source>Something follows the end of the compressed form.</source>
            <translation>Algo sigue al final de la forma comprimida.</translation>
        </message>
        <message>
            <source>Signed and encrypted at once</source>
            <translation>Firmado y cifrado a la vez</translation>
        </message>
        <message>
            <source>Three parts make a signed token, and its header names an encryption.</source>
            <translation>Tres partes forman un token firmado, y su cabecera indica un cifrado.</translation>
        </message>
        <message>
            <source>The issuer must decide what it is.</source>
            <translation>El emisor debe decidir qué es.</translation>
        </message>
        <message>
            <source>A token inside a token</source>
            <translation>Un token dentro de un token</translation>
        </message>
        <message>
            <source>One signed token inside an encrypted one is read, nothing deeper: each level hides what the next one is.</source>
            <translation>Se lee un token firmado dentro de uno cifrado, nada más profundo: cada nivel oculta qué es el siguiente.</translation>
        </message>
        <message>
            <source>Sign once, encrypt once.</source>
            <translation>Firme una vez, cifre una vez.</translation>
        </message>
        <message>
            <source>Encrypted, not signed</source>
            <translation>Cifrado, no firmado</translation>
        </message>
        <message>
            <source>Anybody who has the public key can have encrypted this. Without a signed token inside, and "cty" saying so, it proves nothing.</source>
            <translation>Cualquiera que tenga la clave pública puede haber cifrado esto. Sin un token firmado dentro, y "cty" que lo diga, no prueba nada.</translation>
        </message>
        <message>
            <source>Ask for a token that is signed, then encrypted.</source>
            <translation>Pida un token firmado y después cifrado.</translation>
        </message>
        <message>
            <source>Encrypted, but not signed</source>
            <translation>Cifrado, pero no firmado</translation>
        </message>
        <message>
            <source>Whoever has the public key can have written this. Encryption hides it and says nothing about who made it.</source>
            <translation>Quien tenga la clave pública puede haber escrito esto. El cifrado lo oculta y no dice nada de quién lo creó.</translation>
        </message>
        <message>
            <source>Sign the claims first, then encrypt the signed token.</source>
            <translation>Firme primero los claims y cifre después el token firmado.</translation>
        </message>
        <message>
            <source>The payload is elsewhere</source>
            <translation>La carga útil está en otro lugar</translation>
        </message>
        <message>
            <source>The signature is over content that did not come with it, so nothing can be checked here.</source>
            <translation>La firma abarca un contenido que no vino con ella, así que aquí no se puede comprobar nada.</translation>
        </message>
        <message>
            <source>Bring the payload and the signature together.</source>
            <translation>Reúna la carga útil y la firma.</translation>
        </message>
        <message>
            <source>Trimmed before reading</source>
            <translation>Recortado antes de leer</translation>
        </message>
        <message>
            <source>There was white space, a quote or "Bearer" around the token; a program that gets it so must refuse it.</source>
            <translation>Había espacios en blanco, una comilla o "Bearer" alrededor del token; un programa que lo reciba así debe rechazarlo.</translation>
        </message>
        <message>
            <source>Copy the token alone.</source>
            <translation>Copie solo el token.</translation>
        </message>
        <message>
            <source>Nothing to inspect</source>
            <translation>Nada que inspeccionar</translation>
        </message>
        <message>
            <source>The text is empty.</source>
            <translation>El texto está vacío.</translation>
        </message>
        <message>
            <source>Paste a token.</source>
            <translation>Pegue un token.</translation>
        </message>
        <message>
            <source>Not recognised</source>
            <translation>No reconocido</translation>
        </message>
        <message>
            <source>It is no token, header, cookie, command, address or key that Tessera knows.</source>
            <translation>No es ningún token, cabecera, cookie, comando, dirección ni clave que Tessera conozca.</translation>
        </message>
        <message>
            <source>Paste one of them, alone.</source>
            <translation>Pegue una sola de esas cosas.</translation>
        </message>
        <message>
            <source>Binary data</source>
            <translation>Datos binarios</translation>
        </message>
        <message>
            <source>There are bytes in it that no text has.</source>
            <translation>Contiene bytes que ningún texto tiene.</translation>
        </message>
        <message>
            <source>Tokens travel as text; paste that.</source>
            <translation>Los tokens viajan como texto; pegue ese texto.</translation>
        </message>
        <message>
            <source>Several tokens</source>
            <translation>Varios tokens</translation>
        </message>
        <message>
            <source>Each line is a token of its own; together they are none.</source>
            <translation>Cada línea es un token por sí misma; juntas no son ninguno.</translation>
        </message>
        <message>
            <source>Paste one, or give the file to "tessera inspect --lines".</source>
            <translation>Pegue uno, o dé el archivo a "tessera inspect --lines".</translation>
        </message>
        <message>
            <source>JSON without a known meaning</source>
            <translation>JSON sin significado conocido</translation>
        </message>
        <message>
            <source>It has the members of no token response, JWK, JWK set, JWS or JWE.</source>
            <translation>No tiene los miembros de una respuesta de tokens, JWK, conjunto de JWK, JWS o JWE.</translation>
        </message>
        <message>
            <source>Paste the whole answer of the server.</source>
            <translation>Pegue la respuesta entera del servidor.</translation>
        </message>
        <message>
            <source>Not a JSON object</source>
            <translation>No es un objeto JSON</translation>
        </message>
        <message>
            <source>The text is JSON of another type.</source>
            <translation>El texto es JSON de otro tipo.</translation>
        </message>
        <message>
            <source>Paste the whole object, from { to }.</source>
            <translation>Pegue el objeto entero, de { a }.</translation>
        </message>
        <message>
            <source>Too much JSON</source>
            <translation>Demasiado JSON</translation>
        </message>
        <message>
            <source>Paste the part that matters.</source>
            <translation>Pegue la parte que importa.</translation>
        </message>
        <message>
            <source>More than 100,000 values are not read.</source>
            <translation>No se leen más de 100 000 valores.</translation>
        </message>
        <message>
            <source>Number out of range</source>
            <translation>Número fuera de rango</translation>
        </message>
        <message>
            <source>No program could hold it exactly.</source>
            <translation>Ningún programa podría representarlo con exactitud.</translation>
        </message>
        <message>
            <source>Whoever made it must mend it.</source>
            <translation>Quien lo creó debe corregirlo.</translation>
        </message>
        <message>
            <source>JSON form</source>
            <translation>Forma JSON</translation>
        </message>
        <message>
            <source>A JWT is always in the compact form; programs that expect a JWT must refuse this.</source>
            <translation>Un JWT está siempre en la forma compacta; los programas que esperan un JWT deben rechazar esto.</translation>
        </message>
        <message>
            <source>Use the compact form for a JWT.</source>
            <translation>Use la forma compacta para un JWT.</translation>
        </message>
        <message>
            <source>No claims to compare</source>
            <translation>Ningún claim que comparar</translation>
        </message>
        <message>
            <source>The payload is not a JSON object, or not readable.</source>
            <translation>La carga útil no es un objeto JSON, o no se puede leer.</translation>
        </message>
        <message>
            <source>Inspect an ID token.</source>
            <translation>Inspeccione un token de ID.</translation>
        </message>
        <message>
            <source>Opaque token</source>
            <translation>Token opaco</translation>
        </message>
        <message>
            <source>It has no structure that can be read; only the server that made it knows what it means.</source>
            <translation>No tiene ninguna estructura que se pueda leer; solo el servidor que lo creó sabe qué significa.</translation>
        </message>
        <message>
            <source>Ask that server, by introspection.</source>
            <translation>Pregunte a ese servidor, por introspección.</translation>
        </message>
        <message>
            <source>PASETO</source>
            <translation>PASETO</translation>
        </message>
        <message>
            <source>A token of another family than JOSE. Tessera knows it by name and does not read it.</source>
            <translation>Un token de una familia distinta de JOSE. Tessera lo conoce por su nombre y no lo lee.</translation>
        </message>
        <message>
            <source>Macaroon</source>
            <translation>Macaroon</translation>
        </message>
        <message>
            <source>A token whose holder can narrow it by adding conditions. Tessera knows it by name and does not read it.</source>
            <translation>Un token que su portador puede restringir añadiendo condiciones. Tessera lo conoce por su nombre y no lo lee.</translation>
        </message>
        <message>
            <source>Not the length or the letters of its kind</source>
            <translation>Ni la longitud ni las letras de su tipo</translation>
        </message>
        <message>
            <source>It begins like a token of that maker, but the rest does not fit: it is cut off, too long or made up.</source>
            <translation>Empieza como un token de ese fabricante, pero el resto no encaja: está cortado, es demasiado largo o es inventado.</translation>
        </message>
        <message>
            <source>Copy it again, whole.</source>
            <translation>Cópielo de nuevo, entero.</translation>
        </message>
        <message>
            <source>Checksum wrong</source>
            <translation>Suma de comprobación incorrecta</translation>
        </message>
        <message>
            <source>The last six characters do not fit the others, so the maker never issued it: a letter is wrong, or it is made up.</source>
            <translation>Los seis últimos caracteres no corresponden a los demás, así que el fabricante no lo emitió nunca: hay una letra incorrecta, o es inventado.</translation>
        </message>
        <message>
            <source>Copy it again.</source>
            <translation>Cópielo de nuevo.</translation>
        </message>
        <message>
            <source>A name, not a secret</source>
            <translation>Un nombre, no un secreto</translation>
        </message>
        <message>
            <source>It says which key or account is meant; without the secret beside it, it opens nothing.</source>
            <translation>Dice a qué clave o cuenta se refiere; sin el secreto al lado no abre nada.</translation>
        </message>
        <message>
            <source>Authorization code in an address</source>
            <translation>Código de autorización en una dirección</translation>
        </message>
        <message>
            <source>Addresses stay in the history of the browser, in logs and in Referer headers. The code is good once and for minutes, and PKCE makes it useless to a thief.</source>
            <translation>Las direcciones quedan en el historial del navegador, en los registros y en las cabeceras Referer. El código vale una sola vez y durante minutos, y con PKCE no le sirve a un ladrón.</translation>
        </message>
        <message>
            <source>Redeem it at once, replace the address in the history, and use PKCE.</source>
            <translation>Canjéelo de inmediato, sustituya la dirección en el historial y use PKCE.</translation>
        </message>
        <message>
            <source>State in an address</source>
            <translation>State en una dirección</translation>
        </message>
        <message>
            <source>Whoever reads it before it is used up can slip in an answer of another sign-in.</source>
            <translation>Quien lo lea antes de que se consuma puede colar la respuesta de otro inicio de sesión.</translation>
        </message>
        <message>
            <source>Accept each state once, and bind it to the browser.</source>
            <translation>Acepte cada state una sola vez y vincúlelo al navegador.</translation>
        </message>
        <message>
            <source>Access token in an address</source>
            <translation>Token de acceso en una dirección</translation>
        </message>
        <message>
            <source>Addresses stay in the history of the browser, in logs of servers and proxies and in Referer headers, and the token is good for whoever reads it there.</source>
            <translation>Las direcciones quedan en el historial del navegador, en los registros de servidores y proxies y en las cabeceras Referer, y el token le sirve a quien lo lea allí.</translation>
        </message>
        <message>
            <source>Send it in the Authorization header. Get it with the code flow.</source>
            <translation>Envíelo en la cabecera Authorization. Obténgalo con el flujo de código.</translation>
        </message>
        <message>
            <source>Token in an address</source>
            <translation>Token en una dirección</translation>
        </message>
        <message>
            <source>Send it in a header or in the body of a POST.</source>
            <translation>Envíelo en una cabecera o en el cuerpo de un POST.</translation>
        </message>
        <message>
            <source>ID token in an address</source>
            <translation>Token de ID en una dirección</translation>
        </message>
        <message>
            <source>It tells the history of the browser, logs and other sites who signed in.</source>
            <translation>Revela quién inició sesión al historial del navegador, a los registros y a otros sitios.</translation>
        </message>
        <message>
            <source>Get it with the code flow, from the token endpoint.</source>
            <translation>Obténgalo con el flujo de código, del endpoint de tokens.</translation>
        </message>
        <message>
            <source>Refresh token in an address</source>
            <translation>Token de actualización en una dirección</translation>
        </message>
        <message>
            <source>It makes new access tokens for as long as nobody withdraws it, and addresses are kept in many places.</source>
            <translation>Crea nuevos tokens de acceso mientras nadie lo retire, y las direcciones se guardan en muchos sitios.</translation>
        </message>
        <message>
            <source>Revoke it. Send it in the body of a POST alone.</source>
            <translation>Revóquelo. Envíelo solo en el cuerpo de un POST.</translation>
        </message>
        <message>
            <source>Client secret in an address</source>
            <translation>Secreto de cliente en una dirección</translation>
        </message>
        <message>
            <source>The credentials of a client must not be in an address: logs and histories keep them.</source>
            <translation>Las credenciales de un cliente no deben estar en una dirección: los registros y los historiales las guardan.</translation>
        </message>
        <message>
            <source>Change the secret. Send it in the Authorization header or the body.</source>
            <translation>Cambie el secreto. Envíelo en la cabecera Authorization o en el cuerpo.</translation>
        </message>
        <message>
            <source>Code verifier in an address</source>
            <translation>Code verifier en una dirección</translation>
        </message>
        <message>
            <source>It is the secret that protects the code, and belongs into the body of the token request.</source>
            <translation>Es el secreto que protege el código y debe ir en el cuerpo de la solicitud de tokens.</translation>
        </message>
        <message>
            <source>Send the challenge in the address, the verifier in the body.</source>
            <translation>Envíe el challenge en la dirección y el verifier en el cuerpo.</translation>
        </message>
        <message>
            <source>Password in an address</source>
            <translation>Contraseña en una dirección</translation>
        </message>
        <message>
            <source>Addresses are kept in histories and logs.</source>
            <translation>Las direcciones se guardan en historiales y registros.</translation>
        </message>
        <message>
            <source>Change it, and send it in a body if at all.</source>
            <translation>Cámbiela y, si hay que enviarla, que sea en un cuerpo.</translation>
        </message>
        <message>
            <source>Name and password in an address</source>
            <translation>Nombre y contraseña en una dirección</translation>
        </message>
        <message>
            <source>Addresses are kept and shown; this part of them is given up for that reason.</source>
            <translation>Las direcciones se guardan y se muestran; por eso se abandonó esta parte de ellas.</translation>
        </message>
        <message>
            <source>Leave it out; use the Authorization header.</source>
            <translation>Omítala; use la cabecera Authorization.</translation>
        </message>
        <message>
            <source>Secrets over plain HTTP</source>
            <translation>Secretos por HTTP sin cifrar</translation>
        </message>
        <message>
            <source>Everybody on the way can read the address. Only a loopback address may be http.</source>
            <translation>Cualquiera que esté en el camino puede leer la dirección. Solo una dirección de loopback puede ser http.</translation>
        </message>
        <message>
            <source>Use https.</source>
            <translation>Use https.</translation>
        </message>
        <message>
            <source>There was no sign-in.</source>
            <translation>No hubo ningún inicio de sesión.</translation>
        </message>
        <message>
            <source>Read the error in the specification of the server.</source>
            <translation>Consulte el error en la especificación del servidor.</translation>
        </message>
        <message>
            <source>Implicit grant</source>
            <translation>Autorización implícita (implicit grant)</translation>
        </message>
        <message>
            <source>"response_type" asks for an access token in the address.</source>
            <translation>"response_type" pide un token de acceso en la dirección.</translation>
        </message>
        <message>
            <source>Use response_type=code with PKCE.</source>
            <translation>Use response_type=code con PKCE.</translation>
        </message>
        <message>
            <source>No PKCE</source>
            <translation>Sin PKCE</translation>
        </message>
        <message>
            <source>Without "code_challenge" a stolen code can be redeemed by the thief.</source>
            <translation>Sin "code_challenge" el ladrón puede canjear un código robado.</translation>
        </message>
        <message>
            <source>Send code_challenge with code_challenge_method=S256.</source>
            <translation>Envíe code_challenge con code_challenge_method=S256.</translation>
        </message>
        <message>
            <source>PKCE without a hash</source>
            <translation>PKCE sin hash</translation>
        </message>
        <message>
            <source>With "plain" the address holds the verifier itself.</source>
            <translation>Con "plain" la dirección contiene el propio verifier.</translation>
        </message>
        <message>
            <source>Use S256.</source>
            <translation>Use S256.</translation>
        </message>
        <message>
            <source>Bad percent-encoding</source>
            <translation>Codificación porcentual incorrecta</translation>
        </message>
        <message>
            <source>A percent sign is not followed by two digits, or the bytes are no UTF-8.</source>
            <translation>A un signo de porcentaje no le siguen dos dígitos, o los bytes no son UTF-8.</translation>
        </message>
        <message>
            <source>Whoever made the address must mend it.</source>
            <translation>Quien creó la dirección debe corregirla.</translation>
        </message>
        <message>
            <source>Too many members</source>
            <translation>Demasiados miembros</translation>
        </message>
        <message>
            <source>More than 64 are not looked at.</source>
            <translation>No se examinan más de 64.</translation>
        </message>
        <message>
            <source>Quote not closed</source>
            <translation>Comilla sin cerrar</translation>
        </message>
        <message>
            <source>The command is cut off, so nothing in it was read.</source>
            <translation>El comando está cortado, así que no se leyó nada de él.</translation>
        </message>
        <message>
            <source>Copy it whole.</source>
            <translation>Cópielo entero.</translation>
        </message>
        <message>
            <source>Too many words</source>
            <translation>Demasiadas palabras</translation>
        </message>
        <message>
            <source>More than 2,000 words are not looked at.</source>
            <translation>No se examinan más de 2000 palabras.</translation>
        </message>
        <message>
            <source>Paste a shorter command.</source>
            <translation>Pegue un comando más corto.</translation>
        </message>
        <message>
            <source>No address</source>
            <translation>Sin dirección</translation>
        </message>
        <message>
            <source>The command names no address.</source>
            <translation>El comando no indica ninguna dirección.</translation>
        </message>
        <message>
            <source>Certificates are not checked</source>
            <translation>Los certificados no se comprueban</translation>
        </message>
        <message>
            <source>With -k whoever stands in between can read and change everything, secrets included.</source>
            <translation>Con -k, quien esté en medio puede leer y cambiar todo, secretos incluidos.</translation>
        </message>
        <message>
            <source>Leave -k out; name the authority with --cacert.</source>
            <translation>Omita -k; indique la autoridad con --cacert.</translation>
        </message>
        <message>
            <source>Reads from files</source>
            <translation>Lee de archivos</translation>
        </message>
        <message>
            <source>Part of the request is in a file the command names. Tessera does not open it.</source>
            <translation>Parte de la solicitud está en un archivo que el comando indica. Tessera no lo abre.</translation>
        </message>
        <message>
            <source>Something follows the command</source>
            <translation>Algo sigue al comando</translation>
        </message>
        <message>
            <source>A ; | &amp; &lt; &gt; or a line break ends it for a shell; what follows was not read.</source>
            <translation>Un ; | &amp; &lt; &gt; o un salto de línea lo termina para un shell; lo que seguía no se leyó.</translation>
        </message>
        <message>
            <source>Put addresses with &amp; into quotes.</source>
            <translation>Ponga entre comillas las direcciones con &amp;.</translation>
        </message>
        <message>
            <source>Secrets on a command line</source>
            <translation>Secretos en una línea de comandos</translation>
        </message>
        <message>
            <source>The history of the shell keeps it, and every user of the machine can see it while it runs.</source>
            <translation>El historial del shell la guarda, y cualquier usuario de la máquina puede verla mientras se ejecuta.</translation>
        </message>
        <message>
            <source>Read secrets from a file: -H @file, -K file or --netrc-file.</source>
            <translation>Lea los secretos de un archivo: -H @file, -K file o --netrc-file.</translation>
        </message>
        <message>
            <source>A secret key</source>
            <translation>Una clave secreta</translation>
        </message>
        <message>
            <source>Whoever has it can sign or decrypt in its owner's name.</source>
            <translation>Quien la tiene puede firmar o descifrar en nombre de su propietario.</translation>
        </message>
        <message>
            <source>Share the public part alone. If others saw it, replace it.</source>
            <translation>Comparta solo la parte pública. Si otros la han visto, sustitúyala.</translation>
        </message>
        <message>
            <source>Secret keys in a set</source>
            <translation>Claves secretas en un conjunto</translation>
        </message>
        <message>
            <source>A set is made to be published, and there is a private or symmetric key in it.</source>
            <translation>Un conjunto se crea para publicarlo, y en él hay una clave privada o simétrica.</translation>
        </message>
        <message>
            <source>Replace these keys, and publish public members alone.</source>
            <translation>Sustituya estas claves y publique solo los miembros públicos.</translation>
        </message>
        <message>
            <source>Encrypted key</source>
            <translation>Clave cifrada</translation>
        </message>
        <message>
            <source>It needs its pass phrase; Tessera does not ask for it.</source>
            <translation>Necesita su frase de contraseña; Tessera no la pide.</translation>
        </message>
        <message>
            <source>No keys</source>
            <translation>Sin claves</translation>
        </message>
        <message>
            <source>The set is empty.</source>
            <translation>El conjunto está vacío.</translation>
        </message>
        <message>
            <source>More than 100 keys</source>
            <translation>Más de 100 claves</translation>
        </message>
        <message>
            <source>Only the first 100 are shown.</source>
            <translation>Solo se muestran las 100 primeras.</translation>
        </message>
    </context>
    <context>
        <name>tessera::FindingsList</name>
        <message>
            <source>Findings</source>
            <translation>Hallazgos</translation>
        </message>
        <message>
            <source>with the key you named</source>
            <translation>con la clave indicada</translation>
        </message>
        <message>
            <source>from decoding alone</source>
            <translation>solo por la decodificación</translation>
        </message>
        <message>
            <source>Nothing odd was found. That says nothing about who wrote it.</source>
            <translation>No se encontró nada extraño. Eso no dice nada de quién lo escribió.</translation>
        </message>
        <message>
            <source>And %1 more.</source>
            <translation>Y %1 más.</translation>
        </message>
    </context>
    <context>
        <name>tessera::FlowCheckWords</name>
        <message>
            <source>%1 passed</source>
            <translation>%1: superada</translation>
        </message>
        <message>
            <source>%1 failed</source>
            <translation>%1: fallida</translation>
        </message>
        <message>
            <source>%1 was not checked</source>
            <translation>%1: sin comprobar</translation>
        </message>
        <message>
            <source>state matches</source>
            <translation>state coincide</translation>
        </message>
        <message>
            <source>the state differs</source>
            <translation>state no coincide</translation>
        </message>
        <message>
            <source>iss matches</source>
            <translation>iss coincide</translation>
        </message>
        <message>
            <source>another issuer answered</source>
            <translation>respondió otro emisor</translation>
        </message>
        <message>
            <source>path matches</source>
            <translation>la ruta coincide</translation>
        </message>
        <message>
            <source>the path differs</source>
            <translation>la ruta no coincide</translation>
        </message>
        <message>
            <source>the answer is well-formed</source>
            <translation>la respuesta está bien formada</translation>
        </message>
        <message>
            <source>the answer cannot be used</source>
            <translation>la respuesta no se puede usar</translation>
        </message>
        <message>
            <source>PKCE: S256 of the verifier</source>
            <translation>PKCE: S256 del verifier</translation>
        </message>
        <message>
            <source>the verifier does not fit the challenge</source>
            <translation>el verifier no corresponde al challenge</translation>
        </message>
        <message>
            <source>the token response is well-formed</source>
            <translation>la respuesta de tokens está bien formada</translation>
        </message>
        <message>
            <source>the token response cannot be used</source>
            <translation>la respuesta de tokens no se puede usar</translation>
        </message>
        <message>
            <source>every scope was granted</source>
            <translation>se concedieron todos los ámbitos</translation>
        </message>
        <message>
            <source>not every scope was granted</source>
            <translation>no se concedieron todos los ámbitos</translation>
        </message>
        <message>
            <source>the refresh token was exchanged</source>
            <translation>el token de actualización se cambió</translation>
        </message>
        <message>
            <source>the refresh token stayed the same</source>
            <translation>el token de actualización siguió igual</translation>
        </message>
        <message>
            <source>the ID token is from this issuer</source>
            <translation>el token de ID es de este emisor</translation>
        </message>
        <message>
            <source>the ID token is from another issuer</source>
            <translation>el token de ID es de otro emisor</translation>
        </message>
        <message>
            <source>the ID token is well-formed</source>
            <translation>el token de ID está bien formado</translation>
        </message>
        <message>
            <source>the ID token cannot be read</source>
            <translation>el token de ID no se puede leer</translation>
        </message>
        <message>
            <source>it is an ID token</source>
            <translation>es un token de ID</translation>
        </message>
        <message>
            <source>it is no ID token</source>
            <translation>no es un token de ID</translation>
        </message>
        <message>
            <source>alg is one that was agreed</source>
            <translation>alg es uno de los acordados</translation>
        </message>
        <message>
            <source>alg is none that was agreed</source>
            <translation>alg no es de los acordados</translation>
        </message>
        <message>
            <source>the signature is the provider's</source>
            <translation>la firma es del proveedor</translation>
        </message>
        <message>
            <source>the signature is not the provider's</source>
            <translation>la firma no es del proveedor</translation>
        </message>
        <message>
            <source>encrypted as agreed</source>
            <translation>cifrado como se acordó</translation>
        </message>
        <message>
            <source>not encrypted as agreed</source>
            <translation>no cifrado como se acordó</translation>
        </message>
        <message>
            <source>aud is Tessera</source>
            <translation>aud es Tessera</translation>
        </message>
        <message>
            <source>it is meant for another program</source>
            <translation>está destinado a otro programa</translation>
        </message>
        <message>
            <source>azp is Tessera</source>
            <translation>azp es Tessera</translation>
        </message>
        <message>
            <source>it was given to another program</source>
            <translation>se entregó a otro programa</translation>
        </message>
        <message>
            <source>signed with the right kind of key</source>
            <translation>firmado con el tipo de clave correcto</translation>
        </message>
        <message>
            <source>signed with the wrong kind of key</source>
            <translation>firmado con un tipo de clave incorrecto</translation>
        </message>
        <message>
            <source>it has not run out</source>
            <translation>no ha caducado</translation>
        </message>
        <message>
            <source>it has run out</source>
            <translation>ha caducado</translation>
        </message>
        <message>
            <source>it is already valid</source>
            <translation>ya es válido</translation>
        </message>
        <message>
            <source>it is not valid yet</source>
            <translation>aún no es válido</translation>
        </message>
        <message>
            <source>it was made just now</source>
            <translation>se creó hace un momento</translation>
        </message>
        <message>
            <source>it was made at another time</source>
            <translation>se creó en otro momento</translation>
        </message>
        <message>
            <source>nonce matches</source>
            <translation>nonce coincide</translation>
        </message>
        <message>
            <source>the nonce differs</source>
            <translation>nonce no coincide</translation>
        </message>
        <message>
            <source>sub says who signed in</source>
            <translation>sub dice quién inició sesión</translation>
        </message>
        <message>
            <source>sub does not say who signed in</source>
            <translation>sub no dice quién inició sesión</translation>
        </message>
        <message>
            <source>acr is as asked for</source>
            <translation>acr es como se pidió</translation>
        </message>
        <message>
            <source>acr is not as asked for</source>
            <translation>acr no es como se pidió</translation>
        </message>
        <message>
            <source>auth_time is as asked for</source>
            <translation>auth_time es como se pidió</translation>
        </message>
        <message>
            <source>auth_time is not as asked for</source>
            <translation>auth_time no es como se pidió</translation>
        </message>
        <message>
            <source>it is the same person</source>
            <translation>es la misma persona</translation>
        </message>
        <message>
            <source>it is another person</source>
            <translation>es otra persona</translation>
        </message>
        <message>
            <source>it is the same sign-in</source>
            <translation>es el mismo inicio de sesión</translation>
        </message>
        <message>
            <source>it is another sign-in</source>
            <translation>es otro inicio de sesión</translation>
        </message>
        <message>
            <source>it was given to the same program</source>
            <translation>se entregó al mismo programa</translation>
        </message>
        <message>
            <source>at_hash matches</source>
            <translation>at_hash coincide</translation>
        </message>
        <message>
            <source>at_hash differs</source>
            <translation>at_hash no coincide</translation>
        </message>
        <message>
            <source>c_hash matches</source>
            <translation>c_hash coincide</translation>
        </message>
        <message>
            <source>c_hash differs</source>
            <translation>c_hash no coincide</translation>
        </message>
        <message>
            <source>s_hash matches</source>
            <translation>s_hash coincide</translation>
        </message>
        <message>
            <source>s_hash differs</source>
            <translation>s_hash no coincide</translation>
        </message>
        <message>
            <source>The server keeps the request; the browser takes a reference to it along.</source>
            <translation>El servidor guarda la solicitud; el navegador lleva una referencia a ella.</translation>
        </message>
        <message>
            <source>The server wants its nonce in the proof, so the request is sent once more.</source>
            <translation>El servidor quiere su nonce en la prueba, así que la solicitud se envía otra vez.</translation>
        </message>
        <message>
            <source>The grant was written to the keychain.</source>
            <translation>La autorización se escribió en el llavero.</translation>
        </message>
        <message>
            <source>The grant could not be written to the keychain.</source>
            <translation>La autorización no se pudo escribir en el llavero.</translation>
        </message>
        <message>
            <source>The keychain knows that a renewal has begun.</source>
            <translation>El llavero sabe que ha empezado una renovación.</translation>
        </message>
        <message>
            <source>The grant was removed from the keychain.</source>
            <translation>La autorización se quitó del llavero.</translation>
        </message>
        <message>
            <source>The answer was lost; the same request may be answered again.</source>
            <translation>La respuesta se perdió; la misma solicitud aún puede recibir respuesta.</translation>
        </message>
        <message>
            <source>The server could not be told and will be told later.</source>
            <translation>No se pudo avisar al servidor; se le avisará más tarde.</translation>
        </message>
        <message>
            <source>The grant was kept at the server, as asked.</source>
            <translation>La autorización se conservó en el servidor, como se pidió.</translation>
        </message>
        <message>
            <source>The provider was asked to end its session.</source>
            <translation>Se pidió al proveedor que terminara su sesión.</translation>
        </message>
        <message>
            <source>The server did not grant every scope that was asked for.</source>
            <translation>El servidor no concedió todos los ámbitos pedidos.</translation>
        </message>
        <message>
            <source>The server gave no new refresh token; the one in the keychain stays.</source>
            <translation>El servidor no dio un token de actualización nuevo; se queda el del llavero.</translation>
        </message>
        <message>
            <source>The tokens were thrown away, and the server was told to revoke them.</source>
            <translation>Los tokens se descartaron y se pidió al servidor que los revocara.</translation>
        </message>
    </context>
    <context>
        <name>tessera::FlowCompareView</name>
        <message>
            <source>%1: the same in both</source>
            <translation>%1: igual en ambas</translation>
        </message>
        <message>
            <source>%1: differs, %2</source>
            <translation>%1: difiere, %2</translation>
        </message>
        <message>
            <source>Run to compare with</source>
            <translation>Ejecución con la que comparar</translation>
        </message>
        <message>
            <source>Steps of both runs</source>
            <translation>Pasos de ambas ejecuciones</translation>
        </message>
        <message>
            <source>There is no other run to compare this one with yet.</source>
            <translation>Aún no hay otra ejecución con la que comparar esta.</translation>
        </message>
    </context>
    <context>
        <name>tessera::FlowComparison</name>
        <message>
            <source>no answer</source>
            <translation>sin respuesta</translation>
        </message>
        <message>
            <source>%1 against %2</source>
            <comment>two statuses</comment>
            <translation>%1 frente a %2</translation>
        </message>
        <message>
            <source>%1 against %2</source>
            <comment>two sentences</comment>
            <translation>%1 frente a %2</translation>
        </message>
        <message>
            <source>other: %1 and %2 more</source>
            <translation>otros: %1 y %2 más</translation>
        </message>
        <message>
            <source>other: %1</source>
            <translation>otros: %1</translation>
        </message>
        <message>
            <source>only in the first run</source>
            <translation>solo en la primera ejecución</translation>
        </message>
        <message>
            <source>only in the second run</source>
            <translation>solo en la segunda ejecución</translation>
        </message>
        <message>
            <source>Both runs went the same way.</source>
            <translation>Ambas ejecuciones fueron iguales.</translation>
        </message>
        <message>
            <source>%1 of %2 steps differ.</source>
            <translation>%1 de %2 pasos difieren.</translation>
        </message>
    </context>
    <context>
        <name>tessera::FlowController</name>
        <message>
            <source>SVG picture (*.svg)</source>
            <translation>Imagen SVG (*.svg)</translation>
        </message>
        <message>
            <source>PNG picture (*.png)</source>
            <translation>Imagen PNG (*.png)</translation>
        </message>
        <message>
            <source>Mermaid diagram (*.mmd)</source>
            <translation>Diagrama Mermaid (*.mmd)</translation>
        </message>
        <message>
            <source>HTTP archive (*.har)</source>
            <translation>Archivo HTTP (*.har)</translation>
        </message>
        <message>
            <source>Markdown (*.md)</source>
            <translation>Markdown (*.md)</translation>
        </message>
        <message>
            <source>Export the flow</source>
            <translation>Exportar el flujo</translation>
        </message>
        <message>
            <source>Copied the message. Secrets in it are replaced.</source>
            <translation>Mensaje copiado. Los secretos que contiene están sustituidos.</translation>
        </message>
        <message>
            <source>There is nothing to export yet.</source>
            <translation>Aún no hay nada que exportar.</translation>
        </message>
        <message>
            <source>Copied as a bug report. Secrets, your name and addresses are left out; read it before you send it.</source>
            <translation>Copiado como informe de error. Se omiten los secretos, su nombre y sus direcciones; léalo antes de enviarlo.</translation>
        </message>
        <message>
            <source>Exported to %1. Secrets are replaced in it.</source>
            <translation>Exportado a %1. Los secretos que contiene están sustituidos.</translation>
        </message>
    </context>
    <context>
        <name>tessera::FlowEmpty</name>
        <message>
            <source>Nothing was exchanged yet</source>
            <translation>Aún no se ha intercambiado nada</translation>
        </message>
        <message>
            <source>Sign in, renew or sign out, and every step is drawn here as it happens: who sent what to whom, and what Tessera checked.</source>
            <translation>Inicie sesión, renueve o cierre sesión, y cada paso se dibuja aquí según ocurre: quién envió qué a quién y qué comprobó Tessera.</translation>
        </message>
        <message>
            <source>Secrets are replaced by a pattern before anything is kept, and all of it is gone when Tessera ends.</source>
            <translation>Los secretos se sustituyen por un patrón antes de guardar nada, y todo desaparece cuando Tessera termina.</translation>
        </message>
        <message>
            <source>&amp;Sign in</source>
            <translation>Iniciar &amp;sesión</translation>
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
            <translation>Participantes</translation>
        </message>
    </context>
    <context>
        <name>tessera::FlowPage</name>
        <message>
            <source>Stop the replay</source>
            <translation>Detener la repetición</translation>
        </message>
        <message>
            <source>Replay</source>
            <translation>Repetir</translation>
        </message>
        <message>
            <source>Flow</source>
            <translation>Flujo</translation>
        </message>
        <message>
            <source>Which exchange</source>
            <translation>Qué intercambio</translation>
        </message>
        <message>
            <source>Find in this run (Ctrl+F)</source>
            <translation>Buscar en esta ejecución (Ctrl+F)</translation>
        </message>
        <message>
            <source>Compare with another run</source>
            <translation>Comparar con otra ejecución</translation>
        </message>
        <message>
            <source>E&amp;xport</source>
            <translation>E&amp;xportar</translation>
        </message>
        <message>
            <source>Part of the page</source>
            <translation>Parte de la página</translation>
        </message>
        <message>
            <source>Drawing</source>
            <translation>Dibujo</translation>
        </message>
        <message>
            <source>Message</source>
            <translation>Mensaje</translation>
        </message>
        <message>
            <source>Show all accounts</source>
            <translation>Mostrar todas las cuentas</translation>
        </message>
        <message>
            <source>Picture as &amp;SVG…</source>
            <translation>Imagen como &amp;SVG…</translation>
        </message>
        <message>
            <source>Picture as &amp;PNG…</source>
            <translation>Imagen como &amp;PNG…</translation>
        </message>
        <message>
            <source>&amp;Mermaid diagram…</source>
            <translation>Diagrama &amp;Mermaid…</translation>
        </message>
        <message>
            <source>&amp;HAR, for network panels…</source>
            <translation>&amp;HAR, para paneles de red…</translation>
        </message>
        <message>
            <source>&amp;Copy as bug report</source>
            <translation>&amp;Copiar como informe de error</translation>
        </message>
        <message>
            <source>Export</source>
            <translation>Exportar</translation>
        </message>
    </context>
    <context>
        <name>tessera::FlowRows</name>
        <message>
            <source>Stopped here: %1</source>
            <translation>Se detuvo aquí: %1</translation>
        </message>
        <message>
            <source>Also: %1</source>
            <translation>También: %1</translation>
        </message>
        <message>
            <source>Ended here</source>
            <translation>Terminó aquí</translation>
        </message>
        <message>
            <source>Stopped here</source>
            <translation>Se detuvo aquí</translation>
        </message>
        <message>
            <source>Waiting for your browser</source>
            <translation>Esperando al navegador</translation>
        </message>
        <message>
            <source>Waiting until the code is typed</source>
            <translation>Esperando a que se escriba el código</translation>
        </message>
        <message>
            <source>Waiting for the answer</source>
            <translation>Esperando la respuesta</translation>
        </message>
        <message>
            <source>1 earlier step was left out.</source>
            <translation>Se omitió 1 paso anterior.</translation>
        </message>
        <message numerus="yes">
            <source>%n earlier steps were left out.</source>
            <translation>
                <numerusform>Se omitió %n paso anterior.</numerusform>
                <numerusform>Se omitieron %n pasos anteriores.</numerusform>
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
            <translation>Sin respuesta</translation>
        </message>
        <message>
            <source>%1 refused</source>
            <translation>%1 rechazado</translation>
        </message>
        <message>
            <source>Sign-in</source>
            <translation>Inicio de sesión</translation>
        </message>
        <message>
            <source>Sign-in at %1</source>
            <translation>Inicio de sesión en %1</translation>
        </message>
        <message>
            <source>Sign-in by code</source>
            <translation>Inicio de sesión con código</translation>
        </message>
        <message>
            <source>Sign-in by code at %1</source>
            <translation>Inicio de sesión con código en %1</translation>
        </message>
        <message>
            <source>Renewal</source>
            <translation>Renovación</translation>
        </message>
        <message>
            <source>Renewal at %1</source>
            <translation>Renovación en %1</translation>
        </message>
        <message>
            <source>Sign-out</source>
            <translation>Cierre de sesión</translation>
        </message>
        <message>
            <source>Sign-out at %1</source>
            <translation>Cierre de sesión en %1</translation>
        </message>
        <message>
            <source>Request</source>
            <translation>Solicitud</translation>
        </message>
        <message>
            <source>Request to %1</source>
            <translation>Solicitud a %1</translation>
        </message>
        <message>
            <source>Sign in</source>
            <translation>Iniciar sesión</translation>
        </message>
        <message>
            <source>Open address</source>
            <translation>Abrir dirección</translation>
        </message>
        <message>
            <source>Sign-in page</source>
            <translation>Página de inicio de sesión</translation>
        </message>
        <message>
            <source>Password, consent</source>
            <translation>Contraseña, consentimiento</translation>
        </message>
        <message>
            <source>302 Found</source>
            <translation>302 Found</translation>
        </message>
        <message>
            <source>Paste address</source>
            <translation>Pegar dirección</translation>
        </message>
        <message>
            <source>Show code</source>
            <translation>Mostrar código</translation>
        </message>
        <message>
            <source>never seen by Tessera</source>
            <translation>Tessera nunca lo ve</translation>
        </message>
        <message>
            <source>not sent</source>
            <translation>no enviado</translation>
        </message>
        <message>
            <source>%1 and %2 match</source>
            <translation>%1 y %2 coinciden</translation>
        </message>
        <message>
            <source>%1, %2</source>
            <translation>%1, %2</translation>
        </message>
        <message>
            <source>%1, %2, done in %3 s</source>
            <translation>%1, %2, hecho en %3 s</translation>
        </message>
        <message>
            <source>%1, %2, stopped after %3 s</source>
            <translation>%1, %2, detenido tras %3 s</translation>
        </message>
        <message>
            <source>User</source>
            <translation>Usuario</translation>
        </message>
        <message>
            <source>Browser</source>
            <translation>Navegador</translation>
        </message>
        <message>
            <source>Authorization server</source>
            <translation>Servidor de autorización</translation>
        </message>
        <message>
            <source>Resource server</source>
            <translation>Servidor de recursos</translation>
        </message>
        <message>
            <source>this program</source>
            <translation>este programa</translation>
        </message>
        <message>
            <source>%1, %2 characters</source>
            <translation>%1, %2 caracteres</translation>
        </message>
        <message>
            <source>tokens</source>
            <translation>tokens</translation>
        </message>
        <message>
            <source>device code</source>
            <translation>código de dispositivo</translation>
        </message>
        <message>
            <source>request kept</source>
            <translation>solicitud guardada</translation>
        </message>
        <message>
            <source>keys</source>
            <translation>claves</translation>
        </message>
        <message>
            <source>what the server can do</source>
            <translation>qué puede hacer el servidor</translation>
        </message>
        <message>
            <source>client</source>
            <translation>cliente</translation>
        </message>
        <message>
            <source>about the token</source>
            <translation>sobre el token</translation>
        </message>
        <message>
            <source>who it is</source>
            <translation>quién es</translation>
        </message>
        <message>
            <source>code</source>
            <translation>código</translation>
        </message>
        <message>
            <source>refresh token</source>
            <translation>token de actualización</translation>
        </message>
        <message>
            <source>challenge</source>
            <translation>challenge</translation>
        </message>
        <message>
            <source>verifier</source>
            <translation>verifier</translation>
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
            <translation>solicitud guardada</translation>
        </message>
        <message>
            <source>token</source>
            <translation>token</translation>
        </message>
        <message>
            <source>error</source>
            <translation>error</translation>
        </message>
    </context>
    <context>
        <name>tessera::FlowView</name>
        <message>
            <source>Steps of the exchange</source>
            <translation>Pasos del intercambio</translation>
        </message>
        <message>
            <source>Not checked: %1</source>
            <translation>Sin comprobar: %1</translation>
        </message>
        <message>
            <source>Passed: %1</source>
            <translation>Superada: %1</translation>
        </message>
        <message>
            <source>Note: %1</source>
            <translation>Nota: %1</translation>
        </message>
    </context>
    <context>
        <name>tessera::GeneralSettings</name>
        <message>
            <source>General</source>
            <translation>General</translation>
        </message>
        <message>
            <source>T&amp;heme</source>
            <translation>&amp;Tema</translation>
        </message>
        <message>
            <source>System</source>
            <translation>Sistema</translation>
        </message>
        <message>
            <source>Light</source>
            <translation>Claro</translation>
        </message>
        <message>
            <source>Dark</source>
            <translation>Oscuro</translation>
        </message>
        <message>
            <source>&amp;Language</source>
            <translation>Idi&amp;oma</translation>
        </message>
        <message>
            <source>From the next start.</source>
            <translation>A partir del próximo inicio.</translation>
        </message>
        <message>
            <source>Language</source>
            <translation>Idioma</translation>
        </message>
        <message>
            <source>&amp;Motion</source>
            <translation>&amp;Movimiento</translation>
        </message>
        <message>
            <source>Arrows that grow and a sign that turns while something happens.</source>
            <translation>Flechas que crecen y un signo que gira mientras ocurre algo.</translation>
        </message>
        <message>
            <source>Less</source>
            <translation>Menos</translation>
        </message>
        <message>
            <source>All</source>
            <translation>Todo</translation>
        </message>
        <message>
            <source>Start &amp;when I log in</source>
            <translation>Iniciar al &amp;entrar en el equipo</translation>
        </message>
        <message>
            <source>Start in the tra&amp;y</source>
            <translation>Iniciar en la &amp;bandeja</translation>
        </message>
        <message>
            <source>Keep running in the tray when the window is &amp;closed</source>
            <translation>Seguir en la bandeja al &amp;cerrar la ventana</translation>
        </message>
        <message>
            <source>Your accounts renew themselves from the beginning; the window stays in the tray.</source>
            <translation>Las cuentas se renuevan solas desde el principio; la ventana queda en la bandeja.</translation>
        </message>
        <message>
            <source>This system has no way to start Tessera by itself.</source>
            <translation>Este sistema no tiene forma de iniciar Tessera por sí mismo.</translation>
        </message>
        <message>
            <source>From the next start: no window until you click the icon.</source>
            <translation>A partir del próximo inicio: sin ventana hasta que haga clic en el icono.</translation>
        </message>
        <message>
            <source>Accounts go on renewing, and programs go on getting tokens.</source>
            <translation>Las cuentas se siguen renovando y los programas siguen recibiendo tokens.</translation>
        </message>
        <message>
            <source>This desktop shows no tray.</source>
            <translation>Este escritorio no muestra ninguna bandeja.</translation>
        </message>
        <message>
            <source>As the system</source>
            <translation>Como el sistema</translation>
        </message>
    </context>
    <context>
        <name>tessera::HealthFinding</name>
        <message>
            <source>Version</source>
            <translation>Versión</translation>
        </message>
        <message>
            <source>Administrator</source>
            <translation>Administrador</translation>
        </message>
        <message>
            <source>Keychain</source>
            <translation>Llavero</translation>
        </message>
        <message>
            <source>Browser</source>
            <translation>Navegador</translation>
        </message>
        <message>
            <source>TLS library</source>
            <translation>Biblioteca TLS</translation>
        </message>
        <message>
            <source>Accounts</source>
            <translation>Cuentas</translation>
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
            <translation>Reloj</translation>
        </message>
        <message>
            <source>Fine</source>
            <translation>Bien</translation>
        </message>
        <message>
            <source>Note</source>
            <translation>Nota</translation>
        </message>
        <message>
            <source>Problem</source>
            <translation>Problema</translation>
        </message>
        <message>
            <source>Not checked</source>
            <translation>Sin comprobar</translation>
        </message>
    </context>
    <context>
        <name>tessera::InspectorController</name>
        <message>
            <source>the shared secret</source>
            <translation>secreto compartido</translation>
        </message>
        <message>
            <source>the pasted key</source>
            <translation>clave pegada</translation>
        </message>
    </context>
    <context>
        <name>tessera::InspectorPage</name>
        <message>
            <source>There is no text on the clipboard.</source>
            <translation>No hay texto en el portapapeles.</translation>
        </message>
        <message numerus="yes">
            <source>One file at a time: %n were dropped.</source>
            <translation>
                <numerusform>Un archivo cada vez: se soltó %n.</numerusform>
                <numerusform>Un archivo cada vez: se soltaron %n.</numerusform>
            </translation>
        </message>
        <message>
            <source>From the account %1</source>
            <translation>De la cuenta %1</translation>
        </message>
        <message>
            <source>Looking at it…</source>
            <translation>Examinando…</translation>
        </message>
        <message>
            <source>Paste a token to learn what it is and what is wrong with it.</source>
            <translation>Pegue un token para saber qué es y qué tiene mal.</translation>
        </message>
        <message>
            <source>Decoded offline, not verified.</source>
            <translation>Decodificado sin conexión, sin verificar.</translation>
        </message>
        <message>
            <source>&amp;Paste</source>
            <translation>&amp;Pegar</translation>
        </message>
        <message>
            <source>Co&amp;mpare</source>
            <translation>Co&amp;mparar</translation>
        </message>
        <message>
            <source>C&amp;lear</source>
            <translation>&amp;Limpiar</translation>
        </message>
        <message>
            <source>Pane</source>
            <translation>Panel</translation>
        </message>
        <message>
            <source>Decode</source>
            <translation>Decodificar</translation>
        </message>
        <message>
            <source>Verify</source>
            <translation>Verificar</translation>
        </message>
        <message>
            <source>Create</source>
            <translation>Crear</translation>
        </message>
        <message>
            <source>Token of the account</source>
            <translation>Token de la cuenta</translation>
        </message>
        <message>
            <source>Access token</source>
            <translation>Token de acceso</translation>
        </message>
        <message>
            <source>Token or other text to inspect</source>
            <translation>Token u otro texto que inspeccionar</translation>
        </message>
        <message>
            <source>Inspector</source>
            <translation>Inspector</translation>
        </message>
        <message>
            <source>Paste or type here, or drop a file.</source>
            <translation>Pegue o escriba aquí, o suelte un archivo.</translation>
        </message>
    </context>
    <context>
        <name>tessera::IssuerText</name>
        <message>
            <source>sign-in with PKCE</source>
            <translation>inicio de sesión con PKCE</translation>
        </message>
        <message>
            <source>sign-in</source>
            <translation>inicio de sesión</translation>
        </message>
        <message>
            <source>renewal without the browser</source>
            <translation>renovación sin el navegador</translation>
        </message>
        <message>
            <source>sign-out at the provider</source>
            <translation>cierre de sesión en el proveedor</translation>
        </message>
        <message>
            <source>PKCE, which Tessera uses all the same</source>
            <translation>PKCE, que Tessera usa de todos modos</translation>
        </message>
        <message>
            <source>renewal, so you may have to sign in again now and then</source>
            <translation>la renovación, así que quizá haya que iniciar sesión de nuevo de vez en cuando</translation>
        </message>
        <message>
            <source>revocation, so signing out happens on this computer only</source>
            <translation>la revocación, así que el cierre de sesión ocurre solo en este equipo</translation>
        </message>
        <message>
            <source>%1 answers.</source>
            <translation>%1 responde.</translation>
        </message>
        <message>
            <source>It can do everything Tessera needs: %1.</source>
            <translation>Puede hacer todo lo que Tessera necesita: %1.</translation>
        </message>
        <message>
            <source>%1. It says nothing of %2.</source>
            <translation>%1. No dice nada sobre %2.</translation>
        </message>
        <message>
            <source>It is on this computer: development.</source>
            <translation>Está en este equipo: desarrollo.</translation>
        </message>
    </context>
    <context>
        <name>tessera::KeyForm</name>
        <message>
            <source>Take the &amp;key from</source>
            <translation>Tomar la clave &amp;de</translation>
        </message>
        <message>
            <source>Issuer</source>
            <translation>Emisor</translation>
        </message>
        <message>
            <source>Address of the JWK set</source>
            <translation>Dirección del conjunto JWK</translation>
        </message>
        <message>
            <source>File: JWK set, JWK or PEM</source>
            <translation>Archivo: conjunto JWK, JWK o PEM</translation>
        </message>
        <message>
            <source>Choose a file…</source>
            <translation>Elegir un archivo…</translation>
        </message>
        <message>
            <source>Pasted key</source>
            <translation>Clave pegada</translation>
        </message>
        <message>
            <source>Shared secret</source>
            <translation>Secreto compartido</translation>
        </message>
        <message>
            <source>The secret is written in base64url</source>
            <translation>El secreto está escrito en base64url</translation>
        </message>
        <message>
            <source>The issuer's key set</source>
            <translation>Las claves del emisor</translation>
        </message>
        <message>
            <source>A JWK set address</source>
            <translation>La dirección de un conjunto JWK</translation>
        </message>
        <message>
            <source>A file</source>
            <translation>Un archivo</translation>
        </message>
        <message>
            <source>A pasted key</source>
            <translation>Una clave pegada</translation>
        </message>
        <message>
            <source>A shared secret</source>
            <translation>Un secreto compartido</translation>
        </message>
        <message>
            <source>A JWK set, a JWK or a PEM key. It stays in this window.</source>
            <translation>Un conjunto JWK, un JWK o una clave PEM. Permanece en esta ventana.</translation>
        </message>
        <message>
            <source>JWK set, JWK or PEM</source>
            <translation>Conjunto JWK, JWK o PEM</translation>
        </message>
        <message>
            <source>Choose a key file</source>
            <translation>Elegir un archivo de clave</translation>
        </message>
    </context>
    <context>
        <name>tessera::LifetimeBar</name>
        <message>
            <source>Life of the access token</source>
            <translation>Vida del token de acceso</translation>
        </message>
        <message>
            <source>Renews %1</source>
            <translation>Se renueva: %1</translation>
        </message>
        <message>
            <source>Issued %1</source>
            <translation>Emitido: %1</translation>
        </message>
        <message>
            <source>Ended %1</source>
            <translation>Terminó: %1</translation>
        </message>
        <message>
            <source>Ends %1</source>
            <translation>Termina: %1</translation>
        </message>
        <message>
            <source>Now</source>
            <translation>Ahora</translation>
        </message>
        <message>
            <source>Issued %1
Ends %2</source>
            <translation>Emitido: %1
Termina: %2</translation>
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
            <translation>Sesión iniciada. El token de ID %1.</translation>
        </message>
        <message>
            <source>The account would lose permissions.</source>
            <translation>La cuenta perdería permisos.</translation>
        </message>
        <message>
            <source>It would lose: %1.</source>
            <translation>Perdería: %1.</translation>
        </message>
        <message>
            <source>Accept fewer</source>
            <translation>Aceptar menos</translation>
        </message>
        <message>
            <source>Leave it as it is</source>
            <translation>Dejarla como está</translation>
        </message>
        <message>
            <source>Trust the new hosts</source>
            <translation>Confiar en los nuevos hosts</translation>
        </message>
        <message>
            <source>Stop</source>
            <translation>Detener</translation>
        </message>
        <message>
            <source>Got it</source>
            <translation>Entendido</translation>
        </message>
    </context>
    <context>
        <name>tessera::MessagePane</name>
        <message>
            <source>Copy this message</source>
            <translation>Copiar este mensaje</translation>
        </message>
        <message>
            <source>Part of the step</source>
            <translation>Parte del paso</translation>
        </message>
        <message>
            <source>Message</source>
            <translation>Mensaje</translation>
        </message>
        <message>
            <source>Checks</source>
            <translation>Comprobaciones</translation>
        </message>
        <message>
            <source>Raw</source>
            <translation>En bruto</translation>
        </message>
        <message>
            <source>Secrets were replaced when this was recorded. The same secret has the same pattern in every message.</source>
            <translation>Los secretos se sustituyeron al registrar esto. El mismo secreto tiene el mismo patrón en todos los mensajes.</translation>
        </message>
        <message>
            <source>The message as text</source>
            <translation>El mensaje como texto</translation>
        </message>
        <message>
            <source>Parameters</source>
            <translation>Parámetros</translation>
        </message>
        <message>
            <source>Headers</source>
            <translation>Cabeceras</translation>
        </message>
        <message>
            <source>Body</source>
            <translation>Cuerpo</translation>
        </message>
        <message>
            <source>No step is chosen</source>
            <translation>Ningún paso elegido</translation>
        </message>
        <message>
            <source>Choose an arrow of the drawing to see its message.</source>
            <translation>Elija una flecha del dibujo para ver su mensaje.</translation>
        </message>
        <message>
            <source>%1 bytes of %2. What they say is not kept.</source>
            <translation>%1 bytes de %2. Lo que dicen no se guarda.</translation>
        </message>
        <message>
            <source>The text is under Raw.</source>
            <translation>El texto está en «En bruto».</translation>
        </message>
        <message>
            <source>Nothing was checked after this step.</source>
            <translation>Después de este paso no se comprobó nada.</translation>
        </message>
        <message>
            <source>Nothing of this step goes through Tessera, so there is nothing to show.</source>
            <translation>Nada de este paso pasa por Tessera, así que no hay nada que mostrar.</translation>
        </message>
    </context>
    <context>
        <name>tessera::MessageWords</name>
        <message>
            <source>The server</source>
            <translation>El servidor</translation>
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
            <translation>token</translation>
        </message>
        <message>
            <source>Discovery</source>
            <comment>before "request" or "response"</comment>
            <translation>descubrimiento</translation>
        </message>
        <message>
            <source>Key set</source>
            <comment>before "request" or "response"</comment>
            <translation>conjunto de claves</translation>
        </message>
        <message>
            <source>Device code</source>
            <comment>before "request" or "response"</comment>
            <translation>código de dispositivo</translation>
        </message>
        <message>
            <source>Pushed authorization</source>
            <comment>before "request" or "response"</comment>
            <translation>autorización por adelantado (PAR)</translation>
        </message>
        <message>
            <source>Userinfo</source>
            <comment>before "request" or "response"</comment>
            <translation>userinfo</translation>
        </message>
        <message>
            <source>Revocation</source>
            <comment>before "request" or "response"</comment>
            <translation>revocación</translation>
        </message>
        <message>
            <source>Introspection</source>
            <comment>before "request" or "response"</comment>
            <translation>introspección</translation>
        </message>
        <message>
            <source>%1 request</source>
            <translation>Solicitud de %1</translation>
        </message>
        <message>
            <source>Answer to %1</source>
            <translation>Respuesta a %1</translation>
        </message>
        <message>
            <source>%1 response</source>
            <translation>Respuesta de %1</translation>
        </message>
        <message>
            <source>Why it stopped</source>
            <translation>Por qué se detuvo</translation>
        </message>
        <message>
            <source>Checks</source>
            <translation>Comprobaciones</translation>
        </message>
        <message>
            <source>Note</source>
            <translation>Nota</translation>
        </message>
        <message>
            <source>%1 answered %2 in %3.</source>
            <translation>%1 respondió %2 en %3.</translation>
        </message>
        <message>
            <source>%1 gave no answer.</source>
            <translation>%1 no dio respuesta.</translation>
        </message>
        <message>
            <source>(cut here: the rest is too long to be shown)</source>
            <translation>(cortado aquí: el resto es demasiado largo para mostrarlo)</translation>
        </message>
        <message>
            <source>%1. %2</source>
            <translation>%1. %2</translation>
        </message>
        <message>
            <source>You asked Tessera to sign in.</source>
            <translation>Pidió a Tessera iniciar sesión.</translation>
        </message>
        <message>
            <source>Tessera gave the address to the browser.</source>
            <translation>Tessera dio la dirección al navegador.</translation>
        </message>
        <message>
            <source>Tessera gave the address to %1.</source>
            <translation>Tessera dio la dirección a %1.</translation>
        </message>
        <message>
            <source>The browser follows the address to %1. Tessera does not see it, but knows it.</source>
            <translation>El navegador sigue la dirección hasta %1. Tessera no lo ve, pero lo sabe.</translation>
        </message>
        <message>
            <source>%1 shows its page in the browser, unseen by Tessera.</source>
            <translation>%1 muestra su página en el navegador, sin que Tessera la vea.</translation>
        </message>
        <message>
            <source>What you type there goes to %1. Tessera never sees it.</source>
            <translation>Lo que escriba allí va a %1. Tessera nunca lo ve.</translation>
        </message>
        <message>
            <source>%1 sends the browser back with its answer.</source>
            <translation>%1 devuelve el navegador con su respuesta.</translation>
        </message>
        <message>
            <source>The browser brought the answer to Tessera.</source>
            <translation>El navegador trajo la respuesta a Tessera.</translation>
        </message>
        <message>
            <source>You pasted the address with the answer.</source>
            <translation>Pegó la dirección con la respuesta.</translation>
        </message>
        <message>
            <source>Tessera showed the code and where to type it.</source>
            <translation>Tessera mostró el código y dónde escribirlo.</translation>
        </message>
        <message>
            <source>Tessera asked %1.</source>
            <translation>Tessera preguntó a %1.</translation>
        </message>
        <message>
            <source>Tessera did not send this: something before it failed.</source>
            <translation>Tessera no lo envió: algo anterior falló.</translation>
        </message>
        <message>
            <source>Made by Tessera on what came before.</source>
            <translation>Hecho por Tessera con lo recibido antes.</translation>
        </message>
        <message>
            <source>%1, %2</source>
            <comment>step, what happened</comment>
            <translation>%1, %2</translation>
        </message>
        <message>
            <source>(%1 bytes of %2; only their number is kept)</source>
            <translation>(%1 bytes de %2; solo se guarda su número)</translation>
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
            <translation>C&amp;uentas</translation>
        </message>
        <message>
            <source>&amp;Inspector</source>
            <translation>&amp;Inspector</translation>
        </message>
        <message>
            <source>&amp;Flow</source>
            <translation>&amp;Flujo</translation>
        </message>
        <message>
            <source>Pro&amp;grams</source>
            <translation>Pro&amp;gramas</translation>
        </message>
        <message>
            <source>&amp;Settings</source>
            <translation>&amp;Ajustes</translation>
        </message>
        <message>
            <source>1 account needs you.</source>
            <translation>1 cuenta requiere su atención.</translation>
        </message>
        <message>
            <source>Keychain unlocked</source>
            <translation>Llavero desbloqueado</translation>
        </message>
        <message>
            <source>Keychain locked</source>
            <translation>Llavero bloqueado</translation>
        </message>
        <message>
            <source>No keychain</source>
            <translation>Sin llavero</translation>
        </message>
        <message>
            <source>Keychain refused</source>
            <translation>Llavero denegado</translation>
        </message>
        <message>
            <source>Keychain slow</source>
            <translation>Llavero lento</translation>
        </message>
        <message>
            <source>Keychain gone</source>
            <translation>Llavero desaparecido</translation>
        </message>
        <message numerus="yes">
            <source>%n accounts need you.</source>
            <translation>
                <numerusform>%n cuenta requiere su atención.</numerusform>
                <numerusform>%n cuentas requieren su atención.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>tessera::NetworkBox</name>
        <message>
            <source>Network</source>
            <translation>Red</translation>
        </message>
        <message>
            <source>As this computer has it. Tessera has no proxy and no certificates of its own.</source>
            <translation>Tal como la tiene este equipo. Tessera no tiene proxy ni certificados propios.</translation>
        </message>
        <message>
            <source>Proxy</source>
            <translation>Proxy</translation>
        </message>
        <message>
            <source>Trusted authorities</source>
            <translation>Autoridades de confianza</translation>
        </message>
        <message>
            <source>None.</source>
            <translation>Ninguno.</translation>
        </message>
        <message>
            <source>Set in the environment: %1.</source>
            <translation>Definido en el entorno: %1.</translation>
        </message>
        <message>
            <source>None. No provider can be reached without a list of authorities.</source>
            <translation>Ninguna. Sin una lista de autoridades no se puede conectar con ningún proveedor.</translation>
        </message>
        <message>
            <source>%1, from the system's list.</source>
            <translation>%1, de la lista del sistema.</translation>
        </message>
    </context>
    <context>
        <name>tessera::PartsBar</name>
        <message>
            <source>Back to the whole (Alt+Left)</source>
            <translation>Volver al conjunto (Alt+Izquierda)</translation>
        </message>
        <message>
            <source>Whole text</source>
            <translation>Texto completo</translation>
        </message>
        <message>
            <source>Found inside:</source>
            <translation>Encontrado dentro:</translation>
        </message>
        <message>
            <source>Look inside %1</source>
            <translation>Mirar dentro de %1</translation>
        </message>
    </context>
    <context>
        <name>tessera::ProgramList</name>
        <message>
            <source>Show all %1</source>
            <translation>Mostrar todo (%1)</translation>
        </message>
        <message>
            <source>Take back</source>
            <translation>Retirar</translation>
        </message>
        <message>
            <source>Take back from %1: %2, %3</source>
            <translation>Retirar a %1: %2, %3</translation>
        </message>
        <message>
            <source>%1 is asked about again</source>
            <translation>Se vuelve a preguntar por %1</translation>
        </message>
    </context>
    <context>
        <name>tessera::ProgramRows</name>
        <message>
            <source>Itself, and through the command tessera</source>
            <translation>Él mismo y mediante el comando tessera</translation>
        </message>
        <message>
            <source>Through the command tessera</source>
            <translation>Mediante el comando tessera</translation>
        </message>
        <message>
            <source>All accounts</source>
            <translation>Todas las cuentas</translation>
        </message>
        <message>
            <source>No such account here</source>
            <translation>Aquí no existe esa cuenta</translation>
        </message>
        <message>
            <source>Changed since you allowed it: you are asked again</source>
            <translation>Cambió desde que se permitió: se vuelve a preguntar</translation>
        </message>
        <message>
            <source>Until the agent locks or ends</source>
            <translation>Hasta que el agente se bloquee o termine</translation>
        </message>
        <message>
            <source>Last used %1</source>
            <translation>Último uso: %1</translation>
        </message>
        <message>
            <source>Not used lately</source>
            <translation>Sin uso reciente</translation>
        </message>
        <message>
            <source>%1 at %2</source>
            <translation>%1 en %2</translation>
        </message>
        <message>
            <source>an account that is not here any more</source>
            <translation>una cuenta que ya no está aquí</translation>
        </message>
        <message>
            <source>an account at %1 that is not here any more</source>
            <translation>una cuenta en %1 que ya no está aquí</translation>
        </message>
    </context>
    <context>
        <name>tessera::ProgramsPage</name>
        <message>
            <source>No program is allowed anything yet</source>
            <translation>Aún no se ha permitido nada a ningún programa</translation>
        </message>
        <message>
            <source>When a program asks for a token, Tessera asks you in a window. What you allow there for an hour or always stands here, and here you take it back.</source>
            <translation>Cuando un programa pide un token, Tessera pregunta en una ventana. Lo que permita allí por una hora o siempre aparece aquí, y aquí se retira.</translation>
        </message>
        <message>
            <source>To try it, type “tessera token” in a terminal. To allow a program beforehand, type “tessera agent allow” with its name and an account.</source>
            <translation>Para probarlo, escriba «tessera token» en una terminal. Para permitir un programa de antemano, escriba «tessera agent allow» con su nombre y una cuenta.</translation>
        </message>
        <message>
            <source>Look again (F5)</source>
            <translation>Mirar de nuevo (F5)</translation>
        </message>
        <message>
            <source>Programs</source>
            <translation>Programas</translation>
        </message>
        <message>
            <source>What other programs on this computer may have of your accounts.</source>
            <translation>Lo que otros programas de este equipo pueden tener de sus cuentas.</translation>
        </message>
        <message>
            <source>Allowed</source>
            <translation>Permitido</translation>
        </message>
        <message>
            <source>Denied</source>
            <translation>Denegado</translation>
        </message>
        <message>
            <source>What happened</source>
            <translation>Qué ocurrió</translation>
        </message>
        <message>
            <source>not asked about again</source>
            <translation>no se vuelve a preguntar</translation>
        </message>
        <message>
            <source>No program has asked for a token.</source>
            <translation>Ningún programa ha pedido un token.</translation>
        </message>
        <message>
            <source>Show all %1</source>
            <translation>Mostrar todo (%1)</translation>
        </message>
        <message>
            <source>Taken back.</source>
            <translation>Retirado.</translation>
        </message>
        <message>
            <source>%1 is asked about again the next time it wants a token.</source>
            <translation>Se vuelve a preguntar por %1 la próxima vez que quiera un token.</translation>
        </message>
        <message>
            <source>Undo</source>
            <translation>Deshacer</translation>
        </message>
    </context>
    <context>
        <name>tessera::ProviderSection</name>
        <message>
            <source>Provider</source>
            <translation>Proveedor</translation>
        </message>
        <message>
            <source>Renewal</source>
            <translation>Renovación</translation>
        </message>
        <message>
            <source>Endpoints</source>
            <translation>Endpoints</translation>
        </message>
        <message>
            <source>What this program may do there, and how to take it back:</source>
            <translation>Qué puede hacer allí este programa y cómo retirárselo:</translation>
        </message>
        <message>
            <source>Access</source>
            <translation>Acceso</translation>
        </message>
    </context>
    <context>
        <name>tessera::ProviderText</name>
        <message>
            <source>The refresh token changes with each renewal.</source>
            <translation>El token de actualización cambia con cada renovación.</translation>
        </message>
        <message>
            <source>Review access at %1</source>
            <translation>Revisar el acceso en %1</translation>
        </message>
        <message>
            <source>Tessera asks %1 to revoke the grant and forgets every token of this account.</source>
            <translation>Tessera pide a %1 que revoque la autorización y olvida todos los tokens de esta cuenta.</translation>
        </message>
        <message>
            <source>Tessera forgets every token of this account.</source>
            <translation>Tessera olvida todos los tokens de esta cuenta.</translation>
        </message>
        <message>
            <source>%1 has no way to revoke the grant from here.</source>
            <translation>%1 no ofrece forma de revocar la autorización desde aquí.</translation>
        </message>
        <message>
            <source>This cannot be undone; to come back you sign in again in the browser.</source>
            <translation>Esto no se puede deshacer; para volver hay que iniciar sesión de nuevo en el navegador.</translation>
        </message>
        <message>
            <source>On this computer</source>
            <translation>En este equipo</translation>
        </message>
        <message>
            <source>Start it with: tessera-demo-idp --port 8787</source>
            <translation>Inícielo con: tessera-demo-idp --port 8787</translation>
        </message>
        <message>
            <source>It forgets every sign-in when it stops. For development and for learning, nothing else.</source>
            <translation>Olvida todas las sesiones cuando se detiene. Solo para desarrollar y aprender.</translation>
        </message>
        <message>
            <source>accounts.google.com</source>
            <translation>accounts.google.com</translation>
        </message>
        <message>
            <source>Google gives a refresh token only with the first consent. It ends after six months without use, when you withdraw access, and when too many sign-ins of one program push the oldest out.</source>
            <translation>Google da un token de actualización solo con el primer consentimiento. Termina tras seis meses sin uso, cuando se retira el acceso y cuando demasiadas sesiones de un mismo programa desplazan a la más antigua.</translation>
        </message>
        <message>
            <source>Google ends the sign-ins of an app in testing after 7 days.</source>
            <translation>Google pone fin a las sesiones de una app en pruebas a los 7 días.</translation>
        </message>
        <message>
            <source>Publish the app on its consent screen, or ask for openid, profile and email only.</source>
            <translation>Publique la app en su pantalla de consentimiento o pida solo openid, profile y email.</translation>
        </message>
        <message>
            <source>Google ends a refresh token that was not used for six months.</source>
            <translation>Google pone fin a un token de actualización que no se usó durante seis meses.</translation>
        </message>
        <message>
            <source>Access was withdrawn on your Google account's page, the password was changed, or newer sign-ins of the same program pushed the oldest out.</source>
            <translation>Se retiró el acceso en la página de su cuenta de Google, se cambió la contraseña o sesiones más nuevas del mismo programa desplazaron a la más antigua.</translation>
        </message>
        <message>
            <source>Google wants the secret of your desktop client although PKCE is used. It identifies the program; it does not protect your account.</source>
            <translation>Google exige el secreto de su cliente de escritorio aunque se use PKCE. Identifica el programa; no protege su cuenta.</translation>
        </message>
        <message>
            <source>Google shows the account your browser is signed in with, whichever account is asked for. Choose the right one there.</source>
            <translation>Google muestra la cuenta con la que el navegador tiene la sesión iniciada, sea cual sea la cuenta pedida. Elija allí la correcta.</translation>
        </message>
        <message>
            <source>While the app is in testing and asks for more than openid, profile and email, Google ends the sign-in after 7 days.</source>
            <translation>Mientras la app está en pruebas y pide más que openid, profile y email, Google pone fin a la sesión a los 7 días.</translation>
        </message>
        <message>
            <source>github.com</source>
            <translation>github.com</translation>
        </message>
        <message>
            <source>Without expiring tokens GitHub's access token lasts until it is revoked or unused for a year, and there is nothing to renew. With them, or with the scope offline_access, it lasts 8 hours and renews itself for 6 months.</source>
            <translation>Sin tokens que caducan, el token de acceso de GitHub dura hasta que se revoca o pasa un año sin uso, y no hay nada que renovar. Con ellos, o con el ámbito offline_access, dura 8 horas y se renueva solo durante 6 meses.</translation>
        </message>
        <message>
            <source>GitHub's refresh token lasts six months and is replaced by each renewal.</source>
            <translation>El token de actualización de GitHub dura seis meses y se sustituye con cada renovación.</translation>
        </message>
        <message>
            <source>Access was withdrawn in GitHub's settings, or another program used the refresh token and got the new one.</source>
            <translation>Se retiró el acceso en los ajustes de GitHub, u otro programa usó el token de actualización y recibió el nuevo.</translation>
        </message>
        <message>
            <source>GitHub wants the client secret when you sign in with the browser; with the device flow it wants none.</source>
            <translation>GitHub exige el secreto de cliente al iniciar sesión con el navegador; con el flujo de dispositivo no exige ninguno.</translation>
        </message>
        <message>
            <source>GitHub has no ID token: who you are is asked from its API, and your account is known by its number, not its name.</source>
            <translation>GitHub no tiene token de ID: quién es usted se pregunta a su API, y su cuenta se conoce por su número, no por su nombre.</translation>
        </message>
        <message>
            <source>GitHub keeps ten tokens for each person, app and scope. The eleventh sign-in ends the oldest.</source>
            <translation>GitHub conserva diez tokens por persona, app y ámbito. El undécimo inicio de sesión pone fin al más antiguo.</translation>
        </message>
        <message>
            <source>The access token lasts 8 hours, the refresh token 6 months. Each renewal ends both tokens before it.</source>
            <translation>El token de acceso dura 8 horas, el token de actualización 6 meses. Cada renovación pone fin a los dos tokens anteriores.</translation>
        </message>
        <message>
            <source>What a GitHub App may do is set in its permissions, not asked for by scopes.</source>
            <translation>Lo que puede hacer una GitHub App se fija en sus permisos, no se pide con ámbitos.</translation>
        </message>
        <message>
            <source>gitlab.com or your own</source>
            <translation>gitlab.com o el suyo propio</translation>
        </message>
        <message>
            <source>The access token lasts 2 hours. Each renewal ends the access token and the refresh token before it.</source>
            <translation>El token de acceso dura 2 horas. Cada renovación pone fin al token de acceso y al token de actualización anteriores.</translation>
        </message>
        <message>
            <source>Access was withdrawn in GitLab's preferences, or another program used the refresh token and got the new one.</source>
            <translation>Se retiró el acceso en las preferencias de GitLab, u otro programa usó el token de actualización y recibió el nuevo.</translation>
        </message>
        <message>
            <source>For your own GitLab give its address as the issuer, and register the client there.</source>
            <translation>Para un GitLab propio, indique su dirección como emisor y registre allí el cliente.</translation>
        </message>
        <message>
            <source>A token copied elsewhere stops working when Tessera renews: ask for a fresh one each time.</source>
            <translation>Un token copiado en otro sitio deja de funcionar cuando Tessera renueva: pida uno nuevo cada vez.</translation>
        </message>
        <message>
            <source>Your tenant</source>
            <translation>Su tenant</translation>
        </message>
        <message>
            <source>A refresh token comes only with the scope offline_access.</source>
            <translation>Un token de actualización solo llega con el ámbito offline_access.</translation>
        </message>
        <message>
            <source>Microsoft ends a refresh token that was not used for 90 days.</source>
            <translation>Microsoft pone fin a un token de actualización que no se usó durante 90 días.</translation>
        </message>
        <message>
            <source>The password was changed or reset, an administrator ended the sign-ins, or a rule of the organisation asks for a new sign-in.</source>
            <translation>Se cambió o restableció la contraseña, un administrador puso fin a las sesiones o una regla de la organización pide un nuevo inicio de sesión.</translation>
        </message>
        <message>
            <source>Microsoft ignores the port of http://localhost only. Addresses with [::1] are not supported.</source>
            <translation>Microsoft ignora solo el puerto de http://localhost. No se admiten direcciones con [::1].</translation>
        </message>
        <message>
            <source>Microsoft has no way to revoke a single sign-in; it ends by itself or in the list of your apps.</source>
            <translation>Microsoft no ofrece forma de revocar una sola sesión; termina por sí sola o en la lista de sus apps.</translation>
        </message>
        <message>
            <source>Work, school or personal</source>
            <translation>Trabajo, estudios o personal</translation>
        </message>
        <message>
            <source>An app of a single tenant is refused here (AADSTS50194): use "microsoft" with your tenant's address.</source>
            <translation>Aquí se rechaza una app de un solo tenant (AADSTS50194): use "microsoft" con la dirección de su tenant.</translation>
        </message>
        <message>
            <source>The shared address names no tenant. The one you sign in with is kept with the account; restrict it with --tenant.</source>
            <translation>La dirección compartida no indica ningún tenant. El que se use al iniciar sesión se guarda con la cuenta; restrínjalo con --tenant.</translation>
        </message>
        <message>
            <source>Any organisation</source>
            <translation>Cualquier organización</translation>
        </message>
        <message>
            <source>Outlook, Xbox and the like</source>
            <translation>Outlook, Xbox y similares</translation>
        </message>
        <message>
            <source>The app must allow personal accounts.</source>
            <translation>La app debe permitir cuentas personales.</translation>
        </message>
        <message>
            <source>Your own host</source>
            <translation>Su propio host</translation>
        </message>
        <message>
            <source>With offline_access Keycloak keeps an offline session, which ends by the realm's rules and not at a fixed time.</source>
            <translation>Con offline_access, Keycloak mantiene una sesión offline, que termina según las reglas del realm y no en un momento fijo.</translation>
        </message>
        <message>
            <source>Without offline_access Keycloak ends a session that was not renewed for 30 minutes, unless the realm says otherwise.</source>
            <translation>Sin offline_access, Keycloak pone fin a una sesión que no se renovó durante 30 minutos, salvo que el realm diga otra cosa.</translation>
        </message>
        <message>
            <source>Ask for the scope offline_access.</source>
            <translation>Pida el ámbito offline_access.</translation>
        </message>
        <message>
            <source>Keycloak ends an offline session that was not used for 30 days, unless the realm says otherwise.</source>
            <translation>Keycloak pone fin a una sesión offline que no se usó durante 30 días, salvo que el realm diga otra cosa.</translation>
        </message>
        <message>
            <source>An administrator ended the session, or the realm's longest session time was reached.</source>
            <translation>Un administrador puso fin a la sesión o se alcanzó la duración máxima de sesión del realm.</translation>
        </message>
        <message>
            <source>Register http://127.0.0.1/callback, not localhost: only the number lets the port differ.</source>
            <translation>Registre http://127.0.0.1/callback, no localhost: solo el número permite que el puerto varíe.</translation>
        </message>
        <message>
            <source>Your own domain</source>
            <translation>Su propio dominio</translation>
        </message>
        <message>
            <source>With rotation the token before is still taken for up to 60 seconds (30 by default).</source>
            <translation>Con rotación, el token anterior se acepta todavía hasta 60 segundos (30 de forma predeterminada).</translation>
        </message>
        <message>
            <source>Okta ends a refresh token that was not used for 7 days, unless the policy of the authorization server says otherwise.</source>
            <translation>Okta pone fin a un token de actualización que no se usó durante 7 días, salvo que la política del servidor de autorización diga otra cosa.</translation>
        </message>
        <message>
            <source>An administrator ended the session, or the rule of the authorization server limits how long a refresh token lasts.</source>
            <translation>Un administrador puso fin a la sesión, o la regla del servidor de autorización limita cuánto dura un token de actualización.</translation>
        </message>
        <message>
            <source>Okta accepts only the exact redirect address, port included: register one and give it with --redirect-uri.</source>
            <translation>Okta acepta solo la dirección de redirección exacta, puerto incluido: registre una e indíquela con --redirect-uri.</translation>
        </message>
        <message>
            <source>Within the reuse window the token before is taken once more. An older one ends the whole sign-in.</source>
            <translation>Dentro de la ventana de reutilización, el token anterior se acepta una vez más. Uno más antiguo pone fin a toda la sesión.</translation>
        </message>
        <message>
            <source>Auth0 ends a refresh token that was not used for 15 days, unless the application says otherwise.</source>
            <translation>Auth0 pone fin a un token de actualización que no se usó durante 15 días, salvo que la aplicación diga otra cosa.</translation>
        </message>
        <message>
            <source>Auth0 ends a sign-in after 30 days however often it is renewed, unless the application says otherwise.</source>
            <translation>Auth0 pone fin a una sesión a los 30 días por mucho que se renueve, salvo que la aplicación diga otra cosa.</translation>
        </message>
        <message>
            <source>Raise the absolute lifetime in the application's settings.</source>
            <translation>Aumente la vida absoluta en los ajustes de la aplicación.</translation>
        </message>
        <message>
            <source>An old refresh token was used again, which ends the whole sign-in.</source>
            <translation>Se volvió a usar un token de actualización antiguo, lo que pone fin a toda la sesión.</translation>
        </message>
        <message>
            <source>Auth0's issuer ends with a slash, and callback addresses are compared exactly, port included.</source>
            <translation>El emisor de Auth0 termina en barra, y las direcciones de callback se comparan exactamente, puerto incluido.</translation>
        </message>
        <message>
            <source>slack.com</source>
            <translation>slack.com</translation>
        </message>
        <message>
            <source>An app with PKCE gets refresh tokens of 30 days; access tokens last 12 hours.</source>
            <translation>Una app con PKCE recibe tokens de actualización de 30 días; los tokens de acceso duran 12 horas.</translation>
        </message>
        <message>
            <source>Slack ends a refresh token that was not used for 30 days.</source>
            <translation>Slack pone fin a un token de actualización que no se usó durante 30 días.</translation>
        </message>
        <message>
            <source>Slack compares the redirect address exactly and knows localhost only. An app without PKCE cannot sign in from a desktop.</source>
            <translation>Slack compara exactamente la dirección de redirección y solo conoce localhost. Una app sin PKCE no puede iniciar sesión desde un equipo de escritorio.</translation>
        </message>
        <message>
            <source>Slack names no way to revoke a sign-in; remove the app in your workspace.</source>
            <translation>Slack no indica ninguna forma de revocar una sesión; quite la app en su espacio de trabajo.</translation>
        </message>
        <message>
            <source>discord.com</source>
            <translation>discord.com</translation>
        </message>
        <message>
            <source>The access token lasts about 7 days and renews itself.</source>
            <translation>El token de acceso dura unos 7 días y se renueva solo.</translation>
        </message>
        <message>
            <source>Discord compares the redirect address exactly, port included, and keeps at most ten.</source>
            <translation>Discord compara exactamente la dirección de redirección, puerto incluido, y guarda diez como máximo.</translation>
        </message>
        <message>
            <source>codeberg.org</source>
            <translation>codeberg.org</translation>
        </message>
        <message>
            <source>Forgejo has no scopes yet: a token may do all that you may. One of an app for the whole server has the rights of an administrator.</source>
            <translation>Forgejo aún no tiene ámbitos: un token puede hacer todo lo que puede usted. El de una app para todo el servidor tiene los derechos de un administrador.</translation>
        </message>
        <message>
            <source>Before 1.25.5 Gitea's codes do not expire and can be used twice (CVE-2026-26232): ask for an update.</source>
            <translation>Antes de la 1.25.5, los códigos de Gitea no caducan y se pueden usar dos veces (CVE-2026-26232): pida una actualización.</translation>
        </message>
        <message>
            <source>Your own server</source>
            <translation>Su propio servidor</translation>
        </message>
        <message>
            <source>Mastodon's access token has no end and no refresh token. It lasts until you revoke it.</source>
            <translation>El token de acceso de Mastodon no tiene fin ni token de actualización. Dura hasta que se revoca.</translation>
        </message>
        <message>
            <source>Each server has its own clients, and compares the redirect address exactly.</source>
            <translation>Cada servidor tiene sus propios clientes y compara exactamente la dirección de redirección.</translation>
        </message>
        <message>
            <source>appleid.apple.com</source>
            <translation>appleid.apple.com</translation>
        </message>
        <message>
            <source>Apple sends people back to a website only, so no desktop program can be signed in without a server between.</source>
            <translation>Apple solo devuelve a las personas a un sitio web, así que ningún programa de escritorio puede iniciar sesión sin un servidor intermedio.</translation>
        </message>
        <message>
            <source>By its address</source>
            <translation>Por su dirección</translation>
        </message>
        <message>
            <source>The server must publish its metadata (RFC 8414). Without OpenID Connect there is no ID token: who signed in is what the userinfo endpoint says, or nothing.</source>
            <translation>El servidor debe publicar sus metadatos (RFC 8414). Sin OpenID Connect no hay token de ID: quién inició sesión es lo que diga el endpoint userinfo, o nada.</translation>
        </message>
        <message>
            <source>Create an OAuth client ID of the type "Desktop app".</source>
            <translation>Cree un ID de cliente de OAuth del tipo "Desktop app".</translation>
        </message>
        <message>
            <source>Copy its client ID and its client secret. No redirect address has to be registered.</source>
            <translation>Copie su ID de cliente y su secreto de cliente. No hace falta registrar ninguna dirección de redirección.</translation>
        </message>
        <message>
            <source>On the consent screen, publish the app or add yourself as a test user.</source>
            <translation>En la pantalla de consentimiento, publique la app o añádase como usuario de prueba.</translation>
        </message>
        <message>
            <source>Set "Authorization callback URL" to http://127.0.0.1/callback; GitHub lets the port differ.</source>
            <translation>Ponga "Authorization callback URL" en http://127.0.0.1/callback; GitHub permite que el puerto varíe.</translation>
        </message>
        <message>
            <source>Tick "Enable Device Flow" to sign in without a secret.</source>
            <translation>Marque "Enable Device Flow" para iniciar sesión sin secreto.</translation>
        </message>
        <message>
            <source>Generate a client secret for signing in with the browser.</source>
            <translation>Genere un secreto de cliente para iniciar sesión con el navegador.</translation>
        </message>
        <message>
            <source>Set "Callback URL" to http://127.0.0.1/callback; GitHub lets the port differ.</source>
            <translation>Ponga "Callback URL" en http://127.0.0.1/callback; GitHub permite que el puerto varíe.</translation>
        </message>
        <message>
            <source>Leave "Expire user authorization tokens" ticked, so that access tokens renew themselves.</source>
            <translation>Deje marcado "Expire user authorization tokens" para que los tokens de acceso se renueven solos.</translation>
        </message>
        <message>
            <source>Set the redirect URI to http://127.0.0.1/callback; GitLab lets the port differ.</source>
            <translation>Ponga el URI de redirección en http://127.0.0.1/callback; GitLab permite que el puerto varíe.</translation>
        </message>
        <message>
            <source>Leave "Confidential" unticked; then no secret is needed.</source>
            <translation>Deje sin marcar "Confidential"; así no hace falta ningún secreto.</translation>
        </message>
        <message>
            <source>Tick the scopes openid, profile and email.</source>
            <translation>Marque los ámbitos openid, profile y email.</translation>
        </message>
        <message>
            <source>Add the platform "Mobile and desktop applications".</source>
            <translation>Añada la plataforma "Mobile and desktop applications".</translation>
        </message>
        <message>
            <source>Register the redirect http://127.0.0.1/callback in the manifest, or http://localhost and give --redirect-uri http://localhost.</source>
            <translation>Registre la redirección http://127.0.0.1/callback en el manifiesto, o bien http://localhost e indique --redirect-uri http://localhost.</translation>
        </message>
        <message>
            <source>Allow public client flows, to sign in with a code on another device.</source>
            <translation>Permita los flujos de cliente público, para iniciar sesión con un código en otro dispositivo.</translation>
        </message>
        <message>
            <source>Create a client with "Client authentication" off and "Standard flow" on.</source>
            <translation>Cree un cliente con "Client authentication" desactivado y "Standard flow" activado.</translation>
        </message>
        <message>
            <source>Add the redirect URI http://127.0.0.1/callback; Keycloak accepts any port of it.</source>
            <translation>Añada el URI de redirección http://127.0.0.1/callback; Keycloak acepta cualquier puerto en él.</translation>
        </message>
        <message>
            <source>Create an app integration of the type "OIDC, Native Application".</source>
            <translation>Cree una integración de app del tipo "OIDC, Native Application".</translation>
        </message>
        <message>
            <source>Add a redirect URI with a port, for instance http://127.0.0.1:49152/callback, and give the same with --redirect-uri.</source>
            <translation>Añada un URI de redirección con puerto, por ejemplo http://127.0.0.1:49152/callback, e indique el mismo con --redirect-uri.</translation>
        </message>
        <message>
            <source>Create an application of the type "Native".</source>
            <translation>Cree una aplicación del tipo "Native".</translation>
        </message>
        <message>
            <source>Add an allowed callback URL with a port, for instance http://127.0.0.1:49152/callback, and give the same with --redirect-uri.</source>
            <translation>Añada una URL de callback permitida con puerto, por ejemplo http://127.0.0.1:49152/callback, e indique la misma con --redirect-uri.</translation>
        </message>
        <message>
            <source>Turn on refresh token rotation.</source>
            <translation>Active la rotación del token de actualización.</translation>
        </message>
        <message>
            <source>Create an app and turn on PKCE. That cannot be undone.</source>
            <translation>Cree una app y active PKCE. Eso no se puede deshacer.</translation>
        </message>
        <message>
            <source>Add a redirect URL with a port, for instance http://localhost:49152/callback, and give the same with --redirect-uri.</source>
            <translation>Añada una URL de redirección con puerto, por ejemplo http://localhost:49152/callback, e indique la misma con --redirect-uri.</translation>
        </message>
        <message>
            <source>Under OAuth2, turn on "Public Client".</source>
            <translation>En OAuth2, active "Public Client".</translation>
        </message>
        <message>
            <source>Add a redirect with a port, for instance http://127.0.0.1:49152/callback, and give the same with --redirect-uri.</source>
            <translation>Añada una redirección con puerto, por ejemplo http://127.0.0.1:49152/callback, e indique la misma con --redirect-uri.</translation>
        </message>
        <message>
            <source>Register http://127.0.0.1/ as the redirect URI; any port of it is accepted.</source>
            <translation>Registre http://127.0.0.1/ como URI de redirección; se acepta cualquier puerto en él.</translation>
        </message>
        <message>
            <source>Leave "Confidential client" unticked.</source>
            <translation>Deje sin marcar "Confidential client".</translation>
        </message>
        <message>
            <source>On your server open Preferences, Development, New application.</source>
            <translation>En su servidor, abra Preferencias, Desarrollo, Nueva aplicación.</translation>
        </message>
        <message>
            <source>Apple sends people back to an https address of a website only, never to a program on this computer, and answers with a form post. A desktop program would need a server of its own between, which could read every sign-in.</source>
            <translation>Apple solo devuelve a las personas a una dirección https de un sitio web, nunca a un programa de este equipo, y responde con un form post. Un programa de escritorio necesitaría un servidor propio intermedio, que podría leer todos los inicios de sesión.</translation>
        </message>
    </context>
    <context>
        <name>tessera::ProviderTile</name>
        <message>
            <source>Sign in with %1</source>
            <translation>Iniciar sesión con %1</translation>
        </message>
    </context>
    <context>
        <name>tessera::QrCode</name>
        <message>
            <source>QR code</source>
            <translation>Código QR</translation>
        </message>
    </context>
    <context>
        <name>tessera::RelativeTime</name>
        <message>
            <source>in 1 minute</source>
            <translation>dentro de 1 minuto</translation>
        </message>
        <message>
            <source>in less than a minute</source>
            <translation>dentro de menos de un minuto</translation>
        </message>
        <message>
            <source>1 minute ago</source>
            <translation>hace 1 minuto</translation>
        </message>
        <message>
            <source>less than a minute ago</source>
            <translation>hace menos de un minuto</translation>
        </message>
        <message>
            <source>1 minute</source>
            <translation>1 minuto</translation>
        </message>
        <message>
            <source>less than a minute</source>
            <translation>menos de un minuto</translation>
        </message>
        <message>
            <source>1 more minute</source>
            <translation>1 minuto más</translation>
        </message>
        <message>
            <source>Yesterday %1</source>
            <translation>Ayer, %1</translation>
        </message>
        <message numerus="yes">
            <source>in %n days</source>
            <translation>
                <numerusform>dentro de %n día</numerusform>
                <numerusform>dentro de %n días</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>in %n hours</source>
            <translation>
                <numerusform>dentro de %n hora</numerusform>
                <numerusform>dentro de %n horas</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>in %n minutes</source>
            <translation>
                <numerusform>dentro de %n minuto</numerusform>
                <numerusform>dentro de %n minutos</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n days ago</source>
            <translation>
                <numerusform>hace %n día</numerusform>
                <numerusform>hace %n días</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n hours ago</source>
            <translation>
                <numerusform>hace %n hora</numerusform>
                <numerusform>hace %n horas</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n minutes ago</source>
            <translation>
                <numerusform>hace %n minuto</numerusform>
                <numerusform>hace %n minutos</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n days</source>
            <translation>
                <numerusform>%n día</numerusform>
                <numerusform>%n días</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n hours</source>
            <translation>
                <numerusform>%n hora</numerusform>
                <numerusform>%n horas</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n minutes</source>
            <translation>
                <numerusform>%n minuto</numerusform>
                <numerusform>%n minutos</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n more days</source>
            <translation>
                <numerusform>%n día más</numerusform>
                <numerusform>%n días más</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n more hours</source>
            <translation>
                <numerusform>%n hora más</numerusform>
                <numerusform>%n horas más</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n more minutes</source>
            <translation>
                <numerusform>%n minuto más</numerusform>
                <numerusform>%n minutos más</numerusform>
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
            <translation>Escriba un número entero de segundos de %1 a %2.</translation>
        </message>
        <message>
            <source>Renewal</source>
            <translation>Renovación</translation>
        </message>
        <message>
            <source>Seconds before the &amp;end of an access token</source>
            <translation>Segundos antes del fin de un to&amp;ken de acceso</translation>
        </message>
        <message>
            <source>When it is renewed at the latest, but never before nine tenths of its life. Holds from each account's next renewal on.</source>
            <translation>Cuándo se renueva a más tardar, pero nunca antes de nueve décimas partes de su vida. Vale desde la próxima renovación de cada cuenta.</translation>
        </message>
        <message>
            <source>Seconds a copied token stays on the cli&amp;pboard</source>
            <translation>Segundos que un token copiado &amp;queda en el portapapeles</translation>
        </message>
        <message>
            <source>Then it is taken off, if it is still there.</source>
            <translation>Después se quita, si aún está allí.</translation>
        </message>
    </context>
    <context>
        <name>tessera::ReportText</name>
        <message>
            <source>ID token</source>
            <translation>Token de ID</translation>
        </message>
        <message>
            <source>access token</source>
            <translation>token de acceso</translation>
        </message>
        <message>
            <source>refresh token</source>
            <translation>token de actualización</translation>
        </message>
        <message>
            <source>logout token</source>
            <translation>token de cierre de sesión</translation>
        </message>
        <message>
            <source>Signed JSON Web Token</source>
            <translation>JSON Web Token firmado</translation>
        </message>
        <message>
            <source>Signed content</source>
            <translation>Contenido firmado</translation>
        </message>
        <message>
            <source>Encrypted token; only its header can be read without the key</source>
            <translation>Token cifrado; sin la clave solo se puede leer su cabecera</translation>
        </message>
        <message>
            <source>Opaque text; it says nothing by itself</source>
            <translation>Texto opaco; no dice nada por sí solo</translation>
        </message>
        <message>
            <source>Text that cannot be read</source>
            <translation>Texto que no se puede leer</translation>
        </message>
        <message>
            <source>Not valid.</source>
            <translation>No válido.</translation>
        </message>
        <message>
            <source>The signature is wrong. The text was changed after signing, or another key signed it. Do not trust the claims.</source>
            <translation>La firma es incorrecta. El texto se cambió después de firmarlo o lo firmó otra clave. No se fíe de los claims.</translation>
        </message>
        <message>
            <source>The signature is right, and still:</source>
            <translation>La firma es correcta, y aun así:</translation>
        </message>
        <message>
            <source>It was refused. (%1)</source>
            <translation>Se rechazó. (%1)</translation>
        </message>
        <message>
            <source>Not checked.</source>
            <translation>Sin comprobar.</translation>
        </message>
        <message>
            <source>Anybody can write such a text. Name a key to find out who did.</source>
            <translation>Cualquiera puede escribir un texto así. Indique una clave para averiguar quién fue.</translation>
        </message>
        <message>
            <source>Valid.</source>
            <translation>Válido.</translation>
        </message>
        <message>
            <source>Signed with a key from %1, and every check passed.</source>
            <translation>Firmado con una clave (%1), y se superaron todas las comprobaciones.</translation>
        </message>
        <message>
            <source>Decrypted.</source>
            <translation>Descifrado.</translation>
        </message>
        <message>
            <source>The key from %1 opens it. Who wrote it is another question.</source>
            <translation>La clave (%1) lo abre. Quién lo escribió es otra cuestión.</translation>
        </message>
        <message>
            <source>It is encrypted; this key does not open it.</source>
            <translation>Está cifrado; esta clave no lo abre.</translation>
        </message>
        <message>
            <source>There is no signature in it.</source>
            <translation>No contiene ninguna firma.</translation>
        </message>
        <message>
            <source>Algorithm</source>
            <translation>Algoritmo</translation>
        </message>
        <message>
            <source>%1: %2</source>
            <translation>%1: %2</translation>
        </message>
        <message>
            <source>%1 was refused</source>
            <translation>%1: rechazado</translation>
        </message>
        <message>
            <source>%1 is known and fit</source>
            <translation>%1 es conocido y adecuado</translation>
        </message>
        <message>
            <source>Key</source>
            <translation>Clave</translation>
        </message>
        <message>
            <source>One of %1</source>
            <translation>Una de %1</translation>
        </message>
        <message>
            <source>%1 of %2</source>
            <translation>%1 de %2</translation>
        </message>
        <message>
            <source>None was tried</source>
            <translation>No se probó ninguna</translation>
        </message>
        <message>
            <source>Signature</source>
            <translation>Firma</translation>
        </message>
        <message>
            <source>Made with this key</source>
            <translation>Hecha con esta clave</translation>
        </message>
        <message>
            <source>Does not match this key</source>
            <translation>No corresponde a esta clave</translation>
        </message>
        <message>
            <source>Could not be checked</source>
            <translation>No se pudo comprobar</translation>
        </message>
        <message>
            <source>Not asked for</source>
            <translation>No se pidió</translation>
        </message>
        <message>
            <source>Times</source>
            <translation>Tiempos</translation>
        </message>
        <message>
            <source>The token names none</source>
            <translation>El token no indica ninguno</translation>
        </message>
        <message>
            <source>%1, with 60 s of leeway</source>
            <translation>%1, con 60 s de margen</translation>
        </message>
        <message>
            <source>Issuer</source>
            <translation>Emisor</translation>
        </message>
        <message>
            <source>Audience</source>
            <translation>Audiencia</translation>
        </message>
        <message>
            <source>Nonce</source>
            <translation>Nonce</translation>
        </message>
        <message>
            <source>As given</source>
            <translation>El indicado</translation>
        </message>
        <message>
            <source>%1 passed</source>
            <translation>%1 superadas</translation>
        </message>
        <message>
            <source>%1 failed</source>
            <translation>%1 fallidas</translation>
        </message>
        <message>
            <source>%1 not done</source>
            <translation>%1 no hechas</translation>
        </message>
    </context>
    <context>
        <name>tessera::ScopeSection</name>
        <message>
            <source>Scopes</source>
            <translation>Ámbitos</translation>
        </message>
        <message>
            <source>%1 asked for, %2 granted</source>
            <translation>%1 pedidos, %2 concedidos</translation>
        </message>
        <message>
            <source>%1 did not grant %2. Tools that need it will be refused until you ask again.</source>
            <translation>%1 no concedió %2. Las herramientas que lo necesiten se rechazarán hasta que se pida de nuevo.</translation>
        </message>
        <message>
            <source>%1 also granted %2, which was not asked for. The access token can do more than it needs to.</source>
            <translation>%1 concedió también %2, que no se había pedido. El token de acceso puede hacer más de lo necesario.</translation>
        </message>
    </context>
    <context>
        <name>tessera::SettingsPage</name>
        <message>
            <source>Reset to &amp;defaults</source>
            <translation>&amp;Restablecer todo</translation>
        </message>
        <message>
            <source>Settings</source>
            <translation>Ajustes</translation>
        </message>
        <message>
            <source>What you change holds at once.</source>
            <translation>Lo que cambie vale de inmediato.</translation>
        </message>
        <message>
            <source>All settings are as they were at first.</source>
            <translation>Todos los ajustes están como al principio.</translation>
        </message>
        <message>
            <source>Accounts and what programs may have are as they were.</source>
            <translation>Las cuentas y lo que los programas pueden tener siguen como estaban.</translation>
        </message>
        <message>
            <source>Undo</source>
            <translation>Deshacer</translation>
        </message>
    </context>
    <context>
        <name>tessera::ShippedParts</name>
        <message>
            <source>this program</source>
            <translation>este programa</translation>
        </message>
        <message>
            <source>window, network, pictures</source>
            <translation>ventana, red, imágenes</translation>
        </message>
        <message>
            <source>the code flow</source>
            <translation>el flujo de código</translation>
        </message>
        <message>
            <source>signatures and TLS</source>
            <translation>firmas y TLS</translation>
        </message>
        <message>
            <source>the way to the keychain</source>
            <translation>el acceso al llavero</translation>
        </message>
        <message>
            <source>coroutines</source>
            <translation>corrutinas</translation>
        </message>
        <message>
            <source>which domains a cookie may be for</source>
            <translation>para qué dominios puede ser una cookie</translation>
        </message>
        <message>
            <source>the code for your phone</source>
            <translation>el código para el teléfono</translation>
        </message>
        <message>
            <source>compressed tokens</source>
            <translation>tokens comprimidos</translation>
        </message>
        <message>
            <source>values or errors</source>
            <translation>valores o errores</translation>
        </message>
        <message>
            <source>the first step of the command line</source>
            <translation>el primer paso de la línea de comandos</translation>
        </message>
    </context>
    <context>
        <name>tessera::SidePane</name>
        <message>
            <source>Pane</source>
            <translation>Panel</translation>
        </message>
        <message>
            <source>Verify</source>
            <translation>Verificar</translation>
        </message>
        <message>
            <source>Create</source>
            <translation>Crear</translation>
        </message>
    </context>
    <context>
        <name>tessera::SignInFacts</name>
        <message>
            <source>The keychain is unlocked</source>
            <translation>El llavero está desbloqueado</translation>
        </message>
        <message>
            <source>The keychain is locked</source>
            <translation>El llavero está bloqueado</translation>
        </message>
        <message>
            <source>It will ask for its password when the sign-in is stored.</source>
            <translation>Pedirá su contraseña al guardar la sesión.</translation>
        </message>
        <message>
            <source>The keychain cannot be used</source>
            <translation>El llavero no se puede usar</translation>
        </message>
        <message>
            <source>You stay signed in until Tessera closes.</source>
            <translation>La sesión sigue abierta hasta que se cierre Tessera.</translation>
        </message>
        <message>
            <source>The provider does not say what it can do</source>
            <translation>El proveedor no dice qué puede hacer</translation>
        </message>
        <message>
            <source>Tessera goes by what it said before.</source>
            <translation>Tessera se guía por lo que dijo antes.</translation>
        </message>
        <message>
            <source>The provider was found</source>
            <translation>Se encontró el proveedor</translation>
        </message>
        <message>
            <source>The provider is on this computer</source>
            <translation>El proveedor está en este equipo</translation>
        </message>
        <message>
            <source>For development: nothing leaves it, so nothing is encrypted.</source>
            <translation>Para desarrollo: nada sale de él, así que nada se cifra.</translation>
        </message>
        <message>
            <source>The connection is encrypted</source>
            <translation>La conexión está cifrada</translation>
        </message>
        <message>
            <source>The request was handed over directly</source>
            <translation>La solicitud se entregó directamente</translation>
        </message>
        <message>
            <source>The answer is bound to this sign-in</source>
            <translation>La respuesta está vinculada a este inicio de sesión</translation>
        </message>
        <message>
            <source>The answer is not bound to this sign-in</source>
            <translation>La respuesta no está vinculada a este inicio de sesión</translation>
        </message>
        <message>
            <source>The return address is listening</source>
            <translation>La dirección de retorno está a la escucha</translation>
        </message>
    </context>
    <context>
        <name>tessera::SignInNotice</name>
        <message>
            <source>%1 at %2: sign-in needed</source>
            <translation>%1 en %2: requiere iniciar sesión</translation>
        </message>
        <message>
            <source>Sign in again</source>
            <translation>Iniciar sesión de nuevo</translation>
        </message>
    </context>
    <context>
        <name>tessera::SignInPage</name>
        <message>
            <source>Back</source>
            <translation>Atrás</translation>
        </message>
        <message>
            <source>The browser shows an error? &amp;Paste its address here</source>
            <translation>¿El navegador muestra un error? &amp;Pegue aquí su dirección</translation>
        </message>
        <message>
            <source>&amp;Address the browser ended on</source>
            <translation>&amp;Dirección en la que terminó el navegador</translation>
        </message>
        <message>
            <source>Copy all of it from the browser's address bar, then press Enter.</source>
            <translation>Cópiela entera de la barra de direcciones del navegador y pulse Intro.</translation>
        </message>
        <message>
            <source>&amp;Open again</source>
            <translation>A&amp;brir de nuevo</translation>
        </message>
        <message>
            <source>Copy &amp;link</source>
            <translation>Copiar en&amp;lace</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Cancelar</translation>
        </message>
        <message>
            <source>&amp;Try again</source>
            <translation>&amp;Reintentar</translation>
        </message>
        <message>
            <source>&amp;Keep as a new account</source>
            <translation>Guardar como cuenta &amp;nueva</translation>
        </message>
        <message>
            <source>&amp;Watch it being drawn</source>
            <translation>&amp;Ver cómo se dibuja</translation>
        </message>
        <message>
            <source>Copied. Paste the code on the page that is open.</source>
            <translation>Copiado. Pegue el código en la página que está abierta.</translation>
        </message>
        <message>
            <source>Copied. Open the link in the browser you want to sign in with.</source>
            <translation>Copiado. Abra el enlace en el navegador con el que quiera iniciar sesión.</translation>
        </message>
        <message>
            <source>Sign in with %1</source>
            <translation>Iniciar sesión con %1</translation>
        </message>
        <message>
            <source>%1 opens in your browser.</source>
            <translation>%1 se abre en el navegador.</translation>
        </message>
        <message>
            <source>Type your password there, never here.</source>
            <translation>La contraseña se escribe allí, nunca aquí.</translation>
        </message>
        <message>
            <source>Before your browser opens</source>
            <translation>Antes de que se abra el navegador</translation>
        </message>
        <message>
            <source>Start the demo provider</source>
            <translation>Arrancar el proveedor de demostración</translation>
        </message>
        <message>
            <source>Ask the provider what it can do</source>
            <translation>Preguntar al proveedor qué puede hacer</translation>
        </message>
        <message>
            <source>You sign in and agree in the browser</source>
            <translation>Inicio de sesión y consentimiento en el navegador</translation>
        </message>
        <message>
            <source>Exchange the code for tokens</source>
            <translation>Canjear el código por tokens</translation>
        </message>
        <message>
            <source>Check the ID token</source>
            <translation>Comprobar el token de ID</translation>
        </message>
        <message>
            <source>Ask who you are</source>
            <translation>Preguntar quién es usted</translation>
        </message>
        <message>
            <source>Keep the sign-in safe</source>
            <translation>Guardar la sesión a salvo</translation>
        </message>
        <message>
            <source>Finishing</source>
            <translation>Terminando</translation>
        </message>
        <message>
            <source>Waiting for your browser</source>
            <translation>Esperando al navegador</translation>
        </message>
        <message>
            <source>Your browser shows %1.</source>
            <translation>El navegador muestra %1.</translation>
        </message>
        <message>
            <source>Open %1 in a browser.</source>
            <translation>Abra %1 en un navegador.</translation>
        </message>
        <message>
            <source>Waiting for the other device</source>
            <translation>Esperando al otro dispositivo</translation>
        </message>
        <message>
            <source>Sign in at %1.</source>
            <translation>Inicie sesión en %1.</translation>
        </message>
        <message>
            <source>&amp;Open here</source>
            <translation>A&amp;brir aquí</translation>
        </message>
        <message>
            <source>Copy &amp;code</source>
            <translation>Copiar &amp;código</translation>
        </message>
        <message>
            <source>%1 left</source>
            <translation>Quedan %1</translation>
        </message>
        <message>
            <source>Stopped</source>
            <translation>Detenido</translation>
        </message>
        <message>
            <source>Not signed in</source>
            <translation>Sesión no iniciada</translation>
        </message>
        <message>
            <source>Show the &amp;flow</source>
            <translation>Ver el flu&amp;jo</translation>
        </message>
        <message>
            <source>A question first</source>
            <translation>Antes, una pregunta</translation>
        </message>
    </context>
    <context>
        <name>tessera::SignInPlan</name>
        <message>
            <source>The page that opens shows the names and passwords to try.</source>
            <translation>La página que se abre muestra los nombres y las contraseñas para probar.</translation>
        </message>
        <message>
            <source>The demo provider forgets every sign-in when Tessera closes.</source>
            <translation>El proveedor de demostración olvida todas las sesiones cuando Tessera se cierra.</translation>
        </message>
    </context>
    <context>
        <name>tessera::SignInSettings</name>
        <message>
            <source>Sign-in</source>
            <translation>Inicio de sesión</translation>
        </message>
        <message>
            <source>&amp;Browser</source>
            <translation>Na&amp;vegador</translation>
        </message>
        <message>
            <source>the system's browser</source>
            <translation>el navegador del sistema</translation>
        </message>
        <message>
            <source>&amp;Return ports</source>
            <translation>&amp;Puertos de retorno</translation>
        </message>
        <message>
            <source>The browser comes back to one of these ports of this computer, tried in this order. Empty: any free one, another each time. A port that was registered with a provider comes first.</source>
            <translation>El navegador vuelve a uno de estos puertos de este equipo, que se prueban en este orden. Vacío: cualquiera libre, otro cada vez. Un puerto registrado en un proveedor va primero.</translation>
        </message>
        <message>
            <source>any free port</source>
            <translation>cualquier puerto libre</translation>
        </message>
        <message>
            <source>&amp;Keep what went over the wire</source>
            <translation>Con&amp;servar lo que pasó por la red</translation>
        </message>
        <message>
            <source>For the page Flow, in memory and without secrets, until Tessera ends.</source>
            <translation>Para la página Flujo, en memoria y sin secretos, hasta que Tessera termine.</translation>
        </message>
        <message>
            <source>The variable BROWSER comes first, and is %1.</source>
            <translation>La variable BROWSER va primero, y es %1.</translation>
        </message>
        <message>
            <source>Decided by the administrator of this computer: %1.</source>
            <translation>Decidido por el administrador de este equipo: %1.</translation>
        </message>
        <message>
            <source>A command such as “firefox --new-window %s”; %s is the address.</source>
            <translation>Un comando como «firefox --new-window %s»; %s es la dirección.</translation>
        </message>
    </context>
    <context>
        <name>tessera::SignOutQuestion</name>
        <message>
            <source>Sign out</source>
            <translation>Cerrar sesión</translation>
        </message>
        <message>
            <source>Stay signed in</source>
            <translation>Mantener la sesión</translation>
        </message>
        <message>
            <source>Sign %1 out?</source>
            <translation>¿Cerrar la sesión de %1?</translation>
        </message>
    </context>
    <context>
        <name>tessera::StateText</name>
        <message>
            <source>A fresh access token is fetched when it is needed.</source>
            <translation>Se obtiene un token de acceso nuevo cuando hace falta.</translation>
        </message>
        <message>
            <source>The access token renews itself %1.</source>
            <translation>El token de acceso se renueva solo %1.</translation>
        </message>
        <message>
            <source>%1 did not say how long the access token lasts.</source>
            <translation>%1 no dijo cuánto dura el token de acceso.</translation>
        </message>
        <message>
            <source>The access token ends %1.</source>
            <translation>El token de acceso termina %1.</translation>
        </message>
        <message>
            <source>%1 gave no refresh token; sign in again at %2.</source>
            <translation>%1 no dio token de actualización; inicie sesión de nuevo a las %2.</translation>
        </message>
        <message>
            <source>Signed in</source>
            <translation>Sesión iniciada</translation>
        </message>
        <message>
            <source>Signed in.</source>
            <translation>Sesión iniciada.</translation>
        </message>
        <message>
            <source>Signed in, but not renewing.</source>
            <translation>Sesión iniciada, pero sin renovación.</translation>
        </message>
        <message>
            <source>%1 cannot be reached; Tessera keeps trying.</source>
            <translation>No se puede conectar con %1; Tessera sigue intentándolo.</translation>
        </message>
        <message>
            <source>The token is good for %1.</source>
            <translation>El token es válido durante %1.</translation>
        </message>
        <message>
            <source>The token has run out.</source>
            <translation>El token ha caducado.</translation>
        </message>
        <message>
            <source>Offline</source>
            <translation>Sin conexión</translation>
        </message>
        <message>
            <source>Offline.</source>
            <translation>Sin conexión.</translation>
        </message>
        <message>
            <source>The refresh token is missing.</source>
            <translation>Falta el token de actualización.</translation>
        </message>
        <message>
            <source>The demo provider was restarted and forgets its users.</source>
            <translation>El proveedor de demostración se reinició y olvida a sus usuarios.</translation>
        </message>
        <message>
            <source>%1 withdrew the grant, so the refresh token was refused</source>
            <translation>%1 retiró la autorización, así que se rechazó el token de actualización</translation>
        </message>
        <message>
            <source>Waiting for the keychain</source>
            <translation>Esperando al llavero</translation>
        </message>
        <message>
            <source>The keychain has gone away.</source>
            <translation>El llavero ha desaparecido.</translation>
        </message>
        <message>
            <source>The keychain is not there yet.</source>
            <translation>El llavero aún no está.</translation>
        </message>
        <message>
            <source>Your sign-in is in it. Tessera goes on as soon as it is back.</source>
            <translation>La sesión está en él. Tessera continúa en cuanto vuelva.</translation>
        </message>
        <message>
            <source>The keychain is slow to answer.</source>
            <translation>El llavero tarda en responder.</translation>
        </message>
        <message>
            <source>Your sign-in is in it. Tessera asks again by itself.</source>
            <translation>La sesión está en él. Tessera vuelve a preguntar por sí mismo.</translation>
        </message>
        <message>
            <source>Keychain refused</source>
            <translation>Llavero denegado</translation>
        </message>
        <message>
            <source>The keychain did not let Tessera in.</source>
            <translation>El llavero no dejó entrar a Tessera.</translation>
        </message>
        <message>
            <source>Your sign-in is safe in it. It is asked again when you say so.</source>
            <translation>La sesión está a salvo en él. Se le vuelve a preguntar cuando usted lo diga.</translation>
        </message>
        <message>
            <source>Keychain locked</source>
            <translation>Llavero bloqueado</translation>
        </message>
        <message>
            <source>The keychain is locked.</source>
            <translation>El llavero está bloqueado.</translation>
        </message>
        <message>
            <source>Your sign-in is safe in it. Unlock it to go on.</source>
            <translation>La sesión está a salvo en él. Desbloquéelo para continuar.</translation>
        </message>
        <message>
            <source>Loading</source>
            <translation>Cargando</translation>
        </message>
        <message>
            <source>Reading the keychain.</source>
            <translation>Leyendo el llavero.</translation>
        </message>
        <message>
            <source>Renewing</source>
            <translation>Renovando</translation>
        </message>
        <message>
            <source>Renewing now.</source>
            <translation>Renovando ahora.</translation>
        </message>
        <message>
            <source>Refused</source>
            <translation>Rechazado</translation>
        </message>
        <message>
            <source>%1 refuses Tessera itself, not you.</source>
            <translation>%1 rechaza al propio Tessera, no a usted.</translation>
        </message>
        <message>
            <source>Sign-in needed</source>
            <translation>Requiere iniciar sesión</translation>
        </message>
        <message>
            <source>Sign-in needed.</source>
            <translation>Requiere iniciar sesión.</translation>
        </message>
        <message>
            <source>In your browser, with PKCE.</source>
            <translation>En el navegador, con PKCE.</translation>
        </message>
        <message>
            <source>Renewed</source>
            <translation>Renovado</translation>
        </message>
        <message>
            <source>The first time on %1.</source>
            <translation>La primera vez, el %1.</translation>
        </message>
        <message>
            <source>Without the browser, with the refresh token.</source>
            <translation>Sin el navegador, con el token de actualización.</translation>
        </message>
        <message>
            <source>%1 could not be reached. Nothing was lost; Tessera kept trying.</source>
            <translation>No se pudo conectar con %1. No se perdió nada; Tessera siguió intentándolo.</translation>
        </message>
        <message>
            <source>Back online</source>
            <translation>De nuevo en línea</translation>
        </message>
        <message>
            <source>%1 answers again.</source>
            <translation>%1 vuelve a responder.</translation>
        </message>
        <message>
            <source>Your sign-in is safe in it.</source>
            <translation>La sesión está a salvo en él.</translation>
        </message>
        <message>
            <source>Not stored</source>
            <translation>No guardado</translation>
        </message>
        <message numerus="yes">
            <source>Renewed %n times</source>
            <translation>
                <numerusform>Renovado %n vez</numerusform>
                <numerusform>Renovado %n veces</numerusform>
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
            <translation>Hecho</translation>
        </message>
        <message>
            <source>Failed</source>
            <translation>Fallido</translation>
        </message>
        <message>
            <source>Waiting</source>
            <translation>En espera</translation>
        </message>
        <message>
            <source>Under way</source>
            <translation>En curso</translation>
        </message>
        <message>
            <source>Not started</source>
            <translation>No empezado</translation>
        </message>
    </context>
    <context>
        <name>tessera::TimeAxis</name>
        <message>
            <source>Life of the token</source>
            <translation>Vida del token</translation>
        </message>
    </context>
    <context>
        <name>tessera::TimeText</name>
        <message>
            <source>1 minute left</source>
            <translation>queda 1 minuto</translation>
        </message>
        <message>
            <source>less than a minute left</source>
            <translation>queda menos de un minuto</translation>
        </message>
        <message>
            <source>Runs out %1, %2</source>
            <translation>Caduca %1, %2</translation>
        </message>
        <message>
            <source>Ran out %1, %2</source>
            <translation>Caducó %1, %2</translation>
        </message>
        <message>
            <source>Issued %1, %2</source>
            <translation>Emitido %1, %2</translation>
        </message>
        <message>
            <source>Valid %1, %2</source>
            <translation>Válido %1, %2</translation>
        </message>
        <message>
            <source>Valid since %1, %2</source>
            <translation>Válido desde %1, %2</translation>
        </message>
        <message>
            <source>Signed in %1, %2</source>
            <translation>Sesión iniciada %1, %2</translation>
        </message>
        <message>
            <source>Changed %1, %2</source>
            <translation>Cambiado %1, %2</translation>
        </message>
        <message>
            <source>%1 local time
%2 UTC</source>
            <translation>%1, hora local
%2 UTC</translation>
        </message>
        <message>
            <source>Ran out %1</source>
            <translation>Caducó %1</translation>
        </message>
        <message>
            <source>Valid %1</source>
            <translation>Válido %1</translation>
        </message>
        <message>
            <source>Never runs out</source>
            <translation>No caduca nunca</translation>
        </message>
        <message numerus="yes">
            <source>%n days left</source>
            <translation>
                <numerusform>queda %n día</numerusform>
                <numerusform>quedan %n días</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n hours left</source>
            <translation>
                <numerusform>queda %n hora</numerusform>
                <numerusform>quedan %n horas</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n minutes left</source>
            <translation>
                <numerusform>queda %n minuto</numerusform>
                <numerusform>quedan %n minutos</numerusform>
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
            <translation>Ese archivo no se puede leer.</translation>
        </message>
        <message>
            <source>That file holds no text.</source>
            <translation>Ese archivo no contiene texto.</translation>
        </message>
        <message>
            <source>That is more than 1 MB; the rest was left out. The first 8 KB are shown here.</source>
            <translation>Es más de 1 MB; el resto se descartó. Aquí se muestran los primeros 8 KB.</translation>
        </message>
        <message>
            <source>The first 8 KB are shown here; all %1 are looked at.</source>
            <translation>Aquí se muestran los primeros 8 KB; se examina todo (%1).</translation>
        </message>
    </context>
    <context>
        <name>tessera::TokenHandle</name>
        <message>
            <source>Copy the text, or drag it into another program</source>
            <translation>Copie el texto o arrástrelo a otro programa</translation>
        </message>
        <message numerus="yes">
            <source>Copied. It is taken off the clipboard in %n seconds.</source>
            <translation>
                <numerusform>Copiado. Se quitará del portapapeles en %n segundo.</numerusform>
                <numerusform>Copiado. Se quitará del portapapeles en %n segundos.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>tessera::TokenLegend</name>
        <message>
            <source>Header</source>
            <translation>Cabecera</translation>
        </message>
        <message>
            <source>Payload</source>
            <translation>Carga útil</translation>
        </message>
        <message>
            <source>Signature</source>
            <translation>Firma</translation>
        </message>
        <message>
            <source>Key</source>
            <translation>Clave</translation>
        </message>
        <message>
            <source>IV</source>
            <translation>IV</translation>
        </message>
        <message>
            <source>Ciphertext</source>
            <translation>Texto cifrado</translation>
        </message>
        <message>
            <source>Tag</source>
            <translation>Etiqueta</translation>
        </message>
        <message>
            <source>Parts: %1</source>
            <translation>Partes: %1</translation>
        </message>
    </context>
    <context>
        <name>tessera::TokenTemplate</name>
        <message>
            <source>ID token</source>
            <translation>Token de ID</translation>
        </message>
        <message>
            <source>Access token</source>
            <translation>Token de acceso</translation>
        </message>
        <message>
            <source>Logout token</source>
            <translation>Token de cierre de sesión</translation>
        </message>
        <message>
            <source>DPoP proof</source>
            <translation>Prueba DPoP</translation>
        </message>
        <message>
            <source>Client assertion</source>
            <translation>Aserción de cliente</translation>
        </message>
        <message>
            <source>Session token</source>
            <translation>Token de sesión</translation>
        </message>
    </context>
    <context>
        <name>tessera::ToolSettings</name>
        <message>
            <source>Tools</source>
            <translation>Herramientas</translation>
        </message>
        <message>
            <source>Give t&amp;okens to programs</source>
            <translation>Dar tokens a &amp;los programas</translation>
        </message>
        <message>
            <source>Lock the agent with the screen</source>
            <translation>Bloquear el agente con la pantalla</translation>
        </message>
        <message>
            <source>Nothing is handed out until you unlock it in this window.</source>
            <translation>No se entrega nada hasta que lo desbloquee en esta ventana.</translation>
        </message>
        <message>
            <source>Which programs may ha&amp;ve what</source>
            <translation>Qué programas pue&amp;den tener qué</translation>
        </message>
        <message>
            <source>Another agent runs on this computer and goes on giving tokens.</source>
            <translation>En este equipo se ejecuta otro agente, que sigue entregando tokens.</translation>
        </message>
        <message>
            <source>The agent of this window asks you before a program gets its first one.</source>
            <translation>El agente de esta ventana pregunta antes de que un programa reciba su primer token.</translation>
        </message>
    </context>
    <context>
        <name>tessera::TrayHost</name>
        <message>
            <source>This desktop shows no tray.</source>
            <translation>Este escritorio no muestra ninguna bandeja.</translation>
        </message>
        <message>
            <source>Tessera was to start there; its window is here instead. When you close it, Tessera ends.</source>
            <translation>Tessera debía iniciarse allí; en su lugar, su ventana está aquí. Al cerrarla, Tessera termina.</translation>
        </message>
        <message>
            <source>Tessera goes on in the tray.</source>
            <translation>Tessera sigue en la bandeja.</translation>
        </message>
        <message>
            <source>Your accounts renew themselves there. To end it, choose Quit in its menu.</source>
            <translation>Las cuentas se renuevan allí. Para terminarlo, elija Salir en su menú.</translation>
        </message>
    </context>
    <context>
        <name>tessera::TrayIcon</name>
        <message>
            <source>%1 more accounts…</source>
            <translation>%1 cuentas más…</translation>
        </message>
        <message>
            <source>&amp;Open Tessera</source>
            <translation>&amp;Abrir Tessera</translation>
        </message>
        <message>
            <source>&amp;Quit</source>
            <translation>&amp;Salir</translation>
        </message>
        <message>
            <source>&amp;Sign in again</source>
            <translation>&amp;Iniciar sesión de nuevo</translation>
        </message>
        <message>
            <source>&amp;Copy access token</source>
            <translation>&amp;Copiar token de acceso</translation>
        </message>
        <message>
            <source>S&amp;how</source>
            <translation>&amp;Mostrar</translation>
        </message>
        <message>
            <source>&amp;Lock the agent</source>
            <translation>&amp;Bloquear el agente</translation>
        </message>
        <message>
            <source>&amp;Unlock the agent…</source>
            <translation>&amp;Desbloquear el agente…</translation>
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
            <translation>Tessera: %1 de %2 cuentas requieren su atención.</translation>
        </message>
        <message>
            <source>Tessera: offline; it keeps trying.</source>
            <translation>Tessera: sin conexión; sigue intentándolo.</translation>
        </message>
        <message>
            <source>Tessera: signed in.</source>
            <translation>Tessera: sesión iniciada.</translation>
        </message>
        <message>
            <source>Tessera: nobody is signed in.</source>
            <translation>Tessera: no hay ninguna sesión iniciada.</translation>
        </message>
        <message>
            <source>%1 at %2: %3</source>
            <translation>%1 en %2: %3</translation>
        </message>
        <message numerus="yes">
            <source>Tessera: %n accounts, all signed in.</source>
            <translation>
                <numerusform>Tessera: %n cuenta con la sesión iniciada.</numerusform>
                <numerusform>Tessera: %n cuentas, todas con la sesión iniciada.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>tessera::VerifyPane</name>
        <message>
            <source>There is no key in it that Tessera can use.</source>
            <translation>No contiene ninguna clave que Tessera pueda usar.</translation>
        </message>
        <message>
            <source>Audience</source>
            <translation>Audiencia</translation>
        </message>
        <message>
            <source>Nonce</source>
            <translation>Nonce</translation>
        </message>
        <message>
            <source>&amp;Verify</source>
            <translation>&amp;Verificar</translation>
        </message>
        <message>
            <source>Read the keys &amp;again</source>
            <translation>L&amp;eer las claves de nuevo</translation>
        </message>
        <message>
            <source>any</source>
            <translation>cualquiera</translation>
        </message>
        <message>
            <source>&amp;Verify with the keys of %1</source>
            <translation>&amp;Verificar con las claves de %1</translation>
        </message>
        <message>
            <source>&amp;Verify with the keys of this host</source>
            <translation>&amp;Verificar con las claves de este host</translation>
        </message>
        <message>
            <source>%1 is asked only when you press the button.</source>
            <translation>Solo se pregunta a %1 al pulsar el botón.</translation>
        </message>
        <message>
            <source>%1, just read, 1 key.</source>
            <translation>%1, recién leída, 1 clave.</translation>
        </message>
        <message>
            <source>Not checked.</source>
            <translation>Sin comprobar.</translation>
        </message>
        <message numerus="yes">
            <source>%1, just read, %n keys.</source>
            <translation>
                <numerusform>%1, recién leída, %n clave.</numerusform>
                <numerusform>%1, recién leídas, %n claves.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>tessera::WelcomePage</name>
        <message>
            <source>Asking…</source>
            <translation>Preguntando…</translation>
        </message>
        <message>
            <source>Accounts</source>
            <translation>Cuentas</translation>
        </message>
        <message>
            <source>&amp;Try it now</source>
            <translation>&amp;Probar ahora</translation>
        </message>
        <message>
            <source>Uses the demo provider on this computer.
Nothing to register, nothing leaves the machine.</source>
            <translation>Usa el proveedor de demostración de este equipo.
Nada que registrar, nada sale de la máquina.</translation>
        </message>
        <message>
            <source>Sign in once.
Every tool gets a fresh token.</source>
            <translation>Inicie sesión una vez.
Cada herramienta recibe un token nuevo.</translation>
        </message>
        <message>
            <source>Sign in with your own account</source>
            <translation>Iniciar sesión con su propia cuenta</translation>
        </message>
        <message>
            <source>&amp;More providers (%1)</source>
            <translation>&amp;Más proveedores (%1)</translation>
        </message>
        <message>
            <source>Issuer address</source>
            <translation>Dirección del emisor</translation>
        </message>
        <message>
            <source>Contin&amp;ue</source>
            <translation>&amp;Continuar</translation>
        </message>
        <message>
            <source>&amp;Other OpenID provider</source>
            <translation>&amp;Otro proveedor OpenID</translation>
        </message>
        <message>
            <source>Type the issuer address. Tessera asks it when you stop typing and says here what it found.</source>
            <translation>Escriba la dirección del emisor. Tessera le pregunta cuando deja de escribir y dice aquí lo que encontró.</translation>
        </message>
        <message>
            <source>Signed out here.</source>
            <translation>Sesión cerrada aquí.</translation>
        </message>
        <message>
            <source>%1 did not confirm that the grant is revoked. %2</source>
            <translation>%1 no confirmó que la autorización se haya revocado. %2</translation>
        </message>
        <message>
            <source>No token of this account is left on this computer.</source>
            <translation>En este equipo no queda ningún token de esta cuenta.</translation>
        </message>
        <message>
            <source>Signed out.</source>
            <translation>Sesión cerrada.</translation>
        </message>
    </context>
    <context>
        <name>tessera::WhyStopped</name>
        <message>
            <source>Sign in &amp;again</source>
            <translation>Iniciar sesión de &amp;nuevo</translation>
        </message>
        <message>
            <source>Copy as bug &amp;report</source>
            <translation>Copiar como informe de &amp;error</translation>
        </message>
        <message>
            <source>Why it stopped</source>
            <translation>Por qué se detuvo</translation>
        </message>
    </context>
</TS>
