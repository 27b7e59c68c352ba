import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import type { BegunWith, BegunWithLine } from "../lib/wire";
import type { Desk } from "./desk";
import { orders } from "./orders";
import { say } from "./words";

const LONGEST = 500;

/** The button that opens what the session begins with; nothing where it begins with nothing. */
export function BegunButton({ desk }: { desk: Desk }): JSX.Element | null {
  const outputs = desk.control.value?.begun_with ?? [];
  const lines = outputs.flatMap((one) => one.lines.filter((line) => !line.hidden));
  if (!outputs.length) return null;
  return (
    <button type="button" class="btn bare begun-with" onClick={() => desk.open({ name: "begun" })}>
      {say("begun_n", { n: lines.length })}
    </button>
  );
}

/** Every line that was there before, to be put right. What it said before stays in the record. */
export function Begun({ desk }: { desk: Desk }): JSX.Element {
  const writing = useSignal("");
  const closed = desk.room.value?.phase === "closed";
  return (
    <div class="stack begun">
      <p class="soft">{say(closed ? "begun_closed" : "begun_says")}</p>
      {desk.control.value?.begun_with.map((output) => (
        <section key={output.name} aria-label={output.title}>
          <h3>
            <bdi>{output.title}</bdi>
          </h3>
          <p class="small soft" dir="auto">
            {output.source ? say("begun_from", { title: output.source }) : say("begun_script")}
          </p>
          <ol>
            {output.lines.map((line) =>
              writing.value === line.id ? (
                <li key={line.id}>
                  <Words desk={desk} output={output} line={line} shut={() => (writing.value = "")} />
                </li>
              ) : (
                <Line key={line.id} desk={desk} line={line} closed={closed} reword={() => (writing.value = line.id)} />
              ),
            )}
          </ol>
          {output.lines.length === 0 && <p class="soft">{say("begun_empty")}</p>}
          {!closed &&
            (writing.value === output.name ? (
              <Words desk={desk} output={output} shut={() => (writing.value = "")} />
            ) : (
              <button type="button" class="btn bare" onClick={() => (writing.value = output.name)}>
                {say("begun_add")}
              </button>
            ))}
        </section>
      ))}
    </div>
  );
}

function Line(props: { desk: Desk; line: BegunWithLine; closed: boolean; reword: () => void }): JSX.Element {
  const { desk, line } = props;
  return (
    <li class={line.hidden ? "hidden" : ""}>
      <div>
        <p dir="auto">
          {line.text} {line.hidden && <span class="badge">{say("begun_hidden")}</span>}
        </p>
        {line.former.map((words, n) => (
          <p key={n} class="small soft">
            {say("begun_was")} <s dir="auto">{words}</s>
          </p>
        ))}
      </div>
      {!props.closed && (
        <span class="row">
          {!line.hidden && (
            <button type="button" class="btn bare" onClick={props.reword}>
              {say("begun_reword")}
              <span class="unseen">: {line.text}</span>
            </button>
          )}
          <button
            type="button"
            class="btn bare"
            onClick={() => void desk.give([orders.moderate(line.id, line.hidden ? "restore" : "hide")])}
          >
            {say(line.hidden ? "begun_restore" : "begun_hide")}
            <span class="unseen">: {line.text}</span>
          </button>
        </span>
      )}
    </li>
  );
}

/** One line being put right, or one more. What was refused stays in the field. */
function Words(props: { desk: Desk; output: BegunWith; line?: BegunWithLine; shut: () => void }): JSX.Element {
  const { desk, output, line, shut } = props;
  const words = useSignal(line?.text ?? "");
  const keep = async (event: Event) => {
    event.preventDefault();
    const order = orders.rewordGiven(output.name, line?.id ?? "", words.value.trim());
    if (await desk.give([order], { once: "reword" })) shut();
  };
  return (
    <form class="stack" onSubmit={keep}>
      <label class="field">
        <span class={line ? "unseen" : ""}>{say(line ? "begun_reword" : "begun_add")}</span>
        <textarea
          rows={2}
          maxLength={LONGEST}
          dir="auto"
          autofocus
          value={words.value}
          onInput={(event) => (words.value = event.currentTarget.value)}
        />
      </label>
      {desk.trouble.value && (
        <p class="trouble" role="alert">
          {desk.trouble.value.says}
        </p>
      )}
      <div class="row end-row">
        <button type="button" class="btn" onClick={shut}>
          {say("begun_leave")}
        </button>
        <button type="submit" class="btn main" disabled={!words.value.trim()}>
          {say("begun_keep")}
        </button>
      </div>
    </form>
  );
}
