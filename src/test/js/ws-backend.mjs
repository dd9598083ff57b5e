// A backend that is not ours: npm's ws, with permessage-deflate and subprotocols. Prints "port N" once it listens.
// It echoes every message, except for those that ask it for something (see below).
import { WebSocketServer } from 'ws';

const closings = new Map();
const closingOf = (id) => {
  if (!closings.has(id)) {
    let settle;
    const promise = new Promise((resolve) => { settle = resolve; });
    closings.set(id, { promise, settle });
  }
  return closings.get(id);
};

const asked = {
  close: (socket, code, ...reason) => socket.close(Number(code), reason.join(' ')),
  ping: (socket, data) => { socket.once('pong', (got) => socket.send(`pong ${got}`)); socket.ping(data); },
  reset: (socket) => socket.terminate(),
  closing: async (socket, id) => socket.send(await closingOf(id).promise),
};

const server = new WebSocketServer({
  host: '127.0.0.1',
  port: 0,
  maxPayload: 32 * 1024 * 1024,
  perMessageDeflate: { threshold: 0 },
});
server.on('listening', () => console.log(`port ${server.address().port}`));
server.on('connection', (socket, request) => {
  const id = new URL(request.url, 'http://backend').searchParams.get('id');
  socket.on('error', () => {});
  socket.on('close', (code, reason) => closingOf(id).settle(`${code} ${reason}`));
  socket.on('message', (data, binary) => {
    const words = binary || data.length > 200 ? [] : data.toString().split(' ');
    if (words[0] === 'please' && words[1] in asked) asked[words[1]](socket, ...words.slice(2));
    else socket.send(data, { binary });
  });
});
