// node's http2 as a client of Culvert: node http2-client.mjs https://localhost:PORT AUTHORITY.pem
// Prints one line per scenario; its exit code is the number of those that failed.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { connect } from 'node:http2';

const [, , base, authority] = process.argv;
const limit = () => ({ signal: AbortSignal.timeout(20_000) });
const session = connect(base, { ca: readFileSync(authority) });

async function whole(stream) {
  const parts = [];
  for await (const part of stream) {
    parts.push(part);
  }
  return Buffer.concat(parts).toString();
}

async function tunnel(path) {
  const stream = session.request({ ':method': 'CONNECT', ':protocol': 'websocket', ':path': path, 'sec-websocket-version': '13' });
  const [headers] = await once(stream, 'response', limit());
  assert.equal(headers[':status'], 200);
  return stream;
}

async function echoed(stream, text) {
  stream.write(text);
  let got = '';
  while (got.length < text.length) {
    const [part] = await once(stream, 'data', limit());
    got += part;
  }
  assert.equal(got, text);
}

const scenarios = {
  async 'tunnels are announced'() {
    const [settings] = await once(session, 'remoteSettings', limit());
    assert.equal(settings.enableConnectProtocol, true);
  },
  async 'a request'() {
    const stream = session.request({ ':path': '/ok' });
    const [headers] = await once(stream, 'response', limit());
    assert.equal(headers[':status'], 200);
    assert.equal(await whole(stream), 'ok');
  },
  async 'a tunnel, half-closed'() {
    const stream = await tunnel('/ws/half');
    await echoed(stream, 'from node');
    stream.end('the last');
    assert.equal(await whole(stream), 'the last');
  },
  async 'much through a tunnel'() {
    const stream = await tunnel('/ws/much');
    const much = 'm'.repeat(2 ** 20);
    stream.end(much);
    assert.equal((await whole(stream)).length, much.length);
  },
  async 'twenty tunnels'() {
    const all = await Promise.all(Array.from({ length: 20 }, (_, i) => tunnel(`/ws/${i}`)));
    await Promise.all(all.map((stream, i) => echoed(stream, `hello ${i}`)));
    all.forEach((stream) => stream.close());
  },
};

let failed = 0;
for (const [name, scenario] of Object.entries(scenarios)) {
  try {
    await scenario();
    console.log(`ok    ${name}`);
  } catch (error) {
    failed++;
    console.log(`FAIL  ${name}: ${error.stack}`);
  }
}
session.destroy();
process.exit(failed);
