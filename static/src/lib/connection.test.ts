// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Connection, NO_ANSWER, post } from "./connection";
import type { Wire } from "./socket";

/** A socket as the tests drive it. */
class FakeWire implements Wire {
  heard = new Map<string, (...args: never[]) => void>();
  sent: { body: Record<string, unknown>; answered: (error: unknown, answer?: unknown) => void }[] = [];
  gone = false;
  on(event: string, heard: (...args: never[]) => void) {
    this.heard.set(event, heard);
  }
  off() {
    this.heard.clear();
  }
  emit() {}
  timeout(ms: number) {
    return {
      emit: (_event: string, body: unknown, answered: (error: unknown, answer?: unknown) => void) => {
        let open = true;
        const once = (error: unknown, answer?: unknown) => {
          if (open) answered(error, answer);
          open = false;
        };
        setTimeout(() => once(new Error("timeout")), ms);
        this.sent.push({ body: body as Record<string, unknown>, answered: once });
      },
    };
  }
  disconnect() {
    this.gone = true;
    for (const { answered } of this.sent) answered(new Error("socket has been disconnected"));
  }
  says(event: string, body?: unknown) {
    this.heard.get(event)?.(body as never);
  }
  welcome(epoch = "e1", parts: unknown[] = [{ part: "room", n: 1, v: { title: "one" } }]) {
    this.says("welcome", { epoch, you: { kind: "seat", seat: 3 }, parts });
  }
}

const json = (body: unknown, status = 200) =>
  new Response(JSON.stringify(body), { status, headers: { "content-type": "application/json" } });

let wires: FakeWire[];
let requests: { path: string; body: Record<string, unknown> }[];
let http: (path: string, body: Record<string, unknown>) => Response | Promise<Response>;
let line: Connection;

const last = () => wires[wires.length - 1] as FakeWire;
const wait = (ms: number) => vi.advanceTimersByTimeAsync(ms);

beforeEach(() => {
  vi.useFakeTimers();
  wires = [];
  requests = [];
  http = () => Promise.reject(new Error("no network"));
  line = new Connection("secret", {
    open: () => {
      const wire = new FakeWire();
      wires.push(wire);
      return wire;
    },
    fetch: (async (path: string, init: RequestInit) => {
      const body = JSON.parse(String(init.body));
      requests.push({ path, body });
      return http(path, body);
    }) as typeof fetch,
    random: () => 0.5,
    mono: () => Date.now(),
  });
  line.start();
});

afterEach(() => {
  line.stop();
  vi.useRealTimers();
});

describe("the websocket", () => {
  it("is live with the welcome and shows its parts", () => {
    expect(line.status.value).toBe("connecting");
    last().welcome();
    expect(line.status.value).toBe("live");
    expect(line.you.value?.seat).toBe(3);
    expect(line.parts.room.value?.title).toBe("one");
  });

  it("takes a part only when it is newer, and forgets counters with a new epoch", () => {
    last().welcome();
    last().says("part", { part: "room", n: 3, v: { title: "three" } });
    last().says("part", { part: "room", n: 2, v: { title: "two" } });
    expect(line.parts.room.value?.title).toBe("three");
    last().says("disconnect");
    vi.advanceTimersByTime(2500);
    last().welcome("e2", [{ part: "room", n: 1, v: { title: "new" } }]);
    expect(line.parts.room.value?.title).toBe("new");
  });

  it("drops what a new welcome no longer shows", () => {
    last().welcome("e1", [{ part: "group", n: 4, v: { step: "a" } }]);
    expect(line.parts.group.value).not.toBeNull();
    last().welcome("e1", []);
    expect(line.parts.group.value).toBeNull();
  });

  it("comes back with full jitter, doubling to half a minute", async () => {
    const waits = [2500, 5000, 10000, 15000, 15000];
    for (const ms of waits) {
      const tries = wires.length;
      last().says("connect_error", {});
      await wait(ms - 1);
      expect(wires.length).toBe(tries);
      await wait(1);
      expect(wires.length).toBe(tries + 1);
    }
  });

  it("gives up on a socket that stays silent for five seconds", async () => {
    const silent = last();
    await wait(5000);
    expect(silent.gone).toBe(true);
    await wait(2500);
    expect(wires.length).toBe(2);
  });

  it("makes a fresh socket when a page comes back, a device wakes, or the network returns", async () => {
    last().welcome();
    dispatchEvent(new Event("online"));
    expect(wires.length).toBe(2);
    expect(wires[0]?.gone).toBe(true);
    last().welcome();
    dispatchEvent(Object.assign(new Event("pageshow"), { persisted: true }));
    expect(wires.length).toBe(3);
    last().welcome();
    vi.setSystemTime(Date.now() + 60_000);
    await wait(2000);
    expect(wires.length).toBe(4);
    // An old socket that speaks again is not listened to.
    wires[0]?.welcome("old", []);
    expect(line.parts.epoch).toBe("e1");
  });

  it("stops when the link is refused, and says why", async () => {
    last().says("connect_error", { data: { code: "revoked", says: "This link was replaced." } });
    expect(line.status.value).toBe("refused");
    expect(line.refusal.value?.says).toBe("This link was replaced.");
    await wait(60_000);
    expect(wires.length).toBe(1);
    expect((await line.send({ do: "pass", step: "a" })).code).toBe("revoked");
  });
});

