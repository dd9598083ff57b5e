// Clients by npm's socket.io: node sio-client.mjs URL COUNT with|without. They begin by polling and upgrade, one after the other.
// With cookies they keep those they are given, as a browser does. Prints "client I MEMBER MEMBER... websocket" for each:
// who answered around the upgrade and after it, and the transport in the end; or "failed I WHY".
import { io } from 'socket.io-client';

const [url, count, cookies] = process.argv.slice(2);
const limit = 15_000;

const event = (emitter, name) => new Promise((resolve) => { emitter.once(name, resolve); });

async function talk(socket) {
  const upgraded = event(socket.io.engine, 'upgrade'); // which may well come before "connect"
  await event(socket, 'connect');
  const answers = [await socket.emitWithAck('who')];
  await upgraded;
  for (let i = 0; i < 5; i++) answers.push(await socket.emitWithAck('who'));
  return `${answers.join(' ')} ${socket.io.engine.transport.name}`;
}

async function visit() {
  const socket = io(url, { forceNew: true, reconnection: false, withCredentials: cookies === 'with' });
  let timer;
  const failed = new Promise((resolve, reject) => {
    socket.on('connect_error', (error) => reject(new Error(`not connected: ${error.message}`)));
    socket.on('disconnect', (reason) => reject(new Error(`disconnected: ${reason}`)));
    socket.io.engine.on('upgradeError', (error) => reject(new Error(`not upgraded: ${error.message}`)));
    timer = setTimeout(() => reject(new Error(`nothing more in ${limit} ms`)), limit);
  });
  try {
    return await Promise.race([talk(socket), failed]);
  } finally {
    clearTimeout(timer);
    socket.off();
    socket.disconnect();
  }
}

for (let i = 0; i < Number(count); i++) {
  try {
    console.log(`client ${i} ${await visit()}`);
  } catch (error) {
    console.log(`failed ${i} ${error.message}`);
  }
}
process.exit(0);
