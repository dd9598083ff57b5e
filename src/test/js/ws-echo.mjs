// A client that is not ours, against ws-backend.mjs behind the proxy: node ws-echo.mjs ws://127.0.0.1:PORT/path/
// Prints one line per scenario; its exit code is the number of those that failed.
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import WebSocket from 'ws';

const base = process.argv[2];
const limit = 20_000;
let next = 0;

async function open({ protocols = [], ...options } = {}) {
  const id = String(next++);
  const socket = new WebSocket(`${base}?id=${id}`, protocols, { perMessageDeflate: false, maxPayload: 32 * 1024 * 1024, ...options });
  await once(socket, 'open', { signal: AbortSignal.timeout(limit) });
  return Object.assign(socket, { id });
}

async function echoed(socket, message, options = {}) {
  const answer = once(socket, 'message', { signal: AbortSignal.timeout(limit) });
  socket.send(message, options);
  const [data, binary] = await answer;
  return binary ? data : data.toString();
}

async function closed(socket) {
  const [code, reason] = await once(socket, 'close', { signal: AbortSignal.timeout(limit) });
  return `${code} ${reason}`;
}

async function using(options, body) {
  const socket = await open(options);
  try {
    return await body(socket);
  } finally {
    socket.terminate();
  }
}

const scenarios = {};
for (const size of [1, 125, 126, 65_535, 65_536, 1024 * 1024, 16 * 1024 * 1024]) {
  scenarios[`text of ${size} B`] = () => using({}, async (socket) => {
    const text = 'ab€'.repeat(size / 5).padEnd(size - 2 * Math.floor(size / 5), 'z');
    assert.ok(await echoed(socket, text) === text, 'the echo differs');
  });
  scenarios[`binary of ${size} B`] = () => using({}, async (socket) => {
    const bytes = randomBytes(size);
    assert.ok(bytes.equals(await echoed(socket, bytes)), 'the echo differs');
  });
}

scenarios['a message in three frames'] = () => using({}, async (socket) => {
  socket.send('one ', { fin: false });
  socket.send('two ', { fin: false });
  assert.equal(await echoed(socket, 'three', { fin: true }), 'one two three');
});

scenarios['subprotocols'] = () => using({ protocols: ['chat.v2', 'chat.v1'] }, async (socket) => {
  assert.equal(socket.protocol, 'chat.v2');
});

scenarios['no subprotocol'] = () => using({}, async (socket) => {
  assert.equal(socket.protocol, '');
});

scenarios['permessage-deflate agreed end to end'] = () => using({ perMessageDeflate: { threshold: 0 } }, async (socket) => {
  assert.match(socket.extensions, /permessage-deflate/);
  const text = 'the same again and again '.repeat(40_000);
  assert.ok(await echoed(socket, text, { compress: true }) === text, 'the echo differs');
});

scenarios['permessage-deflate not offered'] = () => using({}, async (socket) => {
  assert.equal(socket.extensions, '');
});

scenarios['ping from the client'] = () => using({}, async (socket) => {
  const pong = once(socket, 'pong', { signal: AbortSignal.timeout(limit) });
  socket.ping('from the client');
  assert.equal(String(await pong), 'from the client');
});

scenarios['ping from the backend'] = () => using({}, async (socket) => {
  assert.equal(await echoed(socket, 'please ping back'), 'pong back');
});

for (const [code, reason] of [[1000, ''], [1001, 'going'], [3000, 'library'], [4999, 'grüße']]) {
  scenarios[`close ${code} from the client`] = async () => {
    const socket = await open();
    const end = closed(socket);
    socket.close(code, reason);
    assert.equal(await end, `${code} ${reason}`);
    await using({}, async (other) => assert.equal(await echoed(other, `please closing ${socket.id}`), `${code} ${reason}`));
  };
  scenarios[`close ${code} from the backend`] = async () => {
    const socket = await open();
    const end = closed(socket);
    socket.send(`please close ${code} ${reason}`);
    assert.equal(await end, `${code} ${reason}`);
  };
}

scenarios['a backend that goes without a word'] = async () => {
  const socket = await open();
  const end = closed(socket);
  socket.send('please reset');
  assert.equal(await end, '1006 ');
};

scenarios['a client that goes without a word'] = async () => {
  const socket = await open();
  socket.terminate();
  await using({}, async (other) => assert.equal(await echoed(other, `please closing ${socket.id}`), '1006 '));
};

scenarios['64 sockets at once'] = () => Promise.all(Array.from({ length: 64 }, (_, number) => using({}, async (socket) => {
  for (let i = 0; i < 20; i++) assert.equal(await echoed(socket, `${number}/${i}`), `${number}/${i}`);
})));

let failed = 0;
for (const [name, scenario] of Object.entries(scenarios)) {
  try {
    await scenario();
    console.log(`ok    ${name}`);
  } catch (error) {
    failed++;
    console.log(`FAIL  ${name}: ${error.message}`);
  }
}
process.exit(Math.min(failed, 100));