describe("a command", () => {
  it("brings back its answer", async () => {
    last().welcome();
    const answer = line.send({ do: "pass", step: "a" });
    const { body, answered } = last().sent[0] as FakeWire["sent"][number];
    expect(String(body.id)).toMatch(/^[A-Za-z0-9_-]{22}$/);
    answered(null, { ok: true, id: body.id });
    expect((await answer).ok).toBe(true);
  });

  it("is sent again under the same id while there is patience", async () => {
    last().welcome();
    const answer = line.send({ do: "next", id: "x" }, 12_000);
    await wait(5000);
    last().says("disconnect");
    await wait(2500);
    last().welcome();
    await wait(10);
    expect(wires[0]?.sent[0]?.body.id).toBe("x");
    last().sent[0]?.answered(null, { ok: true, id: "x" });
    expect((await answer).ok).toBe(true);
  });

  it("ends as no answer, never as an exception", async () => {
    last().welcome();
    const answer = line.send({ do: "next" });
    await wait(6000);
    expect((await answer).code).toBe(NO_ANSWER);
  });
});

describe("when websockets are blocked", () => {
  it("falls back to plain requests by itself within five seconds, and goes on trying", async () => {
    http = (path, body) =>
      path === "/api/parts"
        ? body.epoch === ""
          ? json({ epoch: "e1", parts: [{ part: "room", n: 7, v: { title: "polled" } }] })
          : new Promise(() => {})
        : json({ ok: true, id: body.id });
    await wait(4000);
    await wait(1);
    expect(line.status.value).toBe("fallback");
    expect(line.parts.room.value?.title).toBe("polled");
    await wait(300);
    expect(requests[1]?.body).toEqual({ epoch: "e1", known: { room: 7 } });
    expect((await line.send({ do: "pass" })).ok).toBe(true);
    await wait(10_000);
    expect(wires.length).toBeGreaterThan(1);
    while (last().gone) await wait(500);
    last().welcome("e1", [{ part: "room", n: 8, v: { title: "pushed" } }]);
    expect(line.status.value).toBe("live");
    expect(line.parts.room.value?.title).toBe("pushed");
  });

  it("is not fooled by a hotel's login page", async () => {
    http = () => new Response("<html>Welcome, guest</html>", { headers: { "content-type": "text/html" } });
    await wait(4500);
    expect(line.status.value).toBe("offline");
    http = () => json({ welcome: "guest" });
    await wait(10_000);
    expect(line.status.value).toBe("offline");
    const answer = line.send({ do: "pass" }, 3000);
    await wait(4000);
    expect((await answer).code).toBe(NO_ANSWER);
  });

  it("says offline when nothing works, and recovers", async () => {
    await wait(4500);
    expect(line.status.value).toBe("offline");
    http = () => json({ epoch: "e1", parts: [] });
    await wait(20_000);
    expect(line.status.value).toBe("fallback");
  });

  it("hears a refusal over plain requests too", async () => {
    http = () => json({ ok: false, code: "closed", says: "It has ended." }, 403);
    await wait(4500);
    expect(line.status.value).toBe("refused");
  });
});

describe("post", () => {
  it("accepts only an object in JSON", async () => {
    const ask = (async () => json([1])) as unknown as typeof fetch;
    expect(await post("/x", {}, { ask })).toBeUndefined();
  });
});
