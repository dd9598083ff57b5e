// One member of a balancer, by npm's socket.io: node sio-member.mjs NAME. Prints "port N" once it listens.
// It knows no other member, so a client that comes to it in the middle of a session is refused.
import { createServer } from 'node:http';
import { Server } from 'socket.io';

const name = process.argv[2];
const http = createServer();
const server = new Server(http);
server.on('connection', (socket) => socket.on('who', (answer) => answer(name)));
http.listen(0, '127.0.0.1', () => console.log(`port ${http.address().port}`));
process.stdin.on('end', () => process.exit(0)).resume(); // whoever started this is gone
