import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { away, unsent } from "./attendance";
import { Begun } from "./begun";
import type { Desk } from "./desk";
import { Facilitators } from "./facilitators";
import { PlannedGroups } from "./groups";
import { Insert } from "./insert";
import { Wishes } from "./mixing";
import { orders } from "./orders";
import { PersonSheet } from "./person";
import { fewNames } from "./room";
import { RunFoot, RunList } from "./run";
import { SheetFrame } from "./sheet";
import { Fix, Until } from "./until";
import { say } from "./words";

const KEYS: readonly (readonly [string, Parameters<typeof say>[0]])[] = [
  ["space", "key_pause"],
  ["→", "key_next"],
  ["←", "key_back"],
  ["+", "key_more"],
  ["−", "key_less"],
  ["b", "key_bell"],
  ["u", "key_undo"],
  ["?", "key_help"],
];

function Help(): JSX.Element {
  return (
    <>
      <dl class="key-list">
        {KEYS.map(([key, word]) => (
          <div key={key}>
            <dt>
              <kbd>{key === "space" ? say("space") : key}</kbd>
            </dt>
            <dd>{say(word)}</dd>
          </div>
        ))}
      </dl>
      <p>{say("help_safe")}</p>
      <p>{say("help_words")}</p>
      <p>{say("help_lost")}</p>
    </>
  );
}

function Message({ desk }: { desk: Desk }): JSX.Element {
  const words = useSignal(desk.room.value?.message ?? "");
  return (
    <form
      class="stack"
      onSubmit={(event) => {
        event.preventDefault();
        const before = desk.room.peek()?.message ?? "";
        void desk
          .give([orders.message(words.value.trim())], {
            once: "message",
            undo: { says: say("undo_message_sent"), orders: () => [orders.message(before)] },
          })
          .then((done) => done && desk.shut());
      }}
    >
      <label class="field">
        <span>{say("message_label")}</span>
        <textarea
          rows={3}
          maxLength={300}
          dir="auto"
          autofocus
          value={words.value}
          onInput={(event) => (words.value = event.currentTarget.value)}
        />
        <small>{say("message_hint")}</small>
      </label>
      <div class="row end-row">
        <button type="submit" class="btn main" disabled={!words.value.trim()}>
          {say("message_send")}
        </button>
      </div>
    </form>
  );
}

function CloseSheet({ desk }: { desk: Desk }): JSX.Element {
  const people = desk.control.value?.people ?? [];
  const holding = unsent(people);
  const gone = away(people);
  const rest = desk.control.value?.run.filter((i) => i.state === "next" && i.kind !== "note") ?? [];
  return (
    <div class="stack">
      {holding.length > 0 && (
        <p class="banner">
          <span>
            <b>{say("unsent", { n: holding.length })}</b> {say("close_unsent", { who: fewNames(holding) })}
          </span>
        </p>
      )}
      {holding.length === 0 && gone.length > 0 && <p class="soft">{say("close_away", { n: gone.length })}</p>}
      {rest.length > 0 && <p>{say("close_rest", { n: rest.length })}</p>}
      <p>{say("close_says")}</p>
      <div class="row end-row wrap">
        <button type="button" class="btn" onClick={() => desk.shut()}>
          {say("not_yet")}
        </button>
        <button
          type="button"
          class="btn main"
          onClick={() => {
            desk.shut();
            void desk.give([orders.close()], {
              once: "close",
              undo: { says: say("undo_close"), orders: () => [orders.reopen()] },
            });
          }}
        >
          {say("close")}
        </button>
      </div>
    </div>
  );
}

