import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { Check } from "../../lib/icons";
import { Down } from "../../lib/icons-late";
import { Trouble, useAsked } from "../pieces";
import { save } from "../season/files";
import { DocumentPage, type Told } from "./document";
import type { Index } from "./lineage";
import { ShareBy } from "./share";
import type { Choice, Form, Reader, Stage, Takes } from "./takes";
import { t } from "./words";

const AS_USUAL: Choice = { sections: null, questions: [], line: "" };
/** Milliseconds that somebody may still be choosing. */
const CHOOSING = 350;
/** Beyond this share of the screen, what follows is out of sight. */
const LOW = 0.8;

/** Somebody who takes the record away: who, what goes in, in which form; and to see it before. */
export function TakeAway(props: { takes: Takes; index: Index; mayShare: boolean }): JSX.Element {
  const { takes, index, mayShare } = props;
  const { value, failed, again } = useAsked(() => takes.readers(), "readers");
  const [slug, setSlug] = useState("");
  const [choices, setChoices] = useState<Readonly<Record<string, Choice>>>({});
  if (!value)
    return failed ? (
      <Trouble what={t("fail_read")} says={failed.says} safe={t("safe")} again={again} />
    ) : (
      <p class="soft wait" role="status">
        {t("reading")}
      </p>
    );
  const reader = value.readers.find((one) => one.slug === slug) ?? value.readers[0];
  if (!reader) return <p class="soft wait">{t("none")}</p>;
  const choice = choices[reader.slug] ?? AS_USUAL;
  const choose = (to: Partial<Choice>) => setChoices({ ...choices, [reader.slug]: { ...choice, ...to } });
  return (
    <>
      <fieldset class="beside readers">
        <legend>{t("for_whom")}</legend>
        {value.readers.map((one) => (
          <label key={one.slug} class="opt">
            <input
              type="radio"
              class="unseen"
              name="reader"
              checked={one.slug === reader.slug}
              onChange={() => setSlug(one.slug)}
              onClick={showForms}
            />
            <span class="pick">
              <span>
                <b>{one.title}</b>
                <small class="soft">{one.whom}</small>
              </span>
            </span>
          </label>
        ))}
      </fieldset>
      <div class="sheet-of">
        <section class="takes" aria-labelledby="taking">
          <h2 id="taking">{reader.title}</h2>
          <p class="small soft">{t(reader.beyond ? "beyond" : "within")}</p>
          <Forms key={reader.slug} takes={takes} reader={reader} choice={choice} />
          <Choosing index={index} reader={reader} choice={choice} choose={choose} />
        </section>
        {mayShare && reader.seen && <ShareBy key={reader.slug} takes={takes} reader={reader} choice={choice} />}
        <See takes={takes} reader={reader} choice={choice} />
      </div>
    </>
  );
}

/** On a small screen the forms stand below the last reader: a finger that chose is led there. Keys stay where they are. */
function showForms(event: { readonly detail: number }): void {
  const forms = event.detail > 0 ? document.getElementById("taking") : null;
  if (forms && forms.getBoundingClientRect().top > innerHeight * LOW) forms.scrollIntoView({ block: "center" });
}

function named({ title }: Form): string {
  return title.charAt(0).toLocaleUpperCase() + title.slice(1);
}

/** A button for each form, and how far the file is. */
function Forms({ takes, reader, choice }: { takes: Takes; reader: Reader; choice: Choice }): JSX.Element {
  const [making, setMaking] = useState<Readonly<Record<string, Stage>>>({});
  const [saved, setSaved] = useState<readonly string[]>([]);
  const [failed, setFailed] = useState<{ says: string; form: Form }>();
  const take = async (form: Form) => {
    if (!Object.keys(making).length) setSaved([]);
    setFailed(undefined);
    const got = await takes.take(reader.slug, form.name, choice, (at) =>
      setMaking((all) => ({ ...all, [form.name]: at })),
    );
    setMaking(({ [form.name]: _, ...others }) => others);
    if (!got.ok) return setFailed({ says: got.says, form });
    save(got.value);
    setSaved((all) => [...all, got.value.name]);
  };
  return (
    <>
      <div class="row">
        {reader.forms.map((form, at) => (
          <button
            key={form.name}
            type="button"
            class={at === 0 ? "btn main" : "btn"}
            aria-busy={form.name in making}
            onClick={() => form.name in making || void take(form)}
          >
            <Down />
            {named(form)}
          </button>
        ))}
      </div>
      <p class="small soft said" role="status">
        {reader.forms.map(
          (form) =>
            making[form.name] && (
              <span key={form.name}>
                {named(form)}: {t(`stage_${making[form.name] ?? "waiting"}`)}{" "}
              </span>
            ),
        )}
        {saved.map((name) => (
          <span key={name}>
            <Check /> {t("saved_as", { name })}{" "}
          </span>
        ))}
      </p>
      {failed && (
        <Trouble what={t("fail_take")} says={failed.says} safe={t("safe")} again={() => void take(failed.form)} />
      )}
    </>
  );
}

