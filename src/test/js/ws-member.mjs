// One member of a balancer, by npm's ws: node ws-member.mjs NAME [PORT]
// It names itself in the field X-Member of the handshake and in each echo. Prints "port N" once it listens, and "upgraded URL"
// for each handshake. SIGTERM makes it stop in good order: no new connections, and 1001 to everybody.
import { WebSocketServer } from 'ws';

const [name, port = '0'] = process.argv.slice(2);
const server = new WebSocketServer({ host: '127.0.0.1', port: Number(port), perMessageDeflate: false });
server.on('listening', () => console.log(`port ${server.address().port}`));
server.on('headers', (headers, request) => {
  headers.push(`X-Member: ${name}`);
  console.log(`upgraded ${request.url}`);
});
server.on('connection', (socket) => {
  socket.on('error', () => {});
  socket.on('message', (data) => socket.send(JSON.stringify({ member: name, echo: data.toString() })));
});
process.on('SIGTERM', () => {
  server.close(() => process.exit(0));
  for (const socket of server.clients) socket.close(1001, 'going away');
});
process.stdin.on('end', () => process.exit(0)).resume(); // whoever started this is gone