function RepeatSheet({ desk, item }: { desk: Desk; item: string }): JSX.Element | null {
  const line = desk.control.value?.run.find((i) => i.key === item);
  const groups = useSignal<"new" | "same">("new");
  const prompt = useSignal("");
  if (!line) return null;
  return (
    <form
      class="stack"
      onSubmit={(event) => {
        event.preventDefault();
        const known = new Set(desk.control.peek()?.run.map((i) => i.key));
        desk.shut();
        void desk.give([orders.repeat(item, groups.value, prompt.value.trim())], {
          once: "repeat",
          undo: {
            says: say("undo_repeat", { title: line.title }),
            orders: () =>
              (desk.control.peek()?.run ?? []).filter((i) => !known.has(i.key)).map((i) => orders.skip(i.key, true)),
          },
        });
      }}
    >
      <fieldset class="radio-list">
        <legend>{say("repeat_who")}</legend>
        {(["new", "same"] as const).map((value) => (
          <label key={value} class="with">
            <input
              type="radio"
              name="groups"
              checked={groups.value === value}
              onChange={() => (groups.value = value)}
            />
            <span>
              <b>{say(value === "new" ? "groups_are_new" : "groups_are_same")}</b>
              <small>{say(value === "new" ? "groups_are_new_says" : "groups_are_same_says")}</small>
            </span>
          </label>
        ))}
      </fieldset>
      <label class="field">
        <span>{say("repeat_prompt")}</span>
        <textarea
          rows={2}
          maxLength={500}
          dir="auto"
          placeholder={line.invitation}
          value={prompt.value}
          onInput={(event) => (prompt.value = event.currentTarget.value)}
        />
        <small>{say("repeat_hint")}</small>
      </label>
      <div class="row end-row">
        <button type="submit" class="btn main">
          {say("repeat_do")}
        </button>
      </div>
    </form>
  );
}

export function Sheets({ desk }: { desk: Desk }): JSX.Element | null {
  const sheet = desk.sheet.value;
  if (!sheet) return null;
  const shut = () => desk.shut();
  switch (sheet.name) {
    case "help":
      return (
        <SheetFrame desk={desk} title={say("help_title")} shut={shut}>
          <Help />
        </SheetFrame>
      );
    case "run":
      return (
        <SheetFrame desk={desk} title={say("the_run")} shut={shut}>
          <Until desk={desk} />
          <Fix desk={desk} />
          <RunList desk={desk} />
          <RunFoot desk={desk} />
        </SheetFrame>
      );
    case "message":
      return (
        <SheetFrame desk={desk} title={say("message_all")} shut={shut}>
          <Message desk={desk} />
        </SheetFrame>
      );
    case "close":
      return (
        <SheetFrame desk={desk} title={say("close_title")} shut={shut}>
          <CloseSheet desk={desk} />
        </SheetFrame>
      );
    case "facilitators":
      return (
        <SheetFrame desk={desk} title={say("who_leads")} shut={shut}>
          <Facilitators desk={desk} />
        </SheetFrame>
      );
    case "begun":
      return (
        <SheetFrame desk={desk} title={say("begun")} shut={shut} wide>
          <Begun desk={desk} />
        </SheetFrame>
      );
    case "planned":
      return (
        <SheetFrame
          desk={desk}
          title={say("planned_title", { title: desk.control.value?.planned?.title ?? "" })}
          shut={shut}
          wide
        >
          <PlannedGroups desk={desk} />
        </SheetFrame>
      );
    case "wishes":
      return (
        <SheetFrame desk={desk} title={say("wishes_title")} shut={shut}>
          <Wishes desk={desk} />
        </SheetFrame>
      );
    case "insert":
      return (
        <SheetFrame desk={desk} title={say("insert")} shut={shut} wide>
          <Insert desk={desk} after={sheet.after} />
        </SheetFrame>
      );
    case "repeat": {
      const title = desk.control.value?.run.find((i) => i.key === sheet.item)?.title ?? "";
      return (
        <SheetFrame desk={desk} title={say("repeat_title", { title })} shut={shut}>
          <RepeatSheet desk={desk} item={sheet.item} />
        </SheetFrame>
      );
    }
    case "person":
      return <PersonSheet desk={desk} seat={sheet.seat} />;
  }
}
