import { describe, expect, it, vi } from "vitest";
import { type Answer, type Command, NO_ANSWER } from "./connection";
import { inMemory, type Kept } from "./kept";
import { Outbox, type Waiting } from "./outbox";

const revise = (words: string, contribution = "c1"): Command => ({
  do: "revise",
  step: "s",
  contribution,
  values: { idea: words },
});

/** A line to the server that the test answers by hand. */
function line() {
  const sent: { command: Command; answer: (answer: Partial<Answer>) => void }[] = [];
  const send = (command: Command) =>
    new Promise<Answer>((done) => {
      sent.push({ command, answer: (answer) => done({ ok: true, id: String(command.id), ...answer }) });
    });
  return { sent, send };
}

const settled = () => new Promise((done) => setTimeout(done));

describe("the outbox", () => {
  it("writes before it touches the network", async () => {
    const { sent, send } = line();
    let safe: () => void = () => {};
    const slow: Kept<Waiting> = {
      ...inMemory<Waiting>(),
      put: () =>
        new Promise((done) => {
          safe = done;
        }),
    };
    const box = new Outbox("t", send, Promise.resolve(slow));
    void box.put(revise("a"));
    await settled();
    expect(box.count.value).toBe(1);
    expect(sent.length).toBe(0);
    safe();
    await settled();
    expect(sent.length).toBe(1);
  });

  it("has one in flight, in order", async () => {
    const { sent, send } = line();
    const box = new Outbox("t", send, Promise.resolve(inMemory<Waiting>()));
    void box.put(revise("a", "c1"));
    const second = box.put(revise("b", "c2"));
    await settled();
    expect(sent.length).toBe(1);
    sent[0]?.answer({});
    await settled();
    expect(sent[1]?.command.values).toEqual({ idea: "b" });
    sent[1]?.answer({});
    expect((await second).ok).toBe(true);
    await settled();
    expect(box.count.value).toBe(0);
  });

  it("sends again under the same id when nobody answered", async () => {
    const { sent, send } = line();
    const box = new Outbox("t", send, Promise.resolve(inMemory<Waiting>()));
    void box.put(revise("a"));
    await settled();
    sent[0]?.answer({ ok: false, code: NO_ANSWER });
    await vi.waitFor(() => expect(sent.length).toBe(2));
    expect(sent[1]?.command).toEqual(sent[0]?.command);
    expect(box.refused.value).toEqual([]);
  });

  it("keeps the words of a refusal, across a reload, until they are dropped", async () => {
    const { sent, send } = line();
    const kept = inMemory<Waiting>();
    const box = new Outbox("t", send, Promise.resolve(kept));
    const answer = box.put(revise("a"), "my words");
    await settled();
    sent[0]?.answer({ ok: false, code: "step_closed", says: "The step closed." });
    expect((await answer).code).toBe("step_closed");
    expect(box.count.value).toBe(0);
    const again = new Outbox("t", send, Promise.resolve(kept));
    await settled();
    expect(again.refused.value[0]).toMatchObject({ words: "my words", says: "The step closed." });
    await again.drop(String(again.refused.value[0]?.id));
    expect(await kept.all()).toEqual([]);
  });

  it("joins successive states of one contribution, unless they were handed to the network", async () => {
    const { sent, send } = line();
    const box = new Outbox("t", send, Promise.resolve(inMemory<Waiting>()));
    const first = box.put({ ...revise("1"), do: "submit" }, "1");
    await settled();
    const answers = [box.put(revise("12"), "12"), box.put(revise("123"), "123")];
    await settled();
    expect(box.count.value).toBe(2);
    sent[0]?.answer({});
    await first;
    await settled();
    expect(sent[1]?.command).toMatchObject({ do: "revise", values: { idea: "123" } });
    sent[1]?.answer({});
    expect((await Promise.all(answers)).every((answer) => answer.ok)).toBe(true);
    expect(sent.length).toBe(2);
  });

  it("sends after a reload what was waiting, and joins nothing to it", async () => {
    const kept = inMemory<Waiting>();
    const before = new Outbox("t", line().send, Promise.resolve(kept));
    void before.put(revise("old"));
    await settled();
    const { sent, send } = line();
    const after = new Outbox("t", send, Promise.resolve(kept));
    await settled();
    void after.put(revise("new"));
    await settled();
    expect(after.count.value).toBe(2);
    expect(sent[0]?.command).toMatchObject({ values: { idea: "old" } });
  });

  it("keeps people on a shared device apart", async () => {
    const kept = inMemory<Waiting>();
    void new Outbox("amina", line().send, Promise.resolve(kept)).put(revise("mine"));
    await settled();
    const { sent, send } = line();
    const other = new Outbox("peter", send, Promise.resolve(kept));
    await settled();
    expect(other.count.value).toBe(0);
    expect(sent.length).toBe(0);
  });
});
