// Records a journey, and gives its HAR to the importer of Chromium's own network panel: as many requests come out as
// went in, each with its address and status.
//
//     node har_in_chromium.mjs JOURNEYS_TESTS [CHROMIUM]
import { execFileSync, spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const [journeys, browser = 'chromium'] = process.argv.slice(2);
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'har-'));
const journeysToRead = ['signIn', 'renewal', 'signOut', 'declined', 'pushedAndBound'];

/** Talks to the browser over two pipes: JSON that ends in NUL. */
function start() {
    const chromium = spawn(browser,
        ['--headless=new', '--no-sandbox', '--disable-gpu', `--user-data-dir=${folder}/profile`,
         '--remote-debugging-pipe', 'about:blank'],
        {stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe']});
    const waiting = new Map();
    let text = '';
    let last = 0;
    chromium.stdio[4].on('data', (data) => {
        text += data;
        for (let end; (end = text.indexOf('\0')) >= 0; text = text.slice(end + 1)) {
            const message = JSON.parse(text.slice(0, end));
            waiting.get(message.id)?.(message);
            waiting.delete(message.id);
        }
    });
    const send = (method, params, sessionId) => new Promise((resolve) => {
        waiting.set(++last, resolve);
        chromium.stdio[3].write(JSON.stringify({id: last, method, params, sessionId}) + '\0');
    });
    return {chromium, send};
}

const importing = (har) => `(async () => {
    const {HARFormat, Importer} = await import('devtools://devtools/bundled/models/har/har.js');
    const root = new HARFormat.HARRoot(${har});
    return Importer.Importer.requestsFromHARLog(root.log).map((r) => [r.requestMethod, r.url(), r.statusCode]);
})()`;

const {chromium, send} = start();
let wrong = 0;
try {
    execFileSync(journeys, ['flow', ...journeysToRead], {stdio: 'ignore', env: {...process.env, TESSERA_FLOW_EXPORTS: folder}});
    const target = await send('Target.createTarget', {url: 'devtools://devtools/bundled/devtools_app.html'});
    const page = await send('Target.attachToTarget', {targetId: target.result.targetId, flatten: true});
    await new Promise((resolve) => setTimeout(resolve, 3000));
    for (const journey of journeysToRead) {
        const text = fs.readFileSync(path.join(folder, `${journey}.har`), 'utf8');
        const expected = JSON.parse(text).log.entries.map((e) => [e.request.method, e.request.url, e.response.status]);
        const answer = await send('Runtime.evaluate',
            {expression: importing(text), awaitPromise: true, returnByValue: true}, page.result.sessionId);
        const got = answer.result?.result?.value;
        const isSame = expected.length > 0 && JSON.stringify(got) === JSON.stringify(expected);
        console.log(`${isSame ? 'ok   ' : 'FAIL '} ${journey}: ${expected.length} requests`);
        if (!isSame)
            console.log(JSON.stringify(answer.result));
        wrong += isSame ? 0 : 1;
    }
} finally {
    chromium.kill();
}
await new Promise((resolve) => chromium.once('exit', resolve));
fs.rmSync(folder, {recursive: true, force: true});
process.exit(wrong ? 1 : 0);
