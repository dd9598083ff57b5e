// Many clients by npm's ws in one process: node ws-fleet.mjs URL
// Each connects, sends a message every EVERY ms, and connects again whenever it is closed or was refused. Commands, a line each:
//   join COUNT ECHOES    so many more; each leaves and comes again after so many echoes, or stays when that is 0
//   renew COUNT          so many of those that are open, longest open first, leave and come again
//   round TAG            "round TAG" is printed when each client had an echo of what it sent after this
//   leave                all close and stay away; "left" is printed when the last is gone. The end of stdin ends all.
// What happens is a line each, times in ms since 1970:
//   handshake CLIENT ANSWER MEMBER BEGAN ENDED    ANSWER is a status or the word for an error, MEMBER is - when none answered
//   closed CLIENT MEMBER CODE TIME                somebody else closed it
//   went CLIENT MEMBER CODE TIME                  it closed of its own accord
//   missed CLIENT MEMBER TIME                     an echo did not come in PATIENCE ms: the client gives up its connection
//   strange CLIENT MEMBER TIME                    an echo that was not expected, or from another member
import { createInterface } from 'node:readline';
import WebSocket from 'ws';

const url = process.argv[2];
const EVERY = 250;
const PATIENCE = 5_000;
const AGAIN = 50;
const clients = [];
const rounds = [];
let leaving = false;

const say = (...words) => process.stdout.write(`${words.join(' ')}\n`);

class Client {
  sent = 0;
  echoed = 0;

  constructor(id, echoes) {
    this.id = id;
    this.echoes = echoes;
    this.connect();
  }

  connect() {
    this.began = Date.now();
    this.member = '-';
    this.failure = 'lost';
    this.open = false;
    this.mine = false;
    this.left = this.echoes;
    this.unanswered = [];
    this.socket = new WebSocket(`${url}?client=${this.id}`, { perMessageDeflate: false, handshakeTimeout: 20_000 });
    this.socket.on('upgrade', (response) => { this.member = response.headers['x-member'] ?? '-'; });
    this.socket.on('open', () => this.opened());
    this.socket.on('message', (data) => this.received(JSON.parse(data)));
    this.socket.on('error', (error) => { this.failure = /response: (\d+)/.exec(error.message)?.[1] ?? error.code ?? 'error'; });
    this.socket.on('close', (code) => this.closed(code));
  }

  opened() {
    this.open = true;
    say('handshake', this.id, 101, this.member, this.began, Date.now());
    if (leaving) this.leave();
    this.timer = setInterval(() => this.tick(), EVERY);
    this.send();
  }

  closed(code) {
    clearInterval(this.timer);
    if (this.open) say(this.mine ? 'went' : 'closed', this.id, this.member, code, Date.now());
    else say('handshake', this.id, this.failure, this.member, this.began, Date.now());
    const wait = this.open ? 0 : AGAIN;
    this.open = false;
    this.gone = leaving;
    if (leaving) left();
    else setTimeout(() => { if (leaving) { this.gone = true; left(); } else this.connect(); }, wait);
  }

  leave() {
    this.mine = true;
    this.socket.close(1000);
  }

  send() {
    if (this.socket.readyState !== WebSocket.OPEN) return;
    const text = `${this.id}/${++this.sent}`;
    this.unanswered.push({ text, number: this.sent, at: Date.now() });
    this.socket.send(text);
  }

  // What this process was too busy to read is not late: the sockets are looked at once more.
  tick() {
    if (this.late()) setImmediate(() => setImmediate(() => { if (this.late()) this.miss(); }));
    else this.send();
  }

  late() {
    return !this.mine && this.unanswered.length > 0 && Date.now() - this.unanswered[0].at > PATIENCE;
  }

  miss() {
    say('missed', this.id, this.member, Date.now());
    this.mine = true;
    this.socket.terminate();
  }

  received({ member, echo }) {
    const expected = this.unanswered.shift();
    if (member !== this.member || echo !== expected?.text) say('strange', this.id, member, Date.now());
    this.echoed = expected?.number ?? this.echoed;
    rounds.forEach((round) => round.look());
    if (this.echoes > 0 && --this.left === 0) this.leave();
  }
}

class Round {
  constructor(tag) {
    this.tag = tag;
    this.marks = new Map(clients.map((client) => [client, client.sent]));
  }

  look() {
    for (const [client, mark] of this.marks) {
      if (client.echoed <= mark) return;
      this.marks.delete(client);
    }
    rounds.splice(rounds.indexOf(this), 1);
    say('round', this.tag);
  }
}

function left() {
  if (clients.every((client) => client.gone)) say('left');
}

const commands = {
  join: (count, echoes) => {
    for (let i = 0; i < Number(count); i++) clients.push(new Client(clients.length, Number(echoes)));
  },
  renew: (count) => clients.filter((client) => client.open && !client.mine)
    .sort((one, other) => one.began - other.began).slice(0, Number(count)).forEach((client) => client.leave()),
  round: (tag) => { rounds.push(new Round(tag)); },
  leave: () => {
    leaving = true;
    clients.filter((client) => client.open && !client.mine).forEach((client) => client.leave());
    left();
  },
};

createInterface({ input: process.stdin })
  .on('line', (line) => { const [name, ...rest] = line.split(' '); commands[name](...rest); })
  .on('close', () => process.exit(0));
say('ready');
