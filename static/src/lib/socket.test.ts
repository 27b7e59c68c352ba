import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { openSocket } from "./socket";

/** The browser's WebSocket, driven by hand. */
class FakeSocket {
  static readonly OPEN = 1;
  static made: FakeSocket[] = [];
  readyState = 1;
  sent: string[] = [];
  onmessage: (event: { data: string }) => void = () => {};
  onclose: () => void = () => {};
  onerror: () => void = () => {};
  constructor(readonly address: string) {
    FakeSocket.made.push(this);
  }
  send(packet: string) {
    this.sent.push(packet);
  }
  close() {
    this.readyState = 3;
  }
  says(...packets: string[]) {
    for (const data of packets) this.onmessage({ data });
  }
}

const HELLO = '0{"sid":"s","upgrades":[],"pingInterval":10000,"pingTimeout":10000}';
let heard: [string, unknown][];

function open() {
  const wire = openSocket("secret", "ws://host/socket.io/?EIO=4&transport=websocket");
  for (const event of ["welcome", "part", "connect_error", "disconnect"])
    wire.on(event, (body: unknown) => heard.push([event, body]));
  return { wire, socket: FakeSocket.made[FakeSocket.made.length - 1] as FakeSocket };
}

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("WebSocket", FakeSocket);
  heard = [];
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

describe("a socket", () => {
  it("shows its token in the first packet, never in the address", () => {
    const { socket } = open();
    socket.says(HELLO);
    expect(socket.sent).toEqual(['40{"token":"secret"}']);
    expect(socket.address).not.toContain("secret");
  });

  it("hears events and answers pings", () => {
    const { socket } = open();
    socket.says(HELLO, '40{"sid":"x"}', "2", '42["part",{"n":1,"v":"[{\\"]"}]');
    expect(socket.sent[1]).toBe("3");
    expect(heard).toEqual([["part", { n: 1, v: '[{"]' }]]);
  });

  it("brings each answer to its question", () => {
    const { wire, socket } = open();
    socket.says(HELLO, '40{"sid":"x"}');
    const answers: unknown[] = [];
    for (const name of ["a", "b"])
      wire.timeout(5000).emit("command", { name }, (error, answer) => answers.push([name, error, answer]));
    expect(socket.sent.slice(1)).toEqual(['420["command",{"name":"a"}]', '421["command",{"name":"b"}]']);
    socket.says('431[{"ok":true}]');
    vi.advanceTimersByTime(5000);
    expect(answers[0]).toEqual(["b", null, { ok: true }]);
    expect(answers[1]).toMatchObject(["a", new Error("no answer in time"), undefined]);
  });

  it("says why it was refused", () => {
    const { socket } = open();
    socket.says(HELLO, '44{"message":"no","data":{"code":"revoked","says":"Gone."}}');
    expect(heard).toEqual([["connect_error", { message: "no", data: { code: "revoked", says: "Gone." } }]]);
  });

  it("ends once, and lets those who wait know", () => {
    const { wire, socket } = open();
    socket.says(HELLO, '40{"sid":"x"}');
    const failed = vi.fn();
    wire.timeout(5000).emit("command", {}, failed);
    socket.onclose();
    socket.onerror();
    expect(heard).toEqual([["disconnect", undefined]]);
    expect(failed).toHaveBeenCalledOnce();
  });

  it("gives up on a server that no longer pings", () => {
    const { socket } = open();
    socket.says(HELLO, '40{"sid":"x"}');
    vi.advanceTimersByTime(15_000);
    socket.says("2");
    vi.advanceTimersByTime(19_000);
    expect(heard).toEqual([]);
    vi.advanceTimersByTime(1000);
    expect(heard).toEqual([["disconnect", undefined]]);
  });

  it("ends on nonsense instead of guessing", () => {
    const { socket } = open();
    socket.says("42{not json");
    expect(heard).toEqual([["connect_error", {}]]);
  });

  it("is silent after it was put down", () => {
    const { wire, socket } = open();
    socket.says(HELLO, '40{"sid":"x"}');
    wire.disconnect();
    socket.onclose();
    expect(heard).toEqual([]);
    expect(socket.sent[socket.sent.length - 1]).toBe("41");
  });
});
