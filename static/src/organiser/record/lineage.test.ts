import { describe, expect, it } from "vitest";
import { found, Index, sought } from "./lineage";
import type { Tree, Word } from "./tree";

const word = (ref: string, text: string, more: Partial<Word> = {}): Word => ({
  ref,
  said: [{ label: "", kind: "text", text, field: "idea" }],
  who: "",
  role: "",
  group: "",
  about: [],
  grown: false,
  marked: false,
  put_under: "",
  scores: null,
  to: "",
  topic: "",
  topic_ref: "",
  told: [],
  former: [],
  put_right: [],
  origin: "",
  ...more,
});

const session = (words: readonly Word[], brought: readonly Word[] = []) => ({
  title: "",
  parts: [{ number: 1, kind: "structure", title: "1-2-4-All", steps: [{ word: "Alone", ask: "", words }] }],
  outputs: [],
  commitments: [],
  brought: [{ name: "", title: "Brought", words: brought }],
});

const tree = {
  sessions: {},
  states: {},
  texts: { 1: { "1.1.2": "How can we wait and at the same time act" } },
  season: {
    title: "",
    sessions: {
      1: session([
        word("1.1.1", "Zoë's list"),
        word("1.1.2", "one voice", { put_under: "1.1.3" }),
        word("1.1.3", "ours", { about: ["1.1.1", "9.9.9"] }),
      ]),
      2: session(
        [word("1.1.1", "a promise", { about: ["0.1.1"], who: "Ann" })],
        [word("0.1.1", "ours", { origin: "1:1.1.3" })],
      ),
    },
  },
} as unknown as Tree;

describe("lineage", () => {
  const index = new Index(tree);
  const keys = (hops: readonly { key: string; how: string }[]) => hops.map((hop) => `${hop.how} ${hop.key}`);

  it("leads back and on, from one session to the next, and never to what is not there", () => {
    expect(keys(index.back("2:1.1.1"))).toEqual(["from 2:0.1.1"]);
    expect(keys(index.back("2:0.1.1"))).toEqual(["same 1:1.1.3"]);
    expect(keys(index.back("1:1.1.3"))).toEqual(["from 1:1.1.1", "under 1:1.1.2"]);
    expect(keys(index.ahead("1:1.1.1"))).toEqual(["from 1:1.1.3"]);
    expect(keys(index.ahead("1:1.1.3"))).toEqual(["same 2:0.1.1"]);
  });

  it("finds every word that is looked for, whatever its accents, and says where it stands", () => {
    expect(index.find(sought("ZOE list")).map((spot) => spot.key)).toEqual(["1:1.1.1"]);
    expect(index.find(sought("ann")).map((spot) => spot.key)).toEqual(["2:1.1.1"]);
    expect(index.find(sought(" "))).toEqual([]);
    expect(found("Zoë: œuvre, ﬁt ZOË", sought("zoe fi"))).toEqual([
      [0, 3],
      [12, 13],
      [15, 18],
    ]);
    expect(found("We don’t", sought("don't"))).toEqual([[3, 8]]);
    expect(sought("ΟΔΟΣ οδος")).toEqual(["οδοσ", "οδοσ"]);
  });

  it("finds one line by its number, and tells lines of several fields as the server does", () => {
    expect(index.find(sought("1.1.1")).map((spot) => spot.key)).toEqual(["1:1.1.1", "2:1.1.1"]);
    expect(index.find(sought("2:1.1.1")).map((spot) => spot.key)).toEqual(["2:1.1.1"]);
    expect(index.find(sought("same time")).map((spot) => spot.key)).toEqual(["1:1.1.2"]);
  });
});