/** Sections on and off, and which parts of the run. */
function Choosing(props: {
  index: Index;
  reader: Reader;
  choice: Choice;
  choose: (to: Partial<Choice>) => void;
}): JSX.Element {
  const { index, reader, choice, choose } = props;
  const on = choice.sections ?? reader.switches.filter((one) => one.on).map((one) => one.name);
  const toggle = (name: string) =>
    choose({ sections: on.includes(name) ? on.filter((one) => one !== name) : [...on, name] });
  return (
    <>
      {reader.switches.length > 1 && (
        <fieldset>
          <legend>{t("sections")}</legend>
          <div class="chips">
            {reader.switches.map(({ name, title }) => (
              <label key={name} class="opt">
                <input type="checkbox" class="unseen" checked={on.includes(name)} onChange={() => toggle(name)} />
                <span class="chip">
                  <Check class="box" />
                  {title}
                </span>
              </label>
            ))}
            {choice.sections && (
              <button type="button" class="btn bare" onClick={() => choose({ sections: null })}>
                {t("as_usual")}
              </button>
            )}
          </div>
        </fieldset>
      )}
      {reader.slug === "poster" ? (
        <Priority index={index} line={choice.line} choose={(line) => choose({ line })} />
      ) : (
        <Questions index={index} chosen={choice.questions} choose={(questions) => choose({ questions })} />
      )}
    </>
  );
}

function Questions(props: {
  index: Index;
  chosen: readonly string[];
  choose: (to: readonly string[]) => void;
}): JSX.Element | null {
  const { index, chosen, choose } = props;
  const parts = index.numbers.flatMap((number) =>
    (index.session(number)?.parts ?? [])
      .filter((part) => part.kind === "structure" && part.state === "played")
      .map((part) => ({ key: `${number}:${part.number}`, number, part })),
  );
  if (parts.length < 2) return null;
  const toggle = (key: string) => {
    const all = chosen.length ? chosen : parts.map((one) => one.key);
    const now = all.includes(key) ? all.filter((one) => one !== key) : [...all, key];
    choose(now.length === parts.length ? [] : now);
  };
  return (
    <details class="questions">
      <summary>
        {t("questions")}:{" "}
        <span class="soft">
          {chosen.length ? t("questions_n", { n: chosen.length, of: parts.length }) : t("questions_all")}
        </span>
      </summary>
      <div class="picks">
        {parts.map(({ key, number, part }) => (
          <label key={key} class="opt">
            <input
              type="checkbox"
              class="unseen"
              checked={!chosen.length || chosen.includes(key)}
              onChange={() => toggle(key)}
            />
            <span class="pick">
              <span class="box">
                <Check />
              </span>
              <span>
                {index.numbers.length > 1 && <small class="soft">{t("session_n", { n: number })}</small>}
                <bdi>{part.title}</bdi>
                {part.invitation && (
                  <small class="soft">
                    <bdi>{part.invitation}</bdi>
                  </small>
                )}
              </span>
            </span>
          </label>
        ))}
      </div>
    </details>
  );
}

/** Which line a poster is about. */
function Priority(props: { index: Index; line: string; choose: (line: string) => void }): JSX.Element {
  const { index, line, choose } = props;
  return (
    <label class="field">
      {t("about_line")}
      <select class="input" value={line} onChange={(event) => choose(event.currentTarget.value)}>
        <option value="">{t("first_line")}</option>
        {index.numbers.flatMap((number) =>
          (index.session(number)?.outputs ?? []).map((output) => (
            <optgroup key={`${number} ${output.name}`} label={output.title}>
              {output.lines.map(({ word }) => (
                <option key={word.ref} value={`${number}:${word.ref}`}>
                  {index.spots.get(`${number}:${word.ref}`)?.text}
                </option>
              ))}
            </optgroup>
          )),
        )}
      </select>
    </label>
  );
}

/** The document as it will be. */
function See({ takes, reader, choice }: { takes: Takes; reader: Reader; choice: Choice }): JSX.Element {
  const [told, setTold] = useState<{ of: string; document: Told }>();
  const [failed, setFailed] = useState<{ says: string }>();
  const [turn, setTurn] = useState(0);
  const wanted = JSON.stringify([reader.slug, choice]);
  useEffect(() => {
    if (!reader.seen) return;
    let over = false;
    const look = async () => {
      const got = await takes.look(reader.slug, choice);
      if (over) return;
      setFailed(got.ok ? undefined : got);
      if (got.ok) setTold({ of: wanted, document: got.value });
    };
    const timer = setTimeout(() => void look(), CHOOSING);
    return () => {
      over = true;
      clearTimeout(timer);
    };
  }, [wanted, turn]);
  const mine = told?.of.startsWith(`["${reader.slug}"`) ? told : undefined;
  return (
    <section class="see" aria-label={t("see")} aria-busy={reader.seen && mine?.of !== wanted && !failed}>
      {!reader.seen ? (
        <p class="soft wait">{t("unseen")}</p>
      ) : failed ? (
        <Trouble what={t("fail_look")} says={failed.says} safe={t("safe")} again={() => setTurn((n) => n + 1)} />
      ) : mine ? (
        <DocumentPage told={mine.document} />
      ) : (
        <p class="soft wait" role="status">
          {t("seeing")}
        </p>
      )}
    </section>
  );
}
